"""The scan station: the whole screen, one card after another, the answer in one glance.

Reading never stops: while a verdict stands, the next card takes its place. GIVEN is painted only after the hand-over
is durable; whatever the store refuses stops the lane and gives nothing.
"""

from pathlib import Path
from typing import override

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from desktop.errors import Told
from desktop.records.distribution import (
    CollectorChoice,
    Counts,
    Decision,
    Given,
    RecentGiven,
    RoundView,
    SlipData,
    Standing,
    Voided,
)
from desktop.scanning.reader import BareCode, Reader, Reading, RefusedCode, VerifiedCard, sameness
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.ui.appearance.layout import margins
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import latin_digits
from desktop.ui.page import Page
from desktop.ui.scanner.scan_panel import ScanPanel
from desktop.ui.screens.station import verdict_words as words
from desktop.ui.screens.station.choose_panel import ChoosePanel
from desktop.ui.screens.station.collector_sheet import CollectorSheet
from desktop.ui.screens.station.lane import NOTHING, Lane
from desktop.ui.screens.station.recent_panel import RecentPanel
from desktop.ui.screens.station.scan_words import scan_words, station_help, unsettled_words
from desktop.ui.screens.station.slip_sheet import SlipSheet
from desktop.ui.screens.station.station_foot import StationFoot
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.sounds import Sound, Sounds, sound_of
from desktop.ui.widgets.flash import flash
from desktop.ui.widgets.following_area import FollowingArea
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.verdict import VerdictPanel
from desktop.ui.widgets.verdict_values import VerdictView
from desktop.ui.workbench import GoHome, GoStation, Workbench
from desktop.usecases import distribution, programmes, slips
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import DisbursementId, HouseholdCode
from desktop.values.period import local_day
from desktop.values.vocabulary import Verdict
from desktop.words.catalogue import tr
from desktop.words.messages import Said, say

LEAVE_MS = 2_000
TICK_MS = 1_000
DESK_MS = 6_000


