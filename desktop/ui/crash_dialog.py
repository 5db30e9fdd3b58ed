"""What is said after a bug: saved work is safe, go on; the report that may be copied holds no personal data."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.line import Paragraph
from desktop.words.bug_report import report_of
from desktop.words.catalogue import tr


class CrashDialog(QDialog):
    """Three sentences and two buttons; Esc goes on."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Say it about `error`."""
        super().__init__(parent)
        self.report = report_of(error)
        heading = tr("Something in the program went wrong")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(8)
        column.addWidget(Paragraph(heading, Role.HEADING))
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
        column.addSpacing(8)
        column.addLayout(Flow([go_on, copy]))
        column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        wide = current().wide(680 if current().large_text else 520)
        self.setMinimumWidth(wide)
        self.resize(wide, self.heightForWidth(wide))
        self._ring = FocusRing(self)
        go_on.setFocus()


def show_crash(parent: QWidget, error: BaseException) -> CrashDialog:
    """Open the dialog above `parent`; the window under it stays as it was."""
    dialog = CrashDialog(error, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
