"""The white card on a verdict: who stands there, and what is handed over, as drawing and numeral."""

from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from desktop.ui.appearance.icons import paint_item
from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import grouped_code, initials, isolate
from desktop.ui.appearance.tokens import LIGHT
from desktop.ui.appearance.typefaces import Face, make_font
from desktop.ui.widgets.line import broken
from desktop.ui.widgets.painting import (
    Align,
    draw_frame,
    draw_photo,
    draw_text,
    fitting,
    ink_height,
    picture,
    text_width,
    tight_height,
)
from desktop.ui.widgets.verdict_values import VerdictItem, VerdictPerson

_CELL, _GAP = 200.0, 16.0
_LINES, _ASKED_ALONE, _ASKED_LEAST = 2, 19, 14  # of the sentence that asks for a look
_CELL_GROUND = "#F1EEE6"


def font_of(text: str, latin: int, arabic: int, bold: bool = False) -> QFont:
    """A font by the script of the text, in pixels of the verdict's own grid."""
    face = current().face_for(text)
    if face is Face.LATIN:
        return make_font(latin, face, 600 if bold else 400)
    size = {Face.NASTALIQ: 1.0, Face.NASKH: 0.95, Face.LATEEF: 1.28}[face] * arabic
    return make_font(round(size), face, 700 if bold else 400)


def word_font(text: str, latin: int, arabic: int) -> QFont:
    """The font of a verdict's word: the heaviest that each script has."""
    font = font_of(text, latin, arabic, bold=True)
    font.setWeight(QFont.Weight.Bold)
    return font


def shrunk(text: str, font: QFont, width: float, least: int, height: float | None = None) -> QFont:
    """The font, smaller by steps until the text fits (its ink into `height` too), down to `least` pixels."""
    found = QFont(font)
    while found.pixelSize() > least and (
        text_width(text, found) > width or (height is not None and sum(ink_height(text, found)) > height)
    ):
        spacing = found.wordSpacing() / found.pixelSize()
        found.setPixelSize(found.pixelSize() - 1)
        found.setWordSpacing(spacing * found.pixelSize())
    return found


def asked_lines(sentence: str, width: float, height: float) -> tuple[QFont, list[str]]:
    """What is asked in one line, or in two where one would be small; it is shortened only when two do not hold it."""
    large = font_of(sentence, 24, 25, bold=True)
    font = shrunk(sentence, large, width, _ASKED_ALONE)
    if text_width(sentence, font) <= width:
        return font, [sentence]
    font = large
    while font.pixelSize() > _ASKED_LEAST and (
        _LINES * tight_height(font) > height or len(broken(sentence, font, width, current().rtl)) > _LINES
    ):
        font = shrunk(sentence, font, 0, font.pixelSize() - 1)
    first, *rest = broken(sentence, font, width, current().rtl)
    return font, [first, fitting(" ".join(rest), font, width)]


def draw_asked(painter: QPainter, place: QRectF, sentence: str, ink: str) -> None:
    """The sentence, in the middle of the height of `place`."""
    font, lines = asked_lines(sentence, place.width(), place.height())
    high = min(tight_height(font), place.height() / len(lines))
    y = place.center().y() - high * len(lines) / 2
    for line in lines:
        draw_text(painter, QRectF(place.left(), y, place.width(), high), line, font, ink)
        y += high


def draw_person(painter: QPainter, place: QRectF, person: VerdictPerson) -> None:
    """Name, relation, the name in the other script, facts and code, under each other."""
    lines = [
        (person.name, font_of(person.name, 42, 38, bold=True), LIGHT.ink, 26),
        (person.relation, font_of(person.relation, 22, 26), LIGHT.ink, 18),
        (person.second_name, font_of(person.second_name, 20, 27), LIGHT.ink, 17),
        (person.facts, font_of(person.facts, 18, 20), LIGHT.muted, 15),
    ]
    y = place.top()
    for text, font, tint, least in lines:
        fitted = shrunk(text, font, place.width(), least)
        # a name too long for its line at the smallest size goes over two lines: it is never cut
        for part in broken(text, fitted, place.width(), current().rtl)[:2] if text else []:
            high = tight_height(fitted) + (5 if fitted.families()[0] == Face.LATIN.value else 10)
            line = QRectF(place.left(), y, place.width(), high)
            draw_text(painter, line, fitting(part, fitted, place.width()), fitted, tint)
            y += high
    if person.household_code:
        code = make_font(18, Face.LATIN, 600)
        code.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
        rect = QRectF(place.left(), y + 2, place.width(), tight_height(code))
        draw_text(painter, rect, grouped_code(person.household_code), code, LIGHT.muted)


