"""The pairs as a list: which are asked for, a row each, and marks for answering several together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.imports import BatchView
from desktop.records.pair import MOST_TOGETHER, PairCounts, PairFilter, PairKey, PairView
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.pairs.choice_row import ChoiceRow
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.long_table import LongTable
from desktop.ui.widgets.table import Column, TableRow
from desktop.ui.workbench import Workbench
from desktop.usecases import import_batches, pairs_together
from desktop.usecases.desk import Desk
from desktop.values.identifiers import RegistrantId
from desktop.values.period import local_day
from desktop.values.vocabulary import PairAnswer
from desktop.words.catalogue import tr, tr_n
from desktop.words.days import day_words
from desktop.words.labels import label
from desktop.words.pairs import alone_sentence, side_line, why_words
from desktop.words.people import joined

type Both = tuple[RegistrantId, RegistrantId]


@dataclass(frozen=True)
class Loaded:
    """What the list shows: pairs by the names of their rows, how many there are, and the imports to choose from."""

    pairs: dict[str, PairKey]
    counts: PairCounts
    batches: tuple[BatchView, ...]


class ListPanel(QWidget):
    """`opened()` on Enter, `changed()` when other rows, other marks or another row are there, `refused(why)` when a row
    may not be marked."""

    opened = Signal()
    changed = Signal()
    refused = Signal(str)

    def __init__(self, bench: Workbench, batch: int | None, parent: QWidget | None = None) -> None:
        """Nothing loaded; with `batch` an import's own pairs come first, and alone."""
        super().__init__(parent)
        self._bench = bench
        self._asked = 0
        self._pairs: dict[str, PairKey] = {}
        self.counts = PairCounts()
        self.loaded = False
        self.choice = ChoiceRow(batch)
        self._how_many = Line("", Role.SMALL, "muted", elide=True)
        narrow = current().layout.small
        columns = [
            Column(tr("Two records")),
            Column(tr("Why we ask"), 280 if narrow else 440),
            Column(tr("What was said"), 220 if narrow else 230),
        ]
        self.table = LongTable(tr("Pairs that may be one person"), columns, MOST_TOGETHER, self._why_not, lines=2)
        self._nothing: EmptyState | None = None
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.choice, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(5, 5, 5, 5)
        self._column.setSpacing(8)
        self._column.addLayout(row)
        self._column.addWidget(self._how_many)
        self._column.addWidget(self.table, 1)
        self.choice.changed.connect(self._chosen_anew)
        self.table.opened.connect(self._open)
        self.table.refused.connect(self.refused)
        self.table.wanted.connect(self._read)
        self.table.moved.connect(self.changed)
        self.table.marks_changed.connect(self._tell)

    # --- what is chosen ----------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> PairFilter:
        """Which pairs are asked for."""
        return self.choice.chosen()

    @property
    def present(self) -> PairKey | None:
        """The pair of the present row."""
        return self._pairs.get(self.table.present() or "")

    def marked(self) -> tuple[Both, ...]:
        """The marked pairs, in their order."""
        found = (self._pairs[name] for name in self.table.marked())
        return tuple((key.a, key.b) for key in found)

    def of_the_same_act(self, one: PairKey) -> int:
        """How many pairs of the list were answered in the same act as this one."""
        return sum(other.answered_at == one.answered_at and other.own for other in self._pairs.values())

    # --- loading -----------------------------------------------------------------------------------------------------

    def load(self, then: Callable[[], None] | None = None) -> None:
        """Read the list again; the present row and the marks stay where they can."""
        self._asked += 1
        asked, chosen = self._asked, self.chosen

        def work(desk: Desk) -> Loaded:
            found = pairs_together.listed(desk, chosen)
            named = {_name(key.a, key.b): key for key in found.keys}  # thousands: not on the window's thread
            return Loaded(named, found.counts, import_batches.batches(desk))

        def show(found: Loaded) -> None:
            if asked != self._asked:
                return
            self.loaded = True
            self.counts = found.counts
            self.choice.set_batches(found.batches)
            self._put(found.pairs)
            if then is not None:
                then()

        self._bench.run(work, show)

    def _put(self, found: dict[str, PairKey]) -> None:
        self._pairs = found
        self.table.set_keys(tuple(found), [name for name in found if not self._why_not(name)])
        self._show_nothing()
        self._tell()

    def _why_not(self, name: str) -> str:
        return alone_sentence(self._pairs[name], mine=self.chosen.mine)

    def answered(self, pair: Both, answer: PairAnswer) -> bool:
        """A pair was answered one by one: the next one is present; False when it was the last of those asked for.

        It stays in its row until the list is read again, so that Page Up goes back to it."""
        name = _name(*pair)
        if name not in self._pairs:
            return True
        self._pairs[name] = self._pairs[name]._replace(answer=answer, own=True)
        following = self.table.place() + 1
        self.table.choose(min(following, len(self._pairs) - 1))
        return following < len(self._pairs) or answer in self.chosen.answers

    def choose(self, pair: Both) -> None:
        """Make a pair the present row, when it is there."""
        place = self.table.place_of(_name(*pair))
        if place is not None:
            self.table.choose(place)

    def take_keyboard(self) -> None:
        """The rows have the keyboard, or what is chosen when there are none."""
        first = self.choice.batch if not self._pairs else self.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen_anew(self) -> None:
        self.table.unmark()
        self._bench.clear()
        self.load(lambda: self.table.choose(0) if self._pairs else None)

    def _open(self, _name: str) -> None:
        self.opened.emit()

    # --- rows --------------------------------------------------------------------------------------------------------

    def _read(self, names: tuple[str, ...]) -> None:
        asked = self._asked
        both = {name: (self._pairs[name].a, self._pairs[name].b) for name in names}

        def show(found: Mapping[tuple[UUID, UUID], PairView]) -> None:
            if asked == self._asked:
                gone = TableRow("", (tr("not there any more"), "", ""), ((0, "muted"),))
                self.table.set_rows({name: _row(found[pair]) if pair in found else gone for name, pair in both.items()})

        self._bench.run(lambda desk: pairs_together.rows(desk, tuple(both.values())), show)

    def _show_nothing(self) -> None:
        if self._nothing is not None:
            self._column.removeWidget(self._nothing)
            self._nothing.hide()
            self._nothing.deleteLater()
            self._nothing = None
        self.table.setVisible(bool(self._pairs))
        if not self._pairs:
            self._nothing = _nothing(self.chosen)
            self._column.addWidget(self._nothing, 1)

    def _tell(self) -> None:
        shown, marked = len(self._pairs), len(self.table.marked())
        of_all = self.counts.all if self.counts.all > shown else 0
        words = (
            tr("the first {n} of {all} pairs", n=f"{shown:,}", all=f"{of_all:,}")
            if of_all
            else tr_n("{n} pair", "{n} pairs", shown)
        )
        self._how_many.setText(joined(words, tr_n("{n} marked", "{n} marked", marked) if marked else ""))
        self.changed.emit()


def _name(a: UUID, b: UUID) -> str:
    return f"{a}:{b}"


def _row(view: PairView) -> TableRow:
    reasons = why_words(view)
    half = (len(reasons) + 1) // 2
    why = "\n".join(joined(*some) for some in (reasons[:half], reasons[half:]) if some)
    said = ""
    if view.answer is not None and view.answered_at is not None:
        said = f"{label(view.answer)}\n{joined(view.answered_by, day_words(local_day(view.answered_at)))}"
    cells = f"{side_line(view.a)}\n{side_line(view.b)}", why, said
    return TableRow(str(view.a.registrant), cells, ((1, "muted"), (2, "accent")))


def _nothing(chosen: PairFilter) -> EmptyState:
    if chosen == PairFilter():
        sentence = tr("No two records look like one person.")
        return EmptyState(sentence, tr("When a new household is like one that is here, it stands here."))
    return EmptyState(tr("No pair is like that."), tr("F shows all pairs that wait."))
