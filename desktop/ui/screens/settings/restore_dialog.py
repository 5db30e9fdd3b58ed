"""A backup of this office takes its place: asked over the settings, done by two people; the lock screen comes after."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.errors import Told
from desktop.records.safekeeping import Restored
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import isolate
from desktop.ui.restore_form import RestoreForm
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.fields import ProblemLine
from desktop.ui.widgets.line import Paragraph
from desktop.ui.workbench import Workbench
from desktop.usecases import safekeeping
from desktop.words.catalogue import tr, tr_n
from desktop.words.messages import say


class RestoreDialog(Sheet):
    """The form of a restore; when it is done, where the office as it was lies now, and the way to the lock screen."""

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(tr("Restore a backup"), parent)
        self._bench = bench
        self._done = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(current().wide(760))
        self.form = RestoreForm(bench.desk.person.name)
        self.problem = ProblemLine()
        self.sentence = Paragraph(
            tr("Two people of different roles restore together. What was recorded after the backup is lost."),
            tint="muted",
        )
        self.restore_button = Button(tr("Restore"), ButtonKind.DANGER, "database", "Ctrl S", "Ctrl+S")
        self.restore_button.setAutoDefault(False)
        self.restore_button.clicked.connect(self._restore)
        self.leave_button = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        self.leave_button.setAutoDefault(False)
        self.leave_button.clicked.connect(self.reject)
        for widget in (self.sentence, self.form, self.problem):
            self.column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.restore_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.form.finished.connect(self.restore_button.setFocus)
        self.form.focus_first()

    def _restore(self) -> None:
        asked, opened = self.form.draft(), self._bench.opened
        if asked is None:
            return
        self._set_busy(busy=True)
        self.problem.show_hint(tr("Restoring the backup"))
        self._bench.run(
            lambda _: safekeeping.restore_over(asked, opened.folder, opened.close), self._restored, failed=self._refused
        )

    def _refused(self, told: Told) -> bool:
        self._set_busy(busy=False)
        self.form.forget()
        self.problem.show_problem(f"{say(told).what} {say(told).do}")
        return True

    def _restored(self, restored: Restored) -> None:
        self._done = True
        self.form.hide()
        self.problem.show_hint("")
        checked = tr_n("{n} entry was checked.", "{n} entries were checked.", restored.entries)
        begun = tr("Epoch {epoch} of the book begins.", epoch=restored.epoch)
        aside = tr("The office as it was before is in {folder}.", folder=isolate(restored.before))
        self.sentence.setText(f"{checked} {begun} {aside}")
        self.restore_button.hide()
        self.leave_button.setEnabled(True)
        self.leave_button.set_text(tr("Go to the lock screen"))
        self.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, *, busy: bool) -> None:
        for widget in (self.form, self.restore_button, self.leave_button):
            widget.setEnabled(not busy)

    @override
    def reject(self) -> None:
        """Esc: nothing is restored; once it is, the store that was open is gone and the lock screen follows."""
        if not self.leave_button.isEnabled():
            return
        super().reject()
        if self._done:
            self._bench.locked.emit()
