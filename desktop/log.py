"""The program's own log: what broke, for a programmer; never a name, a number of a person, or a key.

Lines cannot be forged by what they say: control characters are written as escapes.
"""

import contextlib
import logging
import logging.handlers
import os
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from typing import override

LOGGER = logging.getLogger("haqdar")
_PRIVATE = 0o600
_MAX_BYTES = 500_000


class _OneLine(logging.Formatter):
    """A record is one line, whatever is in it."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """Escape everything that is not plainly printable."""
        text = super().format(record)
        return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


class _Private(logging.handlers.RotatingFileHandler):
    """Each of its files can be read by its owner only."""

    @override
    def _open(self) -> TextIOWrapper:
        file = FileIO(self.baseFilename, "a", opener=_opened)
        return TextIOWrapper(BufferedWriter(file), encoding=self.encoding)


def _opened(path: str, flags: int) -> int:
    """The descriptor of a file that is private from the start, or from now on."""
    descriptor = os.open(path, flags, _PRIVATE)
    with contextlib.suppress(OSError):
        os.fchmod(descriptor, _PRIVATE)
    return descriptor


def start_log(folder: Path) -> None:
    """Write the log to `folder`/haqdar.log, two files of half a megabyte at most. A full disk silences it."""
    handler = _Private(folder / "haqdar.log", maxBytes=_MAX_BYTES, backupCount=1, encoding="utf-8", delay=True)
    for before in tuple(LOGGER.handlers):  # each unlock starts the log: one file, one line a record
        LOGGER.removeHandler(before)
        before.close()
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
    logging.raiseExceptions = False
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False


def log_bug(error: BaseException) -> None:
    """Note a bug: kind and places in our code, without its message, which could hold personal data."""
    places: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "desktop" in code.co_filename or "printing" in code.co_filename:
            places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    LOGGER.error("bug %s at %s", type(error).__name__, " < ".join(reversed(places)))
