"""Acts that the rig kills in the middle, each in a process of its own: it tells when it begins and when it returned."""

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

from desktop.opening import Opened, remove_operator, second_person
from desktop.storage import migrate
from desktop.storage.engine import StoreKey, open_store
from desktop.usecases import cards, import_batches, imports, pairs, safekeeping
from desktop.values.identifiers import RegistrantId
from desktop.values.permissions import Role
from tests.factories import passphrase_of
from tests.rigs.givers import opened_by

KEY = StoreKey(bytes(range(32)), bytes(range(100, 116)))


@dataclass(frozen=True)
class Where:
    """The office's folder and a place beside it."""

    folder: Path
    beside: Path

    @property
    def backup(self) -> Path:
        """Where a backup is written to, or restored from."""
        return self.beside / "office.backup"

    @property
    def restored(self) -> Path:
        """Where a backup is restored to."""
        return self.beside / "restored"

    @property
    def store(self) -> Path:
        """A store that is being migrated."""
        return self.beside / "fresh.db"


def issue(where: Where, begun: Callable[[], None]) -> None:
    """Cards for every household that waits for one."""
    at = opened_by(where.folder, Role.CLERK)
    codes = cards.codes_in(at.desk, unprinted=True)
    begun()
    cards.issue(at.desk, codes)


def back_up(where: Where, begun: Callable[[], None]) -> None:
    """A backup beside the office."""
    at = opened_by(where.folder, Role.SUPERVISOR)
    begun()
    safekeeping.backup(at.desk, at.certificates, where.folder, at.unlocked.store_key, where.backup)


def restore(where: Where, begun: Callable[[], None]) -> None:
    """A restore by two people."""
    first, second = (safekeeping.Proof(role.value, passphrase_of(role)) for role in (Role.SUPERVISOR, Role.CONTROLLER))
    begun()
    safekeeping.restore(where.backup, where.restored, first, second, "the rig asks for it")


def remove(where: Where, begun: Callable[[], None]) -> None:
    """The clerk works here no more, and the store is written anew."""
    at = opened_by(where.folder, Role.CONTROLLER)
    beside = second_person(at, Role.SUPERVISOR.value, passphrase_of(Role.SUPERVISOR))
    begun()
    remove_operator(at, Role.CLERK.value, second=beside)


def make_schema(where: Where, begun: Callable[[], None]) -> None:
    """Every table made in an empty store."""
    store = open_store(where.store, KEY, create=True)
    begun()
    migrate.migrate(store)


def two_heads(at: Opened) -> tuple[RegistrantId, RegistrantId]:
    """The first people of the two oldest households."""
    with at.store.reader.connect() as conn, conn.begin():
        rows = conn.exec_driver_sql(
            "SELECT registrant_id FROM membership WHERE place = 0 AND slot IS NOT NULL ORDER BY from_day, id LIMIT 2"
        )
        first, second = (RegistrantId(UUID(bytes=row[0])) for row in rows)
    return first, second


def merge(where: Where, begun: Callable[[], None]) -> None:
    """Two records made one person."""
    at = opened_by(where.folder, Role.SUPERVISOR)
    kept, gone = two_heads(at)
    begun()
    pairs.merge(at.desk, kept, gone)


IMPORTED = 240
"""Households of the list that the rig brings in."""


def the_list(where: Where) -> Path:
    """The same list each time, byte for byte."""
    file = where.beside / "list.csv"
    rows = (f"{n},Kareem {n},Father {n},F,{n % 60},Chak {n % 40},PK61701,yes" for n in range(IMPORTED))
    file.write_text("HH,Name,Father name,Sex,Age,Village,pcode,Consent\n" + "\n".join(rows), encoding="utf-8")
    return file


def bring_in(where: Where, begun: Callable[[], None]) -> None:
    """A list of households as one batch."""
    at = opened_by(where.folder, Role.CLERK)
    file = the_list(where)
    seen = imports.look(at.desk, file)
    begun()
    import_batches.run(at.desk, file, seen)


ACTS: dict[str, Callable[[Where, Callable[[], None]], None]] = {
    "issue": issue,
    "merge": merge,
    "backup": back_up,
    "restore": restore,
    "remove": remove,
    "migrate": make_schema,
    "import": bring_in,
}


def run(name: str, where: Where, answers: Connection) -> None:
    """One act; tells "begun" and "done"."""
    ACTS[name](where, lambda: answers.send("begun"))
    answers.send("done")
