"""QR codes as dark runs, ready to be drawn as vectors: the card's credential, a roster row, a fingerprint."""

from dataclasses import dataclass
from typing import Literal

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import QRData

# Version and mask are fixed, so that the same credential always gives the same picture.
CREDENTIAL_VERSION = 9
CREDENTIAL_LONGEST = 189
_MASK = 2
# Kinds of data as the standard numbers them.
_DIGITS, _LETTERS, _BYTES = 1, 2, 4
_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")

# 9 dots of a 300 dpi printer a module: 53 modules are 40.386 mm. In points.
CREDENTIAL_MODULE = 9 * 72 / 300


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR code: modules a side, and its dark runs as (column, row from the top, width, height)."""

    side: int
    runs: tuple[tuple[int, int, int, int], ...]


class NotForThisCode(ValueError):
    """The text cannot be held by the kind of QR code asked for."""


def _runs(modules: list[list[bool | None]]) -> tuple[tuple[int, int, int, int], ...]:
    """Dark modules as few rectangles: runs of a row, joined downwards where the next row has the same run."""
    open_runs: dict[tuple[int, int], int] = {}
    found: list[tuple[int, int, int, int]] = []
    side = len(modules)
    for y in range(side + 1):
        present: set[tuple[int, int]] = set()
        if y < side:
            row = modules[y]
            x = 0
            while x < side:
                if row[x]:
                    start = x
                    while x < side and row[x]:
                        x += 1
                    present.add((start, x - start))
                else:
                    x += 1
        for run in [run for run in open_runs if run not in present]:
            top = open_runs.pop(run)
            found.append((run[0], top, run[1], y - top))
        for run in sorted(present):
            open_runs.setdefault(run, y)
    return tuple(found)


def _symbol(text: str, version: int | None, level: int, mode: Literal[1, 2, 4]) -> Symbol:
    code = qrcode.QRCode(version=version, error_correction=level, border=0, mask_pattern=_MASK)
    data = text.encode() if mode == _BYTES else text
    code.add_data(QRData(data, mode=mode))
    code.make(fit=version is None)
    return Symbol(len(code.modules), _runs(code.modules))


def credential(text: str) -> Symbol:
    """The card's QR: version 9, level Q, alphanumeric, mask 2. Raises NotForThisCode for any other kind of text."""
    if not text or len(text) > CREDENTIAL_LONGEST or not set(text) <= _ALPHANUMERIC:
        raise NotForThisCode(len(text))
    return _symbol(text, CREDENTIAL_VERSION, ERROR_CORRECT_Q, _LETTERS)


def household(code: str) -> Symbol:
    """A roster row's QR: twelve digits, version 1, level H. Raises NotForThisCode for anything else."""
    if len(code) != 12 or not (code.isascii() and code.isdigit()):
        raise NotForThisCode(len(code))
    return _symbol(code, 1, ERROR_CORRECT_H, _DIGITS)


def small_text(text: str) -> Symbol:
    """Any short text, such as a fingerprint, in the smallest version at level M. Raises NotForThisCode over 500."""
    if not text or len(text) > 500:
        raise NotForThisCode(len(text))
    mode = _LETTERS if set(text) <= _ALPHANUMERIC else _BYTES
    return _symbol(text, None, ERROR_CORRECT_M, mode)
