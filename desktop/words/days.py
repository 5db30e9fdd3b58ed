"""Days in sentences of the screen, with the month as a word: 12 Nov 2026."""

from datetime import date

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


def day_said(iso: str) -> str:
    """A day of a refusal's facts, RFC 3339, in words; anything else as it is."""
    try:
        return day_words(date.fromisoformat(iso))
    except ValueError:
        return iso
