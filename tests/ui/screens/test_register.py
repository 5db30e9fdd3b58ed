"""The register form: by keyboard, nothing lost, nobody held back, data shown as typed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.records.household import HouseholdDraft
from desktop.ui.appearance.typefaces import Role as TypeRole
from desktop.ui.kept_form import KIND, KeptForm, read_kept, write_kept
from desktop.ui.main_window import SessionFrame
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import PEOPLE, READ_BACK, SAVED, WHERE, WHO
from desktop.ui.widgets.flash import Flash, flash
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.painting import fitting, text_font
from desktop.ui.workbench import GoRegister
from desktop.usecases import registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, ParentRelation, Sex, WorkKind
from desktop.words.said import Said
from tests.factories import PLACE, TestOffice, child, household, woman
from tests.ui.keys import hold
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, ESC, PAGE_DOWN, SHIFT, here, press, write


def form(frame: SessionFrame) -> RegisterPage:
    """The page of the frame, which must be the form."""
    assert isinstance(frame.page, RegisterPage)
    return frame.page


def take(page: RegisterPage, draft: HouseholdDraft) -> None:
    """A draft as if it had been typed, the form standing at the last step."""
    page.draft = draft
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]


def write_head(page: RegisterPage) -> None:
    """Consent and the first person, by keyboard alone."""
    assert page.panels.consent.isAncestorOf(here())
    press(Qt.Key.Key_1, Qt.Key.Key_3, ENTER)
    write("سکینہ بی بی")
    press(ENTER)
    write("Sakina Bibi")
    press(ENTER, DOWN, DOWN, DOWN, ENTER)  # wife of
    write("رحیم بخش")
    press(ENTER, ENTER)  # over the Latin name
    press(Qt.Key.Key_1, ENTER)
    write("۳۴")
    press(ENTER, Qt.Key.Key_2, ENTER, Qt.Key.Key_1, ENTER, ENTER)


def test_a_family_is_registered_by_keyboard_alone(enter: Enter, office: TestOffice) -> None:
    """Consent, head, child, place, read back, save: what was typed is what the register keeps."""
    frame = enter(Role.CLERK, GoRegister())
    page = form(frame)
    write_head(page)
    press(ENTER, ENTER)  # no paper, no phone
    assert page.step == PEOPLE
    assert page.panels.people.place == 1, "a household is rarely one person: the next one's form is open"
    press(Qt.Key.Key_2, ENTER)  # son
    write("علی <b>رضا</b>")
    press(ENTER, ENTER)  # over the Latin name; father and sex are proposed
    write("8")
    press(PAGE_DOWN)
    assert page.panels.people.place == 2
    press(PAGE_DOWN)  # nobody else
    assert page.step == WHERE
    write("jalalpur")
    press(ENTER)
    write("Chak 12")
    press(ENTER)
    assert page.step == READ_BACK
    press(Qt.Key.Key_S, modifier=CTRL)
    assert page.step == SAVED
    assert page.saved is not None
    view = registration.show(office.desk(Role.CLERK), HouseholdCode(page.saved.code.code()))
    assert [member.name_as_told for member in view.members] == ["سکینہ بی بی", "علی <b>رضا</b>"]
    head, son = view.members
    assert (head.sex, head.age_years, head.work_kind, head.slot) == (Sex.FEMALE, 34, WorkKind.KILN, 1)
    assert (son.relation, son.sex, son.age_years) == ("SON", Sex.MALE, 8)
    assert (son.parent_relation, son.parent_name) == (ParentRelation.SON_OF, "رحیم بخش")
    assert (view.pcode, view.village) == ("PK61702", "Chak 12") or view.village == "Chak 12"
    assert registration.kept_draft(office.desk(Role.CLERK), KIND) is None
    press(ENTER)
    assert form(frame).step == WHO, "Enter on the filled button begins the next household"


def test_the_next_household_begins_with_the_same_place(enter: Enter, office: TestOffice) -> None:
    """Place and village of the last household are kept; no person of it is."""
    frame = enter(Role.CLERK, GoRegister())
    page = form(frame)
    take(page, household(village="Basti Jhok"))
    page.read_back()
    page.go_on()
    assert page.step == SAVED
    page.next_pressed()
    page = form(frame)
    assert (page.draft.pcode, page.draft.village) == (PLACE, "Basti Jhok")
    assert not page.draft.members[0].name_as_told
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]
    assert here() is page.panels.where.search, "the place is asked first, whatever carried over"
    press(ENTER)
    write("Chak 7")
    assert page.panels.where.village.value() == "Chak 7", "typing takes the place of what was only carried over"


def test_a_killed_page_offers_its_draft_back(enter: Enter, office: TestOffice) -> None:
    """Each field is kept as it is left; a new window offers it with its time, and going on loses nothing."""
    page = form(enter(Role.CLERK, GoRegister()))
    press(Qt.Key.Key_1, ENTER)
    write("سکینہ")
    press(ENTER)
    assert "Draft kept" in page.matches._kept.text()  # pyright: ignore[reportPrivateUsage]
    # no leaving(), no closing: the program is gone; another one opens
    again = form(enter(Role.CLERK, GoRegister()))
    assert again.offer is not None
    assert "سکینہ" in again.offer.accessibleName()
    assert again.offer.isAncestorOf(here())
    press(ENTER)
    assert again.offer is None
    assert again.panels.head.name.value() == "سکینہ"
    assert again.panels.consent.consent().register


def test_a_draft_may_be_let_go(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """The other answer forgets it, when it was given twice, each time with a press of its own."""
    kept = write_kept(KeptForm(household(), WHERE))
    registration.keep_draft(office.desk(Role.CLERK), KIND, kept)
    page = form(enter(Role.CLERK, GoRegister()))
    assert page.offer is not None
    page.offer.drop_button.setFocus()
    press(ENTER)
    assert page.offer is not None, "the first press asks"
    page.offer.resume_button.setFocus()
    page.offer.drop_button.setFocus()
    press(ENTER)
    assert page.offer is not None, "who went away in between did not answer"
    hold(ENTER, "\r", times=20)
    press(ENTER)
    assert page.offer is not None, "a key that is held, or pressed twice at once, does not answer"
    qtbot.wait(QApplication.doubleClickInterval() + 20)
    press(ENTER)
    assert page.offer is None
    assert page.step == WHO
    assert registration.kept_draft(office.desk(Role.CLERK), KIND) is None


def test_leaving_keeps_the_field_that_still_has_the_keyboard(enter: Enter, office: TestOffice) -> None:
    """Esc in the middle of a name: the name is in the draft."""
    enter(Role.CLERK, GoRegister())
    press(Qt.Key.Key_1, ENTER)
    write("Hajra Bibi")
    press(ESC)
    kept = registration.kept_draft(office.desk(Role.CLERK), KIND)
    assert kept is not None
    read = read_kept(kept.body)
    assert read is not None
    assert read.draft.members[0].name_latin == "Hajra Bibi"


def test_undo_names_the_field_and_takes_it_back(enter: Enter) -> None:
    """Ctrl+Z takes the last change back, also the one in the field that has the keyboard."""
    page = form(enter(Role.CLERK, GoRegister()))
    press(Qt.Key.Key_1, ENTER)
    write("سکینہ")
    press(ENTER)
    assert page.undo_button.shown_text() == "Undo: Name"
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert page.panels.head.name.value() == ""
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert not page.draft.consent.register


def test_problems_are_lines_and_hold_back_only_at_saving(enter: Enter) -> None:
    """Twelve digits: a sentence at the field, the next field is open; saving goes to what is missing and keeps all."""
    page = form(enter(Role.CLERK, GoRegister()))
    page.panels.head.cnic.setFocus()
    write("363021122334")
    press(ENTER)
    assert "12" in page.panels.head._rows["id"].problem()  # pyright: ignore[reportPrivateUsage]
    assert page.panels.head.phone.hasFocus()
    press(Qt.Key.Key_S, modifier=CTRL)
    assert page.step == WHO
    assert "stops" in page.notices.notices()
    assert page.panels.head.cnic.value() == "363021122334"


@pytest.mark.parametrize("bad", ["x\u202ey", "a" * 10_000])
def test_hostile_names_are_said_at_their_field(bad: str, enter: Enter) -> None:
    """A direction override or ten thousand letters: refused at saving in words, nothing lost, nothing crashes."""
    page = form(enter(Role.CLERK, GoRegister()))
    take(page, household(woman(name=bad)))
    page.read_back()
    assert page.step == WHO
    assert page.panels.head._rows["name"].problem()  # pyright: ignore[reportPrivateUsage]


def test_people_who_are_alike_are_shown_while_typing(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Another spelling of somebody registered stands in the side panel a moment later."""
    registration.register(office.desk(Role.CLERK), household(woman()))
    page = form(enter(Role.CLERK, GoRegister()))
    press(Qt.Key.Key_1, ENTER)
    write("سکینہ بی بی")
    press(ENTER, ENTER, ENTER)
    write("رحیم بخش")
    qtbot.waitUntil(lambda: bool(page.matches.found), timeout=3000)
    assert page.matches.found[0].name_as_told == "سکینہ بی بی"


