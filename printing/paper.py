"""A document in the making: millimetres from the top left corner, our text, QR codes, photographs and lines."""

import hashlib
import io
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from printing.qr import Symbol
from printing.text.faces import Embedded
from printing.text.lines import Block
from printing.text.shape import Line, Look, line

rl_config.useA85 = 0  # text armour would make every photograph a quarter bigger

MM = 72 / 25.4
# How far ink may stand out over an edge that text is aligned to, in mm.
OVERHANG = 1.0
type Colour = tuple[float, float, float]

# What must be read is black, accent is only for mark, rules and nuqtas.
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
ACCENT: Colour = (0x0E / 255, 0x55 / 255, 0x66 / 255)
MUTED: Colour = (0.3, 0.3, 0.3)
HAIR: Colour = (0.72, 0.71, 0.68)
SOFT: Colour = (0.93, 0.94, 0.94)


def number(value: float) -> str:
    """A number as PDF writes it, to a thousandth."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


class Paper:
    """One PDF. All places are mm from the page's top left corner (plus the present origin), sizes of text in points.

    The same calls give the same bytes: no clock and no random number goes in.
    """

    def __init__(self, width: float, height: float, title: str) -> None:
        self.width = width
        self.height = height
        # Any: page code, document and resources have no public door, and ReportLab's types leave them out.
        size = (width * MM, height * MM)
        # 1.7: spoken text of words (1.5) and print scaling (1.6) are younger than ReportLab's own number
        self._canvas: Any = Canvas("", pagesize=size, invariant=1, pageCompression=1, pdfVersion=(1, 7))
        self._canvas.setTitle(title)
        self._canvas.setCreator("Haqdar")
        self._canvas.setViewerPreference("PrintScaling", "None")
        self._doc: Any = self._canvas._doc
        self._fonts = Embedded()
        self._doc.delayedFonts.append(self._fonts)
        self._origin = (0.0, 0.0)
        self._colour: Colour = BLACK
        self._stroke: tuple[Colour, float] | None = None

    # pages -------------------------------------------------------------------------------------------------------

    def duplex(self) -> None:
        """Ask for two sides, turned over the long edge."""
        self._canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge")

    def next_page(self) -> None:
        """End the present page."""
        self._canvas.showPage()
        self._colour, self._stroke = BLACK, None

    def finish(self) -> bytes:
        """End the document. Nothing may be drawn after it."""
        return bytes(self._canvas.getpdfdata())

    @contextmanager
    def at(self, x: float, y: float) -> Generator[None]:
        """Move the origin by (x, y) mm for what is drawn inside."""
        before = self._origin
        self._origin = (before[0] + x, before[1] + y)
        try:
            yield
        finally:
            self._origin = before

    def _put(self, operators: str) -> None:
        self._canvas._code.append(operators)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (self._origin[0] + x) * MM, (self.height - self._origin[1] - y) * MM

    def _fill(self, colour: Colour) -> None:
        if colour != self._colour:
            self._colour = colour
            self._put(" ".join(number(part) for part in colour) + " rg")

    def _pen(self, colour: Colour, points: float) -> None:
        if self._stroke != (colour, points):
            self._stroke = (colour, points)
            self._put(" ".join(number(part) for part in colour) + f" RG {number(points)} w")

    # text --------------------------------------------------------------------------------------------------------

    def line(self, x: float, y: float, one: Line, align: str = "left", colour: Colour = BLACK) -> None:
        """Draw a set line with its baseline at y. align "left" and "right" go by the advance, as eyes do, but ink
        overhangs by at most OVERHANG; "centre" goes by ink."""
        if not one.operators:
            return
        if align == "right":
            x = self.right_edge(one, x) - one.left / MM
        elif align == "centre":
            x -= (one.left + one.right) / 2 / MM
        left, base = self._point(x, y)
        self._fonts.note(one.uses)
        self._fill(colour)
        self._put(f"BT 1 0 0 1 {number(left)} {number(base)} Tm {one.operators} ET")

    @staticmethod
    def right_edge(one: Line, x: float) -> float:
        """Where the left ink of a line comes to stand, in mm, that ends at x: the bar of گ may stand out a little."""
        return x + (one.left - max(one.width, one.right - OVERHANG * MM)) / MM

    def text(self, x: float, y: float, text: str, look: Look, align: str = "left", colour: Colour = BLACK) -> Line:
        """Set and draw one line; returns it."""
        one = line(text, look)
        self.line(x, y, one, align, colour)
        return one

    def block(self, x: float, y: float, block: Block, pitch: float, align: str, colour: Colour = BLACK) -> None:
        """Draw lines downwards, the first baseline at y, pitch mm apart."""
        for i, one in enumerate(block.lines):
            self.line(x, y + i * pitch, one, align, colour)

    # shapes ------------------------------------------------------------------------------------------------------

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, points: float, colour: Colour = BLACK, dash: str = ""
    ) -> None:
        """A straight line; dash in points, such as "3 3"."""
        self._pen(colour, points)
        start, end = self._point(x1, y1), self._point(x2, y2)
        drawn = f"{number(start[0])} {number(start[1])} m {number(end[0])} {number(end[1])} l S"
        self._put(f"[{dash}] 0 d {drawn} [] 0 d" if dash else drawn)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float = 0.0,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        points: float = 0.5,
    ) -> None:
        """A rectangle by its top left corner, corners rounded by radius mm."""
        if fill:
            self._fill(fill)
        if stroke:
            self._pen(stroke, points)
        left, top = self._point(x, y)
        paint = "B" if fill and stroke else "f" if fill else "S"
        self._put(_rounded(left, top - height * MM, width * MM, height * MM, radius * MM) + paint)

    def shape(self, x: float, y: float, scale: float, path: str, fill: Colour | None, stroke: str = "") -> None:
        """A drawing in its own units (y downwards), scale mm a unit, its origin at (x, y).

        fill: filled in this colour; else stroked with the PDF state given in stroke.
        """
        left, top = self._point(x, y)
        k = scale * MM
        if fill:
            self._fill(fill)
        self._put(f"q {number(k)} 0 0 {number(-k)} {number(left)} {number(top)} cm {stroke} {path} Q")

    def qr(self, x: float, y: float, symbol: Symbol, module: float) -> None:
        """A QR code by the top left corner of its first module; module in points. No quiet zone is drawn."""
        self._fill(BLACK)
        left, top = self._point(x, y)
        runs = " ".join(f"{c} {r} {w} {h} re" for c, r, w, h in symbol.runs)
        self._put(f"q {number(module)} 0 0 {number(-module)} {number(left)} {number(top)} cm {runs} f Q")

    def photo(self, x: float, y: float, width: float, height: float, radius: float, jpeg: bytes) -> bool:
        """A JPEG, cropped to the middle to fill the frame; it goes into the file as it is.

        Returns False, and draws nothing, for bytes that are no JPEG of grey or RGB.
        """
        name = hashlib.sha256(jpeg).hexdigest()[:24]
        registered = self._doc.getXObjectName(name)
        image: Any = self._doc.idToObject.get(registered)
        if image is None:
            image = pdfdoc.PDFImageXObject(name)
            known = jpeg[:2] == b"\xff\xd8" and image.loadImageFromJPEG(io.BytesIO(jpeg))
            if not known or image.colorSpace == "DeviceCMYK" or min(image.width, image.height) < 1:
                return False
            self._doc.Reference(image, registered)
            self._doc.addForm(name, image)
        self._canvas._formsinuse.append(name)
        left, top = self._point(x, y)
        wide, high = width * MM, height * MM
        scale = max(wide / image.width, high / image.height)
        shown_w, shown_h = image.width * scale, image.height * scale
        clip = _rounded(left, top - high, wide, high, radius * MM)
        place = f"{number(left - (shown_w - wide) / 2)} {number(top - high - (shown_h - high) / 2)}"
        self._put(f"q {clip}W n {number(shown_w)} 0 0 {number(shown_h)} {place} cm /{registered} Do Q")
        return True


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Path of a rectangle by its lower left corner in points; 0.5523 makes a quarter of a circle of a curve."""
    if radius <= 0:
        return f"{number(x)} {number(y)} {number(width)} {number(height)} re "
    r, k = radius, radius * (1 - 0.5523)
    right, top = x + width, y + height
    n = number
    return (
        f"{n(x + r)} {n(y)} m {n(right - r)} {n(y)} l "
        f"{n(right - k)} {n(y)} {n(right)} {n(y + k)} {n(right)} {n(y + r)} c {n(right)} {n(top - r)} l "
        f"{n(right)} {n(top - k)} {n(right - k)} {n(top)} {n(right - r)} {n(top)} c {n(x + r)} {n(top)} l "
        f"{n(x + k)} {n(top)} {n(x)} {n(top - k)} {n(x)} {n(top - r)} c {n(x)} {n(y + r)} l "
        f"{n(x)} {n(y + k)} {n(x + k)} {n(y)} {n(x + r)} {n(y)} c h "
    )
