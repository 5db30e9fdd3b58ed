"""Cut the power of a recorded process at any moment: what a disk may hold then, from its writes and syncs alone.

`record` runs a process under strace and reads back each write, truncation, rename and sync in their order. `Disk` plays
them to a cut. What was synced is there; of the rest, any part: each 512-byte sector of each write by itself, and the
folder's changes up to some point, as a journalling file system keeps them in order. A new name is there for certain
only after its folder was synced.
"""

import random
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SECTOR = 512

_CALLS = (
    "openat,close,lseek,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,copy_file_range,sendfile,"
    "fsync,fdatasync,sync_file_range,rename,renameat,renameat2,link,linkat,unlink,unlinkat"
)
_LINE = re.compile(r"^(?P<pid>\d+)\s+(?P<call>\w+)\((?P<rest>.*)\)\s+=\s+(?P<result>-?\d+)")
_HANDLE = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FOLDER = re.compile(r"^(?:AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2})*)>")


@dataclass(frozen=True, eq=False)
class Call:
    """One successful system call, itself and no other like it.

    `path` is absolute, `to` where a rename goes, `data` what was written at `offset`.
    """

    what: str
    path: str
    to: str = ""
    data: bytes = b""
    offset: int = 0


def record(
    command: Sequence[str], *, where: Path, trace: Path, environment: dict[str, str], ends: int = 0
) -> list[Call]:
    """Run `command` under strace and give the calls that change or sync a file, in order.

    It must end with the code `ends`; minus a signal's number where it ends by one.
    """
    # Whole writes in hexadecimal; the filter in the kernel keeps all other calls at full speed.
    watched = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "4194304", "-e", f"trace={_CALLS}", "-o", str(trace)]
    done = subprocess.run([*watched, *command], cwd=where, env=environment, check=False, timeout=600)
    assert done.returncode == ends, f"ended with {done.returncode}"
    return list(_calls(trace))


def _calls(trace: Path) -> Iterator[Call]:
    places: dict[str, int] = {}
    halves: dict[str, str] = {}
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            pid, _, rest = line.partition(" ")
            if rest.rstrip().endswith("<unfinished ...>"):
                halves[pid] = line.rstrip().removesuffix("<unfinished ...>")
                continue
            if "resumed>" in rest:
                line = halves.pop(pid) + rest.partition("resumed>")[2]
            if (matched := _LINE.match(line)) is not None and int(matched["result"]) >= 0:
                yield from _call(matched, places)


def _call(line: re.Match[str], places: dict[str, int]) -> Iterator[Call]:
    """`places` is where each handle stands: threads share them, and what is recorded has no children that write."""
    call, rest, result = line["call"], line["rest"], int(line["result"])
    handle = _HANDLE.match(rest)
    if handle is None:
        yield from _named(call, rest, line.string)
        return
    mine, path = handle[1], _bytes(handle[2]).decode()
    match call:
        case "fsync" | "fdatasync":
            yield Call("sync", path)
        case "ftruncate":
            yield Call("truncate", path, offset=int(rest.rpartition(",")[2]))
        case "lseek":
            places[mine] = result
        case "close":
            places.pop(mine, None)
        case "write":
            start = places.get(mine, 0)
            places[mine] = start + result
            yield Call("write", path, data=_text(rest)[:result], offset=start)
        case "pwrite64":
            yield Call("write", path, data=_text(rest)[:result], offset=int(rest.rpartition(",")[2]))
        case "openat" | "renameat" | "renameat2" | "unlinkat" | "linkat":
            yield from _named(call, rest, line.string)
        case _:
            yield Call(f"unknown {call}", path)


def _named(call: str, rest: str, whole: str) -> Iterator[Call]:
    texts = [_bytes(found).decode() for found in _TEXT.findall(rest)]
    folder = _FOLDER.match(rest)
    base = _bytes(folder[1]).decode() if folder else ""
    paths = [str(PurePosixPath(base, text)) for text in texts]
    if call == "openat":
        if "O_CREAT" in rest:
            yield Call("make", paths[0])
        if "O_TRUNC" in rest:
            yield Call("truncate", paths[0])
    elif call.startswith("rename"):
        yield Call("rename", paths[0], to=paths[1])
    elif call.startswith("unlink"):
        yield Call("unlink", paths[0])
    elif texts:
        yield Call(f"unknown {call}", paths[0], to=whole[:200])


def _text(rest: str) -> bytes:
    found = _TEXT.search(rest)
    return _bytes(found[1]) if found else b""


