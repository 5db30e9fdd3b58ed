"""Nobody who stands between workers and owners holds a card for workers, by whatever way they came together."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import CannotBeNamed, DraftProblems
from desktop.records.household import HouseholdView, MemberDraft
from desktop.records.trusted_person import IntermediaryDraft
from desktop.usecases import cards, collectors, households
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode
from desktop.values.problem import Problem
from desktop.values.vocabulary import Intermediary, PhoneOwner, WorkKind
from tests import factories
from tests.usecases.living import Days, Living, ids, man, wife


@pytest.fixture
def living(tmp_path: Path) -> Iterator[Living]:
    days = Days()
    with factories.office(tmp_path, clock=days) as made:
        yield Living(made, days)


def munshi(**changes: object) -> MemberDraft:
    """A munshi who leads a household of his own and holds its card."""
    return man("اکرم", "Akram", intermediary=Intermediary.MUNSHI, work_kind=None, **changes)


def worker() -> MemberDraft:
    """Somebody who works at a kiln."""
    return replace(man("گلاب خان", "Gulab Khan"), relation="NONREL", holder=None, work_kind=WorkKind.KILN)


def holders(living: Living, code: HouseholdCode) -> dict[str, int]:
    """Latin names of those who hold a card slot now."""
    return {one.name_latin: one.slot for one in living.show(code).members if one.slot is not None}


def workers(living: Living) -> HouseholdView:
    """A household of kiln workers."""
    return living.family(man(), wife())


def test_a_munshi_of_the_register_does_not_come_in_as_holder(living: Living) -> None:
    """At a registration he could not hold the card; nor when he leaves his household and comes in as an event."""
    his, theirs = living.family(munshi()), workers(living)
    households.leave(living.clerk, his.code, ids(his)[0], day=living.today, last=True)
    with pytest.raises(CannotBeNamed):
        households.join(living.clerk, theirs.code, ids(his)[0], day=living.today, holder=True)
    households.join(living.clerk, theirs.code, ids(his)[0], day=living.today)
    assert "Akram" not in holders(living, theirs.code)


def test_who_calls_a_noted_phone_their_own_holds_no_card_for_workers(living: Living) -> None:
    """Noted by number only, never registered as what he is: not by registration, nor as somebody who comes in."""
    phone = "0300-9998887"
    told = IntermediaryDraft(Intermediary.MUNSHI, name_as_told="بشیر", phone=phone, pcode="PK61701", village="Chak 9")
    noted = collectors.note_intermediary(living.clerk, told).noted
    his = man("اکرم", "Akram", phone=phone, phone_owner=PhoneOwner.OWN)
    with pytest.raises(DraftProblems) as refused:
        living.family(his, worker())
    found = [one for one in refused.value.problems if isinstance(one, Problem) and one.stops]
    assert [(one.code, one.where) for one in found] == [(Finding.NOT_NAMEABLE, "members.0.holder")]
    assert living.family(replace(his, phone_owner=PhoneOwner.OTHER), worker()).members[0].slot == 1
    alone, theirs = living.family(replace(his, work_kind=None)), workers(living)
    households.leave(living.clerk, alone.code, ids(alone)[0], day=living.today, last=True)
    with pytest.raises(CannotBeNamed):
        households.join(living.clerk, theirs.code, ids(alone)[0], day=living.today, holder=True)
    collectors.end_intermediary(living.clerk, noted.id)
    households.join(living.clerk, theirs.code, ids(alone)[0], day=living.today, holder=True)
    assert "Akram" in holders(living, theirs.code)


def test_nor_when_he_marries_into_it(living: Living) -> None:
    his, theirs = living.family(munshi(), wife("بانو", "Bano", holder=None, work_kind=None)), workers(living)
    with pytest.raises(CannotBeNamed):
        households.marry_out(living.clerk, his.code, ids(his)[0], day=living.today, to=theirs.code, holder=True)


def test_when_his_household_goes_into_one_of_workers_he_holds_nothing(living: Living) -> None:
    his, theirs = living.family(munshi()), workers(living)
    households.merge(living.clerk, theirs.code, his.code, day=living.today)
    assert holders(living, theirs.code) == {"Rahim Bux": 1, "Sakina Bibi": 2}


def test_when_workers_come_into_his_household_his_card_ends_and_one_of_them_holds_one(living: Living) -> None:
    """A munshi registers himself alone, and then lets workers come in: what they are due is not drawn on his card."""
    his, theirs = living.family(munshi()), workers(living)
    cards.issue(living.clerk, [his.code])
    done = households.merge(living.clerk, his.code, theirs.code, day=living.today)
    assert set(holders(living, his.code)) == {"Rahim Bux", "Sakina Bibi"}
    assert [card.state.value for card in living.show(his.code).cards] == ["revoked"]
    assert Finding.CARD_ENDED in [problem.code for problem in done.problems]


def test_also_when_one_worker_comes_in(living: Living) -> None:
    his = living.family(munshi())
    done = households.join(living.clerk, his.code, worker(), day=living.today)
    assert set(holders(living, his.code)) == {"Gulab Khan"}
    assert [problem.code for problem in done.problems] == [Finding.HOLDS_CARD_NOW]


def test_in_a_household_without_workers_he_keeps_his_card(living: Living) -> None:
    his = living.family(munshi())
    guest = replace(worker(), work_kind=None)
    households.join(living.clerk, his.code, guest, day=living.today)
    assert set(holders(living, his.code)) == {"Akram"}
