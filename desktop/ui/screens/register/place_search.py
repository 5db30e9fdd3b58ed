"""A place looked for by a few letters in any script: a field, the places found under it, and the one chosen."""

from PySide6.QtCore import QObject, Signal

from desktop.ui.place_finder import PlaceFinder
from desktop.ui.screens.register.walking import PlainForm
from desktop.ui.widgets.fields import TextField

_SHOWN = 5


class PlaceSearch(QObject):
    """Three rows of a form. `chosen(P-code)` when a person chose; Down goes to the list, Enter takes its first row."""

    chosen = Signal(str)

    def __init__(self, form: PlainForm, key: str, words: str, name: str, hint: str) -> None:
        """Add the rows to the form; `key` is the first one's, `words` its label, `name` and `hint` the field's."""
        super().__init__(form)
        self.field = TextField(name, hint, width=464, keeps=None)
        self._finder = PlaceFinder(self.field, _SHOWN)
        self.list = self._finder.list
        self.row = form.add(key, words, self.field)
        self._chosen = form.add(f"{key}.chosen", "", self._finder.line)
        self._found = form.add(f"{key}.found", "", self.list)
        self._finder.searched.connect(self._searched)
        self._finder.chosen.connect(self._choose)
        self.set_pcode("")

    def pcode(self) -> str:
        """The place chosen; empty: none."""
        return self._finder.pcode()

    def set_pcode(self, pcode: str) -> None:
        """Show a place without telling anybody."""
        self._chosen.setVisible(self._finder.set_pcode(pcode))
        self._found.hide()

    def show_pcode(self, pcode: str) -> None:
        """Show the place of a draft without telling anybody; letters that name none yet stay, unless it is another."""
        if pcode != self.pcode() or not self.field.value():
            self.set_pcode(pcode)

    def _searched(self, found: bool, sentence: str) -> None:
        self._found.setVisible(found)
        self.row.set_problem(sentence)

    def _choose(self, pcode: str) -> None:
        self.set_pcode(pcode)
        self.row.set_problem("")
        self.chosen.emit(pcode)
