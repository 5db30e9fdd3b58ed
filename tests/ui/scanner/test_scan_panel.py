"""The scan panel as a clerk meets it: a film of a card, a burst of a scanner, a typed code in three digit scripts."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.scanning.reader import BareCode, Reading, Source, VerifiedCard
from desktop.scanning.rehearsal import hold_up, write_video
from desktop.ui.scanner.camera_feed import FeedState
from desktop.ui.scanner.code_box import CodeWords
from desktop.ui.scanner.preview import Preview
from desktop.ui.scanner.scan_panel import ScanPanel, ScanWords
from tests.scanning.card_simulator import card_page
from tests.scanning.offices import Desk

WORDS = ScanWords(
    show="Show the card",
    show_second="کارڈ دکھائیں",
    preview_name="What the camera sees",
    states={
        FeedState.NO_CAMERA: "No camera. Use the hand scanner or type the code.",
        FeedState.STARTING: "The camera is starting.",
        FeedState.BLIND: "The camera shows nothing. Close other programs that use it.",
    },
    unfinished="The scanner sends no Enter. Scan the set-up card.",
    code=CodeWords(
        label="or type the code on it",
        name="Household code",
        hint="from any keyboard, in any digits",
        more_digits=lambda count: f"{count} more digits to come.",
        mistyped="These digits do not fit together. Look at the card again.",
    ),
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    """One office for the module."""
    return Desk()


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> Iterator[ScanPanel]:
    """Shown, not started."""
    one = ScanPanel(desk.reader(), WORDS)
    qtbot.addWidget(one)
    one.resize(1100, 560)
    one.show()
    yield one
    one.stop()


def readings(panel: ScanPanel) -> list[Reading]:
    """Readings as they come."""
    told: list[Reading] = []
    panel.code_read.connect(told.append)
    return told


def write(field: QWidget, text: str) -> None:
    """Key after key, in any script."""
    for character in text:
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key(ord(character))
        QCoreApplication.sendEvent(
            field, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
        )


@pytest.mark.parametrize("digits", ["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"])
def test_a_typed_code_is_grouped_while_typing_and_read_by_enter(panel: ScanPanel, desk: Desk, digits: str) -> None:
    """In three digit scripts; the field is empty afterwards, so a second Enter reads nothing."""
    told = readings(panel)
    code = desk.number(7).household
    field = panel.box().field()
    write(field, "".join(digits[int(digit)] for digit in code.text))
    assert field.text() == code.grouped
    assert told == []
    write(field, "\r")
    assert told == [BareCode(code, Source.TYPED)]
    assert field.text() == ""
    write(field, "\r")
    assert len(told) == 1


def test_a_short_and_a_mistyped_code_are_answered_in_words_and_read_nothing(panel: ScanPanel, desk: Desk) -> None:
    """The sentence says how many digits are to come, or that they do not fit; typing on takes it away."""
    told = readings(panel)
    field = panel.box().field()
    write(field, "6170")
    write(field, "\r")
    assert panel.box().problem() == "8 more digits to come."
    write(field, "0")
    assert panel.box().problem() == WORDS.code.hint
    code = desk.number(7).household.text
    wrong = code[:4] + str((int(code[4]) + 1) % 10) + code[5:]
    field.clear()
    write(field, wrong)
    assert panel.box().problem() == WORDS.code.mistyped
    write(field, "\r")
    assert field.text() != ""
    assert told == []


def test_a_machine_without_a_camera_says_what_else_there_is(panel: ScanPanel) -> None:
    """Here there is none."""
    panel.start()
    assert panel.feed().state is FeedState.NO_CAMERA
    assert panel.status() == WORDS.states[FeedState.NO_CAMERA]
    assert not panel.preview().has_picture()


def test_a_film_shows_a_picture_and_gives_one_card(panel: ScanPanel, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """The preview is a real picture while it runs, and empty when the panel is stopped."""
    told = readings(panel)
    film = tmp_path / "card.avi"
    write_video(hold_up(card_page(desk.card(7)), 3, 1.0, 30), film)
    panel.start_film(film)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert isinstance(told[0], VerifiedCard)
    assert told[0].number == desk.number(7)
    assert panel.preview().has_picture()
    panel.stop()
    assert not panel.preview().has_picture()


def painted(preview: Preview) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Brightness of the left and the right half as painted."""
    image = preview.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()]


def test_the_preview_is_a_mirror_for_a_camera_and_true_for_a_film(qtbot: QtBot) -> None:
    """White at the left of the frame stands at the right of a mirror."""
    frame = np.full((720, 1280), 20, np.uint8)
    frame[:, :640] = 230
    for mirrored in (True, False):
        preview = Preview("eye", mirrored=mirrored)
        qtbot.addWidget(preview)
        preview.resize(464, 261)
        preview.show_frame(frame)
        rows = painted(preview)
        assert (rows[:, 20:200].mean() < rows[:, -200:-20].mean()) == mirrored
