"""Foreign files in the closed-off child: what is read, what is refused and how, and what a hostile file can do."""

import io
import os
import resource
import signal
import struct
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from desktop.errors import (
    BadInput,
    FileTooLarge,
    NoCodeFound,
    NoSuchFile,
    NotAFile,
    NotAPicture,
    PdfDamaged,
    PdfLocked,
    PictureDamaged,
    PictureTooLarge,
    TooManyPages,
    UnsafeFile,
)
from desktop.scanning import closed_reader, wire
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.photo import HEIGHT, WIDTH, normalise_photo
from desktop.scanning.rehearsal import hold_up, write_video
from tests.scanning.card_simulator import card_page, credential_like

TEXT = credential_like(1)
PAGE = card_page(TEXT)


@pytest.fixture(scope="module")
def reader() -> Iterator[ClosedReader]:
    """One child for the whole module, as `read` of many files has."""
    with ClosedReader() as one:
        yield one


def child_of(reader: ClosedReader) -> subprocess.Popen[bytes]:
    """The running child."""
    child = reader._child  # pyright: ignore[reportPrivateUsage]
    assert child is not None
    return child


def saved(folder: Path, name: str, content: bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path


def encoded(ending: str, picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] = PAGE) -> bytes:
    """The card page in this format."""
    return np.asarray(cv2.imencode(ending, picture)[1], np.uint8).tobytes()


def drawn_pdf(pages: int, *, codes: bool = True, password: str | None = None) -> bytes:
    """A PDF whose page n carries the card of seed n, in true size."""
    sheet = io.BytesIO()
    lock = StandardEncryption(password) if password is not None else None
    paper = canvas.Canvas(sheet, pagesize=(595, 842), encrypt=lock)
    for number in range(pages):
        paper.drawString(100, 600, "page")
        if codes:
            card = Image.fromarray(card_page(credential_like(number)))
            paper.drawImage(ImageReader(card), 100, 300, 85.6 * 72 / 25.4, 54 * 72 / 25.4)  # pyright: ignore[reportUnknownMemberType]
        paper.showPage()
    paper.save()
    return sheet.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that claims this size and carries one short row of it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("ending", [".png", ".jpg", ".bmp", ".webp", ".tiff", ".ppm"])
def test_pictures_of_the_usual_formats_are_read(reader: ClosedReader, tmp_path: Path, ending: str) -> None:
    """By content: the name says nothing, here not even the truth."""
    picture = encoded(ending, cv2.cvtColor(PAGE, cv2.COLOR_GRAY2BGR).astype(np.uint8))
    (code,) = reader.codes(saved(tmp_path, "scan.dat", picture))
    assert (code.text, code.reader, code.page, code.at_ms) == (TEXT, "zxing", 1, 0)
    assert code.took_ms > 0


def test_pdf_pages_are_read_in_order(reader: ClosedReader, tmp_path: Path) -> None:
    """Each page gives its code with its number."""
    codes = reader.codes(saved(tmp_path, "cards.pdf", drawn_pdf(3)))
    assert [(code.text, code.page) for code in codes] == [(credential_like(n), n + 1) for n in range(3)]


def test_every_code_of_a_video_comes_once_with_its_place(reader: ClosedReader, tmp_path: Path) -> None:
    """Two cards shown one after the other: two codes, the second one later."""
    film = tmp_path / "cards.avi"
    other = credential_like(2)
    frames = [*hold_up(PAGE, 4, 1.0, 12), *hold_up(card_page(other), 5, 1.0, 12)]
    assert write_video(frames, film) == 24
    codes = reader.codes(film)
    assert [code.text for code in codes] == [TEXT, other]
    assert codes[0].page < 12 < codes[1].page <= 24
    assert codes[0].at_ms < 800 < codes[1].at_ms < 1700


def test_one_child_serves_many_files(reader: ClosedReader, tmp_path: Path) -> None:
    """Also after refusals, which are answers and no accidents."""
    good = saved(tmp_path, "good.png", encoded(".png"))
    bad = saved(tmp_path, "bad.png", b"no picture")
    reader.start()
    first = child_of(reader).pid
    for _ in range(5):
        assert reader.codes(good)[0].text == TEXT
        with pytest.raises(NotAPicture):
            reader.codes(bad)
    assert child_of(reader).pid == first


