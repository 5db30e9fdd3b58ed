"""How answers leave the command line: harmless to terminals, refusals as exit code, sentences and an error object."""

import re
import sys
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TextIO, cast

import msgspec

from desktop.errors import BadInput, BrokenTrust, Cancelled, Refused, Told, Unavailable
from desktop.words.bug_report import report_of
from desktop.words.catalogue import tr
from desktop.words.messages import say

_CODES: tuple[tuple[type[Told], int], ...] = (
    (BadInput, 3),
    (Refused, 1),
    (Unavailable, 4),
    (BrokenTrust, 5),
    (Cancelled, 130),
)


_SIGNS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_HARMFUL = re.compile(f"[{_SIGNS}]")
_ISLES = re.compile(f"([\u2066\u2068][^\t\n{_SIGNS}]*\u2069)|[{_SIGNS}]")
"""Characters that move a terminal's cursor, speak to it, or turn round what stands beside them; half signs too."""

_BREAKS = re.compile(r"[\t\n]")


def harmless(text: str) -> str:
    """A text of ours as a terminal may get it: what could harm is written as \\x1b or \\u202e.

    What holds a value together in a sentence (U+2066 or U+2068 to U+2069, one in itself) is of our own words and stays.
    """
    return _ISLES.sub(lambda found: found[0] if found[1] else _escaped(found), text)


def shown(value: object) -> str:
    """A value from outside, for the middle of a line: harmless, and line breaks are seen too."""
    return _BREAKS.sub(_escaped, _HARMFUL.sub(_escaped, str(value)))


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    return {9: "\\t", 10: "\\n", 13: "\\r"}.get(number, f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}")


class _Guarded:
    """A stream of text that writes what is harmless and is otherwise the stream itself."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        if text.startswith("\r"):  # progress writes over its own line
            return self._stream.write("\r" + harmless(text[1:]))
        return self._stream.write(harmless(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def guarded() -> Generator[None]:
    """For the length of a run nothing is printed, by any verb and by click itself, that is not harmless."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = cast("TextIO", _Guarded(sys.stdout)), cast("TextIO", _Guarded(sys.stderr))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def exit_code(told: Told) -> int:
    """The contract's exit code of an answer."""
    return next(code for kind, code in _CODES if isinstance(told, kind))


def error_name(told: Told) -> str:
    """The machine's name of an answer: its class in small letters with underscores."""
    name = type(told).__name__
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def error_object(told: Told) -> dict[str, str]:
    """`code`, `what`, `do`, `safe` of an answer."""
    said = say(told)
    return {"code": error_name(told), "what": said.what, "do": said.do, "safe": said.safe}


def json_line(value: object) -> str:
    """One JSON object on a line, in which harmful characters are escaped, so that values are whole.

    Half signs, as names of files may hold, are told as question marks.
    """
    try:
        line = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        line = msgspec.json.encode(_whole(value)).decode()
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"


def _whole(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", errors="replace").decode("utf-8")
    if isinstance(value, Mapping):
        told = cast("Mapping[object, object]", value)
        return {_whole(key): _whole(part) for key, part in told.items()}
    return [_whole(part) for part in cast("Iterable[object]", value)] if isinstance(value, (list, tuple)) else value


def print_refusal(told: Told, *, as_json: bool) -> None:
    """Say it to the person on stderr, and to the machine on stdout when asked for JSON."""
    answer = error_object(told)
    sys.stderr.write("\n".join(part for part in (answer["what"], answer["do"], answer["safe"]) if part) + "\n")
    if as_json:
        sys.stdout.write(json_line({"error": answer}))
        sys.stdout.flush()


def print_bug(_kind: type[BaseException], bug: BaseException, _trace: TracebackType | None, /) -> None:
    """Say that the program itself went wrong. The places stand there, never a value: a message may hold a name."""
    safe = tr("Everything that was saved is safe, and so are drafts.")
    do = tr("It is not your doing. Go on, or do the last step once more.")
    places = tr("The report names places in the program only: no names, no numbers of people.")
    sys.stderr.write("\n".join((tr("Something in the program went wrong"), do, safe, places, report_of(bug))) + "\n")
