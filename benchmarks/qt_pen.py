"""The reference for papers: the same cards and rows drawn with Qt's own PDF writer, by its own shaping and fonts."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from printing import qr
from printing.fontfiles import all_paths
from printing.values import CardFace, CardSheet, RosterRow, RosterSheet

DOTS = 600
MM = DOTS / 25.4
WIDTH, HEIGHT = 85.6, 54.0


class Pen:
    """A PDF in memory, one A4 page after the other, in millimetres."""

    def __init__(self, *, across: bool) -> None:
        """Begin the first page."""
        self._app = QGuiApplication.instance() or QGuiApplication([])
        for path in all_paths():
            QFontDatabase.addApplicationFont(str(path))
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(DOTS)
        way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
        self._writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF()))
        self._painter = QPainter(self._writer)
        self._fonts: dict[tuple[float, bool, bool], QFont] = {}

    def text(self, x: float, y: float, width: float, text: str, size: float, *, bold: bool = False) -> None:
        """One line, in the font of its script."""
        urdu = any("\u0600" <= letter <= "\u06ff" for letter in text)
        key = (size, bold, urdu)
        if key not in self._fonts:
            font = QFont("Haqdar Nastaliq" if urdu else "Noto Sans")
            font.setPointSizeF(size)
            font.setBold(bold)
            self._fonts[key] = font
        self._painter.setFont(self._fonts[key])
        side = Qt.AlignmentFlag.AlignRight if urdu else Qt.AlignmentFlag.AlignLeft
        place = QRectF(x * MM, (y - size * 0.5) * MM, width * MM, size * MM)
        self._painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """A filled rectangle."""
        self._painter.fillRect(QRectF(x * MM, y * MM, width * MM, height * MM), QColor("#1c2b3a"))

    def code(self, x: float, y: float, symbol: qr.Symbol, module: float) -> None:
        """A QR as the same runs that we draw."""
        for column, row, width, height in symbol.runs:
            self.bar(x + column * module, y + row * module, width * module, height * module)

    def photo(self, x: float, y: float, width: float, height: float, jpeg: bytes) -> None:
        """A photo."""
        self._painter.drawImage(QRectF(x * MM, y * MM, width * MM, height * MM), QImage.fromData(jpeg))

    def page(self) -> None:
        """The next page."""
        self._writer.newPage()

    def end(self) -> bytes:
        """The PDF."""
        self._painter.end()
        self._buffer.close()
        return bytes(self._bytes.data())


def cards(sheet: CardSheet) -> bytes:
    """Fronts and backs, eight a page."""
    pen = Pen(across=False)
    for start in range(0, len(sheet.cards), 8):
        some = sheet.cards[start : start + 8]
        for side in (_front, _back):
            if start or side is _back:
                pen.page()
            for place, card in enumerate(some):
                side(pen, sheet, card, 15 + place % 2 * 92, 20 + place // 2 * 64)
    return pen.end()


def _front(pen: Pen, sheet: CardSheet, card: CardFace, x: float, y: float) -> None:
    pen.text(x + 4, y + 6, 40, sheet.captions.title.en, 8, bold=True)
    pen.text(x + 44, y + 6, 38, sheet.captions.title.local, 9, bold=True)
    pen.bar(x + 4, y + 11, 78, 0.4)
    if card.photo:
        pen.photo(x + 4, y + 13, 21, 28, card.photo)
    pen.text(x + 27, y + 18, 55, card.name, 13, bold=True)
    pen.text(x + 27, y + 26, 55, card.relation, 9)
    pen.text(x + 27, y + 33, 55, card.name_latin, 9, bold=True)
    pen.text(x + 27, y + 38, 55, card.relation_latin, 8)
    pen.text(x + 4, y + 47, 60, card.code, 17, bold=True)
    pen.text(x + 60, y + 47, 22, card.renewal, 7)
    pen.text(x + 60, y + 43, 22, card.holder, 7)


def _back(pen: Pen, sheet: CardSheet, card: CardFace, x: float, y: float) -> None:
    pen.code(x + 4, y + 6, qr.credential(card.credential), 0.762)
    for number, line in enumerate((*sheet.captions.back.local.split("\n"), *sheet.captions.back.en.split("\n"))):
        pen.text(x + 49, y + 8 + number * 4.4, 33, line, 6.5)


def roster(sheet: RosterSheet) -> bytes:
    """Rows of text with rules, ten a page with a QR each, or twenty-five without."""
    pen, muster = Pen(across=True), sheet.kind == "muster"
    many, pitch = (10, 15.0) if muster else (25, 6.4)
    for start in range(0, len(sheet.rows), many):
        if start:
            pen.page()
        pen.text(15, 12, 120, sheet.captions.title.en, 13, bold=True)
        pen.text(150, 12, 130, sheet.captions.title.local, 14, bold=True)
        for place, row in enumerate(sheet.rows[start : start + many]):
            _row(pen, row, 28 + place * pitch, pitch, muster=muster)
    return pen.end()


def _row(pen: Pen, row: RosterRow, y: float, pitch: float, *, muster: bool) -> None:
    middle = y + pitch / 2
    pen.bar(12, y + pitch, 273, 0.15)
    pen.text(40, middle, 40, row.code, 10)
    pen.text(85, middle, 60, row.name, 10, bold=True)
    pen.text(148, middle, 60, row.relation, 9)
    pen.text(212, middle, 12, str(row.people), 10)
    for number, amount in enumerate(row.amounts):
        pen.text(226 + number * 14, middle, 12, str(amount), 10)
    if muster:
        pen.code(14, y + 1, qr.household(row.code), 0.5)
