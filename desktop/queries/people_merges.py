"""Records that became one person: what making them one starts from, the merges that stand, and what changed since."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, and_, func, or_, select
from sqlalchemy.orm import aliased

from desktop.domain.merge_plan import HeldCard, Home, Making, PersonState, Place
from desktop.errors import MergedAlready, PersonUnknown, SamePersonTwice
from desktop.models.card import Card
from desktop.models.consent import Withdrawal
from desktop.models.household import Consent, Household, Membership, Photo, Registrant
from desktop.models.operator import Operator
from desktop.models.pair import PeopleMerge
from desktop.models.people_write import Before, read_before
from desktop.queries import side_by_side
from desktop.queries.forgotten import all_remembered
from desktop.queries.pairs import said_before
from desktop.records.pair import MergeNote, MergePlan, MergeView, NewCard, Takeover
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.vocabulary import CardState, ConsentPurpose, PairAnswer, WithdrawalState

type Line = Row[*tuple[Any, ...]]


def state(conn: Connection, district: str, registrant: UUID) -> PersonState | None:
    """One record with everything that making it one with another touches; None when the register has no such one."""
    table = Registrant.__table__
    wanted = select(table).where(Registrant.district_id == district, Registrant.id == registrant)
    row = conn.execute(wanted).mappings().one_or_none()
    if row is None:
        return None
    places = _places(conn, district, registrant)
    now = next((place for place in places if place.to_day is None), None)
    pictured = select(Photo.registrant_id).where(Photo.district_id == district, Photo.registrant_id == registrant)
    return PersonState(
        id=registrant,
        values={str(column): value for column, value in row.items()},
        has_photo=conn.execute(pictured).first() is not None,
        places=places,
        cards=_cards(conn, district, registrant),
        home=None if now is None else _home(conn, district, now.household, registrant),
        withdrawn=_withdrawn(conn, district, registrant, places),
    )


def both(conn: Connection, district: str, kept: UUID, gone: UUID) -> tuple[PersonState, PersonState]:
    """Both records as they stand. Raises SamePersonTwice, PersonUnknown, MergedAlready."""
    if kept == gone:
        raise SamePersonTwice
    one, other = state(conn, district, kept), state(conn, district, gone)
    if one is None or other is None or not all_remembered(conn, district, kept, gone):
        raise PersonUnknown
    require_own_records(conn, district, kept, gone)
    return one, other


def require_own_records(conn: Connection, district: str, *registrants: UUID) -> None:
    """Each of them stands for a person of its own now. Raises MergedAlready."""
    if any(went_into(conn, district, who) is not None for who in registrants):
        raise MergedAlready


def planned(conn: Connection, district: str, kept: PersonState, gone: PersonState, making: Making) -> MergePlan:
    """What is planned, ready to be told before it is done."""
    sides = side_by_side.sides(conn, district, [kept.id, gone.id])
    said = said_before(conn, district, kept.id, gone.id)
    different = said is not None and said.answer is PairAnswer.DIFFERENT
    home, left = gone.home, gone.now
    taken = None
    if making.takes_place and home is not None and left is not None:
        taken = Takeover(home.code, left.relation, left.place)
    return MergePlan(
        kept=sides[kept.id],
        gone=sides[gone.id],
        taken=(*making.columns, *(("photo",) if making.photo else ())),
        takeover=taken,
        slot=making.slot,
        ends=tuple(card.number for card in making.ended),
        closes=home.code if home is not None and making.closes else None,
        no_holder=home.code if home is not None and making.no_holder else None,
        goes_on=making.goes_on,
        notes=(*making.notes, *((MergeNote.SAID_DIFFERENT,) if different else ())),
    )


def standing(conn: Connection, district: str, one: UUID, other: UUID | None) -> Line | None:
    """The merge of these two that stands, whichever was kept; without `other` the merge whose id is `one`."""
    both = or_(
        and_(PeopleMerge.kept_id == one, PeopleMerge.gone_id == other),
        and_(PeopleMerge.kept_id == other, PeopleMerge.gone_id == one),
    )
    meant = PeopleMerge.id == one if other is None else both
    return conn.execute(_columns().where(PeopleMerge.district_id == district, _stands(), meant)).one_or_none()


def anything(conn: Connection, district: str, one: UUID, other: UUID | None) -> bool:
    """Whether there are two records, or without `other` one merge, of these ids at all."""
    if other is None:
        merges = select(PeopleMerge.id).where(PeopleMerge.district_id == district, PeopleMerge.id == one)
        return conn.execute(merges).first() is not None
    people = select(Registrant.id).where(Registrant.district_id == district, Registrant.id.in_((one, other)))
    return len(conn.execute(people).all()) == len({one, other})


def went_into(conn: Connection, district: str, registrant: UUID) -> UUID | None:
    """The record that stands for this one now, or None."""
    wanted = select(PeopleMerge.kept_id)
    return conn.scalar(wanted.where(PeopleMerge.district_id == district, PeopleMerge.gone_id == registrant, _stands()))


def merges_of(conn: Connection, district: str, household: UUID) -> list[UUID]:
    """Merges, also those taken back, of anybody who ever lived in a household: for its history."""
    lived = select(Membership.registrant_id).where(
        Membership.district_id == district, Membership.household_id == household
    )
    # in an order that only the household's own index does not have to look up elsewhere, else SQLite reads everybody
    whom = list(conn.scalars(lived.order_by(Membership.place)))
    wanted = select(PeopleMerge.id).where(
        PeopleMerge.district_id == district, or_(PeopleMerge.gone_id.in_(whom), PeopleMerge.kept_id.in_(whom))
    )
    return list(conn.scalars(wanted))


def latest(conn: Connection, district: str, limit: int) -> tuple[MergeView, ...]:
    """The newest merges that stand."""
    wanted = _columns().where(PeopleMerge.district_id == district, _stands())
    rows = conn.execute(wanted.order_by(PeopleMerge.merged_at.desc()).limit(limit)).all()
    both = side_by_side.sides(conn, district, [who for row in rows for who in (row.kept_id, row.gone_id)])
    named = select(Operator.id, Operator.name).where(Operator.district_id == district)
    names = {row.id: row.name for row in conn.execute(named)}
    return tuple(
        MergeView(row.id, both[row.kept_id], both[row.gone_id], row.merged_at, names.get(row.merged_by, ""))
        for row in rows
    )


def changed_since(
    conn: Connection, district: str, kept: PersonState, gone: PersonState, stored: bytes
) -> tuple[str, ...]:
    """What is not any more as the merge left it, as short codes; empty: it can be taken back.

    ``later`` the kept record went into another one · ``died`` · ``place`` somebody moved or left · ``slot`` the
    card slot is in use again · ``cards`` a card was issued since · ``fields`` what was taken over was corrected ·
    ``photo`` · ``household`` the household of the one that went is closed.
    """
    before = read_before(stored)
    changes = {
        "later": went_into(conn, district, kept.id) is not None,
        "died": [kept.died, gone.died] != before.died,
        "place": _moved(kept, gone, before),
        "slot": _slots_given(conn, district, kept, gone, before),
        "cards": _cards_since(kept, before),
        "fields": any(kept.values[column] != gone.values[column] for column in before.columns),
        "photo": before.photo and not _same_photo(conn, district, kept.id, gone.id),
        "household": _closed(conn, district, gone, before),
    }
    return tuple(code for code, yes in changes.items() if yes)


def _columns() -> Any:
    return select(
        PeopleMerge.id,
        PeopleMerge.kept_id,
        PeopleMerge.gone_id,
        PeopleMerge.before,
        PeopleMerge.merged_at,
        PeopleMerge.merged_by,
    )


def _stands() -> Any:
    return PeopleMerge.undone_at.is_(None)


def _places(conn: Connection, district: str, registrant: UUID) -> tuple[Place, ...]:
    wanted = (
        select(Membership)
        .where(Membership.district_id == district, Membership.registrant_id == registrant)
        .order_by(Membership.from_day, Membership.id)
        .with_only_columns(*Membership.__table__.c)
    )
    return tuple(
        Place(row.id, row.household_id, row.place, row.relation, row.slot, row.from_day, row.to_day)
        for row in conn.execute(wanted)
    )


def _cards(conn: Connection, district: str, registrant: UUID) -> tuple[HeldCard, ...]:
    home = and_(Household.district_id == Card.district_id, Household.id == Card.household_id)
    wanted = (
        select(Card.id, Card.household_id, Household.code, Card.slot, Card.issue, Card.state)
        .join(Household, home)
        .where(Card.district_id == district, Card.registrant_id == registrant)
        .order_by(Card.issued_at, Card.id)
    )
    return tuple(
        HeldCard(
            id=row.id,
            household=row.household_id,
            number=CardNumber(HouseholdCode(row.code), row.slot, row.issue),
            live=row.state is CardState.LIVE,
        )
        for row in conn.execute(wanted)
    )


def _home(conn: Connection, district: str, household: UUID, registrant: UUID) -> Home:
    row = conn.execute(
        select(Household.code, Household.version).where(Household.district_id == district, Household.id == household)
    ).one()
    wanted = select(Membership.registrant_id, Membership.slot).where(
        Membership.district_id == district, Membership.household_id == household, Membership.to_day.is_(None)
    )
    members = conn.execute(wanted).all()
    agreed = _agreed(conn, district, household)
    return Home(
        id=household,
        code=HouseholdCode(row.code),
        version=row.version,
        people=len(members),
        others_hold=any(who != registrant and slot is not None for who, slot in members),
        photo_agreed=agreed.get(ConsentPurpose.PHOTO, False),
        phone_agreed=agreed.get(ConsentPurpose.PHONE, False),
    )


def _agreed(conn: Connection, district: str, household: UUID) -> dict[ConsentPurpose, bool]:
    wanted = (
        select(Consent.purpose, Consent.given)
        .where(Consent.district_id == district, Consent.household_id == household)
        .order_by(Consent.at, Consent.id)
    )
    return {row.purpose: row.given for row in conn.execute(wanted)}


def _withdrawn(conn: Connection, district: str, registrant: UUID, places: Sequence[Place]) -> frozenset[str]:
    """Purposes of the person, or of the whole household where the person lives, that were or are being taken back."""
    wanted = select(Withdrawal.purpose, Withdrawal.registrant_id, Withdrawal.household_id).where(
        Withdrawal.district_id == district,
        Withdrawal.household_id.in_({place.household for place in places}),
        Withdrawal.state != WithdrawalState.CALLED_OFF,
    )
    homes = {place.household for place in places if place.to_day is None}
    return frozenset(
        row.purpose.value
        for row in conn.execute(wanted)
        if row.registrant_id == registrant or (row.registrant_id is None and row.household_id in homes)
    )


def _moved(kept: PersonState, gone: PersonState, before: Before) -> bool:
    """Whether one of the two lives elsewhere than the merge left them."""
    if gone.now is not None:
        return True
    if not before.place_made and before.slot is None:
        return False  # nothing of the kept one's place was touched
    here = kept.now.id if kept.now is not None else None
    return here != before.kept_place or (kept.now is not None and kept.now.slot != _left_with(before))


def _left_with(before: Before) -> int | None:
    """The slot that the merge left the kept one with."""
    return before.slot if before.slot is not None else before.kept_slot


def _slots_given(conn: Connection, district: str, kept: PersonState, gone: PersonState, before: Before) -> bool:
    """Whether a slot that one of the two held before is in use now, but for what the taking back clears."""
    wanted: list[tuple[UUID, int, set[UUID | None]]] = []
    place = next((place for place in gone.places if place.id == before.gone_place), None)
    if place is not None and before.gone_slot is not None:
        # the kept one may have been given it since, where both were of one household
        cleared = before.place_made or before.slot is not None
        wanted.append((place.household, before.gone_slot, {place.id, before.kept_place if cleared else None}))
    if kept.now is not None and not before.place_made and before.kept_slot is not None:
        wanted.append((kept.now.household, before.kept_slot, {kept.now.id, before.gone_place}))
    return any(
        conn.execute(
            select(Membership.id).where(
                Membership.district_id == district,
                Membership.household_id == home,
                Membership.slot == slot,
                Membership.id.not_in(own - {None}),
            )
        ).first()
        is not None
        for home, slot, own in wanted
    )


def _cards_since(kept: PersonState, before: Before) -> bool:
    """Whether the kept one was given a card in the slot that came with the merge, or a moved card is another's now."""
    moved = set(before.moved)
    if not moved <= {card.id for card in kept.cards}:
        return True
    home = kept.now.household if kept.now is not None else None
    return before.slot is not None and any(
        card.household == home and card.number.slot == before.slot and card.id not in moved for card in kept.cards
    )