def test_people_are_added_taken_out_and_given_cards(enter: Enter) -> None:
    """K gives a card, Delete takes out, and Undo brings back."""
    page = form(enter(Role.CLERK, GoRegister()))
    page.draft = household(woman(), child("علی"))
    page._go_to(PEOPLE)  # pyright: ignore[reportPrivateUsage]
    people = page.panels.people
    people.list.setFocus(Qt.FocusReason.TabFocusReason)
    press(DOWN, Qt.Key.Key_K)
    assert [member.holder for member in page.draft.members] == [1, 2]
    press(Qt.Key.Key_Delete)
    assert len(page.draft.members) == 1
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert len(page.draft.members) == 2


@pytest.mark.parametrize("people", [1, 5, 12])
def test_what_can_be_done_with_the_people_is_seen_below_their_list(
    people: int, speak: Callable[[Language], None], enter: Enter
) -> None:
    """However many they are, in the script whose lines are highest: the list is scrolled, and follows the arrows."""
    speak(Language.URDU)
    page = form(enter(Role.CLERK, GoRegister(), QSize(1366, 768)))
    page.draft = household(woman(holder=None), *(child(f"علی {number}") for number in range(1, people)))
    page._go_to(PEOPLE)  # pyright: ignore[reportPrivateUsage]
    panel = page.panels.people
    panel.list.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(people):
        QApplication.processEvents()
        assert panel.list.viewport().rect().contains(panel.list.visualRect(panel.list.currentIndex()))
        for button in (panel.add_button, panel.edit_button, panel.card_button, panel.remove_button):
            assert button.visibleRegion().boundingRect() == button.rect(), button.shown_text()
        press(DOWN)
    assert panel.list.present() == f"{people - 1}"


