"""What we use of pyzbar 0.1.9, which ships no types."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

zbar_symbol_get_orientation: Callable[..., int] | None

class Point(NamedTuple):
    x: int
    y: int

class Rect(NamedTuple):
    left: int
    top: int
    width: int
    height: int

class ZBarSymbol(IntEnum):
    QRCODE = 64

class Decoded(NamedTuple):
    data: bytes
    type: str
    rect: Rect
    polygon: list[Point]
    quality: int
    orientation: str | None

def decode(
    image: NDArray[np.uint8] | tuple[bytes, int, int], symbols: Iterable[ZBarSymbol] | None = None
) -> list[Decoded]: ...
