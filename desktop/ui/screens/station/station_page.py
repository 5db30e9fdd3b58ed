"""The scan station: the whole screen, one card after another, the answer in one glance.

Reading never stops: while a verdict stands, the next card takes its place. GIVEN is painted only after the hand-over
is durable; whatever the store refuses stops the lane and gives nothing.
"""

from pathlib import Path
from typing import override

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.errors import LookFirst, NotDue, SecondNeeded, Told, Unavailable
from desktop.records.distribution import Counts, Decision, Given, Presented, RecentGiven, RoundView, Standing
from desktop.records.operator import Second
from desktop.scanning.reader import BareCode, Reader, RefusedCode, VerifiedCard
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.ui.page import Page
from desktop.ui.printing_desk import print_paper
from desktop.ui.scanner.scan_panel import ScanPanel
from desktop.ui.screens.station import verdict_words as words
from desktop.ui.screens.station.choose_panel import ChoosePanel
from desktop.ui.screens.station.recent_panel import RecentPanel
from desktop.ui.screens.station.scan_words import scan_words
from desktop.ui.screens.station.station_foot import StationFoot
from desktop.ui.sounds import Sound, Sounds
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.verdict import VerdictPanel
from desktop.ui.widgets.verdict_values import VerdictView
from desktop.ui.workbench import GoHome, GoStation, Workbench
from desktop.usecases import distribution, programmes
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.vocabulary import Language, Source, Verdict
from desktop.words.captions.relief import slip
from desktop.words.catalogue import language, tr
from desktop.words.messages import Said
from printing.slips import draw_slip

SOUNDS = {
    Verdict.G1: Sound.RISING,
    Verdict.G2: Sound.RISING,
    Verdict.G9: Sound.TICK,
    Verdict.N1: Sound.TICK,
    Verdict.S1: Sound.FALLING,
}
LEAVE_MS = 2_000
NOTHING = Counts(0, 0, 0)


