"""The one window: a shell that shows the lock screen or a session, and the session's frame of bar and pages."""

from collections.abc import Callable
from typing import override

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.layout import margins
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.background import Job
from desktop.ui.burst_owner import BurstOwner, Codes
from desktop.ui.clock_face import ClockFace
from desktop.ui.devices import battery_mark, printer_mark
from desktop.ui.lock_key import locks
from desktop.ui.page import Page
from desktop.ui.typed_work import take_as_kept
from desktop.ui.way_back import WayBack
from desktop.ui.widgets.device_strip import DeviceMark, DeviceStrip
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.flash import end_flashes
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.keyboard_host import KeyboardHost
from desktop.ui.widgets.keyboard_watch import tell_where_the_keyboard_is
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.phonetic import phonetic
from desktop.ui.widgets.picture import Icon
from desktop.ui.widgets.practice_strip import PracticeStrip
from desktop.ui.widgets.tab_order import go_on
from desktop.ui.workbench import (
    Announcement,
    Destination,
    GoCheck,
    GoHome,
    GoHousehold,
    GoSettings,
    Workbench,
)
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.words.catalogue import tr
from desktop.words.said import Said

SMALLEST = QSize(1024, 560)
_LOOK_SECONDS = 3_600
"""A clock that moves is seen in the second it does; the book is asked again so that a new day begins without."""
WARN_SECONDS = 30
"""The strip shows the time to the lock in amber for its last half minute; any key stays."""


