"""Core write statements of imports: a batch, its households a slice at a time, opened or taken back as one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_unless

from desktop.domain.household_content import marked_place, size_content
from desktop.errors import SerialsUsedUp
from desktop.models.household import Consent, Household, Membership, NameKey, Registrant
from desktop.models.household_write import BLOCK, person_values
from desktop.models.import_batch import ImportBatch, ImportedHousehold, ImportMap
from desktop.models.operator import Desk
from desktop.models.pair import Pair
from desktop.models.pair_write import LONGEST_WHY, ordered
from desktop.models.ready_rows import ReadyRows
from desktop.models.search import MatchKey, forget_people, index_texts
from desktop.records.household import HouseholdDraft
from desktop.security.canonical import Json
from desktop.values.identifiers import HouseholdCode, new_id
from desktop.values.vocabulary import BatchState, ConsentPurpose


@dataclass(frozen=True)
class NewPair:
    """Two records that may be one person, found while importing."""

    one: UUID
    other: UUID
    score: float
    why: tuple[str, ...]


@dataclass
class Slice:
    """Households made ready outside of the transaction, so that writing them holds the store briefly."""

    households: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    registrants: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    memberships: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    consents: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    submissions: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    homes: dict[str, Json] = field(default_factory=dict[str, Json])
    """Household id to where it is and who lives in it, by opaque ids, for the entry: `check` holds the rows to it."""


@dataclass(frozen=True)
class Writing:
    """For whom and when a slice is made ready."""

    district: str
    batch: UUID
    operator: UUID
    desk: UUID
    now: datetime
    day: date


def add_household(
    part: Slice,
    writing: Writing,
    draft: HouseholdDraft,
    submission: str,
    registrants: Sequence[UUID],
) -> UUID:
    """Make one tidied household ready; gives its id. `registrants` stand in the members' order."""
    household = new_id()
    key = {"district_id": writing.district}
    part.households.append(
        {
            **key,
            "id": household,
            "code": "",
            "pcode": draft.pcode,
            "village": draft.village,
            "active": False,
            "version": 1,
            "registered_at": writing.now,
            "registered_by": writing.operator,
            "desk_id": writing.desk,
            "home_pcode": draft.home_pcode,
            "told_size": draft.told_size,
        }
    )
    for place, (member, who) in enumerate(zip(draft.members, registrants, strict=True)):
        part.registrants.append({**key, "id": who, **person_values(member), "died_on": None})
        part.memberships.append(
            {
                **key,
                "id": new_id(),
                "household_id": household,
                "registrant_id": who,
                "place": place,
                "relation": member.relation,
                "slot": member.holder,
                "from_day": writing.day,
                "to_day": None,
            }
        )
    part.consents += _consents(key, household, draft, writing.now, registrants[0])
    part.submissions.append({**key, "submission": submission, "batch_id": writing.batch, "household_id": household})
    holders = zip(draft.members, registrants, strict=True)
    part.homes[str(household)] = {
        "members": [{"holder": member.holder or 0, "registrant": str(who)} for member, who in holders],
        "place": marked_place(household, draft),
        **size_content(draft),
    }
    return household


def _consents(
    key: dict[str, str], household: UUID, draft: HouseholdDraft, now: datetime, said_by: UUID
) -> list[dict[str, Any]]:
    told = draft.consent
    given = {
        ConsentPurpose.REGISTER: told.register,
        ConsentPurpose.PHOTO: told.photo,
        ConsentPurpose.PHONE: told.phone,
    }
    return [
        {
            **key,
            "id": new_id(),
            "household_id": household,
            "purpose": purpose,
            "given": yes,
            "read_by": told.read_by,
            "language": told.language,
            "at": now,
            "heard_in_queue": told.heard_in_queue,
            "said_by": said_by,
        }
        for purpose, yes in given.items()
    ]


def next_number(conn: Connection, district: str) -> int:
    """The number of the next batch, from 1."""
    return (conn.scalar(select(func.max(ImportBatch.number)).where(ImportBatch.district_id == district)) or 0) + 1


