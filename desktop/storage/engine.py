"""The encrypted store: how a connection is made, what is asserted on it, and which driver errors mean what.

Recipe and order of the pragmas: SQLCipher's own advice (key first, then a read that proves it), WAL with
``synchronous=FULL`` because an acknowledged hand-over must survive a power cut. Driver errors become ours only here.
"""

import errno
import os
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, override

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection, QueuePool
from sqlalchemy.util import LRUCache

from desktop.errors import (
    DamagedStore,
    DiskFull,
    DiskUnreadable,
    FolderNotEmpty,
    ForeignStore,
    NoOffice,
    StoreBusy,
    StoreUnwritable,
    Told,
)
from desktop.security.chosen_files import is_of_the_disk
from desktop.security.files import keep_private
from desktop.security.vault import sub_key

_PATIENCE = "10000"
"""Milliseconds that SQLite waits for another writer."""

_EARLY_PAGES = 400
_PIECE = 1 << 20

LETS_GO_EVERY = 1_000
"""Transactions after which a connection lets go of the pages that it keeps, once it is back in the pool.

A lane scans all day, and what it read of each household it does not read again that day. Without this the caches grow
to their limits on every connection (measured: `benchmarks/long_day_72000.py`); reading the busy pages anew costs some
milliseconds, and is no part of any transaction.
"""

ASKED_AFTER = (0.0002,) * 250 + (0.001,) * 450
"""Seconds after which a writer asks for the lock again: half a second of this before it leaves the waiting to SQLite.

Shorter than the gaps that an import leaves between its transactions, so that none is missed.
"""

PRAGMAS: tuple[tuple[str, str, str], ...] = (
    # name, value, what reading it back must give
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),
    ("foreign_keys", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("busy_timeout", _PATIENCE, _PATIENCE),
    ("cache_size", "-65536", "-65536"),
)
"""Set in this order after the key is proved, and asserted at every connect."""


class StoreDialect(SQLiteDialect_pysqlite):
    """SQLite's, with how a store begins and the account of what a transaction wrote.

    Overridden here and not listened for: listeners of an engine would cost a decision a sixth of its time.
    Equal for all of our engines, so that a statement compiled for one serves another too.
    """

    supports_statement_cache = True
    reading = False
    """Whether its connections only read: they begin without the lock of writers."""

    @override
    def __eq__(self, other: object) -> bool:
        """All compile alike."""
        return isinstance(other, StoreDialect)

    @override
    def __hash__(self) -> int:
        """As they compare."""
        return hash(StoreDialect)

    @override
    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        """A read that becomes a write would get "busy" without any wait, so writers take the lock at once."""
        driver = dbapi_connection.dbapi_connection
        assert isinstance(driver, sqlcipher3.Connection)
        if self.reading:
            driver.execute("BEGIN")
        elif not _got_the_lock(driver):
            driver.execute("BEGIN IMMEDIATE")

    @override
    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Run it and remember what it wrote."""
        super().do_execute(cursor, statement, parameters, context)
        _note_write(statement, context)

    @override
    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Run it and remember what it wrote."""
        super().do_executemany(cursor, statement, parameters, context)
        _note_write(statement, context)


registry.register("sqlite.haqdar", __name__, "StoreDialect")


class KeptStatements(LRUCache[Any, Any]):
    """A cache of compiled statements, one for each open store: with a statement it keeps the values first used.

    A statement made once, at the top of its module, has one and the same key object at each execution. It is found by
    the identity of that object: hashing the whole key each time costs a hand-over a twentieth of its time.
    """

    KNOWN = 256

    def __init__(self) -> None:
        """Empty; as large as SQLAlchemy's own is after a day of work."""
        super().__init__(1_000)
        self._known: dict[tuple[int, object, object, object], tuple[object, Any]] = {}

    @property
    def known(self) -> int:
        """How many can be found by identity."""
        return len(self._known)

    @override
    def get(self, key: Any, default: Any = None) -> Any:
        """The statement compiled for this key, if it was; all dialects of ours compile alike."""
        _dialect, statement, *how = key
        short = (id(statement), *how)
        kept, compiled = self._known.get(short, (None, None))
        if kept is statement:
            return compiled
        found = super().get(key, default)
        if found is not None:
            if len(self._known) >= self.KNOWN:  # statements built at each call have a new key each
                self._known.clear()
            self._known[short] = (statement, found)
        return found


