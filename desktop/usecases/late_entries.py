"""Late entries: what was handed over on paper while the laptop could not, taken from a signed sheet afterwards.

A late entry is a hand-over like any other: it draws the same entitlement once, lowers the same shelf and stands in the
same book, with the sheet's number and its day. It proves no card, so it counts apart from what was scanned.
"""

from datetime import date, timedelta

from desktop.errors import LateDayWrong, LateShort, NotDue, SecondNeeded, SheetMissing
from desktop.queries import disbursements
from desktop.queries.decisions import Decided, decided
from desktop.records.distribution import Collecting, LateEntered, Presented, Standing
from desktop.records.operator import Second
from desktop.usecases.desk import Desk, Work
from desktop.usecases.hand_over_steps import Late, write_hand_over
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, DisbursementId, HouseholdCode, RoundId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.text import plain_name
from desktop.values.vocabulary import Source, Verdict

SHEET_LIMIT = 40
OLDEST = timedelta(days=92)
"""A sheet older than that is a slip of the finger in its year or its month."""

_SHORT = ("all_out", "out_of_stock")


def enter(
    desk: Desk,
    standing: Standing,
    sheet: str,
    day: date,
    code: HouseholdCode | CardNumber,
    *,
    collector: int | Collecting | None = None,
    second: Second | None = None,
) -> LateEntered:
    """Enter one line of a sheet; the same line again gives what the first time gave, with `again`.

    The point need not be open, its round must be. `collector`: who signed in the holder's place; however many they
    collected for, what was handed over stands and counts for the next one. Raises CollectorUnknown, SheetMissing,
    LateDayWrong, NotDue (with the decision), LateShort when the book has too little at the point, SecondNeeded when
    this lead registered the household, RoundUnknown, PointUnknown.
    """
    late = Late(_sheet(sheet), day)
    number = code if isinstance(code, CardNumber) else None
    presented = Presented(code.household if isinstance(code, CardNumber) else code, number, Source.TYPED)
    disbursement = DisbursementId(new_id())
    with desk.transaction(Permission.LATE_ENTRY, second=second) as work:
        _require_day(day, local_day(work.now))
        found = _decided(work, standing, presented, late, collector)
        before = _before(work, found, late)
        if before is not None:
            return before
        _require_due(found)
        if found.registered_by == work.person.id and second is None:
            raise SecondNeeded(permission=Permission.LATE_ENTRY)
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
            again = _decided(work, standing, presented, late, collector).decision
            raise NotDue(verdict=again.verdict, decision=again)
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


def _sheet(typed: str) -> str:
    """A sheet's number as it is compared: "a-7 " and "A-7" are one sheet."""
    sheet = plain_name(typed, SHEET_LIMIT).upper()
    if not sheet:
        raise SheetMissing
    return sheet


def _require_day(day: date, today: date) -> None:
    if not today - OLDEST <= day <= today:
        raise LateDayWrong(day=day.isoformat())


def _decided(
    work: Work, standing: Standing, presented: Presented, late: Late, collector: int | Collecting | None
) -> Decided:
    return decided(
        work.conn,
        work.district,
        standing,
        presented,
        now=work.now,
        tell_why=True,
        photo=False,
        collector=collector,
        late=late.day,
    )


def _before(work: Work, found: Decided, late: Late) -> LateEntered | None:
    """The same line of the same sheet, entered before."""
    if found.household_id is None:
        return None
    kept = disbursements.of_sheet(work.conn, work.district, RoundId(found.round_id), found.household_id, late.sheet)
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


def _require_due(found: Decided) -> None:
    """Refuse what is not due, and what the shelf by the book could not have given."""
    decision = found.decision
    if decision.why in _SHORT or (decision.verdict in (Verdict.G1, Verdict.G2) and found.opens):
        raise LateShort(items=tuple(line.item for line in found.opens or decision.owed))
    if decision.verdict not in (Verdict.G1, Verdict.G2):
        raise NotDue(verdict=decision.verdict, decision=decision)
