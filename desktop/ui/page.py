"""Base of screens: head, notices, body, foot, in the measures of the layout; a page fills them and knows the workbench.

A page hears of changes by naming the entry kinds it cares about; no page ever tells another to refresh.
"""

import time
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import ClassVar, override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.layout import margins
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.background import Job
from desktop.ui.typed_work import has_typed_work, take_as_kept
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.flash import end_flashes
from desktop.ui.widgets.following_area import FollowingArea
from desktop.ui.widgets.foot import Foot
from desktop.ui.widgets.job_strip import JobStrip
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import Notice, NoticeArea, NoticeKind
from desktop.ui.widgets.stacking import Beside, hold_beside
from desktop.ui.widgets.stray_keys import take_stray
from desktop.ui.widgets.table import Table
from desktop.ui.workbench import Announcement, Destination, GoBack, Workbench
from desktop.values.entry_kind import EntryKind
from desktop.words.catalogue import tr

_TELLING = 1.5  # seconds of work before the rest of it is guessed
_MINUTE_AND_A_HALF = 90


class Page(QWidget):
    """One screen. Subclasses build their body in `__init__` and load in `entered`."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset()
    """Entry kinds after which this page loads itself again."""

    covers_bar: ClassVar[bool] = False
    """Whether the page takes the place of the bar as well."""

    full: ClassVar[bool] = False
    """A full page (the scan station) has no head and foot of its own."""

    fills_screen = False
    """Whether the window takes the whole screen while this page is shown."""

    bar_changed = Signal()
    """`bar_text` says something else now."""

    def __init__(self, workbench: Workbench, title: str, *, home: bool = True) -> None:
        """Frame with `title`; `home` gives the way back, Esc."""
        super().__init__()
        self.bench = workbench
        self.title = title
        self.first_row = ""
        """Key of the row that is chosen when the list comes: where somebody was who comes back."""
        self._back_words = tr("Home")
        self._back_buttons: list[Button] = []
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = self._make_head()
        self._foot = Foot()
        self.notices = NoticeArea()
        self._jobs = QVBoxLayout()
        self._strip: JobStrip | None = None
        self._job: Job | None = None
        self._job_begun = 0.0
        self.body = Beside()
        if not self.full:
            help_key = QShortcut(QKeySequence("F1"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            help_key.activated.connect(self.show_help)
            self._build_head(home)
            column.addWidget(self._head)
        look = current()
        gutter, gap = look.layout.gutter, look.layout.gap
        middle = QVBoxLayout()
        if not self.full:
            middle.setContentsMargins(margins(gutter, gap - 4, gutter, gap - 4, look.rtl))
        else:
            middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(12 if not self.full else 0)
        middle.addWidget(self.notices)
        self._middle = middle
        middle.addLayout(self.body, 1)
        if look.large_text and not self.full:  # there is more than a window holds
            inside = QWidget()
            inside.setProperty("role", "clear")
            inside.setLayout(middle)
            area = FollowingArea()
            area.setWidget(inside)
            column.addWidget(area, 1)
            self._jobs.setContentsMargins(margins(gutter, 0, gutter, 0, look.rtl))
            column.addLayout(self._jobs)
        else:
            middle.addLayout(self._jobs)
            column.addLayout(middle, 1)
        if not self.full:
            column.addWidget(self._foot)
            self._foot.hide()

    # --- for subclasses --------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """The page is shown, or something it cares about was recorded: load."""

    def may_leave(self, leave: Callable[[], None]) -> bool:
        """Whether another page may take its place now; open work is asked about in any case.

        A page that asks in a dialog says no, and calls `leave` when it is let go: on to where the person wanted.
        """
        return True

    keeps_at_once: ClassVar[bool] = False
    """Whether what is written here is kept at once (drafts, settings), or the page asks about it in its own way."""

    def has_open_work(self) -> bool:
        """Whether something was written or answered here that nobody has kept."""
        return not self.keeps_at_once and has_typed_work(self)

    def let_go(self) -> None:
        """The person said that what is written here may be lost: it is open work no more, and not asked about again."""
        take_as_kept(self)

    def ask_before_losing(self, leave: Callable[[], None]) -> None:
        """Open work is asked about once; `leave` when it is let go."""
        self.losing = Question(
            tr("What is written here is not kept yet. Leave it?"),
            tr("Whoever leaves now writes it again."),
            stay=tr("Stay here"),
            leave=tr("Leave"),
            leave_key="L",
            parent=self,
        )
        self.losing.accepted.connect(leave)
        self.losing.finished.connect(self.losing.deleteLater)
        self.losing.open()

    def may_lock(self) -> bool:
        """Whether a person may lock the desk now (a dialog may ask); the lock that comes by itself never asks."""
        return True

    def help_text(self) -> str:
        """What F1 says about this screen."""
        return ""

    def show_help(self) -> None:
        """F1: what this screen is for and which keys it knows; F1 again takes it away."""
        if "help" in self.notices.notices():
            self.notices.take("help")
        elif self.help_text():
            self.notices.show_notice("help", Notice(NoticeKind.KNOW, self.help_text()))

    def field_for_letters(self) -> Field | None:
        """Where letters go that nothing takes; None: the only field that is shown, or a signal."""
        return None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter that nothing on the page took never vanishes."""
        if not take_stray(self, event, self.field_for_letters()):
            super().keyPressEvent(event)

    def leaving(self) -> None:
        """The page goes away (also when the desk locks): stop cameras, keep drafts."""

    def bar_text(self) -> str:
        """What the bar says in the place of office and desk; empty for the usual."""
        return ""

    def set_head_trailing(self, widget: QWidget) -> None:
        """Put `widget` at the far end of the head: steps, a date."""
        if isinstance(self._head, Foot):
            self._head.add_trailing(widget)
            return
        layout = self._head.layout()
        assert layout is not None
        layout.addWidget(widget)

    def set_title(self, title: str) -> None:
        """Change the title in the head."""
        self.title = title
        self._title.setText(title)
        self.setAccessibleName(title)

    def begin_anew(self, title: str) -> None:
        """The page is about something else from now on: what was said of the thing before is over."""
        self.notices.clear()
        end_flashes(self.window())
        self.set_title(title)

    def set_foot(self, leading: Sequence[QWidget], trailing: Sequence[QWidget] = ()) -> None:
        """Buttons of the foot: the one filled button first, at the leading end."""
        self._foot.fill(leading, trailing)
        self._foot.show()

    def as_left(self, destination: Destination) -> Destination | None:
        """Where Esc of the next page leads: `destination`, as it was asked for, with what was chosen here since.

        None when nothing is left to come back to. The row comes by itself, from `present_row`.
        """
        return destination

    def present_row(self) -> str:
        """Key of the chosen row, for who comes back; empty where there is no list."""
        return ""

    def take_first_row(self, keys: Container[str]) -> str | None:
        """The row of who comes back, if it is there still; given once."""
        row, self.first_row = self.first_row, ""
        return row if row and row in keys else None

    def choose_row(self, table: Table, keys: Sequence[str]) -> None:
        """Choose the row of who comes back; else the chosen one stays, else the first one is. `keys` are not empty."""
        row = self.take_first_row(keys)
        if row is not None or table.present() is None:
            table.choose(row or keys[0])

    def way_out(self) -> Button:
        """The button of a page that has nothing to show: where Esc leads."""
        button = Button(self._back_words, ButtonKind.PRIMARY, "arrow-left", "Esc")
        self._leads_back(button)
        return button

    def put_above(self, widget: QWidget) -> None:
        """Put `widget` between the notices and the body: a question that comes before the rest."""
        self._middle.insertWidget(1, widget)
        widget.show()

    def side(self, width: int | None = None) -> QVBoxLayout:
        """A column of the side panel's width at the trailing end of the body; with large text below the rest."""
        holder = QWidget()
        hold_beside(holder, width or current().layout.side)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.body.addWidget(holder)
        return column

    # --- for the window --------------------------------------------------------------------------------------------

    def left(self, destination: Destination) -> Destination | None:
        """Where to come back to: `as_left`, at the row that is chosen, or still to be chosen when the list comes."""
        place = self.as_left(destination)
        return None if place is None else replace(place, chosen=self.present_row() or self.first_row)

    def leads_back(self) -> None:
        """Esc leads to another page than home: the buttons say *Back*."""
        self._back_words = tr("Back")
        for button in self._back_buttons:
            button.set_text(self._back_words)

    def announce(self, announcement: Announcement | None) -> None:
        """Show a notice of the workbench on this screen, or take it away."""
        if announcement is None:
            self.notices.clear()
            return
        said = announcement.said
        more = " ".join(part for part in (said.do, said.safe) if part)
        self.notices.show_notice("bench", Notice(announcement.kind, said.what, more))

    def show_job(self, job: Job | None) -> None:
        """Show how far long work is, with Cancel; None takes the strip away."""
        if job is None or job is not self._job:
            if self._strip is not None:
                self._strip.hide()
                self._strip.deleteLater()
                self._strip = None
            self._job = job
            self._job_begun = time.monotonic()
        if job is None:
            return
        if self._strip is None:
            self._strip = JobStrip(job.name, tr("Cancel"))
            self._strip.cancelled.connect(job.cancel)
            self._jobs.addWidget(self._strip)
        part = job.done / job.total if job.total else 0.0
        self._strip.set_progress(part, self._how_far(job))

    def _how_far(self, job: Job) -> str:
        """How much is done of how much, and about how long the rest takes, once that can be told."""
        if not job.total:
            return ""
        spent = time.monotonic() - self._job_begun
        if spent < _TELLING or not 0 < job.done < job.total:
            return tr("{done} of {total}", done=job.done, total=job.total)
        left = max(1, round(spent * (job.total - job.done) / job.done))
        if left < _MINUTE_AND_A_HALF:
            return tr("{done} of {total}, about {seconds} s left", done=job.done, total=job.total, seconds=left)
        minutes = round(left / 60)
        return tr("{done} of {total}, about {minutes} min left", done=job.done, total=job.total, minutes=minutes)

    @staticmethod
    def _make_head() -> QFrame:
        """One row as high as the layout says; with large text as many rows as it needs."""
        if current().large_text:
            return Foot("head", current().layout.head, edge=4)
        head = QFrame()
        head.setProperty("role", "head")
        return head

    def _build_head(self, home: bool) -> None:
        look = current()
        leading: list[QWidget] = []
        if home:
            cap = "" if look.layout.small else "Esc"
            button = Button(self._back_words, ButtonKind.QUIET, "arrow-left", cap)
            self._leads_back(button)
            leading.append(button)
            QShortcut(
                QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            ).activated.connect(self._escape_pressed)
        self._title = Line(self.title, Role.TITLE, elide=look.large_text)
        leading.append(self._title)
        if isinstance(self._head, Foot):
            self._head.fill(leading, [])
            return
        row = QHBoxLayout(self._head)
        row.setContentsMargins(margins(look.layout.gutter, 0, look.layout.gutter, 0, look.rtl))
        row.setSpacing(16)
        for widget in leading:
            row.addWidget(widget)
        row.addStretch(1)
        self._head.setFixedHeight(max(look.layout.head, self._title.sizeHint().height() + 1))

    def _leads_back(self, button: Button) -> None:
        button.clicked.connect(lambda: self.bench.go(GoBack()))
        self._back_buttons.append(button)

    def _escape_pressed(self) -> None:
        """Esc closes a form as easily as a page: what is written there is asked about first."""
        if not self.keeps_at_once and has_typed_work(self):
            self.ask_before_losing(self._let_it_go)
        else:
            self.escape()

    def _let_it_go(self) -> None:
        self.let_go()
        self.escape()

    def escape(self) -> None:
        """Esc: to where the page was opened from. Pages with steps or dialogs override it."""
        self.bench.go(GoBack())


def scrolling(content: QWidget) -> FollowingArea:
    """`content` in a scroll area without frame, for bodies that may be longer than the window.

    With large text the page itself is scrolled, and all of `content` stands in it."""
    area = FollowingArea(whole=current().large_text)
    area.setWidget(content)
    return area
