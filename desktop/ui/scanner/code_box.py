"""The box in which a household code is typed when a card cannot be read: Enter reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.scanning.reader import BareCode, Reader, RefusedCode, Source
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.scanner.large_code import LargeCodeField
from desktop.ui.widgets.fields import ProblemLine
from desktop.ui.widgets.line import Line

DIGITS = 12


@dataclass(frozen=True)
class CodeWords:
    """Every word of the box. `more_digits` gives the sentence for so many digits still to come."""

    label: str
    name: str
    hint: str
    more_digits: Callable[[int], str]
    mistyped: str


class CodeBox(QWidget):
    """A large field, 4-4-4, in digits of three scripts. `code_read` carries a `BareCode` and is sent by Enter only:
    a code that went by itself at the last digit would let the habitual Enter after it press something else."""

    code_read = Signal(object)

    def __init__(self, reader: Reader, words: CodeWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader, self._words = reader, words
        self._field = LargeCodeField(words.name)
        self._field.returnPressed.connect(self._entered)
        self._field.textEdited.connect(self._edited)
        self._problem = ProblemLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Line(words.label, Role.HEADING, "muted", bold=False))
        column.addWidget(self._field)
        # A code field is always left to right; without this it would stand at the left in Urdu as well.
        side = Qt.AlignmentFlag.AlignRight if current().rtl else Qt.AlignmentFlag.AlignLeft
        column.setAlignment(self._field, side | Qt.AlignmentFlag.AlignAbsolute)
        column.addWidget(self._problem)
        self._problem.show_hint(words.hint)
        self.setFocusProxy(self._field)

    def field(self) -> LargeCodeField:
        """The field itself."""
        return self._field

    def problem(self) -> str:
        """The sentence under the field."""
        return self._problem.text()

    def clear(self) -> None:
        """Empty again, for the next person."""
        self._field.set_value("")
        self._at_ease()

    def _at_ease(self) -> None:
        self._field.set_problem(False)
        self._problem.show_hint(self._words.hint)

    def _edited(self) -> None:
        """Say at the last digit that the check digits do not fit, and be quiet while one types."""
        digits = self._field.digits()
        if len(digits) == DIGITS and isinstance(self._reader.hear(digits, Source.TYPED), RefusedCode):
            self._at_odds(self._words.mistyped)
        else:
            self._at_ease()

    def _entered(self) -> None:
        digits = self._field.digits()
        if not digits:
            return
        if len(digits) < DIGITS:
            self._at_odds(self._words.more_digits(DIGITS - len(digits)))
            return
        reading = self._reader.hear(digits, Source.TYPED)
        if isinstance(reading, BareCode):
            self.clear()
            self.code_read.emit(reading)
        else:
            self._at_odds(self._words.mistyped)

    def _at_odds(self, sentence: str) -> None:
        self._field.set_problem(True)
        self._problem.show_problem(sentence)
