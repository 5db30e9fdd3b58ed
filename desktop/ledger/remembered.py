"""What the newest heads were, remembered outside the store, so that an older copy of the store is found out.

Two memories: `heads.json` beside the database, and a second one on this machine outside the data folder, named after
the office and the folder. They only ever grow, log by log, and the first is written before the second. So beside a book
with entries the first must be there, and be no older than the second. A machine that meets a folder for the first time
has no second memory, and believes the first. Whoever puts back database and both memories is not found here.
"""

import contextlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec
import platformdirs

from desktop.errors import FileTooLarge, NotAFile
from desktop.security.files import read_whole, write_whole

FILE_NAME = "heads.json"


@dataclass(frozen=True)
class Head:
    """Size of a log and the root over that many lines."""

    size: int
    root: bytes


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    size: int
    root: str
    signed: int


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    heads: dict[str, _Head]
    keys: int
    v: int


@dataclass(frozen=True)
class Memory:
    """The remembered heads, how many lines of each log had their signatures verified, how often the keys changed."""

    heads: Mapping[str, Head] = field(default_factory=dict[str, Head])
    signed: Mapping[str, int] = field(default_factory=dict[str, int])
    keys: int = 0
    misfit: str = ""
    """What is wrong with the memories: ``memory_missing``, ``memory_damaged`` or ``memory_older``."""


@dataclass(frozen=True)
class Memories:
    """Where the two memories of an office's folder lie; `office` is the office's public key."""

    folder: Path
    office: bytes

    @property
    def first(self) -> Path:
        """The one beside the database."""
        return self.folder / FILE_NAME

    @property
    def second(self) -> Path:
        """The one on this machine: no name and no path in it, so that it tells nothing."""
        name = sha256(self.office + str(self.folder.resolve()).encode()).hexdigest()[:32]
        return platformdirs.user_state_path("haqdar", appauthor=False) / "heads" / f"{name}.json"

    def load(self) -> Memory:
        """What is remembered, and whether the two memories fit each other."""
        second = _read(self.second)  # the second first: what it says was in the first before
        first = _read(self.first)
        if isinstance(first, str):
            return _with(second, f"memory_{first}") if isinstance(second, Memory) else Memory(misfit=f"memory_{first}")
        if second == "missing":
            return first
        if isinstance(second, str):
            return _with(first, f"memory_{second}")
        behind = second.keys > first.keys or any(
            log not in first.heads or first.heads[log].size < head.size for log, head in second.heads.items()
        )
        return _with(_merged(second, first), "memory_older") if behind else first

    def remember(self, heads: Mapping[str, Head], signed: Mapping[str, int], keys: int) -> None:
        """Keep the larger of what is remembered and this, log by log; after a walk that found all in order.

        The caller lets nobody else do so at the same time. Raises OSError when the first cannot be written.
        """
        known = _read(self.first)
        merged = _merged(known if isinstance(known, Memory) else Memory(), Memory(heads, signed, keys))
        if merged != known:
            write_whole(self.first, _written(merged))
        if merged != _read(self.second):
            with contextlib.suppress(OSError):  # a home that cannot be written: the machine meets the folder again
                self.second.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_whole(self.second, _written(merged))

    def make_room(self) -> None:
        """Move aside what no file can be renamed over: only in an act of two people that replaces a memory.

        Raises OSError when it cannot be moved: then two people must not be told that the book is remembered again.
        """
        for path in (self.first, self.second):
            if path.is_dir() and not path.is_symlink():
                path.rename(path.with_name(f"{path.name}.{secrets.token_hex(4)}.aside"))

    def begin_again(self, heads: Mapping[str, Head], keys: int, *, in_folder: Path | None = None) -> None:
        """Replace what is remembered: only in an act of two people, such as a restore, which opens a new epoch.

        `in_folder`: where the office is still being built before it is moved to its folder. The second memory goes
        first, so that a cut leaves a folder that this machine meets for the first time.
        """
        self.forget_second()
        write_whole((in_folder or self.folder) / FILE_NAME, _written(Memory(heads, {}, keys)))

    def forget_second(self) -> None:
        """This machine meets the folder for the first time again: only in an act of two people that replaces it."""
        with contextlib.suppress(OSError):
            self.make_room()
            self.second.unlink(missing_ok=True)


def _with(memory: Memory, misfit: str) -> Memory:
    return Memory(memory.heads, memory.signed, memory.keys, misfit)


def _merged(known: Memory, other: Memory) -> Memory:
    heads = dict(known.heads)
    for log, head in other.heads.items():
        if log not in heads or head.size > heads[log].size:
            heads[log] = head
    signed = {log: max(known.signed.get(log, 0), other.signed.get(log, 0)) for log in heads}
    return Memory(heads, signed, max(known.keys, other.keys))


def _read(path: Path) -> Memory | str:
    """What a file remembers; ``missing`` or ``damaged`` where it remembers nothing.

    A folder, a pipe or a file too large in its place is no person's wrong choice of a file but damage, like any other.
    An error of the disk is neither: it is told as such.
    """
    try:
        file = msgspec.json.decode(read_whole(path), type=_File)
        heads = {log: Head(head.size, bytes.fromhex(head.root)) for log, head in file.heads.items()}
        return Memory(heads, {log: head.signed for log, head in file.heads.items()}, file.keys)
    except FileNotFoundError:
        return "missing"
    except (OSError, ValueError, NotAFile, FileTooLarge, msgspec.MsgspecError):
        return "damaged"


def _written(memory: Memory) -> bytes:
    heads = {
        log: _Head(head.size, head.root.hex(), memory.signed.get(log, 0)) for log, head in sorted(memory.heads.items())
    }
    return msgspec.json.encode(_File(heads, memory.keys, 2))
