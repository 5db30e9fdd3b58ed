"""Replacing a card on the household's page: the panel, the second person, and the new card as a paper."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.errors import Told
from desktop.opening import second_person
from desktop.records.card import IssuedCards
from desktop.records.operator import OperatorView
from desktop.ui import printing_desk
from desktop.ui.appearance.look import current
from desktop.ui.background import Lane
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

    def closed(self) -> None:
        """The page took away what stood there."""
        self.panel = self.paper = None

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
        paper = PaperView(tr("New card"), tr("Done"), "Esc")
        self._page.cover(paper)
        self.paper = paper
        paper.other.connect(self._page.uncover)
        paper.printed.connect(lambda: printing_desk.print_paper(bench, paper.data, tr("Printing the card")))
        paper.saved.connect(
            lambda: printing_desk.save_pdf(
                self._window,
                bench,
                paper.data,
                f"card-{issued.faces[0].number.text}.pdf",
                purpose="cards",
                pages=2,
            )
        )
        language = Language.SINDHI if current().language is Language.SINDHI else Language.URDU
        sheet = card_sheet(issued, language, SheetKind.A4_8)
        bench.run(lambda _: draw_cards(sheet), paper.show_paper, lane=Lane.PRESS)
        paper.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_replaced(self, told: Told) -> bool:
        if self.panel is None:
            return False
        said = say(told)
        self.panel.refuse(joined(said.what, said.do))
        return True
