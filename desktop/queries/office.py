"""The office itself: which one this store is, whose desk, who works here, which helplines were called."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.models.ledger_entry import LedgerContent
from desktop.models.operator import Desk, Helpline, Office, Operator
from desktop.queries.history import entries_about
from desktop.records.operator import HelplineView, OfficeView, OperatorView, Sealing
from desktop.security.canonical import decode_object
from desktop.security.passwords import normalise
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import DeskId, OperatorId


@dataclass(frozen=True)
class Here:
    """The office and the desk of this store, and the secret seed of the key that signs the desk's log."""

    view: OfficeView
    log_seed: bytes = field(repr=False)


def office_here(conn: Connection) -> Here | None:
    """The one office of this store with its own desk; None in a store that holds none yet."""
    desk = (Desk.id, Desk.name, Desk.log, Desk.epoch, Desk.seed)
    wanted = (
        select(Office.name, Office.district_id, Office.practice, *desk)
        .join(Desk, Desk.district_id == Office.district_id)
        .where(Desk.here)
    )
    line = conn.execute(wanted).one_or_none()
    if line is None:
        return None
    name, district, practice, desk_id, desk_name, log, epoch, seed = line
    sealing = sealing_of(conn, district)
    return Here(OfficeView(name, district, practice, DeskId(desk_id), desk_name, log, epoch, sealing), seed)


def sealing_of(conn: Connection, district: str) -> Sealing:
    """To whom envelopes of the mailbox are sealed, as the store says; nothing is verified."""
    row = conn.execute(
        select(Office.protection_recipient, Office.protection_number, Office.protection_signature).where(
            Office.district_id == district
        )
    ).one()
    signature = row.protection_signature
    return Sealing(row.protection_recipient, row.protection_number, signature if isinstance(signature, bytes) else b"")


def shuffle_key(conn: Connection, district: str) -> bytes:
    """The key (32 bytes) that orders the office's household serials."""
    return conn.execute(select(Office.shuffle_key).where(Office.district_id == district)).scalar_one()


def blocks_known(conn: Connection, district: str) -> frozenset[int]:
    """Blocks of serials that the store knows of: its desks' own, and every one with which a restore ever began."""
    desks = conn.execute(select(Desk.id, Desk.block).where(Desk.district_id == district)).all()
    restored = [
        entry for entry in entries_about(conn, district, [row.id for row in desks]) if entry.do == EntryKind.RESTORED
    ]
    contents = select(LedgerContent.content).where(LedgerContent.district_id == district)
    told = [
        decode_object(
            conn.execute(contents.where(LedgerContent.log == one.log, LedgerContent.seq == one.seq)).scalar_one()
        )
        for one in restored
    ]
    return frozenset({*(row.block for row in desks), *(int(str(one["block"])) for one in told)})


def operators(conn: Connection, district: str) -> tuple[OperatorView, ...]:
    """Who works here now, the longest-serving first."""
    wanted = (
        select(Operator.id, Operator.name, Operator.role, Operator.since)
        .where(Operator.district_id == district, Operator.removed_at.is_(None))
        .order_by(Operator.since, Operator.name)
    )
    return tuple(OperatorView(OperatorId(one), name, role, since) for one, name, role, since in conn.execute(wanted))


def operator_ever(conn: Connection, district: str, operator: OperatorId) -> OperatorView | None:
    """Somebody who works here or did."""
    wanted = select(Operator.name, Operator.role, Operator.since)
    row = conn.execute(wanted.where(Operator.district_id == district, Operator.id == operator)).first()
    return OperatorView(operator, row.name, row.role, row.since) if row is not None else None


def operator_of_name(conn: Connection, district: str, name: str) -> UUID | None:
    """The id of the operator of that name, however typed, who works here now."""
    wanted = normalise(name)
    return next((one.id for one in operators(conn, district) if normalise(one.name) == wanted), None)


def helplines(conn: Connection, district: str) -> tuple[HelplineView, ...]:
    """Numbers this office called itself, and when."""
    wanted = select(Helpline.number, Helpline.tested_at).where(Helpline.district_id == district)
    return tuple(HelplineView(number, at) for number, at in conn.execute(wanted.order_by(Helpline.number)))
