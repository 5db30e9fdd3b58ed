"""Paper on the screen comes from memory and is turned by key."""

from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen import canvas

from desktop.ui.appearance.look import Look
from desktop.ui.widgets.pdf_preview import PdfPreview
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn, Show


def paper(pages: int) -> bytes:
    """A PDF of black pages, 100 x 200 points."""
    out = BytesIO()
    page = canvas.Canvas(out, pagesize=(100, 200))
    for _ in range(pages):
        page.rect(0, 0, 100, 200, fill=1)
        page.showPage()
    page.save()
    return out.getvalue()


def test_a_page_fits_and_is_drawn(english: None, show: Show) -> None:
    """As large as fits, with its own proportion, in the middle."""
    preview = PdfPreview("Roster")
    window = show(preview)
    window.resize(500, 400)
    assert preview.show_pdf(paper(3))
    [(page, place)] = preview.places()
    assert page == 0
    assert place.width() * 2 == pytest.approx(place.height(), abs=2)
    assert preview.rect().contains(place.toRect())
    image = preview.grab().toImage()
    assert image.pixelColor(place.center().toPoint()).lightness() < 10
    assert image.pixelColor(3, 3).lightness() > 100


@pytest.mark.parametrize(
    ("language", "on", "back"),
    [(Language.ENGLISH, Qt.Key.Key_Right, Qt.Key.Key_Left), (Language.URDU, Qt.Key.Key_Left, Qt.Key.Key_Right)],
)
def test_pages_are_turned_by_key(
    language: Language, on: Qt.Key, back: Qt.Key, put_on: PutOn, show: Show, qtbot: QtBot
) -> None:
    """Never beyond the ends."""
    put_on(Look(language=language))
    preview = PdfPreview("Roster")
    show(preview)
    preview.show_pdf(paper(3))
    seen: list[int] = []

    def turned(page: int, count: int) -> None:
        assert count == 3
        seen.append(page)

    preview.turned.connect(turned)
    for key in (on, Qt.Key.Key_PageDown, on, back, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp):
        QTest.keyClick(preview, key)
    assert seen == [1, 2, 1, 0, 2, 1]


def test_two_sides_stand_under_each_other(english: None, show: Show) -> None:
    """Front and back of a card, neither on the other."""
    preview = PdfPreview("Card", together=2)
    window = show(preview)
    window.resize(400, 700)
    preview.show_pdf(paper(2))
    (_, front), (_, back) = preview.places()
    assert front.bottom() < back.top()


def test_what_is_no_pdf_shows_nothing_and_clears(english: None, show: Show) -> None:
    """No crash, no old page left behind."""
    preview = PdfPreview("Roster")
    show(preview)
    preview.show_pdf(paper(1))
    assert not preview.show_pdf(b"not a page")
    assert preview.page_count() == 0
    assert preview.places() == []
    preview.grab()
