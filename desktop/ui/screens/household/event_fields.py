"""What the forms of events are filled in with: a day, several people, a place, a household by its code."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import override

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import latin_digits
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.chips import Chip, Choice, ChoiceChips
from desktop.ui.widgets.fields import CodeField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.line import Line
from desktop.words.catalogue import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TODAY, _YESTERDAY, _OTHER = "today", "yesterday", "other"
_SHOWN = 4
_CODE_DIGITS = 12
_ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


def at_the_start(*widgets: QWidget) -> QHBoxLayout:
    """Widgets at the leading end of a row; alone in a column a field would stand where its own text begins."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


class DayField(QWidget):
    """The day on which something happened: today, yesterday, or a day that is written, in digits of three scripts.

    `changed` when a person chose or wrote another one."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """`today` is chosen at first."""
        super().__init__(parent)
        self._today = today
        self.chips = ChoiceChips(
            tr("On which day"),
            [Choice(_TODAY, tr("Today")), Choice(_YESTERDAY, tr("Yesterday")), Choice(_OTHER, tr("Another day"))],
        )
        self.chips.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.chips.setFixedSize(self.chips.sizeHint())
        self.written = CodeField(tr("Day, month, year"), (2, 2, 4), "-", "DD-MM-YYYY", width=160)
        self.written.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.chips)
        row.addWidget(self.written)
        row.addStretch(1)
        self.setFocusProxy(self.chips)
        self.chips.set_value(_TODAY)
        self.chips.chosen.connect(self._chosen)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._to_written)
        self.written.textEdited.connect(lambda _="": self.changed.emit())

    def day(self) -> date | None:
        """The day, or None when what is written is no day."""
        match self.chips.value():
            case "yesterday":
                return self._today - timedelta(days=1)
            case "other":
                digits = self.written.digits()
                try:
                    return date(int(digits[4:8]), int(digits[2:4]), int(digits[:2]))
                except ValueError:
                    return None
            case _:
                return self._today

    def set_day(self, day: date) -> None:
        """Show a day."""
        known = {self._today: _TODAY, self._today - timedelta(days=1): _YESTERDAY}
        self.chips.set_value(known.get(day, _OTHER))
        self.written.set_value(day.strftime("%d%m%Y"))
        self.written.setVisible(day not in known)

    def _chosen(self, value: str) -> None:
        self.written.setVisible(value == _OTHER)
        self.changed.emit()
        if value == _OTHER:  # after the chip that was pressed by its key has taken the keyboard
            self._soon.start()

    def _to_written(self) -> None:
        self.written.setFocus(Qt.FocusReason.OtherFocusReason)


class _One(Chip):
    """A chip of several that may be on together: Enter goes on to the next field."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter, digits and arrows to the row and the form."""
        if event.key() in (*_ENTER, *_ARROWS) or event.text().strip():
            event.ignore()
            return
        super().keyPressEvent(event)


class ManyChips(QWidget):
    """Chips of which several may be on. Number keys and Space turn one on or off, arrows go to the neighbour."""

    changed = Signal()

    def __init__(self, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        """None is on at first."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._chips: dict[str, _One] = {}
        for number, choice in enumerate(choices, start=1):
            chip = _One(choice.label, key=str(number) if number < 10 else "", parent=self)
            chip.setAccessibleDescription(name)
            chip.clicked.connect(self.changed)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == 1 else Qt.FocusPolicy.ClickFocus)
            self._chips[choice.value] = chip
        self.setLayout(Flow(list(self._chips.values())))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self._chips:
            self.setFocusProxy(next(iter(self._chips.values())))

    def values(self) -> list[str]:
        """What is on, in the order of the chips."""
        return [value for value, chip in self._chips.items() if chip.isChecked()]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number key turns its chip on or off; arrows move."""
        chips = list(self._chips.values())
        digit = latin_digits(event.text())
        if digit.isdecimal() and 0 < int(digit) <= min(9, len(chips)):
            chips[int(digit) - 1].click()
            return
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        if current().rtl and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -step
        here = next((at for at, chip in enumerate(chips) if chip.hasFocus()), 0)
        chips[(here + step) % len(chips)].setFocus(Qt.FocusReason.OtherFocusReason)


class OtherHousehold(QWidget):
    """A household by its code; `asked(code)` when twelve digits are there, and what was found stands beside them."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No code yet."""
        super().__init__(parent)
        self._code = ""
        self.field = CodeField(tr("Code of the other household"), width=220)
        self._shown = Line("", Role.BODY, "accent", bold=True, elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.field)
        row.addWidget(self._shown, 1)
        self.setFocusProxy(self.field)
        self.field.completed.connect(self.asked)
        self.field.textEdited.connect(self._edited)

    def _edited(self, _text: str) -> None:
        if len(self.typed()) < _CODE_DIGITS:
            self.show_found("", "")

    def code(self) -> str:
        """The code of the household that was found, or nothing."""
        return self._code

    def typed(self) -> str:
        """The digits as they stand."""
        return self.field.digits()

    def show_found(self, code: str, words: str) -> None:
        """The household of a code in words; nothing when it is not known."""
        self._code = code
        self._shown.setText(words)
