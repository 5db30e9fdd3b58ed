"""The Qt half of the composition root: one window per folder, lanes, look, lock screen and session."""

import contextlib
import gc
import hashlib
import importlib
import os
import pkgutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from desktop.errors import Told, WaitBeforeTrying, WrongPassphrase
from desktop.log import log_bug
from desktop.records.operator import Person
from desktop.security.doorplate import read_doorplate
from desktop.settings import Settings, load_settings, save_settings
from desktop.ui import screens
from desktop.ui.appearance.look import Look, apply, current
from desktop.ui.appearance.tokens import THEMES
from desktop.ui.background import Background, Job, Lane, Lanes
from desktop.ui.crash_dialog import show_crash
from desktop.ui.main_window import MainWindow, SessionFrame
from desktop.ui.screens.unlock.unlock_screen import UnlockScreen
from desktop.ui.way_back import WayBack
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Destination, GoHome, Workbench, going_on
from desktop.values.vocabulary import Language
from desktop.words import catalogue
from desktop.words.messages import say
from desktop.words.notices import broken_book, settings_were_damaged

if TYPE_CHECKING:
    from desktop.opening import Opened
    from desktop.ui.screens.first_run.first_run_screen import FirstRunScreen

USUAL = QSize(1366, 768)
PAINTED = 100
"""Milliseconds until the lock screen surely stands; then the pages are loaded, while the passphrase is typed."""
MEMORY_SCREEN = Path(__file__).parent / "ui" / "resources" / "memory_screen.json"