class MainWindow(QWidget):
    """The shell: one content at a time, so that the lock screen covers everything."""

    resized = Signal(QSize)
    closing = Signal()

    def __init__(self) -> None:
        """An empty window with its focus ring."""
        super().__init__()
        self.setWindowTitle("Haqdar")
        self.setMinimumSize(SMALLEST)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._ring = FocusRing(self)
        self.letters = KeyboardHost(self)
        self.bursts = BurstOwner(self)
        self._typing_for: object = None

    def fill_screen(self, *, fill: bool) -> None:
        """Take the whole screen without a frame, as a lane needs it; or go back to what the window was before."""
        full = Qt.WindowState.WindowFullScreen
        if fill == bool(self.windowState() & full):
            return
        room = self.screen().size()
        if fill and (room.width() < self.width() or room.height() < self.height()):
            return  # larger than its screen already (drawn for a picture): filling it would make it smaller
        self.setWindowState(self.windowState() | full if fill else self.windowState() & ~full)

    def show_content(self, content: QWidget) -> None:
        """Show `content` in the place of what was there; the old one is dropped."""
        session = content if isinstance(content, SessionFrame) else None
        if session is None:
            self.fill_screen(fill=False)
        self.bursts.serve(session)
        typing_for = (session.bench.desk.person.id if session is not None else None, current().language)
        if typing_for != self._typing_for:  # a keyboard that somebody switched on ends with that person's turn
            phonetic().turn_off()
            self._typing_for = typing_for
        old = self._layers.currentWidget()
        self._layers.addWidget(content)
        self._layers.setCurrentWidget(content)
        if old is not None:
            self._layers.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._ring.raise_()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """From now on bursts of a scanner are taken out of the stream of keys."""
        super().showEvent(event)
        self.bursts.keys.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """A window that is not there hears no scanner."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.bursts.keys.stop()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the program, which chooses the layout."""
        super().resizeEvent(event)
        self.letters.place()
        self.resized.emit(event.size())

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        """Tab goes through whatever is shown as it is read."""
        return go_on(self, back=not next)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Drafts are kept as typed; the program closes the store."""
        self.closing.emit()
        event.accept()


class SessionFrame(QWidget):
    """Bar, practice strip and the page of a signed-in operator; watches idleness."""

    idle_over = Signal()

    def __init__(self, bench: Workbench, make_page: Callable[[Workbench, Destination], Page], codes: Codes) -> None:
        """Frame for `bench`; `make_page` builds the page of a destination, `codes` reads what a hand scanner types."""
        super().__init__()
        self.bench, self.codes = bench, codes
        self._make_page = make_page
        self.destination: Destination = GoHome()
        self.page: Page | None = None
        self.way = WayBack()
        self._seconds_left = bench.opened.settings.lock_minutes * 60
        self._printer: DeviceMark | None = None
        self._ticks = 0
        self._clock = ClockFace(bench.opened)
        self.stay()
        self._build()
        bench.wanted.connect(self.go)
        bench.noticed.connect(self._announce)
        bench.worked.connect(self._show_job)
        bench.changed.connect(self._changed)
        QShortcut(QKeySequence("F9"), self).activated.connect(lambda: self._pressed("printer"))
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        # one of its own: a shot at nought for a frame that goes before it keeps frame, session and keys for good
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._take_keyboard)
        tell_where_the_keyboard_is(self._keyboard_moved)

    # --- pages -------------------------------------------------------------------------------------------------------

    def go(self, destination: Destination) -> None:
        """Show the page of `destination`, if the page there lets go."""
        page = self.page
        if page is not None and not page.may_leave(lambda: self.go(destination)):
            return
        if page is not None and page.has_open_work():
            page.ask_before_losing(lambda: self.show_page(destination))
        else:
            self.show_page(destination)

    def open_household(self, code: HouseholdCode) -> None:
        """Go to a household whose card was scanned; where it is open already everything stays as it is."""
        if self.destination == GoHousehold(code):
            self.bench.say(NoticeKind.GOOD, Said(tr("The card that was scanned is of this household.")))
        elif self.page is not None and self.page.has_open_work():
            what = tr("Card of {code}: save or leave this form first.", code=code.grouped)
            self.bench.say(NoticeKind.LOOK, Said(what, tr("Nothing was opened and nothing was changed.")))
            QApplication.beep()
        else:
            self.bench.go(GoHousehold(code))

    def show_page(self, destination: Destination) -> None:
        """Show the page of `destination`."""
        first = self.page is None
        destination = self.way.step(self.page.left(self.destination) if self.page is not None else None, destination)
        self.bench.turned()
        page = self._make_page(self.bench, destination)
        page.first_row = destination.chosen
        if not self.way.is_home_next:
            page.leads_back()
        if self.page is not None:
            self.page.leaving()
            self._pages.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
        self.page, self.destination = page, destination
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._bar.setVisible(not page.covers_bar)
        page.bar_changed.connect(self._name_place)
        self._name_place()
        window = self.window()
        end_flashes(window)
        if isinstance(window, MainWindow):
            window.fill_screen(fill=page.fills_screen)
        page.entered()
        if first:
            self._look_at_clock()
        self._keyboard_moved(QApplication.focusWidget())

    def _keyboard_moved(self, now: QWidget | None) -> None:
        """What had the keyboard is gone and nothing took it: a moment later the page itself does."""
        if now is None:
            self._soon.start()

    def _take_keyboard(self) -> None:
        """Else not even Esc would be heard on a page that has nothing to choose."""
        page, window = self.page, self.window()
        if page is not None and QApplication.focusWidget() is None and window.isActiveWindow() and self.isVisible():
            page.setProperty("ring", "none")
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _announce(self, announcement: Announcement | None) -> None:
        if self.page is not None:
            self.page.announce(announcement)

    def _show_job(self, job: Job | None) -> None:
        if self.page is not None:
            self.page.show_job(job)

    def _changed(self, kinds: frozenset[object]) -> None:
        if EntryKind.CLOCK_JUMPED in kinds:
            self._look_at_clock()
        if self.page is None:
            return
        if kinds - {EntryKind.CLOCK_JUMPED}:
            take_as_kept(self.page)
        if kinds & self.page.cares:
            self.page.entered()

    # --- idleness ----------------------------------------------------------------------------------------------------

    def stay(self) -> None:
        """A key or the mouse moved: the lock waits its whole time again."""
        self._seconds_left = self.bench.opened.settings.lock_minutes * 60

    def _tick(self) -> None:
        self._seconds_left -= 1
        self._ticks += 1
        if self._seconds_left <= 0:
            self._timer.stop()
            self.idle_over.emit()
            return
        if self._ticks % _LOOK_SECONDS == 0:
            self._look_at_clock()
        self._show_marks()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Installed on the application: any key, click or scan is a sign of life.

        The key of the lock is heard here, since no shortcut of the window is while a dialog is open over it.
        """
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.stay()
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return isinstance(event, QKeyEvent) and locks(event) and self._heard(event)
        return False

    def _heard(self, key: QKeyEvent) -> bool:
        """Asked for as a shortcut it is wanted, so that nobody else's is pressed; then it locks, held down once."""
        key.accept()
        if key.type() is QEvent.Type.KeyPress and not key.isAutoRepeat():
            self._lock()
        return True

    # --- bar ---------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        look = current()
        office = self.bench.desk.office
        self._bar = QFrame()
        self._bar.setProperty("role", "bar")
        self._bar.setFixedHeight(max(look.layout.bar, look.row - 4 if look.scale > 1 else look.layout.bar))
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(margins(24, 0, 24, 0, look.rtl))
        row.setSpacing(16)
        row.addWidget(Icon("mark", 22, "on_bar", drawing=True))
        self._place = Line("", Role.SMALL, "on_bar", elide=True)
        row.addWidget(self._place, 1)
        self.strip = DeviceStrip(tr("Devices"))
        self.strip.pressed.connect(self._pressed)
        row.addWidget(self.strip)
        row.addWidget(Line(self.bench.desk.person.name, Role.SMALL, "on_bar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        if office.practice:
            column.addWidget(PracticeStrip())
        self._pages = QStackedLayout()
        column.addLayout(self._pages, 1)
        self._show_marks()

    def _name_place(self) -> None:
        office = self.bench.desk.office
        usual = f"{office.name} · {office.desk_name}"
        self._place.setText((self.page.bar_text() if self.page is not None else "") or usual)

    def _look_at_clock(self) -> None:
        """Ask the book about the clock of today; where another page comes first the next second shows it."""
        self.bench.run(lambda _: self._clock.ask(), lambda _: self._show_marks(), failed=lambda _: True)

    def _show_marks(self) -> None:
        left = f"{self._seconds_left // 60}:{self._seconds_left % 60:02d}"
        if self._printer is None or self._ticks % 60 == 0:
            self._printer = printer_mark()
        marks = [self._printer]
        battery = battery_mark()
        if battery is not None:
            marks.append(battery)
        marks.append(self._clock.mark())
        amber = self._seconds_left <= WARN_SECONDS
        marks.append(DeviceMark("lock", "lock", tr("Locks in {time}. Lock now: Ctrl+L", time=left), left, amber))
        if tuple(marks) != self.strip.marks():
            self.strip.set_marks(marks)

    def _lock(self) -> None:
        """A person locks: whatever is open closes as when the lock comes by itself, unless it has to be asked about."""
        sheets = [one for one in QApplication.topLevelWidgets() if isinstance(one, Sheet) and one.isVisible()]
        if not all(sheet.may_lock() for sheet in sheets):
            return
        if self.page is None or self.page.may_lock():
            self.bench.locked.emit()

    def _pressed(self, key: str) -> None:
        if key == "lock":
            self._lock()
        elif key == "clock" and self._clock.moved:
            self.bench.go(GoCheck())
        else:
            self.bench.go(GoSettings())
