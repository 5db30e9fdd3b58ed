"""SELECTs for the account of a round: what the log's hand-overs add up to beside the rows, and who was served where."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Exists, and_, exists, func, select

from desktop.models.disbursement import Disbursement, Owed, Void
from desktop.models.household import Household
from desktop.models.place import DistributionPoint
from desktop.models.point_day import PointCount
from desktop.queries.ledger_said import Said, tell
from desktop.queries.point_days import last_closed
from desktop.queries.point_figures import totals
from desktop.queries.stock import book
from desktop.records.accounts import Asked, ItemReconciled, PointReconciled
from desktop.records.point_day import PointPlace
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, PointId, RoundId

_GIVEN = Disbursement.__table__.c


class _Content(msgspec.Struct):
    """What the account needs of a hand-over's entry."""

    point: str
    items: dict[str, int]


@dataclass
class Scans:
    """What the log says was handed over at each point and not taken back."""

    kinds = frozenset({EntryKind.GIVEN, EntryKind.VOIDED})
    number: Counter[str] = field(default_factory=Counter[str])
    items: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _open: dict[str, _Content] = field(default_factory=dict[str, _Content])

    def hear(self, said: Said, content: bytes | None) -> None:
        """A hand-over, or one that is taken back."""
        if said.do == EntryKind.GIVEN and content is not None:
            told = self._open[said.ref] = msgspec.json.decode(content, type=_Content)
            self._add(told, 1)
        elif said.do == EntryKind.VOIDED and (told := self._open.pop(said.ref, None)) is not None:
            self._add(told, -1)

    def _add(self, told: _Content, sign: int) -> None:
        self.number[told.point] += sign
        for item, quantity in told.items.items():
            self.items[told.point][item] += sign * quantity


def scans(conn: Connection, district: str) -> Scans:
    """Every hand-over of the log, added up by point."""
    heard = Scans()
    tell(conn, district, heard)
    return heard


def reconciled(conn: Connection, district: str, at: PointPlace, heard: Scans) -> PointReconciled:
    """One point from all sides."""
    done, point = totals(conn, district, at), str(at.id)
    last = last_closed(conn, district, at.id, counted=True)
    counts = _counts(conn, district, last.id) if last else {}
    owed = _owed(conn, district, at)
    slips = select(_GIVEN.desk_id, _GIVEN.receipt).where(
        _GIVEN.district_id == district, _GIVEN.round_id == at.round_id, _GIVEN.point_id == at.id
    )
    return PointReconciled(
        point_code=at.code,
        point_name=at.name,
        scans=heard.number[point],
        given=done.handed - done.voided,
        voided=done.voided,
        slips=conn.execute(select(func.count()).select_from(slips.distinct().subquery())).scalar_one(),
        muster=done.late,
        items=tuple(
            ItemReconciled(
                line,
                heard.items[point][line.item],
                owed.get(line.item, 0),
                counts[line.item][1] if line.item in counts else None,
                counts[line.item][0] if line.item in counts else None,
            )
            for line in book(conn, district, at.id)
        ),
    )


def _counts(conn: Connection, district: str, day_id: UUID) -> dict[str, tuple[int, int]]:
    """Book and count of the items at the close of a day."""
    rows = conn.execute(
        select(PointCount.item, PointCount.book, PointCount.counted).where(
            PointCount.district_id == district, PointCount.point_day_id == day_id, PointCount.at_close.is_(True)
        )
    )
    return {row.item: (row.book, row.counted) for row in rows}


def _owed(conn: Connection, district: str, at: PointPlace) -> dict[str, int]:
    """What hand-overs of the point still owe, by item."""
    rows = conn.execute(
        select(Owed.item, func.sum(Owed.quantity))
        .join(
            Disbursement,
            and_(Disbursement.district_id == Owed.district_id, Disbursement.id == Owed.disbursement_id),
        )
        .where(
            Owed.district_id == district,
            Owed.round_id == at.round_id,
            Owed.settled_by.is_(None),
            Disbursement.point_id == at.id,
            ~_voided(),
        )
        .group_by(Owed.item)
    )
    return {row[0]: row[1] for row in rows}


def _voided() -> Exists:
    return exists().where(Void.district_id == _GIVEN.district_id, Void.disbursement_id == _GIVEN.id)


def points_of(conn: Connection, district: str, round_id: RoundId) -> tuple[tuple[PointId, str, str], ...]:
    """Id, code and name of the points of a round."""
    rows = conn.execute(
        select(DistributionPoint.id, DistributionPoint.code, DistributionPoint.name)
        .where(DistributionPoint.district_id == district, DistributionPoint.round_id == round_id)
        .order_by(DistributionPoint.code)
    )
    return tuple((PointId(row.id), row.code, row.name) for row in rows)


def served(conn: Connection, district: str, round_id: RoundId) -> dict[str, Sequence[Asked]]:
    """Households that hold something of a round, by the code of the point that served them first."""
    rows = conn.execute(
        select(DistributionPoint.code.label("point"), Household.code, Household.village)
        .join(
            Disbursement,
            and_(Disbursement.district_id == Household.district_id, Disbursement.household_id == Household.id),
        )
        .join(
            DistributionPoint,
            and_(
                DistributionPoint.district_id == Disbursement.district_id,
                DistributionPoint.id == Disbursement.point_id,
            ),
        )
        .where(_GIVEN.district_id == district, _GIVEN.round_id == round_id, ~_voided())
        .order_by(_GIVEN.id)
    )
    found: dict[str, dict[str, Asked]] = {}
    seen: set[str] = set()
    for row in rows:
        if row.code not in seen:
            seen.add(row.code)
            found.setdefault(row.point, {})[row.code] = Asked(row.point, HouseholdCode(row.code), row.village)
    return {point: tuple(codes.values()) for point, codes in found.items()}
