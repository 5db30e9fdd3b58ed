"""The verbs point and day: what stands on stdout, what the exit code says, and what the day sheet shows."""

import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from desktop.scanning.decoder import read_picture
from desktop.values.period import local_day
from desktop.values.permissions import Role
from tests.cli.relief_line import Line
from tests.factories import office
from tests.usecases.relief_office import Relief

COUNTS = ("--stock", "ATTA20=100", "--stock", "OIL5=50")


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One practice office for all tests here."""
    with office(tmp_path_factory.mktemp("points"), practice=True) as made:
        yield Relief(made)


@pytest.fixture
def line(relief: Relief, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Line:
    """The command line of that office."""
    return Line(relief, capsys, tmp_path)


@pytest.fixture
def at(line: Line, request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Where a point of a round of its own stands, opened with everything ticked and its stock counted."""
    code = f"r{zlib.crc32(request.node.name.encode())}"
    line.round(code, points_open=False)
    where = ("--round", code, "--point", "malook")
    assert line(Role.LEAD, "point", "open", *where, "--tick", "all", *COUNTS)[0] == 0
    return where


def given(line: Line, at: tuple[str, ...], people: int = 5) -> str:
    """A household that was handed what it is due; the id of the hand-over."""
    card = line.relief.cards(line.relief.household(people))[0]
    code, told = line(Role.SCANNER, "scan", *at, "--give", "--looked", card.number.text)
    assert code == 0
    return told["disbursement"]


def test_a_point_needs_its_ticks_or_two_people_with_a_reason(line: Line, at: tuple[str, ...]) -> None:
    line(Role.LEAD, "point", "close", *at)
    code, shown = line(Role.LEAD, "point", "tick", *at, "--tick", "lanes", "--off")
    assert (code, shown["unticked"]) == (0, ["lanes"])
    code, refused = line(Role.LEAD, "point", "open", *at)
    assert (code, refused["error"]["code"]) == (1, "point_not_ready")
    beside = line.second(Role.SUPERVISOR)
    code, refused = line(Role.LEAD, "point", "open", *at, *beside)
    assert (code, refused["error"]["code"]) == (3, "reason_missing")
    code, done = line(Role.LEAD, "point", "open", *at, *beside, "--reason", "the road was cut")
    assert (code, done["open"], set(done["entry"])) == (0, True, {"log", "seq"})
    code, refused = line(Role.LEAD, "point", "open", *at, "--tick", "all")
    assert (code, refused["error"]["code"]) == (1, "point_open_already")
    assert line(Role.SCANNER, "point", "open", *at, "--tick", "all")[0] == 1


def test_a_day_is_closed_with_its_sheet_and_the_line_on_it_can_be_checked(line: Line, at: tuple[str, ...]) -> None:
    given(line, at)
    taken_back = given(line, at, 2)
    assert line(Role.SCANNER, "void", taken_back, "--reason", "came_back")[0] == 0
    out = line.folder / "day.pdf"
    counts = ("--count", "atta20=95:torn", "--count", "OIL5=۴۸")
    code, done = line(Role.LEAD, "day", "close", *at, *counts, "--out", str(out), *line.second(Role.SUPERVISOR))
    assert code == 0, done
    assert {"given", "voided", "differences", "checkpoint", "file"} <= set(done)
    assert (done["given"], done["voided"], done["file"]) == (1, 1, str(out))
    assert [
        (one["item"], one["book"], one["counted"], one["difference"], one["reason"]) for one in done["differences"]
    ] == [
        ("ATTA20", "96 bag", "95 bag", "-1 bag", "torn"),
        ("OIL5", "49 can", "48 can", "-1 can", "unexplained"),
    ]
    code, checked = line(Role.AUDITOR, "check", "--paper", done["checkpoint"])
    assert (code, checked["papers"][0]["answer"]) == (0, "agrees")
    pages: Any = pypdfium2.PdfDocument(str(out))
    assert len(pages) == 3
    picture = pages[2].render(scale=200 / 72, grayscale=True).to_numpy().squeeze()
    assert done["checkpoint"] in {found.text for found in read_picture(picture)}
    code, refused = line(Role.LEAD, "day", "close", *at, *counts, "--out", str(out), "--replace")
    assert (code, refused["error"]["code"]) == (1, "point_not_open")
    code, again = line(Role.SUPERVISOR, "day", "sheet", *at, "--out", str(line.folder / "again.pdf"), "--lang", "en")
    assert (code, again["given"], again["items"]) == (0, 1, done["items"])


