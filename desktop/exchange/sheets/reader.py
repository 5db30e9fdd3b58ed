"""The program's side of reading a foreign sheet: the file goes to a closed-off child, its rows come back in frames.

The file is opened once and its hash taken, so that what is written later is known to be what was looked at. The child
gets the open file, neither its name nor its path. A child that dies, falls silent or talks nonsense means a bad file.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

import desktop
from desktop.errors import BadInput, NoSuchFile, SheetReaderMissing, SheetUnread, SheetUnsafe, Told
from desktop.exchange.sheets import limits, wire
from desktop.security.chosen_files import open_chosen

_REFUSALS: dict[str, type[SheetUnread] | type[SheetUnsafe]] = {
    kind.__name__: kind for kind in (SheetUnread, SheetUnsafe)
}
_WORD = 24
_TOO_LONG_BUSY = -24  # SIGXCPU


class SheetFile:
    """One file that a person chose; use it as a context manager. One reading at a time."""

    def __init__(self, path: Path, *, wait_seconds: float = limits.WAIT_SECONDS) -> None:
        """Open it and take its hash. Raises `NoSuchFile`, `NotAFile`, `FileTooLarge`, `DiskUnreadable`."""
        self.name = path.name
        self._wait = wait_seconds
        self._file = open_chosen(path, limits.FILE_BYTES, missing=NoSuchFile)
        try:
            self.sha256 = self._hash()
        except Told:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        """The file itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back."""
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def _hash(self) -> bytes:
        digest = sha256()
        for piece in self._file.pieces():
            digest.update(piece)
        return digest.digest()

    def look(self, how: wire.Reading) -> wire.Head:
        """What the file is. Raises `SheetUnread`, `SheetUnsafe`, `SheetReaderMissing`."""
        for message in self._heard(msgspec.structs.replace(how, rows=False)):
            if isinstance(message, wire.Head):
                return message
        raise SheetUnsafe(self.name, "answer")

    def rows(self, how: wire.Reading) -> Iterator[list[wire.Row]]:
        """The rows, some at a time; let go of it early and the child ends. Raises as `look`."""
        for message in self._heard(msgspec.structs.replace(how, rows=True)):
            if isinstance(message, wire.Rows):
                yield message.rows

    def _heard(self, ask: wire.Reading) -> Iterator[wire.Message]:
        self._file.seek(0)
        try:
            child = subprocess.Popen(
                [sys.executable, "-P", "-m", "desktop.exchange.sheets.child", wire.written(ask)],
                stdin=self._file.fileno(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a library's last words could have a cell in them
                env=_bare_environment(),
                cwd=Path(desktop.__file__).parent,
            )
        except OSError as problem:
            raise SheetReaderMissing from problem
        late = threading.Event()
        assert child.stdout is not None
        try:
            while True:
                message = self._next(child, late)
                if message is None:
                    raise SheetUnsafe(self.name, self._cause(child, late))
                if isinstance(message, wire.Refusal):
                    raise self._refused(message)
                yield message
                if isinstance(message, wire.Done):
                    return
        finally:
            child.kill()
            child.stdout.close()
            child.wait()

    def _next(self, child: subprocess.Popen[bytes], late: threading.Event) -> wire.Message | None:
        assert child.stdout is not None

        def too_late() -> None:
            late.set()
            child.kill()

        clock = threading.Timer(self._wait, too_late)
        clock.daemon = True
        clock.start()
        try:
            return wire.heard(child.stdout)
        finally:
            clock.cancel()

    def _cause(self, child: subprocess.Popen[bytes], late: threading.Event) -> str:
        """``time``; ``memory`` for an abort, which is how Rust and C end when there is none; ``crash``; ``answer``."""
        try:
            code = child.wait(timeout=2.0)
        except subprocess.TimeoutExpired:
            return "answer"
        if late.is_set() or code == _TOO_LONG_BUSY:
            return "time"
        return "memory" if code in (-6, -9) else "crash"

    def _refused(self, refusal: wire.Refusal) -> BadInput:
        kind = _REFUSALS.get(refusal.kind)
        if kind is None or not refusal.why.isalpha() or len(refusal.why) > _WORD:
            return SheetUnsafe(self.name, "answer")
        return kind(self.name, refusal.why)


def _bare_environment() -> dict[str, str]:
    """Only what an interpreter needs: no passphrase file's name, no proxy, no display goes along."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH", "LANG") if name in os.environ}
    return kept | {"PYTHONPATH": str(Path(desktop.__file__).resolve().parent.parent), "MALLOC_ARENA_MAX": "1"}
