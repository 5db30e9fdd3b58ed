"""Picture of an easy card to its text, by the closed-off reader, beside opening and zxing-cpp on the same files."""

import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
import qrcode
import zxingcpp
from qrcode.constants import ERROR_CORRECT_Q

from benchmarks.measuring import Row, milliseconds
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.decoder import Grey
from desktop.scanning.rehearsal import Pose, Spoiling, photograph

CARDS = 20
ROUNDS = 5
TEXT = ("HAQDAR" * 32)[:188]  # as long as a credential, and of its alphabet


def measure() -> Iterable[Row]:
    """Processor time of this process and of the reader's child, for PNG and JPEG."""
    with tempfile.TemporaryDirectory() as folder, ClosedReader() as reader:
        for ending in (".png", ".jpg"):
            files = _pictures(Path(folder), ending)
            yield _row(reader, files, ending)


def _row(reader: ClosedReader, files: list[Path], ending: str) -> Row:
    for file in files:  # both warm; and both read every one of them
        assert reader.codes(file)[0].text == TEXT
        assert alone(file)
    whole = apart = 0.0
    for _ in range(ROUNDS):
        for file in files:
            begun = spent(reader)
            reader.codes(file)
            whole += spent(reader) - begun
            begun = time.process_time()
            alone(file)
            apart += time.process_time() - begun
    runs = ROUNDS * len(files)
    limit = 2 * apart / runs + 0.005
    return Row(
        f"picture to text, 1280x720 easy card, {ending[1:]}, CPU",
        f"<= 2 x + 5 ms = {milliseconds(limit)}",
        milliseconds(whole / runs),
        f"open + zxing-cpp {milliseconds(apart / runs)}",
        whole / runs <= limit,
    )


def spent(reader: ClosedReader) -> float:
    """Processor seconds of both processes so far; the child's are read from the kernel in its finest unit."""
    return time.process_time() + child_seconds(reader.process_id())


def child_seconds(process: int) -> float:
    """Processor seconds of another process of ours, in nanoseconds' resolution (Linux)."""
    schedule = Path(f"/proc/{process}/schedstat")
    if schedule.exists():
        return int(schedule.read_text().split()[0]) / 1e9
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def alone(file: Path) -> list[zxingcpp.Barcode]:
    """The reference: the picture opened, and zxing-cpp on it."""
    grey = cv2.imdecode(np.frombuffer(file.read_bytes(), np.uint8), cv2.IMREAD_GRAYSCALE)
    return zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2))


def _pictures(folder: Path, ending: str) -> list[Path]:
    files: list[Path] = []
    for number in range(CARDS):
        files.append(folder / f"{number}{ending}")
        cv2.imwrite(str(files[-1]), photograph(card(TEXT), pose_of(number), Spoiling(), number))
    return files


def pose_of(number: int) -> Pose:
    """How the hand holds the card of this number: a little turned and tilted, half of the frame."""
    return Pose(turn=number - CARDS / 2, tilt=number % 10, tilt_axis=37.0 * number, fill=0.5)


def card(text: str) -> Grey:
    """A white card with the symbol that our cards carry, at 300 dpi."""
    code = qrcode.QRCode(version=9, error_correction=ERROR_CORRECT_Q, mask_pattern=2, border=4, box_size=1)
    code.add_data(text)
    code.make(fit=False)
    modules = np.where(np.array(code.get_matrix()), 25, 240).astype(np.uint8)
    symbol = np.kron(modules, np.ones((9, 9), np.uint8))
    face = np.full((638, 1011), 238, np.uint8)
    face[40 : 40 + symbol.shape[0], 30 : 30 + symbol.shape[1]] = symbol
    return face
