"""Reads what the scan station must know about one presented card or code, and makes its decision."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from desktop.errors import CollectorUnknown, PointUnknown, RoundUnknown
from desktop.models.programme import Round
from desktop.queries.entitlements import Plan, due, inside, plan
from desktop.queries.shared_draws import shared_draw
from desktop.queries.station import DRAWN, HOLDER, STATION, STATION_WITH_PHOTO, TURNS
from desktop.queries.verdict import CardFacts, GivenBefore, HouseholdFacts, Ruling, rule
from desktop.records.distribution import Decision, PersonShown, Presented, Standing
from desktop.records.relief_rule import Facts
from desktop.values.identifiers import DisbursementId, HouseholdId, OperatorId, PointId, RoundId
from desktop.values.vocabulary import Look, Verdict


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
    """Whether something of this entitlement was voided, so that its turns have to be read."""


def decided(
    conn: Connection,
    district: str,
    standing: Standing,
    presented: Presented,
    *,
    now: datetime,
    tell_why: bool,
    photo: bool,
    collector: int | None = None,
    disbursement: DisbursementId | None = None,
) -> Decided:
    """The decision about what was presented. Raises RoundUnknown, PointUnknown, CollectorUnknown.

    `tell_why`: fill in the help desk's reason; `photo`: bring the photo of the person shown; `collector`: the holder
    slot of somebody who collects in the presented holder's place, which asks for a look.
    """
    slot = presented.number.slot if presented.number else 0
    names: dict[str, Any] = {
        "district": district,
        "round": standing.round_code,
        "point": standing.point_code,
        "household": presented.household.text,
        "slot": slot,
        "issue": presented.number.issue if presented.number else 0,
        "disbursement": disbursement,
    }
    row = conn.execute(STATION_WITH_PHOTO if photo else STATION, names).first()
    if row is None:
        raise _unknown(conn, district, standing)
    fixed = plan(conn, district, row.round_id)
    names |= {"round_id": row.round_id, "household_id": row.household_id}
    household = _household_facts(conn, names, row, fixed) if row.household_id else None
    card = None
    if presented.number is not None:
        card = CardFacts(row.lowest_issue or 1, row.newest_issue or 0, row.card_state)
    ruling = rule(row.state, point_open=row.point_open, household=household, card=card, presented=presented, now=now)
    if collector is not None and household is not None:
        ruling = _with_collector(conn, names, ruling, collector)
    decision = Decision(
        verdict=ruling.verdict,
        looks=ruling.looks,
        household=presented.household,
        household_id=row.household_id,
        number=presented.number,
        size=_size(row) if household else 0,
        # A stopped lane shows nobody.
        person=_person_shown(row, photo=photo) if ruling.verdict is not Verdict.S1 else None,
        items=household.items if household else (),
        source=presented.source,
        why=ruling.why if tell_why else "",
        facts=ruling.facts if tell_why else {},
        point_name=household.elsewhere if household and ruling.verdict is Verdict.T1 else "",
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
    )


def turns(conn: Connection, district: str, round_id: RoundId, household_id: HouseholdId) -> dict[str, int]:
    """The turn of each entitlement that a void raised; any other stands at 1."""
    found = conn.execute(TURNS, {"district": district, "round_id": round_id, "household_id": household_id})
    return {row.item: row.turn for row in found}


def _size(row: Row[*tuple[Any, ...]]) -> int:
    """People of the household: as frozen on a fixed list, else those who are members now."""
    return row.listed_size if row.frozen_at is not None and row.listed_size is not None else row.size


def _household_facts(
    conn: Connection, names: dict[str, Any], row: Row[*tuple[Any, ...]], fixed: Plan
) -> HouseholdFacts:
    frozen = row.frozen_at is not None
    drawn = min(conn.execute(DRAWN, names), key=lambda found: found.at) if row.drawn else None
    shared = None
    if row.came_from and drawn is None:
        shared = shared_draw(conn, names["district"], row.round_id, row.household_id)
    return HouseholdFacts(
        active=row.active,
        listed=row.listed_size is not None if frozen else inside(fixed.areas, row.pcode),
        fixed_list=frozen,
        items=due(fixed.items, Facts(_size(row), pcode=row.pcode, point_code=names["point"])),
        given=GivenBefore(drawn.slot, drawn.at, drawn.point, drawn.lane, drawn.receipt) if drawn else None,
        elsewhere=fixed.elsewhere(row.point_id, row.pcode),
        shared=shared,
    )


def _with_collector(conn: Connection, names: dict[str, Any], ruling: Ruling, collector: int) -> Ruling:
    """Somebody collects in the holder's place: known to the household, and looked at first."""
    if conn.execute(HOLDER, names | {"slot": collector}).first() is None:
        raise CollectorUnknown(slot=collector)
    if ruling.verdict not in (Verdict.G1, Verdict.G2):
        return ruling
    return replace(ruling, verdict=Verdict.G2, looks=(*ruling.looks, Look.COLLECTOR))


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
