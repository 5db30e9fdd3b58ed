"""Keys that went astray in the form change nothing silently; one age has one place to write it; drafts are not lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft
from desktop.ui.kept_form import KIND, KeptForm, read_kept, write_kept
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, WHERE, WHO
from desktop.ui.workbench import GoHousehold, GoRegister
from desktop.usecases import registration
from desktop.values.finding import Finding
from desktop.values.permissions import Role
from desktop.values.problem import Problem
from desktop.values.vocabulary import AgeMethod, Language, Sex
from desktop.words.problems import say_problem
from tests.factories import TestOffice, child, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, here, press, write

ONE, TWO, FOUR = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4

LANGUAGES = pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])

type Speak = Callable[[Language], None]


def opened(enter: Enter, speak: Speak, language: Language) -> RegisterPage:
    """The form of a new household, consent given, the keyboard in the name of the head."""
    speak(language)
    page = enter(Role.CLERK, GoRegister()).page
    assert isinstance(page, RegisterPage)
    press(ONE, ENTER)
    assert here() is page.panels.head.name
    return page


@LANGUAGES
def test_a_lost_enter_after_the_sex_changes_nobody(enter: Enter, speak: Speak, language: Language) -> None:
    """1 for a woman, then 34 without the Enter between: she stays a woman, and the row says how to go on."""
    page = opened(enter, speak, language)
    head = page.panels.head
    head.sex.setFocus()
    press(ONE)
    write("34")
    assert head.member().sex is Sex.FEMALE
    row = head._rows["sex"]  # pyright: ignore[reportPrivateUsage]
    assert row.problem(), "it is said why nothing happened"
    press(ENTER)
    assert not row.problem()
    write("34")
    assert head.member().age_years == 34
    head.sex.setFocus()
    press(TWO)
    assert head.member().sex is Sex.MALE, "whoever comes back chooses again"


@LANGUAGES
def test_letters_on_chips_are_answered_and_a_space_between_them_chooses_nobody(
    enter: Enter, speak: Speak, language: Language
) -> None:
    head = opened(enter, speak, language).panels.head
    head.sex.setFocus()
    write("زینب بی بی")
    assert head.member().sex is None
    assert head._rows["sex"].problem()  # pyright: ignore[reportPrivateUsage]
    press(DOWN)
    assert head.member().sex is not None, "arrows choose as ever"


@LANGUAGES
def test_latin_letters_go_to_their_field_before_everybodys_eyes(enter: Enter, speak: Speak, language: Language) -> None:
    head = opened(enter, speak, language).panels.head
    write("Sakina Bibi")
    assert head.name.value() == "Sakina Bibi"
    press(ENTER)
    assert (head.name.value(), head.name_latin.value()) == ("", "Sakina Bibi")
    assert here() is head.name_latin
    assert head._rows["name"].problem()  # pyright: ignore[reportPrivateUsage]
    press(Qt.Key.Key_End)
    write(" Mai")
    assert not head._rows["name"].problem()  # pyright: ignore[reportPrivateUsage]
    assert head.member().name_latin == "Sakina Bibi Mai"


@LANGUAGES
def test_an_age_by_an_event_has_one_place_to_write_it(enter: Enter, speak: Speak, language: Language) -> None:
    """While *Event* is chosen nobody can write years, and the years written before are gone, not hidden."""
    page = opened(enter, speak, language)
    head = page.panels.head
    head.age.setFocus()
    write("50")
    press(ENTER)
    press(FOUR)
    assert not head.age.isEnabled()
    assert head.age.value() == ""
    assert head.member().age_years is None
    assert page.draft.members[0].age_years is None, "nor does the draft keep them"
    press(ENTER, ONE, ENTER)
    write("10")
    press(ENTER)
    assert head.age.value() not in ("", "50"), "found by the event"
    head.age_method.setFocus()
    press(TWO)
    assert head.age.isEnabled()
    assert head.member().age_years is None
    assert page.draft.members[0].age_years is None
    assert page.draft.members[0].age_method is None, "nothing of the event survives as said"


@LANGUAGES
def test_known_from_paper_is_proposed_only_beside_a_paper(enter: Enter, speak: Speak, language: Language) -> None:
    page = opened(enter, speak, language)
    head = page.panels.head
    write("رحیم بخش")
    head.sex.setFocus()
    press(TWO, ENTER)
    write("40")
    press(ENTER, ONE)  # known from a paper
    press(Qt.Key.Key_PageDown)
    assert page.step == PEOPLE
    form = page.panels.people.form
    press(ONE, ENTER)
    write("زینب")
    form.age.setFocus()
    write("30")
    assert form.age_method.value() == AgeMethod.STATED
    form.cnic.setFocus()
    write("3630212345671")
    assert form.age_method.value() == AgeMethod.DOCUMENT
    press(*[Qt.Key.Key_Backspace] * 13)
    assert form.age_method.value() == AgeMethod.STATED


def test_a_resumed_draft_looks_for_people_alike_at_once(enter: Enter, office: TestOffice) -> None:
    registration.register(office.desk(Role.CLERK), household(woman(), child("علی")))
    kept = KeptForm(household(woman()))
    registration.keep_draft(office.desk(Role.CLERK), KIND, write_kept(kept))
    again = enter(Role.CLERK, GoRegister(resume=True)).page
    assert isinstance(again, RegisterPage)
    assert again.alike._timer.isActive()  # pyright: ignore[reportPrivateUsage]
    again.alike._timer.timeout.emit()  # pyright: ignore[reportPrivateUsage]
    assert again.matches.found


@LANGUAGES
def test_an_untouched_correction_by_keys_says_that_nothing_was_changed(
    enter: Enter, office: TestOffice, speak: Speak, language: Language
) -> None:
    """C, Ctrl+S, Ctrl+S, three times: the phone is the one that was told, the history has one line."""
    speak(language)
    told = household(woman(phone="0300-1234567", safe_to_call=False), phone=True)
    code = registration.register(office.desk(Role.CLERK), told).household.code
    before = registration.show(office.desk(Role.CLERK), code)
    frame = enter(Role.CLERK, GoHousehold(code))
    for _ in range(3):
        press(Qt.Key.Key_C)
        press(Qt.Key.Key_S, modifier=CTRL)
        press(Qt.Key.Key_S, modifier=CTRL)
        assert not isinstance(frame.page, RegisterPage)
    after = registration.show(office.desk(Role.CLERK), code)
    assert after == before
    assert after.members[0].phone == "+923001234567"


def test_delete_beside_the_list_goes_there_and_says_so(enter: Enter) -> None:
    page = enter(Role.CLERK, GoRegister()).page
    assert isinstance(page, RegisterPage)
    page.draft = household(woman(), child("علی"))
    page._go_to(PEOPLE)  # pyright: ignore[reportPrivateUsage]
    people = page.panels.people
    assert here() is people.add_button
    press(Qt.Key.Key_Delete)
    assert len(page.draft.members) == 2, "nobody is taken out from far away"
    assert here() is people.list
    assert people.keys_line() != ""
    press(DOWN, Qt.Key.Key_Delete)
    assert [member.name_as_told for member in page.draft.members] == ["سکینہ بی بی"]
    assert people.keys_line() == ""


def test_a_step_that_is_shown_takes_nothing_from_a_panel_that_was_never_filled(enter: Enter) -> None:
    """A draft that is gone on with at the people: on the way to the first step its head stays whole."""
    page = enter(Role.CLERK, GoRegister()).page
    assert isinstance(page, RegisterPage)
    page.draft = before = household(woman(), child("علی"))
    page._go_to(PEOPLE, 1)  # pyright: ignore[reportPrivateUsage]
    page.panels.people.form.name.setFocus()
    page._go_to(WHO)  # pyright: ignore[reportPrivateUsage]
    assert page.draft == before


@LANGUAGES
def test_a_relation_alone_makes_nobody(enter: Enter, speak: Speak, language: Language) -> None:
    """A number pressed in the empty form of the next person: Page Down and Enter ask for the name, Esc takes it out."""
    page = opened(enter, speak, language)
    write("سکینہ")
    press(Qt.Key.Key_PageDown)
    people = page.panels.people
    press(Qt.Key.Key_3, Qt.Key.Key_PageDown)
    assert people.place == 1, "nobody else is begun while this one is empty"
    assert here() is people.form.name
    assert people.form._rows["name"].problem()  # pyright: ignore[reportPrivateUsage]
    people.form.phone.setFocus()
    press(ENTER)
    assert (people.place, here()) == (1, people.form.name)
    press(Qt.Key.Key_Escape)
    assert (people.place, len(page.draft.members)) == (None, 1)
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert (people.place, page.draft.members[1].relation) == (1, "DAU"), "it can be taken back"
    people.form.name.setFocus()
    write("زینب")
    press(Qt.Key.Key_PageDown)
    assert (people.place, len(page.draft.members)) == (2, 2)


def test_a_name_that_comes_later_holds_nobody_back(enter: Enter, speak: Speak) -> None:
    """Somebody of whom more than the relation is written stays, nameless until it is saved."""
    page = opened(enter, speak, Language.ENGLISH)
    write("سکینہ")
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_3)
    page.panels.people.form.age.setFocus()
    write("9")
    press(Qt.Key.Key_PageDown)
    assert page.panels.people.place == 2
    press(Qt.Key.Key_Escape)
    assert [member.age_years for member in page.draft.members] == [None, 9]


def test_the_list_of_people_marks_a_row_only_where_the_keyboard_is(enter: Enter, qtbot: QtBot) -> None:
    """Esc and Page Up from a person go to that person's row; from nobody, or another step, no row is marked."""
    page = enter(Role.CLERK, GoRegister()).page
    assert isinstance(page, RegisterPage)
    page.draft = household(woman(), child("علی"), child("ولی"))
    people = page.panels.people
    for leave in (Qt.Key.Key_Escape, Qt.Key.Key_PageUp):
        page._go_to(PEOPLE, 1)  # pyright: ignore[reportPrivateUsage]
        press(leave)
        qtbot.waitUntil(lambda: people.place is None)
        assert (people.list.present(), here()) == ("1", people.list)
        press(ENTER)
        assert people.place == 1, "Enter opens whom the row shows"
        page.people.add()
        press(leave)
        qtbot.waitUntil(lambda: people.place is None)
        assert (people.list.present(), here()) == (None, people.add_button)
    press(DOWN, Qt.Key.Key_PageDown)
    assert page.step == WHERE
    press(Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: page.step == PEOPLE)
    assert (people.list.present(), here()) == (None, people.add_button)


