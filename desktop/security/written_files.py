"""The one gate for every file written where a person chose: never inside an office, whole or not at all, private.

Papers and lists hold names, so each is readable by its owner only, whatever the umask is.
"""

import contextlib
import errno
import os
import secrets
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.errors import FileInOffice, FileThere, FileUnwritable
from desktop.security.files import sync_folder

_MARKS = ("keys.json", "certificates.json", "office.db")
_ENOUGH_MARKS = 2  # one of these names alone may lie anywhere


def require_place(target: Path) -> Path:
    """Where `target` really is, after all links: a file may be written there. Raises FileInOffice, FileUnwritable.

    A paper takes the place of a paper, never of a device, a pipe or a folder, and nothing is put into the folder of
    an office or beneath it.
    """
    try:
        final = target.resolve()
        free = not final.exists() and not final.is_symlink()  # links in a ring resolve to themselves
        fits = bool(target.name) and final.parent.is_dir() and (final.is_file() or free)
        inside = is_in_office(final)
    except (OSError, RuntimeError, ValueError) as error:  # too long a name, links in a ring, a NUL, a pulled stick
        raise FileUnwritable(file=target.name, full=False) from error
    if inside:
        raise FileInOffice(file=target.name)
    if not fits:
        raise FileUnwritable(file=target.name, full=False)
    return final


def is_in_office(place: Path) -> bool:
    """Whether a resolved place is an office's folder or lies beneath one, on any disk."""
    return any(sum((folder / mark).exists() for mark in _MARKS) >= _ENOUGH_MARKS for folder in (place, *place.parents))


class WholeFile:
    """A file that appears whole when the block ends well, and not at all otherwise; mode 0600.

    Raises FileInOffice, FileUnwritable, and FileThere for a file that is there unless it may be replaced.
    """

    def __init__(self, target: Path, *, replace: bool) -> None:
        """Nothing is written yet."""
        self._name = target.name
        self._final = require_place(target)
        self._replace = replace
        self._require_free()
        # short: the chosen name may be as long as names can be
        self.path = self._final.with_name(f".haqdar-{secrets.token_hex(4)}")
        self._descriptor = -1

    def __enter__(self) -> Self:
        """Make the file, under a name that nobody sees."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            self._descriptor = os.open(self.path, flags, 0o600)
            with contextlib.suppress(OSError):  # a stick's file system may know no owners
                self.path.chmod(0o600)  # a strange umask takes bits away
        except OSError as error:
            raise self._unwritable(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put it in its place, or away when something broke."""
        try:
            if kind is None:
                self.sync()
                self._close()
                self._require_free()  # another program may have made one meanwhile
                self.path.replace(self._final)
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            with contextlib.suppress(OSError):
                self._close()
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
        if kind is None:
            with contextlib.suppress(OSError):  # some file systems of sticks and shares cannot
                sync_folder(self._final.parent)

    def write(self, data: bytes) -> int:
        """Append to it. Raises FileUnwritable."""
        left = memoryview(data)
        try:
            while left:
                left = left[os.write(self._descriptor, left) :]
        except OSError as error:
            raise self._unwritable(error) from error
        return len(data)

    def sync(self) -> None:
        """Bring it to the disk. Raises FileUnwritable."""
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            raise self._unwritable(error) from error

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def _require_free(self) -> None:
        if not self._replace and os.path.lexists(self._final):
            raise FileThere(file=self._name)

    def _unwritable(self, error: OSError) -> FileUnwritable:
        return FileUnwritable(file=self._name, full=error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


def write_chosen(target: Path, data: bytes, *, replace: bool = True) -> None:
    """Write `data` to a file that a person chose, who was asked when there was one: whole or not at all.

    Raises FileInOffice, FileUnwritable; FileThere where it may not be replaced.
    """
    with WholeFile(target, replace=replace) as out:
        out.write(data)
