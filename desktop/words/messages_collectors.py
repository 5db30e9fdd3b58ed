"""What is said about collectors and intermediaries; why somebody cannot be named is said to nobody."""

from desktop.errors import CannotBeNamed, CollectorsFull, IntermediaryUnknown, NoSuchCollector
from desktop.words.catalogue import tr
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(CannotBeNamed)
def _cannot_be_named(_: CannotBeNamed) -> Said:
    return Said(tr("This person cannot be named here."), tr("Please choose somebody else."), _unchanged())


@says(CollectorsFull)
def _full(told: CollectorsFull) -> Said:
    return Said(
        tr("{limit} people may collect for this household already.", limit=told.limit),
        tr("Let the holder say who is to collect no more, then name another one."),
        _unchanged(),
    )


@says(NoSuchCollector)
def _no_such_collector(told: NoSuchCollector) -> Said:
    return Said(
        tr("Nobody collects for this household at place {place}.", place=told.place),
        tr("Look at the household's page."),
        _unchanged(),
    )


@says(IntermediaryUnknown)
def _intermediary_unknown(_: IntermediaryUnknown) -> Said:
    return Said(tr("Nobody of this id is noted."), tr("See who is: haqdar intermediary list."), _unchanged())
