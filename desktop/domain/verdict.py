"""The scan station's ruling: from facts that were read to one verdict, without a database, a clock or words.

Order of the questions: is the lane open; is the household known; is it active;
is it blocked; does the card still hold; is it on the list; has it drawn, itself or within another household; is it
served here; is there anything on the shelf for it. The first *no* is the verdict, so a household that has drawn already
is never sent to another point to hear it there.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.records.distribution import ItemDue, Presented
from desktop.values.period import utc_text
from desktop.values.vocabulary import CardState, Look, RoundState, Source, Verdict

LOOKED_AT = 2
"""Households of a round for which one person may collect before it is looked at."""
MOST = 4
"""Households of a round for which one person may collect at all."""


@dataclass(frozen=True)
class CardFacts:
    """What the register knows of the presented number's slot: lowest live issue, newest issue, state of this very card.

    `newest` is 0 when no card of this slot is known, `state` None when this very number is not.
    """

    lowest: int
    newest: int
    state: CardState | None


@dataclass(frozen=True)
class GivenBefore:
    """The hand-over that stands against another one."""

    slot: int | None
    at: datetime
    point: str
    lane: int
    receipt: int


@dataclass(frozen=True)
class SharedDraw:
    """A hand-over that stands, to another household with which these people were one since the round was made.

    `split`: they began a household of their own; `since`: it was made after they had; `apart`: most of them moved from
    one to the other one by one.
    """

    split: bool
    at: datetime
    point: str
    lane: int
    receipt: int
    apart: bool = False
    since: bool = False


@dataclass(frozen=True)
class Share:
    """What is due to a household as far as the shelf goes: `items` now, `owed` stays due after them.

    `cut`: less is there than is due, so that the holder is told before it is given; `settles`: these are lines that an
    earlier hand-over left open.
    """

    items: tuple[ItemDue, ...]
    owed: tuple[ItemDue, ...] = ()
    cut: bool = False
    settles: bool = False


@dataclass(frozen=True)
class HouseholdFacts:
    """A household of the register and its standing in the round. `elsewhere` names the point that serves it instead.

    `shared` is what another household received with which it was one, when this one received nothing itself.
    `blocked` is the reason of a block that holds, or empty; `allowed`: two people let it draw for so many;
    `due`: whether the rules give it anything; `nothing_left`: whether everything of the round is out at this point;
    `doubted`: the hand-over since which the clock was set forward, when nothing is due but for that.
    """

    active: bool
    listed: bool
    fixed_list: bool
    share: Share
    given: GivenBefore | None
    elsewhere: str
    shared: SharedDraw | None = None
    blocked: str = ""
    allowed: bool = False
    due: bool = True
    nothing_left: bool = False
    doubted: GivenBefore | None = None


@dataclass(frozen=True)
class Ruling:
    """A verdict with the looks it asks for, and why; `why` and `facts` are the help desk's."""

    verdict: Verdict
    why: str = ""
    looks: tuple[Look, ...] = ()
    facts: dict[str, str] = field(default_factory=dict[str, str])


def rule(
    state: RoundState,
    *,
    point_open: bool,
    household: HouseholdFacts | None,
    card: CardFacts | None,
    presented: Presented,
    now: datetime,
) -> Ruling:
    """The verdict. `card` is None exactly when no card number was presented."""
    if state is not RoundState.OPEN:
        return Ruling(Verdict.S1, "round_closed" if state is RoundState.CLOSED else "round_not_open")
    if not point_open:
        return Ruling(Verdict.S1, "point_not_open")
    if household is None:
        return Ruling(Verdict.H3, "household_unknown") if proves(presented) else Ruling(Verdict.N1, "typed_unknown")
    refusal = _refusal(household, card, presented)
    if refusal is not None:
        return refusal
    looks = _looks(card, presented, now)
    if household.share.cut:
        looks = (*looks, Look.PARTIAL)
    return Ruling(Verdict.G2 if looks else Verdict.G1, looks=looks)


def limited(ruling: Ruling, others: int, *, barred: bool) -> Ruling:
    """The ruling when somebody collects who collected for `others` households of the round before.

    For a third household they are looked at, for a fifth, or when they may collect for nobody, the help desk is asked;
    the lane sees no difference between the two.
    """
    if ruling.verdict not in (Verdict.G1, Verdict.G2):
        return ruling
    if barred:
        return Ruling(Verdict.H5, "collector_refused")
    if others >= MOST:
        return Ruling(Verdict.H5, "collector_limit", facts={"households": str(others)})
    if others >= LOOKED_AT:
        facts = {"households": str(others)}
        return replace(ruling, verdict=Verdict.G2, looks=(*ruling.looks, Look.COLLECTS_OFTEN), facts=facts)
    return ruling


