"""What happened? The eight things that may happen in a household, each with its number key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.household.event_words import EVENTS, Happens
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.tile import Tile
from desktop.words.catalogue import tr

_COLUMNS = 2


class EventsPanel(Panel):
    """`chosen(Happens)` by number key, Enter or click; `left` when nothing is to be recorded."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """All eight; what cannot be recorded is refused with its reason."""
        super().__init__("panel", parent)
        pad = 16 if current().layout.small else 24
        self.tiles: dict[Happens, Tile] = {}
        grid = QGridLayout()
        grid.setSpacing(8 if current().layout.small else 12)
        for number, (happens, words) in enumerate(EVENTS.items()):
            tile = Tile(tr(words.title), tr(words.note), words.icon, str(number + 1), low=True)
            tile.clicked.connect(lambda _=False, one=happens: self.chosen.emit(one))
            grid.addWidget(tile, number // _COLUMNS, number % _COLUMNS)
            self.tiles[happens] = tile
        leave = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 16, pad, 16)
        column.setSpacing(12)
        column.addWidget(Line(tr("What happened?"), Role.HEADING))
        column.addWidget(
            Paragraph(
                tr("Each is kept with its day. What was written by mistake is put right by the opposite."),
                Role.BODY,
                "muted",
            )
        )
        column.addLayout(grid)
        column.addStretch(1)
        column.addLayout(row)

    def focus_first(self) -> None:
        """The first tile has the keyboard."""
        next(iter(self.tiles.values())).setFocus(Qt.FocusReason.OtherFocusReason)
