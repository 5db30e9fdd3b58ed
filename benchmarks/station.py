"""The whole scan station in a real window on the real lanes, drawn into memory, and what waits for its picture."""

import os
import random
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter
from typing import override

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.crowd import Crowd
from benchmarks.reading import card, pose_of
from desktop.opening import sign_in
from desktop.records.distribution import Presented, Standing
from desktop.scanning.rehearsal import Spoiling, photograph
from desktop.security.card_code import seal, validity
from desktop.ui.appearance.look import Look, apply
from desktop.ui.background import Background
from desktop.ui.main_window import MainWindow
from desktop.ui.navigation import make_session
from desktop.ui.scanner.wedge_filter import WedgeFilter
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.workbench import GoStation, Workbench
from desktop.values.permissions import Role
from desktop.values.vocabulary import Verdict
from tests.factories import passphrase_of
from tests.ui.scanner.sequences import Keyboard, scanned

SIZE = QSize(1366, 768)
LONGEST_MS = 10_000


def program() -> QApplication:
    """The application, in the look of its size."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply(app, Look().at(SIZE))
    return app


class Painted(QObject):
    """Waits in the window's own loop until a widget has been painted, and tells when."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._loop = QEventLoop()
        self._at = 0.0
        self._until: Callable[[], bool] = lambda: True
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LONGEST_MS)
        self._patience.timeout.connect(self._loop.quit)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paint event comes first; what was queued behind it finds the picture done."""
        if event.type() == QEvent.Type.Paint and self._loop.isRunning() and self._until():
            QTimer.singleShot(0, self._done)
        return False

    def _done(self) -> None:
        self._at = perf_counter()
        self._loop.quit()

    def after(self, act: Callable[[], object], until: Callable[[], bool] = lambda: True) -> float:
        """Seconds from the act to the painted picture, of which `until` says that it is the one."""
        self._at = 0.0
        self._until = until
        self._patience.start()
        begun: list[float] = []

        def begin() -> None:
            begun.append(perf_counter())
            act()

        QTimer.singleShot(0, begin)
        self._loop.exec()
        self._patience.stop()
        assert self._at, "nothing was painted"
        return self._at - begun[0]


class Station:
    """The window at an open round, and `cards` cards that nobody has shown yet."""

    def __init__(self, office: Crowd, standing: Standing, lanes: Background, cards: int) -> None:
        folder = office.scanner.store.path.parent
        opened = sign_in(folder, Role.SCANNER.value, passphrase_of(Role.SCANNER))
        self.bench = Workbench(opened, lanes)
        self.window = MainWindow()
        self.window.resize(SIZE)
        frame = make_session(self.bench)
        self.window.show_content(frame)
        self.window.show()
        frame.show_page(GoStation(standing))
        page = frame.page
        assert isinstance(page, StationPage)
        self.page = page
        self.rest()
        assert page.round is not None
        page.scan.feed().start_sink()
        self._painted = Painted(page.verdict)
        self._waiting = iter(random.Random(7).sample(office.cards, cards))
        self._key = office.card_key
        wedge = page.scan.findChild(WedgeFilter)
        handle = self.window.windowHandle()
        assert isinstance(wedge, WedgeFilter)
        self._keyboard = Keyboard(handle, wedge)

    def rest(self) -> None:
        """Until nothing is under way, and the envelope of the last scan is written."""
        loop = QEventLoop()
        timer = QTimer()
        timer.timeout.connect(lambda: loop.quit() if self.bench.idle else None)
        timer.start(5)
        loop.exec()
        timer.stop()

    def typed(self) -> float:
        """A code in the box, and the Enter behind it."""
        field = self.page.scan.box().field()
        field.set_value(self._next().household.text)
        return self._shown(lambda: QTest.keyClick(field, Qt.Key.Key_Return), Verdict.G2)

    def burst(self) -> float:
        """The last key of a hand scanner's burst of 188; the others were swallowed before."""
        strokes = scanned(self._credential(self._next()), 1_000, 2, "us", 1)
        for stroke in strokes[:-1]:
            self._keyboard.strike(stroke)
        return self._shown(lambda: self._keyboard.strike(strokes[-1]), Verdict.G1)

    def frame(self, number: int) -> float:
        """A frame of 1280 by 720 with a card in it, as the camera puts it into its sink."""
        grey = photograph(card(self._credential(self._next())), pose_of(number % 20), Spoiling(), number)
        high, wide = grey.shape
        image = QImage(grey.tobytes(), wide, high, wide, QImage.Format.Format_Grayscale8).copy()
        picture = QVideoFrame(image)
        return self._shown(lambda: self.page.scan.feed().sink.setVideoFrame(picture), Verdict.G1)

    def space(self) -> float:
        """Space at the verdict of a card, until GIVEN is painted: by then the hand-over lies on the disk."""
        self.typed()
        verdict = self.page.verdict

        def is_given() -> bool:
            view = verdict.view()
            return self.page.given is not None and view is not None and view.code == Verdict.G9.value

        return self._painted.after(lambda: QTest.keyClick(verdict, Qt.Key.Key_Space), is_given)

    def close(self) -> None:
        """Let the window go."""
        self.page.leaving()
        self.rest()
        self.window.close()

    def _next(self) -> Presented:
        self.page.wait()
        self.page.reader.forget()
        self.rest()
        return next(self._waiting)

    def _credential(self, presented: Presented) -> str:
        assert presented.number is not None
        return seal(presented.number, *validity(datetime.now(UTC).date()), self._key)

    def _shown(self, act: Callable[[], object], wanted: Verdict) -> float:
        took = self._painted.after(act)
        view = self.page.verdict.view()
        assert view is not None
        assert view.code == wanted.value
        return took
