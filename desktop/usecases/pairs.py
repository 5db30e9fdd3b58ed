"""Pairs: two records that may be one person. Look at them, say what they are, make them one, take that back.

All three answers are recorded and none is final; a card that was ended by a merge is never made live again.
"""

from uuid import UUID

from desktop.domain import merge_plan
from desktop.domain.household_tidy import tidied
from desktop.domain.merge_plan import Making, PersonState
from desktop.errors import (
    MergeChanged,
    NotMerged,
    PersonUnknown,
    SamePersonTwice,
    StaleVersion,
)
from desktop.models import pair_write, people_write
from desktop.models.pair_write import pair_content
from desktop.models.search import index_person
from desktop.queries import households, pairs, people, people_merges, side_by_side
from desktop.queries.forgotten import all_remembered
from desktop.queries.pairs import Asker
from desktop.records.household import HouseholdDraft
from desktop.records.operator import EntryRef
from desktop.records.pair import (
    DraftPair,
    MergePlan,
    MergeView,
    PairCounts,
    PairDecided,
    PairFilter,
    PairView,
    PeopleMerged,
    PeopleUnmerged,
    PersonSide,
)
from desktop.security.canonical import Json
from desktop.usecases.desk import Desk, Work
from desktop.usecases.pair_steps import take_back
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import RegistrantId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import CardReason, PairAnswer

MOST_SHOWN = 500
"""Pairs that are given at once."""

EVERY = PairFilter((None, PairAnswer.LATER, PairAnswer.SAME, PairAnswer.DIFFERENT))
"""All pairs, also those that were said to be two people."""


def waiting(desk: Desk, limit: int = 50, offset: int = 0, *, chosen: PairFilter | None = None) -> tuple[PairView, ...]:
    """The queue side by side, or the pairs that are asked for, most alike first."""
    asker = Asker(desk.person.id, desk.clock().at)
    with desk.reading(Permission.PAIRS) as conn:
        return pairs.waiting(
            conn, desk.office.district, asker, limit=min(limit, MOST_SHOWN), offset=offset, chosen=chosen
        )


def counts(desk: Desk, chosen: PairFilter | None = None) -> PairCounts:
    """How many pairs of the queue, or of those that are asked for, wait, are put off, were said to be one person."""
    asker = Asker(desk.person.id, desk.clock().at)
    with desk.reading(Permission.PAIRS) as conn:
        return pairs.counts(conn, desk.office.district, asker, chosen)


def look(desk: Desk, a: RegistrantId, b: RegistrantId) -> PairView:
    """Any two people side by side. Raises SamePersonTwice, PersonUnknown."""
    with desk.reading(Permission.PAIRS) as conn:
        return _view(a, b, pairs.view_of(conn, desk.office.district, a, b))


def compare_draft(desk: Desk, draft: HouseholdDraft, place: int, registrant: RegistrantId) -> PairView:
    """The draft's member at `place`, as far as it is typed, beside somebody in the register. Raises PersonUnknown."""
    member, today = draft.members[place], local_day(desk.clock().at)
    with desk.reading(Permission.REGISTER) as conn:
        district = desk.office.district
        others = (*draft.members[:place], *draft.members[place + 1 :])
        found = pairs.still_alike(conn, district, member, draft.pcode, draft.village, others)
        alike = next((one for one in found if one.registrant == registrant), None)
        other = side_by_side.sides(conn, district, [registrant]).get(registrant)
    if other is None:
        raise PersonUnknown
    why, score = (alike.why, alike.score) if alike is not None else ((), 0.0)
    return _beside(side_by_side.draft_side(draft, place, today), other, why, score)


def doubles_of(desk: Desk, draft: HouseholdDraft) -> tuple[DraftPair, ...]:
    """Everybody in the register who could be a member of the draft, side by side, in the order of the members.

    For the question before a household is kept, when nothing stops it any more. Nobody of the household itself, nobody
    who was said to be different.
    """
    today = local_day(desk.clock().at)
    kept = tidied(draft, today)
    own = [member.registrant for member in kept.members if member.registrant is not None]
    with desk.reading(Permission.REGISTER) as conn:
        district = desk.office.district
        found = pairs.doubles(conn, district, kept, but=own)
        sides = side_by_side.sides(conn, district, [one.registrant for _, one in found])
    return tuple(
        DraftPair(
            place, _beside(side_by_side.draft_side(kept, place, today), sides[one.registrant], one.why, one.score)
        )
        for place, one in found
    )


