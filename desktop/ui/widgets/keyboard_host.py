"""Shows the keyboard on the screen in its window: on a key, and away from the field that is written in."""

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.ui.appearance.look import current
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.keyboard_watch import tell_where_the_keyboard_is
from desktop.ui.widgets.phonetic import phonetic
from desktop.ui.widgets.screen_keyboard import ScreenKeyboard

SWITCH = "Ctrl+K"


class KeyboardHost(QObject):
    """Shows the keyboard of one window while it is wanted, away from the field that is written in."""

    def __init__(self, window: QWidget) -> None:
        """Nothing is made until somebody asks for it: `Ctrl+K`, or the mark in a field."""
        super().__init__(window)
        self._window = window
        self.keyboard: ScreenKeyboard | None = None
        QShortcut(QKeySequence(SWITCH), window).activated.connect(phonetic().toggle)
        phonetic().changed.connect(self._follow)
        tell_where_the_keyboard_is(self._focus_moved)

    def place(self) -> None:
        """Stand at the lower edge, or at the upper one when the field is written in down there."""
        if self.keyboard is None or not isValid(self.keyboard) or self.keyboard.isHidden():
            return
        window, field = self._window, self._field()
        size = self.keyboard.lay_out(window.width() - 32)
        top = low = window.height() - size.height() - 8
        if field is not None:
            corner = field.mapTo(window, QPoint(0, 0))
            if QRect(corner, field.size()).bottom() > low - 8:
                top = current().layout.bar + 8
        self.keyboard.setGeometry((window.width() - size.width()) // 2, top, size.width(), size.height())
        self.keyboard.raise_()

    def _follow(self) -> None:
        wanted = phonetic().shown
        if self.keyboard is None:
            if not wanted:
                return
            self.keyboard = ScreenKeyboard(self._window)
        self.keyboard.setVisible(wanted and self._field() is not None)
        self.place()

    def _focus_moved(self, _now: QWidget | None) -> None:
        if self.keyboard is not None and isValid(self.keyboard):
            self._follow()

    def _field(self) -> TextField | None:
        """The field that is written in, where Urdu and Sindhi letters belong."""
        field = QApplication.focusWidget()
        if isinstance(field, TextField) and field.takes_letters and self._window.isAncestorOf(field):
            return field
        return None
