"""Parts that stand side by side; under each other where large text leaves no room for both."""

from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.ui.appearance.look import current


class Beside(QBoxLayout):
    """A row of parts; a column of them with large text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        super().__init__(down if current().large_text else across)
        if parent is not None:
            parent.setLayout(self)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(current().layout.gap)


def hold_beside(part: QWidget, width: int) -> None:
    """A part that takes no more of the row than `width`, in pixels at 100 %; under the others it takes all there is."""
    if not current().large_text:
        part.setFixedWidth(current().wide(width))
