"""A backup of this office takes its place: asked over the settings, done by two people; the lock screen comes after."""

from PySide6.QtWidgets import QWidget

from desktop.errors import Told
from desktop.records.safekeeping import Restored
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import isolate
from desktop.ui.closing_sheet import ClosingSheet
from desktop.ui.restore_form import RestoreForm
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.fields import ProblemLine
from desktop.ui.workbench import Workbench
from desktop.usecases import safekeeping
from desktop.words.catalogue import joined, tr, tr_n
from desktop.words.messages import say


class RestoreDialog(ClosingSheet):
    """The form of a restore; when it is done, where the office as it was lies now, and the way to the lock screen."""

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(
            bench,
            tr("Restore a backup"),
            tr("Two people of different roles restore together. What was recorded after the backup is lost."),
            parent,
        )
        self.setMinimumWidth(current().wide(840))
        self.form = RestoreForm(bench.desk.person.name)
        self.problem = ProblemLine()
        self.restore_button = Button(tr("Restore"), ButtonKind.DANGER, "database", "Ctrl S", "Ctrl+S")
        self.restore_button.clicked.connect(self._restore)
        self.inside.addWidget(self.form)
        self.inside.addWidget(self.problem)
        self.buttons.put_first(self.restore_button)
        self.form.finished.connect(self.restore_button.setFocus)
        self.form.focus_first()

    def _restore(self) -> None:
        asked, opened = self.form.draft(), self._bench.opened
        if asked is None:
            return
        self.problem.show_hint(tr("Restoring the backup"))
        self.change(
            lambda: safekeeping.restore_over(asked, opened.folder, opened.close), _restored_words, self._refused
        )

    def _refused(self, told: Told) -> None:
        self.form.forget()
        self.problem.show_problem(say(told).shortly())


def _restored_words(restored: Restored) -> str:
    checked = tr_n("{n} entry was checked.", "{n} entries were checked.", restored.entries)
    begun = tr("Epoch {epoch} of the book begins.", epoch=restored.epoch)
    aside = tr("The office as it was before is in {folder}.", folder=isolate(restored.before))
    back = tr("Removed since that backup, remove them again: {names}.", names=joined(*restored.back))
    return " ".join((checked, begun, aside, back) if restored.back else (checked, begun, aside))
