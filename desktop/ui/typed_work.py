"""What a person has written or answered on a page and nobody has kept: one definition, found in the fields themselves.

A field knows what the program put into it; what stands there instead is somebody's work. A search is none, and neither
is a code, which is scanned again. What is recorded in the book is nobody's open work any more.
"""

from collections.abc import Iterator

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.ui.widgets.asking_panel import AskingPanel
from desktop.ui.widgets.chips import ChoiceChips, Walked
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import Field


def has_typed_work(root: QWidget) -> bool:
    """Whether leaving `root` now would lose what somebody wrote in its fields or chose in its forms."""
    return any(True for _ in _open(root))


def take_as_kept(root: QWidget) -> None:
    """It was recorded, or the person lets it go: what stands in the fields is no open work from now on."""
    for one in list(_open(root)):
        if isinstance(one, QPlainTextEdit):
            one.document().setModified(False)
        else:
            one.take_as_given()


def _open(root: QWidget) -> Iterator[Field | QPlainTextEdit | ChoiceChips | DropDown]:
    for field in root.findChildren(Field):
        if field.is_written() and _is_seen(field, root):
            yield field
    for text in root.findChildren(QPlainTextEdit):
        if text.document().isModified() and not text.isReadOnly() and _is_seen(text, root):
            yield text
    for choice in (*root.findChildren(ChoiceChips), *root.findChildren(DropDown)):
        if choice.is_answered() and _is_seen(choice, root) and _is_asked(choice, root):
            yield choice


def _is_seen(widget: QWidget, root: QWidget) -> bool:
    return widget.isEnabled() and widget.isVisibleTo(root)


def _is_asked(widget: QWidget, root: QWidget) -> bool:
    """Whether a choice is an answer in a form; elsewhere it turns a list or a paper, and loses nothing."""
    around = widget.parentWidget()
    while around is not None and around is not root:
        if isinstance(around, (Walked, AskingPanel)):
            return True
        around = around.parentWidget()
    return False
