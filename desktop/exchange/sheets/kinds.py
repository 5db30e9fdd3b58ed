"""What kind of file it is by its content; names and endings are not asked."""

import zipfile
from io import BytesIO
from typing import Literal

from desktop.errors import SheetUnread

type Kind = Literal["xlsx", "ods", "xls", "json", "csv"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OTHERS = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"\x7fELF", b"MZ", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b",
    b"SQLite format 3", b"RIFF", b"\xfd7zXZ", b"II*\0", b"MM\0*", b"{\\rtf", b"age-encryption",
)  # fmt: skip
_A_TEXT_HAS = 100
_BLANK = b" \t\r\n\xef\xbb\xbf"


def kind_of(content: bytes) -> Kind:
    """The kind of a whole file. Raises `SheetUnread` for what is no list: ``kind``, ``empty``, ``html``, ``xml`` ..."""
    if not content.strip(_BLANK + b"\0"):
        raise SheetUnread("", "empty")
    if content.startswith(b"PK"):
        return _packed(content)
    if content.startswith(OLE):
        if _ENCRYPTED in content:
            raise SheetUnread("", "locked")
        return "xls"
    if content[:2] == b"\x09\x08" or content[:4] == b"\x09\x00\x04\x00":  # old Excel without a container
        return "xls"
    if content.startswith(_OTHERS) or _is_binary(content):
        raise SheetUnread("", "kind")
    start = content.lstrip(_BLANK)[:400]
    if start[:1] in (b"{", b"["):
        return "json"
    if start[:1] == b"<":
        lowered = start.lower()
        raise SheetUnread(
            "", "html" if b"<html" in lowered or b"<table" in lowered or b"<!doctype h" in lowered else "xml"
        )
    return "csv"


def _packed(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = set(packed.namelist())
            mime = packed.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError) as problem:
        raise SheetUnread("", "cut") from problem
    if mime.strip() == _ODS:
        return "ods"
    if "xl/workbook.bin" in names:
        raise SheetUnread("", "xlsb")
    if any(name.lower() == "xl/workbook.xml" for name in names) or "[Content_Types].xml" in names:
        if any(name.startswith(("word/", "ppt/")) for name in names):
            raise SheetUnread("", "kind")
        return "xlsx"
    raise SheetUnread("", "kind")


def _is_binary(content: bytes) -> bool:
    """Text has hardly a NUL, but for UTF-16, where every second byte of digits and Latin letters is one."""
    head = content[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or utf_16_order(head):
        return False
    return too_many_nuls(head)


def too_many_nuls(text: bytes | str) -> bool:
    """Whether this is no text: more than one NUL, and more than one in a hundred."""
    nuls = text.count(b"\0") if isinstance(text, bytes) else text.count("\0")
    return nuls > 1 and nuls * _A_TEXT_HAS > len(text)


def utf_16_order(sample: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` for UTF-16 without its mark; empty for anything else.

    Digits, blanks, separators and line ends have a NUL as their high half, in a list never under one in twenty-five;
    letters that people write with come out, and next to no NUL as the low half. One NUL in a text is none of this.
    """
    sample = sample[: len(sample) // 2 * 2]
    halves = len(sample) // 2
    for name, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if halves and sample[high::2].count(0) * 25 >= halves and sample[low::2].count(0) * 200 <= halves:
            text = sample.decode(name, "replace")
            if sum(map(_is_usual, text)) * 10 >= 9 * len(text):
                return name
    return ""


def _is_usual(letter: str) -> bool:
    """Latin, Arabic and their neighbours, punctuation, the Arabic letters in their forms."""
    return letter in "\t\r\n" or " " <= letter < "\u0800" or letter > "\ufb4f" or "\u2000" <= letter < "\u2070"