class Program(QObject):
    """Owns the window and decides what it shows: first run, lock screen, session, or the stop page."""

    def __init__(self, app: QApplication, folder: Path, lanes: Lanes, settings: Settings | None = None) -> None:
        """A program on `folder`; nothing is shown yet."""
        super().__init__()
        self.app = app
        self.folder = folder
        self.lanes = lanes
        self.settings = settings or load_settings(folder).settings
        self.window = MainWindow()
        self.window.resize(USUAL)
        self.frame: SessionFrame | None = None
        self._opened: Opened | None = None
        self._resume: tuple[Person, Destination] | None = None
        self._opening = False
        self._first_run: FirstRunScreen | None = None
        self._ahead = QTimer(self, singleShot=True, interval=PAINTED)
        self._ahead.timeout.connect(self._read_ahead)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._read_next)
        self._unread: list[str] = []
        self.dress()
        self.window.resized.connect(self._resized)
        self.window.closing.connect(self.close)

    # --- what the window shows -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Show the first run where there is no office, else the lock screen."""
        try:
            seen = read_doorplate(self.folder)
        except Told as told:
            self._show_unlock().refuse(say(told))
            return
        if seen is None:
            before = self._first_run
            screen: FirstRunScreen = _first_run().FirstRunScreen(
                self.folder, self.settings, self.lanes, before.answers if before else None
            )
            self._first_run = screen
            screen.finished.connect(self.begin)
            screen.settled.connect(self.settle)
            self.window.show_content(screen)
            screen.focus_first()
        else:
            self._first_run = None
            self._show_unlock()

    def _show_unlock(self) -> UnlockScreen:
        seen = None
        with contextlib.suppress(Told):
            seen = read_doorplate(self.folder)
        screen = UnlockScreen(seen, self.settings, self._resume[0].name if self._resume is not None else "")
        screen.unlock_asked.connect(self.unlock)
        screen.settled.connect(self.settle)
        self.window.show_content(screen)
        self._unlock_screen = screen
        screen.focus_first()
        self._ahead.start()
        return screen

    def _read_ahead(self) -> None:
        """Load what a session needs while the passphrase is typed: what knows no Qt on a lane, then page after page."""
        if "desktop.ui.navigation" not in sys.modules:
            self.lanes.run(Lane.DATA, Job(""), _qt_free, self._read_on, self.crashed)

    def _read_on(self, names: list[str]) -> None:
        """One page a turn of the loop, so that no key waits long for its letter."""
        self._unread = [*names, "desktop.ui.navigation"]
        self._turn.start()

    def _read_next(self) -> None:
        importlib.import_module(self._unread.pop(0))
        if self._unread:
            self._turn.start()
        else:
            gc.freeze()  # it all stays: looking through it for garbage would hold a key up for a tenth of a second

    def unlock(self, name: str, passphrase: str) -> None:
        """Prove a passphrase in the background; the session follows."""
        if self._opening:
            return
        self._opening = True
        screen = self._unlock_screen
        screen.set_busy(True)
        gui_thread = threading.get_ident()
        self.lanes.run(
            Lane.DATA,
            Job(""),
            lambda: _store().sign_in(self.folder, name, passphrase, forbidden_thread=gui_thread),
            self._signed_in,
            self._not_signed_in,
        )

    def _signed_in(self, opened: "Opened") -> None:
        self._opening = False
        self._opened = opened
        if opened.settings_damaged:
            self.settings = opened.settings
        bench = Workbench(opened, self.lanes, self)
        bench.crashed.connect(self.crashed)
        bench.locked.connect(self.lock)
        bench.settled.connect(self.settle)
        destination: Destination = GoHome()
        if self._resume is not None and self._resume[0].id == opened.desk.person.id:
            destination = going_on(self._resume[1])
        self._show_session(bench, destination)
        # on a lane of its own: the look through the whole book may take seconds, and what is late is not lost
        bench.run(lambda _: _store().carry_out_due(opened), lambda _: None, failed=lambda _: True, lane=Lane.LONG_READS)
        if opened.broken is not None:
            bench.say(NoticeKind.STOP, broken_book(opened.broken))
        elif opened.settings_damaged:
            bench.say(NoticeKind.LOOK, settings_were_damaged())

    def _not_signed_in(self, error: Exception) -> None:
        self._opening = False
        self._unlock_screen.set_busy(False)
        if isinstance(error, Told):
            self._unlock_screen.refuse(say(error), _seconds_to_wait(error))
        else:
            self.crashed(error)

    def _show_session(self, bench: Workbench, destination: Destination, way: WayBack | None = None) -> None:
        """Show the page of `destination`; with `way` Esc leads where it led before."""
        if self.frame is not None:
            self.app.removeEventFilter(self.frame)
        frame: SessionFrame = _pages().make_session(bench)
        frame.idle_over.connect(self.lock)
        self.app.installEventFilter(frame)
        self.frame = frame
        if way is not None:
            frame.way = way
        self.window.show_content(frame)
        frame.show_page(destination)

    def lock(self) -> None:
        """Close the store, drop the keys, cover everything; who comes back finds the same screen."""
        if self._opened is None or self.frame is None:
            return
        self._resume = (self._opened.desk.person, self.frame.destination)
        for widget in self.app.topLevelWidgets():
            if widget is not self.window and widget.isWindow():
                widget.close()
        self._leave_session()
        self._show_unlock()

    def _leave_session(self) -> None:
        opened, self._opened = self._opened, None
        bench: Workbench | None = None
        if self.frame is not None:
            bench = self.frame.bench
            if self.frame.page is not None:
                self.frame.page.leaving()
            bench.turned()  # what is under way is done, but its page is gone
            self.app.removeEventFilter(self.frame)
            self.frame = None

        def closed(_: None) -> None:
            if bench is not None:
                bench.let_go()

        if opened is not None:
            self.lanes.run(Lane.DATA, Job(""), opened.close, closed, self.crashed)

    # --- look and language ---------------------------------------------------------------------------------------

    def dress(self) -> None:
        """Put language, theme, text size and layout on the application."""
        catalogue.use(self.settings.language)
        look = Look(
            tokens=THEMES[self.settings.theme],
            language=Language(self.settings.language),
            compact=self.settings.compact_naskh,
            scale=self.settings.text_percent / 100,
        )
        apply(self.app, look.at(self.window.size()))

    def settle(self, settings: Settings) -> None:
        """Keep other settings and build the window anew, on the same page; no restart."""
        self.settings = settings
        if self.folder.exists():
            save_settings(self.folder, settings)
        if self._opened is not None:
            self._opened.settings = settings
        self.rebuild()

    def rebuild(self) -> None:
        """Dress again and build the content of the window anew, on the same page."""
        self.dress()
        if self._opened is not None and self.frame is not None:
            if self.frame.page is not None:
                self.frame.page.leaving()
            self._show_session(self.frame.bench, going_on(self.frame.destination), self.frame.way)
        elif self._first_run is None or not self._first_run.busy:
            self.begin()

    def _resized(self, size: QSize) -> None:
        small = current().at(size).layout.small
        if small != current().layout.small:
            # after the event, since the content that is being resized is built anew
            QTimer.singleShot(0, self.rebuild)

    def crashed(self, error: Exception) -> None:
        """A bug: note it without personal data, say that saved work is safe, go on."""
        log_bug(error)
        show_crash(self.window, error)

    def close(self) -> None:
        """The window closes: leave the session, finish what runs."""
        if self._first_run is not None:
            self._first_run.leaving()
        self._ahead.stop()
        self._turn.stop()
        self._leave_session()
        self.lanes.close()


