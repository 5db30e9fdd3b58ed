"""What happens in a household, recorded by keys in the real window; what the page says, and what it keeps silent."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from desktop.ledger.clock import machine_clock
from desktop.records.household import HouseholdView
from desktop.ui.main_window import SessionFrame
from desktop.ui.screens.household.event_form import EventForm
from desktop.ui.screens.household.event_words import EVENTS, Happens
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.workbench import GoHousehold
from desktop.usecases import cards, households, registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardState, HouseholdChange, Language, Sex
from desktop.words.catalogue import tr
from desktop.words.days import day_words
from tests.factories import TestOffice, child, household, passphrase_of, woman
from tests.ui.keys import hold
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, ESC, here, press, stand_by, write
from tests.usecases.living import ids, man, wife

SMALL = QSize(1024, 600)


def family(office: TestOffice, village: str = "Chak 12") -> HouseholdView:
    """A man, his wife and two children, with cards."""
    told = household(
        man(), wife(), child("علی", name_latin="Ali"), child("زارا", "DAU", name_latin="Zara"), village=village
    )
    saved = registration.register(office.desk(Role.CLERK), told).household
    cards.issue(office.desk(Role.CLERK), [saved.code])
    return registration.show(office.desk(Role.CLERK), saved.code)


def shown(frame: SessionFrame) -> HouseholdPage:
    """The household's page that is shown."""
    assert isinstance(frame.page, HouseholdPage)
    return frame.page


def form(frame: SessionFrame) -> EventForm:
    """The form that is open."""
    opened = shown(frame).happenings.form
    assert opened is not None
    return opened


def opened(frame: SessionFrame, qtbot: QtBot, happens: Happens) -> EventForm:
    """W and the number of an event, as a clerk presses them."""
    press(Qt.Key.Key_W)
    qtbot.waitUntil(lambda: shown(frame).happenings.events is not None)
    number = list(Happens).index(happens)
    press(Qt.Key(Qt.Key.Key_1 + number))
    qtbot.waitUntil(lambda: shown(frame).happenings.form is not None)
    assert form(frame).happens is happens
    return form(frame)


def at_birth(enter: Enter, office: TestOffice, qtbot: QtBot) -> tuple[HouseholdView, SessionFrame]:
    """A family, and the form of a birth in it."""
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.BORN)
    return home, frame


def read(widget: QWidget) -> str:
    """Everything that can be read on a page, also in its lists."""
    texts = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    for view in widget.findChildren(QListView):
        model = view.model()
        texts += [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    return "\n".join(texts)


def tell(qtbot: QtBot, frame: SessionFrame) -> None:
    """Ctrl+S: it is read back and nothing is recorded yet; Ctrl+S once more."""
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: bool(form(frame).reading()))
    press(Qt.Key.Key_S, modifier=CTRL)


def saved(qtbot: QtBot, frame: SessionFrame) -> None:
    """Ctrl+S twice, the second time for what was read aloud, until the form is gone."""
    tell(qtbot, frame)
    qtbot.waitUntil(lambda: shown(frame).happenings.form is None)


def test_a_woman_begins_a_household_of_her_own_in_private(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """She and two children, elsewhere, by keys; then the husband's page is opened: no code and no address of hers."""
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.SPLIT)
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        press(key)
    press(ENTER, Qt.Key.Key_2, ENTER)
    write("cantt")
    press(ENTER)
    assert form(frame).rows.place.pcode()
    press(ENTER)
    write("Dar ul Aman")
    saved(qtbot, frame)
    new = shown(frame).code
    assert new != home.code
    qtbot.waitUntil(lambda: "This is the new household." in read(frame))
    assert registration.show(office.desk(Role.CLERK), new).members[0].name_latin == "Sakina Bibi"

    frame.show_page(GoHousehold(home.code))
    press(Qt.Key.Key_H)
    qtbot.waitUntil(lambda: shown(frame).happenings.whole is not None)
    text = read(frame)
    assert "began a household of their own." in text
    for secret in (new.text, new.grouped, "Dar ul Aman"):
        assert secret not in text
    kept = registration.show(office.desk(Role.CLERK), home.code).cards
    assert [card.slot for card in kept if card.state is CardState.LIVE] == [1]


