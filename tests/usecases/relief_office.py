"""An office with households, cards and rounds to hand over in, made through use cases."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from desktop.ledger.clock import Reading, machine_clock
from desktop.records.card import CardFaceData
from desktop.records.distribution import (
    Decision,
    Given,
    ItemDraft,
    PointDraft,
    Presented,
    RoundDraft,
    Standing,
    StepDraft,
)
from desktop.scanning.reader import BareCode, Reader, VerifiedCard
from desktop.scanning.reader import Source as ReaderSource
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.usecases import cards, distribution, point_days, programmes, registration, rosters, round_lists
from desktop.usecases.desk import Desk
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import ListKind, PointCheckKind, RosterSort
from tests.factories import TestOffice, child, household, woman

FLOUR = ItemDraft("ATTA20", (StepDraft(1, 2), StepDraft(4, 4)))
OIL = ItemDraft("OIL5", (StepDraft(1, 1),))
MALOOK = PointDraft("malook", "Basti Malook")
_serial = count(1)


def open_whole(lead: Desk, round_code: str) -> None:
    """Open every point of an open round for the day, with its whole checklist ticked."""
    for point in programmes.round_view(lead, round_code).points:
        point_days.open_point(lead, Standing(round_code, point.code), ticked=tuple(PointCheckKind))


@dataclass
class ShiftedClock:
    """The machine's clock, moved by as much as a test says: somebody set it (`by`), or time went on (`passed`).

    Who sets the machine's own clock meanwhile, as a host does with its guests, is not heard of."""

    by: timedelta = timedelta(0)
    passed: timedelta = timedelta(0)
    starts: int = 0
    """How often the machine was started again."""
    start: Reading = field(default_factory=machine_clock)

    def __call__(self) -> Reading:
        """The wall clock moved, the time since start-up only as far as time went on."""
        real = machine_clock()
        at = self.start.at + timedelta(microseconds=real.up - self.start.up)
        boot = f"{self.starts:016x}" if self.starts else real.boot
        up = real.up + self.passed // timedelta(microseconds=1)
        return Reading(at + self.by + self.passed, up, boot)


@dataclass
class Relief:
    """What the tests do again and again in one office."""

    office: TestOffice
    clock: ShiftedClock = field(default_factory=ShiftedClock)

    def household(
        self, people: int = 2, *, holders: int = 1, pcode: str = "PK61701", village: str = "Chak 12"
    ) -> HouseholdCode:
        """A household of so many people; the first `holders` have a slot each."""
        number = next(_serial)
        members = [
            woman(f"سکینہ {number}", f"Sakina {number}", holder=1),
            *(
                child(f"علی {number} {place}", holder=place if place <= holders else None)
                for place in range(2, people + 1)
            ),
        ]
        made = registration.register(
            self.office.desk(Role.CLERK), household(*members, pcode=pcode, village=village), different=True
        )
        return made.household.code

    def cards(self, code: HouseholdCode) -> list[CardFaceData]:
        """The cards of a household, by slot."""
        return list(cards.issue(self.office.desk(Role.CLERK), [code]).faces)

    def round(
        self,
        *,
        kind: ListKind = ListKind.OPEN,
        points: tuple[PointDraft, ...] = (MALOOK,),
        areas: tuple[str, ...] = ("PK617",),
        items: tuple[ItemDraft, ...] = (FLOUR, OIL),
        opened: bool = True,
        points_open: bool = True,
    ) -> Standing:
        """A round of its own, open with its points unless told otherwise; where its first point stands."""
        code = f"round-{next(_serial)}"
        desk = self.office.desk(Role.SUPERVISOR)
        days = (date(2026, 11, 24), date(2026, 11, 30))
        programmes.make_round(desk, RoundDraft("Flood flour", code, kind, areas, *days, items, points))
        if opened:
            if kind is ListKind.FROZEN:
                round_lists.freeze_round(desk, code, second=self.office.second(Role.LEAD))
            programmes.open_round(desk, code)
            if points_open:
                open_whole(self.office.desk(Role.LEAD), code)
        return Standing(code, points[0].code)

    def sheet(self, standing: Standing) -> str:
        """The number of a muster sheet that is printed now."""
        return f"{rosters.roster(self.office.desk(Role.LEAD), standing, sort=RosterSort.CODE).number}-1"

    def presented(self, text: str, source: ReaderSource = ReaderSource.PICTURE) -> Presented:
        """What the real reader makes of a text."""
        keys = keyring(self.office.opened(Role.SCANNER).certificates)
        reading = Reader(lambda found: open_credential(found, keys)).hear(text, source)
        assert isinstance(reading, VerifiedCard | BareCode)
        return distribution.presented_by(reading)

    def typed(self, text: str) -> Presented:
        """A code typed by hand."""
        return self.presented(text, ReaderSource.TYPED)

    def decide(self, standing: Standing, presented: Presented, role: Role = Role.SCANNER) -> Decision:
        """The station's answer."""
        return distribution.decide(self.office.desk(role), standing, presented)

    def give(
        self,
        standing: Standing,
        presented: Presented,
        *,
        looked: bool = True,
        disbursement: DisbursementId | None = None,
        role: Role = Role.SCANNER,
    ) -> Given:
        """Hand over."""
        return distribution.give(
            self.office.desk(role),
            standing,
            presented,
            disbursement=disbursement or DisbursementId(new_id()),
            looked=looked,
        )
