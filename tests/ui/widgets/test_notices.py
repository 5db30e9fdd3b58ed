"""Notices, jobs, devices, dialogs, photos, steps, the practice strip and the empty screen."""

from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.appearance.look import Look
from desktop.ui.appearance.tokens import LIGHT
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.device_strip import DeviceMark, DeviceStrip
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.job_strip import JobStrip
from desktop.ui.widgets.notice import Notice, NoticeArea, NoticeKind
from desktop.ui.widgets.picture import Meter, Photo
from desktop.ui.widgets.practice import PracticeStrip
from desktop.ui.widgets.steps import Steps
from desktop.values.vocabulary import Language
from tests.ui.conftest import PutOn, Show


@pytest.mark.parametrize(("language", "band_at_left"), [(Language.ENGLISH, True), (Language.URDU, False)])
def test_the_band_of_a_notice_stands_at_the_leading_edge(
    language: Language, band_at_left: bool, put_on: PutOn, qtbot: QtBot
) -> None:
    """Style sheets do not turn borders round; we do."""
    put_on(Look(language=language))
    notice = Notice(NoticeKind.LOOK, "The printer has no paper.", "Put paper in.")
    qtbot.addWidget(notice)
    notice.resize(400, 60)
    image = notice.grab().toImage()
    left, right = (image.pixelColor(x, 30).name().upper() for x in (1, 398))
    assert (left == LIGHT.warn_mark) is band_at_left
    assert (right == LIGHT.warn_mark) is not band_at_left
    assert notice.accessibleName() == "The printer has no paper. Put paper in."


def test_a_notice_has_at_most_one_button(english: None, show: Show, qtbot: QtBot) -> None:
    """It says that it was pressed."""
    notice = Notice(NoticeKind.STOP, "The store cannot be written.", button="Try again")
    show(notice)
    button = notice.button()
    assert button is not None
    with qtbot.waitSignal(notice.acted, timeout=1000):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert Notice(NoticeKind.KNOW, "Known.").button() is None


def test_a_notice_stays_until_it_is_solved_and_good_news_fades(
    english: None, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One for each key; the newer takes the older's place."""
    monkeypatch.setattr("desktop.ui.widgets.notice._GOOD_MS", 20)
    area = NoticeArea()
    show(area)
    assert not area.isVisible()
    area.show_notice("printer", Notice(NoticeKind.LOOK, "No paper."))
    area.show_notice("printer", Notice(NoticeKind.LOOK, "Still no paper."))
    area.show_notice("stick", Notice(NoticeKind.GOOD, "You may pull the stick out."))
    assert set(area.notices()) == {"printer", "stick"}
    qtbot.waitUntil(lambda: set(area.notices()) == {"printer"}, timeout=2000)
    area.take("printer")
    assert not area.isVisible()


def test_a_notice_shows_names_as_typed(english: None, qtbot: QtBot) -> None:
    """Every label in every notice is plain text."""
    notice = Notice(NoticeKind.KNOW, "<b>Rahim</b> was registered.", "<i>more</i>")
    qtbot.addWidget(notice)
    labels = notice.findChildren(QLabel)
    assert [label.text() for label in labels] == ["<b>Rahim</b> was registered.", "<i>more</i>"]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_a_job_shows_how_far_it_is_and_can_be_stopped(english: None, show: Show, qtbot: QtBot) -> None:
    """The meter is as full as the work is done."""
    job = JobStrip("Drawing cards", "Cancel")
    window = show(job)
    window.resize(600, 120)
    job.set_progress(0.5, "412 of 824, about 2 s left")
    meter = job.findChild(Meter)
    assert meter is not None
    image = meter.grab().toImage()
    at = [image.pixelColor(round(image.width() * part), 4).name().upper() for part in (0.25, 0.75)]
    assert at == [LIGHT.accent, LIGHT.wash]
    assert meter.accessibleName() == "Drawing cards 412 of 824, about 2 s left"
    with qtbot.waitSignal(job.cancelled, timeout=1000):
        QTest.mouseClick(job.cancel_button(), Qt.MouseButton.LeftButton)


MARKS = [
    DeviceMark("scanner", "scan", "scanner is ready"),
    DeviceMark("printer", "printer", "printer has no paper", "no paper", amber=True),
    DeviceMark("clock", "clock", "clock", "09:41"),
]


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.URDU])
def test_a_device_is_quiet_until_it_wants_something(
    language: Language, put_on: PutOn, show: Show, qtbot: QtBot
) -> None:
    """A click tells which; the amber one is found for F9; all are spoken."""
    put_on(Look(language=language))
    strip = DeviceStrip("Devices")
    strip.set_marks(MARKS)
    show(strip)
    wanting = strip.wanting()
    assert wanting is not None
    assert wanting.key == "printer"
    assert strip.accessibleDescription() == "scanner is ready, printer has no paper, clock"
    pressed: list[str] = []
    strip.pressed.connect(pressed.append)
    ends = (4, strip.width() - 4) if language is Language.ENGLISH else (strip.width() - 4, 4)
    for x in ends:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, strip.height() // 2))
    assert pressed == ["scanner", "clock"]
    strip.set_marks(MARKS[:1])
    assert strip.wanting() is None


