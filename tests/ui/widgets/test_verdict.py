"""The verdict is known from three metres by colour, shape and word, says nothing about anybody, and needs one key."""

import csv
from importlib.resources import files

import pytest
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look, current
from desktop.ui.appearance.tokens import AMBER, DARK
from desktop.ui.widgets.painting import text_width, tight_height
from desktop.ui.widgets.verdict import VerdictPanel
from desktop.ui.widgets.verdict_card import asked_lines
from desktop.ui.widgets.verdict_values import (
    FAMILIES,
    GROUNDS,
    Family,
    VerdictAction,
    VerdictItem,
    VerdictPerson,
    VerdictView,
)
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn
from tests.ui.widgets.test_line import ink_of

WORDS = {
    Family.GIVE: ("GIVE", "دے دیں"),
    Family.CHECK: ("GIVE, CHECK", "دیکھ کر دیں"),
    Family.GIVEN: ("GIVEN", "دے دیا"),
    Family.DESK: ("HELP DESK", "مدد میز"),
    Family.LATER: ("LATER", "بعد میں"),
    Family.AGAIN: ("AGAIN", "دوبارہ"),
    Family.STOP: ("STOP LANE", "رکیں"),
}
GIVEN = VerdictAction("given", "Given", "Space", "Space")
DESK = VerdictAction("desk", "Help desk", "F2", "F2")
SENT = VerdictAction("sent", "Sent to desk", "Enter", "Return")
PERSON = VerdictPerson("Sakina", "w/o Rahim Bux", "سکینہ بی بی", "Household of 7 · card 2", "352001234580")
ITEMS = (VerdictItem("ATTA20", 2, "flour 20 kg"), VerdictItem("OIL5", 1, "oil 5 l"))
BODY, SMALL_BODY = QSize(1366, 724), QSize(1024, 560)


def view(code: str, urdu: bool = False, actions: tuple[VerdictAction, ...] = (GIVEN, DESK)) -> VerdictView:
    """A verdict with everything that a caller could hand over."""
    word, second = WORDS[FAMILIES[code]][:: -1 if urdu else 1]
    return VerdictView(code, word, second, "A sentence.", "ایک جملہ۔", actions, "me 41 · lane 96", PERSON, ITEMS)


def panel(qtbot: QtBot, shown: VerdictView, size: QSize = BODY) -> VerdictPanel:
    """The panel with a verdict, on the screen."""
    made = VerdictPanel()
    qtbot.addWidget(made)
    made.resize(size)
    made.show()
    made.show_verdict(shown)
    return made


def picture(shown: VerdictPanel) -> QImage:
    """What is seen."""
    return shown.grab().toImage()


def test_the_codes_are_those_of_the_shipped_table() -> None:
    """Twelve, no more and no fewer."""
    table = files("desktop.reference").joinpath("verdicts.csv").read_text(encoding="utf-8")
    assert {row["code"] for row in csv.DictReader(table.splitlines())} == set(FAMILIES)


@pytest.mark.parametrize("code", FAMILIES)
@pytest.mark.parametrize("theme", [Look(), Look(tokens=DARK)], ids=["light", "dark"])
def test_a_verdict_has_its_ground_in_every_theme(code: str, theme: Look, put_on: PutOn, qtbot: QtBot) -> None:
    """People learn the colours; they never change."""
    put_on(theme)
    image = picture(panel(qtbot, view(code)))
    assert image.pixelColor(660, 12).name().upper() == GROUNDS[FAMILIES[code]].ground


@pytest.mark.parametrize("code", ["G1", "G2", "G9", "H1", "T1", "N1", "S1"])
@pytest.mark.parametrize(("look", "size", "least"), [(Look(), BODY, 96), (Look().at(SMALL_BODY), SMALL_BODY, 72)])
def test_the_word_is_read_from_three_metres(
    code: str, look: Look, size: QSize, least: int, put_on: PutOn, qtbot: QtBot
) -> None:
    """Capitals are at least 96 px high on the large screen, three quarters of that on the small, as drawn."""
    put_on(look)
    shown = panel(qtbot, view(code), size)
    assert QFontMetricsF(shown.word_font()).capHeight() * current().layout.factor >= least
    ground = QColor(GROUNDS[FAMILIES[code]].ground)
    word_zone = QRect(round(size.width() * 0.31), 0, round(size.width() * 0.12), round(size.height() * 0.4))
    assert ink_of(picture(shown).copy(word_zone), ground).height() >= least


