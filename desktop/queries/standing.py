"""A household as events find it: who belongs to it since when, with which live cards, since when it is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, exists, func, select

from desktop.domain.household_events import Stay
from desktop.models.card import Card
from desktop.models.disbursement import Disbursement, Void
from desktop.models.household import Household, Membership, Registrant
from desktop.models.household_event import HouseholdEvent
from desktop.models.programme import Round
from desktop.queries import households
from desktop.queries.forgotten import remembered
from desktop.queries.households import HouseholdState
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.values.identifiers import CardNumber, HouseholdCode, HouseholdId, RegistrantId
from desktop.values.period import local_day
from desktop.values.vocabulary import CardState, HouseholdChange, RoundState

_GOING = (
    HouseholdChange.LEFT,
    HouseholdChange.MARRIED_OUT,
    HouseholdChange.DIED,
)


@dataclass(frozen=True)
class LiveCard:
    """A card that holds, of one holder."""

    id: UUID
    slot: int
    issue: int


@dataclass(frozen=True)
class Sitting:
    """One member now."""

    registrant: RegistrantId
    member: MemberDraft
    since: date
    place: int
    """Order in which the members were told."""
    cards: tuple[LiveCard, ...]


@dataclass(frozen=True)
class Standing:
    """A household now. `began` is the first day it is known on, `moved` the day of its last move, if it ever moved.

    `printed`: for whom cards were printed in each holder slot. `emptied`: closed because the last member went, so that
    somebody who comes back opens it again.
    """

    id: HouseholdId
    code: HouseholdCode
    version: int
    active: bool
    emptied: bool
    began: date
    moved: date | None
    draft: HouseholdDraft
    home_pcode: str
    members: tuple[Sitting, ...]
    printed: dict[int, frozenset[UUID]]
    places: int
    """How many places in the order of members were ever given; the next one who comes gets this one."""

    def sitting(self, registrant: UUID) -> Sitting | None:
        """The member of this id, or None."""
        return next((one for one in self.members if one.registrant == registrant), None)

    def number(self, card: LiveCard) -> CardNumber:
        """The number on a card of this household."""
        return CardNumber(self.code, card.slot, card.issue)


def standing(conn: Connection, district: str, code: HouseholdCode) -> Standing | None:
    """The household of `code` as it stands, or None when this office has none."""
    state = households.state(conn, district, code)
    if state is None:
        return None
    row = conn.execute(
        select(Household.active, Household.home_pcode).where(
            Household.district_id == district, Household.id == state.id
        )
    ).one()
    stays = _memberships(conn, district, state)
    live, printed = _cards(conn, district, state)
    sittings = tuple(
        Sitting(who, member, stays.since[who], stays.place[who], tuple(live.get(who, ())))
        for who, member in zip(state.registrants, state.draft.members, strict=True)
    )
    return Standing(
        id=state.id,
        code=code,
        version=state.version,
        active=row.active,
        emptied=not row.active and not sittings and _emptied(conn, district, state.id, stays.last),
        began=min(local_day(state.registered_at), stays.first or date.max),
        moved=_moved(conn, district, state.id),
        draft=state.draft,
        home_pcode=row.home_pcode,
        members=sittings,
        printed=printed,
        places=stays.places,
    )


@dataclass(frozen=True)
class _Memberships:
    since: dict[UUID, date]
    place: dict[UUID, int]
    first: date | None
    last: frozenset[tuple[UUID, date]]
    """Who went last, and the day: of a household in which nobody is."""
    places: int


def _memberships(conn: Connection, district: str, state: HouseholdState) -> _Memberships:
    rows = conn.execute(
        select(Membership.registrant_id, Membership.from_day, Membership.to_day, Membership.place).where(
            Membership.district_id == district, Membership.household_id == state.id
        )
    ).all()
    now = [row for row in rows if row.to_day is None]
    end = max((row.to_day for row in rows if row.to_day is not None), default=None)
    return _Memberships(
        since={row.registrant_id: row.from_day for row in now},
        place={row.registrant_id: row.place for row in now},
        first=min((row.from_day for row in rows), default=None),
        last=frozenset((row.registrant_id, end) for row in rows if end is not None and row.to_day == end),
        places=max((row.place + 1 for row in rows), default=0),
    )


def _cards(
    conn: Connection, district: str, state: HouseholdState
) -> tuple[dict[UUID, list[LiveCard]], dict[int, frozenset[UUID]]]:
    rows = conn.execute(
        select(Card.id, Card.registrant_id, Card.slot, Card.issue, Card.state).where(
            Card.district_id == district, Card.household_id == state.id
        )
    ).all()
    live: dict[UUID, list[LiveCard]] = {}
    printed: dict[int, frozenset[UUID]] = {}
    for row in rows:
        printed[row.slot] = printed.get(row.slot, frozenset[UUID]()) | {row.registrant_id}
        if row.state is CardState.LIVE:
            live.setdefault(row.registrant_id, []).append(LiveCard(row.id, row.slot, row.issue))
    return live, printed


def _emptied(conn: Connection, district: str, household: UUID, last: frozenset[tuple[UUID, date]]) -> bool:
    """Whether people went one by one; a household that went into another, or was taken back, stays closed."""
    went = conn.execute(
        select(HouseholdEvent.registrant_id, HouseholdEvent.day).where(
            HouseholdEvent.district_id == district,
            HouseholdEvent.household_id == household,
            HouseholdEvent.change.in_(_GOING),
        )
    )
    return bool(last) and last <= {(who, day) for who, day in went}


def _moved(conn: Connection, district: str, household: UUID) -> date | None:
    return conn.scalar(
        select(func.max(HouseholdEvent.day)).where(
            HouseholdEvent.district_id == district,
            HouseholdEvent.household_id == household,
            HouseholdEvent.change == HouseholdChange.MOVED,
        )
    )


@dataclass(frozen=True)
class Somebody:
    """A person of the register, wherever they live or lived."""

    registrant: RegistrantId
    died_on: date | None
    stays: tuple[Stay, ...]
    homes: frozenset[UUID]
    """Every household that they ever belonged to."""


def somebody(conn: Connection, district: str, registrant: UUID, home: UUID) -> Somebody | None:
    """The person of this id with the days of every membership, marked where it is of `home`; or None."""
    row = conn.execute(
        select(Registrant.died_on).where(Registrant.district_id == district, Registrant.id == registrant, remembered())
    ).one_or_none()
    if row is None:
        return None
    rows = conn.execute(
        select(Membership.household_id, Membership.from_day, Membership.to_day).where(
            Membership.district_id == district, Membership.registrant_id == registrant
        )
    ).all()
    return Somebody(
        registrant=RegistrantId(registrant),
        died_on=row.died_on,
        stays=tuple(
            Stay(one.from_day, one.to_day, here=one.household_id == home) for one in rows if one.from_day != one.to_day
        ),
        homes=frozenset(one.household_id for one in rows),
    )


def drew_in(conn: Connection, district: str, household_ids: Sequence[UUID]) -> tuple[str, ...]:
    """Codes of the rounds that are open and in which one of these households received, so that it stands."""
    rounds = select(Round.id).where(Round.district_id == district, Round.state == RoundState.OPEN)
    taken_back = exists().where(Void.district_id == Disbursement.district_id, Void.disbursement_id == Disbursement.id)
    drawn = (
        select(Disbursement.round_id)
        .where(
            Disbursement.district_id == district,
            Disbursement.round_id.in_(rounds),
            Disbursement.household_id.in_(household_ids),
            ~taken_back,
        )
        .distinct()
    )
    codes = select(Round.code).where(Round.district_id == district, Round.id.in_(drawn)).order_by(Round.code)
    return tuple(conn.scalars(codes))
