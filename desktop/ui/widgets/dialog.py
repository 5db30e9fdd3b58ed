"""A question in the way: only when the next key could lose data. The safe answer is filled and is Esc."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog_room import room_for
from desktop.ui.widgets.flash import high_with_flash
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.following_area import FollowingArea
from desktop.ui.widgets.keyboard_host import KeyboardHost
from desktop.ui.widgets.laid_out import least_height
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.stray_keys import take_stray
from desktop.ui.widgets.tab_order import go_on


class _Low(QWidget):
    """What a sheet holds, as low as its parts can be before it is scrolled: a paper becomes smaller."""

    @override
    def heightForWidth(self, width: int, /) -> int:
        """The least height, not the one that its parts would like."""
        return least_height(self, width)


class Sheet(QDialog):
    """A window over the screen for one act: a paper to look at, a list to choose from, a second person. Esc leaves.

    With large text or in a small window it is as large as its words need and the window allows, and the rest is
    scrolled. One that was given a size keeps it at the usual text, where its parts can be as low as that."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        ground = self.palette()
        ground.setColor(QPalette.ColorRole.Window, QColor(current().tokens.surface))
        self.setPalette(ground)
        large = current().large_text
        self._inside: QWidget | None = None
        if large or current().layout.small:
            self._inside = QWidget() if large else _Low()
        self._keeps_size: bool | None = None
        self.column = QVBoxLayout(self._inside or self)
        self.column.setContentsMargins(24, 16, 24, 20)
        self.column.setSpacing(12)
        self.column.addWidget((Paragraph if large else Line)(heading, Role.HEADING))
        if self._inside is not None:
            self._inside.setProperty("role", "clear")
            area = FollowingArea()
            area.setWidget(self._inside)
            area.asks.connect(self._fit)
            around = QVBoxLayout(self)
            around.setContentsMargins(0, 0, 0, 0)
            around.addWidget(area)
        self._ring = FocusRing(self)
        self.letters = KeyboardHost(self)

    def may_lock(self) -> bool:
        """Whether a person may lock the desk over it (it may ask); the lock that comes by itself never asks."""
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter that nothing in it took never vanishes."""
        if not take_stray(self, event):
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins where one begins to read, unless it has a place already."""
        if not self.focusWidget():
            go_on(self)
        self._fit()
        super().showEvent(event)

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        """Tab goes from the top to the buttons."""
        return go_on(self, back=not next)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keyboard on the screen stays at its edge."""
        super().resizeEvent(event)
        self.letters.place()

    def answers(self, *leading: QWidget, trailing: Sequence[QWidget] = ()) -> None:
        """The buttons, side by side; with large text under each other where they need it."""
        flow = Flow(leading, gap=8, tail=trailing)
        self.column.addLayout(flow)
        if self._inside is None:
            around = self.column.contentsMargins()
            least = flow.sizeHint().width() + around.left() + around.right()
            self.setMinimumWidth(max(self.minimumWidth(), least))

    def _fit(self) -> None:
        """As large as the words need and the window allows."""
        if self._inside is None:
            return
        room = room_for(self)
        if self._keeps_size is None:  # before the first size is given here
            given = self.testAttribute(Qt.WidgetAttribute.WA_Resized)
            self._keeps_size = given and not current().large_text
        if self._keeps_size:
            self.resize(self.size().boundedTo(room))
            return
        wide = min(max(self.minimumWidth(), self._inside.sizeHint().width()), room.width())
        high = max(self.column.totalHeightForWidth(wide), self._inside.minimumSizeHint().height())
        self.setMinimumWidth(min(self.minimumWidth(), wide))
        self.resize(wide, min(high_with_flash(self, high), room.height()))


class Question(QDialog):
    """Heading, sentence, two answers. `accepted` is the answer that could lose something, `rejected` the safe one.

    `exec()` or `open()` as with any QDialog. `leave_key` is a letter for the first answer."""

    def __init__(
        self,
        heading: str,
        sentence: str,
        stay: str,
        leave: str,
        leave_key: str = "",
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(sentence)
        look = current()
        ground = self.palette()
        ground.setColor(QPalette.ColorRole.Window, QColor(look.tokens.surface))
        self.setPalette(ground)
        kind = ButtonKind.DANGER if danger else ButtonKind.SECONDARY
        self.leave_button = Button(leave, kind, key=leave_key, shortcut=leave_key)
        self.stay_button = Button(stay, ButtonKind.PRIMARY, key="Esc")
        self.leave_button.clicked.connect(self.accept)
        self.stay_button.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(6)
        column.addWidget(Paragraph(heading, Role.HEADING))
        column.addWidget(Paragraph(sentence, Role.BODY, "muted"))
        column.addSpacing(8)
        column.addLayout(Flow(gap=8, tail=(self.leave_button, self.stay_button)))
        column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.setMinimumWidth(look.wide(420))
        self.resize(look.wide(420), self.heightForWidth(look.wide(420)))
        self.stay_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ring = FocusRing(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is the safe answer."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
            return
        super().keyPressEvent(event)
