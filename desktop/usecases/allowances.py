"""What the help desk lets: a household draws that no list names, somebody else collects today, home delivery."""

from dataclasses import replace

from desktop.domain.entitlement import due
from desktop.domain.household_tidy import tidied_collector
from desktop.domain.trusted_people import collector_problems
from desktop.domain.verdict import LOOKED_AT, MOST
from desktop.errors import (
    CannotBeNamed,
    DraftProblems,
    HouseholdClosed,
    HouseholdListed,
    HouseholdNotFound,
    MoreThanRegistered,
    NothingToGive,
    NotOnDelivery,
    ReasonMissing,
    RoundNotInState,
    SecondNeeded,
    SizeUnlikely,
    TooManyHouseholds,
)
from desktop.models import help_desk_write as write
from desktop.queries import households, naming
from desktop.queries.households import HouseholdState
from desktop.queries.relief import help_desk, programmes
from desktop.queries.relief.collecting import households_of, person_key
from desktop.queries.relief.decisions import decided
from desktop.queries.relief.household_facts import facts_let
from desktop.queries.relief.plans import plan
from desktop.records.distribution import Presented, Standing
from desktop.records.help_desk import Allowed, DeliveryChanged, DeliveryView, ProxyDraft, ProxyLet
from desktop.records.household import HouseholdDraft
from desktop.records.operator import Second
from desktop.records.relief_rule import Facts
from desktop.records.trusted_person import CollectorDraft
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode, RoundId
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.problem import Problem
from desktop.values.text import plain_name
from desktop.values.vocabulary import ProxyReason, RoundState, Source

MOST_PEOPLE = 40
"""One hearth; more people than this are more than one household."""
REASON_LIMIT = 200


def allow(
    desk: Desk, round_code: str, code: HouseholdCode, size: int, reason: str, *, second: Second | None = None
) -> Allowed:
    """Let a household that the list lacks, or that waits at the help desk for it, draw for `size` people; two people.

    It waits there when people with whom it was one have drawn, or when the clock moved since it drew. Said again, the
    newer number holds. Raises HouseholdListed, MoreThanRegistered, HouseholdNotFound, HouseholdClosed, RoundUnknown,
    RoundNotInState, SizeUnlikely, NothingToGive, ReasonMissing, SecondNeeded.
    """
    said = plain_name(reason, REASON_LIMIT)
    if not said:
        raise ReasonMissing
    if not 1 <= size <= MOST_PEOPLE:
        raise SizeUnlikely(size=size, most=MOST_PEOPLE)
    with desk.transaction(Permission.ALLOW, second=second) as work:
        if second is None:
            raise SecondNeeded(permission=Permission.ALLOW)
        round_id = _round(work, round_code)
        before = _open_household(work, code)
        _require_letting(work, round_code, code, size, len(before.draft.members))
        if not due(plan(work.conn, work.district, round_id).items, _facts(work, round_id, before, size)):
            raise NothingToGive(size=size)
        write.allow(
            work.conn,
            work.district,
            round_id=round_id,
            household=before.id,
            size=size,
            reason=said,
            operator=work.person.id,
            second=second.person.id,
            at=work.now,
        )
        work.record(EntryKind.ALLOWED, before.id, {"round": str(round_id), "size": size, "reason": said})
    return Allowed(code, round_code, size, said, work.entry)


def let_collect(
    desk: Desk, round_code: str, code: HouseholdCode, draft: ProxyDraft, *, second: Second | None = None
) -> ProxyLet:
    """Let somebody collect for a household today; two people.

    Nobody who stands between workers and owners (CannotBeNamed, for whom nobody is told why), and nobody for more than
    four households of a round (TooManyHouseholds). Raises DraftProblems, ReasonMissing, HouseholdNotFound,
    HouseholdClosed, RoundUnknown, RoundNotInState, SecondNeeded.
    """
    if draft.reason is None:
        raise ReasonMissing
    with desk.transaction(Permission.PROXY, second=second) as work:
        if second is None:
            raise SecondNeeded(permission=Permission.PROXY)
        round_id = _round(work, round_code)
        before = _open_household(work, code)
        kept = _fit(work, before, draft)
        key = person_key(
            phone=kept.phone,
            name_as_told=kept.name_as_told,
            name_latin=kept.name_latin,
            village=before.draft.village,
        )
        others = households_of(work.conn, work.district, round_id, key) - {before.id}
        if len(others) >= MOST:
            raise TooManyHouseholds(limit=MOST)
        day = local_day(work.now)
        row = write.insert_proxy(
            work.conn,
            work.district,
            round_id=round_id,
            household=before.id,
            day=day,
            names=(kept.name_as_told, kept.name_latin),
            phone=kept.phone,
            relation=kept.relation,
            reason=draft.reason,
            key=key,
            operator=work.person.id,
            second=second.person.id,
            at=work.now,
        )
        content = {"round": str(round_id), "household": str(before.id), "day": day.isoformat()}
        work.record(EntryKind.PROXY_LET, row, content | {"reason": draft.reason.value})
    return ProxyLet(
        household=code,
        round_code=round_code,
        day=day,
        name_as_told=kept.name_as_told,
        name_latin=kept.name_latin,
        relation=kept.relation,
        reason=draft.reason,
        households=len(others) + 1,
        looked_at=len(others) + 1 > LOOKED_AT,
        entry=work.entry,
    )


