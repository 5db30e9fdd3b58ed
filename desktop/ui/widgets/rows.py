"""Lists of people and of things to do: each row drawn in one paint, so that Nastaliq is never cut between lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import override

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import initials
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.following_area import show_row
from desktop.ui.widgets.painting import (
    Align,
    colour,
    draw_frame,
    draw_initials,
    draw_photo,
    draw_text,
    fitting,
    picture,
    text_font,
    text_width,
    tight_height,
)
from desktop.ui.widgets.stray_keys import is_letter
from desktop.words.catalogue import comma

type Index = QModelIndex | QPersistentModelIndex
MOST_ROWS = 20
_ROW = Qt.ItemDataRole.UserRole


class RowStyle(StrEnum):
    """Cards stand apart (people to choose from); a sheet has rules between its rows (things to go on with).

    A plain list has rules too, and nowhere to go on to."""

    CARDS = "cards"
    SHEET = "sheet"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `person` shows a photo (3:4) or initials; else `icon` by name. `reason` is in the accent colour,
    `mark` a two-character code of the help desk, `trailing` a small word at the far end."""

    key: str
    name: str
    note: str = ""
    reason: str = ""
    trailing: str = ""
    mark: str = ""
    icon: str = ""
    icon_tint: str = "accent"
    photo: bytes | None = None
    person: bool = False
    who: str = ""
    """The name for the initials where `name` says more than the name."""

    def spoken(self) -> str:
        """What a screen reader says for the row."""
        return comma().join(part for part in (self.name, self.note, self.reason, self.mark, self.trailing) if part)


