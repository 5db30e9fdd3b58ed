"""A face photo from any picture file: cut to 3:4 about the middle, 480 by 640, encoded anew without its metadata."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.errors import PictureDamaged
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.pictures import opened, size_and_format

WIDTH, HEIGHT = 480, 640
QUALITY = 82  # JPEG; about 50 kB of a face, and no seam to see at 300 dpi on the card's 19.8 mm
_ENOUGH = 4  # a JPEG with this many times the pixels we need a side is opened at a half


@dataclass(frozen=True)
class Photo:
    """A face photo of ours: `jpeg` is 480 pixels wide and 640 high and carries no metadata."""

    jpeg: bytes


def normalise_photo(path: Path, reader: ClosedReader) -> Photo:
    """Make the photo inside the closed-off child, so that a hostile picture is never opened in this process.

    Raises `NoSuchFile`, `FileTooLarge`, `NotAPicture`, `PictureTooLarge`, `PictureDamaged`, `UnsafeFile`.
    """
    return Photo(reader.photo(path))


def cut_and_encode(content: bytes) -> bytes:
    """The JPEG of a `Photo` from the bytes of a picture; called only inside the closed-off child.

    Raises `NotAPicture`, `PictureTooLarge`, `PictureDamaged`, each with its file left empty.
    """
    width, height, name = size_and_format(content)
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
