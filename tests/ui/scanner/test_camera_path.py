"""The camera path: a film of a card in a hand through the very widget, sink, slot and thread of a live camera."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat
from pytestqt.qtbot import QtBot

from desktop.scanning.decoder import Grey
from desktop.scanning.reader import Reading, RefusedCode, Source, VerifiedCard
from desktop.scanning.rehearsal import empty_room, hold_up, simulate, write_video
from desktop.ui.scanner import luma
from desktop.ui.scanner.camera_feed import CameraFeed, FeedState
from desktop.ui.scanner.luma import luma_of
from tests.scanning.card_simulator import card_page, credential_like
from tests.scanning.offices import Clock, Desk
from tests.scanning.test_reader import forged_card


@pytest.fixture(scope="module")
def desk() -> Desk:
    """One office for the module."""
    return Desk()


@pytest.fixture
def quiet_stderr() -> Iterator[None]:
    """FFmpeg writes a line for each frame to the process's own stderr, past Qt and past pytest."""
    kept = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)
    yield
    os.dup2(kept, 2)
    os.close(kept)


@pytest.fixture
def feed(desk: Desk, quiet_stderr: None, qtbot: QtBot) -> Iterator[CameraFeed]:
    """A feed with a reader whose clock is the real one."""
    one = CameraFeed(desk.reader(RealClock()))
    yield one
    one.stop()


class RealClock(Clock):
    """The real clock, for what takes its time."""

    def __call__(self) -> float:
        """Seconds."""
        return time.monotonic()


def watched(feed: CameraFeed, until: Callable[[], bool], seconds: float = 20) -> list[Reading]:
    """Readings while the window's loop turns, until something is so or the time is over."""
    told: list[Reading] = []
    feed.code_read.connect(told.append)
    loop = QEventLoop()
    look = QTimer()
    look.timeout.connect(lambda: loop.quit() if until() else None)
    look.start(20)
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    feed.code_read.disconnect(told.append)
    return told


def film_of(frames: Iterator[Grey] | list[Grey], folder: Path) -> Path:
    """The frames as a film."""
    path = folder / "film.avi"
    write_video(frames, path)
    return path


def ended(feed: CameraFeed) -> Callable[[], bool]:
    """Whether the film is over."""
    return lambda: feed.state is FeedState.ENDED


def test_a_card_in_a_hand_is_read_once_from_a_film(feed: CameraFeed, desk: Desk, tmp_path: Path) -> None:
    """Brought in, held tilted and blurred under a shadow for two seconds, taken away: one verified card."""
    states: list[FeedState] = []
    feed.state_changed.connect(states.append)
    feed.play_file(film_of(hold_up(card_page(desk.card(7)), 3, 2.0, 40), tmp_path))
    told = watched(feed, ended(feed))
    assert [(type(one), one.source) for one in told] == [(VerifiedCard, Source.CAMERA)]
    assert isinstance(told[0], VerifiedCard)
    assert told[0].number == desk.number(7)
    assert states == [FeedState.STARTING, FeedState.SEEING, FeedState.ENDED]
    assert feed.frames_read >= 10


