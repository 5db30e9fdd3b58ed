"""Which point: a list of points in the head of a page, those of open rounds or of all that were ever open."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.records.distribution import RoundView, Standing
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.values.vocabulary import RoundState
from desktop.words.catalogue import isolated, tr


class PointChoice(QWidget):
    """`chosen(Standing)` when a person chooses another point."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = DropDown(tr("Round and point"), (), 300)
        self.list.chosen.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list)

    def offer(
        self,
        rounds: Sequence[RoundView],
        wanted: Standing | None,
        states: Collection[RoundState] = (RoundState.OPEN,),
    ) -> Standing | None:
        """Offer the points of rounds in these states, open rounds and points first; which one is chosen, or None."""
        points = [(one, point) for one in rounds if one.state in states for point in one.points]
        points.sort(key=lambda pair: (pair[0].state is not RoundState.OPEN, not pair[1].open))
        choices = [
            Choice(f"{one.code}/{point.code}", f"{isolated(point.name)} · {isolated(one.code)}")
            for one, point in points
        ]
        known = {choice.value for choice in choices}
        if wanted is not None and (key := f"{wanted.round_code}/{wanted.point_code}") not in known:
            choices.append(Choice(key, f"{isolated(wanted.point_code)} · {isolated(wanted.round_code)}"))
        self.list.set_choices(choices)
        self.setVisible(len(choices) > 1)
        if not choices:
            return None
        if wanted is not None:
            self.list.set_value(f"{wanted.round_code}/{wanted.point_code}")
        elif self.list.value() is None:
            self.list.set_value(choices[0].value)
        return _standing(self.list.value() or choices[0].value)

    def _tell(self, value: str) -> None:
        self.chosen.emit(_standing(value))


def _standing(key: str) -> Standing:
    round_code, _, point = key.partition("/")
    return Standing(round_code, point)
