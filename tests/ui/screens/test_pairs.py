"""Could this be the same person? Asked over the form and in the queue: three equal answers, and nothing is lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.records.household import HouseholdDraft, MemberDraft, Registered
from desktop.records.pair import PairView
from desktop.ui.kept_form import KIND, read_kept
from desktop.ui.main_window import SessionFrame
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.pairs.merge_panel import MergePanel
from desktop.ui.screens.pairs.merges_panel import MergesPanel
from desktop.ui.screens.pairs.pairs_page import PairsPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import READ_BACK, SAVED, WHERE, WHO
from desktop.ui.side_by_side import SideBySide
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.workbench import GoPairs, GoRegister
from desktop.usecases import cards, pairs, registration
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardState, Language, PairAnswer, ParentRelation, Sex
from tests.factories import TestOffice, child, household, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, ESC, PAGE_DOWN, here, press, write

type Speak = Callable[..., None]

SMALL = QSize(1024, 600)
ONE, TWO, THREE = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3


def allah_ditta(years: int = 30, **changes: object) -> MemberDraft:
    told = {
        "parent_name": "غلام محمد",
        "parent_latin": "Ghulam Muhammad",
        "parent_relation": ParentRelation.SON_OF,
        "sex": Sex.MALE,
        "age_years": years,
    }
    return woman("اللہ دتہ", "Allah Ditta", **(told | changes))


def two_alike(office: TestOffice, *more: MemberDraft) -> tuple[Registered, Registered]:
    """Two men of one name, in two villages."""
    clerk = office.desk(Role.CLERK)
    first = registration.register(clerk, household(allah_ditta(30), *more))
    return first, registration.register(clerk, household(allah_ditta(33), *more, village="Chak 14"))


def words_of(widget: SideBySide | MergePanel) -> str:
    """Everything that can be read."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


# --- over the form ---------------------------------------------------------------------------------------------------


def form(frame: SessionFrame) -> RegisterPage:
    assert isinstance(frame.page, RegisterPage)
    return frame.page


def ready(page: RegisterPage, draft: HouseholdDraft) -> None:
    """A draft as if it had been typed, read back and ready to be saved."""
    page.draft = draft
    page._go_to(WHERE)  # pyright: ignore[reportPrivateUsage]
    page.read_back()
    assert page.step == READ_BACK


def question(page: RegisterPage) -> SideBySide:
    assert page.doubles.panel is not None
    return page.doubles.panel


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_two_men_of_one_name_are_shown_before_saving_and_different_is_never_asked_again(
    language: Language, enter: Enter, office: TestOffice, qtbot: QtBot, speak: Speak
) -> None:
    """Scenario 5: village and age stand side by side; *different* saves both and leaves no pair behind."""
    clerk = office.desk(Role.CLERK)
    registration.register(clerk, household(allah_ditta(30)))
    speak(language)
    page = form(enter(Role.CLERK, GoRegister()))
    ready(page, household(allah_ditta(33), village="Chak 14"))
    press(Qt.Key.Key_S, modifier=CTRL)
    asked = question(page)
    assert page.step == READ_BACK, "nothing is saved while one looks"
    said = words_of(asked)
    assert all(part in said for part in ("33", "30", "Chak 14", "Chak 12", "اللہ دتہ", "Ghulam Muhammad"))
    if language is Language.ENGLISH:
        assert "3 years apart" in said
    assert not page.next_button.isVisible()
    press(ENTER)
    assert page.doubles.panel is asked, "Enter is no answer"
    press(TWO)
    qtbot.waitUntil(lambda: page.step == SAVED)
    assert pairs.waiting(clerk) == ()
    (pair,) = pairs.waiting(clerk, chosen=pairs.EVERY)
    assert pair.answer is PairAnswer.DIFFERENT
    assert page.saved is not None


