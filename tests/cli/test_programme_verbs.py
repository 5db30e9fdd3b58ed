"""The verbs programme, event and round: what stands on stdout, and what the exit code says."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.values.permissions import Role
from tests.cli.relief_line import Line
from tests.exchange.test_rule_toml import PROGRAMME
from tests.factories import office
from tests.usecases.relief_office import Relief

ROUND = """\
programme = "{programme}"
code = "{code}"
list = "frozen"
areas = ["PK617"]
from = 2026-11-24
to = 2026-11-30
criteria = ["led_by_woman"]
point = [{{code = "malook", name = "Basti Malook"}}]
"""


PLANNED = """\
programme = "Flood flour"
code = "{code}"
list = "open"
areas = ["PK617"]
from = 2026-11-24
to = 2026-11-30
item = [{{code = "ATTA20", qty = 2}}]
point = [{{code = "malook", name = "Basti Malook", lanes = 3, on = 2026-12-24}}, {{code = "kot", name = "Kot"}}]
"""


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One practice office for all tests here."""
    with office(tmp_path_factory.mktemp("verbs"), practice=True) as made:
        yield Relief(made)


@pytest.fixture
def line(relief: Relief, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Line:
    """The command line."""
    return Line(relief, capsys, tmp_path)


def test_what_a_household_would_get_is_told_without_signing_in(line: Line) -> None:
    file = line.written("winter.toml", PROGRAMME)
    code, told = line.bare("programme", "check", file, "--size", "7", "--disabled", "1", "--json")
    assert code == 0
    assert told["items"] == [
        {"item": "BLANKET", "amount": "6 piece"},
        {"item": "SOAP", "amount": "1750 g"},
        {"item": "RICE5", "amount": "2 bag"},
        {"item": "TENT", "amount": "1 piece"},
    ]
    assert told["rules"][1] == {
        "item": "SOAP",
        "sentence": "Bathing soap: 250 g for each person, once in 30 days, none of it may be missing",
    }
    code, said = line.bare("programme", "check", file, "--size", "7")
    assert code == 0
    assert "A household of 7 people gets: Blanket or quilt × 6" in said


def test_the_file_of_a_round_tells_the_same_and_one_that_leaves_its_items_to_a_programme_says_so(line: Line) -> None:
    items = 'item = [{code = "ATTA20", steps = [{min_size = 1, qty = 2}, {min_size = 4, qty = 4}]}]\n'
    file = line.written("round.toml", items + ROUND.format(programme="Flour", code="flour-8"))
    code, told = line.bare("programme", "check", file, "--size", "7", "--json")
    assert (code, told["programme"], told["items"]) == (0, "Flour", [{"item": "ATTA20", "amount": "4 bag"}])
    bare = line.written("bare.toml", ROUND.format(programme="Flour", code="flour-8"))
    code, refused = line.bare("programme", "check", bare, "--size", "7", "--json")
    assert (code, refused["error"]["what"]) == (3, "The field item is missing.")
    broken = line.written("broken.toml", items + ROUND.format(programme="x" * 5000, code="flour-8"))
    code, refused = line.bare("programme", "check", broken, "--size", "7", "--json")
    assert code == 3
    assert len(refused["error"]["what"]) < 100


@pytest.mark.parametrize("size", ["0", "-1", "201"])
def test_a_household_of_nobody_is_bad_input(line: Line, size: str) -> None:
    file = line.written("winter.toml", PROGRAMME)
    code, refused = line.bare("programme", "check", file, "--size", size, "--json")
    assert (code, refused["error"]["code"]) == (3, "round_file_wrong")
    assert size in refused["error"]["what"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("per_person = 1,", "per_person = 0,", "per_person"),
        ("per_person = 250", "per_person = 9999999", "9999999"),
        ("infant = 1", "cousin = 1", "cousin"),
        ('"BLANKET"', '"GOLD"', "GOLD"),
    ],
)
def test_a_rule_that_gives_nothing_or_a_million_is_exit_3_and_named(line: Line, old: str, new: str, said: str) -> None:
    file = line.written("wrong.toml", PROGRAMME.replace(old, new, 1))
    for verb in (("check", "--size", "3"), ("save",)):
        code, refused = line(Role.SUPERVISOR, "programme", verb[0], file, *verb[1:])
        assert (code, refused["error"]["code"]) == (3, "round_file_wrong")
        assert said in refused["error"]["what"]