def test_same_as_above_copies_the_father(enter: Enter) -> None:
    """The second person takes father's name and kind from the first with one key."""
    page = form(enter(Role.CLERK, GoRegister()))
    page.draft = household(woman())
    page._go_to(PEOPLE)  # pyright: ignore[reportPrivateUsage]
    page.panels.people.add_button.click()
    page.panels.people.form.parent_name.setFocus()
    press(Qt.Key.Key_Apostrophe, modifier=CTRL)
    assert page.panels.people.form.parent_name.value() == "رحیم بخش"


def test_a_household_is_corrected_on_the_same_form(enter: Enter, office: TestOffice) -> None:
    """A supervisor changes the village; the register keeps it, and the page of the household comes back."""
    made = registration.register(office.desk(Role.CLERK), household())
    code = made.household.code
    frame = enter(Role.SUPERVISOR, GoRegister(code))
    page = form(frame)
    assert page.panels.head.name_latin.value() == "Sakina Bibi"
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]
    page.panels.where.village.set_value("Chak 15")
    page.read_back()
    page.go_on()
    assert isinstance(frame.page, HouseholdPage)
    assert registration.show(office.desk(Role.CLERK), code).village == "Chak 15"


def test_what_was_said_of_the_form_ends_with_it(enter: Enter, qtbot: QtBot) -> None:
    """Notices, the help and a sentence over the window are about the form; the code that follows is seen whole."""
    page = form(enter(Role.CLERK, GoRegister()))
    take(page, household(child("علی"), child("ولی")))
    page.show_help()
    page.bench.say(NoticeKind.LOOK, Said("A card was scanned.", "Leave this first."))
    flash(page.window(), "Nothing here takes letters.")
    page.read_back()
    page.go_on()
    assert page.step == SAVED
    assert page.saved is not None
    assert {"help", "bench"}.isdisjoint(page.notices.notices())
    assert not [one for one in page.window().findChildren(Flash) if one.isVisible()]
    page.bench.say(NoticeKind.LOOK, Said("A long sentence about something else. " * 12, "And what to do. " * 12))
    qtbot.wait(1)
    assert page.saved.code.height() >= page.saved.code.sizeHint().height()


