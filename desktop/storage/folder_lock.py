"""Who may use an office's folder: many share it, restore, re-key and migration have it alone.

A plain SQLite file beside the store gives shared and exclusive locks on every system, released by a dead process.
"""

import os
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import InUse, NoOffice
from desktop.security.files import keep_private

LOCK_NAME = "folder.lock"


@contextmanager
def shared(folder: Path) -> Generator[None]:
    """Use the folder beside others; raises InUse while somebody has it alone."""
    yield from _held(folder, "BEGIN; SELECT count(*) FROM sqlite_master")


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Have the folder alone; raises InUse while anybody else works in it."""
    yield from _held(folder, "BEGIN EXCLUSIVE")


def _held(folder: Path, taking: str) -> Generator[None]:
    keep_private(folder / LOCK_NAME, create=folder.is_dir())
    try:
        connection = sqlite3.connect(folder / LOCK_NAME, isolation_level=None, timeout=0.5, check_same_thread=False)
    except sqlite3.Error as error:
        raise NoOffice(folder=str(folder)) from error
    try:
        try:
            _take(connection, taking, folder)
        except sqlite3.OperationalError as error:
            raise InUse(folder=str(folder)) from error
        yield
    finally:
        connection.close()


def _take(connection: sqlite3.Connection, taking: str, folder: Path) -> None:
    try:
        for statement in taking.split(";"):
            connection.execute(statement).fetchall()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        # Whatever stands in the file is none of ours, it is always empty; emptied in its place, locks on it hold on.
        if connection.in_transaction:
            connection.rollback()
        os.truncate(folder / LOCK_NAME, 0)
        for statement in taking.split(";"):
            connection.execute(statement).fetchall()
