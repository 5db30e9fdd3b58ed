"""Who does what at a point today: a list, a way to add somebody, a way to take a duty away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.point_day import DutyDraft, DutyLine
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import ProblemLine, TextField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.widgets.stepper import Stepper
from desktop.values.vocabulary import DutyKind
from desktop.words.catalogue import tr
from desktop.words.kept_words import FreeText
from desktop.words.labels import label
from desktop.words.point_days import duty_words

IN_LANES = frozenset({DutyKind.VERIFY, DutyKind.COLLECT})


class DutiesPanel(Panel):
    """`wanted()` to add somebody, `ended(id)` to take a duty away."""

    wanted = Signal()
    ended = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.list = RowList(tr("Duties today"), RowStyle.PLAIN)
        small = current().layout.small  # the side is narrow there: the keys stand in the help
        self.add_button = Button(
            tr("Add somebody"), ButtonKind.QUIET, "" if small else "plus", "" if small else "D", "D"
        )
        self.add_button.clicked.connect(self.wanted)
        self.end_button = Button(tr("Take away"), ButtonKind.QUIET)
        self.end_button.clicked.connect(self._end)
        delete = QShortcut(QKeySequence("Del"), self.list, context=Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._end)
        self._lines: dict[str, DutyLine] = {}
        self._nobody = Line(tr("Nobody has a duty yet."), Role.SMALL, "muted", elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        column.addWidget(Line(tr("Duties today"), Role.HEADING))
        column.addWidget(self._nobody)
        column.addWidget(self.list)
        column.addLayout(Flow([self.add_button, self.end_button], gap=0))

    def show_duties(self, lines: Sequence[DutyLine]) -> None:
        """Everybody of today."""
        self._lines = {str(line.id): line for line in lines}
        rows = [Row(key, line.name, duty_words(line), icon="user") for key, line in self._lines.items()]
        self.list.set_rows(rows[:20])
        self.list.setVisible(bool(rows))
        self._nobody.setVisible(not rows)
        self.end_button.setVisible(bool(rows))
        if rows:
            self.list.choose(rows[0].key)

    def _end(self) -> None:
        present = self.list.present()
        if present is not None and present in self._lines:
            self.ended.emit(self._lines[present].id)


class DutyDialog(Sheet):
    """Asks who does what; `chosen(DutyDraft)`, then the caller calls `accept`, or `refuse` with a sentence."""

    chosen = Signal(object)

    def __init__(self, operators: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(tr("Add somebody"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.kind = DropDown(tr("Duty"), [Choice(kind.value, label(kind)) for kind in DutyKind])
        self.who = DropDown(tr("Who"), [*operators, Choice("", tr("somebody without a laptop"))])
        self.name = TextField(tr("Name"), tr("name as people say it"), keeps=FreeText.NAME)
        self.name.setMaxLength(60)
        self.lane = Stepper(tr("Lane"), tr("One less"), tr("One more"), low=1, high=20)
        self.lane.set_value(1)
        self._problem = ProblemLine()
        form = Form()
        form.add("kind", tr("Duty"), self.kind)
        form.add("who", tr("Who"), self.who)
        self._name_row = form.add("name", tr("Name"), self.name)
        self._lane_row = form.add("lane", tr("Lane"), self.lane)
        form.finished.connect(self._choose)
        self.column.addWidget(form)
        self.column.addWidget(self._problem)
        self.add_button = Button(tr("Add"), ButtonKind.PRIMARY, "plus", "Enter")
        self.add_button.clicked.connect(self._choose)
        leave = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        leave.clicked.connect(self.reject)
        self.answers(self.add_button, leave)
        self.kind.chosen.connect(self._follow)
        self.who.chosen.connect(self._follow)
        self.setMinimumWidth(current().wide(520))
        self._follow()

    def refuse(self, sentence: str) -> None:
        """Say why it was not taken."""
        self._problem.show_problem(sentence)

    def _follow(self, _chosen: str = "") -> None:
        self._name_row.setVisible(not self.who.value())
        kind = self.kind.value()
        self._lane_row.setVisible(bool(kind) and DutyKind(kind) in IN_LANES)

    def _choose(self) -> None:
        kind = DutyKind(self.kind.value() or DutyKind.GATE)
        name = self.who.value() or self.name.value()
        if not name:
            self.refuse(tr("Say who it is."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.chosen.emit(DutyDraft(kind, name, self.lane.value() if kind in IN_LANES else None))
