"""Landlock (Linux 5.13 and later): this process can reach no file, no TCP port and no process outside of itself.

No rule is ever added to the ruleset, so everything that the kernel can refuse is refused; file descriptors that are
open already go on working. Source: https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import os
import struct
import sys

_CREATE, _RESTRICT = 444, 446  # the same numbers on every architecture
_ASK_VERSION = 1
_NO_NEW_PRIVS = 38
_FILES_1 = (1 << 13) - 1  # execute, read, write, and every kind of making and removing
_REFER, _TRUNCATE, _IOCTL = 1 << 13, 1 << 14, 1 << 15  # with versions 2, 3 and 5
_TCP = 0b11  # bind and connect, with version 4
_SCOPES = 0b11  # abstract sockets and signals, with version 6


def version() -> int:
    """The version that this kernel offers; 0 when it has none, or has it switched off."""
    if sys.platform != "linux":
        return 0
    return max(0, _libc().syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION)))


def restrict() -> None:
    """From now on this thread, and every thread it starts, can open nothing. Raises OSError where that fails."""
    offered = version()
    files = _FILES_1 | (_REFER if offered >= 2 else 0) | (_TRUNCATE if offered >= 3 else 0)
    files |= _IOCTL if offered >= 5 else 0
    fields = [files]
    if offered >= 4:
        fields.append(_TCP)
    if offered >= 6:
        fields.append(_SCOPES)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    libc = _libc()
    ruleset = libc.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    try:
        no_new_privileges()
        if libc.syscall(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0)) != 0:
            raise OSError(ctypes.get_errno(), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def no_new_privileges() -> None:
    """No program started from here gains rights by its owner or its file; the kernel wants it before the walls."""
    if _libc().prctl(_NO_NEW_PRIVS, *(ctypes.c_ulong(n) for n in (1, 0, 0, 0))) != 0:
        raise OSError(ctypes.get_errno(), "no_new_privs")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
