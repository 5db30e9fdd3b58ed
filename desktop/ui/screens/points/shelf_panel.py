"""What lies on the shelf, counted: the book beside a field, the difference, and why it is there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.records.point_day import ShelfLine
from desktop.records.stock import CountDraft
from desktop.reference.tables import relief_items
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import ProblemLine, TextField
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.values.text import western_digits
from desktop.values.vocabulary import DifferenceReason
from desktop.words.catalogue import isolated, language, tr
from desktop.words.labels import label

LONGEST = 10
MINUS = "−"


class CountRow(QWidget):
    """One item: its field and what hangs on it. `changed` when the number changes."""

    changed = Signal()

    def __init__(self, line: ShelfLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        known = relief_items().get(line.item)
        self.name = known.label.text(language()) if known else line.item
        self.field = TextField(tr("On the shelf: {item}", item=self.name), width=110, rtl=False, keeps=None)
        self.field.setMaxLength(LONGEST)
        self.field.textChanged.connect(self._follow)
        self.difference = Line("", Role.LABEL)
        choices = [Choice(reason.value, label(reason)) for reason in DifferenceReason]
        self.reason = DropDown(tr("Why it differs: {item}", item=self.name), [Choice("", tr("why?")), *choices], 170)
        self.reason.chosen.connect(self._told)
        self.problem = ProblemLine()
        self._follow()

    def draft(self) -> CountDraft | None:
        """What was counted; None while the field is empty or no count."""
        number = self.number()
        chosen = self.reason.value()
        reason = DifferenceReason(chosen) if chosen and self.differs() else None
        return None if number is None else CountDraft(self.line.item, number, reason)

    def number(self) -> int | None:
        """The number as typed, in digits of three scripts; None for anything else."""
        text = western_digits(self.field.value())
        return int(text) if text.isascii() and text.isdigit() else None

    def differs(self) -> bool:
        """Whether there is a book and the count is another number."""
        number = self.number()
        return number is not None and self.line.book is not None and number != self.line.book

    def check(self) -> bool:
        """Whether what stands there can be taken; a sentence says what is still to come."""
        typed = bool(self.field.value())
        wrong = typed and self.number() is None
        unexplained = self.differs() and not self.reason.value()
        said = (
            tr("Whole pieces, please.") if wrong else tr("Say why, “not explained” is one too.") if unexplained else ""
        )
        if said:
            self.problem.show_problem(said)
        self.field.set_problem(wrong)
        return not said

    def _told(self, _reason: str) -> None:
        self._follow()

    def _follow(self, _text: str = "") -> None:
        number, book = self.number(), self.line.book
        by = 0 if number is None or book is None else number - book
        text = "" if number is None or book is None else f"{by:+,}".replace("-", MINUS) if by else "0"
        self.difference.setText(isolated(text) if text else "")
        self.difference.set_tint("warn" if by else "good")
        self.reason.setVisible(self.differs())
        self.problem.show_hint(tr("More is missing than the rule tolerates.") if -by > self.line.tolerated else "")
        self.field.set_problem(False)
        self.changed.emit()


class ShelfPanel(Panel):
    """The items of a point under each other; `finished` on Enter in the last field."""

    finished = Signal()
    changed = Signal()

    def __init__(self, heading: str, *, wide: bool, parent: QWidget | None = None) -> None:
        """`wide`: one line an item with captions over the columns; else two lines for a side panel."""
        super().__init__("panel", parent)
        self._wide = wide
        self.rows: list[CountRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 12)
        self._column.setSpacing(6)
        self._column.addWidget(Line(heading, Role.HEADING))
        self._holder: QWidget | None = None

    def show_shelf(self, lines: Sequence[ShelfLine]) -> None:
        """Items with empty fields; what was typed for an item that is still there stays."""
        typed = {row.line.item: (row.field.value(), row.reason.value()) for row in self.rows}
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12 if not self._wide else 24)
        grid.setVerticalSpacing(4)
        self.rows = [CountRow(line, self._holder) for line in lines]
        if self._wide:
            self._captions(grid)
        for at, row in enumerate(self.rows):
            row.hide()  # it only holds its parts together; they stand in the grid
            (self._put_wide if self._wide else self._put_narrow)(grid, at, row)
            value, reason = typed.get(row.line.item, ("", None))
            row.field.set_value(value)
            row.reason.set_value(reason or "")
            row.changed.connect(self.changed)
            row.field.returnPressed.connect(lambda at=at: self._onward(at))
        self._column.addWidget(self._holder)

    def drafts(self) -> tuple[CountDraft, ...] | None:
        """What was counted; None when something typed cannot be taken, which is then said at its field."""
        sound = [row.check() for row in self.rows]
        if not all(sound):
            first = next(row for row, good in zip(self.rows, sound, strict=True) if not good)
            (first.reason if first.differs() else first.field).setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return tuple(draft for row in self.rows if (draft := row.draft()) is not None)

    def take_focus(self) -> None:
        """The first field has the keyboard."""
        if self.rows:
            self.rows[0].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _onward(self, at: int) -> None:
        if at + 1 < len(self.rows):
            self.rows[at + 1].field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.finished.emit()

    def _captions(self, grid: QGridLayout) -> None:
        names = (tr("Item"), tr("In the book"), tr("On the shelf"), tr("Difference"), tr("Why"))
        for column, name in enumerate(names):
            grid.addWidget(Line(name, Role.SMALL, "muted"), 0, column)
        grid.setColumnStretch(4, 1)
        grid.setColumnMinimumWidth(0, current().wide(220))
        grid.setColumnMinimumWidth(3, current().wide(80))

    def _put_wide(self, grid: QGridLayout, at: int, row: CountRow) -> None:
        y = 2 * at + 1
        grid.addWidget(Line(row.name, Role.LABEL, elide=True), y, 0)
        grid.addWidget(Line(_book(row.line, bare=True), Role.BODY), y, 1)
        grid.addWidget(row.field, y, 2)
        grid.addWidget(row.difference, y, 3)
        grid.addWidget(row.reason, y, 4, Qt.AlignmentFlag.AlignLeading)
        grid.addWidget(row.problem, y + 1, 2, 1, 3)

    def _put_narrow(self, grid: QGridLayout, at: int, row: CountRow) -> None:
        y = 4 * at
        grid.setColumnStretch(1, 1)
        grid.addWidget(Line(row.name, Role.LABEL, elide=True), y, 0, 1, 2)
        grid.addWidget(row.field, y + 1, 0)
        grid.addWidget(Line(_book(row.line, bare=False), Role.SMALL, "muted", elide=True), y + 1, 1)
        grid.addWidget(row.difference, y + 1, 2)
        grid.addWidget(row.reason, y + 2, 0, 1, 3)
        grid.addWidget(row.problem, y + 3, 0, 1, 3)


def _book(line: ShelfLine, *, bare: bool) -> str:
    if line.book is None:
        return "–" if bare else tr("not counted yet")
    return isolated(f"{line.book:,}") if bare else tr("book {n}", n=isolated(f"{line.book:,}"))
