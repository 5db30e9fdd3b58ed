"""The columns of a list: what each is, corrected by keys; what we do not keep stands there in grey and stays grey."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.imports import ColumnUse, ImportPlan
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.values.import_field import Fit, ImportField
from desktop.words.catalogue import isolated, tr
from desktop.words.import_words import field_label, fit_label
from desktop.words.matters import matter_label

_NOTHING = "-"
_SAMPLES = 3
_LONGEST = 40


class ColumnsPanel(QWidget):
    """`changed(place, field, person)` when the clerk says what a column is; an empty field: nothing."""

    changed = Signal(int, str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No columns yet."""
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        small = current().layout.small
        self.table = Table(
            tr("Columns of the list"),
            [
                Column(tr("Column"), 210 if small else 240, bold=True),
                Column(tr("Some of it"), 0),
                Column(tr("Becomes"), 230 if small else 290),
            ],
        )
        self.field = DropDown(tr("This column is"), [Choice(_NOTHING, tr("not taken")), *_fields()], width=320)
        self._what = Line("", Role.LABEL)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._what)
        row.addWidget(self.field)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(10)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.chosen.connect(lambda _="": self._show_one())
        self.table.opened.connect(lambda _="": self._ask())
        self.field.chosen.connect(self._say)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what every column is now; the chosen one stays chosen."""
        self._plan = plan
        self.table.set_rows([_row(column, phones=plan.keeps_phones) for column in plan.columns])
        if self.table.present() is None and plan.columns:
            self.table.choose(str(plan.columns[0].place))
        self._show_one()

    def take_keyboard(self) -> None:
        """The keyboard goes to the columns."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def column(self) -> ColumnUse | None:
        """The column that is chosen."""
        present = self.table.present()
        return self._plan.columns[int(present)] if self._plan is not None and present is not None else None

    def _show_one(self) -> None:
        one = self.column()
        if one is None:
            return
        name = one.name if len(one.name) <= _LONGEST else f"{one.name[:_LONGEST]} …"
        self._what.setText(
            tr("{column} is", column=name)
            if one.never is None
            else tr("{column}, on {matter}, is", column=name, matter=matter_label(one.never))
        )
        self.field.setEnabled(one.never is None)
        self.field.set_value(_NOTHING if one.field is None else one.field.value)

    def _ask(self) -> None:
        if self.field.isEnabled():
            self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self, value: str) -> None:
        one = self.column()
        if one is not None:
            self.changed.emit(one.place, "" if value == _NOTHING else value, one.person)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter at the choice goes back to the columns: Enter, arrows, Enter says what one is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus() and not event.modifiers():
            self.take_keyboard()
            return
        super().keyPressEvent(event)


def _fields() -> list[Choice]:
    return [Choice(field.value, field_label(field)) for field in ImportField]


def _row(column: ColumnUse, *, phones: bool) -> TableRow:
    if column.never is not None:
        # nothing of it is shown either
        what = tr("not taken: we do not keep this")
        return TableRow(str(column.place), (column.name, "", what), ((0, "muted"), (2, "muted")))
    if column.field is None:
        what, tint = tr("not taken"), "muted"
    elif column.person:
        what = tr("{field}, person {number}", field=field_label(column.field), number=column.person)
        tint = "accent"
    else:
        what, tint = field_label(column.field), "accent"
    if column.field is not None and column.fit is not None and column.fit in (Fit.WORDS, Fit.CONTENT):
        what, tint = tr("{field}? ({known})", field=what, known=fit_label(column.fit)), "warn"
    if column.field is ImportField.PHONE and not phones:
        what, tint = tr("{field}: not kept", field=what), "warn"
    some = " · ".join(isolated(sample) for sample in column.samples[:_SAMPLES])
    return TableRow(str(column.place), (column.name, some, what), ((1, "muted"), (2, tint)))