def proves(presented: Presented) -> bool:
    """Whether a signature was verified; digits prove nothing, whether typed or read from a roster's row."""
    return presented.kid is not None and presented.source is not Source.TYPED


def _refusal(household: HouseholdFacts, card: CardFacts | None, presented: Presented) -> Ruling | None:
    if not household.active:
        return Ruling(Verdict.H5, "household_inactive")
    if household.blocked:
        return Ruling(Verdict.H5, "blocked", facts={"reason": household.blocked})
    worn_out = _card_refusal(card, presented)
    if worn_out is not None:
        return worn_out
    if household.share.settles:
        return _elsewhere(household)  # what is owed is owed, whatever else the household may draw or not
    if not household.listed and not household.allowed:
        return Ruling(Verdict.H3, "not_on_list" if household.fixed_list else "outside_areas")
    if household.given is not None:
        return _received(household.given, presented, household.share.owed)
    if not household.due:
        return Ruling(Verdict.H3, "nothing_due")
    if household.shared is not None:
        return _shared(household.shared)
    if household.doubted is not None:
        return Ruling(Verdict.H5, "clock_moved", facts=_where(household.doubted))
    elsewhere = _elsewhere(household)
    if elsewhere is not None:
        return elsewhere
    if not household.share.items:
        return _out(household)
    return None


def _elsewhere(household: HouseholdFacts) -> Ruling | None:
    if not household.elsewhere:
        return None
    return Ruling(Verdict.T1, "other_point", facts={"point": household.elsewhere})


def _out(household: HouseholdFacts) -> Ruling:
    """Nothing of what is due lies here. The lane stops only when nothing at all is left; else this one comes again."""
    if household.nothing_left:
        return Ruling(Verdict.S1, "all_out")
    return Ruling(Verdict.T1, "out_of_stock", facts={"items": _lines(household.share.owed)})


def _lines(items: tuple[ItemDue, ...]) -> str:
    return " ".join(f"{line.item} {line.quantity}" for line in items)


def _card_refusal(card: CardFacts | None, presented: Presented) -> Ruling | None:
    """A card that no longer holds. Revoking and replacing both raise the lowest issue; the card's row says which."""
    if card is None or presented.number is None:
        return None
    if presented.stolen and card.state is None:
        return Ruling(Verdict.H5, "desk_stolen")
    if card.state is CardState.REVOKED:
        return Ruling(Verdict.H5, "card_revoked")
    # An issue that is unknown though a newer one is known was replaced somewhere else.
    passed_over = card.state is None and presented.number.issue <= card.newest
    if card.state is CardState.REPLACED or presented.number.issue < card.lowest or passed_over:
        return Ruling(Verdict.H4, "card_replaced", facts={"newest": str(max(card.newest, card.lowest))})
    return None


def _received(given: GivenBefore, presented: Presented, owed: tuple[ItemDue, ...]) -> Ruling:
    """Another holder's card is known only when both hand-overs were made with one; a typed code names no holder."""
    facts = _where(given)
    if owed:
        facts["owed"] = _lines(owed)
    if given.slot is not None:
        facts["slot"] = str(given.slot)
    other = presented.number is not None and given.slot is not None and presented.number.slot != given.slot
    if other:
        return Ruling(Verdict.H2, "household_received", facts=facts)
    return Ruling(Verdict.H1, "received", facts=facts)


def _where(draw: GivenBefore | SharedDraw) -> dict[str, str]:
    """When and where something was handed over, for the help desk."""
    return {"at": utc_text(draw.at), "point": draw.point, "lane": str(draw.lane), "receipt": str(draw.receipt)}


def _shared(draw: SharedDraw) -> Ruling:
    """After a split it is for the help desk to say what is still due; what became one household received as one."""
    facts = _where(draw)
    if draw.split:
        return Ruling(Verdict.H5, "drew_after_split" if draw.since else "drew_before_split", facts=facts)
    if draw.apart:
        return Ruling(Verdict.H2, "counted_elsewhere", facts=facts)
    return Ruling(Verdict.H2, "drew_before_merge", facts=facts)


def _looks(card: CardFacts | None, presented: Presented, now: datetime) -> tuple[Look, ...]:
    looks: list[Look] = []
    if not proves(presented):
        looks.append(Look.TYPED)
    if presented.expires is not None and presented.expires <= now:
        looks.append(Look.EXPIRED)
    if card is not None and card.state is None:
        looks.append(Look.NEWER_ISSUE)
    return tuple(looks)
