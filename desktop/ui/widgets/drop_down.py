"""A list that opens: only where there are more than five choices."""

from collections.abc import Sequence
from math import ceil
from typing import override

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.appearance.icons import paint_icon
from desktop.ui.appearance.layout import mirror
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.flash import flash_no_letters
from desktop.ui.widgets.left_keyboard import leave_keyboard, take_keyboard_back
from desktop.ui.widgets.painting import colour, draw_frame, draw_text, fitting, is_hovered, text_font, text_width
from desktop.ui.widgets.stray_keys import is_letter

_SIGN = 18


class _Entry(QStyledItemDelegate):
    """Draws one entry of the open list."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One row high."""
        return QSize(100, current().row)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground and words."""
        area: QRectF = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        chosen = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        draw_frame(painter, area, "accent_soft" if chosen else "surface", radius=0)
        text, inner = str(index.data()), area.adjusted(14, 0, -14, 0)
        font = text_font(text, Role.BODY)
        draw_text(painter, inner, fitting(text, font, inner.width()), font, "ink")


class DropDown(QComboBox):
    """A closed field that opens a list. `chosen(value)` when a person chooses, not by `set_value`.

    `width` is as wide as it is; with `whole` a large window gives it more where an entry would be cut."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice] = (),
        width: int = 0,
        parent: QWidget | None = None,
        *,
        whole: bool = False,
    ) -> None:
        super().__init__(parent)
        self._wide, self._whole = width, whole
        self._given: str | None = None
        self.setAccessibleName(name)
        # Qt's own interface gives the chosen text as the name on Linux; the label is the description then
        self.setAccessibleDescription(name)
        self.view().setAccessibleName(name)
        self.setItemDelegate(_Entry(self))
        self.setMaxVisibleItems(8)
        across = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)
        self.activated.connect(self._tell)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; the chosen one stays when it is still there."""
        kept = self.value()
        self.clear()
        for choice in choices:
            self.addItem(choice.label, choice.value)
        # a narrow field may cut its words, the open list never does
        self.view().setMinimumWidth(round(self._longest()) + current().px(36))
        self.set_value(kept)

    def value(self) -> str | None:
        """The chosen value, or None."""
        data = self.currentData()
        return data if isinstance(data, str) else None

    def set_value(self, value: str | None) -> None:
        """Choose without telling anybody."""
        self.setCurrentIndex(self.findData(value) if value is not None else -1)
        self.take_as_given()

    def is_answered(self) -> bool:
        """Whether a person chose something else than stood here."""
        return self.value() != self._given

    def take_as_given(self) -> None:
        """What is chosen was kept, or is let go."""
        self._given = self.value()

    def set_proposed(self, proposed: bool) -> None:
        """Show the choice as a proposal: dashed until a person chooses."""
        self.setProperty("proposed", proposed)
        self.update()

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        """As a field."""
        return leave_keyboard(self) or super().focusNextPrevChild(next)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """As a field."""
        super().changeEvent(event)
        take_keyboard_back(self, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter chooses the entry that begins with it; where there is none, it is said."""
        before = self.currentIndex()
        super().keyPressEvent(event)
        going_on = event.text().casefold() in self.currentText().casefold()  # the second letter of the same word
        if is_letter(event) and self.currentIndex() == before and not going_on:
            flash_no_letters(self.window())

    @override
    def sizeHint(self) -> QSize:
        """One row high, as wide as the longest entry."""
        look = current()
        wanted = max(look.px(160), round(self._longest()) + look.px(60))
        if not self._wide:
            return QSize(wanted, look.row)
        least = ceil(self._longest()) + self._around() if self._whole and not look.layout.small else 0
        return QSize(max(look.wide(self._wide), least), look.row)

    def room(self) -> int:
        """How wide words may be; longer ones are cut."""
        return self.width() - self._around()

    @staticmethod
    def _around() -> int:
        """What stands beside the words: the sign at the end, and the room before and after both."""
        return current().px(_SIGN) + current().px(14 + 12 + 8)

    @override
    def minimumSizeHint(self) -> QSize:
        """One row high."""
        return QSize(current().px(min(self._wide or 120, 120)), current().row)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes an answer."""
        event.ignore()

    def _longest(self) -> float:
        texts = [self.itemText(at) for at in range(self.count())]
        return max((text_width(text, text_font(text, Role.BODY)) for text in texts), default=0.0)

    def _tell(self) -> None:
        self.chosen.emit(self.value() or "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the closed field."""
        painter, look = QPainter(self), current()
        ground = "sunk" if not self.isEnabled() else "wash" if is_hovered(self) else "surface"
        proposed = bool(self.property("proposed"))
        draw_frame(painter, QRectF(self.rect()), ground, "accent" if proposed else "edge", dashed=proposed)
        size = look.px(_SIGN)
        left = mirror(self.width() - size - look.px(12), size, self.width(), look.rtl)
        paint_icon(painter, QRectF(left, (self.height() - size) / 2, size, size), "chevron-down", colour("muted"))
        width = self.room()
        place = QRectF(mirror(look.px(14), width, self.width(), look.rtl), 0, width, self.height())
        chosen = self.currentText()
        text = chosen or self.placeholderText()
        font = text_font(text, Role.BODY)
        draw_text(painter, place, fitting(text, font, width), font, "ink" if chosen and self.isEnabled() else "muted")
