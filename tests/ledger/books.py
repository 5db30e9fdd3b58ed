"""A real encrypted store with one desk's log in it, for the ledger tests."""

import secrets
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Table, text

from desktop.ledger.audit import Audit, audit
from desktop.ledger.book import Appended, Signers, append
from desktop.ledger.clock import Reading
from desktop.ledger.entry import Draft
from desktop.ledger.remembered import Head
from desktop.models.base import Base
from desktop.models.ledger_entry import ErasedContent, LedgerContent, LedgerEntry, LedgerHead
from desktop.models.staff import OperatorCertificate
from desktop.security.slots import hand_of
from desktop.storage.engine import Store, StoreKey, open_store
from desktop.values.entry_kind import EntryKind
from tests.security.offices import Office, make_office

DISTRICT = "PK617"
LOG = "haqdar.pk/lodhran/desk-00/1"


HAND = hand_of(bytes(64))
"""Signs for every operator of these tests."""


@dataclass
class Ticking:
    """A clock that a test sets; each reading is a second later."""

    at: datetime = datetime(2026, 11, 24, 9, tzinfo=UTC)
    up: int = 1_000_000_000
    boot: str = "0123456789abcdef"

    def __call__(self) -> Reading:
        self.at += timedelta(seconds=1)
        self.up += 1_000_000
        return Reading(self.at, self.up, self.boot)


def given(number: int) -> Draft:
    """A hand-over, made up from a number."""
    return Draft(
        do=EntryKind.GIVEN,
        who=f"operator-{number % 3}",
        role="scanner",
        ref=f"disbursement-{number}",
        op=f"operation-{number}",
        content={"household": f"6171234{number:05d}", "item": "ATTA20", "quantity": 2},
    )


@dataclass
class Books:
    """An office whose store has the ledger's tables."""

    store: Store
    office: Office = field(default_factory=lambda: make_office(practice=False))
    clock: Ticking = field(default_factory=Ticking)

    @property
    def signers(self) -> Signers:
        """The desk's log key; whose own key signs a line is looked at in `test_signatures`."""
        return Signers(self.office.desk.log, HAND, HAND)

    def write(self, count: int, log: str = LOG) -> list[Appended]:
        """Append so many hand-overs in one transaction."""
        with self.store.writer.begin() as conn:
            return [append(conn, DISTRICT, log, given(number), self.signers, self.clock()) for number in range(count)]

    def audit(self, remembered: dict[str, Head] | None = None) -> Audit:
        """Walk all logs."""
        with self.store.reader.begin() as conn:
            return audit(conn, DISTRICT, self.office.certificates, remembered)

    @contextmanager
    def tampering(self) -> Generator[Connection]:
        """A connection whose changes are taken back afterwards, guards of the tables included."""
        with self.store.writer.connect() as conn, conn.begin() as transaction:
            for name in conn.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
                conn.execute(text(f"DROP TRIGGER {name}"))
            yield conn
            transaction.rollback()


def tables() -> list[Table]:
    """The ledger's tables, and the other one with a guard."""
    kinds = (LedgerEntry, LedgerContent, ErasedContent, LedgerHead, OperatorCertificate)
    return [Base.metadata.tables[kind.__tablename__] for kind in kinds]


def open_books(folder: Path) -> Books:
    """A new store in `folder`."""
    key = StoreKey(secrets.token_bytes(32), secrets.token_bytes(16))
    store = open_store(folder / "office.db", key, create=True)
    with store.writer.begin() as conn:
        Base.metadata.create_all(conn, tables=tables())
    return Books(store)
