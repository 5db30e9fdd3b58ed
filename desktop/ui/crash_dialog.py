"""What is said after a bug: saved work is safe, go on; the report that may be copied holds no personal data."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.line import Paragraph
from desktop.words.bug_report import report_of
from desktop.words.catalogue import tr


class CrashDialog(Sheet):
    """Three sentences and two buttons; Esc goes on."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Say it about `error`."""
        super().__init__(tr("Something in the program went wrong"), parent)
        self.report = report_of(error)
        column = self.column
        column.addWidget(Paragraph(tr("It is not your doing. Go on, or do the last step once more.")))
        column.addWidget(Paragraph(tr("Everything that was saved is safe, and so are drafts."), tint="muted"))
        column.addWidget(
            Paragraph(
                tr("The report names places in the program only: no names, no numbers of people."), Role.SMALL, "muted"
            )
        )
        go_on = Button(tr("Go on"), ButtonKind.PRIMARY, key="Esc")
        go_on.clicked.connect(self.accept)
        copy = Button(tr("Copy the report"), icon="file-text", key="Ctrl C", shortcut="Ctrl+C")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        column.addStretch(1)
        self.answers(go_on, copy)
        self.setMinimumWidth(current().wide(680 if current().large_text else 520))
        go_on.setFocus()


def show_crash(parent: QWidget, error: BaseException) -> CrashDialog:
    """Open the dialog above `parent`; the window under it stays as it was."""
    dialog = CrashDialog(error, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