def test_a_declined_receipt_is_recorded_without_a_reason(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """N at the end: noted, and the next household is one Enter away."""
    page = form(enter(Role.CLERK, GoRegister()))
    take(page, household())
    page.read_back()
    page.go_on()
    assert page.saved is not None
    assert page.saved.paper.data.startswith(b"%PDF")
    press(Qt.Key.Key_N)
    paper = page.saved.paper
    qtbot.waitUntil(lambda: not paper.other_button.isEnabled())
    view = registration.show(office.desk(Role.CLERK), HouseholdCode(page.saved.code.code()))
    assert "receipt.declined" in {line.kind for line in view.history}


def test_enter_on_a_chip_of_consent_goes_on_and_space_agrees(enter: Enter) -> None:
    """As everywhere in the form; Shift+Enter goes back from a chip, too."""
    page = form(enter(Role.CLERK, GoRegister()))
    line = page.panels.consent
    press(Qt.Key.Key_1)
    for chip in (line.photo, line.phone):
        chip.setFocus()
        press(ENTER)
        assert page.panels.head.name.hasFocus()
        assert not chip.isChecked()
        chip.setFocus()
        press(ENTER, modifier=SHIFT)
        assert line.agreed.chip("yes").hasFocus()
        chip.setFocus()
        press(Qt.Key.Key_Space)
        assert chip.isChecked()


def test_shift_enter_goes_back(enter: Enter) -> None:
    """From the Latin name back to the name."""
    page = form(enter(Role.CLERK, GoRegister()))
    press(Qt.Key.Key_1, ENTER, ENTER)
    assert page.panels.head.name_latin.hasFocus()
    press(ENTER, modifier=SHIFT)
    assert page.panels.head.name.hasFocus()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU, Language.SINDHI])
@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1024, 600)])
def test_the_form_fits_both_windows(language: Language, size: QSize, enter: Enter, speak: Callable[..., None]) -> None:
    """Nothing is pushed out of the window in any language: the first step asks for no more room than there is."""
    speak(language, size)
    frame = enter(Role.CLERK, GoRegister(), size)
    page = form(frame)
    page.panels.head.phone.set_value("03001234567")
    assert page.minimumSizeHint().width() <= size.width()
    bottom = page.panels.head.phone.mapTo(page.panels, page.panels.head.phone.rect().bottomLeft()).y()
    assert bottom <= page.panels.height()
    assert page.panels.head.phone.height() >= 40


def test_page_down_shows_the_rest_of_what_is_read_back(enter: Enter, qtbot: QtBot) -> None:
    """Fourteen people are more than the window holds; nobody is saved by turning the page."""
    page = form(enter(Role.CLERK, GoRegister()))
    take(page, household(woman(), *(child(f"علی {number}") for number in range(13))))
    press(Qt.Key.Key_S, modifier=CTRL)
    assert page.step == READ_BACK
    area = page.panels.read_back.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0
    for _ in range(5):
        press(PAGE_DOWN)
    assert bar.value() == bar.maximum()
    assert page.step == READ_BACK


