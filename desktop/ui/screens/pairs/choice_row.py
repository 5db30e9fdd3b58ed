"""Which pairs are listed: from which import, for which reason, how alike, and what was said of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.matching.score import Why
from desktop.records.imports import BatchView
from desktop.records.pair import BULK_BELOW, PairFilter
from desktop.ui.appearance.look import current
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.flow import Flow
from desktop.values.period import local_day
from desktop.values.vocabulary import BatchState, PairAnswer
from desktop.words.catalogue import isolated, tr
from desktop.words.days import day_words
from desktop.words.labels import label, why_label
from desktop.words.people import joined

ANY = ""
LESS, MORE, MOST = "less", "more", "most"
QUEUE, OPEN, LATER, SAME, TODAY, MINE = "queue", "open", "later", "same", "today", "mine"

_ALMOST_ALL = 900
_LIKENESS = {ANY: (0, 1000), LESS: (0, BULK_BELOW - 1), MORE: (BULK_BELOW, _ALMOST_ALL - 1), MOST: (_ALMOST_ALL, 1000)}
_EVERY = (PairAnswer.LATER, PairAnswer.SAME, PairAnswer.DIFFERENT)
_ANSWERS: dict[str, tuple[PairAnswer | None, ...]] = {
    QUEUE: PairFilter().answers,
    OPEN: (None,),
    LATER: (PairAnswer.LATER,),
    SAME: (PairAnswer.SAME,),
    TODAY: _EVERY,
    MINE: _EVERY,
}


class ChoiceRow(QWidget):
    """Four lists that open; `changed()` when a person chooses."""

    changed = Signal()

    def __init__(self, batch: int | None, parent: QWidget | None = None) -> None:
        """Everything that waits; of one import alone with `batch`."""
        super().__init__(parent)
        own = [] if batch is None else [Choice(str(batch), tr("Import {number}", number=isolated(batch)))]
        self._lists = [Choice(ANY, tr("From anywhere")), *own]
        self.batch = DropDown(tr("From which list"), self._lists)
        self.batch.set_value(self._lists[-1].value)
        reasons = [Choice(why.value, why_label(why)) for why in Why]
        self.why = DropDown(tr("Why we ask"), [Choice(ANY, tr("Any reason")), *reasons])
        self.likeness = DropDown(
            tr("How alike"),
            [
                Choice(ANY, tr("More alike or less")),
                Choice(MOST, tr("Alike in almost everything")),
                Choice(MORE, tr("Very alike")),
                Choice(LESS, tr("Less alike")),
            ],
        )
        self.said = DropDown(
            tr("What was said"),
            [
                Choice(QUEUE, tr("All that wait")),
                Choice(OPEN, tr("Not answered yet")),
                Choice(LATER, label(PairAnswer.LATER)),
                Choice(SAME, label(PairAnswer.SAME)),
                Choice(TODAY, tr("Answered today")),
                Choice(MINE, tr("My answers today")),
            ],
        )
        for one, value in ((self.why, ANY), (self.likeness, ANY), (self.said, QUEUE)):
            one.set_value(value)
        shown = (self.batch, self.why, self.likeness, self.said)
        if current().large_text:
            self.setLayout(Flow(shown, fill=True))
        else:
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            for one in shown:
                row.addWidget(one, 1)
        for one in shown:
            one.chosen.connect(self.changed)

    def set_batches(self, batches: Sequence[BatchView]) -> None:
        """Offer the imports that are in the register, the newest first after the one from which somebody came."""
        known = {one.value for one in self._lists}
        there = [one for one in batches if one.state is BatchState.OPEN and str(one.number) not in known]
        self.batch.set_choices([*self._lists, *(Choice(str(one.number), _batch_words(one)) for one in there)])

    def chosen(self) -> PairFilter:
        """What is asked for."""
        batch, said = self.batch.value(), self.said.value() or QUEUE
        low, high = _LIKENESS[self.likeness.value() or ANY]
        return PairFilter(
            _ANSWERS[said],
            low,
            high,
            batch=int(batch) if batch else None,
            why=self.why.value() or ANY,
            today=said in (TODAY, MINE),
            mine=said == MINE,
        )

    def show_chosen(self, asked: PairFilter) -> None:
        """Set the four lists to this filter."""
        like = next(name for name, span in _LIKENESS.items() if span == (asked.low, asked.high))
        said = next(name for name, answers in _ANSWERS.items() if answers == asked.answers)
        if asked.today:
            said = MINE if asked.mine else TODAY
        batch = ANY if asked.batch is None else str(asked.batch)
        for one, value in ((self.batch, batch), (self.why, asked.why), (self.likeness, like), (self.said, said)):
            one.set_value(value)

    def choose(self, said: str) -> None:
        """Everything of which this was said, wherever it came from."""
        for one, value in ((self.batch, ANY), (self.why, ANY), (self.likeness, ANY), (self.said, said)):
            one.set_value(value)
        self.changed.emit()


def _batch_words(one: BatchView) -> str:
    return joined(tr("Import {number}", number=isolated(one.number)), day_words(local_day(one.begun_at)))
