"""Pairs as a list: chosen by a filter, answered together for one reason, and taken back together.

Many pairs are written in slices, so that a hand-over never waits for more than one of them. What was written when
somebody stops the act stays, and is taken back as one: all of it bears the moment at which the act began.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import batched
from uuid import UUID

from desktop.errors import AnswerStays, Cancelled, Refused
from desktop.models import pair_write
from desktop.models.pair_write import pair_content
from desktop.queries import pairs
from desktop.queries.pair_answers import own_answer, require_open
from desktop.queries.pairs import Asker
from desktop.records.pair import PairFilter, PairList, PairsDecided, PairView
from desktop.usecases.desk import Desk, Work
from desktop.usecases.pair_steps import take_back
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import RegistrantId
from desktop.values.permissions import Permission
from desktop.values.vocabulary import DifferentWhy, PairAnswer

type Progress = Callable[[int, int], None]
type Both = tuple[UUID, UUID]

AT_ONCE = 20
"""Pairs that one transaction writes."""


def listed(desk: Desk, chosen: PairFilter | None = None) -> PairList:
    """The queue, or the pairs that are asked for, as a list that reads its rows when they are seen."""
    asker, district = Asker(desk.person.id, desk.clock().at), desk.office.district
    with desk.reading(Permission.PAIRS) as conn:
        return PairList(pairs.keys(conn, district, asker, chosen), pairs.counts(conn, district, asker, chosen))


def rows(desk: Desk, wanted: Sequence[tuple[RegistrantId, RegistrantId]]) -> dict[Both, PairView]:
    """Some of them side by side, by their two ids; who is not there any more is left out."""
    with desk.reading(Permission.PAIRS) as conn:
        return pairs.views(conn, desk.office.district, wanted)


def decide_different(
    desk: Desk,
    chosen: Sequence[tuple[RegistrantId, RegistrantId]],
    why: DifferentWhy,
    *,
    progress: Progress | None = None,
) -> PairsDecided:
    """Several pairs that are not very alike are two different people each, for one reason; an entry for each pair.

    A pair that somebody answers meanwhile is left as it is. Raises TooAlike, AnswerStays, SamePersonTwice,
    PersonUnknown, MergedAlready, and Cancelled when it was stopped before the first slice.
    """
    unique = _unique(chosen)
    with desk.reading(Permission.PAIRS) as conn:
        require_open(conn, desk.office.district, unique)
    moment: datetime | None = None

    def write(work: Work, a: UUID, b: UUID) -> None:
        nonlocal moment
        moment = moment or work.now  # one act has one moment, by which it is found again
        require_open(work.conn, work.district, [(a, b)])
        answer = PairAnswer.DIFFERENT
        pair_write.answer_pair(work.conn, work.district, a, b, answer, operator=work.person.id, now=moment)
        content = pair_content(a, b, answer) | {"together": len(unique), "why": why.value}
        work.record(EntryKind.PAIR_DECIDED, b, content)

    return _in_slices(desk, unique, write, progress)


def undo_several(
    desk: Desk, chosen: Sequence[tuple[RegistrantId, RegistrantId]], *, progress: Progress | None = None
) -> PairsDecided:
    """Take back what this operator said of several pairs today: each waits again. An entry for each.

    Raises SamePersonTwice, MergedAlready, AnswerStays, and Cancelled when it was stopped before the first slice.
    """
    unique, asker = _unique(chosen), Asker(desk.person.id, desk.clock().at)
    with desk.reading(Permission.PAIRS) as conn:
        for a, b in unique:
            own_answer(conn, desk.office.district, asker, a, b)
    return _in_slices(desk, unique, lambda work, a, b: take_back(work, a, b, together=len(unique)), progress)


def undo_together(desk: Desk, a: RegistrantId, b: RegistrantId, *, progress: Progress | None = None) -> PairsDecided:
    """Take back the whole act in which this operator answered a pair today. Raises as `undo_several` does.

    A pair of it that became one person or was answered anew since stays as it is.
    """
    asker, district = Asker(desk.person.id, desk.clock().at), desk.office.district
    with desk.reading(Permission.PAIRS) as conn:
        act = pairs.of_one_act(conn, district, own_answer(conn, district, asker, a, b))
    return _in_slices(desk, act, lambda work, one, other: take_back(work, one, other, together=len(act)), progress)


# --- what the acts share ---------------------------------------------------------------------------------------------


def _unique(chosen: Sequence[Both]) -> tuple[Both, ...]:
    return tuple(dict.fromkeys(pair_write.ordered(a, b) for a, b in chosen))


def _in_slices(
    desk: Desk, wanted: Sequence[Both], write: Callable[[Work, UUID, UUID], None], progress: Progress | None
) -> PairsDecided:
    """Write pair by pair; one that does not fit any more is left out, and so is what comes after somebody stops."""
    written: list[Both] = []
    entry = None
    for some in _until_stopped(wanted, written, progress):
        with desk.transaction(Permission.PAIRS) as work:
            done = [pair for pair in some if _fits(work, pair, write)]
        if done:
            entry = work.entry
        written.extend(done)
    if entry is None:
        raise AnswerStays("other")
    return PairsDecided(tuple((RegistrantId(a), RegistrantId(b)) for a, b in written), entry, len(wanted))


def _until_stopped(
    wanted: Sequence[Both], written: Sequence[Both], progress: Progress | None
) -> Iterator[tuple[Both, ...]]:
    for place, some in enumerate(batched(wanted, AT_ONCE)):
        if progress is not None:
            try:
                progress(place * AT_ONCE, len(wanted))
            except Cancelled:
                if not written:
                    raise
                return
        yield some
    if progress is not None:
        with suppress(Cancelled):  # all is written: nothing is left to stop
            progress(len(wanted), len(wanted))


def _fits(work: Work, pair: Both, write: Callable[[Work, UUID, UUID], None]) -> bool:
    try:
        write(work, *pair)
    except Refused:  # answered or made one by somebody else since it was looked at
        return False
    return True
