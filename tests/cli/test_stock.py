"""The verbs stock and release: what stands on stdout, what the exit code says, and what is refused in which words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from desktop.records.distribution import PointDraft, Standing
from desktop.values.permissions import Role
from tests.cli.relief_line import Line
from tests.factories import office
from tests.usecases.relief_office import MALOOK, Relief


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One practice office for all tests here."""
    with office(tmp_path_factory.mktemp("stock"), practice=True) as made:
        yield Relief(made)


@pytest.fixture
def line(relief: Relief, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Line:
    return Line(relief, capsys, tmp_path)


@pytest.fixture
def standing(relief: Relief) -> Standing:
    """A round of its own with the points malook and kot."""
    kot = PointDraft("kot", "Kot")
    return relief.round(points=(MALOOK, kot))


def at(standing: Standing, point: str = "malook") -> list[str]:
    return ["--round", standing.round_code, "--point", point]


def received(line: Line, standing: Standing, *goods: str) -> tuple[int, Any]:
    items = [part for one in goods for part in ("--item", one)]
    return line(Role.LEAD, "stock", "receive", *at(standing), "--document", "GRN-1", "--from", "PDMA", *items)


def test_stock_is_received_moved_counted_lost_and_shown(line: Line, standing: Standing) -> None:
    code, told = received(line, standing, "ATTA20=80:F-1:2027-03-31", "oil5=۴۰")
    assert code == 0
    assert [(one["item"], one["book"], one["counted"], one["difference"]) for one in told["items"]] == [
        ("ATTA20", "80 bag", None, None),
        ("OIL5", "40 can", None, None),
    ]
    assert set(told["entry"]) >= {"log", "seq"}
    second = line.second(Role.SUPERVISOR)
    assert line(Role.LEAD, "stock", "move", *at(standing), "--to", "kot", "--item", "ATTA20=30")[0] == 1
    code, told = line(Role.LEAD, "stock", "move", *at(standing), "--to", "kot", "--item", "ATTA20=30", *second)
    assert (code, told["items"][0]["book"]) == (0, "50 bag")
    code, told = line(Role.LEAD, "stock", "count", *at(standing), "--count", "ATTA20=48:torn", *second)
    assert (code, told["items"][0]["book"], told["items"][0]["counted"], told["items"][0]["difference"]) == (
        0,
        "50 bag",
        "48 bag",
        "-2 bag",
    )
    code, told = line(Role.LEAD, "stock", "loss", *at(standing), "--item", "OIL5=1", "--note", "at night", *second)
    assert (code, told["items"][0]["book"]) == (0, "39 can")
    assert line(Role.LEAD, "stock", "damage", *at(standing), "--item", "OIL5=2", *second)[0] == 0
    back = ("--item", "OIL5=7", "--document", "RET-1", "--to", "PDMA")
    assert line(Role.LEAD, "stock", "return", *at(standing), *back)[0] == 1
    assert line(Role.LEAD, "stock", "return", *at(standing), *back, *second)[0] == 0
    code, told = line(Role.SUPERVISOR, "stock", "show", *at(standing))
    assert code == 0
    flour, oil = told["items"]
    assert (flour["book"], flour["counted"], flour["difference"]) == ("48 bag", "48 bag", "-2 bag")
    assert {name: oil["columns"][name] for name in ("received", "lost", "damaged", "returned")} == {
        "received": "40 can",
        "lost": "1 can",
        "damaged": "2 can",
        "returned": "7 can",
    }
    assert (oil["book"], oil["counted"]) == ("30 can", None)
    assert [(one["batch"], one["expires"], one["left"], one["expired"]) for one in told["batches"]] == [
        ("F-1", "2027-03-31", "48 bag", False)
    ]
    assert line(Role.LEAD, "check")[1]["ok"]


def test_a_waybill_is_made_printed_and_received_against(line: Line, standing: Standing) -> None:
    paper = line.folder / "waybill.pdf"
    made = ("stock", "waybill", "WB-1", *at(standing), "--day", "2026-11-27", "--from", "PDMA store, Multan")
    goods = ("--item", "ATTA20=100:F-9:2027-01-01", "--item", "OIL5=50", "--vehicle", "LES 4411", "--seal", "0093")
    code, told = line(Role.SUPERVISOR, *made, *goods, "--out", str(paper))
    assert (code, told["waybill"], told["state"], told["pages"]) == (0, "WB-1", "awaited", 1)
    assert len(pypdfium2.PdfDocument(paper.read_bytes())) == 1
    came = ("--waybill", "WB-1", "--item", "ATTA20=97", "--item", "OIL5=50", "--note", "three bags short")
    assert line(Role.LEAD, "stock", "receive", *at(standing), *came)[0] == 1
    assert "second person" in line.stderr
    code, told = line(Role.LEAD, "stock", "receive", *at(standing), *came, *line.second(Role.SCANNER))
    assert (code, told["items"][0]["book"]) == (0, "97 bag")
    code, told = line(Role.LEAD, "stock", "waybill", "WB-1")
    assert (code, told["state"], told["note"]) == (0, "received", "three bags short")
    assert [(one["batch"], one["sent"], one["received"], one["difference"]) for one in told["lines"]] == [
        ("F-9", "100 bag", "97 bag", "-3 bag"),
        ("", "50 can", "50 can", "0 can"),
    ]
    assert line(Role.LEAD, "stock", "receive", *at(standing), *came)[0] == 1
    assert "received before" in line.stderr


def test_the_stock_sheet_is_written_in_each_language(line: Line, standing: Standing) -> None:
    received(line, standing, "ATTA20=80")
    for language in ("ur", "sd", "en"):
        paper = line.folder / f"{language}.pdf"
        code, told = line(Role.LEAD, "stock", "sheet", *at(standing), "--out", str(paper), "--lang", language)
        assert (code, told["pages"], told["items"][0]["book"]) == (0, 1, "80 bag")
        assert "GRN" not in paper.read_bytes().decode("latin-1")
        assert len(pypdfium2.PdfDocument(paper.read_bytes())) == 1


def test_a_release_by_order_wants_all_three_and_a_second_person(line: Line, standing: Standing) -> None:
    received(line, standing, "ATTA20=30")
    order = ("--order", "DC/114", "--authority", "Deputy Commissioner Multan", "--reason", "for the school")
    goods = ("--item", "ATTA20=۲۰")
    assert line(Role.LEAD, "release", *at(standing), *order, *goods)[0] == 1
    second = line.second(Role.SUPERVISOR)
    code, told = line(Role.LEAD, "release", *at(standing), *order, *goods, *second)
    assert (code, told["order"], told["second"], told["earlier"]) == (0, "DC/114", "supervisor", [])
    assert told["goods"] == [{"item": "ATTA20", "amount": "20 bag"}]
    assert told["items"][0]["book"] == "10 bag"
    assert told["items"][0]["columns"]["released"] == "20 bag"
    assert told["items"][0]["columns"]["issued"] == "0 bag"
    code, told = line(Role.LEAD, "release", *at(standing), *order, *goods, *second)
    assert code == 1
    assert "20 are asked for, 10 are there" in line.stderr
    assert line(Role.LEAD, "release", *at(standing), *order[2:], *goods, *second)[0] == 2


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        ("ATTA20=-3", 3, "less than nothing"),
        ("ATTA20=2.5", 3, "not a whole number"),
        ("ATTA20=۲٫۵", 3, "not a whole number"),
        ("ATTA20=0", 3, "nothing is written"),
        ("ATTA20=99999999", 3, "more than any store holds"),
        ("ATTA20=99999999999999999999", 3, "more than any store holds"),
        ("ATTA20=many", 3, "is no count"),
        ("ATTA20=", 3, "nothing is written"),
        ("ATTA20", 3, "cannot be read"),
        ("ATTA20=3:B:soon", 3, "cannot be read"),
        ("GOLD=3", 3, "No relief item has the code GOLD"),
    ],
)
def test_what_is_no_count_is_refused_in_its_own_sentence(
    line: Line, standing: Standing, text: str, code: int, sentence: str
) -> None:
    assert received(line, standing, text)[0] == code
    assert sentence in line.stderr
    assert "Nothing was changed." in line.stderr
    assert all(one["book"] is None for one in line(Role.LEAD, "stock", "show", *at(standing))[1]["items"])


def test_a_point_or_round_that_is_not_there_is_said(line: Line, relief: Relief, standing: Standing) -> None:
    relief.round()
    assert line(Role.LEAD, "stock", "show", *at(standing, "nowhere"))[0] == 3
    assert "no point nowhere" in line.stderr
    assert line(Role.LEAD, "stock", "show", "--round", "never", "--point", "malook")[0] == 3
    assert line(Role.LEAD, "stock", "show", "--point", "malook")[0] == 3, "two rounds have this point"
    assert line(Role.CLERK, "stock", "show", *at(standing))[0] == 1
