"""Keys and names live in memory only: a dying process leaves no core file; free memory goes back to the system."""

import contextlib
import ctypes
import sys

if sys.platform == "win32":

    def leave_no_core() -> None:
        """Windows keeps memory of a crash only where an administrator asked for it."""

else:
    import resource

    def leave_no_core() -> None:
        """From now on this process and its children write no core file, whatever the shell allowed."""
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def trim() -> None:
    """Give free memory back to the system where its C library can; it would else keep the most that was ever used."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
