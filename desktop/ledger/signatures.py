"""Verify who stands by each line: the signatures beside it, by the keys that the office certified for these roles.

The head of a log proves what was written, not by whom: whoever works at the desk holds its key. Beside each line lie
the signature of who acted and, where two acted, that of the second person, each by an own key, so that one passphrase
speaks for one person only. Lines that were verified once are not verified again at each unlock (`remembered`).
"""

from collections.abc import Callable
from itertools import batched

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, text

from desktop.ledger.audit import Break
from desktop.ledger.entry import Draft, Entry, decode
from desktop.security.signing import Purpose, verify_with
from desktop.security.staff import Staff
from desktop.values.entry_kind import EntryKind
from desktop.values.entry_rights import may_write

RECOVERY = "recovery"
"""Operator and role of the recovery code's certificate: with it a store is restored when passphrases are lost."""

# Plain SQL, so that no column type touches the 200,000 rows on their way.
_SIGNED = text(
    "SELECT seq, line, own, second FROM ledger_entry"
    " WHERE district_id = :district AND log = :log AND seq >= :begins ORDER BY seq"
)
_SLICE = 1_000


def first_unsigned(
    conn: Connection,
    district: str,
    log: str,
    staff: Staff,
    begins: int = 0,
    progress: Callable[[int], None] | None = None,
) -> Break | None:
    """The first line of a walked log, from `begins` on, that nobody stands by; `progress` hears lines done.

    ``unsigned`` the signature of who acted, or of the second person, is missing or not by a key that the office
    certified for that operator in that role · ``unentitled`` who signed it has a role that writes no such line, or did
    alone what takes two.
    """
    done = begins
    for part in batched(conn.execute(_SIGNED, {"district": district, "log": log, "begins": begins}), _SLICE):
        for seq, line, own, second in part:
            entry = decode(line)
            if not _signed(entry, line, own, second, staff):
                return Break(log, seq, "unsigned")
            if not entitled(entry):
                return Break(log, seq, "unentitled")
        done += len(part)
        if progress:
            progress(done)
    return None


def entitled(entry: Entry | Draft) -> bool:
    """Whether the role of who acted writes such a line, alone or with this second person."""
    second = (entry.second.who, entry.second.role) if entry.second is not None else None
    return may_write(entry.do, who=entry.who, role=entry.role, ref=entry.ref, second=second)


def _signed(entry: Entry, line: bytes, own: object, second: object, staff: Staff) -> bool:
    keys = staff.keys(entry.who, entry.role)
    if entry.do == EntryKind.RESTORED:
        keys += staff.keys(RECOVERY, RECOVERY)
    if not _by_one_of(keys, line, own):
        return False
    if entry.second is None:
        return second is None
    return _by_one_of(staff.keys(entry.second.who, entry.second.role), line, second)


def _by_one_of(keys: tuple[Ed25519PublicKey, ...], line: bytes, signature: object) -> bool:
    return isinstance(signature, bytes) and any(verify_with(key, Purpose.ENTRY, line, signature) for key in keys)
