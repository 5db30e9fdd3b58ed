"""What the help desk may do next, by the reason for which somebody was sent: three to five steps with a number."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.records.distribution import Decision
from desktop.records.help_desk import Visit
from desktop.values.permissions import Permission
from desktop.values.vocabulary import Look, ReferralResult, Verdict
from desktop.words.catalogue import mark
from desktop.words.help_desk import why_of


class Step(StrEnum):
    """One thing to do."""

    TOLD = "told"
    LANE = "lane"
    REPLACE = "replace"
    REPLACED = "replaced"
    PROVISIONAL = "provisional"
    ALLOW = "allow"
    ASK = "ask"
    ADDED = "added"
    COLLECTOR = "collector"
    OTHER = "other"
    PROXY = "proxy"
    DELIVERY = "delivery"
    OTHER_DAY = "other_day"
    LEAFLET = "leaflet"


@dataclass(frozen=True)
class StepWords:
    """How a step looks; `result` is what it says of the visit at once, `right` what it takes."""

    heading: str
    note: str
    icon: str
    result: ReferralResult | None = None
    right: Permission = Permission.REFUSED_WHY


WORDS: dict[Step, StepWords] = {
    Step.TOLD: StepWords(mark("Explained, all clear"), mark("this visit ends"), "circle-check", ReferralResult.TOLD),
    Step.LANE: StepWords(mark("Back to the lane"), mark("without queueing again"), "arrow-right", ReferralResult.LANE),
    Step.REPLACE: StepWords(
        mark("Replace the card"), mark("free, on the household’s page"), "id", right=Permission.CARD_REPLACE
    ),
    Step.REPLACED: StepWords(
        mark("They have the new card"), mark("this visit ends"), "check", ReferralResult.CARD_REPLACED
    ),
    Step.PROVISIONAL: StepWords(
        mark("Help without a card"), mark("with a second person, a few a day"), "package", right=Permission.PROVISIONAL
    ),
    Step.ALLOW: StepWords(
        mark("Let them draw"), mark("two people say for how many"), "user-check", right=Permission.ALLOW
    ),
    Step.ASK: StepWords(mark("Ask the supervisor"), mark("to look, and to add them"), "flag", ReferralResult.ASKED),
    Step.ADDED: StepWords(mark("It was added"), mark("they may go to the lane"), "list-check", ReferralResult.ADDED),
    Step.COLLECTOR: StepWords(mark("Two questions"), mark("does the collector know them?"), "user-question"),
    Step.OTHER: StepWords(mark("Somebody else"), mark("the holder, or another"), "user-check"),
    Step.PROXY: StepWords(mark("Collects today"), mark("with a second person"), "users", right=Permission.PROXY),
    Step.DELIVERY: StepWords(
        mark("Serve at home"), mark("in this round"), "truck-delivery", right=Permission.HOME_DELIVERY
    ),
    Step.OTHER_DAY: StepWords(
        mark("Another day"), mark("say when and where"), "calendar-event", ReferralResult.OTHER_DAY
    ),
    Step.LEAFLET: StepWords(mark("The services leaflet"), mark("the same for everybody"), "file-text"),
}

_CARD = (Step.REPLACE, Step.REPLACED, Step.PROVISIONAL, Step.ASK, Step.LEAFLET)
_RECEIVED = (Step.TOLD, Step.ASK, Step.COLLECTOR, Step.LEAFLET)
_SHARED = (Step.TOLD, Step.ASK, Step.ALLOW, Step.LEAFLET)
_SPLIT = (Step.ALLOW, Step.PROVISIONAL, Step.ASK, Step.TOLD, Step.LEAFLET)
_LIST = (Step.ASK, Step.ALLOW, Step.PROVISIONAL, Step.OTHER_DAY, Step.LEAFLET)
_WAIT = (Step.OTHER_DAY, Step.TOLD, Step.LEAFLET)
_COLLECTOR = (Step.OTHER, Step.PROXY, Step.DELIVERY, Step.OTHER_DAY, Step.LEAFLET)
"""Questions would not help: this person may not collect here, whoever knows them."""
_OFTEN = (Step.COLLECTOR, Step.LANE, Step.OTHER, Step.DELIVERY, Step.LEAFLET)

_STEPS: dict[str, tuple[Step, ...]] = {
    "received": _RECEIVED,
    "household_received": _RECEIVED,
    "drew_before_merge": _SHARED,
    "counted_elsewhere": _SHARED,
    "household_unknown": (Step.PROVISIONAL, Step.ASK, Step.OTHER_DAY, Step.LEAFLET),
    "other_office": (Step.PROVISIONAL, Step.ASK, Step.OTHER_DAY, Step.LEAFLET),
    "practice_card": (Step.TOLD, Step.ASK, Step.OTHER_DAY, Step.LEAFLET),
    "real_card": (Step.TOLD, Step.ASK, Step.OTHER_DAY, Step.LEAFLET),
    "signature": (Step.ASK, Step.PROVISIONAL, Step.OTHER_DAY, Step.LEAFLET),
    "not_a_card": (Step.PROVISIONAL, Step.ASK, Step.OTHER_DAY, Step.LEAFLET),
    "typed_unknown": (Step.PROVISIONAL, Step.OTHER_DAY, Step.LEAFLET),
    "not_on_list": _LIST,
    "outside_areas": _LIST,
    "nothing_due": (Step.TOLD, Step.ASK, Step.LEAFLET),
    "other_point": (Step.OTHER_DAY, Step.PROVISIONAL, Step.TOLD, Step.LEAFLET),
    "card_replaced": _CARD,
    "card_revoked": _CARD,
    "desk_stolen": _CARD,
    "blocked": (Step.ASK, Step.PROVISIONAL, Step.OTHER_DAY, Step.LEAFLET),
    "household_inactive": (Step.ASK, Step.PROVISIONAL, Step.OTHER_DAY, Step.LEAFLET),
    "drew_before_split": _SPLIT,
    "drew_after_split": _SPLIT,
    "clock_moved": (Step.ALLOW, Step.ASK, Step.TOLD, Step.OTHER_DAY, Step.LEAFLET),
    "collector_refused": _COLLECTOR,
    "collector_limit": _COLLECTOR,
    "collector_ended": _COLLECTOR,
    "out_of_stock": _WAIT,
    "all_out": _WAIT,
    "round_closed": _WAIT,
    "round_not_open": _WAIT,
    "point_not_open": _WAIT,
}
_OTHERWISE = (Step.TOLD, Step.ASK, Step.OTHER_DAY, Step.LEAFLET)
_ANSWERS = (Step.ADDED, Step.ALLOW, Step.TOLD, Step.OTHER_DAY)
_NOBODY = (Step.TOLD, Step.OTHER_DAY)
"""Of somebody whose card names nobody: there is no list on which they could be put."""


def steps_for(visit: Visit, decision: Decision) -> tuple[Step, ...]:
    """What may be done next, the likeliest first; of what was asked, the answers."""
    if visit.result is ReferralResult.ASKED:
        return _ANSWERS if visit.household is not None else _NOBODY
    if decision.verdict in (Verdict.G1, Verdict.G2):
        if Look.COLLECTS_OFTEN in decision.looks:
            return _OFTEN
        other = () if visit.who is None else (Step.OTHER,)
        return (Step.LANE, Step.COLLECTOR, *other, Step.PROXY, Step.LEAFLET)
    return _STEPS.get(why_of(visit, decision), _OTHERWISE)
