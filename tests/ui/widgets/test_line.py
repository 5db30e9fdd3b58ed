"""Text is never cut and never read as markup."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.station.station_foot import StationFoot
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.painting import draw_text, forget_texts
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn, Show

# Letters that stand high, hang low or run back under the word.
HARD = [
    "گھرانہ، کیسے، دیگر",
    "کیا پہلے سے درج ہے؟",
    "ٹھٹھہ گگ چچ",
    "بچے",
    "مصطفیٰ اللّٰہ وسایا",
    "آگے: گھر والے",
    "حجّاج بن یوسف",
    "قطعۂ زمین 36302",
]
LOOKS = [
    Look(language=Language.URDU),
    Look(language=Language.URDU, compact=True),
    Look(language=Language.SINDHI),
    Look(),
    Look(language=Language.URDU, scale=2.0),
]


def ink_of(image: QImage, ground: QColor) -> QRect:
    """The rectangle of all pixels that differ clearly from the ground."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()]
    level = QColor(ground).lightness()
    ys, xs = np.nonzero(np.abs(pixels.astype(np.int16) - level) > 90)
    if not len(xs):
        return QRect()
    return QRect(QPoint(int(xs.min()), int(ys.min())), QPoint(int(xs.max()), int(ys.max())))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.face.value} {look.scale}")
@pytest.mark.parametrize("text", HARD)
def test_the_ink_of_a_line_lies_inside_its_rectangle(look: Look, text: str, put_on: PutOn, qtbot: QtBot) -> None:
    """Drawn without any clipping, not one dark pixel falls outside the size that the line asks for."""
    put_on(look)
    for role in (Role.BODY, Role.TITLE, Role.SMALL):
        line = Line(text, role)
        qtbot.addWidget(line)
        size, margin = line.sizeHint(), 60
        image = QImage(size.width() + 2 * margin, size.height() + 2 * margin, QImage.Format.Format_RGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        place = QRect(QPoint(margin, margin), size)
        draw_text(painter, QRectF(place), text, line.line_font(), "#000000")
        painter.end()
        ink = ink_of(image, QColor("#FFFFFF"))
        assert not ink.isEmpty()
        assert place.contains(ink), (role, place, ink)


def test_a_line_shows_markup_as_typed(english: None, qtbot: QtBot) -> None:
    """`<b>` is as wide as its three letters, not nothing."""
    plain, marked = Line("Rahim"), Line("<b>Rahim</b>")
    for line in (plain, marked):
        qtbot.addWidget(line)
        assert line.textFormat() is Qt.TextFormat.PlainText
    assert marked.sizeHint().width() > plain.sizeHint().width() + 30


def test_a_line_begins_on_the_leading_side(put_on: PutOn, qtbot: QtBot) -> None:
    """A Latin line in an Urdu window begins at the right, and its full stop stays at its own end."""
    put_on(Look(language=Language.URDU))
    parent = QWidget()
    qtbot.addWidget(parent)
    line = Line("Please walk.", parent=parent)
    line.resize(400, 40)
    ink = ink_of(line.grab().toImage(), line.palette().window().color())
    assert ink.right() > 390
    assert ink.left() > 200


def test_a_narrow_line_ends_in_an_ellipsis_and_tells_the_rest(english: None, qtbot: QtBot) -> None:
    """Only when it may, and the tooltip shows data as typed."""
    line = Line("Ghulam <Mustafa> Abdul Rehman", elide=True)
    qtbot.addWidget(line)
    line.resize(100, line.sizeHint().height())
    line.show()
    assert "&lt;Mustafa&gt;" in line.toolTip()
    line.resize(500, line.sizeHint().height())
    assert line.toolTip() == ""
    whole = Line("Ghulam Mustafa Abdul Rehman")
    qtbot.addWidget(whole)
    assert whole.minimumSizeHint().width() == whole.sizeHint().width()


@pytest.mark.parametrize("look", LOOKS[:4], ids=lambda look: look.face.value)
def test_a_paragraph_is_as_high_as_its_lines(look: Look, put_on: PutOn, qtbot: QtBot) -> None:
    """Half the width needs more height, and the last line is inside."""
    put_on(look)
    text = "The store cannot be written. " * 5 if not look.rtl else "اندراج نہیں لکھا جا رہا۔ ٹیم لیڈ کو بلائیں۔ " * 4
    paragraph = Paragraph(text)
    qtbot.addWidget(paragraph)
    assert paragraph.heightForWidth(300) > paragraph.heightForWidth(600)
    paragraph.resize(300, paragraph.heightForWidth(300))
    image = paragraph.grab().toImage()
    ink = ink_of(image, paragraph.palette().window().color())
    assert ink.height() > image.height() * 0.6
    assert image.rect().adjusted(0, 1, 0, -1).contains(ink)


def test_measured_texts_can_be_forgotten(english: None, qtbot: QtBot) -> None:
    """After locking no name stays behind in what was measured; drawing goes on as before."""
    line = Line("Sakina Bibi")
    qtbot.addWidget(line)
    before = line.sizeHint()
    forget_texts()
    assert line.sizeHint() == before


def test_a_line_that_was_empty_is_drawn_whole(
    english: None, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the foot of a lane that opens: not only where a button stood before, which has moved away."""
    drawn: list[tuple[QRect, QRect]] = []
    paint = Line.paintEvent

    def noted(line: Line, event: QPaintEvent) -> None:
        if line.text().startswith("Last"):
            drawn.append((event.rect(), line.rect()))
        paint(line, event)

    monkeypatch.setattr(Line, "paintEvent", noted)
    foot = StationFoot()
    show(foot).resize(1366, 100)
    qtbot.wait(20)
    foot._last.setText("Last: 6174 2865 3548 given 18:00")  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: bool(drawn))
    part, whole = drawn[-1]
    assert part == whole
