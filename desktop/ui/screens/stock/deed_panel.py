"""What is done with the stock, at the side: count, receive, move, write off, send back, release by order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.stock import Goods, StockBook
from desktop.reference.tables import relief_items
from desktop.ui.day_field import DayField
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import CodeField, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.picture import Panel
from desktop.values.vocabulary import DifferenceReason
from desktop.words.catalogue import mark, tr
from desktop.words.labels import label
from desktop.words.stock import item_label


class Deed(StrEnum):
    """What may be done with a stock by hand."""

    COUNT = "count"
    RECEIVE = "receive"
    MOVE = "move"
    DAMAGE = "damage"
    LOSE = "lose"
    SEND_BACK = "send_back"
    RELEASE = "release"


DEEDS = {
    Deed.COUNT: mark("Count the shelf"),
    Deed.RECEIVE: mark("Receive without a waybill"),
    Deed.MOVE: mark("Move to another point"),
    Deed.DAMAGE: mark("Write off: damaged"),
    Deed.LOSE: mark("Write off: missing"),
    Deed.SEND_BACK: mark("Send back"),
    Deed.RELEASE: mark("Release by order"),
}
_FIELDS: dict[Deed, tuple[str, ...]] = {
    Deed.COUNT: ("reason", "note"),
    Deed.RECEIVE: ("document", "origin", "batch", "expires", "note"),
    Deed.MOVE: ("to", "note"),
    Deed.DAMAGE: ("note",),
    Deed.LOSE: ("note",),
    Deed.SEND_BACK: ("document", "origin", "note"),
    Deed.RELEASE: ("order", "authority", "why"),
}
"""Rows beside item and count, by deed."""
MANY = 9


@dataclass(frozen=True)
class DeedDraft:
    """What is written now. `quantity` is None while no count is written; `texts` by name of the field."""

    deed: Deed
    item: str
    quantity: int | None
    reason: DifferenceReason | None
    to: str
    goods: Goods
    texts: dict[str, str] = field(default_factory=dict[str, str])


class DeedPanel(Panel):
    """Fills a draft; `finished()` on Enter in the last field, `turned()` when another deed is chosen."""

    finished = Signal()
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Counting, of nothing yet."""
        super().__init__("panel", parent)
        self.deed = DropDown(tr("What is done"), [Choice(one.value, tr(words)) for one, words in DEEDS.items()])
        self.item = DropDown(tr("Item"))
        self.quantity = CodeField(tr("How much"), (MANY,), width=150)
        reasons = [Choice("", tr("it fits")), *(Choice(one.value, label(one)) for one in DifferenceReason)]
        self.reason = DropDown(tr("If it differs, why"), reasons)
        self.to = DropDown(tr("To point"))
        self.texts = {
            "document": TextField(tr("Number of the paper"), tr("as on the paper")),
            "origin": TextField(tr("From or to"), tr("store, donor")),
            "batch": TextField(tr("Batch"), tr("as on the bag")),
            "order": TextField(tr("Number of the order"), tr("as on the order")),
            "authority": TextField(tr("Who gave the order"), tr("name and office")),
            "why": TextField(tr("Reason"), tr("what it is for")),
            "note": TextField(tr("Note"), tr("if something is to be said")),
        }
        self.expires = DayField(tr("Good until"))
        self.form = Form()
        self.form.add("deed", tr("What is done"), self.deed, above=True)
        self.form.add("item", tr("Item"), self.item, above=True)
        self.form.add("quantity", tr("How much"), self.quantity, above=True)
        self.form.add("reason", tr("If it differs, why"), self.reason, above=True)
        self.form.add("to", tr("To point"), self.to, above=True)
        for name, widget in self.texts.items():
            self.form.add(name, widget.accessibleName(), widget, above=True)
        self.form.add("expires", tr("Good until"), self.expires, above=True)
        self.form.finished.connect(self.finished)
        self.deed.chosen.connect(lambda _="": self._turn())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.addWidget(self.form)
        column.addStretch(1)
        self.deed.set_value(Deed.COUNT.value)
        self.reason.set_value("")
        self._turn()

    def show_book(self, book: StockBook, points: Sequence[Choice]) -> None:
        """Offer the items of the book, then all others, and the points that something may be moved to."""
        first = [line.item for line in book.lines]
        others = [code for code in relief_items() if code not in first]
        before = self.item.value()
        self.item.set_choices([Choice(code, item_label(code)) for code in (*first, *others)])
        if before is None and first:
            self.item.set_value(first[0])
        self.to.set_choices(points)
        if self.to.value() is None and points:
            self.to.set_value(points[0].value)

    def draft(self) -> DeedDraft:
        """What is written now."""
        digits = self.quantity.digits()
        quantity, reason = int(digits) if digits else None, self.reason.value()
        texts = {name: widget.value() for name, widget in self.texts.items()}
        item = self.item.value() or ""
        return DeedDraft(
            deed=self.chosen_deed(),
            item=item,
            quantity=quantity,
            reason=DifferenceReason(reason) if reason else None,
            to=self.to.value() or "",
            goods=Goods(item, quantity or 0, texts["batch"], self.expires.day()),
            texts=texts,
        )

    def chosen_deed(self) -> Deed:
        """What is to be done."""
        return Deed(self.deed.value() or Deed.COUNT)

    def choose_deed(self, deed: Deed) -> None:
        """Turn to another deed, as a person would."""
        self.deed.set_value(deed.value)
        self._turn()

    def done(self) -> None:
        """It is kept: the next item is asked, what belongs to the paper stays."""
        self.quantity.set_value("")
        self.reason.set_value("")
        for name in ("batch", "note"):
            self.texts[name].set_value("")
        self.expires.set_value("")
        self.form.show_problems({})
        self.item.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """The keyboard is at the count."""
        self.quantity.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        wanted = {"deed", "item", "quantity", *_FIELDS[self.chosen_deed()]}
        for name in ("reason", "to", "expires", *self.texts):
            self.form.row(name).setVisible(name in wanted)
        counting = self.chosen_deed() is Deed.COUNT
        self.form.row("quantity").set_label(tr("Counted") if counting else tr("How much"))
        self.form.row("origin").set_label(tr("Where to") if self.chosen_deed() is Deed.SEND_BACK else tr("From"))
        self.form.show_problems({})
        self.turned.emit()
