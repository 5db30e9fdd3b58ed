"""A plain file exists only where a person chose one, and that is an entry; its purpose is the verb or button."""

import contextlib
import errno
import os
import re
import secrets
from pathlib import Path

from desktop.errors import FileUnwritable
from desktop.records.operator import EntryRef
from desktop.security.files import sync_folder
from desktop.security.vault import FILE_NAME as KEYS
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission

_PARTS = re.compile(
    r"(office|sealed)\.db.*|(keys|certificates|heads|attempts)(\.next)?\.json|settings(\.damaged)?\.toml|.*\.lock"
)
"""Names of the files that an office lives in; capitals are no other name on some disks."""


def note_file(desk: Desk, purpose: str, pages: int) -> EntryRef:
    """Record that a paper was saved as a file: what for and how many pages; never its name or place."""
    with desk.transaction(Permission.SIGN_IN) as work:
        work.record(EntryKind.FILE_WRITTEN, work.office.desk_id, {"purpose": purpose, "pages": pages})
    return work.entry


def write_chosen(target: Path, data: bytes) -> None:
    """Write `data` to a file the person chose: whole or not at all. Raises FileUnwritable."""
    require_place(target)
    fresh = target.with_name(f".haqdar-{secrets.token_hex(4)}")  # short: the chosen name may be as long as names can be
    try:
        with fresh.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(target)
        with contextlib.suppress(OSError):  # some file systems of sticks and shares cannot
            sync_folder(target.parent)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise FileUnwritable(file=target.name, full=error.errno == errno.ENOSPC) from error


def require_place(target: Path) -> None:
    """Before something is issued for it: `target` can be a file, in a folder that is there. Raises FileUnwritable.

    A paper takes the place of a paper, never of a device, a pipe or a file that an office lives in.
    """
    try:
        fits = bool(target.name) and target.parent.is_dir() and (target.is_file() or not target.exists())
        fits = fits and not _of_an_office(target)
    except OSError as error:  # a name too long for the disk, a stick that was pulled out
        raise FileUnwritable(file=target.name, full=False) from error
    if not fits:
        raise FileUnwritable(file=target.name, full=False)


def _of_an_office(target: Path) -> bool:
    """Whether a file of this name in this folder is part of an office, there already or not."""
    return _PARTS.fullmatch(target.name.casefold()) is not None and (target.parent / KEYS).exists()
