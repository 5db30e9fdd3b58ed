"""Who collects in the holder's place: named by the household, let for one day, or bringing it home.

Limits: somebody who collects for a third household of a round is looked at again, for a fifth the help desk is asked;
so that nobody gathers other people's cards. Who stands between workers and owners collects for nobody, and is told so
by nobody: the lane says what it says to everybody else who is sent to the help desk.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, literal, select

from desktop.domain.verdict import Ruling, limited
from desktop.errors import CollectorUnknown
from desktop.models.base import Id
from desktop.models.help_desk import HomeDelivery, Proxy
from desktop.models.household import Household, Membership, Registrant
from desktop.models.owed_write import WhoCollected
from desktop.models.trusted_person import Collector
from desktop.queries.naming import naming_problems
from desktop.queries.relief.collecting import households_of, person_key
from desktop.queries.relief.station import HOLDER
from desktop.queries.trusted import collectors_of
from desktop.records.distribution import Collecting, CollectorChoice
from desktop.records.household import HouseholdDraft
from desktop.records.trusted_person import CollectorDraft
from desktop.values.age import ADULT, years_on
from desktop.values.finding import Finding
from desktop.values.identifiers import RegistrantId
from desktop.values.period import local_day
from desktop.values.vocabulary import CollectionKind, Look, Verdict


@dataclass(frozen=True)
class Collects:
    """Somebody who collects: `others` counts the other households of the round, `barred` an intermediary."""

    who: WhoCollected
    others: int
    barred: bool


def collects(conn: Connection, names: dict[str, Any], collecting: Collecting, today: date) -> Collects:
    """Who collects for the household as it was said at the lane. Raises CollectorUnknown when nobody does so."""
    match collecting.kind:
        case CollectionKind.DELIVERY:
            return _delivery(conn, names)
        case CollectionKind.PROXY:
            line = _proxy(conn, names, today)
        case _:
            line = _named(conn, names, collecting.place)
            if collecting.kind is CollectionKind.CARETAKER and not _only_children(conn, names, today):
                line = None
    if line is None:
        raise CollectorUnknown(slot=collecting.place, kind=collecting.kind.value)
    home = _home(conn, names)
    key = line.person_key or person_key(
        registrant=line.registrant_id,
        phone=line.phone,
        name_as_told=line.name_as_told,
        name_latin=line.name_latin,
        village=home.village,
    )
    served = households_of(conn, names["district"], names["round_id"], key)
    if line.registrant_id is not None and line.phone:
        # the same person, met where they are known by the phone alone
        served |= households_of(conn, names["district"], names["round_id"], person_key(phone=line.phone))
    return Collects(
        WhoCollected(collecting.kind, key, line.id),
        len(served - {names["household_id"]}),
        _barred(conn, names, line, home, today),
    )


def _delivery(conn: Connection, names: dict[str, Any]) -> Collects:
    """Our own people bring it home: nobody is counted for it."""
    if not _listed_for_delivery(conn, names):
        raise CollectorUnknown(slot=0, kind=CollectionKind.DELIVERY.value)
    return Collects(WhoCollected(CollectionKind.DELIVERY, "delivery"), 0, barred=False)


def _listed_for_delivery(conn: Connection, names: dict[str, Any]) -> bool:
    wanted = select(HomeDelivery.household_id).where(
        HomeDelivery.district_id == names["district"],
        HomeDelivery.round_id == names["round_id"],
        HomeDelivery.household_id == names["household_id"],
    )
    return conn.execute(wanted).first() is not None


def _proxy(conn: Connection, names: dict[str, Any], today: date) -> Row[*tuple[Any, ...]] | None:
    """Who was let for today; of two the later one."""
    return conn.execute(
        select(
            Proxy.id,
            Proxy.name_as_told,
            Proxy.name_latin,
            Proxy.phone,
            Proxy.relation,
            Proxy.person_key,
            literal(None, Id()).label("registrant_id"),
        )
        .where(
            Proxy.district_id == names["district"],
            Proxy.round_id == names["round_id"],
            Proxy.household_id == names["household_id"],
            Proxy.day == today,
        )
        .order_by(Proxy.at.desc())
        .limit(1)
    ).first()


def _named(conn: Connection, names: dict[str, Any], place: int) -> Row[*tuple[Any, ...]] | None:
    return conn.execute(
        select(
            Collector.id,
            Collector.name_as_told,
            Collector.name_latin,
            Collector.phone,
            Collector.registrant_id,
            literal("").label("person_key"),
        ).where(
            Collector.district_id == names["district"],
            Collector.household_id == names["household_id"],
            Collector.place == place,
            Collector.to_day.is_(None),
        )
    ).first()


def _only_children(conn: Connection, names: dict[str, Any], today: date) -> bool:
    """Whether everybody of the household is known to be a child; an age nobody knows may be a grown one's."""
    return bool(children_alone(conn, names["district"], [names["household_id"]], today))


