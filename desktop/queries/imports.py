"""SELECTs about imports: batches, which submissions came before, saved maps, and whether a batch was touched."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from desktop.models.block import Block
from desktop.models.card import Card
from desktop.models.consent import RightsOffered
from desktop.models.disbursement import Disbursement
from desktop.models.help_desk import Allowance, HomeDelivery, Proxy
from desktop.models.household import Consent, Household, Membership
from desktop.models.household_event import HouseholdEvent
from desktop.models.import_batch import ImportBatch, ImportedHousehold, ImportMap
from desktop.models.operator import Operator
from desktop.models.pair import Pair, PeopleMerge
from desktop.models.programme import Listing, Round
from desktop.models.trusted_person import Collector
from desktop.queries.padding import padded
from desktop.records.imports import BatchView, Touched
from desktop.values.vocabulary import BatchState

_AT_ONCE = 100

_COLUMNS = (
    ImportBatch.id,
    ImportBatch.number,
    ImportBatch.state,
    ImportBatch.rows,
    ImportBatch.households,
    ImportBatch.people,
    ImportBatch.begun_at,
    ImportBatch.ended_at,
    ImportBatch.file_sha256,
    ImportBatch.begun_by,
    Operator.name,
)

_KNOWN = select(ImportedHousehold.submission, ImportedHousehold.batch_id, ImportedHousehold.household_id).where(
    ImportedHousehold.district_id == bindparam("district"),
    ImportedHousehold.submission.in_(bindparam("submissions", expanding=True)),
)


def _batches(district: str) -> Select[*tuple[Any, ...]]:
    by = (Operator.district_id == ImportBatch.district_id) & (Operator.id == ImportBatch.begun_by)
    return select(*_COLUMNS).join(Operator, by).where(ImportBatch.district_id == district)


def batches(conn: Connection, district: str, sha256: bytes | None = None) -> tuple[BatchView, ...]:
    """Every import, the newest first; with a file's hash, those of this file are marked."""
    wanted = _batches(district).order_by(ImportBatch.number.desc())
    return tuple(_view(row, sha256) for row in conn.execute(wanted))


def batch(conn: Connection, district: str, number: int) -> BatchView | None:
    """The import of a number."""
    row = conn.execute(_batches(district).where(ImportBatch.number == number)).first()
    return None if row is None else _view(row, None)


def batch_of(conn: Connection, district: str, identity: UUID) -> BatchView | None:
    """The import of an id."""
    row = conn.execute(_batches(district).where(ImportBatch.id == identity)).first()
    return None if row is None else _view(row, None)


def plan_of_batch(conn: Connection, district: str, identity: UUID) -> tuple[bytes, bytes] | None:
    """The hash of an import's file and what its columns were; None of one from before this was stored."""
    wanted = select(ImportBatch.file_sha256, ImportBatch.plan)
    row = conn.execute(wanted.where(ImportBatch.district_id == district, ImportBatch.id == identity)).one()
    return None if row.plan is None else (bytes(row.file_sha256), bytes(row.plan))


def to_clear(conn: Connection, district: str) -> list[tuple[UUID, BatchState, int]]:
    """Imports that were given up or taken back and of which something still lies about: how many households."""
    over = (BatchState.DROPPED, BatchState.UNDONE)
    wanted = select(ImportBatch.id, ImportBatch.state).where(
        ImportBatch.district_id == district, ImportBatch.state.in_(over)
    )
    found: list[tuple[UUID, BatchState, int]] = []
    for row in conn.execute(wanted).all():
        left = select(func.count()).where(
            ImportedHousehold.district_id == district, ImportedHousehold.batch_id == row.id
        )
        households = conn.scalar(left) or 0
        if households:
            found.append((row.id, row.state, households))
    return found


