"""The verbs `operator role` and `operator passphrase NAME`: two people, exit codes, JSON, and what opens afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import WrongPassphrase
from desktop.opening import sign_in
from desktop.usecases import operators
from desktop.values.permissions import Role
from tests.cli.relief_line import Line
from tests.factories import office, passphrase_of
from tests.usecases.relief_office import Relief

NEW = "copper lantern walnut pepper meadow orbit"


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Line]:
    """The command line of a practice office that is open nowhere."""
    with office(tmp_path / "made", practice=True) as made:
        made.close()
        yield Line(Relief(made), capsys, tmp_path)


def roles(line: Line) -> dict[str, str]:
    """Who works there, as what."""
    return {one["name"]: one["role"] for one in line(Role.CONTROLLER, "operator", "list")[1]["operators"]}


def test_a_role_is_changed_by_two(line: Line) -> None:
    change = ("operator", "role", "clerk", "--role")
    assert line(Role.CONTROLLER, *change, "helpdesk")[0] == 1, "nobody beside"
    assert line(Role.CLERK, *change, "controller", *line.second(Role.SUPERVISOR))[0] == 1, "a clerk has no such right"
    assert line(Role.CONTROLLER, *change, "clerk", *line.second(Role.SUPERVISOR))[0] == 1, "the role is the same"
    assert line(Role.CONTROLLER, "operator", "role", "nobody", "--role", "lead", *line.second(Role.SUPERVISOR))[0] == 1
    assert (
        line(Role.CONTROLLER, "operator", "role", "controller", "--role", "lead", *line.second(Role.SUPERVISOR))[0] == 1
    )
    assert roles(line)["clerk"] == "clerk"
    code, told = line(Role.CONTROLLER, *change, "helpdesk", *line.second(Role.SUPERVISOR))
    assert code == 0
    (changed,) = told["operators"]
    assert (changed["name"], changed["role"]) == ("clerk", "helpdesk")
    assert set(told["entry"]) == {"log", "seq"}
    assert roles(line)["clerk"] == "helpdesk"
    opened = sign_in(line.relief.office.folder, "clerk", passphrase_of(Role.CLERK))
    assert opened.desk.person.role is Role.HELPDESK, "the passphrase is the one before"
    opened.close()


def test_a_forgotten_passphrase_is_replaced_by_two(line: Line) -> None:
    fresh = line.folder / "fresh.txt"
    fresh.write_text("password\n", encoding="utf-8")
    reset = ("operator", "passphrase", "clerk", "--new-passphrase-file", str(fresh))
    assert line(Role.CONTROLLER, *reset, *line.second(Role.SUPERVISOR))[0] == 3, "too weak"
    fresh.write_text(NEW + "\n", encoding="utf-8")
    assert line(Role.CONTROLLER, *reset)[0] == 1, "nobody beside"
    code, told = line(Role.CONTROLLER, *reset, *line.second(Role.SUPERVISOR))
    assert (code, told["operators"][0]["name"], set(told["entry"])) == (0, "clerk", {"log", "seq"})
    folder = line.relief.office.folder
    with pytest.raises(WrongPassphrase):
        sign_in(folder, "clerk", passphrase_of(Role.CLERK))
    sign_in(folder, "clerk", NEW).close()


def test_an_open_window_is_said_and_nothing_changes(line: Line) -> None:
    other = sign_in(line.relief.office.folder, "clerk", passphrase_of(Role.CLERK))
    try:
        change = ("operator", "role", "scanner", "--role", "lead", *line.second(Role.SUPERVISOR))
        assert line(Role.CONTROLLER, *change)[0] == 4
    finally:
        other.close()
    assert roles(line)["scanner"] == "scanner"
    found = sign_in(line.relief.office.folder, "scanner", passphrase_of(Role.SCANNER))
    assert {one.name: one.role for one in operators.operators(found.desk)}["scanner"] is Role.SCANNER
    found.close()
