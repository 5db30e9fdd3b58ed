"""Cards to print: who waits, both sides before printing, one key to print or save the very bytes shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Told
from desktop.records.card import HolderToPrint, IssuedCards
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.background import Job
from desktop.ui.page import Page
from desktop.ui.printing_desk import print_paper, save_pdf
from desktop.ui.screens.cards.waiting_list import WaitingList
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.empty import CardDrawing, EmptyState
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.pdf_preview import PdfPreview
from desktop.ui.widgets.picture import Panel
from desktop.ui.workbench import GoRegister, Workbench
from desktop.usecases import cards
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.vocabulary import Language, SheetKind
from desktop.words.captions.cards import card_sheet
from desktop.words.catalogue import language, tr, tr_n
from desktop.words.messages import Said
from printing.cards import draw_cards

SHOWN = 200


@dataclass(frozen=True)
class Drawn:
    """Cards that were issued, and their paper."""

    issued: IssuedCards
    pdf: bytes


class CardsPage(Page):
    """Issuing is recorded first, then drawn, previewed, printed: a card on paper is always in the register."""

    cares = frozenset({EntryKind.HOUSEHOLD_REGISTERED, EntryKind.HOUSEHOLD_CORRECTED})

    def __init__(self, bench: Workbench, codes: Sequence[HouseholdCode] = ()) -> None:
        super().__init__(bench, tr("Print cards"))
        self.codes = tuple(codes)
        self.drawn: Drawn | None = None
        self.waiting: tuple[HolderToPrint, ...] = ()
        self.list = WaitingList(tr("Holders who wait for a card"))
        self.list.changed.connect(self._count)
        self.sheet = ChoiceChips(
            tr("Sheet"),
            [
                Choice(SheetKind.A4_8.value, tr("A4, eight")),
                Choice(SheetKind.A4_10.value, tr("A4, ten")),
                Choice(SheetKind.CR80.value, tr("Card printer")),
            ],
            numbered=False,
        )
        self.names = ChoiceChips(
            tr("Second language"), [Choice("ur", "اردو"), Choice("sd", "سنڌي"), Choice("en", "English")], numbered=False
        )
        self.preview = PdfPreview(tr("Pages to print"))
        self._title = Line("", Role.HEADING, elide=True)
        self._build()

    def _build(self) -> None:
        self.sheet.set_value(SheetKind.A4_8.value)
        self.names.set_value("ur" if language() is Language.ENGLISH else language().value)
        self._left = QVBoxLayout()
        self._left.setSpacing(12)
        options = QHBoxLayout()
        options.setSpacing(16)
        options.addWidget(self.sheet)
        if not current().layout.small:
            options.addWidget(self.names)
        options.addStretch(1)
        self._left.addLayout(options)
        holder = Panel()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.list)
        self._left.addWidget(holder, 1)
        self.body.addLayout(self._left, 1)
        side = self.side(430)
        side.addWidget(self._title)
        side.addWidget(self.preview, 1)
        self.issue_button = Button(tr("Make the cards"), ButtonKind.PRIMARY, "id", "Enter")
        self.issue_button.clicked.connect(self.issue)
        self.print_button = Button(tr("Print"), ButtonKind.SECONDARY, "printer", "Ctrl P", "Ctrl+P")
        self.print_button.clicked.connect(self._print)
        self.save_button = Button(tr("Save as PDF"), ButtonKind.SECONDARY, "device-floppy", "Ctrl S", "Ctrl+S")
        self.save_button.clicked.connect(self._save)
        self.all_button = Button(tr("Choose all"), ButtonKind.QUIET, "list-check", "Ctrl A", "Ctrl+A")
        self.all_button.clicked.connect(self.list.choose_all)
        self._can_print(can=False)
        self.set_foot([self.issue_button, self.print_button, self.save_button], [self.all_button])

    @override
    def entered(self) -> None:
        """Load who waits; households handed over by another page come first and are chosen."""
        if self.drawn is None:
            self.bench.run(lambda desk: cards.to_print(desk, SHOWN), self._show)

    def _show(self, waiting: tuple[HolderToPrint, ...]) -> None:
        mine = [one for one in waiting if one.household in self.codes]
        self.waiting = (*mine, *(one for one in waiting if one.household not in self.codes))
        self.list.set_holders(self.waiting)
        self.list.choose({one.household for one in mine} if mine else {one.household for one in self.waiting[:8]})
        if not waiting and not self.codes:
            self._empty()
            return
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _empty(self) -> None:
        register = Button(tr("Register a household"), ButtonKind.PRIMARY, "home-plus", "Enter")
        register.clicked.connect(lambda: self.bench.go(GoRegister()))
        state = EmptyState(
            tr("Nobody waits for a card."),
            tr("Whoever is registered next stands here."),
            register,
            drawing=CardDrawing(),
        )
        self._clear_left(state)
        self.issue_button.setEnabled(False)
        self.preview.hide()

    def _clear_left(self, widget: QWidget) -> None:
        self.list.hide()
        self._left.addWidget(widget, 1)

    def _count(self) -> None:
        chosen = self._chosen()
        self.issue_button.set_text(tr_n("Make {n} card", "Make {n} cards", self.list.chosen_count()))
        self.issue_button.setEnabled(bool(chosen))
        self._title.setText(tr_n("{n} waits for a card", "{n} wait for a card", len(self.waiting)))

    def _chosen(self) -> tuple[HouseholdCode, ...]:
        chosen = self.list.chosen()
        return chosen or self.codes

    def issue(self) -> None:
        """Issue cards for the chosen households, draw them, show them."""
        codes = self._chosen()
        if not codes:
            return
        layout, names = SheetKind(self.sheet.value() or SheetKind.A4_8), Language(self.names.value() or "ur")
        self.issue_button.setEnabled(False)

        def work(desk: Desk, job: Job) -> Drawn:
            issued = cards.issue(desk, codes, progress=job.progress)
            return Drawn(issued, draw_cards(card_sheet(issued, names, layout), job.progress))

        self.bench.run_named(tr("Drawing cards"), work, self._drawn, failed=self._failed)

    def _failed(self, told: Told) -> bool:
        self.issue_button.setEnabled(True)
        return False

    def _drawn(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self.preview.show_pdf(drawn.pdf)
        self._can_print(can=True)
        n = len(drawn.issued.faces)
        self._title.setText(tr_n("{n} card is ready to print", "{n} cards are ready to print", n))
        self.print_button.set_text(tr_n("Print {n} card", "Print {n} cards", n))
        self.preview.setFocus()

    def _can_print(self, *, can: bool) -> None:
        self.print_button.setEnabled(can)
        self.save_button.setEnabled(can)

    def _print(self) -> None:
        if self.drawn is not None:
            print_paper(self.bench, self.drawn.pdf, tr("Cards"), then=self._printed)

    def _printed(self) -> None:
        what = tr("Sent to the printer. Did all come out well?")
        do = tr("A spoilt card is printed again from the household's page, as a copy.")
        self.bench.say(NoticeKind.GOOD, Said(what, do))
        self._again()

    def _save(self) -> None:
        if self.drawn is not None:
            pages = self.preview.page_count()
            save_pdf(self, self.bench, self.drawn.pdf, "cards.pdf", purpose="cards", pages=pages, then=self._again)

    def _again(self) -> None:
        """The next cards: who still waits."""
        self.drawn, self.codes = None, ()
        self.entered()
