"""Who is on the list of a point and was not served yet, and to whom a part is owed: codes and villages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.accounts import Waiting, WaitingLine
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Icon
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.words.accounts import kind_words, waiting_words
from desktop.words.catalogue import tr, tr_n
from desktop.words.rules import items_words

MOST_SHOWN = 1_000
"""More than anybody reads on a screen; paper and CSV have all of them."""


class WaitingPanel(QWidget):
    """`asked(names)` when names are wanted or not; `opened(code)` when a household is looked at."""

    asked = Signal(bool)
    opened = Signal(str)

    def __init__(self, *, may_name: bool, names: bool = False, parent: QWidget | None = None) -> None:
        """`may_name`: whoever may print rosters may see names; what is posted has none. `names`: show them."""
        super().__init__(parent)
        self.told: Waiting | None = None
        self._said = Line("", Role.HEADING, elide=True)
        self._amounts = Line("", Role.SMALL, "muted", elide=True)
        self.names = Chip(tr("With names"), icon="eye", parent=self)
        self.names.setVisible(may_name)
        self.names.setChecked(may_name and names)
        self.names.toggled.connect(self.asked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._said)
        words.addWidget(self._amounts)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.names)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(5, 5, 5, 5)  # room for the focus ring
        self._column.setSpacing(8)
        self._column.addLayout(row)
        self.table = Table(tr("Still to be served"), (), self)
        self._empty = EmptyState(
            tr("Everybody on the list was served."),
            tr("Whoever is on the list of a point and did not come stands here, with what waits for them."),
            drawing=Icon("circle-check", 72, "good"),
        )
        self._column.addWidget(self._empty, 1)
        self._column.addWidget(self.table)
        self._column.addStretch(0)
        self.clear()

    def clear(self) -> None:
        """Nothing was looked at yet."""
        self.told = None
        self._said.setText("")
        self._amounts.setText("")
        self._empty.hide()
        self.table.hide()

    def show_waiting(self, told: Waiting, row: str | None = None) -> None:
        """The list as it was read, at this row when it is given."""
        self.told = told
        said, n = waiting_words(told), len(told.lines)
        more = tr_n("The first {n} stands here.", "The first {n} stand here.", MOST_SHOWN) if n > MOST_SHOWN else ""
        self._said.setText(f"{said} {more}".strip())
        self._amounts.setText(items_words(told.items))
        self._empty.setVisible(not told.lines)
        kept = row or self.table.present()
        self.table.hide()
        self.table.deleteLater()
        self.table = Table(tr("Still to be served"), _columns(names=told.names), self)
        self._column.insertWidget(2, self.table, 1)
        self.table.opened.connect(self.opened)
        self.table.set_rows([_row(line, names=told.names) for line in told.lines[:MOST_SHOWN]])
        self.table.setMaximumHeight(self.table.sizeHint().height())
        self.table.setVisible(bool(told.lines))
        if told.lines:
            self.table.choose(kept or line_key(told.lines[0]))

    def take_focus(self) -> None:
        """The list has the keyboard."""
        if self.told is not None and self.told.lines:
            self.table.setFocus()


def code_of(key: str) -> str:
    """The household of a row."""
    return key.partition("/")[0]


def _columns(*, names: bool) -> list[Column]:
    small = current().layout.small
    name = [Column(tr("Name"), 130 if small else 250, bold=True)] if names else []
    return [
        Column(tr("Household"), 190, code=True),
        *name,
        Column(tr("Village"), 130 if small else 220),
        Column(tr("What waits")),
        Column(tr("Why"), 150),
    ]


def _row(line: WaitingLine, *, names: bool) -> TableRow:
    name = (line.name or "–",) if names else ()
    cells = (line.code.text, *name, line.village or "–", items_words(line.items), kind_words(line))
    return TableRow(line_key(line), cells)


def line_key(line: WaitingLine) -> str:
    """The key of a row."""
    return f"{line.code.text}/{'owed' if line.owed else 'absent'}"