def test_two_cards_in_turns_a_foreign_code_and_a_forgery_each_count_once(
    feed: CameraFeed, desk: Desk, tmp_path: Path
) -> None:
    """A film that changes between four pages every third frame, for four seconds."""
    forged = forged_card(desk)
    pages = [card_page(text) for text in (desk.card(7), desk.card(8), credential_like(5), forged)]
    frames = [simulate(pages[number // 3 % 4], number, 0.5) for number in range(60)]
    feed.play_file(film_of(frames, tmp_path))
    told = watched(feed, ended(feed))
    cards = [one.number for one in told if isinstance(one, VerifiedCard)]
    refused = {one.why: one.text for one in told if isinstance(one, RefusedCode)}
    assert sorted(cards) == sorted([desk.number(7), desk.number(8)])
    assert refused == {"not_a_card": credential_like(5), "signature": forged}
    assert len(told) == 4


def test_nothing_is_told_after_stop_and_the_thread_is_gone(feed: CameraFeed, desk: Desk, tmp_path: Path) -> None:
    """Stopped at the first frame; the rest of the film tells nothing."""
    feed.play_file(film_of(hold_up(card_page(desk.card(7)), 3, 0.5, 30), tmp_path))
    watched(feed, lambda: feed.state is FeedState.SEEING)
    feed.stop()
    assert feed.state is FeedState.OFF
    assert watched(feed, lambda: False, seconds=1.0) == []
    assert feed.frames_read == 0


def test_a_film_that_is_none_and_a_machine_without_camera_say_so(feed: CameraFeed, tmp_path: Path) -> None:
    """Plain states, no exception, no hanging."""
    path = tmp_path / "letter.avi"
    path.write_bytes(b"no film")
    feed.play_file(path)
    watched(feed, lambda: feed.state is FeedState.BLIND, seconds=10)
    assert feed.state is FeedState.BLIND
    feed.start_camera("no such camera")
    assert feed.state in (FeedState.NO_CAMERA, FeedState.STARTING)


def pushed(picture: QImage) -> QVideoFrame:
    """A frame as a sink gets it."""
    return QVideoFrame(picture)


@pytest.mark.parametrize("form", [QImage.Format.Format_Grayscale8, QImage.Format.Format_RGB32])
def test_luma_is_taken_from_grey_and_colour_frames_alike(qtbot: QtBot, form: QImage.Format) -> None:
    """An odd width, so that a row is longer in memory than on the screen."""
    rows = np.random.default_rng(1).integers(0, 255, (49, 101)).astype(np.uint8)
    picture = QImage(rows.tobytes(), 101, 49, 101, QImage.Format.Format_Grayscale8).convertToFormat(form)
    grey = luma_of(pushed(picture))
    assert grey is not None
    assert grey.shape == (49, 101)
    assert np.abs(grey.astype(int) - rows).max() <= 2
    assert grey.flags.owndata


KNOWN_FORMATS: list[QVideoFrameFormat.PixelFormat] = sorted(luma.PLANAR | set(luma.ONE_BYTE_OF), key=str)


@pytest.mark.parametrize("pixels", KNOWN_FORMATS)
def test_luma_is_found_in_every_format_that_we_take_apart(qtbot: QtBot, pixels: QVideoFrameFormat.PixelFormat) -> None:
    """A frame with one value in all bytes of luma's plane, whatever the format's width of a row."""
    frame = QVideoFrame(QVideoFrameFormat(QSize(98, 50), pixels))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    memory = cast(memoryview, frame.bits(0))  # typed as bytes, and yet it can be written to
    memory[:] = bytes([77]) * frame.mappedBytes(0)
    frame.unmap()
    grey = luma_of(frame)
    assert grey is not None
    assert grey.shape == (50, 98)
    assert set(np.unique(grey)) == {77}


def test_an_empty_frame_has_no_luma(qtbot: QtBot) -> None:
    """The last frame of a film is one."""
    assert luma_of(QVideoFrame()) is None


def resident_kib() -> int:
    """Memory of this process that is in use now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def test_two_thousand_frames_do_not_grow_the_memory(feed: CameraFeed, desk: Desk) -> None:
    """Pushed into the sink as quickly as they are taken: under 10 MiB, and the newest always wins."""
    card = card_page(desk.card(7))
    frames = [simulate(card, seed, 1.0) for seed in range(4)] + list(empty_room(2, 4))
    pictures = [QImage(one.data, 1280, 720, 1280, QImage.Format.Format_Grayscale8).copy() for one in frames]
    feed.start_sink()

    def push(count: int) -> None:
        for number in range(count):
            feed.sink.setVideoFrame(pushed(pictures[number % 8]))
            time.sleep(0.0005)
            if number % 4 == 0:
                QCoreApplication.processEvents()

    push(200)
    before = resident_kib()
    push(2000)
    after = resident_kib()
    assert after - before < 10 * 1024
    assert feed.frames_read > 20
