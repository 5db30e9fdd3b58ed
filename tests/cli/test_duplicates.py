"""The verbs duplicates and person: pairs listed, decided, made one person and taken apart, from outside."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from desktop.values.permissions import Role
from tests import factories
from tests.cli.test_register import FAMILY, Line

MAN: dict[str, Any] = {
    "name_as_told": "اللہ دتہ",
    "name_latin": "Allah Ditta",
    "parent_name": "غلام محمد",
    "parent_relation": "son_of",
    "relation": "HEAD",
    "sex": "M",
    "holder": 1,
}


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    with factories.office(tmp_path):
        pass
    return Line(tmp_path, capsys)


def registered(line: Line, years: int, village: str = "Chak 12", *options: str, **changes: Any) -> str:
    """Register one man; gives his registrant id."""
    place = {"pcode": "PK61701", "village": village}
    draft = FAMILY | {"place": place, "members": [MAN | {"age": {"years": years}} | changes]}
    code, (answer,) = line.json(Role.CLERK, "register", line.draft(draft), *options)
    assert code == 0
    return str(answer["registrants"][0])


def test_two_of_one_name_are_listed_decided_and_not_listed_again(line: Line) -> None:
    first, second = registered(line, 30), registered(line, 33, "Chak 14")
    code, (pair,) = line.json(Role.CLERK, "duplicates")
    assert code == 0
    assert {"a", "b", "score", "why", "decided"} <= set(pair)
    assert ({pair["a"], pair["b"]}, pair["decided"]) == ({first, second}, None)
    assert 0 < pair["score"] <= 1
    assert pair["fields"]["village"] != "same"
    assert [one["age"]["years"] for one in pair["people"]] == [30, 33]

    code, (later,) = line.json(Role.CLERK, "duplicates", "decide", second, first, "--as", "later")
    assert (code, later["decided"], set(later["entry"])) == (0, "later", {"log", "seq"})
    assert [one["decided"] for one in line.json(Role.CLERK, "duplicates")[1]] == ["later"]
    line.json(Role.CLERK, "duplicates", "decide", first, second, "--as", "different")
    assert line.json(Role.CLERK, "duplicates") == (0, [])
    assert [one["decided"] for one in line.json(Role.CLERK, "duplicates", "--all")[1]] == ["different"]
    assert line.json(Role.SUPERVISOR, "check")[0] == 0


def test_the_list_is_sentences_too(line: Line) -> None:
    registered(line, 30)
    registered(line, 33, "Chak 14")
    code, said = line.plain(Role.SUPERVISOR, "duplicates")
    assert code == 0
    assert "Allah Ditta, son of" in said
    assert "Why we ask: " in said
    assert line.plain(Role.SCANNER, "duplicates")[0] == 1


def test_two_records_become_one_person_and_two_again(line: Line) -> None:
    first, second = registered(line, 30), registered(line, 30)
    code, (plan,) = line.json(Role.SUPERVISOR, "person", "merge", first, second, "--dry-run")
    assert (code, plan["merge"], plan["entry"]) == (0, None, None)
    code, (done,) = line.json(Role.SUPERVISOR, "person", "merge", first, second)
    assert code == 0
    assert set(done["entry"]) == {"log", "seq"}
    assert (done["kept"]["registrant"], done["gone"]["registrant"]) == (first, second)
    assert done["household_closed"] == done["gone"]["household"]
    assert {one["registrant"] for one in line.json(Role.CLERK, "find", "Allah Ditta")[1]} == {first}
    _, (other,) = line.json(Role.CLERK, "household", "show", done["gone"]["household"])
    assert (other["active"], other["members"]) == (False, [])
    assert "people.merged" in [act["do"] for act in other["history"]]
    said = line.plain(Role.CLERK, "household", "show", done["gone"]["household"])[1]
    assert "one person" in said

    assert line.json(Role.SUPERVISOR, "person", "merge", second, first)[0] == 1
    code, (back,) = line.json(Role.SUPERVISOR, "person", "unmerge", second, first)
    assert code == 0
    assert set(back["entry"]) == {"log", "seq"}
    assert {one["registrant"] for one in line.json(Role.CLERK, "find", "Allah Ditta")[1]} == {first, second}
    assert line.json(Role.SUPERVISOR, "person", "unmerge", second, first)[0] == 1
    assert line.json(Role.SUPERVISOR, "check")[0] == 0


def test_several_pairs_are_answered_in_one_act_and_taken_back_as_one(line: Line) -> None:
    """Of namesakes whose fathers nobody told; a very alike pair among them is a no to all."""
    nobody = {"parent_name": "", "parent_relation": None}
    for village in ("Chak 1", "Chak 2", "Chak 3"):
        registered(line, 30, village, **nobody)
    for _ in range(2):
        registered(line, 60)
    _, found = line.json(Role.CLERK, "duplicates", "--max-score", "0.699")
    _, alike = line.json(Role.CLERK, "duplicates", "--min-score", "0.7")
    both = [f"{one['a']}:{one['b']}" for one in found]
    assert (len(both) >= 3, len(alike)) == (True, 1)
    refused = line.plain(
        Role.CLERK, "duplicates", "different", *both, f"{alike[0]['a']}:{alike[0]['b']}", "--why", "asked"
    )
    assert refused[0] == 1
    assert line.json(Role.CLERK, "duplicates", "--today") == (0, [])

    code, (done,) = line.json(Role.CLERK, "duplicates", "different", *both, "--why", "namesakes")
    assert (code, len(done["pairs"]), done["left_out"]) == (0, len(both), 0)
    assert set(done["entry"]) == {"log", "seq"}
    assert len(line.json(Role.CLERK, "duplicates", "--mine", "--today")[1]) == len(both)
    assert line.json(Role.SUPERVISOR, "duplicates", "--mine") == (0, [])
    assert line.plain(Role.SUPERVISOR, "duplicates", "undo", *both[0].split(":"), "--together")[0] == 1
    code, (back,) = line.json(Role.CLERK, "duplicates", "undo", *both[0].split(":"), "--together")
    assert (code, len(back["pairs"])) == (0, len(both))
    assert len(line.json(Role.CLERK, "duplicates", "--why", "same_name")[1]) == len(both) + 1
    said = line.plain(Role.CLERK, "duplicates", "different", *both[:2], "--why", "namesakes")[1]
    assert said == "2 pairs: two different people each, because: Only the names are alike.\n"
    assert line.plain(Role.SCANNER, "duplicates", "different", both[2], "--why", "asked")[0] == 1
    assert line.json(Role.SUPERVISOR, "check")[0] == 0


def test_two_records_are_shown_side_by_side(line: Line) -> None:
    first, second = registered(line, 30), registered(line, 33, "Chak 14")
    code, (pair,) = line.json(Role.CLERK, "duplicates", "show", second, first)
    assert (code, pair["a"], pair["b"], pair["decided"]) == (0, first, second, None)
    line.json(Role.CLERK, "duplicates", "decide", first, second, "--as", "later")
    said = line.plain(Role.CLERK, "duplicates", "show", first, second)[1]
    assert "Age: 30, said | 33, said (3 years apart)" in said
    assert "Ask later: said by clerk" in said


def test_merge_speaks_in_sentences(line: Line) -> None:
    first, second = registered(line, 30), registered(line, 55, id={"type": "CNIC", "number": "36302-1234567-1"})
    code, said = line.plain(Role.SUPERVISOR, "person", "merge", first, second)
    assert code == 0
    assert "Taken over, because it was not known: the number of the paper." in said
    assert "Their ages are more than ten years apart." in said
    assert line.plain(Role.SUPERVISOR, "person", "unmerge", first, second) == (0, "Two people again.\n")


def test_refusals_have_their_exit_codes(line: Line) -> None:
    first = registered(line, 30)
    nobody = "01900000-0000-7000-8000-000000000000"
    for wanted, verb in (
        (3, ("person", "merge", first, first)),
        (3, ("person", "merge", first, nobody)),
        (3, ("person", "merge", first, "Sakina")),
        (3, ("person", "unmerge", first, nobody)),
        (3, ("duplicates", "decide", first, nobody, "--as", "same")),
        (2, ("duplicates", "decide", first, nobody, "--as", "perhaps")),
        (2, ("duplicates", "decide", first, nobody)),
        (3, ("duplicates", "show", first, nobody)),
    ):
        assert line.plain(Role.SUPERVISOR, *verb)[0] == wanted, verb
    second = registered(line, 30)
    assert line.plain(Role.CLERK, "person", "merge", first, second)[0] == 1


def test_a_csv_opens_as_words_and_is_an_entry(line: Line, tmp_path: Path) -> None:
    told = {"name_latin": "=cmd|' /C calc'!A0", "name_as_told": "", "parent_name": "＝1+1"}
    registered(line, 30, "@SUM(1)", **told)
    registered(line, 31, "@SUM(1)", **told)
    out = tmp_path / "pairs.csv"
    code, (answer,) = line.json(Role.SUPERVISOR, "duplicates", "--csv", str(out))
    assert (code, answer["rows"], answer["file"]) == (0, 1, str(out))
    assert set(answer["entry"]) == {"log", "seq"}
    text = out.read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert {"a", "b", "score", "why", "decided", "name_a", "household_a"} <= set(row)
    assert row["name_a"].startswith("'=cmd")
    assert row["parent_a"] == "'＝1+1"
    assert row["village_b"] == "'@SUM(1)"
    assert not any(cell[:1] in "=+-@\t\r＝" for cell in row.values() if cell)
    assert row["age_b"] == "31"
    assert line.plain(Role.SUPERVISOR, "duplicates", "--csv", str(tmp_path / "nowhere" / "pairs.csv"))[0] == 4
