"""What is said about programmes, hazard events, templates and the lists of rounds."""

from desktop.errors import EventExists, ListChanged, ListedAlready, PointsOpen, ProgrammeUnknown, TemplateUnknown
from desktop.words.catalogue import tr
from desktop.words.said import Said, says


def _unchanged() -> str:
    return tr("Nothing was changed.")


@says(EventExists)
def _event_exists(told: EventExists) -> Said:
    what = tr("There is a hazard event {code} already.", code=told.code)
    return Said(what, tr("Take another code."), _unchanged())


@says(ListedAlready)
def _listed(told: ListedAlready) -> Said:
    return Said(tr("The household {code} is on the list already.", code=told.code), "", _unchanged())


@says(ProgrammeUnknown)
def _programme(told: ProgrammeUnknown) -> Said:
    what = tr("There is no programme {name}.", name=told.name)
    return Said(what, tr("Look at the list of programmes."), _unchanged())


@says(TemplateUnknown)
def _template(told: TemplateUnknown) -> Said:
    what = tr("There is no template {name}.", name=told.name)
    return Said(what, tr("Templates are: flood, heat, smog-closure."), _unchanged())


@says(PointsOpen)
def _points_open(told: PointsOpen) -> Said:
    return Said(
        tr("A point of the round {code} is open: people are served by this list now.", code=told.code),
        tr("Close the points first. One household may be added to the list at any time."),
        _unchanged(),
    )


@says(ListChanged)
def _list_changed(told: ListChanged) -> Said:
    return Said(
        tr("Somebody else worked on the list of the round {code} at the same time.", code=told.code),
        tr("Try again."),
        tr("The list was not fixed. Nobody was taken off it."),
    )
