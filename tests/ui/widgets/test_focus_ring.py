"""One ring a window shows where the keyboard is."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.tokens import LIGHT
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.focus_ring import FocusRing
from tests.ui.conftest import Show


def around(widget: QWidget, window: QWidget) -> QRect:
    """5 px beyond a widget: 2 px of air and 3 px of ring."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-5, -5, 5, 5).intersected(window.rect())


def test_the_ring_follows_the_keyboard(english: None, show: Show, qtbot: QtBot) -> None:
    """By Tab, by mouse, and when the focused widget moves or is taken away."""
    name, chips, button = (
        TextField("Name"),
        ChoiceChips("Sex", [Choice("F", "Woman"), Choice("M", "Man")]),
        Button("Next"),
    )
    window = show(name, chips, button)
    window.resize(400, 300)
    ring = FocusRing(window)
    name.setFocus()
    assert ring.target() is name
    assert ring.geometry() == around(name, window)
    QTest.keyClick(name, Qt.Key.Key_Tab)
    assert ring.target() is chips.chip("F")
    assert ring.geometry() == around(chips.chip("F"), window)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ring.target() is button
    window.resize(500, 420)
    qtbot.waitUntil(lambda: ring.geometry() == around(button, window))
    button.hide()
    assert not ring.isVisible() or ring.target() is not button


def test_the_ring_lets_the_mouse_through_and_shows_its_colour(english: None, show: Show, qtbot: QtBot) -> None:
    """It is drawn above all else and catches nothing."""
    button = Button("Next")
    window = show(button)
    ring = FocusRing(window)
    button.setFocus()
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed
    image = window.grab().toImage()
    top = ring.geometry()
    assert image.pixelColor(top.center().x(), top.top() + 1).name().upper() == LIGHT.focus


def test_the_ring_keeps_to_its_window(english: None, show: Show, qtbot: QtBot) -> None:
    """A focus elsewhere takes it away; a widget that shows the focus itself has none."""
    button, quiet = Button("Next"), Button("Quiet")
    quiet.setProperty("ring", "none")
    window = show(button, quiet)
    ring = FocusRing(window)
    button.setFocus()
    assert ring.isVisible()
    quiet.setFocus()
    assert ring.target() is None
    assert not ring.isVisible()


def test_a_target_that_is_deleted_is_forgotten(english: None, show: Show, qtbot: QtBot) -> None:
    """No ring around nothing."""
    button, other = Button("Next"), Button("Other")
    window = show(button, other)
    ring = FocusRing(window)
    button.setFocus()
    button.setParent(None)
    button.deleteLater()
    qtbot.waitUntil(lambda: ring.target() is not button)
    other.setFocus()
    assert ring.target() is other


def test_the_ring_is_around_what_is_seen(english: None, show: Show, qtbot: QtBot) -> None:
    """Of a field that is scrolled away in part around the rest; of one that is gone around nothing else."""
    field, area = TextField("Name"), QScrollArea()
    inside = QWidget()
    inside.setFixedSize(200, 900)
    field.setParent(inside)
    field.setGeometry(10, 10, 120, 60)
    area.setWidget(inside)
    window = show(area)
    window.resize(400, 300)
    ring = FocusRing(window)
    field.setFocus()
    qtbot.waitUntil(lambda: ring.geometry() == around(field, window))
    area.verticalScrollBar().setValue(40)
    top = area.viewport().mapTo(window, QPoint(0, 0)).y()
    assert ring.geometry().top() == top - 5
    area.verticalScrollBar().setValue(200)
    assert not ring.isVisible()
