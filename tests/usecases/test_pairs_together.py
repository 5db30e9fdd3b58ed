"""Pairs as a list: answered together for one reason, taken back as one, and never those that are very alike."""

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from desktop.errors import AnswerStays, Cancelled, NotPermitted, TooAlike
from desktop.ledger.clock import Reading
from desktop.models.ledger_entry import LedgerContent
from desktop.models.pair import Pair
from desktop.records.household import MemberDraft
from desktop.records.pair import BULK_BELOW, MOST_TOGETHER, PairFilter, PairKey
from desktop.usecases import pairs, pairs_together, registration, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.identifiers import RegistrantId
from desktop.values.permissions import Role
from desktop.values.vocabulary import DifferentWhy, PairAnswer, ParentRelation, Sex
from tests import factories
from tests.factories import TestOffice, household, woman

type Both = tuple[RegistrantId, RegistrantId]

MEN = 10
"""Namesakes whose fathers nobody told: more than 25 pairs, none of them very alike, written in two slices."""
EVERYONE_ELSE = sorted(set(Role) - {Role.CLERK, Role.SUPERVISOR})


def namesake(**changes: object) -> MemberDraft:
    told = {"parent_name": "", "parent_latin": "", "parent_relation": None, "sex": Sex.MALE, "age_years": 30}
    return woman("اللہ دتہ", "Allah Ditta", **(told | changes))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    """One office for the module: each test leaves the pairs waiting."""
    with factories.office(tmp_path_factory.mktemp("together")) as made:
        clerk = made.desk(Role.CLERK)
        for at in range(MEN):
            registration.register(clerk, household(namesake(), village=f"Chak {at}"))
        for village in ("Kot Addu", "Kot Addu"):
            father = {"parent_name": "غلام محمد", "parent_latin": "Ghulam", "parent_relation": ParentRelation.SON_OF}
            registration.register(clerk, household(namesake(age_years=60, **father), village=village))
        yield made


@pytest.fixture
def clerk(filled: TestOffice) -> Iterator[Desk]:
    """The clerk, before whom everything waits; and again afterwards."""
    desk = filled.desk(Role.CLERK)
    yield desk
    for role in (Role.CLERK, Role.SUPERVISOR):
        mine = pairs_together.listed(filled.desk(role), MINE).keys
        if mine:
            pairs_together.undo_several(filled.desk(role), both_of(mine))
    assert pairs.counts(desk, pairs.EVERY).different == 0


MINE = PairFilter((PairAnswer.LATER, PairAnswer.SAME, PairAnswer.DIFFERENT), today=True, mine=True)


def both_of(keys: tuple[PairKey, ...]) -> tuple[Both, ...]:
    return tuple((key.a, key.b) for key in keys)


def unlike(desk: Desk) -> tuple[Both, ...]:
    """Pairs that may be answered together."""
    return both_of(pairs_together.listed(desk, PairFilter(high=BULK_BELOW - 1)).keys)


def alike(desk: Desk) -> Both:
    (pair,) = both_of(pairs_together.listed(desk, PairFilter(low=BULK_BELOW)).keys)
    return pair


def contents(desk: Desk) -> Counter[str]:
    """What the book says."""
    with desk.store.reader.connect() as conn, conn.begin():
        return Counter(row.decode() for row in conn.scalars(select(LedgerContent.content)))


@contextmanager
def scored(desk: Desk, scores: Mapping[Both, int]) -> Generator[None]:
    """These pairs are so alike meanwhile; the likeness is no fact of the book."""

    def put(wanted: Mapping[Both, int]) -> None:
        with desk.store.writer.connect() as conn, conn.begin():
            for (a, b), score in wanted.items():
                conn.execute(update(Pair).where(Pair.a_id == a, Pair.b_id == b).values(score=score))

    before = {(key.a, key.b): key.score for key in pairs_together.listed(desk, pairs.EVERY).keys}
    put(scores)
    yield
    put({pair: before[pair] for pair in scores})


