"""The overwriting slot, and frames from OpenCV: every frame of a file, only the newest of a live source."""

import threading
import time
from pathlib import Path

import numpy as np
import pytest

from desktop.errors import CameraMissing, VideoDamaged
from desktop.scanning.camera import LiveCamera, video_frames
from desktop.scanning.rehearsal import empty_room, write_video
from desktop.scanning.slot import Slot


def test_the_newest_thing_is_taken_and_the_older_ones_are_dropped() -> None:
    """Putting never waits."""
    slot = Slot[int]()
    for number in range(5):
        slot.put(number)
    assert slot.take(0) == 4
    assert slot.dropped == 4
    assert slot.take(0) is None


def test_a_taker_waits_for_the_next_thing_and_is_woken_by_closing() -> None:
    """Well before its patience ends."""
    slot = Slot[int]()
    threading.Timer(0.05, slot.put, (7,)).start()
    assert slot.take(5) == 7
    threading.Timer(0.05, slot.close).start()
    began = time.perf_counter()
    assert slot.take(5) is None
    assert time.perf_counter() - began < 2
    slot.put(8)
    assert slot.take(0) is None


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty frames of an empty room, two seconds."""
    path = tmp_path_factory.mktemp("film") / "room.avi"
    write_video(empty_room(1, 30), path)
    return path


def test_every_frame_of_a_file_comes_in_order_with_its_time(film: Path) -> None:
    """Numbers from 1, and a fifteenth of a second between."""
    with film.open("rb") as source:
        frames = list(video_frames(source))
    assert [frame.number for frame in frames] == list(range(1, 31))
    assert frames[0].grey.shape == (720, 1280)
    assert frames[0].grey.dtype == np.uint8
    assert abs(frames[15].at_ms - 1000) < 70


def test_a_file_without_frames_is_a_damaged_video(tmp_path: Path) -> None:
    """A container with nothing in it."""
    path = tmp_path / "empty.avi"
    path.write_bytes(b"RIFF\x04\0\0\0AVI ")
    with path.open("rb") as source, pytest.raises(VideoDamaged):
        list(video_frames(source))


def test_a_slow_taker_gets_the_newest_frame_of_a_live_source(film: Path) -> None:
    """Between two takes the thread has drained the device; the frames between are gone."""
    with LiveCamera(str(film)) as camera:
        first = camera.newest(5)
        assert first is not None
        while not camera.ended:
            time.sleep(0.01)
        last = camera.newest(0)
    assert last is not None
    assert last.number == 30
    assert first.number < 30


def test_a_camera_that_is_not_there_is_said_to_be_missing() -> None:
    """With its name."""
    with pytest.raises(CameraMissing) as told:
        LiveCamera("no such device")
    assert told.value.camera == "no such device"
