"""The verbs workplace, van-list and quiet-list: what stands on stdout, and what the exit code says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.root import Doors, run
from desktop.values.permissions import Role
from tests.factories import TestOffice, office, passphrase_of


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
    assert (code, seen["last_visit"], seen["households_met"]) == (0, "2026-01-15", 14)
    code, again = line(Role.CLERK, "workplace", "visit", "1", "--met", "12", "--day", "2026-01-15")
    assert [one["code"] for one in again["problems"]] == ["visit_again"]
    assert "14" in line.stderr
    code, right = line(Role.CLERK, "workplace", "correct", "1", "--landmark", "canal rest house")
    assert (right["village"], right["landmark"], right["version"]) == ("Chak 12", "canal rest house", 2)
    code, found = line(Role.CLERK, "workplace", "list", "--area", "PK617", "--village", "chak")
    assert [one["workplace"] for one in found["workplaces"]] == [1]
    code, reach = line(Role.INSPECTOR, "workplace", "reach", "--since", "2026-01-16")
    assert (reach["known"], reach["reached"], [one["workplace"] for one in reach["unreached"]]) == (1, 0, [1])
    code, shown = line(Role.CLERK, "workplace", "show", "1")
    assert shown["days"] == [{"day": "2026-01-15", "households_met": 12}]
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
