"""Could this be the same person? Both side by side, why one asks, and three equal answers; nothing is lost meanwhile.

Shared by the form and by the queue of pairs. No answer is filled and none is the default: Enter alone says nothing.
"""

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.pair import Agreement, PairView, PersonSide
from desktop.ui.appearance.look import current
from desktop.ui.page import scrolling
from desktop.ui.widgets.comparison import ComparedHead, ComparedRow, Comparison, Mark
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.tile import Tile
from desktop.values.vocabulary import PairAnswer
from desktop.words.catalogue import isolated, tr
from desktop.words.pairs import FIELDS, agreement_words, field_text, said_sentence, side_name, since_words, why_sentence
from desktop.words.people import joined

_MARKS = {
    Agreement.SAME: Mark.SAME,
    Agreement.SPELT: Mark.SAME,
    Agreement.NEAR: Mark.NEAR,
    Agreement.DIFFERENT: Mark.OTHER,
    Agreement.UNKNOWN: Mark.UNKNOWN,
}


@dataclass(frozen=True)
class Answers:
    """What stands small under each of the three answers: what it does here."""

    same: str
    different: str
    later: str


class SideBySide(QWidget):
    """`answered(PairAnswer)` for one pair; it has the keyboard itself, so that a number answers and Enter does not."""

    answered = Signal(object)

    def __init__(self, view: PairView, answers: Answers, *, dense: bool = False, parent: QWidget | None = None) -> None:
        """`view.a` stands first; somebody who is being typed is called *New*. `dense` where the page has a foot."""
        super().__init__(parent)
        self.view = view
        small = current().layout.small
        names = (tr("New"), tr("Already there")) if view.a.household is None else ("", "")
        self.comparison = Comparison((_head(view.a, names[0]), _head(view.b, names[1])), _rows(view), dense=dense)
        more = "" if small else tr("All three answers are recorded, and none is final.")
        self.why = Notice(NoticeKind.KNOW, why_sentence(view), said_sentence(view) or more)
        self.why.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # it presses nothing: Enter alone is no answer
        self.tiles = {
            PairAnswer.SAME: Tile(tr("Same person"), answers.same, "user-check", "1", low=True),
            PairAnswer.DIFFERENT: Tile(tr("Two different people"), answers.different, "users", "2", low=True),
            PairAnswer.LATER: Tile(tr("Ask later"), answers.later, "clock-pause", "3", low=True),
        }
        tiles = QHBoxLayout()
        tiles.setSpacing(16)
        for answer, tile in self.tiles.items():
            tile.clicked.connect(lambda _on=False, said=answer: self.answered.emit(said))
            tiles.addWidget(tile, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8 if small else 16)
        self._area = scrolling(self.comparison)
        column.addWidget(self._area, 1)
        column.addWidget(self.why)
        column.addLayout(tiles)

    def take_keyboard(self) -> None:
        """Numbers answer from now on."""
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down show the rows for which there is no room."""
        bar = self._area.bar()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * bar.pageStep() // 2)
            return
        super().keyPressEvent(event)


def _head(side: PersonSide, heading: str) -> ComparedHead:
    """`heading`, or the code of the household with when it was registered under it."""
    code = isolated(side.household.grouped) if side.household is not None else ""
    note = joined(code, since_words(side)) if heading else since_words(side)
    return ComparedHead(heading or code, note, side_name(side), side.photo)


def _rows(view: PairView) -> list[ComparedRow]:
    return [
        ComparedRow(
            label=tr(FIELDS[one.field]),
            ours=field_text(one.field, view.a),
            theirs=field_text(one.field, view.b),
            agrees=agreement_words(one),
            mark=_MARKS[one.agreement],
        )
        for one in view.fields
    ]
