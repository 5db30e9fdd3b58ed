"""The two layouts of the window and the helpers that turn leading and trailing into left and right."""

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QSize


@dataclass(frozen=True, slots=True)
class Layout:
    """Measures of one layout in pixels at text size 100 %; `factor` is the scale of full-screen verdicts."""

    small: bool
    bar: int
    practice: int
    head: int
    foot: int
    gutter: int
    gap: int
    side: int
    options: int
    checklist: int
    row: int
    row_gap: int
    label: int
    label_gap: int
    tile: int
    lock_panel: int
    lock_margin: int
    photo_width: int
    photo_height: int
    factor: float

    @property
    def pitch(self) -> int:
        """From the top of one form row to the top of the next."""
        return self.row + self.row_gap


LARGE = Layout(
    small=False,
    bar=44,
    practice=32,
    head=64,
    foot=68,
    gutter=32,
    gap=24,
    side=344,
    options=320,
    checklist=320,
    row=44,
    row_gap=12,
    label=168,
    label_gap=16,
    tile=156,
    lock_panel=560,
    lock_margin=72,
    photo_width=114,
    photo_height=152,
    factor=1.0,
)

SMALL = Layout(
    small=True,
    bar=40,
    practice=28,
    head=52,
    foot=56,
    gutter=16,
    gap=16,
    side=272,
    options=240,
    checklist=240,
    row=40,
    row_gap=8,
    label=120,
    label_gap=16,
    tile=108,
    lock_panel=340,
    lock_margin=40,
    photo_width=114,
    photo_height=136,
    factor=0.75,
)


def layout_for(size: QSize) -> Layout:
    """The small layout when the window is under 1200 wide or under 680 high."""
    return SMALL if size.width() < 1200 or size.height() < 680 else LARGE


def margins(leading: int, top: int, trailing: int, bottom: int, rtl: bool) -> QMargins:
    """Margins that follow the direction of reading; Qt does not turn contents margins round."""
    return QMargins(trailing, top, leading, bottom) if rtl else QMargins(leading, top, trailing, bottom)


def mirror(x: float, width: float, whole: float, rtl: bool) -> float:
    """Left edge of something `width` wide that stands `x` after the leading edge of a ground `whole` wide."""
    return whole - x - width if rtl else x
