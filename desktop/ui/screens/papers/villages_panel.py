"""Villages where somebody needs an identity paper, with numbers; a household code goes straight to its people."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.identity import VillageCount
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.values.identifiers import HouseholdCode, NotANumber
from desktop.values.text import fold
from desktop.words.catalogue import isolated, tr, tr_n
from desktop.words.people import joined, place_name


class VillagesPanel(QWidget):
    """`opened(village)` on Enter in a row, `code_given(code)` on Enter after a household code, `refused()` when the
    chip was pressed."""

    opened = Signal(object)
    code_given = Signal(object)
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing loaded yet."""
        super().__init__(parent)
        self._all: dict[str, VillageCount] = {}
        self.text = TextField(
            tr("Village or household code"), tr("village, or a household code"), width=300, keeps=None
        )
        self.text.setMaxLength(100)
        self.text.keeps_nothing = True
        self.also = Chip(tr("Not granted too"), icon="eye")
        self.summary = Line("", Role.SMALL, "muted", elide=True)
        self.table = Table(tr("Villages"), _columns())
        self.empty = EmptyState(
            tr("Nobody waits for an identity paper"),
            tr("Whoever is registered without one stands here at once."),
        )
        self.empty.hide()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.text)
        row.addWidget(self.also)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addStretch(0)
        self.text.textEdited.connect(lambda _="": self._filter())
        self.text.returnPressed.connect(self._entered)
        self.table.opened.connect(lambda key="": self.opened.emit(self._all[key]))
        self.also.toggled.connect(lambda _on=False: self.refused.emit())

    def show_villages(self, villages: Sequence[VillageCount]) -> None:
        """Show them; the keyboard is in the table when there is something in it."""
        self._all = {f"{one.pcode}/{one.village}": one for one in villages}
        self.table.setVisible(bool(villages))
        self.empty.setVisible(not villages)
        people = sum(one.people for one in villages)
        grown = sum(one.adults for one in villages)
        told = tr_n("{n} person needs a paper", "{n} people need a paper", people)
        self.summary.setText(
            joined(told, tr("{adults} adults, {children} children", adults=grown, children=people - grown))
            if villages
            else ""
        )
        self._filter()

    def present(self) -> VillageCount | None:
        """The chosen village."""
        return self._all.get(self.table.present() or "")

    def focus_table(self) -> None:
        """The keyboard goes to the villages, or to the field when there are none."""
        (self.table if self._all else self.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self) -> None:
        words = fold(self.text.value())
        shown = [(key, one) for key, one in self._all.items() if words in f"{fold(one.village)} {_place(one)}"]
        self.table.set_rows([_row(key, one) for key, one in shown])
        self.table.setMaximumHeight(self.table.sizeHint().height())
        if shown and self.table.present() is None:
            self.table.choose(shown[0][0])

    def _entered(self) -> None:
        try:
            self.code_given.emit(HouseholdCode.parse(self.text.value()))
        except NotANumber:
            one = self.present()
            if one is not None:
                self.opened.emit(one)


def _place(one: VillageCount) -> str:
    return fold(place_name(one.pcode))


def _columns() -> list[Column]:
    return [
        Column(tr("Village"), bold=True),
        Column(tr("Place"), 150 if current().layout.small else 220),
        Column(tr("Adults"), 90, number=True),
        Column(tr("Children"), 96, number=True),
        Column(tr("Applied"), 110, number=True),
    ]


def _row(key: str, one: VillageCount) -> TableRow:
    cells = (
        isolated(one.village) if one.village else tr("no village named"),
        place_name(one.pcode),
        f"{one.adults:,}",
        f"{one.children:,}",
        f"{one.applied:,}" if one.applied else "",
    )
    return TableRow(key, cells, () if one.village else ((0, "muted"),))
