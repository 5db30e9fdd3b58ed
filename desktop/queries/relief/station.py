"""The statements of the scan station, built once: one reads all that may change for one presented card or code.

This is the hot path. Tables instead of mapped attributes let a statement compile without the mapper, and one statement
with many small look-ups costs less than many statements with one look-up each.
"""

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from desktop.models.base import Id, Instant
from desktop.models.block import Block
from desktop.models.card import Card, SlotFloor
from desktop.models.disbursement import DisbursedItem, Disbursement, Owed, Void
from desktop.models.help_desk import Allowance
from desktop.models.household import Household, Membership, Photo, Registrant
from desktop.models.household_event import HouseholdEvent
from desktop.models.place import DistributionPoint
from desktop.models.point_day import PointDay
from desktop.models.programme import EntitlementTurn, Listing, Programme, Round
from desktop.models.stock import StockLevel
from desktop.values.kinship import HEAD
from desktop.values.vocabulary import BlockState, HouseholdChange

r, p, g, h = Round.__table__.c, DistributionPoint.__table__.c, Programme.__table__.c, Household.__table__.c
m, n, f = Membership.__table__.c, Registrant.__table__.c, Photo.__table__.c
c, s, lst = Card.__table__.c, SlotFloor.__table__.c, Listing.__table__.c
d, v, t = Disbursement.__table__.c, Void.__table__.c, EntitlementTurn.__table__.c
e = HouseholdEvent.__table__.c
i = DisbursedItem.__table__.c
b, a, o, k = Block.__table__.c, Allowance.__table__.c, Owed.__table__.c, StockLevel.__table__.c

_district: BindParameter[Any] = bindparam("district")
_slot: BindParameter[Any] = bindparam("slot")
# Written out: a bound LIMIT makes SQLite compile the statement anew at each execution (it peeks at the value).
_one: ColumnElement[int] = literal_column("1")

_size = (
    select(func.count())
    .select_from(Membership.__table__)
    .where(m.district_id == h.district_id, m.household_id == h.id, m.to_day.is_(None))
    .correlate(Household.__table__)
    .scalar_subquery()
)
_newest_issue = (
    select(func.max(c.issue))
    .where(c.district_id == h.district_id, c.household_id == h.id, c.slot == _slot)
    .correlate(Household.__table__)
    .scalar_subquery()
)
_repeated = exists().where(d.district_id == _district, d.id == bindparam("disbursement", type_=Id()))
_drawn = (
    # SELECT 1, never SELECT *: the index answers it alone, else SQLite, without statistics, reads all of the district
    select(_one)
    .where(
        d.district_id == r.district_id,
        d.round_id == r.id,
        d.household_id == h.id,
        ~exists().where(v.district_id == d.district_id, v.disbursement_id == d.id).correlate(Disbursement.__table__),
    )
    .correlate(Round.__table__, Household.__table__)
    .exists()
)
_voided = (
    exists()
    .where(t.district_id == r.district_id, t.round_id == r.id, t.household_id == h.id)
    .correlate(Round.__table__, Household.__table__)
)
_blocked = (
    # the reason of a block that holds; one under review lapses by itself
    select(func.min(b.reason))
    .where(
        b.district_id == h.district_id,
        b.household_id == h.id,
        b.state == BlockState.ACTIVE,
        or_(b.until.is_(None), b.until > bindparam("now", type_=Instant())),
    )
    .correlate(Household.__table__)
    .scalar_subquery()
)
_counted = (
    # whether anything is counted at this point: only then its shelf is asked
    select(_one)
    .where(k.district_id == p.district_id, k.point_id == p.id)
    .correlate(DistributionPoint.__table__)
    .exists()
)
STILL_OWED = and_(
    o.settled_by.is_(None),
    ~exists().where(v.district_id == o.district_id, v.disbursement_id == o.disbursement_id).correlate(Owed.__table__),
)
"""A line that is still due: no later hand-over settled it, and the one that left it open stands."""
_owing = (
    select(_one)
    .where(o.district_id == r.district_id, o.round_id == r.id, o.household_id == h.id, STILL_OWED)
    .correlate(Round.__table__, Household.__table__)
    .exists()
)
_MOVED = [
    # written into the statement: bound values would cost each decision a tenth of its time
    literal_column(f"'{change.value}'", String)
    for change in (
        HouseholdChange.SPLIT_FROM,
        HouseholdChange.SPLIT_OFF,
        HouseholdChange.TOOK_IN,
        HouseholdChange.JOINED,
        HouseholdChange.LEFT,
        HouseholdChange.MARRIED_OUT,
    )
]
_moved = (
    # Few households ever split, took another in, or had somebody come or go: only for these is more asked.
    select(_one)
    .where(e.district_id == h.district_id, e.household_id == h.id, e.change.in_(_MOVED))
    .correlate(Household.__table__)
    .exists()
)
_shown = (
    # The presented holder, else the head, else whoever was told first.
    select(m.registrant_id)
    .where(m.district_id == h.district_id, m.household_id == h.id, m.to_day.is_(None))
    .order_by((func.coalesce(m.slot, -1) == _slot).desc(), (m.relation == HEAD).desc(), m.place)
    .limit(_one)
    .correlate(Household.__table__)
    .scalar_subquery()
)


