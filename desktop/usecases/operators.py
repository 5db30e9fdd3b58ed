"""Operators of the office: made with it, added, removed, their passphrases; and which helplines were called."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from desktop.errors import HelplineUnknown, OfficeKeyNeeded, OperatorUnknown
from desktop.models import operator as models
from desktop.models import staff
from desktop.models.operator import Desk as DeskRow
from desktop.models.operator import Helpline, Office, Operator
from desktop.queries import office as queries
from desktop.records.operator import EntryRef, HelplineView, OperatorView, Person, Second
from desktop.reference.tables import hotlines
from desktop.security.mailbox import sealing
from desktop.security.signing import SigningKey, office_key
from desktop.security.staff import OperatorCertificate
from desktop.security.vault import Changed, NewOperator, Unlocked, Vault
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import OperatorId, new_id
from desktop.values.permissions import Permission, Role
from desktop.values.text import plain_name


@dataclass(frozen=True)
class Founding:
    """What the first entry of an office is made from; the secrets stay in the encrypted store."""

    office_id: UUID
    shuffle_key: bytes = field(repr=False)
    log_seed: bytes = field(repr=False)
    block: int
    members: tuple[Person, ...]
    certificates: tuple[OperatorCertificate, ...]


@dataclass(frozen=True)
class OperatorChanged:
    """An operator added, removed, or with a new passphrase."""

    operator: OperatorView
    entry: EntryRef


def found(desk: Desk, founding: Founding, *, second: Second) -> EntryRef:
    """Write the office, its first desk and its first two people: the first entry of the log."""
    with desk.transaction(Permission.OPERATORS, second=second) as work:
        office = Office(
            district_id=work.district,
            id=founding.office_id,
            name=work.office.name,
            practice=work.office.practice,
            shuffle_key=founding.shuffle_key,
            made_at=work.now,
            protection_recipient=work.office.sealing.recipient,
            protection_number=work.office.sealing.number,
            protection_signature=work.office.sealing.signature,
        )
        row = DeskRow(
            district_id=work.district,
            id=work.office.desk_id,
            name=work.office.desk_name,
            log=work.office.log,
            epoch=work.office.epoch,
            block=founding.block,
            next_serial=0,
            next_receipt=1,
            seed=founding.log_seed,
            here=True,
        )
        models.insert_office(work.conn, office, row)
        for member in founding.members:
            models.insert_operator(work.conn, _row(work, member))
        for certificate in founding.certificates:
            staff.keep_certificate(work.conn, work.district, certificate)
        work.record(
            EntryKind.OFFICE_MADE,
            founding.office_id,
            {
                "office": work.office.name,
                "district": work.district,
                "desk": str(work.office.desk_id),
                "practice": int(work.office.practice),
                "members": [{"id": str(member.id), "role": member.role} for member in founding.members],
            },
        )
    return work.entry


def add(
    desk: Desk, vault: Vault, held: Unlocked, name: str, role: Role, passphrase: str, *, second: Second | None
) -> OperatorChanged:
    """One more operator, with a slot in the vault.

    The first focal person makes the protection key; a further one gets it from a focal person, who is the second
    person then (ProtectionHolderNeeded otherwise).

    The vault is written first, and put back when the row then fails. A kill between the two leaves a slot without a
    row: an operator nobody knows, who opens nothing but the lock screen and can be removed. Raises WeakPassphrase,
    OperatorNameTaken, OfficeKeyNeeded.
    """
    person = Person(OperatorId(new_id()), plain_name(name), role)
    handed_on = second.protection if second is not None and role is Role.FOCAL else ()
    with vault.with_the_store(), desk.transaction(Permission.OPERATORS, second=second) as work:
        models.insert_operator(work.conn, _row(work, person))
        changed = vault.add(held, NewOperator(person.id, person.name, role, passphrase), handed_on)
        _record(work, EntryKind.OPERATOR_ADDED, person, changed, office_key(_seed(held)))
        staff.raise_keys_turn(work.conn, work.district, vault.turn())
        view = OperatorView(person.id, person.name, person.role, work.now)
        now = queries.sealing_of(work.conn, work.district)
    desk.office = replace(desk.office, sealing=now)  # other desks learn it at their next unlock
    return OperatorChanged(view, work.entry)


def note_removed(
    desk: Desk, held: Unlocked, person: Person, changed: Changed, *, second: Second | None
) -> OperatorChanged:
    """Record that an operator works here no more. The re-keying around it belongs to the caller (`opening`).

    `person` is who the keys say it is: the adding of that one may have been cut off before the row.
    """
    with desk.transaction(Permission.OPERATORS, second=second) as work:
        gone = queries.operator_ever(work.conn, work.district, person.id)
        models.remove_operator(work.conn, work.district, person.id, work.now)
        _record(work, EntryKind.OPERATOR_REMOVED, person, changed, office_key(_seed(held)))
    return OperatorChanged(gone or OperatorView(person.id, person.name, person.role, work.now), work.entry)


def note_role(
    desk: Desk, held: Unlocked, person: Person, changed: Changed, *, second: Second | None
) -> OperatorChanged:
    """Record that an operator has another role, the one of `person`; the re-keying around it belongs to the caller."""
    with desk.transaction(Permission.OPERATORS, second=second) as work:
        models.set_role(work.conn, work.district, person.id, person.role)
        _record(work, EntryKind.OPERATOR_ROLE, person, changed, office_key(_seed(held)))
        view = _view_of(work, person.id)
    return OperatorChanged(view, work.entry)


def note_reset(
    desk: Desk, held: Unlocked, person: Person, changed: Changed, *, second: Second | None
) -> OperatorChanged:
    """Record that an operator was given another passphrase; the re-keying around it belongs to the caller."""
    with desk.transaction(Permission.OPERATORS, second=second) as work:
        _record(work, EntryKind.OPERATOR_PASSPHRASE, person, changed, office_key(_seed(held)))
        view = _view_of(work, person.id)
    return OperatorChanged(view, work.entry)


def note_passphrase(desk: Desk) -> OperatorChanged:
    """Record that one changed the own passphrase; the re-keying around it belongs to the caller."""
    with desk.transaction(Permission.SIGN_IN) as work:
        work.record(EntryKind.OPERATOR_PASSPHRASE, work.person.id, {})
        view = _view_of(work, work.person.id)
    return OperatorChanged(view, work.entry)


def _record(work: Work, kind: EntryKind, person: Person, changed: Changed, office: SigningKey) -> None:
    """The entry about an operator, with the certificate and the sealing that the change brought."""
    content: dict[str, str | int] = {"name": person.name, "role": person.role}
    if changed.certificate is not None:
        staff.keep_certificate(work.conn, work.district, changed.certificate)
    if changed.recipient is not None:
        fresh = sealing(office, changed.recipient, queries.sealing_of(work.conn, work.district).number + 1)
        models.set_protection(work.conn, work.district, fresh)
        content |= {"protection": fresh.recipient, "protection_number": fresh.number}
    work.record(kind, person.id, content)


def _seed(held: Unlocked) -> bytes:
    if held.office_seed is None:
        raise OfficeKeyNeeded
    return held.office_seed


def operators(desk: Desk) -> tuple[OperatorView, ...]:
    """Who works here."""
    with desk.reading(Permission.SIGN_IN) as conn:
        return queries.operators(conn, desk.office.district)


def note_failed_attempts(desk: Desk, attempts: tuple[tuple[str, datetime], ...]) -> None:
    """Record wrong passphrases since the last unlock: when, and under which slot if there is one."""
    with desk.transaction(Permission.SIGN_IN) as work:
        for name, at in attempts:
            tried = queries.operator_of_name(work.conn, work.district, name)
            work.record(EntryKind.LOGIN_FAILED, tried or work.office.desk_id, {"at": at.isoformat()})


def test_helpline(desk: Desk, number: str) -> HelplineView:
    """The office called this number of hotlines.csv and somebody answered. Raises HelplineUnknown."""
    if all(line.number != number for line in hotlines().values()):
        raise HelplineUnknown(number=number)
    with desk.transaction(Permission.HELPLINES) as work:
        row = Helpline(district_id=work.district, number=number, tested_at=work.now, tested_by=work.person.id)
        models.mark_helpline(work.conn, row)
        work.record(EntryKind.HELPLINE_TESTED, work.office.desk_id, {"number": number})
    return HelplineView(number, work.now)


def helplines(desk: Desk) -> tuple[HelplineView, ...]:
    """Numbers that may be printed."""
    with desk.reading(Permission.SIGN_IN) as conn:
        return queries.helplines(conn, desk.office.district)


def _row(work: Work, person: Person) -> Operator:
    return Operator(district_id=work.district, id=person.id, name=person.name, role=person.role, since=work.now)


def _view_of(work: Work, operator: OperatorId) -> OperatorView:
    for view in queries.operators(work.conn, work.district):
        if view.id == operator:
            return view
    raise OperatorUnknown
