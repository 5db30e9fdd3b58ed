"""Seccomp (Linux): the system calls that opening a foreign file needs, and no others, as a filter in the kernel.

A list of what is allowed, because the calls that can do harm grow with every kernel. What is not on it answers EPERM
instead of killing, since libraries try calls and take another way; only a foreign calling convention kills.
Source: https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.scanning.landlock import no_new_privileges

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06  # BPF: ld abs word, jeq, jset, ret
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data; arguments are 8 bytes each
_SET_FILTER, _ASK_ACTION = 1, 2
_ALL_THREADS, _FULL_SPEED = 1, 4  # TSYNC, SPEC_ALLOW: no slower code for the sake of secrets that are not here

_CLONE_THREAD = 0x0001_0000
_AT_EMPTY_PATH = 0x1000
_ASKS_BY_PATH = (2, 33), (2, 38)
_F_DUPFD, _F_SETFL, _F_DUPFD_CLOEXEC = 0, 4, 1030


@dataclass(frozen=True)
class Machine:
    """How one architecture calls: its number in the kernel's audit, its filter call, and its table of calls."""

    audit: int
    seccomp: int
    column: int


_MACHINES = {"x86_64": Machine(0xC000_003E, 317, 0), "aarch64": Machine(0xC000_00B7, 277, 1)}

_CALLS: dict[str, tuple[int, int]] = {
    # name: its number on x86_64, on aarch64; -1 where there is none
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "lseek": (8, 62), "close": (3, 57), "fstat": (5, 80), "poll": (7, -1), "ppoll": (271, 73),
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "mremap": (25, 216), "madvise": (28, 233),
    "brk": (12, 214), "membarrier": (324, 283),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    "futex": (202, 98), "futex_waitv": (449, 449), "set_robust_list": (273, 99), "rseq": (334, 293),
    "set_tid_address": (218, 96), "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "getcpu": (309, 168),
    "nanosleep": (35, 101), "clock_nanosleep": (230, 115), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "gettimeofday": (96, 169), "times": (100, 153), "getrusage": (98, 165), "getrlimit": (97, 163),
    "sysinfo": (99, 179), "uname": (63, 160), "getrandom": (318, 278),
    "getpid": (39, 172), "gettid": (186, 178), "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176),
    "getegid": (108, 177),
    "exit": (60, 93), "exit_group": (231, 94),
    # allowed with some arguments only
    "clone": (56, 220), "clone3": (435, 435), "fcntl": (72, 25), "newfstatat": (262, 79), "prlimit64": (302, 261),
    "tgkill": (234, 131),
}  # fmt: skip


def machine() -> Machine | None:
    """How this machine calls; None where we have no table, or where 32-bit code runs on a 64-bit kernel."""
    whole = sys.platform == "linux" and struct.calcsize("P") == 8
    return _MACHINES.get(platform.machine()) if whole else None


def offered() -> bool:
    """Whether the kernel can filter calls on this machine and we know their numbers."""
    known = machine()
    if known is None:
        return False
    action = ctypes.c_uint32(_ERRNO)
    asked = ctypes.CDLL(None, use_errno=True).syscall(known.seccomp, _ASK_ACTION, 0, ctypes.byref(action))
    return asked == 0


def restrict() -> None:
    """From now on all threads of this process make only the calls of the list. Raises OSError where that fails."""
    known = machine()
    if known is None:
        raise OSError(errno.ENOSYS, "seccomp")
    install(program(known, os.getpid()), known)


def install(lines: Sequence[bytes], known: Machine) -> None:
    """Put a filter before every call of every thread; it stays until the process ends. Raises OSError."""
    held = ctypes.create_string_buffer(b"".join(lines))
    header = struct.pack("@HxxxxxxP", len(lines), ctypes.addressof(held))
    no_new_privileges()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(known.seccomp, _SET_FILTER, _ALL_THREADS | _FULL_SPEED, header) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def asks_by_path() -> bool:
    """Whether this C library asks about an open file with a path that is empty (glibc 2.33 to 2.38).

    Then that call has to be allowed, and a filter cannot see whether the path is empty: it lies in memory. So there,
    and nowhere else, the child may learn of any path whether it is there, its size, times and mode.
    """
    name, version = platform.libc_ver()
    parts = version.split(".")
    if name != "glibc" or not all(part.isdecimal() for part in parts):
        return False
    return _ASKS_BY_PATH[0] <= tuple(map(int, parts[:2])) <= _ASKS_BY_PATH[1]


def program(known: Machine, process: int) -> list[bytes]:
    """The filter's instructions: the architecture, then each allowed call, else EPERM. `process` is our own number."""
    number = {name: numbers[known.column] for name, numbers in _CALLS.items() if numbers[known.column] >= 0}
    conditions = {
        "clone": _if_any_bit(0, _CLONE_THREAD),  # threads of the decoders; no process
        "clone3": [_answer(_ERRNO | errno.ENOSYS)],  # its flags lie in memory: the C library then takes clone
        "fcntl": _unless(1, (_F_DUPFD, _F_DUPFD_CLOEXEC, *range(_F_SETFL))),
        "prlimit64": _unless(0, (0,)),  # our own limits, not our parent's
        "tgkill": _unless(0, (process,)),  # how a library ends its own process
    }
    if asks_by_path():
        conditions["newfstatat"] = _if_any_bit(3, _AT_EMPTY_PATH)
    else:
        del number["newfstatat"]
    lines = [_load(_ARCHITECTURE), _jump(_EQUAL, known.audit, 1, 0), _answer(_KILL), _load(_NUMBER)]
    for name, call in number.items():
        answer = conditions.get(name, [_answer(_ALLOW)])
        lines += [_jump(_EQUAL, call, 0, len(answer)), *answer]
    return [*lines, _answer(_ERRNO | errno.EPERM)]


def _if_any_bit(argument: int, bits: int) -> list[bytes]:
    return [
        _load(_ARGUMENTS + 8 * argument), _jump(_ANY_BIT, bits, 0, 1), _answer(_ALLOW), _answer(_ERRNO | errno.EPERM)
    ]  # fmt: skip


def _unless(argument: int, values: Sequence[int]) -> list[bytes]:
    """EPERM unless the lower half of an argument, which the kernel takes as an int here, is one of `values`."""
    lines = [_load(_ARGUMENTS + 8 * argument)]
    for value in values:
        lines += [_jump(_EQUAL, value, 0, 1), _answer(_ALLOW)]
    return [*lines, _answer(_ERRNO | errno.EPERM)]


def instruction(code: int, if_so: int, if_not: int, value: int) -> bytes:
    """One line of a filter: the kernel's `struct sock_filter`."""
    return struct.pack("=HBBI", code, if_so, if_not, value)


def _load(offset: int) -> bytes:
    return instruction(_LOAD, 0, 0, offset)  # both machines are little-endian: the lower half comes first


def _jump(kind: int, value: int, if_so: int, if_not: int) -> bytes:
    return instruction(kind, if_so, if_not, value)


def _answer(value: int) -> bytes:
    return instruction(_RETURN, 0, 0, value)
