"""Traps in files: each has an answer of its own within twenty seconds, and the program does not grow by 30 MiB."""

import io
import random
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import BadInput, SheetUnread, SheetUnsafe
from desktop.exchange.sheets import limits
from desktop.exchange.sheets.reader import SheetFile
from desktop.exchange.sheets.wire import Reading
from desktop.words.messages import say
from tests.exchange.sheets import makers
from tests.exchange.sheets.makers import SHEET, text_cell, with_cells

pytestmark = pytest.mark.timeout(120)

STRINGS = "xl/sharedStrings.xml"
GROWTH_KIB = 30 * 1024
SECONDS = 20


def sparse() -> bytes:
    """Two cells, in opposite corners of the largest sheet there can be: 5 kB."""
    return with_cells(
        b'<row r="1">' + text_cell("A1", "name") + b'</row><row r="1048576">' + text_cell("XFD1048576", "x") + b"</row>"
    )


def wide_and_low() -> bytes:
    """The same with a row that says no number and cells in single quotes."""
    return with_cells(b"<row><c r='A1' t='n'><v>1</v></c></row><row><c  r='ZZZ999999' t='n'><v>1</v></c></row>")


def many_cells() -> bytes:
    """Seven million small numbers, honest but too many."""
    row = b"".join(b'<c r="%c%%d"><v>1</v></c>' % (65 + place) for place in range(20))
    rows = b"".join(b'<row r="%d">' % n + row % ((n,) * 20) + b"</row>" for n in range(1, 1001))
    body = b"".join(rows for _ in range(350))
    return with_cells(body)


def bomb() -> bytes:
    """A part of 700 MB of blanks: 700 kB on the stick."""
    out = io.BytesIO(makers.xlsx())
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as book,
        book.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as part,
    ):
        piece = b" " * (1024 * 1024)
        for _ in range(700):
            part.write(piece)
    return out.getvalue()


def lying(part: str = SHEET, says: int = 1_000) -> bytes:
    """A part that says it is small and unpacks to 60 MB."""
    book = makers.changed(makers.xlsx(), {part: b"<worksheet>" + b" " * 60_000_000})
    whole = bytearray(book)
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = whole.find(mark)
        while at >= 0:
            name_at = at + (30 if mark == b"PK\x03\x04" else 46)
            if bytes(whole[name_at : name_at + len(part)]) == part.encode():
                struct.pack_into("<I", whole, at + place, says)
            at = whole.find(mark, at + 4)
    return bytes(whole)


