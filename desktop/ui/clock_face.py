"""What the strip says of the clock: the time, and in amber that it moved today. Nothing waits for it."""

from typing import TYPE_CHECKING

from desktop.ui.widgets.device_strip import DeviceMark
from desktop.values.period import PAKISTAN
from desktop.words.catalogue import tr

if TYPE_CHECKING:  # the window asks for a name before the store's libraries are loaded
    from desktop.opening import Opened


class ClockFace:
    """The desk's clock, looked at once a second; no Qt object, so that a lane may ask the book for it."""

    def __init__(self, opened: "Opened") -> None:
        """Nothing is known of today yet."""
        self.moved = False
        self._opened, self._desk = opened, opened.desk
        self._last = opened.desk.clock()

    def ask(self) -> None:
        """What the book says of today; from any lane."""
        self.moved = self._opened.clock_seen().jumps > 0

    def mark(self) -> DeviceMark:
        """The mark as it stands now; amber from the second in which the clock moves."""
        self.moved = self.moved or self._desk.moved_since(self._last) is not None
        self._last = self._desk.clock()
        time = self._last.at.astimezone(PAKISTAN).strftime("%H:%M")
        if not self.moved:
            return DeviceMark("clock", "clock", tr("It is {time}", time=time), time)
        spoken = tr("The clock of this laptop moved today, it says {time}. Go on; tell the team lead.", time=time)
        return DeviceMark("clock", "clock", spoken, tr("{time} · clock moved", time=time), amber=True)