def _station(*, photo: bool) -> Select[*tuple[Any, ...]]:
    """Round, point and, where it is known, the household; no row when the round or the point is unknown."""
    columns: list[Any] = [
        r.id.label("round_id"),
        r.state,
        r.frozen_at,
        g.name.label("programme"),
        p.id.label("point_id"),
        p.open.label("point_open"),
        p.name.label("point_name"),
        h.id.label("household_id"),
        h.pcode,
        h.active,
        h.registered_by,
        lst.size.label("listed_size"),
        lst.infants,
        lst.women,
        lst.disabled,
        s.lowest_issue,
        c.state.label("card_state"),
        n.name_as_told,
        n.name_latin,
        n.parent_name,
        n.parent_latin,
        n.parent_relation,
        _size.label("size"),
        _newest_issue.label("newest_issue"),
        _repeated.label("repeated"),
        _drawn.label("drawn"),
        _voided.label("voided"),
        _moved.label("moved"),
        _blocked.label("blocked"),
        _counted.label("counted"),
        _owing.label("owing"),
        a.size.label("allowed_size"),
        a.at.label("allowed_at"),
        a.operator_id.label("let_by"),
        a.second_id.label("let_with"),
    ]
    found = (
        Round.__table__.join(Programme.__table__, and_(g.district_id == r.district_id, g.id == r.programme_id))
        .join(
            DistributionPoint.__table__,
            and_(p.district_id == r.district_id, p.round_id == r.id, p.code == bindparam("point")),
        )
        .outerjoin(Household.__table__, and_(h.district_id == r.district_id, h.code == bindparam("household")))
        .outerjoin(
            Listing.__table__,
            and_(lst.district_id == r.district_id, lst.round_id == r.id, lst.household_id == h.id),
        )
        .outerjoin(
            Allowance.__table__,
            and_(a.district_id == r.district_id, a.round_id == r.id, a.household_id == h.id),
        )
        .outerjoin(
            SlotFloor.__table__,
            and_(s.district_id == r.district_id, s.household_id == h.id, s.slot == _slot),
        )
        .outerjoin(
            Card.__table__,
            and_(
                c.district_id == r.district_id,
                c.household_id == h.id,
                c.slot == _slot,
                c.issue == bindparam("issue"),
            ),
        )
        .outerjoin(Registrant.__table__, and_(n.district_id == h.district_id, n.id == _shown))
    )
    if photo:
        columns.append(f.jpeg)
        found = found.outerjoin(Photo.__table__, and_(f.district_id == n.district_id, f.registrant_id == n.id))
    return select(*columns).select_from(found).where(r.district_id == _district, r.code == bindparam("round"))


STATION = _station(photo=False)
STATION_WITH_PHOTO = _station(photo=True)

