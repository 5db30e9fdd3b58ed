"""Reads what the scan station must know about one presented card or code, and makes its decision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, select

from desktop.domain.entitlement import Plan, inside
from desktop.domain.share import Due, OpenLine, Today, due_now
from desktop.domain.verdict import CardFacts, GivenBefore, HouseholdFacts, Ruling, SharedDraw, proves, rule
from desktop.errors import PointUnknown, RoundUnknown
from desktop.ledger.clock import Here
from desktop.models.owed_write import WhoCollected
from desktop.models.programme import Round
from desktop.queries.relief.clock_moves import moved_since
from desktop.queries.relief.collectors import with_collector
from desktop.queries.relief.household_facts import capped, facts_of
from desktop.queries.relief.own_draws import HandOvers, own_draws
from desktop.queries.relief.plans import plan
from desktop.queries.relief.shared_draws import counted_elsewhere, shared_draw, taken_in
from desktop.queries.relief.shares import had_before, open_lines, shelf
from desktop.queries.relief.station import CLOSED_TODAY, DRAWN, STATION, STATION_WITH_PHOTO, TURNS
from desktop.records.distribution import Collecting, Decision, ItemDue, PersonShown, Presented, Standing
from desktop.records.relief_rule import Facts
from desktop.values.identifiers import DisbursementId, HouseholdId, OperatorId, PointId, RoundId
from desktop.values.period import local_day
from desktop.values.vocabulary import RoundState, Verdict


@dataclass(frozen=True)
class Decided:
    """A decision with what a hand-over needs to write it; None for an unknown household."""

    decision: Decision
    round_id: RoundId
    point_id: PointId
    point_name: str
    programme: str
    household_id: HouseholdId | None
    registered_by: OperatorId | None
    repeated: bool
    """Whether a disbursement of the given id was recorded before."""
    voided_before: bool
    """Whether something of this entitlement was voided or given in part, so that its turns have to be read."""
    turns: Mapping[str, int]
    """Of items that a rule gives again in this round."""
    settled: tuple[OpenLine, ...]
    """Open lines that a hand-over settles."""
    opens: tuple[ItemDue, ...]
    """Lines that a hand-over leaves open."""
    counted: bool
    """Whether anything is counted at the point, so that its shelf is lowered."""
    collected: WhoCollected | None
    """Who collects in the holder's place, other than a holder of the household."""
    drew: bool
    """Whether the household has drawn a share of its own in the round; what came with others is none."""
    let_by: frozenset[OperatorId]
    """The two people who let it draw; neither of them hands over."""
    lets: bool
    """Whether two people may let it draw: no list names it, or it waits at the help desk for their decision."""


