"""Collectors: at most two adults whom the holder chose to receive for the household; and who can never be one."""

from collections.abc import Sequence
from uuid import UUID

from desktop.domain.household_content import collector_content, intermediary_content
from desktop.domain.household_tidy import tidied_collector, tidied_intermediary, with_registrants
from desktop.domain.trusted_people import COLLECTORS, collector_problems, intermediary_problems
from desktop.errors import (
    CannotBeNamed,
    CollectorsFull,
    DraftProblems,
    HouseholdClosed,
    HouseholdNotFound,
    IntermediaryUnknown,
    NoSuchCollector,
)
from desktop.models import trusted_write
from desktop.queries import households, naming, trusted
from desktop.queries.households import HouseholdState
from desktop.records.household import HouseholdDraft
from desktop.records.trusted_person import (
    CollectorDraft,
    CollectorsChanged,
    CollectorView,
    IntermediaryDraft,
    IntermediaryNoted,
    IntermediaryView,
)
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode, IntermediaryId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.problem import Problem


def name_collector(desk: Desk, code: HouseholdCode, collector: CollectorDraft) -> CollectorsChanged:
    """The holder chose somebody, in private, to receive for the household: one of its people, or anybody.

    `collector.member` is a place among the household's members, from 0. Raises CannotBeNamed (for whom it is raised
    nobody is told why), CollectorsFull, DraftProblems, HouseholdClosed, HouseholdNotFound.
    """
    with desk.transaction(_naming(desk)) as work:
        before = _open(work, code)
        named = before.draft.collectors or ()
        if len(named) >= COLLECTORS:
            raise CollectorsFull(limit=COLLECTORS)
        kept = _fit(work, before, (*named, collector))
        place = next(free for free in range(1, COLLECTORS + 1) if free not in _places(work, before))
        trusted_write.insert_collector(
            work.conn, work.district, kept, household=before.id, place=place, day=local_day(work.now)
        )
        trusted_write.raise_version(work.conn, work.district, before.id)
        content = {"code": code.text, "place": place, "collector": collector_content(kept)}
        work.record(EntryKind.COLLECTOR_NAMED, before.id, content)
        now = trusted.collectors_of(work.conn, work.district, before.id)
    return CollectorsChanged(code, now, work.entry)


def end_collector(desk: Desk, code: HouseholdCode, place: int) -> CollectorsChanged:
    """The collector at this place (1 or 2) receives for the household no more, from today on.

    Raises NoSuchCollector, HouseholdNotFound.
    """
    with desk.transaction(_naming(desk)) as work:
        before = _state(work, code)
        day = local_day(work.now)
        if not trusted_write.end_collector(work.conn, work.district, household=before.id, place=place, day=day):
            raise NoSuchCollector(place=place)
        trusted_write.raise_version(work.conn, work.district, before.id)
        work.record(EntryKind.COLLECTOR_ENDED, before.id, {"code": code.text, "place": place})
        now = trusted.collectors_of(work.conn, work.district, before.id)
    return CollectorsChanged(code, now, work.entry)


def collectors(desk: Desk, code: HouseholdCode) -> tuple[CollectorView, ...]:
    """Who may receive for a household now besides its holders. Raises HouseholdNotFound."""
    with desk.reading(Permission.SEARCH) as conn:
        household = households.id_of(conn, desk.office.district, code)
        if household is None:
            raise HouseholdNotFound(code=code.text)
        return trusted.collectors_of(conn, desk.office.district, household, desk.sight())


def note_intermediary(desk: Desk, told: IntermediaryDraft) -> IntermediaryNoted:
    """Note a munshi, jamadar, zamindar or kamdar of an area and the phone declared as theirs; joined to nobody.

    From then on this person is no collector and no voucher. Raises DraftProblems.
    """
    with desk.transaction(Permission.INTERMEDIARIES) as work:
        _require(intermediary_problems(told))
        kept = tidied_intermediary(told)
        known = IntermediaryId(new_id())
        trusted_write.insert_intermediary(
            work.conn,
            work.district,
            kept,
            known=known,
            key=naming.whole_name_key(kept.name_as_told, kept.name_latin),
            operator=work.person.id,
            now=work.now,
        )
        work.record(EntryKind.INTERMEDIARY_NOTED, known, intermediary_content(kept))
        noted = _noted(work, known)
    return IntermediaryNoted(noted, work.entry)


def end_intermediary(desk: Desk, known: IntermediaryId) -> IntermediaryNoted:
    """This person is no intermediary any more, or was noted by mistake. Raises IntermediaryUnknown."""
    with desk.transaction(Permission.INTERMEDIARIES) as work:
        noted = _noted(work, known)
        trusted_write.end_intermediary(work.conn, work.district, known, now=work.now)
        work.record(EntryKind.INTERMEDIARY_NOTED, known, {"ended": "yes"})
    return IntermediaryNoted(noted, work.entry)


def intermediaries(desk: Desk) -> tuple[IntermediaryView, ...]:
    """Who is noted as an intermediary now, the newest first."""
    with desk.reading(Permission.INTERMEDIARIES) as conn:
        return trusted.intermediaries(conn, desk.office.district)


# --- what the verbs above share --------------------------------------------------------------------------------------


def _naming(desk: Desk) -> Permission:
    return desk.first_permitted(Permission.CORRECT, Permission.HOUSEHOLD_EVENTS)


def _state(work: Work, code: HouseholdCode) -> HouseholdState:
    found = households.state(work.conn, work.district, code)
    if found is None:
        raise HouseholdNotFound(code=code.text)
    return found


def _open(work: Work, code: HouseholdCode) -> HouseholdState:
    found = _state(work, code)
    if not found.active:
        raise HouseholdClosed(code=code.text)
    return found


def _places(work: Work, before: HouseholdState) -> set[int]:
    return {one.place for one in trusted.collectors_of(work.conn, work.district, before.id)}


def _fit(work: Work, before: HouseholdState, named: tuple[CollectorDraft, ...]) -> CollectorDraft:
    """The last of these collectors as kept. Raises CannotBeNamed, DraftProblems."""
    told, today = before.draft, local_day(work.now)
    new = HouseholdDraft(told.pcode, told.village, members=told.members, collectors=named[-1:])
    found = (
        *collector_problems(named, told.members, today),
        *naming.naming_problems(work.conn, work.district, new, today),
    )
    if any(problem.code == Finding.NOT_NAMEABLE for problem in found):
        raise CannotBeNamed
    _require(found)
    tidy = HouseholdDraft(members=told.members, collectors=(tidied_collector(named[-1]),))
    (kept,) = trusted.with_names(work.conn, work.district, with_registrants(tidy, before.registrants).collectors or ())
    if kept.registrant is not None and any(one.registrant == kept.registrant for one in named[:-1]):
        _require((Problem("collectors.1", Finding.NAMED_TWICE),))
    return kept


def _require(problems: Sequence[Problem]) -> None:
    stops = [problem for problem in problems if problem.stops]
    if stops:
        raise DraftProblems(first=stops[0].code, where=stops[0].where, count=len(stops), problems=tuple(problems))


def _noted(work: Work, known: UUID) -> IntermediaryView:
    noted = trusted.intermediary(work.conn, work.district, known)
    if noted is None:
        raise IntermediaryUnknown
    return noted
