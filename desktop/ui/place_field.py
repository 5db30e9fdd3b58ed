"""A place by search over all areas: a field, what was found under it, and the one that was chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.reference.places import is_area
from desktop.ui.place_finder import PlaceFinder
from desktop.ui.widgets.fields import ProblemLine, TextField
from desktop.words.catalogue import tr

_SHOWN = 4


class PlaceField(QWidget):
    """`chosen(pcode)` when a person takes a place: with Enter the one it names, or any from the list."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, width: int = 0) -> None:
        """No place yet. `width` is that of the field in pixels; 0: as wide as there is room."""
        super().__init__(parent)
        self.search = TextField(
            tr("Tehsil or taluka"), tr("write a few letters, in any script"), width=width, keeps=None
        )
        self._finder = PlaceFinder(self.search, _SHOWN)
        self.list, self._line = self._finder.list, self._finder.line
        self._problem = ProblemLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.search)
        if width:
            row.addStretch(1)
        column.addLayout(row)
        for widget in (self.list, self._line, self._problem):
            column.addWidget(widget)
        self.list.hide()
        self._line.hide()
        self.setFocusProxy(self.search)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._finder.searched.connect(self._searched)
        self._finder.chosen.connect(self._chosen)

    def pcode(self) -> str:
        """The place that was chosen, or empty."""
        return self._finder.pcode()

    def set_pcode(self, pcode: str) -> None:
        """Show a place without telling anybody."""
        self._line.setVisible(self._finder.set_pcode(pcode if is_area(pcode) else ""))
        self.list.hide()
        self.set_problem("")

    def set_problem(self, sentence: str) -> None:
        """Show a sentence under the field; an empty one takes it away."""
        self._problem.show_problem(sentence)
        self.search.set_problem(bool(sentence))
        self.search.setAccessibleDescription(sentence)

    def _searched(self, found: bool, sentence: str) -> None:
        self.list.setVisible(found)
        self.set_problem(sentence)

    def _chosen(self, pcode: str) -> None:
        self.set_pcode(pcode)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(pcode)