def test_every_label_is_plain_text(enter: Enter) -> None:
    """No label of the form guesses markup in data."""
    page = form(enter(Role.CLERK, GoRegister()))
    take(page, household(woman(name="<b>زینب</b>", latin="<i>Zainab</i>")))
    page.read_back()
    assert page.step == READ_BACK
    labels = page.findChildren(QLabel)
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert any("<b>زینب</b>" in label.text() or "<i>Zainab</i>" in label.text() for label in labels)


def test_what_takes_the_keyboard_has_a_name(enter: Enter) -> None:
    """A screen reader can say every field and button of the form."""
    page = form(enter(Role.CLERK, GoRegister()))
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
    ]
    assert nameless == []


def write_wife(page: RegisterPage) -> None:
    """A head who is a man, and the form of his wife with her name in it."""
    page.draft = household(woman("محمد رمضان", "Muhammad Ramzan", sex=Sex.MALE))
    page._go_to(WHO)  # pyright: ignore[reportPrivateUsage]
    press(PAGE_DOWN)
    press(Qt.Key.Key_1, ENTER)
    write("سکینہ")
    press(ENTER)


def test_undo_says_what_it_took_back_and_goes_there(enter: Enter) -> None:
    """The age that was still in hand when Page Down was pressed: undone by name, and its field has the keyboard."""
    page = form(enter(Role.CLERK, GoRegister()))
    write_wife(page)
    press(ENTER)
    write("36")
    press(PAGE_DOWN)
    assert page.panels.people.place == 2
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert page.matches._kept.text() == "Undone: Age"  # pyright: ignore[reportPrivateUsage]
    assert page.panels.people.place == 1
    assert page.panels.people.form.age.hasFocus()
    assert page.draft.members[1].age_years is None
    assert page.draft.members[1].name_as_told == "سکینہ"


def test_what_follows_is_proposed_and_never_takes_the_place_of_an_answer(enter: Enter) -> None:
    """Wife of the head, a woman; once somebody wrote another husband, a change of the relation leaves him."""
    page = form(enter(Role.CLERK, GoRegister()))
    write_wife(page)
    people = page.panels.people.form
    assert (people.parent_name.value(), people.parent_latin.value()) == ("محمد رمضان", "Muhammad Ramzan")
    assert people.sex.value() == Sex.FEMALE
    assert people.parent_name.property("state") == "proposed"
    people.parent_name.setFocus()
    people.parent_name.selectAll()
    write("بخش")
    assert people.parent_name.property("state") != "proposed"
    people.relation.setFocus()
    press(Qt.Key.Key_3)
    assert people.parent_name.value() == "بخش"
    assert people.parent_relation.value() == ParentRelation.DAUGHTER_OF


@pytest.mark.parametrize(("age", "paper"), [("12", "CRC"), ("17", "CRC"), ("18", "CNIC"), ("۹", "CRC")])
def test_a_child_is_asked_for_a_b_form(enter: Enter, age: str, paper: str) -> None:
    """Under eighteen the B-Form is proposed, in digits of any script; a paper that was chosen stays."""
    page = form(enter(Role.CLERK, GoRegister()))
    write_wife(page)
    people = page.panels.people.form
    people.age.setFocus()
    write(age)
    assert people.paper.value() == paper
    people.paper.set_value("BIRTH")
    people.paper.chosen.emit("BIRTH")
    people.age.clear()
    write("3")
    assert people.paper.value() == "BIRTH"


def test_the_b_form_stays_proposed_when_a_child_is_opened_again(enter: Enter) -> None:
    page = form(enter(Role.CLERK, GoRegister()))
    write_wife(page)
    people = page.panels.people.form
    people.age.setFocus()
    write("12")
    page.people.leave()
    page._go_to(PEOPLE, 1)  # pyright: ignore[reportPrivateUsage]
    assert (people.paper.value(), people.paper.property("proposed")) == ("CRC", True)