def with_a_collector(second: MemberDraft) -> HouseholdDraft:
    """Three members; the third collects for the household."""
    told = household(woman(), second, woman("نسیم", "Naseem", relation="SIS"))
    return replace(told, collectors=(CollectorDraft(member=2),))


def test_whoever_is_taken_out_by_esc_leaves_the_collector_as_chosen(enter: Enter, qtbot: QtBot) -> None:
    """The sister collects, whose place is another one now; nobody else does."""
    page = enter(Role.CLERK, GoRegister()).page
    assert isinstance(page, RegisterPage)
    page.draft = with_a_collector(MemberDraft(relation="SON"))
    page._go_to(PEOPLE, 1)  # pyright: ignore[reportPrivateUsage]
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(page.draft.members) == 2)
    assert page.draft.members[1].name_latin == "Naseem"
    assert page.draft.collectors == (CollectorDraft(member=1),)


def test_whoever_is_known_already_leaves_the_collector_as_chosen(enter: Enter, office: TestOffice) -> None:
    """As above, in the draft that is kept of the others."""
    code = registration.register(office.desk(Role.CLERK), household(woman("زینب", "Zainab"))).household.code
    page = enter(Role.CLERK, GoRegister()).page
    assert isinstance(page, RegisterPage)
    page.draft = with_a_collector(child("علی"))
    page.doubles.known.emit(1, code)
    body = registration.kept_draft(office.desk(Role.CLERK), KIND)
    assert body is not None
    kept = read_kept(body.body)
    assert kept is not None
    assert [member.name_latin for member in kept.draft.members] == ["Sakina Bibi", "Naseem"]
    assert kept.draft.collectors == (CollectorDraft(member=1),)


