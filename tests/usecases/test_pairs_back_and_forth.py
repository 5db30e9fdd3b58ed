"""Whatever two records look like: made one and taken apart again, everything is as it was, and the book fits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop.models.card import Card
from desktop.models.household import Membership, Registrant
from desktop.records.household import MemberDraft
from desktop.usecases import cards, pairs, registration, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardState, PairAnswer, PhoneOwner, Sex, WorkKind
from tests import factories
from tests.factories import TestOffice, household, woman
from tests.usecases.test_pairs import rows

JPEG = b"\xff\xd8\xff" + bytes(200)
NUMBERS = ("", "3630212345671", "3630211111122")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("back-and-forth")) as made:
        yield made


@st.composite
def people(draw: st.DrawFn) -> MemberDraft:
    """Somebody of whom more or less is known."""
    phone = draw(st.sampled_from(("", "0300-1234567")))
    number = draw(st.sampled_from(NUMBERS))
    return woman(
        draw(st.sampled_from(("اللہ دتہ", "الله دتا"))),
        draw(st.sampled_from(("", "Allah Ditta"))),
        parent_name=draw(st.sampled_from(("", "غلام محمد"))),
        parent_latin=draw(st.sampled_from(("", "Ghulam Muhammad"))),
        parent_relation=None,
        sex=draw(st.sampled_from((Sex.MALE, Sex.MALE, Sex.X))),
        age_years=draw(st.sampled_from((None, 30, 33, 60))),
        id_type="CNIC" if number else "NONE",
        id_number=number,
        phone=phone,
        phone_owner=PhoneOwner.OWN if phone else None,
        work_kind=draw(st.sampled_from((None, WorkKind.KILN, WorkKind.FARM))),
        disability=draw(st.sampled_from((None, False, True))),
        photo=draw(st.sampled_from((None, JPEG))),
        holder=draw(st.sampled_from((None, 2))),
    )


type Homes = tuple[list[tuple[list[MemberDraft], bool, bool]], bool, bool]


@st.composite
def offices(draw: st.DrawFn) -> Homes:
    """Households with the people of whom two are one, their consents and cards; whether all live in one; who left."""
    together = draw(st.booleans())
    one, other = draw(people()), draw(people())
    more = [woman("زینب", "Zainab", holder=draw(st.sampled_from((None, 1))))] * draw(st.integers(0, 1))
    if together:
        number = "" if other.id_number == one.id_number else other.id_number  # one number, one person of a household
        other = replace(
            other, holder=3 if other.holder else None, id_number=number, id_type="CNIC" if number else "NONE"
        )
        return [([*more, one, other], draw(st.booleans()), draw(st.booleans()))], True, False
    homes = [([one, *more], draw(st.booleans()), draw(st.booleans()))]
    homes.append(([other, *more], draw(st.booleans()), draw(st.booleans())))
    return homes, False, draw(st.booleans())


def apart(desk: Desk) -> bool:
    """Whether everybody was in one household at most on every date."""
    with desk.store.reader.connect() as conn, conn.begin():
        lines = conn.execute(select(Membership.registrant_id, Membership.from_day, Membership.to_day)).all()
    spans: dict[object, list[tuple[date, date]]] = {}
    for who, since, until in lines:
        spans.setdefault(who, []).append((since, until or date.max))
    return all(
        one[1] <= other[0] or other[1] <= one[0] for mine in spans.values() for one, other in combinations(mine, 2)
    )


def live(desk: Desk, *whom: RegistrantId) -> int:
    with desk.store.reader.connect() as conn, conn.begin():
        mine = (Card.registrant_id.in_(whom), Card.state == CardState.LIVE)
        return conn.scalar(select(func.count()).select_from(Card).where(*mine)) or 0


def settle(office: TestOffice, made: Homes) -> list[RegistrantId]:
    """Register it all; gives the two records of the one man, the first perhaps gone from his household."""
    homes, together, left = made
    clerk = office.desk(Role.CLERK)
    found: list[RegistrantId] = []
    codes: list[HouseholdCode] = []
    for place, (members, agreed, carded) in enumerate(homes):
        shown = (member if agreed else replace(member, photo=None) for member in members)
        draft = household(*shown, photo=agreed, phone=agreed, village=f"Chak {place + 1}")
        done = registration.register(clerk, draft)
        men = [member.id for member in done.household.members if member.sex is not Sex.FEMALE]
        found.extend(men if together else men[:1])
        codes.append(done.household.code)
        if carded and any(member.slot for member in done.household.members):
            cards.issue(clerk, [done.household.code])
    if left and len(homes[0][0]) > 1:
        supervisor = office.desk(Role.SUPERVISOR)
        draft = registration.draft_of(supervisor, codes[0])
        held = draft.members[0].holder is not None and homes[0][2]
        if not held:  # a correction does not take a live card away
            registration.correct(supervisor, codes[0], household(*draft.members[1:], village="Chak 1"))
    return found


@settings(max_examples=60)
@given(made=offices(), swap=st.booleans(), answer=st.sampled_from((None, *PairAnswer)))
def test_made_one_and_taken_apart_again_everything_is_as_it_was(
    office: TestOffice,
    made: Homes,
    swap: bool,
    answer: PairAnswer | None,
) -> None:
    supervisor = office.desk(Role.SUPERVISOR)
    kept, gone = reversed(settle(office, made)) if swap else settle(office, made)
    if answer is not None:
        pairs.decide(supervisor, kept, gone, answer)
    before, living = rows(supervisor), live(supervisor, kept, gone)
    plan = pairs.preview(supervisor, kept, gone)
    done = pairs.merge(supervisor, kept, gone)
    assert done.plan == plan
    assert apart(supervisor)
    assert live(supervisor, kept, gone) == living - len(plan.ends) <= 1
    assert all(gone not in (view.a.registrant, view.b.registrant) for view in pairs.waiting(supervisor))
    with supervisor.store.reader.connect() as conn, conn.begin():
        nobody = select(Membership.id).where(Membership.registrant_id == gone, Membership.to_day.is_(None))
        assert conn.execute(nobody).first() is None
    pairs.unmerge(supervisor, gone, kept)
    assert rows(supervisor) == before
    assert apart(supervisor)


def test_after_all_that_the_book_fits(office: TestOffice) -> None:
    opened = office.opened(Role.SUPERVISOR)
    found = safekeeping.check(opened.desk, opened.certificates, office.folder)
    assert found.first_bad is None
    with opened.desk.store.reader.connect() as conn, conn.begin():
        assert conn.scalar(select(func.count()).select_from(Registrant)) is not None