@dataclass(frozen=True)
class StoreKey:
    """Raw SQLCipher key: 32 key bytes and the 16 salt bytes that stand at the head of the file."""

    key: bytes
    salt: bytes

    @classmethod
    def of(cls, vault_key: bytes) -> Self:
        """The key of `office.db`, derived from the vault's store key."""
        derived = sub_key(vault_key, "haqdar/office.db/v1", 48)
        return cls(derived[:32], derived[32:])

    @property
    def pragma(self) -> str:
        """The key as SQLCipher takes it without deriving (never logged, never in an address)."""
        return f"PRAGMA key = \"x'{self.key.hex()}{self.salt.hex()}'\""

    def __repr__(self) -> str:
        """Nothing of the key."""
        return "StoreKey(…)"


@dataclass(frozen=True)
class Store:
    """One open database file: `writer` begins IMMEDIATE, `reader` cannot write."""

    path: Path
    key: StoreKey
    writer: Engine
    reader: Engine

    def close(self) -> None:
        """Give back every connection; the file can then be moved."""
        self.writer.dispose()
        self.reader.dispose()


def connect(path: Path, key: StoreKey, *, query_only: bool = False) -> sqlcipher3.Connection:
    """A driver connection with the whole recipe applied. Raises DamagedStore, DiskFull, StoreUnwritable."""
    with storage_errors(path):
        connection = sqlcipher3.connect(str(path), isolation_level=None, check_same_thread=False, cached_statements=256)
        try:
            connection.execute(key.pragma)
            connection.execute("PRAGMA cipher_log_level = NONE")
            # wiping every freed block costs more than the whole hand-over (docs/decisions/0005)
            connection.execute("PRAGMA cipher_memory_security = OFF")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for name, value, expected in PRAGMAS:
                connection.execute(f"PRAGMA {name} = {value}")
                found = connection.execute(f"PRAGMA {name}").fetchone()
                if found is None or str(found[0]).lower() != expected:
                    raise StoreUnwritable(folder=str(path.parent))
            if query_only:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def open_store(path: Path, key: StoreKey, *, create: bool = False) -> Store:
    """Open the database at `path`; with `create`, make it. Raises NoOffice, ForeignStore, DamagedStore."""
    if not create:
        _prove_salt(path, key)
    for part in (path, *(path.with_name(f"{path.name}-{beside}") for beside in ("wal", "shm"))):
        keep_private(part, create=create and part == path)  # SQLite gives the others the mode of the first
    connect(path, key).close()
    compiled = KeptStatements()
    writer = _engine(path, key, compiled, query_only=False)
    reader = _engine(path, key, compiled, query_only=True)
    return Store(path, key, writer, reader)


def _prove_salt(path: Path, key: StoreKey) -> None:
    """A file of another office, or no database at all, is told from a damaged one by the salt at its head."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        if is_of_the_disk(error):
            raise DiskUnreadable(file=path.name) from error
        raise NoOffice(folder=str(path.parent)) from error
    if head != key.salt:
        raise ForeignStore(file=path.name)


def _engine(path: Path, key: StoreKey, compiled: LRUCache[Any, Any], *, query_only: bool) -> Engine:
    engine = create_engine(
        "sqlite+haqdar://",
        module=sqlcipher3,
        creator=lambda: connect(path, key, query_only=query_only),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        hide_parameters=True,  # an error's text must not carry what people told us
        execution_options={"compiled_cache": compiled},
    )
    assert isinstance(engine.dialect, StoreDialect)
    engine.dialect.reading = query_only
    event.listen(engine, "checkin", _let_go_now_and_then)
    return engine


def _let_go_now_and_then(driver: sqlcipher3.Connection | None, record: ConnectionPoolEntry) -> None:
    uses = record.info["uses"] = record.info.get("uses", 0) + 1
    if driver is not None and uses % LETS_GO_EVERY == 0:
        driver.execute("PRAGMA shrink_memory")


def _got_the_lock(driver: sqlcipher3.Connection) -> bool:
    """Ask very often for a while; False when it is still taken, and SQLite's own patience has to do.

    SQLite asks after 1, 2, 5, 10, 15, 20 ... ms and so misses the short gaps that an import leaves for a hand-over.
    """
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        for after in ASKED_AFTER:
            try:
                driver.execute("BEGIN IMMEDIATE")
            except sqlcipher3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                time.sleep(after)
            else:
                return True
        return False
    finally:
        driver.execute(f"PRAGMA busy_timeout = {_PATIENCE}")


def _note_write(statement: str, context: Any) -> None:
    """Remember which tables a transaction wrote, so that the desk can insist on an entry."""
    if context is not None and (context.isinsert or context.isupdate or context.isdelete):
        table = getattr(getattr(context.compiled, "statement", None), "table", None)
        written = context.root_connection.info.setdefault("written", set())
        written.add(table.name if table is not None else statement.split(None, 3)[2].strip('"('))


def written_tables(connection: Connection) -> frozenset[str]:
    """Names of the tables written since `forget_writes`."""
    return frozenset(connection.info.get("written", ()))


def give_memory_back(connection: Connection) -> None:
    """Let go of the pages that a long piece of work has read and does not need again; nothing on other engines."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA shrink_memory")


