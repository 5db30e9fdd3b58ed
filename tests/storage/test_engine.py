"""Connections to the encrypted store: what a finder of the file sees, who waits for whom, and whose key opens what."""

import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest
import sqlcipher3
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from desktop.errors import ForeignStore, NoOffice
from desktop.storage import engine
from desktop.storage.engine import Store, StoreKey, connect, open_store

KEY = StoreKey(bytes(range(32)), bytes(range(100, 116)))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of its own with one table."""
    made = open_store(tmp_path / "office.db", KEY, create=True)
    with made.writer.connect() as connection, connection.begin():
        connection.exec_driver_sql("CREATE TABLE told (words TEXT)")
        connection.exec_driver_sql("INSERT INTO told VALUES ('Sakina of Basti Malook')")
    return made


def test_nothing_can_be_read_from_the_files(store: Store) -> None:
    """Neither the database nor its write-ahead log shows a word, a table's name or the mark of SQLite."""
    files = [path for path in store.path.parent.iterdir() if path.suffix != ".db-shm"]
    assert len(files) == 2
    for path in files:
        content = path.read_bytes()
        assert [word for word in (b"Sakina", b"Malook", b"told", b"SQLite format") if word in content] == []
    store.close()


def test_the_key_is_in_no_description(store: Store) -> None:
    """A key that is printed by accident says nothing."""
    assert KEY.key.hex() not in repr(KEY) + repr(store) + str(store.writer.url)
    store.close()


def test_another_offices_key_is_named_before_the_file_is_touched(store: Store) -> None:
    """The salt at the head of the file tells a wrong file from a damaged one."""
    store.close()
    with pytest.raises(ForeignStore):
        open_store(store.path, StoreKey(KEY.key, bytes(16)))
    with pytest.raises(NoOffice):
        open_store(store.path.parent / "elsewhere" / "office.db", KEY)


def test_a_reader_does_not_wait_for_a_writer(store: Store) -> None:
    """A search goes on while a long change is not yet finished, and does not see half of it."""
    with store.writer.connect() as writing, writing.begin():
        writing.exec_driver_sql("INSERT INTO told VALUES ('not yet')")
        begun = time.monotonic()
        with store.reader.connect() as reading, reading.begin():
            seen = reading.exec_driver_sql("SELECT count(*) FROM told").scalar_one()
        assert time.monotonic() - begun < 5
    assert seen == 1
    store.close()


def test_writers_stand_in_line_from_their_first_word(store: Store) -> None:
    """A writer takes the lock when it begins, so it never finds out later that somebody else was first."""
    with store.writer.connect() as first, first.begin():
        impatient = connect(store.path, KEY)
        impatient.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(Exception, match="locked"):
            impatient.execute("BEGIN IMMEDIATE")
        impatient.close()
    store.close()


def test_a_writer_takes_the_first_gap_of_a_millisecond(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import leaves short gaps; who waits asks each millisecond, and SQLite stays patient for the rest."""
    slept: list[float] = []
    with store.writer.connect() as long, store.writer.connect() as waiting:
        held = long.begin()

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            if len(slept) == 3:
                held.commit()

        monkeypatch.setattr(engine, "time", SimpleNamespace(sleep=sleep))
        with waiting.begin():
            assert waiting.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 10_000
            waiting.exec_driver_sql("INSERT INTO told VALUES ('in the gap')")
    assert slept == [engine.ASKED_AFTER[0]] * 3
    store.close()


def test_a_writer_who_asked_long_enough_waits_as_sqlite_does(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long transaction is waited for all the same."""
    monkeypatch.setattr(engine, "ASKED_AFTER", (0.001, 0.001))
    with store.writer.connect() as long, store.writer.connect() as waiting:
        held = long.begin()
        later = threading.Timer(0.1, held.commit)
        later.start()
        begun = time.monotonic()
        with waiting.begin():
            assert time.monotonic() - begun > 0.05
        later.join()
    store.close()


@pytest.mark.parametrize("which", ["writer", "reader"])
def test_a_connection_lets_go_of_its_pages_every_so_often_and_after_its_transaction(
    store: Store, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    used: Engine = getattr(store, which)
    monkeypatch.setattr(engine, "LETS_GO_EVERY", 3)
    said: list[str] = []
    with used.connect() as conn:
        driver = conn.connection.dbapi_connection
        assert isinstance(driver, sqlcipher3.Connection)
        driver.set_trace_callback(said.append)
    for _ in range(6):
        with used.connect() as conn, conn.begin():
            conn.execute(text("SELECT count(*) FROM sqlite_master"))
    told = [place for place, statement in enumerate(said) if statement == "PRAGMA shrink_memory"]
    assert len(told) == 2
    assert all(said[place - 1] in ("COMMIT", "ROLLBACK") for place in told)


def test_the_reading_engine_cannot_write(store: Store) -> None:
    """Not even a statement that somebody wrote by mistake."""
    with store.reader.connect() as reading, reading.begin(), pytest.raises(OperationalError, match="readonly"):
        reading.exec_driver_sql("DELETE FROM told")
    store.close()


def test_the_text_of_an_error_holds_nothing_of_what_was_to_be_written(store: Store) -> None:
    """A bug's text may reach a terminal or a log; what people told us may not."""
    with store.writer.connect() as writing, writing.begin(), pytest.raises(DBAPIError) as raised:
        writing.execute(text("INSERT INTO told SELECT :name FROM nowhere"), {"name": "Sakina Bibi"})
    assert "Sakina" not in str(raised.value)
    store.close()


class Key(tuple[object, ...]):
    """A statement's key in SQLAlchemy's cache; counts how often it is hashed."""

    __slots__ = ()
    reads: ClassVar[list[int]] = []

    def __hash__(self) -> int:
        """Count it."""
        self.reads.append(1)
        return super().__hash__()


def test_a_compiled_statement_is_known_by_its_very_key() -> None:
    """It is hashed once; an equal key is found too, and for many rows or other columns there is another statement."""
    Key.reads.clear()
    compiled, dialect = engine.KeptStatements(), engine.StoreDialect()
    statement = Key(("select", "household"))
    compiled[dialect, statement, ("words",), False, False] = "one row"
    assert compiled.get((dialect, statement, ("words",), False, False)) == "one row"
    read = len(Key.reads)
    for _ in range(3):
        assert compiled.get((dialect, statement, ("words",), False, False)) == "one row"
    assert len(Key.reads) == read
    assert compiled.get((dialect, Key(("select", "household")), ("words",), False, False)) == "one row"
    assert compiled.get((dialect, statement, ("words",), False, True)) is None
    assert compiled.get((dialect, statement, ("number",), False, False)) is None
    compiled[dialect, statement, ("words",), False, True] = "many rows"
    assert compiled.get((dialect, statement, ("words",), False, True)) == "many rows"


def test_statements_put_together_anew_do_not_pile_up() -> None:
    """Each has a key of its own, however alike: what is known by its very key has an end."""
    compiled, dialect = engine.KeptStatements(), engine.StoreDialect()
    compiled[dialect, Key(("select",)), (), False, False] = "compiled"
    for _ in range(3 * compiled.KNOWN):
        assert compiled.get((dialect, Key(("select",)), (), False, False)) == "compiled"
        assert compiled.known <= compiled.KNOWN