def insert_batch(
    conn: Connection, district: str, batch: UUID, number: int, digest: bytes, by: UUID, now: datetime, plan: bytes
) -> None:
    """A batch that is being written: nobody sees its households."""
    row = {
        "district_id": district,
        "id": batch,
        "number": number,
        "file_sha256": digest,
        "state": BatchState.WRITING,
        "rows": 0,
        "households": 0,
        "people": 0,
        "begun_at": now,
        "begun_by": by,
        "plan": plan,
    }
    conn.execute(insert(ImportBatch).values(row))


def state_of(conn: Connection, district: str, batch: UUID) -> BatchState | None:
    """How far a batch is."""
    return conn.scalar(_STATE, {"district": district, "batch": batch})


_STATE = select(ImportBatch.state).where(
    ImportBatch.district_id == bindparam("district"), ImportBatch.id == bindparam("batch")
)
_TAKE = (
    update(Desk)
    .where(Desk.district_id == bindparam("district"), Desk.id == bindparam("desk"))
    .values(next_serial=Desk.next_serial + bindparam("many"))
    .returning(Desk.block, Desk.next_serial)
)
# made once: building a statement costs as much as running it, while everybody else waits for the lock


def take_counters(conn: Connection, district: str, desk: UUID, many: int) -> range:
    """The next places of this desk in the office's counter of households. Raises SerialsUsedUp."""
    block, following = conn.execute(_TAKE, {"district": district, "desk": desk, "many": many}).one()
    if following > BLOCK:
        raise SerialsUsedUp(limit=BLOCK)
    first = block * BLOCK + following - many
    return range(first, first + many)


_ADD_HOUSEHOLDS = insert(Household)
_ADD_PAIRS = insert_unless(Pair).on_conflict_do_nothing(index_elements=["district_id", "a_id", "b_id"])


def made_ready(conn: Connection, part: Slice) -> tuple[ReadyRows, ...]:
    """All rows of a slice but the households', which have no code yet, as the driver takes them."""
    return (
        ReadyRows.of(conn, Registrant, part.registrants),
        ReadyRows.of(conn, Membership, part.memberships),
        ReadyRows.of(conn, Consent, part.consents),
        ReadyRows.of(conn, ImportedHousehold, part.submissions),
    )


def insert_slice(
    conn: Connection, part: Slice, ready: Sequence[ReadyRows], codes: Sequence[HouseholdCode], at: datetime
) -> None:
    """Write what was made ready; `codes` stand in the order of its households, which are registered at this moment."""
    for row, code in zip(part.households, codes, strict=True):
        row["code"], row["registered_at"] = code.text, at
    conn.execute(_ADD_HOUSEHOLDS, part.households)
    for rows in ready:
        rows.insert(conn)


def insert_pairs(conn: Connection, district: str, pairs: Sequence[NewPair], now: datetime) -> None:
    """Pairs wait in the queue from now on; one that is known stays as it is."""
    conn.execute(_ADD_PAIRS, [_pair_row(district, pair, now) for pair in pairs])


def insert_words(conn: Connection, district: str, some: Sequence[tuple[str, bytes]]) -> None:
    """Words of a search with the id of who carries them, in the order of the index; those that are there stay."""
    _insert_keys(conn, NameKey, district, some)


def insert_wide(conn: Connection, district: str, some: Sequence[tuple[int, bytes]]) -> None:
    """Wide keys with the id of who carries them, in the order of the index; those that are there stay."""
    _insert_keys(conn, MatchKey, district, some)


def _insert_keys(
    conn: Connection, kind: type[NameKey] | type[MatchKey], district: str, some: Sequence[tuple[str | int, bytes]]
) -> None:
    """Straight through the driver where that can be done: there are twenty keys to a person."""
    if conn.dialect.name == "sqlite":
        values = "(district_id, key, registrant_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        conn.exec_driver_sql(f"INSERT INTO {kind.__tablename__} {values}", [(district, key, who) for key, who in some])
        return
    rows = [{"district_id": district, "key": key, "registrant_id": UUID(bytes=who)} for key, who in some]
    conn.execute(insert_unless(kind).on_conflict_do_nothing(), rows)


