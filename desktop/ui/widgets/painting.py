"""How our widgets put ink on the screen: text that is never cut, frames, key caps, nuqtas and the selvedge."""

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import isolate, reads_rtl
from desktop.ui.appearance.typefaces import Face, Role, box_of, font_for, make_font

KEY_HEIGHT = 22


class Align(Enum):
    """Where text stands in its rectangle, in the direction of reading."""

    LEADING = "leading"
    CENTRE = "centre"
    TRAILING = "trailing"


def colour(tint: str) -> str:
    """The present value of a token by its name, such as `ink` or `accent_soft`; a `#RRGGBB` passes through."""
    return tint if tint.startswith("#") else str(getattr(current().tokens, tint))


def text_font(text: str, role: Role, bold: bool | None = None) -> QFont:
    """The font in which this text is set in this window."""
    look = current()
    return font_for(role, look.face_for(text), look.scale, bold)


def face_of(font: QFont) -> Face:
    """The face a font of ours was made for."""
    return Face(font.families()[0])


def line_height(font: QFont) -> float:
    """Height of one line standing alone, in pixels."""
    return box_of(face_of(font)).line * font.pixelSize()


def tight_height(font: QFont) -> float:
    """Height of one line among others that are drawn in the same paint, in pixels."""
    return box_of(face_of(font)).tight * font.pixelSize()


@lru_cache(maxsize=4096)
def _ink(
    text: str, begins_right: bool, family: str, size: int, weight: int, words: float, letters: float
) -> tuple[float, float, float, float, float]:
    """Advance, then left, right, top and bottom of the ink of one line from its baseline, glyph by glyph.

    Bounding boxes of font metrics are too wide for Nastaliq, whose last letter may run back under the word."""
    font = make_font(size, Face(family), weight)
    font.setWordSpacing(words)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, letters)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    right = reads_rtl(text, begins_right)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setNumColumns(len(text) + 1)
    layout.endLayout()
    width = QFontMetricsF(font).horizontalAdvance(text)
    start, first, last = line.naturalTextRect().left(), 0.0, width
    high, low, base = 0.0, 0.0, line.y() + line.ascent()
    for run in layout.glyphRuns():
        raw = run.rawFont()
        for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            box = raw.boundingRect(glyph)
            first = min(first, place.x() - start + box.left())
            last = max(last, place.x() - start + box.right())
            high = min(high, place.y() - base + box.top())
            low = max(low, place.y() - base + box.bottom())
    return width, first, last, high, low


def _ink_of(text: str, font: QFont) -> tuple[float, float, float, float, float]:
    size, weight = font.pixelSize(), font.weight().value
    return _ink(text, current().rtl, font.families()[0], size, weight, font.wordSpacing(), font.letterSpacing())


def forget_texts() -> None:
    """Drop what was measured, with the names in it: for the moment when the window is locked."""
    _ink.cache_clear()


def overhangs(text: str, font: QFont) -> tuple[float, float]:
    """How far the ink reaches beyond the advance, left and right, in pixels."""
    if not text:
        return 0.0, 0.0
    width, first, last, _high, _low = _ink_of(text, font)
    return -first, last - width


def ink_height(text: str, font: QFont) -> tuple[float, float]:
    """How far the ink reaches above and below the baseline, in pixels, both counted from it."""
    if not text:
        return 0.0, 0.0
    _width, _first, _last, high, low = _ink_of(text, font)
    return -high, low


def text_width(text: str, font: QFont) -> float:
    """Width that a text needs with all of its ink, in pixels."""
    if not text:
        return 0.0
    _width, first, last, _high, _low = _ink_of(text, font)
    return last - first


def fitting(text: str, font: QFont, width: float) -> str:
    """The text, shortened with an ellipsis when it is wider than `width` pixels."""
    if text_width(text, font) <= width + 0.5:
        return text
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    tint: str,
    align: Align = Align.LEADING,
    rtl: bool | None = None,
    by_ink: bool = False,
) -> None:
    """One line of text, centred in the height of `rect` and never clipped by it; Nastaliq is lifted in its box.

    `rtl` is the side where lines begin; the direction inside the text follows the text itself. `by_ink` centres
    what is seen instead of the line box: for single large words."""
    begins_right = current().rtl if rtl is None else rtl
    width = QFontMetricsF(font).horizontalAdvance(text)
    left, right = overhangs(text, font)
    if align is Align.CENTRE:
        x = rect.center().x() - width / 2
    elif (align is Align.LEADING) is not begins_right:
        x = rect.left() + left
    else:
        x = rect.right() - width - right
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(colour(tint)))
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if reads_rtl(text, begins_right) else Qt.LayoutDirection.LeftToRight
    )
    y = baseline(rect, font)
    above, below = ink_height(text, font)
    if by_ink:
        y = rect.center().y() + (above - below) / 2
    elif above + below <= rect.height():  # a high kaf or a low ye moves its line a little, and is whole
        y = min(max(y, rect.top() + above), rect.bottom() - below)
    painter.drawText(QPointF(x, y), text)
    painter.restore()


