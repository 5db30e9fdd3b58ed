"""Who leads the tour: signs in, presses keys at the real window, waits for what must come true, keeps pictures."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.practice.office import KEYS
from desktop.records.distribution import Standing
from desktop.ui.main_window import MainWindow, SessionFrame
from desktop.ui.page import Page
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.workbench import GoHome
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role

PATIENCE_SECONDS = 60.0
CALM_SECONDS = 3.0
"""How long a picture waits until everything is loaded; one of something that failed is taken all the same."""
LARGE = QSize(1366, 768)
CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER, ESC, DOWN, UP, PAGE_DOWN = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_PageDown,
)

P = TypeVar("P", bound=Page)


class NotTrue(AssertionError):
    """Something that should have happened on the tour did not."""


class TouredProgram(Protocol):
    """What the tour needs of the program."""

    window: MainWindow
    frame: SessionFrame | None

    def begin(self) -> None:
        """Show the lock screen."""
        ...

    def lock(self) -> None:
        """Lock the desk."""
        ...

    def close(self) -> None:
        """End."""
        ...


class Guide:
    """One program on a practice office. `code` and `sheet` are the household and the cards made on the way.

    `split` is the household of whoever left it, `due` one that did not come yet, `fresh` the point of a round that
    was just made.
    """

    def __init__(self, program: TouredProgram, folder: Path, out: Path) -> None:
        """The window at a usual size; `folder` is the practice office, `out` takes pictures and papers."""
        self.program, self.folder, self.out = program, folder, out
        self.code: HouseholdCode | None = None
        self.split: HouseholdCode | None = None
        self.due: HouseholdCode | None = None
        self.fresh: Standing | None = None
        self.sheet = b""
        out.mkdir(parents=True, exist_ok=True)
        program.window.resize(LARGE)
        program.window.show()
        program.window.activateWindow()

    # --- where one is ------------------------------------------------------------------------------------------------

    @property
    def frame(self) -> SessionFrame:
        """The session of whoever is signed in."""
        if self.program.frame is None:
            raise NotTrue("somebody is signed in")
        return self.program.frame

    def sign_in(self, role: Role) -> HomePage:
        """Lock the desk if somebody sits there, and type the passphrase of a role."""
        if self.program.frame is not None:
            self.program.lock()
        screen = self.screen()
        words = (self.folder / KEYS / f"{role.value}.txt").read_text(encoding="utf-8").strip()
        screen.panel.choose(role.value)
        screen.focus_first()
        type_into(screen.panel.passphrase, words)
        QTest.keyClick(screen.panel.passphrase, ENTER)
        self.until(lambda: self.program.frame is not None, f"{role.value} is let in")
        return self.page(HomePage)

    def screen(self) -> UnlockScreen:
        """The lock screen, as soon as it is shown."""
        found: list[UnlockScreen] = []

        def there() -> bool:
            found[:] = [one for one in self.program.window.findChildren(UnlockScreen) if one.isVisible()]
            return bool(found)

        self.until(there, "the lock screen is shown")
        return found[-1]

    def page(self, kind: type[P]) -> P:
        """The page of this kind, as soon as it is shown and has loaded."""
        self.until(
            lambda: isinstance(self.frame.page, kind) and self.frame.bench.idle, f"{kind.__name__} is shown and loaded"
        )
        page = self.frame.page
        assert isinstance(page, kind)
        return page

    def home(self) -> HomePage:
        """Home, from wherever one is."""
        self.frame.bench.go(GoHome())
        return self.page(HomePage)

    # --- what a hand does --------------------------------------------------------------------------------------------

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys at whatever has the keyboard; a window that is not in front would hear no shortcut."""
        front = self.over() or self.program.window
        if not front.isActiveWindow():
            front.activateWindow()
            self.until(front.isActiveWindow, "the window is in front")
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or front, key, held)
            rest(0.02)

    def write(self, text: str) -> None:
        """Type a text of any script at whatever has the keyboard."""
        type_into(QApplication.focusWidget() or self.program.window, text)

    def choose(self, field: DropDown, value: str) -> None:
        """Up or down in a list until this entry is chosen."""
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        for _ in range(field.count()):
            if field.value() == value:
                return
            QTest.keyClick(field, DOWN if field.currentIndex() < field.findData(value) else UP)
        self.true(field.value() == value, f"{value} can be chosen in {field.accessibleName()}")

    def second(self, role: Role) -> None:
        """The second person chooses their own name in the dialog over the window, and types their passphrase."""
        self.until(lambda: isinstance(self.over(), SecondDialog), "a second person is asked")
        dialog = self.over()
        assert isinstance(dialog, SecondDialog)
        self.choose(dialog.panel.names, role.value)
        words = (self.folder / KEYS / f"{role.value}.txt").read_text(encoding="utf-8").strip()
        type_into(dialog.panel.passphrase, words)
        QTest.keyClick(dialog.panel.passphrase, ENTER)
        self.until(lambda: self.over() is None, f"{role.value} agrees")

    @staticmethod
    def over() -> QWidget | None:
        """What stands over the window, if something does."""
        return QApplication.activeModalWidget()

    # --- what must come true, and what is kept -----------------------------------------------------------------------

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait until it is so. Raises NotTrue when it does not come."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not true():
            if time.monotonic() > end:
                raise NotTrue(what)
            rest(0.02)

    def ask[T](self, question: Callable[[Desk], T]) -> T:
        """The answer of a use case, asked where the window asks: on the data lane. Raises NotTrue without one."""
        found: list[T] = []
        self.frame.bench.run(question, found.append)
        self.until(lambda: bool(found), "the desk answers")
        return found[0]

    def true(self, it_is: bool, what: str) -> None:
        """It is so now. Raises NotTrue when it is not."""
        if not it_is:
            raise NotTrue(what)

    def picture(self, name: str) -> Path:
        """Keep a picture of the window and what stands over it, numbered in the order of the walk."""
        file = self.out / f"{len(list(self.out.glob('*.png'))) + 1:02d}-{name}.png"
        calm = time.monotonic() + CALM_SECONDS
        while self.program.frame is not None and not self.frame.bench.idle and time.monotonic() < calm:
            rest(0.02)
        rest(0.25)
        window = self.program.window
        seen, over = window.grab(), self.over()
        if over is not None:
            painter, at = QPainter(seen), window.mapFromGlobal(over.mapToGlobal(QPoint(0, 0)))
            painter.fillRect(seen.rect(), QColor(0, 0, 0, 90))  # whoever draws windows puts a frame or a shadow there
            painter.drawPixmap(at, over.grab())
            painter.end()
        seen.save(str(file))
        return file

    def keep(self, name: str, paper: bytes) -> Path:
        """Keep a paper."""
        file = self.out / name
        file.write_bytes(paper)
        return file


def type_into(widget: QWidget, text: str) -> None:
    """One key for each letter, at the widget that is given the keyboard; QTest knows Latin keys only."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    target = widget.focusProxy() or widget
    for letter in text:
        key = Qt.Key.Key_Space if letter == " " else ord(letter.upper()) if letter.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
    rest(0.02)


def rest(seconds: float) -> None:
    """Let the window work for a while."""
    end = time.monotonic() + seconds
    while True:
        QApplication.processEvents()
        if time.monotonic() >= end:
            return
        time.sleep(0.005)
