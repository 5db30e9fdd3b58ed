"""Home, find, household, settings, people of the office: by role, by key, in three languages, data as typed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.ui.screens.find.find_page import FindPage
from desktop.ui.screens.home import tiles as home_tiles
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.home.tiles import ALSO, TILES, MinorTile, also_of, tiles_of
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.operators.operators_page import OperatorsPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.settings.settings_page import SettingsPage
from desktop.ui.widgets.flash import Flash
from desktop.ui.workbench import (
    Destination,
    GoConsent,
    GoFind,
    GoHome,
    GoHousehold,
    GoOperators,
    GoPairs,
    GoQuiet,
    GoReadAloud,
    GoRegister,
    GoSettings,
)
from desktop.usecases import cards, operators, registration
from desktop.values.permissions import Permission, Role, right_of
from desktop.values.vocabulary import CardState, Language
from tests.factories import TestOffice, household, passphrase_of, woman
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, DOWN, ENTER, ESC, press, write


def made(office: TestOffice) -> registration.HouseholdCode:
    """A household with a card; its names hold markup."""
    desk = office.desk(Role.CLERK)
    saved = registration.register(desk, household(woman(name="<b>سکینہ</b> بی بی", latin="<i>Sakina</i> Bibi")))
    cards.issue(desk, [saved.household.code])
    return saved.household.code


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_tiles_that_it_may_use(role: Role, enter: Enter, office: TestOffice) -> None:
    """Every tile of a role stands behind a right that the role has; exactly the first is filled."""
    made(office)
    page = enter(role).page
    assert isinstance(page, HomePage)
    wanted = tiles_of(role)
    assert list(page.tiles) == [tile.key for tile in wanted]
    assert all(right_of(role, tile.permission) is not None for tile in wanted)
    assert [tile._filled for tile in page.tiles.values()] == [True] + [False] * (len(wanted) - 1)  # pyright: ignore[reportPrivateUsage]
    assert {"check", "settings"} <= set(page.tiles)


def test_every_tile_is_somebody_s() -> None:
    """No tile is left that no role sees."""
    assert {tile.key for role in Role for tile in tiles_of(role)} == set(TILES)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_sees_at_most_six_big_tiles_and_the_rest_small(role: Role) -> None:
    """Big ones fit a small screen; a minor entry stands behind a right, and not beside a big tile of the same key."""
    big, minor = tiles_of(role), also_of(role)
    assert len(big) <= 6
    assert all(right_of(role, one.permission) is not None for one in minor)
    assert not {one.key for one in big} & {one.key for one in minor}


def test_no_two_minor_entries_share_a_key_or_a_letter() -> None:
    """One letter, one way, for all roles; G goes on with the unfinished household."""
    assert len({one.key for one in ALSO}) == len(ALSO)
    assert len({one.letter for one in ALSO} | {"G"}) == len(ALSO) + 1


def test_a_letter_opens_a_minor_entry(
    enter: Enter, office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table is data: a line in it is a button at home, its letter goes there; without the right it is absent."""
    line = MinorTile("find-too", Permission.SEARCH, GoFind(), "search", "F", "Find once more")
    monkeypatch.setattr(
        home_tiles, "ALSO", (line, MinorTile("n", Permission.OPERATORS, GoOperators(), "users", "O", "-"))
    )
    made(office)
    frame = enter(Role.CLERK)
    assert isinstance(frame.page, HomePage)
    assert list(frame.page.also.buttons) == ["find-too"]
    press(Qt.Key.Key_F)
    qtbot.waitUntil(lambda: isinstance(frame.page, FindPage))


