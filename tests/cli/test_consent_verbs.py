"""The verbs consent and rights: what stands on stdout, what the exit code says, and that a slip leaves no trace."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from desktop.cli.root import Doors, run
from desktop.records.household import HouseholdView
from desktop.usecases import registration
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Role
from tests.factories import TestOffice, child, household, office, passphrase_of, woman
from tests.printing.paperwork import pages, words
from tests.usecases.relief_office import Relief


def no_window(*_: object) -> int:
    raise AssertionError("a verb opened the window")


@dataclass
class Line:
    """The command line of one office."""

    office: TestOffice
    capsys: pytest.CaptureFixture[str]
    folder: Path
    said: str = ""

    def __call__(self, *arguments: str, role: Role = Role.CLERK, as_json: bool = True) -> tuple[int, Any]:
        """Run as the operator of `role`; gives exit code and the object on stdout, or the text."""
        file = self.folder / f"{role}.txt"
        file.write_text(passphrase_of(role) + "\n", encoding="utf-8")
        signed = ["--data", str(self.office.folder), "--operator", role.value, "--passphrase-file", str(file)]
        self.capsys.readouterr()
        code = run([*arguments, *signed, *(["--json"] if as_json else [])], Doors(no_window, no_window, no_window))
        out, self.said = self.capsys.readouterr()
        return code, json.loads(out) if as_json and out else out

    def lines(self) -> list[dict[str, Any]]:
        """The entries of the log."""
        with self.office.opened(Role.CLERK).store.reader.connect() as conn, conn.begin():
            return [
                json.loads(bytes(one))
                for one in conn.execute(text("SELECT line FROM ledger_entry ORDER BY seq")).scalars()
            ]


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Line]:
    with office(tmp_path) as made:
        yield Line(made, capsys, tmp_path)


@pytest.fixture
def view(line: Line) -> HouseholdView:
    """A household that agreed to everything but the photo."""
    told = household(woman(phone="0300-1234567"), child("علی"), photo=False)
    return registration.register(line.office.desk(Role.CLERK), told).household


def test_consents_are_shown_given_and_taken_back(line: Line, view: HouseholdView) -> None:
    """The same keys each time; whatever changed something carries its entry."""
    code = view.code.text
    done, shown = line("consent", "show", code)
    assert done == 0
    assert [(one["purpose"], one["given"]) for one in shown["consents"]] == [
        ("register", True),
        ("photo", False),
        ("phone", True),
    ]
    assert shown["consents"][0]["said_by"] == str(view.members[0].id)
    assert (shown["withdrawals"], shown["rights_offered"], shown["help_due"]) == ([], [], [])
    asked = ("--purpose", "photo", "--by", str(view.members[0].id), "--language", "skr", "--read-by", "volunteer")
    done, given = line("consent", "give", code, *asked, "--heard-in-queue")
    assert done == 0
    assert given["consents"][1] == {
        "purpose": "photo",
        "given": True,
        "at": given["consents"][1]["at"],
        "language": "skr",
        "read_by": "volunteer",
        "heard_in_queue": True,
        "said_by": str(view.members[0].id),
    }
    assert set(given["entry"]) == {"log", "seq"}
    done, taken = line("consent", "withdraw", code, "--purpose", "phone")
    assert (done, taken["withdrawal"]["state"], taken["withdrawal"]["person"]) == (0, "waiting", None)
    assert "done" not in taken
    done, refused = line("consent", "withdraw", code, "--purpose", "phone")
    assert (done, refused["error"]["code"]) == (1, "withdrawal_waits")
    done, confirmed = line("consent", "withdraw", code, "--purpose", "phone", "--confirmed")
    assert (done, confirmed["withdrawal"]["state"]) == (0, "done")
    assert confirmed["done"]["contents_erased"] == 1
    done, refused = line("consent", "call-off", code, "--purpose", "phone")
    assert (done, refused["error"]["code"]) == (1, "nothing_withdrawn")


def test_one_person_takes_back_and_calls_off(line: Line, view: HouseholdView) -> None:
    """The id comes from the household's JSON; a person of nowhere is refused, a word that is no id is wrong usage."""
    code, who = view.code.text, str(view.members[1].id)
    done, taken = line("consent", "withdraw", code, "--purpose", "register", "--person", who)
    assert (done, taken["withdrawal"]["person"]) == (0, who)
    done, off = line("consent", "call-off", code, "--purpose", "register", "--person", who)
    assert (done, off["withdrawal"]["state"]) == (0, "called_off")
    done, refused = line("consent", "withdraw", code, "--purpose", "register", "--person", str(uuid4()))
    assert (done, refused["error"]["code"]) == (3, "not_in_household")
    assert line("consent", "withdraw", code, "--purpose", "register", "--person", "Sakina")[0] == 2
    assert line("consent", "withdraw", code, "--purpose", "bread")[0] == 2
    assert line("consent", "withdraw", code)[0] == 2
    assert line("consent", "show", "6170000")[0] == 3
    assert line("consent", "show", code, role=Role.SCANNER)[1]["error"]["code"] == "not_permitted"


