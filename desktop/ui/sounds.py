"""The short sounds of a lane, one for each kind of verdict: made here, written to the loudspeaker as plain bytes."""

import math
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from desktop.reference.tables import verdict_faces
from desktop.ui.loudspeaker import BUFFER_SECONDS, Form, Loudspeaker
from desktop.values.vocabulary import Verdict

_TOP_UP_MS = 20
_LEAST = 2 * BUFFER_SECONDS


class Sound(StrEnum):
    """What a lane can hear, by the names of `reference/verdicts.csv`. `TICK` also says that a card was shown again;
    `ASKING` belongs to no verdict: the screen before has no answer yet."""

    RISING = "rising"
    RISING_SOFT = "rising-soft"
    CLICK = "click"
    LEVEL = "two-level"
    LOW = "low"
    TICK = "tick"
    FALLING = "falling"
    ASKING = "asking"


@dataclass(frozen=True)
class Note:
    """One tone; a rest has no hertz. `loud` is 0 to 1."""

    hertz: float
    seconds: float
    loud: float = 0.0


NOTES: dict[Sound, tuple[Note, ...]] = {
    Sound.RISING: (Note(660, 0.11, 0.8), Note(990, 0.19, 0.8)),
    Sound.RISING_SOFT: (Note(660, 0.11, 0.8), Note(990, 0.14, 0.8), Note(0, 0.07), Note(990, 0.14, 0.35)),
    Sound.CLICK: (Note(440, 0.05, 0.7),),
    Sound.LEVEL: (Note(520, 0.14, 0.7), Note(0, 0.06), Note(520, 0.16, 0.7)),
    Sound.LOW: (Note(310, 0.34, 0.9),),
    Sound.TICK: (Note(1600, 0.035, 0.5),),
    Sound.ASKING: (
        Note(1320, 0.07, 0.7),
        Note(0, 0.05),
        Note(1320, 0.07, 0.7),
        Note(0, 0.05),
        Note(1760, 0.12, 0.7),
    ),
    Sound.FALLING: (Note(780, 0.14, 0.8), Note(585, 0.14, 0.8), Note(390, 0.26, 0.8)),
}


def sound_of(verdict: Verdict) -> Sound:
    """What is heard with a verdict."""
    return Sound(verdict_faces()[verdict].sound)


def samples(sound: Sound, rate: int = 44_100) -> list[float]:
    """The sound from -1 to 1, `rate` times a second; each note swells and fades, so nothing cracks between them."""
    found: list[float] = []
    for note in NOTES[sound]:
        count = round(rate * note.seconds)
        edge = min(count // 4, round(rate * 0.012))
        for at in range(count):
            swell = min(1.0, at / edge, (count - 1 - at) / edge)
            angle = 2 * math.pi * note.hertz * at / rate
            found.append(0.67 * note.loud * swell * (math.sin(angle) + 0.25 * math.sin(2 * angle)) / 1.25)
    return found


@cache
def _kept(sound: Sound, rate: int) -> tuple[float, ...]:
    return tuple(samples(sound, rate))


@lru_cache(32)
def spoken_bytes(sound: Sound, form: Form, volume: float) -> bytes:
    """The sound at a loudness of 0 to 1, as the loudspeaker takes it: one value for each channel, then the next.

    Silence follows, so that the loudspeaker's buffer is filled and nothing of the sound waits in it.
    """
    kept = _kept(sound, form.rate)
    quiet = (0.0,) * max(0, round(_LEAST * form.rate) - len(kept))
    heights = (height * volume for height in kept + quiet)
    values: Iterable[float]
    match form.kind:
        case "f":
            values = heights
        case "B":
            values = (round(128 + 127 * height) for height in heights)
        case "h":
            values = (round(32_767 * height) for height in heights)
        case "i":
            values = (round(2_147_483_647 * height) for height in heights)
    whole = [value for value in values for _ in range(form.channels)]
    return struct.pack(f"={len(whole)}{form.kind}", *whole)


class Way(Protocol):
    """What takes bytes on their way to be heard; the loudspeaker's is a QIODevice."""

    def write(self, data: bytes, /) -> int:
        """Take as much as fits now and say how much it was; less than 0 when the way is lost."""
        ...


class Speaker(Protocol):
    """Where the bytes go: the machine's loudspeaker, or whatever stands for it."""

    @property
    def form(self) -> Form | None:
        """How it wants its bytes; None when there is nothing to play on."""
        ...

    def begin(self) -> Way | None:
        """Where the bytes of a sound are written, as fast as it takes them. None when it cannot."""
        ...


class Sounds:
    """Plays the sounds. `muted` and `volume` (0 to 1) belong to the station; without a device `play` does nothing.

    A new sound cuts off the one before it: what is heard belongs to the verdict that stands there.
    """

    def __init__(
        self, parent: QObject, muted: bool = False, volume: float = 0.8, *, speaker: Speaker | None = None
    ) -> None:
        self._muted, self._volume = muted, min(1.0, max(0.0, volume))
        self._speaker: Speaker = speaker or Loudspeaker(parent)
        self._device: Way | None = None
        self._rest = b""
        self._timer = QTimer(parent)
        self._timer.setInterval(_TOP_UP_MS)
        self._timer.timeout.connect(self._top_up)

    @property
    def muted(self) -> bool:
        """True while nothing is played."""
        return self._muted

    def set_muted(self, muted: bool) -> None:
        """Play nothing, from this moment on; or play again."""
        self._muted = muted
        if muted:
            self._stop()

    @property
    def volume(self) -> float:
        """Loudness, 0 to 1."""
        return self._volume

    def set_volume(self, volume: float) -> None:
        """Loudness, 0 to 1."""
        self._volume = min(1.0, max(0.0, volume))

    def play(self, sound: Sound) -> bool:
        """Play a sound; False when it stays silent."""
        self._stop()
        form = self._speaker.form if not self._muted and self._volume > 0 else None
        if form is None:
            return False
        data = spoken_bytes(sound, form, self._volume)
        self._device = self._speaker.begin()
        if self._device is None:
            return False
        self._rest = data
        self._top_up()
        return True

    def _stop(self) -> None:
        self._timer.stop()
        self._device, self._rest = None, b""

    def _top_up(self) -> None:
        """Give the loudspeaker as much as it takes now; what is left waits a moment."""
        taken = self._device.write(self._rest) if self._device is not None else -1
        if taken < 0:
            self._stop()
            return
        self._rest = self._rest[taken:]
        if self._rest:
            self._timer.start()
        else:
            self._timer.stop()
