"""Taking back a line that was entered from a sheet: why, and a second person who agrees."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.records.distribution import Voided
from desktop.records.late import LateLine
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.line import Line
from desktop.ui.workbench import Workbench
from desktop.usecases import distribution
from desktop.values.vocabulary import VoidReason
from desktop.words.catalogue import isolated, tr
from desktop.words.labels import label


class TakeBack:
    """A dialog for one line; a slip of the finger is proposed as the reason."""

    def __init__(self, bench: Workbench, line: LateLine, parent: QWidget) -> None:
        """Says which line it is about."""
        self._line = line
        sentence = tr(
            "{name}, slip {receipt}: both names stand in the book.",
            name=line.name or isolated(line.household.grouped),
            receipt=str(line.receipt),
        )
        self.dialog = SecondDialog(bench, tr("Take back"), sentence, tr("We take it back"), parent)
        self.reasons = ChoiceChips(tr("Why"), [Choice(reason.value, label(reason)) for reason in VoidReason])
        self.reasons.set_value(VoidReason.PRESSED_BY_MISTAKE.value)
        self.reasons.set_proposed(True)
        self.dialog.setMinimumWidth(current().wide(700))  # the reasons stand in one row
        self.dialog.column.insertWidget(1, Line(tr("Why is it taken back?"), Role.LABEL))
        self.dialog.column.insertWidget(2, self.reasons)

    def ask(self, done: Callable[[Voided], None]) -> None:
        """Open; `done` once it is taken back."""
        told: list[VoidReason] = []  # read here, before the work begins on its own thread
        self.dialog.asked.connect(lambda _name="", _words="": told.append(VoidReason(self.reasons.value() or "")))
        disbursement = self._line.disbursement
        self.dialog.do(lambda desk, second: distribution.void(desk, disbursement, told[-1], second=second), done)