def test_what_is_due_is_carried_out_and_what_waits_for_help_is_said(line: Line, view: HouseholdView) -> None:
    """Nothing before its day; a registration says which rounds it waits for."""
    code = view.code.text
    standing = Relief(line.office).round()
    done, taken = line("consent", "withdraw", code, "--purpose", "register", "--confirmed")
    assert (done, taken["still_due"], taken["withdrawal"]["state"]) == (0, [standing.round_code], "waiting")
    assert taken["entry"]["seq"] == len(line.lines()) - 1, "that it was said again in private comes last"
    done, taken = line("consent", "withdraw", code, "--purpose", "register", "--confirmed")
    assert (done, "entry" in taken) == (0, False), "said a third time, nothing changes"
    done, applied = line("consent", "apply-due")
    assert (done, applied["done"]) == (0, [])
    assert [(one["household"], one["still_due"]) for one in applied["waiting"]] == [(code, [standing.round_code])]
    done, told = line("consent", "apply-due", as_json=False)
    assert standing.round_code in told
    relief = Relief(line.office)
    relief.give(standing, relief.typed(code))
    done, applied = line("consent", "apply-due")
    assert [(one["people"], one["closed"]) for one in applied["done"]] == [(2, True)]
    assert line("consent", "apply-due", as_json=False) == (0, "Nothing is due.\n")


def test_the_same_is_said_to_a_person(line: Line, view: HouseholdView) -> None:
    """Sentences instead of keys: the day, the language, what stays, until when backups keep it."""
    code = view.code.text
    done, told = line("consent", "show", code, as_json=False)
    assert done == 0
    assert "To be registered: yes" in told
    assert "Urdu" in told
    done, told = line("consent", "withdraw", code, "--purpose", "register", as_json=False)
    assert "can be called off until then" in told
    done, told = line("consent", "call-off", code, "--purpose", "register", as_json=False)
    assert told.strip() == "Called off"
    done, told = line("consent", "give", code, "--purpose", "photo", as_json=False)
    assert "To be photographed: yes" in told
    done, told = line("consent", "withdraw", code, "--purpose", "register", "--confirmed", as_json=False)
    assert "2 people were removed" in told
    assert "Backups made before keep it" in told
    assert "Rights offered" not in line("consent", "show", code, as_json=False)[1]


def test_rights_are_told_and_the_slip_leaves_no_trace(line: Line, view: HouseholdView, tmp_path: Path) -> None:
    """With and without a slip the same entry, and no other; the paper names nobody."""
    code, out = view.code.text, tmp_path / "slip.pdf"
    before = len(line.lines())
    done, told = line("rights", "told", code, "--language", "ur")
    assert done == 0
    assert {key: told[key] for key in ("household", "language", "told_by")} == {
        "household": code,
        "language": "ur",
        "told_by": "clerk",
    }
    done, again = line("rights", "told", code, "--language", "ur", "--slip", str(out))
    assert done == 0
    fresh = line.lines()[before:]
    assert [one["do"] for one in fresh] == [EntryKind.RIGHTS_OFFERED] * 2
    assert told.keys() == again.keys()
    assert len(pages(out.read_bytes(), tmp_path, 50)) == 1
    text_of_slip = words(out.read_bytes(), tmp_path)
    assert "617" not in text_of_slip
    assert view.members[0].name_as_told not in text_of_slip
    for language in ("skr", "en", "sd"):
        assert line("rights", "told", code, "--language", language, "--slip", str(out), "--replace")[0] == 0
    assert line("rights", "told", code, "--language", "fr")[0] == 2
    assert line("rights", "told", code, "--slip", str(tmp_path / "no" / "slip.pdf"))[0] == 4
    assert line("rights", "told", "617000000000")[0] == 3
    done, shown = line("consent", "show", code)
    assert len(shown["rights_offered"]) == 5
    done, told = line("rights", "told", code, as_json=False)
    assert "In Urdu · " in told
