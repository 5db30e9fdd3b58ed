"""Where a lane says what it is: an open round, one of its points, the number of the lane."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.distribution import PointView, RoundView, Standing
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.widgets.stepper import Stepper
from desktop.values.lane_budget import MOST_LANES
from desktop.values.period import PAKISTAN, local_day
from desktop.values.vocabulary import RoundState
from desktop.words.catalogue import isolated, tr, tr_n
from desktop.words.lane_plan import lanes_words

MOST_CHIPS = 6
"""Lanes that stand beside each other to be pressed; of more the number is counted."""


class ChoosePanel(QWidget):
    """Points of open rounds to choose from; `chosen` carries a `Standing`."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, rounds: Sequence[RoundView], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounds = tuple(rounds)
        self.points = RowList(tr("Points that are open"), RowStyle.SHEET)
        self._planned = {f"{one.code}/{point.code}": point.lanes for one in rounds for point in one.points}
        self._lane = Stepper(tr("Lane"), tr("One less"), tr("One more"), low=1, high=MOST_LANES)
        self._lane.set_value(1)
        self._lane.changed.connect(self._mark)
        self.lanes: ChoiceChips | None = None
        self._chips = QHBoxLayout()
        self._told = Line("", Role.BODY, "muted")
        outer = QHBoxLayout(self)
        column = QVBoxLayout()
        look = current()
        outer.setContentsMargins(look.layout.gutter, 16 if look.layout.small else 48, look.layout.gutter, 16)
        outer.addStretch(1)
        outer.addLayout(column, 4)
        outer.addStretch(1)
        column.setSpacing(16)
        rows = [
            Row(
                key=f"{one.code}/{point.code}",
                name=f"{isolated(one.programme)} · {isolated(point.name)}",
                note=f"{isolated(one.code)} · {_on_list(one.households)}",
                reason=_why_shut(point, today),
                icon="map-pin",
            )
            for opened in (True, False)
            for one in self._rounds
            if one.state is not RoundState.CLOSED
            for point in one.points
            if point.open is opened
        ]
        if not rows:
            back = Button(tr("Home"), ButtonKind.PRIMARY, "arrow-left", "Esc")
            back.clicked.connect(self.left)
            column.addWidget(EmptyState(tr("No round is open."), tr("A supervisor opens it under Rounds."), back), 1)
            return
        self.points.set_rows(rows)
        self.points.opened.connect(self.begin)
        column.addWidget(Line(tr("Where do you stand?"), Role.TITLE))
        holder = Panel()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.points)
        column.addWidget(holder)
        lane = QHBoxLayout()
        lane.setSpacing(16)
        lane.addWidget(Line(tr("Lane"), Role.LABEL))
        lane.addLayout(self._chips)
        lane.addWidget(self._lane)
        lane.addWidget(self._told)
        lane.addStretch(1)
        column.addLayout(lane)
        begin = Button(tr("Begin"), ButtonKind.PRIMARY, "scan", "Enter")
        begin.clicked.connect(self.begin)
        row = QHBoxLayout()
        row.addWidget(begin)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.points.chosen.connect(self._offer)
        self.points.choose(rows[0].key)
        self._offer(rows[0].key)

    def take_focus(self) -> None:
        """The list has the keys first."""
        self.points.setFocus()

    def lane(self) -> int:
        """The lane that is chosen."""
        return self._lane.value() or 1

    def _offer(self, key: str) -> None:
        """The lanes that are planned at a point, to be taken with one press; any other can be counted to."""
        planned = self._planned.get(key, 0)
        if self.lanes is not None:
            self._chips.removeWidget(self.lanes)
            self.lanes.hide()
            self.lanes.deleteLater()
            self.lanes = None
        if 1 < planned <= MOST_CHIPS:
            choices = [Choice(str(number), str(number)) for number in range(1, planned + 1)]
            self.lanes = ChoiceChips(tr("Lane"), choices, numbered=False)
            self.lanes.chosen.connect(self._take)
            self._chips.addWidget(self.lanes)
        self._told.setText(tr("{lanes} planned here", lanes=lanes_words(planned)) if planned else "")
        self._mark()

    def take_lane(self, lane: int) -> None:
        """Stand in this lane, planned or not."""
        self._lane.set_value(lane)
        self._mark()

    def _take(self, lane: str) -> None:
        self.take_lane(int(lane))

    def _mark(self, _lane: object = None) -> None:
        if self.lanes is not None:
            self.lanes.set_value(str(self.lane()))

    def begin(self, _key: object = None) -> None:
        """Stand at the chosen point, in the chosen lane."""
        present = self.points.present()
        if present is None:
            return
        round_code, _, point = present.partition("/")
        self.chosen.emit(Standing(round_code, point, self.lane()))


def _why_shut(point: PointView, today: date) -> str:
    """Why nothing is handed over at a point now; before it opens a lane rehearses, after its day it does not."""
    if point.open:
        return ""
    if point.closed_at is None or local_day(point.closed_at) != today:
        return tr("Not open yet: rehearsal")
    time = point.closed_at.astimezone(PAKISTAN).strftime("%H:%M")
    return tr("Closed for today, at {time} by {name}", time=time, name=point.closed_by)


def _on_list(households: int) -> str:
    return tr_n("{n} household on the list", "{n} households on the list", households)
