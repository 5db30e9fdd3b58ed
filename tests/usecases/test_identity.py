"""Identity papers: who is on the list, what goes out with it, and what a result changes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from desktop.errors import DraftProblems, NobodyOnList, NotPermitted, PersonUnknown, StaleVersion
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.identity import IdentityLine, NoteDraft
from desktop.usecases import identity, registration, safekeeping
from desktop.usecases.desk import Desk
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode, RegistrantId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission, Role, right_of
from desktop.values.vocabulary import AgeMethod, IdentityResult, Language, NumberSeen, Sex
from desktop.words.captions.van import van_rows
from tests.factories import TestOffice, child, household, woman

HIS, HERS, FORM = "36101-1234567-1", "3610112345682", "3610176543211"


@pytest.fixture
def clerk(office: TestOffice) -> Desk:
    return office.desk(Role.CLERK)


def today(desk: Desk) -> date:
    return local_day(desk.clock().at)


def husband(**changes: object) -> MemberDraft:
    """A man of 40 with a card."""
    told: dict[str, object] = {
        "name_as_told": "رحیم بخش",
        "relation": "HUSB",
        "sex": Sex.MALE,
        "age_years": 40,
        "id_type": "CNIC",
        "id_number": HIS,
    }
    return MemberDraft(**(told | changes))  # pyright: ignore[reportArgumentType]


def registered(desk: Desk, *members: MemberDraft, village: str = "Chak 12", pcode: str = "PK61701") -> HouseholdCode:
    return registration.register(desk, household(*members, village=village, pcode=pcode)).household.code


def named(lines: tuple[IdentityLine, ...]) -> list[tuple[str, str]]:
    return [(line.name_as_told, line.wanted) for line in lines]


def only(desk: Desk) -> IdentityLine:
    (line,) = identity.people_of(desk)
    return line


def test_somebody_without_papers_stands_on_the_list_at_once(clerk: Desk) -> None:
    """Adults without a card and children without a B-Form; who has a number is not asked."""
    code = registered(clerk, woman(), husband(), child("علی"), child("ماہ نور", "DAU", id_type="CRC", id_number=FORM))
    lines = identity.people_of(clerk)
    assert named(lines) == [("سکینہ بی بی", "CNIC"), ("علی", "CRC")]
    assert {line.household for line in lines} == {code}
    assert (lines[0].age_years, lines[0].parent_name) == (34, "رحیم بخش")


@pytest.mark.parametrize(
    ("member", "wanted"),
    [
        (woman(id_type="VOUCHED"), "CNIC"),
        (woman(id_type="CNIC_TOKEN", id_number="1234-5678"), "CNIC"),
        (woman(id_type="NIKAH", id_number="Register 7 of 2011"), "CNIC"),
        (woman(id_type="CRC", id_number=FORM), "CNIC"),
        (woman(age_years=None, age_method=None, age_as_of=None), "CNIC"),
        (woman(age_years=17), "CRC"),
        (woman(age_years=17, id_type="CNIC", id_number=HERS), None),
        (woman(id_type="NICOP", id_number=HERS), None),
        (woman(id_type="CNIC"), "CNIC"),
    ],
)
def test_which_paper_is_wanted(clerk: Desk, member: MemberDraft, wanted: str | None) -> None:
    """A token or certificate is no card, a B-Form none for a grown-up; a card without its number is wanted."""
    registered(clerk, member)
    assert [line.wanted for line in identity.people_of(clerk)] == ([wanted] if wanted else [])


def test_a_child_that_grew_up_needs_a_card(clerk: Desk) -> None:
    """The age counts from the day it was told: seventeen with a B-Form two years ago is nineteen now."""
    told = today(clerk).replace(month=1, day=1)
    member = woman(age_years=17, age_as_of=told.replace(year=told.year - 2), id_type="CRC", id_number=FORM)
    registered(clerk, member)
    assert (only(clerk).wanted, only(clerk).age_years) == ("CNIC", 19)


def test_what_people_have_stands_beside_them(clerk: Desk) -> None:
    """Own token or certificate with its number; of the others in the household only the kinds."""
    registered(
        clerk,
        woman(id_type="NIKAH", id_number="Register 7"),
        husband(),
        child("علی", id_type="BIRTH", id_number="Union 12-3"),
    )
    mother, son = identity.people_of(clerk)
    assert (mother.own_type, mother.own_number, mother.beside) == ("NIKAH", "Register 7", ("BIRTH", "CNIC"))
    assert (son.own_number, son.beside) == ("Union 12-3", ("CNIC", "NIKAH"))


def test_thirteen_digits_never_go_out_whole(clerk: Desk) -> None:
    """A B-Form's number is the card's number later on; of a grown-up who has only the form the last digits are told."""
    registered(clerk, woman(id_type="CRC", id_number=FORM))
    (mother,) = identity.people_of(clerk)
    digits = "".join(sign for sign in FORM if sign.isdigit())
    assert mother.own_number.endswith(f"{digits[9:12]}-{digits[12]}")
    assert not any(digits[start : start + 5] in mother.own_number for start in range(9))
    cells = [cell for row in van_rows((mother,), Language.ENGLISH) for cell in row]
    assert not [cell for cell in cells if digits in cell.replace("-", "")]


def test_a_line_says_nothing_of_work_phone_or_others_numbers() -> None:
    """The list goes out of the office: what is not a field of it cannot be printed by mistake."""
    fields = set(IdentityLine.__dataclass_fields__)
    assert not [name for name in fields if any(word in name for word in ("phone", "work", "safe", "photo", "disab"))]


def test_villages_are_counted(clerk: Desk) -> None:
    """By place and village: adults, children, and how many of them applied."""
    registered(clerk, woman(), child("علی"), husband())
    registered(clerk, woman("زینب"), village="Chak 13")
    registered(clerk, woman("ہاجرہ"), village="Chak 13", pcode="PK61702")
    line = next(line for line in identity.people_of(clerk) if line.name_as_told == "زینب")
    identity.note(clerk, line.registrant, NoteDraft(IdentityResult.APPLIED, today(clerk), "T-1"))
    counted = [(one.pcode, one.village, one.adults, one.children, one.applied) for one in identity.villages(clerk)]
    assert counted == [
        ("PK61701", "Chak 12", 1, 1, 0),
        ("PK61701", "Chak 13", 1, 0, 1),
        ("PK61702", "Chak 13", 1, 0, 0),
    ]
    for one in identity.villages(clerk):
        here = identity.people_of(clerk, village=(one.pcode, one.village))
        assert len(here) == one.people


def test_the_list_is_of_an_area_a_village_or_one_household(clerk: Desk) -> None:
    """A district covers its tehsils; villages are found in another spelling; families stand together."""
    first = registered(clerk, woman(), child("علی"), village="چک 12")
    second = registered(clerk, woman("زینب"), village="Chak 13", pcode="PK61702")
    assert {line.household for line in identity.people_of(clerk, area="PK617")} == {first, second}
    assert {line.household for line in identity.people_of(clerk, area="PK61702")} == {second}
    assert {line.household for line in identity.people_of(clerk, text="چك ۱۲")} == {first}
    assert [line.household for line in identity.people_of(clerk, code=first)] == [first, first]


def test_the_list_for_a_van_is_an_entry_with_numbers_only(clerk: Desk) -> None:
    """Made, with how many people of how many villages; an empty one is refused and leaves no entry."""
    with pytest.raises(NobodyOnList):
        identity.van_list(clerk)
    registered(clerk, woman(), child("علی"))
    made = identity.van_list(clerk, area="PK617")
    assert len(made.lines) == 2
    with clerk.store.reader.connect() as conn:
        content = conn.execute(text("SELECT content FROM ledger_content ORDER BY seq DESC")).first()
    assert content is not None
    assert bytes(content[0]) == b'{"area":"PK617","people":2,"villages":1}'


@pytest.mark.parametrize(
    ("result", "left"),
    [
        (IdentityResult.APPLIED, True),
        (IdentityResult.RECEIVED, False),
        (IdentityResult.REFUSED, False),
        (IdentityResult.NOT_WANTED, False),
    ],
)
def test_who_applied_stays_and_every_other_result_is_final(clerk: Desk, result: IdentityResult, left: bool) -> None:
    """The newest result holds; who was not granted one can be listed again, and a later note puts them back."""
    registered(clerk, woman())
    who = only(clerk).registrant
    identity.note(clerk, who, NoteDraft(result, today(clerk), "T-77"))
    assert [line.registrant for line in identity.people_of(clerk)] == ([who] if left else [])
    assert [one.people for one in identity.villages(clerk)] == ([1] if left else [])
    again = identity.people_of(clerk, refused=True)
    assert bool(again) == (left or result is IdentityResult.REFUSED)
    assert [one.people for one in identity.villages(clerk, refused=True)] == ([1] if again else [])
    identity.note(clerk, who, NoteDraft(IdentityResult.APPLIED, today(clerk), "T-78"))
    assert (only(clerk).result, only(clerk).token, only(clerk).day) == (IdentityResult.APPLIED, "T-78", today(clerk))


def test_a_paper_that_has_come_becomes_the_registrants_number(clerk: Desk) -> None:
    """Search finds her by it, the next registration with it is warned of, the household's history says it."""
    code = registered(clerk, woman(), child("علی"))
    who = next(line.registrant for line in identity.people_of(clerk) if line.grown)
    saved = identity.note(
        clerk, who, NoteDraft(IdentityResult.RECEIVED, today(clerk), "", "CNIC", "۳۶۱۰۱-۱۲۳۴۵۶۸-۲", NumberSeen.COPY)
    )
    assert saved.number_kept
    assert not saved.problems
    assert [found.registrant for found in registration.find(clerk, HERS)] == [who]
    shown = registration.show(clerk, code)
    mother = shown.members[0]
    assert (mother.id_type, mother.id_masked[-1], mother.number_seen) == ("CNIC", "2", NumberSeen.COPY)
    assert shown.version == 2
    assert any(line.kind == "household.corrected" for line in shown.history)
    twice = registration.register(clerk, household(woman("سکینہ", id_type="CNIC", id_number=HERS)))
    assert who in [found.registrant for found in twice.possible_duplicates]
    assert named(identity.people_of(clerk)) == [("علی", "CRC")]


