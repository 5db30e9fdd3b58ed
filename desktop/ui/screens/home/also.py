"""What a role may do besides its big tiles: one compact row of buttons, each with its letter."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.home.tiles import MinorTile
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.line import Line
from desktop.words.catalogue import tr


class AlsoHere(QWidget):
    """Buttons side by side, in as many rows as they need; nothing at all where a role has no more to do."""

    def __init__(
        self, tiles: Sequence[MinorTile], chosen: Callable[[MinorTile], None], parent: QWidget | None = None
    ) -> None:
        """`chosen` is told which one was pressed."""
        super().__init__(parent)
        self.buttons = {one.key: self._button(one, chosen) for one in tiles}
        heading = Line(tr("Also here"), Role.SMALL, "muted")
        heading.setFixedHeight(
            max([heading.sizeHint().height(), *(b.sizeHint().height() for b in self.buttons.values())])
        )
        self.setLayout(Flow([heading, *self.buttons.values()], gap=10))
        if not tiles:
            self.hide()

    @staticmethod
    def _button(tile: MinorTile, chosen: Callable[[MinorTile], None]) -> Button:
        button = Button(tr(tile.heading), icon=tile.icon, key=tile.letter, shortcut=tile.letter)
        button.clicked.connect(lambda _on=False: chosen(tile))
        return button
