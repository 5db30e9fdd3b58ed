"""Replacing a card: which, why, and who is here; the holder, or a second person of another role."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.asking_panel import AskingPanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.fields import ProblemLine
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.second_person import SecondPerson
from desktop.values.vocabulary import CardReason
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.people import joined

_REASONS = (CardReason.LOST, CardReason.TAKEN, CardReason.DAMAGED, CardReason.WRONG_DETAILS, CardReason.MISPRINT)


@dataclass(frozen=True)
class Wish:
    """What is to be done: a card, a reason, and whether the holder is here or a second person agreed."""

    number: str
    reason: CardReason
    present: bool
    second: str = ""
    passphrase: str = field(default="", repr=False)


class ReplacePanel(AskingPanel):
    """`wished(Wish)` when all is said, `left` when it is not to be done."""

    wished = Signal(object)
    left = Signal()

    def __init__(self, holders: dict[str, str], chosen: str, parent: QWidget | None = None) -> None:
        """Live cards with their holders' names; `chosen` is the one that was pointed at."""
        super().__init__("panel", parent)
        self.card = ChoiceChips(
            tr("Card"),
            [Choice(number, joined(name, tr("holder {slot}", slot=number[12]))) for number, name in holders.items()],
        )
        self.card.set_value(chosen)
        self.reason = ChoiceChips(tr("Reason"), [Choice(one.value, label(one)) for one in _REASONS])
        here = [Choice("yes", tr("Yes, here at the desk")), Choice("no", tr("No"))]
        self.present = ChoiceChips(tr("Is the holder here?"), here)
        form = Form()
        form.add("card", tr("Card"), self.card)
        form.add("reason", tr("Reason"), self.reason)
        form.add("present", tr("Holder here?"), self.present)
        self._form = form
        self.second = SecondPerson(
            tr("Without the holder a second person agrees, so that nobody can take away somebody else's card."),
            tr("I agree: replace it"),
        )
        self.second.hide()
        self._problem = ProblemLine()
        self.go_button = Button(tr("Replace the card"), ButtonKind.PRIMARY, "id", "Ctrl S", shortcut="Ctrl+S")
        back = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        told = tr("A new one is free. Nobody has to say who kept the old one.")
        self.lay_out(tr("Replace a card"), told, [form, self.second, self._problem], [self.go_button, back])
        self.present.chosen.connect(self._present)
        self.go_button.clicked.connect(self._go)
        back.clicked.connect(self.left)
        form.finished.connect(self._go)
        self.second.asked.connect(lambda name="", words="": self._wish(present=False, second=name, passphrase=words))

    def focus_first(self) -> None:
        """The reason has the keyboard; the card is chosen already."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_seconds(self, people: Sequence[tuple[str, str]]) -> None:
        """Who may be the second person: name and words."""
        self.second.set_names([Choice(name, words) for name, words in people])

    def refuse(self, sentence: str) -> None:
        """Say why it was not done."""
        if self.second.isVisible():
            self.second.refuse(sentence)
        else:
            self._problem.show_problem(sentence)

    def _present(self, value: str) -> None:
        self.second.setVisible(value == "no")
        self.go_button.setVisible(value != "no")

    def _go(self) -> None:
        if self.present.value() == "yes":
            self._wish(present=True)
        elif self.present.value() == "no":
            self.second.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._form.row("present").set_problem(tr("Say whether the holder is here."))
            self.present.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wish(self, *, present: bool, second: str = "", passphrase: str = "") -> None:
        reason, number = self.reason.value(), self.card.value()
        if reason is None or number is None:
            self._form.row("reason").set_problem(tr("Choose a reason."))
            self.second.set_busy(False)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.wished.emit(Wish(number, CardReason(reason), present, second, passphrase))
