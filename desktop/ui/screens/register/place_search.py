"""A place looked for by a few letters in any script: a field, the places found under it, and the one chosen."""

from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.reference.places import area_line, is_area, search_areas
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.register.walking import PlainForm
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.words.catalogue import language, tr

_SHOWN = 5


class PlaceSearch(QObject):
    """Three rows of a form. `chosen(P-code)` when a person chose; Down goes to the list, Enter takes its first row."""

    chosen = Signal(str)

    def __init__(self, form: PlainForm, key: str, words: str, name: str, hint: str) -> None:
        """Add the rows to the form; `key` is the first one's, `words` its label, `name` and `hint` the field's."""
        super().__init__(form)
        self._pcode = ""
        self.field = TextField(name, hint, width=464)
        self.field.setMaxLength(200)
        self.list = RowList(tr("Places found"), RowStyle.SHEET)
        self._line = Line("", Role.BODY, "accent", bold=True, elide=True)
        self.row = form.add(key, words, self.field)
        self._chosen = form.add(f"{key}.chosen", "", self._line)
        self._found = form.add(f"{key}.found", "", self.list)
        self.field.textEdited.connect(self._search)
        self.field.installEventFilter(self)
        self.list.opened.connect(self._choose)
        self.set_pcode("")

    def pcode(self) -> str:
        """The place chosen; empty: none."""
        return self._pcode

    def set_pcode(self, pcode: str) -> None:
        """Show a place without telling anybody."""
        self._pcode = pcode
        self.field.set_value("")
        self._found.hide()
        known = pcode if is_area(pcode) else ""
        self._line.setText(area_line(known, language()) if known else "")
        self._chosen.setVisible(bool(known))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes to the places found; Enter takes the first of them."""
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
        self._found.setVisible(bool(found))
        nothing = bool(text.strip()) and not found
        self.row.set_problem(tr("No place is called like this. Try another spelling.") if nothing else "")

    def _choose(self, pcode: str) -> None:
        self.set_pcode(pcode)
        self.row.set_problem("")
        self.chosen.emit(pcode)
