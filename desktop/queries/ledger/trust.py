"""Whether a book that was walked can be trusted: the memories of its heads, who works here, who stands by each line.

The walk (`desktop.ledger.audit`) proves that lines and signed head fit together; whoever has a passphrase and knows to
program could sign a head of other lines. What is looked at here takes the office key or another person's own key.
"""

from collections.abc import Callable

from sqlalchemy import Connection, select

from desktop.ledger.audit import Audit, Break
from desktop.ledger.remembered import Memory
from desktop.ledger.signatures import RECOVERY, first_unsigned
from desktop.models.operator import Operator
from desktop.models.staff import KeysTurn
from desktop.models.staff import OperatorCertificate as CertificateRow
from desktop.queries.ledger.protection import recipient_misfit
from desktop.queries.office import sealing_of
from desktop.security.mailbox import MailboxForged, require_signed
from desktop.security.staff import CertificateForged, OperatorCertificate, Staff

type Tell = Callable[[int], None]


def distrusted(
    conn: Connection,
    district: str,
    office: bytes,
    memory: Memory,
    walked: Audit,
    *,
    every: bool = False,
    progress: Tell | None = None,
) -> Break | None:
    """The first thing for which a walked book is not trusted, under the office's public key; None when it is.

    ``memory_...`` as the memories found themselves · ``certificate`` an operator's certificate is missing or forged ·
    ``operator`` a row of an operator says another name or role than the office signed · ``unsigned`` nobody stands by a
    line · ``unentitled`` somebody's role does not write it, or not alone · ``stray_protection`` envelopes are sealed to
    another than the office signed and the book named last, or somebody named one who may not.

    Signatures are verified from where they were verified before, with `every` all of them.
    """
    if walked.first_bad is not None:
        return walked.first_bad
    if memory.misfit:
        return Break("store", 0, memory.misfit)
    try:
        staff = Staff(certificates(conn, district), office)
    except CertificateForged:
        return Break("store", 0, "certificate")
    if not staff.whole() or staff.newest(RECOVERY) is None:
        return Break("store", 0, "certificate")
    return (
        _operators(conn, district, staff)
        or _unsigned(conn, district, staff, memory, walked, every=every, progress=progress)
        or _sealing(conn, district, office, walked)
    )


def certificates(conn: Connection, district: str) -> tuple[OperatorCertificate, ...]:
    """What the office key signed about its operators, as the store has it; nothing is verified."""
    row = CertificateRow
    wanted = select(row.card, row.signature, row.role, row.salt).where(row.district_id == district)
    return tuple(
        OperatorCertificate(_blob(card), _blob(signature), str(role), _blob(salt))
        for card, signature, role, salt in conn.execute(wanted)
    )


def _blob(value: object) -> bytes:
    """A value of the store that has to be bytes; whatever else somebody put there proves nothing."""
    return value if isinstance(value, bytes) else b""


def keys_turn(conn: Connection, district: str) -> int:
    """How often the file of keys had been changed when the store last saw it."""
    return conn.scalar(select(KeysTurn.turn).where(KeysTurn.district_id == district)) or 0


def _operators(conn: Connection, district: str, staff: Staff) -> Break | None:
    rows = conn.execute(select(Operator.id, Operator.name, Operator.role).where(Operator.district_id == district))
    known = {str(one): (name, role.value) for one, name, role in rows}
    for operator in staff.everybody() - {RECOVERY}:
        signed = staff.newest(operator)
        if signed is not None and known.pop(operator, None) != (signed.card.name, signed.role):
            return Break("store", 0, "operator")
    return Break("store", 0, "certificate") if known else None


def _unsigned(
    conn: Connection,
    district: str,
    staff: Staff,
    memory: Memory,
    walked: Audit,
    *,
    every: bool,
    progress: Tell | None,
) -> Break | None:
    before = 0
    for log, state in walked.logs.items():
        begins = 0 if every else min(memory.signed.get(log, 0), state.tree.size)
        found = first_unsigned(conn, district, log, staff, begins, _counted(progress, before))
        if found is not None:
            return found
        before += state.tree.size
    return None


def _counted(progress: Tell | None, before: int) -> Tell | None:
    return (lambda done: progress(before + done)) if progress else None


def _sealing(conn: Connection, district: str, office: bytes, walked: Audit) -> Break | None:
    sealing = sealing_of(conn, district)
    try:
        require_signed(office, sealing)
    except MailboxForged:
        return Break("store", 0, "stray_protection")
    staff = sorted((hlc, log, seq) for log, state in walked.logs.items() for hlc, seq in state.of_staff)
    place = recipient_misfit(conn, district, [(log, seq) for _, log, seq in staff], sealing)
    return Break(*place, "stray_protection") if place is not None else None
