"""Households to which things happen: a clock that moves on by days, families, and what must be so on every day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.ledger.clock import Reading, machine_clock
from desktop.models.household import Household, Membership
from desktop.records.household import HouseholdView, MemberDraft
from desktop.usecases import registration
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import Sex
from tests.factories import TestOffice, child, household, woman


@dataclass
class Days:
    """The machine's clock, moved on by whole days."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> Reading:
        now = machine_clock()
        return replace(now, at=now.at + self.ahead, up=now.up + self.ahead // timedelta(microseconds=1))

    @property
    def today(self) -> date:
        """The local day."""
        return local_day(self().at)

    def later(self, days: int = 1) -> date:
        """So many days pass; gives today."""
        self.ahead += timedelta(days=days)
        return self.today


@dataclass
class Living:
    """An office and its clock."""

    office: TestOffice
    days: Days

    @property
    def clerk(self) -> Desk:
        """The clerk's desk."""
        return self.office.desk(Role.CLERK)

    @property
    def today(self) -> date:
        """The local day."""
        return self.days.today

    def family(self, *members: MemberDraft, village: str = "Chak 12") -> HouseholdView:
        """A registered household; a man, his wife and two children unless told otherwise."""
        told = household(*(members or (man(), wife(), child("علی"), child("زارا", "DAU"))), village=village)
        return registration.register(self.clerk, told).household

    def show(self, code: HouseholdCode) -> HouseholdView:
        """The household now."""
        return registration.show(self.clerk, code)


def man(name: str = "رحیم بخش", latin: str = "Rahim Bux", **changes: object) -> MemberDraft:
    """A man of 40 who leads a household and holds its first card."""
    told = woman(name, latin, sex=Sex.MALE, age_years=40, parent_name="", parent_latin="", parent_relation=None)
    return replace(told, **changes)  # pyright: ignore[reportArgumentType]


def wife(name: str = "سکینہ بی بی", latin: str = "Sakina Bibi", **changes: object) -> MemberDraft:
    """His wife, who holds the second card."""
    values: dict[str, object] = {"relation": "WIFE", "holder": 2, "age_years": 34}
    return woman(name, latin, **(values | changes))


def ids(view: HouseholdView) -> list[RegistrantId]:
    """Its members' ids in order."""
    return [member.id for member in view.members]


def names(view: HouseholdView) -> list[str]:
    """Its members' names in order."""
    return [member.name for member in view.members]


# --- what must be so --------------------------------------------------------------------------------------------------


def overlaps(conn: Connection) -> list[UUID]:
    """People who belonged to two households on one day, or twice to one."""
    rows = conn.execute(select(Membership.registrant_id, Membership.from_day, Membership.to_day)).all()
    stays: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for who, first, end in rows:
        if end is None or end > first:  # the same day: never belonged
            stays[who].append((first, end or date.max))
    return [who for who, days in stays.items() if any(_overlap(*pair) for pair in combinations(days, 2))]


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def in_closed(conn: Connection) -> list[UUID]:
    """Members now of households that are closed."""
    wanted = (
        select(Membership.registrant_id)
        .join(Household, (Household.district_id == Membership.district_id) & (Household.id == Membership.household_id))
        .where(Membership.to_day.is_(None), Household.active.is_(False))
    )
    return list(conn.scalars(wanted))


def open_but_empty(conn: Connection) -> list[UUID]:
    """Open households in which nobody is."""
    living = select(Membership.household_id).where(Membership.to_day.is_(None))
    return list(conn.scalars(select(Household.id).where(Household.active, Household.id.not_in(living))))


def wrong(conn: Connection) -> Iterator[tuple[str, Sequence[UUID]]]:
    """Everything that may never be."""
    for name, found in (("overlap", overlaps(conn)), ("closed", in_closed(conn)), ("empty", open_but_empty(conn))):
        if found:
            yield name, found