def test_somebody_new_comes_in_with_keys_only(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.CAME)
    press(Qt.Key.Key_1, ENTER)
    write("زینب")
    press(ENTER, ENTER, ENTER, ENTER)
    press(Qt.Key.Key_1, ENTER)
    write("61")
    saved(qtbot, frame)
    came = registration.show(office.desk(Role.CLERK), home.code).members[-1]
    assert (came.name_as_told, came.sex, came.age_years) == ("زینب", "F", 61)
    qtbot.waitUntil(lambda: "came into the household." in read(frame))


def test_a_child_without_a_name_is_born(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """The father is proposed; the sex is one key."""
    home, frame = at_birth(enter, office, qtbot)
    assert form(frame).rows.person.parent_latin.value() == "Rahim Bux"
    press(ENTER, ENTER, ENTER, ENTER, Qt.Key.Key_1)
    saved(qtbot, frame)
    born = registration.show(office.desk(Role.CLERK), home.code).members[-1]
    assert (born.unnamed, born.sex, born.age_years, born.parent_relation) == (True, "F", 0, "daughter_of")


@pytest.mark.parametrize("language", [Language.URDU, Language.SINDHI])
def test_a_newborn_is_a_girl_or_a_boy_with_a_name_in_its_own_script(
    enter: Enter, office: TestOffice, qtbot: QtBot, speak: Callable[..., None], language: Language
) -> None:
    """As on the form of registration: Latin letters go to their field before everybody's eyes."""
    speak(language)
    _, frame = at_birth(enter, office, qtbot)
    person = form(frame).rows.person
    chips = [person.sex.chip(one.value).label() for one in Sex]
    assert chips[:2] == [tr("Girl"), tr("Boy")]
    write("Zainab")
    press(ENTER)
    assert (person.name.value(), person.latin.value(), here()) == ("", "Zainab", person.latin)
    assert form(frame).rows.form.row("name").problem()
    press(Qt.Key.Key_End)
    write(" Bibi")
    assert not form(frame).rows.form.row("name").problem()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_a_birth_is_read_back_before_it_is_recorded(
    enter: Enter, office: TestOffice, qtbot: QtBot, speak: Callable[..., None], language: Language
) -> None:
    """Enter on the last field only reads it back; a field that gets the keyboard takes the reading away."""
    speak(language)
    home, frame = at_birth(enter, office, qtbot)
    write("زینب")
    form(frame).rows.day.chips.setFocus()
    press(ENTER)
    assert form(frame).rows.person.sex.isAncestorOf(here()), "the field that is missing"
    assert form(frame).reading() == ""
    write("بی بی")
    assert form(frame).rows.person.sex.value() is None, "letters and a space choose nobody"
    press(Qt.Key.Key_1)
    form(frame).rows.day.chips.setFocus()
    press(ENTER)
    assert "زینب" in form(frame).reading()
    assert len(registration.show(office.desk(Role.CLERK), home.code).members) == len(home.members)
    form(frame).rows.person.name.setFocus()
    assert form(frame).reading() == ""
    saved(qtbot, frame)
    assert registration.show(office.desk(Role.CLERK), home.code).members[-1].name_as_told == "زینب"


def test_a_birth_of_yesterday_is_taken_for_a_household_of_today(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    home, frame = at_birth(enter, office, qtbot)
    write("نور")
    form(frame).rows.person.sex.setFocus()
    press(Qt.Key.Key_1)
    form(frame).rows.day.chips.setFocus()
    press(Qt.Key.Key_2)
    saved(qtbot, frame)
    yesterday = local_day(machine_clock().at) - timedelta(days=1)
    born = registration.show(office.desk(Role.CLERK), home.code).members[-1]
    assert born.born == yesterday
    qtbot.waitUntil(lambda: f"born {day_words(yesterday)}" in read(frame))


def test_a_day_that_cannot_be_is_refused_before_the_reading_until_another_is_chosen(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """Of a household of today; the refusal names its day."""
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.DIED)
    press(Qt.Key.Key_3)
    form(frame).rows.day.chips.setFocus()
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_S, modifier=CTRL)
    row = form(frame).rows.form.row("day")
    qtbot.waitUntil(lambda: bool(row.problem()))
    assert day_words(local_day(machine_clock().at)) in row.problem()
    assert form(frame).reading() == ""
    form(frame).rows.day.chips.setFocus()
    press(Qt.Key.Key_Left)
    assert form(frame).rows.day.day() == local_day(machine_clock().at)
    assert row.problem() == ""
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: bool(form(frame).reading()))


