"""Consent by keyboard: read to the queue, taken back alone, agreed to later; rights told; a mark that nothing shows."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from desktop.models.mailbox import Envelope
from desktop.security import envelope
from desktop.security.envelope import EnvelopeKind
from desktop.ui.main_window import SessionFrame
from desktop.ui.rights_panel import RightsPanel
from desktop.ui.screens.consent.consent_page import ConsentPage
from desktop.ui.screens.consent.give_panel import GivePanel
from desktop.ui.screens.consent.read_aloud_page import ReadAloudPage
from desktop.ui.screens.consent.withdraw_panel import WithdrawPanel
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import SAVED, WHERE, WHO
from desktop.ui.widgets.buttons import Button, KeyCap
from desktop.ui.workbench import GoConsent, GoHousehold, GoReadAloud, GoRegister
from desktop.usecases import consents, registration, rights
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import ConsentLanguage, ConsentPurpose, ConsentReader, WithdrawalState
from tests.factories import TestOffice, child, household, woman
from tests.printing.paperwork import photograph
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, ESC, here, press
from tests.usecases.relief_office import Relief

pytestmark = pytest.mark.usefixtures("marks_are_read")

JPEG = photograph()


def made(office: TestOffice, *, photo: bool = True) -> HouseholdCode:
    """A household that agreed to everything, or to all but the photo."""
    told = household(woman(phone="0300-1234567", photo=JPEG if photo else None), child("علی"), photo=photo)
    return registration.register(office.desk(Role.CLERK), told).household.code


def page_of(frame: SessionFrame) -> ConsentPage:
    """The page of the frame, which must be the consents'."""
    assert isinstance(frame.page, ConsentPage)
    return frame.page


def kinds(office: TestOffice) -> list[str]:
    """What was recorded."""
    with office.opened(Role.CLERK).store.reader.connect() as conn, conn.begin():
        lines = conn.execute(text("SELECT json_extract(CAST(line AS TEXT), '$.do') FROM ledger_entry ORDER BY seq"))
        return list(lines.scalars())


# --- read to the queue -----------------------------------------------------------------------------------------------


def test_the_text_is_read_to_the_group_and_the_form_knows_it(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Ctrl+S notes when; the next household begins with it, is asked in person all the same, and keeps both."""
    frame = enter(Role.CLERK, GoReadAloud())
    page = frame.page
    assert isinstance(page, ReadAloudPage)
    assert "ہم آپ کے خاندان" in page.text.text()
    assert "کیا آپ اندراج پر راضی ہیں" in page.text.text()
    page.languages.setFocus()
    press(Qt.Key.Key_2)
    assert "اسان توهان جي ڪٽنب" in page.text.text()
    assert not page.read_line.isVisible()
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(page.read_line.isVisible)
    assert "Read to the group today at" in page.read_line.text()
    before = len(kinds(office))
    frame.go(GoRegister())
    form = frame.page
    assert isinstance(form, RegisterPage)
    assert form.panels.consent.agreed.value() is None, "each household is asked in person"
    press(Qt.Key.Key_1)
    consent = form.panels.consent.consent()
    assert consent.heard_in_queue
    assert (consent.read_by, consent.language) == (ConsentReader.CLERK, ConsentLanguage.SINDHI)
    assert len(kinds(office)) == before, "a reading is no fact of the register"


def test_a_household_that_came_later_heard_it_at_the_desk(enter: Enter, office: TestOffice) -> None:
    """The clerk says so in the same field; nothing of the queue is kept then."""
    rights.note_read_aloud(office.desk(Role.CLERK), ConsentLanguage.URDU, ConsentReader.VOLUNTEER)
    form = enter(Role.CLERK, GoRegister()).page
    assert isinstance(form, RegisterPage)
    line = form.panels.consent
    assert line.reader.value() == "volunteer+queue"
    line.reader.set_value("clerk")
    assert not line.consent().heard_in_queue


# --- taken back ------------------------------------------------------------------------------------------------------


def test_something_is_taken_back_and_confirmed_in_private(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """W, what, Ctrl+S; a second key on the same screen: P. The photo is gone, the page says so neutrally."""
    code = made(office)
    page = page_of(enter(Role.CLERK, GoConsent(code)))
    assert page.title == "Consent"
    press(Qt.Key.Key_W)
    qtbot.waitUntil(lambda: isinstance(page.panel, WithdrawPanel))
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_S, modifier=CTRL)
    panel = page.panel
    assert isinstance(panel, WithdrawPanel)
    qtbot.waitUntil(panel.confirm_button.isVisible)
    assert not panel.take_button.isVisible()
    assert here() is panel.done_button, "Enter leaves it waiting; removing at once is a key of its own"
    assert registration.show(office.desk(Role.CLERK), code).members[0].photo == JPEG
    press(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: page.panel is None)
    assert registration.show(office.desk(Role.CLERK), code).members[0].photo is None
    (done,) = consents.show(office.desk(Role.CLERK), code).withdrawals
    assert done.state is WithdrawalState.DONE


def test_it_waits_and_is_called_off(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Enter leaves it waiting; it stands in the list, opens with Enter, and O calls it off."""
    code = made(office)
    page = page_of(enter(Role.CLERK, GoConsent(code)))
    press(Qt.Key.Key_W)
    qtbot.waitUntil(lambda: isinstance(page.panel, WithdrawPanel))
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: isinstance(page.panel, WithdrawPanel) and page.panel.done_button.isVisible())
    press(ENTER)
    qtbot.waitUntil(lambda: page.panel is None)
    page.entered()
    (row,) = page.waiting.rows()
    assert "can be called off until then" in row.note
    page.waiting.opened.emit(row.key)
    assert isinstance(page.panel, WithdrawPanel)
    press(Qt.Key.Key_O)
    qtbot.waitUntil(lambda: page.panel is None)
    (off,) = consents.show(office.desk(Role.CLERK), code).withdrawals
    assert off.state is WithdrawalState.CALLED_OFF
    assert registration.show(office.desk(Role.CLERK), code).active


