"""A table of thousands of rows: its keys are known at once, a row's words only when it is seen; rows can be marked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from math import ceil
from typing import override

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role, font_for
from desktop.ui.widgets.following_area import show_row
from desktop.ui.widgets.painting import colour, draw_frame, tight_height
from desktop.ui.widgets.stray_keys import is_letter
from desktop.ui.widgets.table import CellDelegate, Column, TableFrame, TableModel, TableRow
from desktop.words.catalogue import comma, tr

type Index = QModelIndex | QPersistentModelIndex

AT_ONCE = 60
"""Rows whose words are asked for together: two screens full, so that Page Down seldom waits."""

_MARK = Column("", 52)
_REASONS = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole)
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LongModel(TableModel):
    """Keys in their order, the rows that were read, and the marks; column 0 is the mark. `why_not` says in a sentence
    why the row of a key may not be marked."""

    def __init__(
        self,
        columns: Sequence[Column],
        wanted: Callable[[], None],
        why_not: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        super().__init__((_MARK, *columns), (), parent)
        self.keys: tuple[str, ...] = ()
        self.places: dict[str, int] = {}
        self.read: dict[str, TableRow] = {}
        self.markable: frozenset[str] = frozenset()
        self.marked: set[str] = set()
        self._wanted = wanted
        self._why_not = why_not

    def why_not(self, key: str) -> str:
        """Why a row may not be marked; empty where it may."""
        return "" if key in self.markable else self._why_not(key)

    def set_keys(self, keys: Sequence[str], markable: Collection[str]) -> None:
        """Other keys; nothing of them is read yet, and marks stay where they may."""
        self.beginResetModel()
        self.keys = tuple(keys)
        self.places = {key: at for at, key in enumerate(self.keys)}
        self.read = {}
        self.markable = frozenset(markable)
        self.marked &= self.markable
        self.endResetModel()

    @override
    def row(self, at: int) -> TableRow:
        """The row at a place from the top, or dots until it is read."""
        row = self.read.get(self.keys[at])
        if row is None:
            self._wanted()
            return TableRow("", ("", "…", *("" for _ in self.columns[2:])))
        return row

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """How many keys."""
        return 0 if parent.isValid() else len(self.keys)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text; whether a row is marked is heard before the rest of it, and why it may not be after it."""
        if role in _REASONS:
            return self.why_not(self.keys[index.row()]) if index.isValid() else None
        said = super().data(index, role)
        if role != Qt.ItemDataRole.AccessibleTextRole or not index.isValid() or index.column():
            return said
        heard = str(said).strip(", ")
        return f"{tr('marked')}{comma()}{heard}" if self.keys[index.row()] in self.marked else heard


class _BoxDelegate(CellDelegate):
    """Draws a cell, and the box of a row that may be marked."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and text as in any table, then the box."""
        super().paint(painter, option, index)
        model, look = index.model(), current()
        assert isinstance(model, LongModel)
        key = model.keys[index.row()]
        if index.column() or key not in model.markable:
            return
        area: QRectF = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        size = look.px(20)
        left = area.left() + mirror(look.px(16), size, area.width(), look.rtl)
        box = QRectF(left, area.center().y() - size / 2, size, size)
        if key in model.marked:
            draw_frame(painter, box, fill="accent", edge="accent", radius=4)
            paint_icon(painter, box.adjusted(3, 3, -3, -3), "check", colour("on_accent"))
        else:
            draw_frame(painter, box, fill="surface", edge="edge", radius=4)


