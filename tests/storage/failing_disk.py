"""A disk that gives an error: the kernel itself refuses reads of this process that begin behind a place.

Run as a program: PLACE and the words of the command line follow.
"""

import errno
import sys

from desktop.__main__ import main
from desktop.scanning import seccomp

PREAD, WHERE = (17, 67), 16 + 8 * 3  # pread64 on x86_64 and aarch64; the lower half of its fourth argument


def fail_reads_from(place: int) -> None:
    """Every read at a place of a file from this one on is an input/output error, as of a broken sector."""
    known = seccomp.machine()
    assert known is not None
    lines = (
        (0x20, 0, 0, 0),  # the call's number
        (0x15, 0, 3, PREAD[known.column]),
        (0x20, 0, 0, WHERE),
        (0x35, 0, 1, place),
        (0x06, 0, 0, 0x0005_0000 | errno.EIO),
        (0x06, 0, 0, 0x7FFF_0000),
    )
    seccomp.install([seccomp.instruction(*line) for line in lines], known)


if __name__ == "__main__":
    fail_reads_from(int(sys.argv[1]))
    sys.argv[1:] = sys.argv[2:]
    sys.exit(main())
