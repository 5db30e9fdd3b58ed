"""Ages as people know them: by an event that everybody remembers, on a day, and as a year of birth with its margin."""

from dataclasses import dataclass
from datetime import date

from desktop.values.vocabulary import EVENT_YEARS, AgeEvent, AgeMethod

OLDEST = 120
ADULT = 18
INFANT = 1
"""The last age, in whole years, at which a child may still be without a name."""

# How many years a year of birth may be off. A paper shows the day, of which whole years are kept; people round to
# fives and tens; a guess by eye is a guess. These are ours, no source gives them.
_MARGIN = {AgeMethod.DOCUMENT: 1, AgeMethod.EVENT: 2, AgeMethod.STATED: 3, AgeMethod.ESTIMATED: 5}


@dataclass(frozen=True)
class BirthYear:
    """The year in which somebody was probably born, give or take `margin` years."""

    year: int
    margin: int


def years_by_event(event: AgeEvent, then: int, as_of: date) -> int:
    """Age in years on `as_of` of somebody who was `then` years old when the event came.

    `then` below zero says how many years after the event the birth was. Whole years of the calendar; never raises, and
    gives less than zero for a birth that is still to come.
    """
    return as_of.year - EVENT_YEARS[event] + then


def age_at_event(event: AgeEvent, years: int, as_of: date) -> int:
    """How old somebody of `years` on `as_of` was when the event came; below zero: born so many years after it."""
    return years - (as_of.year - EVENT_YEARS[event])


def years_on(years: int, as_of: date, day: date) -> int:
    """The age on `day` of somebody who was `years` old on `as_of`; never less than it was then."""
    gone = day.year - as_of.year - ((day.month, day.day) < (as_of.month, as_of.day))
    return years + max(0, gone)


def last_birthday(born: date, today: date) -> tuple[int, date]:
    """The age today of somebody whose day of birth is told, and the birthday on which they became so old.

    An age as of that day goes on with every birthday, and gives the very year of the birth. Who was born on 29
    February becomes older on 1 March where the year has none.
    """
    years = max(0, years_on(0, born, today))
    try:
        return years, born.replace(year=born.year + years)
    except ValueError:
        return years, date(born.year + years, 3, 1)


def birth_year(years: int, method: AgeMethod | None, as_of: date) -> BirthYear:
    """The year of birth of somebody who was `years` old on `as_of`, with the margin of how the age was found."""
    margin = _MARGIN[method or AgeMethod.STATED]
    return BirthYear(as_of.year - years, min(margin, years + 1))  # nobody takes a newborn for a child of three
