"""What the newest heads were, remembered outside the store, so that an older copy of the store is found out.

A small file beside the database: weak against who restores both, enough against a careless or hasty copy-back. It only
ever grows: a head that is not larger than the remembered one changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

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


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    heads: dict[str, _Head]
    v: int


@dataclass(frozen=True)
class Memory:
    """The remembered heads; `damaged` says that the file was there but could not be read (which is worth telling)."""

    heads: Mapping[str, Head]
    damaged: bool


def load(folder: Path) -> Memory:
    """What is remembered; nothing when there is no file yet."""
    try:
        file = msgspec.json.decode(read_whole(folder / FILE_NAME), type=_File)
        return Memory(
            {log: Head(head.size, bytes.fromhex(head.root)) for log, head in file.heads.items()}, damaged=False
        )
    except FileNotFoundError:
        return Memory({}, damaged=False)
    except (ValueError, msgspec.MsgspecError):
        return Memory({}, damaged=True)


def remember(folder: Path, heads: Mapping[str, Head]) -> None:
    """Keep the larger of what is remembered and `heads`, log by log. Call it after a walk that found all in order."""
    known = load(folder)
    merged = dict(known.heads)
    for log, head in heads.items():
        if log not in merged or head.size > merged[log].size:
            merged[log] = head
    if merged != known.heads or known.damaged:
        file = _File({log: _Head(head.size, head.root.hex()) for log, head in sorted(merged.items())}, 1)
        write_whole(folder / FILE_NAME, msgspec.json.encode(file))


def remember_after_restore(folder: Path, heads: Mapping[str, Head]) -> None:
    """Replace what is remembered: only in the two-person act of a restore, which opens a new epoch."""
    file = _File({log: _Head(head.size, head.root.hex()) for log, head in sorted(heads.items())}, 1)
    write_whole(folder / FILE_NAME, msgspec.json.encode(file))