class StationPage(Page):
    """One lane. Without a standing it asks for round, point and lane first."""

    full = True
    cares = frozenset({EntryKind.ROUND_OPENED, EntryKind.ROUND_CLOSED})

    def __init__(self, bench: Workbench, standing: Standing | None = None, film: Path | None = None) -> None:
        """`film` plays a video through the camera's own sink, slot and thread: for the tour and the tests."""
        super().__init__(bench, tr("Scan station"))
        self.standing = standing
        self.film = film
        self.counts = NOTHING
        self.round: RoundView | None = None
        self.decision: Decision | None = None
        self.given: Given | None = None
        self._presented: Presented | None = None
        self._disbursement = DisbursementId(new_id())
        self._giving = False
        self._last: RecentGiven | None = None
        keys = keyring(bench.opened.certificates)
        self.reader = Reader(lambda text: open_credential(text, keys))
        self.sounds = Sounds(self)
        self.sounds.set_volume(bench.opened.settings.sound / 100)
        self.scan = ScanPanel(self.reader, scan_words(), bench.opened.settings.scanner_prefix)
        self.scan.code_read.connect(self.read)
        self.verdict = VerdictPanel()
        self.verdict.acted.connect(self._acted)
        self.verdict.faded.connect(self.wait)
        self.foot = StationFoot()
        self._leaving_soon = False
        self._build()

    def _build(self) -> None:
        self._waiting = QWidget()
        column = QVBoxLayout(self._waiting)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QWidget()
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(64, 24, 64, 24)
        inside.addWidget(self.scan)
        column.addWidget(middle, 1)
        column.addWidget(self.foot)
        holder = QWidget()
        self._layers = QStackedLayout(holder)
        self._layers.addWidget(self._waiting)
        self._layers.addWidget(self.verdict)
        self.body.addWidget(holder)
        self.foot.void_asked.connect(self._show_recent)
        self.foot.desk_asked.connect(self._to_desk)
        self.foot.mute_asked.connect(self._mute)
        for key, act in (("V", self._show_recent), ("F2", self._to_desk), ("Esc", self._escape)):
            shortcut = QShortcut(QKeySequence(key), self._waiting)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- coming and going --------------------------------------------------------------------------------------------

    @override
    def entered(self) -> None:
        """Ask where the lane stands, or begin."""
        if self.standing is None:
            self.bench.run(programmes.rounds, self._choose)
        else:
            standing = self.standing
            self.bench.run(lambda desk: programmes.round_view(desk, standing.round_code), self._begin)

    @override
    def leaving(self) -> None:
        """Let the camera and the keyboard go."""
        self.scan.stop()

    @override
    def bar_text(self) -> str:
        """Lane, round and point, in the bar."""
        if self.standing is None or self.round is None:
            return ""
        names = {point.code: point.name for point in self.round.points}
        point = names.get(self.standing.point_code, self.standing.point_code)
        lane = str(self.standing.lane)
        return tr("Lane {lane} · {round} · {point}", lane=lane, round=self.round.programme, point=point)

    def _choose(self, rounds: tuple[RoundView, ...]) -> None:
        panel = ChoosePanel(rounds)
        panel.chosen.connect(lambda standing: self.bench.go(GoStation(standing)))
        panel.left.connect(lambda: self.bench.go(GoHome()))
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(64, 48, 64, 24)
        inside.addWidget(panel, 0, Qt.AlignmentFlag.AlignHCenter)
        escape = QShortcut(QKeySequence("Esc"), holder)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: self.bench.go(GoHome()))
        self._layers.addWidget(holder)
        self._layers.setCurrentWidget(holder)
        panel.take_focus()

    def _begin(self, round_view: RoundView) -> None:
        first = self.round is None
        self.round = round_view
        self.bar_changed.emit()
        if first:
            if self.film is not None:
                self.scan.start_film(self.film)
            else:
                self.scan.start(self.bench.opened.settings.camera)
            self.wait()

    def wait(self) -> None:
        """Show the card: nothing is decided."""
        self.decision = self.given = None
        self._layers.setCurrentWidget(self._waiting)
        self.scan.box().clear()
        self.scan.box().setFocus()
        self._count()

    def _count(self) -> None:
        standing = self.standing
        if standing is None:
            return

        def counted(found: tuple[Counts, tuple[RecentGiven, ...]]) -> None:
            self.counts = found[0]
            self._last = found[1][0] if found[1] else None
            self.foot.show_counts(self.counts, self._last)

        self.bench.run(
            lambda desk: (distribution.counts(desk, standing), distribution.recent(desk, standing, 1)), counted
        )

    # --- a card ------------------------------------------------------------------------------------------------------

    def read(self, reading: object) -> None:
        """A card, a code or a foreign text reached the station; not while a hand-over is being written."""
        if self.standing is None or self._giving:
            return
        if isinstance(reading, RefusedCode):
            self._show(words.refused_view(reading, self.counts), Verdict.N1)
            return
        if isinstance(reading, VerifiedCard | BareCode):
            self._decide(distribution.presented_by(reading))

    def _decide(self, presented: Presented) -> None:
        standing = self.standing
        assert standing is not None
        self._presented = presented
        self.bench.run(
            lambda desk: distribution.decide(desk, standing, presented), self._decided, failed=self._machine_trouble
        )

    def _decided(self, decision: Decision) -> None:
        self.decision, self.given = decision, None
        self._disbursement = DisbursementId(new_id())
        self._show(words.verdict_view(decision, self.counts), decision.verdict)
        if decision.verdict is Verdict.N1 and decision.source is Source.TYPED:
            self.bench.run(distribution.note_typed_miss, lambda _: None)

    def _show(self, view: VerdictView, verdict: Verdict) -> None:
        self.sounds.play(SOUNDS.get(verdict, Sound.LEVEL))
        self._layers.setCurrentWidget(self.verdict)
        self.verdict.show_verdict(view)

    def _machine_trouble(self, told: Told) -> bool:
        if not isinstance(told, Unavailable):
            return False
        self.decision = None
        self._show(words.stopped(self.counts), Verdict.S1)
        return True

    # --- keys of the verdict -----------------------------------------------------------------------------------------

    def _acted(self, key: str) -> None:
        match key:
            case words.GIVE:
                self.give()
            case words.DESK:
                self._to_desk()
            case words.SLIP:
                self.print_slip()
            case _:
                self.wait()

    def give(self, second: Second | None = None) -> None:
        """Record the hand-over; a second press while it is being written does nothing, and sends the same id."""
        standing, presented, disbursement = self.standing, self._presented, self._disbursement
        if self._giving or standing is None or presented is None or self.decision is None:
            return
        self._giving = True

        def work(desk: Desk) -> tuple[Given, Counts]:
            given = distribution.give(desk, standing, presented, disbursement=disbursement, looked=True, second=second)
            return given, distribution.counts(desk, standing)

        self.bench.run(work, self._given, failed=self._not_given)

    def _given(self, found: tuple[Given, Counts]) -> None:
        self._giving = False
        self.given, self.counts = found
        self._show(words.given_view(self.given.decision, self.given.receipt, self.counts), Verdict.G9)

    def _not_given(self, told: Told) -> bool:
        self._giving = False
        match told:
            case NotDue(decision=decision):
                self._decided(decision)
                return True
            case LookFirst(decision=decision):
                self._decided(decision)
                return True
            case SecondNeeded():
                self._ask_second()
                return True
            case _:
                return self._machine_trouble(told)

    def _ask_second(self) -> None:
        self.wait()
        said = Said(
            tr("You registered this household yourself."),
            tr("Another lane gives to it, or a second person stands by: send it to the help desk."),
            tr("Nothing was given."),
        )
        self.bench.say(NoticeKind.LOOK, said)

    def print_slip(self) -> None:
        """Print the slip of the last hand-over; it may be refused, nothing depends on it."""
        given, standing = self.given, self.standing
        if given is None or standing is None:
            return
        paper_language = Language.URDU if language() is Language.ENGLISH else language()
        office = self.bench.desk.office
        short = self.bench.opened.certificates.short_of(office.log)
        paper = draw_slip(slip(given, paper_language, office, short, lane=standing.lane))
        print_paper(self.bench, paper, tr("Slip"))

    def _to_desk(self) -> None:
        said = Said(tr("Please walk with this person to the help desk."), "", tr("Nothing was given."))
        self.wait()
        self.bench.say(NoticeKind.KNOW, said)
        QTimer.singleShot(6_000, self.bench.clear)

    # --- foot --------------------------------------------------------------------------------------------------------

    def _show_recent(self) -> None:
        standing = self.standing
        if standing is None:
            return
        self.bench.run(lambda desk: distribution.recent(desk, standing), self._open_recent)

    def _open_recent(self, recent: tuple[RecentGiven, ...]) -> None:
        panel = RecentPanel(self.bench, recent, self)
        panel.voided.connect(self._count)
        panel.open()

    def _mute(self, muted: bool) -> None:
        self.sounds.set_muted(muted)

    def _escape(self) -> None:
        """Esc twice leaves: one slip of the finger must not close a lane."""
        if self._leaving_soon:
            self.bench.go(GoHome())
            return
        self._leaving_soon = True
        self.bench.say(NoticeKind.KNOW, Said(tr("Press Esc once more to leave the station.")))

        def stays() -> None:
            self._leaving_soon = False
            self.bench.clear()

        QTimer.singleShot(LEAVE_MS, self, stays)
