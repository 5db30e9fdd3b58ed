"""Finding people: another spelling, another script, half a word, a village, a number; on both kinds of index alike."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, event, select

from desktop.models.household import NameKey
from desktop.models.search import PERSON_ROW
from desktop.queries import people
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.usecases import registration
from desktop.usecases.desk import Desk
from desktop.values.permissions import Role
from desktop.values.vocabulary import Sex
from tests import factories
from tests.factories import DISTRICT, TestOffice, household

# (as told, Latin, father as told, village, number)
REGISTER = {
    "rafiq": ("محمد رفیق", "Muhammad Rafiq", "اللہ دتہ", "Chak 12", "3630211111113"),
    "rafiq_sindhi": ("محمد رفيق", "", "لال بخش", "Goth Arain", ""),
    "sakina": ("سکینہ بی بی", "Sakina Bibi", "رحیم بخش", "Chak 14", ""),
    "latin_only": ("", "Yousaf Masih", "", "Basti Malook", ""),
    "kolhi": ("ڀيمو ڪولهي", "", "جيوڻ", "Goth Arain", ""),
    "ghafoor": ("عبدالغفور", "", "غلام حسین", "Chak 12", ""),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("people")) as made:
        clerk = made.desk(Role.CLERK)
        for told in REGISTER.values():
            registration.register(clerk, draft(*told))
        yield made


def draft(told: str, latin: str, father: str, village: str, number: str) -> HouseholdDraft:
    member = MemberDraft(
        name_as_told=told,
        name_latin=latin,
        parent_name=father,
        sex=Sex.X,
        id_type="CNIC" if number else "NONE",
        id_number=number,
    )
    return household(member, village=village)


@pytest.fixture
def conn(office: TestOffice) -> Iterator[Connection]:
    with office.desk(Role.CLERK).store.reader.connect() as connection, connection.begin():
        yield connection


def names(found: tuple[people.FoundRegistrant, ...]) -> list[tuple[str, str]]:
    return [(person.name_as_told, person.name_latin) for person in found]


@pytest.mark.parametrize("portable", [False, True], ids=["full_text", "portable"])
@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Mohd Rafique", "rafiq"),
        ("muhammad rafi", "rafiq"),
        ("محمد رفیق", "rafiq"),
        ("محمد رفيق", "rafiq_sindhi"),
        ("Mohammad Rafeeq Lal Bux", "rafiq_sindhi"),
        ("رفیق الله دته", "rafiq"),
        ("Rafiq Allah Ditta", "rafiq"),
        ("sakeena", "sakina"),
        ("سڪينہ", "sakina"),
        ("Saki", "sakina"),
        ("یوسف مسیح", "latin_only"),
        ("Yusuf Maseeh", "latin_only"),
        ("Bhimo Kolhi", "kolhi"),
        ("بھیمو کولھی", "kolhi"),
        ("Abdul Ghafoor", "ghafoor"),
        ("Ghafur Ghulam Hussain", "ghafoor"),
        ("بستی ملوک", "latin_only"),
        ("Sakina Chak 14", "sakina"),
        ("36302-1111111-3", "rafiq"),
        ("۳۶۳۰۲۱۱۱۱۱۱۱۳", "rafiq"),
    ],
)
def test_a_person_is_found_however_the_name_is_written(conn: Connection, typed: str, who: str, portable: bool) -> None:
    found = people.find(conn, DISTRICT, typed, portable=portable)
    assert REGISTER[who][:2] in names(found)


def test_both_kinds_of_index_find_the_same_people(conn: Connection) -> None:
    for typed in ("Rafiq", "chak", "m", "Goth Arain", "bib", "Ghulam Husain "):
        quick = people.find(conn, DISTRICT, typed)
        portable = people.find(conn, DISTRICT, typed, portable=True)
        assert {person.registrant for person in quick} == {person.registrant for person in portable}
        assert quick or typed == "m"


def test_the_best_answer_stands_first_and_says_why(conn: Connection) -> None:
    found = people.find(conn, DISTRICT, "Muhammad Rafiq")
    assert found[0].name_latin == "Muhammad Rafiq"
    assert found[0].why == ("same_name",)
    assert found[0].score >= found[1].score > 0.5


def test_one_wrong_word_still_finds_the_person(conn: Connection) -> None:
    assert REGISTER["sakina"][:2] in names(people.find(conn, DISTRICT, "Sakina Bibi Zulekhan"))


@pytest.mark.parametrize("portable", [False, True])
def test_a_search_of_thousands_of_words_asks_for_few(conn: Connection, portable: bool) -> None:
    asked: list[str] = []
    event.listen(conn, "before_cursor_execute", lambda *told: asked.append(told[2]))
    people.find(conn, DISTRICT, "a " * 5_000, portable=portable)
    people.find(conn, DISTRICT, " ".join(f"nobody{n:x}" for n in range(5_000)), portable=portable)
    assert len(asked) < 300


def test_a_household_code_gives_everybody_of_the_household_in_their_order(office: TestOffice, conn: Connection) -> None:
    clerk = office.desk(Role.CLERK)
    known = people.find(conn, DISTRICT, "Yousaf Masih")[0].household
    assert [person.household for person in registration.find(clerk, known.grouped)] == [known]
    assert [person.household for person in registration.find(clerk, f"{known.text}101")] == [known]


@pytest.mark.parametrize("typed", ["", "   ", "\u200f", "'", '"', "*", "-", "()", "123456789012", "\0"])
def test_nothing_to_look_for_finds_nobody_and_breaks_nothing(conn: Connection, typed: str) -> None:
    for portable in (False, True):
        assert people.find(conn, DISTRICT, typed, portable=portable) == ()


@pytest.mark.parametrize("typed", ['rafiq" OR keys:"x', "rafiq*", "NEAR(rafiq)", "rafiq AND NOT x", "ra" * 5000, "%"])
def test_words_of_the_search_engines_are_only_words(conn: Connection, typed: str) -> None:
    for portable in (False, True):
        people.find(conn, DISTRICT, typed, portable=portable)


def test_never_more_than_fifty_are_shown(office: TestOffice) -> None:
    clerk = office.desk(Role.CLERK)
    for _ in range(3):
        crowd = tuple(MemberDraft(name_latin=f"Crowd {number}", sex=Sex.MALE) for number in range(20))
        registration.register(clerk, household(*crowd))
    assert len(registration.find(clerk, "Crowd", limit=1000)) == 50
    assert len(registration.find(clerk, "Crowd")) == 20
    assert registration.find(clerk, "Crowd", limit=0) == ()


def test_both_indexes_hold_the_same_persons(conn: Connection) -> None:
    portable = set(conn.scalars(select(NameKey.registrant_id)))
    rows = set(conn.scalars(select(PERSON_ROW.c.registrant_id)))
    words = conn.exec_driver_sql("SELECT count(*) FROM person_keys").scalar()
    assert portable == rows
    assert words == len(rows)


def test_a_search_is_four_questions_to_the_store(office: TestOffice) -> None:
    clerk: Desk = office.desk(Role.CLERK)
    asked: list[str] = []

    def note(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(clerk.store.reader, "before_cursor_execute", note)
    try:
        registration.find(clerk, "Rafiq")
    finally:
        event.remove(clerk.store.reader, "before_cursor_execute", note)
    # the keys, the people, who of them was shown to this operator today, and whom the operator registered today
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 4
