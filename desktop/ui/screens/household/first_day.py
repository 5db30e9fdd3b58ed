"""From which day on an event can have happened to a household, as far as whoever looks may know it."""

from collections.abc import Collection, Iterator
from datetime import date

from desktop.errors import DayBefore, DayNotYet
from desktop.records.household import HouseholdView
from desktop.ui.screens.household.event_words import Happens
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import RegistrantId
from desktop.values.moment import Moment, day_moment

_OF_THE_PEOPLE = (Happens.LEFT, Happens.MARRIED, Happens.DIED, Happens.SPLIT)


def cannot_be(
    day: date,
    today: date,
    happens: Happens,
    view: HouseholdView,
    people: Collection[RegistrantId] = (),
    other: HouseholdView | None = None,
) -> DayNotYet | DayBefore | None:
    """Why it cannot have happened on `day`, said before it is read aloud; the use case refuses the same.

    `people` go, `other` is the household into which they go or which comes in. Who sees only a month of what was
    recorded is told here of the months before it.
    """
    if day > today:
        return DayNotYet(day=day.isoformat(), today=today.isoformat())
    since = max(_since(happens, view, people, other), key=lambda one: one.day, default=None)
    if since is not None and day < since.day:
        return DayBefore(day=day.isoformat(), since=since.text)
    return None


def _since(
    happens: Happens, view: HouseholdView, people: Collection[RegistrantId], other: HouseholdView | None
) -> Iterator[Moment]:
    if happens is Happens.BORN:
        return  # a birth does not wait for the clerk
    if happens in _OF_THE_PEOPLE:
        yield from (one.since for one in view.members if one.id in people and one.since is not None)
    elif view.began is not None:
        yield view.began
    if happens is Happens.MOVED:
        kind = EntryKind.HOUSEHOLD_MOVED
        yield from (day_moment(line.day) for line in view.history if line.kind == kind and line.day is not None)
    if other is not None and other.began is not None:
        yield other.began
    if other is not None and happens is Happens.TOOK_IN:
        yield from (one.since for one in other.members if one.since is not None)
