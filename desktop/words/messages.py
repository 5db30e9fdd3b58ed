"""Every refusal, lack and broken trust in words: what happened, what to do, and whether the work is safe."""

from desktop.errors import BadInput, BrokenTrust, Cancelled, Refused, Told, Unavailable
from desktop.words import (
    messages_collectors,
    messages_consent,
    messages_events,
    messages_field,
    messages_help_desk,
    messages_imports,
    messages_offices,
    messages_pairs,
    messages_point_day,
    messages_printing,
    messages_programmes,
    messages_reading,
    messages_register,
    messages_rounds,
    messages_safekeeping,
    messages_stock,
    messages_store,
)
from desktop.words.catalogue import tr
from desktop.words.said import SAYINGS, Said

__all__ = ["Said", "say"]

PARTS = (
    messages_store,
    messages_collectors,
    messages_events,
    messages_offices,
    messages_reading,
    messages_register,
    messages_consent,
    messages_rounds,
    messages_programmes,
    messages_stock,
    messages_safekeeping,
    messages_pairs,
    messages_point_day,
    messages_printing,
    messages_field,
    messages_help_desk,
    messages_imports,
)
"""The modules that hold the sentences; importing them is what fills `SAYINGS`."""


def say(told: Told) -> Said:
    """The sentences for an answer, in the language spoken now. A class without its own gets those of its kind."""
    for kind in type(told).__mro__:
        if kind in SAYINGS:
            return SAYINGS[kind](told)
    return _by_kind(told)


def _by_kind(told: Told) -> Said:
    """What can be said of every answer of a kind; a house test sees to it that no shipped class needs this."""
    match told:
        case Cancelled():
            return Said(tr("Stopped, as you asked."), "", tr("Nothing is half done."))
        case BadInput():
            return Said(tr("This cannot be taken as it is."), tr("Look at it again."), tr("Nothing was changed."))
        case Refused():
            return Said(tr("This cannot be done now."), tr("Ask a supervisor."), tr("Nothing was changed."))
        case Unavailable():
            return Said(tr("Something that is needed is not there."), tr("Try again."), tr("Your work is kept."))
        case BrokenTrust():
            return Said(
                tr("Something does not fit and has to be looked at."),
                tr("Stop here and call the supervisor. Nobody has to act alone."),
                tr("What is stored stays as it is."),
            )
        case _:
            return Said(tr("This cannot be done now."), tr("Ask a supervisor."), "")
