"""Whatever happens, in whatever order and on whatever days: nobody lives in two households on one day."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import household_events
from desktop.errors import Refused
from desktop.models.household_events_write import start_membership
from desktop.usecases import cards, household_steps, households, registration, safekeeping
from desktop.values.identifiers import HouseholdCode, RegistrantId, new_id
from desktop.values.permissions import Role
from tests import factories
from tests.factories import child, household, woman
from tests.usecases.living import Days, Living, ids, in_closed, man, open_but_empty, overlaps, wife, wrong

PLACES = ("PK61701", "PK61702", "PK726")
ACTS = 30


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    days = Days()
    with factories.office(tmp_path_factory.mktemp("lives"), clock=days) as made:
        yield Living(made, days)


@dataclass
class Life:
    """Several households and everybody who was ever in them; each act is chosen by dice that hypothesis throws."""

    living: Living
    dice: random.Random
    codes: list[HouseholdCode] = field(default_factory=list[HouseholdCode])
    people: list[RegistrantId] = field(default_factory=list[RegistrantId])
    told: Counter[str] = field(default_factory=Counter[str])

    def begin(self) -> None:
        """Three households."""
        for village in ("Chak 12", "Kot", "Basti"):
            made = registration.register(
                self.living.clerk, household(man(), wife(), child("علی"), child("زارا", "DAU"), village=village)
            ).household
            self.codes.append(made.code)
            self.people += ids(made)

    def act(self) -> None:
        """One act, done or refused; days pass now and then."""
        if self.dice.random() < 0.3:
            self.living.days.later(self.dice.randint(1, 4))
        act = self.dice.choice(_ACTS)
        try:
            act(self)
        except Refused as refused:
            self.told[type(refused).__name__] += 1
        else:
            self.told["done"] += 1

    def day(self) -> date:
        """Today, or some day before; now and then one that cannot be."""
        return self.living.today - timedelta(days=self.dice.choice((-1, 0, 0, 0, 1, 2, 3, 5, 8)))

    def household(self) -> HouseholdCode:
        """Any household, also a closed one."""
        return self.dice.choice(self.codes)

    def somebody(self, code: HouseholdCode) -> RegistrantId:
        """Mostly a member, now and then anybody."""
        here = ids(self.living.show(code))
        return self.dice.choice(here if here and self.dice.random() < 0.9 else self.people)

    def yes(self) -> bool:
        """Whether something is said."""
        return self.dice.random() < 0.7


def _join_again(life: Life) -> None:
    households.join(
        life.living.clerk,
        life.household(),
        life.dice.choice(life.people),
        day=life.day(),
        holder=life.yes(),
        alive=life.yes(),
    )


def _join_new(life: Life) -> None:
    number = len(life.people)
    told = woman(f"نئی {number}", f"New {number}", relation="OTHER", holder=None)
    life.people += households.join(
        life.living.clerk, life.household(), told, day=life.day(), holder=life.yes()
    ).registrants


def _birth(life: Life) -> None:
    infant = child("", "SON", parent_latin="Rahim Bux")
    life.people += households.birth(life.living.clerk, life.household(), infant, day=life.day()).registrants


def _leave(life: Life) -> None:
    code = life.household()
    households.leave(
        life.living.clerk, code, life.somebody(code), day=life.day(), card_ends=life.yes(), last=life.yes()
    )


def _marry_out(life: Life) -> None:
    code = life.household()
    into = life.household() if life.yes() else None
    households.marry_out(
        life.living.clerk,
        code,
        life.somebody(code),
        day=life.day(),
        to=into,
        holder=life.yes(),
        card_ends=life.yes(),
        last=life.yes(),
    )


def _death(life: Life) -> None:
    code = life.household()
    households.death(life.living.clerk, code, life.somebody(code), day=life.day(), last=life.yes())


def _split(life: Life) -> None:
    code = life.household()
    here = ids(life.living.show(code)) or life.people
    some = life.dice.sample(here, life.dice.randint(1, min(3, len(here))))
    done = households.split(life.living.clerk, code, some, day=life.day(), pcode=life.dice.choice(("", *PLACES)))
    assert done.other is not None
    life.codes.append(done.other.code)


def _merge(life: Life) -> None:
    households.merge(life.living.clerk, life.household(), life.household(), day=life.day())


def _move(life: Life) -> None:
    households.move(life.living.clerk, life.household(), life.dice.choice(PLACES), "Kot", day=life.day())


def _print(life: Life) -> None:
    cards.issue(life.living.clerk, [life.household()])


def _correct(life: Life) -> None:
    """A supervisor leaves somebody out, or takes somebody up."""
    supervisor, code = life.living.office.desk(Role.SUPERVISOR), life.household()
    draft = registration.draft_of(supervisor, code)
    members = draft.members[: max(1, len(draft.members) - 1)] if life.yes() else (*draft.members, child("نیا"))
    registration.correct(supervisor, code, replace(draft, members=members))


_ACTS: tuple[Callable[[Life], None], ...] = (
    _join_again,
    _join_again,
    _join_again,
    _join_new,
    _birth,
    _leave,
    _leave,
    _marry_out,
    _death,
    _split,
    _merge,
    _move,
    _print,
    _correct,
)


def found_wrong(living: Living) -> list[str]:
    """What may never be, and is."""
    with living.clerk.store.reader.connect() as conn, conn.begin():
        return [name for name, _ in wrong(conn)]


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=12)
def test_whatever_happens_nobody_lives_in_two_households_on_one_day(living: Living, seed: int) -> None:
    life = Life(living, random.Random(seed))
    life.begin()
    for _ in range(ACTS):
        life.act()
        assert found_wrong(living) == []
    assert life.told["done"] >= 3  # else nothing was shown
    opened = living.office.opened(Role.CLERK)
    assert safekeeping.check(opened.desk, opened.certificates, opened.folder).ok


def _nothing(*_: object) -> None:
    """Asks for nothing."""


def test_without_the_guard_somebody_would_live_in_two_households(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same acts, with the question after other memberships left out, end in what may never be."""
    home, other = living.family(), living.family()
    living.days.later(9)
    boy = ids(home)[2]
    households.leave(living.clerk, home.code, boy, day=living.today)
    past = living.today - timedelta(days=5)
    with pytest.raises(Refused):
        households.join(living.clerk, other.code, boy, day=past)
    assert found_wrong(living) == []
    monkeypatch.setattr(household_steps, household_events.require_free.__name__, _nothing)
    households.join(living.clerk, other.code, boy, day=past)
    assert found_wrong(living) == ["overlap"]
    monkeypatch.undo()
    households.leave(living.clerk, other.code, boy, day=past)  # as if it had never been
    assert found_wrong(living) == []


def test_what_may_never_be_is_seen_in_rows_made_by_hand(living: Living) -> None:
    """What the property looks with finds each fault."""
    home, other, third = living.family(), living.family(), living.family()
    district = living.clerk.office.district
    with living.clerk.store.writer.connect() as conn, conn.begin() as transaction:
        who = ids(home)[0]
        conn.exec_driver_sql("DROP INDEX ix_membership_now")
        start_membership(
            conn, district, household=other.id, registrant=who, place=9, relation="", slot=None, day=living.today
        )
        assert overlaps(conn) == [who]
        conn.exec_driver_sql("UPDATE household SET active = 0 WHERE id = ?", (third.id.bytes,))
        assert set(in_closed(conn)) == set(ids(third))
        conn.exec_driver_sql(
            "INSERT INTO household SELECT district_id, ?, '000000000000', pcode, village, 1, version, registered_at,"
            " registered_by, desk_id, home_pcode, told_size FROM household WHERE id = ?",
            (empty := new_id().bytes, home.id.bytes),
        )
        assert [one.bytes for one in open_but_empty(conn)] == [empty]
        assert [name for name, _ in wrong(conn)] == ["overlap", "closed", "empty"]
        transaction.rollback()
    assert found_wrong(living) == []
