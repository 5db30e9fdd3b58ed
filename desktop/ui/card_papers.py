"""Pages with cards leave the window here: to the printer or a file, and then somebody says what came of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.printing_desk import ask_where, print_paper, write_pdf
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Workbench
from desktop.usecases import cards
from desktop.values.identifiers import CardNumber
from desktop.words.catalogue import tr, tr_n
from desktop.words.said import Said


class OutcomeSheet(Sheet):
    """Did they come out well? `well`, `again` or `later`; Esc is later, and the cards stay on the list to print."""

    well = Signal()
    again = Signal()
    later = Signal()

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        """About so many cards."""
        super().__init__(tr_n("Did it come out well?", "Did all come out well?", count), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column.addWidget(
            Paragraph(
                tr("A spoilt card is torn up and printed again as a copy. Until you say yes it stays on the list."),
                tint="muted",
            )
        )
        self.well_button = Button(
            tr_n("Yes, it came out well", "Yes, all came out well", count), ButtonKind.PRIMARY, "check", "Y", "Y"
        )
        self.again_button = Button(tr("Print again"), ButtonKind.SECONDARY, "printer", "A", "A")
        self.later_button = Button(tr("Later"), ButtonKind.QUIET, key="Esc")
        self.answers(self.well_button, self.again_button, self.later_button)
        self.well_button.clicked.connect(lambda: (self.accept(), self.well.emit()))
        self.again_button.clicked.connect(lambda: (self.accept(), self.again.emit()))
        self.later_button.clicked.connect(self.reject)
        self.rejected.connect(self.later)
        self.well_button.setFocus(Qt.FocusReason.OtherFocusReason)


def say_copies(bench: Workbench, count: int) -> None:
    """After *Print again*: so many copies are shown, and leave the window in either way, as the first pages did."""
    what = tr_n("A copy of the card is shown.", "Copies of {n} cards are shown.", count)
    how = tr("Print now, or save as a PDF once more where no printer is ready.")
    bench.say(NoticeKind.KNOW, Said(what, how))


class CardPapers:
    """Prints or saves pages with cards, asks what came of them, and records a *yes*."""

    def __init__(
        self,
        bench: Workbench,
        window: QWidget,
        *,
        well: Callable[[], None],
        later: Callable[[], None],
        again: Callable[[], None],
    ) -> None:
        """`well`: it is recorded that they came out well; `later`: nobody knows yet; `again`: print them once more."""
        self._bench, self._window = bench, window
        self._well, self._later, self._again = well, later, again
        self.sheet: OutcomeSheet | None = None

    def print(self, pdf: bytes, numbers: Sequence[CardNumber], name: str) -> None:
        """To the printer; `name` is words for the job."""

        def send(new: tuple[CardNumber, ...]) -> None:
            print_paper(
                self._bench,
                pdf,
                name,
                then=lambda: self.ask(numbers),
                refused=lambda: self._no_paper(new),
            )

        self._bench.run(lambda desk: cards.to_paper(desk, numbers), send)

    def save(self, pdf: bytes, numbers: Sequence[CardNumber], suggested: str, pages: int) -> None:
        """To a file that the person chooses."""

        def write(new: tuple[CardNumber, ...], target: Path) -> None:
            write_pdf(
                self._bench,
                pdf,
                target,
                purpose="cards",
                pages=pages,
                then=lambda: self.ask(numbers),
                refused=lambda: self._no_paper(new),
            )

        ask_where(
            self._window,
            tr("Save as PDF"),
            suggested,
            lambda target: self._bench.run(lambda desk: cards.to_paper(desk, numbers), lambda new: write(new, target)),
        )

    def ask(self, numbers: Sequence[CardNumber]) -> None:
        """Did they come out well?"""
        self.sheet = sheet = OutcomeSheet(len(numbers), self._window)
        sheet.well.connect(lambda: self._bench.run(lambda desk: cards.printed(desk, numbers), lambda _: self._well()))
        sheet.again.connect(self._again)
        sheet.later.connect(self._later)
        sheet.open()

    def _no_paper(self, new: tuple[CardNumber, ...]) -> None:
        """Surely nothing came out: the next ones are no copies."""
        self._bench.run(lambda desk: cards.not_on_paper(desk, new), lambda _: None, failed=lambda _: True)
