"""A form that was being written when the window closed: go on with it, or let it go."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind, SureButton
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.painting import colour
from desktop.ui.widgets.picture import Icon
from desktop.words.catalogue import tr


class DraftOffer(QWidget):
    """`resumed` or `dropped`; the keyboard is on going on."""

    resumed = Signal()
    dropped = Signal()

    def __init__(self, name: str, where: str, when: str, parent: QWidget | None = None) -> None:
        """`name` of the first person, where the form stood, the time at which it was kept."""
        super().__init__(parent)
        heading = (
            tr("The household of {name} is not finished, from {when}.", name=name, when=when)
            if name
            else tr("A household is not finished, from {when}.", when=when)
        )
        self.setAccessibleName(heading)
        self.resume_button = Button(tr("Go on with it"), ButtonKind.PRIMARY, "arrow-right", "Enter")
        self.drop_button = SureButton(tr("Let it go"), tr("Let it go for good?"), "trash")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Line(heading, Role.BODY, bold=True, elide=True))
        words.addWidget(Line(where, Role.SMALL, "muted", elide=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(Icon("pencil", 20, "accent"))
        row.addLayout(words, 1)
        row.addWidget(self.resume_button)
        row.addWidget(self.drop_button)
        self.resume_button.clicked.connect(self.resumed)
        self.drop_button.sure.connect(self.dropped)

    def focus_first(self) -> None:
        """Going on loses nothing, so it is first."""
        self.resume_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground."""
        QPainter(self).fillRect(self.rect(), QColor(colour("accent_soft")))
