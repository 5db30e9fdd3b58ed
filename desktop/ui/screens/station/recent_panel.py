"""The last hand-overs of a lane, one of which can be taken back with a reason."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import NotPermitted, SecondNeeded, Told
from desktop.records.distribution import RecentGiven, Voided
from desktop.records.operator import Second
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.workbench import Workbench
from desktop.usecases import distribution
from desktop.values.period import PAKISTAN
from desktop.values.vocabulary import VoidReason
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.messages import say


class RecentPanel(QDialog):
    """Choose a hand-over, choose a reason, take it back. Older ones, and those of others, need the team lead."""

    voided = Signal()

    def __init__(self, bench: Workbench, recent: Sequence[RecentGiven], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(tr("Last hand-overs"))
        self._bench = bench
        self._recent = {str(one.disbursement): one for one in recent}
        self.rows = RowList(tr("Last hand-overs"), RowStyle.SHEET)
        self.rows.set_rows([self._row(one) for one in recent])
        self.reasons = ChoiceChips(
            tr("Why"), [Choice(reason.value, label(reason)) for reason in VoidReason], parent=self
        )
        self._said = Line("", Role.SMALL, "warn")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Line(tr("Last hand-overs"), Role.HEADING))
        if recent:
            column.addWidget(self.rows)
            column.addWidget(Line(tr("Why is it taken back?"), Role.LABEL))
            column.addWidget(self.reasons)
        else:
            column.addWidget(Line(tr("Nothing was given here yet."), Role.BODY, "muted"))
        column.addWidget(self._said)
        row = QHBoxLayout()
        self.void_button = Button(tr("Take it back"), ButtonKind.DANGER, "arrow-back-up")
        self.void_button.clicked.connect(lambda: self.void())
        self.void_button.setEnabled(bool(recent))
        close = Button(tr("Close"), ButtonKind.PRIMARY, "", "Esc")
        close.clicked.connect(self.reject)
        row.addWidget(close)
        row.addStretch(1)
        row.addWidget(self.void_button)
        column.addLayout(row)
        self.resize(current().wide(720), current().px(480))
        self.rows.setFocus()

    def void(self, second: Second | None = None) -> None:
        """Take the chosen hand-over back."""
        key, reason = self.rows.present(), self.reasons.value()
        if key is None or reason is None:
            self._said.setText(tr("Choose the hand-over and why it is taken back."))
            return
        disbursement = self._recent[key].disbursement
        self._bench.run(
            lambda desk: distribution.void(desk, disbursement, VoidReason(reason), second=second),
            self._done,
            failed=self._refused,
        )

    def _done(self, voided: Voided) -> None:
        self.voided.emit()
        self.accept()

    def _refused(self, told: Told) -> bool:
        said = say(told)
        if isinstance(told, SecondNeeded | NotPermitted):
            self._said.setText(tr("The team lead takes it back, with a second person."))
        else:
            self._said.setText(said.what)
        return True

    def _row(self, one: RecentGiven) -> Row:
        at = one.at.astimezone(PAKISTAN).strftime("%H:%M")
        note = tr("taken back") if one.voided else tr("slip {receipt}", receipt=str(one.receipt))
        return Row(
            str(one.disbursement), one.name or one.household.grouped, f"{one.household.grouped} · {note}", trailing=at
        )