def test_only_the_number_changes(clerk: Desk) -> None:
    """Places, holders, phone and photo of everybody stay; a correction that was open meanwhile is refused."""
    code = registered(clerk, woman(phone="0300-1234567", safe_to_call=True), husband(), child("علی"))
    before = registration.draft_of(clerk, code)
    who = registration.show(clerk, code).members[0].id
    identity.note(clerk, who, NoteDraft(IdentityResult.RECEIVED, today(clerk), "", "CNIC", HERS))
    after = registration.draft_of(clerk, code)
    changed = [(a.id_type, a.id_number) for a, b in zip(after.members, before.members, strict=True) if a != b]
    assert changed == [("CNIC", HERS)]
    assert _but_numbers(after) == _but_numbers(before)
    with pytest.raises(StaleVersion):
        registration.correct(clerk, code, before, version=1)


def _but_numbers(draft: HouseholdDraft) -> list[tuple[object, ...]]:
    return [
        (one.registrant, one.name_as_told, one.phone, one.safe_to_call, one.holder, one.photo, one.relation)
        for one in draft.members
    ]


def test_a_number_that_somebody_has_is_said_and_kept(clerk: Desk) -> None:
    """The husband's number for the wife: two remarks, and it is kept all the same; nobody is held back."""
    registered(clerk, woman(), husband())
    registered(clerk, husband(name_as_told="کریم", id_number="36101-7654321-1"), village="Chak 13")
    who = only(clerk).registrant
    saved = identity.note(clerk, who, NoteDraft(IdentityResult.RECEIVED, today(clerk), "", "CNIC", "36101-7654321-1"))
    assert {problem.code for problem in saved.problems} == {Finding.NUMBER_USED, Finding.CNIC_SEX_DIGIT}
    assert {problem.where for problem in saved.problems} == {"paper.number"}
    assert saved.number_kept


