"""A photo on the form: from a frame of the camera, from a file, or refused; ours alone is kept."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame
from pytestqt.qtbot import QtBot

from desktop.ui.kept_form import KIND, read_kept
from desktop.ui.scanner.camera_feed import FeedState
from desktop.ui.screens.register.photo_panel import PhotoPanel
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.register.steps import PEOPLE, WHO
from desktop.ui.workbench import GoRegister
from desktop.usecases import registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from tests.factories import TestOffice, child, household, woman
from tests.scanning.test_photo import SVG, with_place
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import CTRL, ENTER, ESC, here, press, write
from tests.ui.screens.test_register import form

F4 = Qt.Key.Key_F4
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)


@pytest.fixture
def blank(enter: Enter) -> Iterator[RegisterPage]:
    """The form, nothing agreed to and nothing written; left as a window leaves it."""
    made = form(enter(Role.CLERK, GoRegister()))
    yield made
    made.leaving()


@pytest.fixture
def page(blank: RegisterPage) -> RegisterPage:
    """The form, with consent to photos, the name of the first person written."""
    press(Qt.Key.Key_1, Qt.Key.Key_3, ENTER)
    write("سکینہ")
    return blank


def panel_of(page: RegisterPage) -> PhotoPanel:
    """The question that stands there."""
    assert page.photos.panel is not None
    assert page.photos.panel.isVisible()
    return page.photos.panel


def film(panel: PhotoPanel, left: tuple[int, int, int] = RED, right: tuple[int, int, int] = BLUE) -> None:
    """A frame of 1280 by 720, as a camera sends it: three upright bands, green in the middle."""
    rows = np.zeros((720, 1280, 3), np.uint8)
    rows[:, :540], rows[:, 540:740], rows[:, 740:] = left, GREEN, right
    picture = QImage(rows.tobytes(), 1280, 720, 1280 * 3, QImage.Format.Format_RGB888)
    panel.feed.start_sink()
    panel.feed.sink.setVideoFrame(QVideoFrame(picture.convertToFormat(QImage.Format.Format_RGBA8888)))


def bands(jpeg: bytes) -> list[tuple[int, int, int]]:
    """The colours of a photo at its left, in its middle and at its right."""
    made = Image.open(io.BytesIO(jpeg))
    assert (made.size, made.format) == ((480, 640), "JPEG")
    assert len(made.getexif()) == 0
    rows = np.asarray(made.convert("RGB"))
    return [tuple(int(part) for part in rows[320, x]) for x in (20, 240, 460)]  # pyright: ignore[reportReturnType]


def near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Whether two colours are alike after two times JPEG."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 25


def test_a_frame_is_taken_looked_at_and_kept(page: RegisterPage, office: TestOffice) -> None:
    """F4, Enter, Enter: the middle of what the camera saw, not mirrored, is the photo of the draft."""
    press(F4)
    panel = panel_of(page)
    film(panel)
    assert panel.framing.has_picture()
    assert panel.take_button.hasFocus()
    press(ENTER)
    assert panel.take_button.shown_text() == "Keep this photo"
    film(panel, BLUE, RED)  # the camera goes on; what was taken stays
    press(ENTER)
    assert page.photos.panel is None
    photo = page.draft.members[0].photo
    assert photo is not None
    assert all(map(near, bands(photo), (RED, GREEN, BLUE)))
    assert page.panels.head.name.hasFocus(), "the keyboard is where it was"
    kept = registration.kept_draft(office.desk(Role.CLERK), KIND)
    assert kept is not None
    read = read_kept(kept.body)
    assert read is not None
    assert read.draft.members[0].photo == photo


def test_a_photo_is_taken_again(page: RegisterPage, qtbot: QtBot) -> None:
    """A lets the first one go."""
    press(F4)
    panel = panel_of(page)
    film(panel)
    press(ENTER, Qt.Key.Key_A)
    qtbot.waitUntil(panel.again_button.isHidden)
    film(panel, BLUE, RED)
    press(ENTER, ENTER)
    photo = page.draft.members[0].photo
    assert photo is not None
    assert all(map(near, bands(photo), (BLUE, GREEN, RED)))


def test_no_photo_wanted_is_an_answer(page: RegisterPage, enter: Enter) -> None:
    """N: it stands in the frame, is found again by who comes back, and can be taken back."""
    press(F4)
    panel_of(page).refuse_button.click()
    assert page.draft.members[0].photo_refused
    assert page.panels.head.photo.is_refused()
    page.leaving()
    again = form(enter(Role.CLERK, GoRegister(resume=True)))
    assert again.panels.head.photo.is_refused()
    again.panels.head.set_photo(None)
    assert not again.draft.members[0].photo_refused
    press(Qt.Key.Key_Z, modifier=CTRL)
    assert again.panels.head.photo.is_refused()


def test_without_a_camera_that_is_said_and_a_file_will_do(page: RegisterPage, tmp_path: Path) -> None:
    """No camera here: the sentence, the keyboard on the file; the file's place and phone are not in the photo."""
    press(F4)
    panel = panel_of(page)
    assert panel.feed.state is FeedState.NO_CAMERA
    assert "No camera" in panel.status()
    assert not panel.take_button.isEnabled()
    assert panel.file_button.hasFocus()
    rows = np.zeros((1200, 900, 3), np.uint8)
    rows[:, :300], rows[:, 300:600], rows[:, 600:] = RED, GREEN, BLUE
    file = tmp_path / "from a phone.jpg"
    file.write_bytes(with_place(Image.fromarray(rows)))
    page.take_photo(file)
    assert page.photos.panel is None
    photo = page.draft.members[0].photo
    assert photo is not None
    assert all(map(near, bands(photo), (RED, GREEN, BLUE)))
    assert b"SecretPhone" not in photo


