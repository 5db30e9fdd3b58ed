"""Two days at the relief point of a practice office: yesterday, opened and closed and counted, and this morning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from desktop.errors import NotDue
from desktop.practice.clock import local
from desktop.practice.relief import BLANKETS, FLOUR, KOT, MALOOK, OIL, Camp, receive_trucks, send_second_truck
from desktop.records.distribution import Collecting, Given, Presented, Standing
from desktop.records.point_day import DutyDraft
from desktop.records.stock import CountDraft, Goods
from desktop.usecases import (
    blocks,
    cards,
    day_close,
    distribution,
    help_desk,
    late_entries,
    point_days,
    provisional,
    rosters,
    stock,
)
from desktop.usecases.desk import Desk
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    BlockReason,
    CardReason,
    CollectionKind,
    DifferenceReason,
    DutyKind,
    PointCheckKind,
    ReferralResult,
    RosterSort,
    VoidReason,
)

MOST_SERVED = 300
"""A busy day at one point; more is no practice."""
OWED = 3
MORNING = timedelta(minutes=12)
"""This morning's hand-overs lie so far back that the scanner may still take an own one back."""
_DUTIES = (
    (DutyKind.GATE, "Rafiq", None),
    (DutyKind.VERIFY, Role.SCANNER.value, 1),
    (DutyKind.VERIFY, Role.LEAD.value, 2),
    (DutyKind.HELP_DESK, Role.HELPDESK.value, None),
    (DutyKind.EXIT_CHECK, "Nasreen", None),
)


@dataclass(frozen=True)
class Queue:
    """Who comes on the two days: households with a card, by what becomes of them."""

    served: tuple[Presented, ...]
    """Yesterday, in this order; the last of them find no oil."""
    carried: tuple[Presented, ...]
    """For whom one neighbour collects."""
    later: tuple[Presented, ...]
    """Who has not come yet."""
    elsewhere: tuple[Presented, ...]
    """Who is served at the other point."""

    @property
    def oil(self) -> int:
        """How many cans come with the first truck: too few for the last who come."""
        return max(0, len(self.served) + len(self.carried) + 1 - OWED)


