"""What one lane does with a card: decide, give once, count. It paints nothing; the page shows what it tells.

A hand-over whose answer was lost (disk full, store busy) is kept as it was: the same id is sent again, so that it is
either recorded then or found to have been recorded before, and never twice.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.errors import LookFirst, NotDue, SecondNeeded, Told, Unavailable, WaitBeforeTrying, WrongPassphrase
from desktop.opening import second_person
from desktop.records.distribution import (
    Collecting,
    CollectorChoice,
    Counts,
    Decision,
    Given,
    Presented,
    RecentGiven,
    Standing,
)
from desktop.scanning.reader import RefusedCode
from desktop.ui.workbench import Workbench
from desktop.usecases import distribution, help_desk, open_gives
from desktop.usecases.desk import Desk
from desktop.values.identifiers import DisbursementId, HouseholdCode, HouseholdId, new_id
from desktop.values.vocabulary import Source, Verdict

NOTHING = Counts(0, 0, 0)
_GIVING = (Verdict.G1, Verdict.G2)


@dataclass
class _Scan:
    """What stands before the lane, from its first answer until the next card; `distress` is told to nobody here."""

    presented: Presented | None
    """None for what names nobody: no card of ours, or one whose signature does not hold."""
    refused: RefusedCode | None = None
    household: HouseholdId | None = None
    rehearsal: bool = False
    who: CollectorChoice | None = None
    distress: bool = False
    verdict: Verdict | None = None
    give: DisbursementId | None = None
    """The id of its GIVE in the store, until it is answered."""


@dataclass(frozen=True)
class _Try:
    """A hand-over that was begun: for whom, and under which id."""

    presented: Presented
    disbursement: DisbursementId
    who: CollectorChoice | None
    """Who collects in the holder's place."""
    looked: bool
    """Whether the screen asked for a look, so that giving says it was taken."""
    next_card: bool = False
    """Whether no key but the next card says that it was handed over."""


