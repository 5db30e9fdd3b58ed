"""Where the household lives: the tehsil by search over all places, and the village as it is told."""

from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.reference.places import area_line, is_area, search_areas
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.register.walking import PlainForm, WalkingPanel
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.words.catalogue import language, tr

_SHOWN = 5


class WherePanel(WalkingPanel):
    """`left(field)` when a place was chosen or the village left."""

    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No place yet."""
        super().__init__("panel", parent)
        self._pcode = ""
        pad = 20 if current().layout.small else 24
        self.search = TextField(tr("Tehsil or taluka"), tr("write a few letters, in any script"), width=464)
        self.search.setMaxLength(200)
        self.list = RowList(tr("Places found"), RowStyle.SHEET)
        self.village = TextField(tr("Village, chak, goth or quarter"), tr("as people call it"), width=464)
        self.village.setMaxLength(12_000)
        self._chosen = Line("", Role.BODY, "accent", bold=True, elide=True)
        self.form = PlainForm()
        self.form.add("pcode", tr("Place"), self.search)
        self.form.add("chosen", "", self._chosen)
        self._found = self.form.add("found", "", self.list)
        self.form.add("village", tr("Village"), self.village)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 12, pad, 12)
        column.setSpacing(current().layout.row_gap)
        column.addWidget(Line(tr("Where does the household live?"), Role.HEADING))
        column.addWidget(self.form)
        column.addWidget(
            Paragraph(
                tr("The place is what reports and rounds are made by. The village is never printed on the card."),
                Role.SMALL,
                "muted",
            )
        )
        column.addStretch(1)
        self.search.textEdited.connect(self._search)
        self.search.installEventFilter(self)
        self.list.opened.connect(self._choose)
        self.village.was_left.connect(lambda _="": self.left.emit(tr("Village")))
        self._found.hide()

    def pcode(self) -> str:
        """The place chosen."""
        return self._pcode

    def set_where(self, pcode: str, village: str) -> None:
        """Show a place and a village without telling anybody."""
        self._pcode = pcode
        blocked = self.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self.village.set_value(village)
        self.search.set_value("")
        self.blockSignals(blocked)
        self._found.hide()
        self._show_chosen()

    def focus_first(self) -> None:
        """The village when the place is known already, else the place."""
        (self.village if self._pcode else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, sentences: dict[str, str]) -> None:
        """Sentences for ``pcode`` and ``village``."""
        self.form.show_problems(sentences)

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
        self.form.row("pcode").set_problem(tr("No place is called like this. Try another spelling.") if nothing else "")

    def _choose(self, pcode: str) -> None:
        self._pcode = pcode
        self.search.set_value("")
        self._found.hide()
        self._show_chosen()
        self.form.row("pcode").set_problem("")
        self.left.emit(tr("Place"))
        self.village.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        known = self._pcode if is_area(self._pcode) else ""
        self._chosen.setText(area_line(known, language()) if known else "")
        self.form.row("chosen").setVisible(bool(known))
