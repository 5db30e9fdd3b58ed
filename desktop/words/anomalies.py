"""Says in words what the book notes by itself: by how much the clock moved, where a card was doubted, what missed."""

from desktop.records.safekeeping import Noted
from desktop.values.entry_kind import EntryKind
from desktop.words.captions.bilingual import time_text
from desktop.words.catalogue import tr, tr_n
from desktop.words.labels import label
from desktop.words.people import joined

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def moved_words(seconds: int) -> str:
    """By how much the clock moved, and where to, in the largest unit that says it."""
    far = abs(seconds)
    if far >= _DAY:
        by = tr_n("{n} day", "{n} days", round(far / _DAY))
    elif far >= _HOUR:
        by = tr_n("{n} hour", "{n} hours", round(far / _HOUR))
    else:
        by = tr_n("{n} minute", "{n} minutes", max(1, round(far / _MINUTE)))
    return (
        tr("The clock was set back by {time}", time=by)
        if seconds < 0
        else tr("The clock went ahead by {time}", time=by)
    )


def noted_words(one: Noted) -> str:
    """One entry in a few words."""
    match one.kind:
        case EntryKind.CLOCK_JUMPED:
            return moved_words(one.number)
        case EntryKind.CARD_DOUBTED:
            return tr("A card whose signature does not hold was shown in lane {lane}", lane=str(one.number))
        case EntryKind.CODES_MISSED:
            return tr_n("{n} typed code that hit nothing", "{n} typed codes that hit nothing", one.number)
        case EntryKind.PEOPLE_SHOWN:
            return tr_n("{n} person was looked at on this day", "{n} people were looked at on this day", one.number)
        case _:
            return label(one.kind)


def noted_where(one: Noted) -> str:
    """When, by whose hand, and at which line of the book."""
    line = tr("book line {seq}", seq=str(one.seq + 1))
    return joined(time_text(one.at), one.operator, line)
