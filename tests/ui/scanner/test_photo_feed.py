"""Frames in colour for a face photo: every format webcams send, a film through the very sink."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoFrameFormat
from pytestqt.qtbot import QtBot

from desktop.ui.scanner import colours
from desktop.ui.scanner.camera_feed import FeedState
from desktop.ui.scanner.colours import picture_of
from desktop.ui.scanner.framing import Framing, as_jpeg, framed
from desktop.ui.scanner.photo_feed import PhotoFeed

_Pixel = QVideoFrameFormat.PixelFormat
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)
WIDTH, HEIGHT = 98, 50  # so that a row is longer in memory than on the screen


def fill(frame: QVideoFrame, plane: int, value: bytes) -> None:
    """The same bytes all over a plane."""
    memory = cast(memoryview, frame.bits(plane))  # typed as bytes, and yet it can be written to
    whole = value * (frame.mappedBytes(plane) // len(value) + 1)
    memory[:] = whole[: frame.mappedBytes(plane)]


def yuv(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    """Luma and chroma of a colour as a camera writes them, in 16 to 235."""
    rows = np.full((2, 2, 3), colour, np.uint8)
    luma, red, blue = cv2.cvtColor(rows, cv2.COLOR_RGB2YCrCb)[0, 0].tolist()
    return round(16 + luma * 219 / 255), round(128 + (blue - 128) * 224 / 255), round(128 + (red - 128) * 224 / 255)


def framed_in(pixels: QVideoFrameFormat.PixelFormat, colour: tuple[int, int, int]) -> QVideoFrame:
    """A frame of one colour in a format."""
    frame = QVideoFrame(QVideoFrameFormat(QSize(WIDTH, HEIGHT), pixels))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    y, u, v = yuv(colour)
    if pixels in colours.COLOURED:
        four = [255] * 4
        for place, part in zip(colours.COLOURED[pixels], colour, strict=True):
            four[place] = part
        fill(frame, 0, bytes(four))
    elif pixels in colours.PACKED:
        fill(frame, 0, bytes((y, u, y, v)) if pixels == _Pixel.Format_YUYV else bytes((u, y, v, y)))
    else:
        fill(frame, 0, bytes((y,)))
        if pixels in colours.PAIRED:
            fill(frame, 1, bytes((u, v)) if pixels == _Pixel.Format_NV12 else bytes((v, u)))
        else:
            first, second = (u, v) if pixels == _Pixel.Format_YUV420P else (v, u)
            fill(frame, 1, bytes((first,)))
            fill(frame, 2, bytes((second,)))
    frame.unmap()
    return frame


FORMATS = sorted({*colours.COLOURED, *colours.PACKED, *colours.PAIRED, *colours.PLANAR}, key=str)


@pytest.mark.parametrize("colour", [RED, GREEN, BLUE, (235, 200, 170)])
@pytest.mark.parametrize("pixels", FORMATS)
def test_colours_are_right_in_every_format_that_we_take_apart(
    qtbot: QtBot, pixels: QVideoFrameFormat.PixelFormat, colour: tuple[int, int, int]
) -> None:
    """Red is red, and skin is skin."""
    picture = picture_of(framed_in(pixels, colour))
    assert picture is not None
    assert (picture.width(), picture.height()) == (WIDTH, HEIGHT)
    for x, y in ((0, 0), (WIDTH - 1, HEIGHT - 1), (WIDTH // 2, HEIGHT // 2)):
        found = picture.pixelColor(x, y)
        assert max(abs(a - b) for a, b in zip((found.red(), found.green(), found.blue()), colour, strict=True)) <= 6


def test_a_frame_that_uses_all_steps_is_as_bright_as_it_was(qtbot: QtBot) -> None:
    """Webcams that send JPEG: black stays black and white white, and a middle grey is no lighter."""
    layout = QVideoFrameFormat(QSize(WIDTH, HEIGHT), _Pixel.Format_YUV420P)
    layout.setColorRange(QVideoFrameFormat.ColorRange.ColorRange_Full)
    for luma in (0, 120, 255):
        frame = QVideoFrame(layout)
        assert frame.map(QVideoFrame.MapMode.WriteOnly)
        for plane, value in enumerate((luma, 128, 128)):
            fill(frame, plane, bytes((value,)))
        frame.unmap()
        picture = picture_of(frame)
        assert picture is not None
        assert abs(picture.pixelColor(5, 5).green() - luma) <= 2


def test_an_empty_frame_is_no_picture(qtbot: QtBot) -> None:
    """The last frame of a film is one."""
    assert picture_of(QVideoFrame()) is None


@pytest.mark.parametrize(
    ("size", "cut"), [((1280, 720), (540, 720)), ((480, 640), (480, 640)), ((300, 900), (300, 400))]
)
def test_the_middle_is_framed_three_to_four(size: tuple[int, int], cut: tuple[int, int]) -> None:
    """Of a wide, a right and a tall picture."""
    whole = QImage(*size, QImage.Format.Format_RGB32)
    whole.fill(0xFF336699)
    part = framed(whole)
    assert (part.width(), part.height()) == cut
    assert as_jpeg(part).startswith(b"\xff\xd8\xff")


@pytest.fixture
def feed(qtbot: QtBot) -> Iterator[PhotoFeed]:
    """A feed that is stopped at the end."""
    one = PhotoFeed()
    yield one
    one.stop()
    one.deleteLater()


def test_a_filmed_face_is_seen_and_taken(feed: PhotoFeed, tmp_path: Path, qtbot: QtBot) -> None:
    """A film of three bands of colour, played into the sink that a camera fills: seen in the frame, taken in colour."""
    rows = np.zeros((480, 640, 3), np.uint8)
    rows[:, :240], rows[:, 240:400], rows[:, 400:] = BLUE[::-1], GREEN[::-1], RED[::-1]  # OpenCV writes blue first
    film = tmp_path / "face.avi"
    writer = cv2.VideoWriter(str(film), cv2.VideoWriter.fourcc(*"MJPG"), 15, (640, 480))
    for _ in range(45):
        writer.write(rows)
    writer.release()
    framing = Framing("camera")
    qtbot.addWidget(framing)
    feed.frame_seen.connect(framing.show_frame)
    feed.start_sink()
    player = QMediaPlayer()
    player.setVideoOutput(feed.sink)
    player.setSource(QUrl.fromLocalFile(str(film)))
    player.play()
    try:
        qtbot.waitUntil(lambda: framing.has_picture() and feed.still() is not None, timeout=20_000)
        still = feed.still()
        assert still is not None
        assert feed.state is FeedState.SEEING
        for x, colour in ((20, BLUE), (320, GREEN), (620, RED)):
            found = still.pixelColor(x, 240)
            assert max(abs(a - b) for a, b in zip((found.red(), found.green(), found.blue()), colour, strict=True)) < 30
    finally:
        player.stop()
        player.setVideoOutput(None)  # pyright: ignore[reportArgumentType]  (Qt takes none)
        player.deleteLater()


def test_nothing_is_left_after_stop(feed: PhotoFeed) -> None:
    """No still, no state but off, and a frame that comes late is not seen."""
    feed.start_sink()
    feed.sink.setVideoFrame(framed_in(_Pixel.Format_NV12, RED))
    assert feed.still() is not None
    feed.stop()
    seen: list[object] = []
    feed.frame_seen.connect(seen.append)
    feed.sink.setVideoFrame(framed_in(_Pixel.Format_NV12, RED))
    assert feed.still() is None
    assert seen == []
    assert feed.state is FeedState.OFF
