"""Compiles translations (.po) into what gettext loads (.mo) with the standard library alone, for the set-up.

Run as ``python -m desktop.words.compile_catalogue``. Fuzzy and empty translations are left out, so their English shows.
"""

import ast
import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "haqdar"

_MAGIC = 0x950412DE
_CONTEXT_MARK, _PLURAL_MARK = "\x04", "\0"


class BadCatalogue(ValueError):
    """A .po file cannot be read: the first wrong line, counted from 1."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.line = line
        self.why = why


@dataclass
class Message:
    """One entry: source, its plural and context if any, its translations by plural form, and whether it is fuzzy."""

    source: str = ""
    plural: str | None = None
    context: str | None = None
    forms: dict[int, str] = field(default_factory=dict[int, str])
    fuzzy: bool = False

    @property
    def usable(self) -> bool:
        """Whether it is translated and not marked as a guess."""
        return not self.fuzzy and bool(self.forms) and all(self.forms.values())


def read_po(text: str) -> list[Message]:
    """The entries of a .po file, header (empty source) included, obsolete ones left out. Raises BadCatalogue."""
    messages: list[Message] = []
    for block in _blocks(text):
        message = _message(block)
        if message is not None:
            messages.append(message)
    return messages


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Runs of lines between blank lines, each line with its number."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _message(block: list[tuple[int, str]]) -> Message | None:
    message, parts, current = Message(), dict[str, list[str]](), ""
    for number, line in block:
        if line.startswith("#"):
            message.fuzzy = message.fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        keyword, _, rest = line.partition(" ")
        if not line.startswith('"'):
            if keyword in parts or not _known(keyword):
                raise BadCatalogue(number, f"unexpected {keyword!r}")
            current, line = keyword, rest.strip()
        elif not current:
            raise BadCatalogue(number, "text before any keyword")
        parts.setdefault(current, []).append(_quoted(number, line))
    if not parts:
        return None
    if "msgid" not in parts:
        raise BadCatalogue(block[0][0], "no msgid")
    joined = {keyword: "".join(pieces) for keyword, pieces in parts.items()}
    message.source, message.plural, message.context = joined["msgid"], joined.get("msgid_plural"), joined.get("msgctxt")
    message.forms = {_form(keyword): text for keyword, text in joined.items() if keyword.startswith("msgstr")}
    return message


def _known(keyword: str) -> bool:
    return keyword in ("msgctxt", "msgid", "msgid_plural", "msgstr") or (
        keyword.startswith("msgstr[") and keyword[7:-1].isdecimal() and keyword.endswith("]")
    )


def _form(keyword: str) -> int:
    return int(keyword[7:-1]) if "[" in keyword else 0


def _quoted(number: int, line: str) -> str:
    """The text of one quoted line; C escapes as in Python."""
    try:
        value: object = ast.literal_eval(line)
    except (SyntaxError, ValueError) as error:
        raise BadCatalogue(number, "not a quoted text") from error
    if not isinstance(value, str) or not line.startswith('"'):
        raise BadCatalogue(number, "not a quoted text")
    return value


def to_mo(messages: list[Message]) -> bytes:
    """The binary form that gettext loads, usable entries only, sorted by source as the format asks."""
    table: dict[bytes, bytes] = {}
    for message in messages:
        if not message.usable:
            continue
        key = message.source if message.plural is None else message.source + _PLURAL_MARK + message.plural
        if message.context is not None:
            key = message.context + _CONTEXT_MARK + key
        forms = [message.forms[form] for form in sorted(message.forms)]
        table[key.encode()] = _PLURAL_MARK.join(forms).encode()
    return _packed(sorted(table.items()))


def _packed(entries: list[tuple[bytes, bytes]]) -> bytes:
    """Header, two tables of (length, offset), then the texts, each ended by a zero byte."""
    count = len(entries)
    tables_at, texts_at = 28, 28 + 16 * count
    keys, values, texts = bytearray(), bytearray(), bytearray()
    for side, place in ((keys, 0), (values, 1)):
        for entry in entries:
            side += struct.pack("<II", len(entry[place]), texts_at + len(texts))
            texts += entry[place] + b"\0"
    header = struct.pack("<7I", _MAGIC, 0, count, tables_at, tables_at + 8 * count, 0, texts_at)
    return header + bytes(keys) + bytes(values) + bytes(texts)


def compile_po(text: str) -> bytes:
    """A .po file's text as .mo bytes. Raises BadCatalogue."""
    return to_mo(read_po(text))


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Compile every language whose .mo is missing or older than its .po; the files written. Raises BadCatalogue."""
    written: list[Path] = []
    for source in sorted(locale.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        partial = target.with_suffix(".mo.new")  # a window that opens meanwhile sees the old file or the new one
        partial.write_bytes(compile_po(source.read_text(encoding="utf-8")))
        os.replace(partial, target)
        written.append(target)
    return written


if __name__ == "__main__":
    try:
        compile_all()
    except BadCatalogue as error:
        sys.exit(f"{DOMAIN}.po, {error}")
