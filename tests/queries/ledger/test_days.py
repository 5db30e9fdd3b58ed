"""A day at a point is held against the book: whoever changes its figures or a count in the store is found."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from desktop.records.distribution import Standing
from desktop.records.stock import CountDraft
from desktop.usecases import day_close, point_days, provisional, safekeeping
from desktop.values.permissions import Role
from desktop.values.vocabulary import DifferenceReason, PointCheckKind
from tests.factories import office
from tests.usecases.relief_office import Relief

CHANGES = {
    "point_day": (
        "UPDATE point_day SET turn = turn + 1",
        "UPDATE point_day SET reason = 'the road was cut' WHERE reason = ''",
        "UPDATE point_day SET opened_by = (SELECT id FROM operator WHERE name = 'clerk')",
        "UPDATE point_day SET closed_by = (SELECT id FROM operator WHERE name = 'clerk') WHERE closed_by IS NOT NULL",
    ),
    "day_figures": (
        """UPDATE point_day SET summary = replace(summary, '"provisional":1', '"provisional":0')""",
        """UPDATE point_day SET summary = replace(summary, '"voided":0', '"voided":2')""",
        """UPDATE point_day SET summary = replace(summary, '"quantity":4', '"quantity":3')""",
    ),
    "point_count": (
        "UPDATE point_count SET counted = counted + 1 WHERE at_close AND item = 'ATTA20'",
        "UPDATE point_count SET book = counted, reason = NULL WHERE at_close",
        "UPDATE point_count SET counted = 99 WHERE NOT at_close AND item = 'ATTA20'",
        "DELETE FROM point_count WHERE at_close AND item = 'OIL5'",
    ),
}


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """An office with a day that was closed, one that was only shut, and one that runs."""
    with office(tmp_path_factory.mktemp("days")) as made:
        relief = Relief(made)
        lead = made.desk(Role.LEAD)
        first, shut, runs = (relief.round(points_open=False) for _ in range(3))
        for standing in (first, shut, runs):
            opened(relief, standing)
        relief.give(first, relief.typed(relief.household(3).text))
        provisional.give(made.desk(Role.HELPDESK), first, 5, "came at night", second=made.second(Role.LEAD))
        point_days.shut_point(lead, shut)
        counts = [CountDraft("ATTA20", 43, DifferenceReason.WET), CountDraft("OIL5", 18)]
        day_close.close_day(lead, first, counts, second=made.second(Role.SUPERVISOR))
        yield relief


def opened(relief: Relief, standing: Standing) -> None:
    counts = [CountDraft("ATTA20", 50), CountDraft("OIL5", 20)]
    point_days.open_point(relief.office.desk(Role.LEAD), standing, ticked=tuple(PointCheckKind), counts=counts)


def first_bad(relief: Relief) -> str:
    """Why the first thing does not fit; empty when all fits."""
    opened = relief.office.opened(Role.LEAD)
    found = safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad
    return "" if found is None else found.why


def test_days_as_they_were_fit_the_book(relief: Relief) -> None:
    assert first_bad(relief) == ""


@pytest.mark.parametrize(("table", "change"), [(table, one) for table, many in CHANGES.items() for one in many])
def test_a_changed_day_is_found(relief: Relief, table: str, change: str) -> None:
    """Each change is made past the program, found by its name, and taken back."""
    writer = relief.office.desk(Role.LEAD).store.writer
    with writer.begin() as conn:
        days, counts = (
            [dict(row) for row in conn.execute(text(f"SELECT * FROM {name}")).mappings()]
            for name in ("point_day", "point_count")
        )
        assert conn.exec_driver_sql(change).rowcount
    try:
        assert first_bad(relief) == f"stray_{table}"
    finally:
        with writer.begin() as conn:
            conn.execute(
                text(f"UPDATE point_day SET {', '.join(f'{one} = :{one}' for one in days[0])} WHERE id = :id"), days
            )
            conn.execute(text("DELETE FROM point_count"))
            values = ", ".join(f":{one}" for one in counts[0])
            conn.execute(text(f"INSERT INTO point_count ({', '.join(counts[0])}) VALUES ({values})"), counts)
