"""What the window's process and the closed-off reader of foreign files say to each other: typed, counted, limited.

One message is four bytes of length (big-endian) and a MessagePack body. The child may have been taken over by a
hostile file, so its side is decoded into these types or not at all, and nothing in them can run.
"""

import struct
from typing import IO

import msgspec

ANSWER_LIMIT = 4 * 1024 * 1024  # bytes; a page full of codes is a few kilobytes, a photo is under 200
_LENGTH = struct.Struct(">I")


class AskCodes(msgspec.Struct, tag="codes", frozen=True):
    """Read the QR codes of this picture or PDF."""

    content: bytes


class AskPhoto(msgspec.Struct, tag="photo", frozen=True):
    """Make a face photo of ours from this picture."""

    content: bytes


class Code(msgspec.Struct, frozen=True):
    """One code: text, which reader read it, its four corners in pixels of its page."""

    text: str
    reader: str
    corners: tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]


class Page(msgspec.Struct, tag="page", frozen=True):
    """One picture, PDF page or video frame that was read: its number from 1, place in the video, time it took."""

    number: int
    at_ms: int
    took_ms: float
    codes: tuple[Code, ...]


class Jpeg(msgspec.Struct, tag="jpeg", frozen=True):
    """The face photo, encoded anew."""

    content: bytes


class Refusal(msgspec.Struct, tag="refusal", frozen=True):
    """The file cannot be taken: name of a class in `desktop.errors` and its facts, without the file's name."""

    kind: str
    facts: dict[str, int | str]


class Done(msgspec.Struct, tag="done", frozen=True):
    """That was all of it; also said once at the start, when the child is ready. `pages` were looked at."""

    pages: int


type Ask = AskCodes | AskPhoto
type Answer = Page | Jpeg | Refusal | Done

_ASKS = msgspec.msgpack.Decoder[Ask](Ask.__value__)
_ANSWERS = msgspec.msgpack.Decoder[Answer](Answer.__value__)


def say(message: Ask | Answer, to: IO[bytes]) -> None:
    """Write one message and flush it."""
    body = msgspec.msgpack.encode(message)
    to.write(_LENGTH.pack(len(body)))
    to.write(body)
    to.flush()


def next_ask(source: IO[bytes]) -> Ask | None:
    """The next thing to do, or None when the other side has closed the pipe."""
    body = _body(source, limit=None)
    return None if body is None else _ASKS.decode(body)


def next_answer(source: IO[bytes]) -> Answer | None:
    """The next answer, or None when the child is gone, says too much, or says what is no answer."""
    body = _body(source, limit=ANSWER_LIMIT)
    if body is None:
        return None
    try:
        return _ANSWERS.decode(body)
    except (msgspec.DecodeError, ValueError):  # ValueError: text that is not UTF-8
        return None


def _body(source: IO[bytes], *, limit: int | None) -> bytes | None:
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if limit is not None and length > limit:
        return None
    body = source.read(length)
    return body if len(body) == length else None
