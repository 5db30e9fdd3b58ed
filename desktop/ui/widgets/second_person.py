"""The second person of a two-person act: a name and a passphrase, typed by that person, at this laptop."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import PassphraseField, ProblemLine
from desktop.ui.widgets.line import Line, Paragraph
from desktop.words.catalogue import tr


class SecondPerson(QWidget):
    """`asked(name, passphrase)` when the second person has typed both. `refuse(sentence)` says why not and empties
    the passphrase; `set_busy` while it is being proved. The choices are operators of other roles."""

    asked = Signal(str, str)

    def __init__(
        self, sentence: str = "", agree: str = "", parent: QWidget | None = None, *, deliberate: bool = False
    ) -> None:
        """`sentence` says what is agreed to, `agree` is the word on the button.

        With `deliberate` Enter in the passphrase only leads to the button, which has Ctrl+S: for acts without undo."""
        super().__init__(parent)
        self.names = DropDown(tr("Second person"))
        self.passphrase = PassphraseField(tr("Passphrase of the second person"))
        danger, key = (ButtonKind.DANGER, "Ctrl S") if deliberate else (ButtonKind.SECONDARY, "")
        shortcut = key.replace(" ", "+")
        self.agree_button = Button(agree or tr("I agree"), danger, "user-check", key or "Enter", shortcut)
        self._problem = ProblemLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            Paragraph(sentence or tr("A second person of another role has to agree, here and now."), tint="muted")
        )
        column.addWidget(Line(tr("Second person"), Role.LABEL))
        column.addWidget(self.names)
        column.addWidget(Line(tr("Passphrase"), Role.LABEL))
        column.addWidget(self.passphrase)
        column.addWidget(self._problem)
        row = QHBoxLayout()
        row.addWidget(self.agree_button)
        row.addStretch(1)
        column.addSpacing(current().px(4))
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.passphrase.returnPressed.connect(self._to_the_button if deliberate else self._ask)
        self.agree_button.clicked.connect(self._ask)
        self.setFocusProxy(self.names)

    def set_names(self, names: Sequence[Choice]) -> None:
        """Offer the people who may be second: value and words (name and role)."""
        self.names.set_choices(names)
        if names and self.names.value() is None:
            self.names.set_value(names[0].value)

    def refuse(self, sentence: str) -> None:
        """Say why it was not taken; the name stays, the passphrase goes."""
        self.set_busy(False)
        self.passphrase.clear()
        self._problem.show_problem(sentence)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """While it is being proved nothing can be typed."""
        for widget in (self.names, self.passphrase, self.agree_button):
            widget.setEnabled(not busy)

    def clear(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()
        self._problem.show_problem("")
        self.set_busy(False)

    def message(self) -> str:
        """The sentence under the passphrase."""
        return self._problem.text()

    def begin(self) -> None:
        """The name has the keyboard; Enter goes on from there."""
        self.names.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the name goes on to the passphrase."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.names.hasFocus():
            self.passphrase.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _to_the_button(self) -> None:
        self.agree_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self) -> None:
        name, typed = self.names.value(), self.passphrase.value()
        if name and typed:
            self._problem.show_problem("")
            self.asked.emit(name, typed)
        else:
            self._problem.show_problem(tr("The second person types it."))
            (self.passphrase if name else self.names).setFocus(Qt.FocusReason.OtherFocusReason)
