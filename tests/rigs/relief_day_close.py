"""The end of a full day: four steps by another lead, sheets and the line for the SMS, and the days after it."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from desktop.errors import PointNotOpen
from desktop.records.accounts import Sample
from desktop.records.point_day import DayClosed, DayFigures
from desktop.records.stock import CountDraft
from desktop.usecases import accounts, day_close, point_days, samples
from desktop.usecases.desk import Desk
from desktop.values.permissions import Role
from desktop.values.vocabulary import DifferenceReason, Language, PointCheckKind, Verdict
from desktop.words.captions.days import day_sheet, sms_line
from printing.daysheets import day_pages, draw_day_sheet
from tests.printing.paperwork import words
from tests.rigs.relief_day_books import Family
from tests.rigs.relief_day_lanes import MORNING, Line
from tests.rigs.relief_day_point import counts, on_the_list
from tests.rigs.relief_day_rules import MAIN, SIDE, WEEK

SEED, MARGIN = 20261130, 10
STOLEN = (MAIN, "ATTA20")
"""A bag goes, and nobody knows where: the count of the close finds it missing."""


@dataclass(frozen=True)
class Closed:
    """One close, with the line that went out by SMS."""

    day: DayClosed
    sms: str


def closed(line: Line, closer: Desk, folder: Path) -> list[Closed]:
    """The small point by its lead, the large one by a lead who did not open it, with a supervisor beside."""
    line.books.changed(*STOLEN, "counted", -1)
    side = _closed(line, line.desk(Role.LEAD), SIDE, folder)
    main = _closed(line, closer, MAIN, folder, beside=True)
    for point in (MAIN, SIDE):
        try:
            day_close.close_day(line.desk(Role.LEAD), line.at(point), counts(line, point))
            line.books.differences.append(f"{point} was closed twice")
        except PointNotOpen:
            pass
    lane = line.lanes[0]
    line.away(lane, line.card(line.families[0]), Verdict.S1)
    return [side, main]


def _closed(line: Line, desk: Desk, point: str, folder: Path, *, beside: bool = False) -> Closed:
    """Step one and two: what was done and what must lie there. Three: the count. Four: sheets and the line."""
    books, at = line.books, line.at(point)
    told = day_close.account(desk, at)
    _figures(line, point, told.figures)
    drafts = explained(line, point)
    second = line.office.second(Role.SUPERVISOR) if beside else None
    day = day_close.close_day(desk, at, drafts, second=second)
    books.did.update({"day.closed": 1, "stock.counted": 1})
    missing = {one.item: one.difference for one in day.counts if one.difference}
    books.same(f"missing at the close of {point}", missing, {STOLEN[1]: -1} if point == STOLEN[0] else {})
    books.same(f"who closed {point}", (day.opened_by, day.closed_by), ("lead", desk.person.name))
    opened = line.office.opened(Role.LEAD)
    certified = opened.certificates.desk_of_log(desk.office.log)
    assert certified is not None
    for language in Language if beside else (Language.URDU,):
        drawn = day_sheet(day, language, desk.office, certified.short)
        books.same(f"day sheets of {point}", day_pages(drawn), 3)
        text = words(draw_day_sheet(drawn), folder)
        books.same("the SMS line on the sheet", day.entry.digits in text.replace("\n", " "), True)
    return Closed(day, sms_line(day, certified.short))


def explained(line: Line, point: str) -> list[CountDraft]:
    """Counts with a reason for what the book has otherwise; where the two agree it falls away."""
    return [CountDraft(one.item, one.counted, DifferenceReason.UNEXPLAINED) for one in counts(line, point)]


def _figures(line: Line, point: str, told: DayFigures) -> None:
    """What the day sheet will say, beside the script's tally."""
    books = line.books
    own = Counter({name: books.tally[point, name] for name in ("handed", "voided", "late", "referred", "releases")})
    own["provisional"] = books.tally[point, "provisional"]
    own["given"] = own["handed"] - own["voided"]
    own["clock_jumps"] = line.jumps
    own["unserved"] = len(waiting(line, point))
    for name, number in own.items():
        books.same(f"{name} at {point}", getattr(told, name), number)
    lanes = {str(lane): books.tally[point, f"unanswered {lane}"] for lane in range(1, 100)}
    books.same(f"unanswered at {point}", told.unanswered, {lane: number for lane, number in lanes.items() if number})
    issued = {item: sums["issued"] for (where, item), sums in books.sums.items() if where == point and sums["issued"]}
    books.same(f"issued at {point}", {one.item: one.quantity for one in told.items}, issued)
    acts = books.did["second"] - line.seconds_before[point]
    books.same(f"two-person acts at {point}", told.seconds, {"same-laptop": acts} if acts else {})


