"""What lies at a point: a card for each item with its drawing and how much is left, and what happened last."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.stock import BatchLine, BookLine, StockBook
from desktop.ui.appearance.icons import item_drawing
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.picture import Icon, Panel
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.values.period import PAKISTAN
from desktop.words.catalogue import comma, isolated, tr
from desktop.words.days import day_words
from desktop.words.stock import amount_words, item_label, movement_amount, movement_words, signed, unit_words

_HAPPENED = 30


class ShelfPanel(QWidget):
    """Shows a `StockBook`; `arrived(number)` when a waybill of several is to be counted in."""

    arrived = Signal(str)

    def __init__(self, book: StockBook, today: date, *, waybills: bool, parent: QWidget | None = None) -> None:
        """Cards, batches that are over, waybills where there are several, releases, and the last movements."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(12)
        column.addLayout(_cards(book.lines))
        over = [one for one in book.batches if one.expired(today)]
        if over:
            column.addWidget(Notice(NoticeKind.LOOK, _over_words(over), stay=True))
        if waybills and len(book.waybills) > 1:
            column.addWidget(Line(tr("Waybills that are awaited"), Role.LABEL))
            column.addWidget(self._awaited(book))
        if book.releases:
            column.addWidget(Line(tr("Released by order"), Role.LABEL))
            column.addWidget(_releases(book))
        if book.movements:
            column.addWidget(Line(tr("What happened"), Role.LABEL))
            column.addWidget(_happened(book))
        column.addStretch(1)

    def _awaited(self, book: StockBook) -> Table:
        table = Table(tr("Waybills that are awaited"), (Column(tr("Number"), 220), Column(tr("From"))))
        rows = [TableRow(one.number, (isolated(one.number), isolated(one.origin))) for one in book.waybills]
        table.set_rows(rows)
        table.setFixedHeight(table.sizeHint().height())
        table.opened.connect(self.arrived)
        return table


class ItemCard(Panel):
    """One item: its drawing, how much of it must be there, and in small what came and went."""

    def __init__(self, line: BookLine, parent: QWidget | None = None) -> None:
        """Show a line of the book."""
        super().__init__("panel", parent)
        self.setAccessibleName(_spoken(line))
        small = current().layout.small
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(Icon(item_drawing(line.item), 40 if small else 56, "accent", drawing=True))
        inside = QVBoxLayout()
        inside.setSpacing(2)
        inside.addWidget(Line(item_label(line.item), Role.LABEL, elide=True))
        if line.on_hand is None:
            inside.addWidget(Line(tr("not counted here"), Role.BODY, "muted", elide=True))
        else:
            inside.addLayout(_left(line.on_hand, line.unit))
        inside.addWidget(Paragraph(_flow(line), Role.SMALL, "muted"))
        row.addLayout(inside, 1)


def _left(on_hand: int, unit: str) -> QHBoxLayout:
    """How much is left, to be read from three metres, and its unit beside it."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Line(f"{on_hand:,}", Role.HEADING if current().layout.small else Role.NUMBER))
    row.addWidget(Line(unit_words(unit), Role.BODY, "muted", elide=True), 1)
    return row


def _cards(lines: Sequence[BookLine]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(12)
    across = 2
    for place, line in enumerate(lines):
        grid.addWidget(ItemCard(line), place // across, place % across)
    for place in range(across):
        grid.setColumnStretch(place, 1)
    return grid


def _flow(line: BookLine) -> str:
    """What came and went, only what is not nothing."""
    came = line.received + line.moved_in + line.loan_back
    away = line.moved_out + line.returned
    parts = (
        (line.opening, tr("at the beginning {n}", n=f"{line.opening:,}")),
        (came, tr("came {n}", n=f"{came:,}")),
        (line.issued, tr("to households {n}", n=f"{line.issued:,}")),
        (line.provisional, tr("without a card {n}", n=f"{line.provisional:,}")),
        (line.released, tr("by order {n}", n=f"{line.released:,}")),
        (away, tr("moved on {n}", n=f"{away:,}")),
        (line.damaged, tr("damaged {n}", n=f"{line.damaged:,}")),
        (line.lost, tr("missing {n}", n=f"{line.lost:,}")),
        (line.counted, tr("counts {n}", n=isolated(signed(line.counted)))),
    )
    return " · ".join(words for number, words in parts if number) or tr("nothing came or went yet")


def _spoken(line: BookLine) -> str:
    there = tr("not counted here") if line.on_hand is None else amount_words(line.on_hand, line.unit)
    return comma().join((item_label(line.item), there, _flow(line)))


def _over_words(over: Sequence[BatchLine]) -> str:
    named = " · ".join(
        f"{item_label(one.item)} {isolated(one.batch)} ({day_words(one.expires)})" for one in over if one.expires
    )
    return tr("The last good day is over: {batches}. Set it apart and write it down as damaged.", batches=named)


def _happened(book: StockBook) -> Table:
    small = current().layout.small
    columns = [
        Column(tr("When"), 140),
        Column(tr("Item"), 190),
        Column(tr("What"), bold=False),
        Column(tr("How much"), 110, number=True),
    ]
    table = Table(tr("What happened"), columns if small else [*columns, Column(tr("By"), 160)])
    rows: list[TableRow] = []
    for place, one in enumerate(book.movements[:_HAPPENED]):
        cells = (
            isolated(f"{one.at.astimezone(PAKISTAN):%d-%m %H:%M}"),
            item_label(one.item),
            movement_words(one),
            isolated(movement_amount(one)),
        )
        by = isolated(f"{one.by} + {one.second}" if one.second else one.by)
        rows.append(TableRow(str(place), cells if small else (*cells, by)))
    table.set_rows(rows)
    table.setFixedHeight(table.sizeHint().height())
    return table


def _releases(book: StockBook) -> Table:
    columns = (
        Column(tr("Order"), 150),
        Column(tr("By whose order")),
        Column(tr("What"), 260, number=True),
    )
    table = Table(tr("Released by order"), columns)
    table.set_rows(
        [
            TableRow(
                str(one.id),
                (
                    isolated(one.order),
                    isolated(one.authority),
                    " · ".join(f"{item_label(goods.item)} {goods.quantity:,}" for goods in one.goods),
                ),
            )
            for one in reversed(book.releases)
        ]
    )
    table.setFixedHeight(table.sizeHint().height())
    return table
