"""What the tests of papers share: rasters by pdftoppm, text by pdftotext, codes by zxing-cpp, invented people."""

import io
import re
import subprocess
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

LONG_NAME = "سیدہ ام کلثوم فاطمہ زہرا بنت ابو الحسن شاہ گیلانی بخاری"

HOSTILE = [
    "ن" * 10_000,
    "ن ا" * 5_000,
    "\u202eسکینہ\u202c \x00بی\x1b بی\u200f",
    "😀👩🏽‍🌾 漢字 سکینہ",
    "س" + "\u064e" * 5_000,
    "a" + "\u0301" * 5_000,
    "\ud800\udfff",
    "\u2066\u2067\u2069\u2069",
    "((((" * 40,
    "",
    "   ",
]


def photograph(shade: int = 120) -> bytes:
    """A plain JPEG of 240 x 320 pixels."""
    picture = Image.new("RGB", (240, 320), (221, 216, shade))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def pages(pdf: bytes, folder: Path, dpi: int) -> list[Image.Image]:
    """Each page in grey."""
    file = folder / "sheet.pdf"
    file.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", str(file), str(folder / f"p{dpi}")], check=True)
    found = [Image.open(path).copy() for path in sorted(folder.glob(f"p{dpi}-*.pgm"))]
    for path in folder.glob(f"p{dpi}-*.pgm"):
        path.unlink()
    return found


def words(pdf: bytes, folder: Path, page: int | None = None) -> str:
    """The text layer, of one page or all, without poppler's own direction marks; wide spaces as plain ones."""
    file = folder / "text.pdf"
    file.write_bytes(pdf)
    which = ["-f", str(page), "-l", str(page)] if page else []
    done = subprocess.run(["pdftotext", *which, str(file), "-"], check=True, capture_output=True)
    return re.sub("[\u202a-\u202e]", "", done.stdout.decode()).replace("\u2007", " ")


def from_the_right(pdf: bytes, folder: Path, beside: str) -> list[str]:
    """The numbers and words of the line on the first page where `beside` stands, in the order of their places."""
    file = folder / "places.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-l", "1", "-bbox", str(file), "-"], check=True, capture_output=True)
    found = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<', told.stdout.decode())
    bottom = next(float(low) for _, low, text in found if beside in text)
    line = [
        (float(left), text.strip(":()\u202a\u202b\u202c")) for left, low, text in found if abs(float(low) - bottom) < 4
    ]
    return [text for _, text in sorted(line, reverse=True)]


def decoded(picture: Image.Image) -> list[str]:
    """The texts of all QR codes of a picture."""
    return [found.text for found in zxingcpp.read_barcodes(np.asarray(picture)) if found.valid]
