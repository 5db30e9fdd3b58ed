"""Text of one line that is never cut, and text of several lines: what stands in place of a plain label."""

from math import ceil
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import as_tooltip, reads_rtl
from desktop.ui.appearance.typefaces import Face, Role, box_of
from desktop.ui.widgets.painting import (
    Align,
    draw_text,
    face_of,
    fitting,
    ink_height,
    line_height,
    text_font,
    text_width,
)


class Line(QLabel):
    """One line of plain text. A plain label cuts the ink of Nastaliq, and a cut letter is another letter.

    `elide` lets the line be narrower than its text: it then ends in an ellipsis and tells the rest as a tooltip."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tint: str = "ink",
        bold: bool | None = None,
        align: Align = Align.LEADING,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._tint, self._bold, self._align, self._elide = role, tint, bold, align, elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        across = QSizePolicy.Policy.Preferred if elide else QSizePolicy.Policy.Minimum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._tell_the_rest()
        self.updateGeometry()

    def set_tint(self, tint: str) -> None:
        """Draw in another token's colour."""
        if tint != self._tint:
            self._tint = tint
            self.update()

    def set_bold(self, bold: bool) -> None:
        """Draw with or without weight."""
        if bold != self._bold:
            self._bold = bold
            self.updateGeometry()
            self.update()

    def line_font(self) -> QFont:
        """The font in which the present text is drawn."""
        return text_font(self.text(), self._role, self._bold)

    @override
    def sizeHint(self) -> QSize:
        """The whole text with all of its ink."""
        font = self.line_font()
        ink = sum(ink_height(self.text(), font))
        return QSize(ceil(text_width(self.text(), font)), ceil(max(line_height(font), ink)))

    @override
    def minimumSizeHint(self) -> QSize:
        """The whole text, or a few letters when it may end in an ellipsis."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), current().px(48)), hint.height()) if self._elide else hint

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip in step with what is seen, and draw all of it: Qt forgets a part after a width of nought."""
        super().resizeEvent(event)
        self.update()
        self._tell_the_rest()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, not clipped by its font box."""
        painter = QPainter(self)
        font = self.line_font()
        text = fitting(self.text(), font, self.width()) if self._elide else self.text()
        draw_text(painter, QRectF(self.rect()), text, font, self._tint, self._align)

    def _tell_the_rest(self) -> None:
        cut = self._elide and text_width(self.text(), self.line_font()) > self.width() + 0.5
        self.setToolTip(as_tooltip(self.text()) if cut else "")


def pitch_of(font: QFont) -> float:
    """Distance of the lines of a paragraph, in pixels."""
    return (2.0 if face_of(font) is Face.NASTALIQ else box_of(face_of(font)).line) * font.pixelSize()


def broken(text: str, font: QFont, width: float, begins_right: bool) -> list[str]:
    """A text broken at words into lines of at most `width` pixels."""
    lines: list[str] = []
    for part in text.split("\n"):
        layout = QTextLayout(part, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        right = reads_rtl(part, begins_right)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(part[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        if not part:
            lines.append("")
    return lines


def paragraph_height(text: str, font: QFont, width: float) -> float:
    """Height of a text over lines of at most `width` pixels."""
    return line_height(font) + pitch_of(font) * (len(broken(text, font, width, current().rtl)) - 1)


def draw_paragraph(
    painter: QPainter, rect: QRectF, text: str, font: QFont, tint: str, align: Align = Align.LEADING
) -> float:
    """Draw a text over several lines from the top of `rect`; returns the height it took, in pixels."""
    lines = broken(text, font, rect.width(), current().rtl)
    pitch, first = pitch_of(font), line_height(font)
    for index, line in enumerate(lines):
        draw_text(
            painter, QRectF(rect.left(), rect.top() + index * pitch, rect.width(), first), line, font, tint, align
        )
    return first + pitch * (len(lines) - 1)


class Paragraph(QLabel):
    """Plain text over as many lines as it needs, with the pitch of its script."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        tint: str = "ink",
        bold: bool | None = None,
        align: Align = Align.LEADING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._tint, self._bold, self._align = role, tint, bold, align
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.updateGeometry()

    def set_tint(self, tint: str) -> None:
        """Draw in another token's colour."""
        self._tint = tint
        self.update()

    def line_font(self) -> QFont:
        """The font in which the present text is drawn."""
        return text_font(self.text(), self._role, self._bold)

    @override
    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        """Height of the text in lines of `width` pixels."""
        return ceil(paragraph_height(self.text(), self.line_font(), max(1, width)))

    @override
    def sizeHint(self) -> QSize:
        """About sixty letters wide, or the whole text when it is shorter."""
        font = self.line_font()
        width = min(ceil(max(text_width(part, font) for part in self.text().split("\n"))), font.pixelSize() * 30)
        return QSize(width + 1, self.heightForWidth(width + 1))

    @override
    def minimumSizeHint(self) -> QSize:
        """A few words wide; the height is asked for by width."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), current().px(120)), ceil(line_height(self.line_font())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        draw_paragraph(painter, QRectF(self.contentsRect()), self.text(), self.line_font(), self._tint, self._align)
