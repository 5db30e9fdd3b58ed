"""The head of a paper sheet and the household of its next line: number, day, code; below, what does not fit."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.day_field import DayField
from desktop.ui.widgets.fields import CodeField, Field, TextField
from desktop.ui.widgets.form import FormRow
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.usecases.late_entries import SHEET_LIMIT
from desktop.words.catalogue import tr


class HeadPanel(QWidget):
    """`sheet_named()` when another number or day stands there, `asked()` on Enter in the code, which is looked up."""

    sheet_named = Signal()
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is written yet."""
        super().__init__(parent)
        small = current().layout.small
        self.sheet = TextField(tr("Sheet number"), width=150 if small else 200, keeps=None)
        self.sheet.setMaxLength(SHEET_LIMIT)
        self.day = DayField(tr("Day on the sheet"))
        self.code = CodeField(tr("Household code"), width=190 if small else 220)
        self._problem: Notice | None = None
        rows = QHBoxLayout()
        rows.setSpacing(current().layout.gap)
        fields: tuple[tuple[str, Field], ...] = (
            (tr("Sheet number"), self.sheet),
            (tr("Day on the sheet"), self.day),
            (tr("Household code"), self.code),
        )
        for label, field in fields:
            rows.addWidget(FormRow(label, [field], above=True), 0, Qt.AlignmentFlag.AlignTop)
        rows.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)  # room for the focus ring
        column.setSpacing(8)
        column.addLayout(rows)
        self._column = column
        self.sheet.returnPressed.connect(self._go_on)
        self.day.returnPressed.connect(self._go_on)
        self.code.returnPressed.connect(self.asked)
        self.code.textEdited.connect(self.at_ease)
        for field in (self.sheet, self.day):
            field.textEdited.connect(self._edited)
            field.editingFinished.connect(self.sheet_named)
        self.at_ease()

    def propose(self, sheet: str, day: date) -> None:
        """Write a number and a day in that may be written over."""
        self.sheet.set_value(sheet)
        self.day.set_day(day)
        for field in (self.sheet, self.day):
            field.set_proposed(True)

    def settled(self) -> None:
        """A line was entered under number and day: they are no proposal any more."""
        for field in (self.sheet, self.day):
            field.set_proposed(False)

    def problem(self) -> str:
        """The sentence that stands there now."""
        return self._problem.accessibleName() if self._problem is not None else ""

    def at_odds(self, sentence: str, field: Field | None = None) -> None:
        """Say what does not fit, and mark the field that it is about."""
        for each in (self.sheet, self.day, self.code):
            each.set_problem(each is field)
            each.setAccessibleDescription(sentence if each is field else "")
        if self._problem is not None:
            self._column.removeWidget(self._problem)
            self._problem.hide()
            self._problem.deleteLater()
        # made anew, so that it is as high as its sentence needs
        self._problem = Notice(NoticeKind.LOOK, sentence, stay=True) if sentence else None
        if self._problem is not None:
            self._column.addWidget(self._problem)

    def at_ease(self) -> None:
        """Nothing is to be said."""
        self.at_odds("")

    def next_line(self) -> None:
        """The code of the next line."""
        self.code.set_value("")
        self.at_ease()
        self.take_focus()

    def take_focus(self) -> None:
        """The keyboard where the next thing is written: the sheet's number first, then line after line."""
        field = (
            self.code if self.sheet.value() and self.day.day() else self.sheet if not self.sheet.value() else self.day
        )
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _edited(self) -> None:
        sender = self.sheet if self.sheet.hasFocus() else self.day
        sender.set_proposed(False)
        self.at_ease()

    def _go_on(self) -> None:
        here: Field = self.sheet if self.sheet.hasFocus() else self.day
        after: Field = self.day if here is self.sheet else self.code
        if here.value():
            after.setFocus(Qt.FocusReason.OtherFocusReason)
            after.selectAll()
