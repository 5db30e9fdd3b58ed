"""The whole book looked at: every line of every log, every signature, then the register against them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from desktop.ledger.audit import Audit, audit
from desktop.ledger.remembered import Memory
from desktop.queries.ledger import against_entries as ledger
from desktop.queries.ledger import trust
from desktop.records.safekeeping import Misfit
from desktop.security.certificates import Certificates

type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Whole:
    """What was walked, how the register compares (None: it was not held against a book that does not fit), and the
    first thing that does not fit."""

    walked: Audit
    compared: ledger.Compared | None
    misfit: Misfit | None


def whole(
    conn: Connection,
    district: str,
    certificates: Certificates,
    memory: Memory,
    now: datetime,
    progress: Progress | None = None,
) -> Whole:
    """Look at all of it, against what is remembered."""
    office = certificates.office.public_bytes
    total = conn.exec_driver_sql("SELECT count(*) FROM ledger_entry").scalar_one()

    def tell(done: int) -> None:
        if progress is not None:
            progress(done, 2 * total)  # every line is walked, then its signatures are verified

    walked = audit(conn, district, certificates, memory.heads, tell)
    bad = trust.distrusted(conn, district, office, memory, walked, every=True, progress=lambda done: tell(total + done))
    if bad is not None:
        return Whole(walked, None, Misfit(bad.log, bad.seq, bad.why))
    compared = ledger.compare(conn, district, now)
    stray = compared.stray
    if stray is None:
        return Whole(walked, compared, None)
    misfit = Misfit(stray.log, stray.seq if stray.seq is not None else 0, f"stray_{stray.table}")
    return Whole(walked, compared, misfit)