def test_one_person_takes_back_alone(enter: Enter, office: TestOffice) -> None:
    """The field *who* names everybody of the household; the others keep what they agreed to."""
    code = made(office)
    head = registration.show(office.desk(Role.CLERK), code).members[0].id
    page = page_of(enter(Role.CLERK, GoConsent(code)))
    page.withdraw()
    panel = page.panel
    assert isinstance(panel, WithdrawPanel)
    panel.who.set_value(str(head))
    panel.purpose.set_value(ConsentPurpose.PHONE.value)
    panel.take_button.click()
    (waits,) = consents.show(office.desk(Role.CLERK), code).withdrawals
    assert (waits.registrant, waits.purpose) == (head, ConsentPurpose.PHONE)


def test_a_refusal_is_said_on_the_panel(enter: Enter, office: TestOffice) -> None:
    """What waits already is said in words, with its day; nothing is written."""
    code = made(office)
    consents.withdraw(office.desk(Role.CLERK), code, ConsentPurpose.PHOTO)
    page = page_of(enter(Role.CLERK, GoConsent(code)))
    before = len(kinds(office))
    page.withdraw()
    panel = page.panel
    assert isinstance(panel, WithdrawPanel)
    panel.take_button.click()
    assert "taken back before" in panel._problem.text()  # pyright: ignore[reportPrivateUsage]
    assert len(kinds(office)) == before
    press(ESC)
    assert page.panel is None


