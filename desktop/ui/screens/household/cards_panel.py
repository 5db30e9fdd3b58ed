"""The cards of a household: number, state, day, copies."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.household import CardLine
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import FIGURE_SPACE, isolate
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.values.vocabulary import CardState
from desktop.words.catalogue import tr
from desktop.words.days import moment_words
from desktop.words.labels import label


class CardsPanel(QWidget):
    """`chosen(number)` when a card is opened by Enter or double click."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No cards yet."""
        super().__init__(parent)
        self._live: list[str] = []
        self.table = Table(
            tr("Cards"),
            [
                Column(tr("Card number"), bold=True),
                Column(tr("State"), width=160),
                Column(tr("Made on"), width=150),
                Column(tr("Copies"), width=100, number=True),
            ],
        )
        self._none = Line(tr("No card was made yet."), Role.BODY, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Line(tr("Cards"), Role.HEADING))
        column.addWidget(self._none)
        column.addWidget(self.table)
        self.table.opened.connect(self.chosen)

    def show_cards(self, cards: Sequence[CardLine]) -> None:
        """Show the cards, live ones with weight."""
        self._live = [card.number for card in cards if card.state is CardState.LIVE]
        self.table.set_rows(
            [
                TableRow(
                    card.number,
                    (_shown(card.number), _state(card), moment_words(card.issued_at), str(card.copies)),
                    tints=() if card.state is CardState.LIVE else ((0, "muted"), (1, "muted"), (2, "muted")),
                )
                for card in cards
            ]
        )
        self._none.setVisible(not cards)
        self.table.setVisible(bool(cards))
        rows = 2 if current().layout.small else 4
        whole, one = self.table.sizeHint().height(), self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(min(whole, whole - one * (len(cards) - rows)))

    def live(self) -> list[str]:
        """Numbers of the cards in use."""
        return list(self._live)


def _state(card: CardLine) -> str:
    waits = card.state is CardState.LIVE and not card.printed
    return tr("to be printed") if waits else label(card.state)


def _shown(number: str) -> str:
    """Code 4-4-4, holder and issue."""
    parts = (number[:4], number[4:8], number[8:12], number[12], number[13:])
    return isolate(FIGURE_SPACE.join(parts))
