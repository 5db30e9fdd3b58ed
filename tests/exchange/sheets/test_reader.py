"""Lists of every kind that offices use are read in the closed-off child, with what a clerk is told about them."""

import json
import os
import resource
import time
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from desktop.errors import FileTooLarge, NoSuchFile, NotAFile, SheetReaderMissing, SheetUnread, SheetUnsafe
from desktop.exchange.sheets import limits, reader, wire
from desktop.exchange.sheets.reader import SheetFile
from desktop.exchange.sheets.wire import Head, Reading
from tests.exchange.sheets import makers

HEAD = list(makers.HEAD)
CELLS = [["H1", "Sakina Bibi", "Rahim Bux", "F", "34", "Chak 12"], ["H1", "Ali", "Nazir", "M", "8", "Chak 12"]]


def read(folder: Path, content: bytes, how: Reading | None = None, name: str = "list") -> tuple[Head, list[wire.Row]]:
    """What the file is, and all of its rows."""
    file = folder / name
    file.write_bytes(content)
    with SheetFile(file) as sheet:
        head = sheet.look(how or Reading())
        return head, [row for rows in sheet.rows(how or Reading()) for row in rows]


def names(head: Head) -> list[str]:
    return [column.name for column in head.columns]


def cells(rows: Sequence[wire.Row]) -> list[list[str]]:
    return [row.cells for row in rows]


@pytest.mark.parametrize(
    ("kind", "content"),
    [("xlsx", makers.xlsx()), ("ods", makers.ods(makers.ods_rows())), ("xls", makers.xls())],
    ids=["xlsx", "ods", "xls"],
)
def test_workbooks_are_known_by_their_content_and_read_as_texts(tmp_path: Path, kind: str, content: bytes) -> None:
    """The name says nothing; whole numbers come without a point."""
    head, rows = read(tmp_path, content)
    assert (head.kind, head.rows, head.header) == (kind, 3, 1)
    assert names(head) == HEAD
    assert cells(rows)[:2] == CELLS
    assert [row.number for row in rows] == [2, 3, 4]
    assert head.columns[3].samples == ("F", "M")
    assert head.columns[0].filled == 3


TEXT = "name;village\nسکینہ بی بی;چک ۱۲\nKarim;Chak 14\n"
ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8 with mark": TEXT.encode("utf-8-sig"),
    "utf-16-le with mark": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "utf-16-be with mark": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
    "cp1256": TEXT.replace("ی", "ي").replace("ک", "ك").replace("۱۲", "12").encode("cp1256"),
}


@pytest.mark.parametrize("name", list(ENCODED))
def test_the_encoding_of_a_csv_file_is_guessed_and_said(tmp_path: Path, name: str) -> None:
    """Urdu in each encoding that spreadsheet programs write."""
    head, rows = read(tmp_path, ENCODED[name])
    assert head.encoding == name.split(" ")[0]
    assert head.separator == ";"
    assert names(head) == ["name", "village"]
    assert cells(rows)[1] == ["Karim", "Chak 14"]
    assert rows[0].cells[0].replace("ي", "ی").replace("ك", "ک") == "سکینہ بی بی"


def test_western_windows_text_is_told_from_arabic_windows_text(tmp_path: Path) -> None:
    """Every byte is a letter in both; only one of them gives words."""
    head, rows = read(tmp_path, "name,note\nJosé,café Zürich\n".encode("cp1252"))
    assert head.encoding == "cp1252"
    assert cells(rows) == [["José", "café Zürich"]]


def test_the_clerk_may_say_another_encoding_and_separator(tmp_path: Path) -> None:
    """What was guessed wrong is read as told; what cannot be so is refused."""
    content = b"a,b;c\n1,2;3\n"
    head, rows = read(tmp_path, content, Reading(separator=","))
    assert (names(head), cells(rows)) == (["a", "b;c"], [["1", "2;3"]])
    with pytest.raises(SheetUnread) as told:
        read(tmp_path, b"name\n\xff\xfe\xfa\n", Reading(encoding="utf-8"))
    assert told.value.why == "encoding"
    with pytest.raises(SheetUnread):
        read(tmp_path, content, Reading(encoding="rot13"))
    with pytest.raises(SheetUnread):
        read(tmp_path, content, Reading(separator="x"))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_guessed_although_others_stand_in_the_cells(tmp_path: Path, separator: str) -> None:
    """Commas in addresses, semicolons in remarks."""
    lines = [["name", "address", "age"], ["Ali", '"Street 2, Kot; near the canal | left"', "9"]] * 3
    head, rows = read(tmp_path, "\n".join(separator.join(line) for line in lines).encode())
    assert head.separator == separator
    assert rows[0].cells == ["Ali", "Street 2, Kot; near the canal | left", "9"]


