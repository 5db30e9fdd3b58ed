"""Foreign pictures and PDF pages turned into grey frames; called only inside the closed-off child process.

The errors raised here leave `file` empty: the child is never told a name, its parent fills it in.
"""

import io
from collections.abc import Iterator

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from desktop.errors import NotAPicture, PdfDamaged, PdfLocked, PictureDamaged, PictureTooLarge, TooManyPages
from desktop.scanning.decoder import Grey

# PNG is opened straight into grey rows and JPEG may be opened at a half, so both may be large; the others are opened
# in colour first, four bytes a pixel.
PIXEL_LIMITS = {
    "PNG": 50_000_000,
    "JPEG": 50_000_000,
    "BMP": 24_000_000,
    "WEBP": 24_000_000,
    "TIFF": 24_000_000,
    "PPM": 24_000_000,
}
PAGE_LIMIT = 400  # 1,000 cards, eight to a sheet, two sides, are 250
WORKING_PIXELS = 12_000_000  # the ladder works on at most this many; a larger picture is halved until it fits
PDF_DPI = 200  # a muster sheet's row code has 3.8 pixels a module then, a card's 6

_PASSWORD = 4  # FPDF_ERR_PASSWORD of fpdfview.h

Image.MAX_IMAGE_PIXELS = None  # we compare the size ourselves, so that the refusal can say it


def size_and_format(content: bytes) -> tuple[int, int, str]:
    """Width, height and format from the head of the file, before a single pixel is opened.

    Raises `NotAPicture`, `PictureTooLarge`, and `PictureDamaged` for a JPEG or PNG without its end.
    """
    try:
        with Image.open(io.BytesIO(content), formats=tuple(PIXEL_LIMITS)) as head:
            width, height, name = head.width, head.height, head.format or ""
    except (OSError, ValueError, SyntaxError, EOFError) as problem:
        raise NotAPicture("") from problem
    name = "JPEG" if name == "MPO" else name  # a phone's JPEG with a second picture behind it
    if width * height > PIXEL_LIMITS[name]:
        raise PictureTooLarge("", width, height, PIXEL_LIMITS[name])
    if _is_cut(content, name):
        raise PictureDamaged("")
    return width, height, name


def _is_cut(content: bytes, name: str) -> bool:
    """Whether the end mark is missing; readers fill the rest with grey and say nothing."""
    if name == "JPEG":
        return content.rfind(b"\xff\xd9") < content.rfind(b"\xff\xda")
    return name == "PNG" and b"IEND" not in content[-4096:]


def grey_picture(content: bytes) -> Grey:
    """The picture as luma, turned as its EXIF says, at most `WORKING_PIXELS`, shape (height, width).

    Raises `NotAPicture`, `PictureTooLarge`, `PictureDamaged`.
    """
    width, height, name = size_and_format(content)
    half = name == "JPEG" and width * height > WORKING_PIXELS
    mode = cv2.IMREAD_REDUCED_GRAYSCALE_2 if half else cv2.IMREAD_GRAYSCALE
    frame = opened(content, mode)
    while frame.size > WORKING_PIXELS:
        frame = np.asarray(cv2.resize(frame, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    return frame


def opened(content: bytes, mode: int) -> Grey:
    """OpenCV's picture of these bytes in one of its modes; raises `PictureDamaged` when it makes none."""
    try:
        frame = cv2.imdecode(np.frombuffer(content, np.uint8), mode)
    except cv2.error as problem:
        if problem.code == cv2.Error.StsNoMem:
            raise MemoryError from problem
        raise PictureDamaged("") from problem
    if frame is None:
        raise PictureDamaged("")
    return np.asarray(frame, np.uint8)


def pdf_pages(content: bytes) -> Iterator[Grey]:
    """Each page as luma at `PDF_DPI`, large pages smaller so that none has more than `WORKING_PIXELS`.

    Raises `PdfLocked`, `PdfDamaged`, `TooManyPages`.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        if problem.err_code == _PASSWORD:
            raise PdfLocked("") from problem
        raise PdfDamaged("") from problem
    try:
        pages = len(document)
        if pages > PAGE_LIMIT:
            raise TooManyPages("", pages, PAGE_LIMIT)
        if pages == 0:
            raise PdfDamaged("")
        for number in range(pages):
            yield _pdf_page(document, number)
    finally:
        document.close()


def _pdf_page(document: pypdfium2.PdfDocument, number: int) -> Grey:
    try:
        page = document[number]
        width, height = page.get_size()
        if not (0 < width < 1e6 and 0 < height < 1e6):
            raise PdfDamaged("")
        scale = min(PDF_DPI / 72, (WORKING_PIXELS / (width * height)) ** 0.5 * 0.99)
        picture = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        rows = np.array(picture.to_numpy(), np.uint8)
        picture.close()
        page.close()
    except pypdfium2.PdfiumError as problem:
        raise PdfDamaged("") from problem
    return rows.reshape(rows.shape[0], rows.shape[1])
