"""A piece of long work: what it is, how far it is, how long it takes, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Icon, Meter, Panel


class JobStrip(Panel):
    """Icon, name, a sentence about progress, a meter and Cancel. `cancelled` is sent by the button."""

    cancelled = Signal()

    def __init__(self, name: str, cancel: str, icon: str = "printer", parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._name = Line(name, Role.BODY, bold=True)
        self._progress = Line("", Role.SMALL, "muted", elide=True)
        self._meter = Meter(name)
        self._cancel = Button(cancel, ButtonKind.QUIET)
        self._cancel.clicked.connect(self.cancelled)
        words = QHBoxLayout()
        words.setSpacing(10)
        words.addWidget(self._name)
        words.addWidget(self._progress, 1)
        middle = QVBoxLayout()
        middle.setSpacing(4)
        middle.addLayout(words)
        middle.addWidget(self._meter)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 10)
        row.setSpacing(14)
        row.addWidget(Icon(icon, 20, "accent"))
        row.addLayout(middle, 1)
        row.addWidget(self._cancel)

    def set_progress(self, part: float, sentence: str) -> None:
        """Show `part` of 1 done, and the sentence ("412 of 1,000, about 2 s left")."""
        self._progress.setText(sentence)
        self._meter.set_part(part, f"{self._name.text()} {sentence}")

    def set_name(self, name: str) -> None:
        """Name other work."""
        self._name.setText(name)

    def cancel_button(self) -> Button:
        """The button that stops the work."""
        return self._cancel
