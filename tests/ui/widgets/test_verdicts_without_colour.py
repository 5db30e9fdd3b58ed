"""Twelve verdicts as somebody sees them who sees no colour, from so far that 64 x 36 points are left of the screen.

Goal U4. Templates are made of one family's cards, what is told apart of another's, so that person, photo, items and
counts cannot be what tells them. H1 to H6 are one picture by design (evidence: screens C3): a lane shows no reason.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.records.distribution import Counts, Decision, ItemDue, PersonShown
from desktop.scanning.reader import RefusedCode
from desktop.scanning.reader import Source as ReadFrom
from desktop.ui.appearance.look import Look as Appearance
from desktop.ui.appearance.look import apply, current
from desktop.ui.screens.station import verdict_words
from desktop.ui.widgets import verdict as verdict_module
from desktop.ui.widgets.verdict import VerdictPanel
from desktop.ui.widgets.verdict_values import FAMILIES, Family, VerdictView
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.vocabulary import Language, Look, ParentRelation, Verdict
from desktop.words import catalogue
from tests.ui.widgets.eyes import VISIONS, Picture, blurred, dusty, grey, tritanopia
from tests.ui.widgets.test_verdict import BODY, SMALL_BODY

FAR = (64, 36)
HEAD, SHAPE = 11, 18
"""Rows from the top that belong to shape and word alone (the card lies below), columns that belong to the shape."""

SHIFT = 1
"""Points by which a template may lie beside the picture: nobody's eye is a tripod."""

APART = 24.0
"""Root mean square difference, in steps of 0 to 255, that two verdicts have at least, wherever they are compared."""

ALIKE = 2.0
"""What the six verdicts that are one picture may differ by: their two small letters for staff."""

MARGIN = 1.5
"""So many times further than the right template the nearest wrong one is, through dust and blur too."""

CODES = (*FAMILIES, "T1 other place")
"""The twelve; LATER has two pictures, a clock and a pin."""

PICTURES = {code: FAMILIES[code[:2]] for code in CODES}


def household(turn: int) -> Decision:
    """What a card of one of two very different households shows."""
    code = HouseholdCode.make("617", 4_000 + turn)
    items = (
        (ItemDue("ATTA20", 2, "bag"), ItemDue("OIL5", 1, "can"), ItemDue("BLANKET", 3, "piece")),
        (ItemDue("ATTA20", 4, "bag"),),
    )
    people = (
        PersonShown("سکینہ بی بی", "Sakina Bibi", "رحیم بخش", "Rahim Bux", ParentRelation.WIFE_OF, None),
        PersonShown("محمد علی", "Muhammad Ali", "غلام", "Ghulam", ParentRelation.SON_OF, face_photo()),
    )
    return Decision(
        Verdict.G1, household=code, number=CardNumber(code, 1, 1), size=7 - turn, person=people[turn], items=items[turn]
    )


def face_photo() -> bytes:
    """A picture of somebody, light face before a dark wall, as a JPEG."""
    wall = np.full((160, 120, 3), 60, np.uint8)
    cv2.ellipse(wall, (60, 70), (34, 44), 0, 0, 360, (150, 180, 210), -1)
    cv2.ellipse(wall, (60, 160), (55, 40), 0, 0, 360, (120, 70, 60), -1)
    return cv2.imencode(".jpg", wall)[1].tobytes()


def view(code: str, turn: int) -> VerdictView:
    """The station's own view of a verdict, in the language of the window."""
    counts, due = Counts(41 + turn, 96 + turn, 300), household(turn)
    verdict = Verdict(code[:2])
    match code:
        case "G1":
            return verdict_words.verdict_view(due, counts)
        case "G2":
            looks = ((Look.TYPED,), (Look.EXPIRED,))[turn]
            return verdict_words.verdict_view(replace(due, verdict=verdict, looks=looks), counts)
        case "G9":
            return verdict_words.given_view(due, 120 + 7 * turn, counts)
        case "T1":
            return verdict_words.verdict_view(replace(due, verdict=verdict), counts)
        case "T1 other place":
            place = ("Kot Mehr", "Basti Malook")[turn]
            return verdict_words.verdict_view(replace(due, verdict=verdict, point_name=place), counts)
        case "H6":
            return verdict_words.refused_view(RefusedCode("signature", ReadFrom.CAMERA, "HC1"), counts)
        case "S1":
            return verdict_words.stopped(counts)
        case _:
            return verdict_words.verdict_view(replace(due, verdict=verdict), counts)


def without_words(shown: VerdictView) -> VerdictView:
    """What is left for somebody who reads no letters: colour, shape, person and items."""
    return replace(shown, word=" ", second_word="", sentence="", second_sentence="", actions=(), foot="")


def seen(panel: VerdictPanel, *, shape_only: bool = False) -> Picture:
    """The screen shrunk to 64 x 36 points, each the mean of what lies under it; of those the head, or its shape."""
    image = panel.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    whole = rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3)
    small = cv2.resize(whole, FAR, interpolation=cv2.INTER_AREA).astype(np.float64)
    if not shape_only:
        return small[:HEAD]
    return small[:HEAD, -SHAPE:] if current().rtl else small[:HEAD, :SHAPE]


def far(template: Picture, picture: Picture) -> float:
    """Template matching: the least root mean square difference over all places of the template in the picture."""
    core = template[SHIFT:-SHIFT, SHIFT:-SHIFT]
    high, wide = core.shape[:2]
    places = [picture[y : y + high, x : x + wide] - core for y in range(2 * SHIFT + 1) for x in range(2 * SHIFT + 1)]
    return min(float(np.sqrt(np.mean(np.square(place)))) for place in places)


