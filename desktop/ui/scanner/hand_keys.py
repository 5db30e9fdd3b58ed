"""Delivers a key that was held for a moment as the window system would have done: its shortcut first, else the focus.

Qt looks shortcuts up before it delivers a key and offers no way to ask it again later, so the rules of its shortcut map
are repeated here: the owner is visible and enabled in the active window, and a shortcut of a widget with its children
works only while one of them has the focus.
"""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid


def deliver(window: QWindow, key: QKeyEvent, went_up: QKeyEvent | None, latin: str | None) -> None:
    """Deliver `key`, and its release when it was let go meanwhile.

    `window` is where it was pressed; when a dialog has been opened or closed since, the present one gets it, as it
    would have. `latin` is the character of the key's place on a US keyboard: a shortcut is found under any layout.
    """
    if not _focus_wants(key) and _press_shortcut(key, latin):
        return
    receiver = _present(window)
    if receiver is None:
        return
    QCoreApplication.sendEvent(receiver, key)
    if went_up is not None and isValid(receiver):
        QCoreApplication.sendEvent(receiver, went_up)


def _present(window: QWindow) -> QWindow | None:
    modal = QApplication.activeModalWidget()
    if modal is not None and modal.isVisible():
        return modal.windowHandle()
    return QGuiApplication.focusWindow() or (window if isValid(window) else None)


def _focus_wants(key: QKeyEvent) -> bool:
    """Whether the focused widget takes this key for itself, as a text field takes letters."""
    focus = QApplication.focusWidget()
    if focus is None:
        return False
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, key.key(), key.modifiers(), key.text())
    asked.setAccepted(False)
    QCoreApplication.sendEvent(focus, asked)
    return asked.isAccepted()


def _press_shortcut(key: QKeyEvent, latin: str | None) -> bool:
    """Press the shortcut of the active window that this key is; whether there was one."""
    window = QApplication.activeModalWidget() or QApplication.activeWindow()
    if window is None or QApplication.activePopupWidget() is not None:
        return False
    for wanted in _sequences(key, latin):
        for shortcut in window.findChildren(QShortcut):
            sequences = shortcut.keys()
            if shortcut.isEnabled() and wanted in sequences and _works(shortcut.parent(), shortcut.context()):
                shortcut.activated.emit()
                return True
        for action in window.findChildren(QAction):
            if action.isEnabled() and wanted in action.shortcuts():
                action.trigger()
                return True
        for button in window.findChildren(QAbstractButton):
            if button.shortcut() == wanted and _works(button, Qt.ShortcutContext.WindowShortcut):
                button.click()
                return True
    return False


def _sequences(key: QKeyEvent, latin: str | None) -> Iterator[QKeySequence]:
    """What the key may stand for: itself, and the key of a US keyboard in its place."""
    modifiers = key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    yield QKeySequence(QKeyCombination(modifiers, key.keyCombination().key()))
    if latin is not None and len(latin) == 1 and Qt.Key(ord(latin)) != key.key():
        yield QKeySequence(QKeyCombination(modifiers, Qt.Key(ord(latin))))


def _works(owner: QObject | None, context: Qt.ShortcutContext) -> bool:
    """Whether a shortcut of `owner` is heard now; of what stands behind another window it is not."""
    if not isinstance(owner, QWidget):
        return True
    active = QApplication.activeModalWidget() or QApplication.activeWindow()
    if not owner.isVisible() or not owner.isEnabled() or owner.window() is not active:
        return False
    focus = QApplication.focusWidget()
    match context:
        case Qt.ShortcutContext.WidgetShortcut:
            return focus is owner
        case Qt.ShortcutContext.WidgetWithChildrenShortcut:
            return focus is not None and (focus is owner or owner.isAncestorOf(focus))
        case _:
            return True
