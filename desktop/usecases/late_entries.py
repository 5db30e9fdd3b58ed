"""Late entries: what was handed over on paper while the laptop could not, taken from a signed sheet afterwards.

A late entry is a hand-over like any other: it draws the same entitlement once, lowers the same shelf and stands in the
same book, with the sheet's number and its day. It proves no card, so it counts apart from what was scanned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from desktop.errors import (
    LateAmountWrong,
    LateDayWrong,
    LateEnteredBefore,
    LateShort,
    NotDue,
    SecondNeeded,
    SheetMissing,
    SheetNotPrinted,
)
from desktop.queries.relief import disbursements
from desktop.queries.relief import late as queries
from desktop.queries.relief.collectors import choices
from desktop.queries.relief.decisions import Decided
from desktop.records.distribution import Collecting, CollectorChoice, ItemDue, LateEntered, PersonShown, Standing
from desktop.records.late import LastSheet, LateLook, LateSheet
from desktop.records.operator import Second
from desktop.usecases.desk import Desk, Work
from desktop.usecases.hand_over_steps import Late, require_hands, write_hand_over
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, DisbursementId, HouseholdCode, new_id, sheet_number
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.text import plain_name
from desktop.values.vocabulary import Verdict

SHEET_LIMIT = 40
LINES_ALONE = 10
"""A printed sheet has ten rows; whoever enters more lines of one does it with a second person."""
OLDEST = timedelta(days=92)
"""A sheet older than that is a slip of the finger in its year or its month."""

SHOWN = 200
"""Lines of one sheet that are listed again: a sheet of paper has ten, a pad of them hardly more."""

_SHORT = ("all_out", "out_of_stock")


def look(desk: Desk, standing: Standing, sheet: str, day: date, code: HouseholdCode | CardNumber) -> LateLook:
    """A line before it is entered: who it is, what was due, who could have signed; nothing is written.

    Raises what `enter` would raise of it, and LateEnteredBefore when it stands already.
    """
    late = Late(_sheet(sheet, day), day)
    presented = queries.on_paper(code)
    with desk.reading(Permission.LATE_ENTRY) as conn:
        here, district = desk.here(), desk.office.district
        _require_day(day, local_day(here.now))
        queries.require_sheet(conn, district, standing, late.sheet, day)
        found = queries.line(conn, district, standing, presented, late.day, here)
        before = queries.entered_before(conn, district, found, late.sheet)
        if before is not None:
            raise LateEnteredBefore(sheet=late.sheet, receipt=before.receipt)
        queries.require_registered(conn, district, found, day)
        _require_due(found, exactly=False)
        assert found.household_id is not None
        slot = presented.number.slot if presented.number else 0
        who = choices(conn, district, found.round_id, found.household_id, day)
    decision = found.decision
    due = _together(decision.items, found.opens)
    others = tuple(one for one in who if one.how != slot and not (slot == 0 and _is_shown(one, decision.person)))
    return LateLook(code, decision.person, decision.size, due, others)


def sheet_lines(desk: Desk, standing: Standing, sheet: str) -> LateSheet:
    """What was entered from a sheet at a point, newest first.

    Raises SheetMissing, SheetNotPrinted for what is no number of a sheet, RoundUnknown, PointUnknown.
    """
    number = _sheet(sheet, local_day(desk.clock().at))
    with desk.reading(Permission.LATE_ENTRY) as conn:
        point = disbursements.stands(conn, desk.office.district, standing)
        return queries.sheet_lines(conn, desk.office.district, point, number, SHOWN)


def last_sheet(desk: Desk, standing: Standing) -> LastSheet | None:
    """The sheet that this operator was at here last, to go on with. Raises RoundUnknown, PointUnknown."""
    with desk.reading(Permission.LATE_ENTRY) as conn:
        point = disbursements.stands(conn, desk.office.district, standing)
        return queries.last_sheet(conn, desk.office.district, point, desk.person.id)


def enter(
    desk: Desk,
    standing: Standing,
    sheet: str,
    day: date,
    code: HouseholdCode | CardNumber,
    *,
    collector: int | Collecting | None = None,
    given: Mapping[str, int] | None = None,
    second: Second | None = None,
) -> LateEntered:
    """Enter one line of a sheet; the same line again gives what the first time gave, with `again`.

    The point need not be open now, but was on that day, and its round must be. `collector`: who signed in the holder's
    place; however many they collected for, what was handed over stands and counts for the next one. `given`: by item
    what the sheet says where that is less than was due; the rest stays owed. Raises CollectorUnknown, SheetMissing,
    LateDayWrong, SheetNotPrinted, LateTooEarly before the point opened or the household was registered, NotDue (with
    the decision), LateShort when the book has too little at the point, LateAmountWrong, LetByGiver, SecondNeeded when
    this lead registered the household or ten lines of the sheet stand, RoundUnknown, PointUnknown.
    """
    late = Late(_sheet(sheet, day), day)
    presented = queries.on_paper(code)
    disbursement = DisbursementId(new_id())
    with desk.transaction(Permission.LATE_ENTRY, second=second) as work:
        _require_day(day, local_day(work.now))
        lines = queries.require_sheet(work.conn, work.district, standing, late.sheet, day)
        found = queries.line(work.conn, work.district, standing, presented, late.day, work.here, collector)
        before = _before(work, found, late)
        if before is not None:
            return before
        queries.require_registered(work.conn, work.district, found, day)
        _require_due(found, exactly=given is None)
        if given is not None:
            found = _as_written(found, given)
        require_hands(work, found, Permission.LATE_ENTRY)
        if lines >= LINES_ALONE and second is None:
            raise SecondNeeded(permission=Permission.LATE_ENTRY, why="lines")
        receipt = write_hand_over(
            work,
            presented,
            found,
            disbursement,
            lane=standing.lane,
            looked=False,
            slot=collector if isinstance(collector, int) else None,
            late=late,
        )
        if receipt is None:
            again = queries.line(work.conn, work.district, standing, presented, late.day, work.here, collector)
            raise NotDue(verdict=again.decision.verdict, decision=again.decision)
    assert found.decision.household is not None
    return LateEntered(
        disbursement=disbursement,
        receipt=receipt,
        household=found.decision.household,
        items=found.decision.items,
        sheet=late.sheet,
        day=day,
        entry=work.entry_of(EntryKind.GIVEN),
    )


def _is_shown(one: CollectorChoice, person: PersonShown | None) -> bool:
    """Whether this holder is who stands on the sheet by the household's code alone."""
    return (
        isinstance(one.how, int)
        and person is not None
        and (one.name_as_told, one.name_latin) == (person.name_as_told, person.name_latin)
    )


