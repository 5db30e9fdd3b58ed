"""The verbs reconcile and sample: they fit on an honest day, say so on a changed one, and can be repeated."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import update

from desktop.models.disbursement import DisbursedItem
from desktop.values.permissions import Role
from desktop.values.sampling import drawn
from tests.cli.relief_line import Line
from tests.cli.test_point_verbs import given
from tests.factories import office
from tests.usecases.relief_office import Relief

AT = ("--round", "flour", "--point", "malook")


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One practice office for all tests here."""
    with office(tmp_path_factory.mktemp("accounts"), practice=True) as made:
        yield Relief(made)


@pytest.fixture
def line(relief: Relief, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Line:
    """The command line of that office, with a point that was open for a day."""
    found = Line(relief, capsys, tmp_path)
    if not found(Role.CLERK, "round", "list")[1]["rounds"]:
        found.round("flour", points_open=False)
        found(Role.LEAD, "point", "open", *AT, "--tick", "all", "--stock", "ATTA20=100", "--stock", "OIL5=50")
        for _ in range(4):
            given(found, AT)
        void = ("--reason", "came_back")
        found(Role.SCANNER, "void", given(found, AT), *void)
        counts = ("--count", "ATTA20=83:wet", "--count", "OIL5=46", "--out", str(tmp_path / "day.pdf"))
        assert found(Role.LEAD, "day", "close", *AT, *counts, *found.second(Role.SUPERVISOR))[0] == 0
    return found


def test_an_honest_day_fits_from_all_sides(line: Line) -> None:
    code, told = line(Role.SUPERVISOR, "reconcile", "--round", "flour")
    assert (code, told["ok"]) == (0, True)
    (point,) = told["points"]
    assert (point["scans"], point["given"], point["voided"], point["slips"], point["muster"]) == (4, 4, 1, 5, 0)
    flour = next(item for item in point["items"] if item["item"] == "ATTA20")
    assert (flour["scanned"], flour["issued"], flour["closing"], flour["on_hand"]) == (
        "16 bag",
        "16 bag",
        "83 bag",
        "83 bag",
    )
    assert (flour["book"], flour["counted"], flour["difference"]) == ("84 bag", "83 bag", "-1 bag")
    (whole,) = [item for item in told["items"] if item["item"] == "ATTA20"]
    assert {name: flour[name] for name in whole if name not in ("reason", "ok")} == whole
    assert (flour["reason"], point["sheets"]) == ("wet", {})
    (found,) = point["differences"]
    assert (found["item"], found["at"], found["difference"], found["reason"]) == ("ATTA20", "close", "-1 bag", "wet")
    assert {"item", "book", "counted", "difference"} <= set(told["items"][0])
    assert line(Role.SCANNER, "reconcile", "--round", "flour")[0] == 1
    assert line(Role.SUPERVISOR, "reconcile", "--round", "flour", "--point", "no")[0] == 3


def test_a_row_that_says_more_than_its_scan_is_seen(line: Line) -> None:
    store = line.relief.office.desk(Role.LEAD).store

    def change(by: int) -> None:
        with store.writer.connect() as conn, conn.begin():
            changed = update(DisbursedItem).where(DisbursedItem.item == "OIL5", DisbursedItem.turn == 1)
            conn.execute(changed.values(quantity=DisbursedItem.quantity + by))

    change(1)
    try:
        code, told = line(Role.SUPERVISOR, "reconcile", "--round", "flour")
    finally:
        change(-1)
    oil = next(item for item in told["points"][0]["items"] if item["item"] == "OIL5")
    assert (code, told["ok"], oil["ok"]) == (0, False, False)


def test_a_sample_is_drawn_by_its_seed_and_can_be_repeated_from_its_codes(line: Line) -> None:
    out, form, paper = (line.folder / name for name in ("sample.csv", "form.csv", "form.pdf"))
    code, told = line(
        Role.SUPERVISOR,
        "sample",
        "--round",
        "flour",
        "--seed",
        "17",
        "--list",
        str(out),
        "--form",
        str(form),
        "--paper",
        str(paper),
    )
    assert (code, told["seed"], told["served"], told["size"], told["wanted"]) == (0, 17, 4, 4, 4)
    codes = tuple(told["households"])
    assert codes == drawn(sorted(codes), 4, seed=17, round_code="flour", point_code="malook")
    assert line(Role.SUPERVISOR, "sample", "--round", "flour", "--seed", "17")[1]["households"] == list(codes)
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert [row["household"] for row in rows] == list(codes)
    assert {row["seed"] for row in rows} == {"17"}
    sheet = list(csv.reader(io.StringIO(form.read_text(encoding="utf-8-sig"))))
    assert [row[0] for row in sheet if row[0]] == ["survey", "choices", "settings"]
    asked = {row[2]: row for row in sheet if len(row) > 6}
    assert {"agreed", "received", "what", "quantity_atta20", "paid", "minutes", "safe", "use", "complaint"} <= set(
        asked
    )
    page: Any = pypdfium2.PdfDocument(str(paper))[0]
    assert "Seed 17" in page.get_textpage().get_text_range()
    assert asked["paid"][6] == "${agreed} = 'yes'"


@pytest.mark.parametrize(("seed", "code"), [("-1", 3), (str(2**60), 3), ("x", 2)])
def test_a_seed_that_is_none_is_refused(line: Line, seed: str, code: int) -> None:
    assert line(Role.SUPERVISOR, "sample", "--round", "flour", f"--seed={seed}")[0] == code


def test_nobody_but_a_supervisor_draws_and_an_empty_round_gives_nobody(line: Line) -> None:
    assert line(Role.LEAD, "sample", "--round", "flour", "--seed", "1")[0] == 1
    line.round("empty")
    code, refused = line(Role.SUPERVISOR, "sample", "--round", "empty", "--seed", "1")
    assert (code, refused["error"]["code"]) == (3, "sample_wrong")


def test_the_account_of_a_point_is_written_on_paper_and_is_an_entry(line: Line) -> None:
    out = line.folder / "account.pdf"
    assert line(Role.LEAD, "reconcile", "--round", "flour", "--out", str(out))[0] == 2, "of which point?"
    code, told = line(Role.LEAD, "reconcile", *AT, "--out", str(out))
    assert (code, told["file"]) == (0, str(out))
    page: Any = pypdfium2.PdfDocument(str(out))[0]
    assert "Account of a point" in page.get_textpage().get_text_range()
    assert line(Role.LEAD, "reconcile", *AT, "--out", str(line.folder / "no" / "a.pdf"))[0] == 4


def test_who_did_not_come_is_written_with_villages_and_names_only_on_paper(line: Line) -> None:
    waiting = line.relief.household(3, village="Kot")
    out, sheet = line.folder / "waiting.pdf", line.folder / "waiting.csv"
    code, told = line(Role.LEAD, "point", "unserved", *AT, "--names", "--out", str(out), "--csv", str(sheet))
    assert (code, told["files"]) == (0, [str(out), str(sheet)])
    row = next(one for one in told["waiting"] if one["household"] == waiting.text)
    assert (row["village"], row["why"]) == ("Kot", "did_not_come")
    assert "سکینہ" in row["name"]
    assert waiting.text in sheet.read_text(encoding="utf-8-sig")
    assert "سکینہ" not in sheet.read_text(encoding="utf-8-sig")
    code, told = line(Role.LEAD, "point", "unserved", *AT)
    assert "name" not in told["waiting"][0]
    assert line(Role.SCANNER, "point", "unserved", *AT)[0] == 1