LAUGHS = (
    b'<!DOCTYPE lolz [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)


def nested_entities() -> bytes:
    """A text of a billion laughs."""
    return with_cells(b'<row r="1">' + text_cell("A1", "&j;") + b"</row>", LAUGHS)


def entities_in_utf16() -> bytes:
    """The same in an encoding in which a plain search would not see it."""
    sheet = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
    return makers.changed(makers.xlsx(), {SHEET: b"\xff\xfe" + sheet.encode("utf-16-le")})


def outside_entities() -> bytes:
    """A text that is to be fetched from another file of this machine."""
    return with_cells(text_cell("A1", "&x;"), b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')


def entities_in_ods() -> bytes:
    """The same trick in an ODS file."""
    with zipfile.ZipFile(io.BytesIO(makers.ods(""))) as packed:
        content = packed.read("content.xml")
    doctype = b'<!DOCTYPE x PUBLIC "x" "http://203.0.113.7/x.dtd">'
    return makers.changed(makers.ods(""), {"content.xml": content.replace(b"?>", b"?>" + doctype, 1)})


def huge_strings() -> bytes:
    """A table of texts of 170 MB for a sheet of three rows."""
    item = b"<si><t>" + b"x" * 1_000_000 + b"</t></si>"
    return makers.changed(makers.xlsx(), {STRINGS: b"<sst>" + item * 170 + b"</sst>"})


def many_parts() -> bytes:
    """Two thousand and more empty parts."""
    return makers.changed(makers.xlsx(), {f"xl/media/{n}.xml": b"" for n in range(2_100)})


def locked_zip() -> bytes:
    """A ZIP file whose parts want a password."""
    whole = bytearray(makers.xlsx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.find(mark)
        while at >= 0:
            whole[at + place] |= 1
            at = whole.find(mark, at + 4)
    return bytes(whole)


def locked_ods() -> bytes:
    """An ODS file whose manifest speaks of keys."""
    manifest = b'<manifest:manifest xmlns:manifest="x"><manifest:encryption-data/></manifest:manifest>'
    return makers.changed(makers.ods(makers.ods_rows()), {"META-INF/manifest.xml": manifest})


def repeated_rows() -> bytes:
    """Ten written cells that are to be repeated a thousand million times."""
    many = 'table:number-columns-repeated="1000" office:value-type="string"'
    cell = f"<table:table-cell {many}><text:p>x</text:p></table:table-cell>"
    return makers.ods(f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>')


def deep_json() -> bytes:
    """Lists in lists in lists."""
    return b"[" * 200_000


def deep_groups() -> bytes:
    """Groups in groups, as no form has them."""
    return b"[" + b'{"g":' * 40 + b"1" + b"}" * 40 + b"]"


def sparse_xls() -> bytes:
    """An old workbook with its two cells in opposite corners."""
    rows: list[list[makers.Cell]] = [[] for _ in range(65_536)]
    rows[0] = ["name"]
    rows[-1] = [*[None] * 255, 1]
    return makers.xls(rows)


UNSAFE: dict[str, tuple[Callable[[], bytes], str]] = {
    "sparse giant": (sparse, "sparse"),
    "sparse giant without row numbers": (wide_and_low, "sparse"),
    "many cells": (many_cells, "cells"),
    "zip bomb": (bomb, "inflates"),
    "lying sizes": (lying, "lies"),
    "lying size of the texts": (lambda: lying(STRINGS), "lies"),
    "nested entities": (nested_entities, "entities"),
    "nested entities in UTF-16": (entities_in_utf16, "entities"),
    "external entities": (outside_entities, "outside"),
    "external document type in ODS": (entities_in_ods, "outside"),
    "huge shared strings": (huge_strings, "strings"),
    "too many parts": (many_parts, "parts"),
    "repeated rows in ODS": (repeated_rows, "cells"),
    "deep JSON": (deep_json, "deep"),
    "deep groups": (deep_groups, "deep"),
    "too many rows": (lambda: b"name\n" + b"Ali\n" * (limits.ROWS + 1), "rows"),
    "sparse XLS": (sparse_xls, "sparse"),
}

UNREAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted workbook": (lambda: makers.container({"EncryptedPackage": b"x" * 9_000}), "locked"),
    "password on the ZIP file": (locked_zip, "locked"),
    "encrypted ODS": (locked_ods, "locked"),
    "truncated XLSX": (lambda: makers.xlsx()[:3_000], "cut"),
    "truncated in a part": (lambda: cut_part(), "cut"),
    "truncated XLS": (lambda: makers.xls()[:1_500], "cut"),
    "picture called XLSX": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 900, "kind"),
    "PDF": (lambda: b"%PDF-1.7\n" + b"x" * 900, "kind"),
    "program": (lambda: b"MZ" + bytes(5_000), "kind"),
    "ZIP of files": (lambda: _zip_of("a.txt"), "kind"),
    "document": (lambda: _zip_of("[Content_Types].xml", "word/document.xml"), "kind"),
    "binary workbook": (lambda: _zip_of("[Content_Types].xml", "xl/workbook.bin"), "xlsb"),
    "web page called XLS": (lambda: b"<html><body><table><tr><td>name</td></tr></table></body></html>", "html"),
    "XML of 2003": (lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:x"><Worksheet/></Workbook>', "xml"),
    "nothing": (lambda: b"", "empty"),
    "blanks": (lambda: b" \r\n\t" * 50, "empty"),
    "workbook without cells": (lambda: makers.xlsx([]), "empty"),
    "JSON of something else": (lambda: b'{"type": "FeatureCollection", "results": [1, 2]}', "json"),
    "JSON that breaks off": (lambda: b'[{"name": "Ali"', "json"),
    "too many columns": (lambda: b",".join(b"c%d" % n for n in range(5_000)) + b"\n", "columns"),
    "a quotation mark left open": (lambda: b'name,age\n"Ali,9\n' + b"Zia,8\n" * 400, "csv"),
}


def cut_part() -> bytes:
    """A whole ZIP file, one part of which ends in the middle."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("[Content_Types].xml", b"<Types/>")
        book.writestr("xl/workbook.xml", zlib.compress(b"<workbook/>")[:4])
    return out.getvalue()


def _zip_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, b"x")
    return out.getvalue()


def memory(line: str) -> int:
    """A line of the kernel's account of this process, in KiB."""
    status = Path("/proc/self/status").read_text()
    return next(int(found.split()[1]) for found in status.splitlines() if found.startswith(line))


def refused(folder: Path, content: bytes) -> tuple[BadInput, float, int]:
    """The refusal, the seconds it took, and by how many KiB the program grew meanwhile."""
    file = folder / "list.xlsx"
    file.write_bytes(content)
    del content
    Path("/proc/self/clear_refs").write_text("5")
    before, began = memory("VmRSS"), time.perf_counter()
    with SheetFile(file) as sheet, pytest.raises(BadInput) as told:
        sheet.look(Reading())
    return told.value, time.perf_counter() - began, memory("VmHWM") - before


@pytest.mark.parametrize("name", list(UNSAFE))
def test_a_trap_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    """In time, in little memory, with its own sentence."""
    make, why = UNSAFE[name]
    told, seconds, grown = refused(tmp_path, make())
    assert type(told) is SheetUnsafe
    assert told.why == why
    assert seconds < SECONDS
    assert grown < GROWTH_KIB
    assert "list.xlsx" in say(told).what


@pytest.mark.parametrize("name", list(UNREAD))
def test_a_file_that_is_no_list_says_what_it_is(tmp_path: Path, name: str) -> None:
    """Broken, locked, or something else that calls itself a workbook."""
    make, why = UNREAD[name]
    told, seconds, grown = refused(tmp_path, make())
    assert type(told) is SheetUnread
    assert told.why == why
    assert seconds < SECONDS
    assert grown < GROWTH_KIB


def test_each_reason_has_a_sentence_of_its_own() -> None:
    """Nobody is told of a bomb when a password is missing."""
    for kind, table in ((SheetUnsafe, UNSAFE), (SheetUnread, UNREAD)):
        reasons = {why for _, why in table.values()}
        if kind is SheetUnsafe:
            reasons |= {"time", "answer", "crash"}
        said = {say(kind("list.xlsx", why)).what for why in reasons}
        assert len(said) == len(reasons)


def test_a_changed_byte_anywhere_is_a_refusal_or_a_reading_and_never_more(tmp_path: Path) -> None:
    """Every kind of file, a few bytes changed, a hundred times."""
    chance = random.Random(4)
    wholes = [makers.xlsx(), makers.xls(), makers.ods(makers.ods_rows()), b'[{"name": "Ali", "age": 9}]']
    outcomes: set[str] = set()
    for turn in range(100):
        changed = bytearray(wholes[turn % 4])
        for _ in range(chance.randint(1, 20)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        file = tmp_path / "changed"
        file.write_bytes(changed)
        with SheetFile(file) as sheet:
            try:
                sheet.look(Reading())
            except (SheetUnread, SheetUnsafe) as told:
                outcomes.add(told.why)
            else:
                outcomes.add("read")
    assert "read" in outcomes
    assert len(outcomes) > 3


def test_a_damaged_old_workbook_is_damaged_and_never_a_lack_of_memory(tmp_path: Path) -> None:
    """Cut, or with bytes changed in its container or its records; then a count of texts that nobody has."""
    chance = random.Random(11)
    whole = makers.xls()
    outcomes: list[str] = []
    for turn in range(24):
        changed = bytearray(whole)
        if turn % 2:
            del changed[chance.randrange(9, len(changed)) :]
        else:
            at = chance.randrange(8, len(changed))
            changed[at : at + 300] = chance.randbytes(300)
        broken = tmp_path / "broken.xls"
        broken.write_bytes(changed)
        with SheetFile(broken) as sheet:
            try:
                sheet.look(Reading())
            except (SheetUnread, SheetUnsafe) as told:
                outcomes.append(told.why)
    assert len(outcomes) > 15
    assert set(outcomes) <= {"cut", "locked", "empty", "sparse"}
    file = tmp_path / "old.xls"
    strings = whole.index(b"\x09\x08\x10\x00\x00\x06\x10\x00") + 20
    file.write_bytes(whole[:strings] + b"\x00\x02\x0e\x00" + b"\0\0\0\0\xff\xff\xff\x7f" + whole[strings + 12 :])
    with SheetFile(file) as sheet, pytest.raises(SheetUnread) as cut:
        sheet.look(Reading())
    assert cut.value.why == "cut"
