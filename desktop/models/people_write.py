"""Writing two records into one person and back; the connection is a transaction's, and nothing is recorded here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from desktop.domain.merge_plan import EMPTY, Home, Making, PersonState, Place
from desktop.errors import StaleVersion
from desktop.models import card as cards
from desktop.models.card import Card
from desktop.models.consent import IdentityNote, Withdrawal
from desktop.models.household import Household, Membership, Photo, Registrant
from desktop.models.pair import PeopleMerge
from desktop.models.pair_write import PairBefore
from desktop.models.trusted_person import Collector
from desktop.values.identifiers import new_id
from desktop.values.vocabulary import CardReason, CardState, WithdrawalState


class Before(msgspec.Struct):
    """How things stood before two records became one, as far as it cannot be read from the rows that stay."""

    columns: list[str]
    photo: bool
    died: list[bool]
    gone_place: UUID | None
    gone_slot: int | None
    kept_place: UUID | None
    """The kept one's place: as it was, or the one that was made when it took over the other's."""
    kept_slot: int | None
    place_made: bool
    slot: int | None
    closed: UUID | None
    ended: list[UUID]
    moved: list[UUID]
    collectors: list[UUID]
    notes: list[UUID]
    withdrawals: list[UUID]
    pair: PairBefore | None


def read_before(stored: bytes) -> Before:
    """What a merge remembers."""
    return msgspec.json.decode(stored, type=Before)


def make_one(
    conn: Connection,
    district: str,
    kept: PersonState,
    gone: PersonState,
    making: Making,
    *,
    said: PairBefore | None,
    day: date,
) -> Before:
    """Do what was planned, all but the row of the merge; gives what is needed to take it back.

    Raises StaleVersion when a household is not at the version of the plan any more.
    """
    _set_columns(conn, district, kept.id, {column: gone.values[column] for column in making.columns})
    if making.photo:
        _copy_photo(conn, district, gone.id, kept.id)
    if gone.now is not None:
        _set_place(conn, district, gone.now.id, slot=None, to_day=day)
    kept_place = _settle(conn, district, kept, gone.now, making, day)
    _hand_cards(conn, district, [card.id for card in making.moved], kept.id)
    for held in making.ended:
        cards.end(conn, district, held.id, CardState.REVOKED, CardReason.SAME_PERSON)
        cards.raise_floor(conn, district, held.household, held.number.slot, held.number.issue + 1)
    _next_versions(conn, district, kept.home, gone.home, {gone.home.id: False} if gone.home and making.closes else {})
    return Before(
        columns=list(making.columns),
        photo=making.photo,
        died=[kept.died, gone.died],
        gone_place=gone.now.id if gone.now is not None else None,
        gone_slot=gone.now.slot if gone.now is not None else None,
        kept_place=kept_place,
        kept_slot=kept.now.slot if kept.now is not None else None,
        place_made=making.takes_place,
        slot=making.slot,
        closed=gone.home.id if gone.home is not None and making.closes else None,
        ended=[card.id for card in making.ended],
        moved=[card.id for card in making.moved],
        collectors=_hand_collecting(conn, district, gone.id, kept.id),
        notes=_hand_notes(conn, district, gone.id, kept.id),
        withdrawals=_hand_withdrawals(conn, district, gone.id, kept.id),
        pair=said,
    )


def make_two(conn: Connection, district: str, kept: PersonState, gone: PersonState, before: Before) -> None:
    """Everything as it was before the merge, only that ended cards stay ended. Nothing may have changed since."""
    _set_columns(conn, district, kept.id, {column: _emptied(column) for column in before.columns})
    if before.photo:
        conn.execute(delete(Photo).where(Photo.district_id == district, Photo.registrant_id == kept.id))
    if before.place_made and before.kept_place is not None:
        conn.execute(delete(Membership).where(Membership.district_id == district, Membership.id == before.kept_place))
    elif before.slot is not None and before.kept_place is not None:
        _set_place(conn, district, before.kept_place, slot=before.kept_slot, to_day=None)
    if before.gone_place is not None:
        _set_place(conn, district, before.gone_place, slot=before.gone_slot, to_day=None)
    _hand_cards(conn, district, before.moved, gone.id)
    for table, rows in ((Collector, before.collectors), (IdentityNote, before.notes), (Withdrawal, before.withdrawals)):
        if rows:
            mine = (table.district_id == district, table.id.in_(rows))
            conn.execute(update(table).where(*mine).values(registrant_id=gone.id))
    reopened = {} if before.closed is None else {before.closed: True}
    left = next((place.household for place in gone.places if place.id == before.gone_place), None)
    _next_versions(conn, district, kept.home, None, reopened, also=left)


def insert_merge(
    conn: Connection,
    district: str,
    *,
    merge: UUID,
    kept: UUID,
    gone: UUID,
    before: Before,
    operator: UUID,
    now: datetime,
) -> None:
    """The row by which the merge is known and can be taken back."""
    row = {
        "district_id": district,
        "id": merge,
        "kept_id": kept,
        "gone_id": gone,
        "before": msgspec.json.encode(before),
        "merged_at": now,
        "merged_by": operator,
        "undone_at": None,
    }
    conn.execute(insert(PeopleMerge).values(row))


def end_merge(conn: Connection, district: str, merge: UUID, now: datetime) -> None:
    """The merge was taken back."""
    mine = (PeopleMerge.district_id == district, PeopleMerge.id == merge)
    conn.execute(update(PeopleMerge).where(*mine).values(undone_at=now))


def _set_columns(conn: Connection, district: str, registrant: UUID, values: Mapping[str, object]) -> None:
    """Columns of one registrant."""
    if values:
        mine = (Registrant.district_id == district, Registrant.id == registrant)
        conn.execute(update(Registrant).where(*mine).values(dict(values)))


def _copy_photo(conn: Connection, district: str, source: UUID, to: UUID) -> None:
    """The photo of one record is also the other's."""
    mine = (Photo.district_id == district, Photo.registrant_id == source)
    jpeg = conn.scalars(select(Photo.jpeg).where(*mine)).one()
    conn.execute(insert(Photo).values(district_id=district, registrant_id=to, jpeg=jpeg))


