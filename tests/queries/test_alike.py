"""Who could be a member that is told, over scripts, places and households; and keys follow every change."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import Connection, event, func, select

from desktop.matching.score import Why
from desktop.models.household import NameKey
from desktop.models.search import MatchKey, PersonKeys, forget_person, index_people, index_person
from desktop.queries import match_index, people
from desktop.records.household import MemberDraft
from desktop.usecases import registration
from desktop.usecases.desk import Desk
from desktop.values.permissions import Role
from desktop.values.vocabulary import Sex
from tests.factories import DISTRICT, TestOffice, child, household, woman

VILLAGE, PCODE = "Chak 12", "PK61701"


@pytest.fixture
def clerk(office: TestOffice) -> Desk:
    return office.desk(Role.CLERK)


@pytest.fixture
def conn(clerk: Desk) -> Iterator[Connection]:
    with clerk.store.reader.connect() as connection, connection.begin():
        yield connection


def asked(
    desk: Desk, member: MemberDraft, *others: MemberDraft, village: str = VILLAGE, pcode: str = PCODE
) -> dict[UUID, tuple[str, ...]]:
    """Whom the check names, with the reasons."""
    with desk.store.reader.connect() as conn, conn.begin():
        found = people.alike(conn, DISTRICT, member, member.id_number, pcode, village, others)
    return {one.registrant: one.why for one in found}


def registered(desk: Desk, *members: MemberDraft, village: str = VILLAGE) -> list[UUID]:
    made = registration.register(desk, household(*members, village=village)).household
    return [member.id for member in made.members]


def sisters(letters: str) -> Iterator[MemberDraft]:
    """So many women with one word of their name in common; the first holds the card."""
    for place, letter in enumerate(letters):
        told = woman(f"Sakina {letter * 2}", "")
        yield told if place == 0 else replace(told, holder=None, relation="SIS")


def keys_in_store(conn: Connection, registrant: UUID) -> tuple[set[str], set[int]]:
    words = conn.scalars(select(NameKey.key).where(NameKey.registrant_id == registrant))
    wide = conn.scalars(select(MatchKey.key).where(MatchKey.registrant_id == registrant))
    return set(words), set(wide)


def test_a_person_is_named_in_another_script_without_a_number_and_a_few_years_older(clerk: Desk) -> None:
    (sakina,) = registered(clerk, woman())
    again = woman("", "Sakeena Bibi", parent_name="", parent_latin="Raheem Bux", age_years=38)
    assert asked(clerk, again)[sakina] == (
        Why.SAME_NAME_OTHER_SPELLING,
        Why.SAME_FATHER,
        Why.SAME_VILLAGE,
        Why.NEAR_AGE,
    )


def test_who_moved_is_named_and_who_only_shares_a_common_name_is_not(clerk: Desk) -> None:
    (sakina,) = registered(clerk, woman("ذلیخاں مائی", "Zulekhan Mai"))
    assert sakina in asked(clerk, woman("", "Zulaikhan Mai"), village="Kot", pcode="PK61702")
    namesake = woman("", "Sakina Bibi", parent_name="کریم", parent_latin="", age_years=61)
    registered(clerk, woman(age_years=20, parent_name="نذیر احمد", parent_latin=""), village="Basti Malook")
    assert asked(clerk, namesake, village="Kot", pcode="PK61702") == {}


@pytest.mark.parametrize(("sex", "named"), [(Sex.MALE, False), (Sex.X, True)])
def test_another_sex_is_never_named_but_x_may_be_anybody(clerk: Desk, sex: Sex, named: bool) -> None:
    (sakina,) = registered(clerk, woman())
    assert (sakina in asked(clerk, woman(sex=sex, parent_relation=None))) is named


def test_one_slip_in_an_identity_number_is_found_by_the_other_half(clerk: Desk) -> None:
    number = "3630211111122"
    (sakina,) = registered(clerk, woman("رخسانہ", "Rukhsana", id_type="CNIC", id_number=number))
    slip = woman("", "Ruksana", parent_name="", parent_latin="", id_type="CNIC", id_number="3630211117122")
    assert sakina in asked(clerk, slip, village="Kot", pcode="PK61703")
    other = woman("", "Zohra", parent_name="", parent_latin="", id_type="CNIC", id_number=number, sex=Sex.MALE)
    assert asked(clerk, other)[sakina] == (Why.SAME_ID,)


def test_a_child_without_a_father_is_compared_through_the_man_of_the_household(clerk: Desk) -> None:
    father = woman("غلام رسول", "Ghulam Rasool", sex=Sex.MALE, parent_relation=None, age_years=45)
    _, son = registered(clerk, father, child("ذوالفقار", parent_name="غلام رسول"))
    alone = child("Zulfiqar")
    assert asked(clerk, alone) == {}
    assert Why.SAME_FATHER in asked(clerk, alone, replace(father, name_as_told="", name_latin="Gulam Rasul"))[son]


def test_the_children_turn_what_the_names_leave_open(clerk: Desk) -> None:
    """A woman moved, and is told by her father instead of her husband: her children are known again."""
    mother = woman("کنیز بی بی", "Kaneez Bibi", parent_name="اللہ دتہ", parent_latin="")
    children = [child("ذوالفقار"), child("شمائلہ", "DAU"), child("رقیہ", "DAU")]
    kept = registered(clerk, mother, *children)
    again = replace(mother, parent_name="جندوڈا", age_years=39)
    told = [child("Zulfikar"), child("Shumaila", "DAU"), child("Ruqia", "DAU")]
    alone = asked(clerk, again, village="Goth Arain")
    together = asked(clerk, again, *told, village="Goth Arain")
    assert Why.SAME_CHILDREN in together[kept[0]]
    assert Why.SAME_CHILDREN not in alone.get(kept[0], ())


def test_who_lives_nowhere_now_is_not_named(office: TestOffice, clerk: Desk) -> None:
    made = registration.register(clerk, household(woman(), woman("زینب", "Zainab", holder=None, relation="SIS")))
    zainab = made.household.members[1].id
    assert zainab in asked(clerk, woman("زینب", ""))
    registration.correct(office.desk(Role.SUPERVISOR), made.household.code, household(woman()))
    assert asked(clerk, woman("زینب", "")) == {}


def test_a_correction_takes_the_old_keys_away(office: TestOffice, clerk: Desk) -> None:
    made = registration.register(clerk, household(woman("شہناز", "Shahnaz", phone="+923001234567")))
    with clerk.store.reader.connect() as conn, conn.begin():
        before = keys_in_store(conn, made.household.members[0].id)
    draft = registration.draft_of(clerk, made.household.code)
    changed = replace(draft.members[0], name_as_told="گلناز", name_latin="Gulnaz", phone="")
    registration.correct(clerk, made.household.code, replace(draft, members=(changed,), village="Kot"))
    with clerk.store.reader.connect() as conn, conn.begin():
        after = keys_in_store(conn, made.household.members[0].id)
        expected = people.keys_of(registration.draft_of(clerk, made.household.code).members[0], PCODE, "Kot")
    assert (set(expected.words), set(expected.wide)) == after
    assert "xnz" in before[0] - after[0]
    assert len(before[1] - after[1]) >= 3
    assert people.keys_of(replace(draft.members[0], phone=""), PCODE, VILLAGE).wide != before[1]


def test_keys_of_many_at_once_are_those_of_each(clerk: Desk) -> None:
    ids = registered(clerk, woman(), child("علی", parent_name="رحیم بخش"))
    with clerk.store.writer.connect() as conn, conn.begin():
        kept = people.keys_now(conn, DISTRICT, ids)
        before = [keys_in_store(conn, who) for who in ids]
        for who in ids:
            forget_person(conn, DISTRICT, who)
            assert keys_in_store(conn, who) == (set(), set())
        assert people.find(conn, DISTRICT, "Sakina") == ()
        index_people(conn, DISTRICT, kept)
        assert [keys_in_store(conn, who) for who in ids] == before
        index_person(conn, DISTRICT, ids[0], PersonKeys(("skndr",), (7,)))
        assert keys_in_store(conn, ids[0]) == ({"skndr"}, {7})
        assert [one.registrant for one in people.find(conn, DISTRICT, "Sikandar ", portable=True)] == ids[:1]
        index_people(conn, DISTRICT, [])


def test_common_keys_are_read_only_so_far_and_rare_ones_come_first(
    clerk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(match_index, "LOOKED_AT", 5)
    who = registered(clerk, *sisters("bdfgjklmnprst"))
    with clerk.store.reader.connect() as conn, conn.begin():
        one = people.described(woman("Sakina ll", ""), "", PCODE, VILLAGE)
        found = match_index.candidates(conn, DISTRICT, people.asked_keys(one), 1_000)
    assert len(found) == 5
    assert next(iter(found)) == who["bdfgjklmnprst".index("l")]
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_words_are_counted_only_so_far(clerk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    registered(clerk, *sisters("bdfgjk"))
    monkeypatch.setattr(match_index, "_COUNTED", 4)
    with clerk.store.reader.connect() as conn, conn.begin():
        common = match_index.commonness(conn, DISTRICT, ["skn", "nobody"])
    assert (common.people, common.counted, common.most) == (6, {"skn": 4}, 4)


def test_a_check_asks_the_store_few_questions(clerk: Desk, conn: Connection) -> None:
    registered(clerk, *sisters("bdfgjk"))
    said: list[str] = []
    event.listen(conn, "before_cursor_execute", lambda *told: said.append(told[2]))
    people.alike(conn, DISTRICT, woman(), "", PCODE, VILLAGE, (child("علی"),))
    assert len(said) <= 30


def test_nobody_told_finds_nobody(clerk: Desk) -> None:
    registered(clerk, woman())
    assert asked(clerk, MemberDraft()) == {}
    assert asked(clerk, MemberDraft(name_latin="...", sex=Sex.FEMALE)) == {}


def test_both_tables_of_keys_hold_the_same_people(clerk: Desk, conn: Connection) -> None:
    registered(clerk, woman(), child("علی"))
    words = conn.scalar(select(func.count(NameKey.registrant_id.distinct())))
    wide = conn.scalar(select(func.count(MatchKey.registrant_id.distinct())))
    assert words == wide == 2