def decided(
    conn: Connection,
    district: str,
    standing: Standing,
    presented: Presented,
    *,
    here: Here,
    tell_why: bool,
    photo: bool,
    collector: int | Collecting | None = None,
    disbursement: DisbursementId | None = None,
    late: date | None = None,
) -> Decided:
    """The decision about what was presented. Raises RoundUnknown, PointUnknown, CollectorUnknown.

    `tell_why`: fill in the help desk's reason; `photo`: bring the photo of the person shown; `collector`: who collects
    in the presented holder's place, which asks for a look: the slot of another holder, or how else; `late`: the local
    day on which it was handed over on paper, so that nobody asks whether the point is open now.
    """
    slot, now = presented.number.slot if presented.number else 0, here.now
    names: dict[str, Any] = {
        "district": district,
        "round": standing.round_code,
        "point": standing.point_code,
        "household": presented.household.text,
        "slot": slot,
        "issue": presented.number.issue if presented.number else 0,
        "disbursement": disbursement,
        "now": now,
    }
    row = conn.execute(STATION_WITH_PHOTO if photo else STATION, names).first()
    if row is None:
        raise _unknown(conn, district, standing)
    fixed = plan(conn, district, row.round_id)
    names |= {"round_id": row.round_id, "household_id": row.household_id, "point_id": row.point_id}
    stands = _stands(conn, names, row, fixed) if row.household_id else None
    day = Today(late or local_day(now), now, late=late is not None)
    found = _due(conn, names, row, fixed, day, here, stands) if stands else None
    household = _household_facts(row, fixed, found, stands) if found and stands else None
    card = None
    if presented.number is not None:
        card = CardFacts(row.lowest_issue or 1, row.newest_issue or 0, row.card_state)
    ruling = rule(
        row.state,
        point_open=row.point_open or late is not None,
        household=household,
        card=card,
        presented=presented,
        now=now,
    )
    collected = None
    if collector is not None and household is not None:
        ruling, collected = with_collector(conn, names, ruling, collector, late)
    closed = ruling.why == "point_not_open" and _closed_today(conn, names)
    decision = Decision(
        verdict=ruling.verdict,
        looks=ruling.looks,
        household=presented.household,
        household_id=row.household_id,
        number=presented.number,
        size=_size(row) if household else 0,
        # A stopped lane shows nobody.
        person=_person_shown(row, photo=photo) if ruling.verdict is not Verdict.S1 else None,
        items=found.share.items if found else (),
        owed=found.share.owed if found else (),
        source=presented.source,
        why=ruling.why if tell_why else "",
        facts=ruling.facts if tell_why else {},
        point_name=household.elsewhere if household and ruling.why == "other_point" else "",
        # before it opened a real card is read; after a close of the day the point stays closed
        rehearsal=late is None and not closed and _not_begun(row) and proves(presented),
        stop=_stop(ruling, closed=closed),
    )
    return Decided(
        decision=decision,
        round_id=row.round_id,
        point_id=row.point_id,
        point_name=row.point_name,
        programme=row.programme,
        household_id=row.household_id,
        registered_by=row.registered_by,
        repeated=row.repeated,
        voided_before=row.voided,
        turns=(found.turns if found else None) or {},
        settled=found.settled if found else (),
        opens=found.opens if found else (),
        counted=row.counted,
        collected=collected,
        drew=stands is not None and stands.own is not None,
        let_by=frozenset(OperatorId(one) for one in (row.let_by, row.let_with) if one),
        lets=found is not None and stands is not None and _lets(row, found, stands),
    )


def turns(conn: Connection, district: str, round_id: RoundId, household_id: HouseholdId) -> dict[str, int]:
    """The turn of each entitlement that a void raised; any other stands at 1."""
    found = conn.execute(TURNS, {"district": district, "round_id": round_id, "household_id": household_id})
    return {row.item: row.turn for row in found}


def _size(row: Row[*tuple[Any, ...]]) -> int:
    """People of the household: as frozen on a fixed list, else those who are members now."""
    return row.listed_size if row.frozen_at is not None and row.listed_size is not None else row.size


@dataclass(frozen=True)
class _Stands:
    """The first hand-over of a share of its own, what its people received within another household, whether listed."""

    own: GivenBefore | None
    shared: SharedDraw | None
    listed: bool


def _stands(conn: Connection, names: dict[str, Any], row: Row[*tuple[Any, ...]], fixed: Plan) -> _Stands:
    """Each further statement runs only where a flag of the first one asks for it."""
    drawn: HandOvers = conn.execute(DRAWN, names).all() if row.drawn else ()
    if drawn and row.moved:
        drawn = own_draws(conn, names, drawn)
    first = min(drawn, key=lambda found: found.at, default=None)
    shared = None
    if row.moved and first is None:
        here, fixed_list = (conn, names["district"], row.round_id, row.household_id), row.frozen_at is not None
        shared = shared_draw(*here, allowed=row.allowed_at, fixed=fixed_list)
        if shared is None and not fixed_list:  # on a fixed list everybody counts where they stood
            shared = counted_elsewhere(*here, allowed=row.allowed_at)
    return _Stands(
        own=GivenBefore(first.slot, first.at, first.point, first.lane, first.receipt) if first else None,
        shared=shared,
        listed=row.listed_size is not None if row.frozen_at is not None else inside(fixed.areas, row.pcode),
    )


