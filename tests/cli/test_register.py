"""The verbs register, household, find, places and schema: what stands on stdout, and what the exit code says."""

import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop.cli.root import Doors, run
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from tests import factories
from tests.factories import passphrase_of

FAMILY: dict[str, Any] = {
    "place": {"pcode": "PK61701", "village": "Chak 12"},
    "consent": {"read_by": "clerk", "language": "ur", "register": True, "photo": False, "phone": True},
    "members": [
        {
            "name_as_told": "سکینہ",
            "name_latin": "Sakina",
            "parent_name": "رحیم بخش",
            "parent_relation": "wife_of",
            "relation": "HEAD",
            "sex": "F",
            "age": {"years": 34, "method": "stated", "as_of": "2026-11-24"},
            "id": {"type": "CNIC", "number": "45101-0000004-4"},
            "phone": {"number": "0300-0000000", "owner": "own", "safe_to_call": True},
            "work_kind": "kiln",
            "holder": 1,
        },
        {"name_as_told": "علی", "sex": "M", "relation": "SON", "age": {"years": 8}},
    ],
}


def no_window(*_: object) -> int:
    raise AssertionError("a verb opened the window")


class Line:
    """The command line of one test office."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.stderr = ""

    def plain(self, role: Role, *arguments: str) -> tuple[int, str]:
        """Run as the operator of `role`; gives exit code and stdout."""
        file = self.folder / f"{role}.txt"
        file.write_text(passphrase_of(role) + "\n", encoding="utf-8")
        signed = ["--data", str(self.folder / "office"), "--operator", role.value, "--passphrase-file", str(file)]
        self._capsys.readouterr()
        code = run([*arguments, *signed], Doors(no_window, no_window, no_window))
        out, self.stderr = self._capsys.readouterr()
        return code, out

    def json(self, role: Role, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
        """The same with --json; gives exit code and one object for each line of stdout."""
        code, out = self.plain(role, *arguments, "--json")
        return code, [json.loads(line) for line in out.splitlines()]

    def draft(self, draft: object, name: str = "family.json") -> str:
        """Write a draft beside the office; gives its path."""
        path = self.folder / name
        path.write_text(draft if isinstance(draft, str) else json.dumps(draft, ensure_ascii=False), encoding="utf-8")
        return str(path)

    def registered(self, draft: object = FAMILY) -> str:
        """Register a household; gives its code."""
        code, answers = self.json(Role.CLERK, "register", self.draft(draft))
        assert code == 0
        return str(answers[0]["household"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("register")
    with factories.office(made):
        pass
    return made


@pytest.fixture
def line(folder: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(folder, capsys)


def changed(**fields: object) -> dict[str, Any]:
    """The family with fields of its first member changed."""
    first, second = FAMILY["members"]
    return FAMILY | {"members": [first | fields, second]}


def test_a_household_is_registered_shown_and_found(line: Line) -> None:
    number = {"type": "CNIC", "number": "45102-0000044-4"}
    phone = {"number": "0300-0000077", "owner": "own", "safe_to_call": True}
    only = changed(name_as_told="زہرہ", name_latin="Zohra", parent_name="جمن خان", id=number, phone=phone)
    code, (answer,) = line.json(Role.CLERK, "register", line.draft(only))
    assert code == 0
    assert HouseholdCode(answer["household"])
    assert len(answer["registrants"]) == 2
    assert (answer["problems"], answer["possible_duplicates"]) == ([], [])
    assert set(answer["entry"]) == {"log", "seq"}

    code, (shown,) = line.json(Role.CLERK, "household", "show", answer["household"])
    assert code == 0
    assert [member["registrant"] for member in shown["members"]] == answer["registrants"]
    assert shown["members"][0]["id"] == {"type": "CNIC", "number": "•••••-••••044-4", "seen": None}
    assert shown["cards"] == []
    assert [act["do"] for act in shown["history"]] == ["household.registered"]

    code, found = line.json(Role.CLERK, "find", "Zuhra", "Juman")
    assert code == 0
    keys = {"registrant", "household", "name_latin", "name_as_told", "parent_name", "village", "score", "why"}
    assert keys <= set(found[0])
    assert answer["household"] in [person["household"] for person in found]


@pytest.mark.parametrize("typed", ["hyphens", "grouped", "urdu"])
def test_a_code_is_taken_in_any_grouping_and_digit_script(line: Line, typed: str) -> None:
    code = line.registered()
    spelt = {
        "grouped": f"{code[:4]} {code[4:8]} {code[8:]}",
        "urdu": code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
    }.get(typed, f"{code[:3]}-{code[3:10]}-{code[10:]}")
    exit_code, (shown,) = line.json(Role.SUPERVISOR, "household", "show", spelt)
    assert (exit_code, shown["household"]) == (0, code)
    exit_code, found = line.json(Role.SUPERVISOR, "find", spelt)
    assert {person["household"] for person in found} == {code}


def test_a_mistyped_code_and_a_code_of_nobody_say_so(line: Line) -> None:
    code, (answer,) = line.json(Role.CLERK, "household", "show", "617000000001")
    assert (code, answer["error"]["code"]) == (3, "code_unreadable")
    code, (answer,) = line.json(Role.CLERK, "household", "show", HouseholdCode.make("617", 9_999_999).text)
    assert (code, answer["error"]["code"]) == (1, "household_not_found")


@pytest.mark.parametrize(
    ("draft", "where"),
    [
        (changed(id={"type": "CNIC", "number": "45101-000000-4"}), "members.0.id.number"),
        (changed(age={"years": 250}), "members.0.age.years"),
        (changed(name_as_told="س" * 10_000), "members.0.name_as_told"),
        (changed(name_as_told="\u202eanikas"), "members.0.name_as_told"),
        (changed(name_latin="Sak\0ina"), "members.0.name_latin"),
        (changed(holder=10), "members.0.holder"),
        (changed(id={"type": "POR", "number": "1"}), "members.0.id.type"),
        (FAMILY | {"place": {"pcode": "PK99999"}}, "place.pcode"),
        (FAMILY | {"consent": {"register": False}}, "consent.register"),
    ],
)
def test_what_cannot_be_kept_is_named_by_its_path_and_exits_3(line: Line, draft: object, where: str) -> None:
    code, (answer,) = line.json(Role.CLERK, "register", line.draft(draft))
    assert code == 3
    assert answer["household"] is None
    assert where in [problem["where"] for problem in answer["problems"] if problem["weight"] == "error"]
    assert answer["error"]["code"] == "draft_problems"
    assert all(problem["what"] for problem in answer["problems"])


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (changed(debt=5000), ("members.0.debt",)),
        (changed(sex="female"), ("members.0.sex", "female", "F M X")),
        (changed(holder="one"), ("members.0.holder", "one")),
        ('{"place": ', ("JSON",)),
    ],
)
def test_unknown_and_wrong_fields_are_named_with_their_value(line: Line, draft: object, words: Sequence[str]) -> None:
    code, (answer,) = line.json(Role.CLERK, "register", line.draft(draft))
    assert code == 3
    said = " ".join(answer["error"].values())
    assert all(word in said.replace("\u2068", "").replace("\u2069", "") for word in words)


def test_one_bad_line_keeps_no_other_household_waiting(line: Line) -> None:
    bad = changed(sex="?")
    lines = "\n".join(json.dumps(draft, ensure_ascii=False) for draft in (FAMILY, bad, FAMILY))
    code, answers = line.json(Role.CLERK, "register", line.draft(lines, "many.jsonl"))
    assert code == 3
    assert [answer["household"] is not None for answer in answers] == [True, False, True]
    assert [answer["line"] for answer in answers] == [1, 2, 3]
    assert answers[2]["possible_duplicates"]
    assert "number_used" in [problem["code"] for problem in answers[2]["problems"]]


def test_standard_input_is_a_file_too(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    told = io.TextIOWrapper(io.BytesIO(json.dumps(FAMILY).encode()))
    monkeypatch.setattr(sys, "stdin", told)
    code, answers = line.json(Role.CLERK, "register", "-")
    assert (code, len(answers)) == (0, 1)


def test_a_photo_beside_the_file_is_kept_and_bad_pictures_are_refused(line: Line) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (800, 600, 3), dtype=np.uint8)
    Image.fromarray(noise).save(line.folder / "face.png")
    (line.folder / "text.jpg").write_text("no picture", encoding="utf-8")
    agreed = {"consent": {"register": True, "photo": True}}
    code, (answer,) = line.json(Role.CLERK, "register", line.draft(changed(photo="face.png") | agreed))
    assert code == 0
    _, (shown,) = line.json(Role.CLERK, "household", "show", answer["household"])
    assert [member["photo"] for member in shown["members"]] == [True, False]
    for photo, name in (("text.jpg", "not_a_picture"), ("gone.png", "no_such_file"), ("../x.png", "draft_file_wrong")):
        code, (answer,) = line.json(Role.CLERK, "register", line.draft(changed(photo=photo) | agreed))
        assert (code, answer["error"]["code"]) == (3, name)


def test_a_correction_is_shown_with_both_acts_and_a_stale_one_is_refused(line: Line) -> None:
    code = line.registered()
    moved = line.draft(FAMILY | {"place": {"pcode": "PK61701", "village": "Kot Adu"}})
    exit_code, (answer,) = line.json(Role.CLERK, "household", "correct", code, moved)
    assert exit_code == 0
    assert (answer["village"], answer["version"]) == ("Kot Adu", 2)
    assert [act["do"] for act in answer["history"]] == ["household.corrected", "household.registered"]
    assert answer["entry"]["seq"] > 0
    assert answer["history"][0]["entry"] is None, "lines of a log follow each other in time"
    exit_code, (answer,) = line.json(Role.CLERK, "household", "correct", code, moved, "--version", "1")
    assert (exit_code, answer["error"]["code"]) == (1, "stale_version")


def test_a_household_shown_as_a_draft_and_corrected_with_it_stays_as_it_is(line: Line) -> None:
    """Through the real verbs: nothing is changed, no entry is written, and the answer says so."""
    phone = {"number": "0300-7654321", "owner": "own", "safe_to_call": False, "safe_times": "after maghrib"}
    code = line.registered(changed(phone=phone, id={"type": "CNIC", "number": "45103-0000045-6", "seen": "copy"}))
    _, (before,) = line.json(Role.CLERK, "household", "show", code)
    _, told = line.plain(Role.CLERK, "household", "show", code, "--draft")
    assert json.loads(told)["members"][0]["phone"]["number"] == "+923007654321"
    exit_code, (same,) = line.json(Role.CLERK, "household", "correct", code, line.draft(told))
    assert (exit_code, same["entry"], same["changed"]) == (0, None, False)
    _, (after,) = line.json(Role.CLERK, "household", "show", code)
    assert after == before
    other = json.loads(told)
    other["place"]["village"] = "Basti Malook"
    _, (changed_now,) = line.json(Role.CLERK, "household", "correct", code, line.draft(other))
    assert changed_now["changed"]
    _, (last,) = line.json(Role.CLERK, "household", "show", code)
    assert [one["phone"] for one in last["members"]] == [one["phone"] for one in before["members"]]


def test_numbers_that_an_old_fault_damaged_are_listed_with_what_they_were(line: Line) -> None:
    phone = {"number": "0301-2223344", "owner": "own"}
    code = line.registered(changed(phone=phone, id={"type": "NONE"}))
    _, told = line.plain(Role.CLERK, "household", "show", code, "--draft")
    old_form = told.replace("+923012223344", "+9292301222334")
    assert line.json(Role.CLERK, "household", "correct", code, line.draft(old_form))[0] == 0
    exit_code, found = line.json(Role.CLERK, "household", "phones")
    (one,) = [one for one in found if one["household"] == code]
    assert (exit_code, one["phone"], one["original"]) == (0, "+9292301222334", "+923012223344")
    assert one["original_shown"] == "0301-2223344"
    _, shown = line.plain(Role.CLERK, "household", "phones")
    assert "0301-2223344" in shown


def test_a_scanner_may_neither_register_nor_search(line: Line) -> None:
    for words in (["register", line.draft(FAMILY)], ["find", "Sakina"]):
        code, (answer,) = line.json(Role.SCANNER, *words)
        assert (code, answer["error"]["code"]) == (1, "not_permitted")


def test_the_same_in_plain_text_is_for_people(line: Line) -> None:
    code, out = line.plain(Role.CLERK, "register", line.draft(changed(id={"type": "CNIC", "number": "4510100000055"})))
    assert code == 0
    assert "members.0.id.number" in line.stderr
    shown = HouseholdCode.parse(out.splitlines()[0])
    assert "Sakina" in line.plain(Role.CLERK, "household", "show", shown.text)[1]
    assert shown.grouped in line.plain(Role.CLERK, "find", shown.text)[1]
    code, out = line.plain(Role.CLERK, "find", "Xyzzyqwv")
    assert (code, out) == (0, "")
    assert line.stderr


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (None, ""),
        (2, ""),
        (3, "1 more person, not named by the list"),
        (5, "3 more people, not named by the list"),
    ],
)
def test_who_was_counted_and_not_named_stands_under_the_people(line: Line, told: int | None, words: str) -> None:
    code = line.registered(FAMILY | {"people_told": told})
    found, out = line.plain(Role.CLERK, "household", "show", code)
    assert found == 0
    assert [one.strip() for one in out.splitlines() if "not named" in one] == ([words] if words else [])


def test_places_need_no_operator_and_find_by_english_and_urdu(capsys: pytest.CaptureFixture[str]) -> None:
    doors = Doors(no_window, no_window, no_window)
    assert run(["places", "--json"], doors) == 0
    everything = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert len(everything) > 700
    assert set(everything[0]) == {"pcode", "name_en", "name_ur", "level", "parent"}
    assert run(["places", "Jalalpur", "--json"], doors) == 0
    assert all("Jalal" in json.loads(row)["name_en"] for row in capsys.readouterr().out.splitlines()[:1])
    assert run(["places", "ملتان"], doors) == 0
    assert "PK622" in capsys.readouterr().out


def test_the_schema_explains_every_field_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "household"], Doors(no_window, no_window, no_window)) == 0
    schema = json.loads(capsys.readouterr().out)
    fields = [field for part in schema["$defs"].values() for field in part.get("properties", {}).values()]
    assert len(fields) > 30
    assert all(field["description"].endswith(".") for field in fields)
