"""The thread that reads frames: takes the newest from the slot, decodes it, and hands readings on."""

import threading
from collections.abc import Callable

from desktop.scanning.decoder import Grey, LiveDecoder
from desktop.scanning.reader import Reader, Reading, Source
from desktop.scanning.slot import Slot

_LOOK_UP_SECONDS = 0.5  # how long it waits for a frame before it looks whether it shall end


class DecodeThread:
    """A plain Python thread with a stop flag (the closed slot). It touches no Qt object: `tell` must be thread-safe."""

    def __init__(self, reader: Reader, tell: Callable[[Reading], None]) -> None:
        """Ready to start."""
        self.slot = Slot[Grey]()
        self._reader = reader
        self._tell = tell
        self._read = 0
        self._thread = threading.Thread(target=self._work, name="decoder", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """End after the frame in hand; returns when it has ended, and nothing is told afterwards."""
        self.slot.close()
        if self._thread.is_alive():
            self._thread.join()

    @property
    def frames_read(self) -> int:
        """How many frames were decoded."""
        return self._read

    def _work(self) -> None:
        decoder = LiveDecoder()
        while not self.slot.closed:
            frame = self.slot.take(_LOOK_UP_SECONDS)
            if frame is None:
                continue
            for found in decoder.read(frame):
                reading = self._reader.hear(found.text, Source.CAMERA)
                if reading is not None and not self.slot.closed:
                    self._tell(reading)
            self._read += 1
