"""Consents: given later, taken back alone with one person, called off, and carried out when it is time."""

from datetime import timedelta

from desktop.errors import (
    HouseholdClosed,
    HouseholdNotFound,
    NotConsented,
    NothingWithdrawn,
    NotInHousehold,
    WithdrawalWaits,
)
from desktop.models import consent_write
from desktop.models.consent_write import ConsentTold
from desktop.queries import consents, households, withdrawals
from desktop.records.consent import (
    Applied,
    CarriedOut,
    ConsentGiving,
    ConsentLine,
    ConsentsView,
    Given,
    StillDue,
    WithdrawalView,
    Withdrawn,
)
from desktop.usecases import withdrawal_steps
from desktop.usecases.desk import Desk, Work
from desktop.usecases.withdrawal_steps import person_said
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, RegistrantId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import ConsentPurpose, WithdrawalState

WAIT = timedelta(days=7)
"""From hearing a withdrawal to its effect, unless it is confirmed in private."""


def show(desk: Desk, code: HouseholdCode) -> ConsentsView:
    """The consents of a household, what waits, and whether rights were told. Raises HouseholdNotFound."""
    with desk.reading(Permission.CONSENT) as conn:
        view = consents.view(conn, desk.office.district, code, desk.sight())
    if view is None:
        raise HouseholdNotFound(code=code.text)
    return view


def give(desk: Desk, code: HouseholdCode, giving: ConsentGiving) -> Given:
    """A purpose is agreed to later; what holds already, said and heard in the same way, is no entry.

    Raises HouseholdNotFound, HouseholdClosed, NotInHousehold, WithdrawalWaits."""
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
        if _says_the_same(before.consent(giving.purpose), told):
            return Given(before, None)
        consent = consent_write.insert_consent(work.conn, work.district, told, household=before.id, now=work.now)
        content = {
            "code": code.text,
            "heard_in_queue": "yes" if giving.heard_in_queue else "no",
            "language": giving.language,
            "purpose": giving.purpose,
            "read_by": giving.read_by,
        }
        work.record(EntryKind.CONSENT_GIVEN, consent, content | person_said(giving.said_by))
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
        content = {"code": code.text, "due": due.isoformat(), "purpose": purpose} | person_said(registrant)
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
        content = {"code": code.text, "purpose": purpose} | person_said(registrant)
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
    done = withdrawal_steps.carry_out(desk, code, household, waits, confirmed=True)
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
        outcome = withdrawal_steps.carry_out(desk, code, household, withdrawal)
        if isinstance(outcome, CarriedOut):
            done.append(outcome)
        elif outcome is not None:
            waiting.append(outcome)
    return Applied(tuple(done), tuple(waiting))


# --- what the verbs above share --------------------------------------------------------------------------------------


def _says_the_same(now: ConsentLine, told: ConsentTold) -> bool:
    names = ("given", "read_by", "language", "heard_in_queue", "said_by")
    return all(getattr(now, name) == getattr(told, name) for name in names)


def _view(work: Work, code: HouseholdCode) -> ConsentsView:
    view = consents.view(work.conn, work.district, code, work.sight)
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
