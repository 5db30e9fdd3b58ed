"""The real window typing a household in a process of its own, until somebody kills it; it tells each field it left.

A nursery imports everything once and forks a child for each kill, so that a kill costs no start of an interpreter.
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Program, application
from desktop.records.household import MemberDraft
from desktop.settings import Settings
from desktop.ui.background import Background
from desktop.ui.navigation import make_page
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.workbench import GoRegister
from desktop.values.permissions import Role
from tests.factories import passphrase_of

READ = make_page
"""Imported here, so that the pages are there before a child is forked."""

PEOPLE = 40
"""More than anybody writes before the kill comes."""

_FIELDS = ("name", "name_latin", "parent_name", "parent_latin", "age", "cnic", "phone")
_LETTERS = "بپتٹجچدرزسشفکگلمنوہی"


@dataclass(frozen=True)
class Left:
    """A field that was left with the keyboard: whose it is, which, and when (seconds of the machine's clock)."""

    place: int
    field: str
    at: float


def text_of(place: int, field: str) -> str:
    """What is typed into a field of the person at this place."""
    letter = _LETTERS[place % len(_LETTERS)]
    match field:
        case "age":
            return str(20 + place)
        case "cnic":
            return f"36302112{place:04d}1"
        case "phone":
            return f"0300{place:07d}"
        case "name_latin" | "parent_latin":
            return f"{field[0]}erson {chr(97 + place % 26)}"
        case _:
            return f"{letter}سکینہ {letter}"


def kept_of(member: MemberDraft, field: str) -> str:
    """What a kept draft says in that field."""
    match field:
        case "name":
            return member.name_as_told
        case "age":
            return "" if member.age_years is None else str(member.age_years)
        case "cnic":
            return member.id_number
        case "phone":
            return member.phone
        case _:
            return str(getattr(member, field))


def nursery(orders: Connection, told: Connection) -> None:
    """Fork a typing child for each order (a folder and a seed) and tell its birth and its death; None ends it."""
    while (order := orders.recv()) is not None:
        folder, seed = order
        child = os.fork()
        if child == 0:
            try:
                type_on(folder, seed, told)
            finally:
                os._exit(1)
        told.send(child)
        os.waitpid(child, 0)
        told.send("dead")


def type_on(folder: Path, seed: int, told: Connection) -> None:
    """Open the window, sign in, type people one after another; ends only by being killed."""
    chance = random.Random(seed)
    app = application()
    program = Program(app, folder, Background(), Settings())
    program.window.show()
    program.window.activateWindow()
    program.begin()
    _until(program.window.isActiveWindow)
    program.unlock(Role.CLERK.value, passphrase_of(Role.CLERK))
    _until(lambda: program.frame is not None and program.frame.bench.idle)
    assert program.frame is not None
    program.frame.bench.go(GoRegister())
    page = program.frame.page
    assert isinstance(page, RegisterPage)
    _until(lambda: page._writing)  # pyright: ignore[reportPrivateUsage]
    told.send("typing")
    QTest.keyClick(_here(), Qt.Key.Key_1)
    _rest(0.01)
    for place, field in _fields_as_they_come(page):
        for letter in text_of(place, field):
            _letter(letter)
            _rest(chance.uniform(0.004, 0.02))
        QTest.keyClick(_here(), Qt.Key.Key_Return)
        told.send(Left(place, field, time.monotonic()))
        _rest(chance.uniform(0.004, 0.02))
    raise AssertionError("nobody killed it")


def _fields_as_they_come(page: RegisterPage) -> Iterator[tuple[int, str]]:
    """The field that has the keyboard, person after person; fields of other kinds are passed over with Enter."""
    place, last = 0, None
    while place < PEOPLE:
        form = page.panels.people.form if place else page.panels.head
        names = {getattr(form, name): name for name in _FIELDS}
        here = _here()
        if here is last:  # Enter led nowhere: done with this person
            QTest.keyClick(here, Qt.Key.Key_PageDown)
        elif (field := names.get(here)) is not None:  # type: ignore[arg-type]
            yield place, field
        else:
            QTest.keyClick(here, Qt.Key.Key_Return)
        last = here
        _rest(0.002)
        now = page.panels.people.place or 0
        if now != place:
            place, last = now, None


def _letter(letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(_here(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def _here() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        _rest(0.005)


def _rest(seconds: float) -> None:
    end = time.monotonic() + seconds
    while True:
        QApplication.processEvents()
        if time.monotonic() >= end:
            return
        time.sleep(0.001)
