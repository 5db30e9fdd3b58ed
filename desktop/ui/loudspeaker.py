"""The machine's own loudspeaker: takes plain bytes; silent, and never in the way, where there is none."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QIODevice, QObject

try:
    from PySide6 import QtMultimedia as Media
except ImportError:  # the libraries that QtMultimedia needs are not on every machine
    Media = None

type Kind = Literal["B", "h", "i", "f"]
"""How one value is written, by the letters of `struct`: 8, 16 and 32 bits, or a fraction."""


@dataclass(frozen=True)
class Form:
    """How a loudspeaker wants its bytes."""

    rate: int = 44_100
    channels: int = 1
    kind: Kind = "h"

    @property
    def width(self) -> int:
        """Bytes of one moment."""
        return self.channels * {"B": 1, "h": 2, "i": 4, "f": 4}[self.kind]

    def bytes_of(self, seconds: float) -> int:
        """How many bytes such a time takes."""
        return round(self.rate * seconds) * self.width


USUAL = Form()

BUFFER_SECONDS = 0.1
"""What the device takes at once. PulseAudio begins when so much has come, so a sound must be longer than this."""


class Loudspeaker:
    """The device that the system calls its default, asked anew for each sound: a headset may come and go."""

    def __init__(self, parent: QObject) -> None:
        """Nothing is opened before the first sound."""
        self._parent = parent
        self._sink: QObject | None = None
        self._way: QIODevice | None = None
        self._opened = b""

    @property
    def form(self) -> Form | None:
        """The usual form where the device takes it, else its own; None without a device."""
        if Media is None or not Media.QMediaDevices.audioOutputs():
            return None
        device = Media.QMediaDevices.defaultAudioOutput()
        asked = Media.QAudioFormat()
        asked.setSampleRate(USUAL.rate)
        asked.setChannelCount(USUAL.channels)
        asked.setSampleFormat(Media.QAudioFormat.SampleFormat.Int16)
        own = asked if device.isFormatSupported(asked) else device.preferredFormat()
        kinds: dict[object, Kind] = {
            Media.QAudioFormat.SampleFormat.UInt8: "B",
            Media.QAudioFormat.SampleFormat.Int16: "h",
            Media.QAudioFormat.SampleFormat.Int32: "i",
            Media.QAudioFormat.SampleFormat.Float: "f",
        }
        kind = kinds.get(own.sampleFormat())
        return Form(own.sampleRate(), own.channelCount(), kind) if kind is not None else None

    def begin(self) -> QIODevice | None:
        """Where the bytes of a sound go. None when it cannot.

        The device is opened once and stays open: opened anew for each sound, PulseAudio swallows every second one.
        """
        form = self.form
        if Media is None or form is None:
            return None
        device = Media.QMediaDevices.defaultAudioOutput()
        sink, name = self._sink, device.id().data()
        if isinstance(sink, Media.QAudioSink):
            if self._opened == name and sink.state() is not Media.QtAudio.State.StoppedState:
                return self._way
            sink.reset()
            sink.deleteLater()
        kinds = {
            "B": Media.QAudioFormat.SampleFormat.UInt8,
            "h": Media.QAudioFormat.SampleFormat.Int16,
            "i": Media.QAudioFormat.SampleFormat.Int32,
            "f": Media.QAudioFormat.SampleFormat.Float,
        }
        asked = Media.QAudioFormat()
        asked.setSampleRate(form.rate)
        asked.setChannelCount(form.channels)
        asked.setSampleFormat(kinds[form.kind])
        made = Media.QAudioSink(device, asked, self._parent)
        made.setBufferSize(form.bytes_of(BUFFER_SECONDS))
        self._sink, self._opened, self._way = made, name, made.start()
        return self._way