def test_a_picture_bomb_is_refused_by_its_head(reader: ClosedReader, tmp_path: Path) -> None:
    """60,000 by 60,000 pixels: refused at once with both numbers, before any row is opened."""
    bomb = saved(tmp_path, "bomb.png", png_of_size(60_000, 60_000))
    began = time.perf_counter()
    with pytest.raises(PictureTooLarge) as told:
        reader.codes(bomb)
    assert time.perf_counter() - began < 2
    assert (told.value.file, told.value.width, told.value.height) == ("bomb.png", 60_000, 60_000)


def test_a_real_bomb_under_the_limit_costs_little_memory(tmp_path: Path) -> None:
    """49 million white pixels in 50 kB: read whole, no code, and the child stays under 200 MiB."""
    white = saved(tmp_path, "white.png", encoded(".png", np.full((7000, 7000), 255, np.uint8)))
    with ClosedReader() as reader:
        with pytest.raises(NoCodeFound):
            reader.codes(white)
        status = Path(f"/proc/{child_of(reader).pid}/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    assert peak < 200 * 1024


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("text.jpg", b"This is a letter, not a picture.\n" * 50),
        ("empty.png", b""),
        ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>"),
        ("list.m3u8", b"#EXTM3U\n#EXTINF:10,\nhttp://203.0.113.7/film.ts\n"),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0" + b"\0" * 200),
        ("program.jpg", b"\x7fELF" + b"\0" * 5000),
    ],
)
def test_what_is_no_picture_is_said_to_be_none(reader: ClosedReader, tmp_path: Path, name: str, content: bytes) -> None:
    """Text, nothing, drawings in XML, play lists, formats we do not open."""
    with pytest.raises(NotAPicture) as told:
        reader.codes(saved(tmp_path, name, content))
    assert told.value.file == name


@pytest.mark.parametrize("ending", [".jpg", ".png"])
@pytest.mark.parametrize("part", [0.2, 0.6, 0.95])
def test_a_cut_picture_is_refused_as_damaged(reader: ClosedReader, tmp_path: Path, ending: str, part: float) -> None:
    """Libraries fill the missing rest with grey; we say that it is cut."""
    whole = encoded(ending)
    with pytest.raises(PictureDamaged):
        reader.codes(saved(tmp_path, f"cut{ending}", whole[: int(len(whole) * part)]))


def test_a_pdf_without_a_code_says_how_many_pages_were_looked_at(reader: ClosedReader, tmp_path: Path) -> None:
    """A letter of two pages."""
    with pytest.raises(NoCodeFound) as told:
        reader.codes(saved(tmp_path, "letter.pdf", drawn_pdf(2, codes=False)))
    assert told.value.pages == 2


def test_a_locked_pdf_is_told_apart_from_a_damaged_one(reader: ClosedReader, tmp_path: Path) -> None:
    """One wants a password, the other is cut so that nothing is left of it."""
    with pytest.raises(PdfLocked):
        reader.codes(saved(tmp_path, "locked.pdf", drawn_pdf(1, password="four plain words here")))
    with pytest.raises(PdfDamaged):
        reader.codes(saved(tmp_path, "cut.pdf", b"%PDF-1.7\n" + os.urandom(2000)))


def test_a_pdf_with_too_many_pages_is_refused_before_one_is_drawn(reader: ClosedReader, tmp_path: Path) -> None:
    """401 empty pages."""
    began = time.perf_counter()
    with pytest.raises(TooManyPages) as told:
        reader.codes(saved(tmp_path, "book.pdf", drawn_pdf(401, codes=False)))
    assert (told.value.pages, told.value.limit) == (401, 400)
    assert time.perf_counter() - began < 5


def test_a_pdf_page_as_large_as_a_field_is_drawn_small(reader: ClosedReader, tmp_path: Path) -> None:
    """A page of five metres holds no readable code, and costs no more than another page."""
    sheet = io.BytesIO()
    paper = canvas.Canvas(sheet, pagesize=(14_400, 14_400))
    paper.drawString(100, 100, "large")
    paper.save()
    with pytest.raises(NoCodeFound):
        reader.codes(saved(tmp_path, "large.pdf", sheet.getvalue()))