def test_the_relation_of_a_newborn_follows_its_sex_and_a_contradiction_is_said(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """As on the form of registration; what somebody chose stays."""
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    rows = opened(frame, qtbot, Happens.BORN).rows
    write("نور")
    rows.person.sex.setFocus()
    press(Qt.Key.Key_1)
    assert (rows.relation.value(), rows.relation.property("proposed")) == ("DAU", True)
    press(Qt.Key.Key_Right)
    assert rows.relation.value() == "SON"
    rows.relation.setFocus()
    press(Qt.Key.Key_Down)
    assert (rows.relation.value(), rows.person.sex.value()) == ("DAU", Sex.MALE)
    sex = rows.form.row("sex")
    assert "do not go together" in sex.problem()
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: bool(form(frame).reading()))
    assert "do not go together" in sex.problem(), "while it is read aloud, too"
    rows.person.sex.setFocus()
    press(Qt.Key.Key_Left)
    assert (rows.relation.value(), sex.problem()) == ("DAU", "")


def test_the_sex_of_who_comes_follows_the_relation(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    rows = opened(frame, qtbot, Happens.CAME).rows
    rows.relation.setFocus()
    rows.relation.setCurrentIndex(rows.relation.findData("BRO"))
    rows.relation.activated.emit(rows.relation.currentIndex())
    assert (rows.person.sex.value(), rows.person.sex.property("proposed")) == (Sex.MALE, True)


def test_an_enter_that_is_held_reads_a_birth_back_and_no_more(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """The keyboard is on the button by then; its repeats are nobody's answer."""
    home, frame = at_birth(enter, office, qtbot)
    write("زینب")
    form(frame).rows.person.sex.setFocus()
    press(Qt.Key.Key_1)
    form(frame).rows.day.chips.setFocus()
    press(ENTER)
    hold(ENTER, "\r", times=20)
    assert "زینب" in form(frame).reading()
    assert len(registration.show(office.desk(Role.CLERK), home.code).members) == len(home.members)


def test_two_enters_write_no_girl_without_a_name(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """As it was found: Ctrl+S too early, a space and two Enters."""
    home, frame = at_birth(enter, office, qtbot)
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: form(frame).rows.person.sex.isAncestorOf(here()))
    write("زینب ")
    press(ENTER, ENTER)
    assert len(registration.show(office.desk(Role.CLERK), home.code).members) == len(home.members)


def test_what_is_missing_is_said_at_its_field_and_nothing_is_recorded(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    for happens, row in ((Happens.LEFT, "who"), (Happens.SPLIT, "people"), (Happens.TOOK_IN, "code")):
        opened(frame, qtbot, happens)
        press(Qt.Key.Key_S, modifier=CTRL)
        qtbot.waitUntil(lambda row=row: bool(form(frame).rows.form.row(row).problem()))
        press(ESC, ESC)
    opened(frame, qtbot, Happens.CAME)
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: bool(form(frame).rows.form.row("name").problem()))
    assert registration.show(office.desk(Role.CLERK), home.code).version == 1


def test_a_second_person_is_asked_before_children_stay_alone(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    clerk = office.desk(Role.CLERK)
    home = registration.register(clerk, household(woman("ن", "Noor Left"), child("علی"))).household
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.LEFT)
    press(Qt.Key.Key_1)
    tell(qtbot, frame)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SecondDialog))
    stand_by("supervisor", passphrase_of(Role.SUPERVISOR))
    qtbot.waitUntil(lambda: shown(frame).happenings.form is None)
    assert len(registration.show(clerk, home.code).members) == 1


