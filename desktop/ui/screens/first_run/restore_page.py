"""The first run restores a backup: two people prove themselves, a new epoch of the book begins."""

from typing import override

from PySide6.QtCore import Signal

from desktop.records.safekeeping import Restored
from desktop.ui.restore_form import RestoreForm
from desktop.ui.screens.first_run.question import QuestionPage
from desktop.ui.widgets.line import Paragraph
from desktop.words.catalogue import tr, tr_n


class RestorePage(QuestionPage):
    """`asked(RestoreDraft)` when everything is filled in."""

    asked = Signal(object)

    def __init__(self, form: RestoreForm) -> None:
        """With a form that outlives a refusal."""
        super().__init__(
            tr("Restore a backup"),
            tr("Two people of different roles restore together. What was recorded after the backup is lost."),
            tr("Restore"),
        )
        self.form = form
        form.finished.connect(self.go_on)
        self.add(form)

    @override
    def focus_first(self) -> None:
        """The backup."""
        self.form.focus_first()

    @override
    def go_on(self) -> None:
        """When nothing is missing."""
        draft = self.form.draft()
        if draft is not None:
            self.asked.emit(draft)


class RestoredPage(QuestionPage):
    """What the backup held, and what has to be done because papers printed since are newer than it."""

    def __init__(self, restored: Restored) -> None:
        super().__init__(
            tr("The office is restored"),
            tr_n("{n} entry was checked.", "{n} entries were checked.", restored.entries)
            + " "
            + tr("Epoch {epoch} of the book begins.", epoch=restored.epoch),
            tr("Go to the lock screen"),
            has_back=False,
        )
        self.add(
            Paragraph(
                tr(
                    "Cards printed after the backup are sent to the help desk. Enter signed sheets of later days as "
                    "late entries, so that nobody draws twice."
                )
            )
        )
