"""Typing in any script, and holding a key down: QTest knows Latin keys pressed once, so each comes as the key event a
keyboard would send."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.scanner.hand_keys import _press_shortcut  # pyright: ignore[reportPrivateUsage]


def type_text(widget: QWidget, text: str) -> None:
    """Press and release one key for each letter, at the widget that has (or is given) the keyboard."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def hold(
    key: Qt.Key,
    text: str = "",
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    times: int = 3,
) -> None:
    """The repeats of a key that is held down, to whichever window has the keyboard, as the window system sends them:
    asked for as a shortcut first, then pressed."""
    for _ in range(times):
        modal = QApplication.activeModalWidget()
        window = modal.windowHandle() if modal is not None else QApplication.focusWindow()
        assert isinstance(window, QWindow)
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text, True)
        asked.setAccepted(False)
        asked.setTimestamp(1)
        QCoreApplication.sendEvent(window, asked)
        if not asked.isAccepted() and _press_shortcut(asked, None):
            continue
        pressed = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, True)
        pressed.setTimestamp(1)
        QCoreApplication.sendEvent(window, pressed)