def test_a_line_that_names_the_separator_is_obeyed_and_is_no_row(tmp_path: Path) -> None:
    """Spreadsheet programs write sep=; on top."""
    head, rows = read(tmp_path, b"sep=|\r\nname|age\r\nAli|9\r\n")
    assert (head.separator, names(head), cells(rows)) == ("|", ["name", "age"], [["Ali", "9"]])


def test_headings_are_found_under_titles_and_a_row_of_tags_is_left_out(tmp_path: Path) -> None:
    """A registry list begins with its title; humanitarian lists have tags under the headings."""
    rows = [("Union council Kot, list of 2026",), (), makers.HEAD, ("#hh", "#name", "", "", "", ""), *makers.PEOPLE]
    head, found = read(tmp_path, makers.xlsx(rows))
    assert (head.header, names(head), head.rows) == (3, HEAD, 3)
    assert found[0].cells == CELLS[0]
    assert found[0].number == 5
    head, _ = read(tmp_path, makers.xlsx(rows), Reading(header=1))
    assert names(head) == ["Union council Kot, list of 2026"]


def test_dates_numbers_and_yes_come_as_texts_that_can_be_read(tmp_path: Path) -> None:
    """Dates as 2026-11-24, a CNIC typed as a number with all of its digits."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["born", "cnic", "half", "yes"])
        sheet.write_number(1, 0, 32874, book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_row(1, 1, [4510100000044, 1.5, True])
    _, rows = read(tmp_path, out.getvalue())
    assert cells(rows) == [["1990-01-01", "4510100000044", "1.5", "yes"]]


def test_of_a_formula_only_its_last_value_is_read_and_the_clerk_is_told(tmp_path: Path) -> None:
    """Nothing is worked out anew, whatever it would call."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "age"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://203.0.113.7/x","Ali")', None, "Ali")
        sheet.write_formula(1, 1, "=4+5", None, 9)
    head, rows = read(tmp_path, out.getvalue())
    assert cells(rows) == [["Ali", "9"]]
    assert head.notes == ("formulas",)


def test_macros_are_never_run_and_links_to_other_books_not_followed(tmp_path: Path) -> None:
    """Both are told; the values are read."""
    parts = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    head, rows = read(tmp_path, makers.changed(makers.xlsx(), parts), name="list.xlsm")
    assert head.notes == ("links", "macros")
    assert cells(rows)[:2] == CELLS


def test_rows_with_one_key_are_brought_together_in_the_order_of_the_first(tmp_path: Path) -> None:
    """Blank keys stay alone; a list that is together already streams as it is."""
    rows = [("key", "name"), ("A", "1"), ("B", "2"), ("", "3"), ("A", "4"), ("", "5"), ("B", "6")]
    _, found = read(tmp_path, makers.xlsx(rows), Reading(group=(0,)))
    assert [row.cells[1] for row in found] == ["1", "4", "2", "6", "3", "5"]
    assert [row.number for row in found] == [2, 5, 3, 7, 4, 6]
    _, found = read(tmp_path, makers.xlsx([rows[0], rows[1], rows[4], rows[2]]), Reading(group=(0,)))
    assert [row.cells[1] for row in found] == ["1", "4", "2"]


def test_columns_that_are_not_asked_for_stay_in_the_child(tmp_path: Path) -> None:
    """What is never kept need not even reach the program."""
    _, found = read(tmp_path, makers.xlsx(), Reading(take=(1, 4)))
    assert cells(found)[0] == ["Sakina Bibi", "34"]
    with pytest.raises(SheetUnread):
        read(tmp_path, makers.xlsx(), Reading(take=(99,)))


SUBMISSION = {
    "_id": 7,
    "_uuid": "8d0f1e1c-0000-4000-8000-000000000001",
    "meta/instanceID": "uuid:8d0f1e1c-0000-4000-8000-000000000001",
    "household/village": "Chak 12",
    "members": [
        {"members/name": "Sakina", "members/sex": "female"},
        {"members/name": "Ali", "members/sex": "male"},
    ],
    "assets": [{"assets/what": "goat"}],
    "_attachments": [{"filename": "a.jpg"}],
    "needs": ["flour", "tent"],
}