def write_back_early(connection: Connection) -> None:
    """From now on this connection moves the log of changes into the database often, after its own commits.

    SQLite's usual 1,000 pages would now and then be full at the commit of somebody else, who would do it for us while
    a person waits at the counter (measured: `benchmarks/import_rows.py`).
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {_EARLY_PAGES}")


def forget_writes(connection: Connection) -> None:
    """Start a new account of written tables."""
    connection.info["written"] = set()


@contextmanager
def storage_errors(path: Path) -> Generator[None]:
    """Turn the driver's errors into ours; anything that is a bug of ours passes through."""
    try:
        yield
    except (DBAPIError, sqlcipher3.Error) as error:
        raised = _ours(path, error)
        if raised is None:
            raise
        raise raised from error
    except OSError as error:
        if is_of_the_disk(error):
            raise DiskUnreadable(file=path.name) from error
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(folder=str(path.parent), free_bytes=_free(path.parent)) from error
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            raise StoreUnwritable(folder=str(path.parent)) from error
        raise


def _ours(path: Path, error: Exception) -> Exception | None:
    text = str(getattr(error, "orig", error)).lower()
    folder = str(path.parent)
    if "disk is full" in text:
        return DiskFull(folder=folder, free_bytes=_free(path.parent))
    if "locked" in text or "busy" in text:
        return StoreBusy()
    if "not a database" in text or "malformed" in text or "hmac" in text or "file is encrypted" in text:
        return damage(path)
    if any(part in text for part in ("disk i/o", "readonly", "read-only", "unable to open", "out of memory")):
        return DiskFull(folder=folder, free_bytes=0) if _free(path.parent) == 0 else StoreUnwritable(folder=folder)
    return None


def damage(path: Path) -> Told:
    """What a store is that SQLite calls malformed: damaged, unless its disk gives an error when it is read.

    SQLite tells an input/output error of a read as a malformed file (SQLITE_IOERR_CORRUPTFS), and that would be an
    alarm of tampering about a failing disk.
    """
    for part in (path, path.with_name(f"{path.name}-wal")):
        try:
            _read_through(part)
        except FileNotFoundError:
            continue
        except OSError:
            return DiskUnreadable(file=part.name)
    return DamagedStore(file=path.name)


def _read_through(path: Path) -> None:
    with path.open("rb") as file:
        place = 0
        while piece := os.pread(file.fileno(), _PIECE, place) if hasattr(os, "pread") else file.read(_PIECE):
            place += len(piece)


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return -1


def require_empty(folder: Path) -> None:
    """`folder` is not there, or is empty, and can be made. Raises FolderNotEmpty, StoreUnwritable."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderNotEmpty(folder=str(folder))
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnwritable(folder=str(folder)) from error


def cipher_version() -> str:
    """The version of SQLCipher in this Python; empty where SQLite has no encryption."""
    connection = sqlcipher3.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return str(row[0]) if row else ""
