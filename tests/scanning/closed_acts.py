"""Run as a program: tries each act in a process of its own, behind the walls that are named, and prints what became.

Nothing is imported after the walls stand, as in the real children.
"""

import ctypes
import errno
import json
import mmap
import os
import resource
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from desktop.scanning import confinement, landlock, seccomp

FOLDER = Path(sys.argv[1])
LIBC = ctypes.CDLL(None, use_errno=True)
LISTENER = socket.create_server(("127.0.0.1", 0))
PORT = LISTENER.getsockname()[1]
PARENT = os.getpid()


def call(number: int, *arguments: int) -> None:
    """A raw system call of x86_64 and aarch64 alike; raises OSError."""
    if LIBC.syscall(number, *(ctypes.c_long(one) for one in arguments)) < 0:
        raise OSError(ctypes.get_errno(), "")


def by_name(name: str, *arguments: object) -> None:
    """A function of the C library; raises OSError."""
    if getattr(LIBC, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def fork() -> None:
    """A process more."""
    if os.fork() == 0:
        os._exit(0)


def thread() -> None:
    """A thread, which decoders need."""
    done: list[int] = []
    one = threading.Thread(target=lambda: done.append(1))
    one.start()
    one.join()
    assert done


def compute() -> None:
    """What the child is there for: memory, its own clock and limits, an end of its own."""
    mmap.mmap(-1, 1 << 20).close()
    confinement.allow_seconds(5)


def read_memory() -> None:
    """Bytes of another process (here of itself) by the kernel."""
    here = ctypes.create_string_buffer(8)
    part = (ctypes.c_size_t * 2)(ctypes.addressof(here), 8)
    by_name("process_vm_readv", os.getpid(), part, 1, part, 1, 0)


def environ_of_parent() -> None:
    """What the program was started with."""
    assert b"HAQDAR_SECRET" in Path(f"/proc/{PARENT}/environ").read_bytes()


def stat_by_name(folder: int) -> None:
    """Whether a file is there, by the call that asks about an open one: its flag says that the path is empty."""
    number, at_empty_path = {"x86_64": 262}.get(os.uname().machine, 79), 0x1000
    path, told = ctypes.create_string_buffer(b"/etc/passwd"), ctypes.create_string_buffer(256)
    call(number, folder, ctypes.addressof(path), ctypes.addressof(told), at_empty_path)


WRITE = os.O_WRONLY
ACTS: dict[str, Callable[[], object]] = {
    "compute": compute,
    "stat_open": lambda: os.fstat(0),
    "stat": lambda: os.stat("/etc/passwd"),
    "stat_at_cwd": lambda: stat_by_name(-100),
    "stat_at_open": lambda: stat_by_name(LISTENER.fileno()),
    "thread": thread,
    "read_keys": lambda: (FOLDER / "keys.json").read_bytes(),
    "read_parent_environ": environ_of_parent,
    "list_folder": lambda: os.listdir(FOLDER),
    "write": lambda: os.close(os.open(FOLDER / "other", os.O_WRONLY)),
    "create": lambda: os.close(os.open(FOLDER / "new", os.O_WRONLY | os.O_CREAT, 0o600)),
    "mkdir": lambda: os.mkdir(FOLDER / "folder"),
    "link": lambda: os.link(FOLDER / "other", FOLDER / "linked"),
    "symlink": lambda: os.symlink(FOLDER / "other", FOLDER / "sym"),
    "rename": lambda: os.rename(FOLDER / "other", FOLDER / "renamed"),
    "chmod": lambda: os.chmod(FOLDER / "office.db", 0o666),
    "touch": lambda: os.utime(FOLDER / "office.db"),
    "truncate": lambda: os.truncate(FOLDER / "office.db", 0),
    "unlink": lambda: os.unlink(FOLDER / "keys.json"),
    "listen": lambda: socket.create_server(("127.0.0.1", 0)).close(),
    "connect": lambda: socket.create_connection(("127.0.0.1", PORT), 5).close(),
    "unix_socket": lambda: socket.socket(socket.AF_UNIX).close(),
    "datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close(),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "fork": fork,
    "ptrace": lambda: by_name("ptrace", 0, 0, 0, 0),
    "read_memory": read_memory,
    "memory_file": lambda: os.close(os.memfd_create("x")),
    "signal_parent": lambda: os.kill(PARENT, 0) if sys.argv[2] != "none" else None,
    "limit_parent": lambda: resource.prlimit(PARENT, resource.RLIMIT_CORE),
    "io_uring": lambda: call(425, 1, 0),
    "key_ring": lambda: call({"x86_64": 250}.get(os.uname().machine, 219), 0, -3, 1),
    "chdir": lambda: os.chdir("/"),
    "pipe": os.pipe,
}  # fmt: skip


def tried(act: Callable[[], object]) -> str:
    """In a process of its own behind the walls; how it went comes through a pipe that was open before."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        try:
            {"all": confinement.close_off, "landlock": landlock.restrict, "seccomp": seccomp.restrict}.get(
                sys.argv[2], lambda: None
            )()
        except OSError as error:
            os.write(sink, f"walls {error}".encode())
            os._exit(0)
        try:
            act()
            how = "done"
        except OSError as error:
            how = errno.errorcode.get(error.errno or 0, "?")
        except RuntimeError as error:
            how = str(error)
        os.write(sink, how.encode())
        os._exit(0)
    os.close(sink)
    how = b""
    while piece := os.read(source, 200):
        how += piece
    os.close(source)
    _, status = os.waitpid(child, 0)
    return how.decode() or (f"died {status}" if status else "done")  # an exec that succeeded says nothing more


def main() -> None:
    """All acts, in the order of the table."""
    print(json.dumps({name: tried(act) for name, act in ACTS.items()}))


if __name__ == "__main__":
    main()