def later(reading: Reading) -> Reading:
    """The next day of the same machine."""
    day = timedelta(days=1)
    return Reading(reading.at + day, reading.up + day // timedelta(microseconds=1), reading.boot)


def test_the_list_is_the_queue_without_names_and_its_rows_come_by_their_ids(clerk: Desk) -> None:
    """Same pairs, same order, same counts; a row that nobody knows is left out."""
    found = pairs_together.listed(clerk)
    shown = pairs.waiting(clerk, 500)
    assert [{key.a, key.b} for key in found.keys] == [{view.a.registrant, view.b.registrant} for view in shown]
    assert found.counts == pairs.counts(clerk)
    assert len(found.keys) == found.counts.all > 25
    some = both_of(found.keys)[3:6]
    rows = pairs_together.rows(clerk, (*some, (some[0][1], some[0][0])))
    assert list(rows) == list(some)


def test_several_are_answered_in_one_act_and_taken_back_in_one(filled: TestOffice, clerk: Desk) -> None:
    """An entry for each with reason and number; all of them wait again after one step, and the book is whole."""
    chosen = unlike(clerk)[:25]
    heard: list[tuple[int, int]] = []
    before = contents(clerk)
    done = pairs_together.decide_different(
        clerk, chosen, DifferentWhy.NAMESAKES, progress=lambda at, of: heard.append((at, of))
    )
    assert set(done.pairs) == set(chosen)
    assert done.wanted == 25
    assert heard == [(0, 25), (20, 25), (25, 25)]
    assert pairs.counts(clerk, pairs.EVERY).different == 25
    said = contents(clerk) - before
    assert said.total() == 25
    assert all('"together":25' in one and '"why":"namesakes"' in one for one in said)
    mine = pairs_together.listed(clerk, MINE).keys
    assert {key.own for key in mine} == {True}
    assert len({key.answered_at for key in mine}) == 1, "one act has one moment, over its slices"
    pairs_together.decide_different(clerk, unlike(clerk)[:2], DifferentWhy.ASKED)
    back = pairs_together.undo_together(clerk, *chosen[7])
    assert set(back.pairs) == set(chosen)
    assert pairs.counts(clerk, pairs.EVERY).different == 2, "the other act stands"
    opened = filled.opened(Role.SUPERVISOR)
    assert safekeeping.check(opened.desk, opened.certificates, filled.folder).ok


def test_very_alike_pairs_are_never_among_them(clerk: Desk) -> None:
    """One of them is enough for a no to all; nothing is written."""
    before = pairs_together.listed(clerk, pairs.EVERY)
    with pytest.raises(TooAlike) as told:
        pairs_together.decide_different(clerk, (*unlike(clerk), alike(clerk)), DifferentWhy.NAMESAKES)
    assert told.value.count == 1
    assert pairs_together.listed(clerk, pairs.EVERY) == before
    many = [(before.keys[0].a, RegistrantId(UUID(int=at))) for at in range(MOST_TOGETHER + 1)]
    with pytest.raises(TooAlike):
        pairs_together.decide_different(clerk, many, DifferentWhy.NAMESAKES)


def test_the_bound_is_the_bound(clerk: Desk) -> None:
    """A pair of just 0.7 is looked at by itself, one of 0.699 may go together."""
    pair, other = unlike(clerk)[:2]
    with scored(clerk, {pair: BULK_BELOW, other: BULK_BELOW - 1}):
        with pytest.raises(TooAlike):
            pairs_together.decide_different(clerk, [pair], DifferentWhy.ASKED)
        assert pairs_together.decide_different(clerk, [other], DifferentWhy.ASKED).wanted == 1


def test_what_somebody_said_is_never_overruled_by_many(filled: TestOffice, clerk: Desk) -> None:
    """Somebody who looked said same: that stays, whoever answers together; put off is no answer."""
    first, second, third = unlike(clerk)[:3]
    pairs.decide(filled.desk(Role.SUPERVISOR), *first, PairAnswer.SAME)
    pairs.decide(filled.desk(Role.SUPERVISOR), *second, PairAnswer.LATER)
    with pytest.raises(AnswerStays) as told:
        pairs_together.decide_different(clerk, (first, second, third), DifferentWhy.NAMESAKES)
    assert told.value.why == "stands"
    assert pairs_together.decide_different(clerk, (second, third), DifferentWhy.NAMESAKES).wanted == 2


def test_an_act_that_is_stopped_keeps_what_it_wrote_and_goes_back_as_one(clerk: Desk) -> None:
    """Stopped before its first slice it did nothing; after it, 20 of 25 stand, and one step takes them back."""
    chosen = unlike(clerk)[:25]

    def stop(after: int) -> Callable[[int, int], None]:
        def progress(done: int, _total: int) -> None:
            if done >= after:
                raise Cancelled

        return progress

    with pytest.raises(Cancelled):
        pairs_together.decide_different(clerk, chosen, DifferentWhy.NAMESAKES, progress=stop(0))
    assert pairs.counts(clerk, pairs.EVERY).different == 0
    done = pairs_together.decide_different(clerk, chosen, DifferentWhy.NAMESAKES, progress=stop(20))
    assert (len(done.pairs), done.wanted) == (20, 25)
    assert pairs.counts(clerk, pairs.EVERY).different == 20
    assert len(pairs_together.undo_together(clerk, *done.pairs[0]).pairs) == 20


def test_a_pair_that_is_answered_meanwhile_is_left_as_it_is(filled: TestOffice, clerk: Desk) -> None:
    """Between two slices a colleague says same of one: the others go on, and that one stays."""
    chosen = unlike(clerk)[:25]

    def colleague(done: int, _total: int) -> None:
        if done == 20:
            pairs.decide(filled.desk(Role.SUPERVISOR), *chosen[22], PairAnswer.SAME)

    done = pairs_together.decide_different(clerk, chosen, DifferentWhy.NAMESAKES, progress=colleague)
    assert (len(done.pairs), done.wanted) == (24, 25)
    assert chosen[22] not in done.pairs
    assert pairs.counts(clerk).same == 1


def test_own_answers_of_the_day_are_found_and_taken_back_and_nobody_elses(filled: TestOffice, clerk: Desk) -> None:
    """The newest first; a colleague's stand among today's, but not among mine, and stay."""
    supervisor = filled.desk(Role.SUPERVISOR)
    first, second, third = unlike(clerk)[:3]
    pairs.decide(clerk, *first, PairAnswer.DIFFERENT)
    pairs.decide(supervisor, *second, PairAnswer.DIFFERENT)
    pairs.decide(clerk, *third, PairAnswer.LATER)
    assert both_of(pairs_together.listed(clerk, MINE).keys) == (third, first)
    today = pairs_together.listed(clerk, PairFilter(MINE.answers, today=True))
    assert [(key.a, key.b, key.own) for key in today.keys] == [(*third, True), (*second, False), (*first, True)]
    assert today.counts.all == 3
    with pytest.raises(AnswerStays) as told:
        pairs_together.undo_several(clerk, (first, second))
    assert told.value.why == "other"
    assert pairs.counts(clerk, pairs.EVERY).different == 2, "nothing was taken back"
    assert pairs_together.undo_several(clerk, (first, third)).wanted == 2
    assert pairs_together.listed(clerk, MINE).keys == ()


def test_tomorrow_an_act_stays(filled: TestOffice, clerk: Desk) -> None:
    """What was said yesterday is not among today's answers, and goes back no more."""
    chosen = unlike(clerk)[:2]
    pairs_together.decide_different(clerk, chosen, DifferentWhy.ASKED)
    tomorrow = filled.desk(Role.CLERK).seated(clerk.seat)
    tomorrow.clock = lambda: later(clerk.clock())
    assert pairs_together.listed(tomorrow, MINE).keys == ()
    with pytest.raises(AnswerStays) as told:
        pairs_together.undo_together(tomorrow, *chosen[0])
    assert told.value.why == "day"


def test_nobody_else_lists_answers_or_takes_back(filled: TestOffice, clerk: Desk) -> None:
    chosen = unlike(clerk)[:2]
    for role in EVERYONE_ELSE:
        desk = filled.desk(role)
        for act in (
            lambda desk=desk: pairs_together.listed(desk),
            lambda desk=desk: pairs_together.rows(desk, chosen),
            lambda desk=desk: pairs_together.decide_different(desk, chosen, DifferentWhy.ASKED),
            lambda desk=desk: pairs_together.undo_several(desk, chosen),
            lambda desk=desk: pairs_together.undo_together(desk, *chosen[0]),
        ):
            with pytest.raises(NotPermitted):
                act()
