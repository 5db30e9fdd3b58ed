"""A grey picture to the texts of its QR codes: a ladder of readers, the quick one first.

zxing-cpp reads every picture first because it is the quickest and the best single reader; ZBar and sharpened,
enlarged or evened copies add what it misses (measured before the first line: zxing-cpp 57 %, the ladder 70 % of
deliberately spoilt card pictures). A still picture climbs the whole ladder; a live frame takes one step more than
zxing-cpp and the next frame takes the next step, because a whole ladder on each empty frame starves the window.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

try:  # libzbar is not on every Windows; reading then goes on with zxing-cpp alone
    from pyzbar import pyzbar
except (ImportError, OSError):
    pyzbar = None
else:
    # Some pictures make libzbar answer 4294967295, which pyzbar cannot name and dies of. It also knows versions of
    # libzbar without this function and then asks nobody; we never need the answer.
    pyzbar.zbar_symbol_get_orientation = None

type Grey = NDArray[np.uint8]
"""A picture as rows of luma, shape (height, width). Thresholds must be relative: cameras send 16-235, files 0-255."""

type Corners = tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]

SMALL = 4_000_000  # pixels up to which enlarging helps; a larger picture has pixels enough and is halved instead
_SMALLEST = 21  # a QR code has at least 21 modules a side; smaller pictures also upset the resizing
_SAME_PLACE = 0.5  # two readings are one symbol when their centres are nearer than this part of its width


@dataclass(frozen=True)
class Found:
    """One code read: its text, which reader and step read it, and its corners in pixels of the picture given."""

    text: str
    reader: str
    corners: Corners


@dataclass(frozen=True)
class Step:
    """One rung: a reader's name, how the picture is prepared, and how much larger the prepared one is."""

    name: str
    prepare: Callable[[Grey], tuple[Grey, float]]
    read: Callable[[Grey], "Reading"]


@dataclass(frozen=True)
class Reading:
    """What one step saw: codes with corners in the prepared picture, and whether it saw some it could not read."""

    codes: tuple[tuple[str, Corners], ...]
    saw_unread: bool = False


def _as_it_is(frame: Grey) -> tuple[Grey, float]:
    return frame, 1.0


def _resized(frame: Grey) -> tuple[Grey, float]:
    """Twice the size when small (thin modules get a pixel more), half when large (grain goes)."""
    scale = 2.0 if frame.size <= SMALL else 0.5
    method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    return _grey(cv2.resize(frame, None, fx=scale, fy=scale, interpolation=method)), scale


def _sharpened(frame: Grey) -> tuple[Grey, float]:
    soft = cv2.GaussianBlur(frame, (0, 0), 2.0)
    return _grey(cv2.addWeighted(frame, 2.5, soft, -1.5, 0)), 1.0


def _adaptive(frame: Grey) -> tuple[Grey, float]:
    """Black and white against the neighbourhood, for hard shadows and weak contrast."""
    side = max(15, (min(frame.shape) // 16) | 1)
    calm = cv2.GaussianBlur(frame, (3, 3), 0)
    return _grey(cv2.adaptiveThreshold(calm, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, side, 4)), 1.0


def _evened(frame: Grey) -> tuple[Grey, float]:
    """The light divided out: each pixel against the brightest paper near it, so that a lamp's spot goes."""
    small = cv2.resize(frame, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), (0, 0), 6.0)
    ground = cv2.resize(paper, (frame.shape[1], frame.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _grey(cv2.divide(frame, np.maximum(ground, 1), scale=235)), 1.0


def _grey(picture: object) -> Grey:
    return np.asarray(picture, dtype=np.uint8)


def _zxing(frame: Grey) -> Reading:
    """zxing-cpp, QR codes only. A symbol that it places but cannot read is worth a further step."""
    only_qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)  # kept in a module it complains at exit
    seen = zxingcpp.read_barcodes(frame, formats=only_qr, text_mode=zxingcpp.TextMode.Plain, return_errors=True)
    read: list[tuple[str, Corners]] = []
    for code in seen:
        if code.valid and code.text:
            at = code.position
            spots = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            read.append((code.text, _four([(spot.x, spot.y) for spot in spots])))
    return Reading(tuple(read), len(read) < len(seen))


def _zbar(frame: Grey) -> Reading:
    """ZBar, QR codes only. Bytes that are not UTF-8 are no text of ours and are left out."""
    if pyzbar is None:
        return Reading(())
    read: list[tuple[str, Corners]] = []
    for code in pyzbar.decode(np.ascontiguousarray(frame), symbols=[pyzbar.ZBarSymbol.QRCODE]):
        box = code.rect
        right, bottom = box.left + box.width, box.top + box.height
        corners = _four([(box.left, box.top), (right, box.top), (right, bottom), (box.left, bottom)])
        try:
            read.append((code.data.decode(), corners))
        except UnicodeDecodeError:
            continue
    return Reading(tuple(read))


def _four(points: list[tuple[int, int]]) -> Corners:
    first, second, third, fourth = points
    return first, second, third, fourth


FIRST = Step("zxing", _as_it_is, _zxing)
FURTHER = (
    Step("zxing resized", _resized, _zxing),
    Step("zbar", _as_it_is, _zbar),
    Step("zxing sharpened", _sharpened, _zxing),
    Step("zxing adaptive", _adaptive, _zxing),
    Step("zbar sharpened", _sharpened, _zbar),
    Step("zbar adaptive", _adaptive, _zbar),
    Step("zxing evened", _evened, _zxing),
    Step("zbar resized", _resized, _zbar),
)


def read_picture(frame: Grey) -> list[Found]:
    """Every QR code of a still picture, up the ladder until all symbols that were seen are read.

    Codes that an early step read are kept when a later step looks for the rest, so a sheet of cards gives them all.
    `frame` is uint8, shape (height, width). An empty list when no step reads anything.
    """
    found: list[Found] = []
    if min(frame.shape) < _SMALLEST:
        return found
    for step in (FIRST, *FURTHER):
        some, saw_unread = take_step(step, frame)
        found.extend(one for one in some if not any(_same_symbol(one, known) for known in found))
        if found and not saw_unread:
            break
    return found


def take_step(step: Step, frame: Grey) -> tuple[list[Found], bool]:
    """One step on one picture: the codes, corners in the picture's own pixels, and whether some stayed unread."""
    prepared, scale = step.prepare(frame)
    reading = step.read(prepared)
    found = [
        Found(text, step.name, _four([(round(x / scale), round(y / scale)) for x, y in corners]))
        for text, corners in reading.codes
    ]
    return found, reading.saw_unread


def _same_symbol(one: Found, other: Found) -> bool:
    if one.text != other.text:
        return False
    there, here = np.array(one.corners, float), np.array(other.corners, float)
    apart = float(np.linalg.norm(there.mean(axis=0) - here.mean(axis=0)))
    return apart < _SAME_PLACE * float(np.ptp(here[:, 0]) + np.ptp(here[:, 1])) / 2


class LiveDecoder:
    """Frames of one camera, newest first: zxing-cpp on each, and one further step that rotates from frame to frame."""

    def __init__(self) -> None:
        """Begin at the foot of the ladder."""
        self._further = itertools.cycle(FURTHER)

    def read(self, frame: Grey) -> list[Found]:
        """The codes of this frame; empty is common. `frame` is uint8, shape (height, width)."""
        if min(frame.shape) < _SMALLEST:
            return []
        found, _ = take_step(FIRST, frame)
        if not found:
            found, _ = take_step(next(self._further), frame)
        return found
