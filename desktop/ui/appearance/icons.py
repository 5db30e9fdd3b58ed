"""Icons and drawings: read from the package, coloured by token, stroked by size, turned round in RTL."""

from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER = files("desktop.ui").joinpath("resources")
MIRRORED = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "arrow-back-up",
        "list-check",
        "list-numbers",
        "file-import",
        "file-export",
        "logout",
        "notebook",
    }
)
_DRAWN_INK = "#1B2326"
_DRAWN_ACCENT = "#0E5566"


class Drawing(StrEnum):
    """Drawings that are not relief items."""

    MARK = "mark"
    MARK_SMALL = "mark-16"
    TILE = "mark-tile"
    SELVEDGE = "selvedge"


# Drawing of each relief item by its code; what is not here is a parcel.
_ITEMS = {
    "ATTA": "flour",
    "RICE": "rice",
    "DAL": "dal",
    "OIL": "oil",
    "SUGAR": "sugar",
    "SALT": "salt",
    "TEA": "tea",
    "TENT": "tent",
    "TARP": "tarpaulin",
    "BLANKET": "blanket",
    "MAT": "mat",
    "MOSQ": "net",
    "KITCHEN": "kitchen",
    "JERRY": "jerrycan",
    "SOAP": "soap",
    "LSOAP": "soap",
    "HYG": "hygiene",
    "DIGNITY": "hygiene",
    "AQUATAB": "tablets",
    "SEED": "seed",
    "CASH": "cash",
}


def stroke_for(size: float) -> float:
    """Stroke of an outline icon on its 24 grid: the larger it is drawn, the thinner."""
    if size < 20:
        return 2.0
    return 1.75 if size < 32 else 1.6


@lru_cache(maxsize=512)
def _svg(folder: str, name: str, colour: str, stroke: float) -> bytes:
    text = _FOLDER.joinpath(folder, f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", colour).replace(_DRAWN_INK, colour).replace(_DRAWN_ACCENT, colour)
    if folder == "icons":
        text = text.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return text.encode()


def paint_icon(
    painter: QPainter, rect: QRectF, name: str, colour: str, rtl: bool = False, stroke: float | None = None
) -> None:
    """Draw an outline icon into a square; the directional ones are turned round in RTL."""
    svg = _svg("icons", name, colour, stroke or stroke_for(rect.width()))
    _paint(painter, rect, svg, turned=rtl and name in MIRRORED)


def paint_drawing(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Draw one of our own drawings; one colour, never turned round."""
    _paint(painter, rect, _svg("drawings", name, colour, 2.0), turned=False)


def item_drawing(code: str) -> str:
    """Name of the drawing for a relief item code such as `ATTA20`; a parcel for a code without its own."""
    return "item-" + _ITEMS.get(code.upper().rstrip("0123456789"), "parcel")


def paint_item(painter: QPainter, rect: QRectF, code: str, colour: str) -> None:
    """Draw the relief item of a code."""
    paint_drawing(painter, rect, item_drawing(code), colour)


def _paint(painter: QPainter, rect: QRectF, svg: bytes, *, turned: bool) -> None:
    renderer = QSvgRenderer(QByteArray(svg))
    painter.save()
    if turned:
        painter.translate(2 * rect.center().x(), 0)
        painter.scale(-1, 1)
    renderer.render(painter, rect)
    painter.restore()


def pixmap(name: str, size: int, colour: str, rtl: bool = False, drawing: bool = False) -> QPixmap:
    """An icon (or one of our drawings) as a pixmap, sharp at the screen's own resolution."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    rect = QRectF(0, 0, size, size)
    if drawing:
        paint_drawing(painter, rect, name, colour)
    else:
        paint_icon(painter, rect, name, colour, rtl)
    painter.end()
    return picture
