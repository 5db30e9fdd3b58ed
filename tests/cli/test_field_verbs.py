"""The verbs workplace, van-list and quiet-list: what stands on stdout, and what the exit code says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from desktop.cli.root import Doors, run
from desktop.usecases import registration
from desktop.values.permissions import Role
from desktop.values.vocabulary import PhoneOwner, Sex
from tests.factories import TestOffice, child, household, office, passphrase_of, woman


def no_window(*_: object) -> int:
    raise AssertionError("a verb opened the window")


@dataclass
class Line:
    """The command line of one office."""

    office: TestOffice
    capsys: pytest.CaptureFixture[str]
    folder: Path
    stderr: str = ""

    def __call__(self, role: Role, *arguments: str) -> tuple[int, Any]:
        """Run with --json as the operator of `role`; gives exit code and the object, or objects, on stdout."""
        file = self.folder / f"{role}.txt"
        file.write_text(passphrase_of(role) + "\n", encoding="utf-8")
        signed = ["--data", str(self.office.folder), "--operator", role.value, "--passphrase-file", str(file), "--json"]
        self.capsys.readouterr()
        code = run([*arguments, *signed], Doors(no_window, no_window, no_window))
        out, self.stderr = self.capsys.readouterr()
        told = [json.loads(line) for line in out.splitlines()]
        return code, told[0] if len(told) == 1 else told


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Line]:
    with office(tmp_path) as made:
        yield Line(made, capsys, tmp_path)


def test_a_workplace_is_recorded_visited_corrected_and_closed(line: Line) -> None:
    """Each answer is the workplace as it stands, with its entry; the list and the reach follow."""
    code, made = line(Role.CLERK, "workplace", "add", "--kind", "kiln", "--area", "PK61701", "--village", "Chak 12")
    assert code == 0
    assert made["workplace"] == 1
    assert made["last_visit"] is None
    assert set(made["entry"]) == {"log", "seq"}
    code, seen = line(Role.INSPECTOR, "workplace", "visit", "1", "--met", "14", "--day", "2026-01-15")
    assert (code, seen["last_visit"], seen["households_met"]) == (0, "2026-01", 14)
    code, again = line(Role.CLERK, "workplace", "visit", "1", "--met", "12", "--day", "2026-01-15")
    assert [one["code"] for one in again["problems"]] == ["visit_again"]
    assert "14" in line.stderr
    code, right = line(Role.CLERK, "workplace", "correct", "1", "--landmark", "canal rest house")
    assert (right["village"], right["landmark"], right["version"]) == ("Chak 12", "canal rest house", 2)
    code, found = line(Role.CLERK, "workplace", "list", "--area", "PK617", "--village", "chak")
    assert [one["workplace"] for one in found["workplaces"]] == [1]
    code, reach = line(Role.INSPECTOR, "workplace", "reach", "--since", "2026-02-01")
    assert (reach["known"], reach["reached"], [one["workplace"] for one in reach["unreached"]]) == (1, 0, [1])
    code, shown = line(Role.CLERK, "workplace", "show", "1")
    assert shown["days"] == [{"day": "2026-01", "month": "2026-01", "households_met": 12}]
    code, closed = line(Role.CLERK, "workplace", "correct", "1", "--closed")
    assert (code, closed["working"]) == (0, False)
    assert line(Role.CLERK, "workplace", "list")[1] == {"workplaces": []}


def test_what_a_workplace_cannot_be_is_an_exit_code(line: Line) -> None:
    """Bad input is 3, an unknown number or a missing right 1, wrong usage 2; nothing is kept."""
    assert line(Role.CLERK, "workplace", "add", "--kind", "kiln", "--area", "PK9")[0] == 3
    assert line(Role.CLERK, "workplace", "add", "--kind", "mine", "--area", "PK61701")[0] == 2
    assert line(Role.CLERK, "workplace", "visit", "7", "--met", "1")[0] == 1
    code, told = line(Role.SCANNER, "workplace", "list")
    assert (code, told["error"]["code"]) == (1, "not_permitted")
    assert line(Role.CLERK, "workplace", "reach", "--since", "2026-01-16", "--area", "nowhere")[0] == 3
    assert line(Role.CLERK, "workplace", "list", "--closed")[1] == {"workplaces": []}


def two_families(line: Line) -> None:
    """A woman with a son in one village, a man with a card and his wife in another."""
    desk = line.office.desk(Role.CLERK)
    registration.register(desk, household(woman(phone="0300-1234567"), child("علی")))
    man = woman("رحیم بخش", "Rahim Bux", sex=Sex.MALE, id_type="CNIC", id_number="36101-1234567-1")
    wife = woman("=Zainab(2)", "", relation="WIFE", holder=None)
    registration.register(desk, household(man, wife, village="Chak 13"))


def entries(line: Line) -> list[tuple[str, str]]:
    """What was done, with the purpose of files."""
    with line.office.desk(Role.CLERK).store.reader.connect() as conn:
        rows = conn.execute(
            text("SELECT e.line, c.content FROM ledger_entry e JOIN ledger_content c USING (district_id, log, seq)")
        ).all()
    told = [(json.loads(bytes(row[0])), json.loads(bytes(row[1]))) for row in rows]
    return [(one["do"], content.get("purpose", "")) for one, content in told]


@pytest.mark.parametrize("lang", ["ur", "en"])
def test_the_list_for_a_van_is_written_as_a_paper(line: Line, lang: str, tmp_path: Path) -> None:
    """Villages on pages of their own; making it and writing the file are two entries, the purpose is the verb."""
    two_families(line)
    file = tmp_path / "van.pdf"
    code, told = line(Role.CLERK, "van-list", "--out", str(file), "--lang", lang)
    assert (code, told["rows"], told["adults"], told["children"], told["villages"]) == (0, 3, 2, 1, 2)
    assert (told["pages"], told["file"]) == (2, str(file))
    assert len(pypdfium2.PdfDocument(file.read_bytes())) == 2
    assert [done for done in entries(line) if done[0] in ("van_list.made", "file.written")] == [
        ("van_list.made", ""),
        ("file.written", "van-list"),
    ]


def test_the_list_for_a_van_is_written_as_a_sheet_of_texts(line: Line, tmp_path: Path) -> None:
    """A name like a formula stays a name; no phone, no work and no full number of others stands in it."""
    two_families(line)
    file = tmp_path / "van.xlsx"
    code, told = line(Role.CLERK, "van-list", "--out", str(file), "--village", "chak ۱۳", "--lang", "en")
    assert (code, told["rows"], told["pages"]) == (0, 1, 0)
    rows = CalamineWorkbook.from_filelike(BytesIO(file.read_bytes())).get_sheet_by_index(0).to_python()
    assert len(rows) == 2
    assert "=Zainab(2)" in rows[1]
    assert "CNIC" in rows[1]
    everything = " ".join(str(cell) for row in rows for cell in row)
    assert not any(secret in everything for secret in ("1234567", "kiln"))


def test_what_came_of_it_is_noted_by_verb(line: Line, tmp_path: Path) -> None:
    """Applied stays on the list with its token; received with a number takes her off and is found by it."""
    two_families(line)
    _, shown = line(Role.CLERK, "van-list", "show", "--area", "PK617")
    mother = next(one for one in shown if one["name_latin"] == "Sakina Bibi")
    assert (mother["wanted"], mother["has"], mother["result"]) == ("CNIC", {"type": "NONE", "number": ""}, None)
    who = mother["registrant"]
    code, noted = line(
        Role.CLERK, "van-list", "note", who, "--result", "applied", "--token", "T-9", "--day", "2026-02-03"
    )
    assert (code, noted["household"], noted["day"], noted["number_kept"]) == (
        0,
        mother["household"],
        "2026-02-03",
        False,
    )
    _, again = line(Role.CLERK, "van-list", "show", "--household", mother["household"])
    assert [(one["result"], one["token"]) for one in again if one["registrant"] == who] == [("applied", "T-9")]
    code, got = line(
        Role.CLERK, "van-list", "note", who, "--result", "received", "--type", "CNIC", "--number", "36101-1234568-2"
    )
    assert (code, got["number_kept"], got["problems"]) == (0, True, [])
    found = line(Role.CLERK, "find", "3610112345682")[1]
    assert found["registrant"] == who
    _, left = line(Role.CLERK, "van-list", "show", "--household", mother["household"])
    assert left["name_as_told"] == "علی"


def test_what_a_van_list_cannot_be_is_an_exit_code(line: Line, tmp_path: Path) -> None:
    """No file, another kind of file: 2. Nobody on the list, no right: 1. A wrong number, an unknown person: 3."""
    assert line(Role.CLERK, "van-list")[0] == 2
    assert line(Role.CLERK, "van-list", "--out", str(tmp_path / "van.csv"))[0] == 2
    code, told = line(Role.CLERK, "van-list", "--out", str(tmp_path / "van.pdf"))
    assert (code, told["error"]["code"]) == (1, "nobody_on_list")
    assert not (tmp_path / "van.pdf").exists()
    two_families(line)
    assert line(Role.SUPERVISOR, "van-list", "--out", str(tmp_path / "van.pdf"))[0] == 1
    assert line(Role.CLERK, "van-list", "--out", str(tmp_path / "no" / "van.pdf"))[0] == 4
    who = line(Role.CLERK, "van-list", "show")[1][0]["registrant"]
    wrong = line(Role.CLERK, "van-list", "note", who, "--result", "received", "--type", "CNIC", "--number", "12")
    assert wrong[0] == 3
    assert line(Role.CLERK, "van-list", "note", "nobody", "--result", "refused")[0] == 3
    assert line(Role.CLERK, "van-list", "note", who, "--result", "perhaps")[0] == 2
    assert [done for done in entries(line) if done[0] == "identity.noted"] == []


def by_day(line: Line, *options: str) -> list[dict[str, Any]]:
    """The quiet list without what is a line of its own because the tests run at night."""
    code, found = line(Role.SUPERVISOR, "quiet-list", *options)
    assert code == 0
    lines: list[dict[str, Any]] = [found] if isinstance(found, dict) else found
    return [one for one in lines if one["kind"] != "night"]


def test_the_quiet_list_is_one_object_a_line(line: Line) -> None:
    """Silent at first; a phone over four households and a burst are two lines; put aside, one is left."""
    assert line(Role.SUPERVISOR, "quiet-list") == (0, [])
    desk = line.office.desk(Role.CLERK)
    names = ("سکینہ", "زینب", "ہاجرہ", "کلثوم", "آمنہ")
    told = {"phone": "0300-1234567", "phone_owner": PhoneOwner.NEIGHBOUR}
    codes = [
        registration.register(desk, household(woman(name, "", **(told if place else {})))).household.code.text
        for place, name in enumerate(names)
    ]
    found = by_day(line)
    assert [(one["kind"], one["count"]) for one in found] == [("pace", 5), ("phone", 4)]
    pace, phone = found
    assert (pace["operator"], sorted(pace["households"]), pace["minutes"]) == ("clerk", sorted(codes), 0)
    assert pace["first"].endswith("Z")
    assert (phone["phone"], sorted(phone["households"])) == ("+923001234567", sorted(codes[1:]))
    code, put = line(Role.SUPERVISOR, "quiet-list", "aside", phone["flag"], "--reason", "lady health worker")
    assert (code, put["aside"]["reason"], set(put["entry"])) == (0, "lady health worker", {"log", "seq"})
    assert [one["kind"] for one in by_day(line)] == ["pace"]
    assert len(by_day(line, "--all")) == 2
    code, told_json = line(Role.SUPERVISOR, "quiet-list", "aside", "phone:0", "--reason", "x")
    assert (code, told_json["error"]["code"]) == (1, "flag_not_found")
    assert line(Role.SUPERVISOR, "quiet-list", "aside", pace["flag"], "--reason", " ")[0] == 3
    assert line(Role.CLERK, "quiet-list")[0] == 1
