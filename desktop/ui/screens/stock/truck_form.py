"""A new waybill: number, day, from where, vehicle and seal, then how much of each item of the round is on the truck."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import StockCountWrong, StockNoItems, StockTextWrong, Told, WaybillExists
from desktop.records.stock import Goods, StockBook, WaybillDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.day_field import DayField
from desktop.ui.screens.stock.deed_panel import MANY
from desktop.ui.widgets.fields import CodeField, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.words.catalogue import isolated, tr
from desktop.words.messages import say
from desktop.words.stock import item_label, unit_words


class TruckForm(Panel):
    """Fills a draft; `finished()` on Enter in the last field."""

    finished = Signal()

    def __init__(self, book: StockBook, today: date, parent: QWidget | None = None) -> None:
        """Nothing on the truck yet; it leaves today."""
        super().__init__("panel", parent)
        self.texts = {
            "number": TextField(tr("Number"), tr("as on the paper")),
            "origin": TextField(tr("From"), tr("store, donor")),
            "vehicle": TextField(tr("Vehicle"), tr("number plate")),
            "seal": TextField(tr("Seal"), tr("number of the seal")),
        }
        self.day = DayField(tr("Leaves on"))
        self.day.set_day(today)
        self.lines: dict[str, tuple[CodeField, TextField, DayField]] = {}
        self.form = Form()
        for name, widget in self.texts.items():
            self.form.add(name, widget.accessibleName(), widget)
        self.form.add("day", tr("Leaves on"), self.day)
        self.form.add_widget(Line(tr("On the truck: count, batch, good until"), Role.LABEL))
        for line in book.lines:
            name = item_label(line.item)
            count = CodeField(tr("{item}, {unit}", item=name, unit=unit_words(line.unit)), (MANY,), width=110)
            batch = TextField(tr("{item}, batch", item=name), tr("batch"), width=170)
            until = DayField(tr("{item}, good until", item=name))
            self.lines[line.item] = (count, batch, until)
            self.form.add(line.item, name, count, batch, until)
        self.form.finished.connect(self.finished)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(current().layout.row_gap)
        column.addWidget(Line(tr("A waybill to {point}", point=isolated(book.point_name)), Role.HEADING, elide=True))
        column.addWidget(Paragraph(tr("An item that is not on the truck stays empty."), Role.SMALL, "muted"))
        column.addWidget(self.form)
        column.addStretch(1)

    def draft(self) -> WaybillDraft | None:
        """What is written; None while no day is, which then says so."""
        day = self.day.day()
        if day is None:
            self.form.show_problems({"day": tr("Write the day like 27-11-2026.")})
            return None
        goods = tuple(
            Goods(item, int(count.digits()), batch.value(), until.day())
            for item, (count, batch, until) in self.lines.items()
            if count.digits()
        )
        texts = {name: widget.value() for name, widget in self.texts.items()}
        return WaybillDraft(texts["number"], day, texts["origin"], goods, texts["vehicle"], texts["seal"])

    def refused(self, told: Told) -> bool:
        """Say it at the field concerned; False for what is about none."""
        match told:
            case StockTextWrong(name=name) if name in self.texts:
                row = name
            case WaybillExists():
                row = "number"
            case StockCountWrong(item=item) if item in self.lines:
                row = item
            case StockNoItems() if self.lines:
                row = next(iter(self.lines))
            case _:
                return False
        self.form.show_problems({row: say(told).what})
        return True

    def focus_first(self) -> None:
        """The number is asked first."""
        self.texts["number"].setFocus(Qt.FocusReason.OtherFocusReason)
