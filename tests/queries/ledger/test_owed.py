"""What is owed, who collected and what came from paper stands as the entries say; an edited value is found."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from desktop.records.distribution import Collecting, Given, Standing
from desktop.records.trusted_person import CollectorDraft
from desktop.usecases import collectors, distribution, late_entries, safekeeping
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import CollectionKind, VoidReason
from tests.factories import office
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import stock, written


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """An office in which something is owed, settled, taken back, collected and entered late."""
    with office(tmp_path_factory.mktemp("owed-book")) as made:
        relief = Relief(made)
        standing = relief.round()
        stock(relief, standing, {"ATTA20": 7, "OIL5": 0})
        codes = [relief.household(5) for _ in range(3)]
        gave(relief, standing, codes[0].text)
        gave(relief, standing, codes[1].text)
        stock(relief, standing, {"OIL5": 9})
        gave(relief, standing, codes[0].text)
        settled = gave(relief, standing, codes[1].text)
        distribution.void(relief.office.desk(Role.SCANNER), settled.disbursement, VoidReason.WRONG_COUNT)
        stock(relief, standing, {"ATTA20": 20})
        who = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")
        collectors.name_collector(relief.office.desk(Role.CLERK), codes[2], who)
        gave(relief, standing, codes[2].text, Collecting(CollectionKind.NAMED, 1))
        lead = relief.office.desk(Role.LEAD)
        code = relief.household()
        late_entries.enter(lead, standing, relief.sheet(standing), local_day(lead.clock().at), code)
        yield relief


def gave(relief: Relief, standing: Standing, code: str, how: Collecting | None = None) -> Given:
    """A hand-over after a look."""
    return distribution.give(
        relief.office.desk(Role.SCANNER),
        standing,
        relief.typed(code),
        disbursement=DisbursementId(new_id()),
        looked=True,
        collector=how,
    )


def first_bad(relief: Relief) -> str:
    """What does not fit, or empty."""
    opened = relief.office.opened(Role.AUDITOR)
    found = safekeeping.check(opened.desk, opened.certificates, relief.office.folder).first_bad
    return "" if found is None else found.why


def test_a_day_with_owed_goods_collectors_and_sheets_fits_its_book(relief: Relief) -> None:
    assert first_bad(relief) == ""


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        ("UPDATE owed SET quantity = quantity + 5", "stray_owed"),
        ("UPDATE owed SET settled_by = NULL WHERE settled_by IS NOT NULL", "stray_owed"),
        ("UPDATE owed SET settled_by = disbursement_id WHERE settled_by IS NULL", "stray_owed"),
        ("DELETE FROM owed", "stray_owed"),
        ("UPDATE collection SET kind = 'proxy'", "stray_collection"),
        ("DELETE FROM collection", "stray_collection"),
        ("UPDATE disbursement SET sheet = 'A-8' WHERE sheet <> ''", "stray_disbursement"),
        ("UPDATE disbursement SET given_on = '2026-01-01' WHERE sheet <> ''", "stray_disbursement"),
        ("UPDATE disbursement SET sheet = 'B-1' WHERE sheet = ''", "stray_disbursement"),
    ],
)
def test_one_value_edited_behind_the_program_is_found_and_named(relief: Relief, edit: str, found: str) -> None:
    table = edit.split()[2] if edit.startswith("DELETE") else edit.split()[1]
    with written(relief) as conn:
        conn.execute(text(f"CREATE TABLE kept AS SELECT * FROM {table}"))
        conn.execute(text("PRAGMA defer_foreign_keys = ON"))
        conn.execute(text(edit))
    try:
        assert first_bad(relief) == found
    finally:
        with written(relief) as conn:
            conn.execute(text("PRAGMA defer_foreign_keys = ON"))
            conn.execute(text(f"DELETE FROM {table}"))
            conn.execute(text(f"INSERT INTO {table} SELECT * FROM kept"))
            conn.execute(text("DROP TABLE kept"))
    assert first_bad(relief) == ""
