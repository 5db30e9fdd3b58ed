"""The lines of one log from its end backwards, for whoever looks for what happened last."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from desktop.models.ledger_entry import LedgerEntry

_AT_ONCE = 500


def newest_lines(conn: Connection, district: str, log: str) -> Iterator[tuple[int, bytes]]:
    """Position and canonical bytes of each line, the newest first; read in parts, as far as somebody goes on."""
    before = 2**62
    while True:
        lines = conn.execute(
            select(LedgerEntry.seq, LedgerEntry.line)
            .where(LedgerEntry.district_id == district, LedgerEntry.log == log, LedgerEntry.seq < before)
            .order_by(LedgerEntry.seq.desc())
            .limit(_AT_ONCE)
        ).all()
        if not lines:
            return
        for before, line in lines:
            yield before, bytes(line)
