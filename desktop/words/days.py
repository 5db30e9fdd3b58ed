"""Days in sentences of the screen, with the month as a word: 12 Nov 2026."""

from datetime import date

from desktop.values.moment import Exactness, Moment
from desktop.words.catalogue import isolated, mark, tr

_MONTHS = (
    mark("Jan"),
    mark("Feb"),
    mark("Mar"),
    mark("Apr"),
    mark("May"),
    mark("Jun"),
    mark("Jul"),
    mark("Aug"),
    mark("Sep"),
    mark("Oct"),
    mark("Nov"),
    mark("Dec"),
)


def day_words(day: date) -> str:
    """A day as people say it in the language spoken now; it is held together in any sentence."""
    month = tr(_MONTHS[day.month - 1])
    return isolated(tr("{day} {month} {year}", day=str(day.day), month=month, year=str(day.year)))


def moment_words(moment: Moment) -> str:
    """The day of a moment, or its month where that is all that is known: Nov 2026."""
    day = moment.day
    if moment.exactness is not Exactness.MONTH:
        return day_words(day)
    return month_words(day)


def month_words(day: date) -> str:
    """The month of a day: Nov 2026."""
    return isolated(tr("{month} {year}", month=tr(_MONTHS[day.month - 1]), year=str(day.year)))


def day_said(iso: str) -> str:
    """A day or a month of a refusal's facts, RFC 3339, in words; anything else as it is."""
    try:
        if len(iso) == len("2026-11"):
            return month_words(date.fromisoformat(f"{iso}-01"))
        return day_words(date.fromisoformat(iso))
    except ValueError:
        return iso
