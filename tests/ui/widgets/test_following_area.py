"""Long bodies follow the keyboard, and a page that is cleared away is asked for nothing any more."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.page import scrolling
from desktop.ui.widgets.following_area import FollowingArea

type Shown = tuple[FollowingArea, list[QLineEdit]]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Forty fields, one below the other, in an area that shows a few of them."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    fields = [QLineEdit() for _ in range(40)]
    for field in fields:
        column.addWidget(field)
    area = scrolling(inside)
    assert isinstance(area, FollowingArea)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitExposed(area)
    area.activateWindow()
    QApplication.processEvents()
    return area, fields


def is_seen(area: FollowingArea, field: QLineEdit) -> bool:
    """Whether the middle of a field lies in what the area shows."""
    return area.viewport().rect().contains(field.mapTo(area.viewport(), field.rect().center()))


def test_what_has_the_keyboard_is_seen(shown: Shown, qtbot: QtBot) -> None:
    """Far below and back, however the keyboard came there."""
    area, fields = shown
    for field in (fields[30], fields[2], fields[39], fields[0]):
        field.setFocus()
        qtbot.waitUntil(lambda there=field: is_seen(area, there))


def test_it_is_seen_again_when_room_is_taken_away(shown: Shown, qtbot: QtBot) -> None:
    """A notice above makes the area lower."""
    area, fields = shown
    fields[4].setFocus()
    assert is_seen(area, fields[4])
    area.resize(300, 90)
    qtbot.waitUntil(lambda: is_seen(area, fields[4]))


def test_an_area_that_python_has_taken_already_is_not_called(shown: Shown, qtbot: QtBot) -> None:
    """As when a whole window is cleared away: what Python kept of the area is gone, Qt's part still stands."""
    area, fields = shown
    vars(area).clear()
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    fields[3].setFocus()
    area.verticalScrollBar().rangeChanged.emit(0, 3)
    QApplication.processEvents()
