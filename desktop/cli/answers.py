"""How refusals leave the command line: exit codes, three sentences on stderr, an error object on stdout."""

import sys
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import cast

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
    """One JSON object on a line. Half signs, as names of files may hold, are told as question marks."""
    try:
        return msgspec.json.encode(value).decode() + "\n"
    except UnicodeEncodeError:
        return msgspec.json.encode(_whole(value)).decode() + "\n"


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
