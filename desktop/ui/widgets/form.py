"""A form: labels beside their fields, every row of one height, sentences under the field concerned."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import override

from PySide6.QtCore import QMetaMethod, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.chips import ChoiceChips, Walked
from desktop.ui.widgets.fields import Field, ProblemLine, TextField
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.painting import line_height
from desktop.ui.widgets.tab_order import tab_stops


class FormRow(QWidget):
    """One row: a label, one or more widgets, and a sentence under them when there is something to say.

    `above` puts the label over the widgets, for narrow option panels only."""

    def __init__(
        self, label: str, widgets: Sequence[QWidget], above: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look = current()
        self._widgets = tuple(widgets)
        self._held = self._said = ""
        self._label = Paragraph(label, Role.LABEL) if look.large_text else Line(label, Role.LABEL, elide=True)
        self._label.setBuddy(self._widgets[0])
        self._problem = ProblemLine()
        row = self._make_row()
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._problem)
        outer: QBoxLayout = QVBoxLayout(self) if above else QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8 if above else 4)
        if not above:
            # a long label may run into the gap before its field, never the field away from its place
            self._label.setFixedWidth(look.wide(look.layout.label) + look.layout.label_gap - 4)
            self._hold_label()
        outer.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for widget in self._widgets:
            for chips in (widget, *widget.findChildren(ChoiceChips)):
                if isinstance(chips, ChoiceChips):
                    chips.answer_once()
                    chips.held.connect(self.hold_hint)
        found = [one for widget in self._widgets for one in (widget, *widget.findChildren(TextField))]
        self._texts = [one for one in found if isinstance(one, TextField)]
        for text in self._texts:
            text.remarked.connect(self._show)
        self._show()

    def _make_row(self) -> QLayout:
        """The widgets side by side; with large text under each other where they need it."""
        look = current()
        gap = look.layout.row_gap if look.layout.small else 12
        if look.large_text:
            return Flow(self._widgets, gap=gap, fill=True)
        row = QHBoxLayout()
        row.setSpacing(gap)
        for widget in self._widgets:
            row.addWidget(widget, 1 if _grows(widget) else 0)
        if not any(_grows(widget) for widget in self._widgets):
            row.addStretch(1)
        return row

    def _hold_label(self) -> None:
        """As high as the field beside it, or as its own lines."""
        row, label = current().row, self._label
        if not isinstance(label, Paragraph):
            label.setFixedHeight(row)
            return
        above = max(0, (row - ceil(line_height(label.line_font()))) // 2)  # its first line is level with the field's
        label.setContentsMargins(0, above, 0, 0)
        label.setFixedHeight(max(row, above + label.heightForWidth(label.width())))

    def hold_hint(self, sentence: str) -> None:
        """Show a quiet sentence that stays until it is taken away by an empty one; a problem goes before it."""
        if sentence == self._held:
            return
        self._held = sentence
        self.set_hint(sentence)

    def set_problem(self, sentence: str) -> None:
        """Show a sentence in amber and mark the first field; an empty sentence takes both away.

        What a text field remarks by itself stays for as long as it is written there, and gives way to a problem."""
        self._said = sentence
        self._show()

    def set_hint(self, sentence: str) -> None:
        """Show a quiet sentence."""
        if not self._remark():
            self._problem.show_hint(sentence)

    def _remark(self) -> str:
        return next((one.remark() for one in self._texts if one.remark()), "")

    def _show(self) -> None:
        sentence = self._said or self._remark()
        if self._held and not sentence:
            self._problem.show_hint(self._held)
        else:
            self._problem.show_problem(sentence)
        first = [one for one in self._widgets if isinstance(one, Field)][:1]
        for field in (*first, *(one for one in self._texts if one not in first)):
            remarks = isinstance(field, TextField) and bool(field.remark())
            marked = remarks or (bool(self._said) and field in first)
            field.set_problem(marked)
            field.setAccessibleDescription(sentence if marked else "")

    def problem(self) -> str:
        """The sentence shown now."""
        return self._problem.text()

    def set_label(self, label: str) -> None:
        """Show another label."""
        self._label.setText(label)
        if self._label.minimumWidth():  # it stands beside its field
            self._hold_label()

    def focus_first(self) -> None:
        """The first widget of the row has the keyboard."""
        self._widgets[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _grows(widget: QWidget) -> bool:
    return widget.sizePolicy().horizontalPolicy() in (QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)


def mend(rows: Mapping[str, FormRow], sentences: Mapping[str, str]) -> bool:
    """Show sentences at their rows, an empty one takes the row's away; the keyboard goes to the first row with one.

    Whether nothing is to be mended."""
    for key, sentence in sentences.items():
        rows[key].set_problem(sentence)
    first = next((key for key in rows if sentences.get(key)), None)
    if first is not None:
        rows[first].focus_first()
    return first is None


class Form(QWidget, Walked):
    """Rows under each other. Enter goes to the next field, Shift+Enter back; Enter in the last one sends `finished`.

    Where nobody hears `finished`, that Enter is left to what is around the form: a dialog's filled button."""

    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().layout.row_gap)
        self._rows: dict[str, FormRow] = {}

    def add(self, key: str, label: str, *widgets: QWidget, above: bool = False) -> FormRow:
        """Add a row under a key, by which problems find it."""
        row = FormRow(label, widgets, above)
        self._rows[key] = row
        self._column.addWidget(row)
        return row

    def add_widget(self, widget: QWidget) -> None:
        """Add something across the whole width: a heading, a rule, a notice."""
        self._column.addWidget(widget)

    def add_stretch(self) -> None:
        """Leave the rest empty."""
        self._column.addStretch(1)

    def row(self, key: str) -> FormRow:
        """The row of a key."""
        return self._rows[key]

    def show_problems(self, sentences: dict[str, str]) -> None:
        """Show sentences by key and take away all that are not named."""
        for key, row in self._rows.items():
            row.set_problem(sentences.get(key, ""))

    def mend(self, sentences: Mapping[str, str]) -> bool:
        """Show sentences by key; the keyboard goes to the first row with one. Whether nothing is to be mended."""
        return mend(self._rows, sentences)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter to the next field, Shift+Enter back."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not back and self._is_last():
            if self.isSignalConnected(QMetaMethod.fromSignal(self.finished)):
                self.finished.emit()
            else:
                super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(not back)

    def _is_last(self) -> bool:
        return self.focusWidget() in tab_stops(self)[-1:]