def _lets(row: Row[*tuple[Any, ...]], found: Due, stands: _Stands) -> bool:
    """Said again, the newer number holds."""
    asks = stands.shared is not None or found.doubted is not None
    return not stands.listed or asks or row.allowed_size is not None


def _due(
    conn: Connection,
    names: dict[str, Any],
    row: Row[*tuple[Any, ...]],
    fixed: Plan,
    today: Today,
    here: Here,
    stands: _Stands,
) -> Due:
    """What is due to the household; what is owed to it is so though it draws no share of its own."""
    lines = open_lines(conn, names, owing=row.owing)
    had = had_before(conn, names, fixed)
    if row.moved:
        others = taken_in(conn, names["district"], row.household_id)
        had += tuple(one for home in others for one in had_before(conn, names | {"household_id": home}, fixed))
    if had:
        given = {one.disbursement for one in (*had, *lines)}
        let = (row.household_id, row.allowed_at) if row.allowed_at else None
        today = replace(today, moved=moved_since(conn, names["district"], here, given, let))
    due_of = partial(
        due_now,
        fixed,
        _facts(conn, names, row, fixed, today.day),
        today,
        given=stands.own,
        had=had,
        lines=lines,
        levels=shelf(conn, names, counted=row.counted),
    )
    if lines and (stands.shared is not None or not (stands.listed or row.allowed_size is not None)):
        return replace(due_of(only_owed=True), given=None)  # what stands against more is asked elsewhere
    return due_of()


def _facts(conn: Connection, names: dict[str, Any], row: Row[*tuple[Any, ...]], fixed: Plan, today: date) -> Facts:
    """What the rules count: as fixed on a list, else as the household is now; of so many people as were let draw."""
    size = _size(row) if row.allowed_size is None else min(row.allowed_size, row.size)
    here = Facts(size, pcode=row.pcode, point_code=names["point"])
    if not fixed.by_category:
        return here
    counted = row if row.frozen_at is not None and row.listed_size is not None else None
    counted = counted or facts_of(conn, names["district"], row.household_id, today)
    if counted is None:
        return here
    return capped(here, counted)


def _household_facts(row: Row[*tuple[Any, ...]], fixed: Plan, found: Due, stands: _Stands) -> HouseholdFacts:
    return HouseholdFacts(
        active=row.active,
        listed=stands.listed,
        fixed_list=row.frozen_at is not None,
        share=found.share,
        given=found.given,
        elsewhere=fixed.elsewhere(row.point_id, row.pcode),
        shared=stands.shared,
        blocked=row.blocked.value if row.blocked else "",
        allowed=row.allowed_size is not None,
        due=found.ruled,
        nothing_left=found.nothing_left,
        doubted=found.doubted,
    )


def _not_begun(row: Row[*tuple[Any, ...]]) -> bool:
    return not row.point_open and row.state is not RoundState.CLOSED


def _closed_today(conn: Connection, names: dict[str, Any]) -> bool:
    return conn.execute(CLOSED_TODAY, names | {"today": local_day(names["now"])}).first() is not None


def _stop(ruling: Ruling, *, closed: bool) -> str:
    if ruling.verdict is not Verdict.S1:
        return ""
    return "day_closed" if closed else ruling.why


def _person_shown(row: Row[*tuple[Any, ...]], *, photo: bool) -> PersonShown | None:
    if row.name_as_told is None:
        return None
    return PersonShown(
        name_as_told=row.name_as_told,
        name_latin=row.name_latin,
        parent_name=row.parent_name,
        parent_latin=row.parent_latin,
        parent_relation=row.parent_relation,
        photo=row.jpeg if photo else None,
    )


def _unknown(conn: Connection, district: str, standing: Standing) -> RoundUnknown | PointUnknown:
    found = conn.execute(
        select(Round.id).where(Round.district_id == district, Round.code == standing.round_code)
    ).first()
    if found is None:
        return RoundUnknown(code=standing.round_code)
    return PointUnknown(round=standing.round_code, point=standing.point_code)
