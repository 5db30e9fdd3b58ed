"""Files as offices and strangers bring them, made here: plain lists, and every kind of trap."""

import struct
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter

type Cell = str | int | float | None

HEAD = ("household", "name", "father", "sex", "age", "village")
PEOPLE: tuple[tuple[Cell, ...], ...] = (
    ("H1", "Sakina Bibi", "Rahim Bux", "F", 34, "Chak 12"),
    ("H1", "Ali", "Nazir", "M", 8, "Chak 12"),
    ("H2", "Karim Bux", "Allah Ditta", "M", 51, "Chak 14"),
)


def xlsx(rows: Iterable[Sequence[Cell]] = (HEAD, *PEOPLE), **more: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook with the sheet *list* and further sheets by name."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, of_sheet in {"list": rows, **more}.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(of_sheet):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def changed(book: bytes, parts: dict[str, bytes], *, stored: bool = False) -> bytes:
    """The workbook with these parts instead of its own, or beside them."""
    out = BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(out, "w", how) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
_SHEET = (
    b'<?xml version="1.0" encoding="UTF-8"?>%s<worksheet '
    b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
)


def with_cells(cells: bytes, doctype: bytes = b"") -> bytes:
    """A workbook whose sheet has exactly this XML for rows."""
    return changed(xlsx(), {SHEET: _SHEET % (doctype, cells)})


def text_cell(place: str, text: str) -> bytes:
    """One cell with its text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def ods(rows: str) -> bytes:
    """An ODS file whose one table has exactly this XML for rows."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="list">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def ods_rows(rows: Iterable[Sequence[Cell]] = (HEAD, *PEOPLE)) -> str:
    """Rows in the XML of ODS."""
    return "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)


def _ods_cell(value: Cell) -> str:
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    if value is None:
        return "<table:table-cell/>"
    kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"


def xls(rows: Iterable[Sequence[Cell]] = (HEAD, *PEOPLE)) -> bytes:
    """A BIFF8 workbook in its old container, the smallest that is one."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                sheet += _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + text)
            elif value is not None:
                sheet += _record(0x0203, struct.pack("<HHHd", row, column, 0, float(value)))
    sheet += _record(0x000A, b"")
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    name = b"list"
    bound = 4 + 8 + len(name)
    end = _record(0x000A, b"")
    place = len(start) + bound + len(end)
    book = start + _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name) + end + sheet
    return container({"Workbook": book})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def container(streams: dict[str, bytes]) -> bytes:
    """An old compound file with these streams, each padded to a whole number of sectors of 512 bytes."""
    sectors: list[bytes] = []
    chains: list[int] = []
    entries = [_entry("Root Entry", 5, -2, 0, child=1)]
    for name, content in streams.items():
        padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        first, count = len(sectors), len(padded) // 512
        sectors += [padded[at : at + 512] for at in range(0, len(padded), 512)]
        chains += [*range(first + 1, first + count), -2]
        entries.append(_entry(name, 2, first, len(padded)))
    while len(entries) % 4:
        entries.append(_entry("", 0, 0, 0))
    directory = len(sectors)
    blocks = len(entries) // 4
    sectors += [b"".join(entries[at : at + 4]) for at in range(0, len(entries), 4)]
    chains += [*range(directory + 1, directory + blocks), -2]
    fats = 1
    while (len(chains) + fats) > fats * 128:
        fats += 1
    at = len(sectors)
    chains += [-3] * fats
    chains += [-1] * (fats * 128 - len(chains))
    table = struct.pack(f"<{len(chains)}i", *chains)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += struct.pack("<109i", *range(at, at + fats), *([-1] * (109 - fats)))
    return head + b"".join(sectors) + table


def _entry(name: str, kind: int, first: int, size: int, child: int = -1) -> bytes:
    raw = (name + "\0").encode("utf-16-le") if name else b""
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBiii", len(raw), kind, 1, -1, -1, child)
        + bytes(36)
        + struct.pack("<iQ", first, size)
    )