class Lane(QObject):
    """`decided(Decision)`, `given(Given)`, `stopped()` for the machine's own trouble, `second_needed()` when this
    operator registered the household, `refused(Told)` for what the workbench should say, `counted()`,
    `unsettled()` when this lane left a GIVE without an answer the last time: `left_open` says whose."""

    decided = Signal(object)
    given = Signal(object)
    stopped = Signal()
    second_needed = Signal()
    refused = Signal(object)
    counted = Signal()
    unsettled = Signal()

    def __init__(self, bench: Workbench, standing: Standing, parent: QObject | None = None) -> None:
        """A lane at `standing`; nothing is asked yet."""
        super().__init__(parent)
        self._bench, self.standing = bench, standing
        self.counts = NOTHING
        self.left_open: tuple[HouseholdCode, ...] = ()
        self.last: RecentGiven | None = None
        self.decision: Decision | None = None
        self.hand_over: Given | None = None
        self._try: _Try | None = None
        self._unanswered: _Try | None = None
        self._scan: _Scan | None = None
        self._writing = self._left = False

    @property
    def writing(self) -> bool:
        """Whether a hand-over is on its way to the disk."""
        return self._writing

    @property
    def unanswered(self) -> bool:
        """Whether a hand-over was sent and nobody knows whether it is on the disk."""
        return self._unanswered is not None

    @property
    def open_give(self) -> Decision | None:
        """The decision of a GIVE that nobody has answered yet."""
        return self.decision if self._try is not None else None

    @property
    def who(self) -> CollectorChoice | None:
        """Who collects in the place of the holder whose card stands there."""
        return self._scan.who if self._scan is not None else None

    def forget(self) -> None:
        """The next card, please: what stood there is over."""
        self.decision = self.hand_over = None
        self._try = None
        self._end_scan()

    def begin(self) -> None:
        """The lane begins: what it left open before, by a lock, a closed window or a crash, is recorded and told."""
        standing = self.standing

        def found(codes: tuple[HouseholdCode, ...]) -> None:
            self.left_open = codes
            if codes:
                self.unsettled.emit()

        self._bench.run(lambda desk: open_gives.left_open(desk, standing), found, failed=lambda _: True)

    def leave(self) -> None:
        """The page goes away: what stood there is over, and an answer that comes later is heard by nobody.

        The row of a GIVE that nobody answered stays: whoever begins here next is told of it, and it is recorded then,
        or at the end of the day.
        """
        if self._scan is not None and (self._try is not None or self._unanswered is not None):
            self._scan.give = None
        self.forget()
        self._left = True

    def foreign(self, refused: RefusedCode) -> None:
        """Something was held up that is no card of ours: a scan like any other.

        One that names a key of ours and whose signature does not hold is told to the book, after the picture stands.
        """
        self.forget()
        self._scan = _Scan(None, refused, verdict=refused.verdict)
        if refused.why == "signature":
            standing, claimed, text = self.standing, refused.desk_id or "", refused.text
            self._bench.run(
                lambda desk: distribution.note_doubted(desk, standing, claimed, text),
                lambda _: None,
                failed=lambda _: True,
            )

    def stand_again(self, given: Given) -> None:
        """A card that was served a moment ago is shown again: what was handed over stands there once more, no scan."""
        self.hand_over = given

    def distress(self) -> None:
        """Somebody who stands here seems to be under pressure.

        Nothing changes but the inside of the envelope that is written when this scan is over, as after every scan.
        """
        if self._scan is not None:
            self._scan.distress = True

    def _end_scan(self) -> None:
        """The one envelope of a scan, after its last answer: it delays no card, and holds nobody up when it fails."""
        scan, self._scan = self._scan, None
        if scan is None:
            return
        standing = self.standing
        # of a hand-over without an answer from the disk only its row can tell
        answered = scan.give if self._unanswered is None else None
        self._bench.run(
            lambda desk: distribution.end_scan(
                desk,
                standing,
                scan.household,
                distress=scan.distress,
                rehearsal=scan.rehearsal,
                answered=answered,
            ),
            lambda _: None,
            failed=lambda _: True,
        )

    def count(self) -> None:
        """Ask for the numbers of today and the last hand-over."""
        standing = self.standing

        def found(answer: tuple[Counts, tuple[RecentGiven, ...]]) -> None:
            self.counts, recent = answer
            self.last = recent[0] if recent else None
            self.counted.emit()

        # numbers only: while they cannot be read the lane goes on with those it has
        self._bench.run(
            lambda desk: (distribution.counts(desk, standing), distribution.recent(desk, standing, 1)),
            found,
            failed=lambda told: isinstance(told, Unavailable),
        )

    def decide(self, presented: Presented, who: CollectorChoice | None = None) -> None:
        """What is due to whom this card names; nothing while a hand-over is being written."""
        if self._writing:
            return
        standing = self.standing

        def decided(decision: Decision) -> None:
            # GIVE was pressed for the card before, while this one was being decided: that hand-over has the screen,
            # and neither its answer nor its second person may fall on another household
            if not self._writing and not self._left:
                self._decided(presented, decision, who)

        self._bench.run(
            lambda desk: distribution.decide(desk, standing, presented, collector=_how(who)),
            decided,
            failed=self._failed,
        )

    def collect(self, who: CollectorChoice) -> None:
        """Somebody else collects for the card that stands there: it is decided anew."""
        if self._try is not None:
            self.decide(self._try.presented, who)

    def send(self) -> None:
        """Whoever stands there walks to the help desk, which finds them in its queue; nothing waits for that."""
        scan, standing = self._scan, self.standing
        if scan is None or scan.verdict is None:
            return
        presented, refused, verdict, who = scan.presented, scan.refused, scan.verdict, scan.who

        def work(desk: Desk) -> None:
            if refused is not None:
                help_desk.send_unread(desk, standing, refused)
            elif presented is not None:
                help_desk.send(desk, standing, presented, verdict, collector=_how(who))

        self._bench.run(work, lambda _: None, failed=lambda _: True)

    def give(self, second: tuple[str, str] | None = None, *, next_card: bool = False) -> None:
        """Record the hand-over of the standing decision; a second call while it is written does nothing.

        `second` is the name and the passphrase of somebody who stands by; `next_card`: no key, but the next card at a
        lane that hands over first says that it was given.
        """
        if self._writing or self._try is None:
            return
        self._send(replace(self._try, next_card=next_card), second)

    def send_again(self) -> None:
        """The hand-over without an answer once more, under the same id."""
        if not self._writing and self._unanswered is not None:
            self._send(self._unanswered, None)

    def _send(self, begun: _Try, second: tuple[str, str] | None) -> None:
        self._writing = True
        self._try = begun
        standing, opened = self.standing, self._bench.opened

        def work(desk: Desk) -> tuple[Given, Counts]:
            beside = second_person(opened, *second) if second is not None else None
            given = distribution.give(
                desk,
                standing,
                begun.presented,
                disbursement=begun.disbursement,
                looked=begun.looked,
                collector=_how(begun.who),
                next_card=begun.next_card,
                second=beside,
            )
            return given, distribution.counts(desk, standing)

        self._bench.run(work, self._given, failed=lambda told: self._not_given(begun, told))

    def _given(self, answer: tuple[Given, Counts]) -> None:
        self._writing = False
        self._try = self._unanswered = None
        self.hand_over, self.counts = answer
        self.given.emit(self.hand_over)

    def _not_given(self, begun: _Try, told: Told) -> bool:
        self._writing = False
        match told:
            case WrongPassphrase() | WaitBeforeTrying():
                self.refused.emit(told)
            case Unavailable():
                self._unanswered = begun
                return self._failed(told)
            case NotDue(decision=decision) if isinstance(decision, Decision):
                self._unanswered = None
                self._decided(begun.presented, decision, begun.who)
            case SecondNeeded():
                self._unanswered = None
                self.second_needed.emit()
            case LookFirst():
                # since it was decided something ran out: the screen says so before anything is given
                self._unanswered = None
                self.decide(begun.presented, begun.who)
            case _:
                self.refused.emit(told)
        return True

    def _decided(self, presented: Presented, decision: Decision, who: CollectorChoice | None) -> None:
        same = self._unanswered is not None and self._unanswered.presented.household == presented.household
        if same and self._unanswered is not None and decision.verdict not in _GIVING:
            # not due any more: perhaps because the hand-over without an answer is on the disk; the same id will tell
            begun, self._unanswered = self._unanswered, None
            self._send(begun, None)
            return
        if self._scan is None or self._scan.presented is not presented:
            self._end_scan()
            self._scan = _Scan(presented)
        self._scan.household, self._scan.rehearsal = decision.household_id, decision.rehearsal
        self._scan.verdict, self._scan.who = decision.verdict, who
        self.decision, self.hand_over = decision, None
        self._try = None
        if decision.verdict in _GIVING:
            # decided once more it is the same GIVE
            begun = self._unanswered.disbursement if same and self._unanswered else self._scan.give
            begun = begun or DisbursementId(new_id())
            self._try = _Try(presented, begun, who, looked=decision.verdict is Verdict.G2)
        if not same:
            self._unanswered = None
        self.decided.emit(decision)
        self._note_give()
        if decision.verdict is Verdict.N1 and decision.source is Source.TYPED:
            self._bench.run(distribution.note_typed_miss, lambda _: None)

    def _note_give(self) -> None:
        """A GIVE stands there: after it is painted, the store hears of it, so that it is never lost silently."""
        scan, begun, standing = self._scan, self._try, self.standing
        if scan is None or begun is None or scan.give is not None or scan.household is None:
            return
        household, give = scan.household, begun.disbursement
        scan.give = give
        self._bench.run(
            lambda desk: open_gives.note(desk, standing, household, give), lambda _: None, failed=lambda _: True
        )

    def _failed(self, told: Told) -> bool:
        if not isinstance(told, Unavailable):
            self.refused.emit(told)
            return True
        self.decision = None
        self.stopped.emit()
        return True


def _how(who: CollectorChoice | None) -> int | Collecting | None:
    return who.how if who is not None else None