def test_what_is_of_use_early_is_offered_while_nobody_is_registered(
    enter: Enter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty office shows its one way in, and below it what makes sense before it: not the rest."""
    early = MinorTile("find-too", Permission.SEARCH, GoFind(), "search", "F", "Find once more", early=True)
    late = MinorTile("late", Permission.SEARCH, GoFind(), "search", "L", "Later")
    monkeypatch.setattr(home_tiles, "ALSO", (early, late))
    frame = enter(Role.CLERK)
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_F)
    qtbot.waitUntil(lambda: isinstance(frame.page, FindPage))


def test_an_empty_office_shows_one_way_in(enter: Enter, qtbot: QtBot) -> None:
    """Nobody is registered: one drawing, one button, key 1."""
    frame = enter(Role.CLERK)
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: isinstance(frame.page, RegisterPage))


def test_number_keys_open_tiles_and_esc_comes_home(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """2 finds, Esc is home again, with the count of today."""
    made(office)
    frame = enter(Role.CLERK)
    assert isinstance(frame.page, HomePage)
    assert "1" in frame.page.today.accessibleName()
    press(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: isinstance(frame.page, FindPage))
    press(ESC)
    assert isinstance(frame.page, HomePage)


def test_an_unfinished_household_waits_at_home(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """What was being written stands at home; going on opens it where it stood."""
    made(office)
    frame = enter(Role.CLERK, GoRegister())
    press(Qt.Key.Key_1, ENTER)
    write("ہاجرہ")
    press(ESC)
    assert isinstance(frame.page, HomePage)
    press(Qt.Key.Key_G)
    qtbot.waitUntil(lambda: isinstance(frame.page, RegisterPage))
    assert isinstance(frame.page, RegisterPage)
    assert frame.page.panels.head.name.value() == "ہاجرہ"


def test_find_opens_the_household_by_keyboard(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Another spelling, Down, Enter: the page of the household."""
    code = made(office)
    frame = enter(Role.CLERK, GoFind())
    page = frame.page
    assert isinstance(page, FindPage)
    write("sakeena")
    qtbot.waitUntil(lambda: bool(page.list.rows()), timeout=3000)
    press(DOWN, ENTER)
    assert isinstance(frame.page, HouseholdPage)
    assert frame.page.code == code


def test_esc_from_a_household_goes_back_to_its_search(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """With the text, the rows and the chosen row; a digit in the list or the field begins a new search."""
    made(office)
    frame = enter(Role.CLERK, GoFind())
    write("sakeena")
    page = frame.page
    assert isinstance(page, FindPage)
    qtbot.waitUntil(lambda: bool(page.list.rows()), timeout=3000)
    press(DOWN, ENTER)
    assert isinstance(frame.page, HouseholdPage)
    press(ESC)
    back = frame.page
    assert isinstance(back, FindPage)
    assert back.field.value() == "sakeena"
    assert back.list.hasFocus()
    assert back.list.present() == back.list.rows()[0].key
    press(Qt.Key.Key_0)
    assert back.field.value() == "0"
    assert back.field.hasFocus()
    frame.go(GoFind("sakeena"))
    press(Qt.Key.Key_0)
    assert isinstance(frame.page, FindPage)
    assert frame.page.field.value() == "0"


def test_the_search_field_stays_where_it_is_without_a_result(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """Nobody found: the field does not drop to the middle."""
    made(office)
    page = enter(Role.HELPDESK, GoFind()).page
    assert isinstance(page, FindPage)
    write("sakeena")
    qtbot.waitUntil(lambda: page.list.isVisible(), timeout=3000)
    QApplication.processEvents()
    before = page.field.mapTo(page, QPoint(0, 0))
    write("zzzz")
    qtbot.waitUntil(lambda: not page.list.isVisible(), timeout=3000)
    QApplication.processEvents()
    assert page.field.mapTo(page, QPoint(0, 0)) == before


def test_letters_without_a_field_give_a_signal(enter: Enter, office: TestOffice) -> None:
    """At home a letter that is nobody's is answered, not lost."""
    made(office)
    page = enter(Role.CLERK).page
    assert page is not None
    press(Qt.Key.Key_Z)
    assert page.window().findChild(Flash) is not None


def test_a_shortcut_wins_over_the_field(enter: Enter) -> None:
    """Ctrl+E in a field is the window's; Ctrl+A stays the field's."""
    page = enter(Role.CLERK, GoFind()).page
    assert isinstance(page, FindPage)
    for key, taken in ((Qt.Key.Key_E, False), (Qt.Key.Key_A, True)):
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)
        asked.setAccepted(False)
        QApplication.sendEvent(page.field, asked)
        assert asked.isAccepted() is taken


def test_find_says_when_nobody_is_found(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """No row, and what else to try."""
    made(office)
    page = enter(Role.HELPDESK, GoFind()).page
    assert isinstance(page, FindPage)
    write("zzzz")
    qtbot.waitUntil(lambda: "Nobody" in page.summary.text(), timeout=3000)
    assert not page.list.isVisible()


def test_the_code_is_copied_as_twelve_digits(enter: Enter, office: TestOffice) -> None:
    """Ctrl+C anywhere on the page."""
    code = made(office)
    enter(Role.CLERK, GoHousehold(code))
    press(Qt.Key.Key_C, modifier=CTRL)
    assert QGuiApplication.clipboard().text() == code.text


def test_a_card_is_replaced_with_its_holder_here(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """R, reason, holder here, Ctrl+S: the next issue is live, the page shows both, and the new paper is there."""
    code = made(office)
    page = enter(Role.CLERK, GoHousehold(code)).page
    assert isinstance(page, HouseholdPage)
    press(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: page.replace_panel is not None)
    press(Qt.Key.Key_1, ENTER, Qt.Key.Key_1, ENTER)
    qtbot.waitUntil(lambda: page.replace_panel is None)
    view = registration.show(office.desk(Role.CLERK), code)
    assert [card.state for card in view.cards] == [CardState.REPLACED, CardState.LIVE]
    assert page.paper is not None
    assert page.paper.data.startswith(b"%PDF")
    press(ESC)
    assert page.paper is None


def test_without_the_holder_a_second_person_agrees(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """A wrong passphrase is refused in words and changes nothing; the right one replaces the card."""
    code = made(office)
    page = enter(Role.CLERK, GoHousehold(code)).page
    assert isinstance(page, HouseholdPage)
    press(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: page.replace_panel is not None)
    panel = page.replace_panel
    assert panel is not None
    press(Qt.Key.Key_1, ENTER, Qt.Key.Key_2)
    panel.second.names.set_value(Role.HELPDESK.value)
    panel.second.passphrase.setFocus()
    write("not the passphrase of anybody here")
    press(ENTER)
    assert "do not fit" in panel.second.message()
    assert registration.show(office.desk(Role.CLERK), code).cards[0].state is CardState.LIVE
    write(passphrase_of(Role.HELPDESK))
    press(ENTER)
    qtbot.waitUntil(lambda: page.replace_panel is None)
    assert registration.show(office.desk(Role.CLERK), code).cards[0].state is CardState.REPLACED


@pytest.mark.parametrize(("role", "destination"), [(Role.SUPERVISOR, GoQuiet()), (Role.CLERK, GoPairs())])
def test_esc_is_heard_where_there_is_nothing_to_choose(
    role: Role, destination: Destination, enter: Enter, office: TestOffice, qtbot: QtBot
) -> None:
    """An empty list leaves the keyboard to the page itself, which no ring is drawn around."""
    made(office)
    frame = enter(role, destination)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    press(ESC)
    qtbot.waitUntil(lambda: isinstance(frame.page, HomePage))


def test_settings_count_at_once(enter: Enter) -> None:
    """Each answer is handed on the moment it is given."""
    frame = enter(Role.AUDITOR, GoSettings())
    page = frame.page
    assert isinstance(page, SettingsPage)
    told: list[Settings] = []
    frame.bench.settled.connect(told.append)
    press(Qt.Key.Key_2)
    assert told[-1].language == "ur"
    page.text_size.setFocus()
    press(Qt.Key.Key_3)
    assert told[-1].text_percent == 150


def test_an_operator_is_added_by_two(enter: Enter, office: TestOffice) -> None:
    """Name, role and words, then the supervisor agrees; the new one stands in the list."""
    page = enter(Role.CONTROLLER, GoOperators()).page
    assert isinstance(page, OperatorsPage)
    write("Nadia Baloch")
    page.role.set_value(Role.CLERK.value)
    page.second.names.set_value(Role.SUPERVISOR.value)
    page.second.passphrase.setFocus()
    write(passphrase_of(Role.SUPERVISOR))
    press(ENTER)
    assert "Nadia Baloch" in {one.name for one in operators.operators(office.desk(Role.CONTROLLER))}
    assert not page.second.message()


PLACES: list[tuple[Role, Callable[[registration.HouseholdCode], Destination]]] = [
    (Role.CLERK, lambda _: GoHome()),
    (Role.SUPERVISOR, lambda _: GoHome()),
    (Role.CLERK, lambda _: GoRegister()),
    (Role.HELPDESK, lambda _: GoFind("sakina")),
    (Role.CLERK, GoHousehold),
    (Role.CLERK, GoConsent),
    (Role.CLERK, lambda _: GoReadAloud()),
    (Role.LEAD, lambda _: GoSettings()),
    (Role.CONTROLLER, lambda _: GoOperators()),
]


@pytest.mark.parametrize("language", [Language.URDU, Language.SINDHI])
@pytest.mark.parametrize(("role", "destination"), PLACES)
@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1024, 600)])
def test_each_screen_in_urdu_and_sindhi(
    language: Language,
    role: Role,
    destination: Callable[[registration.HouseholdCode], Destination],
    size: QSize,
    enter: Enter,
    office: TestOffice,
    speak: Callable[..., None],
) -> None:
    """The screen is built, mirrored, fits the window, names what takes the keyboard, and shows data as plain text."""
    code = made(office)
    speak(language, size)
    page = enter(role, destination(code), size).page
    assert page is not None
    assert page.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert page.minimumSizeHint().width() <= size.width()
    assert {label.textFormat() for label in page.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not widget.accessibleName()
    ]
    assert nameless == []


def test_the_key_of_a_greyed_button_says_why(enter: Enter, office: TestOffice, qtbot: QtBot) -> None:
    """R for a household without a card, 3 before the consent; the next key that does something ends the sentence."""
    code = registration.register(office.desk(Role.CLERK), household()).household.code
    frame = enter(Role.CLERK, GoHousehold(code))
    press(Qt.Key.Key_R)
    (said,) = frame.window().findChildren(Flash)
    assert "Nobody here holds a card" in said.sentence
    frame.show_page(GoRegister())
    press(Qt.Key.Key_3)
    said = frame.window().findChildren(Flash)[-1]
    assert "First the household agrees" in said.sentence
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not said.isVisible())
