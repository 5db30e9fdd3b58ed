"""The verbs of what happens in households: from outside, with days, numbers of the list, refusals and exit codes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.values.permissions import Role
from tests import factories
from tests.cli.test_register import FAMILY, Line
from tests.clocks import today

KEYS = {"household", "registrants", "entry"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("events")
    with factories.office(made):
        pass
    return made


@pytest.fixture
def line(folder: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(folder, capsys)


def family(line: Line) -> str:
    """A man, his wife and two children; gives the code."""
    told: list[dict[str, Any]] = [
        {"name_latin": "Rahim Bux", "sex": "M", "relation": "HEAD", "age": {"years": 40}, "holder": 1},
        {"name_latin": "Sakina Bibi", "sex": "F", "relation": "WIFE", "age": {"years": 34}},
        {"name_latin": "Ali", "sex": "M", "relation": "SON", "age": {"years": 8}},
        {"name_latin": "Zara", "sex": "F", "relation": "DAU", "age": {"years": 6}},
    ]
    return line.registered(FAMILY | {"members": told})


def act(line: Line, *arguments: str, code: int = 0, role: Role = Role.CLERK) -> dict[str, Any]:
    """One verb below `household`; gives its answer."""
    found, (answer,) = line.json(role, "household", *arguments)
    assert found == code, answer
    return answer


def members(line: Line, code: str) -> list[dict[str, Any]]:
    """The members as `household show` prints them."""
    return act(line, "show", code)["members"]


def test_somebody_new_comes_in_and_is_told_in_a_sentence(line: Line) -> None:
    code = family(line)
    answer = act(line, "join", code, "--latin", "Zainab", "--sex", "F", "--relation", "MOTHER", "--on", str(today()))
    assert set(answer) >= KEYS
    assert answer["household"] == code
    assert [one["registrant"] for one in members(line, code)][-1:] == answer["registrants"]
    found, out = line.plain(Role.CLERK, "household", "join", code, "--latin", "Noor", "--sex", "F")
    assert (found, out.strip().replace("\u2007", "")) == (0, code)
    assert "Noor came into the household." in line.stderr


def test_a_person_comes_from_a_file_with_everything_of_a_member(line: Line) -> None:
    code = family(line)
    told = {"name_as_told": "زینب", "sex": "F", "relation": "MOTHER", "age": {"years": 61}, "holder": 1}
    answer = act(line, "join", code, "--file", line.draft(told, "person.json"))
    came = members(line, code)[-1]
    assert (came["registrant"], came["age"]["years"], came["holder"]) == (answer["registrants"][0], 61, 2)


def test_a_child_is_born_without_a_name(line: Line) -> None:
    code = family(line)
    answer = act(line, "birth", code, "--sex", "F", "--relation", "DAU", "--parent-latin", "Rahim Bux")
    born = members(line, code)[-1]
    assert (born["registrant"], born["unnamed"], born["age"]["years"]) == (answer["registrants"][0], True, 0)


def test_people_go_by_their_number_in_the_list_or_by_their_id(line: Line) -> None:
    code = family(line)
    third, fourth = members(line, code)[2:]
    assert act(line, "leave", code, "3")["registrants"] == [third["registrant"]]
    assert act(line, "death", code, fourth["registrant"])["registrants"] == [fourth["registrant"]]
    assert len(members(line, code)) == 2
    for typed in ("3", "0", "nobody", third["registrant"]):
        answer = act(line, "leave", code, typed, code=3)
        assert answer["error"]["code"] == "not_in_household"


def test_numbers_in_urdu_digits_do_as_well(line: Line) -> None:
    code = family(line)
    third = members(line, code)[2]["registrant"]
    assert act(line, "leave", code, "۳")["registrants"] == [third]


def test_some_begin_a_household_of_their_own(line: Line) -> None:
    code = family(line)
    there = [one["registrant"] for one in members(line, code)]
    answer = act(line, "split", code, "2", "3", "4", "--place", "PK61702", "--village", "Kot Addu")
    assert (answer["household"], answer["registrants"]) == (code, there[1:])
    new = act(line, "show", answer["other"])
    assert [one["registrant"] for one in new["members"]] == there[1:]
    assert [one["relation"] for one in new["members"]] == ["HEAD", "SON", "DAU"]
    assert (new["pcode"], new["village"]) == ("PK61702", "Kot Addu")
    old = line.plain(Role.CLERK, "household", "show", code)[1] + line.plain(Role.CLERK, "household", "history", code)[1]
    old += str(act(line, "show", code)) + str(act(line, "history", code))
    assert answer["other"] not in old
    assert "Kot Addu" not in old
    assert act(line, "history", code, role=Role.SUPERVISOR)["history"][0]["other"] == answer["other"]


def test_a_household_goes_into_another_and_moves(line: Line) -> None:
    into, gone = family(line), family(line)
    there = [one["registrant"] for one in members(line, gone)]
    assert act(line, "merge", into, gone)["registrants"] == there
    assert act(line, "show", gone)["active"] is False
    moved = act(line, "move", into, "PK61702", "Kot Addu")
    assert set(moved) >= KEYS
    shown = act(line, "show", into)
    assert (shown["pcode"], shown["village"], shown["home_pcode"]) == ("PK61702", "Kot Addu", "PK61701")
    act(line, "move", into, "PK61702", "Kot Addu", "--for-good")
    assert act(line, "show", into)["home_pcode"] == ""


def test_a_bride_moves_and_a_son_comes_back(line: Line) -> None:
    code, into = family(line), family(line)
    there = [one["registrant"] for one in members(line, code)]
    answer = act(line, "marry-out", code, "4", "--to", into, "--relation", "DIL")
    assert answer["other"] == into
    assert members(line, into)[-1]["registrant"] == there[3]
    act(line, "leave", code, "3")
    answer = act(line, "join", code, there[2], "--relation", "SON")
    assert answer["registrants"] == [there[2]]


def test_the_last_adult_goes_from_children_with_a_second_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a practice office, where the passphrase of the second person may be a file."""
    words = tmp_path / "words"
    words.write_text(factories.passphrase_of(Role.SUPERVISOR))
    folder = tmp_path / "office"
    with factories.office(folder, practice=True):
        pass
    line = Line(folder, capsys)
    code = family(line)
    act(line, "leave", code, "1")
    for verb in ("leave", "marry-out"):
        assert act(line, verb, code, "1", code=1)["error"]["code"] == "second_needed"
    act(line, "leave", code, "1", "--second", "supervisor", "--second-passphrase-file", str(words))
    assert len(members(line, code)) == 2