@pytest.mark.parametrize("code", FAMILIES)
@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_cut(code: str, language: Language, put_on: PutOn, qtbot: QtBot) -> None:
    """The ink of a verdict keeps clear of the window's edges in each language and both sizes."""
    for size in (BODY, SMALL_BODY):
        put_on(Look(language=language).at(QSize(size.width(), size.height() + 44)))
        shown = panel(qtbot, view(code, urdu=language is not Language.ENGLISH), size)
        image = picture(shown)
        ground = QColor(GROUNDS[FAMILIES[code]].ground)
        frame, bar = (12, 30) if code == "G9" else (0, 0)  # its green frame and the bar that shrinks
        inner = image.copy(image.rect().adjusted(frame, frame, -frame, -bar))
        if FAMILIES[code] is Family.CHECK:  # the amber band runs to both edges on purpose
            inner = inner.copy(0, 0, inner.width(), round(200 * current().layout.factor))
        ink = ink_of(inner, ground)
        assert ink.top() > 2
        assert ink.left() > 10
        assert ink.right() < inner.width() - 10


def test_a_stop_says_nothing_about_anybody(english: None, qtbot: QtBot) -> None:
    """Whoever stands there, for whatever reason: the picture differs by its two-character code only."""
    nobody = VerdictView("H1", "HELP DESK", "مدد میز", "Please walk.", "", (SENT,), "")
    someone = VerdictView("H5", "HELP DESK", "مدد میز", "Please walk.", "", (SENT,), "", PERSON, ITEMS)
    first, second = (picture(panel(qtbot, each)) for each in (nobody, someone))
    different = [
        (x, y)
        for x in range(0, first.width(), 2)
        for y in range(0, first.height(), 2)
        if first.pixel(x, y) != second.pixel(x, y)
    ]
    assert different
    assert all(x > 1280 and y < 56 for x, y in different)
    assert "Sakina" not in someone.spoken()
    assert "flour" not in someone.spoken()
    assert GROUNDS[Family.DESK].ground == "#5B2A86"


def test_look_then_give_has_an_amber_band_behind_a_larger_photo(english: None, qtbot: QtBot) -> None:
    """Across the whole width; give alone has none."""
    image = picture(panel(qtbot, view("G2")))
    assert [image.pixelColor(x, 212).name().upper() for x in (3, 700, 1362)] == [AMBER.ground] * 3
    assert image.pixelColor(90, 240).name() != QColor(AMBER.ground).name()
    plain = picture(panel(qtbot, view("G1")))
    assert plain.pixelColor(3, 212).name().upper() == GROUNDS[Family.GIVE].ground


@pytest.mark.parametrize("code", ["G1", "H1"])
def test_the_picture_turns_round_in_urdu(code: str, put_on: PutOn, qtbot: QtBot) -> None:
    """The shape stands at the leading side; the tick stays a tick, the arrow points the other way."""
    shapes: dict[Language, QImage] = {}
    ground = QColor(GROUNDS[FAMILIES[code]].ground)
    for language in (Language.ENGLISH, Language.URDU):
        put_on(Look(language=language))
        image = picture(panel(qtbot, view(code, urdu=language is Language.URDU)))
        zone = QRect(30, 40, 240, 160) if code == "G1" else QRect(90, 70, 260, 200)
        if language is Language.URDU:
            zone.moveLeft(image.width() - zone.left() - zone.width())
        shapes[language] = image.copy(zone)
        assert not ink_of(shapes[language], ground).isEmpty()
    english, urdu = (ink_of(shapes[language], ground) for language in (Language.ENGLISH, Language.URDU))
    assert abs(english.width() - urdu.width()) <= 2
    turned = shapes[Language.URDU].flipped(Qt.Orientation.Horizontal)
    alike = [shapes[Language.ENGLISH].pixelColor(x, y).lightness() for x in range(0, 230, 3) for y in range(0, 150, 3)]
    other = [turned.pixelColor(x, y).lightness() for x in range(0, 230, 3) for y in range(0, 150, 3)]
    same = sum(abs(a - b) < 60 for a, b in zip(alike, other, strict=True)) / len(alike)
    assert (same > 0.97) is (code == "H1")


@pytest.mark.parametrize(("key", "told"), [(Qt.Key.Key_Space, "given"), (Qt.Key.Key_F2, "desk")])
def test_one_key_acts(key: Qt.Key, told: str, english: None, qtbot: QtBot) -> None:
    """The keys on the caps, without anything to aim at first."""
    shown = panel(qtbot, view("G1"))
    acted: list[str] = []
    shown.acted.connect(acted.append)
    QTest.keyClick(shown, key)
    QTest.keyClick(shown, Qt.Key.Key_A)
    assert acted == [told]


