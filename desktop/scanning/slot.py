"""A place for one thing, the newest: putting overwrites, taking waits; what nobody took in time is dropped."""

import threading


class Slot[T]:
    """One overwriting place between a producer and a consumer, so that a slow reader never lags behind a camera."""

    def __init__(self) -> None:
        """Empty and open."""
        self._changed = threading.Condition()
        self._thing: T | None = None
        self._closed = False
        self._dropped = 0

    def put(self, thing: T) -> None:
        """Leave `thing` for the taker; an older one that nobody took is dropped. Nothing happens when closed."""
        with self._changed:
            if self._closed:
                return
            self._dropped += self._thing is not None
            self._thing = thing
            self._changed.notify()

    def take(self, wait_seconds: float) -> T | None:
        """The newest thing, waiting for it up to `wait_seconds`; None when nothing came or the slot is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._thing is not None, wait_seconds)
            thing, self._thing = self._thing, None
            return thing

    def close(self) -> None:
        """Wake the taker; from now on it gets None at once."""
        with self._changed:
            self._closed = True
            self._thing = None
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    @property
    def dropped(self) -> int:
        """How many things were overwritten before anybody took them."""
        return self._dropped
