"""Tables: rules between rows, no stripes, numbers at the trailing edge, each row one sentence for screen readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import grouped_code
from desktop.ui.appearance.typefaces import Role, font_for
from desktop.ui.widgets.following_area import show_row
from desktop.ui.widgets.painting import Align, draw_frame, draw_text, fitting, text_font, text_width
from desktop.ui.widgets.picture import draw_meter
from desktop.ui.widgets.stray_keys import is_letter
from desktop.words.catalogue import comma

type Index = QModelIndex | QPersistentModelIndex
_PAD, _LEAST = 16, 130
_MOST_LARGE = 8
"""So many rows of large text are seen at once; the page that is scrolled holds them, and they scroll themselves."""
_UP_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` in pixels at 100 %, 0 takes what is left. `number` stands at the trailing edge,
    `code` is a household code, `meter` a part of 1, `bold` a name."""

    title: str
    width: int = 0
    number: bool = False
    code: bool = False
    meter: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells in the order of the columns; a float is for a meter, and a cell may have several lines. `tints` names the
    colour of single cells by place."""

    key: str
    cells: tuple[str | float, ...]
    tints: tuple[tuple[int, str], ...] = ()


class TableModel(QAbstractTableModel):
    """Columns and rows of a table."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[TableRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns, self.rows = tuple(columns), tuple(rows)

    def row(self, at: int) -> TableRow:
        """The row at a place from the top."""
        return self.rows[at]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """How many rows."""
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Titles of the columns."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.columns[section].title if orientation is Qt.Orientation.Horizontal and role in shown else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text; in column one a screen reader hears the whole row."""
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return str(row.cells[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column():
                return str(row.cells[index.column()]).replace("\n", comma())
            pairs = zip(self.columns, row.cells, strict=True)
            heard = (f"{column.title} {cell}".strip() for column, cell in pairs if not column.meter)
            return comma().join(heard).replace("\n", comma())
        return None


class CellDelegate(QStyledItemDelegate):
    """Draws a cell."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, rule and text (or meter)."""
        model, look = index.model(), current()
        assert isinstance(model, TableModel)
        column, row = model.columns[index.column()], model.row(index.row())
        cell = row.cells[index.column()]
        area: QRectF = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        if state & QStyle.StateFlag.State_Selected:
            draw_frame(painter, area, "wash", radius=0)
        if index.row() < model.rowCount() - 1:
            border = look.tokens.border
            draw_frame(painter, QRectF(area.left(), area.bottom() - border, area.width(), border), "line", radius=0)
        inner = area.adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
        if column.meter and isinstance(cell, float):
            draw_meter(painter, QRectF(inner.left(), inner.center().y() - 4, inner.width(), 8), cell)
            return
        text = grouped_code(str(cell)) if column.code else str(cell)
        font = font_for(Role.CODE, look.face, look.scale) if column.code else text_font(text, Role.BODY, column.bold)
        tint = dict(row.tints).get(index.column(), "ink")
        align = Align.TRAILING if column.number else Align.LEADING
        lines = text.split("\n")
        high = inner.height() / len(lines)
        for at, line in enumerate(lines):
            place = QRectF(inner.left(), inner.top() + at * high, inner.width(), high)
            draw_text(painter, place, fitting(line, font, inner.width()), font, tint, align)


class Header(QHeaderView):
    """Small muted titles, aligned as their columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(32)  # Qt's own comes from the widest letter of the font: 200 px in Naskh

    @override
    def sizeHint(self) -> QSize:
        """A little lower than a row."""
        return QSize(super().sizeHint().width(), max(current().px(35), current().row - 8))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one title and the rule under it."""
        model, look = self.model(), current()
        assert isinstance(model, TableModel)
        column = model.columns[logicalIndex]
        area = QRectF(rect)
        border = look.tokens.border
        draw_frame(painter, QRectF(area.left(), area.bottom() - border, area.width(), border), "line", radius=0)
        inner = area.adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
        font = text_font(column.title, Role.SMALL)
        align = Align.TRAILING if column.number else Align.LEADING
        draw_text(painter, inner, fitting(column.title, font, inner.width()), font, "muted", align)


class TableFrame(QTableView):
    """How every table looks: one row is the present one, rules between rows, columns as wide as they say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalHeader(Header(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(current().row)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if not current().large_text:  # else the arrow keys and the bar bring what is beside into view
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._open_columns: tuple[int, ...] = ()

    def fit_columns(self, columns: Sequence[Column]) -> None:
        """Give the columns of the present model their widths."""
        self._open_columns = tuple(at for at, column in enumerate(columns) if not column.width)
        for at, column in enumerate(columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(at, mode)
            if column.width:
                wide = current().wide(column.width) if column.meter else current().px(column.width)
                self.setColumnWidth(at, max(wide, _title_width(column)))
        self._share_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is shared anew."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Columns without a width of their own share what is left; with large text none is so narrow that it says
        nothing."""
        header = self.horizontalHeader()
        if not current().large_text or not self._open_columns:
            return
        taken = sum(header.sectionSize(at) for at in range(header.count()) if at not in self._open_columns)
        least = current().px(_LEAST)
        narrow = self.viewport().width() - taken < least * len(self._open_columns)
        for at in self._open_columns:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed if narrow else QHeaderView.ResizeMode.Stretch)
            if narrow:
                header.resizeSection(at, least)


class Table(TableFrame):
    """A table of rows. `chosen(key)` when the present row changes by hand, `opened(key)` on Enter or double click."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._columns = tuple(columns)
        self._quiet = False
        self.setItemDelegate(CellDelegate(self))
        self.doubleClicked.connect(self._open)
        self._table = TableModel(self._columns, ())
        self.set_rows(())

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show rows; the present row stays when it is still there."""
        kept = self.present()
        self._quiet = True
        self._table = TableModel(self._columns, rows, self)
        self.setModel(self._table)
        self.fit_columns(self._columns)
        self._quiet = False
        if kept is not None:
            self.choose(kept)
        self.updateGeometry()

    def present(self) -> str | None:
        """Key of the present row, or None."""
        index = self.currentIndex()
        return self._table.rows[index.row()].key if index.isValid() and index.row() < len(self._table.rows) else None

    def choose(self, key: str) -> None:
        """Make a row the present one without telling anybody."""
        for at, row in enumerate(self._table.rows):
            if row.key == key:
                self._quiet = True
                self.setCurrentIndex(self._table.index(at, 0))
                self._quiet = False

    def acted_on_by(self, *buttons: QWidget) -> None:
        """These buttons act on the present row: Up and Down there choose another row, not another button."""
        for button in buttons:
            button.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows of a button that acts on the present row are the list's."""
        arrow = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _UP_DOWN
        if not arrow or not isinstance(watched, QAbstractButton):
            return super().eventFilter(watched, event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(self, event)
        return True

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """A row is present and seen to be, so that the arrows start somewhere and nobody acts on one unseen."""
        if event.reason() is not Qt.FocusReason.MouseFocusReason and not self.currentIndex().isValid():
            self.setCurrentIndex(self._table.index(0, 0))
        super().focusInEvent(event)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row was chosen."""
        super().currentChanged(current, previous)
        show_row(self)
        if current.isValid() and not self._quiet and current.row() != previous.row():
            self.chosen.emit(self._table.rows[current.row()].key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the present row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        if is_letter(event):
            event.ignore()  # a list knows no letters: they go on to the page, which has a use for them or says so
            return
        super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        """As high as all rows with the header."""
        shown = min(len(self._table.rows), _MOST_LARGE) if current().large_text else len(self._table.rows)
        rows = shown * self.verticalHeader().defaultSectionSize()
        return QSize(current().px(400), self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth())

    @override
    def minimumSizeHint(self) -> QSize:
        """The header and two rows, then it scrolls."""
        rows = min(2, len(self._table.rows)) * self.verticalHeader().defaultSectionSize()
        return QSize(current().px(240), self.horizontalHeader().sizeHint().height() + rows + 4)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._table.rows[index.row()].key)


def _title_width(column: Column) -> int:
    return round(text_width(column.title, text_font(column.title, Role.SMALL))) + 2 * current().px(_PAD) + 1