def test_a_file_that_is_not_there_is_exit_3(line: Line) -> None:
    assert line.bare("programme", "check", str(line.folder / "gone.toml"), "--size", "3", "--json")[0] == 3


def test_a_programme_is_saved_shown_and_listed(line: Line) -> None:
    text = PROGRAMME.replace("Winter  relief", "Kept rules")
    code, saved = line(Role.SUPERVISOR, "programme", "save", line.written("kept.toml", text))
    assert (code, saved["programme"], saved["version"], saved["again"]) == (0, "Kept rules", 1, False)
    assert saved["entry"]["seq"] > 0
    assert line(Role.SUPERVISOR, "programme", "save", line.written("kept.toml", text))[1]["again"] is True
    code, shown = line(Role.AUDITOR, "programme", "show", "Kept rules")
    assert (code, shown["items"][0]["rule"]["per_person"]) == (0, 1)
    listed = line(Role.AUDITOR, "programme", "list")[1]["programmes"]
    assert "Kept rules" in [one["programme"] for one in listed]
    assert line(Role.AUDITOR, "programme", "show", "Nothing")[1]["error"]["code"] == "programme_unknown"
    assert line(Role.CLERK, "programme", "save", line.written("kept.toml", text))[0] == 1


def test_a_round_is_shown_with_the_plan_of_its_lanes(line: Line) -> None:
    """Lanes and day as the file says, about how long that takes, and a day outside the round as a remark."""
    line.relief.household()
    told = PLANNED.format(code="planned")
    code, made = line(Role.SUPERVISOR, "round", "create", line.written("planned.toml", told))
    assert (code, made["points"][0]["lanes"], made["points"][0]["on"]) == (0, 3, "2026-12-24")
    code, shown = line(Role.LEAD, "round", "show", "planned")
    malook, kot = shown["points"]
    assert (code, malook["minutes"], malook["households"]) == (0, 1, shown["households"])
    assert "3 lanes: about 5 minutes at 300 cards an hour in each lane." in malook["plan"]
    assert (kot["lanes"], kot["on"], kot["minutes"], kot["plan"]) == (0, "", 0, "")
    assert any("outside the days of the round" in remark for remark in shown["remarks"])
    assert line(Role.SUPERVISOR, "round", "open", "planned")[0] == 0
    code, ready = line(Role.LEAD, "point", "show", "--round", "planned", "--point", "malook")
    assert (code, ready["lanes"], ready["on"], ready["to_come"]) == (0, 3, "2026-12-24", shown["households"])
    assert ready["plan"].endswith("in each lane.")
    assert line(Role.LEAD, "round", "show", "nothing")[1]["error"]["code"] == "round_unknown"


@pytest.mark.parametrize("lanes", ["0", "-1", "51", "1.5", '"three"'])
def test_lanes_that_cannot_be_are_exit_3_and_named(line: Line, lanes: str) -> None:
    told = PLANNED.format(code="absurd").replace("lanes = 3", f"lanes = {lanes}")
    code, refused = line(Role.SUPERVISOR, "round", "create", line.written("absurd.toml", told))
    assert (code, refused["error"]["code"]) == (3, "round_file_wrong")
    assert "point[0].lanes" in refused["error"]["what"]


def test_after_an_event_a_round_is_opened_quickly(line: Line) -> None:
    noted = ("event", "make", "flood-26", "--kind", "flood", "--name", "Flood of 2026", "--from", "2026-11-20")
    code, event = line(Role.SUPERVISOR, *noted, "--area", "PK61701", "--area", "PK61702")
    assert (code, event["event"], event["areas"]) == (0, "flood-26", ["PK61701", "PK61702"])
    assert line(Role.SUPERVISOR, *noted, "--area", "PK617")[1]["error"]["code"] == "event_exists"
    quick = ("round", "create", "--from", "flood", "--event", "flood-26", "--point", "malook=Basti Malook")
    code, made = line(Role.SUPERVISOR, *quick, "--start", "۲۰۲۶-۱۱-۲۵")
    assert (code, made["round"], made["event"], made["from"]) == (0, "flood-26-1", "flood-26", "2026-11-25")
    assert made["areas"] == ["PK61701", "PK61702"]
    assert made["points"][0]["name"] == "Basti Malook"
    assert line(Role.SUPERVISOR, "round", "open", "flood-26-1")[1]["state"] == "open"
    assert line(Role.AUDITOR, "event", "list")[1]["events"][0]["rounds"] == 1


