"""Consent, spoken first: how the text was read, to the queue or at the desk, and what each household answers."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.records.household import ConsentDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import latin_digits
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.register.untouched import with_changes
from desktop.ui.widgets.chips import Chip, Choice, ChoiceChips, hold_width
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.greyed import allow
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Icon
from desktop.values.vocabulary import ConsentLanguage, ConsentReader
from desktop.words.catalogue import tr
from desktop.words.labels import label

_YES, _NO = "yes", "no"
_QUEUE = "+queue"
"""After the reader: the waiting group heard the text; the questions are asked again here, in person."""


class ConsentLine(QWidget):
    """`left(field)` when an answer was given. Keys: 1 yes, 2 no, 3 photo, 4 phone."""

    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is agreed to."""
        super().__init__(parent)
        small = current().layout.small
        gap = 6 if small else 12
        self.reader = DropDown(tr("Who read the text"), _readers(), width=112 if small else 168)
        self.language = DropDown(
            tr("Language of the text"),
            [Choice(one.value, label(one)) for one in ConsentLanguage],
            width=92 if small else 124,
        )
        self.agreed = ChoiceChips(tr("Agreed"), [Choice(_YES, tr("Yes")), Choice(_NO, tr("No"))], gap=gap - 2)
        hold_width(self.agreed)
        self.photo = Chip(tr("Photo too"), key="3")
        self.phone = Chip(tr("Phone too"), key="4")
        if current().large_text:  # too wide for one line
            self.setLayout(Flow([self.reader, self.language, self.agreed, self.photo, self.phone]))
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self._make_row(small=small, gap=gap)
        self._connect()
        self._base = self._shown = self._told()

    def _make_row(self, *, small: bool, gap: int) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap if small else gap - 2)  # so that it fits beside a scroll bar
        if not small:
            row.addWidget(Icon("volume", 20, "accent"))
            row.addWidget(Line(tr("Consent"), Role.LABEL))
        row.addWidget(self.reader)
        row.addWidget(self.language)
        row.addStretch(1)
        row.addWidget(self.agreed)
        row.addWidget(self.photo)
        row.addWidget(self.phone)

    def _connect(self) -> None:
        self.reader.chosen.connect(lambda _="": self.left.emit(tr("Consent")))
        self.language.chosen.connect(lambda _="": self.left.emit(tr("Consent")))
        self.agreed.chosen.connect(self._agreed)
        self.photo.clicked.connect(lambda: self.left.emit(tr("Consent")))
        self.phone.clicked.connect(lambda: self.left.emit(tr("Consent")))

    def consent(self) -> ConsentDraft:
        """What is answered now; what nobody touched stays as it was kept."""
        return with_changes(self._base, self._shown, self._told())

    def _told(self) -> ConsentDraft:
        yes = self.agreed.value() == _YES
        reader = self.reader.value() or ConsentReader.CLERK.value
        return ConsentDraft(
            register=yes,
            photo=yes and self.photo.isChecked(),
            phone=yes and self.phone.isChecked(),
            read_by=ConsentReader(reader.removesuffix(_QUEUE)),
            language=ConsentLanguage(self.language.value() or ConsentLanguage.URDU),
            heard_in_queue=reader.endswith(_QUEUE),
        )

    def set_consent(self, consent: ConsentDraft, *, answered: bool = True) -> None:
        """Show answers; `answered` False leaves yes and no open."""
        self.reader.set_value(consent.read_by.value + (_QUEUE if consent.heard_in_queue else ""))
        self.language.set_value(consent.language.value)
        self.agreed.set_value(_YES if consent.register else _NO if answered else None)
        self.photo.setChecked(consent.photo)
        self.phone.setChecked(consent.phone)
        self._follow()
        self._base, self._shown = consent, self._told()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """3 and 4 press the two chips."""
        chip = {"3": self.photo, "4": self.phone}.get(latin_digits(event.text()))
        if chip is None or not chip.isEnabled():
            super().keyPressEvent(event)
            return
        chip.click()

    def _agreed(self, _: str) -> None:
        self._follow()
        self.left.emit(tr("Consent"))

    def _follow(self) -> None:
        yes = self.agreed.value() == _YES
        for chip in (self.photo, self.phone):
            allow(chip, yes, tr("First the household agrees to be registered: 1 is yes."))


def _readers() -> list[Choice]:
    """How the text was read: here, or to those who waited."""
    here = {
        ConsentReader.CLERK: tr("Clerk read it"),
        ConsentReader.VOLUNTEER: tr("Volunteer"),
        ConsentReader.RECORDING: tr("Recording"),
    }
    queue = {
        ConsentReader.CLERK: tr("Queue: clerk"),
        ConsentReader.VOLUNTEER: tr("Queue: volunteer"),
        ConsentReader.RECORDING: tr("Queue: recording"),
    }
    return [
        *(Choice(one.value, words) for one, words in here.items()),
        *(Choice(one.value + _QUEUE, words) for one, words in queue.items()),
    ]