def test_a_paper_without_its_number_is_a_result_too(clerk: Desk) -> None:
    """It came, and nobody read the number: final, and nothing of the person changes."""
    code = registered(clerk, woman())
    saved = identity.note(clerk, only(clerk).registrant, NoteDraft(IdentityResult.RECEIVED, today(clerk)))
    assert not saved.number_kept
    assert registration.show(clerk, code).version == 1
    assert identity.people_of(clerk) == ()


@pytest.mark.parametrize(
    ("draft", "where", "code"),
    [
        (NoteDraft(None, date(2026, 1, 1)), "result", Finding.RESULT_MISSING),
        (NoteDraft(IdentityResult.APPLIED), "day", Finding.DAY_MISSING),
        (NoteDraft(IdentityResult.APPLIED, date(2200, 1, 1)), "day", Finding.DAY_FUTURE),
        (NoteDraft(IdentityResult.APPLIED, date(1026, 1, 1)), "day", Finding.DAY_LONG_AGO),
        (NoteDraft(IdentityResult.APPLIED, date(2026, 1, 1), "x" * 31), "token", Finding.TOO_LONG),
        (NoteDraft(IdentityResult.RECEIVED, date(2026, 1, 1), "", "NIKAH", "12345"), "paper.type", Finding.PAPER_UNFIT),
        (NoteDraft(IdentityResult.RECEIVED, date(2026, 1, 1), "", "CNIC", "123"), "paper.number", Finding.CNIC_LENGTH),
        (
            NoteDraft(IdentityResult.RECEIVED, date(2026, 1, 1), "", "CNIC", "0000000000000"),
            "paper.number",
            Finding.CNIC_FILLER,
        ),
    ],
)
def test_what_a_result_cannot_be(clerk: Desk, draft: NoteDraft, where: str, code: Finding) -> None:
    """Named at its field; neither the result nor the number is kept."""
    household_code = registered(clerk, woman())
    with pytest.raises(DraftProblems) as told:
        identity.note(clerk, only(clerk).registrant, draft)
    assert (told.value.where, told.value.first) == (where, code)
    assert only(clerk).result is None
    assert registration.show(clerk, household_code).version == 1


