"""The help desk on the screen, by keys: who waits and why, a number for each step, two people, a quiet corner."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.models.help_desk import Allowance, Provisional, ProvisionalItem, Proxy
from desktop.records.distribution import Collecting, ItemDraft, Standing
from desktop.records.help_desk import ProxyDraft
from desktop.records.relief_rule import ItemRule
from desktop.records.trusted_person import CollectorDraft
from desktop.ui.main_window import SessionFrame
from desktop.ui.screens.blocks.blocks_page import BlocksPage
from desktop.ui.screens.help_desk.collector_forms import DeliveryForm, ProxyForm, QuestionPanel, WhoPanel
from desktop.ui.screens.help_desk.help_desk_page import HelpDeskPage
from desktop.ui.screens.help_desk.share_form import ShareForm
from desktop.ui.screens.help_desk.steps import Step
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.workbench import GoBlocks, GoHelpDesk, GoHousehold
from desktop.usecases import allowances, blocks, cards, collectors, distribution, help_desk, programmes
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    BlockReason,
    BlockState,
    CardReason,
    Category,
    CollectionKind,
    Language,
    ProxyReason,
    ReferralResult,
    Verdict,
)
from tests.factories import TestOffice, passphrase_of
from tests.ui.keys import type_text
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, ESC, press, write
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import last_content

F4 = Qt.Key.Key_F4


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    return Relief(office)


def sent(relief: Relief, standing: Standing, code: HouseholdCode) -> None:
    """A lane sends a household with whatever stands against it."""
    shown = relief.typed(code.text)
    help_desk.send(relief.office.desk(Role.SCANNER), standing, shown, relief.decide(standing, shown).verdict)


def received(relief: Relief, standing: Standing | None = None) -> HouseholdCode:
    """A household that received and came again."""
    where = standing or relief.round()
    code = relief.household(4)
    relief.give(where, relief.typed(code.text))
    sent(relief, where, code)
    return code


def outside(relief: Relief) -> tuple[Standing, HouseholdCode]:
    """A household of a village that the round does not serve."""
    standing, code = relief.round(areas=("PK604",)), relief.household(5)
    sent(relief, standing, code)
    return standing, code


def at(enter: Enter, role: Role = Role.HELPDESK, size: QSize | None = None) -> tuple[SessionFrame, HelpDeskPage]:
    frame = enter(role, GoHelpDesk(), size) if size else enter(role, GoHelpDesk())
    assert isinstance(frame.page, HelpDeskPage)
    return frame, frame.page


def waiting(office: TestOffice, role: Role = Role.HELPDESK) -> int:
    return len(help_desk.queue(office.desk(role)))


def said(page: QWidget) -> str:
    """Everything that is read on the page."""
    return "\n".join(
        widget.text()
        for widget in page.findChildren(QWidget)
        if isinstance(widget, Line | Paragraph) and widget.isVisible()
    )


def agrees(qtbot: QtBot, page: HelpDeskPage | BlocksPage | HouseholdPage, role: Role) -> None:
    """The second person types name and passphrase."""
    holder = page.acts if isinstance(page, HelpDeskPage) else page.blocking if isinstance(page, HouseholdPage) else page
    qtbot.waitUntil(lambda: holder.dialog is not None and holder.dialog.isVisible())
    dialog = holder.dialog
    assert dialog is not None
    dialog.panel.names.set_value(role.value)
    type_text(dialog.panel.passphrase, passphrase_of(role))
    QTest.keyClick(dialog.panel.passphrase, ENTER)
    qtbot.waitUntil(lambda: holder.dialog is None)
    page.window().activateWindow()
    qtbot.waitUntil(lambda: page.window().isActiveWindow() and QApplication.focusWidget() is not None)


def test_nobody_waits(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """From home by the first number; the empty desk says so and still helps without a card."""
    frame = enter(Role.HELPDESK)
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: isinstance(frame.page, HelpDeskPage))
    page = frame.page
    assert isinstance(page, HelpDeskPage)
    assert page.empty.isVisible()
    assert not page.visit.isVisible()
    assert page.help_button.isVisible()
    assert not page.household_button.isVisible()


def test_why_and_what_next_and_a_number_ends_it(enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot) -> None:
    """The reason with time and place, what may be said, and 1 ends the visit."""
    received(relief)
    _, page = at(enter)
    text = said(page)
    assert "The household received on" in text
    assert "You may say:" in text
    assert 3 <= len(page.visit.tiles) <= 5
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: waiting(office) == 0)
    qtbot.waitUntil(page.empty.isVisible)


def test_the_arrows_choose_and_the_longest_wait_is_first(
    enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    first, second = received(relief), received(relief)
    _, page = at(enter)
    assert page.shown is not None
    assert page.shown.household == first
    page.queue.rows.setFocus()
    press(DOWN)
    assert page.shown.household == second
    press(ENTER)
    assert page.visit.tiles[Step.TOLD].hasFocus()


@pytest.mark.parametrize(
    ("step", "result"),
    [(Step.ASK, ReferralResult.ASKED), (Step.OTHER_DAY, ReferralResult.OTHER_DAY)],
)
def test_a_step_says_what_came_of_it(
    step: Step, result: ReferralResult, enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    outside(relief)
    (visit,) = help_desk.queue(office.desk(Role.HELPDESK))
    _, page = at(enter)
    page.visit.tiles[step].click()
    qtbot.waitUntil(lambda: waiting(office) == 0)
    asked = [one.result for one in help_desk.queue(office.desk(Role.SUPERVISOR)) if one.id == visit.id]
    assert asked == ([result] if result is ReferralResult.ASKED else [])


def test_the_supervisor_sees_what_was_asked_and_answers(
    enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    """K from home; the answers are numbers too, and asking oneself is none of them."""
    outside(relief)
    (visit,) = help_desk.queue(office.desk(Role.HELPDESK))
    help_desk.settle(office.desk(Role.HELPDESK), visit.id, ReferralResult.ASKED)
    frame = enter(Role.SUPERVISOR)
    press(Qt.Key.Key_K)
    qtbot.waitUntil(lambda: isinstance(frame.page, HelpDeskPage))
    page = frame.page
    assert isinstance(page, HelpDeskPage)
    assert Step.ASK not in page.visit.tiles
    page.visit.tiles[Step.ADDED].click()
    qtbot.waitUntil(lambda: waiting(office, Role.SUPERVISOR) == 0)


def test_help_without_a_card_by_two_people(enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot) -> None:
    """P, five people, the reason, the lead's passphrase; the receipt is said, nobody's name is asked."""
    relief.round()
    _, page = at(enter)
    press(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: isinstance(page.acts.form, ShareForm))
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: "Say how many people" in said(page))
    write("5")
    press(ENTER)
    write("their card burnt with the house")
    press(ENTER)
    agrees(qtbot, page, Role.LEAD)
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        (row,) = conn.execute(select(Provisional)).all()
    assert (row.size, row.reason) == (5, "their card burnt with the house")
    qtbot.waitUntil(lambda: "receipt" in said(page))
    assert page.covering is None


def test_help_without_a_card_asks_only_for_those_whom_a_rule_counts(
    enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    """Children under two, by keys: five people, Up twice, the reason; nobody is asked about women or a disability."""
    standing = relief.round(items=(ItemDraft("DAL5", rule=ItemRule(per=((Category.INFANT, 3),))),))
    relief.round()
    _, page = at(enter)
    press(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: isinstance(page.acts.form, ShareForm))
    form = page.acts.form
    assert isinstance(form, ShareForm)
    assert "Children under two" not in said(page)
    form.place.set_value(f"{standing.round_code}\n{standing.point_code}")
    form.place.chosen.emit(form.place.value() or "")
    assert "Children under two" in said(page)
    assert "Women and girls of 12 to 49" not in said(page)
    assert "People with a disability" not in said(page)
    form.focus_first()
    write("5")
    press(ENTER)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(ENTER)
    write("their card burnt with the house")
    press(ENTER)
    agrees(qtbot, page, Role.LEAD)
    qtbot.waitUntil(lambda: "receipt" in said(page))
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        (row,) = conn.execute(select(Provisional)).all()
        items = conn.execute(select(ProvisionalItem.item, ProvisionalItem.quantity)).all()
    assert (row.size, row.infants, row.women, row.disabled) == (5, 2, 0, 0)
    assert [tuple(line) for line in items] == [("DAL5", 6)]


def test_a_wrong_passphrase_changes_nothing(enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot) -> None:
    """The form stays, the second person types again."""
    standing, code = outside(relief)
    _, page = at(enter)
    page.visit.tiles[Step.ALLOW].click()
    write("3")
    press(ENTER)
    write("came after the flood")
    press(ENTER)
    qtbot.waitUntil(lambda: page.acts.dialog is not None and page.acts.dialog.isVisible())
    dialog = page.acts.dialog
    assert dialog is not None
    dialog.panel.names.set_value(Role.LEAD.value)
    type_text(dialog.panel.passphrase, "not the right words at all")
    QTest.keyClick(dialog.panel.passphrase, ENTER)
    qtbot.waitUntil(lambda: dialog.panel.passphrase.value() == "")
    assert dialog.isVisible()
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        assert conn.execute(select(Allowance)).all() == []
    type_text(dialog.panel.passphrase, passphrase_of(Role.LEAD))
    QTest.keyClick(dialog.panel.passphrase, ENTER)
    qtbot.waitUntil(lambda: waiting(office) == 0)
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        assert conn.scalars(select(Allowance.size)).all() == [3]
    decision = relief.decide(standing, relief.typed(code.text))
    assert decision.verdict is Verdict.G2


def test_what_the_use_case_refuses_is_said_at_the_form(
    enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    """The point closed meanwhile: what is typed stays."""
    standing = relief.round()
    _, page = at(enter)
    press(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: isinstance(page.acts.form, ShareForm))
    write("5")
    press(ENTER)
    write("no list names them")
    programmes.close_round(office.desk(Role.SUPERVISOR), standing.round_code)
    press(ENTER)
    agrees(qtbot, page, Role.LEAD)
    qtbot.waitUntil(lambda: "does not serve" in said(page))
    assert isinstance(page.acts.form, ShareForm)
    assert page.acts.form.reason.value() == "no list names them"


def test_two_questions_and_the_answers(enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot) -> None:
    """Esc leaves without a word in the book; Ctrl+S says that both were right."""
    received(relief)
    _, page = at(enter)
    page.visit.tiles[Step.COLLECTOR].click()
    qtbot.waitUntil(lambda: isinstance(page.acts.form, QuestionPanel))
    assert "رحیم بخش" in said(page)
    assert "4 people" in said(page)
    press(ESC)
    assert page.covering is None
    assert waiting(office) == 1
    page.visit.tiles[Step.COLLECTOR].click()
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: waiting(office) == 0)


def test_somebody_may_collect_today(enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot) -> None:
    """The lane could have served them: name and reason, the second person, and they may go back."""
    standing, code = relief.round(), relief.household(3)
    help_desk.send(office.desk(Role.SCANNER), standing, relief.typed(code.text), Verdict.H5)
    _, page = at(enter)
    page.visit.tiles[Step.PROXY].click()
    form = page.acts.form
    assert isinstance(form, ProxyForm)
    form.latin.setFocus()
    write("Gul Muhammad")
    form.phone.setFocus()
    write("0301-7654321")
    form.go_button.click()
    assert "Choose why the holder does not come." in said(page)
    form.reason.set_value("ill")
    form.go_button.click()
    agrees(qtbot, page, Role.LEAD)
    qtbot.waitUntil(lambda: waiting(office) == 0)
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        assert conn.scalars(select(Proxy.name_latin)).all() == ["Gul Muhammad"]


def sent_with_a_boy(relief: Relief, households: int) -> HouseholdCode:
    """A boy collected for so many households; the next one is sent with him."""
    standing, scanner = relief.round(), relief.office.desk(Role.SCANNER)
    boy = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")
    named = Collecting(CollectionKind.NAMED, 1)
    codes = [relief.household(3, holders=2) for _ in range(households + 1)]
    for code in codes:
        collectors.name_collector(relief.office.desk(Role.CLERK), code, boy)
        shown = relief.presented(relief.cards(code)[0].credential)
        if code is not codes[-1]:
            new = DisbursementId(new_id())
            distribution.give(scanner, standing, shown, disbursement=new, looked=True, collector=named)
        else:
            verdict = distribution.decide(scanner, standing, shown, collector=named).verdict
            help_desk.send(scanner, standing, shown, verdict, collector=named)
    return codes[-1]


def test_who_collects_for_too_many_is_said_and_another_may_come(
    enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    """1 asks who else; the other holder is chosen by Down and Enter; the queue looked at again does not undo it."""
    sent_with_a_boy(relief, 4)
    _, page = at(enter)
    text = said(page)
    assert "collects for 4 households of this round already" in text
    assert "collects: Aslam" in text
    assert list(page.visit.tiles) == [Step.OTHER, Step.PROXY, Step.DELIVERY, Step.OTHER_DAY, Step.LEAFLET]

    def asked() -> WhoPanel:
        press(Qt.Key.Key_1)
        qtbot.waitUntil(lambda: isinstance(page.covering, WhoPanel))
        assert isinstance(page.covering, WhoPanel)
        return page.covering

    names = [row.name for row in asked().rows.rows()]
    assert names[0] == "The holder came"
    assert len(names) == 2, "who came is not offered again, nor the holder of the card"
    press(ESC)
    assert page.covering is None
    assert "collects: Aslam" in said(page)
    asked()
    press(DOWN, ENTER)
    qtbot.waitUntil(lambda: Step.LANE in page.visit.tiles)
    assert page.visit.tiles[Step.LANE].hasFocus()
    page.entered()
    assert Step.LANE in page.visit.tiles
    assert "card 2" in said(page)
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: waiting(office) == 0)
    assert page.instead == {}
    assert last_content(relief) == {"result": ReferralResult.LANE.value}, "sent back, which is not *explained*"


def test_for_a_third_household_the_questions_come_first(enter: Enter, relief: Relief) -> None:
    """Nothing stands in their way, and the desk that was asked to look is told what to look at."""
    sent_with_a_boy(relief, 2)
    _, page = at(enter)
    assert list(page.visit.tiles) == [Step.COLLECTOR, Step.LANE, Step.OTHER, Step.DELIVERY, Step.LEAFLET]
    text = said(page)
    assert "collects for 2 households of this round already" in text
    assert "We ask two things" in text


def test_who_was_let_for_many_is_said_after_the_visit_ends(
    enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    """That it is their third household is read when the visit is over, and not wiped away by its end."""
    standing, code, desk = relief.round(), relief.household(3), office.desk(Role.HELPDESK)
    draft = ProxyDraft("گل محمد", "Gul Muhammad", "", "0301-7654321", ProxyReason.ILL)
    for _ in range(2):
        allowances.let_collect(desk, standing.round_code, relief.household(), draft, second=office.second(Role.LEAD))
    help_desk.send(office.desk(Role.SCANNER), standing, relief.typed(code.text), Verdict.G1)
    _, page = at(enter)
    page.visit.tiles[Step.PROXY].click()
    form = page.acts.form
    assert isinstance(form, ProxyForm)
    for field, text in ((form.told, "گل محمد"), (form.latin, "Gul Muhammad"), (form.phone, "03017654321")):
        field.set_value(text)
    form.reason.set_value("ill")
    form.go_button.click()
    agrees(qtbot, page, Role.LEAD)
    qtbot.waitUntil(lambda: waiting(office) == 0)
    qtbot.waitUntil(lambda: "collects for 3 households" in said(page.window()))


def test_what_to_hand_out_is_read_though_another_desk_ended_the_visit(
    enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    """Help without a card for somebody who was sent: items and receipt stay on the screen."""
    outside(relief)
    relief.round()
    _, page = at(enter)
    (visit,) = help_desk.queue(office.desk(Role.HELPDESK))
    page.visit.tiles[Step.PROVISIONAL].click()
    qtbot.waitUntil(lambda: isinstance(page.acts.form, ShareForm))
    form = page.acts.form
    assert isinstance(form, ShareForm)
    form.people.set_value(5)
    form.reason.set_value("their card burnt with the house")
    help_desk.settle(office.desk(Role.LEAD), visit.id, ReferralResult.LEFT)
    form.go_button.click()
    agrees(qtbot, page, Role.LEAD)
    qtbot.waitUntil(lambda: "Hand out" in said(page.window()))


def test_a_household_is_served_at_home(enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot) -> None:
    """D and a reason; the visit goes on."""
    standing, code = relief.round(), relief.household(3)
    help_desk.send(office.desk(Role.SCANNER), standing, relief.typed(code.text), Verdict.H5)
    _, page = at(enter)
    press(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: isinstance(page.acts.form, DeliveryForm))
    form = page.acts.form
    assert isinstance(form, DeliveryForm)
    form.go_button.click()
    assert "Choose a reason." in said(page)
    form.reason.set_value("elderly")
    form.go_button.click()
    qtbot.waitUntil(lambda: page.covering is None)
    (listed,) = allowances.deliveries(office.desk(Role.HELPDESK), standing.round_code)
    assert listed.household == code
    assert waiting(office) == 1


def test_the_private_corner_shows_nobody(enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot) -> None:
    """F4: no name, no code, no reason, no word about what this place is; Esc goes on where it was."""
    code = received(relief)
    frame, page = at(enter)
    press(F4)
    qtbot.waitUntil(lambda: page.corner is not None)
    text = said(page)
    assert "Sakina" not in text
    assert code.grouped not in text
    assert not re.search(r"desk|private|corner|visit|received|H1", text, re.I)
    assert not page.queue.isVisible()
    press(ESC)
    qtbot.waitUntil(page.visit.isVisible)
    assert page.corner is None
    assert isinstance(frame.page, HelpDeskPage)


def test_a_card_is_replaced_on_the_households_page(
    enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    """The existing flow is one number away; the visit waits meanwhile."""
    standing, code = relief.round(), relief.household()
    (old,) = relief.cards(code)
    cards.replace(office.desk(Role.CLERK), old.number, CardReason.LOST, present=True)
    shown = relief.presented(old.credential)
    help_desk.send(office.desk(Role.SCANNER), standing, shown, relief.decide(standing, shown).verdict)
    frame, page = at(enter)
    assert page.decision is not None
    assert page.decision.verdict is Verdict.H4
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: isinstance(frame.page, HouseholdPage))
    assert waiting(office) == 1


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1024, 600)])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_the_page_fits(
    language: Language, size: QSize, enter: Enter, relief: Relief, speak: Callable[..., None]
) -> None:
    """Five steps, with everything: nothing is narrower than it needs, in both languages and sizes."""
    outside(relief)
    received(relief)
    speak(language, size)
    _, page = at(enter, size=size)
    QApplication.processEvents()
    assert len(page.visit.tiles) == 5
    assert page.minimumSizeHint().width() <= size.width()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and type(widget).__module__.startswith("desktop.ui.widgets"):
            assert widget.width() >= widget.minimumSizeHint().width(), widget


# --- blocks ----------------------------------------------------------------------------------------------------------


def test_the_help_desk_proposes_on_the_households_page(
    enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    """B, a reason, what was seen; nothing is held up, and a second B shows that it waits."""
    code = relief.household()
    frame = enter(Role.HELPDESK, GoHousehold(code))
    page = frame.page
    assert isinstance(page, HouseholdPage)
    press(Qt.Key.Key_B)
    qtbot.waitUntil(lambda: page.blocking.form is not None)
    form = page.blocking.form
    assert form is not None
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: "Choose a reason." in said(page))
    form.reason.set_value(BlockReason.DUPLICATE.value)
    form.note.set_value("two cards of one name")
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: len(blocks.of_household(office.desk(Role.HELPDESK), code)) == 1)
    (view,) = blocks.of_household(office.desk(Role.HELPDESK), code)
    assert (view.state, view.reason, view.note) == (
        BlockState.PROPOSED,
        BlockReason.DUPLICATE,
        "two cards of one name",
    )
    qtbot.waitUntil(lambda: page.covering is None)
    press(Qt.Key.Key_B)
    qtbot.waitUntil(lambda: "waits to be decided" in said(page))


def test_the_supervisor_blocks_and_lifts_with_a_second_person(
    enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot
) -> None:
    """On the household's page: the holder asked for it, and comes back."""
    code = relief.household()
    frame = enter(Role.SUPERVISOR, GoHousehold(code))
    page = frame.page
    assert isinstance(page, HouseholdPage)
    press(Qt.Key.Key_B)
    qtbot.waitUntil(lambda: page.blocking.form is not None)
    assert page.blocking.form is not None
    page.blocking.form.reason.set_value(BlockReason.HOLDER_ASKED.value)
    press(Qt.Key.Key_S, modifier=CTRL)
    agrees(qtbot, page, Role.LEAD)
    qtbot.waitUntil(lambda: [one.holds for one in blocks.of_household(office.desk(Role.SUPERVISOR), code)] == [True])
    qtbot.waitUntil(lambda: page.covering is None)
    press(Qt.Key.Key_B)
    qtbot.waitUntil(lambda: page.blocking.form is not None)
    assert "in force since" in said(page.blocking.form)
    assert page.blocking.form.note.hasFocus()
    write("she came herself")
    press(ENTER)
    agrees(qtbot, page, Role.HELPDESK)
    qtbot.waitUntil(lambda: [one.holds for one in blocks.of_household(office.desk(Role.SUPERVISOR), code)] == [False])


