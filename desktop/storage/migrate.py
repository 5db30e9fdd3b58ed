"""Bring a store to this program's schema: a copy first, one transaction, guards made again, newer schemas refused."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3
from sqlalchemy import Connection

from desktop.errors import DamagedStore, NewerSchema
from desktop.security.files import keep_private, sync_file, sync_folder
from desktop.storage.engine import Store, storage_errors
from desktop.storage.reindex import reindex_people
from desktop.values.period import COPIES_KEPT

if TYPE_CHECKING:
    from alembic.config import Config

INSERT_ONLY = ("ledger_entry", "ledger_content", "erased_content", "operator_certificate")
"""Tables whose rows are never changed or removed; the triggers annoy, the checkpoint proves."""

_MAY_GO = {
    ("ledger_content", "DELETE"): "WHEN NOT EXISTS (SELECT 1 FROM erased_content e"
    " WHERE e.district_id = OLD.district_id AND e.log = OLD.log AND e.seq = OLD.seq) "
}
"""A content that an entry erases (`desktop.ledger.erasure`) may go; the audit asks that entry."""

COPIES = "before-migration"

HEAD = "0005"
"""The newest revision: written here too, so that a store which stands at it is opened without loading Alembic."""


def known_revisions() -> tuple[str, ...]:
    """Every revision that this program knows, the newest first."""
    from alembic.script import ScriptDirectory  # a tenth of a second, needed by old and new stores only

    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def revision_of(connection: Connection) -> str | None:
    """The revision written in the store; None in an empty one."""
    there = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if there else None


def migrate(store: Store) -> bool:
    """Upgrade `store` to the newest revision; True when anything was done. The caller holds the folder alone.

    Raises NewerSchema when the store's revision is unknown here, DamagedStore when a foreign key does not hold.
    """
    with storage_errors(store.path), store.reader.connect() as connection, connection.begin():
        found = revision_of(connection)
    if found == HEAD:
        return False
    if found is not None:
        if found not in known_revisions():
            raise NewerSchema(found=found)
        _copy_aside(store, found)
    with storage_errors(store.path), store.writer.connect() as connection:
        _upgrade(store, connection)
    return True


def needs_migration(store: Store) -> bool:
    """Whether `migrate` would do something; raises NewerSchema for an unknown revision."""
    with storage_errors(store.path), store.reader.connect() as connection, connection.begin():
        found = revision_of(connection)
    if found is None or found == HEAD:
        return found is None
    if found not in known_revisions():
        raise NewerSchema(found=found)
    return True


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _copy_aside(store: Store, found: str) -> None:
    folder = store.path.parent / "backups" / COPIES
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy_into(store, folder / f"{store.path.stem}-{found}-{stamp}.db")


def drop_old_copies(folder: Path, now: datetime) -> int:
    """Copies from before migrations go when they are older than `COPIES_KEPT`; gives how many went.

    A copy that cannot be taken away now is tried again the next time.
    """
    gone = 0
    for copy in (folder / "backups" / COPIES).glob("*.db"):
        with contextlib.suppress(OSError):
            if now - datetime.fromtimestamp(copy.stat().st_mtime, UTC) > COPIES_KEPT:
                copy.unlink()
                gone += 1
    return gone


def copy_into(store: Store, target: Path) -> None:
    """A consistent, encrypted copy of the store under the same key (``VACUUM INTO``), durable when this returns."""
    with storage_errors(store.path), store.writer.connect() as connection:
        raw: sqlcipher3.Connection = connection.connection.driver_connection  # pyright: ignore[reportAssignmentType]
        keep_private(target, create=True)
        raw.execute("VACUUM INTO ?", (str(target),))
    sync_file(target)
    sync_folder(target.parent)


def _upgrade(store: Store, connection: Connection) -> None:
    from alembic import command

    raw: sqlcipher3.Connection = connection.connection.driver_connection  # pyright: ignore[reportAssignmentType]
    # Off before BEGIN: with foreign keys on, a batch rebuild's DROP TABLE would take child rows along.
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            make_guards(connection)
            reindex_people(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise DamagedStore(file=store.path.name)
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def make_guards(connection: Connection) -> None:
    """Make the insert-only triggers again; a batch rebuild drops them silently."""
    for table in INSERT_ONLY:
        for act in ("UPDATE", "DELETE"):
            name = f"guard_{table}_{act.lower()}"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} {_MAY_GO.get((table, act), '')}"
                "BEGIN SELECT RAISE(ABORT, 'insert only'); END"
            )
