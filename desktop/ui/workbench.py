"""What a page is given: run a use case, hear of changes, say something, go elsewhere. Nothing else belongs here.

In every window of age the unnamed room between screen and data swallowed the rest; this one may run, announce, say
and go. Anything more belongs to a use case, a widget or a page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.errors import Cancelled, Told
from desktop.records.distribution import Standing
from desktop.records.pair import PairFilter
from desktop.ui.background import Job, Lane, Lanes
from desktop.ui.widgets.notice import NoticeKind
from desktop.values.identifiers import HouseholdCode
from desktop.words.messages import Said, say

if TYPE_CHECKING:  # the window asks for a name before the store's libraries are loaded
    from desktop.opening import Opened
    from desktop.usecases.desk import Desk


@dataclass(frozen=True)
class Announcement:
    """A sentence on the screen concerned, with a smaller second line."""

    kind: NoticeKind
    said: Said


@dataclass(frozen=True)
class Destination:
    """Where a page may ask to go; `navigation` maps each kind to its page.

    Two that are equal are one place, whatever was written or chosen there."""

    chosen: str = field(default="", compare=False, kw_only=True)
    """Key of the row that had been chosen when somebody went on from there; empty for the first."""


@dataclass(frozen=True)
class GoBack(Destination):
    """The page from which this one was opened; home if there is none."""


@dataclass(frozen=True)
class GoHome(Destination):
    """The tiles of this role."""


@dataclass(frozen=True)
class GoRegister(Destination):
    """A new household, or with `code` the correction of one; `resume` goes on with the kept draft without asking."""

    code: HouseholdCode | None = None
    resume: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class GoFind(Destination):
    """Search for people; with `replace` a card of the household that is opened is to be replaced."""

    text: str = field(default="", compare=False)
    replace: bool = False


@dataclass(frozen=True)
class GoHousehold(Destination):
    """One household's page; with `replace` the panel in which a card is replaced is shown at once."""

    code: HouseholdCode
    replace: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class GoPhones(Destination):
    """Phone numbers that an old fault damaged."""


@dataclass(frozen=True)
class GoCards(Destination):
    """Cards to print; `codes` chooses households, empty means all waiting."""

    codes: tuple[HouseholdCode, ...] = ()


@dataclass(frozen=True)
class GoRounds(Destination):
    """Rounds: make from a file, open, freeze, close; `code` is the one that is chosen."""

    code: str = field(default="", compare=False)


@dataclass(frozen=True)
class GoProgrammes(Destination):
    """Programmes: what is given to whom, written, tried and saved."""


@dataclass(frozen=True)
class GoStation(Destination):
    """The scan station; without a standing it asks for round and point first."""

    standing: Standing | None = None


@dataclass(frozen=True)
class GoPoint(Destination):
    """A point before it opens and while it is open: checklist, duties, shelf."""

    standing: Standing | None = None


@dataclass(frozen=True)
class GoDayClose(Destination):
    """Closing the day of a point in four steps; a closed one shows its sheet."""

    standing: Standing


@dataclass(frozen=True)
class GoAfter(Destination):
    """After the day of a point: who did not come, its account, whom to ask; without a standing the first point.

    With `names` the list names people, if the role may see names."""

    standing: Standing | None = None
    names: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class GoLate(Destination):
    """Paper sheets of a point, entered afterwards; without a standing the first point that is open."""

    standing: Standing | None = None


@dataclass(frozen=True)
class GoRoster(Destination):
    """Rosters with their preview."""


@dataclass(frozen=True)
class GoHelpDesk(Destination):
    """Whom the lanes sent, why, and what comes next."""


@dataclass(frozen=True)
class GoBlocks(Destination):
    """Blocks that were proposed, and those in force."""


@dataclass(frozen=True)
class GoStock(Destination):
    """What lies at a point; without a standing the first point that is open."""

    standing: Standing | None = None


@dataclass(frozen=True)
class GoCheck(Destination):
    """Is the book whole?"""


@dataclass(frozen=True)
class GoWorkplaces(Destination):
    """Kilns and farms, and visits to them."""


@dataclass(frozen=True)
class GoPairs(Destination):
    """Records that may be one person; with `batch` those of one import.

    `wanted` is the filter to begin with; with `looking` the chosen pair is opened at once."""

    batch: int | None = None
    wanted: PairFilter | None = field(default=None, compare=False)
    looking: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class GoPapers(Destination):
    """Who needs an identity paper, and the list for a registration van."""


@dataclass(frozen=True)
class GoConsent(Destination):
    """What one household agreed to, takes back, and is told of its rights."""

    code: HouseholdCode


