"""A face photo from any picture file: cut to 3:4 about the middle, 480 by 640, encoded anew without its metadata."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.errors import PictureDamaged, PictureTooLarge
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.pictures import opened, size_and_format

WIDTH, HEIGHT = 480, 640
QUALITY = 82  # JPEG; about 50 kB of a face, and no seam to see at 300 dpi on the card's 19.8 mm
_ENOUGH = 4  # a JPEG with this many times the pixels we need a side is opened at a half

# Fewer than for codes: opened in colour, the worst of these takes a child of 200 MiB. A JPEG that comes in several
# scans is held whole while it is opened, so it counts as the others do.
_LIMITS = {
    "JPEG": 50_000_000,
    "PNG": 12_000_000,
    "WEBP": 12_000_000,
    "BMP": 12_000_000,
    "PPM": 12_000_000,
    "TIFF": 4_000_000,
}
_IN_SCANS = 12_000_000
_SCANS = (b"\xff\xc2", b"\xff\xc6", b"\xff\xca", b"\xff\xce")
_HEAD = 256 * 1024  # bytes in which the frame header of a JPEG stands, behind its metadata


@dataclass(frozen=True)
class Photo:
    """A face photo of ours: `jpeg` is 480 pixels wide and 640 high and carries no metadata."""

    jpeg: bytes


def normalise_photo(path: Path, reader: ClosedReader) -> Photo:
    """Make the photo inside the closed-off child, so that a hostile picture is never opened in this process.

    Raises `NoSuchFile`, `FileTooLarge`, `NotAPicture`, `PictureTooLarge`, `PictureDamaged`, `UnsafeFile`.
    """
    return Photo(reader.photo(path))


def normalise_frame(jpeg: bytes, reader: ClosedReader) -> Photo:
    """Make the photo from a frame of a camera, by the same child and the same rules; raises as `normalise_photo`."""
    return Photo(reader.photo_of(jpeg))


def cut_and_encode(content: bytes) -> bytes:
    """The JPEG of a `Photo` from the bytes of a picture; called only inside the closed-off child.

    Raises `NotAPicture`, `PictureTooLarge`, `PictureDamaged`, each with its file left empty.
    """
    width, height, name = size_and_format(content)
    limit = _IN_SCANS if name == "JPEG" and _comes_in_scans(content) else _LIMITS[name]
    if width * height > limit:
        raise PictureTooLarge("", width, height, limit)
    plenty = name == "JPEG" and min(width, height) > _ENOUGH * WIDTH
    picture = opened(content, cv2.IMREAD_REDUCED_COLOR_2 if plenty else cv2.IMREAD_COLOR)
    part = _middle(picture)
    smaller = part.shape[1] > WIDTH
    sized = cv2.resize(part, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC)
    made, jpeg = cv2.imencode(".jpg", sized, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not made:
        raise PictureDamaged("")
    return np.asarray(jpeg, np.uint8).tobytes()


def _middle(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The largest 3:4 part: the middle of a wide picture, a little above the middle of a tall one, as faces are."""
    height, width = picture.shape[:2]
    if width * HEIGHT > height * WIDTH:
        wide = max(1, height * WIDTH // HEIGHT)
        left = (width - wide) // 2
        return picture[:, left : left + wide]
    tall = max(1, width * HEIGHT // WIDTH)
    top = (height - tall) * 2 // 5
    return picture[top : top + tall]


def _comes_in_scans(jpeg: bytes) -> bool:
    """Whether this may be a progressive JPEG; a mark of one in the metadata only makes us careful."""
    return any(mark in jpeg[:_HEAD] for mark in _SCANS)
