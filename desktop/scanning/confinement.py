"""Giving up what opening a foreign file does not need: memory, writing files, open files, processor time.

POSIX only. On Windows nothing is given up here, and the parent's clock is the only limit.
"""

import sys
import time
from pathlib import Path

MEMORY = 512 * 1024 * 1024  # bytes of address space beyond what the imports took
OPEN_FILES = 32

if sys.platform == "win32":

    def close_off() -> None:
        """Nothing to give up."""

    def allow_seconds(seconds: int) -> None:
        """Nothing to limit."""

else:
    import resource

    def close_off() -> None:
        """For the rest of this process: `MEMORY` more bytes, no written file, no core dump, `OPEN_FILES` files."""
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, used + MEMORY)
        _lower(resource.RLIMIT_FSIZE, 0)
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_NOFILE, OPEN_FILES)

    def allow_seconds(seconds: int) -> None:
        """The process dies when it works longer than this, in seconds of processor time, from now on."""
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, most))

    def _lower(what: int, most: int) -> None:
        _, allowed = resource.getrlimit(what)
        limit = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(what, (limit, limit))