def test_a_key_that_is_held_counts_once(english: None, qtbot: QtBot) -> None:
    """Two hand-overs from one long press would be a loss."""
    shown = panel(qtbot, view("G1"))
    acted: list[str] = []
    shown.acted.connect(acted.append)
    for again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", again)
        QApplication.sendEvent(shown, event)
    assert acted == ["given"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_both_enter_keys_send_to_the_desk(key: Qt.Key, english: None, qtbot: QtBot) -> None:
    """The one beside the letters and the one beside the digits, which Qt tells apart."""
    shown = panel(qtbot, view("H1", actions=(SENT,)))
    acted: list[str] = []
    shown.acted.connect(acted.append)
    keypad = Qt.KeyboardModifier.KeypadModifier if key is Qt.Key.Key_Enter else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(shown, key, keypad)
    assert acted == ["sent"]


def test_buttons_are_pressed_by_mouse_and_leave_the_keys_to_the_panel(urdu: None, qtbot: QtBot) -> None:
    """The first stands at the leading side, all are large, none overlaps another."""
    shown = panel(qtbot, view("G1", urdu=True))
    acted: list[str] = []
    shown.acted.connect(acted.append)
    first, second = shown.buttons()
    assert first.geometry().left() > second.geometry().right()
    assert first.height() == second.height() == 64
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert acted == ["desk", "given"]
    assert not first.hasFocus()


def test_the_next_verdict_takes_the_place_of_the_last(english: None, qtbot: QtBot) -> None:
    """Its buttons are gone with it."""
    shown = panel(qtbot, view("G1"))
    shown.show_verdict(view("H1", actions=(SENT,)))
    acted: list[str] = []
    shown.acted.connect(acted.append)
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert acted == []
    assert [button.text() for button in shown.buttons()] == ["Sent to desk"]
    assert shown.accessibleName() == "HELP DESK. A sentence"


def test_given_shrinks_a_bar_and_then_says_so(english: None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only GIVEN fades by itself; the others stay until the next card or key."""
    monkeypatch.setattr("desktop.ui.widgets.verdict.FADE_MS", 400)
    shown = panel(qtbot, view("G9"))
    bar = QColor(GROUNDS[Family.GIVEN].ink).name()

    def width() -> int:
        image = picture(shown)
        return sum(image.pixelColor(x, 712).name() == bar for x in range(12, 1354))

    first = width()
    with qtbot.waitSignal(shown.faded, timeout=3000):
        qtbot.waitUntil(lambda: 0 < width() < first, timeout=2000)
    with qtbot.assertNotEmitted(shown.faded, wait=600):
        shown.show_verdict(view("G1"))


def test_reduced_motion_counts_seconds(put_on: PutOn, qtbot: QtBot) -> None:
    """No bar, a numeral."""
    put_on(Look(reduced_motion=True))
    image = picture(panel(qtbot, view("G9")))
    assert image.pixelColor(700, 708).name().upper() == GROUNDS[Family.GIVEN].ground


def test_what_is_given_is_spoken(english: None) -> None:
    """Word, name and amounts at once."""
    assert view("G1").spoken() == "GIVE. A sentence. Sakina. 2 flour 20 kg. 1 oil 5 l"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            Language.ENGLISH,
            (
                "Nasreen Bibi collected for others before: see that the holder wants it. Not everything is here. Say "
                "that it stays due: 1 Cooking oil 5 L."
            ),
        ),
        (
            Language.URDU,
            (
                "یہ شخص پہلے اوروں کے لیے وصول کر چکا ہے: دیکھیں کہ کارڈ والا بھی چاہتا ہے۔ سب کچھ یہاں نہیں ہے۔ "
                "بتائیں کہ باقی ہے: 1 کھانے کا تیل 5 لیٹر۔"
            ),
        ),
    ],
)
def test_two_reasons_for_a_look_are_read_whole(put_on: PutOn, language: Language, sentence: str) -> None:
    """What is asked goes over two lines before a word of it is left out; one reason has a line of its own."""
    put_on(Look(language=language))
    font, lines = asked_lines(sentence, 780, 80)
    assert " ".join(lines) == sentence
    assert len(lines) == 2
    assert all(text_width(line, font) <= 781 for line in lines)
    assert 2 * tight_height(font) <= 80
    assert asked_lines(sentence[:40], 780, 80)[1] == [sentence[:40]]