def draw_face(painter: QPainter, place: QRectF, person: VerdictPerson) -> None:
    """The photo, or initials: never a grey head."""
    photo = picture(person.photo)
    if photo is not None:
        draw_photo(painter, place, photo, radius=6)
        return
    letters = initials(person.name)
    draw_frame(painter, place, LIGHT.accent_soft, radius=6)
    draw_text(painter, place, letters, font_of(letters, 84, 72, bold=True), LIGHT.accent, Align.CENTRE)


def items_width(count: int, room: float) -> float:
    """Width that the cells of so many items take out of `room`."""
    columns = count if count <= 4 else ceil(count / 2)
    cell = _cell_width(columns, room)
    return columns * cell + max(0, columns - 1) * _GAP


def _cell_width(columns: int, room: float) -> float:
    return min(_CELL, max(104.0, (room * 0.58 - (columns - 1) * _GAP) / max(1, columns)))


def draw_items(painter: QPainter, place: QRectF, items: tuple[VerdictItem, ...], room: float) -> None:
    """Cells in reading order; more than four stand in two rows."""
    rtl = current().rtl
    rows = 1 if len(items) <= 4 else 2
    columns = len(items) if rows == 1 else ceil(len(items) / 2)
    wide = _cell_width(columns, room)
    high = (place.height() - (rows - 1) * _GAP) / rows
    for index, item in enumerate(items):
        column, row = index % columns, index // columns
        left = place.left() + mirror(column * (wide + _GAP), wide, place.width(), rtl)
        cell = QRectF(left, place.top() + row * (high + _GAP), wide, high)
        draw_frame(painter, cell, _CELL_GROUND, radius=6)
        if rows == 1:
            _draw_cell(painter, cell, item)
        else:
            _draw_low_cell(painter, cell, item)


def _draw_cell(painter: QPainter, cell: QRectF, item: VerdictItem) -> None:
    """Drawing over numeral over words."""
    words = _words(item, cell.width() - 12)
    tail = sum(tight_height(font) for _, font, _ in words)
    numeral = make_font(64, Face.LATIN, 700)
    count = isolate(f"× {item.count}")
    numeral = shrunk(count, numeral, cell.width() - 16, 36)
    body = min(120.0, cell.height() - tail - 84, cell.width() - 24)
    free = cell.height() - body - 84 - tail
    y = cell.top() + max(0.0, free * 0.35)
    drawing = QRectF(cell.center().x() - body / 2, y, body, body)
    paint_item(painter, drawing, item.code, LIGHT.ink)
    y += body + max(0.0, free * 0.2)
    draw_text(painter, QRectF(cell.left(), y, cell.width(), 84), count, numeral, LIGHT.ink, Align.CENTRE)
    _draw_words(painter, cell, y + 84, words)


def _draw_low_cell(painter: QPainter, cell: QRectF, item: VerdictItem) -> None:
    """Drawing beside numeral, words below."""
    words = _words(item, cell.width() - 12)[:1]
    tail = sum(tight_height(font) for _, font, _ in words)
    body = min(72.0, cell.height() - tail - 12, cell.width() * 0.42)
    count = isolate(f"× {item.count}")
    numeral = shrunk(count, make_font(44, Face.LATIN, 700), cell.width() - body - 24, 24)
    wide = body + 8 + text_width(count, numeral)
    y = cell.top() + (cell.height() - body - tail) / 2
    start = cell.left() + mirror((cell.width() - wide) / 2, body, cell.width(), current().rtl)
    paint_item(painter, QRectF(start, y, body, body), item.code, LIGHT.ink)
    after = (cell.width() - wide) / 2 + body + 8
    left = cell.left() + mirror(after, wide - body - 8, cell.width(), current().rtl)
    draw_text(painter, QRectF(left, y, wide - body - 8, body), count, numeral, LIGHT.ink)
    _draw_words(painter, cell, y + body, words)


def _words(item: VerdictItem, width: float) -> list[tuple[str, QFont, str]]:
    first = shrunk(item.label, font_of(item.label, 17, 19, bold=True), width, 13)
    second = shrunk(item.second_label, font_of(item.second_label, 16, 17), width, 13)
    pairs = [(item.label, first, LIGHT.ink), (item.second_label, second, LIGHT.muted)]
    return [(fitting(text, font, width), font, tint) for text, font, tint in pairs if text]


def _draw_words(painter: QPainter, cell: QRectF, y: float, words: list[tuple[str, QFont, str]]) -> None:
    for text, font, tint in words:
        high = tight_height(font)
        draw_text(painter, QRectF(cell.left(), y, cell.width(), high), text, font, tint, Align.CENTRE)
        y += high
