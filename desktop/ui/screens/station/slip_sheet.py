"""The slip of a hand-over, looked at before it is printed or saved; it may be refused, nothing depends on it."""

from collections import Counter
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.records.distribution import Given
from desktop.ui.appearance.look import current
from desktop.ui.printing_desk import print_paper, save_pdf
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.paper_view import PaperView
from desktop.ui.workbench import Workbench
from desktop.values.identifiers import DisbursementId
from desktop.values.vocabulary import Language
from desktop.words.captions.relief import slip
from desktop.words.catalogue import language, tr
from printing.slips import draw_slip


class SlipSheet(Sheet):
    """Shows the very bytes that will be printed; what went to the printer or into a file before is marked a copy."""

    out: ClassVar[Counter[DisbursementId]] = Counter()
    """How often each slip left the window since it was opened."""

    def __init__(self, bench: Workbench, given: Given, lane: int, parent: QWidget | None = None) -> None:
        super().__init__(tr("Slip {receipt}", receipt=str(given.receipt)), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bench, self._given = bench, given
        spoken = Language.URDU if language() is Language.ENGLISH else language()
        office = bench.desk.office
        short = bench.opened.certificates.short_of(office.log)
        self.view = PaperView(tr("Slip"))
        self.view.show_paper(
            draw_slip(slip(given, spoken, office, short, lane=lane, copy=self.out[given.disbursement]))
        )
        self.view.printed.connect(self._print)
        self.view.saved.connect(self._save)
        self.column.addWidget(self.view, 1)
        leave = Button(tr("Close"), ButtonKind.QUIET, key="Esc")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        self.column.addLayout(row)
        small = current().layout.small
        self.resize(current().wide(440), 540 if small else 640)
        self.view.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        print_paper(self._bench, self.view.data, tr("Slip"), then=self._left)

    def _save(self) -> None:
        name = f"slip-{self._given.receipt}.pdf"
        save_pdf(self, self._bench, self.view.data, name, purpose="slip", pages=1, then=self._left)

    def _left(self) -> None:
        """It is on its way to a paper: nobody knows whether it comes out, so the next one is a copy."""
        self.out[self._given.disbursement] += 1
        self.accept()
