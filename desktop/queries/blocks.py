"""SELECTs about blocks: what stands against a household now, what it had, and what waits or holds in the office."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, and_, case, or_, select
from sqlalchemy.orm import aliased

from desktop.models.block import Block
from desktop.models.household import Household, Membership, Registrant
from desktop.models.operator import Operator
from desktop.records.block import BlockView
from desktop.values.identifiers import HouseholdCode
from desktop.values.vocabulary import BlockState

type Line = Row[*tuple[Any, ...]]

MOST_SHOWN = 500

_PROPOSER, _DECIDER, _WITH, _LIFTER, _LIFT_WITH = (aliased(Operator) for _ in range(5))


def blocks_of(conn: Connection, district: str, household: UUID, now: datetime) -> tuple[BlockView, ...]:
    """Every block of a household, the newest first."""
    wanted = _views(district).where(Block.household_id == household).order_by(Block.proposed_at.desc(), Block.id.desc())
    return tuple(_view(line, now) for line in conn.execute(wanted))


def block(conn: Connection, district: str, row: UUID, now: datetime) -> BlockView:
    """One block by its id."""
    return _view(conn.execute(_views(district).where(Block.id == row)).one(), now)


def standing(conn: Connection, district: str, household: UUID, now: datetime) -> BlockView | None:
    """What stands: a proposal that waits, or the block in force; None when there is neither."""
    wanted = _views(district).where(Block.household_id == household, _stands(now))
    line = conn.execute(wanted.order_by(Block.proposed_at.desc())).first()
    return None if line is None else _view(line, now)


def all_standing(conn: Connection, district: str, now: datetime) -> tuple[BlockView, ...]:
    """Every proposal that waits, oldest first, then every block in force, the newest first; for the supervisor."""
    lines = conn.execute(_views(district).where(_stands(now)).order_by(Block.proposed_at).limit(MOST_SHOWN)).all()
    heads = _heads(conn, district, [line.household_id for line in lines])
    views = [_view(line, now, heads.get(line.household_id)) for line in lines]
    waiting = [view for view in views if view.state is BlockState.PROPOSED]
    return (*waiting, *reversed([view for view in views if view.state is not BlockState.PROPOSED]))


def block_ids(conn: Connection, district: str, household: UUID) -> tuple[UUID, ...]:
    """The ids of every block of a household, for its history."""
    return tuple(conn.scalars(select(Block.id).where(Block.district_id == district, Block.household_id == household)))


def _stands(now: datetime) -> Any:
    in_force = and_(Block.state == BlockState.ACTIVE, or_(Block.until.is_(None), Block.until > now))
    return or_(Block.state == BlockState.PROPOSED, in_force)


def _views(district: str) -> Select[*tuple[Any, ...]]:
    home = and_(Household.district_id == Block.district_id, Household.id == Block.household_id)

    def named(who: Any, column: Any) -> Any:
        return and_(who.district_id == Block.district_id, who.id == column)

    return (
        select(
            Block.id,
            Block.household_id,
            Household.code,
            Household.village,
            Block.reason,
            Block.state,
            Block.note,
            _PROPOSER.name.label("proposer"),
            Block.proposed_at,
            _DECIDER.name.label("decider"),
            _WITH.name.label("decided_with"),
            Block.decided_at,
            Block.until,
            _LIFTER.name.label("lifter"),
            _LIFT_WITH.name.label("lifted_with"),
            Block.lifted_at,
            Block.lift_note,
        )
        .join(Household, home)
        .join(_PROPOSER, named(_PROPOSER, Block.proposed_by))
        .outerjoin(_DECIDER, named(_DECIDER, Block.decided_by))
        .outerjoin(_WITH, named(_WITH, Block.decide_second_id))
        .outerjoin(_LIFTER, named(_LIFTER, Block.lifted_by))
        .outerjoin(_LIFT_WITH, named(_LIFT_WITH, Block.lift_second_id))
        .where(Block.district_id == district)
    )


def _view(line: Line, now: datetime, head: Line | None = None) -> BlockView:
    return BlockView(
        id=line.id,
        household=HouseholdCode(line.code),
        reason=line.reason,
        state=line.state,
        note=line.note,
        proposed_by=line.proposer,
        proposed_at=line.proposed_at,
        decided_by=line.decider or "",
        decided_with=line.decided_with or "",
        decided_at=line.decided_at,
        until=line.until,
        lapsed=line.state is BlockState.ACTIVE and line.until is not None and line.until <= now,
        lifted_by=line.lifter or "",
        lifted_with=line.lifted_with or "",
        lifted_at=line.lifted_at,
        lift_note=line.lift_note,
        name_as_told=head.name_as_told if head else "",
        name_latin=head.name_latin if head else "",
        village=line.village,
    )


def _heads(conn: Connection, district: str, households: Sequence[UUID]) -> dict[UUID, Line]:
    """The head of each household, or whoever stands first in it."""
    lives = and_(Membership.district_id == Registrant.district_id, Membership.registrant_id == Registrant.id)
    wanted = (
        select(Membership.household_id, Registrant.name_as_told, Registrant.name_latin)
        .join(Registrant, lives)
        .where(Membership.district_id == district, Membership.household_id.in_(households), Membership.to_day.is_(None))
        .order_by(case((Membership.relation == "HEAD", 0), else_=1), Membership.place)
    )
    found: dict[UUID, Line] = {}
    for line in conn.execute(wanted):
        found.setdefault(line.household_id, line)
    return found


def proposer(conn: Connection, district: str, block: UUID) -> UUID | None:
    """Who proposed a block."""
    return conn.scalar(select(Block.proposed_by).where(Block.district_id == district, Block.id == block))
