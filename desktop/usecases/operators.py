"""Operators of the office: made with it, added, removed, their passphrases; and which helplines were called."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from desktop.errors import HelplineUnknown, OperatorUnknown, ProtectionHolderNeeded
from desktop.models import operator as models
from desktop.models.operator import Desk as DeskRow
from desktop.models.operator import Helpline, Office, Operator
from desktop.queries import office as queries
from desktop.records.operator import EntryRef, HelplineView, OperatorView, Person, Second
from desktop.reference.tables import hotlines
from desktop.security.envelope import new_protection_key, recipient_of
from desktop.security.vault import NewOperator, Unlocked, Vault
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
    desk_seed: bytes = field(repr=False)
    block: int
    members: tuple[Person, ...]


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
            seed=founding.desk_seed,
            here=True,
        )
        models.insert_office(work.conn, office, row)
        for member in founding.members:
            models.insert_operator(work.conn, _row(work, member))
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
    protection = _protection(vault, second) if role is Role.FOCAL else ()
    recipient = recipient_of(protection[-1]) if protection else ""
    with vault.with_the_store(), desk.transaction(Permission.OPERATORS, second=second) as work:
        models.insert_operator(work.conn, _row(work, person))
        content = {"name": person.name, "role": role}
        if recipient:
            content["protection"] = recipient
            models.set_protection(work.conn, work.district, recipient)
        work.record(EntryKind.OPERATOR_ADDED, person.id, content)
        vault.add(held, NewOperator(person.id, person.name, role, passphrase), protection)
        view = OperatorView(person.id, person.name, person.role, work.now)
    if recipient:
        desk.office = replace(desk.office, protection=recipient)  # other desks learn it at their next unlock
    return OperatorChanged(view, work.entry)


def _protection(vault: Vault, second: Second | None) -> tuple[str, ...]:
    """The protection keys for a new focal person: handed on by one who has them, or a first one."""
    if not vault.protected():
        return (new_protection_key(),)
    if second is None or not second.protection:
        raise ProtectionHolderNeeded
    return second.protection


def renew_protection(vault: Vault, held: Unlocked, leaving: Person) -> str | None:
    """Before a focal person leaves: another protection key for those who stay, which the one who leaves never had.

    Gives its recipient, empty when no focal person stays; None when nothing changes.
    """
    if leaving.role is not Role.FOCAL:
        return None
    private = new_protection_key()
    return recipient_of(private) if vault.renew_protection(held, private, without=leaving.id) else ""


def note_removed(
    desk: Desk,
    operator: OperatorId,
    *,
    second: Second | None,
    slot: Person | None = None,
    protection: str | None = None,
) -> OperatorChanged:
    """Record that an operator works here no more. The re-keying around it belongs to the caller (`opening`).

    `protection`: to whom envelopes are sealed from now on; None leaves it.

    Recorded once more when it is repeated because the re-keying was cut off. `slot` is who the keys say it is, for one
    whose adding was cut off before the row. Raises OperatorUnknown.
    """
    with desk.transaction(Permission.OPERATORS, second=second) as work:
        gone = queries.operator_ever(work.conn, work.district, operator)
        if gone is None and slot is not None:
            gone = OperatorView(slot.id, slot.name, slot.role, work.now)
        if gone is None:
            raise OperatorUnknown
        models.remove_operator(work.conn, work.district, gone.id, work.now)
        content = {"name": gone.name, "role": gone.role}
        if protection is not None:
            content["protection"] = protection
            models.set_protection(work.conn, work.district, protection)
        work.record(EntryKind.OPERATOR_REMOVED, gone.id, content)
    return OperatorChanged(gone, work.entry)


def change_own_passphrase(desk: Desk, vault: Vault, held: Unlocked, passphrase: str) -> OperatorChanged:
    """A new passphrase for oneself. Raises WeakPassphrase."""
    with vault.with_the_store(), desk.transaction(Permission.SIGN_IN) as work:
        mine = _view_of(work, work.person.name)
        work.record(EntryKind.OPERATOR_PASSPHRASE, work.person.id, {})
        vault.change_passphrase(held, passphrase)
    return OperatorChanged(mine, work.entry)


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


def _view_of(work: Work, name: str) -> OperatorView:
    for view in queries.operators(work.conn, work.district):
        if view.name == name:
            return view
    raise OperatorUnknown