def test_a_card_that_ends_is_said_first_and_then_done(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """The same button asks once more; another person takes the question back."""
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.LEFT)
    press(Qt.Key.Key_2)
    tell(qtbot, frame)
    qtbot.waitUntil(lambda: "would not be honoured" in form(frame).message())
    form(frame).rows.who.setFocus()
    press(Qt.Key.Key_Left)
    assert form(frame).message() == ""
    press(Qt.Key.Key_Right)
    tell(qtbot, frame)
    qtbot.waitUntil(lambda: "would not be honoured" in form(frame).message())
    press(ENTER)
    qtbot.waitUntil(lambda: shown(frame).happenings.form is None)
    assert len(registration.show(office.desk(Role.CLERK), home.code).members) == 3
    qtbot.waitUntil(lambda: "Sakina Bibi left the household." in read(frame))


def test_a_day_that_cannot_be_is_said_at_the_day(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.DIED)
    press(Qt.Key.Key_3, ENTER, Qt.Key.Key_3)
    qtbot.waitUntil(form(frame).rows.day.written.hasFocus)
    write("۰۱۰۱۲۰۲۰")
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: "1 Jan 2020" in form(frame).rows.form.row("day").problem())
    form(frame).rows.day.written.clear()
    form(frame).rows.day.written.setFocus()
    write("99")
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: "day, month, year" in form(frame).rows.form.row("day").problem())


