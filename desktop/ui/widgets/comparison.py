"""Two people side by side: heads with photos, then a row a field with how it agrees in words between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.appearance.layout import margins
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import reads_rtl
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Icon, Panel, Photo


class Mark(StrEnum):
    """How two texts agree, for the eye; the words beside it say the same."""

    SAME = "same"
    NEAR = "near"
    OTHER = "other"
    UNKNOWN = "unknown"


_MARKS = {
    Mark.SAME: ("equal", "good"),
    Mark.NEAR: ("tilde", "accent"),
    Mark.OTHER: ("equal-not", "muted"),
    Mark.UNKNOWN: ("circle-dashed", "muted"),
}


@dataclass(frozen=True)
class ComparedHead:
    """Over one of the two: which record it is, where it comes from, the photo; without one the initials of `name`."""

    heading: str
    note: str
    name: str
    photo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class ComparedRow:
    """One field of both: its name, the two texts, and how they agree."""

    label: str
    ours: str
    theirs: str
    agrees: str
    mark: Mark

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return f"{self.label}: {self.ours}; {self.theirs}; {self.agrees}"


class Comparison(Panel):
    """The two columns; relations stand between them, in words and with a sign, never as a number."""

    def __init__(
        self, heads: tuple[ComparedHead, ComparedHead], rows: Sequence[ComparedRow], *, dense: bool = False
    ) -> None:
        """A panel as high as its rows; `dense` where a foot takes room from it."""
        super().__init__("panel")
        look, small = current(), current().layout.small
        self._dense = dense
        self.rows = tuple(rows)
        self._pad = 16 if small else 24
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8 if small else 10 if dense else 16, 0, 4 if small else 8)
        column.setSpacing(0)
        self._head, self._grid = self._new_grid(), self._new_grid()
        for place, head in ((1, heads[0]), (3, heads[1])):
            self._head.addWidget(_head(head, dense=dense), 0, place)
        column.addLayout(self._head)
        column.addSpacing(8 if small or dense else 12)
        rule = Panel("rule")
        rule.setFixedHeight(max(1, look.tokens.border))
        column.addWidget(rule)
        column.addSpacing(2 if small else 4)
        for place, row in enumerate(rows):
            self._add(place, row)
        column.addLayout(self._grid, 1)
        self.setAccessibleName("\n".join(row.spoken for row in rows))

    def _new_grid(self) -> QGridLayout:
        look = current()
        grid = QGridLayout()
        grid.setContentsMargins(margins(self._pad, 0, self._pad, 0, look.rtl))
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        for place, stretch, width in ((0, 0, 120 if look.layout.small else 158), (1, 1, 0), (2, 0, 0), (3, 1, 0)):
            grid.setColumnStretch(place, stretch)
            grid.setColumnMinimumWidth(place, look.wide(width))
        grid.setColumnMinimumWidth(2, look.wide(148 if look.layout.small else 190))
        return grid

    def _add(self, place: int, row: ComparedRow) -> None:
        look = current()
        icon, tint = _MARKS[row.mark]
        high = [_high(row, dense=self._dense)]
        for at, line in (
            (0, Line(row.label, Role.SMALL if look.layout.small else Role.LABEL, "muted", bold=True, elide=True)),
            (1, _told(row.ours)),
            (3, _told(row.theirs)),
        ):
            self._grid.addWidget(line, place, at)
            high.append(line.sizeHint().height())
        between = QWidget()
        agrees = QHBoxLayout(between)
        agrees.setContentsMargins(0, 0, 0, 0)
        agrees.setSpacing(10)
        agrees.addWidget(Icon(icon, 18, tint))
        agrees.addWidget(Line(row.agrees, Role.SMALL, tint, elide=True), 1)
        self._grid.addWidget(between, place, 2)
        self._grid.setRowMinimumHeight(place, max(high))
        self._grid.setRowStretch(place, 1)


def _high(row: ComparedRow, *, dense: bool) -> int:
    """At least so high is a row: names of another script need more room than numbers."""
    look = current()
    tall = any(reads_rtl(text) for text in (row.ours, row.theirs))
    if look.layout.small:
        return look.px(38 if tall else 30)
    if dense:
        return look.px(50 if tall else 40)
    return look.px(56 if tall else 46)


def _told(text: str) -> Line:
    tall = reads_rtl(text) and not current().layout.small
    return Line(text or "–", Role.HEADING if tall else Role.BODY, "ink" if text else "muted", bold=False, elide=True)


def _head(head: ComparedHead, *, dense: bool) -> QWidget:
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)  # room that is left is the rows'
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    photo = Photo(45, 60) if current().layout.small else Photo(54, 72) if dense else Photo(66, 88)
    photo.set_person(head.name, head.photo)
    row.addWidget(photo, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Line(head.heading, Role.HEADING, elide=True))
    words.addWidget(Line(head.note, Role.SMALL, "muted", elide=True))
    words.addStretch(1)
    row.addLayout(words, 1)
    return made
