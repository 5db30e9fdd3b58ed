"""The store that migrations build is the one that the models describe, and what guards it comes back."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Float, Numeric, inspect
from sqlalchemy.exc import IntegrityError

from desktop.models.schema import METADATA
from desktop.models.search import PERSON_KEYS, PERSON_ROW
from desktop.storage import migrate
from desktop.storage.engine import Store, StoreKey, open_store
from desktop.values.period import COPIES_KEPT

SEARCH_INDEX = (PERSON_ROW.name, PERSON_KEYS.name)
KEY = StoreKey(bytes(range(32)), bytes(range(100, 116)))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of its own at the newest revision, with nothing in it."""
    made = open_store(tmp_path / "office.db", KEY, create=True)
    assert migrate.needs_migration(made)
    assert migrate.migrate(made)
    return made


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_migrations_build_what_the_models_describe(store: Store) -> None:
    """No table, column, index or constraint is in one and not in the other; the search index is SQLite's own affair."""
    with store.reader.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    unlike = [one for one in found if not (one[0] == "remove_table" and one[1].name.startswith(SEARCH_INDEX))]
    assert unlike == []
    assert len(found) > len(unlike)
    store.close()


def test_a_migrated_store_is_left_alone(store: Store) -> None:
    """Opening it again changes nothing and makes no copy."""
    assert not migrate.needs_migration(store)
    assert not migrate.migrate(store)
    assert not (store.path.parent / "backups").exists()
    with store.reader.connect() as connection, connection.begin():
        assert migrate.revision_of(connection) == migrate.HEAD
    store.close()


def test_old_copies_go_and_younger_ones_stay(store: Store) -> None:
    """What was taken out of the store is in none of our copies when its days are over."""
    folder = store.path.parent
    kept = folder / "backups" / migrate.COPIES
    kept.mkdir(parents=True)
    now = datetime.now(UTC)
    for name, age in (("old", COPIES_KEPT + timedelta(days=1)), ("young", COPIES_KEPT - timedelta(days=1))):
        (kept / f"office-0001-{name}.db").write_bytes(b"x")
        at = (now - age).timestamp()
        os.utime(kept / f"office-0001-{name}.db", (at, at))
    assert migrate.drop_old_copies(folder, now) == 1
    assert [path.name for path in kept.iterdir()] == ["office-0001-young.db"]
    assert migrate.drop_old_copies(folder, now) == 0
    assert migrate.drop_old_copies(folder / "nowhere", now) == 0
    store.close()


def test_the_newest_revision_is_the_one_written_down() -> None:
    """What spares a usual start the loading of Alembic is kept in step with the migrations."""
    assert migrate.known_revisions()[0] == migrate.HEAD


def test_guards_are_made_again(store: Store) -> None:
    """A table that was rebuilt has lost its triggers; afterwards the log takes no change again."""
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    with store.writer.connect() as connection, connection.begin():
        before = connection.exec_driver_sql(names).scalars().all()
        connection.exec_driver_sql("DROP TRIGGER guard_ledger_entry_update")
        migrate.make_guards(connection)
        assert connection.exec_driver_sql(names).scalars().all() == before
    assert len(before) == 2 * len(migrate.INSERT_ONLY)
    store.close()


def test_a_copy_is_encrypted_whole_and_opens_under_the_same_key(store: Store, tmp_path: Path) -> None:
    """What is put aside before a migration is worth as much as the store, and tells a finder as little."""
    with store.writer.connect() as connection, connection.begin():
        connection.exec_driver_sql(
            "INSERT INTO typed_miss (district_id, id, operator_id, at) VALUES ('PK617', x'01', x'02', 3)"
        )
    target = tmp_path / "aside.db"
    migrate.copy_into(store, target)
    store.close()
    content = target.read_bytes()
    assert b"SQLite format" not in content
    assert b"typed_miss" not in content
    assert b"PK617" not in content
    copy = open_store(target, KEY)
    with copy.reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT at FROM typed_miss").scalars().all() == [3]
    copy.close()


def test_every_key_starts_with_the_district() -> None:
    """So the schema can be spread over many machines without change; no table counts its rows for a key."""
    for table in METADATA.sorted_tables:
        columns = list(table.primary_key.columns)
        assert columns[0].name == "district_id", table.name
        assert [column.name for column in columns if column.autoincrement is True] == []


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_every_constraint_has_a_name_and_nothing_is_removed_in_a_chain(store: Store) -> None:
    """A migration finds each constraint again; deleting a household never quietly takes its disbursements along."""
    inspector = inspect(store.reader)
    for table in METADATA.sorted_tables:
        found = [*inspector.get_unique_constraints(table.name), *inspector.get_foreign_keys(table.name)]
        assert [one for one in found if not one["name"]] == [], table.name
        assert inspector.get_pk_constraint(table.name)["name"], table.name
        chains = [key.get("options", {}).get("ondelete") for key in inspector.get_foreign_keys(table.name)]
        assert set(chains) <= {"RESTRICT"}, table.name
    store.close()


def test_no_amount_is_a_float() -> None:
    """Money is paisa and quantities are integers of a base unit; halves of a rupee do not get lost."""
    numbers = [
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, (Float, Numeric))
    ]
    assert numbers == []


def test_a_row_without_its_parent_is_refused(store: Store) -> None:
    """Foreign keys hold on every connection, not only where somebody thought of them."""
    child = next(table for table in METADATA.sorted_tables if table.name == "card")
    columns = {column.name: _filler(str(column.type)) for column in child.columns if not column.nullable}
    places = ", ".join("?" for _ in columns)
    with store.writer.connect() as connection, connection.begin(), pytest.raises(IntegrityError, match="FOREIGN KEY"):
        connection.exec_driver_sql(
            f"INSERT INTO card ({', '.join(columns)}) VALUES ({places})", tuple(columns.values())
        )
    store.close()


def _filler(kind: str) -> object:
    """Some value for a column of this type."""
    if "INT" in kind or "BOOL" in kind:
        return 1
    return b"\x01" * 16 if "BLOB" in kind or "BINARY" in kind else "x"