def recognised(desk: Desk, registrant: RegistrantId) -> EntryRef:
    """Record that somebody who was being typed is this person already: nobody new is registered for them.

    Raises PersonUnknown.
    """
    with desk.transaction(Permission.PAIRS) as work:
        if not all_remembered(work.conn, work.district, registrant):
            raise PersonUnknown
        work.record(EntryKind.PAIR_DECIDED, registrant, {"a": str(registrant), "answer": PairAnswer.SAME, "b": "draft"})
    return work.entry


def decide(desk: Desk, a: RegistrantId, b: RegistrantId, answer: PairAnswer) -> PairDecided:
    """What these two are, as somebody says who looked at them; also of two whom nobody found alike.

    *Same* waits for a supervisor to make them one, *later* stays in the queue, *different* is never asked again. What
    was said already is said by whom said it first, and is no entry.
    Raises SamePersonTwice, PersonUnknown, MergedAlready.
    """
    with desk.transaction(Permission.PAIRS) as work:
        view = _view(a, b, pairs.view_of(work.conn, work.district, a, b))
        people_merges.require_own_records(work.conn, work.district, a, b)
        first, second = pair_write.ordered(a, b)
        if view.answer is answer:
            return PairDecided(RegistrantId(first), RegistrantId(second), answer, None)
        pair_write.note_pair(work.conn, work.district, a, b, score=view.score, why=view.why, now=work.now)
        pair_write.answer_pair(work.conn, work.district, a, b, answer, operator=work.person.id, now=work.now)
        work.record(EntryKind.PAIR_DECIDED, second, pair_content(first, second, answer))
    return PairDecided(RegistrantId(first), RegistrantId(second), answer, work.entry)


def undo(desk: Desk, a: RegistrantId, b: RegistrantId) -> PairDecided:
    """Take back what this operator said of a pair today: it waits again. A fact of its own, nothing is edited.

    Raises SamePersonTwice, PersonUnknown, MergedAlready, AnswerStays.
    """
    with desk.transaction(Permission.PAIRS) as work:
        take_back(work, a, b)
    first, second = pair_write.ordered(a, b)
    return PairDecided(RegistrantId(first), RegistrantId(second), None, work.entry)


def preview(desk: Desk, kept: RegistrantId, gone: RegistrantId) -> MergePlan:
    """What `merge` would do, for the words before it is done. Raises as `merge` does."""
    with desk.reading(Permission.MERGE_PEOPLE) as conn:
        one, other = people_merges.both(conn, desk.office.district, kept, gone)
        return people_merges.planned(conn, desk.office.district, one, other, merge_plan.plan(one, other))


def merge(desk: Desk, kept: RegistrantId, gone: RegistrantId, *, seen: tuple[int, int] | None = None) -> PeopleMerged:
    """Make two records one person: `kept` lives on, `gone` stays as history and is found by no search.

    The place of `gone` ends today, or is taken by `kept` who lived nowhere; what `kept` lacks is taken over; one live
    card stays, the others end for good. `seen` are the versions of both households that were looked at.
    Raises SamePersonTwice, PersonUnknown, MergedAlready, StaleVersion, NotPermitted.
    """
    with desk.transaction(Permission.MERGE_PEOPLE) as work:
        conn, district, person = work.conn, work.district, work.person.id
        one, other = people_merges.both(conn, district, kept, gone)
        for state, version in zip((one, other), seen or (), strict=False):
            _require_seen(state, version)
        making = merge_plan.plan(one, other)
        plan = people_merges.planned(conn, district, one, other, making)
        said = pairs.said_before(conn, district, kept, gone)
        _say_same(work, kept, gone)
        before = people_write.make_one(conn, district, one, other, making, said=said, day=local_day(work.now))
        _index(work, kept)
        merge_id = new_id()
        people_write.insert_merge(
            conn, district, merge=merge_id, kept=kept, gone=gone, before=before, operator=person, now=work.now
        )
        for card in making.ended:
            work.record(EntryKind.CARD_REVOKED, card.id, {"card": card.number.text, "reason": CardReason.SAME_PERSON})
        handed = [str(row) for row in (*before.collectors, *before.notes, *before.withdrawals)]
        content = _merged_content(one, other, making) | ({"handed": handed} if handed else {})
        work.record(EntryKind.PEOPLE_MERGED, merge_id, content)
    return PeopleMerged(merge_id, plan, work.entry)


