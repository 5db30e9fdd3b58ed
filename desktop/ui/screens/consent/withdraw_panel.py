"""Something is taken back, heard alone: it waits and can be called off, or is confirmed in private."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.consent import PersonLine, WithdrawalView
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import ProblemLine
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.picture import Panel
from desktop.values.identifiers import RegistrantId
from desktop.values.vocabulary import ConsentPurpose
from desktop.words import consents as words
from desktop.words.catalogue import tr

_ALL = "all"
ORDER = (ConsentPurpose.PHOTO, ConsentPurpose.PHONE, ConsentPurpose.REGISTER)


def purpose_words() -> dict[ConsentPurpose, str]:
    """What may be taken back, in short words, the least first."""
    return {
        ConsentPurpose.PHOTO: tr("Photo"),
        ConsentPurpose.PHONE: tr("Phone number"),
        ConsentPurpose.REGISTER: tr("Everything"),
    }


class WithdrawPanel(Panel):
    """`taken()` when it is said, then on the same panel `confirmed()` or `called_off()`; `left()` when all is done."""

    taken = Signal()
    confirmed = Signal()
    called_off = Signal()
    left = Signal()

    def __init__(self, people: Sequence[PersonLine], today: date, parent: QWidget | None = None) -> None:
        """Nothing is said yet: everybody and the photo are proposed."""
        super().__init__("panel", parent)
        self._today = today
        self._ids = {str(one.registrant): one.registrant for one in people}
        small = current().layout.small
        pad = 16 if small else 24
        self.who = DropDown(
            tr("Who"),
            [Choice(_ALL, tr("The whole household")), *(Choice(str(one.registrant), named(one)) for one in people)],
            width=360,
        )
        self.who.set_value(_ALL)
        self.purpose = ChoiceChips(tr("What"), [Choice(one.value, said) for one, said in purpose_words().items()])
        self._form = Form()
        self._form.add("who", tr("Who"), self.who)
        self._form.add("purpose", tr("What"), self.purpose)
        self._means = Paragraph("", Role.BODY)
        self._after = Paragraph(words.copies_age_out(today), Role.SMALL, "muted")
        self._waits = Paragraph("", Role.HEADING)
        self._problem = ProblemLine()
        self.take_button = Button(tr("They take it back"), ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S")
        self.done_button = Button(tr("Done"), ButtonKind.PRIMARY, "check")
        self.call_off_button = Button(tr("Call it off"), icon="arrow-back-up", key="O", shortcut="O")
        self.confirm_button = Button(tr("Confirmed in private"), ButtonKind.DANGER, "trash", "P", shortcut="P")
        self._back = Button(tr("Back"), ButtonKind.QUIET, key="Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 16, pad, 16)
        column.setSpacing(10 if small else 14)
        alone = tr("Ask the others to wait outside, then hear this person alone.")
        more = tr("Nobody has to say why. Help that is due is never lost by it.")
        column.addWidget(Notice(NoticeKind.KNOW, alone, more, icon="user"))
        column.addWidget(self._form)
        column.addWidget(self._waits)
        column.addWidget(self._means)
        column.addWidget(self._after)
        column.addWidget(self._problem)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.take_button, self.done_button, self.call_off_button, self.confirm_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._back)
        column.addLayout(row)
        self._connect()
        self._said(waits=None)
        self.purpose.set_value(ConsentPurpose.PHOTO.value)
        self._chosen(ConsentPurpose.PHOTO.value)

    def person(self) -> RegistrantId | None:
        """Who takes it back; None for the whole household."""
        return self._ids.get(self.who.value() or _ALL)

    def what(self) -> ConsentPurpose | None:
        """What is taken back, or None while that is not said."""
        value = self.purpose.value()
        return None if value is None else ConsentPurpose(value)

    def focus_first(self) -> None:
        """What is taken back has the keyboard; once it waits, the way on."""
        (self.done_button if self.done_button.isVisible() else self.purpose).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_waiting(self, waits: WithdrawalView) -> None:
        """It was taken back and waits: when it takes effect, and that it may be confirmed in private at once."""
        self.who.set_value(_ALL if waits.registrant is None else str(waits.registrant))
        self.purpose.set_value(waits.purpose.value)
        self._chosen(waits.purpose.value)
        self._said(waits=waits)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was done."""
        self._problem.show_problem(sentence)

    def _connect(self) -> None:
        self.purpose.chosen.connect(self._chosen)
        self._form.finished.connect(self._take)
        self.take_button.clicked.connect(self._take)
        self.confirm_button.clicked.connect(self.confirmed)
        self.call_off_button.clicked.connect(self.called_off)
        self.done_button.clicked.connect(self.left)
        self._back.clicked.connect(self.left)

    def _take(self) -> None:
        if self.what() is None:
            self._form.show_problems({"purpose": tr("Choose what is taken back.")})
            return
        self.taken.emit()

    def _chosen(self, value: str) -> None:
        self._form.show_problems({})
        self._problem.show_problem("")
        self._means.setText(words.covers(ConsentPurpose(value)))

    def _said(self, *, waits: WithdrawalView | None) -> None:
        """Asking, or what waits; one filled button each."""
        self._waits.setText("" if waits is None else words.waits(waits, self._today))
        self._waits.setVisible(waits is not None)
        self._form.setVisible(waits is None)
        self.take_button.setVisible(waits is None)
        for widget in (self.done_button, self.call_off_button, self.confirm_button):
            widget.setVisible(waits is not None)


def named(person: PersonLine) -> str:
    """A member in a choice; an infant without a name is one of the children."""
    return person.name or tr("a child without a name yet")
