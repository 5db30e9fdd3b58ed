"""Every text that is kept is warned of before it is saved: on every page, dialog and form, in the same words.

A field that nobody walks to fails here too, so that a new one cannot be forgotten.
"""

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import ui
from desktop.ui.screens.register.steps import PEOPLE, WHERE, StepPanels
from desktop.ui.widgets.fields import ProblemLine, TextField
from desktop.ui.widgets.form import Form
from desktop.values.permissions import Role
from desktop.words.kept_words import FreeText, warning_of
from tests.ui.everywhere import DIALOGS, FORMS, Facts, Seat
from tests.ui.test_bursts_everywhere import facts, sit

__all__ = ["facts", "sit"]

SPOKEN = {FreeText.NAME: "Sakina qarzdar", FreeText.WORKPLACE: "peshgi 50000"}
"""What is typed: a debt."""
OTHERS = "Bhatta 7"

WRITERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR, Role.CONTROLLER, Role.INSPECTOR)
"""Roles whose pages hold every field; a field that none of them meets fails the test."""

type Site = tuple[str, int]


def sites() -> dict[Site, int]:
    """Where the program makes a field for words that are kept, with the last line of the call."""
    root = Path(ui.__path__[0])
    found: dict[Site, int] = {}
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "TextField":
                keeps = next((one.value for one in node.keywords if one.arg == "keeps"), None)
                if not (isinstance(keeps, ast.Constant) and keeps.value is None):
                    found[str(path), node.lineno] = node.end_lineno or node.lineno
    return found


@pytest.fixture
def made_at(monkeypatch: pytest.MonkeyPatch) -> dict[int, Site]:
    """By the id of a field: where it was made."""
    known: dict[int, Site] = {}
    begun = TextField.__init__

    def init(field: TextField, *args: object, **more: object) -> None:
        here = inspect.currentframe()
        if here is not None and here.f_back is not None:
            known[id(field)] = (here.f_back.f_code.co_filename, here.f_back.f_lineno)
        begun(field, *args, **more)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(TextField, "__init__", init)
    return known


def silent(root: QWidget) -> Iterator[tuple[TextField, bool]]:
    """Every field of words that are kept below `root`, and whether it says nothing about a word that never is."""
    for field in root.findChildren(TextField):
        spare = field.isHidden() and isinstance(field.parentWidget(), Form)  # of a form that does not ask for it
        if field.keeps is not None and not field.is_unneeded() and not spare:
            before = field.text()
            typed = SPOKEN.get(field.keeps, OTHERS)
            field.setText(typed)
            said = warning_of(typed, field.keeps)
            row = field.parentWidget()
            while row is not None and row.findChild(ProblemLine) is None:
                row = row.parentWidget()
            lines = row.findChildren(ProblemLine) if row is not None else []
            marked = field.property("state") == "problem" and field.accessibleDescription() == said
            yield field, not (said and marked and any(one.text() == said for one in lines))
            field.setText(before)


def test_every_text_that_is_kept_is_warned_of_before_it_is_saved(
    facts: Facts, sit: Callable[[Role], Seat], made_at: dict[int, Site], qtbot: QtBot
) -> None:
    """Pages of every role, dialogs, and the forms that a page opens later."""
    wrong: list[str] = []
    walked: set[Site] = set()

    def walk(root: QWidget, name: str) -> None:
        for field, forgot in silent(root):
            walked.add(made_at[id(field)])
            if forgot:
                wrong.append(f"{name}: {field.accessibleName()}")

    for role in WRITERS:
        seat = sit(role)
        for destination in facts.destinations(role):
            seat.frame.show_page(destination)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            for steps in seat.page.findChildren(StepPanels):  # the later ones are made in a quiet moment
                steps.make(PEOPLE)
                steps.make(WHERE)
            walk(seat.page, f"{role.value} {destination}")
        for name, opener in [(one, opener) for one, (mine, opener) in DIALOGS.items() if mine is role]:
            walk(opener(facts, seat.frame.bench, seat.page), name)
            seat.put_away()
    for name, form in FORMS.items():
        widget = form(facts)
        qtbot.addWidget(widget)
        walk(widget, name)
    assert wrong == []
    forgotten = {
        (file, first)
        for (file, first), last in sites().items()
        if not any(at == file and first <= line <= last for at, line in walked)
    }
    assert sorted(f"{Path(file).name}:{line}" for file, line in forgotten) == []
