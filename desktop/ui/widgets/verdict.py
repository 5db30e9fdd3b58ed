"""The verdict: one painted panel over the whole lane screen, known by colour, shape, word and picture."""

from math import ceil
from typing import override

from PySide6.QtCore import QElapsedTimer, QKeyCombination, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import isolate
from desktop.ui.appearance.tokens import AMBER
from desktop.ui.appearance.typefaces import Face, make_font
from desktop.ui.widgets.painting import Align, draw_frame, draw_text, fitting, line_height, text_width
from desktop.ui.widgets.verdict_button import VerdictButton, cap_font
from desktop.ui.widgets.verdict_card import (
    draw_asked,
    draw_face,
    draw_items,
    draw_person,
    font_of,
    items_width,
    shrunk,
    word_font,
)
from desktop.ui.widgets.verdict_shapes import SHAPE_HEIGHT, SHAPE_WIDTH, paint_shape
from desktop.ui.widgets.verdict_values import GROUNDS, Family, VerdictView

FADE_MS = 8000
_TICK_MS = 100
_MARGIN, _WORD_ZONE, _FOOT_ZONE, _BUTTON = 64.0, 232.0, 116.0, 64.0
_WORD_HEIGHTS = {Family.GIVE: 186.0, Family.CHECK: 178.0}
_REHEARSED = 80  # nobody queues at a rehearsal, so its longer word may be smaller
_LARGE, _LEAST = 140, 135  # pixels of the Latin word: cap height 0.714 em, so at least 96 px