def add_delivery(desk: Desk, round_code: str, code: HouseholdCode, reason: ProxyReason) -> DeliveryChanged:
    """Serve a household at home in this round; said again for the same reason, nothing changes.

    Raises HouseholdNotFound, HouseholdClosed, RoundUnknown.
    """
    with desk.transaction(Permission.HOME_DELIVERY) as work:
        round_id = _round(work, round_code)
        before = _open_household(work, code)
        listed = help_desk.deliveries(work.conn, work.district, round_id)
        if any(one.household == code and one.reason is reason for one in listed):
            return DeliveryChanged(code, round_code, None)
        write.list_delivery(
            work.conn,
            work.district,
            round_id=round_id,
            household=before.id,
            reason=reason,
            operator=work.person.id,
            at=work.now,
        )
        work.record(EntryKind.DELIVERY_LISTED, before.id, {"round": str(round_id), "reason": reason.value})
    return DeliveryChanged(code, round_code, work.entry)


def end_delivery(desk: Desk, round_code: str, code: HouseholdCode) -> DeliveryChanged:
    """The household comes itself. Raises NotOnDelivery, HouseholdNotFound, RoundUnknown."""
    with desk.transaction(Permission.HOME_DELIVERY) as work:
        round_id, _ = help_desk.round_of(work.conn, work.district, round_code)
        household = households.id_of(work.conn, work.district, code)
        if household is None:
            raise HouseholdNotFound(code=code.text)
        if not write.end_delivery(work.conn, work.district, round_id=round_id, household=household):
            raise NotOnDelivery(code=code.text)
        work.record(EntryKind.DELIVERY_ENDED, household, {"round": str(round_id)})
    return DeliveryChanged(code, round_code, work.entry)


def deliveries(desk: Desk, round_code: str) -> tuple[DeliveryView, ...]:
    """Who is served at home in a round, by village. Raises RoundUnknown."""
    with desk.reading(Permission.HOME_DELIVERY) as conn:
        round_id, _ = help_desk.round_of(conn, desk.office.district, round_code)
        return help_desk.deliveries(conn, desk.office.district, round_id)


def _require_letting(work: Work, round_code: str, code: HouseholdCode, size: int, registered: int) -> None:
    """Raises HouseholdListed, MoreThanRegistered."""
    if size > registered:
        raise MoreThanRegistered(size=size, most=registered)
    point = programmes.round_view(work.conn, work.district, round_code).points[0].code
    presented = Presented(code, None, Source.TYPED)
    found = decided(
        work.conn,
        work.district,
        Standing(round_code, point),
        presented,
        here=work.here,
        tell_why=True,
        photo=False,
    )
    if not found.lets:
        raise HouseholdListed(code=code.text, round=round_code)


def _round(work: Work, code: str) -> RoundId:
    """The id of a round that is not over. Raises RoundUnknown, RoundNotInState."""
    round_id, state = help_desk.round_of(work.conn, work.district, code)
    if state is RoundState.CLOSED:
        raise RoundNotInState(code=code, state=state)
    return round_id


def _facts(work: Work, round_id: RoundId, before: HouseholdState, size: int) -> Facts:
    """What the rules will count at the lane for so many people of the household."""
    here = Facts(size, pcode=before.draft.pcode)
    if not plan(work.conn, work.district, round_id).by_category:
        return here
    return facts_let(work.conn, work.district, round_id, before.id, here, local_day(work.now))


def _open_household(work: Work, code: HouseholdCode) -> HouseholdState:
    found = households.state(work.conn, work.district, code)
    if found is None:
        raise HouseholdNotFound(code=code.text)
    if not found.active:
        raise HouseholdClosed(code=code.text)
    return found


def _fit(work: Work, before: HouseholdState, draft: ProxyDraft) -> CollectorDraft:
    """The person as kept. Raises CannotBeNamed, DraftProblems."""
    told, today = before.draft, local_day(work.now)
    named = CollectorDraft(draft.name_as_told, draft.name_latin, draft.relation, draft.phone)
    asked = HouseholdDraft(told.pcode, told.village, members=told.members, collectors=(named,))
    found = (
        *collector_problems((named,), told.members, today),
        *naming.naming_problems(work.conn, work.district, asked, today),
    )
    if any(problem.code == Finding.NOT_NAMEABLE for problem in found):
        raise CannotBeNamed
    _require(tuple(replace(problem, where=problem.where.removeprefix("collectors.0.")) for problem in found))
    return tidied_collector(named)


def _require(problems: tuple[Problem, ...]) -> None:
    stops = [problem for problem in problems if problem.stops]
    if stops:
        raise DraftProblems(first=stops[0].code, where=stops[0].where, count=len(stops), problems=problems)