@dataclass(frozen=True)
class GoReadAloud(Destination):
    """The consent text, to be read to those who wait."""


@dataclass(frozen=True)
class GoQuiet(Destination):
    """What wants a second look; with `every` also what was put aside."""

    every: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class GoImports(Destination):
    """Bring a list in, or take one back."""


@dataclass(frozen=True)
class GoSettings(Destination):
    """Language, text size, theme, sound, lock time, devices."""


@dataclass(frozen=True)
class GoOperators(Destination):
    """Who works here, and helplines that were called."""


def going_on(destination: Destination) -> Destination:
    """The same place when the window was built anew or the desk unlocked again: a form goes on where it was."""
    return replace(destination, resume=True) if isinstance(destination, GoRegister) else destination


class Workbench(QObject):
    """One for the window; pages are given it and nothing else."""

    changed = Signal(object)
    """frozenset[EntryKind]: what was just recorded; a page reloads itself when it cares."""
    noticed = Signal(object)
    """Announcement | None: None takes the notice away."""
    wanted = Signal(object)
    """Destination."""
    worked = Signal(object)
    """Job | None: the named job under way, for the job strip."""
    crashed = Signal(object)
    """Exception: a bug; the crash dialog shows it."""

    settled = Signal(object)
    """Settings: a page chose other settings; the window keeps them and dresses anew."""
    locked = Signal()
    """Somebody asked to lock the desk."""

    def __init__(self, opened: "Opened", lanes: Lanes, parent: QObject | None = None) -> None:
        """Stand on the desk of `opened`, work through `lanes`."""
        super().__init__(parent)
        self.opened = opened
        self.desk = opened.desk
        self._lanes = lanes
        self._running = 0
        self._turn = 0
        self._over = False
        self.desk.listen(lambda kinds: lanes.on_main(lambda: self.changed.emit(kinds)))

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._running == 0

    def run[T](
        self,
        work: Callable[["Desk"], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[Told], bool] | None = None,
        lane: Lane = Lane.DATA,
    ) -> None:
        """Run a use case; `then` gets its result on the main thread.

        `failed` may take an answer itself (return True); otherwise the workbench says it as a notice.
        """
        self._start(Job(""), lambda _: work(self.desk), then, failed, lane)

    def run_named[T](
        self,
        name: str,
        work: Callable[["Desk", Job], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[Told], bool] | None = None,
        lane: Lane = Lane.PRESS,
    ) -> Job:
        """Run long work with a job strip: `name` says what is done; the work calls `job.progress`."""
        job = Job(name)
        job.on_progress = lambda done, total: self._lanes.on_main(lambda: self._progressed(job, done, total))
        self.worked.emit(job)
        self._start(job, lambda running: work(self.desk, running), then, failed, lane)
        return job

    def turned(self) -> None:
        """Another page takes the place of the one before: what that one asked for is done, but it hears no more."""
        self._turn += 1

    def let_go(self) -> None:
        """The session is over: let go of what was unlocked, now or when the last work under way has ended."""
        self._over = True
        if self.idle:
            del self.opened, self.desk
            self.deleteLater()

    def say(self, kind: NoticeKind, said: Said) -> None:
        """Put a notice on the screen concerned."""
        self.noticed.emit(Announcement(kind, said))

    def clear(self) -> None:
        """Take the notice away."""
        self.noticed.emit(None)

    def go(self, destination: Destination) -> None:
        """Ask to be somewhere else."""
        self.wanted.emit(destination)

    def _start[T](
        self,
        job: Job,
        work: Callable[[Job], T],
        then: Callable[[T], None],
        failed: Callable[[Told], bool] | None,
        lane: Lane,
    ) -> None:
        self._running += 1
        turn = self._turn

        def done(result: T) -> None:
            self._ended(job)
            if turn == self._turn:
                then(result)

        def broke(error: Exception) -> None:
            self._ended(job)
            hears = failed if turn == self._turn else None
            if isinstance(error, Cancelled):
                if hears is not None:
                    hears(error)
            elif isinstance(error, Told):
                if hears is None or not hears(error):
                    self.say(NoticeKind.LOOK, say(error))
            else:
                self.crashed.emit(error)

        self._lanes.run(lane, job, lambda: work(job), done, broke)

    def _ended(self, job: Job) -> None:
        self._running -= 1
        if job.name:
            self.worked.emit(None)
        if self._over:
            self.let_go()

    def _progressed(self, job: Job, done: int, total: int) -> None:
        job.done, job.total = done, total
        self.worked.emit(job)