def test_what_happened_is_told_newest_first_with_who_is_gone(line: Line) -> None:
    code = family(line)
    before = today()
    act(line, "death", code, "1")
    told = act(line, "history", code)
    assert [one["do"] for one in told["history"]] == ["person.died", "household.registered"]
    assert told["history"][0]["what"] == "Rahim Bux died."
    assert before.isoformat() <= told["history"][0]["day"] <= today().isoformat()
    assert [(one["name_latin"], one["how"]) for one in told["former"]] == [("Rahim Bux", "died")]
    code, out = line.plain(Role.CLERK, "household", "history", code)
    assert code == 0
    assert "Rahim Bux died." in out


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (("leave", "{code}", "3", "--on", "{ahead}"), 3, "day_not_yet"),
        (("leave", "{code}", "3", "--on", "{past}"), 1, "day_before"),
        (("leave", "{code}", "3", "--version", "7"), 1, "stale_version"),
        (("join", "{code}", "{other}"), 1, "in_household_already"),
        (("join", "{code}", "00000000-0000-7000-8000-000000000000"), 3, "person_unknown"),
        (("split", "{code}", "1", "2", "3", "4"), 1, "split_takes_all"),
        (("merge", "{code}", "{code}"), 3, "same_household"),
        (("move", "{code}", "PK61701", "Chak 12"), 3, "same_place"),
        (("move", "{code}", "PK999"), 3, "draft_problems"),
        (("birth", "{code}", "--sex", "F"), 3, "draft_problems"),
    ],
)
def test_refusals_have_their_exit_code_and_change_nothing(
    line: Line, arguments: tuple[str, ...], code: int, error: str
) -> None:
    home, other = family(line), family(line)
    ahead, past = today() + timedelta(days=2), today() - timedelta(days=2)
    names = {"code": home, "other": members(line, other)[0]["registrant"], "ahead": ahead, "past": past}
    answer = act(line, *(one.format(**names) for one in arguments), code=code)
    assert answer["error"]["code"] == error
    assert act(line, "show", home)["version"] == 1


def test_a_card_that_ends_and_a_household_that_closes_are_said_first(line: Line, tmp_path: Path) -> None:
    code = family(line)
    assert line.plain(Role.CLERK, "card", "issue", "--household", code, "--out", str(tmp_path / "cards.pdf"))[0] == 0
    assert act(line, "leave", code, "1", code=1)["error"]["code"] == "holder_has_card"
    answer = act(line, "leave", code, "1", "--card-ends")
    assert [one["code"] for one in answer["problems"]] == ["card_ended", "leads_now", "holds_card_now"]
    for _ in range(2):
        act(line, "leave", code, "2")
    assert act(line, "leave", code, "1", code=1)["error"]["code"] == "last_member"
    assert act(line, "leave", code, "1", "--last")["active"] is False


def test_wrong_usage_is_said(line: Line) -> None:
    code = family(line)
    for arguments in (
        ("join", code),
        ("join", code, "1", "--latin", "Ali"),
        ("leave", code, "3", "--on", "24.11.2026"),
        ("move", code, "PK61702", "--home", "PK726", "--for-good"),
        ("split", code),
    ):
        assert line.plain(Role.CLERK, "household", *arguments)[0] == 2


def test_events_are_the_clerks(line: Line) -> None:
    code = family(line)
    assert act(line, "leave", code, "3", code=1, role=Role.SUPERVISOR)["error"]["code"] == "not_permitted"
