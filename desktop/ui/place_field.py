"""A place by search over all areas: a field, what was found under it, and the one that was chosen."""

from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.reference.places import area_line, is_area, search_areas
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.fields import ProblemLine, TextField
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.words.catalogue import language, tr

_SHOWN = 4


class PlaceField(QWidget):
    """`chosen(pcode)` when a person takes a place: with Enter the first that was found, or with Down any of them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No place yet."""
        super().__init__(parent)
        self._pcode = ""
        self.search = TextField(tr("Tehsil or taluka"), tr("write a few letters, in any script"))
        self.search.setMaxLength(200)
        self.list = RowList(tr("Places found"), RowStyle.SHEET)
        self._line = Line("", Role.BODY, "accent", bold=True, elide=True)
        self._problem = ProblemLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.search, self.list, self._line, self._problem):
            column.addWidget(widget)
        self.list.hide()
        self._line.hide()
        self.setFocusProxy(self.search)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.search.textEdited.connect(self._search)
        self.search.installEventFilter(self)
        self.list.opened.connect(self._choose)

    def pcode(self) -> str:
        """The place that was chosen, or empty."""
        return self._pcode

    def set_pcode(self, pcode: str) -> None:
        """Show a place without telling anybody."""
        self._pcode = pcode if is_area(pcode) else ""
        self.search.set_value("")
        self.list.hide()
        self._line.setText(area_line(self._pcode, language()) if self._pcode else "")
        self._line.setVisible(bool(self._pcode))
        self.set_problem("")

    def set_problem(self, sentence: str) -> None:
        """Show a sentence under the field; an empty one takes it away."""
        self._problem.show_problem(sentence)
        self.search.set_problem(bool(sentence))
        self.search.setAccessibleDescription(sentence)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes to what was found; Enter takes the first of it."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.list.isVisible():
            rows = self.list.rows()
            if event.key() == Qt.Key.Key_Down and rows:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and rows and not back:
                self._choose(rows[0].key)
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        found = [place for place in search_areas(text, _SHOWN + 3) if place.level > 1][:_SHOWN]
        self.list.set_rows([Row(place.pcode, area_line(place.pcode, language()), icon="map-pin") for place in found])
        self.list.setFixedHeight(max(current().row, self.list.sizeHint().height()))
        self.list.setVisible(bool(found))
        nothing = bool(text.strip()) and not found
        self.set_problem(tr("No place is called like this. Try another spelling.") if nothing else "")

    def _choose(self, pcode: str) -> None:
        self.set_pcode(pcode)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(pcode)