@pytest.mark.parametrize("content", [SVG, b"", b"\x89PNG\r\n\x1a\n"])
def test_a_bad_file_is_said_and_the_question_stays(page: RegisterPage, tmp_path: Path, content: bytes) -> None:
    """One sentence, no photo, nothing lost; another picture can follow at once."""
    press(F4)
    file = tmp_path / "face.jpg"
    file.write_bytes(content)
    page.take_photo(file)
    panel_of(page)
    assert "bench" in page.notices.notices()
    assert page.draft.members[0].photo is None


def test_a_camera_that_dies_is_said(page: RegisterPage) -> None:
    """Another program holds it: the sentence names the file as the way on."""
    press(F4)
    panel = panel_of(page)
    film(panel)
    panel.feed._fails()  # pyright: ignore[reportPrivateUsage]
    assert panel.feed.state is FeedState.BLIND
    assert "file" in panel.status()
    assert not panel.framing.has_picture(), "no face is left on the screen"


def test_photos_are_asked_for_first(blank: RegisterPage) -> None:
    """Without consent to photos the camera stays shut until somebody says that they agree; then it is the consent."""
    page = blank
    press(Qt.Key.Key_1, ENTER)
    press(F4)
    panel = panel_of(page)
    assert panel.feed.state is FeedState.OFF
    assert not panel.file_button.isEnabled()
    press(ENTER)
    assert page.draft.consent.photo
    assert page.panels.consent.photo.isChecked()
    assert panel.feed.state is FeedState.NO_CAMERA
    press(ESC)
    assert page.photos.panel is None
    assert page.isVisible(), "the form is there again, not home"
    assert page.panels.head.name.hasFocus()


def test_nobody_is_photographed_before_anything_was_agreed_to(blank: RegisterPage) -> None:
    """No consent at all: the sentence, and no camera."""
    page = blank
    press(F4)
    assert page.photos.panel is None
    assert "photo" in page.notices.notices()


def test_no_camera_opens_for_a_child_under_five(page: RegisterPage) -> None:
    """Four years: said in a sentence; five: the camera."""
    page.draft = household(woman(), child("علی", age_years=4))
    page._go_to(PEOPLE)  # pyright: ignore[reportPrivateUsage]
    page.people.write(1)
    press(F4)
    assert page.photos.panel is None
    assert "photo" in page.notices.notices()
    page.panels.people.form.age.setFocus()
    page.panels.people.form.age.selectAll()
    write("5")
    press(F4)
    assert page.photos.panel is not None


def test_a_photo_of_a_later_person_is_that_persons(page: RegisterPage, office: TestOffice) -> None:
    """Written while the second person's form is open, saved, and shown with that person."""
    page.draft = household(woman(), child("علی"))
    page._go_to(PEOPLE)  # pyright: ignore[reportPrivateUsage]
    page.people.write(1)
    press(F4)
    film(panel_of(page))
    press(ENTER, ENTER)
    assert page.draft.members[0].photo is None
    assert page.draft.members[1].photo is not None
    page.read_back()
    page.go_on()
    assert page.saved is not None
    view = registration.show(office.desk(Role.CLERK), HouseholdCode(page.saved.code.code()))
    assert [bool(member.photo) for member in view.members] == [False, True]


def test_keys_of_the_form_sleep_while_the_camera_is_open(page: RegisterPage) -> None:
    """Page Down, Ctrl+S and Ctrl+Z do nothing to the form that is not seen."""
    press(F4)
    before = page.draft
    for key, modifier in (
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_S, CTRL),
        (Qt.Key.Key_Z, CTRL),
    ):
        press(key, modifier=modifier)
    assert page.step == WHO
    assert page.draft == before
    assert panel_of(page).isAncestorOf(here())
