"""Typing by sound ends with whoever switched it on, and is shown and switched off wherever it works."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import WHERE, WHO
from desktop.ui.screens.rounds.add_dialog import AddDialog
from desktop.ui.widgets.phonetic import phonetic
from desktop.ui.workbench import GoFind, GoRegister
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, here, press, write


@pytest.fixture(autouse=True)
def _off() -> Iterator[None]:
    yield
    phonetic().turn_off()


def test_typing_by_sound_ends_with_the_person_and_the_language(
    enter: Enter, speak: Callable[[Language], None], qtbot: QtBot
) -> None:
    """A lock and another language begin with plain keys; the same person's next page does not."""
    frame = enter(Role.CLERK, GoFind())
    window = frame.window()
    assert isinstance(window, MainWindow)
    phonetic().toggle()
    window.show_content(frame)
    assert phonetic().on
    speak(Language.URDU)
    window.show_content(frame)
    assert not phonetic().on
    phonetic().toggle()
    window.show_content(QWidget())  # the lock screen
    assert not phonetic().on


def test_a_dialog_shows_it_and_switches_it_off(enter: Enter, qtbot: QtBot) -> None:
    """Too small for the keys, it shows the sign; Ctrl+K in it switches off, a click on the sign does too."""
    frame = enter(Role.SUPERVISOR)
    dialog = AddDialog(frame.page)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.reason.setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_K, CTRL)
    assert phonetic().on
    sign = dialog.letters.sign
    assert sign is not None
    assert sign.isVisible()
    assert here() is dialog.reason
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    assert not phonetic().on
    assert not sign.isVisible()
    dialog.close()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_the_sign_of_it_covers_no_button(
    language: Language, enter: Enter, speak: Callable[[Language], None], qtbot: QtBot
) -> None:
    """In the form, with its foot full: undo and back can be read and pressed."""
    speak(language)
    page = enter(Role.CLERK, GoRegister()).page
    assert isinstance(page, RegisterPage)
    window = page.window()
    assert isinstance(window, MainWindow)
    press(Qt.Key.Key_1, ENTER)
    write("س")
    press(ENTER)
    phonetic().toggle()
    page.panels.head.age.setFocus()
    sign = window.letters.sign
    assert sign is not None
    assert sign.isVisible()
    qtbot.wait(1)
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible() and one is not sign]
    assert page.foot.undo_button in buttons
    places = [QRect(one.mapTo(window, QPoint(0, 0)), one.size()) for one in buttons]
    assert not [place for place in places if place.intersects(sign.geometry())]


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1024, 600)])
@pytest.mark.parametrize("language", [Language.URDU, Language.ENGLISH])
def test_the_keys_leave_the_foot_and_the_field_to_be_seen(
    language: Language, size: QSize, enter: Enter, speak: Callable[..., None]
) -> None:
    """From the first name of the form to the village: Save can be pressed while the keys are shown."""
    speak(language, size)
    frame = enter(Role.CLERK, GoRegister(), size)
    page, window = frame.page, frame.window()
    assert isinstance(page, RegisterPage)
    assert isinstance(window, MainWindow)
    phonetic().toggle()
    page.panels.where.set_where("PK61701", "")
    for step, field in (
        (WHO, page.panels.head.name),
        (WHO, page.panels.head.parent_name),
        (WHERE, page.panels.where.search),
        (WHERE, page.panels.where.village),
    ):
        if page.step != step:
            page._go_to(step)  # pyright: ignore[reportPrivateUsage]
        field.setFocus()
        keys = window.letters.keyboard
        assert keys is not None
        assert keys.isVisible()
        for seen in (field, page.foot.save_button, page.foot.next_button):
            assert seen.isVisible()
            corner = seen.mapTo(window, QPoint(0, 0))
            assert not keys.geometry().intersects(QRect(corner, seen.size())), seen.accessibleName()