def test_a_round_is_made_of_a_file_or_of_a_template_never_of_both_or_none(line: Line) -> None:
    assert line(Role.SUPERVISOR, "round", "create")[0] == 2
    assert line(Role.SUPERVISOR, "round", "create", line.written("r.toml", ROUND), "--from", "flood")[0] == 2
    code, refused = line(Role.SUPERVISOR, "round", "create", "--from", "meteor", "--event", "x", "--point", "a")
    assert (code, refused["error"]["code"]) == (1, "template_unknown")


def test_a_list_by_criteria_is_fixed_added_to_and_taken_up_again(line: Line) -> None:
    line.relief.household(3)
    text = PROGRAMME.replace("Winter  relief", "By list").replace(', points = ["kot"]', "")
    assert line(Role.SUPERVISOR, "programme", "save", line.written("p.toml", text))[0] == 0
    file = line.written("r.toml", ROUND.format(programme="By list", code="by-list"))
    code, made = line(Role.SUPERVISOR, "round", "create", file)
    assert (code, made["criteria"], made["programme_version"]) == (0, {"any": ["led_by_woman"]}, 1)
    assert any("No stock was counted" in remark for remark in made["remarks"])
    code, refused = line(Role.SUPERVISOR, "round", "reopen", "by-list", *line.second(Role.LEAD))
    assert (code, refused["error"]["code"]) == (1, "round_not_frozen")
    code, fixed = line(Role.SUPERVISOR, "round", "freeze", "by-list", *line.second(Role.LEAD))
    assert (code, fixed["frozen"]) == (0, True)
    later = line.relief.household(5)
    code, added = line(Role.SUPERVISOR, "round", "add", "by-list", later.text, "--reason", "came back")
    assert (code, added["household"], added["households"]) == (0, later.text, fixed["households"] + 1)
    assert {"item": "BLANKET", "amount": "5 piece"} in added["items"]
    assert line(Role.SUPERVISOR, "round", "add", "by-list", later.text, "--reason", "again")[0] == 1
    assert line(Role.SUPERVISOR, "round", "add", "by-list", "123", "--reason", "typed wrong")[0] == 3
    assert line(Role.SUPERVISOR, "round", "add", "by-list", later.text)[0] == 2
    assert line(Role.SUPERVISOR, "round", "reopen", "by-list")[1]["error"]["code"] == "second_needed"
    code, again = line(Role.SUPERVISOR, "round", "reopen", "by-list", *line.second(Role.LEAD))
    assert (code, again["frozen"]) == (0, False)


def test_coverage_tells_tehsils_and_villages_and_no_names(line: Line) -> None:
    line.relief.household(3, village="Chak 99")
    file = line.written("r.toml", ROUND.format(programme="Coverage", code="cover"))
    items = 'item = [{code = "TARP", qty = 2}]\n'
    line.written("r.toml", ROUND.format(programme="Coverage", code="cover") + items)
    assert line(Role.SUPERVISOR, "round", "create", file)[0] == 0
    assert line(Role.SUPERVISOR, "round", "freeze", "cover", *line.second(Role.LEAD))[0] == 0
    code, told = line(Role.AUDITOR, "round", "coverage", "cover")
    assert code == 0
    assert {"pcode": "PK61701", "village": "Chak 99", "households": 1, "given": 0} in told["villages"]
    assert sum(place["households"] for place in told["places"]) == sum(one["households"] for one in told["villages"])
    assert set(told["villages"][0]) == {"pcode", "village", "households", "given"}
    assert line(Role.AUDITOR, "round", "coverage", "nowhere")[0] == 3


def test_a_programme_may_come_by_a_pipe(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(PROGRAMME.encode()))
    monkeypatch.setattr(sys, "stdin", pipe)
    assert line.bare("programme", "check", "-", "--size", "1", "--json")[0] == 0
