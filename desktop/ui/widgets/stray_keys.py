"""Keys that nothing takes: a letter goes to the one field there is, else the person is given a signal."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.widgets.fields import COMMANDS, Field
from desktop.ui.widgets.flash import flash_no_letters
from desktop.ui.widgets.greyed import say_greyed


def is_letter(event: QKeyEvent) -> bool:
    """Whether the key writes something that can be seen, a letter of any script, a digit or a sign."""
    text = event.text()
    return bool(text.strip()) and text.isprintable() and not event.modifiers() & COMMANDS


def take_stray(root: QWidget, event: QKeyEvent, field: Field | None = None) -> bool:
    """Give a letter that no widget of `root` took to `field`, else to the only field that is shown; else signal.

    The key of a greyed button is answered with why it is. Whether the key was one of these; any other key is left to
    its usual way.
    """
    if say_greyed(root, event):
        return True
    if not is_letter(event):
        return False
    event.accept()
    field = field if field is not None and field.isEnabled() else only_field(root)
    if field is None or not field.takes(event.text()):
        flash_no_letters(root.window())
    elif not event.isAutoRepeat():
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(field, event)
    return True


def only_field(root: QWidget) -> Field | None:
    """The field of `root` that can be written in and takes such letters, when there is exactly one."""
    fields = [one for one in root.findChildren(Field) if one.takes_stray and one.isVisible() and one.isEnabled()]
    free = [one for one in fields if not one.isReadOnly()]
    return free[0] if len(free) == 1 else None
