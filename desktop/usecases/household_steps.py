"""Steps that events of households share; each works inside the transaction of a use case and leaves it open."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from desktop.domain.household_checks import HOLDERS, MEMBERS, barred_holder, problems_of
from desktop.domain.household_content import content_of
from desktop.domain.household_events import (
    HEAD,
    free_slot,
    next_head,
    related_to,
    require_day,
    require_free,
    wives_of,
)
from desktop.domain.household_tidy import tidied
from desktop.errors import (
    CannotBeNamed,
    DraftProblems,
    HolderHasCard,
    HouseholdClosed,
    HouseholdNotFound,
    LastMember,
    NotInHousehold,
    PersonUnknown,
    RecordedDead,
    SameHousehold,
    SecondNeeded,
    StaleVersion,
)
from desktop.models import card as cards
from desktop.models import household_events_write as events
from desktop.models import household_write, trusted_write
from desktop.models.household_events_write import Happening
from desktop.models.pair_write import note_pairs
from desktop.models.search import index_person
from desktop.queries import households, naming, people, trusted
from desktop.queries import standing as standings
from desktop.queries.people_merges import require_own_records
from desktop.queries.standing import LiveCard, Sitting, Standing
from desktop.records.household import FoundRegistrant, HouseholdDraft, MemberDraft
from desktop.security.canonical import Json
from desktop.usecases.desk import Work
from desktop.values.age import ADULT, years_on
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import CardNumber, HouseholdCode, RegistrantId, new_person_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.problem import Problem, Weight
from desktop.values.vocabulary import CardReason, CardState

type Content = dict[str, Json]


# --- what is there, and what may be said of it ------------------------------------------------------------------------


def known(work: Work, code: HouseholdCode, version: int | None) -> Standing:
    """The household of `code` at the version that was open. Raises HouseholdNotFound, StaleVersion."""
    found = standings.standing(work.conn, work.district, code)
    if found is None:
        raise HouseholdNotFound(code=code.text)
    if version is not None and version != found.version:
        raise StaleVersion(code=code.text, expected=version, found=found.version)
    return found


def open_one(work: Work, code: HouseholdCode, version: int | None) -> Standing:
    """As `known`, of a household that is not closed. Raises HouseholdClosed too."""
    found = known(work, code, version)
    if not found.active:
        raise HouseholdClosed(code=code.text)
    return found


def other_one(work: Work, before: Standing, code: HouseholdCode, version: int | None = None) -> Standing:
    """A second household, open and not the same. Raises SameHousehold and what `open_one` raises."""
    if code == before.code:
        raise SameHousehold(code=code.text)
    return open_one(work, code, version)


def members(before: Standing, registrants: Iterable[UUID]) -> list[Sitting]:
    """Members of the household in the order in which they were told. Raises NotInHousehold."""
    wanted = set(registrants)
    found = [one for one in before.members if one.registrant in wanted]
    if len(found) != len(wanted):
        raise NotInHousehold(code=before.code.text)
    return found


def require_said(before: Standing, going: Sequence[Sitting], *, card_ends: bool, last: bool) -> None:
    """A live card that ends, and a household that is closed, are said first. Raises HolderHasCard, LastMember."""
    live = next((before.number(card) for one in going for card in one.cards), None)
    if live is not None and not card_ends:
        raise HolderHasCard(card=live.text)
    if len(going) == len(before.members) and not last:
        raise LastMember(code=before.code.text)


def require_adults(work: Work, *parts: Sequence[Sitting]) -> None:
    """Children are not left alone by one person: of those who are together afterwards somebody is grown up.

    Where nobody is left, nobody is alone. Raises SecondNeeded.
    """
    today = local_day(work.now)
    alone = any(part and not any(adults([one.member for one in part], today)) for part in parts)
    if alone and work.second is None:
        raise SecondNeeded(permission=Permission.HOUSEHOLD_EVENTS, why="children")


def staying(before: Standing, going: Sequence[Sitting]) -> list[Sitting]:
    """Who is left of a household when these are gone."""
    return [one for one in before.members if one not in going]


def checked(work: Work, draft: HouseholdDraft, prefix: str) -> tuple[Problem, ...]:
    """What there is to say about one part of a household as it would be; raises DraftProblems when that part stops."""
    found = problems_of(draft, local_day(work.now))
    problems = tuple(one for one in found if one.where.startswith(prefix) or one.where == "members")
    stops = [one for one in problems if one.stops]
    if stops:
        raise DraftProblems(first=stops[0].code, where=stops[0].where, count=len(stops), problems=problems)
    return problems


# --- coming in --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Came:
    """Somebody who was written into a household: who, what the entry says of them, what there is to say."""

    registrant: RegistrantId
    content: Content
    problems: tuple[Problem, ...] = ()
    doubles: tuple[FoundRegistrant, ...] = ()
    known: bool = False
    """Whether the register knew them: then they are none of those whom a list counted here and did not name."""


def new_person(work: Work, before: Standing, told: MemberDraft, day: date) -> Came:
    """Somebody who was not in the register. Raises HouseholdClosed, DraftProblems."""
    if not before.active:
        raise HouseholdClosed(code=before.code.text)
    registrant = RegistrantId(new_person_id(local_day(work.now)))
    wished = replace(told, registrant=None, holder=slot_for(before, registrant) if told.holder else None)
    everybody = replace(before.draft, members=(*before.draft.members, wished), collectors=None, vouchers=None)
    problems = checked(work, everybody, f"members.{len(before.members)}.")
    alone = replace(everybody, members=(wished,))
    member = replace(tidied(alone, local_day(work.now)).members[0], holder=wished.holder)
    place = before.draft
    doubles = people.alike(work.conn, work.district, member, member.id_number, place.pcode, place.village)
    household_write.insert_member(
        work.conn,
        work.district,
        member,
        household=before.id,
        registrant=registrant,
        place=before.places,
        keys=people.keys_of(member, place.pcode, place.village),
        day=day,
    )
    whole = content_of(replace(alone, members=(member,)), before.code, [registrant])
    note_pairs(work.conn, work.district, [(registrant, found) for found in doubles], work.now)
    return Came(registrant, {"members": whole["members"]}, _about_the_first(problems, len(before.members)), doubles)


def known_person(
    work: Work, before: Standing, registrant: RegistrantId, day: date, *, relation: str, holder: bool, alive: bool
) -> Came:
    """Somebody of the register, who lives nowhere from `day` on.

    Raises PersonUnknown, MergedAlready, RecordedDead, InHouseholdAlready, HouseholdClosed, DraftProblems,
    CannotBeNamed.
    """
    person = standings.somebody(work.conn, work.district, registrant, before.id)
    if person is None:
        raise PersonUnknown
    require_own_records(work.conn, work.district, registrant)
    if not before.active and not (before.emptied and before.id in person.homes):
        raise HouseholdClosed(code=before.code.text)
    if person.died_on is not None and not alive:
        raise RecordedDead(day=person.died_on.isoformat())
    require_free(person.stays, day)
    require_room(before, 1)
    slot = slot_for(before, registrant) if holder else None
    begin(work, before, registrant, before.places, relation, slot, day)
    content: Content = {"relation": relation} if relation else {}
    if slot is not None:
        _require_nameable(work, before, registrant)
        content["holder"] = slot
    if person.died_on is not None:
        events.set_death(work.conn, work.district, registrant, None)
        content["died_on"] = person.died_on.isoformat()
    return Came(registrant, content, known=True)


def _require_nameable(work: Work, before: Standing, registrant: UUID) -> None:
    """Who stands between workers and owners holds no card for workers. Raises CannotBeNamed."""
    now = standings.standing(work.conn, work.district, before.code)
    assert now is not None
    told = [one.member for one in now.members]
    place = next(place for place, one in enumerate(now.members) if one.registrant == registrant)
    noted = naming.holder_problems(work.conn, work.district, told)
    if barred_holder(told, place) or any(problem.where == f"members.{place}.holder" for problem in noted):
        raise CannotBeNamed


def begin(
    work: Work, before: Standing, registrant: RegistrantId, place: int, relation: str, slot: int | None, day: date
) -> None:
    """Somebody of the register belongs to the household from `day` on."""
    events.start_membership(
        work.conn,
        work.district,
        household=before.id,
        registrant=registrant,
        place=place,
        relation=relation,
        slot=slot,
        day=day,
    )


def require_room(before: Standing, more: int) -> None:
    """Raises DraftProblems when so many people share no hearth."""
    count = len(before.members) + more
    if count > MEMBERS:
        problem = Problem("members", Finding.TOO_MANY_MEMBERS, facts={"count": str(count), "limit": str(MEMBERS)})
        raise DraftProblems(first=problem.code, where=problem.where, count=1, problems=(problem,))


def slot_for(before: Standing, registrant: UUID, *, also: Iterable[int] = ()) -> int:
    """A holder slot for somebody who comes. Raises DraftProblems when all nine are used."""
    slot = maybe_slot(before, registrant, also=also)
    if slot is None:
        problem = Problem("members", Finding.TOO_MANY_HOLDERS, facts={"count": str(HOLDERS + 1), "limit": str(HOLDERS)})
        raise DraftProblems(first=problem.code, where=problem.where, count=1, problems=(problem,))
    return slot


def maybe_slot(before: Standing, registrant: UUID, *, also: Iterable[int] = ()) -> int | None:
    """As `slot_for`, or None. `also` are slots that were given a moment ago."""
    taken = {one.member.holder for one in before.members if one.member.holder is not None}
    return free_slot(taken.union(also), before.printed, registrant)


# --- going ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gone:
    """What it meant that somebody went: for the entry, and for people."""

    content: Content
    problems: tuple[Problem, ...]


def let_go(
    work: Work,
    before: Standing,
    going: Sequence[Sitting],
    day: date,
    head: UUID | None = None,
    *,
    with_unnamed: bool = False,
) -> Gone:
    """End memberships on `day` and the cards of those who go; settle who leads and who holds a card among the others.

    `with_unnamed`: those whom a list counted here and did not name go with them.

    Raises DayNotYet, DayBefore, StaleVersion, NotInHousehold (a head who does not stay).
    """
    for one in going:
        require_day(day, work.sight, one.since)
    ended = end_cards(work, before, [card for one in going for card in one.cards])
    for one in going:
        household_write.end_membership(
            work.conn, work.district, household=before.id, registrant=one.registrant, day=day
        )
    end_collectors(work, before, {one.registrant for one in going}, day)
    left = staying(before, going)
    raise_version(work, before, active=bool(left))
    counted = None if with_unnamed else count_on(before, -len(going))
    settled = settle(work, before, head) if left else Gone({}, ())
    content: Content = {"cards_ended": [card.text for card in ended]} if ended else {}
    slots: dict[str, Json] = {str(one.registrant): one.member.holder for one in going if one.member.holder is not None}
    if slots:
        content["slots"] = slots
    said = tuple(Problem("members", Finding.CARD_ENDED, Weight.WARNING, {"card": card.text}) for card in ended)
    content |= tell_size(work, before, counted)
    return Gone(content | settled.content, (*said, *settled.problems))


def end_cards(work: Work, before: Standing, live: Sequence[LiveCard]) -> list[CardNumber]:
    """Revoke live cards whose holder goes, each with its entry; no issue at or under theirs is live any more."""
    for card in live:
        number = before.number(card)
        cards.end(work.conn, work.district, card.id, CardState.REVOKED, CardReason.HOUSEHOLD_CHANGED)
        cards.raise_floor(work.conn, work.district, before.id, card.slot, card.issue + 1)
        work.record(
            EntryKind.CARD_REVOKED, card.id, {"card": number.text, "reason": CardReason.HOUSEHOLD_CHANGED.value}
        )
    return [before.number(card) for card in live]


def end_collectors(work: Work, before: Standing, going: Collection[UUID], day: date) -> None:
    """Whoever went receives for the household no more, each with its entry."""
    for one in trusted.collectors_of(work.conn, work.district, before.id):
        if one.registrant in going:
            trusted_write.end_collector(
                work.conn, work.district, household=before.id, place=one.place, day=max(day, one.since.day)
            )
            work.record(EntryKind.COLLECTOR_ENDED, before.id, {"code": before.code.text, "place": one.place})


def settle(work: Work, before: Standing, head: UUID | None = None) -> Gone:
    """Among those who stay: somebody leads, if somebody led before; somebody holds a card, if anybody can.

    Raises NotInHousehold when `head` is not one of them.
    """
    now = standings.standing(work.conn, work.district, before.code)
    assert now is not None
    told = [one.member for one in now.members]
    problems: list[Problem] = []
    content: Content = {}
    led = any(one.member.relation == HEAD for one in before.members)
    relations = [member.relation for member in told]
    if head is not None or (led and HEAD not in relations):
        place = _place_of(now, head, local_day(work.now))
        relations = list(related_to(place, told, wives_of([one.member for one in before.members])))
        if relations != [member.relation for member in told]:
            content["head"] = str(now.members[place].registrant)
            problems.append(warning(Finding.LEADS_NOW, name=name_of(told[place])))
    slots = [member.holder for member in told]
    problems += _free_barred(work, now, slots, content)
    if not any(slots):
        problems += _give_a_slot(work, now, slots, content)
    for one, relation, slot in zip(now.members, relations, slots, strict=True):
        if (relation, slot) != (one.member.relation, one.member.holder):
            events.set_standing(
                work.conn, work.district, household=now.id, registrant=one.registrant, relation=relation, slot=slot
            )
    if not any(adults(told, local_day(work.now))):
        problems.append(warning(Finding.NO_ADULT_LEFT))
    return Gone(content, tuple(problems))


def _free_barred(work: Work, now: Standing, slots: list[int | None], content: Content) -> list[Problem]:
    """Whoever stands between workers and owners holds no card for workers, also when these came later. Nobody is told
    why: the card ends, and somebody else holds one."""
    told = [one.member for one in now.members]
    barred = [place for place, slot in enumerate(slots) if slot is not None and barred_holder(told, place)]
    freed: dict[str, Json] = {}
    ended: list[CardNumber] = []
    for place in barred:
        slot, slots[place] = slots[place], None
        freed[str(now.members[place].registrant)] = slot or 0
        ended += end_cards(work, now, now.members[place].cards)
    if freed:
        content["freed"] = freed
    return [warning(Finding.CARD_ENDED, card=card.text) for card in ended]


def _place_of(now: Standing, head: UUID | None, today: date) -> int:
    if head is None:
        told = [one.member for one in now.members]
        return next_head(told, adults(told, today))
    place = next((place for place, one in enumerate(now.members) if one.registrant == head), None)
    if place is None:
        raise NotInHousehold(code=now.code.text)
    return place


def _give_a_slot(work: Work, now: Standing, slots: list[int | None], content: Content) -> list[Problem]:
    """Somebody holds a card where nobody would: chosen as at a registration."""
    told = [replace(one.member, holder=slot) for one, slot in zip(now.members, slots, strict=True)]
    chosen = tidied(replace(now.draft, members=tuple(told)), local_day(work.now)).members
    place = next((place for place, member in enumerate(chosen) if member.holder is not None), None)
    slot = None if place is None else maybe_slot(now, now.members[place].registrant)
    if place is None or slot is None:
        return [warning(Finding.NO_HOLDER_LEFT)]
    slots[place] = slot
    content["holders"] = {str(now.members[place].registrant): slot}
    return [warning(Finding.HOLDS_CARD_NOW, name=name_of(now.members[place].member), slot=str(slot))]


# --- what all write ---------------------------------------------------------------------------------------------------


def raise_version(work: Work, before: Standing, *, active: bool = True) -> None:
    """One more thing happened. Raises StaleVersion when somebody else was quicker."""
    if not events.raise_version(work.conn, work.district, before.id, before.version, active=active):
        raise StaleVersion(code=before.code.text, expected=before.version, found=before.version + 1)


def count_on(before: Standing, more: int) -> int | None:
    """How many people a household has, as was told, when so many come or go; None where nobody told it."""
    told = before.draft.told_size
    return None if told is None else max(0, told + more) or None


def tell_size(work: Work, before: Standing, told: int | None) -> Content:
    """How many people a household is said to have from now on; gives what the entry says when that is a change."""
    was = before.draft.told_size
    if told == was:
        return {}
    events.set_told_size(work.conn, work.district, before.id, told)
    said = {"from_told_size": was, "told_size": told}
    return {name: number for name, number in said.items() if number is not None}


def note(work: Work, before: Standing, day: date, rows: Sequence[Happening]) -> Content:
    """Write what happened to a household; gives what its entry says."""
    return events.insert_events(work.conn, work.district, before.id, day, rows, operator=work.person.id, now=work.now)


def index_again(work: Work, code: HouseholdCode) -> None:
    """Search keys of everybody of a household, whose place changed or who came from another place."""
    state = households.state(work.conn, work.district, code)
    assert state is not None
    for registrant, member in zip(state.registrants, state.draft.members, strict=True):
        keys = people.keys_of(member, state.draft.pcode, state.draft.village)
        index_person(work.conn, work.district, registrant, keys)


def adults(told: Sequence[MemberDraft], today: date) -> list[bool]:
    """Who is grown up by now; somebody of unknown age counts as grown up."""
    return [
        member.age_years is None or years_on(member.age_years, member.age_as_of or today, today) >= ADULT
        for member in told
    ]


def warning(finding: Finding, **facts: str) -> Problem:
    """Something to be said about a household after an event."""
    return Problem("members", finding, Weight.WARNING, facts)


def name_of(member: MemberDraft) -> str:
    """A name for a sentence: as told, else in Latin letters, else the parent's."""
    return member.name_as_told or member.name_latin or member.parent_name or member.parent_latin


def _about_the_first(problems: Sequence[Problem], place: int) -> tuple[Problem, ...]:
    """The one person of a form stands at its first place, wherever in the household they come."""
    return tuple(replace(one, where=one.where.replace(f"members.{place}.", "members.0.", 1)) for one in problems)
