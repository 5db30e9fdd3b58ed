"""Who waits at the help desk, the longest first, and the private corner below."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.records.help_desk import Visit
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.rows import Row, RowList
from desktop.ui.widgets.stacking import hold_beside
from desktop.values.vocabulary import Language, ReferralResult
from desktop.words.catalogue import language, tr
from desktop.words.help_desk import waited
from desktop.words.people import joined


class QueuePanel(QWidget):
    """`chosen(visit)` when another row is the present one, `opened()` on Enter, `corner()` for the private corner."""

    chosen = Signal(object)
    opened = Signal()
    corner = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody waits yet."""
        super().__init__(parent)
        self._visits: dict[str, Visit] = {}
        self._count = Line("", Role.HEADING, "accent")
        self.rows = RowList(tr("Waiting"))
        self.rows.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.rows.chosen.connect(self._choose)
        self.rows.opened.connect(lambda _="": self.opened.emit())
        self.corner_button = Button(tr("Private corner"), icon="shield-lock", key="F4", shortcut="F4")
        self.corner_button.clicked.connect(self.corner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Line(tr("Waiting"), Role.HEADING))
        head.addStretch(1)
        head.addWidget(self._count)
        column.addLayout(head)
        column.addWidget(self.rows, 100)  # as many as there is room for; what is left over stays below
        column.addStretch(1)
        column.addWidget(self.corner_button)
        hold_beside(self, 264 if current().layout.small else 344)

    def show_visits(self, visits: Sequence[Visit], now: datetime, row: str | None = None) -> None:
        """The queue, at `row` if it is given; else the row that was chosen stays, else the first one is."""
        self._visits = {str(visit.id): visit for visit in visits}
        self._count.setText(str(len(visits)) if visits else "")
        self.rows.set_rows([_row(visit, now) for visit in visits])
        self.rows.setMaximumHeight(self.rows.sizeHint().height())
        self.rows.setVisible(bool(visits))
        if visits and (row is not None or self.present() is None):
            self.rows.choose(row or str(visits[0].id))

    def present(self) -> Visit | None:
        """Who is chosen."""
        return self._visits.get(self.rows.present() or "")

    def _choose(self, key: str) -> None:
        self.chosen.emit(self._visits[key])


def visit_name(visit: Visit) -> str:
    """The name in the script that the window reads, or the code of a household that is not here; else no name."""
    if visit.household is None:
        return tr("Name not known")
    english = language() is Language.ENGLISH
    first, second = visit.name_latin, visit.name_as_told
    return ((first or second) if english else (second or first)) or visit.household.grouped


def _row(visit: Visit, now: datetime) -> Row:
    time = waited(visit.at, now)
    asked = visit.result is ReferralResult.ASKED
    note = (
        joined(tr("asked by the help desk"), time)
        if asked
        else tr("from lane {lane}, {time}", lane=visit.standing.lane, time=time)
    )
    return Row(
        str(visit.id),
        visit_name(visit),
        note,
        mark=visit.verdict.value,
        photo=visit.photo,
        icon="user-question",
        person=visit.household is not None,
        who=visit_name(visit),
    )
