"""Small files that must never be half written: whole under another name, on the disk, then renamed."""

import contextlib
import os
import secrets
import stat
from pathlib import Path

from desktop.errors import DiskUnreadable
from desktop.security.chosen_files import read_chosen

LARGEST_OWN = 16 * 1024 * 1024
"""Bytes of a file of the office's own, but for the store."""

_PRIVATE = 0o600


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, readable by its owner only (mode 0600). A cut at any moment leaves old or new."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def keep_private(path: Path, *, create: bool = False) -> None:
    """Let its owner only read and write a file that another library opens; with `create`, make it so from the start.

    That library would ask for 0644, and the folder around it may be opened by hand or copied without its mode. What
    the system does not allow stays as it is: the file is then somebody else's, and opening it says so.
    """
    with contextlib.suppress(OSError):
        if create and not path.exists():  # opening one that is there, and closing it, would let go of SQLite's locks
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE))
        if stat.S_IMODE(path.stat().st_mode) & ~_PRIVATE:
            path.chmod(_PRIVATE)


def read_whole(path: Path, limit: int = LARGEST_OWN) -> bytes:
    """A small file of the office's own. Raises FileNotFoundError, NotAFile, FileTooLarge, DiskUnreadable.

    An error of the disk is never told as damage: damage is tampering until somebody knows better.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    return read_chosen(path, limit, missing=lambda name: DiskUnreadable(file=name))


def sync_folder(folder: Path) -> None:
    """Bring the folder's own list of names to the disk, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
