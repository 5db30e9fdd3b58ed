"""Notices: something to know, to look at, good, or a stop; on the screen concerned, until solved."""

from enum import StrEnum
from typing import override

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.appearance.layout import margins
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.following_area import bring
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.painting import colour
from desktop.ui.widgets.picture import Icon

_BAND, _GOOD_MS = 4, 6000


class NoticeKind(StrEnum):
    """How much a notice asks for."""

    KNOW = "know"
    LOOK = "look"
    GOOD = "good"
    STOP = "stop"


_TINTS = {
    NoticeKind.KNOW: ("accent", "accent_soft", "accent", "info-circle"),
    NoticeKind.LOOK: ("warn_mark", "warn_soft", "warn", "alert-circle"),
    NoticeKind.GOOD: ("good", "good_soft", "good", "circle-check"),
    NoticeKind.STOP: ("danger", "danger_soft", "danger", "tools"),
}


class Notice(QWidget):
    """One notice: what happened, then (small) what to do and whether work is safe, and at most one button.

    `acted` is sent by the button, `faded` when a good notice has gone after 6 s (`stay=True` keeps it)."""

    acted = Signal()
    faded = Signal()

    def __init__(
        self,
        kind: NoticeKind,
        sentence: str,
        more: str = "",
        button: str = "",
        icon: str = "",
        button_icon: str = "",
        stay: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        _band, _soft, ink, own_icon = _TINTS[kind]
        look = current()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Paragraph(sentence, Role.BODY, "ink", bold=bool(more)))
        if more:
            words.addWidget(Paragraph(more, Role.SMALL, "muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(_BAND + 16, 9, 16 if not button else 12, 9, look.rtl))
        row.setSpacing(12)
        row.addWidget(Icon(icon or own_icon, 20, ink))
        row.addLayout(words, 1)
        self._button: Button | None = None
        if button:
            self._button = Button(button, icon=button_icon)
            self._button.clicked.connect(self.acted)
            row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{sentence} {more}".strip())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if kind is NoticeKind.GOOD and not stay:
            QTimer.singleShot(_GOOD_MS, self, self._fade)

    @property
    def kind(self) -> NoticeKind:
        """How much this notice asks for."""
        return self._kind

    def button(self) -> Button | None:
        """The button, if there is one."""
        return self._button

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground and a band at the leading edge."""
        painter = QPainter(self)
        band, soft, _ink, _icon = _TINTS[self._kind]
        rect = QRectF(self.rect())
        painter.fillRect(rect, QColor(colour(soft)))
        left = rect.right() - _BAND if current().rtl else rect.left()
        painter.fillRect(QRectF(left, rect.top(), _BAND, rect.height()), QColor(colour(band)))
        if current().tokens.border > 1:  # in the sun theme soft grounds may be white
            painter.setPen(QColor(colour("line")))
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    def _fade(self) -> None:
        self.hide()
        self.faded.emit()


class NoticeArea(QWidget):
    """Where a screen shows its notices; the newest on top, one for each key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: dict[str, Notice] = {}
        self.hide()

    def show_notice(self, key: str, notice: Notice) -> None:
        """Show a notice in place of the one with the same key."""
        self.take(key)
        self._shown[key] = notice
        self._column.insertWidget(0, notice)
        notice.faded.connect(lambda: self._gone(key, notice))
        self.show()
        bring(self)

    def take(self, key: str) -> None:
        """Take a notice away: it is solved."""
        notice = self._shown.pop(key, None)
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._shown))

    def clear(self) -> None:
        """Take all notices away."""
        for key in list(self._shown):
            self.take(key)

    def notices(self) -> dict[str, Notice]:
        """The notices on the screen, by key."""
        return dict(self._shown)

    def _gone(self, key: str, notice: Notice) -> None:
        if self._shown.get(key) is notice:
            self.take(key)