def insert_texts(conn: Connection, district: str, some: Sequence[tuple[UUID, Sequence[str]]]) -> None:
    """The full-text table's share of the words, where there is one."""
    index_texts(conn, district, some)


def _pair_row(district: str, pair: NewPair, now: datetime) -> dict[str, Any]:
    a, b = ordered(pair.one, pair.other)
    return {
        "district_id": district,
        "a_id": a,
        "b_id": b,
        "score": max(0, min(1000, round(pair.score * 1000))),
        "why": " ".join(pair.why)[:LONGEST_WHY],
        "found_at": now,
        "answer": None,
        "answered_at": None,
        "answered_by": None,
    }


def _of_batch(district: str, batch: UUID) -> ColumnElement[bool]:
    mine = select(ImportedHousehold.household_id).where(
        ImportedHousehold.district_id == district, ImportedHousehold.batch_id == batch
    )
    return (Household.district_id == district) & Household.id.in_(mine)


def show_households(conn: Connection, district: str, batch: UUID, *, active: bool) -> None:
    """All households of a batch become visible, or invisible, at once."""
    conn.execute(update(Household).where(_of_batch(district, batch)).values(active=active))


def set_state(
    conn: Connection, district: str, batch: UUID, state: BatchState, now: datetime, counts: dict[str, int] | None = None
) -> None:
    """How far the batch is from now on; with `counts` of rows, households and people when it is whole."""
    changed = update(ImportBatch).where(ImportBatch.district_id == district, ImportBatch.id == batch)
    conn.execute(changed.values(state=state, ended_at=now, **(counts or {})))


def some_households(conn: Connection, district: str, batch: UUID, many: int) -> list[UUID]:
    """Some of the households that still belong to a batch."""
    wanted = select(ImportedHousehold.household_id).where(
        ImportedHousehold.district_id == district, ImportedHousehold.batch_id == batch
    )
    return list(conn.scalars(wanted.limit(many)))


def clear_households(conn: Connection, district: str, households: Sequence[UUID], *, remove: bool) -> None:
    """Nothing leads to these households any more; with `remove` (they were never visible) they are gone as well.

    Otherwise memberships end on the day on which they began: nobody ever belonged there.
    """
    inside = (Membership.district_id == district, Membership.household_id.in_(households))
    people: list[UUID] = []
    for household in households:
        own = (Membership.district_id == district, Membership.household_id == household, Membership.to_day.is_(None))
        # with the place: without a column that no index has, SQLite goes through an index of everybody
        rows = conn.execute(select(Membership.registrant_id, Membership.place).where(*own))
        people += [row.registrant_id for row in rows]
    waiting = or_(Pair.a_id.in_(people), Pair.b_id.in_(people))
    conn.execute(delete(Pair).where(Pair.district_id == district, Pair.answer.is_(None), waiting))
    forget_people(conn, district, people)
    links = (ImportedHousehold.district_id == district, ImportedHousehold.household_id.in_(households))
    conn.execute(delete(ImportedHousehold).where(*links))
    if not remove:
        conn.execute(update(Membership).where(*inside).values(to_day=Membership.from_day, slot=None))
        return
    conn.execute(delete(Membership).where(*inside))
    conn.execute(delete(Consent).where(Consent.district_id == district, Consent.household_id.in_(households)))
    conn.execute(delete(Registrant).where(Registrant.district_id == district, Registrant.id.in_(people)))
    conn.execute(delete(Household).where(Household.district_id == district, Household.id.in_(households)))


def put_map(conn: Connection, district: str, name: str, body: bytes, by: UUID, now: datetime) -> UUID:
    """A saved column map, instead of an older one of the same name."""
    conn.execute(delete(ImportMap).where(ImportMap.district_id == district, ImportMap.name == name))
    kept = new_id()
    row = {"district_id": district, "id": kept, "name": name, "body": body, "saved_at": now, "saved_by": by}
    conn.execute(insert(ImportMap).values(row))
    return kept
