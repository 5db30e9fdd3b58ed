"""A sentence over any window for a few seconds, with a sound: a key or a scan that came to nothing is never silent."""

from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.widgets.dialog_room import room_for, within_screen
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.words.catalogue import tr

SECONDS = 6
_EDGE, _WIDEST = 16, 640
_ACTS = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress}
_SILENT = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}


class Flash(QWidget):
    """One over its window, at the upper edge, away from fields and buttons; the next takes its place.

    A dialog has its heading there and its buttons at the foot: it grows by a row of its own for the sentence, below
    all that it has, so that nothing is hidden.
    """

    def __init__(self, window: QWidget, sentence: str, more: str) -> None:
        super().__init__(window)
        self.sentence = sentence
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{sentence} {more}".strip())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        notice = Notice(NoticeKind.LOOK, sentence, more)
        policy = notice.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # narrow, it needs more lines than it would like
        notice.setSizePolicy(policy)
        column.addWidget(notice)
        self.taken = 0
        """So many pixels its row in a dialog takes."""
        self._grown = 0
        self._dialog = window if isinstance(window, QDialog) else None
        if self._dialog is None or not self._stand_below(self._dialog):
            self._stand_over(window)
        QTimer.singleShot(SECONDS * 1000, self, self.end)
        self.show()
        self.raise_()

    def _stand_over(self, window: QWidget) -> None:
        width = min(window.width() - 2 * _EDGE, current().wide(_WIDEST))
        self.setGeometry((window.width() - width) // 2, _EDGE // 2, width, self._high(width))

    def _stand_below(self, dialog: QDialog) -> bool:
        """Whether there is a layout whose last row it can be."""
        layout = dialog.layout()
        if isinstance(layout, QBoxLayout):
            layout.addWidget(self)
        elif isinstance(layout, QGridLayout):
            layout.addWidget(self, layout.rowCount(), 0, 1, -1)
        else:
            return False
        around = layout.contentsMargins()
        width = dialog.width() - around.left() - around.right()
        self.taken = self._high(width) + max(0, layout.spacing())
        before = dialog.height()
        layout.activate()
        _set_height(dialog, before + self.taken)
        self._grown = dialog.height() - before
        return True

    def _high(self, width: int) -> int:
        return max(self.heightForWidth(width), self.minimumSizeHint().height())

    def end(self) -> None:
        """Take it away, and the row that a dialog made for it."""
        self.hide()
        layout = self._dialog.layout() if self._dialog is not None else None
        if self._dialog is not None and layout is not None and self.taken:
            layout.removeWidget(self)
            layout.activate()  # else the least height is still that with the row
            self.taken = 0
            _set_height(self._dialog, self._dialog.height() - self._grown)
        self.deleteLater()


class KeyFlash(Flash):
    """About a key that came to nothing: it goes as soon as a key or a press of the mouse comes to something."""

    def __init__(self, window: QWidget, sentence: str, more: str) -> None:
        super().__init__(window, sentence, more)
        self._again = False
        self._after = QTimer(self, interval=0, singleShot=True)
        self._after.timeout.connect(self._look)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def renew(self) -> None:
        """One more key came to nothing."""
        self._again = True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After whatever a key or press does: did it come to nothing, too? What only reaches a window may be held."""
        if event.type() in _ACTS and isinstance(watched, QWidget):
            silent = isinstance(event, QKeyEvent) and (event.key() in _SILENT or event.isAutoRepeat())
            if not silent and self.isVisible():
                self._after.start()
        return False

    def _look(self) -> None:
        again, self._again = self._again, False
        if not again:
            self.end()

    @override
    def end(self) -> None:
        """Take it away and listen no more."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        super().end()


def high_with_flash(dialog: QDialog, high: int) -> int:
    """The height of a dialog whose own parts need `high`, with the message shown below them."""
    return high + sum(one.taken for one in dialog.findChildren(Flash))


def _set_height(dialog: QDialog, high: int) -> None:
    most = max(room_for(dialog).height(), dialog.height())
    dialog.resize(dialog.width(), min(high, most))
    within_screen(dialog)


def end_flashes(window: QWidget) -> None:
    """Take every sentence over `window` away: what it was about is no longer there."""
    for old in window.findChildren(Flash, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.end()


def flash(window: QWidget, sentence: str, more: str = "") -> None:
    """Show a sentence over `window` for `SECONDS`, with the system's sound."""
    _flash(Flash, window, sentence, more)


def flash_key(window: QWidget, sentence: str, more: str = "") -> None:
    """The same about a key that came to nothing; the next key that comes to something takes it away."""
    _flash(KeyFlash, window, sentence, more)


def _flash(kind: type[Flash], window: QWidget, sentence: str, more: str) -> None:
    for old in window.findChildren(Flash, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if old.isVisible() and old.sentence == sentence:
            if isinstance(old, KeyFlash):
                old.renew()
            return  # one sentence for a whole word typed into nothing
        old.end()
    QApplication.beep()
    kind(window, sentence, more)


def flash_no_letters(window: QWidget) -> None:
    """Say that a letter came to nothing, and how the keyboard goes on."""
    flash_key(window, tr("Nothing here takes letters."), tr("Tab goes to the next field or button; F1 shows the keys."))