def test_ask_later_saves_too_and_the_pair_waits(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    clerk = office.desk(Role.CLERK)
    registration.register(clerk, household(allah_ditta(30)))
    page = form(enter(Role.CLERK, GoRegister()))
    ready(page, household(allah_ditta(31)))
    page.go_on()
    press(THREE)
    qtbot.waitUntil(lambda: page.step == SAVED)
    assert [view.answer for view in pairs.waiting(clerk)] == [PairAnswer.LATER]


def test_esc_is_the_form_again_and_saving_asks_anew(enter: Enter, office: TestOffice) -> None:
    """Nobody is held back and nothing is answered by leaving; the keys of the form work again."""
    registration.register(office.desk(Role.CLERK), household(allah_ditta(30)))
    page = form(enter(Role.CLERK, GoRegister()))
    draft = household(allah_ditta(31))
    ready(page, draft)
    page.go_on()
    assert page.title == "Could this be the same person?"
    press(ESC)
    assert page.doubles.panel is None
    assert (page.step, page.draft, page.title) == (READ_BACK, draft, "New household")
    assert page.next_button.isVisible()
    assert here() is page.next_button
    page.go_on()
    question(page)
    press(ESC, ESC)
    assert page.step == WHERE


def test_each_of_several_is_asked_about_once(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Two men of the name are there, one is put off, one is another; leaving between keeps the first answer."""
    clerk = office.desk(Role.CLERK)
    two_alike(office)
    page = form(enter(Role.CLERK, GoRegister()))
    ready(page, household(allah_ditta(31)))
    page.go_on()
    first = question(page)
    press(TWO)
    qtbot.waitUntil(lambda: page.doubles.panel is not None and page.doubles.panel is not first)
    press(ESC)
    page.go_on()
    assert question(page).view.b.registrant != first.view.b.registrant
    press(THREE)
    qtbot.waitUntil(lambda: page.step == SAVED)
    answers = [view.answer for view in pairs.waiting(clerk, chosen=pairs.EVERY)]
    assert sorted(str(answer) for answer in answers) == ["None", "different", "later"]


def test_the_same_person_opens_the_old_record_and_the_others_stay_a_draft(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    clerk = office.desk(Role.CLERK)
    old = registration.register(clerk, household(allah_ditta(30)))
    frame = enter(Role.CLERK, GoRegister())
    ready(form(frame), household(allah_ditta(31), child("علی"), child("زینب", "DAU")))
    form(frame).go_on()
    press(ONE)
    qtbot.waitUntil(lambda: isinstance(frame.page, HouseholdPage))
    assert isinstance(frame.page, HouseholdPage)
    assert frame.page.code == old.household.code
    kept = registration.kept_draft(clerk, KIND)
    assert kept is not None
    left = read_kept(kept.body)
    assert left is not None
    assert [member.name_as_told for member in left.draft.members] == ["علی", "زینب"]
    assert pairs.waiting(clerk, chosen=pairs.EVERY) == (), "nobody new was registered"
    assert len(registration.find(clerk, "Allah Ditta")) == 1
    frame.go(GoRegister())
    assert form(frame).offer is not None


def test_of_a_household_of_one_nothing_is_left_to_go_on_with(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    clerk = office.desk(Role.CLERK)
    registration.register(clerk, household(allah_ditta(30)))
    frame = enter(Role.CLERK, GoRegister())
    ready(form(frame), household(allah_ditta(31)))
    form(frame).go_on()
    press(ONE)
    qtbot.waitUntil(lambda: isinstance(frame.page, HouseholdPage))
    assert registration.kept_draft(clerk, KIND) is None


def test_ctrl_d_looks_at_both_while_typing_and_comes_back_to_the_field(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """Looking is not saving; an answer given there is not asked for again, unless the name is typed anew."""
    clerk = office.desk(Role.CLERK)
    registration.register(clerk, household(allah_ditta(30), village="Chak 14"))
    page = form(enter(Role.CLERK, GoRegister()))
    press(ONE, ENTER)
    write("اللہ دتہ")
    press(ENTER)
    write("Allah Ditta")
    press(ENTER, ENTER)
    write("غلام محمد")
    qtbot.waitUntil(lambda: bool(page.matches.found), timeout=3000)
    press(Qt.Key.Key_D, modifier=CTRL)
    qtbot.waitUntil(lambda: page.doubles.panel is not None)
    assert page.step == WHO
    asked = question(page)
    assert asked.view.a.name_as_told == "اللہ دتہ"
    press(Qt.Key.Key_PageDown)
    assert page.step == WHO, "the keys of the form rest"
    press(ESC)
    assert page.panels.head.name.value() == "اللہ دتہ"
    qtbot.waitUntil(lambda: bool(page.matches.found), timeout=3000)
    page.compare()
    press(TWO)
    qtbot.waitUntil(lambda: page.doubles.panel is None)
    assert page.matches.found == ()
    ready(page, household(replace(page.draft.members[0], sex=Sex.MALE, parent_latin="Ghulam Muhammad")))
    page.go_on()
    assert page.step == SAVED, "nobody is left to be asked about"
    assert [view.answer for view in pairs.waiting(clerk, chosen=pairs.EVERY)] == [PairAnswer.DIFFERENT]


def test_a_child_without_a_name_yet_is_no_empty_name_among_the_children(enter: Enter, office: TestOffice) -> None:
    """The children of who is being typed are those with a name."""
    registration.register(office.desk(Role.CLERK), household(allah_ditta(30)))
    page = form(enter(Role.CLERK, GoRegister()))
    nameless = child("", "DAU", age_years=0, parent_name="اللہ دتہ", unnamed=True)
    ready(page, household(allah_ditta(33), child("علی", name_latin="Ali"), nameless, village="Chak 14"))
    press(Qt.Key.Key_S, modifier=CTRL)
    assert question(page).view.a.children == ("علی",)


# --- the queue -------------------------------------------------------------------------------------------------------


def queue(frame: SessionFrame) -> PairsPage:
    """The page, with the first pair of its list opened by Enter."""
    assert isinstance(frame.page, PairsPage)
    page = frame.page
    if page.list.present is not None:
        press(ENTER)
        assert isinstance(page.shown, SideBySide)
    return page


def shown(page: PairsPage) -> SideBySide:
    assert isinstance(page.shown, SideBySide)
    return page.shown


def is_empty(page: PairsPage) -> bool:
    """Whether the list is shown and says that there is nothing."""
    return page.shown is page.list and page.list.findChild(EmptyState) is not None


def test_an_empty_queue_says_so(enter: Enter) -> None:
    page = queue(enter(Role.SUPERVISOR, GoPairs()))
    assert is_empty(page)
    assert here() is page.list.choice.batch


def test_a_clerk_answers_by_number_and_goes_through_the_queue(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """*Later* and *same* stay in the queue with who said it; *different* goes; the count follows."""
    clerk = office.desk(Role.CLERK)
    two_alike(office)
    registration.register(clerk, household(allah_ditta(31)))
    page = queue(enter(Role.CLERK, GoPairs()))
    assert page.counts.waiting == 3
    first = shown(page).view
    assert not page.merges_button.isVisible()
    press(THREE)
    qtbot.waitUntil(lambda: page.counts.later == 1)
    assert page.place == 1
    second = shown(page).view
    assert {second.a.registrant, second.b.registrant} != {first.a.registrant, first.b.registrant}
    press(TWO)
    qtbot.waitUntil(lambda: page.counts.all == 2)
    for place in (1, 0):
        page.before_button.click()
        qtbot.waitUntil(lambda place=place: page.place == place)
    press(ONE)
    qtbot.waitUntil(lambda: page.counts.same == 1)
    assert "said to be one person" in page._count.text()  # pyright: ignore[reportPrivateUsage]
    same = next(view for view in pairs.waiting(clerk) if view.answer is PairAnswer.SAME)
    assert same.answered_by == "clerk"
    assert "people.merged" not in str(registration.show(clerk, same.a.household or second.b.household).history)  # pyright: ignore[reportArgumentType]


def test_the_keys_on_the_buttons_go_through_the_queue(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Page Down is the next pair, Page Up the one before."""
    two_alike(office)
    registration.register(office.desk(Role.CLERK), household(allah_ditta(31)))
    page = queue(enter(Role.SUPERVISOR, GoPairs()))
    first = shown(page).view
    press(PAGE_DOWN)
    qtbot.waitUntil(lambda: page.place == 1 and shown(page).view != first)
    press(Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: page.place == 0 and shown(page).view == first)


def test_a_pair_that_comes_meanwhile_changes_the_count_and_not_what_is_looked_at(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """An answer falls on the pair that was read, also when a likelier one came."""
    clerk = office.desk(Role.CLERK)
    two_alike(office)
    page = queue(enter(Role.SUPERVISOR, GoPairs()))
    before = shown(page)
    registration.register(clerk, household(allah_ditta(30)))
    page.entered()
    qtbot.waitUntil(lambda: page.counts.waiting == 3)
    assert page.shown is before
    press(TWO)
    qtbot.waitUntil(lambda: page.counts.all == 2)
    answered = [view for view in pairs.waiting(clerk, chosen=pairs.EVERY) if view.answer is PairAnswer.DIFFERENT]
    assert [(view.a.registrant, view.b.registrant) for view in answered] == [
        (before.view.a.registrant, before.view.b.registrant)
    ]


def test_a_supervisor_sees_what_would_happen_merges_and_takes_it_back(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    clerk, supervisor = office.desk(Role.CLERK), office.desk(Role.SUPERVISOR)
    first, second = two_alike(office)
    numbers = [cards.issue(clerk, [done.household.code]).faces[0].number for done in (first, second)]
    page = queue(enter(Role.SUPERVISOR, GoPairs()))
    press(ONE)
    qtbot.waitUntil(lambda: isinstance(page.shown, MergePanel))
    assert isinstance(page.shown, MergePanel)
    assert pairs.merges(supervisor) == (), "looking at it does nothing"
    said = words_of(page.shown)
    assert "ends for good" in said
    assert "Nobody is left in household" in said
    assert numbers[1].household.grouped in said
    press(ESC)
    assert shown(page).view.a.registrant == first.household.members[0].id
    press(ONE)
    qtbot.waitUntil(lambda: isinstance(page.shown, MergePanel))
    press(TWO)  # the younger record stays
    qtbot.waitUntil(lambda: isinstance(page.shown, MergePanel) and page.shown.plan is not None)
    qtbot.waitUntil(page.merge_button.isEnabled)
    press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: bool(pairs.merges(supervisor)))
    assert pairs.merges(supervisor)[0].kept.registrant == second.household.members[0].id
    assert cards.show(supervisor, numbers[0]).state is CardState.REVOKED
    qtbot.waitUntil(lambda: is_empty(page))

    page.merges_button.click()
    qtbot.waitUntil(lambda: isinstance(page.shown, MergesPanel))
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: pairs.merges(supervisor) == ())
    notices = page.notices.notices()
    assert "two people again" in notices["bench"].accessibleName()
    assert "A new one can be printed" in notices["bench"].accessibleName()
    press(ESC)
    qtbot.waitUntil(lambda: page.shown is page.list)
    press(ENTER)
    qtbot.waitUntil(lambda: isinstance(page.shown, SideBySide))


def test_a_household_changed_by_somebody_else_meanwhile_is_looked_at_again(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    supervisor = office.desk(Role.SUPERVISOR)
    _, second = two_alike(office)
    page = queue(enter(Role.SUPERVISOR, GoPairs()))
    press(ONE)
    qtbot.waitUntil(lambda: isinstance(page.shown, MergePanel) and page.shown.plan is not None)
    changed = replace(registration.draft_of(supervisor, second.household.code), village="Chak 15")
    registration.correct(supervisor, second.household.code, changed)
    press(Qt.Key.Key_M)
    qtbot.waitUntil(lambda: isinstance(page.shown, SideBySide))
    assert pairs.merges(supervisor) == ()
    assert "corrected the household" in page.notices.notices()["bench"].accessibleName()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
@pytest.mark.parametrize("size", [QSize(1366, 768), SMALL])
def test_everything_fits_in_both_sizes_and_languages(
    language: Language, size: QSize, enter: Enter, office: TestOffice, speak: Speak
) -> None:
    """Its rows, why one asks and three answers of one size, with a foot under them."""
    two_alike(office, child("علی"), child("زینب", "DAU"))
    speak(language, size)
    page = queue(enter(Role.SUPERVISOR, GoPairs(), size))
    panel = shown(page)
    tiles = list(panel.tiles.values())
    assert max(tile.width() for tile in tiles) - min(tile.width() for tile in tiles) <= 1
    assert len({tile.height() for tile in tiles}) == 1
    assert not any(tile.isDefault() or tile.autoDefault() for tile in tiles)
    assert len(panel.comparison.rows) >= 4  # a grown-up's pair has a row of the children more
    bottom = tiles[0].mapTo(page, tiles[0].rect().bottomLeft()).y()
    foot = page._foot.mapTo(page, page._foot.rect().topLeft()).y()  # pyright: ignore[reportPrivateUsage]
    assert bottom < foot
    assert here() is panel.why


def test_the_key_takes_back_what_was_said_of_the_pair_on_the_screen(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """Page Up goes to the pair that was just answered; a pair that nobody answered has nothing to take back."""
    clerk = office.desk(Role.CLERK)
    two_alike(office)
    registration.register(clerk, household(allah_ditta(31)))
    page = queue(enter(Role.CLERK, GoPairs()))

    def said_of(view: PairView) -> PairAnswer | None:
        both = {view.a.registrant, view.b.registrant}
        every = pairs.waiting(clerk, chosen=pairs.EVERY)
        return next(one.answer for one in every if {one.a.registrant, one.b.registrant} == both)

    first = shown(page).view
    press(ONE)
    qtbot.waitUntil(lambda: page.place == 1)
    second = shown(page).view
    press(TWO)
    qtbot.waitUntil(lambda: page.place == 2)
    press(Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: page.place == 1)
    assert shown(page).view.answer is PairAnswer.DIFFERENT, "the pair that was just answered is not skipped"
    press(Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: page.place == 0 and page.back_button.isVisible())
    press(Qt.Key.Key_U)
    qtbot.waitUntil(lambda: said_of(first) is None)
    assert said_of(second) is PairAnswer.DIFFERENT
    page.list.table.choose(0)
    press(PAGE_DOWN)
    qtbot.waitUntil(lambda: shown(page).view.answer is None)
    assert not page.back_button.isVisible()


def test_a_key_takes_the_last_answer_back_and_shows_the_pair_again(
    enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """One key never decides without a word: U is told, stays on the screen, and takes it back."""
    two_alike(office)
    page = queue(enter(Role.CLERK, GoPairs()))
    clerk = office.desk(Role.CLERK)
    press(TWO)
    qtbot.waitUntil(lambda: is_empty(page))
    assert pairs.waiting(clerk) == ()
    assert page.back_button.isVisible()
    press(Qt.Key.Key_U)
    qtbot.waitUntil(lambda: isinstance(page.shown, SideBySide))
    assert [view.answer for view in pairs.waiting(clerk)] == [None]
    assert not page.back_button.isVisible()