def test_a_missing_file_a_folder_and_a_name_with_nul_are_no_file(reader: ClosedReader, tmp_path: Path) -> None:
    """A folder is said to be one."""
    for path in (tmp_path / "none.png", tmp_path / "a\0b.png"):
        with pytest.raises(NoSuchFile):
            reader.codes(path)
    with pytest.raises(NotAFile):
        reader.codes(tmp_path)


def test_a_file_over_the_limit_is_not_even_read(reader: ClosedReader, tmp_path: Path) -> None:
    """A sparse file of 97 MiB."""
    huge = tmp_path / "huge.png"
    with huge.open("wb") as file:
        file.truncate(97 * 1024 * 1024)
    with pytest.raises(FileTooLarge):
        reader.codes(huge)


def test_a_child_killed_by_a_signal_means_a_bad_file_and_the_next_file_is_read(tmp_path: Path) -> None:
    """The child dies before it has answered; the caller gets a refusal, and a new child serves the next.

    It is stopped first, so that it cannot have read the file to its end, however fast the machine is.
    """
    long = saved(tmp_path, "long.pdf", drawn_pdf(3))
    good = saved(tmp_path, "good.png", encoded(".png"))
    with ClosedReader() as reader:
        reader.start()
        pid = child_of(reader).pid
        os.kill(pid, signal.SIGSTOP)

        def crash() -> None:
            os.kill(pid, signal.SIGSEGV)
            os.kill(pid, signal.SIGCONT)

        threading.Timer(0.5, crash).start()
        with pytest.raises(UnsafeFile) as told:
            reader.codes(long)
        assert told.value.how == "signal 11"
        assert reader.codes(good)[0].text == TEXT
        assert child_of(reader).pid != pid


def test_a_file_that_takes_too_long_is_stopped_by_the_clock(tmp_path: Path) -> None:
    """A hundred pages in a twentieth of a second cannot be done: a fast machine wants three milliseconds a page."""
    long = saved(tmp_path, "long.pdf", drawn_pdf(100))
    with ClosedReader(long_seconds=0.05) as reader:
        reader.start()
        began = time.perf_counter()
        with pytest.raises(UnsafeFile) as told:
            reader.codes(long)
        assert told.value.how == "time"
        assert time.perf_counter() - began < 3


def test_the_child_has_given_up_files_memory_and_cores(reader: ClosedReader) -> None:
    """Read from the kernel, not from our own words."""
    reader.start()
    pid = child_of(reader).pid
    assert resource.prlimit(pid, resource.RLIMIT_FSIZE) == (0, 0)
    assert resource.prlimit(pid, resource.RLIMIT_CORE) == (0, 0)
    assert resource.prlimit(pid, resource.RLIMIT_AS)[1] < 2 * 1024**3
    assert resource.prlimit(pid, resource.RLIMIT_NOFILE)[1] <= 32


