"""What is said about workplaces, identity papers that are wanted, and the quiet list."""

from desktop.errors import FlagNotFound, NobodyOnList, WorkplaceNotFound, WorkplaceStale
from desktop.words.catalogue import tr
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(WorkplaceNotFound)
def _workplace_not_found(told: WorkplaceNotFound) -> Said:
    return Said(
        tr("No workplace of this office has the number {number}.", number=str(told.number)),
        tr("Look for it in the list of workplaces."),
        _unchanged(),
    )


@says(WorkplaceStale)
def _workplace_stale(told: WorkplaceStale) -> Said:
    return Said(
        tr("Somebody else corrected the workplace {number} meanwhile.", number=str(told.number)),
        tr("Open it again and make your correction anew."),
        tr("Their correction is kept. Yours is not yet."),
    )


@says(NobodyOnList)
def _nobody_on_list(_: NobodyOnList) -> Said:
    return Said(tr("Nobody here waits for an identity paper."), tr("Choose another village or place."), _unchanged())


@says(FlagNotFound)
def _flag_not_found(_: FlagNotFound) -> Said:
    return Said(tr("The list has no such line now."), tr("Open the list again."), _unchanged())
