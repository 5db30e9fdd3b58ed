"""Frames from OpenCV: every frame of a video file in order, or only the newest of a live camera (without a window)."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self, cast

import cv2
import numpy as np

from desktop.errors import CameraMissing, VideoDamaged
from desktop.scanning.decoder import Grey
from desktop.scanning.slot import Slot

WIDTH, HEIGHT = 1280, 720
"""Asked of every camera: twice the pixels a module of VGA, for 5 ms more of reading."""


@dataclass(frozen=True)
class TimedFrame:
    """One frame: luma of shape (height, width), its number from 1, and its place in milliseconds."""

    grey: Grey
    number: int
    at_ms: int


def video_frames(source: BinaryIO) -> Iterator[TimedFrame]:
    """Every frame of an open video file in order, so that its name is not needed. Raises `VideoDamaged` when none.

    The error's `file` is left empty.
    """
    film = cv2.VideoCapture(cast("cv2.IStreamReader", source), cv2.CAP_FFMPEG, [])
    number = 0
    try:
        while True:
            at_ms = film.get(cv2.CAP_PROP_POS_MSEC)
            good, picture = film.read()
            if not good:
                break
            number += 1
            yield TimedFrame(_luma(picture), number, round(max(at_ms, 0.0)))
    finally:
        film.release()
    if number == 0:
        raise VideoDamaged("")


def _luma(picture: object) -> Grey:
    rows = np.asarray(picture, np.uint8)
    return rows if rows.ndim == 2 else np.asarray(cv2.cvtColor(rows, cv2.COLOR_BGR2GRAY), np.uint8)


class LiveCamera:
    """A camera read without a window: its own thread drains the device, the taker gets the newest frame.

    Use it as ``with LiveCamera(0) as camera: frame = camera.newest(0.5)``.
    """

    def __init__(self, device: int | str) -> None:
        """Open `device` (a number, or a file played as if it were live). Raises `CameraMissing`."""
        self._film = cv2.VideoCapture(device)
        if not self._film.isOpened():
            self._film.release()
            raise CameraMissing(str(device))
        self._film.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
        self._film.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
        self._slot = Slot[TimedFrame]()
        self._thread = threading.Thread(target=self._drain, name="camera", daemon=True)

    def __enter__(self) -> Self:
        """Start draining."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop and let the device go."""
        self._slot.close()
        self._thread.join()

    def newest(self, wait_seconds: float) -> TimedFrame | None:
        """The newest frame that nobody took yet; None when none came in time."""
        return self._slot.take(wait_seconds)

    @property
    def ended(self) -> bool:
        """Whether the device gives no more frames: unplugged, or a film at its end."""
        return not self._thread.is_alive()

    def _drain(self) -> None:
        number = 0
        while not self._slot.closed:
            good, picture = self._film.read()
            if not good:
                break
            number += 1
            self._slot.put(TimedFrame(_luma(picture), number, round(self._film.get(cv2.CAP_PROP_POS_MSEC))))
        self._film.release()
