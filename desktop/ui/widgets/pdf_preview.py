"""Paper on the screen before it is printed: pages of a PDF that lies in memory only."""

from typing import override

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.widgets.painting import draw_frame

_EDGE, _SHADE, _BETWEEN = 24, 6, 26


class PdfPreview(QFrame):
    """Pages on the preview ground, as large as fits. `turned(page, count)` when another page is shown.

    `together` shows that many pages under each other (the two sides of a card). `true_size` draws at the screen's
    own resolution instead of fitting, as long as there is room. Page Up and Down, arrows, Home and End turn."""

    turned = Signal(int, int)

    def __init__(self, name: str, together: int = 1, true_size: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._together, self._true_size = together, true_size
        self._page = 0
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._images: dict[tuple[int, int, int], QImage] = {}
        self.setProperty("role", "preview")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_pdf(self, pdf: bytes) -> bool:
        """Show a PDF; False when it cannot be read. The first page comes up, or the present one when it is there."""
        self.clear()
        self._bytes = QByteArray(pdf)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self.go_to(min(self._page, max(0, self.page_count() - 1)))
        return self._document.status() is QPdfDocument.Status.Ready

    def clear(self) -> None:
        """Take the pages away, out of memory too."""
        self._images.clear()
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())
        self._bytes = QByteArray()
        self.update()

    def page_count(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    def page(self) -> int:
        """The first page shown, counted from 0."""
        return self._page

    def go_to(self, page: int) -> None:
        """Turn to a page, counted from 0; beyond the ends nothing happens."""
        if not 0 <= page < max(1, self.page_count()):
            return
        self._page = page
        self.turned.emit(page, self.page_count())
        self.update()

    def next_page(self) -> None:
        """Turn on."""
        self.go_to(self._page + self._together)

    def previous_page(self) -> None:
        """Turn back."""
        self.go_to(max(0, self._page - self._together))

    @override
    def sizeHint(self) -> QSize:
        """As much as the screen gives."""
        return QSize(current().px(430), current().px(480))

    @override
    def minimumSizeHint(self) -> QSize:
        """A page can still be told from another."""
        return QSize(160, 160)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages by key, arrows as they are seen."""
        on, back = (Qt.Key.Key_Left, Qt.Key.Key_Right) if current().rtl else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_Down, on):
            self.next_page()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_Up, back):
            self.previous_page()
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(self.page_count() - 1)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages are drawn anew for another size."""
        super().resizeEvent(event)
        self._images.clear()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages with a soft shade, because they are paper."""
        super().paintEvent(event)
        painter = QPainter(self)
        for page, place in self.places():
            for step in range(_SHADE, 0, -1):
                shade = QColor(0, 0, 0, 6)
                painter.fillRect(place.adjusted(-step, -step + 2, step, step + 2), shade)
            draw_frame(painter, place, "#FFFFFF", radius=0)
            painter.drawImage(place, self._image(page, place))

    def places(self) -> list[tuple[int, QRectF]]:
        """The pages shown and where each stands, in this widget's pixels."""
        pages = list(range(self._page, min(self._page + self._together, self.page_count())))
        if not pages:
            return []
        sizes = [self._document.pagePointSize(page) for page in pages]
        wide = max(size.width() for size in sizes)
        high = sum(size.height() for size in sizes)
        room_wide = self.width() - 2 * _EDGE
        room_high = self.height() - 2 * _EDGE - _BETWEEN * (len(pages) - 1)
        zoom = min(room_wide / wide, room_high / high)
        if self._true_size:
            zoom = min(zoom, self.screen().physicalDotsPerInch() / 72)
        y = (self.height() - high * zoom - _BETWEEN * (len(pages) - 1)) / 2
        found: list[tuple[int, QRectF]] = []
        for page, size in zip(pages, sizes, strict=True):
            width, height = size.width() * zoom, size.height() * zoom
            left = (self.width() - width) / 2
            found.append((page, QRectF(round(left), round(y), round(width), round(height))))
            y += height + _BETWEEN
        return found

    def _image(self, page: int, place: QRectF) -> QImage:
        ratio = self.devicePixelRatioF()
        size = QSize(round(place.width() * ratio), round(place.height() * ratio))
        key = (page, size.width(), size.height())
        if key not in self._images:
            self._images[key] = self._document.render(page, size)
        return self._images[key]
