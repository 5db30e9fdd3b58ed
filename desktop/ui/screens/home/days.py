"""A day and an hour in words, in the language of the window, with digits 0-9."""

from datetime import date, datetime

from desktop.values.period import PAKISTAN
from desktop.words.catalogue import mark, tr

_DAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


def weekday(day: date) -> str:
    """Thursday."""
    return tr(_DAYS[day.weekday()])


def day_in_words(day: date) -> str:
    """Thursday 12 November."""
    return tr("{day} {number} {month}", day=weekday(day), number=day.day, month=tr(_MONTHS[day.month - 1]))


def greeting(name: str, now: datetime) -> str:
    """Good morning, by the first word of a name."""
    first = name.split()[0] if name.split() else name
    hour = now.astimezone(PAKISTAN).hour
    if hour < 12:
        return tr("Good morning, {name}", name=first)
    return tr("Good afternoon, {name}", name=first) if hour < 17 else tr("Good evening, {name}", name=first)


def moment_in_words(at: datetime, now: datetime) -> str:
    """today 09:12, yesterday 17:40, 12-11-2026 09:12."""
    local, today = at.astimezone(PAKISTAN), now.astimezone(PAKISTAN).date()
    time = f"{local:%H:%M}"
    days = (today - local.date()).days
    if days == 0:
        return tr("today {time}", time=time)
    return tr("yesterday {time}", time=time) if days == 1 else f"{local:%d-%m-%Y} {time}"