def application() -> QApplication:
    """The one Qt application; without a display it draws into memory, on a screen of a usual size."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        # else a page that fills the screen is 800 by 800
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={MEMORY_SCREEN}"
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Haqdar")
    return app


def make_program(folder: Path, settings: Settings) -> Program:
    """A program on `folder` that is driven by somebody else, such as the tour."""
    return Program(application(), folder, Background(), settings)


def open_window(folder: Path, *, language: str | None = None) -> int:
    """Open the window on `folder`; a second one on the same folder brings the first forward and ends."""
    app = application()
    name = window_name(folder)
    if _brought_forward(name):
        return 0
    server = QLocalServer()
    QLocalServer.removeServer(name)
    server.listen(name)
    settings = load_settings(folder).settings
    if language is not None and language != "en":
        settings = msgspec.structs.replace(settings, language=language)
    program = Program(app, folder, Background(), settings)
    server.newConnection.connect(lambda: _raise(program.window, server))
    sys.excepthook = lambda kind, error, trace: program.crashed(error) if isinstance(error, Exception) else None
    program.window.showMaximized()
    program.begin()
    code = app.exec()
    server.close()
    return code


def _first_run() -> Any:
    """The screen that makes an office, and all that it stands on; seen once in an office's life."""
    return importlib.import_module("desktop.ui.screens.first_run.first_run_screen")


def _store() -> Any:
    """The store and all that it stands on: half the time of a start, and none of it is needed to ask for a name."""
    return importlib.import_module("desktop.opening")


def _qt_free() -> list[str]:
    """Load what pages stand on and what knows no Qt; gives the names of the pages."""
    for name in ("desktop.opening", "desktop.usecases.registration", "desktop.scanning.photo", "printing.sheet"):
        importlib.import_module(name)
    importlib.import_module("desktop.reference.places").search_areas("a", 1)  # else the first letter of a place waits
    return [found.name for found in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}.") if not found.ispkg]


def _pages() -> Any:
    """The pages and the rest that they stand on; on the window's thread, since widgets are made of it."""
    return importlib.import_module("desktop.ui.navigation")


def _seconds_to_wait(told: Told) -> int:
    match told:
        case WrongPassphrase(wait_seconds=seconds) | WaitBeforeTrying(seconds=seconds):
            return seconds
        case _:
            return 0


def window_name(folder: Path) -> str:
    """Under which name the window of a folder is called forward; it tells nothing about the folder."""
    return "haqdar-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]


def _brought_forward(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(300):
        return False
    socket.disconnectFromServer()
    return True


def _raise(window: MainWindow, server: QLocalServer) -> None:
    server.nextPendingConnection().deleteLater()
    window.show()
    window.raise_()
    window.activateWindow()
