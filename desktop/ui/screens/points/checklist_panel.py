"""The checklist before a point opens: each line is ticked by its number key, beside it what the program found."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.point_day import CheckLine
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Icon, Panel
from desktop.values.vocabulary import PointCheckKind
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.point_days import found_words, ticked_words


class ChecklistPanel(Panel):
    """`ticked(kind, on)` when somebody ticks a line or takes the tick back; what is shown changes with the record."""

    ticked = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        small = current().layout.small
        self.chips: dict[PointCheckKind, Chip] = {}
        self._found: dict[PointCheckKind, Line] = {}
        self._by: dict[PointCheckKind, Line] = {}
        self._icons: dict[PointCheckKind, Icon] = {}
        self._done = Line("", Role.SMALL, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(4 if small else 8)
        head = QHBoxLayout()
        head.addWidget(Line(tr("Before it opens"), Role.HEADING), 1)
        head.addWidget(self._done)
        column.addLayout(head)
        self.plan, self.planned_day = Paragraph("", Role.BODY), Paragraph("", Role.BODY, "warn")
        for told in (self.plan, self.planned_day):
            told.hide()
            column.addWidget(told)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2 if small else 6)
        grid.setColumnStretch(2, 1)
        for row, kind in enumerate(PointCheckKind):
            self._add(grid, row, kind, small=small)
        column.addLayout(grid)
        column.addStretch(1)

    def _add(self, grid: QGridLayout, row: int, kind: PointCheckKind, *, small: bool) -> None:
        key = str(row + 1)
        chip = Chip(label(kind), key)
        chip.clicked.connect(lambda on=False, kind=kind: self.ticked.emit(kind, on))
        shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(chip.click)
        icon = Icon("circle-dashed", 22, "muted")
        found, by = Line("", Role.SMALL, "muted", elide=True), Line("", Role.SMALL, "good", elide=True)
        grid.addWidget(icon, row, 0)
        grid.addWidget(chip, row, 1)
        grid.addWidget(found, row, 2)
        grid.addWidget(by, row, 3)
        by.setVisible(not small)
        self.chips[kind], self._found[kind], self._by[kind], self._icons[kind] = chip, found, by, icon

    def found(self, kind: PointCheckKind) -> str:
        """What is said that the program found about a line."""
        return self._found[kind].text()

    def show_plan(self, sentence: str, other_day: str) -> None:
        """The plan of the lanes above the lines; `other_day`: that it was planned for another one. Empty for none."""
        for told, text in ((self.plan, sentence), (self.planned_day, other_day)):
            told.setText(text)
            told.setVisible(bool(text))

    def show_checks(self, checks: Sequence[CheckLine]) -> None:
        """Every line as it stands."""
        for line in checks:
            chip = self.chips[line.kind]
            chip.setChecked(line.ticked_at is not None)
            by = ticked_words(line)
            chip.setAccessibleDescription(" · ".join(part for part in (found_words(line), by) if part))
            self._found[line.kind].setText(found_words(line))
            self._found[line.kind].set_tint("muted" if line.found in (None, True) and line.stands else "warn")
            self._by[line.kind].setText(by)
            name, tint = ("circle-check", "good") if line.ticked else ("circle-dashed", "muted")
            self._icons[line.kind].set_icon(name, tint)
        done = sum(line.ticked for line in checks)
        self._done.setText(tr("{done} of {total}", done=done, total=len(checks)))
