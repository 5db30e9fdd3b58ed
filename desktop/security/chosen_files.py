"""The one gate for every file that a person names to be read: regular files only, of a size and a time that we take.

A pipe, a device, a socket or a folder is refused before anything waits for it, also where a link leads to it. An error
of the disk is said to be one, so that nobody takes a failing stick for tampering.
"""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.errors import DiskUnreadable, FileTooLarge, FileUnreadable, NotAFile, Told

READ_SECONDS = 300.0
"""For one whole file; 64 MiB from the slowest stick that we met took one minute."""

_PIECE = 1024 * 1024
_OF_THE_DISK = frozenset({
    errno.EIO, errno.ESTALE, errno.ENXIO, errno.ENODEV, errno.ETIMEDOUT, errno.EREMOTEIO, errno.ENOTCONN,
    errno.EHOSTDOWN, errno.ECONNRESET, getattr(errno, "ENOMEDIUM", errno.EIO),
})  # fmt: skip

type Missing = Callable[[str], Told]
"""The refusal where no file of this name can be opened."""


def is_of_the_disk(error: OSError) -> bool:
    """Whether the disk, stick or share gave the error, and not the name, the rights or the content."""
    return error.errno in _OF_THE_DISK


class ChosenFile:
    """An open regular file of at most `limit` bytes; use it as a context manager. Its errors are ours."""

    def __init__(self, path: Path, limit: int, missing: Missing, seconds: float) -> None:
        """Open it; see `open_chosen`."""
        self._path, self._limit, self._missing = path, limit, missing
        self._until = time.monotonic() + seconds
        try:
            if not stat.S_ISREG(path.stat().st_mode):  # before opening, which some devices take for an order
                raise NotAFile(file=path.name)
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise self._ours(error) from error
        except ValueError as error:  # a NUL in the name
            raise missing(path.name) from error
        self._file = os.fdopen(descriptor, "rb", buffering=0)
        try:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode):
                raise NotAFile(file=path.name)
            self.size = about.st_size
            self.require_size(limit)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        """The open file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close it."""
        self._file.close()

    def fileno(self) -> int:
        """The descriptor, to hand to a child."""
        return self._file.fileno()

    def require_size(self, limit: int) -> None:
        """A smaller limit than the one it was opened with. Raises FileTooLarge."""
        if self.size > limit:
            raise FileTooLarge(self._path.name, self.size, limit)

    def seek(self, place: int) -> None:
        """Go to this byte. Raises DiskUnreadable."""
        try:
            self._file.seek(place)
        except OSError as error:
            raise self._ours(error) from error

    def read(self, most: int | None = None) -> bytes:
        """The rest of the file, or at most so many bytes of it. Raises DiskUnreadable, FileTooLarge."""
        parts: list[bytes] = []
        left = self._limit + 1 if most is None else most
        while left and (piece := self._piece(min(left, _PIECE))):
            parts.append(piece)
            left -= len(piece)
        if most is None and left == 0:  # it grew since it was opened
            raise FileTooLarge(self._path.name, self._limit + 1, self._limit)
        return b"".join(parts)

    def pieces(self) -> Iterator[bytes]:
        """The rest of the file, a mebibyte at a time. Raises DiskUnreadable."""
        while piece := self._piece(_PIECE):
            yield piece

    def _piece(self, most: int) -> bytes:
        try:
            piece = self._file.read(most)
        except OSError as error:
            raise self._ours(error) from error
        if time.monotonic() > self._until:
            raise DiskUnreadable(file=self._path.name, slow=True)
        return piece

    def _ours(self, error: OSError) -> Exception:
        if is_of_the_disk(error):
            return DiskUnreadable(file=self._path.name)
        return self._missing(self._path.name)


def open_chosen(
    path: Path, limit: int, *, missing: Missing = FileUnreadable, seconds: float = READ_SECONDS
) -> ChosenFile:
    """Open a file that a person named; `missing` is the refusal where there is none that can be opened.

    Raises that one, `NotAFile`, `FileTooLarge` (more than `limit` bytes) and `DiskUnreadable`.
    """
    return ChosenFile(path, limit, missing, seconds)


def read_chosen(path: Path, limit: int, *, missing: Missing = FileUnreadable) -> bytes:
    """The whole content of a file that a person named; raises as `open_chosen`."""
    with open_chosen(path, limit, missing=missing) as file:
        return file.read()