# Without ORDER BY and LIMIT: they would lead the planner through every hand-over of the district by time.
_other = Disbursement.__table__.alias()
DRAWN = (
    select(d.id, d.slot, d.at, d.lane, d.receipt, p.name.label("point"))
    .select_from(Disbursement.__table__)
    .join(DistributionPoint.__table__, and_(p.district_id == d.district_id, p.id == d.point_id))
    .outerjoin(Void.__table__, and_(v.district_id == d.district_id, v.disbursement_id == d.id))
    .where(
        d.district_id == _district,
        # ids first, from the index of rounds alone (see above)
        d.id.in_(
            select(_other.c.id).where(
                _other.c.district_id == _district,
                _other.c.round_id == bindparam("round_id"),
                _other.c.household_id == bindparam("household_id"),
            )
        ),
        v.disbursement_id.is_(None),
    )
)

_in_question = select(r.id).where(
    r.district_id == _district,
    or_(r.id == bindparam("round_id"), r.programme_id == bindparam("programme"), r.event_id == bindparam("event")),
)
# ids first, from the index of rounds alone (see above)
_theirs = select(_other.c.id).where(
    _other.c.district_id == _district,
    _other.c.round_id.in_(_in_question),
    _other.c.household_id == bindparam("household_id"),
)
_no_turn: ColumnElement[int] = literal_column("0")
HISTORY = (
    select(d.id, i.item, i.turn, i.round_id, r.programme_id, r.event_id, d.at, d.given_on, d.slot, d.lane, d.receipt)
    .add_columns(p.name.label("point"))
    .select_from(DisbursedItem.__table__)
    .join(Disbursement.__table__, and_(d.district_id == i.district_id, d.id == i.disbursement_id))
    .join(DistributionPoint.__table__, and_(p.district_id == d.district_id, p.id == d.point_id))
    .join(Round.__table__, and_(r.district_id == i.district_id, r.id == i.round_id))
    .outerjoin(Void.__table__, and_(v.district_id == d.district_id, v.disbursement_id == d.id))
    .where(i.district_id == _district, i.disbursement_id.in_(_theirs), v.disbursement_id.is_(None))
)
"""What a household had in the rounds of a programme or of an event; for rules that look beyond their round."""

PROMISED = (
    select(d.id, o.item, o.round_id, r.programme_id, r.event_id, d.at, d.given_on, d.slot, d.lane, d.receipt)
    .add_columns(_no_turn.label("turn"), p.name.label("point"))
    .select_from(Owed.__table__)
    .join(Disbursement.__table__, and_(d.district_id == o.district_id, d.id == o.disbursement_id))
    .join(DistributionPoint.__table__, and_(p.district_id == d.district_id, p.id == d.point_id))
    .join(Round.__table__, and_(r.district_id == o.district_id, r.id == o.round_id))
    .where(o.district_id == _district, o.disbursement_id.in_(_theirs), STILL_OWED)
)
"""What is still owed to it there: it will be given, so that it counts like what was."""

TURNS = select(t.item, t.turn).where(
    t.district_id == _district, t.round_id == bindparam("round_id"), t.household_id == bindparam("household_id")
)

SHELF = select(k.item, k.on_hand).where(k.district_id == _district, k.point_id == bindparam("point_id"))
"""What should lie at a point, of the items that are counted there."""

OWED = (
    select(o.disbursement_id, o.item, o.quantity, d.at, d.given_on)
    .join_from(
        Owed.__table__,
        Disbursement.__table__,
        and_(d.district_id == o.district_id, d.id == o.disbursement_id),
    )
    .where(
        o.district_id == _district,
        o.round_id == bindparam("round_id"),
        o.household_id == bindparam("household_id"),
        STILL_OWED,
    )
)

_day = PointDay.__table__.c
CLOSED_TODAY = select(_day.id).where(
    _day.district_id == _district,
    _day.point_id == bindparam("point_id"),
    _day.day == bindparam("today"),
    _day.closed_at.is_not(None),
)

HOLDER = select(m.slot).where(
    m.district_id == _district,
    m.household_id == bindparam("household_id"),
    m.slot == _slot,
    m.to_day.is_(None),
)
