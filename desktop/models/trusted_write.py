"""Core write statements about collectors, vouchers and known intermediaries; none of them commits."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert, update

from desktop.models.household import Household
from desktop.models.trusted_person import Collector, KnownIntermediary, Voucher
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.values.identifiers import new_id


def insert_collector(
    conn: Connection, district: str, collector: CollectorDraft, *, household: UUID, place: int, day: date
) -> None:
    """One who may receive for the household from `day` on; `place` is 1 or 2."""
    row = {
        "district_id": district,
        "id": new_id(),
        "household_id": household,
        "place": place,
        "name_as_told": collector.name_as_told,
        "name_latin": collector.name_latin,
        "relation": collector.relation,
        "phone": collector.phone,
        "from_day": day,
        "registrant_id": collector.registrant,
        "to_day": None,
    }
    conn.execute(insert(Collector).values(row))


def end_collector(conn: Connection, district: str, *, household: UUID, place: int, day: date) -> bool:
    """The collector at this place receives no more, from `day` on; False when there is none."""
    ended = (
        update(Collector)
        .where(
            Collector.district_id == district,
            Collector.household_id == household,
            Collector.place == place,
            Collector.to_day.is_(None),
        )
        .values(to_day=day)
    )
    return conn.execute(ended).rowcount == 1


def raise_version(conn: Connection, district: str, household: UUID) -> None:
    """A correction that was open before this would undo it unseen: it is refused as stale."""
    raised = (
        update(Household)
        .where(Household.district_id == district, Household.id == household)
        .values(version=Household.version + 1)
    )
    conn.execute(raised)


def write_collectors(
    conn: Connection,
    district: str,
    before: Mapping[int, CollectorDraft],
    after: Sequence[CollectorDraft],
    *,
    household: UUID,
    day: date,
) -> None:
    """Make the collectors those of `after`, first and second; who is not one any more ends on `day`.

    `before` are those of now by their places: the first place may be free while somebody has the second.
    """
    if list(after) == [before[place] for place in sorted(before)]:
        return
    wanted = dict(enumerate(after, 1))
    changed = [place for place in sorted(before.keys() | wanted.keys()) if before.get(place) != wanted.get(place)]
    for place in changed:
        end_collector(conn, district, household=household, place=place, day=day)
    for place in changed:
        if place in wanted:
            insert_collector(conn, district, wanted[place], household=household, place=place, day=day)


def write_vouchers(
    conn: Connection,
    district: str,
    before: Mapping[UUID, VoucherDraft],
    after: Mapping[VoucherDraft, str],
    *,
    household: UUID,
    now: datetime,
) -> None:
    """Make the vouchers those of `after`, each with the keys of the whole name; what stays is left alone.

    What was said before and is left out now stands in the ledger only.
    """
    gone = [known for known, voucher in before.items() if voucher not in after]
    if gone:
        conn.execute(delete(Voucher).where(Voucher.district_id == district, Voucher.id.in_(gone)))
    rows = [
        {
            "district_id": district,
            "id": new_id(),
            "household_id": household,
            "name_as_told": voucher.name_as_told,
            "name_latin": voucher.name_latin,
            "name_key": key,
            "relation": voucher.relation,
            "phone": voucher.phone,
            "at": now,
            "registrant_id": voucher.registrant,
        }
        for voucher, key in after.items()
        if voucher not in before.values()
    ]
    if rows:
        conn.execute(insert(Voucher), rows)


def insert_intermediary(
    conn: Connection,
    district: str,
    told: IntermediaryDraft,
    *,
    known: UUID,
    key: str,
    operator: UUID,
    now: datetime,
) -> None:
    """An intermediary of an area, as noted by an operator; `key` are the keys of the whole name."""
    row = {
        "district_id": district,
        "id": known,
        "role": told.role,
        "name_as_told": told.name_as_told,
        "name_latin": told.name_latin,
        "name_key": key,
        "phone": told.phone,
        "pcode": told.pcode,
        "village": told.village,
        "noted_at": now,
        "noted_by": operator,
        "ended_at": None,
    }
    conn.execute(insert(KnownIntermediary).values(row))


def end_intermediary(conn: Connection, district: str, known: UUID, *, now: datetime) -> bool:
    """This one is no intermediary any more, or never was; False when nobody of this id is noted now."""
    ended = (
        update(KnownIntermediary)
        .where(
            KnownIntermediary.district_id == district,
            KnownIntermediary.id == known,
            KnownIntermediary.ended_at.is_(None),
        )
        .values(ended_at=now)
    )
    return conn.execute(ended).rowcount == 1
