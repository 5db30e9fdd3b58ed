"""Cards to print: who waits, both sides before printing, one key to print or save the very bytes shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import Cancelled, Told
from desktop.records.card import HolderToPrint, IssuedCards
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.background import Job
from desktop.ui.card_papers import CardPapers, say_copies
from desktop.ui.page import Page
from desktop.ui.screens.cards.card_preview import CardPreview
from desktop.ui.screens.cards.waiting_list import WaitingList
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.empty import CardDrawing, EmptyState
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.picture import Panel
from desktop.ui.workbench import Destination, GoCards, GoRegister, Workbench
from desktop.usecases import cards
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.vocabulary import Language, SheetKind
from desktop.words.captions.bilingual import relation_latin, relation_local
from desktop.words.captions.cards import card_sheet
from desktop.words.catalogue import language, tr, tr_n
from desktop.words.messages import Said
from printing.cards import draw_cards

SHOWN = 200
MOST_COUNTED = 5_000


@dataclass(frozen=True)
class Drawn:
    """Cards that were issued, how they lie on their paper, and the paper."""

    issued: IssuedCards
    layout: SheetKind
    pdf: bytes

    @property
    def codes(self) -> tuple[HouseholdCode, ...]:
        """The households, each once."""
        return tuple(dict.fromkeys(number.household for number in self.numbers))

    @property
    def numbers(self) -> tuple[CardNumber, ...]:
        """The cards, as they lie on the pages."""
        return tuple(face.number for face in self.issued.faces)


class CardsPage(Page):
    """Issuing is recorded first, then drawn, previewed, printed: a card on paper is always in the register."""

    cares = frozenset(
        {
            EntryKind.HOUSEHOLD_REGISTERED,
            EntryKind.HOUSEHOLD_CORRECTED,
            EntryKind.IMPORT_OPENED,
            EntryKind.CARD_REPLACED,
        }
    )

    def __init__(self, bench: Workbench, codes: Sequence[HouseholdCode] = ()) -> None:
        super().__init__(bench, tr("Print cards"))
        self.codes = tuple(codes)
        self.drawn: Drawn | None = None
        self.waiting: tuple[HolderToPrint, ...] = ()
        self.question: Question | None = None
        self.papers = CardPapers(bench, self, well=self.begin_again, later=self._unseen, again=self.print_again)
        self.list = WaitingList(tr("Holders who wait for a card"))
        self.list.changed.connect(self._count)
        kinds = {SheetKind.A4_8: tr("A4, eight"), SheetKind.A4_10: tr("A4, ten"), SheetKind.CR80: tr("Card printer")}
        self.sheet = ChoiceChips(
            tr("Sheet"), [Choice(kind.value, words) for kind, words in kinds.items()], numbered=False
        )
        tongues = {"ur": "اردو", "sd": "سنڌي", "en": "English"}
        self.names = ChoiceChips(
            tr("Second language"), [Choice(value, words) for value, words in tongues.items()], numbered=False
        )
        self.preview = CardPreview(tr("Both sides of the card"))
        self.preview.turned.connect(self._turned)
        self._who = Line("", Role.HEADING, elide=True)
        self._place = Line("", Role.SMALL, "muted")
        self._more = Line("", Role.SMALL, "muted", elide=True)
        self._state: EmptyState | None = None
        self._register: Button | None = None
        self._build()

    def _build(self) -> None:
        small = current().layout.small
        self.sheet.set_value(SheetKind.A4_8.value)
        self.names.set_value("ur" if language() is Language.ENGLISH else language().value)
        self._left = QVBoxLayout()
        self._left.setSpacing(12)
        options = QWidget()
        options.setLayout(Flow([self.sheet, self.names], gap=16))
        self._options = options
        self._left.addWidget(options)
        self._holder = Panel()
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.list)
        self._left.addWidget(self._holder, 1)
        self._left.addWidget(self._more)
        self.body.addLayout(self._left, 1)
        side = self.side(372 if small else 430)
        head = QHBoxLayout()
        head.addWidget(self._who, 1)
        head.addWidget(self._place)
        side.addLayout(head)
        side.addWidget(self.preview, 1)
        self._side = side.parentWidget()
        self.issue_button = Button(tr("Make the cards"), ButtonKind.PRIMARY, "id", "Enter")
        self.issue_button.clicked.connect(self.issue)
        self.print_button = Button(tr("Print"), ButtonKind.PRIMARY, "printer", "Ctrl P", "Ctrl+P")
        self.print_button.clicked.connect(self.print_cards)
        self.save_button = Button(tr("Save as PDF"), ButtonKind.SECONDARY, "device-floppy", "Ctrl E", "Ctrl+E")
        self.save_button.clicked.connect(self._save)
        self.all_button = Button(tr("Choose all"), ButtonKind.SECONDARY, "list-check", "Ctrl A", "Ctrl+A")
        self.all_button.clicked.connect(self.list.choose_all)
        self.next_button = Button(tr("The next cards"), ButtonKind.QUIET)
        self.next_button.clicked.connect(lambda: self.may_leave(self.begin_again) and self.begin_again())
        note = Line(tr("After printing we ask if all came out well."), Role.SMALL, "muted")
        leading = [self.issue_button, self.print_button, self.save_button, self.all_button]
        self.set_foot(leading, [self.next_button] if small else [note, self.next_button])
        self._stand(drawn=False)
        self.preview.say_empty(tr("Both sides are shown here before anything is printed."))
        enter = self.list
        enter.confirmed.connect(self.issue)

    def _stand(self, *, drawn: bool) -> None:
        """One filled button: make, then print."""
        self.issue_button.setVisible(not drawn)
        self.all_button.setVisible(not drawn)
        self.print_button.setVisible(drawn)
        self.save_button.setVisible(drawn)
        self.next_button.setVisible(drawn)
        self.list.setEnabled(not drawn)
        self._options.setEnabled(not drawn)

    # --- who waits ---------------------------------------------------------------------------------------------------

    @override
    def entered(self) -> None:
        """Load who waits; households handed over by another page come first and are chosen."""
        if self.drawn is None:
            self.bench.run(lambda desk: cards.to_print(desk, MOST_COUNTED), self._show)

    @override
    def as_left(self, destination: Destination) -> Destination:
        """With the households that another page handed over, unless their cards are made."""
        return GoCards(self.codes)

    @override
    def help_text(self) -> str:
        """How cards come about."""
        return tr(
            "Space ticks a holder, Enter makes the cards. Look at both sides, then print. "
            "Nothing is printed that is not in the book."
        )

    def _show(self, waiting: tuple[HolderToPrint, ...]) -> None:
        mine = [one for one in waiting if one.household in self.codes]
        others = [one for one in waiting if one.household not in self.codes]
        self.waiting = (*mine, *others)
        self.list.set_holders(self.waiting[:SHOWN])
        self.list.choose({one.household for one in mine})  # nobody else's: Enter makes what is ticked
        hidden = max(0, len(self.waiting) - SHOWN)
        self._more.setText(tr_n("{n} more waits", "{n} more wait", hidden) if hidden else "")
        self._more.setVisible(bool(hidden))
        self._set_empty(empty=not waiting and not self.codes)
        empty = self._register if not waiting and not self.codes else None
        (self.list if waiting else empty or self.issue_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _set_empty(self, *, empty: bool) -> None:
        if empty and self._state is None:
            self._register = register = Button(tr("Register a household"), ButtonKind.PRIMARY, "home-plus", "Enter")
            register.clicked.connect(lambda: self.bench.go(GoRegister()))
            sentence, more = tr("Nobody waits for a card."), tr("Whoever is registered next stands here.")
            self._state = EmptyState(sentence, more, register, drawing=CardDrawing())
            self._left.addWidget(self._state, 1)
        if self._state is not None:
            self._state.setVisible(empty)
        for widget in (self._holder, self._options, self._side, self._foot):
            if widget is not None:
                widget.setVisible(not empty)

    def _also(self) -> tuple[HouseholdCode, ...]:
        """Households that another page sent here and that wait for nothing: they get copies."""
        waiting = {one.household for one in self.waiting}
        return tuple(code for code in self.codes if code not in waiting)

    def _chosen(self) -> tuple[HouseholdCode, ...]:
        return tuple(dict.fromkeys((*self.list.chosen(), *self._also())))

    def _count(self) -> None:
        if self.drawn is not None:
            return
        n = self.list.chosen_count()
        counted = tr_n("Make {n} card", "Make {n} cards", n) if n and not self._also() else tr("Make the cards")
        self.issue_button.set_text(counted)
        self.issue_button.setEnabled(bool(self._chosen()))
        total = len(self.waiting)
        self._who.setText(tr_n("{n} waits for a card", "{n} wait for a card", total) if total else "")
        sent_here = any(one.household in self.codes for one in self.waiting)
        mixed = sent_here and any(one.household not in self.codes for one in self.waiting)
        order = tr("those you came for, then oldest first") if mixed else tr("oldest first")
        self._place.setText(order if total else "")

    # --- issue and draw ----------------------------------------------------------------------------------------------

    def issue(self) -> None:
        """Issue cards for the chosen households, draw them, show them; with nobody chosen say how to choose."""
        codes = self._chosen()
        if codes and self.drawn is None and self.issue_button.isEnabled():
            chosen = set(self.list.chosen())
            only = {(one.household, one.slot) for one in self.waiting if one.household in chosen}
            self._issue(codes, only, self._drawn)
        elif self.waiting and self.drawn is None:
            how = tr("Space ticks a holder, Ctrl+A all of them.")
            self.bench.say(NoticeKind.KNOW, Said(tr("Nobody is chosen yet."), how))

    def _issue(
        self, codes: tuple[HouseholdCode, ...], only: set[tuple[HouseholdCode, int]], then: Callable[[Drawn], None]
    ) -> None:
        layout, names = SheetKind(self.sheet.value() or SheetKind.A4_8), Language(self.names.value() or "ur")
        self.issue_button.setEnabled(False)

        def work(desk: Desk, job: Job) -> Drawn:
            issued = cards.issue(desk, codes, only=only, progress=job.progress)
            return Drawn(issued, layout, draw_cards(card_sheet(issued, names, layout), job.progress))

        def failed(told: Told) -> bool:
            self.issue_button.setEnabled(True)
            if isinstance(told, Cancelled):
                self.codes = codes
                what = tr("Stopped. The cards made so far are in the book.")
                self.bench.say(NoticeKind.LOOK, Said(what, tr("Make the cards once more: it goes on from there.")))
                self.drawn = None
                self.entered()
            return isinstance(told, Cancelled)

        self.bench.run_named(tr("Drawing cards"), work, then, failed=failed)

    def _drawn(self, drawn: Drawn) -> None:
        self.drawn = drawn
        n = len(drawn.issued.faces)
        self.preview.show_cards(drawn.pdf, drawn.layout.value, n)
        self._stand(drawn=True)
        self.print_button.set_text(tr_n("Print {n} card", "Print {n} cards", n))
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self, card: int, count: int) -> None:
        if self.drawn is None:
            return
        face = self.drawn.issued.faces[card]
        latin = language() is Language.ENGLISH and bool(face.name_latin)
        name = face.name_latin if latin else face.name_as_told or face.name_latin
        of = (
            relation_latin(face.parent_relation, face.parent_latin)
            if latin
            else relation_local(face.parent_relation, face.parent_name, language())
        )
        self._who.setText(f"{name} {of}".strip())
        self._place.setText(tr("{done} of {total}", done=card + 1, total=count))

    # --- print, save, next -------------------------------------------------------------------------------------------

    def print_cards(self) -> None:
        """Send the pages to the printer and ask what came of them."""
        if self.drawn is not None:
            self.papers.print(self.drawn.pdf, self.drawn.numbers, tr("Cards"))

    def _unseen(self) -> None:
        """Nobody said what came out: the cards stay on the list."""
        self.begin_again()
        self.bench.say(NoticeKind.KNOW, Said(tr("They stay on the list until somebody says that they came out well.")))

    def print_again(self) -> None:
        """The same cards once more: the stored credentials, marked and recorded as copies."""

        def show(drawn: Drawn) -> None:
            self._drawn(drawn)
            say_copies(self.bench, len(drawn.numbers))

        if self.drawn is not None:
            self._issue(self.drawn.codes, {(one.household, one.slot) for one in self.drawn.numbers}, show)

    def _save(self) -> None:
        if self.drawn is not None:
            self.papers.save(self.drawn.pdf, self.drawn.numbers, "cards.pdf", self.preview.page_count())

    def begin_again(self) -> None:
        """The next cards: who still waits."""
        self.drawn, self.codes = None, ()
        self.preview.clear()
        self._stand(drawn=False)
        self.entered()

    @override
    def may_leave(self, leave: Callable[[], None]) -> bool:
        """Cards that were made and neither printed nor saved are asked about."""
        if self.drawn is None:
            return True
        n = len(self.drawn.issued.faces)
        self.question = Question(
            tr_n("Leave without printing {n} card?", "Leave without printing {n} cards?", n),
            tr("They are in the book, and stay on the list of cards to print."),
            stay=tr("Stay here"),
            leave=tr("Leave"),
            leave_key="L",
            parent=self,
        )

        def let_go() -> None:
            self.drawn = None
            leave()

        self.question.accepted.connect(let_go)
        self.question.open()
        return False
