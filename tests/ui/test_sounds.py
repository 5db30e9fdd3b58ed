"""Each kind of verdict has its own sound, told by the very bytes that reach the loudspeaker; silence harms nobody."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.loudspeaker import Form, Loudspeaker
from desktop.ui.sounds import NOTES, Sound, Sounds, samples, sound_of, spoken_bytes
from desktop.ui.widgets.verdict_values import FAMILIES
from desktop.values.vocabulary import Verdict

type Heights = NDArray[np.float64]

USUAL = Form()
CROWD = 6.0
"""Decibels by which the sound is louder than nine hundred people who wait."""

# What C3 of the screens says of each sound, as an ear would: so many tones, how each stands to the one before it.
PATTERNS: dict[Sound, str] = {
    Sound.RISING: "middle up",
    Sound.RISING_SOFT: "middle up same-soft",
    Sound.CLICK: "short-middle",
    Sound.LEVEL: "middle same",
    Sound.LOW: "low",
    Sound.TICK: "short-high",
    Sound.FALLING: "middle down down",
    Sound.ASKING: "short-high same up",
}


@dataclass
class Sink:
    """Collects what is written, `at_once` bytes at most each time; -1 is a device that was lost."""

    at_once: int = 1 << 30
    got: bytearray = field(default_factory=bytearray)

    def write(self, data: bytes, /) -> int:
        """As the loudspeaker does: as much as fits now."""
        if self.at_once < 0:
            return -1
        self.got += data[: self.at_once]
        return min(len(data), self.at_once)


@dataclass
class Fake:
    """A loudspeaker of the tests: what it is asked for, and the sink behind it."""

    sink: Sink = field(default_factory=Sink)
    form: Form | None = USUAL
    begun: int = 0

    def begin(self) -> Sink:
        """A new sound."""
        self.begun += 1
        return self.sink


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    """The page that owns the sounds."""
    made = QObject()
    yield made
    made.deleteLater()


def heights_of(data: bytes, form: Form = USUAL) -> Heights:
    """The first channel of what arrived, from -1 to 1."""
    kind, least, most = {
        "B": ("u1", 128, 127),
        "h": ("<i2", 0, 32_767),
        "i": ("<i4", 0, 2_147_483_647),
        "f": ("<f4", 0, 1),
    }[form.kind]
    return (np.frombuffer(data, kind).astype(np.float64)[:: form.channels] - least) / most


@dataclass
class Tone:
    """One tone as an ear takes it; `loud` is its greatest height."""

    hertz: float
    seconds: float
    loud: float


FRAME, HOP = 1024, 128


def frames(heights: Heights) -> Heights:
    """Windows of 23 ms, one every 3 ms."""
    padded = np.concatenate((np.zeros(FRAME), heights, np.zeros(FRAME)))
    return np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::HOP] * np.hanning(FRAME)


def tones(heights: Heights, rate: int = 44_100) -> list[Tone]:
    """Frames that sound and hold one pitch are a tone; a silence or another pitch ends it."""
    windows = frames(heights)
    strength = np.sqrt(np.mean(np.square(windows), axis=1))
    pitch = np.abs(np.fft.rfft(windows, 1 << 14)).argmax(axis=1) * rate / (1 << 14)
    found: list[Tone] = []
    going = False
    for loud, hertz in zip(strength, pitch, strict=True):
        sounding = bool(loud > 0.2 * strength.max())
        if sounding and going and abs(found[-1].hertz - hertz) < 0.06 * hertz:
            found[-1].seconds += HOP / rate
            found[-1].loud = max(found[-1].loud, float(loud))
        elif sounding:
            found.append(Tone(float(hertz), HOP / rate, float(loud)))
        going = sounding
    return [tone for tone in found if tone.seconds > 0.02]


def described(heard: list[Tone]) -> str:
    """Tones in the words of PATTERNS."""
    words: list[str] = []
    for number, tone in enumerate(heard):
        if number == 0:
            height = "low" if tone.hertz < 350 else "middle" if tone.hertz < 1_200 else "high"
            words.append(f"short-{height}" if tone.seconds < 0.09 else height)
            continue
        before = heard[number - 1]
        step = tone.hertz / before.hertz
        way = "same" if 0.94 < step < 1.06 else "up" if step > 1 else "down"
        words.append(f"{way}-soft" if tone.loud < 0.6 * before.loud else way)
    return " ".join(words)


def played(owner: QObject, sound: Sound, volume: float = 0.8, form: Form = USUAL) -> bytes:
    """What reaches the sink."""
    fake = Fake(form=form)
    assert Sounds(owner, volume=volume, speaker=fake).play(sound)
    return bytes(fake.sink.got)


@pytest.mark.parametrize("sound", Sound)
def test_the_bytes_at_the_sink_are_the_sound_that_the_screens_ask_for(sound: Sound, owner: QObject) -> None:
    """Number of tones, their pitches against each other, short or long, soft or not, heard out of the bytes."""
    heard = tones(heights_of(played(owner, sound)))
    assert described(heard) == PATTERNS[sound]
    wanted = [note for note in NOTES[sound] if note.hertz]
    assert [tone.hertz for tone in heard] == pytest.approx([note.hertz for note in wanted], rel=0.01)


def test_each_verdict_has_the_sound_of_its_family_and_no_two_families_share_one() -> None:
    """Seven families, seven sounds, one for a question; the six that send to the help desk sound alike."""
    of_family = {family: {sound_of(Verdict(code)) for code in FAMILIES if FAMILIES[code] is family}
                 for family in FAMILIES.values()}  # fmt: skip
    assert all(len(heard) == 1 for heard in of_family.values())
    assert len({heard.pop() for heard in of_family.values()}) == len(set(FAMILIES.values())) == 7
    assert len(set(PATTERNS.values())) == len(Sound) == 8


def spectrogram(heights: Heights) -> Heights:
    """Loudness by pitch (a band for each third of an octave from 200 Hz) and time, one line of length 1."""
    whole = np.concatenate((heights, np.zeros(44_100)))[:44_100]
    power = np.square(np.abs(np.fft.rfft(frames(whole)[::4], 4096)))
    edges = (200 * 2 ** (np.arange(16) / 3) * 4096 / 44_100).astype(int)
    bands = np.sqrt(np.add.reduceat(power, edges, axis=1)[:, :-1]).ravel()
    return bands / np.linalg.norm(bands)


def mistaken(made: dict[Sound, Heights]) -> list[str]:
    """Sounds that are taken for others in a crowd: white noise, CROWD decibels below the sound, twenty times each."""
    chance = np.random.default_rng(4)
    known = {sound: spectrogram(heights) for sound, heights in made.items()}
    wrong: list[str] = []
    for sound, heights in made.items():
        loud = float(np.sqrt(np.mean(np.square(heights[np.abs(heights) > 0]))))
        for _ in range(20):
            noise = chance.normal(0, loud * 10 ** (-CROWD / 20), 44_100)
            noisy = noise + np.concatenate((heights, np.zeros(44_100)))[:44_100]
            heard = spectrogram(noisy)
            order = sorted(known, key=lambda one: -float(known[one] @ heard))
            if order[0] is not sound:
                wrong.append(f"{sound} taken for {order[0]}")
    return wrong


def test_seven_of_seven_are_told_in_a_crowd_and_two_alike_are_not(owner: QObject) -> None:
    """By their spectrum over time, in noise; the control gives one family another's sound and is caught."""
    made = {sound: heights_of(played(owner, sound)) for sound in Sound}
    assert mistaken(made) == []
    for first, second in combinations(Sound, 2):
        assert spectrogram(made[first]) @ spectrogram(made[second]) < 0.9, (first, second)
    noisy = np.random.default_rng(5).normal(0, 0.001, len(made[Sound.CLICK]))
    assert mistaken(made | {Sound.TICK: made[Sound.CLICK] + noisy}) != []