def _sheet(typed: str, day: date) -> str:
    """A sheet's number as it is kept and compared. Raises SheetMissing, SheetNotPrinted for what is no such number."""
    if not plain_name(typed, SHEET_LIMIT):
        raise SheetMissing
    sheet = sheet_number(typed)
    if sheet is None:
        raise SheetNotPrinted(sheet=plain_name(typed, SHEET_LIMIT), day=day.isoformat())
    return sheet


def _require_day(day: date, today: date) -> None:
    if not today - OLDEST <= day <= today:
        raise LateDayWrong(day=day.isoformat())


def _before(work: Work, found: Decided, late: Late) -> LateEntered | None:
    """The same line of the same sheet, entered before."""
    kept = queries.entered_before(work.conn, work.district, found, late.sheet)
    if kept is None:
        return None
    return LateEntered(
        disbursement=kept.id,
        receipt=kept.receipt,
        household=kept.household,
        items=kept.items,
        sheet=late.sheet,
        day=late.day,
        entry=disbursements.entry_about(work.conn, work.district, kept.id),
        again=True,
    )


def _require_due(found: Decided, *, exactly: bool) -> None:
    """Refuse what is not due, and, where the whole of it was given, what the shelf by the book could not have given."""
    decision = found.decision
    short = bool(found.opens) and (exactly or not decision.items)
    if decision.why in _SHORT or (decision.verdict in (Verdict.G1, Verdict.G2) and short):
        raise LateShort(items=tuple(line.item for line in found.opens or decision.owed))
    if decision.verdict not in (Verdict.G1, Verdict.G2):
        raise NotDue(verdict=decision.verdict, decision=decision)


def _as_written(found: Decided, given: Mapping[str, int]) -> Decided:
    """What the sheet says was handed over in the place of what was due; the rest is owed, as at a lane."""
    there = {line.item: line.quantity for line in found.decision.items}
    due = _together(found.decision.items, found.opens)
    known = {line.item for line in due}
    if any(item not in known for item in given) or not any(given.values()):
        raise LateAmountWrong(items=tuple(sorted(known)))
    rest = tuple(replace(line, quantity=line.quantity - given.get(line.item, 0)) for line in due)
    if any(given.get(line.item, 0) < 0 or line.quantity < 0 for line in rest):
        raise LateAmountWrong(items=tuple(line.item for line in rest if line.quantity < 0))
    short = tuple(item for item, quantity in given.items() if quantity > there.get(item, 0))
    if short:
        raise LateShort(items=short)
    opens = tuple(line for line in rest if line.quantity)
    if opens and found.settled and opens != found.opens:
        # an owed line is settled whole or not at all
        raise LateAmountWrong(items=tuple(line.item for line in opens))
    items = tuple(replace(line, quantity=given[line.item]) for line in due if given.get(line.item))
    return replace(found, decision=replace(found.decision, items=items), opens=opens)


def _together(items: Sequence[ItemDue], opens: Sequence[ItemDue]) -> tuple[ItemDue, ...]:
    """What is there and what is not, by item: the whole that was due."""
    whole = {line.item: line for line in items}
    for line in opens:
        before = whole.get(line.item)
        whole[line.item] = replace(line, quantity=line.quantity + (before.quantity if before else 0))
    return tuple(whole.values())
