"""What holds for every widget: a name for who cannot see it, plain text, and room for its words in each language."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look
from desktop.ui.appearance.tokens import SUN
from desktop.ui.widgets.chips import Chip
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn
from tests.ui.gallery import LARGE_WINDOW, PAGES, SMALL_WINDOW

LOOKS = {
    "en": (Look(), LARGE_WINDOW),
    "ur": (Look(language=Language.URDU), LARGE_WINDOW),
    "sd": (Look(language=Language.SINDHI), LARGE_WINDOW),
    "naskh": (Look(language=Language.URDU, compact=True), LARGE_WINDOW),
    "sun": (Look(tokens=SUN), LARGE_WINDOW),
    "en-small": (Look().at(SMALL_WINDOW), SMALL_WINDOW),
    "ur-small": (Look(language=Language.URDU).at(SMALL_WINDOW), SMALL_WINDOW),
}


def focusable(page: QWidget) -> list[QWidget]:
    """What the keyboard or the mouse can give the focus to; parts that Qt makes for itself left out."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QScrollBar | QHeaderView)
        and not isinstance(widget.parentWidget(), QAbstractScrollArea)
        and widget.isVisible()
    ]


@pytest.mark.parametrize("name", PAGES)
def test_every_focusable_widget_has_a_name(name: str, english: None, qtbot: QtBot) -> None:
    """As a screen reader asks for it."""
    page = PAGES[name]()
    qtbot.addWidget(page)
    page.resize(LARGE_WINDOW)
    page.show()
    found = focusable(page)
    assert found
    for widget in found:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget


@pytest.mark.parametrize("name", PAGES)
def test_the_tab_key_reaches_everything(name: str, english: None, qtbot: QtBot) -> None:
    """Or, in a row of chips, the arrows do."""
    page = PAGES[name]()
    qtbot.addWidget(page)
    page.resize(LARGE_WINDOW)
    page.show()
    for widget in focusable(page):
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        assert by_tab or isinstance(widget, Chip), widget


@pytest.mark.parametrize("name", PAGES)
def test_every_label_is_plain_text(name: str, english: None, qtbot: QtBot) -> None:
    """Nothing typed is ever read as markup."""
    page = PAGES[name]()
    qtbot.addWidget(page)
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("tiles", "dialog")])
def test_everything_finds_room(name: str, look: str, put_on: PutOn, qtbot: QtBot) -> None:
    """Each page of the gallery fits its window, and no widget is smaller than it asks to be."""
    dressed, size = LOOKS[look]
    put_on(dressed)
    page = PAGES[name]()
    qtbot.addWidget(page)
    page.resize(size)
    page.show()
    assert page.minimumSizeHint().width() <= size.width()
    assert page.minimumSizeHint().height() <= size.height()
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QHeaderView):  # it is as high as its table makes it
            continue
        if widget.isVisible() and type(widget).__module__.startswith("desktop.ui.widgets"):
            wanted = QSize(widget.minimumSizeHint())
            assert widget.width() >= wanted.width(), widget
            assert widget.height() >= wanted.height(), widget
