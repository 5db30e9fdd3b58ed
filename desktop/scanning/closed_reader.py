"""Foreign files read in a closed-off process: codes of pictures, PDFs and videos, and face photos, come back as data.

Pictures come from phones, sticks and strangers, and the libraries that open them are large. So no foreign picture is
opened in this process: a child with little memory, no file of its own and a short clock does it and sends back
texts. Its death by a signal, a limit or the clock means that the file is bad, not that the program is. One child
serves many files, since starting an interpreter costs more than reading a card.
"""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

import desktop
from desktop.errors import (
    BadInput,
    NoCodeFound,
    NoSuchFile,
    NotAPicture,
    PdfDamaged,
    PdfLocked,
    PictureDamaged,
    PictureTooLarge,
    ReaderMissing,
    TooManyPages,
    UnsafeFile,
    VideoDamaged,
)
from desktop.scanning import wire
from desktop.scanning.file_kind import HEAD, kind_of
from desktop.security.chosen_files import ChosenFile, open_chosen

SIZE_LIMIT = 96 * 1024 * 1024  # bytes of a picture or PDF; a thousand cards with photos are about 30 MiB
PHOTO_SIZE_LIMIT = 24 * 1024 * 1024  # bytes of a face photo; a phone's are 3 to 8 MiB
FILM_SIZE_LIMIT = 4 * 1024**3  # bytes of a video; the frames that are read of it end long before
START_SECONDS = 60.0
PICTURE_SECONDS = 30.0  # by the clock on the wall; the child has a shorter one of processor time for each page
LONG_SECONDS = 900.0  # a PDF of 400 pages or a video
FILES_A_CHILD = 500  # then a fresh one, so that nothing piles up

_REFUSALS: dict[str, type[BadInput]] = {
    kind.__name__: kind
    for kind in (
        NotAPicture, PictureTooLarge, PictureDamaged, PdfLocked, PdfDamaged, TooManyPages, VideoDamaged, UnsafeFile
    )
}  # fmt: skip


@dataclass(frozen=True)
class PageCode:
    """A code in a file: text and reader, page (or frame) from 1, place in a video, time its page took, corners."""

    text: str
    reader: str
    page: int
    at_ms: int
    took_ms: float
    corners: tuple[tuple[int, int], ...]


class ClosedReader:
    """The parent's side of one child process; use it as a context manager or call `close`.

    Calls from several threads wait for each other. The child starts at the first call, or earlier with `start`.
    """

    def __init__(self, *, picture_seconds: float = PICTURE_SECONDS, long_seconds: float = LONG_SECONDS) -> None:
        """Nothing is started yet. Seconds are by the clock, for one whole file."""
        self._picture_seconds = picture_seconds
        self._long_seconds = long_seconds
        self._one_at_a_time = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._files = 0

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child."""
        self.close()

    def start(self) -> None:
        """Start the child now, so that the first picture does not wait for it. Raises `ReaderMissing`."""
        with self._one_at_a_time:
            self._running()

    def close(self) -> None:
        """End the child; a later call starts a new one."""
        with self._one_at_a_time:
            self._end()

    def process_id(self) -> int:
        """The number of the child's process, for measuring; starts it when needed. Raises `ReaderMissing`."""
        with self._one_at_a_time:
            return self._running().pid

    def codes(self, path: Path) -> list[PageCode]:
        """All QR codes of a picture, PDF or video, ours or not, in reading order; never an empty list.

        Raises `NoSuchFile`, `FileTooLarge`, `NotAPicture`, `PictureTooLarge`, `PictureDamaged`, `PdfLocked`,
        `PdfDamaged`, `TooManyPages`, `VideoDamaged`, `UnsafeFile`, `NoCodeFound`, `ReaderMissing`.
        """
        found: list[PageCode] = []
        pages = 0
        for answer in self._codes(path):
            if isinstance(answer, wire.Page):
                found += [
                    PageCode(code.text, code.reader, answer.number, answer.at_ms, answer.took_ms, code.corners)
                    for code in answer.codes
                ]
            elif isinstance(answer, wire.Done):
                pages = answer.pages
        if not found:
            raise NoCodeFound(path.name, pages)
        return found

    def photo(self, path: Path) -> bytes:
        """The JPEG of a face photo made from the picture; see `desktop.scanning.photo.normalise_photo`."""
        with open_chosen(path, PHOTO_SIZE_LIMIT, missing=NoSuchFile) as file:
            return self.photo_of(file.read(), path)

    def photo_of(self, content: bytes, path: Path | None = None) -> bytes:
        """As `photo`, of a picture that is in memory already; `path` is what a refusal calls it."""
        named = path or Path()
        for answer in self._answers(named, wire.AskPhoto(content)):
            if isinstance(answer, wire.Jpeg):
                return answer.content
        raise UnsafeFile(named.name, "answer")

    def _codes(self, path: Path) -> list[wire.Answer]:
        with open_chosen(path, FILM_SIZE_LIMIT, missing=NoSuchFile) as file:
            head = file.read(HEAD)
            if kind_of(head) == "video":
                file.seek(0)
                return self._film_answers(path, file)
            file.require_size(SIZE_LIMIT)
            return self._answers(path, wire.AskCodes(head + file.read()))

    def _film_answers(self, path: Path, film: ChosenFile) -> list[wire.Answer]:
        """A video has a child of its own, whose standard input it is: no child can open a file by its name."""
        with self._one_at_a_time:
            child = _started("film", source=film.fileno())
            try:
                return list(_conversation(path, child, None, self._long_seconds))
            finally:
                _ended(child)

    def _answers(self, path: Path, ask: wire.Ask) -> list[wire.Answer]:
        """Send one ask and collect its answers; a child that dies or talks nonsense is `UnsafeFile`."""
        seconds = self._long_seconds if kind_of(ask.content[:HEAD]) == "pdf" else self._picture_seconds
        with self._one_at_a_time:
            child = self._running()
            in_step = False  # a child that we stopped listening to would answer the next file with this one's codes
            try:
                heard = list(_conversation(path, child, ask, seconds))
                in_step = True
            except BadInput as problem:
                in_step = not isinstance(problem, UnsafeFile)
                raise
            finally:
                self._files += 1
                if not in_step or self._files >= FILES_A_CHILD:
                    self._end()
        return heard

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = _started()
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        self._files = 0
        if child is not None:
            _ended(child)


