"""A point before and while it is open: duties, rehearsal, checklist, counts, a power cut, what lanes have done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random

from desktop.errors import DutyNotSeparated, NotDue, PointNotReady
from desktop.records.point_day import DutyDraft
from desktop.records.stock import CountDraft
from desktop.usecases import distribution, late_entries, point_days, rosters, stock
from desktop.values.permissions import Role
from desktop.values.vocabulary import DifferenceReason, DutyKind, PointCheckKind, RosterSort, Verdict
from tests.rigs.relief_day_books import Family, Hand
from tests.rigs.relief_day_lanes import Line
from tests.rigs.relief_day_rules import MAIN, SERVES, SIDE

ALL = tuple(PointCheckKind)
SET_BACK = timedelta(minutes=47)
type Found = tuple[int, DifferenceReason | None]
NOTHING: Mapping[tuple[str, str], Found] = {}
FOUND_AT_OPENING: Mapping[tuple[str, str], Found] = {
    (MAIN, "ATTA20"): (-2, DifferenceReason.TORN),
    (SIDE, "AQUATAB"): (1, DifferenceReason.MISCOUNTED),
}
"""What the count of the morning finds beside the book."""


def people_at_their_places(line: Line) -> None:
    """Duties; whoever registered this morning does not verify. Then the list on paper, for when the power goes."""
    lead, at = line.desk(Role.LEAD), line.at(MAIN)
    try:
        point_days.set_duty(lead, at, DutyDraft(DutyKind.VERIFY, Role.CLERK.value, lane=1))
        line.books.differences.append("who registered today was let verify")
    except DutyNotSeparated:
        pass
    named = [(DutyKind.GATE, "Bashir", None), (DutyKind.LEAD, Role.LEAD.value, None)]
    named += [(DutyKind.VERIFY, lane.desk.person.name, lane.standing.lane) for lane in line.at_main()]
    named += [(DutyKind.EXIT_CHECK, "Nooran", None), (DutyKind.HELP_DESK, Role.HELPDESK.value, None)]
    for kind, name, lane in named:
        point_days.set_duty(lead, at, DutyDraft(kind, name, lane=lane))
        line.books.did["duty.set"] += 1
    for point in (MAIN, SIDE):
        listed = rosters.roster(lead, line.at(point), sort=RosterSort.CODE)
        line.books.did["roster.printed"] += 1
        own = {family.code.text for family in on_the_list(line, point)}
        line.books.same(f"the list on paper of {point}", {row.code.text for row in listed.lines}, own)


def on_the_list(line: Line, point: str) -> list[Family]:
    """Whom the fixed list names, of those who are served at a point."""
    return [family for family in line.families if family.listed and family.people.area == SERVES[point]]


def rehearsed(line: Line) -> None:
    """Three cards before the point opens: *read, rehearsal*, and nothing of it anywhere."""
    for lane, family in zip(line.at_main(), line.families, strict=False):
        said = distribution.decide(lane.desk, lane.standing, line.card(family))
        line.books.same("rehearsal", (said.verdict, said.rehearsal), (Verdict.S1, True))
        line.books.verdicts[said.verdict.value] += 1
        distribution.end_scan(lane.desk, lane.standing, said.household_id, rehearsal=True)
        line.books.envelopes += 1


def opened(line: Line) -> None:
    """The checklist, unticked first; what lies there is counted; then the lanes scan."""
    lead, books = line.desk(Role.LEAD), line.books
    for point in (SIDE, MAIN):
        at = line.at(point)
        point_days.tick(lead, at, ALL[:3])
        try:
            point_days.open_point(lead, at)
            books.differences.append(f"{point} opened with something unticked")
        except PointNotReady as refused:
            books.same(f"unticked at {point}", refused.unticked, tuple(kind.value for kind in ALL[3:]))
        point_days.tick(lead, at, ALL[3:])
        torn = any(where == point and by < 0 for (where, _), (by, _) in FOUND_AT_OPENING.items())
        second = line.office.second(Role.SUPERVISOR) if torn else None
        done = point_days.open_point(lead, at, counts=counts(line, point, FOUND_AT_OPENING), second=second)
        found = {one.item: one.difference for one in done.counts if one.difference}
        own = {item: by for (where, item), (by, _) in FOUND_AT_OPENING.items() if where == point}
        books.same(f"found at the opening of {point}", found, own)
        books.did["second"] += torn  # the count; the opening itself is the first act of its day
        line.seconds_before[point] = books.did["second"]
        books.did["second"] += torn
        books.did.update({"point.ticked": 2, "point.opened": 1, "stock.counted": 1})


def counts(line: Line, point: str, found: Mapping[tuple[str, str], Found] = NOTHING) -> list[CountDraft]:
    """What lies there, counted by hand; jerry cans are for the other point, so that at the large one are none."""
    if point == MAIN:
        line.books.pile.setdefault((MAIN, "JERRY"), 0)
    drafts: list[CountDraft] = []
    for item in sorted(item for where, item in line.books.pile if where == point):
        by, why = found.get((point, item), (0, None))
        line.books.changed(point, item, "counted", by)
        drafts.append(CountDraft(item, line.books.pile[point, item], why))
    return drafts


def counted_at_noon(line: Line) -> None:
    """What the program and the shelf say at noon is one."""
    lead = line.desk(Role.LEAD)
    for point in (MAIN, SIDE):
        told = {one.item: one.on_hand for one in stock.show(lead, line.at(point)).lines if one.on_hand is not None}
        own = {item: quantity for (where, item), quantity in line.books.pile.items() if where == point}
        line.books.same(f"on the shelf of {point} at noon", told, own)


def power_cut(line: Line, chance: Random) -> None:
    """The laptop is dead: families are served from the printed list, and entered when it is back."""
    lead, at, books = line.desk(Role.LEAD), line.at(MAIN), line.books
    served = [family for family in line.families if family.story == "paper"]
    printed = [_printed(line) for _ in range(1 + len(served) // 8)]
    sheets = {family.code: chance.choice(printed) for family in served}
    for family in served:
        share = books.share(family, MAIN)
        entered = late_entries.enter(lead, at, sheets[family.code], line.today, family.code)
        books.same("entered from paper", {one.item: one.quantity for one in entered.items}, share.items)
        hand = Hand(entered.disbursement, entered.receipt, MAIN, 1, dict(share.items), dict(family.owed), late=True)
        books.hand_over(family, share, hand)
    for family in served[:3]:
        again = late_entries.enter(lead, at, sheets[family.code], line.today, family.code)
        books.same("the same line again", (again.again, again.receipt), (True, family.hands[0].receipt))
    _not_due_on_paper(line, [family for family in line.families if family.story == "plain" and not family.owed][:2])


def _printed(line: Line) -> str:
    """The number of a muster sheet of the large point."""
    line.books.did["roster.printed"] += 1
    return f"{rosters.roster(line.desk(Role.LEAD), line.at(MAIN), sort=RosterSort.CODE).number}-1"


def _not_due_on_paper(line: Line, families: Sequence[Family]) -> None:
    """Who was served by card does not draw again by a line on paper."""
    for family in families:
        try:
            late_entries.enter(line.desk(Role.LEAD), line.at(MAIN), _printed(line), line.today, family.code)
            line.books.differences.append(f"{family.code.text} drew again on paper")
        except NotDue as refused:
            line.books.same("on paper", refused.verdict, Verdict.H1)


def counted_by_lane(line: Line) -> None:
    """What each scanner has handed over today, as the station shows it."""
    given = [hand for family in line.families for hand in family.drawn if hand.point == MAIN]
    by_lane = Counter(hand.lane for hand in given if not hand.late)
    for lane in line.at_main():
        told = distribution.counts(lane.desk, lane.standing)
        own = by_lane[lane.standing.lane]
        late = sum(hand.late for hand in given)
        books = (own, own, by_lane.total(), late)
        line.books.same(f"lane {lane.standing.lane}", (told.me, told.lane, told.point, told.late), books)
