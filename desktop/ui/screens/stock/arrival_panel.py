"""A waybill that is awaited, at the side: what was sent, and a field for what is counted of each line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.stock import ArrivalDraft, Goods, WaybillLineView, WaybillView
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.stock.deed_panel import MANY
from desktop.ui.widgets.fields import CodeField, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.words.catalogue import isolated, tr
from desktop.words.stock import amount_words, item_label


class ArrivalPanel(Panel):
    """Fills what came of one waybill; `finished()` on Enter in the last field."""

    finished = Signal()

    def __init__(self, waybill: WaybillView, parent: QWidget | None = None) -> None:
        """Nothing counted yet."""
        super().__init__("panel", parent)
        self.waybill = waybill
        self.counts: list[tuple[WaybillLineView, CodeField]] = []
        self.form = Form()
        for line in waybill.lines:
            counted = CodeField(tr("{item}, counted", item=item_label(line.item)), (MANY,), width=150)
            self.counts.append((line, counted))
            said = tr("{item}: {amount} sent", item=item_label(line.item), amount=amount_words(line.sent, line.unit))
            self.form.add(f"line-{len(self.counts)}", said, counted, above=True)
        self.note = TextField(tr("Note"), tr("why more or less came"))
        self.form.add("note", tr("Note"), self.note, above=True)
        self.form.finished.connect(self.finished)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(Line(tr("Waybill {number}", number=isolated(waybill.number)), Role.HEADING, elide=True))
        parts = (waybill.origin, waybill.vehicle, waybill.seal)
        column.addWidget(Paragraph(" · ".join(isolated(part) for part in parts if part), Role.SMALL, "muted"))
        column.addWidget(self.form)
        column.addStretch(1)

    def draft(self) -> ArrivalDraft | None:
        """What was counted; None while a line is not, which then says so: nothing came is written as 0."""
        missing = {
            f"line-{place}": tr("Count it; write 0 when nothing came.")
            for place, (_, counted) in enumerate(self.counts, 1)
            if not counted.digits()
        }
        self.form.show_problems(missing)
        if missing:
            return None
        goods = tuple(
            Goods(line.item, int(counted.digits()), line.batch, line.expires) for line, counted in self.counts
        )
        return ArrivalDraft(goods, waybill=self.waybill.number, note=self.note.value())

    def focus_first(self) -> None:
        """The first line is counted first."""
        self.counts[0][1].setFocus(Qt.FocusReason.OtherFocusReason)