def test_a_phone_is_read_back_as_people_write_it(enter: Enter) -> None:
    """A correction starts from the number as it is kept."""
    page = form(enter(Role.CLERK, GoRegister()))
    page.draft = household(replace(woman(), phone="+923001234567"))
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]
    page.read_back()
    said = "".join(label.text() for label in page.findChildren(QLabel))
    assert "0300-1234567" in said
    assert "+92" not in said


def test_somebody_else_is_chosen_from_the_list(enter: Enter, qtbot: QtBot) -> None:
    """4 opens all other relations; the keyboard is in the list, and the answer is kept."""
    page = form(enter(Role.CLERK, GoRegister()))
    write_wife(page)
    people = page.panels.people.form
    people.relation.setFocus()
    press(Qt.Key.Key_4)
    qtbot.waitUntil(people.relation.others.hasFocus)
    while people.relation.value() != "MOTHER":
        press(DOWN)
    press(ENTER)
    assert page.draft.members[1].relation == "MOTHER"
    assert people.sex.value() == Sex.FEMALE


def test_the_count_of_the_day_stands_beside_the_form(enter: Enter, office: TestOffice) -> None:
    """Only what this operator registered today."""
    registration.register(office.desk(Role.CLERK), household(woman(), child("علی")))
    page = form(enter(Role.CLERK, GoRegister()))
    assert page.day.text() == "1 household today, 2 people"


def test_who_comes_back_finds_the_person_being_written(enter: Enter) -> None:
    """After a lock the form of the third person is open again, not the list."""
    page = form(enter(Role.CLERK, GoRegister()))
    write_wife(page)
    page.leaving()
    again = form(enter(Role.CLERK, GoRegister(resume=True)))
    assert again.panels.people.place == 1
    assert again.panels.people.form.name.value() == "سکینہ"


def test_an_empty_form_is_nobody(enter: Enter) -> None:
    """Leaving while the form of the next person is open and empty adds nobody."""
    page = form(enter(Role.CLERK, GoRegister()))
    write_wife(page)
    press(PAGE_DOWN)
    page.leaving()
    assert len(page.draft.members) == 2


def test_nothing_of_a_page_that_was_left_asks_the_desk(enter: Enter, qtbot: QtBot) -> None:
    """The timers of search, numbers and later panels are still: the desk may be shut before their time comes."""
    page = form(enter(Role.CLERK, GoRegister()))
    press(Qt.Key.Key_1, ENTER)
    write("سکینہ")
    page.leaving()
    timers = [timer for timer in page.findChildren(QTimer) if timer.isActive()]
    assert timers == []


def test_a_tehsil_in_the_place_of_the_village_is_said_there(enter: Enter) -> None:
    """On the step of the place; nothing is held back, and a village takes the sentence away."""
    page = form(enter(Role.CLERK, GoRegister()))
    take(page, household(village=""))
    where = page.panels.where
    assert here() is where.village, "the place is known, so the village is the first question without an answer"
    write("Kot Addu")
    press(ENTER)
    assert page.step == READ_BACK
    press(ESC)
    row = where.form.row("village")
    assert "tehsil" in row.problem()
    where.village.setFocus()
    where.village.selectAll()
    write("Chak 7")
    press(ENTER)
    assert not row.problem()