@pytest.mark.parametrize(
    "form", [Form(48_000, 2, "f"), Form(48_000, 2, "h"), Form(22_050, 1, "B"), Form(96_000, 6, "i")]
)
def test_every_form_of_loudspeaker_gets_the_same_sound(form: Form, owner: QObject) -> None:
    """Whole moments, all channels alike, neither clipped nor shifted from the middle."""
    data = played(owner, Sound.FALLING, form=form)
    assert len(data) % form.width == 0
    heights = heights_of(data, form)
    assert described(tones(heights, form.rate)) == "middle down down" or form.rate == 96_000
    assert 0.3 < np.abs(heights).max() < 0.99
    assert abs(float(heights.mean())) < 0.01
    size = form.width // form.channels
    moment = [data[at : at + size] for at in range(0, form.width, size)]
    assert len(set(moment)) == 1


def test_each_sound_is_short_swells_from_silence_and_ends_in_it(owner: QObject) -> None:
    """Half a second or less, so that nobody waits for it; the last byte that the sink holds back is silence."""
    for sound in Sound:
        heights = np.array(samples(sound))
        assert len(heights) / 44_100 < 0.6
        assert heights[0] == heights[-1] == 0
        arrived = heights_of(played(owner, sound))
        assert len(arrived) / 44_100 >= 0.2
        assert np.abs(np.diff(arrived)).max() < 0.2


