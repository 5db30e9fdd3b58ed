"""QR codes: fixed version and mask, few runs that make up exactly the dark modules, refusals."""

import random

import numpy as np
import pytest
import qrcode
import zxingcpp
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import QRData

from printing.qr import CREDENTIAL_MODULE, NotForThisCode, Symbol, credential, household, small_text
from tests.printing.paperwork import ALPHANUMERIC


def matrix(symbol: Symbol) -> np.ndarray:
    dark = np.zeros((symbol.side, symbol.side), dtype=int)
    for column, row, width, height in symbol.runs:
        dark[row : row + height, column : column + width] += 1
    return dark


def read(symbol: Symbol) -> zxingcpp.Barcode:
    picture = np.pad(255 - matrix(symbol) * 255, 4, constant_values=255).astype(np.uint8)
    (found,) = zxingcpp.read_barcodes(np.kron(picture, np.ones((4, 4), dtype=np.uint8)))
    return found


def test_a_credential_is_version_9_level_q_mask_2_whatever_its_length() -> None:
    for length in (1, 150, 188, 189):
        text = "".join(random.Random(length).choices(ALPHANUMERIC, k=length))
        symbol = credential(text)
        assert symbol.side == 53
        assert read(symbol).text == text
        assert read(symbol).ec_level == "Q"
        code = qrcode.QRCode(version=9, error_correction=ERROR_CORRECT_Q, mask_pattern=2, border=0)
        code.add_data(QRData(text, mode=2))
        code.make(fit=False)
        assert matrix(symbol).tolist() == [[int(bool(cell)) for cell in row] for row in code.modules]


def test_the_symbol_is_40_386_mm_wide() -> None:
    assert pytest.approx(40.386) == 53 * CREDENTIAL_MODULE / 72 * 25.4


def test_runs_never_overlap_and_are_fewer_than_dark_modules() -> None:
    symbol = credential("A" * 188)
    assert matrix(symbol).max() == 1
    assert len(symbol.runs) < matrix(symbol).sum() / 1.5


def test_a_row_code_is_version_1_level_h() -> None:
    symbol = household("352001234580")
    assert symbol.side == 21
    assert read(symbol).text == "352001234580"
    assert read(symbol).ec_level == "H"


@pytest.mark.parametrize("text", ["A", "HAQDAR 184223 4071992611805563", "lower case · اردو", "x" * 500])
def test_small_texts_are_read_back(text: str) -> None:
    assert read(small_text(text)).text == text


@pytest.mark.parametrize("text", ["", "a", "A" * 190, "A\n", "اب"])
def test_a_credential_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(NotForThisCode):
        credential(text)


def test_empty_and_endless_texts_are_refused() -> None:
    for text in ("", "x" * 501):
        with pytest.raises(NotForThisCode):
            small_text(text)
