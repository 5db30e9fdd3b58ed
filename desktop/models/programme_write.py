"""Writes of programmes, hazard events and rounds: made, moved, their lists fixed, unfixed and added to."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, case, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_unless

from desktop.errors import EventExists, ListedAlready, RoundExists, RoundFileWrong
from desktop.models.place import DistributionPoint, PointArea
from desktop.models.programme import (
    HazardEvent,
    ItemStep,
    Listing,
    Programme,
    ProgrammeVersion,
    Round,
    RoundArea,
    RoundItem,
)
from desktop.records.distribution import RoundDraft
from desktop.records.programme import Chosen, EventDraft, ProgrammeDraft, items_content
from desktop.records.relief_rule import PLAIN, criteria_content, rule_content
from desktop.security.canonical import encode
from desktop.values.identifiers import RoundId, new_id
from desktop.values.vocabulary import ListKind, RoundState

_PROGRAMMES, _ROUNDS, _POINTS = Programme.__table__, Round.__table__, DistributionPoint.__table__
_VERSIONS, _EVENTS, _LISTED = ProgrammeVersion.__table__, HazardEvent.__table__, Listing.__table__


def add_round(conn: Connection, district: str, draft: RoundDraft, at: datetime, version: int | None = None) -> RoundId:
    """Write a round in draft, with its programme at first use.

    `version` is that of the programme whose items the draft took. Raises RoundExists when the code is taken,
    RoundFileWrong when there is no such event.
    """
    taken = select(_ROUNDS.c.id).where(_ROUNDS.c.district_id == district, _ROUNDS.c.code == draft.code)
    if conn.execute(taken).first() is not None:
        raise RoundExists(code=draft.code)
    round_id = RoundId(new_id())
    key = {"district_id": district, "round_id": round_id}
    conn.execute(
        insert(Round),
        {
            "district_id": district,
            "id": round_id,
            "programme_id": _programme(conn, district, draft.programme),
            "code": draft.code,
            "list_kind": draft.list_kind,
            "state": RoundState.DRAFT,
            "from_day": draft.from_day,
            "to_day": draft.to_day,
            "list_version": 0,
            "list_digest": None,
            "frozen_at": None,
            "made_at": at,
            "programme_version": version,
            "event_id": _event(conn, district, draft.event) if draft.event else None,
            "criteria": "" if draft.criteria.everybody else encode(criteria_content(draft.criteria)).decode(),
        },
    )
    conn.execute(insert(RoundArea), [{**key, "pcode": pcode} for pcode in draft.areas])
    conn.execute(
        insert(RoundItem),
        [
            {
                **key,
                "item": item.code,
                "place": place,
                "rule": "" if item.rule == PLAIN else encode(rule_content(item.rule)).decode(),
            }
            for place, item in enumerate(draft.items)
        ],
    )
    steps = [
        {**key, "item": item.code, "min_size": step.min_size, "quantity": step.qty}
        for item in draft.items
        for step in item.steps
    ]
    if steps:
        conn.execute(insert(ItemStep), steps)
    _add_points(conn, district, round_id, draft)
    return round_id


def _programme(conn: Connection, district: str, name: str) -> uuid.UUID:
    """The programme of this name, made when there is none."""
    conn.execute(
        insert_unless(Programme).on_conflict_do_nothing(index_elements=["district_id", "name"]),
        {"district_id": district, "id": new_id(), "name": name},
    )
    found = select(_PROGRAMMES.c.id).where(_PROGRAMMES.c.district_id == district, _PROGRAMMES.c.name == name)
    return conn.execute(found).scalar_one()


def _event(conn: Connection, district: str, code: str) -> uuid.UUID:
    found = conn.scalar(select(_EVENTS.c.id).where(_EVENTS.c.district_id == district, _EVENTS.c.code == code))
    if found is None:
        raise RoundFileWrong(where="event", value=code, why="no_event")
    return found


def save_version(
    conn: Connection, district: str, draft: ProgrammeDraft, at: datetime, by: uuid.UUID
) -> tuple[uuid.UUID, int | None]:
    """The programme's id, and the number under which its rules were saved; None when the newest version says them."""
    newest = conn.execute(
        select(_VERSIONS.c.programme_id, _VERSIONS.c.version, _VERSIONS.c.rules)
        .join(
            _PROGRAMMES,
            and_(_PROGRAMMES.c.district_id == _VERSIONS.c.district_id, _PROGRAMMES.c.id == _VERSIONS.c.programme_id),
        )
        .where(_PROGRAMMES.c.district_id == district, _PROGRAMMES.c.name == draft.name)
        .order_by(_VERSIONS.c.version.desc())
        .limit(1)
    ).first()
    rules = encode(items_content(draft.items)).decode()
    if newest is not None and newest.rules == rules:
        return newest.programme_id, None
    programme_id = _programme(conn, district, draft.name)
    version = newest.version + 1 if newest is not None else 1
    conn.execute(
        insert(ProgrammeVersion),
        {
            "district_id": district,
            "programme_id": programme_id,
            "version": version,
            "rules": rules,
            "made_at": at,
            "made_by": by,
        },
    )
    return programme_id, version


