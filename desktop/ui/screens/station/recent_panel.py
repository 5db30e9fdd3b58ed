"""The last hand-overs of a lane, one of which can be taken back with a reason."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.errors import NotPermitted, SecondNeeded, Told
from desktop.opening import second_person
from desktop.records.distribution import RecentGiven, Voided
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import latin_digits
from desktop.ui.appearance.typefaces import Role
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.fields import ProblemLine
from desktop.ui.widgets.greyed import allow
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.workbench import Workbench
from desktop.usecases import distribution
from desktop.usecases.desk import Desk
from desktop.values.period import PAKISTAN
from desktop.values.vocabulary import VoidReason
from desktop.words.catalogue import isolated, tr
from desktop.words.labels import label
from desktop.words.messages import say

TWENTY = 20
_LETTERS = "ABCD"
"""Keys of the reasons: digits choose the hand-over."""
SHOWN = 4
SHOWN_SMALL = 3


class RecentPanel(Sheet):
    """`voided(Voided)`. A scanner takes back an own hand-over of the last 15 minutes; a lead any, with a second.

    Digits choose the hand-over and letters the reason, whichever of them has the keyboard.
    `slip_asked(DisbursementId)` when somebody wants the slip of an earlier one; the panel is closed then."""

    voided = Signal(object)
    slip_asked = Signal(object)

    def __init__(self, bench: Workbench, recent: Sequence[RecentGiven], parent: QWidget | None = None) -> None:
        super().__init__(tr("Last hand-overs"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bench = bench
        small = current().layout.small
        shown = recent[:TWENTY]
        self._recent = {str(one.disbursement): one for one in shown}
        self.rows = RowList(tr("Last hand-overs"), RowStyle.PLAIN)
        listed = [_row(place, one) for place, one in enumerate(shown, start=1)]
        self.rows.set_rows(listed[: SHOWN_SMALL if small else SHOWN])
        self.rows.setFixedHeight(self.rows.sizeHint().height())  # so many at once, the others below them
        self.rows.set_rows(listed)
        # without a parent yet: who is put into the window first comes first by Tab
        reasons = zip(_LETTERS, VoidReason, strict=True)
        self.reasons = ChoiceChips(tr("Why"), [Choice(one.value, label(one), key) for key, one in reasons])
        self.problem = ProblemLine()
        self.void_button = Button(tr("Take it back"), ButtonKind.DANGER, "arrow-back-up", "Ctrl S", "Ctrl+S")
        self.slip_button = Button(tr("Slip"), ButtonKind.SECONDARY, "printer", "P", "P")
        self.second: SecondDialog | None = None
        if shown:
            self.column.addWidget(self.rows)
            self.column.addWidget(Line(tr("Why is it taken back?"), Role.LABEL))
            self.column.addWidget(self.reasons)
            for key, reason in zip(_LETTERS, VoidReason, strict=True):
                QShortcut(QKeySequence(key), self).activated.connect(lambda one=reason: self._give_reason(one))
        else:
            self.rows.hide()
            self.reasons.hide()
            self.column.addWidget(Line(tr("Nothing was given here yet."), Role.BODY, "muted"))
        self.column.addWidget(self.problem)
        self.column.addStretch(1)
        self.void_button.clicked.connect(lambda: self.void())
        self.slip_button.clicked.connect(self._ask_slip)
        for button in (self.slip_button, self.void_button):
            allow(button, bool(shown), tr("Nothing was given here yet."))
        close = Button(tr("Close"), ButtonKind.PRIMARY, key="Esc")
        close.clicked.connect(self.reject)
        self.answers(close, trailing=[self.slip_button, self.void_button])
        self.setMinimumWidth(current().wide(840))
        if shown:
            self.rows.choose(str(shown[0].disbursement))
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            close.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit of any script chooses the row of that number, wherever the keyboard is."""
        digit = latin_digits(event.text())
        if len(digit) == 1 and digit in "123456789" and self._recent:
            if int(digit) <= len(self._recent):
                self.rows.choose(list(self._recent)[int(digit) - 1])
            return
        super().keyPressEvent(event)

    def _give_reason(self, reason: VoidReason) -> None:
        self.reasons.set_value(reason.value)
        self.reasons.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask_slip(self) -> None:
        key = self.rows.present()
        if key is None or self._recent[key].voided:
            self.problem.show_problem(tr("What was taken back has no slip. Choose another one."))
            return
        self.accept()
        self.slip_asked.emit(self._recent[key].disbursement)

    def void(self, second: tuple[str, str] | None = None) -> None:
        """Take the chosen hand-over back; `second` is the name and the passphrase of who stands by."""
        key, reason = self.rows.present(), self.reasons.value()
        if key is None or reason is None:
            self.problem.show_problem(tr("Choose the hand-over and why it is taken back."))
            return
        disbursement, opened = self._recent[key].disbursement, self._bench.opened

        def work(desk: Desk) -> Voided:
            beside = second_person(opened, *second) if second is not None else None
            return distribution.void(desk, disbursement, VoidReason(reason), second=beside)

        self._bench.run(work, self._done, failed=self._refused)

    def _done(self, voided: Voided) -> None:
        if self.second is not None:
            self.second.accept()
        self.voided.emit(voided)
        self.accept()

    def _refused(self, told: Told) -> bool:
        if isinstance(told, SecondNeeded):
            self._ask_second()
        elif self.second is not None:
            self.second.refuse(say(told).what)
        elif isinstance(told, NotPermitted):
            self.problem.show_problem(tr("The team lead takes it back, with a second person."))
        else:
            self.problem.show_problem(say(told).what)
        return True

    def _ask_second(self) -> None:
        sentence = tr("Taking back a hand-over needs a second person.")
        self.second = SecondDialog(self._bench, tr("Take it back"), sentence, tr("I agree"), self)
        self.second.asked.connect(self._void_with)
        self.second.finished.connect(self._second_left)
        self.second.open()

    def _void_with(self, name: str, passphrase: str) -> None:
        self.void((name, passphrase))

    def _second_left(self) -> None:
        self.second = None


def _row(place: int, one: RecentGiven) -> Row:
    at = one.at.astimezone(PAKISTAN).strftime("%H:%M")
    note = tr("taken back") if one.voided else tr("slip {receipt}", receipt=str(one.receipt))
    return Row(
        str(one.disbursement),
        f"{isolated(str(place))}  {one.name or isolated(one.household.grouped)}",
        f"{isolated(one.household.grouped)} · {note}",
        trailing=at,
        icon="arrow-back-up" if one.voided else "circle-check",
        icon_tint="muted" if one.voided else "good",
    )