def _set_place(conn: Connection, district: str, place: UUID, *, slot: int | None, to_day: date | None) -> None:
    """Slot and last day of one dated place."""
    mine = (Membership.district_id == district, Membership.id == place)
    conn.execute(update(Membership).where(*mine).values(slot=slot, to_day=to_day))


def _hand_cards(conn: Connection, district: str, cards: Sequence[UUID], to: UUID) -> None:
    """These cards are the other record's: it is the same person."""
    if cards:
        mine = (Card.district_id == district, Card.id.in_(cards))
        conn.execute(update(Card).where(*mine).values(registrant_id=to))


def _hand_collecting(conn: Connection, district: str, gone: UUID, kept: UUID) -> list[UUID]:
    """Where `gone` collects for a household now, `kept` does; gives the rows."""
    mine = (Collector.district_id == district, Collector.registrant_id == gone, Collector.to_day.is_(None))
    return list(conn.scalars(update(Collector).where(*mine).values(registrant_id=kept).returning(Collector.id)))


def _hand_notes(conn: Connection, district: str, gone: UUID, kept: UUID) -> list[UUID]:
    """What came of asking for a paper is true of the one person; gives the rows."""
    mine = (IdentityNote.district_id == district, IdentityNote.registrant_id == gone)
    return list(conn.scalars(update(IdentityNote).where(*mine).values(registrant_id=kept).returning(IdentityNote.id)))


def _hand_withdrawals(conn: Connection, district: str, gone: UUID, kept: UUID) -> list[UUID]:
    """A consent that `gone` is taking back, the one person takes back; gives the rows."""
    waiting = Withdrawal.state == WithdrawalState.WAITING
    mine = (Withdrawal.district_id == district, Withdrawal.registrant_id == gone, waiting)
    return list(conn.scalars(update(Withdrawal).where(*mine).values(registrant_id=kept).returning(Withdrawal.id)))


def _settle(
    conn: Connection, district: str, kept: PersonState, left: Place | None, making: Making, day: date
) -> UUID | None:
    """The kept one's place: as it was, with the slot that comes over, or the place of the other from `day` on."""
    if making.takes_place:
        assert left is not None
        made = new_id()
        row = {
            "district_id": district,
            "id": made,
            "household_id": left.household,
            "registrant_id": kept.id,
            "place": left.place,
            "relation": left.relation,
            "slot": making.slot,
            "from_day": day,
            "to_day": None,
        }
        conn.execute(insert(Membership).values(row))
        return made
    if kept.now is not None and making.slot is not None:
        _set_place(conn, district, kept.now.id, slot=making.slot, to_day=None)
    return kept.now.id if kept.now is not None else None


def _emptied(column: str) -> object:
    """What stood in a column before it was taken over: nothing, as this column says nothing."""
    if column in EMPTY:
        return EMPTY[column]
    return None if Registrant.__table__.c[column].nullable else ""


def _next_versions(
    conn: Connection,
    district: str,
    one: Home | None,
    other: Home | None,
    active: Mapping[UUID, bool],
    *,
    also: UUID | None = None,
) -> None:
    """What anybody has open of these households is not what they are any more; some are closed or opened again."""
    homes = {home.id: home for home in (one, other) if home is not None}
    for home in homes.values():
        mine = (Household.district_id == district, Household.id == home.id, Household.version == home.version)
        values = {"version": home.version + 1} | ({"active": active[home.id]} if home.id in active else {})
        if conn.execute(update(Household).where(*mine).values(values)).rowcount != 1:
            raise StaleVersion(code=home.code.text, expected=home.version, found=home.version + 1)
    if also is not None and also not in homes:
        mine = (Household.district_id == district, Household.id == also)
        opened = {"active": active[also]} if also in active else {}
        conn.execute(update(Household).where(*mine).values(version=Household.version + 1, **opened))
