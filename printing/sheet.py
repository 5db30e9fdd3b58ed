"""How cards lie on a page: grids, crop marks, the second side's mirrored columns, and the 100 mm bar."""

from dataclasses import dataclass

from printing.paper import MUTED, Paper
from printing.text.shape import Look
from printing.values import CardLayout

# ISO/IEC 7810 ID-1, in mm.
CARD_WIDTH = 85.6
CARD_HEIGHT = 53.98

_MARK_LENGTH = 2.6
_MARK_GAP = 1.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Places of cards on a page, in mm: the page, the first card's corner, columns, rows, and the gutter."""

    width: float
    height: float
    left: float
    top: float
    columns: int
    rows: int
    gutter: float
    margin: bool = True

    @property
    def count(self) -> int:
        """Cards on a full page."""
        return self.columns * self.rows

    def place(self, index: int, back: bool) -> tuple[float, float]:
        """Top left corner of the index-th card; on the back the columns change sides (turned over the long edge)."""
        row, column = divmod(index, self.columns)
        if back:
            column = self.columns - 1 - column
        return (
            self.left + column * (CARD_WIDTH + self.gutter),
            self.top + row * (CARD_HEIGHT + self.gutter),
        )


GRIDS: dict[CardLayout, Grid] = {
    "a4-8": Grid(210, 297, (210 - 2 * CARD_WIDTH - 8) / 2, 26.4, 2, 4, 8.0),
    "a4-10": Grid(210, 297, (210 - 2 * CARD_WIDTH) / 2, 9.0, 2, 5, 0.0),
    "cr80": Grid(CARD_WIDTH, CARD_HEIGHT, 0.0, 0.0, 1, 1, 0.0, margin=False),
}


def crop_marks(paper: Paper, grid: Grid) -> None:
    """Thin marks at every cutting line, outside the cards: nothing is drawn where a card will be."""
    if not grid.margin:
        return
    columns = [grid.left + i * (CARD_WIDTH + grid.gutter) for i in range(grid.columns)]
    rows = [grid.top + i * (CARD_HEIGHT + grid.gutter) for i in range(grid.rows)]
    xs = sorted({round(x + dx, 4) for x in columns for dx in (0, CARD_WIDTH)})
    ys = sorted({round(y + dy, 4) for y in rows for dy in (0, CARD_HEIGHT)})
    reach = _MARK_GAP + _MARK_LENGTH
    for x in xs:
        for y, up in ((ys[0], -1), (ys[-1], 1)):
            paper.rule(x, y + up * _MARK_GAP, x, y + up * reach, 0.3, MUTED)
    for y in ys:
        for x, out in ((xs[0], -1), (xs[-1], 1)):
            paper.rule(x + out * _MARK_GAP, y, x + out * reach, y, 0.3, MUTED)
    if grid.gutter:
        _inner_marks(paper, grid, xs, ys)


def _inner_marks(paper: Paper, grid: Grid, xs: list[float], ys: list[float]) -> None:
    """Marks in the gutters, short enough to leave the cards alone."""
    length = min(_MARK_LENGTH, grid.gutter / 2 - _MARK_GAP)
    for i, x in enumerate(xs):
        for j, y in enumerate(ys):
            if 0 < i < len(xs) - 1:
                out = 1 if i % 2 else -1
                paper.rule(x + out * _MARK_GAP, y, x + out * (_MARK_GAP + length), y, 0.3, MUTED)
            if 0 < j < len(ys) - 1:
                down = 1 if j % 2 else -1
                paper.rule(x, y + down * _MARK_GAP, x, y + down * (_MARK_GAP + length), 0.3, MUTED)


def ruler(paper: Paper, x: float, y: float, caption: str, page: str) -> None:
    """A bar of exactly 100 mm with a tick every 10, its caption and the page's; tells whether a printer scaled."""
    paper.rule(x, y, x + 100, y, 0.7)
    for i in range(11):
        tick = 2.4 if i % 10 == 0 else 1.6 if i == 5 else 0.9
        paper.rule(x + i * 10, y, x + i * 10, y - tick, 0.7)
    look = Look(6.6, 400, "en")
    if caption:
        paper.text(x + 103, y, caption, look, colour=MUTED)
    if page:
        paper.text(paper.width - x, y, page, look, "right", MUTED)
