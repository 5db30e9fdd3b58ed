"""Who collects in the holder's place, by verbs alone: named, let for today, a caretaker, a delivery; for how many."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from desktop.records.distribution import Standing
from desktop.usecases import registration
from desktop.values.period import local_day
from desktop.values.permissions import Role
from tests.cli.relief_line import Line
from tests.factories import child, household, office
from tests.usecases.relief_office import Relief

BOY = ("--name", "اسلم", "--latin", "Aslam", "--relation", "NEPHEW", "--phone", "0301-7778889")
NEIGHBOUR = ("--latin", "Nasreen", "--phone", "0303-1212121", "--reason", "ill")
_serial = count(1)


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One practice office for all tests here."""
    with office(tmp_path_factory.mktemp("collects"), practice=True) as made:
        yield Relief(made)


@pytest.fixture
def line(relief: Relief, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Line:
    """The command line."""
    return Line(relief, capsys, tmp_path)


@pytest.fixture
def round_code(line: Line) -> str:
    """An open round of its own."""
    code = f"who-{next(_serial)}"
    line.round(code)
    return code


def named(line: Line, *who: str) -> tuple[str, str]:
    """A household that named somebody, and its card's number."""
    code = line.relief.household(3)
    done, told = line(Role.CLERK, "household", "collector", code.text, "add", *who)
    assert (done, told["collectors"][0]["place"]) == (0, 1)
    return code.text, line.relief.cards(code)[0].number.text


def test_one_person_is_looked_at_for_the_third_household_and_stopped_at_the_fifth(line: Line, round_code: str) -> None:
    """The lane hears no reason; the help desk hears it with the name, and that another holder may come."""
    collected = ("--collector", "named1", "--give", "--looked")
    looks: list[list[str]] = []
    for _ in range(4):
        exits, told = line.scan(Role.SCANNER, *collected, named(line, *BOY)[1], round_code=round_code)
        assert (exits, told["verdict"], told["disbursement"] is not None) == (0, "G2", True)
        looks.append([look for look in told["looks"] if look != "typed"])
    assert looks == [["collector"]] * 2 + [["collects_often", "collector"]] * 2
    fifth, number = named(line, *BOY)
    exits, told = line.scan(Role.SCANNER, *collected, number, round_code=round_code)
    assert (exits, told["verdict"], told["disbursement"], "refused_why" in told) == (1, "H5", None, False)
    send = ("help-desk", "send", "--round", round_code, "--point", "malook", number)
    assert line(Role.SCANNER, *send, "--collector", "named1")[1]["verdict"] == "H5"
    _, visit = line(Role.HELPDESK, "help-desk", "list")
    assert (visit["why"], visit["collector"], visit["collector_name"]) == ("collector_limit", "named1", "اسلم")
    assert "4 households" in visit["reason"]
    exits, told = line.scan(Role.HELPDESK, "--collector", "named1", number, round_code=round_code)
    assert (exits, told["refused_why"], told["facts"]) == (1, "collector_limit", {"households": "4"})
    assert line(Role.HELPDESK, "help-desk", "settle", visit["visit"], "--result", "told")[0] == 0
    proxy = ("proxy", fifth, "--round", round_code, "--latin", "Aslam", "--phone", "0301-7778889", "--reason", "ill")
    exits, told = line(Role.HELPDESK, *proxy, *line.second(Role.LEAD))
    assert (exits, told["error"]["code"]) == (1, "too_many_households"), "nor by two people's leave"
    assert line.scan(Role.SCANNER, "--give", "--looked", number, round_code=round_code)[1]["receipt"], "the holder may"


def test_who_was_let_for_today_by_two_people_collects(line: Line, round_code: str) -> None:
    code = line.relief.household()
    proxy = ("proxy", code.text, "--round", round_code, *NEIGHBOUR)
    assert line.scan(Role.SCANNER, "--collector", "proxy", code.text, round_code=round_code)[0] == 3
    assert line(Role.HELPDESK, *proxy)[1]["error"]["code"] == "second_needed"
    assert line(Role.HELPDESK, *proxy, *line.second(Role.LEAD))[0] == 0
    given = ("--collector", "proxy", "--give", "--looked", code.text)
    exits, told = line.scan(Role.SCANNER, *given, round_code=round_code)
    assert (exits, told["verdict"], told["receipt"] is not None) == (0, "G2", True)


def test_a_caretaker_collects_where_only_children_live(line: Line, round_code: str) -> None:
    clerk = line.relief.office.desk(Role.CLERK)
    told = household(child("زینب", "HEAD", holder=1), child("بلال"))
    alone = registration.register(clerk, told, different=True).household.code
    assert line(Role.CLERK, "household", "collector", alone.text, "add", "--latin", "Rani")[0] == 0
    given = ("--collector", "caretaker", "--give", "--looked")
    assert line.scan(Role.SCANNER, *given, alone.text, round_code=round_code)[0] == 0
    grown, _ = named(line, "--latin", "Rani")
    exits, told = line.scan(Role.SCANNER, *given, grown, round_code=round_code)
    assert (exits, told["error"]["code"]) == (3, "collector_unknown")


def test_who_may_collect_is_listed_by_the_words_that_scan_takes(line: Line, round_code: str) -> None:
    """Named alone without a round; in a round holders, who was let and the delivery too, at the lane as well."""
    code = line.relief.household(3, holders=2).text
    listed = ("household", "collector", code, "list")
    assert line(Role.CLERK, *listed) == (0, {"household": code, "collectors": []})
    line(Role.CLERK, "household", "collector", code, "add", *BOY)
    (boy,) = line(Role.CLERK, *listed)[1]["collectors"]
    assert (boy["place"], boy["name_latin"]) == (1, "Aslam")
    line(Role.HELPDESK, "proxy", code, "--round", round_code, *NEIGHBOUR, *line.second(Role.LEAD))
    line(Role.HELPDESK, "delivery", "add", code, "--round", round_code, "--reason", "elderly")
    for role in (Role.SCANNER, Role.HELPDESK):
        exits, told = line(role, *listed, "--round", round_code)
        assert exits == 0
        assert [one["collector"] for one in told["collectors"]] == ["1", "2", "named1", "proxy", "delivery"]
    words = [one["collector"] for one in told["collectors"]]
    for word in words:
        exits, answer = line.scan(Role.SCANNER, "--collector", word, code, round_code=round_code)
        assert (exits, answer["verdict"]) == (0, "G2")
    assert line(Role.AUDITOR, *listed, "--round", round_code)[1]["error"]["code"] == "not_permitted"
    assert line(Role.SCANNER, *listed, "--round", "none")[1]["error"]["code"] == "round_unknown"
    assert line(Role.SCANNER, *listed)[1]["error"]["code"] == "not_permitted"
    for wrong in (("list", "--place", "1"), ("add", "--latin", "Rani", "--round", round_code)):
        assert line(Role.CLERK, "household", "collector", code, *wrong)[0] == 2


def test_a_word_that_names_no_way_of_collecting_is_wrong_usage(line: Line, round_code: str) -> None:
    code = line.relief.household().text
    for word in ("named3", "0", "12", "10", "", "nephew", "Named1"):
        assert line.scan(Role.SCANNER, "--collector", word, code, round_code=round_code)[0] == 2, word
    assert line(Role.SCANNER, "household", "collector", code, "end", "--place", "3")[0] == 2


def test_a_line_of_a_sheet_says_who_signed_for_the_household(line: Line, round_code: str) -> None:
    """It is counted for the lane, and a line for which nobody was named is told by its code and stops no other."""
    today = local_day(line.relief.office.desk(Role.LEAD).clock().at).isoformat()
    printed = line.relief.sheet(Standing(round_code, "malook"))
    sheet = ("late-entry", "--round", round_code, "--point", "malook", "--sheet", printed, "--day", today)
    signed = [named(line, *BOY)[0] for _ in range(4)]
    alone = line.relief.household().text
    exits, told = line(Role.LEAD, *sheet, "--collector", "named1", *signed[:2], alone, *signed[2:])
    assert exits == 3
    assert [one["entered"] for one in told] == [True, True, False, True, True]
    assert told[2]["error"]["code"] == "collector_unknown"
    exits, told = line.scan(Role.HELPDESK, "--collector", "named1", named(line, *BOY)[0], round_code=round_code)
    assert (exits, told["refused_why"]) == (1, "collector_limit")
    assert line(Role.AUDITOR, "check")[1]["ok"] is True
