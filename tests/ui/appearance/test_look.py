"""Fonts, sizes, layouts and the one style sheet."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.layout import LARGE, SMALL, layout_for, margins, mirror
from desktop.ui.appearance.look import Look, current
from desktop.ui.appearance.style import style_sheet
from desktop.ui.appearance.tokens import DARK, LIGHT, SUN
from desktop.ui.appearance.typefaces import Face, Role, font_for, pixels
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn

UI = Path(__file__).parents[3] / "desktop" / "ui"


def test_there_is_exactly_one_style_sheet() -> None:
    """A second one would fight the first over fonts and borders."""
    calls = [
        (path.name, node.lineno)
        for path in UI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet"
    ]
    assert [name for name, _ in calls] == ["look.py"]


def test_the_bundled_faces_are_the_ones_that_are_drawn(put_on: PutOn) -> None:
    """No fallback of the machine takes their place, in any weight."""
    put_on(Look())
    for face in Face:
        for bold in (False, True):
            font = font_for(Role.BODY, face, 1.0, bold)
            assert QFontInfo(font).family() == face.value


def test_digits_inside_urdu_come_from_noto_sans(put_on: PutOn) -> None:
    """The bundled Nastaliq has no Latin, so a digit is as wide as in Noto Sans of the same size."""
    put_on(Look())
    nastaliq, latin = font_for(Role.BODY, Face.NASTALIQ, 1.0), font_for(Role.BODY, Face.LATIN, 1.0)
    latin.setPixelSize(nastaliq.pixelSize())
    assert QFontMetricsF(nastaliq).horizontalAdvance("4580") == pytest.approx(
        QFontMetricsF(latin).horizontalAdvance("4580"), abs=0.1
    )


@pytest.mark.parametrize(
    ("role", "sizes"),
    [
        (Role.DISPLAY, (36, 36, 34, 46)),
        (Role.TITLE, (24, 23, 22, 30)),
        (Role.BODY, (15, 16, 16, 21)),
        (Role.SMALL, (13, 15, 15, 19)),
    ],
)
def test_sizes_are_those_of_the_table_and_grow_with_the_text_size(role: Role, sizes: tuple[int, ...]) -> None:
    """Latin, Nastaliq, Naskh, Lateef; twice as large at 200 %, but what is large already grows less."""
    assert tuple(pixels(role, face, 1.0) for face in Face) == sizes
    times = {Role.DISPLAY: 1.4, Role.TITLE: 1.6}.get(role, 2.0)
    assert tuple(pixels(role, face, 2.0) for face in Face) == tuple(round(times * size) for size in sizes)


def test_nothing_is_smaller_than_can_be_read() -> None:
    """12 px in Latin, 15 px in Nastaliq."""
    assert min(pixels(role, Face.LATIN, 1.0) for role in Role) >= 12
    assert min(pixels(role, Face.NASTALIQ, 1.0) for role in Role) >= 15


def test_a_look_sets_direction_palette_and_font(put_on: PutOn, qapp: QApplication) -> None:
    """Urdu turns the window round, dark changes the ground, and going back undoes both."""
    put_on(Look(tokens=DARK, language=Language.URDU))
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.ground
    assert qapp.font().families()[0] == Face.NASTALIQ.value
    put_on(Look())
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert current() == Look()


def test_compact_urdu_is_naskh_and_sindhi_is_lateef() -> None:
    """The face of each language; data in Urdu keeps its face in an English window."""
    assert Look(language=Language.URDU, compact=True).face is Face.NASKH
    assert Look(language=Language.SINDHI).face is Face.LATEEF
    assert Look().face_for("سکینہ") is Face.NASTALIQ
    assert Look(language=Language.URDU).face_for("Sakina 12") is Face.LATIN


def test_rows_are_at_least_a_finger_high_and_grow_with_the_text() -> None:
    """44 px (40 in the small layout), more when the line box asks for it."""
    assert Look().row == 44
    assert Look(layout=SMALL).row == 40
    assert Look(language=Language.URDU, scale=2.0).row == 88


@pytest.mark.parametrize(
    ("size", "small"),
    [((1366, 768), False), ((1366, 728), False), ((1024, 600), True), ((1199, 800), True), ((1366, 679), True)],
)
def test_the_layout_follows_the_window(size: tuple[int, int], small: bool) -> None:
    """Small under 1200 wide or under 680 high; a desktop's own panel does not make it small."""
    assert layout_for(QSize(*size)) is (SMALL if small else LARGE)


def test_the_grid_is_that_of_the_design() -> None:
    """Bar, head, foot, gutters, side panel and row pitch of both layouts."""
    assert (LARGE.bar, LARGE.head, LARGE.foot, LARGE.gutter, LARGE.gap, LARGE.side, LARGE.pitch) == (
        44, 64, 68, 32, 24, 344, 56,
    )  # fmt: skip
    assert (SMALL.bar, SMALL.head, SMALL.foot, SMALL.gutter, SMALL.gap, SMALL.side, SMALL.pitch) == (
        40, 52, 56, 16, 16, 272, 48,
    )  # fmt: skip


def test_margins_and_places_turn_round() -> None:
    """Leading is right in Urdu."""
    assert margins(1, 2, 3, 4, rtl=False) == QMargins(1, 2, 3, 4)
    assert margins(1, 2, 3, 4, rtl=True) == QMargins(3, 2, 1, 4)
    assert mirror(10, 30, 200, rtl=False) == 10
    assert mirror(10, 30, 200, rtl=True) == 160


def test_the_style_sheet_names_no_font_and_no_focus_and_turns_round() -> None:
    """Fonts are set by role, focus is the ring's; the header's padding is on the leading side."""
    english, urdu = (style_sheet(LIGHT, rtl, 44, 1.0) for rtl in (False, True))
    assert "font" not in english
    assert ":focus" not in english
    assert "padding-left: 16px" in english
    assert "padding-right: 16px" in urdu
    assert LIGHT.muted in english.split("placeholder-text-color:")[1].split(";")[0]
    assert "border: 2px solid #000000" in style_sheet(SUN, False, 44, 1.0)


def test_qt_takes_the_style_sheet_as_it_is_meant(put_on: PutOn, qtbot: QtBot) -> None:
    """A field in a row is as high as the row, in each theme and size, problem or not."""
    for look in (Look(), Look(tokens=SUN), Look(scale=2.0), Look(language=Language.URDU, layout=SMALL)):
        put_on(look)
        field = QLineEdit()
        qtbot.addWidget(field)
        field.show()
        assert field.sizeHint().height() == look.row
        field.setProperty("state", "problem")
        field.style().polish(field)
        assert field.sizeHint().height() == look.row