def queue_of(
    random: Random,
    held: Mapping[HouseholdCode, Presented],
    here: Sequence[HouseholdCode],
    carried: Sequence[HouseholdCode],
) -> Queue:
    """Draw who comes when: a sixth of the households `here` yesterday, the others later."""
    drawn = [code for code in here if code in held and code not in carried]
    random.shuffle(drawn)
    served = min(len(here) // 6, MOST_SERVED)
    return Queue(
        served=tuple(held[code] for code in drawn[:served]),
        carried=tuple(held[code] for code in carried if code in held) if served else (),
        later=tuple(held[code] for code in drawn[served:]),
        elsewhere=tuple(one for code, one in held.items() if code not in here),
    )


def yesterday(camp: Camp, queue: Queue) -> None:
    """Counted in, opened, handed over at two lanes, one taken back, help for strangers, closed and counted."""
    if not queue.served:
        return
    day, lead = camp.today - timedelta(days=1), camp.desks[Role.LEAD]
    camp.clock.go_to(local(day, 6, 30))
    receive_trucks(camp)
    _open(camp, MALOOK, rehearse=True)
    _serve(camp, queue)
    camp.clock.go_to(local(day, 15, 30))
    shelf = {line.item: line.book for line in day_close.account(lead, MALOOK).shelf if line.book is not None}
    counts = [
        CountDraft(item, book - 1, DifferenceReason.TORN, "torn by the hook")
        if item == FLOUR
        else CountDraft(item, book)
        for item, book in shelf.items()
    ]
    day_close.close_day(lead, MALOOK, counts, second=camp.second(Role.SUPERVISOR))
    send_second_truck(camp)


def this_morning(camp: Camp, queue: Queue, now: datetime) -> None:
    """Oil from the other point, every point opened, the first who came, and who waits at the help desk."""
    begun = max(local(camp.today, 0), now - MORNING)
    camp.clock.go_to(min(begun, now))
    step = (now - camp.clock.at) / 12
    lead = camp.desks[Role.LEAD]
    if queue.served:
        note = "until the second truck comes"
        stock.move(
            lead,
            KOT,
            MALOOK,
            (Goods(OIL, max(1, camp.households // 2)),),
            note=note,
            second=camp.second(Role.SUPERVISOR),
        )
    for standing in (MALOOK, KOT, BLANKETS):
        camp.clock.go_on(step)
        _open(camp, standing)
    if not queue.served:
        return
    for place, presented in enumerate((queue.served[-1], *queue.later[1:4])):
        camp.clock.go_on(step)
        lane = 1 + place % 2
        _hand_over(camp.desks[(Role.SCANNER, Role.LEAD)[lane - 1]], MALOOK, lane, presented)
    _visits(camp, queue, step)
    blocked = next((one.household for one in queue.later[4:]), None)
    if blocked is not None:
        note = "neighbours say that they went to Multan"
        blocks.propose(camp.desks[Role.HELPDESK], blocked, BlockReason.MOVED, note)


def _open(camp: Camp, standing: Standing, *, rehearse: bool = False) -> None:
    """The whole checklist, counted as the book says."""
    lead = camp.desks[Role.LEAD]
    for kind, name, lane in _DUTIES:
        point_days.set_duty(lead, standing, DutyDraft(kind, name, lane))
    if rehearse:
        distribution.end_scan(camp.desks[Role.SCANNER], standing, None, rehearsal=True)
    shelf = point_days.ready(lead, standing).shelf
    counts = tuple(CountDraft(line.item, line.book) for line in shelf if line.book is not None)
    point_days.open_point(lead, standing, ticked=tuple(PointCheckKind), counts=counts)


def _serve(camp: Camp, queue: Queue) -> None:
    """Yesterday's queue, lane by lane, between half past seven and half past two."""
    day, scanner, lead = camp.today - timedelta(days=1), camp.desks[Role.SCANNER], camp.desks[Role.LEAD]
    camp.clock.go_to(local(day, 7, 30))
    gap = min(timedelta(minutes=6), timedelta(hours=6, minutes=30) / len(queue.served))
    for place, presented in enumerate(queue.served):
        camp.clock.go_on(gap)
        lane = 1 + place % 2
        given = _hand_over(scanner if lane == 1 else lead, MALOOK, lane, presented)
        if place == 0 and given is not None:
            camp.clock.go_on(timedelta(minutes=1))
            distribution.void(scanner, given.disbursement, VoidReason.PRESSED_BY_MISTAKE)
            _late(camp, queue)
        if place < len(queue.carried):
            camp.clock.go_on(timedelta(seconds=40))
            _hand_over(scanner, MALOOK, 1, queue.carried[place], Collecting(CollectionKind.NAMED))
        if place == 1:
            _help(camp, presented)


def _late(camp: Camp, queue: Queue) -> None:
    """One line of the sheet on which was signed until the laptop was ready."""
    number = queue.later[0].number if queue.later else None
    if number is not None:
        day = camp.today - timedelta(days=1)
        lead = camp.desks[Role.LEAD]
        printed = rosters.roster(lead, MALOOK, sort=RosterSort.CODE).number
        late_entries.enter(lead, MALOOK, f"{printed}-1", day, number)


def _help(camp: Camp, served: Presented) -> None:
    """At the help desk: somebody who was served already, and a family that no list knows."""
    _send(camp, MALOOK, served)
    desk = camp.desks[Role.HELPDESK]
    for visit in help_desk.queue(desk):
        help_desk.settle(desk, visit.id, ReferralResult.TOLD)
    reason = "came on foot from Goth Bhoro in the night, on no list"
    provisional.give(desk, MALOOK, 5, reason, second=camp.second(Role.LEAD))


def _visits(camp: Camp, queue: Queue, step: timedelta) -> None:
    """Who waits now: served already, an old card beside its new one, and on another list."""
    _send(camp, Standing(MALOOK.round_code, MALOOK.point_code, 2), queue.served[1 % len(queue.served)])
    camp.clock.go_on(step)
    lost = next((one for one in queue.later[5:] if one.number), None)
    if lost is not None and lost.number is not None:
        cards.replace(camp.desks[Role.HELPDESK], lost.number, CardReason.LOST, present=True)
        camp.clock.go_on(step)
        _send(camp, MALOOK, lost)
    if queue.elsewhere:
        camp.clock.go_on(step)
        _send(camp, BLANKETS, queue.elsewhere[0])


def _send(camp: Camp, standing: Standing, presented: Presented) -> None:
    """A lane scans somebody, hears *help desk*, and sends them there."""
    scanner = camp.desks[Role.SCANNER]
    found = distribution.decide(scanner, standing, presented)
    help_desk.send(scanner, standing, presented, found.verdict)
    distribution.end_scan(scanner, standing, found.household_id)


def _hand_over(
    desk: Desk, standing: Standing, lane: int, presented: Presented, collector: Collecting | None = None
) -> Given | None:
    """Scan and hand over; None when nothing is due."""
    at = Standing(standing.round_code, standing.point_code, lane)
    try:
        given = distribution.give(
            desk, at, presented, disbursement=DisbursementId(new_id()), looked=True, collector=collector
        )
    except NotDue:
        distribution.end_scan(desk, at, None)
        return None
    distribution.end_scan(desk, at, given.decision.household_id)
    return given