def touched(conn: Connection, district: str, identity: UUID) -> Touched:
    """With how many households of an import something was done since, of each kind."""
    own = (ImportedHousehold.district_id == district, ImportedHousehold.batch_id == identity)
    opened = select(ImportBatch.ended_at).where(ImportBatch.district_id == district, ImportBatch.id == identity)
    since = opened.scalar_subquery()
    rounds = select(Round.id).where(Round.district_id == district)  # two indices begin with the round

    def households(table: type[Any], *more: ColumnElement[bool]) -> int:
        same = (
            table.district_id == ImportedHousehold.district_id,
            table.household_id == ImportedHousehold.household_id,
        )
        there = select(literal(1)).where(*same, *more).exists()
        return conn.scalar(select(func.count()).select_from(ImportedHousehold).where(*own, there)) or 0

    def people(*sides: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
        """Whether somebody of a pair is of this import."""
        return or_(
            *(
                select(literal(1))
                .select_from(Membership)
                .join(
                    ImportedHousehold,
                    (ImportedHousehold.district_id == Membership.district_id)
                    & (ImportedHousehold.household_id == Membership.household_id),
                )
                .where(Membership.district_id == district, Membership.registrant_id == side, *own)
                .exists()
                for side in sides
            )
        )

    home = select(literal(1)).where(
        Household.district_id == ImportedHousehold.district_id,
        Household.id == ImportedHousehold.household_id,
        or_(Household.version > 1, ~Household.active),
    )
    corrected = select(func.count()).select_from(ImportedHousehold).where(*own, home.exists())
    answered = select(func.count()).select_from(Pair).where(Pair.district_id == district, Pair.answer.is_not(None))
    merged = select(func.count()).where(PeopleMerge.district_id == district, PeopleMerge.undone_at.is_(None))
    return Touched(
        cards=households(Card),
        corrections=conn.scalar(corrected) or 0,
        events=households(HouseholdEvent)
        + households(Collector)
        + households(Consent, Consent.at > since)
        + households(RightsOffered)
        + households(Block)
        + sum(households(table, table.round_id.in_(rounds)) for table in (Allowance, Proxy, HomeDelivery)),
        given=households(Disbursement, Disbursement.round_id.in_(rounds)),
        lists=households(Listing, Listing.round_id.in_(rounds)),
        pairs=(conn.scalar(answered.where(people(Pair.a_id, Pair.b_id))) or 0)
        + (conn.scalar(merged.where(people(PeopleMerge.kept_id, PeopleMerge.gone_id))) or 0),
    )


def unfinished(conn: Connection, district: str, sha256: bytes | None = None) -> BatchView | None:
    """The import that was begun and is neither open nor given up."""
    wanted = _batches(district).where(ImportBatch.state == BatchState.WRITING)
    row = conn.execute(wanted.order_by(ImportBatch.number).limit(1)).first()
    return None if row is None else _view(row, sha256)


def _view(row: Row[*tuple[Any, ...]], sha256: bytes | None) -> BatchView:
    return BatchView(
        id=row.id,
        number=row.number,
        state=row.state,
        rows=row.rows,
        households=row.households,
        people=row.people,
        begun_at=row.begun_at,
        begun_by=row.name,
        begun_by_id=row.begun_by,
        ended_at=row.ended_at,
        same_file=bytes(row.file_sha256) == sha256,
    )


def known(conn: Connection, district: str, submissions: Sequence[str]) -> dict[str, tuple[UUID, UUID]]:
    """Which of these submissions an import brought before: which batch did, and as which household."""
    found: dict[str, tuple[UUID, UUID]] = {}
    for asked in padded(submissions, _AT_ONCE):
        for submission, of_batch, household in conn.execute(_KNOWN, {"district": district, "submissions": asked}):
            found[submission] = (of_batch, household)
    return found


def members_of(conn: Connection, district: str, household: UUID) -> list[UUID]:
    """The people of a household that an import wrote, in the order in which the list told them."""
    wanted = select(Membership.registrant_id).where(
        Membership.district_id == district, Membership.household_id == household, Membership.to_day.is_(None)
    )
    return list(conn.scalars(wanted.order_by(Membership.place)))


def map_names(conn: Connection, district: str) -> tuple[str, ...]:
    """Names of the saved column maps, in order."""
    wanted = select(ImportMap.name).where(ImportMap.district_id == district).order_by(ImportMap.name)
    return tuple(conn.scalars(wanted))


def map_body(conn: Connection, district: str, name: str) -> bytes | None:
    """A saved column map as it was kept."""
    found = conn.scalar(select(ImportMap.body).where(ImportMap.district_id == district, ImportMap.name == name))
    return None if found is None else bytes(found)
