"""Opening a household and saving it changes nothing: every value byte for byte, in every script, and no entry."""

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, func, select

from desktop.errors import DraftProblems
from desktop.exchange.household_json import read_household, split, write_household
from desktop.models.base import Base
from desktop.models.household import Consent, Household, Membership, Photo, Registrant
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.trusted_person import Collector, Voucher
from desktop.records.household import HouseholdDraft
from desktop.ui.appearance.look import Look
from desktop.ui.screens.register.steps import PEOPLE, WHERE, WHO, StepPanels
from desktop.ui.widgets.fields import PhoneField
from desktop.usecases import registration
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from tests import factories
from tests.factories import TestOffice
from tests.ui.screens.odd_households import odd_household

SAMPLE = 80
WHOLE = int(os.environ.get("HOUSEHOLDS", "10000"))
PER_OFFICE = 250
"""Households in one store: in a fuller one every registration would look for doubles among thousands."""

type Save = Callable[[Desk, HouseholdCode, HouseholdDraft], None]


@dataclass
class Counted:
    """What a run found."""

    households: int = 0
    people: int = 0
    refused: int = 0
    changed: int = 0
    entries: int = 0


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("round_trip")) as made:
        yield made


@pytest.fixture
def panels(qtbot: QtBot, put_on: Callable[[Look], None]) -> StepPanels:
    put_on(Look(language=Language.URDU))
    made = StepPanels()
    qtbot.addWidget(made)
    made.fill_first()
    return made


def rows_of(desk: Desk, code: HouseholdCode) -> list[object]:
    """Every row about a household, as the store has it."""
    with desk.store.reader.connect() as conn, conn.begin():
        household = conn.scalars(select(Household.id).where(Household.code == code.text)).one()
        people = conn.scalars(select(Membership.registrant_id).where(Membership.household_id == household)).all()
        found: list[object] = [*_rows(conn, Household, Household.id, [household])]
        for table in (Membership, Consent, Collector, Voucher):
            found += _rows(conn, table, table.household_id, [household])
        found += _rows(conn, Registrant, Registrant.id, people)
        found += _rows(conn, Photo, Photo.registrant_id, people)
        return found


def _rows(conn: Connection, table: type[Base], column: object, wanted: object) -> list[object]:
    asked = select(*table.__table__.c).where(column.in_(wanted))  # pyright: ignore
    return sorted((tuple(row) for row in conn.execute(asked)), key=repr)


def entries(desk: Desk) -> int:
    """How many lines the book has."""
    with desk.store.reader.connect() as conn, conn.begin():
        return conn.execute(select(func.count()).select_from(LedgerEntry)).scalar_one()


def through_fields(panels: StepPanels, draft: HouseholdDraft) -> HouseholdDraft:
    """The draft as the window's fields give it back when every step, person and question was opened and left."""
    panels.answered(yes_or_no=True)
    panels.fill(draft, WHO)
    panels.head.turn_more()
    panels.head.turn_more()
    draft = panels.read(draft, WHO)
    panels.fill(draft, PEOPLE)
    for place in range(1, len(draft.members)):
        panels.people.write(place, draft.members[place])
        panels.people.form.turn_more()
        draft = panels.read(draft, PEOPLE)
    panels.fill(draft, WHERE)
    panels.where.turn_more()
    draft = panels.read(draft, WHERE)
    panels.where.turn_more()
    return panels.read(draft, WHERE)


def by_window(panels: StepPanels) -> Save:
    """Correcting with what the fields say."""

    def save(desk: Desk, code: HouseholdCode, draft: HouseholdDraft) -> None:
        registration.correct(desk, code, through_fields(panels, draft))

    return save


def by_json(desk: Desk, code: HouseholdCode, draft: HouseholdDraft) -> None:
    """Correcting with the file that `household show --draft` writes."""
    told = json.dumps(write_household(draft), ensure_ascii=False).encode()
    (raw,) = split(told)
    registration.correct(desk, code, read_household(raw).draft)


def sweep(desk: Desk, random: Random, count: int, saves: tuple[Save, ...]) -> Counted:
    """Register, correct without a change, compare."""
    found = Counted()
    for _ in range(count):
        try:
            done = registration.register(desk, odd_household(random), different=True)
        except DraftProblems:
            found.refused += 1
            continue
        found.households += 1
        found.people += len(done.household.members)
        code = done.household.code
        before, lines = rows_of(desk, code), entries(desk)
        for save in saves:
            try:
                save(desk, code, registration.draft_of(desk, code))
            except DraftProblems:
                found.changed += 1  # only a value that is another one could be refused
        found.changed += sum(one != other for one, other in zip(before, rows_of(desk, code), strict=False))
        found.changed += len(before) != len(rows_of(desk, code))
        found.entries += entries(desk) - lines
    return found


def test_an_untouched_correction_changes_no_value_and_writes_no_entry(office: TestOffice, panels: StepPanels) -> None:
    found = sweep(office.desk(Role.CLERK), Random(9), SAMPLE, (by_window(panels), by_json))
    assert (found.changed, found.entries) == (0, 0)
    assert found.households > SAMPLE * 0.9, "the generator makes what the register keeps"


def test_the_phone_field_of_before_fails_this(
    office: TestOffice, panels: StepPanels, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the field that showed the first eleven digits, and a form that takes whatever its fields show."""

    def old_set(field: PhoneField, value: str) -> None:
        digits = "".join(filter(str.isdigit, value))[:11]
        field.setText(f"{digits[:4]} {digits[4:]}")

    monkeypatch.setattr(PhoneField, "set_value", old_set)
    monkeypatch.setattr("desktop.values.phone._COUNTRY_FIRST", re.compile("(?!)"))
    for module in ("person_form", "trusted_panel"):
        monkeypatch.setattr(f"desktop.ui.screens.register.{module}.with_changes", _as_shown)
    found = sweep(office.desk(Role.CLERK), Random(9), 20, (by_window(panels),))
    assert found.changed > 0
    assert found.entries > 0


def _as_shown[Told](base: Told, shown: Told, told: Told, together: object = ()) -> Told:
    """What the form did before: whatever the fields say."""
    del base, shown, together
    return told


@pytest.mark.nightly
def test_ten_thousand_households_are_left_as_they_are(tmp_path: Path, panels: StepPanels) -> None:
    """Prints its figures: `HOUSEHOLDS=… make nightly` for another number."""
    whole = Counted()
    for part in range(-(-WHOLE // PER_OFFICE)):
        (folder := tmp_path / str(part)).mkdir()
        with factories.office(folder) as made:
            desk = made.desk(Role.CLERK)
            found = sweep(desk, Random(part), min(PER_OFFICE, WHOLE), (by_window(panels), by_json))
        for name in vars(whole):
            setattr(whole, name, getattr(whole, name) + getattr(found, name))
        print(part, whole, flush=True)
    assert (whole.changed, whole.entries) == (0, 0)