class LongTable(TableFrame):
    """`opened(key)` on Enter or a double click, `marks_changed()`, `moved()` to another row, and `refused(why)` when
    a row may not be marked: its tool tip says the same. `wanted(keys)`: rows that are seen and not read yet; `set_rows`
    answers it.

    Space marks the present row, Shift with the arrows marks what lies between, a click on the box does as Space."""

    opened = Signal(str)
    moved = Signal()
    marks_changed = Signal()
    refused = Signal(str)
    wanted = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        most: int,
        why_not: Callable[[str], str],
        *,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        """No rows; at most `most` can be marked. `why_not` says why the row of a key may not be. Each row has room for
        so many `lines`."""
        super().__init__(name, parent)
        line = tight_height(font_for(Role.BODY, current().face, current().scale))
        self.verticalHeader().setDefaultSectionSize(max(current().row, ceil(lines * line) + current().px(8)))
        self._most = most
        self._asked = False
        self._anchor: int | None = None
        self._before: frozenset[str] = frozenset()
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._ask)
        self._model = LongModel(columns, self._soon.start, why_not, self)
        self.setModel(self._model)
        self.setItemDelegate(_BoxDelegate(self))
        self.fit_columns(self._model.columns)
        self.doubleClicked.connect(self._open)

    # --- rows --------------------------------------------------------------------------------------------------------

    def set_keys(self, keys: Sequence[str], markable: Collection[str]) -> None:
        """Show other rows. The present one stays, or the one that is now in its place; marks stay where they may."""
        kept, place = self.present(), self.place()
        self._asked = False
        self._anchor = None
        self._model.set_keys(keys, markable)
        if keys:
            self.choose(self._model.places.get(kept or "", min(place, len(keys) - 1)))
        self.marks_changed.emit()

    def set_rows(self, rows: Mapping[str, TableRow]) -> None:
        """What `wanted` asked for: a row for each key, its cells in the order of the columns."""
        self._asked = False
        for key, row in rows.items():
            tints = tuple((at + 1, tint) for at, tint in row.tints)
            self._model.read[key] = TableRow(row.key, ("", *row.cells), tints)
        self.viewport().update()

    def keys(self) -> tuple[str, ...]:
        """All rows, in their order."""
        return self._model.keys

    def place(self) -> int:
        """Place of the present row from the top, 0 when there is none."""
        return max(0, self.currentIndex().row())

    def place_of(self, key: str) -> int | None:
        """Place of a row from the top."""
        return self._model.places.get(key)

    def present(self) -> str | None:
        """The present row."""
        at = self.currentIndex().row()
        return self._model.keys[at] if 0 <= at < len(self._model.keys) else None

    def choose(self, place: int) -> None:
        """Make a row the present one, and show it."""
        self.setCurrentIndex(self._model.index(place, 1))

    def _ask(self) -> None:
        if self._asked or not self._model.keys:
            return
        last = self.rowAt(self.viewport().height() - 1)
        first, last = max(0, self.rowAt(0)), len(self._model.keys) - 1 if last < 0 else last
        blocks = range(first - first % AT_ONCE, last + 1, AT_ONCE)
        seen = [key for at in blocks for key in self._model.keys[at : at + AT_ONCE] if key not in self._model.read]
        if seen:
            self._asked = True
            self.wanted.emit(tuple(seen))

    # --- marks -------------------------------------------------------------------------------------------------------

    def marked(self) -> tuple[str, ...]:
        """The marked rows, in their order."""
        return tuple(key for key in self._model.keys if key in self._model.marked)

    def mark_all(self) -> None:
        """Mark whatever may be, from the top; nothing when that is marked already."""
        every = self._first(self._model.markable)
        self._mark(frozenset() if not every - self._model.marked else every)

    def can_mark(self) -> bool:
        """Whether any row may be marked."""
        return bool(self._model.markable)

    def unmark(self) -> None:
        """Nothing is marked."""
        self._mark(frozenset())

    def _first(self, wanted: Collection[str]) -> frozenset[str]:
        if len(wanted) <= self._most:
            return frozenset(wanted)
        return frozenset([key for key in self._model.keys if key in wanted][: self._most])

    def _mark(self, wanted: Collection[str]) -> None:
        self._model.marked = set(self._first(wanted))
        self.viewport().update()
        self.marks_changed.emit()

    def _toggle(self, at: int) -> None:
        self._anchor, key = at, self._model.keys[at]
        if key not in self._model.markable:
            self.refused.emit(self._model.why_not(key))
            return
        self._mark(self._model.marked ^ {key})
        self._before = frozenset(self._model.marked)

    def _went(self, before: int, *, shift: bool) -> None:
        """With Shift mark what lies between the row where it was pressed first, or that was marked last, and this one.

        Going back takes these marks away again."""
        now = self.currentIndex().row()
        if now == before:
            return
        if not shift:
            self._anchor = None
            return
        if self._anchor is None:
            self._anchor, self._before = before, frozenset(self._model.marked)
        between = self._model.keys[min(self._anchor, now) : max(self._anchor, now) + 1]
        self._mark(self._before | (self._model.markable & frozenset(between)))

    # --- keys and clicks ---------------------------------------------------------------------------------------------

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another row is the present one."""
        super().currentChanged(current, previous)
        show_row(self)
        if current.row() != previous.row():
            self.moved.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space marks, Shift marks on the way; Home and End go to the first row and to the last."""
        at, shift = self.currentIndex().row(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _OPENS and at >= 0:
            self._open(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Space and at >= 0:
            self._toggle(at)
            return
        if is_letter(event):
            event.ignore()  # a list knows no letters: they go on to the page, which has a use for them or says so
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._model.keys) - 1}
        if self._model.keys and event.key() in ends:
            self.choose(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
        self._went(at, shift=shift)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the box marks; with Shift all rows between."""
        at, index = self.currentIndex().row(), self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if not index.isValid():
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if index.column() or shift:
            self._went(at, shift=shift)
        else:
            self._toggle(index.row())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.keys[index.row()])
