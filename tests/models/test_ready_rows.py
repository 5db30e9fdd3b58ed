"""Rows made ready for the driver are the rows that SQLAlchemy would have written."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, select

from desktop.models.household import Consent, Membership
from desktop.models.ready_rows import ReadyRows
from desktop.values.identifiers import new_id
from desktop.values.vocabulary import ConsentLanguage, ConsentPurpose, ConsentReader

CONSENT: dict[str, object] = {
    "district_id": "PK-Z-01",
    "id": new_id(),
    "household_id": new_id(),
    "purpose": ConsentPurpose.PHOTO,
    "given": True,
    "read_by": ConsentReader.CLERK,
    "language": ConsentLanguage.SINDHI,
    "at": datetime(2026, 11, 26, 7, 30, tzinfo=UTC),
    "heard_in_queue": False,
    "said_by": None,
}
MEMBERSHIP: dict[str, object] = {
    "district_id": "PK-Z-01",
    "id": new_id(),
    "household_id": new_id(),
    "registrant_id": new_id(),
    "place": 1,
    "relation": "WIFE",
    "slot": None,
    "from_day": date(2026, 11, 26),
    "to_day": None,
}


@pytest.mark.parametrize(("kind", "row"), [(Consent, CONSENT), (Membership, MEMBERSHIP)])
def test_they_are_the_same_rows(kind: type[Consent | Membership], row: dict[str, object], tmp_path: Path) -> None:
    """Ids, days, moments, closed lists, yes and no, and nothing."""
    other = row | {name: new_id() for name in ("id", "household_id", "registrant_id") if name in row}
    for file, plain in (("plain.db", True), ("usual.db", False)):
        engine = create_engine(f"sqlite:///{tmp_path / file}")
        with engine.begin() as conn:
            kind.metadata.tables[kind.__tablename__].create(conn)
            if plain:
                ReadyRows.of(conn, kind, [row, other]).insert(conn)
            else:
                conn.execute(insert(kind), [row, other])
        engine.dispose()
    found: list[object] = []
    for file in ("plain.db", "usual.db"):
        engine = create_engine(f"sqlite:///{tmp_path / file}")
        with engine.connect() as conn:
            found.append(conn.exec_driver_sql(f"SELECT * FROM {kind.__tablename__} ORDER BY id").all())
            assert len(conn.execute(select(kind.id)).all()) == 2
        engine.dispose()
    assert found[0] == found[1]


def test_a_row_without_a_column_that_must_be_told_is_a_mistake_of_ours(tmp_path: Path) -> None:
    """Found before anything is written."""
    engine = create_engine(f"sqlite:///{tmp_path / 'one.db'}")
    short = {name: value for name, value in CONSENT.items() if name != "given"}
    with engine.connect() as conn, pytest.raises(AssertionError, match="given"):
        ReadyRows.of(conn, Consent, [short])
    engine.dispose()


def test_no_rows_are_nothing_to_write(tmp_path: Path) -> None:
    """A slice without consents."""
    engine = create_engine(f"sqlite:///{tmp_path / 'one.db'}")
    with engine.connect() as conn:
        ReadyRows.of(conn, Consent, []).insert(conn)
    engine.dispose()
