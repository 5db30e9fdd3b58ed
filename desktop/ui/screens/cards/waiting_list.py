"""Holders who wait for a card, each with a box to tick: photo or initials, name in two scripts, code."""

from collections.abc import Iterable, Sequence
from typing import override

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.records.card import HolderToPrint
from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.texts import grouped_code
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.painting import Align, colour, draw_frame, draw_text, fitting, text_font, text_width
from desktop.ui.widgets.stray_keys import is_letter
from desktop.values.identifiers import HouseholdCode
from desktop.words.catalogue import tr
from desktop.words.people import joined

type Index = QModelIndex | QPersistentModelIndex

HOLDER = Qt.ItemDataRole.UserRole


class HolderModel(QAbstractListModel):
    """Holders and which of them are ticked; holders of one household are ticked together."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.holders: tuple[HolderToPrint, ...] = ()
        self.ticked: set[HouseholdCode] = set()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        """How many wait."""
        return 0 if parent.isValid() else len(self.holders)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The holder, and a sentence for screen readers."""
        holder = self.holders[index.row()]
        if role == HOLDER:
            return holder
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = tr("chosen") if holder.household in self.ticked else tr("not chosen")
            made = tr("made, not seen yet") if holder.made_at is not None else ""
            return joined(holder.name_latin or holder.name_as_told, holder.household.text, made, state)
        return None


class HolderDelegate(QStyledItemDelegate):
    """Draws one holder in one paint, so that no line of Nastaliq is cut."""

    def __init__(self, model: HolderModel, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """59 px at 100 %."""
        return QSize(100, current().px(47 if current().layout.small else 59))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Box, names, code, rule."""
        look = current()
        holder = self._model.holders[index.row()]
        area = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType, reportUnknownMemberType]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view.currentIndex() == index:
            painter.fillRect(area, _qt(colour("accent_soft")))

        def place(start: float, width: float) -> QRectF:
            return QRectF(area.left() + mirror(start, width, area.width(), look.rtl), area.top(), width, area.height())

        size = look.px(20)
        box = place(look.px(18), size)
        box = QRectF(box.left(), area.center().y() - size / 2, size, size)
        if holder.household in self._model.ticked:
            draw_frame(painter, box, fill="accent", edge="accent", radius=4)
            paint_icon(painter, box.adjusted(3, 3, -3, -3), "check", colour("on_accent"))
        else:
            draw_frame(painter, box, fill="surface", edge="edge", radius=4)
        code = grouped_code(holder.household.text)
        code_font = text_font(code, Role.CODE)
        code_width = text_width(code, code_font) + 4
        code_at = area.width() - code_width - look.px(24)
        draw_text(painter, place(code_at, code_width), code, code_font, "ink", Align.LEADING)
        first, second = _names(holder)
        second_font = text_font(second, Role.BODY)
        second_width = min(text_width(second, second_font) + 8, area.width() * 0.3)
        second_at = code_at - second_width - look.px(16)
        draw_text(painter, place(second_at, second_width), second, second_font, "ink", Align.LEADING)
        start = look.px(54)
        font = text_font(first, Role.BODY)
        room = max(second_at - start - 12, 40)
        draw_text(painter, place(start, room), fitting(first, font, room), font, "ink", Align.LEADING)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), _qt(colour("line")))
        painter.restore()


def _names(holder: HolderToPrint) -> tuple[str, str]:
    """The name in the window's script first, the other beside the code."""
    told, latin = holder.name_as_told, holder.name_latin
    if holder.made_at is not None:
        name = (told or latin) if current().rtl else (latin or told)
        return name, tr("made, not seen yet")
    if current().layout.small:
        return (told or latin, "") if current().rtl else (latin or told, "")
    if current().rtl:
        return told or latin, latin if told else ""
    return latin or told, told if latin else ""


def _qt(name: str) -> QColor:
    return QColor(name)


class WaitingList(QListView):
    """Space or a click ticks; `changed` when the choice changes, `confirmed` on Enter."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holders = HolderModel(self)
        self.setModel(self._holders)
        self.setItemDelegate(HolderDelegate(self._holders, self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def set_holders(self, holders: Sequence[HolderToPrint]) -> None:
        """Show other holders; nobody is ticked."""
        self._holders.beginResetModel()
        self._holders.holders = tuple(holders)
        self._holders.ticked.clear()
        self._holders.endResetModel()
        if holders:
            self.setCurrentIndex(self._holders.index(0))
        self.changed.emit()

    def choose(self, codes: Iterable[HouseholdCode]) -> None:
        """Tick these households and no others."""
        self._holders.ticked = set(codes) & {one.household for one in self._holders.holders}
        self._refresh()

    def choose_all(self) -> None:
        """Tick everybody, or nobody when everybody is ticked."""
        everybody = {one.household for one in self._holders.holders}
        self.choose(set() if self._holders.ticked == everybody else everybody)

    def chosen(self) -> tuple[HouseholdCode, ...]:
        """Ticked households, in the order of the list."""
        return tuple(
            dict.fromkeys(one.household for one in self._holders.holders if one.household in self._holders.ticked)
        )

    def chosen_count(self) -> int:
        """How many cards that makes."""
        return sum(one.household in self._holders.ticked for one in self._holders.holders)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the present row."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex().row())
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
            return
        if is_letter(event):
            event.ignore()  # a list knows no letters: they go on to the page, which has a use for them or says so
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks."""
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if index.isValid():
            self._toggle(index.row())

    def _toggle(self, row: int) -> None:
        self._holders.ticked ^= {self._holders.holders[row].household}
        self._refresh()

    def _refresh(self) -> None:
        self.viewport().update()
        self.changed.emit()
