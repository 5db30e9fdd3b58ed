"""The private corner: a quiet page for talking; nothing on it says who is here, or why."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.painting import Align
from desktop.ui.widgets.picture import Selvedge
from desktop.words.catalogue import tr

_MINUTE_MS = 60_000


class QuietPlace(QWidget):
    """A clock and the name of the office. `left` when the talk is over."""

    left = Signal()

    def __init__(self, office: str, clock: str, parent: QWidget | None = None) -> None:
        """`clock` is the local time, hours and minutes."""
        super().__init__(parent)
        self._clock = Line(clock, Role.DISPLAY, align=Align.CENTRE)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_MINUTE_MS)
        self.back_button = Button(tr("Go on"), ButtonKind.QUIET, key="Esc")
        self.back_button.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._clock)
        column.addWidget(Line(office, Role.BODY, "muted", align=Align.CENTRE))
        column.addStretch(3)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Selvedge("line", 4))

    @property
    def minute(self) -> QTimer:
        """Rings every minute, for whoever knows the time."""
        return self._ticking

    def show_clock(self, clock: str) -> None:
        """The time is another."""
        self._clock.setText(clock)
