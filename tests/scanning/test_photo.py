"""Face photos from hostile and from honest files: quick, small in memory, and nothing but the picture is left."""

import io
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop.errors import BadInput, FileTooLarge, NoSuchFile, NotAFile, NotAPicture, PictureDamaged, PictureTooLarge
from desktop.scanning.closed_reader import PHOTO_SIZE_LIMIT, ClosedReader
from desktop.scanning.photo import HEIGHT, WIDTH, normalise_frame, normalise_photo

SECONDS = 2.0  # of processor time: the cores are shared
MEMORY = 200  # MiB, the child's peak
PLACE = 0x8825  # the EXIF directory of a place on earth


@pytest.fixture
def reader() -> Iterator[ClosedReader]:
    """A child of its own for each test, so that its peak is this picture's."""
    with ClosedReader() as one:
        yield one


def of_child(reader: ClosedReader, name: str) -> int:
    """MiB of a line of the child's status; Linux only."""
    lines = Path(f"/proc/{reader.process_id()}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) // 1024


def worked(reader: ClosedReader) -> float:
    """Seconds of processor time of the child so far."""
    fields = Path(f"/proc/{reader.process_id()}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def noise(width: int, height: int) -> Image.Image:
    """A picture that no format makes small."""
    return Image.fromarray(np.random.default_rng(7).integers(0, 255, (height, width, 3), np.uint8))


def bytes_of(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The picture in a format."""
    out = io.BytesIO()
    picture.save(out, kind, **options)  # pyright: ignore[reportArgumentType]
    return out.getvalue()


def with_place(picture: Image.Image, orientation: int = 1, kind: str = "JPEG") -> bytes:
    """A picture as a phone writes it: where it was taken, by what, when, and a small picture in the picture."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0132] = orientation, "SecretPhone", "2026:11:24 09:41:00"
    exif[PLACE] = {1: "N", 2: (30.0, 11.0, 52.0), 3: "E", 4: (71.0, 28.0, 11.0)}
    return bytes_of(picture, kind, exif=exif)


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that says to be so large and holds almost nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


FACE = noise(900, 1200)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'

REFUSED: dict[str, tuple[str, bytes, type[BadInput]]] = {
    "bomb that only says so": ("a.png", png_of_size(60_000, 60_000), PictureTooLarge),
    "bomb that is so": ("a.png", bytes_of(Image.new("RGB", (7_000, 7_000)), "PNG"), PictureTooLarge),
    "bomb in scans": ("a.jpg", bytes_of(Image.new("RGB", (6_000, 6_000)), "JPEG", progressive=True), PictureTooLarge),
    "too wide": ("a.jpg", bytes_of(Image.new("RGB", (60_000, 1_000)), "JPEG"), PictureTooLarge),
    "cut JPEG": ("a.jpg", bytes_of(FACE, "JPEG")[:-4_000], PictureDamaged),
    "cut PNG": ("a.png", bytes_of(FACE, "PNG")[:-4_000], PictureDamaged),
    "head alone": ("a.jpg", bytes_of(FACE, "JPEG")[:300], NotAPicture),
    "drawing with a link": ("a.svg", SVG, NotAPicture),
    "drawing called JPEG": ("a.jpg", SVG, NotAPicture),
    "program called JPEG": ("a.jpg", b"MZ" + b"\0" * 4_000, NotAPicture),
    "web page called PNG": ("a.png", b"<html><script>1</script></html>", NotAPicture),
    "film frame": ("a.gif", bytes_of(FACE, "GIF"), NotAPicture),
    "nothing": ("a.jpg", b"", NotAPicture),
    "zeros": ("a.jpg", b"\0" * 100_000, NotAPicture),
    "too many bytes": ("a.jpg", b"\xff\xd8\xff" + b"\0" * PHOTO_SIZE_LIMIT, FileTooLarge),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_a_hostile_picture_is_refused_quickly_and_in_little_memory(
    reader: ClosedReader, tmp_path: Path, name: str
) -> None:
    """Each by its own refusal; the child lives on and makes the next photo."""
    called, content, refusal = REFUSED[name]
    file = tmp_path / called
    file.write_bytes(content)
    before = worked(reader)
    with pytest.raises(refusal):
        normalise_photo(file, reader)
    assert worked(reader) - before <= SECONDS
    assert of_child(reader, "VmHWM") <= MEMORY
    assert normalise_frame(bytes_of(FACE, "JPEG"), reader).jpeg.startswith(b"\xff\xd8\xff")


WORST: dict[str, Callable[[], bytes]] = {
    "large phone": lambda: with_place(noise(1_000, 750).resize((8_000, 6_000)), 6),
    "in scans": lambda: bytes_of(noise(4_000, 3_000), "JPEG", progressive=True),
    "PNG": lambda: with_place(Image.new("RGB", (4_000, 3_000)), 6, "PNG"),
    "deep PNG": lambda: bytes_of(Image.fromarray(np.zeros((3_000, 4_000), np.uint16)), "PNG"),
    "WEBP": lambda: with_place(noise(4_000, 3_000), 6, "WEBP"),
    "BMP": lambda: bytes_of(Image.new("RGB", (2_800, 2_800)), "BMP"),
    "TIFF": lambda: bytes_of(noise(2_000, 2_000), "TIFF", compression="tiff_lzw"),
}


@pytest.mark.parametrize("name", list(WORST))
def test_the_worst_that_is_taken_is_quick_and_small_too(reader: ClosedReader, tmp_path: Path, name: str) -> None:
    """At most two seconds and 200 MiB for what is not refused; the photo has our size and no metadata."""
    file = tmp_path / "face"
    file.write_bytes(WORST[name]())
    before = worked(reader)
    photo = normalise_photo(file, reader)
    assert worked(reader) - before <= SECONDS
    assert of_child(reader, "VmHWM") <= MEMORY
    made = Image.open(io.BytesIO(photo.jpeg))
    assert (made.size, made.format) == ((WIDTH, HEIGHT), "JPEG")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_and_phone_are_gone(reader: ClosedReader, tmp_path: Path, kind: str) -> None:
    """Nothing is copied from the file but light: no place, no phone, no time, no smaller picture inside."""
    content = with_place(FACE, kind=kind)
    assert b"SecretPhone" in content
    file = tmp_path / "face.jpg"  # whatever it is called
    file.write_bytes(content)
    photo = normalise_photo(file, reader)
    made = Image.open(io.BytesIO(photo.jpeg))
    assert len(made.getexif()) == 0
    assert made.getexif().get_ifd(PLACE) == {}
    assert "exif" not in made.info
    assert not [word for word in (b"SecretPhone", b"Exif", b"2026:11", b"XMP", b"ICC_PROFILE") if word in photo.jpeg]
    assert photo.jpeg.count(b"\xff\xd8\xff") == 1


def test_a_name_with_a_line_break_or_a_folder_is_no_file(reader: ClosedReader, tmp_path: Path) -> None:
    """What is no file is said as such, not as a bad picture."""
    for path in (tmp_path / "no such", tmp_path / "a\nb", Path("a\0b")):
        with pytest.raises(NoSuchFile):
            normalise_photo(path, reader)
    with pytest.raises(NotAFile):
        normalise_photo(tmp_path, reader)


def test_the_child_of_a_picture_ends_with_its_reader(tmp_path: Path) -> None:
    """No process is left behind."""
    with ClosedReader() as reader:
        normalise_frame(bytes_of(FACE, "JPEG"), reader)
        number = reader.process_id()
    end = time.monotonic() + 5
    while Path(f"/proc/{number}").exists() and time.monotonic() < end:
        time.sleep(0.01)
    assert not Path(f"/proc/{number}").exists()
