"""Write a store anew under another key: beside the old file, checked, made durable, then renamed over it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import sqlcipher3

from desktop.security.files import keep_private, sync_file, sync_folder
from desktop.storage.engine import Store, StoreKey, connect, damage, open_store, storage_errors
from desktop.storage.migrate import COPIES

LEFTOVERS = (".backup-*", ".verify-*", f"backups/{COPIES}")
"""Folders in an office's folder with copies of its store: of work that was killed, and from before migrations."""


def write_anew(path: Path, old: StoreKey, new: StoreKey, then: Callable[[Store], None]) -> None:
    """Encrypt the store at `path` under `new`. Nobody else may have it open. Raises DiskFull, DamagedStore.

    ``sqlcipher_export`` copies every page and index; the old file stays whole until the rename. `then` records in the
    new file what the new key is for: entry and key are there together, or neither.
    """
    fresh = path.with_name(path.name + ".rekeyed")
    fresh.unlink(missing_ok=True)
    try:
        _export(path, old, fresh, new)
        store = open_store(fresh, new)
        try:
            then(store)
        finally:
            store.close()
        check_whole(fresh, new)
        sync_file(fresh)
        for leftover in ("-wal", "-shm"):
            path.with_name(path.name + leftover).unlink(missing_ok=True)
        fresh.replace(path)
        sync_folder(path.parent)
    finally:
        fresh.unlink(missing_ok=True)
        for leftover in ("-wal", "-shm"):
            fresh.with_name(fresh.name + leftover).unlink(missing_ok=True)


def _export(path: Path, old: StoreKey, fresh: Path, new: StoreKey) -> None:
    with storage_errors(path):
        connection = connect(path, old)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            keep_private(fresh, create=True)
            connection.execute(f"ATTACH DATABASE ? AS fresh KEY \"x'{new.key.hex()}{new.salt.hex()}'\"", (str(fresh),))
            connection.execute("SELECT sqlcipher_export('fresh')").fetchall()
            connection.execute("DETACH DATABASE fresh")
        finally:
            connection.close()


def check_whole(path: Path, key: StoreKey) -> None:
    """Three looks at a database file: every page's authentication code, the structure, the foreign keys.

    Raises DamagedStore, DiskUnreadable.
    """
    with storage_errors(path):
        connection: sqlcipher3.Connection = connect(path, key)
        try:
            broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            structure = connection.execute("PRAGMA quick_check").fetchall()
            strays = connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
    if broken or structure != [("ok",)] or strays:
        raise damage(path)


def sweep(folder: Path) -> None:
    """Take away every copy in the office's folder that still stands under the old key.

    The caller holds the folder alone, so none of them is in use.
    """
    for pattern in LEFTOVERS:
        for left in folder.glob(pattern):
            shutil.rmtree(left, ignore_errors=True)