@LANGUAGES
def test_what_is_unlikely_of_a_person_is_said_at_its_field(enter: Enter, speak: Speak, language: Language) -> None:
    """A digit in a name, a wife of nine, the card of a grown-up for a child: said there, and stops nobody."""
    page = opened(enter, speak, language)
    page.draft = household(
        woman("رحیم بخش ۲", "", sex=Sex.MALE),
        child("زینب", relation="WIFE", age_years=9),
        child("علی", id_type="CNIC", id_number="3630212345671"),
    )
    for place, row, finding, facts in (
        (1, "age", Finding.SPOUSE_YOUNG, {"years": "9"}),
        (2, "id", Finding.CNIC_OF_CHILD, {}),
    ):
        page._go_to(PEOPLE, place)  # pyright: ignore[reportPrivateUsage]
        form = page.panels.people.form
        form.focus_row(row)
        press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)  # also over the number of a paper
        said = say_problem(Problem("", finding, facts=facts))
        assert said in form._rows[row].problem()  # pyright: ignore[reportPrivateUsage]
    page._go_to(WHO)  # pyright: ignore[reportPrivateUsage]
    page.panels.head.focus_row("name")
    press(Qt.Key.Key_Tab)
    digit = say_problem(Problem("", Finding.NAME_HAS_DIGIT))
    assert digit in page.panels.head._rows["name"].problem()  # pyright: ignore[reportPrivateUsage]
    page.read_back()
    assert page.step == READ_BACK
