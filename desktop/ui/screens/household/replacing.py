"""Replacing a card on the household's page: the panel, the second person, and the new card as a paper."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.errors import Told
from desktop.opening import second_person
from desktop.records.card import IssuedCards
from desktop.records.operator import OperatorView
from desktop.ui.appearance.look import current
from desktop.ui.background import Lane
from desktop.ui.card_papers import CardPapers, say_copies
from desktop.ui.screens.household.ground import Ground
from desktop.ui.screens.household.replace_panel import ReplacePanel, Wish
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.paper_view import PaperView
from desktop.usecases import cards, operators
from desktop.usecases.desk import Desk
from desktop.values.identifiers import CardNumber
from desktop.values.permissions import Permission
from desktop.values.vocabulary import Language, SheetKind
from desktop.words.captions.cards import card_sheet
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.messages import say
from desktop.words.people import joined, member_line
from desktop.words.said import Said
from printing.cards import draw_cards


class Replacing:
    """The part of the page that replaces a card."""

    def __init__(self, page: Ground, window: QWidget) -> None:
        """Nothing is open; `window` is where a question for a file name stands."""
        self._page, self._window = page, window
        self.panel: ReplacePanel | None = None
        self.paper: PaperView | None = None
        self.papers: CardPapers | None = None

    def closed(self) -> None:
        """The page took away what stood there."""
        self.panel = self.paper = None
        self.papers = None

    def open(self, number: str, live: list[str]) -> None:
        """Open the panel for one card; the first live one when none is named."""
        view, bench = self._page.view(), self._page.bench
        if view is None or not live or not bench.desk.permits(Permission.CARD_REPLACE):
            return
        chosen = number if number in live else live[0]
        names = {member.slot: member_line(member) for member in view.members if member.slot}
        panel = ReplacePanel({one: names.get(CardNumber.parse(one).slot, "") for one in live}, chosen)
        panel.wished.connect(self._wished)
        panel.left.connect(self._page.uncover)
        self._page.cover(panel)
        self.panel = panel
        bench.run(operators.operators, self._offer_seconds)
        panel.focus_first()

    def _offer_seconds(self, people: tuple[OperatorView, ...]) -> None:
        me = self._page.bench.desk.person
        if self.panel is not None:
            self.panel.set_seconds(
                [
                    (one.name, joined(one.name, label(one.role)))
                    for one in people
                    if one.id != me.id and one.role != me.role
                ]
            )

    def _wished(self, wish: Wish) -> None:
        opened = self._page.bench.opened

        def work(desk: Desk) -> IssuedCards:
            second = None if wish.present else second_person(opened, wish.second, wish.passphrase)
            number = CardNumber.parse(wish.number)
            return cards.replace(desk, number, wish.reason, present=wish.present, second=second)

        self._page.bench.run(work, self._replaced, failed=self._not_replaced)

    def _replaced(self, issued: IssuedCards) -> None:
        """The new card is drawn at once, to be printed or saved; the household's page comes back with Esc."""
        bench = self._page.bench
        slot = issued.faces[0].number.slot
        more = tr("Print the new one now. The old one is not honoured any more.")
        bench.say(NoticeKind.GOOD, Said(tr("The card of holder {slot} was replaced.", slot=slot), more))
        self._show_paper(issued)

    def _show_paper(self, issued: IssuedCards) -> None:
        """The card's pages; until somebody says that it came out well it is among the cards to print."""
        bench, number = self._page.bench, issued.faces[0].number
        papers = CardPapers(
            bench, self._window, well=self._page.uncover, later=self._unseen, again=lambda: self._again(number)
        )
        paper = PaperView(tr("New card"), tr("Done"), "Esc")
        self._page.cover(paper)
        self.paper, self.papers = paper, papers
        paper.other.connect(self._page.uncover)
        paper.printed.connect(lambda: papers.print(paper.data, [number], tr("Printing the card")))
        paper.saved.connect(lambda: papers.save(paper.data, [number], f"card-{number.text}.pdf", 2))
        language = Language.SINDHI if current().language is Language.SINDHI else Language.URDU
        sheet = card_sheet(issued, language, SheetKind.A4_8)

        def drawn(pdf: bytes) -> None:
            paper.show_paper(pdf)
            paper.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

        bench.run(lambda _: draw_cards(sheet), drawn, lane=Lane.PRESS)
        paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self, number: CardNumber) -> None:
        """The same card once more, marked as a copy."""

        def show(issued: IssuedCards) -> None:
            self._show_paper(issued)
            say_copies(self._page.bench, 1)

        self._page.bench.run(lambda desk: cards.print_again(desk, number), show)

    def _unseen(self) -> None:
        """Back to the household; a card that nobody saw yet waits on the list of cards to print."""
        self._page.uncover()
        said = Said(tr("It stays on the list of cards to print until somebody says that it came out well."))
        self._page.bench.say(NoticeKind.KNOW, said)

    def _not_replaced(self, told: Told) -> bool:
        if self.panel is None:
            return False
        self.panel.refuse(say(told).shortly())
        return True
