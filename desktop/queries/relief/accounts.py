"""SELECTs for the account of a round: what the log's hand-overs add up to beside the rows, and who was served where."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Select, and_, func, select

from desktop.domain.entitlement import unit_of
from desktop.matching.match_keys import searched_village
from desktop.models.disbursement import Disbursement, Owed
from desktop.models.household import Household, Membership, Registrant
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.place import DistributionPoint
from desktop.models.point_day import PointCount, PointDay
from desktop.queries.ledger.entries import Said, tell
from desktop.queries.relief import waybills
from desktop.queries.relief.point_days import last_closed
from desktop.queries.relief.point_figures import VOIDED, absent, totals
from desktop.queries.relief.shelf import hand_overs
from desktop.queries.relief.stock import book, outward
from desktop.records.accounts import (
    Asked,
    CountDifference,
    ItemReconciled,
    PointReconciled,
    Waiting,
    WaitingLine,
)
from desktop.records.distribution import ItemDue
from desktop.records.point_day import PointPlace
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, PointId, RoundId
from desktop.values.text import fold
from desktop.values.vocabulary import DifferenceReason

type Progress = Callable[[int, int], None]
"""Hears how much of how much is read; what it raises ends the reading."""

_TOLD = 500  # hand-overs of the log after which it is told how far the reading came

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
    progress: Progress | None = None
    entries: int = 0
    _heard: int = 0
    _open: dict[str, _Content] = field(default_factory=dict[str, _Content])

    def hear(self, said: Said, content: bytes | None) -> None:
        """A hand-over, or one that is taken back."""
        self._heard += 1
        if self.progress is not None and self._heard % _TOLD == 1:
            self.progress(self._heard, max(self._heard, self.entries))
        if said.do == EntryKind.GIVEN and content is not None:
            told = self._open[said.ref] = msgspec.json.decode(content, type=_Content)
            self._add(told, 1)
        elif said.do == EntryKind.VOIDED and (told := self._open.pop(said.ref, None)) is not None:
            self._add(told, -1)

    def _add(self, told: _Content, sign: int) -> None:
        self.number[told.point] += sign
        for item, quantity in told.items.items():
            self.items[told.point][item] += sign * quantity


def scans(conn: Connection, district: str, progress: Progress | None = None) -> Scans:
    """Every hand-over of the log, added up by point."""
    kept = select(func.count()).select_from(LedgerEntry).where(LedgerEntry.district_id == district)
    heard = Scans(progress=progress, entries=conn.execute(kept).scalar_one() if progress else 0)
    tell(conn, district, heard)
    return heard


def reconciled(conn: Connection, district: str, at: PointPlace, heard: Scans) -> PointReconciled:
    """One point from all sides."""
    done, point = totals(conn, district, at), str(at.id)
    last = last_closed(conn, district, at.id, counted=True)
    counts = _counts(conn, district, last.id) if last else {}
    none = _Count(None, None, None)
    owed = _owed(conn, district, at)
    slips = hand_overs(district, at.round_id, at.id, _GIVEN.desk_id, _GIVEN.receipt)
    return PointReconciled(
        point_code=at.code,
        point_name=at.name,
        scans=heard.number[point],
        given=done.handed - done.voided,
        voided=done.voided,
        slips=len({(row.desk_id, row.receipt) for row in conn.execute(slips)}),
        muster=done.late,
        items=tuple(
            ItemReconciled(
                line,
                heard.items[point][line.item],
                owed.get(line.item, 0),
                counts.get(line.item, none).counted,
                counts.get(line.item, none).book,
                counts.get(line.item, none).reason,
            )
            for line in book(conn, district, at.id)
        ),
        sheets=_sheets(conn, district, at),
        outward=outward(conn, district, at.id),
        awaited=waybills.on_the_way(conn, district, at.id),
        differences=_differences(conn, district, at.id),
        counted_on=last.day if last else None,
    )


@dataclass(frozen=True)
class _Count:
    """One item at the last close: what the book said, what was counted, why they differ."""

    book: int | None
    counted: int | None
    reason: DifferenceReason | None


def _counts(conn: Connection, district: str, day_id: UUID) -> dict[str, _Count]:
    """Book and count of the items at the close of a day."""
    rows = conn.execute(
        select(PointCount.item, PointCount.book, PointCount.counted, PointCount.reason).where(
            PointCount.district_id == district, PointCount.point_day_id == day_id, PointCount.at_close.is_(True)
        )
    )
    return {row.item: _Count(row.book, row.counted, row.reason) for row in rows}


def _differences(conn: Connection, district: str, point: PointId) -> tuple[CountDifference, ...]:
    """Counts of all days of a point that were not what the book said; a first count is held against nothing."""
    rows = conn.execute(
        select(
            PointDay.day,
            PointCount.at_close,
            PointCount.item,
            PointCount.book,
            PointCount.counted,
            PointCount.reason,
            PointCount.note,
        )
        .join(PointCount, and_(PointCount.district_id == PointDay.district_id, PointCount.point_day_id == PointDay.id))
        .where(
            PointDay.district_id == district,
            PointDay.point_id == point,
            PointCount.counted != PointCount.book,
            PointCount.reason.is_not(None),
        )
        .order_by(PointDay.id.desc(), PointCount.at_close.desc(), PointCount.item)
    )
    return tuple(
        CountDifference(row.day, row.at_close, row.item, unit_of(row.item), row.book, row.counted, row.reason, row.note)
        for row in rows
    )


def _sheets(conn: Connection, district: str, at: PointPlace) -> dict[str, int]:
    """Hand-overs entered from paper by the number of the sheet."""
    rows = conn.execute(
        hand_overs(district, at.round_id, at.id, _GIVEN.sheet, func.count())
        .where(_GIVEN.sheet != "")
        .group_by(_GIVEN.sheet)
        .order_by(_GIVEN.sheet)
    )
    return {row[0]: row[1] for row in rows}


def _owed(conn: Connection, district: str, at: PointPlace) -> dict[str, int]:
    """What hand-overs of the point still owe, by item."""
    by_item = select(Owed.item, func.sum(Owed.quantity)).group_by(Owed.item)
    return {row[0]: row[1] for row in conn.execute(_still_owed(by_item, district, at))}


def _still_owed[*C](asked: Select[*C], district: str, at: PointPlace) -> Select[*C]:
    """`asked` of the lines that hand-overs of this point left open: none that was settled, none of what was voided."""
    its_own = and_(Disbursement.district_id == Owed.district_id, Disbursement.id == Owed.disbursement_id)
    return asked.join(Disbursement, its_own).where(
        Owed.district_id == district,
        Owed.round_id == at.round_id,
        Owed.settled_by.is_(None),
        Disbursement.point_id == at.id,
        ~VOIDED,
    )


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
        select(_GIVEN.id, DistributionPoint.code.label("point"), Household.code, Household.village)
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
        .where(_GIVEN.district_id == district, _GIVEN.round_id == round_id, ~VOIDED)
    )
    found: dict[str, dict[str, Asked]] = {}
    seen: set[str] = set()
    # in their order here: asked for it, SQLite goes through the hand-overs of all rounds by their keys
    for row in sorted(rows, key=lambda row: row.id):
        if row.code not in seen:
            seen.add(row.code)
            found.setdefault(row.point, {})[row.code] = Asked(row.point, HouseholdCode(row.code), row.village)
    return {point: tuple(codes.values()) for point, codes in found.items()}


def waiting(
    conn: Connection, district: str, at: PointPlace, *, names: bool = False, progress: Progress | None = None
) -> Waiting:
    """Who did not come to a point, and to whom something is owed there, by village; `names` only where asked for."""
    listed, lines = absent(conn, district, at, progress)
    found = [
        WaitingLine(
            line.code,
            searched_village(line.village),
            line.items,
            _name(line.name_as_told, line.name_latin, names=names),
        )
        for line in lines
    ]
    found += _owing(conn, district, at, names=names)
    found.sort(key=lambda line: (fold(line.village), line.code.text, line.owed))
    return Waiting(at, listed, tuple(found), names)


def _owing(conn: Connection, district: str, at: PointPlace, *, names: bool) -> list[WaitingLine]:
    """Households to whom a hand-over of this point still owes something."""
    by_household = (
        select(
            Household.code,
            Household.village,
            Owed.item,
            func.sum(Owed.quantity).label("quantity"),
            func.max(Registrant.name_as_told).label("told"),
            func.max(Registrant.name_latin).label("latin"),
        )
        .select_from(Owed)
        .join(Household, and_(Household.district_id == Owed.district_id, Household.id == Owed.household_id))
        .outerjoin(
            Membership,
            and_(
                Membership.district_id == Household.district_id,
                Membership.household_id == Household.id,
                Membership.to_day.is_(None),
                Membership.relation == "HEAD",
            ),
        )
        .outerjoin(
            Registrant,
            and_(Registrant.district_id == Membership.district_id, Registrant.id == Membership.registrant_id),
        )
        .group_by(Household.code, Household.village, Owed.disbursement_id, Owed.item)
        .order_by(Household.code, Owed.item)
    )
    found: dict[str, WaitingLine] = {}
    for row in conn.execute(_still_owed(by_household, district, at)):
        due = ItemDue(row.item, row.quantity, unit_of(row.item))
        before = found.get(row.code)
        items = (*before.items, due) if before else (due,)
        name = _name(row.told or "", row.latin or "", names=names)
        village = searched_village(row.village)
        found[row.code] = WaitingLine(HouseholdCode(row.code), village, items, name, owed=True)
    return list(found.values())


def _name(told: str, latin: str, *, names: bool) -> str:
    return (told or latin) if names else ""
