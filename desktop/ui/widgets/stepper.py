"""A number with minus and plus beside it, and its unit in words."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.fields import CodeField
from desktop.ui.widgets.line import Line


class Stepper(QWidget):
    """A whole number from `low` to `high`, or None while empty. `changed(value)` is sent when a person changes it.

    `less` and `more` are what a screen reader says for the two buttons. Up and down keys count too."""

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        less: str,
        more: str,
        unit: str = "",
        low: int = 0,
        high: int = 99,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._low, self._high = low, high
        self._field = CodeField(name, (len(str(high)),), width=64)
        self._minus = Button("", icon="minus")
        self._plus = Button("", icon="plus")
        for button, words, step in ((self._minus, less, -1), (self._plus, more, 1)):
            button.setAccessibleName(words)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Up and Down count; Tab and Enter go on to the next
            button.clicked.connect(lambda _on=False, by=step: self._count(by))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._minus)
        row.addWidget(self._field)
        row.addWidget(self._plus)
        row.addWidget(Line(unit, Role.BODY, "muted"))
        row.addStretch(1)
        self.setAccessibleName(name)
        self.setFocusProxy(self._field)
        self._field.textEdited.connect(self._tell)

    def value(self) -> int | None:
        """The number, kept between `low` and `high`; None while the field is empty."""
        digits = self._field.digits()
        return min(self._high, max(self._low, int(digits))) if digits else None

    def set_value(self, value: int | None) -> None:
        """Show a number without telling anybody."""
        self._field.set_value("" if value is None else str(value))

    def field(self) -> CodeField:
        """The field in the middle."""
        return self._field

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down count."""
        step = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self._count(step)

    def _count(self, step: int) -> None:
        value = self.value()
        start = self._low - 1 if value is None and step > 0 else (value if value is not None else self._low)
        self.set_value(min(self._high, max(self._low, start + step)))
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.value())