def test_nobody_elsewhere_is_noted(clerk: Desk) -> None:
    """An id of nobody, and of somebody who left, is refused."""
    code = registered(clerk, woman(), child("علی"))
    gone = registration.show(clerk, code).members[1].id
    registration.correct(clerk, code, household(woman()))
    for who in (RegistrantId(new_id()), gone):
        with pytest.raises(PersonUnknown):
            identity.note(clerk, who, NoteDraft(IdentityResult.APPLIED, today(clerk)))


def test_clerks_only(office: TestOffice, clerk: Desk) -> None:
    """Whoever has no right is refused, for reading, listing and noting."""
    registered(clerk, woman())
    who = only(clerk).registrant
    for role in Role:
        if right_of(role, Permission.VAN_LIST) is None:
            desk = office.desk(role)
            for act in (
                lambda desk=desk: identity.villages(desk),
                lambda desk=desk: identity.van_list(desk),
                lambda desk=desk: identity.note(desk, who, NoteDraft(IdentityResult.APPLIED, date(2026, 1, 1))),
            ):
                with pytest.raises(NotPermitted):
                    act()


def test_check_misses_a_result_that_was_slipped_in_or_taken_out(clerk: Desk, office: TestOffice) -> None:
    """A note without its entry, and an entry without its note, are named."""
    registered(clerk, woman())
    identity.note(clerk, only(clerk).registrant, NoteDraft(IdentityResult.APPLIED, today(clerk)))
    opened = office.opened(Role.CLERK)
    assert safekeeping.check(clerk, opened.certificates, office.folder).first_bad is None
    for statement in ("UPDATE identity_note SET id = randomblob(16)", "DELETE FROM identity_note"):
        with clerk.store.writer.connect() as conn, conn.begin():
            conn.execute(text(statement))
        found = safekeeping.check(clerk, opened.certificates, office.folder).first_bad
        assert found is not None
        assert found.why == "stray_identity_note"


def test_the_newest_result_holds_also_within_one_moment(clerk: Desk) -> None:
    """Two notes right after each other: the second one counts."""
    registered(clerk, woman())
    who = only(clerk).registrant
    for token in ("one", "two", "three"):
        identity.note(clerk, who, NoteDraft(IdentityResult.APPLIED, today(clerk) - timedelta(days=1), token))
    assert only(clerk).token == "three"


def test_an_event_age_is_grown_by_days_that_passed(clerk: Desk) -> None:
    """The year in which it was told counts, however the age was found."""
    told = today(clerk).replace(month=1, day=1)
    registered(clerk, woman(age_years=16, age_method=AgeMethod.ESTIMATED, age_as_of=told.replace(year=told.year - 3)))
    assert (only(clerk).age_years, only(clerk).wanted) == (19, "CNIC")
