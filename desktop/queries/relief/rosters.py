"""The lines of a roster: which households a point serves in a round, and what each is due."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, func, select

from desktop.domain.entitlement import Plan, beneath, due
from desktop.matching.match_keys import searched_village
from desktop.models.household import Household, Membership, Registrant
from desktop.models.programme import Listing
from desktop.queries.relief.household_facts import choose, listed
from desktop.queries.relief.plans import plan
from desktop.queries.relief.programmes import digest_of, today, totals_of
from desktop.records.distribution import ItemDue, RosterLine, RoundView
from desktop.records.programme import Chosen
from desktop.records.relief_rule import Facts
from desktop.values.identifiers import HouseholdCode, PointId
from desktop.values.text import fold
from desktop.values.vocabulary import RosterSort

_TOLD = 500  # households after which it is told how far the reading came


@dataclass(frozen=True)
class Listed:
    """The lines of one point, what they are due together, and the digest of the whole round's list."""

    lines: tuple[RosterLine, ...]
    totals: tuple[ItemDue, ...]
    digest: str


def lines(
    conn: Connection,
    district: str,
    view: RoundView,
    point: PointId,
    sort: RosterSort,
    day: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Listed:
    """The households that `point` serves, in order, and what they are due together.

    A household that was served already stays on the list with what it was due: a roster is the plan, and a line that
    went missing could not be told from one that never was. Households that are due nothing are left out.
    """
    fixed = plan(conn, district, view.id)
    code = next((one.code for one in fixed.points if one.id == point), "")
    found: list[RosterLine] = []
    kinds: Counter[Facts] = Counter()
    everybody: list[tuple[str, Facts]] = []
    for at, (line, facts) in enumerate(_read(conn, district, view, fixed, code, day or today())):
        if progress is not None and at % _TOLD == 0:
            progress(at, max(at, view.households))
        everybody.append((line.code.text, facts))
        if line.items and not fixed.elsewhere(point, facts.pcode):
            kinds[facts] += 1
            found.append(line)
    found.sort(key=_by_code if sort is RosterSort.CODE else _by_village)
    digest = digest_of(everybody, by_category=fixed.by_category)
    return Listed(tuple(found), totals_of(fixed.items, kinds), digest)


def _by_code(line: RosterLine) -> str:
    return line.code.text


def _by_village(line: RosterLine) -> tuple[str, str, str]:
    """Village, then name, then code; folded, so that two spellings of one letter stand together."""
    return fold(line.village), fold(line.name_as_told or line.name_latin), line.code.text


def _read(
    conn: Connection, district: str, view: RoundView, fixed: Plan, point: str, day: date
) -> Iterator[tuple[RosterLine, Facts]]:
    """Every household of the round, with the facts that its share is counted from at the point."""
    seen: set[UUID] = set()
    counted = _counted(conn, district, view, fixed, day)
    # The head's row comes first of each household, so that it is the one that is kept.
    for row in conn.execute(_statement(district, view, fixed)):
        if row.id in seen or (counted is not None and row.id not in counted):
            continue
        seen.add(row.id)
        facts = Facts(row.size, pcode=row.pcode)
        if counted is not None:
            facts = counted[row.id].facts
        facts = replace(facts, point_code=point)
        line = RosterLine(
            code=HouseholdCode(row.code),
            name_as_told=row.name_as_told or "",
            name_latin=row.name_latin or "",
            parent_name=row.parent_name or "",
            parent_latin=row.parent_latin or "",
            parent_relation=row.parent_relation,
            size=row.size,
            village=searched_village(row.village),
            items=due(fixed.items, facts),
        )
        yield line, facts


def _counted(conn: Connection, district: str, view: RoundView, fixed: Plan, day: date) -> dict[UUID, Chosen] | None:
    """Households with infants, women and so on, where a rule or the list itself asks for them; else None."""
    if view.frozen:
        return {one.household_id: one for one in listed(conn, district, view.id)} if fixed.by_category else None
    if not fixed.by_category and view.criteria.everybody:
        return None
    chosen = choose(conn, district, sorted(beneath(fixed.areas)), view.criteria, day)
    return {one.household_id: one for one in chosen}


def _statement(district: str, view: RoundView, fixed: Plan) -> Select[*tuple[Any, ...]]:
    members = and_(
        Membership.district_id == Household.district_id,
        Membership.household_id == Household.id,
        Membership.to_day.is_(None),
    )
    size = select(func.count()).select_from(Membership).where(members).correlate(Household).scalar_subquery()
    chosen = (
        select(
            Household.id,
            Household.code,
            Household.pcode,
            Household.village,
            (Listing.size if view.frozen else size).label("size"),
            Registrant.name_as_told,
            Registrant.name_latin,
            Registrant.parent_name,
            Registrant.parent_latin,
            Registrant.parent_relation,
        )
        .outerjoin(Membership, members)
        .outerjoin(
            Registrant,
            and_(Registrant.district_id == Membership.district_id, Registrant.id == Membership.registrant_id),
        )
        .where(Household.district_id == district)
        .order_by(Household.code, (Membership.relation == "HEAD").desc(), Membership.place)
    )
    if view.frozen:
        return chosen.join(
            Listing,
            and_(Listing.district_id == Household.district_id, Listing.household_id == Household.id),
        ).where(Listing.round_id == view.id)
    return chosen.where(Household.active.is_(True), Household.pcode.in_(sorted(beneath(fixed.areas))))
