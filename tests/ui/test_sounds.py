"""Four sounds that differ, and silence that harms nobody."""

import wave
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui.sounds import Sound, Sounds, samples, write_wave


def test_each_sound_is_short_and_its_own(tmp_path: Path) -> None:
    """A tenth to half a second (a tick less), never clipped, all different."""
    made = {sound: samples(sound) for sound in Sound}
    assert len({tuple(data) for data in made.values()}) == 4
    for sound, data in made.items():
        assert max(map(abs, data)) <= 32_767
        assert len(data) / 44_100 < 0.6
        assert data[0] == data[-1] == 0
        path = tmp_path / f"{sound.value}.wav"
        write_wave(sound, path)
        with wave.open(str(path)) as read:
            assert (read.getnchannels(), read.getsampwidth(), read.getframerate()) == (1, 2, 44_100)
            assert read.getnframes() == len(data)


def test_a_station_without_a_sound_device_stays_silent(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is raised, nothing is said; muted and volume are kept."""
    monkeypatch.setattr(Sounds, "can_play", staticmethod(lambda: False))
    sounds = Sounds(QObject(), muted=True)
    assert sounds.muted
    sounds.set_muted(False)
    sounds.set_volume(3.0)
    assert sounds.volume == 1.0
    assert not any(sounds.play(sound) for sound in Sound)


def test_muted_is_silent(qtbot: QtBot) -> None:
    """On any machine."""
    sounds = Sounds(QObject(), muted=True)
    assert not sounds.play(Sound.RISING)
