"""Shows in a window that typing by sound is on: the keyboard on the screen where it has room, else a small sign."""

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from desktop.ui.appearance.look import current
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.foot import Foot
from desktop.ui.widgets.keyboard_watch import tell_where_the_keyboard_is
from desktop.ui.widgets.phonetic import phonetic
from desktop.ui.widgets.screen_keyboard import ScreenKeyboard
from desktop.words.catalogue import tr

SWITCH = "Ctrl+K"


class KeyboardHost(QObject):
    """Shows the keyboard of one window or dialog while it is wanted, away from the field that is written in.

    While typing by sound is on and the keys are not shown, a sign says so and switches it off with a click.
    """

    def __init__(self, window: QWidget) -> None:
        """Nothing is made until somebody asks for it: `Ctrl+K`, or the mark in a field."""
        super().__init__(window)
        self._window = window
        self.sign: Button | None = None
        self.keyboard: ScreenKeyboard | None = None
        QShortcut(QKeySequence(SWITCH), window).activated.connect(phonetic().toggle)
        phonetic().changed.connect(self._follow)
        tell_where_the_keyboard_is(self._focus_moved)

    def place(self) -> None:
        """Stand over the foot, or at the upper edge when the field is written in down there.

        Only where both would hide that field, in a very low window, is the foot covered."""
        self._place_sign()
        if self.keyboard is None or not isValid(self.keyboard) or self.keyboard.isHidden():
            return
        window, field = self._window, self._field()
        size = self.keyboard.lay_out(window.width() - 32)
        places = [
            QRect(QPoint((window.width() - size.width()) // 2, top), size)
            for top in (
                self._foot_top() - size.height() - 8,
                current().layout.bar + 8,
                window.height() - size.height() - 8,
            )
        ]
        written = _area(field, window).adjusted(0, -8, 0, 8) if field is not None else QRect()
        self.keyboard.setGeometry(next((one for one in places if not one.intersects(written)), places[0]))
        self.keyboard.raise_()

    def _foot_top(self) -> int:
        """Where the buttons at the window's end begin: its foot, or the last row of a dialog."""
        window = self._window
        ends: list[QWidget] = [one for one in window.findChildren(Foot) if one.isVisible()]
        if not ends and isinstance(window, QDialog):
            shown = [one for one in window.findChildren(Button) if one.isVisible() and one is not self.sign]
            last = max((_area(one, window).bottom() for one in shown), default=0)
            ends = [one for one in shown if _area(one, window).contains(_area(one, window).x(), last - 1)]
        return min((_area(one, window).top() for one in ends), default=window.height())

    def _follow(self) -> None:
        wanted = phonetic().shown and self._field() is not None
        if self.keyboard is None and wanted:
            self.keyboard = ScreenKeyboard(self._window)
        keys = self.keyboard
        if keys is not None and isValid(keys):
            # a dialog that the keys would cover shows the sign alone
            wanted = wanted and 2 * keys.lay_out(self._window.width() - 32).height() <= self._window.height()
            keys.setVisible(wanted)
        self._show_sign(wanted=phonetic().on and not wanted)
        self.place()

    def _focus_moved(self, _now: QWidget | None) -> None:
        if phonetic().on or (self.keyboard is not None and isValid(self.keyboard)):
            self._follow()

    def _show_sign(self, *, wanted: bool) -> None:
        if self.sign is None and wanted:
            self.sign = Button("", ButtonKind.SECONDARY, "keyboard", "Ctrl K", parent=self._window)
            self.sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.sign.clicked.connect(phonetic().turn_off)
        if self.sign is not None and isValid(self.sign):
            self.sign.set_text(tr("{language} letters are on", language=phonetic().layout.name))
            self.sign.setVisible(wanted)

    def _place_sign(self) -> None:
        """Where nothing else stands: in the middle of the window's bar, beside the heading of a dialog."""
        if self.sign is None or not isValid(self.sign):
            return
        window, size = self._window, self.sign.sizeHint()
        over = isinstance(window, QDialog)
        far = 8 if current().rtl else window.width() - size.width() - 8
        left = far if over else (window.width() - size.width()) // 2
        top = 8 if over else max(0, (current().layout.bar - size.height()) // 2)
        self.sign.setGeometry(left, top, size.width(), size.height())
        self.sign.raise_()

    def _field(self) -> TextField | None:
        """The field that is written in, where Urdu and Sindhi letters belong."""
        field = QApplication.focusWidget()
        if isinstance(field, TextField) and field.takes_letters and self._window.isAncestorOf(field):
            return field
        return None


def _area(widget: QWidget, window: QWidget) -> QRect:
    """Where `widget` stands in `window`."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