def test_help_that_is_due_is_said_and_the_registration_stays(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """In words, with the round; the household is still there."""
    code = made(office)
    standing = Relief(office).round()
    page = page_of(enter(Role.CLERK, GoConsent(code)))
    page.withdraw()
    panel = page.panel
    assert isinstance(panel, WithdrawPanel)
    panel.purpose.set_value(ConsentPurpose.REGISTER.value)
    panel.take_button.click()
    qtbot.waitUntil(panel.confirm_button.isVisible)
    panel.confirm_button.click()
    qtbot.waitUntil(lambda: page.panel is None)
    said = " ".join(notice.accessibleName() for notice in page.notices.notices().values())
    assert standing.round_code in said
    assert "can be called off until then" in said
    assert registration.show(office.desk(Role.CLERK), code).active


def test_everything_taken_back_leaves_a_page_that_still_opens(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Nobody is named on it any more; nothing more can be taken back or agreed to; Esc goes to the household."""
    code = made(office)
    frame = enter(Role.CLERK, GoHousehold(code))
    frame.go(GoConsent(code))
    page = page_of(frame)
    consents.withdraw(office.desk(Role.CLERK), code, ConsentPurpose.REGISTER)
    consents.confirm(office.desk(Role.CLERK), code, ConsentPurpose.REGISTER)
    page.entered()
    for button in (page.withdraw_button, page.give_button, page.rights_button):
        assert not button.isEnabled()
    page.give()
    page.tell()
    assert page.panel is None
    press(ESC)
    qtbot.waitUntil(lambda: isinstance(frame.page, HouseholdPage))


# --- agreed to later -------------------------------------------------------------------------------------------------


def test_a_photo_is_agreed_to_later_in_the_language_in_which_it_is_asked(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """G shows the question large; Ctrl+S is a yes, by whom and how it was read."""
    code = made(office, photo=False)
    page = page_of(enter(Role.CLERK, GoConsent(code)))
    press(Qt.Key.Key_G)
    qtbot.waitUntil(lambda: isinstance(page.panel, GivePanel))
    panel = page.panel
    assert isinstance(panel, GivePanel)
    assert panel.question.text() == "کیا تصویر لے لیں؟"
    panel.language.set_value("sd")
    panel.language.chosen.emit("sd")
    assert panel.question.text() == "ڇا تصوير وٺون؟"
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: page.panel is None)
    line = consents.show(office.desk(Role.CLERK), code).consent(ConsentPurpose.PHOTO)
    assert (line.given, line.language, line.read_by) == (True, ConsentLanguage.SINDHI, ConsentReader.CLERK)
    assert line.said_by == registration.show(office.desk(Role.CLERK), code).members[0].id


# --- rights ----------------------------------------------------------------------------------------------------------


def saved(frame: SessionFrame, name: str = "Sakina Bibi") -> RegisterPage:
    """A household typed and saved in the form."""
    page = frame.page
    assert isinstance(page, RegisterPage)
    page.draft = household(woman(name, name, parent_name=name, parent_latin=name), child(f"{name} Khan"), village=name)
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]
    page.read_back()
    page.go_on()
    assert page.step == SAVED
    return page


def code_of(page: RegisterPage) -> HouseholdCode:
    """The code of the household that was just saved."""
    assert page.saved is not None
    return HouseholdCode(page.saved.code.code())


def letters(office: TestOffice) -> list[EnvelopeKind]:
    """What the focal person finds in the mailbox."""
    private = office.opened(Role.FOCAL).unlocked.protection[-1]
    with office.opened(Role.CLERK).store.reader.connect() as conn, conn.begin():
        return sorted(envelope.opened(one, private).kind for one in conn.execute(select(Envelope.sealed)).scalars())


def buttons(page: RegisterPage) -> list[Button]:
    """The two whose words change; they are laid out anew a moment later."""
    assert page.telling is not None
    return [page.next_button, page.telling.panel.told_button]


def picture(page: RegisterPage) -> QImage:
    """What is seen of the page."""
    return page.grab().toImage()


def leave_all_the_same(page: RegisterPage, qtbot: QtBot) -> None:
    """Answers the reminder of rights that were not offered."""
    question = page.question
    assert question is not None
    assert "not offered yet" in question.windowTitle()
    qtbot.waitUntil(question.stay_button.hasFocus)
    press(Qt.Key.Key_L)


def test_enter_after_saving_says_that_rights_were_offered(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """The filled button says it, records it in the language shown, and the next household begins."""
    frame = enter(Role.CLERK, GoRegister())
    page = saved(frame)
    code = code_of(page)
    assert "Rights offered" in page.next_button.shown_text()
    assert page.telling is not None
    page.telling.panel.languages.set_value("sd")
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(frame.page, RegisterPage) and frame.page.step == WHO)
    (line,) = consents.show(office.desk(Role.CLERK), code).offered
    assert line.language is ConsentLanguage.SINDHI
    assert letters(office) == [EnvelopeKind.PADDING]


def test_the_silent_key_is_seen_by_nobody_but_the_focal_person(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """F8 while the household is saved: the picture stays, and the envelope says so once the household is left."""
    frame = enter(Role.CLERK, GoRegister())
    page = saved(frame)
    qtbot.waitUntil(lambda: picture(page) == picture(page))
    seen = picture(page)
    press(Qt.Key.Key_F8)
    assert picture(page) == seen
    assert letters(office) == [EnvelopeKind.PADDING]
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(frame.page, RegisterPage) and frame.page.step == WHO)
    assert letters(office) == [EnvelopeKind.DISTRESS]


def test_t_notes_it_once_and_the_button_goes_on(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Before cards are printed, for one; going on does not record it twice."""
    frame = enter(Role.CLERK, GoRegister())
    page = saved(frame)
    code = code_of(page)
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: page.next_button.shown_text() == "Next household")
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(frame.page, RegisterPage) and frame.page.step == WHO)
    assert len(consents.show(office.desk(Role.CLERK), code).offered) == 1


