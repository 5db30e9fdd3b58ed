"""Where the keyboard is and goes: first an answer or a field, never a danger; a dialog is read as Tab walks it."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QScrollArea, QWidget

from desktop.ui.appearance.look import Look, apply
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.workbench import GoHome
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from tests.ui.everywhere import DIALOGS, Facts, Seat
from tests.ui.test_bursts_everywhere import facts, sit

__all__ = ["facts", "sit"]  # fixtures


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _follows(before: QWidget, after: QWidget, *, rtl: bool) -> bool:
    """Whether `after` is read after `before`: lower, or in the same row further on."""
    first, then = _place(before), _place(after)
    if first.bottom() < then.top() or then.bottom() < first.top():
        return first.bottom() < then.top()
    return then.right() <= first.left() if rtl else then.left() >= first.right()


def _walked(root: QWidget) -> list[QWidget]:
    """What Tab reaches in `root`, in its order."""
    found: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        here = root.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled()
        if here and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _first_focus_is_wrong(root: QWidget) -> str:
    here = root.window().focusWidget()
    if not here or isinstance(here, QScrollArea):
        return f"the keyboard is at {here}"
    if isinstance(here, Button) and here.kind is ButtonKind.DANGER:
        return f"Enter would do {here.shown_text()}"
    return ""


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_a_dialog_is_walked_as_it_is_read(language: Language, facts: Facts, sit: Callable[[Role], Seat]) -> None:
    """In both directions; each of its buttons shows its key, and Enter in a field does nothing dangerous."""
    wrong: list[str] = []
    seats = {role: sit(role) for role in {role for role, _ in DIALOGS.values()}}
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, Look(language=language).at(QSize(1366, 768)))
    for name, (role, opener) in DIALOGS.items():
        seat = seats[role]
        seat.frame.show_page(GoHome())
        seat.window.activateWindow()
        dialog = opener(facts, seat.frame.bench, seat.page)
        dialog.open()
        app.processEvents()
        if problem := _first_focus_is_wrong(dialog):
            wrong.append(f"{name}: {problem}")
        if not isinstance(dialog, QFileDialog):  # Qt's own
            walked = _walked(dialog)
            rtl = language is Language.URDU
            wrong += [
                f"{name}: {type(one).__name__} {one.accessibleName()} before {type(other).__name__} "
                f"{other.accessibleName()}"
                for one, other in pairwise(walked)
                if not _follows(one, other, rtl=rtl)
            ]
            buttons = [one for one in dialog.findChildren(Button) if one.isVisible() and one.shown_text()]
            wrong += [f"{name}: {one.shown_text()} shows no key" for one in buttons if not one.key()]
        wrong += [
            f"{name}: Enter anywhere does {one.text()}"
            for one in dialog.findChildren(QPushButton)
            if one.isDefault() and isinstance(one, Button) and one.kind is ButtonKind.DANGER
        ]
        seat.put_away()
    apply(app, Look())
    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
def test_the_keyboard_begins_at_an_answer_or_a_field(role: Role, facts: Facts, sit: Callable[[Role], Seat]) -> None:
    """On every page of every role."""
    seat = sit(role)
    wrong: list[str] = []
    for destination in facts.destinations(role):
        seat.frame.show_page(destination)
        if problem := _first_focus_is_wrong(seat.page):
            wrong.append(f"{destination}: {problem}")
    assert wrong == []
