"""SELECTs about cards: faces to print, holders who wait for one, one card's row. Never writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, ScalarSelect, and_, exists, func, literal, or_, select
from sqlalchemy import Select as SqlSelect

from desktop.models.card import Card, CardPaper, SlotFloor
from desktop.models.household import Household, Membership, Photo, Registrant
from desktop.models.operator import Desk
from desktop.queries.history import entries_about
from desktop.records.card import CardView, HolderToPrint
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, HouseholdCode, RegistrantId
from desktop.values.moment import Sight
from desktop.values.vocabulary import CardReason, CardState, ParentRelation

_AT_ONCE = 500

_MEMBERS = and_(Membership.district_id == Household.district_id, Membership.household_id == Household.id)
_PAPER = and_(CardPaper.district_id == Card.district_id, CardPaper.card_id == Card.id)
_ON_PAPER = or_(Card.printed_at.is_not(None), exists().where(_PAPER))
_PEOPLE = and_(Registrant.district_id == Membership.district_id, Registrant.id == Membership.registrant_id)


@dataclass(frozen=True)
class Holder:
    """A holder slot of a household with its live card, if there is one, and the lowest issue that may be live."""

    household_id: UUID
    code: HouseholdCode
    slot: int
    registrant_id: UUID
    name_as_told: str
    name_latin: str
    parent_name: str
    parent_latin: str
    parent_relation: ParentRelation | None
    photo: bytes | None
    card_id: UUID | None
    issue: int | None
    credential: str | None
    expires_at: datetime | None
    copies: int
    highest_issue: int
    floor: int
    registered_at: datetime
    newest_issued_at: datetime | None
    on_paper: bool
    """Whether pages with the live card went to a printer or a file."""


@dataclass(frozen=True)
class LiveCard:
    """A card that is live."""

    card_id: UUID
    number: CardNumber
    printed: bool
    """Whether somebody said that it came out well."""
    on_paper: bool
    """Whether pages with it went to a printer or a file."""


def holders(conn: Connection, district: str, codes: Sequence[HouseholdCode]) -> tuple[Holder, ...]:
    """Holders of the active households `codes`, in the order of `codes`, then by slot."""
    known = select(Household.id).where(
        Household.district_id == district, Household.code.in_([code.text for code in codes])
    )
    ids = conn.scalars(known).all()
    live = and_(
        Card.district_id == Membership.district_id,
        Card.household_id == Membership.household_id,
        Card.slot == Membership.slot,
        Card.state == CardState.LIVE,
    )
    highest = _of_slot(func.max(Card.issue))
    newest = _of_slot(func.max(Card.issued_at))
    floor = (
        select(SlotFloor.lowest_issue)
        .where(
            SlotFloor.district_id == Membership.district_id,
            SlotFloor.household_id == Membership.household_id,
            SlotFloor.slot == Membership.slot,
        )
        .correlate(Membership)
        .scalar_subquery()
    )
    statement = (
        select(
            Household.id,
            Household.code,
            Membership.slot,
            Registrant.id,
            Registrant.name_as_told,
            Registrant.name_latin,
            Registrant.parent_name,
            Registrant.parent_latin,
            Registrant.parent_relation,
            Photo.jpeg,
            Card.id,
            Card.issue,
            Card.credential,
            Card.expires_at,
            Card.copies,
            func.coalesce(highest, 0),
            func.coalesce(floor, 1),
            Household.registered_at,
            newest,
            _ON_PAPER,
        )
        .join(
            Membership, and_(Membership.district_id == Household.district_id, Membership.household_id == Household.id)
        )
        .join(
            Registrant,
            and_(Registrant.district_id == Membership.district_id, Registrant.id == Membership.registrant_id),
        )
        .outerjoin(Photo, and_(Photo.district_id == Registrant.district_id, Photo.registrant_id == Registrant.id))
        .outerjoin(Card, live)
        .where(
            Household.district_id == district,
            Household.id.in_(ids),
            Household.active,
            # said of the membership too: of several households SQLite, without statistics, starts from every member
            Membership.household_id.in_(ids),
            Membership.slot.is_not(None),
            Membership.to_day.is_(None),
        )
    )
    found = [_holder(tuple(row)) for row in conn.execute(statement)]
    order = {code.text: position for position, code in enumerate(codes)}
    return tuple(sorted(found, key=lambda holder: (order[holder.code.text], holder.slot)))


def _of_slot[T](value: ColumnElement[T]) -> ScalarSelect[T]:
    """`value` over all cards, live or not, of the outer query's holder slot."""
    return (
        select(value)
        .where(
            Card.district_id == Membership.district_id,
            Card.household_id == Membership.household_id,
            Card.slot == Membership.slot,
        )
        .correlate(Membership)
        .scalar_subquery()
    )


def restored_at(conn: Connection, district: str) -> datetime | None:
    """When this desk's store was restored from a backup, or None."""
    return conn.scalar(select(Desk.restored_at).where(Desk.district_id == district, Desk.here))