def test_another_relation_of_somebody_opened_again_takes_along_what_followed_from_it(enter: Enter) -> None:
    """Wife becomes daughter: daughter of the same man. A word that was written by hand stays, and no man is his own
    father."""
    page = form(enter(Role.CLERK, GoRegister()))
    write_wife(page)
    page.people.leave()
    people = page.panels.people.form
    page._go_to(PEOPLE, 1)  # pyright: ignore[reportPrivateUsage]
    assert people.parent_relation.value() == ParentRelation.WIFE_OF
    assert people.parent_name.property("state") != "proposed", "what was answered is not dashed"
    press(Qt.Key.Key_3)
    assert people.relation.value() == "DAU"
    assert people.parent_relation.value() == ParentRelation.DAUGHTER_OF
    assert page.draft.members[1].parent_relation is ParentRelation.DAUGHTER_OF
    assert people.parent_name.value() == "محمد رمضان"
    assert page.undo_button.shown_text() == "Undo: Relation", "one answer, taken back by one key"
    people.parent_relation.set_value(ParentRelation.WIDOW_OF)
    people.parent_relation.chosen.emit(ParentRelation.WIDOW_OF)
    page.people.leave()
    page._go_to(PEOPLE, 1)  # pyright: ignore[reportPrivateUsage]
    press(Qt.Key.Key_2)
    assert people.parent_relation.value() == ParentRelation.WIDOW_OF, "set by hand"
    assert people.sex.value() == Sex.MALE
    man = replace(child("رحیم بخش", "HUSB"), sex=Sex.MALE, age_years=40)
    page.draft = household(woman(parent_relation=ParentRelation.DAUGHTER_OF), man)
    page._go_to(PEOPLE, 1)  # pyright: ignore[reportPrivateUsage]
    press(Qt.Key.Key_2)
    assert people.parent_name.value() == ""


@pytest.mark.parametrize("language", list(Language))
def test_no_answer_of_a_person_is_cut_in_a_large_window(
    language: Language, enter: Enter, speak: Callable[..., None]
) -> None:
    """*Daughter of* and the other words that a list may show, whatever is chosen; the row still has room for them."""
    speak(language)
    page = form(enter(Role.CLERK, GoRegister()))
    page.draft = household(woman(), child("زینب", "DAU", phone="0300-1234567"))
    page._go_to(PEOPLE, 1)  # pyright: ignore[reportPrivateUsage]
    people = page.panels.people.form
    people.relation.set_value("GMOTHER")
    QApplication.processEvents()
    cut = [
        (one.accessibleName(), text)
        for one in (people.parent_relation, people.paper, people.owner, people.relation.others)
        for text in (one.itemText(at) for at in range(one.count()))
        if fitting(text, text_font(text, TypeRole.BODY), one.room()) != text
    ]
    assert cut == []
    assert page.minimumSizeHint().width() <= 1366


def test_a_place_that_is_not_yet_named_is_kept_as_typed(enter: Enter, office: TestOffice) -> None:
    """Enter goes to the first of several, letters after it are a word apart, and going on empties nothing."""
    page = form(enter(Role.CLERK, GoRegister()))
    take(page, replace(household(), pcode=""))
    where = page.panels.where
    where.search.setFocus()
    write("Mult")
    press(ENTER)
    assert here() is where.list
    assert where.list.present() == where.list.rows()[0].key
    write("Basti")
    assert (where.search.value(), where.pcode()) == ("Mult Basti", "")
    press(PAGE_DOWN)
    assert page.step == WHERE
    assert "stops" in page.notices.notices()
    assert where.search.value() == "Mult Basti"


def test_going_back_keeps_a_place_that_is_not_yet_named(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Page Up and on again: the letters stand there with what was found; another place takes them away."""
    page = form(enter(Role.CLERK, GoRegister()))
    take(page, replace(household(), pcode=""))
    where = page.panels.where
    where.search.setFocus()
    write("Mult")
    press(Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: page.step == PEOPLE)
    page.go_on()
    assert page.step == WHERE
    assert (where.search.value(), where.list.isVisible()) == ("Mult", True)
    press(DOWN, ENTER)
    assert (where.search.value(), where.pcode()) == ("", where.list.rows()[0].key)
    where.search.setFocus()
    write("Kar")
    page.same_as_above()
    assert where.search.value() == ""


def test_going_back_keeps_a_home_that_is_not_yet_named(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """The same of the home elsewhere, behind F2."""
    page = form(enter(Role.CLERK, GoRegister()))
    take(page, household())
    press(Qt.Key.Key_F2)
    trusted = page.panels.where.trusted
    assert trusted is not None
    trusted.home.field.setFocus()
    write("Mult")
    press(Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: page.step == PEOPLE)
    page.go_on()
    press(Qt.Key.Key_F2)
    assert trusted.home.field.value() == "Mult"