def test_volume_is_in_the_bytes(owner: QObject) -> None:
    """Half the volume is half the height of every moment, within one step; at nothing, nothing is written."""
    loud, soft = (heights_of(played(owner, Sound.LEVEL, volume)) for volume in (0.8, 0.4))
    assert np.abs(loud / 2 - soft).max() <= 1.5 / 32_767
    assert np.abs(loud).max() > 0.25
    fake = Fake()
    sounds = Sounds(owner, volume=0.8, speaker=fake)
    sounds.set_volume(0)
    assert not sounds.play(Sound.RISING)
    sounds.set_volume(3.0)
    assert sounds.volume == 1.0
    assert (fake.begun, bytes(fake.sink.got)) == (0, b"")


def test_muted_writes_not_one_byte_and_cuts_off_what_sounds(owner: QObject, qtbot: QtBot) -> None:
    """From the moment of the key; unmuted it sounds again."""
    fake = Fake(Sink(at_once=2_000))
    sounds = Sounds(owner, speaker=fake)
    assert sounds.play(Sound.FALLING)
    qtbot.waitUntil(lambda: len(fake.sink.got) >= 4_000)
    sounds.set_muted(True)
    written = len(fake.sink.got)
    assert written < len(spoken_bytes(Sound.FALLING, USUAL, 0.8))
    qtbot.wait(80)
    assert not any(sounds.play(sound) for sound in Sound)
    assert (len(fake.sink.got), fake.begun) == (written, 1)
    sounds.set_muted(False)
    assert sounds.play(Sound.TICK)
    assert len(fake.sink.got) > written


def test_a_slow_loudspeaker_gets_every_byte_in_order(owner: QObject, qtbot: QtBot) -> None:
    """As much as it takes at once, the rest a moment later; the page goes on meanwhile."""
    fake = Fake(Sink(at_once=7_000))
    sounds = Sounds(owner, speaker=fake)
    assert sounds.play(Sound.FALLING)
    assert len(fake.sink.got) == 7_000
    qtbot.waitUntil(lambda: len(fake.sink.got) >= len(spoken_bytes(Sound.FALLING, USUAL, 0.8)))
    assert bytes(fake.sink.got) == spoken_bytes(Sound.FALLING, USUAL, 0.8)


def test_the_next_verdict_cuts_off_the_sound_of_the_last(owner: QObject, qtbot: QtBot) -> None:
    """What is heard belongs to what stands there: the rest of the first sound is never written."""
    fake = Fake(Sink(at_once=10_000))
    sounds = Sounds(owner, speaker=fake)
    sounds.play(Sound.FALLING)
    sounds.play(Sound.LOW)
    low = spoken_bytes(Sound.LOW, USUAL, 0.8)
    qtbot.waitUntil(lambda: bytes(fake.sink.got).endswith(low))
    assert bytes(fake.sink.got) == spoken_bytes(Sound.FALLING, USUAL, 0.8)[:10_000] + low


def test_a_station_without_a_loudspeaker_or_with_a_lost_one_stays_silent(owner: QObject) -> None:
    """Nothing is raised, nothing is said; muted and volume are kept."""
    none = Fake(form=None)
    sounds = Sounds(owner, muted=True, speaker=none)
    assert sounds.muted
    sounds.set_muted(False)
    assert not any(sounds.play(sound) for sound in Sound)
    assert none.begun == 0
    lost = Fake(Sink(at_once=-1))
    assert Sounds(owner, speaker=lost).play(Sound.RISING)
    assert lost.sink.got == b""


def test_a_device_of_qt_takes_the_very_bytes(owner: QObject, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the loudspeaker gives to write into is a QIODevice: a buffer in its place holds the whole sound."""
    buffer, speaker = QBuffer(), Loudspeaker(owner)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    monkeypatch.setattr(Loudspeaker, "form", USUAL)
    monkeypatch.setattr(speaker, "begin", lambda: buffer)
    assert Sounds(owner, volume=0.5, speaker=speaker).play(Sound.LEVEL)
    assert buffer.data().data() == spoken_bytes(Sound.LEVEL, USUAL, 0.5)


def test_the_machine_s_own_loudspeaker_is_asked_and_may_be_missing(
    owner: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the libraries for sound there is none; with them, whatever this machine has harms nobody."""
    Sounds(owner).play(Sound.TICK)
    monkeypatch.setattr("desktop.ui.loudspeaker.Media", None)
    gone = Loudspeaker(owner)
    assert gone.form is None
    assert gone.begin() is None
