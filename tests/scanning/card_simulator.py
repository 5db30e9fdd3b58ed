"""Card-like pages for the tests of reading: a real 9-Q symbol of a credential's length beside printed words."""

import random

import cv2
import numpy as np
import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import QRData

from desktop.scanning.decoder import Grey

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
PIXELS_A_MM = 12  # of the page picture: about 300 dpi


def credential_like(seed: int) -> str:
    """188 characters of the QR alphabet, as long as our credential and as meaningless to a decoder."""
    return "".join(random.Random(seed).choices(ALPHABET[:-9], k=188))


def symbol(text: str, pixels_a_module: int, border: int = 4) -> Grey:
    """The QR symbol of `text` as our cards carry it: version 9, level Q, fixed mask; black on white."""
    code = qrcode.QRCode(version=9, error_correction=ERROR_CORRECT_Q, mask_pattern=2, border=border, box_size=1)
    # mode 2 is alphanumeric
    code.add_data(QRData(text.encode(), mode=2), optimize=0)
    code.make(fit=False)
    modules = np.where(np.array(code.get_matrix()), 25, 240).astype(np.uint8)
    return np.kron(modules, np.ones((pixels_a_module, pixels_a_module), np.uint8))


def card_page(text: str) -> Grey:
    """The back of a card, 85.6 by 54 mm: the symbol of 40.4 mm at the left, lines of words at the right."""
    card = np.full((54 * PIXELS_A_MM, round(85.6 * PIXELS_A_MM)), 238, np.uint8)
    square = symbol(text, 9)
    top = (card.shape[0] - square.shape[0]) // 2
    card[top : top + square.shape[0], 24 : 24 + square.shape[1]] = square
    for line, words in enumerate(
        ("REGISTRATION CARD", "free and yours", "no one else may", "keep it", "3520 0123 4580")
    ):
        at = (24 + square.shape[1] + 12, top + 80 + 90 * line)
        cv2.putText(card, words, at, cv2.FONT_HERSHEY_DUPLEX, 1.0, 30, 2, cv2.LINE_AA)
    return card
