"""A household code as it stands on the card: 4-4-4, never broken, never turned round; copying gives 12 digits."""

from math import ceil
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import grouped_code
from desktop.ui.appearance.typefaces import Face, Role, font_for
from desktop.ui.widgets.painting import Align, colour, draw_text, line_height, text_width


class CodeDisplay(QWidget):
    """A code of 12 digits. Ctrl+C copies the digits alone; a click marks it. `role` NUMBER is large."""

    def __init__(
        self, code: str = "", role: Role = Role.CODE, tint: str = "ink", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._code, self._role, self._tint, self._name = code, role, tint, name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_code(code)

    def set_code(self, code: str) -> None:
        """Show another code."""
        self._code = code
        self.setAccessibleName(f"{self._name} {code}".strip())
        self.updateGeometry()
        self.update()

    def code(self) -> str:
        """The digits, ungrouped."""
        return self._code

    @override
    def sizeHint(self) -> QSize:
        """The whole code on one line."""
        font = font_for(self._role, Face.LATIN, current().scale)
        return QSize(ceil(text_width(grouped_code(self._code), font)) + 2, ceil(line_height(font)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Never broken."""
        return self.sizeHint()

    def copy(self) -> None:
        """Put the digits on the clipboard."""
        QGuiApplication.clipboard().setText(self._code)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by key."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click marks the whole code."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the mark."""
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away."""
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groups."""
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), QColor(colour("accent_soft")))
        font = font_for(self._role, Face.LATIN, current().scale)
        draw_text(painter, QRectF(self.rect()), grouped_code(self._code), font, self._tint, Align.LEADING)
