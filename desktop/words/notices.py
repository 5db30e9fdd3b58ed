"""What is said at unlocking about the state of the machine: a book that does not fit, settings that were damaged."""

from typing import TYPE_CHECKING

from desktop.records.safekeeping import Misfit
from desktop.words.catalogue import tr
from desktop.words.findings import misfit_sentence
from desktop.words.said import Said

if TYPE_CHECKING:  # said by the window, which does not wait for the store's libraries
    from desktop.ledger.audit import Break


def broken_book(found: "Break") -> Said:
    """The first thing that did not fit when the logs were walked; everybody reads the same."""
    lost = found.why.startswith("memory_")
    return Said(
        misfit_sentence(Misfit(found.log, found.seq, found.why)),
        tr("Keep all papers. In the settings two people can accept the book as it is, or restore a backup.")
        if lost
        else tr("Keep all papers. Call the supervisor. Nobody has to act alone."),
        tr("What is stored stays as it is, so that it can be looked into."),
    )


def settings_were_damaged() -> Said:
    """The settings file could not be understood; the usual ones count now."""
    return Said(
        tr("The settings could not be read."),
        tr("The usual ones are in force: look them over in the settings."),
        tr("No record is touched. The old file is kept aside."),
    )
