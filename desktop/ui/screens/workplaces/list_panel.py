"""The list of workplaces: filters above it, how far the office came in one sentence, and a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.records.workplace import Reach, WorkplaceView
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Chip, Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Icon
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.values.vocabulary import WorkplaceKind
from desktop.words.catalogue import isolated, tr
from desktop.words.days import month_words
from desktop.words.labels import label
from desktop.words.people import joined, place_name

_WAIT_MS = 150
_EVERYTHING = ""
_SPANS = (30, 90, 180)


@dataclass(frozen=True)
class Wanted:
    """What is to be shown. `days`: how far back a visit counts."""

    text: str = ""
    kind: WorkplaceKind | None = None
    closed: bool = False
    unreached: bool = False
    days: int = _SPANS[0]


class ListPanel(QWidget):
    """`wanted()` when another choice was made."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """No workplaces yet."""
        super().__init__(parent)
        self._first: str | None = None
        self.text = TextField(tr("Village or landmark"), tr("village or landmark"), width=220, keeps=None)
        self.text.keeps_nothing = True
        self.kind = DropDown(tr("Kiln or farm"), [Choice(_EVERYTHING, tr("Kilns and farms")), *_kinds()], width=190)
        self.span = DropDown(tr("Days that count"), [Choice(str(days), _span(days)) for days in _SPANS], width=170)
        self.unreached = Chip(tr("Nobody met"), icon="clock-pause")
        self.closed = Chip(tr("Closed too"), icon="eye")
        self.summary = Line("", Role.SMALL, "muted", elide=True)
        self.table = Table(tr("Workplaces"), _columns())
        self.empty_button = Button(tr("Add the first workplace"), ButtonKind.PRIMARY, "plus", "Ctrl N", "Ctrl+N")
        self._empty = EmptyState(
            tr("No workplace is recorded yet"),
            tr("A kiln or farm is a place with a plain number of households met there, never with anybody's name."),
            self.empty_button,
            drawing=Icon("map-pin", 72, "accent"),
        )
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self.wanted)
        self.kind.set_value(_EVERYTHING)
        self.span.set_value(str(_SPANS[0]))
        self.text.textEdited.connect(lambda _="": self._timer.start())
        self.kind.chosen.connect(lambda _="": self.wanted.emit())
        self.span.chosen.connect(lambda _="": self.wanted.emit())
        self.unreached.toggled.connect(lambda _on=False: self.wanted.emit())
        self.closed.toggled.connect(lambda _on=False: self.wanted.emit())
        self._filters = QWidget()
        self._filters.setLayout(Flow([self.text, self.kind, self.span, self.unreached, self.closed], gap=10))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._filters.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8)
        for widget in (self._filters, self.summary):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        column.addStretch(0)
        self._empty.hide()

    def choice(self) -> Wanted:
        """What is chosen now."""
        kind = self.kind.value()
        return Wanted(
            text=self.text.value(),
            kind=WorkplaceKind(kind) if kind else None,
            closed=self.closed.isChecked(),
            unreached=self.unreached.isChecked(),
            days=int(self.span.value() or _SPANS[0]),
        )

    def is_empty(self) -> bool:
        """Whether nothing at all is recorded yet."""
        return not self._empty.isHidden()

    def begin_with(self, key: str) -> None:
        """Forget the filters, so that the row of `key` is seen when the list comes."""
        self.text.set_value("")
        self.kind.set_value(_EVERYTHING)
        for chip in (self.unreached, self.closed):
            before = chip.blockSignals(True)  # noqa: FBT003 (Qt's own)
            chip.setChecked(False)
            chip.blockSignals(before)
        self._first = key

    def show_list(self, found: Sequence[WorkplaceView], reach: Reach) -> None:
        """Show workplaces; the first is chosen when none was, or the one that was just kept."""
        nothing = not found and not reach.known and self.choice() == Wanted(days=self.choice().days)
        for widget in (self._filters, self.summary, self.table):
            widget.setVisible(not nothing)
        self._empty.setVisible(nothing)
        if nothing:
            self.empty_button.setFocus()
        self.summary.setText(_reach_words(reach) if found or reach.known else "")
        self.table.set_rows([_row(one) for one in found])
        self.table.setMaximumHeight(self.table.sizeHint().height())
        if self._first is not None:
            self.table.choose(self._first)
            self._first = None
        elif self.table.present() is None and found:
            self.table.choose(str(found[0].number))


def _kinds() -> list[Choice]:
    return [Choice(kind.value, label(kind)) for kind in WorkplaceKind]


def _span(days: int) -> str:
    return tr("last {n} days", n=days)


def _columns() -> list[Column]:
    near = [] if current().layout.small else [Column(tr("Landmark"))]
    return [
        Column(tr("No."), 64, number=True),
        Column(tr("Kind"), 130),
        Column(tr("Village"), bold=True),
        *near,
        Column(tr("Last visit"), 130),
        Column(tr("Households met"), 120, number=True),
    ]


def _row(one: WorkplaceView) -> TableRow:
    near = () if current().layout.small else (isolated(one.landmark),)
    cells = (
        str(one.number),
        label(one.kind),
        joined(one.village) or place_name(one.pcode),
        *near,
        month_words(one.last_visit) if one.last_visit else tr("not yet"),
        f"{one.households_met:,}" if one.last_visit else "",
    )
    return TableRow(str(one.number), cells, () if one.last_visit else ((len(cells) - 2, "muted"),))


def _reach_words(reach: Reach) -> str:
    return tr(
        "Somebody was met at {done} of {total} since {day}: {met} households in all.",
        done=reach.reached,
        total=reach.known,
        day=month_words(reach.since),
        met=reach.met,
    )