def test_esc_leaves_without_saying_so(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """The page reminds once. What was not done is not recorded; it can be told later from the household's page."""
    frame = enter(Role.CLERK, GoRegister())
    page = saved(frame)
    code = code_of(page)
    press(ESC)
    assert frame.page is page
    leave_all_the_same(page, qtbot)
    qtbot.waitUntil(lambda: isinstance(frame.page, HomePage))
    assert consents.show(office.desk(Role.CLERK), code).offered == ()


@pytest.mark.parametrize("way", ["told", "left"])
def test_later_in_private_shows_nowhere(enter: Enter, office: TestOffice, qtbot: QtBot, way: str) -> None:
    """F7: not a pixel changes, then or after; one envelope as ever; only the focal person finds the mark in it."""
    frame = enter(Role.CLERK, GoRegister())
    page = saved(frame)
    before = picture(page)
    shape, entries = here(), len(kinds(office))
    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: page.telling is not None and page.telling.panel.later)
    assert picture(page) == before
    assert here() is shape
    assert len(kinds(office)) == entries
    press(ENTER if way == "told" else ESC)
    if way == "left":
        leave_all_the_same(page, qtbot)
    qtbot.waitUntil(lambda: frame.page is not page)
    assert letters(office) == [EnvelopeKind.LATER]
    assert kinds(office)[entries:] == ([EntryKind.RIGHTS_OFFERED] if way == "told" else [])


def test_the_same_page_without_the_mark_looks_the_same(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """After *told*, with and without F7 before it, the two pictures are equal."""
    pictures: list[QImage] = []
    for mark, name in ((False, "Sakina"), (True, "Gulzar")):
        page = saved(enter(Role.CLERK, GoRegister()), name)
        assert page.saved is not None
        page.saved.code.hide()  # the only thing in which two households differ
        page.saved.paper.hide()
        if mark:
            press(Qt.Key.Key_F7)
            qtbot.waitUntil(lambda page=page: page.telling is not None and page.telling.panel.later)
        press(Qt.Key.Key_T)
        qtbot.waitUntil(lambda page=page: page.next_button.shown_text() == "Next household")
        qtbot.waitUntil(lambda page=page: all(one.width() == one.sizeHint().width() for one in buttons(page)))
        pictures.append(picture(page))
    assert pictures[0] == pictures[1]


def test_without_a_protection_key_the_key_is_not_offered(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Nobody could read the mark: no word of it on the screen, and F7 does nothing."""
    desk = office.desk(Role.CLERK)
    desk.office = replace(desk.office, sealing=office.sealing(""))
    frame = enter(Role.CLERK, GoRegister())
    page = saved(frame)
    assert page.telling is not None
    assert page.telling.panel.findChildren(KeyCap) == []
    press(Qt.Key.Key_F7)
    press(ENTER)
    qtbot.waitUntil(lambda: frame.page is not page)
    assert not page.telling.panel.later
    assert "rights.offered" in kinds(office)


def test_rights_are_told_from_the_page_of_a_household(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """T opens the text, T again notes it; the page lists day, language and by whom."""
    code = made(office)
    page = page_of(enter(Role.CLERK, GoConsent(code)))
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: isinstance(page.panel, RightsPanel))
    panel = page.panel
    assert isinstance(panel, RightsPanel)
    assert "قرض اتارنے" in panel.text.text()
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: panel.told_button.shown_text() == "Noted")
    press(ESC)
    assert page.panel is None
    assert "In Urdu" in page._offered.text()  # pyright: ignore[reportPrivateUsage]


def test_a_slip_goes_to_the_printer_and_is_recorded_nowhere(
    enter: Enter, office: TestOffice, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The very paper in the language shown; printed or refused, the book and the store stay as they are."""
    folder = tmp_path / "bin"
    folder.mkdir()
    spooler, got = folder / "lp", tmp_path / "got.pdf"
    spooler.write_text(f'#!/bin/sh\ncat > "{got}"\n')
    spooler.chmod(spooler.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    code = made(office)
    page = page_of(enter(Role.CLERK, GoConsent(code)))
    page.tell()
    panel = page.panel
    assert isinstance(panel, RightsPanel)
    before = kinds(office)
    press(Qt.Key.Key_S)
    qtbot.waitUntil(got.exists)
    assert got.read_bytes().startswith(b"%PDF")
    assert code.text.encode() not in got.read_bytes()
    assert kinds(office) == before


def test_the_household_page_leads_to_its_consents(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """A on the household's page; a supervisor, who may not, has no such button."""
    code = made(office)
    frame = enter(Role.CLERK, GoHousehold(code))
    press(Qt.Key.Key_A)
    qtbot.waitUntil(lambda: isinstance(frame.page, ConsentPage))
    page = enter(Role.SUPERVISOR, GoHousehold(code)).page
    assert isinstance(page, HouseholdPage)
    assert not page.consent_button.isVisible()