class RowModel(QAbstractListModel):
    """The rows of a list."""

    def __init__(self, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        self._photos: dict[str, QPixmap | None] = {}

    def row_at(self, index: Index) -> Row:
        """The row of an index."""
        return self._rows[index.row()]

    def photo_of(self, row: Row) -> QPixmap | None:
        """The photo of a row, read once."""
        if row.key not in self._photos:
            self._photos[row.key] = picture(row.photo)
        return self._photos[row.key]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name to show and sentence to say."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        if role == _ROW:
            return row
        return row.name if role == Qt.ItemDataRole.DisplayRole else None


class RowDelegate(QStyledItemDelegate):
    """Draws a row."""

    def __init__(self, style: RowStyle, model: RowModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._style, self._model = style, model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Photo or lines, whichever is higher."""
        row, look = self._model.row_at(index), current()
        lines = sum(tight_height(text_font(text, role)) for text, role, _ in _lines(row))
        photo = (48 if look.layout.small else 60) if row.person else 0
        if self._style is RowStyle.CARDS:
            return QSize(100, round(max(photo + 2 * 10, lines + look.px(20)) + 9))
        return QSize(100, round(max(photo + 12, lines + look.px(16), look.row + 1)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, picture, lines and what stands at the far end."""
        row, look = self._model.row_at(index), current()
        area: QRectF = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if self._style is RowStyle.CARDS:
            area = area.adjusted(0, 0, 0, -9)
            ground = "accent_soft" if chosen else "wash" if over else "surface"
            draw_frame(painter, area, ground, "accent" if chosen else "line", radius=8, width=2 if chosen else None)
        else:
            if chosen or over:
                draw_frame(painter, area, "accent_soft" if chosen else "wash", radius=0)
            if index.row() < self._model.rowCount() - 1:
                rule = QRectF(area.left(), area.bottom() - look.tokens.border, area.width(), look.tokens.border)
                draw_frame(painter, rule, "line", radius=0)
        start = self._draw_picture(painter, area, row)
        end = self._draw_end(painter, area, row)
        self._draw_lines(painter, area, row, start, end)

    def _draw_picture(self, painter: QPainter, area: QRectF, row: Row) -> float:
        look = current()
        if row.person:
            high = 48 if look.layout.small else 60
            wide = high * 4 / 5 if self._style is RowStyle.CARDS else high * 3 / 4
            left = area.left() + mirror(12, wide, area.width(), look.rtl)
            place = QRectF(left, area.center().y() - high / 2, wide, high)
            photo = self._model.photo_of(row)
            if photo is not None:
                draw_photo(painter, place, photo)
            else:
                draw_initials(painter, place, initials(row.who or row.name), 15)
            return 12 + wide + 12
        if not row.icon:
            return look.px(18)
        size = look.px(20)
        left = area.left() + mirror(look.px(16), size, area.width(), look.rtl)
        place = QRectF(left, area.center().y() - size / 2, size, size)
        paint_icon(painter, place, row.icon, colour(row.icon_tint), look.rtl)
        return look.px(16 + 20 + 10)

    def _draw_end(self, painter: QPainter, area: QRectF, row: Row) -> float:
        """Draw chevron, mark and small word from the far end; gives where the lines must end."""
        look = current()
        end = area.width() - look.px(14)
        if self._style is RowStyle.SHEET:
            size = look.px(16)
            end -= size
            left = area.left() + mirror(end, size, area.width(), look.rtl)
            paint_icon(
                painter,
                QRectF(left, area.center().y() - size / 2, size, size),
                "chevron-right",
                colour("muted"),
                look.rtl,
            )
            end -= look.px(12)
        for text, role, tint in ((row.mark, Role.BODY, "desk"), (row.trailing, Role.SMALL, "muted")):
            if text:
                font = text_font(text, role, bold=bool(row.mark) and text == row.mark)
                wide = text_width(text, font)
                end -= wide
                left = area.left() + mirror(end, wide, area.width(), look.rtl)
                draw_text(painter, QRectF(left, area.top(), wide, area.height()), text, font, tint, Align.TRAILING)
                end -= look.px(12)
        return end

    @staticmethod
    def _draw_lines(painter: QPainter, area: QRectF, row: Row, start: float, end: float) -> None:
        lines = [(text, text_font(text, role, bold=role is Role.BODY), tint) for text, role, tint in _lines(row)]
        y = area.center().y() - sum(tight_height(font) for _, font, _ in lines) / 2
        width = max(0.0, end - start)
        left = area.left() + mirror(start, width, area.width(), current().rtl)
        for text, font, tint in lines:
            high = tight_height(font)
            draw_text(painter, QRectF(left, y, width, high), fitting(text, font, width), font, tint)
            y += high


def _lines(row: Row) -> list[tuple[str, Role, str]]:
    lines = [(row.name, Role.BODY, "ink"), (row.note, Role.SMALL, "muted"), (row.reason, Role.SMALL, "accent")]
    return [line for line in lines if line[0]]


class RowList(QListView):
    """A list of at most 20 rows, as high as they are. `chosen(key)` when the present row changes by hand,
    `opened(key)` on Enter, Space or a double click (a single click too, in a sheet)."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, style: RowStyle = RowStyle.CARDS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_style = style
        self._quiet = False
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._open)
        self._rows = RowModel(())
        self.set_rows(())

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; more than 20 are left out, the screen says "write more"."""
        self._quiet = True
        kept = self.present()
        self._rows = RowModel(rows[:MOST_ROWS], self)
        self.setModel(self._rows)
        self.setItemDelegate(RowDelegate(self._row_style, self._rows, self))
        self._quiet = False
        if kept is not None:
            self.choose(kept)
        self.updateGeometry()

    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return tuple(self._rows.row_at(self._rows.index(at)) for at in range(self._rows.rowCount()))

    def present(self) -> str | None:
        """Key of the present row, or None."""
        index = self.currentIndex()
        return self._rows.row_at(index).key if index.isValid() and index.row() < self._rows.rowCount() else None

    def choose(self, key: str) -> None:
        """Make a row the present one without telling anybody."""
        for at, row in enumerate(self.rows()):
            if row.key == key:
                self._quiet = True
                self.setCurrentIndex(self._rows.index(at))
                self._quiet = False

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell who was chosen."""
        super().currentChanged(current, previous)
        show_row(self)
        if current.isValid() and not self._quiet:
            self.chosen.emit(self._rows.row_at(current).key)

    @override
    def sizeHint(self) -> QSize:
        """As high as all rows."""
        return QSize(current().px(200), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        """Two rows, then it scrolls."""
        first = self.sizeHintForRow(0) if self._rows.rowCount() else 0
        return QSize(current().px(160), min(self._height(), 2 * first + 2))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the present row."""
        opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in opens and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        if is_letter(event):
            event.ignore()  # a list knows no letters: they go on to the page, which has a use for them or says so
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the first row present, so that the arrows start somewhere."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0))

    def _height(self) -> int:
        return sum(self.sizeHintForRow(at) for at in range(self._rows.rowCount())) + 2 * self.frameWidth()

    def _clicked(self, index: QModelIndex) -> None:
        if self._row_style is RowStyle.SHEET:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._rows.row_at(index).key)
