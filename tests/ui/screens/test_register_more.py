"""What the form asks only where it matters: by an event, behind F2, a husband's number; the way stays as long."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.ui.screens.register.husband import husband_of, number_moved
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, WHERE, WHO
from desktop.ui.workbench import GoRegister
from desktop.usecases import collectors, registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    AgeEvent,
    AgeMethod,
    Intermediary,
    Language,
    NumberSeen,
    ParentRelation,
    PhoneOwner,
    Sex,
    VoucherRelation,
)
from tests.factories import TestOffice, child, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, PAGE_DOWN, SHIFT, here, press, write
from tests.ui.screens.test_register import form

F2, F6 = Qt.Key.Key_F2, Qt.Key.Key_F6
ONE, TWO, THREE, FOUR = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4


def begun(enter: Enter, draft: HouseholdDraft, step: int = WHO) -> RegisterPage:
    """The form with a draft as if it had been typed, at a step."""
    page = form(enter(Role.CLERK, GoRegister()))
    page.draft = draft
    page._go_to(step)  # pyright: ignore[reportPrivateUsage]
    return page


def test_a_corrected_name_of_the_head_is_that_of_those_called_by_it(enter: Enter) -> None:
    """Of those by whose names nothing else was written; one step of Undo takes all of it back."""
    head = woman("رحیم", "Rahim", sex=Sex.MALE, parent_relation=ParentRelation.SON_OF)
    called = {"parent_name": "رحیم", "parent_latin": "Rahim"}
    wife = woman("سکینہ", relation="WIFE", parent_relation=ParentRelation.WIFE_OF, **called)
    son = child("علی", parent_relation=ParentRelation.SON_OF, **called)
    other = child("بلال", parent_relation=ParentRelation.SON_OF, parent_name="کریم", parent_latin="Karim")
    mother = woman("مائی", relation="MOTHER", parent_relation=ParentRelation.WIFE_OF, **called)
    page = begun(enter, household(head, wife, son, other, mother))
    page.panels.head.name_latin.setFocus()
    page.panels.head.name_latin.selectAll()
    write("Raheem")
    press(ENTER)
    assert [one.parent_latin for one in page.draft.members[1:]] == ["Raheem", "Raheem", "Karim", "Rahim"]
    assert {one.parent_name for one in page.draft.members[1:]} == {"رحیم", "کریم"}
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert [one.parent_latin for one in page.draft.members[1:]] == ["Rahim", "Rahim", "Karim", "Rahim"]


def test_an_age_by_an_event_is_answered_by_keys_in_the_row_and_says_what_follows(enter: Enter) -> None:
    page = begun(enter, household(woman(age_years=None, age_method=None, age_as_of=None)))
    head = page.panels.head
    head.age.setFocus()
    press(ENTER, FOUR)
    assert head.event_age.which.isVisible()
    press(ENTER, TWO, ENTER)
    assert head.event_age.years.hasFocus()
    write("۶")
    press(ENTER)
    assert head.event_age.rows[1].problem() == f"{head.age.digits()} years now, born 2004 ± 2"
    press(ENTER)
    assert head.work.isAncestorOf(here())
    member = page.draft.members[0]
    assert (member.age_event, member.age_then, member.age_method) == (AgeEvent.FLOOD_2010, 6, AgeMethod.EVENT)
    head.event_age.side.setFocus()
    press(TWO)
    assert page.draft.members[0].age_then == -6
    head.age_method.setFocus()
    press(THREE)
    assert not head.event_age.which.isVisible()
    member = page.draft.members[0]
    assert (member.age_event, member.age_then, member.age_years) == (None, None, None), "years of the event are gone"
    head.age.setFocus()
    write("40")
    press(ENTER)
    member = page.draft.members[0]
    assert (member.age_event, member.age_years, member.age_method) == (None, 40, AgeMethod.ESTIMATED)


def test_an_age_that_was_kept_by_an_event_is_shown_by_it_and_opening_changes_nothing(
    enter: Enter, office: TestOffice
) -> None:
    told = household(woman(age_years=None, age_event=AgeEvent.EARTHQUAKE_2005, age_then=-2, age_as_of=None))
    done = registration.register(office.desk(Role.CLERK), told).household
    page = form(enter(Role.CLERK, GoRegister(done.code)))
    before = page.draft
    head = page.panels.head
    assert (head.event_age.which.value(), head.event_age.years.digits()) == ("earthquake_2005", "2")
    assert head.event_age.side.value() == "after"
    page._commit("")  # pyright: ignore[reportPrivateUsage]
    assert page.draft == before
    press(F2)
    press(F2)
    page._commit("")  # pyright: ignore[reportPrivateUsage]
    assert page.draft == before


def test_f2_asks_more_by_keys_alone_and_leads_back_to_the_field(enter: Enter) -> None:
    page = begun(enter, household(woman(id_type="CNIC", id_number="3630212345674", phone="03001234567")))
    head = page.panels.head
    head.cnic.setFocus()
    assert page.more_button.text() == "More about this person"
    press(F2)
    assert head.more is not None
    assert not head.cnic.isVisible()
    assert page.more_button.text() == "Back to the person"
    assert head.more.seen.isAncestorOf(here())
    press(TWO, ENTER)
    write("شام کو")
    press(ENTER, ENTER, ENTER)
    press(ONE, ENTER, ONE, ENTER, THREE)
    press(F2)
    assert head.cnic.hasFocus()
    assert page.more_button.text() == "More about this person: 3"
    member = page.draft.members[0]
    assert (member.number_seen, member.safe_times, member.washington) == (NumberSeen.COPY, "شام کو", "113---")
    assert member.intermediary is None
    press(F2, TWO)
    assert page.draft.members[0].number_seen is None, "the same key again takes an answer away"
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert page.draft.members[0].number_seen is NumberSeen.COPY
    assert head.more.seen.isAncestorOf(here()), "what was taken back is seen"


def test_enter_in_the_last_question_and_back_from_the_first_lead_to_the_person(enter: Enter) -> None:
    page = begun(enter, household())
    head = page.panels.head
    head.work.setFocus()
    press(F2)
    assert head.more is not None
    assert not head.more.seen.isVisible(), "without a number nobody asks how it was seen"
    assert head.more.role.isAncestorOf(here())
    press(ONE)
    press(ENTER, modifier=SHIFT)
    assert head.work.isAncestorOf(here())
    assert page.draft.members[0].intermediary is Intermediary.MUNSHI
    press(F2)
    while head.is_turned:
        press(ENTER)
    assert head.work.isAncestorOf(here())
    assert page.step == WHO


def test_the_common_path_has_no_stop_more(enter: Enter) -> None:
    """Nothing that is asked behind F2, by an event or about a husband is a stop of the keyboard on the way."""
    page = form(enter(Role.CLERK, GoRegister()))
    names = [stop.accessibleName() for stop in page.panels.who.stops()]
    head = page.panels.head
    assert len(names) == 15
    assert head.more is None, "and nothing of it is made before it is asked for"


def test_an_infant_s_name_may_be_passed_over(enter: Enter, office: TestOffice) -> None:
    page = begun(enter, household(woman()), PEOPLE)
    page.people.add()
    people = page.panels.people.form
    press(TWO, ENTER, ENTER, ENTER)
    people.age.setFocus()
    write("0")
    press(ENTER)
    assert page.draft.members[1].unnamed
    press(PAGE_DOWN, PAGE_DOWN)
    assert page.step == WHERE
    press(Qt.Key.Key_S, modifier=CTRL)
    assert page.step == READ_BACK
    page.save()
    assert page.saved is not None
    shown = registration.find(office.desk(Role.CLERK), "Rahim Bux", limit=50)
    assert any(one.unnamed for one in shown)


def test_a_husband_s_number_goes_to_the_husband_by_one_key_and_comes_back_by_undo(enter: Enter, qtbot: QtBot) -> None:
    """Scenario 3: the warning holds nobody back, and offers to move the number."""
    man = MemberDraft("رحیم بخش", "Rahim Bux", relation="HUSB", sex=Sex.MALE)
    page = begun(enter, household(woman(), man))
    head = page.panels.head
    head.cnic.setFocus()
    write("3630212345677")
    press(ENTER)
    assert "somebody else" in head._rows["id"].problem()  # pyright: ignore[reportPrivateUsage]
    assert head.to_husband.isVisible()
    press(F6)
    qtbot.waitUntil(lambda: page.draft.members[1].id_number == "3630212345677")
    assert page.draft.members[0].id_number == ""
    assert not head.to_husband.isVisible()
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert page.draft.members[0].id_number == "3630212345677"
    assert page.draft.members[1].id_number == ""


def test_a_woman_without_a_husband_in_sight_is_offered_nothing(enter: Enter) -> None:
    widow = woman(parent_relation=ParentRelation.WIDOW_OF, id_type="CNIC", id_number="3630212345677")
    page = begun(enter, household(widow))
    page.panels.head.cnic.setFocus()
    press(ENTER)
    assert page.panels.head._rows["id"].problem()  # pyright: ignore[reportPrivateUsage]
    assert not page.panels.head.to_husband.isVisible()


def test_who_the_husband_is() -> None:
    wife = woman(id_type="CNIC", id_number="3630212345677")
    man = MemberDraft("رحیم", relation="HUSB", sex=Sex.MALE)
    assert husband_of((wife, child("علی"), man), 0) == 2
    assert husband_of((replace(man, relation="HEAD"), replace(wife, relation="WIFE")), 1) == 0
    assert husband_of((wife, child("علی")), 0) == 2, "only named: he joins the list"
    assert husband_of((man, replace(wife, relation="SIS")), 1) is None
    assert husband_of((man,), 0) is None
    _, his = number_moved((wife,), 0)
    assert (his.name_as_told, his.relation, his.sex, his.id_number) == (
        "رحیم بخش",
        "HUSB",
        Sex.MALE,
        "3630212345677",
    )
    kept = number_moved((wife, replace(man, id_type="CNIC", id_number="3630212345679")), 0)
    assert (kept[0].id_number, kept[1].id_number) == ("", "3630212345679")


def test_a_phone_on_three_households_asks_whose_it_is_at_its_field(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """Scenario 7: the count is said, the answer is asked for, then it saves."""
    desk = office.desk(Role.CLERK)
    for _ in range(3):
        registration.register(desk, household(woman(phone="0305-7654321")))
    old = woman("نور", "Noor", parent_name="قادر", parent_latin="Qadir", age_years=70)
    page = begun(enter, household(old, village="Kot Mehr"))
    head = page.panels.head
    head.phone.setFocus()
    write("03057654321")
    assert head.owner.value() is None, "whose it is, is not guessed"
    press(ENTER)
    qtbot.waitUntil(lambda: "3 other households" in head._rows["phone"].problem())  # pyright: ignore[reportPrivateUsage]
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]
    press(PAGE_DOWN)
    assert page.step == WHO, "the one thing that stops leads to its field"
    head.owner.setFocus()
    press(DOWN, DOWN, DOWN, DOWN)
    assert page.draft.members[0].phone_owner is PhoneOwner.NEIGHBOUR
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]
    press(PAGE_DOWN)
    assert page.step == READ_BACK
    page.save()
    assert page.saved is not None


def test_trusted_people_are_named_behind_f2_and_kept(enter: Enter, office: TestOffice) -> None:
    sister = woman("نسیم", "Naseem", relation="SIS", holder=None)
    page = begun(enter, household(woman(), sister, child("علی")), WHERE)
    press(F2)
    trusted = page.panels.where.trusted
    assert trusted is not None
    assert trusted.collectors[0].who.hasFocus()
    choices = [trusted.collectors[0].who.itemText(at) for at in range(trusted.collectors[0].who.count())]
    assert choices == ["Nobody", "Naseem", "Somebody else"]
    press(DOWN, ENTER)
    assert trusted.collectors[1].who.hasFocus()
    press(DOWN, DOWN, ENTER)
    write("رانی")
    press(ENTER, ENTER)
    write("۰۳۰۱۲۲۲۳۳۴۴")
    press(ENTER)
    write("Ghulam Fatima")
    press(ENTER, DOWN, ENTER)
    press(F2)
    assert page.panels.where.village.hasFocus()
    assert page.more_button.text() == "Trusted people: 3"
    draft = page.draft
    assert draft.collectors == (
        CollectorDraft(member=1),
        CollectorDraft(name_as_told="رانی", phone="03012223344"),
    )
    assert draft.vouchers == (VoucherDraft(name_latin="Ghulam Fatima", relation=VoucherRelation.NEIGHBOUR),)
    page.read_back()
    page.save()
    assert page.saved is not None
    view = registration.show(office.desk(Role.CLERK), HouseholdCode(page.saved.code.code()))
    assert [one.name_as_told for one in view.collectors] == ["نسیم", "رانی"]
    page = form(enter(Role.CLERK, GoRegister(view.code)))
    before = page.draft
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]
    press(F2, F2)
    page._commit("")  # pyright: ignore[reportPrivateUsage]
    assert page.draft == before


def test_whoever_cannot_be_named_is_said_at_the_field_without_a_reason(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    munshi = IntermediaryDraft(Intermediary.MUNSHI, name_latin="Bashir Ahmad", phone="0300-9090909")
    collectors.note_intermediary(office.desk(Role.CLERK), munshi)
    page = begun(enter, household(), WHERE)
    press(F2)
    trusted = page.panels.where.trusted
    assert trusted is not None
    trusted.vouchers[0].name.setFocus()
    write("Somebody")
    press(ENTER, ENTER)
    write("03009090909")
    press(ENTER)
    neutral = "This person cannot be named here. Please choose somebody else."
    qtbot.waitUntil(lambda: trusted.vouchers[0].row.problem() == neutral)
    press(PAGE_DOWN)
    assert page.step == WHERE
    assert trusted.vouchers[0].name.hasFocus()
    assert page.notices.notices(), "and it is said above the form"


def test_a_member_taken_out_collects_no_more_and_the_others_stay_who_they_are(enter: Enter) -> None:
    sister, aunt = (woman(name, relation="SIS", holder=None) for name in ("نسیم", "زینت"))
    draft = replace(household(woman(), sister, aunt), collectors=(CollectorDraft(member=2), CollectorDraft(member=1)))
    page = begun(enter, draft, PEOPLE)
    page.people.remove(1)
    assert page.draft.collectors == (CollectorDraft(member=1),)
    assert page.draft.members[1].name_as_told == "زینت"


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU, Language.SINDHI])
@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1024, 600)])
def test_what_is_behind_f2_fits_both_windows(
    language: Language, size: QSize, enter: Enter, speak: Callable[..., None]
) -> None:
    """Nothing is wider than the window; what is longer scrolls to the field that has the keyboard."""
    speak(language, size)
    frame = enter(Role.CLERK, GoRegister(), size)
    page = form(frame)
    page.draft = household(woman(id_type="CNIC", id_number="3630212345677", phone="03001234567"))
    page._go_to(WHO)  # pyright: ignore[reportPrivateUsage]
    head = page.panels.head
    head.age_method.setFocus()
    press(FOUR)
    press(F2)
    assert page.minimumSizeHint().width() <= size.width()
    assert head.more is not None
    last = list(head.more.six.values())[-1]
    while not last.isAncestorOf(here()):
        press(ENTER)
    top = last.mapTo(page, last.rect().topLeft()).y()
    assert 0 <= top <= page.height() - last.height()
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]
    press(F2)
    assert page.minimumSizeHint().width() <= size.width()


def test_whose_phone_is_asked_also_when_the_village_was_only_just_written(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """Enter in the village leads on at once; what was found about the phone before still holds."""
    desk = office.desk(Role.CLERK)
    for _ in range(3):
        registration.register(desk, household(woman(phone="0305-7654321")))
    old = woman("نور", "Noor", parent_name="قادر", parent_latin="Qadir", age_years=70)
    page = begun(enter, household(old, village=""))
    page.panels.head.phone.setFocus()
    write("03057654321")
    press(ENTER)
    qtbot.waitUntil(lambda: "Ask whose" in page.panels.head._rows["phone"].problem())  # pyright: ignore[reportPrivateUsage]
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]
    page.panels.where.village.setFocus()
    write("Kot Mehr")
    press(ENTER)
    assert page.step == WHO
    owner = page.panels.head.owner
    assert owner.hasFocus(), "it is asked for, not the number before it"
    row = page.panels.head._rows["phone"]  # pyright: ignore[reportPrivateUsage]

    def is_seen() -> bool:
        shown = page._area.mapTo(page, page._area.rect().bottomLeft()).y()  # pyright: ignore[reportPrivateUsage]
        return row.mapTo(page, row.rect().bottomLeft()).y() <= shown

    qtbot.waitUntil(is_seen)