def children_alone(conn: Connection, district: str, households: Collection[UUID], today: date) -> set[UUID]:
    """Those of some households in which everybody is known to be a child."""
    # from a column that the index by registrant lacks, so that SQLite finds the members by their household
    ages: Sequence[Row[*tuple[Any, ...]]] = conn.execute(
        select(Registrant.age_years, Registrant.age_as_of, Membership.place, Membership.household_id)
        .join(
            Membership,
            (Membership.district_id == Registrant.district_id) & (Membership.registrant_id == Registrant.id),
        )
        .where(
            Membership.district_id == district,
            Membership.household_id.in_(households),
            Membership.to_day.is_(None),
        )
    ).all()
    grown = {
        line.household_id
        for line in ages
        if line.age_years is None or years_on(line.age_years, line.age_as_of or today, today) >= ADULT
    }
    return {line.household_id for line in ages} - grown


def _home(conn: Connection, names: dict[str, Any]) -> Row[*tuple[Any, ...]]:
    return conn.execute(
        select(Household.pcode, Household.village).where(
            Household.district_id == names["district"], Household.id == names["household_id"]
        )
    ).one()


def _barred(
    conn: Connection,
    names: dict[str, Any],
    line: Row[*tuple[Any, ...]],
    home: Row[*tuple[Any, ...]],
    today: date,
) -> bool:
    """Whether it became known that this is somebody who stands between workers and owners."""
    registrant = RegistrantId(line.registrant_id) if line.registrant_id else None
    told = CollectorDraft(line.name_as_told, line.name_latin, phone=line.phone, registrant=registrant)
    draft = HouseholdDraft(pcode=home.pcode, village=home.village, collectors=(told,))
    found = naming_problems(conn, names["district"], draft, today)
    return any(problem.code == Finding.NOT_NAMEABLE for problem in found)


def with_collector(
    conn: Connection, names: dict[str, Any], ruling: Ruling, collector: int | Collecting, late: date | None = None
) -> tuple[Ruling, WhoCollected | None]:
    """Somebody collects in the holder's place: known to the household, and looked at first.

    `late`: the day on which it was handed over on paper. What they took then counts, and nothing takes it back.
    """
    if isinstance(collector, int) and conn.execute(HOLDER, names | {"slot": collector}).first() is None:
        raise CollectorUnknown(slot=collector)
    if isinstance(collector, int):
        who = None
    else:
        found = collects(conn, names, collector, late or local_day(names["now"]))
        who = found.who
        if late is None:
            ruling = limited(ruling, found.others, barred=found.barred)
    if ruling.verdict not in (Verdict.G1, Verdict.G2):
        return ruling, None
    return replace(ruling, verdict=Verdict.G2, looks=(*ruling.looks, Look.COLLECTOR)), who


def choices(
    conn: Connection, district: str, round_id: UUID, household: UUID, today: date
) -> tuple[CollectorChoice, ...]:
    """Who may collect for a household now: other holders, who was named, who was let for today, a delivery.

    Whether somebody may not after all is told when they are chosen, and to the help desk alone.
    """
    names: dict[str, Any] = {"district": district, "round_id": round_id, "household_id": household}
    alone = _only_children(conn, names, today)
    kind = CollectionKind.CARETAKER if alone else CollectionKind.NAMED
    found = [
        CollectorChoice(line.slot, line.name_as_told, line.name_latin, line.relation or "")
        for line in conn.execute(_HOLDERS, names)
    ]
    found += [
        CollectorChoice(Collecting(kind, one.place), one.name_as_told, one.name_latin, one.relation)
        for one in collectors_of(conn, district, household)
        if not alone or one.place == 1
    ]
    let = _proxy(conn, names, today)
    if let is not None:
        found.append(CollectorChoice(Collecting(CollectionKind.PROXY), let.name_as_told, let.name_latin, let.relation))
    if _listed_for_delivery(conn, names):
        found.append(CollectorChoice(Collecting(CollectionKind.DELIVERY)))
    return tuple(found)


_HOLDERS = (
    select(Membership.slot, Registrant.name_as_told, Registrant.name_latin, Membership.relation)
    .join(Registrant, (Registrant.district_id == Membership.district_id) & (Registrant.id == Membership.registrant_id))
    .where(
        Membership.district_id == bindparam("district"),
        Membership.household_id == bindparam("household_id"),
        Membership.slot.is_not(None),
        Membership.to_day.is_(None),
    )
    .order_by(Membership.slot)
)