def test_the_safe_answer_is_filled_and_is_esc(english: None, qtbot: QtBot) -> None:
    """Esc and Enter are safe; the letter is the other answer."""
    for key, accepted in ((Qt.Key.Key_Escape, False), (Qt.Key.Key_Return, False), (Qt.Key.Key_L, True)):
        question = Question("Leave without printing?", "They stay in the list.", "Stay here", "Leave", "L")
        qtbot.addWidget(question)
        answers: list[int] = []
        question.finished.connect(answers.append)
        question.open()
        question.activateWindow()
        qtbot.waitUntil(question.isActiveWindow)
        assert question.stay_button.kind is ButtonKind.PRIMARY
        assert question.focusWidget() is question.stay_button
        QTest.keyClick(question.focusWidget(), key)
        qtbot.waitUntil(lambda told=answers: bool(told), timeout=1000)
        assert bool(answers[0]) is accepted


def test_a_person_without_a_photo_has_initials(english: None, qtbot: QtBot) -> None:
    """Photo, initials and the empty frame differ; bytes that are no picture are no photo."""
    out = BytesIO()
    Image.new("RGB", (30, 40), "#FF0000").save(out, "JPEG")
    frame = Photo(48, 64)
    qtbot.addWidget(frame)
    frame.set_person("Hajra Bibi", out.getvalue())
    assert frame.grab().toImage().pixelColor(24, 32).red() > 200
    assert frame.accessibleName() == "Hajra Bibi"
    frame.set_person("Hajra Bibi", b"not a picture")
    assert frame.grab().toImage().pixelColor(4, 32).name().upper() == LIGHT.accent_soft
    frame.clear("no photo yet")
    assert frame.grab().toImage().pixelColor(5, 32).name().upper() == LIGHT.sunk
    assert frame.accessibleName() == "no photo yet"


def test_steps_are_filled_up_to_here(put_on: PutOn, qtbot: QtBot) -> None:
    """The first nuqta stands at the leading edge."""
    for language in (Language.ENGLISH, Language.URDU):
        put_on(Look(language=language))
        steps = Steps(["Who", "People", "Where"], present=0)
        qtbot.addWidget(steps)
        steps.resize(steps.sizeHint())
        image = steps.grab().toImage()
        x = 8 if language is Language.ENGLISH else image.width() - 9
        assert image.pixelColor(x, image.height() // 2).name().upper() == LIGHT.accent
        steps.set_present(2)
        assert steps.accessibleName() == "Where"


def test_practice_says_so(english: None, qtbot: QtBot) -> None:
    """Amber over the whole width, and spoken."""
    strip = PracticeStrip("PRACTICE", "مشق")
    qtbot.addWidget(strip)
    strip.resize(1366, strip.sizeHint().height())
    image = strip.grab().toImage()
    assert image.pixelColor(2, 2).name().upper() == "#FFC20A"
    assert strip.accessibleName() == "PRACTICE"
    assert strip.sizeHint().height() == 32


def test_an_empty_screen_has_one_filled_button(english: None, show: Show, qtbot: QtBot) -> None:
    """And the drawing of what will be there."""
    way = Button("Register the first household", ButtonKind.PRIMARY, "home-plus", "1", "1")
    screen = EmptyState("Nobody is registered here yet.", "Start with one household.", way)
    show(screen)
    with qtbot.waitSignal(way.clicked, timeout=1000):
        QTest.keyClick(screen, Qt.Key.Key_1)