def _same_photo(conn: Connection, district: str, kept: UUID, gone: UUID) -> bool:
    wanted = select(func.count(Photo.jpeg.distinct()), func.count()).where(
        Photo.district_id == district, Photo.registrant_id.in_([kept, gone])
    )
    different, photos = conn.execute(wanted).one()
    return different == 1 and photos == 2


def _closed(conn: Connection, district: str, gone: PersonState, before: Before) -> bool:
    """Whether the household of the one that went was closed by something else meanwhile."""
    place = next((place for place in gone.places if place.id == before.gone_place), None)
    if place is None or before.closed is not None:
        return False
    active = select(Household.active).where(Household.district_id == district, Household.id == place.household)
    return conn.scalar(active) is False


def cards_to_print(conn: Connection, district: str, ended: list[UUID]) -> tuple[NewCard, ...]:
    """Slots whose card was ended, that somebody holds again and that have no live card: a new one may be printed."""
    live = aliased(Card)
    again = select(live.id).where(
        live.district_id == Card.district_id,
        live.household_id == Card.household_id,
        live.slot == Card.slot,
        live.state == CardState.LIVE,
    )
    wanted = (
        select(Household.code, Card.slot)
        .join(Household, and_(Household.district_id == Card.district_id, Household.id == Card.household_id))
        .join(
            Membership,
            and_(
                Membership.district_id == Card.district_id,
                Membership.household_id == Card.household_id,
                Membership.slot == Card.slot,
                Membership.to_day.is_(None),
            ),
        )
        .where(Card.district_id == district, Card.id.in_(ended), ~again.exists())
        .distinct()
        .order_by(Household.code, Card.slot)
    )
    return tuple(NewCard(HouseholdCode(code), slot) for code, slot in conn.execute(wanted))
