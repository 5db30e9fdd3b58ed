"""Lanes of the full day: cards held up, answers held against the script's own, bags handed over and taken back."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from desktop.errors import NotDue
from desktop.ledger.clock import Reading
from desktop.records.distribution import Collecting, Decision, Given, Presented, Standing
from desktop.records.operator import Second
from desktop.scanning.reader import BareCode, Reader, RefusedCode, VerifiedCard
from desktop.scanning.reader import Source as ReaderSource
from desktop.security.card_code import open_credential
from desktop.security.certificates import CardKey, keyring
from desktop.usecases import distribution, help_desk, open_gives
from desktop.usecases.desk import Desk
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import ReferralResult, Verdict, VoidReason
from tests.factories import TestOffice
from tests.rigs.relief_day_books import Books, Family, Hand, Share
from tests.rigs.relief_day_rules import MAIN

EVENING = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
"""Two in the afternoon in Pakistan, on the day before."""
MORNING = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
"""Seven o'clock of the day."""

type Story = Generator[int]
"""What befalls a family: it does something at a lane, then says after how many turns of the queue it goes on."""


@dataclass
class DayClock:
    """A laptop's clocks as the script says: the wall clock may be set, the time since start-up only goes on."""

    passed: timedelta = timedelta(0)
    moved: timedelta = timedelta(0)

    def __call__(self) -> Reading:
        """As the machine's clocks would be read."""
        return Reading(EVENING + self.passed + self.moved, self.passed // timedelta(microseconds=1), "da" * 8)

    def until(self, moment: datetime) -> None:
        """Time goes by."""
        self.passed = max(self.passed, moment - EVENING)


@dataclass(frozen=True)
class Lane:
    """One scanner at one lane of a point."""

    desk: Desk
    standing: Standing

    @property
    def point(self) -> str:
        return self.standing.point_code


@dataclass
class Line:
    """Who works at the point, and what they do to people; every answer is held against the script's books."""

    office: TestOffice
    clock: DayClock
    books: Books
    round: str
    lanes: list[Lane]
    families: list[Family]
    jumps: int = 0
    seconds_before: dict[str, int] = field(default_factory=dict[str, int])
    """By point: two-person acts before it opened."""
    keys: Mapping[bytes, CardKey] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = keyring(self.office.opened(Role.SCANNER).certificates)

    # --- who is there ---

    def desk(self, role: Role) -> Desk:
        return self.office.desk(role)

    def beside(self, role: Role) -> Second:
        """A second person; two-person acts after the opening are counted for the day sheet."""
        self.books.did["second"] += 1
        return self.office.second(role)

    def at(self, point: str) -> Standing:
        return Standing(self.round, point)

    @property
    def today(self) -> date:
        """The local day as the laptop has it."""
        return local_day(self.clock().at)

    # --- what is held up ---

    def read(self, text: str, source: ReaderSource = ReaderSource.PICTURE) -> Presented | RefusedCode:
        """A text as the real reader takes it."""
        found = Reader(lambda told: open_credential(told, self.keys)).hear(text, source)
        if isinstance(found, VerifiedCard | BareCode):
            return distribution.presented_by(found)
        assert isinstance(found, RefusedCode)
        return found

    def card(self, family: Family, slot: int = 1) -> Presented:
        found = self.read(family.texts[slot])
        assert isinstance(found, Presented)
        return found

    def typed(self, code: HouseholdCode) -> Presented:
        found = self.read(code.text, ReaderSource.TYPED)
        assert isinstance(found, Presented)
        return found

    # --- at a lane ---

    def serve(
        self,
        lane: Lane,
        family: Family,
        shown: Presented,
        *,
        looks: tuple[str, ...] = (),
        collector: Collecting | None = None,
        tabs_again: bool = False,
    ) -> Hand | None:
        """Decide, give, carry the bags out; nothing is handed over where the program says something else."""
        share = self.books.share(family, lane.point, tabs_again=tabs_again)
        said = distribution.decide(lane.desk, lane.standing, shown, collector=collector)
        if not self._alike(family, said, share, looks):
            self._end(lane, said)
            return None
        disbursement = DisbursementId(new_id())
        assert said.household_id is not None
        open_gives.note(lane.desk, lane.standing, said.household_id, disbursement)
        given = distribution.give(
            lane.desk, lane.standing, shown, disbursement=disbursement, looked=bool(said.looks), collector=collector
        )
        self.books.same("handed over", {line.item: line.quantity for line in given.decision.items}, share.items)
        hand = self._carried(lane, family, share, given)
        self._end(lane, said, disbursement)
        return hand

    def left_open(self, lane: Lane, shown: Presented) -> None:
        """The laptop dies while a GIVE stands: nothing is handed over, and the lane says so when it begins again."""
        said = distribution.decide(lane.desk, lane.standing, shown)
        self.books.same("a GIVE that nobody answers", said.verdict, Verdict.G1)
        assert said.household_id is not None
        open_gives.note(lane.desk, lane.standing, said.household_id, DisbursementId(new_id()))
        self.books.same("left without an answer", open_gives.left_open(lane.desk, lane.standing), (shown.household,))
        self.books.did["give.unanswered"] += 1
        self.books.tally[lane.point, f"unanswered {lane.standing.lane}"] += 1

    def _alike(self, family: Family, said: Decision, share: Share, looks: tuple[str, ...]) -> bool:
        expected = {*looks, *(("partial",) if share.cut else ())}
        answer = (
            said.verdict.value,
            {look.value for look in said.looks},
            {line.item: line.quantity for line in said.items},
            {line.item: line.quantity for line in said.owed},
        )
        own = ("G2" if expected else "G1", expected, share.items, share.owed)
        self.books.verdicts[said.verdict.value] += 1
        return self.books.same(f"answer for {family.code.text} ({family.story})", answer, own)

    def _carried(self, lane: Lane, family: Family, share: Share, given: Given) -> Hand:
        hand = Hand(
            given.disbursement,
            given.receipt,
            lane.point,
            lane.standing.lane,
            dict(share.items),
            dict(family.owed),
        )
        self.books.hand_over(family, share, hand)
        self.books.verdicts[Verdict.G9.value] += 1
        return hand

    def away(
        self, lane: Lane, shown: Presented, verdict: Verdict, *, collector: Collecting | None = None, send: bool = False
    ) -> None:
        """Somebody is not served: the answer is this one, and pressing *give* all the same gives nothing."""
        said = distribution.decide(lane.desk, lane.standing, shown, collector=collector)
        self.books.verdicts[said.verdict.value] += 1
        self.books.same(f"answer for {shown.household.text}", said.verdict, verdict)
        try:
            distribution.give(
                lane.desk,
                lane.standing,
                shown,
                disbursement=DisbursementId(new_id()),
                looked=True,
                collector=collector,
            )
            self.books.differences.append(f"{shown.household.text} was served all the same")
        except NotDue as refused:
            self.books.same("verdict of the refusal", refused.verdict, verdict)
        self._end(lane, said)
        if send:
            self.sent(lane, shown, said.verdict)

    def sent(self, lane: Lane, shown: Presented, verdict: Verdict) -> None:
        """The lane sends them to the help desk, which sees them and says what came of it."""
        help_desk.send(lane.desk, lane.standing, shown, verdict)
        self.books.tally[lane.point, "referred"] += 1
        helper = self.desk(Role.HELPDESK)
        waiting = help_desk.queue(helper)
        self.books.same("who waits", [one.household for one in waiting], [shown.household])
        help_desk.settle(helper, waiting[0].id, ReferralResult.TOLD)
        self.books.did["visit.settled"] += 1

    def unread(self, lane: Lane, text: str, why: str, verdict: Verdict) -> None:
        """What is no card of ours is told by the reader and never becomes a card."""
        found = self.read(text)
        assert isinstance(found, RefusedCode)
        self.books.same("refused as", (found.why, found.verdict), (why, verdict))
        self.books.verdicts[verdict.value] += 1
        distribution.end_scan(lane.desk, lane.standing, None)
        self.books.envelopes += 1

    def _end(self, lane: Lane, said: Decision, answered: DisbursementId | None = None) -> None:
        """A scan is over; one in forty of them says in its envelope that somebody is under pressure."""
        distress = self.books.envelopes % 40 == 0
        distribution.end_scan(lane.desk, lane.standing, said.household_id, distress=distress, answered=answered)
        self.books.envelopes += 1

    # --- taking back ---

    def void(self, lane: Lane, family: Family, hand: Hand, *, late: bool = False) -> None:
        """By the scanner who gave, or, when that is too long ago, by the lead and a supervisor."""
        if late:
            lead, beside = self.desk(Role.LEAD), self.beside(Role.SUPERVISOR)
            distribution.void(lead, hand.id, VoidReason.CAME_BACK, second=beside)
        else:
            distribution.void(lane.desk, hand.id, VoidReason.PRESSED_BY_MISTAKE)
        self.books.take_back(family, hand)

    def at_main(self) -> list[Lane]:
        """The lanes of the large point."""
        return [lane for lane in self.lanes if lane.point == MAIN]