def add_event(conn: Connection, district: str, draft: EventDraft, at: datetime, by: uuid.UUID) -> uuid.UUID:
    """Note a hazard event. Raises EventExists when its code is taken."""
    event_id = new_id()
    made = conn.execute(
        insert_unless(HazardEvent)
        .on_conflict_do_nothing(index_elements=["district_id", "code"])
        .values(
            district_id=district,
            id=event_id,
            code=draft.code,
            kind=draft.kind,
            name=draft.name,
            from_day=draft.from_day,
            areas=encode(list(draft.areas)).decode(),
            made_at=at,
            made_by=by,
        )
        .returning(_EVENTS.c.id)
    ).first()
    if made is None:
        raise EventExists(code=draft.code)
    return event_id


def _add_points(conn: Connection, district: str, round_id: RoundId, draft: RoundDraft) -> None:
    for point in draft.points:
        point_id = new_id()
        conn.execute(
            insert(DistributionPoint),
            {
                "district_id": district,
                "id": point_id,
                "round_id": round_id,
                "code": point.code,
                "name": point.name,
                "open": False,
                "lanes": point.lanes,
                "on_day": point.on_day,
            },
        )
        for pcode in point.areas:
            conn.execute(insert(PointArea), {"district_id": district, "point_id": point_id, "pcode": pcode})


def set_round_state(conn: Connection, district: str, round_id: RoundId, state: RoundState) -> None:
    """Move a round to `state`; a round that closes stops the lanes of its points, they open one by one by a lead."""
    here = (_ROUNDS.c.district_id == district, _ROUNDS.c.id == round_id)
    conn.execute(update(Round).where(*here).values(state=state))
    if state is RoundState.CLOSED:
        points = (_POINTS.c.district_id == district, _POINTS.c.round_id == round_id)
        conn.execute(update(DistributionPoint).where(*points).values(open=False))


def note_list(conn: Connection, district: str, round_id: RoundId, digest: str) -> int:
    """The version of a list with this digest: the next one when the list changed since it was last noted."""
    changed = func.coalesce(_ROUNDS.c.list_digest, "") != digest
    return conn.execute(
        update(Round)
        .where(_ROUNDS.c.district_id == district, _ROUNDS.c.id == round_id)
        .values(
            list_version=_ROUNDS.c.list_version + case((changed, 1), else_=0),
            list_digest=digest,
        )
        .returning(_ROUNDS.c.list_version)
    ).scalar_one()


def list_households(conn: Connection, district: str, round_id: RoundId, chosen: Sequence[Chosen]) -> None:
    """Put households on a list that is not fixed yet; who is on it already is counted anew and keeps its reason."""
    if not chosen:
        return
    put = insert_unless(Listing)
    counts = ("size", "infants", "women", "disabled")
    conn.execute(
        put.on_conflict_do_update(
            index_elements=["district_id", "round_id", "household_id"],
            set_={name: put.excluded[name] for name in counts},
        ),
        [_listed(district, round_id, one) for one in chosen],
    )


def _listed(
    district: str, round_id: RoundId, one: Chosen, reason: str = "", by: uuid.UUID | None = None
) -> dict[str, object]:
    return {
        "district_id": district,
        "round_id": round_id,
        "household_id": one.household_id,
        "size": one.size,
        "infants": one.infants,
        "women": one.women,
        "disabled": one.disabled,
        "reason": reason,
        "added_by": by,
    }


def fix_round(conn: Connection, district: str, round_id: RoundId, at: datetime) -> None:
    """From now on the list of the round is what was listed."""
    conn.execute(update(Round).where(_ROUNDS.c.district_id == district, _ROUNDS.c.id == round_id).values(frozen_at=at))


def unfix_round(conn: Connection, district: str, round_id: RoundId) -> None:
    """Take the list up again; whoever stands on it stays. A round that needs a fixed list goes back to draft."""
    conn.execute(
        update(Round)
        .where(_ROUNDS.c.district_id == district, _ROUNDS.c.id == round_id)
        .values(
            frozen_at=None,
            state=case((_ROUNDS.c.list_kind == ListKind.FROZEN, RoundState.DRAFT), else_=_ROUNDS.c.state),
        )
    )


def add_to_list(conn: Connection, district: str, round_id: RoundId, one: Chosen, reason: str, by: uuid.UUID) -> None:
    """Put one household on a fixed list, with the reason. Raises ListedAlready when it is on it."""
    added = conn.execute(
        insert_unless(Listing)
        .on_conflict_do_nothing(index_elements=["district_id", "round_id", "household_id"])
        .values(_listed(district, round_id, one, reason, by))
        .returning(_LISTED.c.household_id)
    ).first()
    if added is None:
        raise ListedAlready(code=one.code)
