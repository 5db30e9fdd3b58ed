"""Which answers about pairs may be given or taken back now: asked before an act, and again as each of it is written."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from desktop.errors import AnswerStays, PersonUnknown, SamePersonTwice, TooAlike
from desktop.models.pair_write import PairBefore
from desktop.queries import pairs, people_merges
from desktop.queries.pairs import Asker
from desktop.records.pair import BULK_BELOW, MOST_TOGETHER, may_go_together
from desktop.values.period import local_day


def own_answer(conn: Connection, district: str, asker: Asker, a: UUID, b: UUID) -> PairBefore:
    """What the asker said of a pair today, and may take back.

    Raises SamePersonTwice, MergedAlready, AnswerStays.
    """
    if a == b:
        raise SamePersonTwice
    people_merges.require_own_records(conn, district, a, b)
    before = pairs.said_before(conn, district, a, b)
    if before is None or before.answer is None or before.answered_at is None:
        raise AnswerStays("open")
    if before.answered_by != asker.operator:
        raise AnswerStays("other")
    if local_day(before.answered_at) != local_day(asker.at):
        raise AnswerStays("day")
    return before


def require_open(conn: Connection, district: str, wanted: Sequence[tuple[UUID, UUID]]) -> None:
    """Each (the lower id first) is a pair that is not very alike and of which nobody said yet what the two are.

    Raises TooAlike, AnswerStays, PersonUnknown, MergedAlready.
    """
    if len(wanted) > MOST_TOGETHER:
        raise TooAlike(len(wanted))
    said = pairs.said_of_all(conn, district, wanted)
    if len(said) < len(wanted):
        raise PersonUnknown
    alike = sum(score >= BULK_BELOW for _, score in said.values())
    if alike:
        raise TooAlike(alike)
    if not all(may_go_together(score, before.answer) for before, score in said.values()):
        raise AnswerStays("stands")
    people_merges.require_own_records(conn, district, *dict.fromkeys(who for pair in wanted for who in pair))
