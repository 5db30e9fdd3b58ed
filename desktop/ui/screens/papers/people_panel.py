"""The people of one village or household who need an identity paper, with what they have and how far it came."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.identity import IdentityLine
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.words.catalogue import isolated, tr, tr_n
from desktop.words.people import paper_short
from desktop.words.van import identity_has, identity_name, identity_parent, result_short


class PeoplePanel(QWidget):
    """`opened()` on Enter in a row."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody loaded yet."""
        super().__init__(parent)
        self._lines: dict[str, IdentityLine] = {}
        self.heading = Line("", Role.HEADING)
        self.summary = Line("", Role.SMALL, "muted", elide=True)
        self.table = Table(tr("People"), _columns())
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.heading)
        row.addWidget(self.summary, 1)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        self.table.opened.connect(lambda _="": self.opened.emit())

    def show_people(self, heading: str, lines: Sequence[IdentityLine], after: str = "") -> None:
        """Show them. `after` was just noted: the next one is chosen, so that a paper is gone through from the top."""
        keys = list(self._lines)
        place = keys.index(after) + 1 if after in keys else 0
        following = [key for key in keys[place:] if key in {str(line.registrant) for line in lines}]
        self._lines = {str(line.registrant): line for line in lines}
        self.heading.setText(heading)
        self.summary.setText(
            tr_n("{n} person", "{n} people", len(lines)) if lines else tr("nobody waits here any more")
        )
        self.table.set_rows([_row(line) for line in lines])
        self.table.setMaximumHeight(self.table.sizeHint().height())
        if lines and (after or self.table.present() is None):
            self.table.choose(following[0] if following else str(lines[-1 if after else 0].registrant))
        self.focus_table()

    def present(self) -> IdentityLine | None:
        """The chosen person."""
        return self._lines.get(self.table.present() or "")

    def focus_table(self) -> None:
        """The keyboard goes to the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _columns() -> list[Column]:
    return [
        Column(tr("Name"), bold=True),
        Column(tr("Father or husband")),
        Column(tr("Age"), 64, number=True),
        Column(tr("Wanted"), 120),
        Column(tr("Has"), 170 if current().layout.small else 260),
        Column(tr("State"), 120),
    ]


def _row(line: IdentityLine) -> TableRow:
    cells = (
        identity_name(line),
        isolated(identity_parent(line)),
        "" if line.age_years is None else str(line.age_years),
        paper_short(line.wanted),
        identity_has(line),
        result_short(line.result) if line.result else "",
    )
    return TableRow(str(line.registrant), cells)
