"""What all papers other than cards share: the head with selvedge, mark and titles, and the state of the book."""

from dataclasses import dataclass

from printing import ornaments
from printing.paper import BLACK, MM, MUTED, Colour, Paper
from printing.qr import small_text
from printing.text.lines import fitted
from printing.text.shape import Line, Look
from printing.values import Fingerprint, Language, Pair


@dataclass(frozen=True, slots=True)
class Side:
    """Left-to-right or mirrored: turns a place in a left-to-right drawing into the place on this paper."""

    width: float
    mirrored: bool

    def x(self, x: float, width: float = 0.0) -> float:
        """Left edge, on this paper, of what begins at x and is width mm wide."""
        return self.width - x - width if self.mirrored else x

    @property
    def leading(self) -> str:
        """The alignment at the leading edge."""
        return "right" if self.mirrored else "left"

    @property
    def trailing(self) -> str:
        """The alignment at the trailing edge."""
        return "left" if self.mirrored else "right"


@dataclass(frozen=True, slots=True)
class Head:
    """Measures of a head in mm and points: margin, top of the selvedge, mark, sizes of titles, height of the bar."""

    margin: float
    top: float
    half: float
    mark_top: float
    mark_height: float
    baseline: float
    size: float
    local_size: float
    bar: float

    @property
    def start(self) -> float:
        """Where titles begin, beside the mark."""
        wide = (ornaments.MARK_RIGHT - ornaments.MARK_LEFT) / (ornaments.MARK_BOTTOM - ornaments.MARK_TOP)
        return self.margin + 0.6 + self.mark_height * (wide + 0.55)


def one_line(
    paper: Paper,
    x: float,
    y: float,
    text: str,
    look: Look,
    room: float,
    align: str = "left",
    colour: Colour = BLACK,
    least: float = 0.45,
) -> Line | None:
    """One line that is made smaller, down to least of its size, until it fits into room mm."""
    if not text.strip():
        return None
    sizes = tuple(round(look.size * part, 2) for part in (1.0, 0.92, 0.85, 0.78, 0.7, 0.6, least))
    one = fitted(text, look, max(room, 1.0) * MM, sizes, most=1).lines[0]
    paper.line(x, y, one, align, colour)
    return one


def head(paper: Paper, side: Side, shape: Head, title: Pair, practice: Pair | None, language: Language) -> None:
    """Selvedge, or the black bar of a practice office, then the mark and the title in both languages."""
    length = paper.width - 2 * shape.margin
    if practice:
        height = max(4.4, 3.6 * shape.half)
        ornaments.practice_bar(
            paper, shape.margin, shape.top + shape.half - height / 2, length, height, practice, language
        )
    else:
        ornaments.selvedge(paper, shape.margin, shape.top, length, shape.half)
    wide = shape.start - shape.margin - 0.6 - shape.mark_height * 0.55
    ornaments.mark(paper, side.x(shape.margin + 0.6, wide), shape.mark_top, shape.mark_height)
    room = paper.width - shape.margin - shape.start
    ends = [(title.en, Look(shape.size, 600, language)), (title.local, Look(shape.local_size, 700, language))]
    if side.mirrored:
        ends.reverse()
    share = 0.5 if ends[1][0] else 1.0
    places = (
        (side.x(shape.start), side.leading, room * share),
        (side.x(paper.width - shape.margin), side.trailing, room * 0.48),
    )
    limit = shape.top + 2 * shape.half + (0.9 if practice is None else 1.5)
    for (text, look), (x, align, width) in zip(ends, places, strict=True):
        if text.strip():
            sizes = tuple(look.size * part for part in (1.0, 0.92, 0.85, 0.78, 0.7, 0.6))
            one = fitted(text, look, width * MM, sizes, most=1).lines[0]
            # tall Nastaliq goes down rather than into the selvedge
            paper.line(x, max(shape.baseline, limit + one.top / MM), one, align)


def book(
    paper: Paper,
    x: float,
    y: float,
    size: float,
    fingerprint: Fingerprint,
    caption: str,
    keep: str,
    room: float,
    language: Language,
) -> None:
    """The book's state: its QR, size mm wide, at (x, y), then caption, line, digits and a sentence, all in room mm."""
    text = x
    if fingerprint.qr:
        symbol = small_text(fingerprint.qr)
        paper.qr(x, y, symbol, size * MM / symbol.side)
        text += size + 3.4
        room -= size + 3.4
    baseline = y + size * 0.21
    if caption:
        one_line(paper, text, baseline, caption, Look(7.2, 400, language), room, colour=MUTED)
    one_line(paper, text, baseline + 4.6, fingerprint.line, Look(9.2, 600, language), room)
    one_line(paper, text, baseline + 9.2, fingerprint.digits, Look(9.2, 600, language), room)
    if keep:
        one_line(paper, text, baseline + 13.2, keep, Look(7.0, 400, language), room, colour=MUTED)


@dataclass(frozen=True, slots=True)
class Foot:
    """Measures of the book's line at a foot in mm: margin, QR top and size, gap beside it, baseline, room."""

    margin: float
    top: float
    size: float
    gap: float
    baseline: float
    room: float


def foot_of_book(paper: Paper, side: Side, shape: Foot, fingerprint: Fingerprint | None, language: Language) -> float:
    """The book's state in one line with its QR before it; where, in a left-to-right drawing, the foot goes on below."""
    start = shape.margin
    if fingerprint is None:
        return start
    if fingerprint.qr:
        symbol = small_text(fingerprint.qr)
        paper.qr(side.x(start, shape.size), shape.top, symbol, shape.size * MM / symbol.side)
        start += shape.size + shape.gap
    state = f"{fingerprint.line}   {fingerprint.digits}"
    one_line(paper, side.x(start), shape.baseline, state, Look(8.6, 600, language), shape.room, side.leading)
    return start
