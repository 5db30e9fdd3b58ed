"""Places found while a few letters are typed, in any script: a list of them, and the line of the one chosen."""

from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.reference.places import Area, area_line, is_area, named_by, search_areas
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.widgets.stray_keys import is_letter, take_stray
from desktop.words.catalogue import language, tr

_LONGEST = 200


class PlaceFinder(QObject):
    """Searches for what is typed into `search`. Down goes to `list`; Enter takes the place that is named, and where
    several fit it goes to `list` as well. `line` says the place; letters typed in the list go on in `search`, after
    Enter as a word of their own.

    `chosen(P-code)` when a person took a place; `searched(found, sentence)` after each letter, with a sentence
    when nothing is called so. Whoever makes one lays the list and the line out, and shows them.
    """

    chosen = Signal(str)
    searched = Signal(bool, str)

    def __init__(self, search: TextField, shown: int) -> None:
        """At most `shown` places at once; none chosen yet."""
        super().__init__(search)
        self._pcode, self._most = "", shown
        self._found: list[Area] = []
        self._asked = False
        self.search = search
        self.search.setMaxLength(_LONGEST)
        self.list = RowList(tr("Places found"), RowStyle.SHEET)
        self.line = Line("", Role.BODY, "accent", bold=True, elide=True)
        self.search.textEdited.connect(self._search)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.opened.connect(self._choose)

    def pcode(self) -> str:
        """The place that was chosen, or empty."""
        return self._pcode

    def set_pcode(self, pcode: str) -> bool:
        """Take a place without telling anybody; whether it is one that can be shown."""
        self._pcode = pcode
        self.search.set_value("")
        known = is_area(pcode)
        self.line.setText(area_line(pcode, language()) if known else "")
        return known

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes to what was found; Enter takes the one that was named, or goes down where several fit."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self.list and self._asked and is_letter(event):
            self._asked = False
            self.search.insert(" ")  # names are found across spaces, and what was meant to be the village stays apart
        if watched is self.list and take_stray(self.list, event, self.search):
            return True
        if watched is self.search and self.list.isVisible():
            rows = self.list.rows()
            if event.key() == Qt.Key.Key_Down and rows:
                self._asked = False
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and rows and not back:
                named = named_by(self.search.value(), self._found)
                if named is not None:
                    self._choose(named.pcode)
                else:
                    self._asked = True
                    self.list.setFocus(Qt.FocusReason.TabFocusReason)
                    self.searched.emit(bool(rows), tr("Several places fit. The arrow keys choose one, Enter takes it."))
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        found = [place for place in search_areas(text, self._most + 3) if place.level > 1][: self._most]
        self._found, self._asked = found, False
        self.list.set_rows([Row(place.pcode, area_line(place.pcode, language()), icon="map-pin") for place in found])
        self.list.setFixedHeight(max(current().row, self.list.sizeHint().height()))
        in_vain = bool(text.strip()) and not found
        self.searched.emit(bool(found), tr("No place is called like this. Try another spelling.") if in_vain else "")

    def _choose(self, pcode: str) -> None:
        self.set_pcode(pcode)
        self.chosen.emit(pcode)
