"""Texts that attack: SQL, markup, floods of marks, half signs, other digits; in every field and in every search.

Nothing of it may be an order to the database, change the schema, break the program, or hide a person from a search.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import DraftProblems, StaleVersion, Told
from desktop.records.household import HouseholdDraft, HouseholdView, MemberDraft
from desktop.usecases import registration, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.period import local_day
from desktop.values.permissions import Role
from tests.factories import TestOffice, household, office, woman

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)

SQL = (
    "Robert'); DROP TABLE registrant;--",
    "' OR '1'='1",
    '" OR 1=1; PRAGMA writable_schema=ON; --',
    "x'; ATTACH DATABASE 'other.db' AS y; --",
    "%' UNION SELECT id_number FROM registrant --",
    '"a" OR "b" NEAR(c) AND NOT d*',
    "words: x* ^y - (z)",
    "%_\\%",
)
MARKUP = ("<b>Sakina</b>", '<img src="file:///etc/passwd">', "&lt;script&gt;", "<a href='http://x'>y</a>")
FLOODS = ("ب" + "\u064b" * 300, "e" + "\u0301" * 500, "ا" * 10_000, "\u200b" * 50 + "x", "👩‍👩‍👧‍👦" * 40)
HALVES = ("\ud800", "a\udfffb", "a\x00b", "\u202eanikaS\u202c", "\u2067x\u2069", "\x1b[31mred\x1b[0m", "a\r\nb\tc")
NASTY = st.sampled_from([*SQL, *MARKUP, *FLOODS, *HALVES])
ANYTHING = st.one_of(NASTY, st.text(max_size=60), st.text(alphabet=st.characters(), max_size=20))

_TEXTS = [
    one.name for one in fields(MemberDraft) if one.type in ("str", str) and one.name not in ("id_type", "relation")
]


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    """One office for all texts of this module."""
    with office(tmp_path_factory.mktemp("texts")) as made:
        yield made


def schema_of(desk: Desk) -> list[tuple[str, str]]:
    """Every object of the store and how it was made."""
    with desk.store.reader.connect() as conn, conn.begin():
        found = conn.exec_driver_sql("SELECT name, coalesce(sql, '') FROM sqlite_master ORDER BY name")
        return [(name, sql) for name, sql in found]


def test_there_are_fields_to_attack() -> None:
    assert {"name_as_told", "name_latin", "parent_name", "id_number", "phone"} <= set(_TEXTS)


@FEW
@given(field=st.sampled_from(_TEXTS), text=ANYTHING, village=ANYTHING)
def test_any_text_in_any_field_is_kept_as_told_or_named_as_a_problem(
    bureau: TestOffice, field: str, text: str, village: str
) -> None:
    """Either the check names the field, or what comes back is what was told, tidied; never anything in between."""
    desk = bureau.desk(Role.CLERK)
    before = schema_of(desk)
    draft = household(replace(woman(), **{field: text}), village=village)  # pyright: ignore[reportArgumentType]
    kept: HouseholdView | None = None
    with suppress(DraftProblems):
        kept = registration.register(desk, draft).household
    stopped = [one for one in registration.check(draft, today=local_day(desk.clock().at)) if one.stops]
    assert (kept is None) == bool(stopped)
    assert kept is None or registration.show(desk, kept.code) == kept
    assert schema_of(desk) == before


@FEW
@given(text=ANYTHING)
def test_any_text_can_be_searched_for(bureau: TestOffice, text: str) -> None:
    desk = bureau.desk(Role.CLERK)
    before = schema_of(desk)
    assert len(registration.find(desk, text)) <= 20
    assert len(registration.alike(desk, replace(woman(), name_as_told=text, parent_name=text), "PK61701", text)) <= 20
    assert schema_of(desk) == before


@pytest.mark.parametrize("text", SQL)
def test_a_name_that_is_an_order_to_a_database_is_a_name(bureau: TestOffice, text: str) -> None:
    desk = bureau.desk(Role.CLERK)
    kept = registration.register(desk, household(replace(woman(), name_latin=text))).household
    assert registration.show(desk, kept.code).members[0].name_latin == text


@pytest.mark.parametrize(
    ("told", "sought"),
    [
        ("علي حسن", "علی حسن"),  # Arabic yeh
        ("كوثر پروين", "کوثر پروین"),  # Arabic kaf and yeh
        ("فاطمه ناز", "فاطمہ ناز"),  # Arabic heh
        ("شگفتہ‌ ناز", "شگفتہ ناز"),  # a joiner that nobody sees
        ("مُحَمَّد رفیق", "محمد رفیق"),  # vowel marks
    ],
)
def test_twin_letters_are_found_and_kept_as_told(bureau: TestOffice, told: str, sought: str) -> None:
    desk = bureau.desk(Role.CLERK)
    kept = registration.register(desk, household(woman(told, "", parent_name="", parent_latin=""))).household
    found = registration.find(desk, sought)
    assert kept.code in {one.household for one in found}
    (shown,) = {one.name_as_told for one in found if one.household == kept.code}
    assert shown.split()[0][0] == told.split()[0][0]


@pytest.mark.parametrize("digits", ["4510100000044", "۴۵۱۰۱۰۰۰۰۰۰۴۴", "٤٥١٠١٠٠٠٠٠٠٤٤", "۴۵۱۰۱-۰۰۰۰۰۰۴-۴"])
def test_digits_of_three_scripts_are_one_number(tmp_path: Path, digits: str) -> None:
    with office(tmp_path) as made:
        desk = made.desk(Role.CLERK)
        draft = household(woman(id_type="CNIC", id_number=digits))
        kept = registration.register(desk, draft).household
        assert registration.find(desk, "45101-0000004-4")[0].household == kept.code
        assert registration.find(desk, digits)[0].household == kept.code


def test_the_book_is_whole_after_all_of_it(bureau: TestOffice) -> None:
    at = bureau.opened(Role.AUDITOR)
    assert safekeeping.check(at.desk, at.certificates, at.folder).ok


def test_two_clerks_correct_one_household_and_the_second_is_told(bureau: TestOffice) -> None:
    """Whoever opened the older version is refused, with both versions named; what the first one wrote stays."""
    first, second = bureau.desk(Role.CLERK), bureau.desk(Role.SUPERVISOR)
    code = registration.register(first, household(village="Chak 1")).household.code
    seen = registration.show(second, code).version
    draft: HouseholdDraft = registration.draft_of(second, code)
    registration.correct(first, code, replace(draft, village="Chak 2"), version=seen)
    with pytest.raises(StaleVersion) as refused:
        registration.correct(second, code, replace(draft, village="Chak 3"), version=seen)
    assert isinstance(refused.value, Told)
    assert registration.show(second, code).village == "Chak 2"
