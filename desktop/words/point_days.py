"""What the screens of a point's day say: what was found about each line of the checklist, who ticked it, figures."""

from desktop.records.distribution import ItemDue
from desktop.records.point_day import CheckLine, DayFigures, DutyLine
from desktop.values.period import PAKISTAN
from desktop.values.vocabulary import ListKind, PointCheckKind
from desktop.words.catalogue import isolated, tr, tr_n
from desktop.words.labels import label
from desktop.words.people import joined
from desktop.words.rules import items_words
from desktop.words.stock import OUTWARD, awaited_words


def found_words(line: CheckLine) -> str:
    """What the program found by itself, in a few words; empty where it cannot know."""
    match line.kind:
        case PointCheckKind.LIST_FIXED:
            if line.facts.get("list") != ListKind.FROZEN:
                return tr("open list: whoever is registered is on it")
            return tr("found: the list is frozen") if line.found else tr("the list is not frozen yet")
        case PointCheckKind.STOCK_COUNTED:
            n = int(line.facts.get("items", "0"))
            return tr_n("{n} item in the book", "{n} items in the book", n) if n else tr("nothing in the book yet")
        case PointCheckKind.DUTIES_SEPARATED:
            return _duties(line)
        case PointCheckKind.LANES:
            return _lanes(int(line.facts.get("lanes", "0")), int(line.facts.get("staffed", "0")))
        case PointCheckKind.REHEARSED:
            return tr("found: a card was read here today") if line.found else tr("read any card at the scan station")
        case PointCheckKind.CLOCK:
            n = int(line.facts.get("jumps", "0"))
            moved = tr_n("the clock jumped {n} time today", "the clock jumped {n} times today", n)
            return moved if n else tr("found: no jump today")
        case _:
            return ""


def _lanes(planned: int, staffed: int) -> str:
    if not planned:
        return ""
    said = tr_n("{n} lane is planned", "{n} lanes are planned", planned)
    return tr("{planned}, {n} with somebody who verifies", planned=said, n=str(staffed)) if staffed else said


def _duties(line: CheckLine) -> str:
    mixed = int(line.facts.get("mixed", "0"))
    if mixed:
        return tr_n("{n} person who verifies registered today", "{n} people who verify registered today", mixed)
    return tr("nobody has a duty yet") if line.found is None else tr("found: kept apart")


def ticked_words(line: CheckLine) -> str:
    """Who ticked it and when; empty when nobody did."""
    if line.ticked_at is None:
        return ""
    time = line.ticked_at.astimezone(PAKISTAN).strftime("%H:%M")
    return tr("{name}, {time}", name=isolated(line.ticked_by), time=isolated(time))


def duty_words(line: DutyLine) -> str:
    """What somebody does, and in which lane."""
    if line.lane is None:
        return label(line.kind)
    return tr("{duty}, lane {lane}", duty=label(line.kind), lane=str(line.lane))


def figures_words(figures: DayFigures) -> tuple[tuple[str, int], ...]:
    """The figures of a day with their words, in the order of the day sheet."""
    return (
        (tr("households served"), figures.given),
        (tr("taken back"), figures.voided),
        (tr("late, from paper"), figures.late),
        (tr("sent to the help desk"), figures.referred),
        (tr("released by order"), figures.releases),
        (tr("provisional help"), figures.provisional),
        (tr("green screens without an answer"), figures.left_open),
        (tr("jumps of the clock"), figures.clock_jumps),
        (tr("not come yet"), figures.unserved),
    )


def beside_words(figures: DayFigures) -> tuple[str, ...]:
    """What went out beside the list, a line each: provisional help, by order, moved, sent back, missing."""
    lines: list[str] = []
    if figures.provisional or figures.helped:
        n = figures.provisional
        helped = tr_n("Provisional help to {n} household: {items}", "Provisional help to {n} households: {items}", n,
                      items=items_words(figures.helped))  # fmt: skip
        lines.append(helped)
    if figures.releases or figures.released:
        n = figures.releases
        lines.append(
            tr_n("By order, {n} time: {items}", "By order, {n} times: {items}", n, items=items_words(figures.released))
        )
    for kind in dict.fromkeys(one.kind for one in figures.outward):
        gone = [ItemDue(one.item, one.quantity, one.unit) for one in figures.outward if one.kind is kind]
        lines.append(tr("{what}: {items}", what=tr(OUTWARD[kind]), items=items_words(gone)))
    lines += [awaited_words(one) for one in figures.awaited]
    if figures.awaited_why:
        lines.append(tr("Why the truck was not counted in: {why}", why=isolated(figures.awaited_why)))
    if figures.unanswered:
        lanes = joined(*(tr("lane {lane}: {n}", lane=lane, n=n) for lane, n in figures.unanswered.items()))
        lines.append(
            tr("Green screens that nobody answered: {lanes}. Goods may be gone without a record.", lanes=lanes)
        )
    return tuple(lines)


def figures_line(figures: DayFigures) -> str:
    """The figures of a day in one line, to be seen while the shelf is counted."""
    parts = (
        tr("given {n}", n=figures.given),
        tr("taken back {n}", n=figures.voided),
        tr("sent to the help desk {n}", n=figures.referred),
        tr("late, from paper {n}", n=figures.late),
        tr("without a card {n}", n=figures.provisional),
        tr("without an answer {n}", n=figures.left_open),
        tr("jumps of the clock {n}", n=figures.clock_jumps),
    )
    return " · ".join(parts)
