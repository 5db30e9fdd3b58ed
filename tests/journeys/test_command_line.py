"""The whole main job typed by hand: in a practice office, and in a real office made by two people."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import typed_at

FAMILY = {
    "place": {"pcode": "PK61701", "village": "Chak 12"},
    "consent": {"read_by": "clerk", "language": "ur", "register": True, "photo": False, "phone": True},
    "members": [
        {
            "name_as_told": "سکینہ بی بی",
            "name_latin": "Sakina Bibi",
            "parent_name": "رحیم بخش",
            "parent_relation": "wife_of",
            "relation": "HEAD",
            "sex": "F",
            "age": {"years": 34, "method": "stated", "as_of": "2026-11-24"},
            "id": {"type": "CNIC", "number": "45101-0000004-4"},
            "work_kind": "kiln",
            "holder": 1,
        }
    ],
}

ROUND = """
programme = "Flood flour"
code = "flour-1"
list = "open"
areas = ["PK617"]
from = 2026-11-24
to = 2026-11-30
item = [{code = "ATTA20", steps = [{min_size = 1, qty = 2}, {min_size = 4, qty = 4}]}, {code = "OIL5", qty = 1}]
point = [{code = "malook", name = "Basti Malook"}]
"""


@dataclass
class Typed:
    """What one typed command answered."""

    code: int
    answers: list[dict[str, Any]]
    said: str


@dataclass
class Terminal:
    """Somebody who types commands for one office."""

    data: Path
    here: Path

    def type(self, *words: str, lines: tuple[str, ...] = ()) -> Typed:
        """Run `haqdar` with these words; `lines` are what is typed when something is asked."""
        command = [sys.executable, "-m", "desktop", "--data", str(self.data), "--json", *words]
        done = typed_at(command, lines, cwd=self.here, env=_environment())
        return Typed(done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr)


def _environment() -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return {**os.environ, "PYTHONPATH": root}


def _pages(here: Path, pdf: str) -> list[str]:
    subprocess.run(["pdftoppm", "-r", "150", "-png", pdf, "page"], cwd=here, check=True)
    return sorted(path.name for path in here.glob("page*.png"))


def test_the_main_job_in_a_practice_office(tmp_path: Path) -> None:
    at = Terminal(tmp_path / "office", tmp_path)
    made = at.type("demo", str(tmp_path / "office"), "--households", "25")
    assert made.code == 0, made.said
    office = made.answers[0]
    assert (office["households"], office["round"], office["pcode"]) == (25, "flour-3", "PK61701")

    def as_role(role: str, *words: str) -> Typed:
        return at.type("--operator", role, "--passphrase-file", str(at.data / "demo-keys" / f"{role}.txt"), *words)

    (tmp_path / "family.json").write_text(json.dumps(FAMILY), encoding="utf-8")
    registered = as_role("clerk", "register", "family.json")
    assert registered.code == 0, registered.said
    code = registered.answers[0]["household"]
    issued = as_role("clerk", "card", "issue", "--household", code, "--out", "card.pdf")
    assert issued.answers[0]["pages"] == 2
    pages = _pages(tmp_path, "card.pdf")
    read = at.type("read", *pages)
    assert read.code == 0
    assert [code["card"] for answer in read.answers for code in answer["codes"]] == [f"{code}101"]
    station = ("scan", "--round", "flour-3", "--point", "malook", "--give", "--image", pages[1])
    given = as_role("scanner", *station)
    assert given.code == 0, given.said
    assert given.answers[0]["verdict"] == "G1"
    assert given.answers[0]["receipt"]
    again = as_role("scanner", *station)
    assert again.code == 1
    assert again.answers[0]["verdict"] == "H1"
    assert "refused_why" not in again.answers[0], "the lane never hears why"
    asked = as_role("lead", "scan", "--round", "flour-3", "--point", "malook", f"{code}101")
    assert asked.answers[0]["refused_why"]
    roster = as_role("lead", "roster", "--round", "flour-3", "--point", "malook", "--out", "roster.pdf")
    assert roster.code == 0, roster.said
    assert roster.answers[0]["rows"] == 26
    checked = as_role("auditor", "check")
    assert checked.code == 0
    assert checked.answers[0]["ok"]


def test_the_main_job_in_a_real_office_made_by_two_people(tmp_path: Path) -> None:
    at = Terminal(tmp_path / "office", tmp_path)
    words = {
        role: f"walnut copper lantern {role} meadow"
        for role in ("controller", "supervisor", "clerk", "scanner", "lead")
    }
    twice = tuple(words[role] for role in ("controller", "controller", "supervisor", "supervisor"))
    made = at.type(
        *("init", "--district", "PK617", "--office", "Lahore office", "--desk", "Desk 1", "--controller", "controller"),
        *("--supervisor", "supervisor", "--recovery-sheet", "recovery.pdf"),
        lines=twice,
    )
    assert made.code == 0, made.said
    assert (tmp_path / "recovery.pdf").read_bytes().startswith(b"%PDF")

    def as_role(role: str, *more: str, then: tuple[str, ...] = ()) -> Typed:
        return at.type("--operator", role, *more, lines=(words[role], *then))

    for role in ("clerk", "scanner", "lead"):
        added = as_role(
            *("controller", "operator", "add", role, "--role", role, "--second", "supervisor"),
            then=(words["supervisor"], words[role], words[role]),
        )
        assert added.code == 0, added.said
    alone = as_role("controller", "operator", "add", "another", "--role", "clerk")
    assert alone.code == 1, "adding an operator needs two people"
    (tmp_path / "family.json").write_text(json.dumps(FAMILY), encoding="utf-8")
    (tmp_path / "round.toml").write_text(ROUND, encoding="utf-8")
    code = as_role("clerk", "register", "family.json").answers[0]["household"]
    assert as_role("clerk", "card", "issue", "--household", code, "--out", "card.pdf").code == 0
    assert as_role("supervisor", "round", "create", "round.toml").code == 0
    assert as_role("supervisor", "round", "open", "flour-1").code == 0
    assert as_role("lead", "point", "open", "--point", "malook", "--tick", "all").code == 0
    pages = _pages(tmp_path, "card.pdf")
    given = as_role("scanner", "scan", "--round", "flour-1", "--point", "malook", "--give", "--image", pages[1])
    assert given.answers[0]["verdict"] == "G1", given.said
    assert as_role("lead", "roster", "--round", "flour-1", "--point", "malook", "--out", "roster.pdf").code == 0
    for paper in ("card.pdf", "roster.pdf", "recovery.pdf"):
        text = subprocess.run(["pdftotext", paper, "-"], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert "PRACTICE" not in text.stdout
    assert as_role("lead", "check").answers[0]["ok"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("places", "Lahore"), 0),
        (("schema", "household"), 0),
        (("no-such-verb",), 2),
        (("read", "nothing.png"), 4),
        (("--operator", "clerk", "find", "Sakina"), 4),
    ],
)
def test_exit_codes_without_an_office(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    typed = Terminal(tmp_path / "office", tmp_path).type(*words)
    assert typed.code == code, typed.said
    if code:
        assert typed.answers[-1]["error"]["what"]
