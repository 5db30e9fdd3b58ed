"""Buttons that are greyed: why each one is, and its key says so in place of nothing."""

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.appearance.texts import latin_digits
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.flash import flash_key
from desktop.words.catalogue import tr

_WHY = "why_not"


def allow(button: QAbstractButton, allowed: bool, why: str = "") -> None:
    """Let a button be pressed or not; `why` is the sentence that its key answers with while it may not."""
    button.setEnabled(allowed)
    button.setProperty(_WHY, why)


def say_greyed(root: QWidget, event: QKeyEvent) -> bool:
    """Whether the key is that of a greyed button of `root`; then it is said why nothing happened."""
    button = next((one for one in root.findChildren(QAbstractButton) if _is_greyed(one) and _is_key(one, event)), None)
    if button is None:
        return False
    event.accept()
    if not event.isAutoRepeat():
        words = button.accessibleName()
        flash_key(root.window(), button.property(_WHY) or tr("This cannot be pressed now: {button}.", button=words))
    return True


def _is_greyed(button: QAbstractButton) -> bool:
    return button.isVisible() and not button.isEnabled()


def _is_key(button: QAbstractButton, event: QKeyEvent) -> bool:
    if not button.shortcut().isEmpty() and button.shortcut() == QKeySequence(event.keyCombination()):
        return True
    cap = button.key() if isinstance(button, Button | Chip) else ""
    return bool(cap) and cap.casefold() == latin_digits(event.text()).casefold()
