"""The slip of a hand-over, looked at before it is printed or saved; it may be refused, nothing depends on it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.errors import Told
from desktop.records.distribution import SlipData, SlipPrint
from desktop.ui.appearance.look import current
from desktop.ui.printing_desk import ask_where, print_paper, write_pdf
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.fields import ProblemLine
from desktop.ui.widgets.paper_view import PaperView
from desktop.ui.workbench import Workbench
from desktop.usecases import slips
from desktop.values.vocabulary import Language
from desktop.words.captions.relief import slip
from desktop.words.catalogue import language, tr
from desktop.words.messages import say
from printing.slips import draw_slip


class SlipSheet(Sheet):
    """Shows the very bytes that will be printed. The store counts the printings: from the second on it is a copy.

    Where another window printed this slip meanwhile, the paper is drawn anew with the number that is its own.
    """

    def __init__(self, bench: Workbench, data: SlipData, parent: QWidget | None = None) -> None:
        super().__init__(tr("Slip {receipt}", receipt=str(data.given.receipt)), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bench, self._data = bench, data
        self._drawing = False
        self.view = PaperView(tr("Slip"))
        self._show_copy(data.printed)
        self.view.printed.connect(self._print)
        self.view.saved.connect(self._save)
        self.column.addWidget(self.view, 1)
        self.problem = ProblemLine()
        self.column.addWidget(self.problem)
        leave = Button(tr("Close"), ButtonKind.QUIET, key="Esc")
        leave.clicked.connect(self.reject)
        self.answers(trailing=[leave])
        small = current().layout.small
        self.resize(current().wide(440), 540 if small else 640)
        self.view.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_copy(self, copy: int) -> None:
        """Draw the paper as the first one (0), or as this copy."""
        spoken = Language.URDU if language() is Language.ENGLISH else language()
        office = self._bench.desk.office
        short = self._bench.opened.certificates.short_of(office.log)
        given, lane = self._data.given, self._data.lane
        self._copy = copy
        self.view.show_paper(draw_slip(slip(given, spoken, office, short, lane=lane, copy=copy)))

    def _print(self) -> None:
        def send(drawn: SlipPrint) -> None:
            print_paper(
                self._bench, self.view.data, tr("Slip"), then=self.accept, refused=lambda: self._give_back(drawn)
            )

        self._draw(send)

    def _save(self) -> None:
        name = f"slip-{self._data.given.receipt}.pdf"
        ask_where(self, tr("Save as PDF"), name, self.save_to)

    def save_to(self, target: Path) -> None:
        """Write it to the file that was chosen."""

        def write(drawn: SlipPrint) -> None:
            write_pdf(
                self._bench,
                self.view.data,
                target,
                purpose="slip",
                pages=1,
                then=self.accept,
                refused=lambda: self._give_back(drawn),
            )

        self._draw(write)

    def _draw(self, then: Callable[[SlipPrint], None]) -> None:
        """Draw the number of this printing; what is on its way counts, since nobody knows whether it comes out."""
        if self._drawing:
            return
        self._drawing = True
        disbursement = self._data.given.disbursement

        def drawn(one: SlipPrint) -> None:
            self._drawing = False
            if one.copy != self._copy:
                self._show_copy(one.copy)
            then(one)

        def failed(told: Told) -> bool:
            self._drawing = False
            self.problem.show_problem(say(told).what)
            return True

        self._bench.run(lambda desk: slips.draw_print(desk, disbursement), drawn, failed=failed)

    def _give_back(self, drawn: SlipPrint) -> None:
        """No paper came of it: the number is the next one's."""
        disbursement = self._data.given.disbursement
        self._bench.run(
            lambda desk: slips.not_printed(desk, disbursement, drawn), lambda _: None, failed=lambda _: True
        )