type Pictures = dict[str, tuple[Picture, Picture]]
"""Of each verdict what it looks like for one household and for the other."""


def paint(qtbot: QtBot, language: Language, size: QSize, *, words: bool = True) -> Pictures:
    """Paints every verdict for two households in a language; without words, only the place of the shape is kept."""
    catalogue.use(language)
    apply(qapp_of(), Appearance(language=language).at(QSize(size.width(), size.height() + 44)))
    panel = VerdictPanel()
    qtbot.addWidget(panel)
    panel.resize(size)
    panel.show()
    found: Pictures = {}
    for code in CODES:
        pair: list[Picture] = []
        for turn in (0, 1):
            shown = view(code, turn)
            panel.show_verdict(shown if words else without_words(shown))
            pair.append(seen(panel, shape_only=not words))
        found[code] = (pair[0], pair[1])
    return found


def qapp_of() -> QApplication:
    """The application of the tests."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def confused(pictures: Pictures, sight: Callable[[Picture], Picture]) -> list[str]:
    """Every pair of verdicts that is not told apart by the margins; each of the two is template once."""
    templates = {code: sight(first) for code, (first, _) in pictures.items()}
    known = {code: blurred(template) for code, template in templates.items()}
    clear = {code: sight(second) for code, (_, second) in pictures.items()}
    dust = {code: dusty(clear[code], number) for number, code in enumerate(clear)}
    wrong: list[str] = []
    for a, b in permutations(CODES, 2):
        apart = far(templates[a], clear[b])
        if PICTURES[a] is not PICTURES[b]:
            own, other = far(known[b], dust[b]), far(known[a], dust[b])
            if apart < APART or other < MARGIN * own:
                wrong.append(f"{a} and {b}: {apart:.1f} apart; in the dust {other:.1f} beside {own:.1f}")
        elif PICTURES[a] is Family.DESK and apart > ALIKE:
            wrong.append(f"{a} and {b}: {apart:.1f} apart though they are one picture")
    wrong += [f"{code}: shows whose it is" for code in CODES if far(templates[code], clear[code]) > ALIKE]
    return wrong


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    """As every other test expects the window."""
    yield
    catalogue.use(Language.ENGLISH)
    apply(qapp, Appearance())


LANGUAGES = (Language.ENGLISH, Language.URDU)


@pytest.mark.parametrize("size", [BODY, SMALL_BODY], ids=["large", "small"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_of_twelve_are_told_apart_without_colour(language: Language, size: QSize, qtbot: QtBot) -> None:
    """In grey and to three kinds of colour-blind eyes: shape and word from afar, whoever's card was read."""
    pictures = paint(qtbot, language, size)
    assert {code[:2] for code in pictures} == {verdict.value for verdict in Verdict}
    for name, sight in VISIONS.items():
        assert confused(pictures, sight) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shape_alone_tells_them_apart(language: Language, qtbot: QtBot) -> None:
    """For whoever reads no letters: every word is taken away, and the rest of the screen with it."""
    pictures = paint(qtbot, language, BODY, words=False)
    for name, sight in VISIONS.items():
        assert confused(pictures, sight) == [], name


def test_with_colour_alone_they_are_not_told_apart_in_grey(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same test refuses grounds without shapes, and says which verdicts are taken for each other."""

    def nothing(painter: QPainter, rect: QRectF, family: Family, rtl: bool, at_place: bool = False) -> None:
        """A shape that is not there."""

    monkeypatch.setattr(verdict_module, "paint_shape", nothing)
    pictures = paint(qtbot, Language.ENGLISH, BODY, words=False)
    pairs = {line.partition(":")[0] for line in confused(pictures, grey)}
    assert {"G1 and G2", "G1 and S1", "G1 and H1", "H1 and T1", "T1 and S1", "H1 and S1"} <= pairs


def test_two_verdicts_with_one_shape_would_be_noticed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second control: LATER drawn with the wrench of STOP LANE, whose red is nothing to who sees grey."""
    real = verdict_module.paint_shape

    def same(painter: QPainter, rect: QRectF, family: Family, rtl: bool, at_place: bool = False) -> None:
        real(painter, rect, Family.STOP if family is Family.LATER else family, rtl, at_place)

    monkeypatch.setattr(verdict_module, "paint_shape", same)
    pictures = paint(qtbot, Language.ENGLISH, BODY, words=False)
    pairs = {line.partition(":")[0] for line in confused(pictures, grey)}
    assert {"T1 and S1", "S1 and T1"} <= pairs
    assert not {pair for pair in pairs if "T1" not in pair}


def test_the_simulations_leave_grey_alone_and_confuse_what_such_eyes_confuse() -> None:
    """A grey stays what it is for everybody; red and green of one lightness fall together for the first two only."""
    greys = np.repeat(np.arange(0.0, 256.0, 15.0)[None, :, None], 3, axis=2)
    for sight in VISIONS.values():
        assert np.abs(sight(greys) - greys).max() < 3
    for name, first, second in (
        ("protanopia", (180, 70, 40), (72, 94, 43)),
        ("deuteranopia", (180, 70, 40), (118, 106, 33)),
    ):
        colours = np.array([[first, second]], dtype=np.float64)
        left, right = VISIONS[name](colours)[0]
        assert np.abs(left - right).max() < 12, name
        left, right = tritanopia(colours)[0]
        assert np.abs(left - right).max() > 40
