"""Four short sounds for a lane, made at run time; silent, and never in the way, where there is no sound device."""

import math
import struct
import wave
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QUrl

try:
    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
except ImportError:  # the libraries that QtMultimedia needs are not on every machine
    QMediaDevices = None
    QSoundEffect = None

_RATE = 44_100


class Sound(StrEnum):
    """What a lane can hear. `TICK` also says that the same card was shown again."""

    RISING = "rising"
    LEVEL = "level"
    FALLING = "falling"
    TICK = "tick"


# Notes of each sound: hertz, seconds, loudness 0 to 1. A rest has no hertz.
_NOTES = {
    Sound.RISING: ((660.0, 0.11, 0.8), (990.0, 0.19, 0.8)),
    Sound.LEVEL: ((520.0, 0.14, 0.7), (0.0, 0.06, 0.0), (520.0, 0.16, 0.7)),
    Sound.FALLING: ((780.0, 0.14, 0.8), (585.0, 0.14, 0.8), (390.0, 0.26, 0.8)),
    Sound.TICK: ((1200.0, 0.035, 0.5),),
}


def samples(sound: Sound) -> list[int]:
    """The sound as 16-bit samples, one channel, 44,100 a second; each note swells and fades, so nothing clicks."""
    found: list[int] = []
    for hertz, seconds, loud in _NOTES[sound]:
        count = round(_RATE * seconds)
        edge = min(count // 4, round(_RATE * 0.012))
        for at in range(count):
            swell = min(1.0, at / edge, (count - 1 - at) / edge)
            angle = 2 * math.pi * hertz * at / _RATE
            found.append(round(22_000 * loud * swell * (math.sin(angle) + 0.25 * math.sin(2 * angle)) / 1.25))
    return found


def write_wave(sound: Sound, path: Path) -> None:
    """Write the sound as a WAV file."""
    data = samples(sound)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(struct.pack(f"<{len(data)}h", *data))


class Sounds:
    """Plays the sounds. `muted` and `volume` (0 to 1) belong to the station; without a device `play` does nothing."""

    def __init__(self, parent: QObject, muted: bool = False, volume: float = 0.8) -> None:
        self._parent = parent
        self._muted, self._volume = muted, min(1.0, max(0.0, volume))
        self._folder: TemporaryDirectory[str] | None = None
        self._effects: dict[Sound, QObject] = {}

    @property
    def muted(self) -> bool:
        """True while nothing is played."""
        return self._muted

    def set_muted(self, muted: bool) -> None:
        """Play nothing, or play again."""
        self._muted = muted

    @property
    def volume(self) -> float:
        """Loudness, 0 to 1."""
        return self._volume

    def set_volume(self, volume: float) -> None:
        """Loudness, 0 to 1."""
        self._volume = min(1.0, max(0.0, volume))

    @staticmethod
    def can_play() -> bool:
        """True when there is something to play on."""
        return QMediaDevices is not None and bool(QMediaDevices.audioOutputs())

    def play(self, sound: Sound) -> bool:
        """Play a sound; False when it stays silent."""
        if self._muted or self._volume == 0 or QSoundEffect is None or not self.can_play():
            return False
        effect = self._effects.get(sound)
        if not isinstance(effect, QSoundEffect):
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="haqdar-sounds-")
            path = Path(self._folder.name) / f"{sound.value}.wav"
            write_wave(sound, path)
            effect = QSoundEffect(self._parent)
            effect.setSource(QUrl.fromLocalFile(str(path)))
            self._effects[sound] = effect
        effect.setVolume(self._volume)
        effect.play()
        return True