class VerdictPanel(QWidget):
    """Shows one verdict until the next. `acted(key)` for a button or its key (held keys count once);
    `faded` when GIVEN has stood for 8 s. It takes the focus when it shows a verdict."""

    acted = Signal(str)
    faded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: VerdictView | None = None
        self._buttons: list[VerdictButton] = []
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.setProperty("ring", "none")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_verdict(self, view: VerdictView) -> None:
        """Paint a verdict; call it only when the verdict is final, and GIVEN only after it is stored."""
        self._view = view
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for index, action in enumerate(view.actions):
            button = VerdictButton(action, view.family, index == 0, self)
            button.clicked.connect(lambda _on=False, key=action.key: self.acted.emit(key))
            self._buttons.append(button)
            button.show()
        self._arrange()
        self.setAccessibleName(view.spoken())
        self._timer.stop()
        if view.family is Family.GIVEN:
            self._since.start()
            self._timer.start()
        self.update()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, view.spoken())
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)

    def view(self) -> VerdictView | None:
        """The verdict shown."""
        return self._view

    def buttons(self) -> list[VerdictButton]:
        """The buttons shown, the filled one first."""
        return list(self._buttons)

    def word_font(self) -> QFont:
        """The font of the large word, on the verdict's own grid (multiply by the layout's factor for pixels)."""
        view = self._view
        assert view is not None
        font, room = word_font(view.word, _LARGE, 132), self._width() - self._word_left() - _MARGIN / 2
        if current().face_for(view.word) is Face.LATIN:
            return shrunk(view.word, font, room, _LEAST if view.painted is None else _REHEARSED)
        return shrunk(view.word, font, room, 60, height=_WORD_HEIGHTS.get(view.family, 220.0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys on the caps; one press, however long it is held."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        pressed = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
        for action in self._view.actions if self._view else ():
            wanted = [QKeySequence(name) for name in _names(action.shortcut)]
            if any(pressed.matches(each) == QKeySequence.SequenceMatch.ExactMatch for each in wanted):
                if not event.isAutoRepeat():
                    self.acted.emit(action.key)
                return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons at the foot."""
        super().resizeEvent(event)
        self._arrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the verdict on its own grid, scaled for the layout."""
        if self._view is None:
            return
        painter = QPainter(self)
        factor = current().layout.factor
        painter.scale(factor, factor)
        ground = GROUNDS[self._view.family]
        area = QRectF(0, 0, self._width(), self._height())
        painter.fillRect(area, QColor(ground.ground))
        if self._view.family is Family.GIVEN:
            draw_frame(painter, area, None, ground.ink, radius=0, width=10)
        self._draw_badge(painter)
        if self._view.family is Family.CHECK:
            self._draw_check(painter)
        elif self._view.family is Family.GIVE:
            self._draw_give(painter)
        else:
            self._draw_board(painter)
        self._draw_foot(painter)

    def _width(self) -> float:
        return self.width() / current().layout.factor

    def _height(self) -> float:
        return self.height() / current().layout.factor

    def _word_left(self) -> float:
        assert self._view is not None
        if self._view.family in (Family.GIVE, Family.CHECK):
            return 288.0
        return 410.0

    def _at(self, x: float, y: float, width: float, height: float) -> QRectF:
        """A rectangle by its distance from the leading edge."""
        return QRectF(mirror(x, width, self._width(), current().rtl), y, width, height)

    def _draw_badge(self, painter: QPainter) -> None:
        """The two-character code, for staff."""
        assert self._view is not None
        ink = GROUNDS[self._view.family].ink
        place = self._at(self._width() - 31 - 50, 20, 50, 31)
        draw_frame(painter, place, None, ink, radius=6, width=1.5)
        draw_text(painter, place, isolate(self._view.code), cap_font(), ink, Align.CENTRE, rtl=False)

    def _draw_give(self, painter: QPainter) -> None:
        assert self._view is not None
        ink = GROUNDS[Family.GIVE].ink
        paint_shape(painter, self._at(34, 42, SHAPE_WIDTH, SHAPE_HEIGHT), Family.GIVE, current().rtl)
        end = self._draw_word(painter, QRectF(0, 20, 0, 200), ink)
        second = self._view.second_word
        room = self._width() - 132 - end - 60
        font = shrunk(second, word_font(second, 92, 120), room, 30, height=180)
        width = min(room, text_width(second, font))
        x = max(end + 60, self._width() - 140 - width)
        draw_text(painter, self._at(x, 20, width, 200), second, font, ink, by_ink=True)
        self._draw_card(painter, QRectF(_MARGIN, _WORD_ZONE, self._width() - 2 * _MARGIN, self._card_height()), 20)

    def _draw_check(self, painter: QPainter) -> None:
        """Look, then give: an amber band behind a larger photo."""
        view = self._view
        assert view is not None
        paint_shape(painter, self._at(24, 32, SHAPE_WIDTH, SHAPE_HEIGHT), Family.CHECK, current().rtl)
        self._draw_word(painter, QRectF(0, 10, 0, 190), GROUNDS[Family.CHECK].ink)
        band = QRectF(0, 206, self._width(), 80)
        painter.fillRect(band, QColor(AMBER.ground))
        photo_height = self._height() - _FOOT_ZONE - 20 - 228
        photo_width = photo_height * 3 / 4
        text_left = 84 + photo_width + 18
        second = shrunk(view.second_word, word_font(view.second_word, 30, 50), 300, 20, height=70)
        wide = text_width(view.second_word, second)
        corner = self._at(self._width() - _MARGIN - wide, 206, wide, 80)
        draw_text(painter, corner, view.second_word, second, AMBER.ink, by_ink=True)
        room = self._width() - _MARGIN - wide - 24 - text_left
        draw_asked(painter, self._at(text_left, 206, room, 80), view.sentence, AMBER.ink)
        card = QRectF(_MARGIN, 300, self._width() - 2 * _MARGIN, self._height() - _FOOT_ZONE - 300)
        self._draw_card(painter, card, text_left - _MARGIN)
        if view.person is not None:
            place = self._at(84, 228, photo_width, photo_height)
            draw_frame(painter, place.adjusted(-6, -6, 6, 6), "#FFFFFF", radius=8)
            draw_face(painter, place, view.person)

    def _draw_card(self, painter: QPainter, card: QRectF, text_start: float) -> None:
        view = self._view
        assert view is not None
        draw_frame(painter, card, "#FFFFFF", radius=10)
        inner = card.adjusted(20, 20, -24, -20)
        rtl = current().rtl
        if view.family is Family.GIVE and view.person is not None:
            wide = inner.height() * 3 / 4
            draw_face(
                painter,
                QRectF(card.left() + mirror(20, wide, card.width(), rtl), inner.top(), wide, inner.height()),
                view.person,
            )
            text_start = 20 + wide + 32
        room = card.width() - text_start - 24
        cells = items_width(len(view.items), room) if view.items else 0.0
        if view.items:
            left = card.left() + mirror(card.width() - 24 - cells, cells, card.width(), rtl)
            draw_items(painter, QRectF(left, inner.top(), cells, inner.height()), view.items, room)
        if view.person is not None:
            width = room - cells - 24
            left = card.left() + mirror(text_start, width, card.width(), rtl)
            draw_person(painter, QRectF(left, inner.top() + 2, width, inner.height()), view.person)

    def _draw_board(self, painter: QPainter) -> None:
        """A verdict without a card: shape and word, the second word below, and one sentence in two languages."""
        view = self._view
        assert view is not None
        ink, spare = GROUNDS[view.family].ink, max(-60.0, (self._height() - 724) / 2)
        top = 88 + spare / 2
        paint_shape(
            painter, self._at(96, top, SHAPE_WIDTH, SHAPE_HEIGHT), view.family, current().rtl, at_place=view.at_place
        )
        self._draw_word(painter, QRectF(0, top - 27, 0, 216), ink)
        second = shrunk(view.second_word, word_font(view.second_word, 58, 80), self._width() - 474, 30, height=104)
        below = self._at(410, top + 196, self._width() - 474, 110)
        draw_text(painter, below, view.second_word, second, ink, by_ink=True)
        if not view.sentence:
            return
        block = QRectF(_MARGIN, 422 + spare, self._width() - 2 * _MARGIN, 124)
        if view.family is not Family.GIVEN:
            veil = QColor(ink)
            veil.setAlphaF(0.13)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(veil)
            painter.drawRoundedRect(block, 10, 10)
        width = block.width() - 64
        lines = [
            (view.sentence, font_of(view.sentence, 34, 30, bold=True)),
            (view.second_sentence, font_of(view.second_sentence, 22, 26)),
        ]
        shown = [(text, shrunk(text, font, width, 16)) for text, font in lines if text]
        heights = [line_height(font) * 0.86 for _, font in shown]
        y = block.center().y() - sum(heights) / 2
        for (text, font), high in zip(shown, heights, strict=True):
            place = QRectF(block.left() + 32, y, width, high)
            draw_text(painter, place, fitting(text, font, width), font, ink)
            y += high

    def _draw_word(self, painter: QPainter, zone: QRectF, ink: str) -> float:
        """Draw the large word into the height of a zone; gives where it ends, from the leading edge."""
        assert self._view is not None
        font, x = self.word_font(), self._word_left()
        width = text_width(self._view.word, font)
        place = self._at(x, zone.top(), width, zone.height())
        draw_text(painter, place, self._view.word, font, ink, by_ink=True)
        return x + width

    def _draw_foot(self, painter: QPainter) -> None:
        assert self._view is not None
        ink = GROUNDS[self._view.family].ink
        font = font_of(self._view.foot, 17, 18)
        width = text_width(self._view.foot, font)
        y = self._height() - 92
        draw_text(painter, self._at(self._width() - _MARGIN - width, y, width, _BUTTON), self._view.foot, font, ink)
        if self._view.family is not Family.GIVEN or not self._timer.isActive():
            return
        left = max(0.0, 1 - self._since.elapsed() / FADE_MS)
        if current().reduced_motion:
            count = make_font(34, Face.LATIN, 600)
            place = self._at(self._width() - _MARGIN - width - 90, y, 66, _BUTTON)
            draw_text(painter, place, str(ceil(left * FADE_MS / 1000)), count, ink, Align.TRAILING)
        else:
            painter.fillRect(self._at(10, self._height() - 24, (self._width() - 20) * left, 14), QColor(ink))

    def _card_height(self) -> float:
        return self._height() - _FOOT_ZONE - _WORD_ZONE

    def _arrange(self) -> None:
        factor, x = current().layout.factor, _MARGIN
        for button in self._buttons:
            width = button.width_wanted()
            place = self._at(x, self._height() - 92, width, _BUTTON)
            button.setGeometry(
                QRect(
                    round(place.left() * factor),
                    round(place.top() * factor),
                    round(width * factor),
                    round(_BUTTON * factor),
                )
            )
            x += width + 18

    def _tick(self) -> None:
        if self._since.elapsed() >= FADE_MS:
            self._timer.stop()
            self.faded.emit()
        self.update()


def _names(shortcut: str) -> tuple[str, ...]:
    """Enter stands on two keys of a keyboard."""
    return ("Return", "Enter") if shortcut in ("Return", "Enter") else (shortcut,)
