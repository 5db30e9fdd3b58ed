"""Consents: given later, taken back alone with one person, carried out when it is time; and rights told in private."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import msgspec

from desktop.errors import (
    HouseholdClosed,
    HouseholdNotFound,
    NotConsented,
    NothingWithdrawn,
    NotInHousehold,
    WithdrawalWaits,
)
from desktop.ledger.erasure import Place
from desktop.models import consent_write, mailbox, working
from desktop.models.consent_write import ConsentTold
from desktop.queries import consents, drafts, households, standing, withdrawals
from desktop.queries.withdrawals import Covered
from desktop.records.consent import (
    Applied,
    CarriedOut,
    ConsentGiving,
    ConsentLine,
    ConsentsView,
    Given,
    OfferedLine,
    ReadAloud,
    RightsTold,
    StillDue,
    WithdrawalView,
    Withdrawn,
)
from desktop.security import envelope
from desktop.usecases import household_steps as steps
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, HouseholdId, RegistrantId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.problem import Problem
from desktop.values.vocabulary import ConsentLanguage, ConsentPurpose, ConsentReader, WithdrawalState

WAIT = timedelta(days=7)
"""From hearing a withdrawal to its effect, unless it is confirmed in private."""

_READ_ALOUD = "consent.read_aloud"


def show(desk: Desk, code: HouseholdCode) -> ConsentsView:
    """The consents of a household, what waits, and whether rights were told. Raises HouseholdNotFound."""
    with desk.reading(Permission.CONSENT) as conn:
        view = consents.view(conn, desk.office.district, code)
    if view is None:
        raise HouseholdNotFound(code=code.text)
    return view


def give(desk: Desk, code: HouseholdCode, giving: ConsentGiving) -> Given:
    """A purpose is agreed to later. Raises HouseholdNotFound, HouseholdClosed, NotInHousehold, WithdrawalWaits."""
    with desk.transaction(Permission.CONSENT) as work:
        before = _open(work, code, giving.said_by)
        waits = consents.waiting(work.conn, work.district, before.id, giving.purpose, None)
        if waits is not None:
            raise WithdrawalWaits(purpose=giving.purpose, due=waits.due.isoformat())
        told = ConsentTold(
            giving.purpose,
            given=True,
            read_by=giving.read_by,
            language=giving.language,
            heard_in_queue=giving.heard_in_queue,
            said_by=giving.said_by,
        )
        consent = consent_write.insert_consent(work.conn, work.district, told, household=before.id, now=work.now)
        content = {
            "code": code.text,
            "heard_in_queue": "yes" if giving.heard_in_queue else "no",
            "language": giving.language,
            "purpose": giving.purpose,
            "read_by": giving.read_by,
        }
        work.record(EntryKind.CONSENT_GIVEN, consent, content | _person(giving.said_by))
        after = _view(work, code)
    return Given(after, work.entry)


def withdraw(
    desk: Desk, code: HouseholdCode, purpose: ConsentPurpose, *, registrant: RegistrantId | None = None
) -> Withdrawn:
    """A consent is taken back, by one person for oneself or for the whole household; it takes effect in seven days.

    Raises NotConsented, WithdrawalWaits, HouseholdNotFound, HouseholdClosed, NotInHousehold.
    """
    with desk.transaction(Permission.CONSENT) as work:
        before = _open(work, code, registrant)
        waits = consents.waiting(work.conn, work.district, before.id, purpose, registrant)
        if waits is not None:
            raise WithdrawalWaits(purpose=purpose, due=waits.due.isoformat())
        covered = withdrawals.covered(work.conn, work.district, before.id, purpose, registrant)
        held = withdrawals.holds_anything(work.conn, work.district, purpose, covered.people)
        if not held and not before.consent(purpose).given:
            raise NotConsented(purpose=purpose)
        withdrawal, due = new_id(), local_day(work.now) + WAIT
        consent_write.insert_withdrawal(
            work.conn,
            work.district,
            withdrawal=withdrawal,
            household=before.id,
            registrant=registrant,
            purpose=purpose,
            due=due,
            operator=work.person.id,
            now=work.now,
        )
        content = {"code": code.text, "due": due.isoformat(), "purpose": purpose} | _person(registrant)
        work.record(EntryKind.CONSENT_WITHDRAWN, withdrawal, content)
        view = consents.by_id(work.conn, work.district, withdrawal)
        assert view is not None
    return Withdrawn(code, view, work.entry)


def call_off(
    desk: Desk, code: HouseholdCode, purpose: ConsentPurpose, *, registrant: RegistrantId | None = None
) -> Withdrawn:
    """What was taken back is not: everything stays. Raises NothingWithdrawn, HouseholdNotFound."""
    with desk.transaction(Permission.CONSENT) as work:
        waits = _waiting(work, code, purpose, registrant)
        consent_write.end_withdrawal(work.conn, work.district, waits.id, WithdrawalState.CALLED_OFF, work.now)
        content = {"code": code.text, "purpose": purpose} | _person(registrant)
        work.record(EntryKind.WITHDRAWAL_CALLED_OFF, waits.id, content)
        view = consents.by_id(work.conn, work.district, waits.id)
        assert view is not None
    return Withdrawn(code, view, work.entry)


def confirm(
    desk: Desk, code: HouseholdCode, purpose: ConsentPurpose, *, registrant: RegistrantId | None = None
) -> CarriedOut | StillDue:
    """What was taken back takes effect at once, because the person says it again in private.

    A registration stays while help of an open round waits for the household: `StillDue` says which, and it is carried
    out when that was received or is over. Raises NothingWithdrawn, HouseholdNotFound.
    """
    with desk.reading(Permission.CONSENT) as conn:
        household = households.id_of(conn, desk.office.district, code)
        if household is None:
            raise HouseholdNotFound(code=code.text)
        waits = consents.waiting(conn, desk.office.district, household, purpose, registrant)
    if waits is None:
        raise NothingWithdrawn(purpose=purpose)
    done = _carry_out(desk, code, household, waits, confirmed=True)
    if done is None:
        raise NothingWithdrawn(purpose=purpose)
    return done


def apply_due(desk: Desk) -> Applied:
    """Carry out every withdrawal whose seven days are over, each in a transaction of its own.

    What waits for help that is still due is told, and tried again the next time.
    """
    with desk.reading(Permission.CONSENT) as conn:
        due = consents.all_due(conn, desk.office.district, local_day(desk.clock().at))
        homes = {code: households.id_of(conn, desk.office.district, code) for code, _ in due}
    done: list[CarriedOut] = []
    waiting: list[StillDue] = []
    for code, withdrawal in due:
        household = homes[code]
        assert household is not None
        outcome = _carry_out(desk, code, household, withdrawal)
        if isinstance(outcome, CarriedOut):
            done.append(outcome)
        elif outcome is not None:
            waiting.append(outcome)
    return Applied(tuple(done), tuple(waiting))


# --- rights, told in private -----------------------------------------------------------------------------------------


def tell_rights(
    desk: Desk,
    code: HouseholdCode,
    language: ConsentLanguage,
    *,
    put: UUID | None = None,
    later: bool = False,
) -> RightsTold:
    """Rights were offered to a household: day, by whom, language, and nothing of what it said or took.

    `put` is the envelope of its registration, which is sealed anew in any case: as padding, or with `later` as the mark
    that it wants to hear of them later, in private. Raises HouseholdNotFound, HouseholdClosed.
    """
    with desk.reading(Permission.RIGHTS_OFFERED) as conn:
        household = households.id_of(conn, desk.office.district, code)
    if household is None:
        raise HouseholdNotFound(code=code.text)
    sealed = _sealed(desk, household, later=later)  # before the transaction, which is to be short
    with desk.transaction(Permission.RIGHTS_OFFERED) as work:
        _open(work, code, None)
        day = local_day(work.now)
        offered = consent_write.insert_rights_offered(
            work.conn, work.district, household=household, day=day, language=language, operator=work.person.id
        )
        if put is not None:
            mailbox.exchange(work.conn, work.district, put, sealed)
        content = {"code": code.text, "day": day.isoformat(), "language": language}
        work.record(EntryKind.RIGHTS_OFFERED, offered, content)
    return RightsTold(code, OfferedLine(day, language, desk.person.name), work.entry)


def seal_again(desk: Desk, household: HouseholdId, put: UUID, *, later: bool) -> None:
    """As `tell_rights` seals, for a household that is left without having been told; no fact, so no entry."""
    sealed = _sealed(desk, household, later=later)
    with desk.transaction(Permission.RIGHTS_OFFERED) as work:
        mailbox.exchange(work.conn, work.district, put, sealed)


def _sealed(desk: Desk, household: HouseholdId, *, later: bool) -> bytes:
    recipient, day = desk.office.protection, local_day(desk.clock().at)
    return envelope.later_in_private(recipient, household, day) if later else envelope.padding(recipient)


# --- the text, read to those who wait --------------------------------------------------------------------------------


class _Read(msgspec.Struct, frozen=True):
    language: ConsentLanguage
    read_by: ConsentReader


def note_read_aloud(desk: Desk, language: ConsentLanguage, read_by: ConsentReader) -> None:
    """The consent text was read to the waiting group just now; no fact of the register, so no entry."""
    body = msgspec.json.encode(_Read(language, read_by))
    with desk.transaction(Permission.REGISTER) as work:
        working.put_draft(work.conn, work.district, work.person.id, _READ_ALOUD, body, work.now)


def read_aloud_today(desk: Desk) -> ReadAloud | None:
    """When this operator last had the text read to the waiting group today, or None."""
    with desk.reading(Permission.REGISTER) as conn:
        kept = drafts.kept(conn, desk.office.district, desk.person.id, _READ_ALOUD)
    if kept is None or local_day(kept.kept_at) != local_day(desk.clock().at):
        return None
    try:
        read = msgspec.json.decode(kept.body, type=_Read)
    except msgspec.MsgspecError:
        return None
    return ReadAloud(kept.kept_at, read.language, read.read_by)


# --- what the verbs above share --------------------------------------------------------------------------------------


def _view(work: Work, code: HouseholdCode) -> ConsentsView:
    view = consents.view(work.conn, work.district, code)
    if view is None:
        raise HouseholdNotFound(code=code.text)
    return view


def _open(work: Work, code: HouseholdCode, registrant: RegistrantId | None) -> ConsentsView:
    """The household, not closed, with this person in it if one is named."""
    view = _view(work, code)
    if not view.active:
        raise HouseholdClosed(code=code.text)
    if registrant is not None and all(one.registrant != registrant for one in view.people):
        raise NotInHousehold(code=code.text)
    return view


def _waiting(
    work: Work, code: HouseholdCode, purpose: ConsentPurpose, registrant: RegistrantId | None
) -> WithdrawalView:
    waits = consents.waiting(work.conn, work.district, _view(work, code).id, purpose, registrant)
    if waits is None:
        raise NothingWithdrawn(purpose=purpose)
    return waits


def _person(registrant: RegistrantId | None) -> dict[str, str]:
    return {} if registrant is None else {"person": str(registrant)}


# --- carrying out ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Looked:
    """What was found before the transaction: whom it covers, the contents about them, how long each log was then."""

    covered: Covered
    places: tuple[Place, ...]
    sizes: Mapping[str, int]


_FIELDS = {
    ConsentPurpose.REGISTER: withdrawals.OF_A_PERSON,
    ConsentPurpose.PHONE: withdrawals.OF_A_PHONE,
    # of a photo the ledger knows a hash only, which shows nobody
    ConsentPurpose.PHOTO: frozenset[str](),
}


def _carry_out(
    desk: Desk, code: HouseholdCode, household: HouseholdId, withdrawal: WithdrawalView, *, confirmed: bool = False
) -> CarriedOut | StillDue | None:
    """Remove what a withdrawal covers, in one transaction; None when it waits no more."""
    looked = _look(desk, household, withdrawal)
    with desk.transaction(Permission.CONSENT) as work:
        conn, district, purpose = work.conn, work.district, withdrawal.purpose
        now = consents.by_id(conn, district, withdrawal.id)
        if now is None or now.state is not WithdrawalState.WAITING:
            return None
        covered = withdrawals.covered(conn, district, household, purpose, withdrawal.registrant)
        rounds = consents.help_due(conn, district, covered.home) if purpose is ConsentPurpose.REGISTER else ()
        if rounds:
            return StillDue(code, _hastened(work, code, now) if confirmed else now, rounds)
        places = _places(work, looked, covered, purpose)
        photos, problems = _remove(work, covered, purpose)
        _say_no(work, household, withdrawal)
        consent_write.end_withdrawal(conn, district, withdrawal.id, WithdrawalState.DONE, work.now)
        content = {"code": code.text, "people": len(covered.people), "photos": photos, "purpose": purpose}
        work.record_erasing(EntryKind.WITHDRAWAL_DONE, withdrawal.id, content | _person(withdrawal.registrant), places)
        done = consents.by_id(conn, district, withdrawal.id)
        assert done is not None
    return CarriedOut(code, done, len(covered.people), photos, len(places), covered.closes, problems, work.entry)


def _hastened(work: Work, code: HouseholdCode, waits: WithdrawalView) -> WithdrawalView:
    """It was confirmed in private, but help is still due: it waits for that, and for no day any more."""
    due = min(waits.due, local_day(work.now))
    if due != waits.due:
        consent_write.hasten(work.conn, work.district, waits.id, due)
        content = {"code": code.text, "confirmed": "yes", "due": due.isoformat(), "purpose": waits.purpose}
        work.record(EntryKind.CONSENT_WITHDRAWN, waits.id, content | _person(waits.registrant))
    return replace(waits, due=due)


def _look(desk: Desk, household: HouseholdId, withdrawal: WithdrawalView) -> _Looked:
    """The long look over all contents of the ledger, while others may write."""
    with desk.reading(Permission.CONSENT) as conn:
        district, purpose = desk.office.district, withdrawal.purpose
        covered = withdrawals.covered(conn, district, household, purpose, withdrawal.registrant)
        sizes = withdrawals.log_sizes(conn, district)
        places = withdrawals.contents_about(conn, district, covered, _FIELDS[purpose], since=dict.fromkeys(sizes, 0))
    return _Looked(covered, places, sizes)


def _places(work: Work, looked: _Looked, covered: Covered, purpose: ConsentPurpose) -> tuple[Place, ...]:
    """What was found, and what was written since; all anew when the withdrawal covers others now."""
    same = covered == looked.covered
    logs = withdrawals.log_sizes(work.conn, work.district)
    since = {log: looked.sizes.get(log, 0) if same else 0 for log in logs}
    fresh = withdrawals.contents_about(work.conn, work.district, covered, _FIELDS[purpose], since=since)
    return withdrawals.present(work.conn, work.district, (*looked.places, *fresh) if same else fresh)


def _remove(work: Work, covered: Covered, purpose: ConsentPurpose) -> tuple[int, tuple[Problem, ...]]:
    """Take away what the purpose covers; how many photos there were, and what there is to say of those who stay."""
    conn, district, people = work.conn, work.district, covered.people
    home = withdrawals.code_of(conn, district, covered.home)
    consent_write.drop_drafts(conn, district, withdrawals.drafts_about(conn, district, people, home))
    problems: tuple[Problem, ...] = ()
    photos = 0
    match purpose:
        case ConsentPurpose.PHOTO:
            photos = consent_write.drop_photos(conn, district, people)
            consent_write.next_version(conn, district, covered.home)
        case ConsentPurpose.PHONE:
            consent_write.blank_phones(conn, district, people)
            consent_write.next_version(conn, district, covered.home)
        case ConsentPurpose.REGISTER:
            problems = _let_go(work, home, covered)
            gone = covered.home if covered.closes else None
            consent_write.forget_trusted(conn, district, people, gone, local_day(work.now))
            photos = consent_write.drop_photos(conn, district, people)
            consent_write.forget_people(conn, district, people)
    return photos, problems


def _let_go(work: Work, code: HouseholdCode, covered: Covered) -> tuple[Problem, ...]:
    """End memberships and cards; those who stay get somebody who leads and somebody who holds a card."""
    before = standing.standing(work.conn, work.district, code)
    assert before is not None
    going = [one for one in before.members if one.registrant in covered.people]
    return steps.let_go(work, before, going, local_day(work.now)).problems if going else ()


def _say_no(work: Work, household: HouseholdId, withdrawal: WithdrawalView) -> None:
    """From now on the answer of the whole household is no; of the registration it is no to everything."""
    if withdrawal.registrant is not None:
        return
    lines = consents.lines(work.conn, work.district, household)
    every = withdrawal.purpose is ConsentPurpose.REGISTER
    for line in lines:
        if every or line.purpose is withdrawal.purpose:
            told = _no(line)
            consent_write.insert_consent(work.conn, work.district, told, household=household, now=work.now)


def _no(line: ConsentLine) -> ConsentTold:
    return ConsentTold(
        line.purpose,
        given=False,
        read_by=line.read_by or ConsentReader.CLERK,
        language=line.language or ConsentLanguage.URDU,
    )