def merges(desk: Desk, limit: int = 50) -> tuple[MergeView, ...]:
    """The newest merges that stand."""
    with desk.reading(Permission.MERGE_PEOPLE) as conn:
        return people_merges.latest(conn, desk.office.district, min(limit, MOST_SHOWN))


def unmerge(desk: Desk, one: UUID, other: UUID | None = None) -> PeopleUnmerged:
    """Two people again: of a merge by its id, or of the two records in any order.

    Everything is as it was before, but a card that was ended stays ended: its slot waits for a new one.
    Raises NotMerged, PersonUnknown, MergeChanged (what changed since), NotPermitted.
    """
    with desk.transaction(Permission.MERGE_PEOPLE) as work:
        conn, district = work.conn, work.district
        row = people_merges.standing(conn, district, one, other)
        if row is None:
            if not people_merges.anything(conn, district, one, other):
                raise PersonUnknown
            raise NotMerged
        kept, gone = (people_merges.state(conn, district, who) for who in (row.kept_id, row.gone_id))
        assert kept is not None
        assert gone is not None
        changed = people_merges.changed_since(conn, district, kept, gone, row.before)
        if changed:
            raise MergeChanged(changed=changed)
        before = people_write.read_before(row.before)
        people_write.make_two(conn, district, kept, gone, before)
        pair_write.put_pair_back(conn, district, kept.id, gone.id, before.pair)
        people_write.end_merge(conn, district, row.id, work.now)
        _index(work, kept.id)
        cards = people_merges.cards_to_print(conn, district, before.ended)
        content = {"merge": str(row.id), "kept": str(kept.id), "gone": str(gone.id)}
        work.record(EntryKind.PEOPLE_UNMERGED, row.id, content)
    return PeopleUnmerged(row.id, RegistrantId(kept.id), RegistrantId(gone.id), cards, work.entry)


# --- what the verbs above share --------------------------------------------------------------------------------------


def _beside(one: PersonSide, other: PersonSide, why: tuple[str, ...], score: float) -> PairView:
    return PairView(one, other, side_by_side.fields_of(one, other), why, round(score * 1000))


def _view(a: UUID, b: UUID, view: PairView | None) -> PairView:
    if a == b:
        raise SamePersonTwice
    if view is None:
        raise PersonUnknown
    return view


def _require_seen(person: PersonState, version: int) -> None:
    if person.home is not None and person.home.version != version:
        raise StaleVersion(code=person.home.code.text, expected=version, found=person.home.version)


def _index(work: Work, registrant: UUID) -> None:
    """The kept one is found by what it has now; who lives nowhere is found by nothing."""
    side = side_by_side.sides(work.conn, work.district, [registrant])[registrant]
    state = households.state(work.conn, work.district, side.household) if side.household is not None else None
    if state is None or registrant not in state.registrants:
        return
    member = state.draft.members[state.registrants.index(RegistrantId(registrant))]
    index_person(work.conn, work.district, registrant, people.keys_of(member, state.draft.pcode, state.draft.village))


def _say_same(work: Work, kept: UUID, gone: UUID) -> None:
    view = pairs.view_of(work.conn, work.district, kept, gone)
    assert view is not None
    pair_write.note_pair(work.conn, work.district, kept, gone, score=view.score, why=view.why, now=work.now)
    pair_write.answer_pair(work.conn, work.district, kept, gone, PairAnswer.SAME, operator=work.person.id, now=work.now)


def _merged_content(kept: PersonState, gone: PersonState, making: Making) -> dict[str, Json]:
    content: dict[str, Json] = {
        "kept": str(kept.id),
        "gone": str(gone.id),
        "took": [*making.columns, *(["photo"] if making.photo else [])],
        "ended": [card.number.text for card in making.ended],
        "moved": [card.number.text for card in making.moved],
        "households": [home.code.text for home in (kept.home, gone.home) if home is not None],
    }
    if making.takes_place and gone.home is not None:
        content["place"] = gone.home.code.text
    if making.slot is not None:
        content["slot"] = making.slot
    if making.closes and gone.home is not None:
        content["closed"] = gone.home.code.text
    return content | _lived(kept, gone)


def _lived(kept: PersonState, gone: PersonState) -> dict[str, Json]:
    """Where the two lived and which card slots they had there, by opaque ids: `check` holds the rows against it."""
    content: dict[str, Json] = {}
    for name, slot_name, person in (("home", "kept_slot", kept), ("left", "gone_slot", gone)):
        if person.home is not None and person.now is not None:
            content[name] = str(person.home.id)
            content[slot_name] = person.now.slot or 0
    return content
