"""Somebody at a desk: the real window on an encrypted office, worked by key events alone and watched all along."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, override

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QTableView, QWidget

from desktop.app import Program
from desktop.settings import Settings
from desktop.ui.background import Background
from desktop.ui.main_window import SessionFrame
from desktop.ui.page import Page
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.widgets.drop_down import DropDown
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from tests.factories import passphrase_of
from tests.journeys.typist import Stretch, Typist, Watch
from tests.ui.scanner.sequences import scanned

ENTER, ESC, DOWN, UP, PAGE_DOWN = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_PageDown,
)
ONE, TWO, THREE, FOUR, SIX = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_6
F2, F6 = Qt.Key.Key_F2, Qt.Key.Key_F6
CONTROL = Qt.Key.Key_Control

SCANNER_MS = 4.0
"""Between two keys of a hand scanner."""
QUICK_MS = 4
"""Rest after a key: here a journey is judged, not the pace of a hand."""

P = TypeVar("P", bound=Page)


class _Resting(Watch):
    """A watch that may be told not to look."""

    def pause(self) -> None:
        """What comes now is no work of the window."""
        self._beat()
        self._timer.stop()

    def go_on(self) -> None:
        """Look again."""
        self._since, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()


class _Quick(Typist):
    """Keys one after another as fast as the window takes them."""

    @override
    def _rest(self, milliseconds: int) -> None:
        super()._rest(min(milliseconds, QUICK_MS))


class Sitting:
    """One window on `folder`. Everything that is done with it is a key event at whatever has the keyboard."""

    def __init__(self, app: QApplication, folder: Path, language: Language, pictures: Path | None = None) -> None:
        """The window, at its lock screen."""
        self.language = language
        self.watch = _Resting()
        self.typist = _Quick(self.watch)
        self.bugs: list[Exception] = []
        self._pictures = pictures
        self._scanner_at = 1_000.0
        with self.aside():  # before it stands nobody waits for a key
            self.program = Program(app, folder, Background(), Settings(language=language.value, sound=0))
            self.program.window.resize(QSize(1366, 768))
            self.program.window.show()
            self.program.window.activateWindow()
            self.until(self.program.window.isActiveWindow)
            self.program.begin()

    def close(self) -> None:
        """End of the sitting."""
        self.watch.stop()
        self.program.window.close()
        QApplication.processEvents()  # the store is closed; the session hears of it while it lives
        self.program.window.deleteLater()

    # --- keys --------------------------------------------------------------------------------------------------------

    def press(self, *keys: Qt.Key, held: Qt.Key | None = None) -> None:
        """Press keys one after another."""
        self.typist.press(*keys, held=held)

    def write(self, text: str) -> None:
        """Type a text of any script."""
        self.typist.write(text)

    def scan(self, text: str) -> None:
        """A hand scanner reads a code: its keys and Enter wait in the window's queue, with times of their own."""
        window = self.program.window.windowHandle()
        for stroke in scanned(text, self._scanner_at, SCANNER_MS, "us", 1):
            enter = stroke.character == "\n"
            key = Qt.Key.Key_Return if enter else Qt.Key(ord(stroke.character.upper()))
            held = Qt.KeyboardModifier.ShiftModifier if stroke.shift else Qt.KeyboardModifier.NoModifier
            for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, held, stroke.text)
                event.setTimestamp(round(stroke.at_ms))
                QCoreApplication.postEvent(window, event)
            self._scanner_at = stroke.at_ms
        self._scanner_at += 1_000.0

    def until(self, true: Callable[[], bool]) -> None:
        """Wait; what does not come is told with what is seen."""
        try:
            self.typist.until(true)
        except AssertionError as late:
            self.picture("late")
            raise AssertionError(f"{late}; the keyboard is at {here()}; {self.read()}") from None

    def to(self, field: QWidget, key: Qt.Key = ENTER) -> None:
        """Enter, from field to field, until this one has the keyboard."""
        for _ in range(20):
            if self.has_keyboard(field):
                return
            self.press(key)
        raise AssertionError(f"the keyboard does not come to {field.accessibleName()}, but to {here()}")

    def choose(self, field: DropDown, value: str) -> None:
        """Go to a list and down in it, or up, to this entry."""
        self.to(field)
        for _ in range(field.count()):
            if field.value() == value:
                return
            self.press(DOWN if field.currentIndex() < field.findData(value) else UP)
        raise AssertionError(f"{value} is not in the list")

    def answer(self, key: Qt.Key) -> None:
        """Answer the dialog that stands over the window."""
        over = self.over()
        assert over is not None
        over.activateWindow()
        self.until(over.isActiveWindow)
        self.press(key)
        self.until(lambda: self.over() is None)
        self.program.window.activateWindow()  # as any window manager does; a display in memory has none
        self.until(self.program.window.isActiveWindow)

    @staticmethod
    def has_keyboard(field: QWidget) -> bool:
        """Whether keys go to this field."""
        there = QApplication.focusWidget()
        return there is not None and (field is there or field.isAncestorOf(there))

    # --- where one is ------------------------------------------------------------------------------------------------

    def over(self) -> QWidget | None:
        """The dialog that stands over the window, if one does."""
        return QApplication.activeModalWidget()

    @property
    def frame(self) -> SessionFrame:
        """The session."""
        frame = self.program.frame
        assert frame is not None
        return frame

    def page(self, kind: type[P]) -> P:
        """Wait for a page, and until it has loaded."""
        self.until(lambda: isinstance(self.frame.page, kind) and self.frame.bench.idle)
        page = self.frame.page
        assert isinstance(page, kind)
        return page

    def sign_in(self, role: Role) -> HomePage:
        """Choose a name and type the passphrase at the lock screen."""
        self.until(lambda: _lock_screen(self.program) is not None)
        screen = _lock_screen(self.program)
        assert screen is not None
        digit = screen.panel.names.every().index(role.value) + 1
        self.press(Qt.Key(Qt.Key.Key_0 + digit), held=Qt.Key.Key_Alt)
        self.write(passphrase_of(role))
        self.press(ENTER)
        self.until(lambda: self.program.frame is not None)
        self.frame.bench.crashed.connect(self.bugs.append)
        return self.page(HomePage)

    def lock(self) -> None:
        """Ctrl+L: somebody else may sit down."""
        self.press(Qt.Key.Key_L, held=CONTROL)
        self.until(lambda: self.program.frame is None)

    def home(self) -> HomePage:
        """Esc, as often as it takes; a reminder of what is not finished yet is answered with *leave*."""
        for _ in range(5):
            if isinstance(self.frame.page, HomePage):
                break
            self.press(ESC)
            if self.over() is not None:
                self.answer(Qt.Key.Key_L)
        return self.page(HomePage)

    # --- what is seen ------------------------------------------------------------------------------------------------

    @contextmanager
    def aside(self) -> Generator[None]:
        """What the test itself looks up or saves here is no work of the window."""
        self.watch.pause()
        try:
            yield
        finally:
            self.watch.go_on()

    def read(self, widget: QWidget | None = None) -> str:
        """Everything that can be read in a part of the window, else in all of it."""
        with self.aside():
            return "\n".join(_texts(widget or self.program.window))

    def picture(self, name: str) -> None:
        """Keep a picture of the window, where pictures are wanted."""
        if self._pictures is None:
            return
        with self.aside():
            self._pictures.mkdir(parents=True, exist_ok=True)
            for _ in range(3):  # until everything has its place
                QApplication.processEvents()
            picture = (QApplication.activeWindow() or self.program.window).grab()
            picture.save(str(self._pictures / f"{name}.png"))

    def keep(self, name: str, data: bytes) -> None:
        """Keep a paper, where pictures are wanted."""
        if self._pictures is not None:
            self._pictures.mkdir(parents=True, exist_ok=True)
            (self._pictures / name).write_bytes(data)

    def longest(self) -> Stretch:
        """The stretch in which the window's thread worked longest."""
        return self.watch.longest()


def here() -> str:
    """What has the keyboard, in words."""
    widget = QApplication.focusWidget()
    return "nothing" if widget is None else f"{type(widget).__name__} {widget.accessibleName()}"


def _lock_screen(program: Program) -> UnlockScreen | None:
    found = [one for one in program.window.findChildren(UnlockScreen) if one.isVisible()]
    return found[-1] if found and program.window.isActiveWindow() else None


def _texts(widget: QWidget) -> Generator[str]:
    """Labels, buttons, fields and lists that are visible, with what a screen reader says of them."""
    for one in (widget, *widget.findChildren(QWidget)):
        if not one.isVisible():
            continue
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            yield one.text()
        if isinstance(one, QListView | QTableView):
            model = one.model()
            for row in range(model.rowCount()):
                columns = model.columnCount() if isinstance(one, QTableView) else 1
                cells = [model.index(row, column) for column in range(columns)]
                yield str(cells[0].data(Qt.ItemDataRole.AccessibleTextRole))
                yield from (str(cell.data()) for cell in cells if cell.data() is not None)
        yield from filter(None, (one.accessibleName(), one.accessibleDescription(), one.toolTip()))
