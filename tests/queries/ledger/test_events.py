"""Check holds what happened to households against the book: a row edited, taken out or slipped in is named."""

import secrets

import pytest

from desktop.opening import Opened
from desktop.queries.ledger.events import first_misfit
from desktop.records.safekeeping import BookChecked
from desktop.usecases import households, safekeeping
from desktop.values.permissions import Role
from tests.factories import DISTRICT, TestOffice
from tests.usecases.living import Days, Living, ids
from tests.usecases.relief_office import Relief


@pytest.fixture
def living(office: TestOffice) -> Living:
    """A household that split off after the old one received, and one that moved."""
    made = Living(office, Days())
    home = made.family()
    households.split(made.clerk, home.code, ids(home)[1:], day=made.today)
    households.move(made.clerk, home.code, "PK61702", "Kot Addu", day=made.today)
    return made


def checked(opened: Opened) -> BookChecked:
    return safekeeping.check(opened.desk, opened.certificates, opened.folder)


def test_an_honest_book_fits(living: Living) -> None:
    assert checked(living.office.opened(Role.CLERK)).ok


@pytest.mark.parametrize(
    "edit",
    [
        "DELETE FROM household_event WHERE change = 'split_from'",
        "UPDATE household_event SET other_id = NULL WHERE change = 'split_from'",
        "UPDATE household_event SET other_id = household_id WHERE change = 'split_from'",
        "UPDATE household_event SET change = 'joined' WHERE change = 'split_from'",
        "UPDATE household_event SET day = '2020-01-01' WHERE change = 'split_off'",
        "UPDATE household_event SET registrant_id = NULL WHERE change = 'split_off'",
        "UPDATE household_event SET village = 'Kot' WHERE change = 'moved'",
    ],
)
def test_a_row_that_was_edited_or_taken_out_is_named(living: Living, edit: str) -> None:
    """Without the row that says where a household came from, its people could be given to twice."""
    with living.clerk.store.writer.connect() as conn, conn.begin():
        conn.exec_driver_sql(edit)
    found = checked(living.office.opened(Role.CLERK)).first_bad
    assert found is not None
    assert found.why == "stray_household_event"


def test_a_row_without_an_entry_is_named(living: Living) -> None:
    with living.clerk.store.writer.connect() as conn, conn.begin():
        columns = (
            "household_id, change, day, recorded_at, recorded_by, registrant_id, other_id,"
            " from_pcode, from_village, pcode, village, district_id"
        )
        conn.exec_driver_sql(
            f"INSERT INTO household_event (id, {columns}) SELECT ?, {columns} FROM household_event"
            " WHERE change = 'moved'",
            (secrets.token_bytes(16),),
        )
    found = checked(living.office.opened(Role.CLERK)).first_bad
    assert found is not None
    assert (found.log, found.why) == ("store", "stray_household_event")


def test_rows_whose_entry_was_erased_are_held_against_nothing(office: TestOffice) -> None:
    relief = Relief(office)
    code = relief.household(4, holders=2)
    clerk = office.desk(Role.CLERK)
    done = households.move(clerk, code, "PK61702", "Kot Addu", day=Days().today)
    place = (done.entry.log, done.entry.seq)
    with clerk.store.reader.connect() as conn, conn.begin():
        assert first_misfit(conn, DISTRICT, {place: str(done.household.id)}) is None
        gone = (done.entry.log, 10_000)  # nothing lies behind it
        assert first_misfit(conn, DISTRICT, {gone: str(done.household.id)}) is None
        assert first_misfit(conn, DISTRICT, {gone: str(done.entry.seq).zfill(32)}) == ("store", -1)