@pytest.mark.parametrize("count", ["ATTA20=-1", "ATTA20=1.5", "ATTA20=many", "ATTA20", "ATTA20=9999999999", "NOPE=1"])
def test_a_count_that_is_none_is_exit_3_and_the_point_stays_open(line: Line, at: tuple[str, ...], count: str) -> None:
    out = line.folder / "day.pdf"
    code, _ = line(Role.LEAD, "day", "close", *at, "--count", count, "--count", "OIL5=50", "--out", str(out))
    assert code in {1, 3}
    assert code == 3 or count == "NOPE=1"
    assert line(Role.LEAD, "point", "show", *at)[1]["open"] is True
    assert not out.exists()


def test_what_is_in_the_book_has_to_be_counted(line: Line, at: tuple[str, ...]) -> None:
    out = line.folder / "day.pdf"
    code, refused = line(Role.LEAD, "day", "close", *at, "--count", "OIL5=50", "--out", str(out))
    assert (code, refused["error"]["code"]) == (1, "count_missing")


def test_a_close_over_a_truck_that_is_overdue_says_why_and_tells_what_is_awaited(
    line: Line, at: tuple[str, ...]
) -> None:
    left = (local_day(line.relief.clock().at) - timedelta(days=1)).isoformat()
    truck = ("WB-1", "--day", left, "--from", "PDMA store", "--item", "TENT=400")
    assert line(Role.SUPERVISOR, "stock", "waybill", *at, *truck)[0] == 0
    code, refused = line(Role.LEAD, "stock", "receive", *at, "--document", "wb1", "--from", "x", "--item", "TENT=100")
    assert (code, refused["error"]["code"]) == (1, "document_is_waybill")
    assert "WB-1" in refused["error"]["what"]
    counts = ("--count", "ATTA20=100", "--count", "OIL5=50", "--out", str(line.folder / "day.pdf"))
    code, refused = line(Role.LEAD, "day", "close", *at, *counts)
    assert (code, refused["error"]["code"]) == (1, "waybills_overdue")
    code, done = line(Role.LEAD, "day", "close", *at, *counts, "--awaited", "still on the road")
    assert code == 0
    assert done["awaited"] == [{"waybill": "WB-1", "day": left, "items": [{"item": "TENT", "amount": "400 piece"}]}]
    assert done["awaited_why"] == "still on the road"


def test_duties_are_set_and_ended(line: Line, at: tuple[str, ...]) -> None:
    line.relief.household()
    code, refused = line(Role.LEAD, "point", "duty", "clerk", *at, "--kind", "verify", "--lane", "1")
    assert (code, refused["error"]["code"]) == (1, "duty_not_separated")
    code, shown = line(Role.LEAD, "point", "duty", "Bashir", *at, "--kind", "gate")
    assert (code, [one["name"] for one in shown["duties"]]) == (0, ["Bashir"])
    code, shown = line(Role.LEAD, "point", "duty", *at, "--end", shown["duties"][0]["duty"])
    assert (code, shown["duties"]) == (0, [])
    assert line(Role.LEAD, "point", "duty", *at, "--end", "no")[0] == 3


def test_who_did_not_come_is_told_by_code(line: Line, at: tuple[str, ...]) -> None:
    waiting = line.relief.household(3)
    code, told = line(Role.SUPERVISOR, "point", "unserved", *at)
    assert code == 0
    assert waiting.text in told["codes"]
    assert told["households"] == len(told["codes"]) <= told["listed"]
    assert not any("سکینہ" in str(value) for value in told.values())


def test_a_point_of_several_rounds_has_to_be_named_with_its_round(line: Line, at: tuple[str, ...]) -> None:
    line.round("another")
    code, refused = line(Role.LEAD, "point", "show", "--point", at[3])
    assert (code, refused["error"]["code"]) == (3, "point_ambiguous")


def test_the_next_card_is_set_once_and_shown(line: Line, at: tuple[str, ...]) -> None:
    """`given` is recorded, said again it is not; `ask` takes it back."""
    code, told = line(Role.LEAD, "point", "next-card", *at, "given")
    assert (code, told["next_card"], "entry" in told) == (0, "given", True)
    assert line.relief.office is not None
    code, told = line(Role.LEAD, "point", "next-card", *at, "given")
    assert (code, "entry" in told) == (0, False)
    code, told = line(Role.LEAD, "point", "next-card", *at, "ask")
    assert (code, told["next_card"], "entry" in told) == (0, "ask", True)
    code, refused = line(Role.SCANNER, "point", "next-card", *at, "given")
    assert (code, refused["error"]["code"]) == (1, "not_permitted")
