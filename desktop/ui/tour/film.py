"""The printed card held to the camera: cut out of the sheet as scissors would, and filmed tilted and in hand."""

import tempfile
from pathlib import Path

import cv2
import numpy as np

from desktop.scanning.decoder import Grey
from desktop.scanning.pictures import pdf_pages
from desktop.scanning.rehearsal import empty_room, hold_up, write_video
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.tour.guide import Guide
from printing.qr import small_text


def show_card(guide: Guide, page: StationPage) -> None:
    """Hold the back of the sheet that was just printed to the camera, and wait until it is read."""
    with tempfile.TemporaryDirectory(prefix="haqdar-film-") as place:
        film = Path(place) / "hand.avi"
        frames = [*empty_room(1, 4), *hold_up(card_back(guide.sheet), 7, 1.0, 45)]
        write_video(frames, film)
        page.scan.start_film(film)
        guide.until(lambda: page.decision is not None, "the card is read from the film")


def show_foreign(guide: Guide, page: StationPage) -> None:
    """Hold a QR code to the camera that is no card of ours: a paper from somewhere else."""
    symbol = small_text("https://example.org/ticket/8812")
    side = symbol.side + 8
    paper: Grey = np.full((side, side), 255, np.uint8)
    for column, row, width, height in symbol.runs:
        paper[row + 4 : row + 4 + height, column + 4 : column + 4 + width] = 0
    with tempfile.TemporaryDirectory(prefix="haqdar-film-") as place:
        film = Path(place) / "paper.avi"
        large: Grey = np.kron(paper, np.ones((12, 12), np.uint8))
        write_video([*empty_room(2, 4), *hold_up(large, 5, 1.0, 45)], film)
        page.scan.start_film(film)
        guide.until(page.verdict.isVisible, "the paper is read from the film")


def card_back(sheet: bytes) -> Grey:
    """The first card's back on a printed A4 sheet, cut out of its second page at 200 dpi, as scissors would."""
    page: Grey = list(pdf_pages(sheet))[1]
    dots = 200 / 25.4
    width, height = round(85.6 * dots), round(53.98 * dots)
    top, left = _corner_of_code(page)
    x = max(0, left - round(6.7 * dots))
    y = max(0, top - round(6.797 * dots))
    cut = page[y : y + height, x : x + width]
    low, short = height - cut.shape[0], width - cut.shape[1]
    return np.pad(cut, ((0, low), (0, short)), constant_values=255)


def _corner_of_code(page: Grey) -> tuple[int, int]:
    """Top left corner of the largest dark square: the code."""
    closed = cv2.morphologyEx(255 - page, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = [cv2.boundingRect(outline) for outline in outlines]
    square = max((box for box in boxes if 0.8 < box[2] / box[3] < 1.25), key=lambda box: box[2] * box[3])
    return square[1], square[0]