def test_whoever_went_is_no_longer_here_and_comes_back_from_the_list(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """A death recorded by mistake: H, the row, Ctrl+S is asked once, then the boy is back."""
    home = family(office)
    clerk = office.desk(Role.CLERK)
    boy = ids(home)[2]
    households.death(clerk, home.code, boy, day=local_day(machine_clock().at))
    frame = enter(Role.CLERK, GoHousehold(home.code))
    qtbot.waitUntil(lambda: "No longer here" in read(frame))
    press(Qt.Key.Key_H)
    qtbot.waitUntil(lambda: shown(frame).happenings.whole is not None)
    press(ENTER)
    qtbot.waitUntil(lambda: shown(frame).happenings.form is not None)
    assert form(frame).happens is Happens.CAME
    tell(qtbot, frame)
    qtbot.waitUntil(lambda: "died on" in form(frame).message())
    press(ENTER)
    qtbot.waitUntil(lambda: shown(frame).happenings.form is None)
    assert boy in ids(registration.show(clerk, home.code))
    assert [line.change for line in households.story(clerk, home.code).lines[:2]] == [
        HouseholdChange.JOINED,
        HouseholdChange.DIED,
    ]


def test_two_hearths_become_one_by_the_code_of_the_other(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    home, other = family(office), family(office, "Kot")
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.TOOK_IN)
    write(HouseholdCode.make("800", 7).text)
    assert "No open household" in form(frame).rows.form.row("code").problem()
    form(frame).rows.other.field.clear()
    write(other.code.text)
    assert form(frame).rows.other.code() == other.code.text
    assert form(frame).rows.form.row("code").problem() == ""
    saved(qtbot, frame)
    assert len(registration.show(office.desk(Role.CLERK), home.code).members) == 8
    frame.show_page(GoHousehold(other.code))
    assert "closed" in read(frame)
    assert not shown(frame).correct_button.isEnabled()


def test_a_household_moves_and_somebody_of_the_register_is_found(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    home, other = family(office), family(office, "Kot")
    clerk = office.desk(Role.CLERK)
    households.leave(clerk, other.code, ids(other)[3], day=local_day(machine_clock().at))
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.MOVED)
    write("cantt")
    press(ENTER, ENTER)
    write("Basti")
    saved(qtbot, frame)
    assert registration.show(clerk, home.code).village == "Basti"
    opened(frame, qtbot, Happens.CAME)
    press(Qt.Key.Key_2, ENTER)
    write("Zara")
    qtbot.waitUntil(lambda: form(frame).rows.search.registrant() == str(ids(other)[3]))
    saved(qtbot, frame)
    assert registration.show(clerk, home.code).members[-1].id == ids(other)[3]


def test_esc_goes_back_step_by_step(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.MOVED)
    press(ESC)
    assert shown(frame).happenings.events is not None
    press(ESC)
    assert shown(frame).covering is None
    press(Qt.Key.Key_H)
    qtbot.waitUntil(lambda: shown(frame).happenings.whole is not None)
    press(ESC)
    assert shown(frame).covering is None
    press(ESC)
    assert not isinstance(frame.page, HouseholdPage)


def test_two_clerks_at_one_household_are_told_apart(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Somebody else was quicker while the form was open."""
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    opened(frame, qtbot, Happens.LEFT)
    press(Qt.Key.Key_3)
    page = shown(frame)
    view = page.view()
    assert view is not None
    households.leave(office.desk(Role.CLERK), home.code, ids(home)[3], day=local_day(machine_clock().at))
    page._view = view  # pyright: ignore[reportPrivateUsage]  (another machine's change is not heard at once)
    tell(qtbot, frame)
    qtbot.waitUntil(lambda: "meanwhile" in form(frame).message())


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.HELPDESK])
def test_who_may_not_record_reads_only(enter: Enter, office: TestOffice, qtbot: QtBot, role: Role) -> None:
    home = family(office)
    households.leave(office.desk(Role.CLERK), home.code, ids(home)[2], day=local_day(machine_clock().at))
    frame = enter(role, GoHousehold(home.code))
    assert not shown(frame).happened_button.isVisible()
    press(Qt.Key.Key_W)
    shown(frame).happenings.offer()
    assert shown(frame).covering is None
    shown(frame).happenings.whole_history()
    press(ENTER)
    assert shown(frame).happenings.form is None


def test_the_supervisor_reads_the_other_household(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    home = family(office)
    today, second = local_day(machine_clock().at), office.second(Role.HELPDESK)
    done = households.split(office.desk(Role.CLERK), home.code, ids(home)[2:], day=today, second=second)
    assert done.other is not None
    frame = enter(Role.SUPERVISOR, GoHousehold(home.code))
    grouped = done.other.code.grouped
    qtbot.waitUntil(lambda: grouped in read(frame))


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
@pytest.mark.parametrize("happens", list(Happens))
def test_every_form_fits_a_small_screen_in_both_languages(
    enter: Enter, office: TestOffice, speak: Callable[..., None], language: Language, happens: Happens
) -> None:
    """Nothing is wider than the window, and the button that records is seen without scrolling."""
    home = family(office)
    speak(language, SMALL)
    frame = enter(Role.CLERK, GoHousehold(home.code), size=SMALL)
    shown(frame).happenings.open_form(happens)
    QApplication.processEvents()
    button = form(frame).go_button
    corner = button.mapTo(frame, button.rect().bottomRight())
    assert frame.rect().contains(corner)
    assert frame.width() <= SMALL.width()


def test_every_event_has_a_tile_with_its_number(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    press(Qt.Key.Key_W)
    qtbot.waitUntil(lambda: shown(frame).happenings.events is not None)
    events = shown(frame).happenings.events
    assert events is not None
    assert list(events.tiles) == list(Happens) == list(EVENTS)


def test_a_day_field_takes_yesterday_and_a_written_day(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    home = family(office)
    frame = enter(Role.CLERK, GoHousehold(home.code))
    field = opened(frame, qtbot, Happens.LEFT).rows.day
    today = local_day(machine_clock().at)
    assert field.day() == today
    field.chips.setFocus()
    press(Qt.Key.Key_2)
    assert field.day() == today - timedelta(days=1)
    press(Qt.Key.Key_Right)
    qtbot.waitUntil(field.written.hasFocus)
    write("24112026")
    assert field.day() is not None
    assert str(field.day()) == "2026-11-24"
