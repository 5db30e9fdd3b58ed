"""The closed-off process that opens foreign pictures, PDFs and videos; started by `closed_reader`, never imported.

After its imports it may open no file and no connection, start nothing, take little memory and use few seconds of
processor time for each page (see `confinement` for what each system offers). A file that breaks it breaks nothing
else. With the argument `film` its standard input is one video; else it is asked there, file after file.
"""

import importlib
import sys
import time
from collections.abc import Iterator
from typing import BinaryIO

import cv2
from PIL import Image

from desktop.errors import BadInput, NotAPicture, TooManyPages, UnsafeFile
from desktop.scanning import wire
from desktop.scanning.camera import video_frames
from desktop.scanning.confinement import allow_seconds, close_off
from desktop.scanning.decoder import Found, LiveDecoder, read_picture
from desktop.scanning.file_kind import kind_of
from desktop.scanning.photo import cut_and_encode
from desktop.scanning.pictures import PIXEL_LIMITS, grey_picture, pdf_pages

PAGE_SECONDS = 8  # processor time for one page; the whole ladder on 12 million pixels takes about three
PHOTO_SECONDS = 2
FRAME_LIMIT = 20_000  # of one video: eleven minutes at 30 a second
FRAMES_A_TURN = 30  # frames without a code between two signs of life


def answers(ask: wire.Ask) -> Iterator[wire.Answer]:
    """What there is to say to one ask; the last is `Done`, `Jpeg` or `Refusal`."""
    try:
        if isinstance(ask, wire.AskPhoto):
            allow_seconds(PHOTO_SECONDS)
            yield wire.Jpeg(cut_and_encode(ask.content))
        else:
            yield from _pages(ask.content)
    except BadInput as problem:
        yield _refusal(problem)
    except MemoryError:
        yield wire.Refusal(UnsafeFile.__name__, {"how": "memory"})


def film_answers(film: BinaryIO) -> Iterator[wire.Answer]:
    """What there is to say of a video; the last is `Done` or `Refusal`."""
    try:
        yield from _video(film)
    except BadInput as problem:
        yield _refusal(problem)
    except MemoryError:
        yield wire.Refusal(UnsafeFile.__name__, {"how": "memory"})


def _refusal(problem: BadInput) -> wire.Refusal:
    facts = {name: value for name, value in vars(problem).items() if name != "file"}
    return wire.Refusal(type(problem).__name__, facts)


def _pages(content: bytes) -> Iterator[wire.Answer]:
    kind = kind_of(content)
    if kind == "video":  # has a child of its own; bytes that say so here are no picture
        raise NotAPicture("")
    pages = pdf_pages(content) if kind == "pdf" else iter((grey_picture(content),))
    number = 0
    while True:
        allow_seconds(PAGE_SECONDS)
        began = time.perf_counter()
        frame = next(pages, None)
        if frame is None:
            break
        number += 1
        yield _page(number, 0, began, read_picture(frame))
    yield wire.Done(number)


def _video(film: BinaryIO) -> Iterator[wire.Answer]:
    """Each text once, with the frame that showed it first."""
    decoder = LiveDecoder()
    known: set[str] = set()
    number = 0
    allow_seconds(PAGE_SECONDS)
    began = time.perf_counter()
    for frame in video_frames(film):
        number = frame.number
        if number > FRAME_LIMIT:
            raise TooManyPages("", number, FRAME_LIMIT)
        fresh = [found for found in decoder.read(frame.grey) if found.text not in known]
        known.update(found.text for found in fresh)
        if fresh or number % FRAMES_A_TURN == 0:
            yield _page(number, frame.at_ms, began, fresh)
            allow_seconds(PAGE_SECONDS)
        began = time.perf_counter()
    yield wire.Done(number)


def _page(number: int, at_ms: int, began: float, found: list[Found]) -> wire.Page:
    took = (time.perf_counter() - began) * 1000
    return wire.Page(
        number, at_ms, round(took, 2), tuple(wire.Code(one.text, one.reader, one.corners) for one in found)
    )


def main() -> None:
    """Say that we are ready, then answer until the pipe is closed, or of the one film."""
    cv2.setNumThreads(1)
    source, back = sys.stdin.buffer, sys.stdout.buffer
    _import_the_rest()
    close_off()
    wire.say(wire.Done(0), back)
    if sys.argv[1:] == ["film"]:
        for answer in film_answers(source):
            wire.say(answer, back)
        return
    while (ask := wire.next_ask(source)) is not None:
        allow_seconds(PAGE_SECONDS)
        for answer in answers(ask):
            wire.say(answer, back)


def _import_the_rest() -> None:
    """What Pillow would import at its first picture, since no file can be opened afterwards."""
    Image.preinit()
    for name in ("Mpo", "Tiff", "WebP"):
        importlib.import_module(f"PIL.{name}ImagePlugin")
    if not Image.OPEN.keys() >= PIXEL_LIMITS.keys():
        Image.init()


if __name__ == "__main__":
    main()