def _bytes(hexadecimal: str) -> bytes:
    return bytes.fromhex(hexadecimal.replace("\\x", ""))


@dataclass
class _File:
    """One file, whatever its name: what is surely on the disk, and the changes since."""

    safe: bytearray
    later: list[Call] = field(default_factory=list[Call])

    def sync(self) -> None:
        for call in self.later:
            _apply(self.safe, call)
        self.later.clear()

    def after_cut(self, chance: random.Random, kept: float) -> bytes:
        content = bytearray(self.safe)
        for call in self.later:
            if call.what == "truncate":
                if chance.random() < kept:
                    _apply(content, call)
                continue
            for start in range(0, len(call.data), SECTOR):
                if chance.random() < kept:
                    piece = call.data[start : start + SECTOR]
                    _apply(content, Call("write", call.path, data=piece, offset=call.offset + start))
        return bytes(content)


def _apply(content: bytearray, call: Call) -> None:
    if call.what == "truncate":
        del content[call.offset :]
        content.extend(bytes(call.offset - len(content)))
        return
    if len(content) < call.offset:
        content.extend(bytes(call.offset - len(content)))
    content[call.offset : call.offset + len(call.data)] = call.data


@dataclass
class Disk:
    """The files below `roots`, as they would be found after a cut."""

    roots: tuple[Path, ...]
    _now: dict[str, _File] = field(default_factory=dict[str, _File])
    _safe: dict[str, _File] = field(default_factory=dict[str, _File])
    _later: list[Call] = field(default_factory=list[Call])
    _made: dict[int, _File] = field(default_factory=dict[int, _File])

    def __post_init__(self) -> None:
        """What lies there now is safe."""
        for root in self.roots:
            for path in sorted(root.rglob("*")):
                if path.is_file():
                    self._now[str(path)] = self._safe[str(path)] = _File(bytearray(path.read_bytes()))

    def play(self, call: Call) -> None:
        """One more call is done."""
        if not self._mine(call.path) and not self._mine(call.to):
            return
        match call.what:
            case "write" | "truncate":
                self._now[call.path].later.append(call)
            case "make":
                if call.path not in self._now:
                    self._now[call.path] = _File(bytearray())
                    self._later.append(call)
                    self._made[id(call)] = self._now[call.path]
            case "rename":
                _move(self._now, call.path, call.to)
                self._later.append(call)
            case "unlink":
                self._now.pop(call.path, None)
                self._later.append(call)
            case "sync":
                if call.path in self._now:
                    self._now[call.path].sync()
                else:
                    self._sync_folder(call.path)
            case _:
                msg = f"the rig does not know how to play {call.what} of {call.path}"
                raise AssertionError(msg)

    def cut(self, target: Path, root: Path, chance: random.Random) -> None:
        """Write what the disk may hold of `root` after a cut now into the new folder `target`."""
        names, kept = dict(self._safe), chance.choice((0.0, 0.5, 0.95, 1.0, chance.random()))
        for call in self._later[: round(len(self._later) * chance.choice((0.0, 1.0, chance.random())))]:
            self._rename(names, call)
        target.mkdir(mode=0o700)
        for name, file in names.items():
            # the shared memory of the log is made anew after a start
            if Path(name).is_relative_to(root) and not name.endswith("-shm"):
                place = target / Path(name).relative_to(root)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(file.after_cut(chance, kept))

    def _sync_folder(self, folder: str) -> None:
        mine = [call for call in self._later if folder in (_parent(call.path), _parent(call.to))]
        if mine:  # in order: what came before the last of them is on the disk too
            end = self._later.index(mine[-1]) + 1
            for call in self._later[:end]:
                self._rename(self._safe, call)
            del self._later[:end]

    def _rename(self, names: dict[str, _File], call: Call) -> None:
        if call.what == "make":
            names[call.path] = self._made[id(call)]
        elif call.what == "unlink":
            names.pop(call.path, None)
        else:
            _move(names, call.path, call.to)

    def _mine(self, path: str) -> bool:
        return bool(path) and any(Path(path).is_relative_to(root) for root in self.roots)


def _move(names: dict[str, _File], path: str, to: str) -> None:
    """A file, or everything in a folder, has another name."""
    for name in [name for name in names if name == path or name.startswith(path + "/")]:
        names[to + name.removeprefix(path)] = names.pop(name)


def _parent(path: str) -> str:
    return str(PurePosixPath(path).parent) if path else ""
