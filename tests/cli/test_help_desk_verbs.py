"""The verbs of the help desk and of blocks from outside: who may, exit codes, and the keys of their answers."""

from pathlib import Path
from typing import Any

import pytest

from desktop.usecases.provisional import DAILY_CAP
from desktop.values.permissions import Role
from tests import factories
from tests.cli.test_register import Line
from tests.factories import passphrase_of
from tests.usecases.relief_office import Relief


class Desk:
    """The command line with a household, an open round, and second persons at hand."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.line = Line(folder, capsys)
        with factories.office(folder, practice=True) as made:
            relief = Relief(made)
            self.code, self.other = relief.household().text, relief.household().text
            self.elsewhere = relief.household(pcode="PK60401").text
            standing = relief.round()
        self.round, self.point = standing.round_code, standing.point_code

    def second(self, role: Role) -> tuple[str, ...]:
        """The options of a second person."""
        file = self.line.folder / f"second-{role}.txt"
        file.write_text(passphrase_of(role) + "\n", encoding="utf-8")
        return "--second", role.value, "--second-passphrase-file", str(file)

    def act(self, role: Role, *arguments: str, code: int = 0) -> dict[str, Any]:
        """One verb; gives its answer."""
        found, answers = self.line.json(role, *arguments)
        assert found == code, answers
        return answers[-1] if answers else {}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_block_is_proposed_decided_listed_and_lifted(desk: Desk) -> None:
    """The help desk proposes; the supervisor with a second person decides and lifts; the page tells it."""
    block = ("household", "block", desk.code)
    made = desk.act(Role.HELPDESK, *block, "--reason", "under_review", "--note", "two cards of one name")
    assert (made["state"], made["holds"], made["note"]) == ("proposed", False, "two cards of one name")
    assert set(made["entry"]) == {"log", "seq"}
    again = desk.act(Role.HELPDESK, *block, "--reason", "moved", code=1)
    assert again["error"]["code"] == "blocked_already"
    assert desk.act(Role.SUPERVISOR, *block, "--decide", "yes", code=1)["error"]["code"] == "second_needed"
    done = desk.act(Role.SUPERVISOR, *block, "--decide", "yes", *desk.second(Role.LEAD))
    assert (done["state"], done["holds"], done["decided"]["second"]) == ("active", True, "lead")
    assert done["until"] > done["decided"]["at"]
    assert desk.act(Role.SUPERVISOR, "household", "blocks")["household"] == desk.code
    code, out = desk.line.plain(Role.SUPERVISOR, "household", "blocks")
    assert code == 0
    assert "Being looked at: in force since" in out
    scanned = desk.act(Role.SCANNER, "scan", "--round", desk.round, "--point", desk.point, desk.code, code=1)
    assert (scanned["verdict"], scanned.get("refused_why")) == ("H5", None)
    unblock = ("household", "unblock", desk.code, "--reason", "it was somebody else")
    gone = desk.act(Role.SUPERVISOR, *unblock, *desk.second(Role.LEAD))
    assert (gone["state"], gone["lift_note"]) == ("lifted", "it was somebody else")
    assert desk.act(Role.SUPERVISOR, *unblock, *desk.second(Role.LEAD), code=1)["error"]["code"] == "not_blocked"
    history = [line["what"] for line in desk.act(Role.CLERK, "household", "show", desk.code)["history"]]
    assert history[0] == "A block was lifted.", "whoever registers never reads why"


def test_the_supervisor_blocks_at_once_with_a_second_person(desk: Desk) -> None:
    """As when the holder asks for it; a scanner and a clerk cannot."""
    block = ("household", "block", desk.code, "--reason", "holder_asked")
    assert desk.act(Role.CLERK, *block, code=1)["error"]["code"] == "not_permitted"
    done = desk.act(Role.SUPERVISOR, *block, *desk.second(Role.HELPDESK))
    assert (done["holds"], done["until"]) == (True, None)


@pytest.mark.parametrize("wrong", [(), ("--reason", "moved", "--decide", "yes"), ("--reason", "theft")])
def test_wrong_usage_of_block_is_exit_2(desk: Desk, wrong: tuple[str, ...]) -> None:
    assert desk.line.plain(Role.HELPDESK, "household", "block", desk.code, *wrong)[0] == 2


def test_provisional_help_is_given_by_two_and_capped(desk: Desk) -> None:
    """The eleventh of a day is refused."""
    verb = ("provisional", "--round", desk.round, "--point", desk.point, "--reason", "no list names them")
    lead = desk.second(Role.LEAD)
    assert desk.act(Role.HELPDESK, *verb, "--size", "5", code=1)["error"]["code"] == "second_needed"
    given = desk.act(Role.HELPDESK, *verb, "--size", "5", *lead)
    assert [line["item"] for line in given["items"]] == ["ATTA20", "OIL5"]
    assert (given["left_today"], given["short"], given["size"]) == (DAILY_CAP - 1, [], 5)
    assert {"receipt", "entry", "provisional"} <= set(given)
    for size, code, name in (("0", 3, "size_unlikely"), ("900", 3, "size_unlikely")):
        assert desk.act(Role.HELPDESK, *verb, "--size", size, *lead, code=code)["error"]["code"] == name
    assert desk.line.plain(Role.HELPDESK, *verb, "--size", "2.5", *lead)[0] == 2
    for _ in range(DAILY_CAP - 1):
        desk.act(Role.HELPDESK, *verb, "--size", "2", *lead)
    assert desk.act(Role.HELPDESK, *verb, "--size", "2", *lead, code=1)["error"]["code"] == "provisional_cap_reached"
    assert desk.act(Role.AUDITOR, "check")["ok"] is True


def test_who_draws_beside_the_list_collects_today_or_is_served_at_home(desk: Desk) -> None:
    """Each verb with its keys."""
    lead = desk.second(Role.LEAD)
    allowed = desk.act(
        Role.HELPDESK, "allow", "--round", desk.round, desk.elsewhere, "--size", "2", "--reason", "split", *lead
    )
    assert (allowed["household"], allowed["size"]) == (desk.elsewhere, 2)
    proxy = ("proxy", "--round", desk.round, desk.code, "--latin", "Gul Muhammad", "--phone", "0301-7654321")
    let = desk.act(Role.HELPDESK, *proxy, "--relation", "BRO", "--reason", "ill", *lead)
    assert (let["name_latin"], let["households"], let["looked_at"]) == ("Gul Muhammad", 1, False)
    unnamed = desk.act(Role.HELPDESK, "proxy", "--round", desk.round, desk.code, "--reason", "ill", *lead, code=3)
    assert unnamed["problems"][0]["where"] == "name_as_told"
    delivery = ("delivery", "add", "--round", desk.round, desk.other, "--reason", "disabled")
    assert desk.act(Role.HELPDESK, *delivery)["household"] == desk.other
    listed = desk.act(Role.SUPERVISOR, "delivery", "list", "--round", desk.round)
    assert (listed["household"], listed["reason"], listed["drawn"]) == (desk.other, "disabled", False)
    assert desk.act(Role.HELPDESK, "delivery", "end", "--round", desk.round, desk.other)["household"] == desk.other
    ended = desk.act(Role.HELPDESK, "delivery", "end", "--round", desk.round, desk.other, code=3)
    assert ended["error"]["code"] == "not_on_delivery"
    assert desk.act(Role.AUDITOR, "check")["ok"] is True


def test_a_lane_sends_and_the_help_desk_reads_why_and_ends_it(desk: Desk) -> None:
    """The lane hears a verdict and no reason."""
    give = ("scan", "--round", desk.round, "--point", desk.point, "--give", "--looked", desk.code)
    desk.act(Role.SCANNER, *give)
    send = ("help-desk", "send", "--round", desk.round, "--point", desk.point, "--lane", "2", desk.code)
    assert desk.act(Role.SCANNER, *send) == {"household": desk.code, "verdict": "H1"}
    visit = desk.act(Role.HELPDESK, "help-desk", "list")
    assert (visit["why"], visit["lane"], visit["verdict"]) == ("received", 2, "H1")
    assert visit["reason"].startswith("The household received on")
    assert desk.act(Role.SCANNER, "help-desk", "list", code=1)["error"]["code"] == "not_permitted"
    ended = desk.act(Role.HELPDESK, "help-desk", "settle", visit["visit"], "--result", "told")
    assert ended["result"] == "told"
    again = desk.act(Role.HELPDESK, "help-desk", "settle", visit["visit"], "--result", "told", code=1)
    assert again["error"]["code"] == "visit_settled"
    assert desk.line.json(Role.HELPDESK, "help-desk", "list") == (0, [])
