"""Core write statements about pairs of records that may be one person; the connection is a transaction's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, update
from sqlalchemy.dialects.postgresql import insert as insert_unless

from desktop.models.pair import Pair
from desktop.records.household import FoundRegistrant
from desktop.records.pair import PairSaid
from desktop.security.canonical import Json
from desktop.values.vocabulary import PairAnswer

LONGEST_WHY = 200
"""Characters of reason codes that a row keeps."""


class PairBefore(msgspec.Struct):
    """What was said of the pair before it was made one person."""

    answer: PairAnswer | None
    answered_at: datetime | None
    answered_by: UUID | None


def ordered(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """The two ids of a pair, the lower one first."""
    return (one, other) if one.bytes < other.bytes else (other, one)


def pair_content(a: UUID, b: UUID, answer: PairAnswer) -> dict[str, Json]:
    """What an entry says about a pair."""
    a, b = ordered(a, b)
    return {"a": str(a), "answer": answer.value, "b": str(b)}


def note_pairs(
    conn: Connection, district: str, found: Iterable[tuple[UUID, FoundRegistrant]], now: datetime
) -> list[tuple[UUID, UUID]]:
    """Each registrant and somebody like them waits in the queue from now on; a pair that is known stays as it is.

    Gives the pairs of `found`, new or not.
    """
    rows: dict[tuple[UUID, UUID], dict[str, object]] = {}
    for who, other in found:
        a, b = ordered(who, other.registrant)
        score = max(0, min(1000, round(other.score * 1000)))
        rows.setdefault((a, b), _pair_row(district, a, b, score, other.why, now))
    if rows:
        conn.execute(
            insert_unless(Pair).on_conflict_do_nothing(index_elements=["district_id", "a_id", "b_id"]),
            list(rows.values()),
        )
    return list(rows)


type Doubles = Sequence[tuple[int, FoundRegistrant]]
"""Place of a member in a draft, and somebody in the register who could be the same."""

type Answers = Mapping[tuple[int, UUID], PairAnswer]
"""What was answered, by place in the draft and registrant."""


def answers_of(doubles: Doubles, said: Sequence[PairSaid], *, different: bool) -> Answers:
    """What was answered about each double; who was not looked at is left out, or with `different` somebody else."""
    alike = {(place, found.registrant) for place, found in doubles}
    told = {(one.place, one.registrant): one.answer for one in said}
    others = dict.fromkeys(alike, PairAnswer.DIFFERENT) if different else {}
    return {pair: answer for pair, answer in (others | told).items() if pair in alike}


def said_different(answers: Answers) -> list[Json]:
    """Ids of those who were said to be somebody else."""
    return [str(who) for (_, who), answer in sorted(answers.items()) if answer is PairAnswer.DIFFERENT]


def keep_pairs(
    conn: Connection,
    district: str,
    registrants: Sequence[UUID],
    doubles: Doubles,
    answers: Answers,
    *,
    operator: UUID,
    now: datetime,
) -> Iterator[tuple[UUID, dict[str, Json]]]:
    """Every double is a pair from now on, answered or waiting; gives ref and content of the entry of each answer."""
    note_pairs(conn, district, [(registrants[place], found) for place, found in doubles], now)
    for (place, other), answer in answers.items():
        who = registrants[place]
        answer_pair(conn, district, who, other, answer, operator=operator, now=now)
        yield who, pair_content(who, other, answer)


def note_pair(
    conn: Connection, district: str, a: UUID, b: UUID, *, score: int, why: Sequence[str], now: datetime
) -> None:
    """A pair that nobody found but somebody asks about; one that is known stays as it is."""
    a, b = ordered(a, b)
    known = insert_unless(Pair).on_conflict_do_nothing(index_elements=["district_id", "a_id", "b_id"])
    conn.execute(known, [_pair_row(district, a, b, score, why, now)])


def _pair_row(district: str, a: UUID, b: UUID, score: int, why: Sequence[str], now: datetime) -> dict[str, object]:
    text = " ".join(why)
    if len(text) > LONGEST_WHY:
        text = text[:LONGEST_WHY].rsplit(" ", 1)[0]
    return {"district_id": district, "a_id": a, "b_id": b, "score": score, "why": text, "found_at": now}


def answer_pair(
    conn: Connection, district: str, a: UUID, b: UUID, answer: PairAnswer, *, operator: UUID, now: datetime
) -> None:
    """What somebody said of a pair; it takes the place of what was said before."""
    said = {"answer": answer, "answered_at": now, "answered_by": operator}
    _write_pair(conn, district, a, b, said)


def put_pair_back(conn: Connection, district: str, a: UUID, b: UUID, before: PairBefore | None) -> None:
    """The pair as it was before; None: there was none."""
    a, b = ordered(a, b)
    if before is None:
        conn.execute(delete(Pair).where(Pair.district_id == district, Pair.a_id == a, Pair.b_id == b))
        return
    said = {"answer": before.answer, "answered_at": before.answered_at, "answered_by": before.answered_by}
    _write_pair(conn, district, a, b, said)


def _write_pair(conn: Connection, district: str, a: UUID, b: UUID, said: Mapping[str, object]) -> None:
    a, b = ordered(a, b)
    mine = (Pair.district_id == district, Pair.a_id == a, Pair.b_id == b)
    conn.execute(update(Pair).where(*mine).values(said))