@pytest.mark.parametrize("whole", [[SUBMISSION], {"count": 1, "results": [SUBMISSION]}], ids=["list", "results"])
def test_kobo_submissions_become_a_row_for_each_person(tmp_path: Path, whole: object) -> None:
    """The list with names is joined; others and attachments stay away; group paths keep their slashes."""
    head, rows = read(tmp_path, json.dumps(whole).encode())
    assert head.kind == "json"
    assert [sheet.name for sheet in head.sheets] == ["members", "assets"]
    assert head.repeat == 0
    assert names(head)[0] == "_household"
    assert "household/village" in names(head)
    assert "_attachments" not in names(head)
    told = [dict(zip(names(head), row.cells, strict=True)) for row in rows]
    assert [one["name"] for one in told] == ["Sakina", "Ali"]
    assert {one["_household"] for one in told} == {"1"}
    assert told[0]["needs"] == "flour tent"
    head, rows = read(tmp_path, json.dumps(whole).encode(), Reading(repeat=1))
    assert [row.cells[-1] for row in rows] == ["goat"]


def test_nested_groups_of_odk_become_paths(tmp_path: Path) -> None:
    """ODK Central nests what Kobo writes with slashes."""
    nested = {"value": [{"__id": "uuid:1", "group": {"inner": {"village": "Kot"}}, "people": [{"name": "Zia"}]}]}
    head, rows = read(tmp_path, json.dumps(nested).encode())
    assert names(head) == ["_household", "__id", "group/inner/village", "name"]
    assert cells(rows) == [["1", "uuid:1", "Kot", "Zia"]]