def _started(*arguments: str, source: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """A child that says it is ready. Raises `ReaderMissing`."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "desktop.scanning.closed_child", *arguments],
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # FFmpeg and libjpeg chat there, and a file name could be in it
        env=_bare_environment(),
        cwd=Path(desktop.__file__).parent,
    )
    assert child.stdout is not None
    clock = threading.Timer(START_SECONDS, child.kill)
    clock.daemon = True
    clock.start()
    ready = wire.next_answer(child.stdout)
    clock.cancel()
    if ready is None:
        _ended(child)
        raise ReaderMissing()
    return child


def _ended(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what was not sent any more
                pipe.close()
    child.wait()


def _conversation(
    path: Path, child: subprocess.Popen[bytes], ask: wire.Ask | None, seconds: float
) -> Iterator[wire.Answer]:
    """Send what is asked, if anything, and give the answers up to the last; at most so many seconds by the clock."""
    assert child.stdout is not None
    late = threading.Event()

    def too_late() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(seconds, too_late)
    clock.daemon = True
    clock.start()
    try:
        if ask is not None and child.stdin is not None:
            wire.say(ask, child.stdin)
        while True:
            answer = wire.next_answer(child.stdout)
            if answer is None:
                raise UnsafeFile(path.name, _cause(child, late))
            if isinstance(answer, wire.Refusal):
                raise _refused(path.name, answer)
            yield answer
            if isinstance(answer, wire.Done | wire.Jpeg):
                return
    except OSError as problem:  # it died while we were speaking
        raise UnsafeFile(path.name, _cause(child, late)) from problem
    finally:
        clock.cancel()


def _cause(child: subprocess.Popen[bytes], late: threading.Event) -> str:
    """``time``, ``memory`` cannot be told from a crash, so ``signal N``, ``exit N`` or ``answer`` (still alive)."""
    try:
        code = child.wait(timeout=1.0)
    except subprocess.TimeoutExpired:
        return "answer"
    if late.is_set() or code == -24:  # SIGXCPU on Linux
        return "time"
    return f"signal {-code}" if code < 0 else f"exit {code}"


def _bare_environment() -> dict[str, str]:
    """Only what an interpreter needs: no passphrase file's name, no proxy, no display goes along."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH", "LANG") if name in os.environ}
    root = str(Path(desktop.__file__).resolve().parent.parent)
    return kept | {
        "PYTHONPATH": root,
        "OPENBLAS_NUM_THREADS": "1",  # each thread of it takes address space
        "OPENCV_FFMPEG_CAPTURE_OPTIONS": "protocol_whitelist;file",  # a film cannot call the network
    }


def _refused(file: str, refusal: wire.Refusal) -> BadInput:
    """The refusal with the file's name; one that the child had no right to make is itself a sign of a bad file."""
    kind = _REFUSALS.get(refusal.kind)
    if kind is None:
        return UnsafeFile(file, "answer")
    try:
        return msgspec.convert({"file": file, **refusal.facts}, kind)
    except msgspec.ValidationError:
        return UnsafeFile(file, "answer")
