"""Giving up what opening a foreign file does not need: files, the network, other programs and processes, memory, time.

Linux: limits, Landlock and a seccomp filter, as far as the kernel has them; `lacking` says what it has not. Other
POSIX systems: the limits. On Windows nothing is given up here, and the parent's clock is the only limit.
What is promised and what is not: docs/decisions/0019.
"""

import sys
import time
from pathlib import Path

from desktop.scanning import landlock, seccomp

MEMORY = 512 * 1024 * 1024  # bytes of address space beyond what the imports took
OPEN_FILES = 32


def lacking() -> tuple[str, ...]:
    """The walls that this system does not offer: ``limits``, ``landlock``, ``seccomp``."""
    offers = {
        "limits": sys.platform != "win32",
        "landlock": landlock.version() > 0,
        "seccomp": seccomp.offered(),
    }
    return tuple(name for name, there in offers.items() if not there)


if sys.platform == "win32":

    def close_off() -> None:
        """Nothing to give up."""

    def allow_seconds(seconds: int) -> None:
        """Nothing to limit."""

else:
    import resource

    def close_off() -> None:
        """For the rest of this process: `MEMORY` more bytes, no core dump, and no file, socket, program or process.

        What was opened before stays open; whatever is imported later must have been imported before. Raises OSError
        when the kernel offers a wall and does not build it.
        """
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, used + MEMORY)
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_NOFILE, OPEN_FILES)
        missing = lacking()
        if "landlock" not in missing:
            landlock.restrict()
        if "seccomp" not in missing:
            seccomp.restrict()

    def allow_seconds(seconds: int) -> None:
        """The process dies when it works longer than this, in seconds of processor time, from now on."""
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, most))

    def _lower(what: int, most: int) -> None:
        _, allowed = resource.getrlimit(what)
        limit = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(what, (limit, limit))