def test_the_child_knows_nothing_of_our_environment(reader: ClosedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    """No name of a passphrase file goes along."""
    monkeypatch.setenv("HAQDAR_PASSPHRASE_FILE", "somewhere")
    reader.close()
    reader.start()
    assert b"HAQDAR" not in Path(f"/proc/{child_of(reader).pid}/environ").read_bytes()


def test_a_flipped_file_is_a_refusal_or_a_reading_and_never_a_crash(reader: ClosedReader, tmp_path: Path) -> None:
    """Fifty pictures, PDFs and videos with random bytes changed."""
    chance = np.random.default_rng(5)
    film = tmp_path / "whole.avi"
    write_video(hold_up(PAGE, 1, 0.0, 6), film)
    small = np.asarray(cv2.resize(PAGE, (514, 324), interpolation=cv2.INTER_AREA), np.uint8)
    wholes = [encoded(".png", small), encoded(".jpg", small), encoded(".webp", small), drawn_pdf(1), film.read_bytes()]
    outcomes: dict[str, int] = {}
    for number in range(50):
        changed = bytearray(wholes[number % 5])
        for place in chance.integers(0, len(changed), chance.integers(1, 20)):
            changed[place] = int(chance.integers(0, 256))
        try:
            codes = reader.codes(saved(tmp_path, "changed", bytes(changed)))
        except BadInput as told:
            outcomes[type(told).__name__] = outcomes.get(type(told).__name__, 0) + 1
        else:
            outcomes["read"] = outcomes.get("read", 0) + 1
            assert {code.text for code in codes} == {TEXT} or number % 5 == 3
    assert sum(outcomes.values()) == 50
    assert len(outcomes) > 2


@pytest.mark.parametrize("said", [b"\xff\xff\xff\xff", b"\0\0\0\x04abcd", b"\0\0\0\x01\xc1", b"\0\0\0\x09\x01", b""])
def test_nonsense_from_a_child_is_no_answer(said: bytes) -> None:
    """Too long, no MessagePack, another type, cut off, nothing: None, and nothing is run."""
    assert wire.next_answer(io.BytesIO(said)) is None


def test_a_refusal_that_the_child_has_no_right_to_make_is_an_unsafe_file() -> None:
    """A taken-over child cannot choose among our errors, nor give them false facts."""
    for refusal in (
        wire.Refusal("NotPermitted", {"role": "x", "permission": "y"}),
        wire.Refusal("PictureTooLarge", {"width": "wide"}),
        wire.Refusal("TooManyPages", {}),
    ):
        told = closed_reader._refused("a.png", refusal)  # pyright: ignore[reportPrivateUsage]
        assert type(told) is UnsafeFile


def oriented_jpeg(picture: Image.Image, orientation: int) -> bytes:
    """A phone's JPEG: turned by its EXIF, with a place and a camera's name in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, quality=95, comment=b"private words")
    return out.getvalue()


def test_a_face_photo_is_made_anew_without_metadata(reader: ClosedReader, tmp_path: Path) -> None:
    """480 by 640, a new JPEG, and neither the phone's name nor a place nor a comment in it."""
    picture = Image.effect_noise((1600, 1200), 40).convert("RGB")
    photo = normalise_photo(saved(tmp_path, "face.jpg", oriented_jpeg(picture, 1)), reader)
    made = Image.open(io.BytesIO(photo.jpeg))
    assert (made.size, made.format) == ((WIDTH, HEIGHT), "JPEG")
    assert len(made.getexif()) == 0
    assert not [word for word in (b"SecretPhone", b"Exif", b"private words") if word in photo.jpeg]


@pytest.mark.parametrize("size", [(800, 600), (4800, 3600)], ids=["whole", "opened at a half"])
def test_a_photo_stands_upright_as_its_exif_says(reader: ClosedReader, tmp_path: Path, size: tuple[int, int]) -> None:
    """Taken with the phone on its side: the lamp at the left of the sensor is at the top of the photo."""
    wide = Image.new("RGB", size, "black")
    wide.paste("white", (0, 0, size[0] // 4, size[1]))  # left quarter white; orientation 6 turns it to the top
    photo = normalise_photo(saved(tmp_path, "turned.jpg", oriented_jpeg(wide, 6)), reader)
    upright = np.asarray(Image.open(io.BytesIO(photo.jpeg)).convert("L"))
    assert upright.shape == (640, 480)
    assert upright[:120].mean() > 200
    assert upright[-300:].mean() < 40


def test_a_photo_is_cut_from_the_middle_and_a_small_one_is_enlarged(reader: ClosedReader, tmp_path: Path) -> None:
    """A very wide picture loses its sides, and a 60-pixel one still makes a photo."""
    wide = Image.new("RGB", (1200, 400), "black")
    wide.paste("white", (500, 0, 700, 400))
    out = io.BytesIO()
    wide.save(out, "PNG")
    photo = normalise_photo(saved(tmp_path, "wide.png", out.getvalue()), reader)
    row = np.asarray(Image.open(io.BytesIO(photo.jpeg)).convert("L"))[320]
    assert row[240] > 200
    assert row[10] < 40
    tiny = io.BytesIO()
    Image.new("L", (60, 60), 128).save(tiny, "PNG")
    assert normalise_photo(saved(tmp_path, "tiny.png", tiny.getvalue()), reader).jpeg[:2] == b"\xff\xd8"


def test_a_photo_of_a_pdf_or_a_bomb_is_refused(reader: ClosedReader, tmp_path: Path) -> None:
    """The same limits as for codes."""
    with pytest.raises(NotAPicture):
        normalise_photo(saved(tmp_path, "a.pdf", drawn_pdf(1)), reader)
    with pytest.raises(PictureTooLarge):
        normalise_photo(saved(tmp_path, "b.png", png_of_size(60_000, 60_000)), reader)