def waiting(line: Line, point: str) -> list[Family]:
    """Who is on the list and holds nothing."""
    return [family for family in on_the_list(line, point) if not family.drawn]


def told_afterwards(line: Line) -> Sample:
    """Who did not come, the reconciliation, and a sample that anybody can draw again."""
    supervisor, books = line.desk(Role.SUPERVISOR), line.books
    for point in (MAIN, SIDE):
        told = day_close.unserved(supervisor, line.at(point))
        own = {family.code.text for family in waiting(line, point)}
        books.same(f"who did not come to {point}", {code.text for code in told.codes}, own)
    reconciled = accounts.reconcile(supervisor, line.round)
    books.same("the reconciliation fits", reconciled.fits, True)
    for one in reconciled.points:
        given = books.tally[one.point_code, "handed"] - books.tally[one.point_code, "voided"]
        numbers = (one.scans, one.given, one.muster)
        books.same(f"reconciliation of {one.point_code}", numbers, (given, given, books.tally[one.point_code, "late"]))
    first = samples.draw_sample(supervisor, line.round, seed=SEED, error=MARGIN)
    again = samples.draw_sample(supervisor, line.round, seed=SEED, error=MARGIN)
    books.did["sample.drawn"] += 2
    drawn = [(one.point_code, one.code.text) for one in first.households]
    books.same("the sample drawn again", [(one.point_code, one.code.text) for one in again.households], drawn)
    by_hand = [(point, code) for point in (SIDE, MAIN) for code in drawn_by_hand(line, point)]
    books.same("the sample by hand", drawn, by_hand)
    return first


def drawn_by_hand(line: Line, point: str) -> list[str]:
    """As the printed form says: SHA-256 over seed, round, point and code, lowest first; so many of each point."""
    served = {where: [one.code.text for one in line.families if one.drawn and one.drawn[0].point == where]
              for where in (SIDE, MAIN)}  # fmt: skip
    everybody, here = sum(map(len, served.values())), served[point]
    wanted = -(-everybody * 96 // (everybody + 95))
    number = min(len(here), max(30, -(-len(here) * min(wanted, everybody) // everybody)))

    def mark(code: str) -> str:
        return hashlib.sha256(f"haqdar-sample/1 {SEED} {line.round} {point} {code}".encode()).hexdigest()

    return sorted(here, key=mark)[:number]


def day_after(line: Line, closer: Desk, days: int) -> Closed:
    """A later day at the large point: it opens clean, somebody who waited comes, who was served does not draw again.

    After a week the tablets are due again; after a fortnight a block under review holds no longer.
    """
    books, at = line.books, line.at(MAIN)
    line.clock.until(MORNING + timedelta(days=days, hours=1))
    morning = point_days.ready(closer, at)
    books.same("the morning is clean", (morning.duties, len(morning.unticked)), ((), len(PointCheckKind)))
    point_days.open_point(closer, at, ticked=tuple(PointCheckKind), counts=explained(line, MAIN))
    books.did.update({"point.opened": 1, "stock.counted": 1})
    books.same("nothing was done yet", day_close.account(closer, at).figures.handed, 0)
    lane, review = line.lanes[0], next(one for one in line.families if one.story == "review")
    served = next(one for one in line.families if one.drawn and not one.owed and one.drawn[0].point == MAIN)
    absent = next(one for one in line.families if one.story == "absent" and not one.drawn)
    before = books.tally[MAIN, "handed"]
    if days > WEEK:
        line.serve(lane, served, line.card(served), tabs_again=True)
        line.serve(lane, review, line.card(review))
    else:
        line.away(lane, line.card(served), Verdict.H1)
        line.away(lane, line.card(review), Verdict.H5)
    line.serve(lane, absent, line.card(absent))
    day = day_close.close_day(closer, at, explained(line, MAIN))
    books.did.update({"day.closed": 1, "stock.counted": 1})
    books.same("done on the later day", day.figures.given, books.tally[MAIN, "handed"] - before)
    books.same("nothing is missing", [one.item for one in day.counts if one.difference], [])
    return Closed(day, "")
