"""A backup is one file: the keys, the certificates and an encrypted copy of the store, each with its hash.

First line ``haqdar-backup/1``, second a canonical JSON head (what lies where, how long, its SHA-256, the heads of the
logs), third the head's authentication code under a key derived from the store key; then the parts one after another.
Nothing in it is readable without an operator's passphrase or the recovery code; any changed byte is refused.
"""

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import msgspec

from desktop.errors import BackupDamaged, NotABackup
from desktop.security import canonical
from desktop.security.chosen_files import ChosenFile, open_chosen
from desktop.security.files import sync_file, sync_folder
from desktop.security.vault import sub_key
from desktop.security.written_files import WholeFile

MAGIC = b"haqdar-backup/1\n"
PARTS = ("keys.json", "certificates.json", "office.db")
"""In this order; names in the file are taken from this list only, never as paths."""

_CHUNK = 1 << 20
_LONGEST_HEAD = 1 << 20
_LARGEST = 1 << 40
_PATIENCE = 24 * 3600.0


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part: its name, length in bytes, SHA-256 in hexadecimal."""

    name: str
    bytes: int
    sha256: str


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup says of itself: parts, when it was made (RFC 3339), heads of the logs as size and root."""

    at: str
    heads: dict[str, tuple[int, str]]
    parts: tuple[Part, ...]
    v: int = 1


@dataclass(frozen=True)
class OpenBackup:
    """A backup's head and code, and where the first part begins."""

    head: Head
    raw: bytes
    code: str
    start: int


def write(out: WholeFile, sources: Mapping[str, Path], heads: dict[str, tuple[int, str]], at: str, key: bytes) -> Head:
    """Write the parts of `sources`; `key` is the vault's store key."""
    parts = tuple(Part(name, sources[name].stat().st_size, _hash_of(sources[name])) for name in PARTS)
    head = Head(at, heads, parts)
    raw = _canonical(head)
    out.write(MAGIC + raw + b"\n" + _code(raw, key).encode() + b"\n")
    for name in PARTS:
        with sources[name].open("rb") as part:
            for chunk in _chunks(part):
                out.write(chunk)
    return head


def read_head(file: Path) -> OpenBackup:
    """The head, not yet authenticated. Raises NotABackup, BackupDamaged, NotAFile, DiskUnreadable."""
    try:
        with _opened(file) as source:
            begin = source.read(len(MAGIC) + 2 * _LONGEST_HEAD)
            size = source.size
        if not begin.startswith(MAGIC):
            raise NotABackup(file=file.name)
        raw, found, rest = begin[len(MAGIC) :].partition(b"\n")
        told, ended, _ = rest.partition(b"\n")
        if not (found and ended and len(raw) < _LONGEST_HEAD):
            raise BackupDamaged(file=file.name, part="head")
        code = told.decode("ascii", "replace")
        start = len(MAGIC) + len(raw) + len(told) + 2
        head = msgspec.json.decode(raw, type=Head)
        if (
            canonical.encode(msgspec.json.decode(msgspec.json.encode(head))) != raw
            or tuple(part.name for part in head.parts) != PARTS
        ):
            raise BackupDamaged(file=file.name, part="head")
        if size != start + sum(part.bytes for part in head.parts):
            raise BackupDamaged(file=file.name, part="length")
    except ValueError as error:
        raise BackupDamaged(file=file.name, part="head") from error
    return OpenBackup(head, raw, code, start)


def unpack(file: Path, opened: OpenBackup, folder: Path) -> None:
    """Write every part into `folder`, each checked against its hash. Raises BackupDamaged, OSError on a full disk."""
    with _opened(file) as source:
        source.seek(opened.start)
        for part in opened.head.parts:
            digest, left = sha256(), part.bytes
            with (folder / part.name).open("xb") as out:
                while left:
                    chunk = source.read(min(_CHUNK, left))
                    if not chunk:
                        raise BackupDamaged(file=file.name, part=part.name)
                    digest.update(chunk)
                    out.write(chunk)
                    left -= len(chunk)
            if digest.hexdigest() != part.sha256:
                raise BackupDamaged(file=file.name, part=part.name)
            sync_file(folder / part.name)
    sync_folder(folder)


def read_part(file: Path, opened: OpenBackup, name: str) -> bytes:
    """One small part, checked against its hash. Raises BackupDamaged."""
    offset = opened.start
    for part in opened.head.parts:
        if part.name == name:
            with _opened(file) as source:
                source.seek(offset)
                content = source.read(part.bytes)
            if sha256(content).hexdigest() != part.sha256:
                raise BackupDamaged(file=file.name, part=name)
            return content
        offset += part.bytes
    raise BackupDamaged(file=file.name, part="head")


def authenticate(file: Path, opened: OpenBackup, key: bytes) -> None:
    """The head was written by somebody who held the store key. Raises BackupDamaged."""
    if not hmac.compare_digest(_code(opened.raw, key), opened.code):
        raise BackupDamaged(file=file.name, part="code")


def _canonical(head: Head) -> bytes:
    return canonical.encode(msgspec.json.decode(msgspec.json.encode(head)))


def _code(raw: bytes, key: bytes) -> str:
    return hmac.new(sub_key(key, "haqdar/backup/v1"), MAGIC + raw, sha256).hexdigest()


def _opened(file: Path) -> ChosenFile:
    """A backup that a person chose; it may be large, and on a slow stick. Raises NotABackup and as `open_chosen`."""
    return open_chosen(file, _LARGEST, missing=NotABackup, seconds=_PATIENCE)


def _hash_of(path: Path) -> str:
    with path.open("rb") as source:
        digest = sha256()
        for chunk in _chunks(source):
            digest.update(chunk)
    return digest.hexdigest()


def _chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk
