"""What nobody should type and somebody will: verbs answer with a sentence and an exit code, never with a trace."""

import json
from pathlib import Path

import pytest

from desktop.usecases import registration
from desktop.values.permissions import Role
from tests import factories
from tests.cli.test_hard_terms import haqdar
from tests.cli.test_register import FAMILY, Line
from tests.clocks import today
from tests.factories import TestOffice

URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
HUGE = "99999999999999999999"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("odd")
    with factories.office(made):
        pass
    return made


@pytest.fixture
def line(folder: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(folder, capsys)


@pytest.mark.parametrize("words", [("show", HUGE), ("visit", HUGE, "--met", "1"), ("correct", HUGE, "--closed")])
def test_a_workplace_of_a_number_that_no_column_holds_is_not_found(line: Line, words: tuple[str, ...]) -> None:
    found, (answer,) = line.json(Role.INSPECTOR, "workplace", *words)
    assert (found, answer["error"]["code"]) == (1, "workplace_not_found")


@pytest.mark.parametrize("typed", ["x", HUGE])
def test_an_import_that_is_no_number_is_named_as_it_was_typed(line: Line, typed: str) -> None:
    found, (answer,) = line.json(Role.SUPERVISOR, "import", "undo", typed)
    assert (found, answer["error"]["code"]) == (3, "batch_unknown")
    assert typed in answer["error"]["what"]


def test_days_are_typed_in_urdu_digits_wherever_a_day_is_typed(line: Line) -> None:
    day = today()
    typed = str(day).translate(URDU)
    line.json(Role.INSPECTOR, "workplace", "add", "--kind", "kiln", "--area", "PK61701", "--village", "Chak 12")
    found, (answer,) = line.json(Role.INSPECTOR, "workplace", "visit", "1", "--met", "۳", "--day", typed)
    assert (found, answer["last_visit"], answer["households_met"]) == (0, str(day)[:7], 3)
    found, (answer,) = line.json(Role.INSPECTOR, "workplace", "reach", "--since", typed)
    assert (found, answer["reached"]) == (0, 1)
    code = line.registered(FAMILY)
    _, people = line.json(Role.CLERK, "van-list", "show", "--household", code)
    note = ("van-list", "note", people[0]["registrant"], "--result", "applied", "--day", typed)
    found, (answer,) = line.json(Role.CLERK, *note)
    assert (found, answer["day"]) == (0, str(day))


def test_somebody_who_belongs_to_the_household_already_is_not_said_to_live_in_another(line: Line) -> None:
    code = line.registered(FAMILY)
    _, (shown,) = line.json(Role.CLERK, "household", "show", code)
    found, (answer,) = line.json(Role.CLERK, "household", "join", code, shown["members"][0]["registrant"])
    assert (found, answer["error"]["code"]) == (1, "in_household_already")
    assert "belongs to this household already" in answer["error"]["what"]


def test_nobody_is_taken_apart_who_is_not_in_the_register(line: Line) -> None:
    """To say of unknown numbers that they are two records would be a fact about nobody."""
    nobody, other = "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"
    for words in ((nobody,), (nobody, other)):
        found, (answer,) = line.json(Role.SUPERVISOR, "person", "unmerge", *words)
        assert (found, answer["error"]["code"]) == (3, "person_unknown")


def test_a_file_whose_name_is_no_text_is_written_and_told(office: TestOffice, tmp_path: Path) -> None:
    """Sticks from other machines hold such names; the act is done before it is told."""
    registration.register(office.desk(Role.CLERK), factories.household())
    office.close()
    name = tmp_path / "\udcff.pdf"
    done = haqdar(office, Role.CLERK, "--json", "van-list", "--out", str(name), "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert name.is_file()
    assert json.loads(done.stdout)["file"].endswith("?.pdf")
