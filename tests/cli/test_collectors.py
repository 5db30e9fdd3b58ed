"""The verbs household collector and intermediary, and the new keys of register, schema and household show."""

from pathlib import Path
from typing import Any

import pytest

from desktop.values.permissions import Role
from tests import factories
from tests.cli.test_register import FAMILY, Line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office of its own, for the family's numbers are remarked on when they come often."""
    with factories.office(tmp_path):
        pass
    return tmp_path


@pytest.fixture
def line(folder: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(folder, capsys)


def family(**changes: Any) -> dict[str, Any]:
    return FAMILY | changes


def test_a_collector_is_named_shown_and_ended(line: Line) -> None:
    code = line.registered()
    told = ("--latin", "Rani", "--relation", "SIS", "--phone", "0301-1112223")
    done, (named,) = line.json(Role.CLERK, "household", "collector", code, "add", *told)
    assert done == 0
    assert named["household"] == code
    assert set(named["entry"]) == {"log", "seq"}
    assert [(one["place"], one["name_latin"], one["phone"]) for one in named["collectors"]] == [
        (1, "Rani", "+923011112223")
    ]
    _, (shown,) = line.json(Role.CLERK, "household", "show", code)
    assert shown["collectors"] == named["collectors"]
    done, (ended,) = line.json(Role.SUPERVISOR, "household", "collector", code, "end", "--place", "1")
    assert (done, ended["collectors"]) == (0, [])
    done, (answer,) = line.json(Role.CLERK, "household", "collector", code, "end", "--place", "2")
    assert (done, answer["error"]["code"]) == (3, "no_such_collector")


@pytest.mark.parametrize("wrong", [("add", "--place", "1"), ("end",), ("take",)])
def test_wrong_usage_of_collector_is_exit_2(line: Line, wrong: tuple[str, ...]) -> None:
    assert line.plain(Role.CLERK, "household", "collector", line.registered(), *wrong)[0] == 2


def test_a_collector_without_a_name_is_named_by_its_field(line: Line) -> None:
    done, (answer,) = line.json(Role.CLERK, "household", "collector", line.registered(), "add")
    assert (done, answer["problems"][0]["where"]) == (3, "collectors.0.name_as_told")


def test_an_intermediary_is_noted_listed_refused_as_collector_and_ended(line: Line) -> None:
    told = ("--role", "jamadar", "--latin", "Karim Dad", "--phone", "0302-1112223", "--area", "PK61701")
    done, (noted,) = line.json(Role.CLERK, "intermediary", "note", *told)
    assert (done, noted["role"], noted["phone"]) == (0, "jamadar", "+923021112223")
    assert set(noted["entry"]) == {"log", "seq"}
    _, (listed,) = line.json(Role.SUPERVISOR, "intermediary", "list")
    assert noted["intermediary"] in [one["intermediary"] for one in listed["intermediaries"]]
    code = line.registered()
    add = ("household", "collector", code, "add", "--latin", "Ali", "--phone", "0302 1112223")
    done, (answer,) = line.json(Role.CLERK, *add)
    assert done == 1
    assert answer["error"]["code"] == "cannot_be_named"
    assert answer["error"]["what"] == "This person cannot be named here."
    done, (answer,) = line.json(
        Role.CLERK,
        "register",
        line.draft(family(vouchers=[{"name_latin": "Ali", "phone": "0302-1112223", "relation": "neighbour"}])),
    )
    assert done == 3
    stops = [one for one in answer["problems"] if one["weight"] == "error"]
    assert [(one["where"], one["code"], "facts" in one) for one in stops] == [("vouchers.0", "not_nameable", False)]
    assert line.plain(Role.CLERK, "intermediary", "end", noted["intermediary"])[0] == 0
    assert line.json(Role.CLERK, *add)[0] == 0
    assert line.plain(Role.SCANNER, "intermediary", "list")[0] == 1
    assert "Karim Dad" not in line.plain(Role.CLERK, "intermediary", "list")[1]


def test_what_is_told_of_a_person_is_shown_by_its_key(line: Line) -> None:
    member = FAMILY["members"][0] | {
        "age": {"event": "flood_2010", "age_then": 18},
        "id": {"type": "CNIC", "number": "45101-0000014-4", "seen": "copy"},
        "washington": {"walking": 4},
    }
    infant = {"unnamed": True, "parent_latin": "Rahim Bux", "sex": "F", "relation": "DAU"}
    done, (answer,) = line.json(Role.CLERK, "register", line.draft(family(members=[member, infant])))
    assert (done, answer["problems"]) == (0, [])
    _, (shown,) = line.json(Role.CLERK, "household", "show", answer["household"])
    first, second = shown["members"]
    assert first["age"]["event"] == "flood_2010"
    assert first["age"]["born"] == 1992
    assert first["age"]["margin"] == 2
    assert first["id"]["seen"] == "copy"
    assert (first["washington"], first["disability"], first["disability_source"]) == (
        {"walking": 4},
        True,
        "washington",
    )
    assert (second["unnamed"], second["name_as_told"], second["holder"]) == (True, "", None)
    assert "child of Rahim Bux" in line.plain(Role.CLERK, "household", "show", answer["household"])[1]
    found = line.plain(Role.CLERK, "find", "Rahim Bux")[1]
    assert "child of Rahim Bux" in found
