"""Help for people whom no list knows yet: two people, a few households a day, no name asked.

A whole family must not go home hungry because a list is wrong; nor may a point feed a village past its list. So it is
possible, counted, capped, and on the day sheet.
"""

from dataclasses import asdict
from uuid import UUID

from desktop.domain.entitlement import due
from desktop.errors import (
    AmongUnlikely,
    NothingToGive,
    NotServingHere,
    ProvisionalCapReached,
    ReasonMissing,
    SecondNeeded,
    SizeUnlikely,
)
from desktop.models.help_desk_write import insert_provisional
from desktop.models.operator import next_receipt
from desktop.models.stock_write import draw
from desktop.queries.relief import help_desk
from desktop.queries.relief.plans import plan
from desktop.queries.relief.shares import shelf
from desktop.records.distribution import ItemDue, Standing
from desktop.records.help_desk import ProvisionalGiven
from desktop.records.operator import Second
from desktop.records.relief_rule import NOBODY, Among, Facts
from desktop.security.canonical import Json
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import PointId
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.text import plain_name
from desktop.values.vocabulary import RoundState

DAILY_CAP = 10
"""Households a point helps so on one day: three in a hundred of a day of 300, as many as a list that was made with
care leaves out. More of them mean that the list is wrong, and lists are put right by the supervisor."""
MOST_PEOPLE = 40
"""One hearth; more people than this are more than one household."""
REASON_LIMIT = 200


def give(
    desk: Desk, standing: Standing, size: int, reason: str, *, among: Among = NOBODY, second: Second | None = None
) -> ProvisionalGiven:
    """Hand over what a household of `size` people of this round gets, without a card and without a name.

    `among` are those of them whom a rule counts; they are kept only where one does. What is counted at the point and
    not there is left out, and of a choice the next item is given, as at the lane. Raises NotServingHere, NothingToGive,
    SizeUnlikely, AmongUnlikely, ProvisionalCapReached, ReasonMissing, SecondNeeded, RoundUnknown, PointUnknown.
    """
    said = plain_name(reason, REASON_LIMIT)
    if not said:
        raise ReasonMissing
    if not 1 <= size <= MOST_PEOPLE:
        raise SizeUnlikely(size=size, most=MOST_PEOPLE)
    if not among.fits(size):
        raise AmongUnlikely(size=size)
    with desk.transaction(Permission.PROVISIONAL, second=second) as work:
        if second is None:  # the table of rights asks for one already
            raise SecondNeeded(permission=Permission.PROVISIONAL)
        here = help_desk.point_of(work.conn, work.district, standing)
        if here.state is not RoundState.OPEN or not here.open:
            raise NotServingHere(round=standing.round_code, point=here.point_name)
        day = local_day(work.now)
        helped = help_desk.helped_on(work.conn, work.district, here.point_id, day)
        if helped >= DAILY_CAP:
            raise ProvisionalCapReached(cap=DAILY_CAP)
        fixed = plan(work.conn, work.district, here.round_id)
        told = among if fixed.by_category else NOBODY
        facts = Facts(size, told.infants, told.women, told.disabled, point_code=standing.point_code)
        items, short = _drawn(work, PointId(here.point_id), due(fixed.items, facts, _run_out(work, here.point_id)))
        if not items:
            raise NothingToGive(size=size, counts_some=fixed.by_category and told == NOBODY)
        receipt = next_receipt(work.conn, work.district, work.office.desk_id)
        handed = {line.item: line.quantity for line in items}
        row = insert_provisional(
            work.conn,
            work.district,
            round_id=here.round_id,
            point=here.point_id,
            day=day,
            size=size,
            among=told,
            reason=said,
            receipt=receipt,
            items=handed,
            operator=work.person.id,
            second=second.person.id,
            at=work.now,
        )
        content: dict[str, Json] = {"round": str(here.round_id), "point": str(here.point_id), "day": day.isoformat()}
        content |= {"size": size} | {name: number for name, number in asdict(told).items() if number}
        work.record(EntryKind.PROVISIONAL_GIVEN, row, content | {"reason": said, "receipt": receipt, "items": handed})
    return ProvisionalGiven(
        id=row,
        receipt=receipt,
        size=size,
        items=items,
        short=short,
        left_today=DAILY_CAP - helped - 1,
        at=work.now,
        point_name=here.point_name,
        entry=work.entry,
    )


def left_today(desk: Desk, standing: Standing) -> int:
    """How many more households may be helped so at this point today. Raises RoundUnknown, PointUnknown."""
    with desk.reading(Permission.PROVISIONAL) as conn:
        here = help_desk.point_of(conn, desk.office.district, standing)
        helped = help_desk.helped_on(conn, desk.office.district, here.point_id, local_day(desk.clock().at))
    return max(0, DAILY_CAP - helped)


def _run_out(work: Work, point: UUID) -> set[str]:
    """Items that are counted at the point and of which nothing is left."""
    levels = shelf(work.conn, {"district": work.district, "point_id": point}, counted=True)
    return {item for item, on_hand in levels.items() if on_hand == 0}


def _drawn(work: Work, point: PointId, wanted: tuple[ItemDue, ...]) -> tuple[tuple[ItemDue, ...], tuple[ItemDue, ...]]:
    """What there is of it, taken from the shelf, and what is missing; what is not counted there does not run out."""
    given: list[ItemDue] = []
    short: list[ItemDue] = []
    for line in wanted:
        taken = draw(work.conn, work.district, point, line.item, line.quantity)
        there = line.quantity if taken is None else taken
        if there:
            given.append(ItemDue(line.item, there, line.unit))
        if there < line.quantity:
            short.append(ItemDue(line.item, line.quantity - there, line.unit))
    return tuple(given), tuple(short)
