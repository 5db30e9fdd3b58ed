"""Keys and names live in memory only: a process that holds them leaves no core file when it dies."""

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