def baseline(rect: QRectF, font: QFont) -> float:
    """Height of the baseline of a line centred in `rect`."""
    metrics = QFontMetricsF(font)
    lift = box_of(face_of(font)).lift * font.pixelSize()
    return rect.center().y() + (metrics.ascent() - metrics.descent()) / 2 - lift


def draw_frame(
    painter: QPainter,
    rect: QRectF,
    fill: str | None,
    edge: str | None = None,
    radius: float = 6,
    width: float | None = None,
    dashed: bool = False,
) -> None:
    """A rounded rectangle with its border inside `rect`; `None` leaves fill or border away."""
    pen_width = float(current().tokens.border) if width is None else width
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour(fill)) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        pen = QPen(QColor(colour(edge)), pen_width)
        if dashed:
            pen.setDashPattern([4 / pen_width, 3 / pen_width])
        painter.setPen(pen)
        inset = pen_width / 2
        rect = rect.adjusted(inset, inset, -inset, -inset)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def key_font() -> QFont:
    """The font on a key cap; key names are Latin in all languages."""
    return font_for(Role.KEY, Face.LATIN, current().scale)


def key_size(name: str) -> tuple[float, float]:
    """Width and height of a key cap, in pixels."""
    height = current().px(KEY_HEIGHT)
    return max(float(height), text_width(name, key_font()) + current().px(12)), float(height)


def draw_key(painter: QPainter, rect: QRectF, name: str, edge: str, ink: str) -> None:
    """A key cap: outlined, Latin, always left to right."""
    draw_frame(painter, rect, None, edge, radius=4, width=1)
    draw_text(painter, rect, isolate(name), key_font(), ink, Align.CENTRE, rtl=False)


def nuqta(centre: QPointF, half: float) -> QPainterPath:
    """The dot of the reed pen: a square on its corner, `half` pixels from centre to corner."""
    path = QPainterPath(QPointF(centre.x(), centre.y() - half))
    path.lineTo(centre.x() + half, centre.y())
    path.lineTo(centre.x(), centre.y() + half)
    path.lineTo(centre.x() - half, centre.y())
    path.closeSubpath()
    return path


def draw_selvedge(painter: QPainter, rect: QRectF, tint: str, upright: bool = False) -> None:
    """A row of big and small nuqtas along the longer side of `rect`, as many whole pairs as fit."""
    thick = rect.width() if upright else rect.height()
    length = rect.height() if upright else rect.width()
    step, half = thick * 1.6, thick / 2
    count = max(1, int((length - thick) / step) + 1)
    start = (length - (count - 1) * step) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour(tint)))
    for index in range(count * 2 - 1):
        along, size = start + index * step / 2, half if index % 2 == 0 else half * 0.42
        across = thick / 2
        at = (rect.left() + across, rect.top() + along) if upright else (rect.left() + along, rect.top() + across)
        painter.drawPath(nuqta(QPointF(*at), size))
    painter.restore()


def draw_photo(painter: QPainter, rect: QRectF, photo: QPixmap, radius: float = 6) -> None:
    """A photo that fills its frame, cut in the middle, with round corners."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.setClipPath(path)
    size = photo.deviceIndependentSize()
    grow = max(rect.width() / max(1.0, size.width()), rect.height() / max(1.0, size.height()))
    whole = QRectF(0, 0, size.width() * grow, size.height() * grow)
    whole.moveCenter(rect.center())
    painter.drawPixmap(whole, photo, QRectF(photo.rect()))
    painter.restore()


def draw_initials(
    painter: QPainter, rect: QRectF, letters: str, size: int, radius: float = 6, strong: bool = False
) -> None:
    """Initials on a soft ground, for a person without a photo: never a grey head."""
    draw_frame(painter, rect, "accent" if strong else "accent_soft", radius=radius)
    font = text_font(letters, Role.BODY, bold=True)
    font.setPixelSize(max(10, size))
    draw_text(painter, rect, letters, font, "on_accent" if strong else "accent", Align.CENTRE)


def picture(data: bytes | None) -> QPixmap | None:
    """A pixmap from the bytes of a picture, or None when there are none or they are no picture."""
    found = QPixmap()
    return found if data and found.loadFromData(data) else None


def is_hovered(widget: QWidget) -> bool:
    """True when the pointer is over an enabled widget."""
    return widget.isEnabled() and widget.underMouse()
