"""Both sides of one card in true size, cut out of the very pages that will be printed; arrows go from card to card."""

from typing import override

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.painting import Align, draw_frame, draw_text, text_font
from desktop.ui.widgets.picture import Panel
from desktop.words.catalogue import tr
from printing.sheet import CARD_HEIGHT, CARD_WIDTH, GRIDS
from printing.values import CardLayout

_EDGE, _BETWEEN, _NOTE = 20, 22, 30
_CORNER_MM = 3.18  # ISO/IEC 7810
_DOTS = 300


class CardPreview(Panel):
    """`turned(card, count)` when another card is shown. In the small layout one side, and the other key turns it."""

    turned = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("preview", parent)
        self._layout: CardLayout = "a4-8"
        self._count = self._card = 0
        self._back = False
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._sides: dict[tuple[int, bool], QImage] = {}
        self._empty = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def say_empty(self, sentence: str) -> None:
        """What stands there as long as there is no card."""
        self._empty = sentence
        self.update()

    def show_cards(self, pdf: bytes, layout: CardLayout, count: int) -> None:
        """Show the first of `count` cards on the pages of `pdf`."""
        self.clear()
        self._bytes = QByteArray(pdf)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._layout, self._count = layout, count
        self.go_to(0)

    def clear(self) -> None:
        """Take the cards away, out of memory too."""
        self._sides.clear()
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())
        self._bytes = QByteArray()
        self._count = self._card = 0
        self._back = False
        self.update()

    def page_count(self) -> int:
        """Pages of paper, fronts and backs."""
        return self._document.pageCount()

    def card(self) -> int:
        """The card shown, counted from 0."""
        return self._card

    def go_to(self, card: int) -> None:
        """Show a card, counted from 0; beyond the ends nothing happens."""
        if 0 <= card < self._count:
            self._card = card
            self._sides = {key: side for key, side in self._sides.items() if key[0] == card}
            self.turned.emit(card, self._count)
            self.update()

    def sides(self) -> tuple[bool, ...]:
        """Which sides are shown: False is the front."""
        return (self._back,) if current().layout.small else (False, True)

    def places(self) -> list[tuple[bool, QRectF]]:
        """The sides shown and where each stands, in this widget's pixels."""
        if not self._count:
            return []
        sides = self.sides()
        dots = self.screen().physicalDotsPerInch() / 25.4
        room = self.height() - 2 * _EDGE - _NOTE - _BETWEEN * (len(sides) - 1)
        scale = min(dots, (self.width() - 2 * _EDGE) / CARD_WIDTH, room / (CARD_HEIGHT * len(sides)))
        width, height = CARD_WIDTH * scale, CARD_HEIGHT * scale
        whole = height * len(sides) + _BETWEEN * (len(sides) - 1)
        top = (self.height() - _NOTE - whole) / 2
        left = (self.width() - width) / 2
        return [
            (back, QRectF(left, top + number * (height + _BETWEEN), width, height)) for number, back in enumerate(sides)
        ]

    def is_true_size(self) -> bool:
        """Whether there is room for the card as large as it is."""
        places = self.places()
        dots = self.screen().physicalDotsPerInch() / 25.4
        return bool(places) and abs(places[0][1].width() - CARD_WIDTH * dots) < 1

    @override
    def sizeHint(self) -> QSize:
        """As much as the screen gives."""
        return QSize(current().px(430), current().px(480))

    @override
    def minimumSizeHint(self) -> QSize:
        """One side can still be told from the other."""
        return QSize(200, 160)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down and Page keys go from card to card; sideways arrows too, or turn the card where one side shows."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and current().layout.small:
            self._back = not self._back
            self.update()
            return
        onward = Qt.Key.Key_Left if current().rtl else Qt.Key.Key_Right
        backward = Qt.Key.Key_Right if current().rtl else Qt.Key.Key_Left
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, onward):
            self.go_to(self._card + 1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp, backward):
            self.go_to(self._card - 1)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sides as cards with a soft shade, and a small line under them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self.places()
        for back, place in places:
            radius = _CORNER_MM * place.width() / CARD_WIDTH
            for step in range(6, 0, -1):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(0, 0, 0, 7))
                painter.drawRoundedRect(place.adjusted(-step, -step + 2, step, step + 2), radius + step, radius + step)
            draw_frame(painter, place, "#FFFFFF", radius=radius)
            painter.save()
            shape = QPainterPath()
            shape.addRoundedRect(place, radius, radius)
            painter.setClipPath(shape)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._side(back))
            painter.restore()
        note = self._note()
        below = places[-1][1].bottom() + 6 if places else (self.height() - _NOTE) / 2
        line = QRectF(_EDGE, below, self.width() - 2 * _EDGE, _NOTE)
        draw_text(painter, line, note, text_font(note, Role.SMALL), "muted", Align.CENTRE)

    def _note(self) -> str:
        if not self._count:
            return self._empty
        if current().layout.small:
            return tr("true size, 85.6 × 54 mm; an arrow turns it over")
        return tr("true size, 85.6 × 54 mm") if self.is_true_size() else ""

    def _side(self, back: bool) -> QImage:
        """One side, cut out of its page."""
        key = (self._card, back)
        if key in self._sides:
            return self._sides[key]
        grid = GRIDS[self._layout]
        sheet, place = divmod(self._card, grid.count)
        page = 2 * sheet + back
        x, y = grid.place(place, back)
        points = self._document.pagePointSize(page)
        dots = _DOTS / 72
        whole = QSize(round(points.width() * dots), round(points.height() * dots))
        across, down = whole.width() / grid.width, whole.height() / grid.height
        part = QRectF(x * across, y * down, CARD_WIDTH * across, CARD_HEIGHT * down).toRect()
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(whole)
        options.setScaledClipRect(part)
        self._sides[key] = self._document.render(page, part.size(), options)
        return self._sides[key]