def test_a_repeat_sheet_is_joined_to_its_submissions(tmp_path: Path) -> None:
    """As Kobo exports a form with a repeat; a household without people still has its row."""
    main = [("village", "_uuid", "_index"), ("Chak 12", "u1", 1), ("Chak 14", "u2", 2), ("Kot", "u3", 3)]
    people = [
        ("name", "sex", "village", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"),
        ("Karim", "male", "x", 1, "list", 2, "u2"),
        ("Sakina", "female", "y", 2, "list", 1, "u1"),
        ("Ali", "male", "z", 3, "list", 1, "u1"),
    ]
    head, rows = read(tmp_path, makers.xlsx(main, members=people))
    assert names(head) == ["_household", "village", "_uuid", "_index", "name", "sex", "members/village"]
    assert [(row.cells[0], row.cells[4]) for row in rows] == [("1", "Sakina"), ("1", "Ali"), ("2", "Karim"), ("3", "")]
    assert head.repeat == 0
    head, rows = read(tmp_path, makers.xlsx(main, members=people), Reading(repeat=-2))
    assert names(head) == ["village", "_uuid", "_index"]


def test_the_parent_stays_small_while_fifty_thousand_rows_go_through(tmp_path: Path) -> None:
    """Rows come in frames and are let go."""
    lines = "".join(f"H{n // 5},Person {n},Father {n},F,{n % 80},Chak {n % 99}\n" for n in range(50_000))
    file = tmp_path / "big.csv"
    file.write_text("household,name,father,sex,age,village\n" + lines)
    Path("/proc/self/clear_refs").write_text("5")
    before = peak()
    count = 0
    with SheetFile(file) as sheet:
        for rows in sheet.rows(Reading(group=(0,))):
            count += len(rows)
    assert count == 50_000
    assert peak() - before < 30 * 1024


def peak() -> int:
    """The most memory that this process held since it was last asked to forget it, in KiB."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def test_letting_go_early_ends_the_child(tmp_path: Path) -> None:
    """Nobody goes on reading a file that was cancelled."""
    file = tmp_path / "big.csv"
    file.write_text("name,age\n" + "Ali,9\n" * 200_000)
    with SheetFile(file) as sheet:
        frames = sheet.rows(Reading())
        next(frames)
        began = time.perf_counter()
        frames.close()  # type: ignore[attr-defined]
        assert time.perf_counter() - began < 1
        assert sheet.look(Reading()).rows == 200_000, "and the file can be read again"


def test_a_missing_file_a_folder_and_a_name_with_nul_are_no_file(tmp_path: Path) -> None:
    """A folder is said to be one."""
    for path in (tmp_path / "none.csv", tmp_path / "a\0b.csv"):
        with pytest.raises(NoSuchFile):
            SheetFile(path)
    with pytest.raises(NotAFile):
        SheetFile(tmp_path)


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    """A sparse file of 65 MiB."""
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(FileTooLarge):
        SheetFile(huge)


def test_the_child_knows_neither_the_files_name_nor_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it has given up writing files, cores and memory: read from the kernel."""
    monkeypatch.setenv("HAQDAR_PASSPHRASE_FILE", "somewhere")
    file = tmp_path / "widows-of-kot.csv"
    file.write_text("name,age\n" + "Ali,9\n" * 200_000)
    with SheetFile(file) as sheet:
        frames = sheet.rows(Reading())
        next(frames)
        (pid,) = children()
        told = Path(f"/proc/{pid}/environ").read_bytes() + Path(f"/proc/{pid}/cmdline").read_bytes()
        assert b"HAQDAR" not in told
        assert b"widows" not in told
        assert resource.prlimit(pid, resource.RLIMIT_FSIZE) == (0, 0)
        assert resource.prlimit(pid, resource.RLIMIT_CORE) == (0, 0)
        assert resource.prlimit(pid, resource.RLIMIT_AS)[1] < 1024**3
        assert 20 <= resource.prlimit(pid, resource.RLIMIT_CPU)[0] <= 22
        frames.close()  # type: ignore[attr-defined]


def children() -> list[int]:
    """Processes that this one started and that read sheets."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if int(status[1]) == os.getpid() and b"sheets.child" in line:
                found.append(int(entry.name))
    return found


def test_a_child_that_says_nothing_is_stopped_by_the_clock(tmp_path: Path) -> None:
    """By the wall: here it has no time at all."""
    file = tmp_path / "big.csv"
    file.write_text("name,age\n" + "Ali,9\n" * 200_000)
    with SheetFile(file, wait_seconds=0.02) as sheet, pytest.raises(SheetUnsafe) as told:
        sheet.look(Reading())
    assert told.value.why == "time"


def test_without_an_interpreter_the_reader_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is no fault of the file."""
    file = tmp_path / "a.csv"
    file.write_text("name\nAli\n")
    monkeypatch.setattr(reader.sys, "executable", str(tmp_path / "nothing"))
    with SheetFile(file) as sheet, pytest.raises(SheetReaderMissing):
        sheet.look(Reading())


@pytest.mark.parametrize("said", [b"\xff\xff\xff\xff", b"\0\0\0\x04abcd", b"\0\0\0\x01\xc1", b"\0\0\0\x09\x01", b""])
def test_nonsense_from_a_child_is_no_message(said: bytes) -> None:
    """Too long, no MessagePack, another type, cut off, nothing: None, and nothing is run."""
    assert wire.heard(BytesIO(said)) is None


def test_a_refusal_that_the_child_has_no_right_to_make_is_an_unsafe_file(tmp_path: Path) -> None:
    """A taken-over child cannot choose among our answers, nor put words into them."""
    file = tmp_path / "a.csv"
    file.write_text("name\n")
    with SheetFile(file) as sheet:
        for refusal in (wire.Refusal("NotPermitted", "x"), wire.Refusal("SheetUnread", "Call 0300-1234567 at once")):
            told = sheet._refused(refusal)  # pyright: ignore[reportPrivateUsage]
            assert isinstance(told, SheetUnsafe)
            assert told.why == "answer"


def test_one_nul_makes_no_utf_16_and_is_a_problem_of_its_row(tmp_path: Path) -> None:
    """Also in a short file, and anywhere; the other rows are read."""
    for text in ("a,b\n1,\0\n", "name,village\n" + "Sakina,Chak 12\n" * 30 + "Ali,Cha\0k 14\n"):
        head, rows = read(tmp_path, text.encode())
        assert (head.kind, head.encoding, head.separator) == ("csv", "utf-8", ",")
        assert "\0" in rows[-1].cells[1]
        assert all("\0" not in cell for row in rows[:-1] for cell in row.cells)


def test_utf_16_without_its_mark_is_known_also_in_urdu(tmp_path: Path) -> None:
    text = "نام,گاؤں\n" + "سکینہ بی بی,چک ۱۲\n" * 40
    for encoding in ("utf-16-le", "utf-16-be"):
        head, rows = read(tmp_path, text.encode(encoding))
        assert head.encoding == encoding
        assert rows[-1].cells == ["سکینہ بی بی", "چک ۱۲"]


def test_what_is_full_of_nuls_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(SheetUnread) as told:
        read(tmp_path, b"name,village\n" + b"\0\0\0\x07abc" * 200)
    assert told.value.why in ("kind", "encoding")