def begun_in(conn: Connection, district: str, log: str, household: UUID, slot: int) -> bool:
    """Whether this log of one epoch says that the household was registered, or a card of the slot issued."""
    cards = conn.scalars(
        select(Card.id).where(Card.district_id == district, Card.household_id == household, Card.slot == slot)
    )
    told = entries_about(conn, district, [household, *cards])
    return any(one.log == log and one.do in (EntryKind.HOUSEHOLD_REGISTERED, EntryKind.CARD_ISSUED) for one in told)


def _holder(row: tuple[Any, ...]) -> Holder:
    values: list[Any] = list(row)
    values[1] = HouseholdCode(values[1])
    values[14] = values[14] or 0
    return Holder(*values)


def _waiting(district: str) -> SqlSelect[UUID, str, int, str, str, str, str, datetime, datetime]:
    live = and_(
        Card.district_id == Membership.district_id,
        Card.household_id == Membership.household_id,
        Card.slot == Membership.slot,
        Card.state == CardState.LIVE,
    )
    return (
        select(
            Registrant.id,
            Household.code,
            func.coalesce(Membership.slot, literal(0)),
            Registrant.name_as_told,
            Registrant.name_latin,
            Household.village,
            Household.pcode,
            Household.registered_at,
            Card.issued_at,
        )
        .join(
            Membership, and_(Membership.district_id == Household.district_id, Membership.household_id == Household.id)
        )
        .join(
            Registrant,
            and_(Registrant.district_id == Membership.district_id, Registrant.id == Membership.registrant_id),
        )
        .outerjoin(Card, live)
        .where(
            Household.district_id == district,
            Household.active,
            Membership.slot.is_not(None),
            Membership.to_day.is_(None),
            Card.printed_at.is_(None),  # of no live card at all too
        )
        .order_by(Household.registered_at, Household.code, Membership.slot)
    )


def to_print(conn: Connection, district: str, limit: int | None = None) -> tuple[HolderToPrint, ...]:
    """Holders without a live card that is known to have come out well, oldest registration first, at most `limit`."""
    rows = conn.execute(_waiting(district).limit(limit))
    return tuple(
        HolderToPrint(RegistrantId(who), HouseholdCode(code), slot, told, latin, village, pcode, at, made)
        for who, code, slot, told, latin, village, pcode, at, made in rows
    )


def live(conn: Connection, district: str, numbers: Sequence[CardNumber]) -> tuple[LiveCard, ...]:
    """Those of `numbers` that are live, in their order."""
    found: dict[CardNumber, LiveCard] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = {number.household.text for number in numbers[start : start + _AT_ONCE]}
        rows = conn.execute(
            select(Card.id, Household.code, Card.slot, Card.issue, Card.printed_at, _ON_PAPER)
            .join(Household, and_(Household.district_id == Card.district_id, Household.id == Card.household_id))
            .where(Card.district_id == district, Household.code.in_(some), Card.state == CardState.LIVE)
        )
        for card_id, code, slot, number, printed_at, on_paper in rows:
            one = CardNumber(HouseholdCode(code), slot, number)
            found[one] = LiveCard(card_id, one, printed_at is not None, on_paper)
    return tuple(found[number] for number in numbers if number in found)


def codes_in_area(conn: Connection, district: str, area: str | None) -> tuple[HouseholdCode, ...]:
    """Active households of a P-code and all areas beneath it (its prefix); every household for None."""
    statement = select(Household.code).where(Household.district_id == district, Household.active)
    if area is not None:
        statement = statement.where(Household.pcode.startswith(area, autoescape=True))
    return tuple(HouseholdCode(code) for code in conn.scalars(statement.order_by(Household.village, Household.code)))


def card_of(conn: Connection, district: str, number: CardNumber, sight: Sight) -> CardView | None:
    """The row of one card, or None."""
    row = conn.execute(
        select(
            Card.state, Card.reason, Card.registrant_id, Card.issued_at, Card.expires_at, Card.copies, Card.printed_at
        )
        .join(Household, and_(Household.district_id == Card.district_id, Household.id == Card.household_id))
        .where(
            Card.district_id == district,
            Household.code == number.household.text,
            Card.slot == number.slot,
            Card.issue == number.issue,
        )
    ).one_or_none()
    if row is None:
        return None
    state: CardState = row[0]
    reason: CardReason | None = row[1]
    who, issued = RegistrantId(row[2]), sight.of(row[3])
    return CardView(number, state, reason, number.household, who, issued, row[4], row[5], row[6])


def codes_known(conn: Connection, district: str, codes: Sequence[HouseholdCode]) -> frozenset[HouseholdCode]:
    """Which of `codes` are active households, with a holder or without."""
    statement = select(Household.code).where(
        Household.district_id == district, Household.active, Household.code.in_([code.text for code in codes])
    )
    return frozenset(HouseholdCode(code) for code in conn.scalars(statement))