def test_a_proposal_is_decided_in_the_list(enter: Enter, relief: Relief, office: TestOffice, qtbot: QtBot) -> None:
    """B from home: agreed with a second person, then lifted with a reason; the list is empty again."""
    code = relief.household()
    blocks.propose(office.desk(Role.HELPDESK), code, BlockReason.MOVED, "a neighbour said so")
    frame = enter(Role.SUPERVISOR)
    press(Qt.Key.Key_B)
    qtbot.waitUntil(lambda: isinstance(frame.page, BlocksPage))
    page = frame.page
    assert isinstance(page, BlocksPage)
    assert "a neighbour said so" in said(page)
    press(Qt.Key.Key_S, modifier=CTRL)
    agrees(qtbot, page, Role.LEAD)
    qtbot.waitUntil(lambda: [one.holds for one in blocks.standing(office.desk(Role.SUPERVISOR))] == [True])
    qtbot.waitUntil(page.lift_button.isVisible)
    press(Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: "Write why it is lifted." in said(page))
    write("she is here")
    press(ENTER)
    agrees(qtbot, page, Role.LEAD)
    qtbot.waitUntil(page.empty.isVisible)
    assert blocks.standing(office.desk(Role.SUPERVISOR)) == ()


def test_an_empty_list_of_blocks_says_so(enter: Enter, office: TestOffice) -> None:
    page = enter(Role.SUPERVISOR, GoBlocks()).page
    assert isinstance(page, BlocksPage)
    assert page.empty.isVisible()


def test_who_neither_proposes_nor_decides_has_no_button(enter: Enter, relief: Relief) -> None:
    page = enter(Role.CLERK, GoHousehold(relief.household())).page
    assert isinstance(page, HouseholdPage)
    assert not page.block_button.isVisible()


@pytest.mark.parametrize("language", list(Language))
def test_f1_says_what_each_sign_in_the_queue_means(
    language: Language, speak: Callable[[Language], None], enter: Enter
) -> None:
    """Every way to the help desk is named; the words are the page's own and nothing of a person."""
    speak(language)
    frame = enter(Role.HELPDESK, GoHelpDesk())
    press(Qt.Key.Key_F1)
    assert isinstance(frame.page, HelpDeskPage)
    said = frame.page.notices.notices()["help"].accessibleName()
    assert [sign.value for sign in Verdict if sign.value.startswith("H") and f"{sign.value}:" not in said] == []
