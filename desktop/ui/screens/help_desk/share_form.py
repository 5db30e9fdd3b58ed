"""How many people, and why: for help without a card and for letting a household draw beside the list."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.records.relief_rule import Among
from desktop.ui.widgets.asking_panel import AskingPanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import ProblemLine, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.stepper import Stepper
from desktop.values.vocabulary import Category
from desktop.words.catalogue import tr


class ShareForm(AskingPanel):
    """`wished()` when all is said, `left` when it is not to be done. `places` offers points to hand out at.

    `counted` names by place the categories of people that its rules count; only these are asked.
    """

    wished = Signal()
    left = Signal()

    def __init__(
        self,
        heading: str,
        sentence: str,
        deed: str,
        most: int,
        places: Sequence[Choice] = (),
        counted: Mapping[str, Collection[Category]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`most` people in one household."""
        super().__init__("panel", parent)
        self._counted = counted or {}
        self.place = DropDown(tr("Where"), places, width=360)
        if places:
            self.place.set_value(places[0].value)
        self.people = Stepper(tr("People"), tr("One fewer"), tr("One more"), tr("people"), 1, most)
        captions = {
            Category.INFANT: tr("Children under two"),
            Category.WOMAN: tr("Women and girls of 12 to 49"),
            Category.DISABLED: tr("People with a disability"),
        }
        self.among = {
            category: Stepper(caption, tr("One fewer"), tr("One more"), caption, 0, most)
            for category, caption in captions.items()
        }
        self.reason = TextField(tr("Reason"), tr("in a few words, no name"))
        self.reason.setMaxLength(200)
        form = self._form = Form()
        if places:
            form.add("place", tr("Where"), self.place)
        form.add("size", tr("How many people?"), self.people)
        for category, stepper in self.among.items():
            stepper.set_value(0)
            form.add(category.value, tr("Among them"), stepper)
        form.add("reason", tr("Reason"), self.reason)
        self._problem = ProblemLine()
        self.go_button = Button(deed, ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S")
        back = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        self.lay_out(heading, sentence, [form, self._problem], [self.go_button, back])
        self.go_button.clicked.connect(self._go)
        back.clicked.connect(self.left)
        form.finished.connect(self._go)
        self.place.chosen.connect(self._ask)
        self._ask()

    def told(self) -> Among:
        """Who is among the people, as far as the rules of the place ask."""
        counts = {category: stepper.value() or 0 for category, stepper in self.among.items()}
        asked = self._asked()
        infants, women, disabled = (counts[category] if category in asked else 0 for category in Category)
        return Among(infants, women, disabled)

    def _asked(self) -> Collection[Category]:
        return self._counted.get(self.place.value() or "", ())

    def _ask(self, _value: object = None) -> None:
        for category in Category:
            self._form.row(category.value).setVisible(category in self._asked())

    def focus_first(self) -> None:
        """How many people has the keyboard."""
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why it was not done."""
        self._problem.show_problem(sentence)

    def _go(self) -> None:
        if self.people.value() is None:
            self._form.show_problems({"size": tr("Say how many people eat from one hearth.")})
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.reason.value():
            self._form.show_problems({"reason": tr("Write the reason in a few words.")})
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._form.show_problems({})
            self.wished.emit()