class StationPage(Page):
    """One lane. Without a standing it asks for round, point and lane first."""

    full = True
    cares = frozenset({EntryKind.ROUND_OPENED, EntryKind.ROUND_CLOSED, EntryKind.POINT_HANDS_FIRST})

    def __init__(self, bench: Workbench, standing: Standing | None = None, film: Path | None = None) -> None:
        """`film` plays a video through the camera's own sink, slot and thread: for the tour and the tests."""
        super().__init__(bench, tr("Scan station"))
        self.standing = standing
        self.fills_screen = standing is not None
        self.film = film
        self.round: RoundView | None = None
        self.lane: Lane | None = None
        keys = keyring(bench.opened.certificates)
        self.reader = Reader(lambda text: open_credential(text, keys))
        self.sounds = Sounds(self)
        self.sounds.set_volume(bench.opened.settings.sound / 100)
        self.scan = ScanPanel(self.reader, scan_words(), bench.opened.settings.scanner_prefix)
        self.scan.code_read.connect(self.read)
        self.scan.read_again.connect(self._read_again)
        self.verdict = VerdictPanel()
        self.verdict.acted.connect(self._acted)
        self.verdict.faded.connect(self.wait)
        self.foot = StationFoot()
        self.second: SecondDialog | None = None
        self._leaving_soon = False
        self._held: str | None = None
        """What was held up last, until its picture is taken away."""
        self._next: Reading | str | None = None
        """What was read or typed while a GIVE stood without its answer; it is shown right after the answer."""
        self._served: tuple[str, Given] | None = None
        """Whose GIVEN was taken away last."""
        self._sounded = QElapsedTimer()
        self._build()
        if standing is not None:
            self.lane = self._lane_at(standing)

    @property
    def decision(self) -> Decision | None:
        """What was decided for the card that stands there."""
        return self.lane.decision if self.lane is not None else None

    @property
    def given(self) -> Given | None:
        """The hand-over that stands there."""
        return self.lane.hand_over if self.lane is not None else None

    @staticmethod
    def _seen_by_scrolling(panel: QWidget) -> FollowingArea:
        """Large text in a high script may be higher than a low window: the box for the code comes into view."""
        area = FollowingArea()
        area.setWidget(panel)
        return area

    def _build(self) -> None:
        look = current()
        self._waiting = QWidget()
        column = QVBoxLayout(self._waiting)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QWidget()
        inside = QVBoxLayout(middle)
        lead = round(98 * look.layout.factor) if not look.layout.small else 64
        inside.setContentsMargins(margins(lead, 8, look.layout.gutter, 8, look.rtl))
        inside.addWidget(self._seen_by_scrolling(self.scan) if look.large_text else self.scan)
        column.addWidget(middle, 1)
        column.addWidget(self.foot)
        holder = QWidget()
        self._layers = QStackedLayout(holder)
        self._layers.addWidget(self._waiting)
        self._layers.addWidget(self.verdict)
        self.body.addWidget(holder)
        self.foot.void_asked.connect(self._show_recent)
        self.foot.desk_asked.connect(self._to_desk)
        self.foot.help_asked.connect(self.show_help)
        self.foot.mute_asked.connect(self.sounds.set_muted)
        keys = {
            "V": self._show_recent,
            "M": self.foot.toggle_sound,
            "F1": self.show_help,
            "F2": self._to_desk,
            "Esc": self._escape,
        }
        # answered by nothing, whatever stands there: it is for whoever sees somebody under pressure
        silent = QShortcut(QKeySequence("F8"), self)
        silent.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        silent.activated.connect(self._distress)
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self._waiting)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lane_at(self, standing: Standing) -> Lane:
        lane = Lane(self.bench, standing, self)
        lane.decided.connect(self._decided)
        lane.given.connect(self._given)
        lane.stopped.connect(self._stopped)
        lane.second_needed.connect(self._ask_second)
        lane.refused.connect(self._refused)
        lane.unsettled.connect(lambda: self.bench.say(NoticeKind.LOOK, unsettled_words(lane.left_open)))
        lane.counted.connect(lambda: self.foot.show_counts(lane.counts, lane.last))
        return lane

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
        """Let the camera and the keyboard go; what stood there is over."""
        self.scan.stop()
        if self.lane is not None:
            self.lane.leave()

    @override
    def bar_text(self) -> str:
        """Lane, round and point, in the bar."""
        if self.standing is None or self.round is None:
            return ""
        names = {point.code: point.name for point in self.round.points}
        point = names.get(self.standing.point_code, self.standing.point_code)
        lane = str(self.standing.lane)
        return tr("Lane {lane} · {round} · {point}", lane=lane, round=self.round.programme, point=point)

    @override
    def help_text(self) -> str:
        """What a lane does, and its keys."""
        return station_help()

    def _choose(self, rounds: tuple[RoundView, ...]) -> None:
        panel = ChoosePanel(rounds, local_day(self.bench.desk.clock().at))
        panel.chosen.connect(self._stand)
        panel.left.connect(lambda: self.bench.go(GoHome()))
        escape = QShortcut(QKeySequence("Esc"), panel)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: self.bench.go(GoHome()))
        self._layers.addWidget(panel)
        self._layers.setCurrentWidget(panel)
        panel.take_focus()

    def _stand(self, standing: Standing) -> None:
        self.bench.go(GoStation(standing))

    def _begin(self, round_view: RoundView) -> None:
        first = self.round is None
        self.round = round_view
        self.bar_changed.emit()
        if first:
            if self.lane is not None:
                self.lane.begin()
            if self.film is not None:
                self.scan.start_film(self.film)
            else:
                self.scan.start(self.bench.opened.settings.camera)
            self.wait()

    def wait(self) -> None:
        """Show the card: nothing is decided. What was held back while a GIVE stood comes now."""
        self._layers.setCurrentWidget(self._waiting)
        if self._held is not None and self.given is not None:
            self._served = (self._held, self.given)
        self._held = None
        self.scan.box().clear()
        self.scan.box().setFocus(Qt.FocusReason.OtherFocusReason)
        if self.lane is not None:
            self.lane.forget()
            self.lane.count()
        waits, self._next = self._next, None
        if isinstance(waits, str):
            self.scan.box().field().set_value(waits)
        elif waits is not None:
            self._take(waits)

    # --- a card ------------------------------------------------------------------------------------------------------

    def read(self, reading: object) -> None:
        """A card, a code or a foreign text reached the station.

        While a GIVE stands without its answer, or its hand-over is being written, a card of others is held back.
        """
        lane = self.lane
        if lane is None or self.round is None or self._busy_above():
            return
        if not isinstance(reading, RefusedCode | VerifiedCard | BareCode) or self._same_again(reading, lane):
            return
        if lane.writing or lane.open_give is not None:
            self._hold(reading, lane)
        else:
            self._take(reading)

    def _take(self, reading: Reading) -> None:
        """Decide what was read, or say that it is no card of ours."""
        lane = self.lane
        assert lane is not None
        self.bench.clear()
        self._held, self._served = sameness(reading), None
        if isinstance(reading, RefusedCode):
            lane.foreign(reading)
            self._show(words.refused_view(reading, lane.counts), reading.verdict)
        else:
            lane.decide(distribution.presented_by(reading))

    def _hold(self, reading: Reading | str, lane: Lane) -> None:
        """The GIVE that stands there is answered before anything else is shown.

        Of what comes meanwhile the first is held; a code that is no card, such as that of a sack, is none to be held.
        Another card of the same household is one more way to the same answer.
        """
        decision = lane.open_give
        if isinstance(reading, RefusedCode) and reading.verdict is Verdict.N1:
            self._sound(Sound.TICK)
        elif lane.writing or self._next is not None:
            self._not_taken(reading)
            self._next = self._next or reading
            self._sound(Sound.TICK)
        elif decision is not None and not isinstance(reading, str | RefusedCode) and _of(reading) == decision.household:
            self._take(reading)
        elif decision is not None:
            self._next = reading
            if self._hands_first() and decision.verdict is Verdict.G1 and not isinstance(reading, str):
                lane.give(next_card=True)
            else:
                self._ask(decision)

    def _not_taken(self, reading: Reading | str) -> None:
        """One card waits for the answer already: that a third was not taken is said, or its holder is forgotten."""
        waits = self._next
        if waits is None or isinstance(reading, str):
            return
        if isinstance(waits, str) or sameness(waits) != sameness(reading):
            flash(self.window(), tr("This card was not taken."), tr("Answer the question, then scan it once more."))

    def _ask(self, decision: Decision) -> None:
        self._sound(Sound.ASKING)
        self._put_up(words.asked_view(decision, self._counts()))

    def _hands_first(self) -> bool:
        """Whether the lead said that this point hands over before the next card."""
        standing, points = self.standing, self.round.points if self.round is not None else ()
        return standing is not None and any(one.hands_first for one in points if one.code == standing.point_code)

    def _same_again(self, reading: Reading, lane: Lane) -> bool:
        """Whether this is what was held up a moment ago: its picture stays or comes back, and nothing is recorded.

        A picture that somebody took away with nothing given is decided anew: they want to see it once more.
        """
        what = sameness(reading)
        stands = lane.open_give is not None and self._next is None
        if not reading.again and not (stands and what == self._held):
            return False
        if what == self._held:
            self._sound(Sound.TICK)
            return True
        if self._held is None and self._served is not None and what == self._served[0]:
            self._held, given = self._served
            lane.stand_again(given)
            self._put_up(words.given_view(given.decision, given.receipt, self._counts()))
            self._sound(Sound.TICK)
            return True
        return False

    def _read_again(self) -> None:
        """The scanner read what it has told already; a burst on the heels of the first cuts off no verdict's sound."""
        if not self._sounded.isValid() or self._sounded.elapsed() > TICK_MS:
            self._sound(Sound.TICK)

    def _sound(self, sound: Sound) -> None:
        self._sounded.start()
        self.sounds.play(sound)

    def _distress(self) -> None:
        if self.lane is not None:
            self.lane.distress()

    def give(self) -> None:
        """Hand over what stands there; a second press while it is being written does nothing."""
        if self.lane is not None:
            self.lane.give()

    def _busy_above(self) -> bool:
        """Whether a window stands over the lane: what is under it must not change."""
        above = QApplication.activeModalWidget()
        return above is not None and above.parentWidget() is not None

    def _decided(self, decision: Decision) -> None:
        heard = Verdict.G9 if decision.rehearsal else decision.verdict
        who = self.lane.who if self.lane is not None else None
        self._show(words.verdict_view(decision, self._counts(), who), heard)

    def _given(self, given: Given) -> None:
        if self.second is not None:
            self.second.accept()
        if self._next is not None and not given.decision.owed:
            self.wait()  # the card that was held back; a slip that has to be printed is seen first
            return
        self._show(words.given_view(given.decision, given.receipt, self._counts()), Verdict.G9)

    def _stopped(self) -> None:
        if self.second is not None:
            self.second.reject()
        self._held = None
        self._show(words.stopped(self._counts()), Verdict.S1)

    def _refused(self, told: Told) -> None:
        if self.second is not None:
            self.second.refuse(say(told).what)
            return
        self.wait()
        self.bench.say(NoticeKind.LOOK, say(told))

    def _counts(self) -> Counts:
        return self.lane.counts if self.lane is not None else NOTHING

    def _show(self, view: VerdictView, verdict: Verdict) -> None:
        self._sound(sound_of(verdict))
        self._put_up(view)

    def _put_up(self, view: VerdictView) -> None:
        self._layers.setCurrentWidget(self.verdict)
        self.verdict.show_verdict(view)

    # --- keys of the verdict -----------------------------------------------------------------------------------------

    def _acted(self, key: str) -> None:
        lane = self.lane
        match key:
            case words.GIVE:
                self.give()
            case words.DESK | words.SENT:
                self._to_desk()
            case words.COLLECT:
                self._ask_who_collects()
            case words.SLIP:
                self.show_slip()
            case words.NEXT if lane is not None and lane.unanswered:
                lane.send_again()
            case _:
                self.wait()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a verdict does not know itself: Esc takes it away, and a digit begins the next code."""
        if self._layers.currentWidget() is self.verdict and self.lane is not None and not self.lane.writing:
            digit = latin_digits(event.text())
            if event.key() == Qt.Key.Key_Escape:
                self.wait()
                return
            if len(digit) == 1 and digit in "0123456789":
                if self.lane.open_give is not None:
                    self._hold(digit, self.lane)
                else:
                    self.wait()
                    self.scan.box().field().set_value(digit)
                return
        super().keyPressEvent(event)

    def _ask_second(self) -> None:
        if self.second is not None:
            return
        sentence = tr("You registered this household yourself. A second person stands by, or another lane gives.")
        self.second = SecondDialog(self.bench, tr("A second person"), sentence, tr("I saw it given"), self)
        self.second.asked.connect(self._give_with)
        self.second.finished.connect(self._second_left)
        self.second.open()

    def _give_with(self, name: str, passphrase: str) -> None:
        if self.lane is not None:
            self.lane.give((name, passphrase))

    def _second_left(self) -> None:
        self.second = None

    def show_slip(self) -> None:
        """Look at the slip of the hand-over that stands there, print or save it."""
        if self.given is not None:
            self._slip_of(self.given.disbursement)

    def _slip_of(self, disbursement: DisbursementId) -> None:
        self.bench.run(lambda desk: slips.show(desk, disbursement), self._open_slip)

    def _open_slip(self, data: SlipData) -> None:
        if not self._busy_above():
            SlipSheet(self.bench, data, self).open()

    def _ask_who_collects(self) -> None:
        decision, standing = self.decision, self.standing
        if decision is not None and decision.household is not None and standing is not None:
            code, household = standing.round_code, decision.household
            self.bench.run(lambda desk: distribution.who_collects(desk, code, household), self._choose_collector)

    def _choose_collector(self, choices: tuple[CollectorChoice, ...]) -> None:
        decision, lane = self.decision, self.lane
        if decision is None or lane is None:
            return
        here = decision.number.slot if decision.number else None
        sheet = CollectorSheet([one for one in choices if one.how != here], self)
        sheet.chosen.connect(lane.collect)
        sheet.open()

    def _to_desk(self) -> None:
        if self.lane is not None:
            self.lane.send()
        self.wait()
        self.bench.say(NoticeKind.KNOW, Said(tr("Please walk with this person."), "", tr("Nothing was given.")))
        QTimer.singleShot(DESK_MS, self, self.bench.clear)

    # --- foot --------------------------------------------------------------------------------------------------------

    def _show_recent(self) -> None:
        standing = self.standing
        if standing is not None:
            self.bench.run(lambda desk: distribution.recent(desk, standing), self._open_recent)

    def _open_recent(self, recent: tuple[RecentGiven, ...]) -> None:
        panel = RecentPanel(self.bench, recent, self)
        panel.voided.connect(self._voided)
        panel.slip_asked.connect(self._slip_of)
        panel.open()

    def _voided(self, voided: Voided) -> None:
        what = tr("Slip {receipt} was taken back. This household can draw again.", receipt=str(voided.receipt))
        self.bench.say(NoticeKind.GOOD, Said(what))
        self.reader.forget()
        self.wait()

    def _escape(self) -> None:
        """Esc twice leaves: one slip of the finger must not close a lane."""
        if self._leaving_soon:
            self.bench.go(GoHome())
            return
        self._leaving_soon = True
        self.bench.say(NoticeKind.KNOW, Said(tr("Press Esc once more to leave the station.")))
        QTimer.singleShot(LEAVE_MS, self, self._stays)

    def _stays(self) -> None:
        self._leaving_soon = False
        self.bench.clear()


def _of(reading: VerifiedCard | BareCode) -> HouseholdCode:
    return reading.household if isinstance(reading, BareCode) else reading.number.household
