"""The foot of a waiting lane: three numbers, the last hand-over, void, sound, help, help desk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.records.distribution import Counts, RecentGiven
from desktop.ui.appearance.layout import margins
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.values.period import PAKISTAN
from desktop.words.catalogue import isolated, mark, tr


class StationFoot(QFrame):
    """Words are its own few captions; numbers arrive by `show_counts`."""

    void_asked = Signal()
    desk_asked = Signal()
    help_asked = Signal()
    mute_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        look = current()
        self.setFixedHeight(max(look.layout.foot, look.row + 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(look.layout.gutter, 0, look.layout.gutter, 0, look.rtl))
        row.setSpacing(8)
        self._numbers: list[Line] = []
        for caption in (tr("me"), tr("lane"), tr("point")):
            if self._numbers:
                row.addSpacing(4)
                row.addWidget(_divider())
                row.addSpacing(4)
            number = Line("0", Role.HEADING, bold=True)
            self._numbers.append(number)
            row.addWidget(number)
            row.addWidget(Line(caption, Role.SMALL, "muted"))
        row.addSpacing(12)
        self._last = Line("", Role.SMALL, "muted", elide=True)
        self._last.setVisible(not look.layout.small)
        row.addWidget(self._last)
        void = Button(tr("Void"), ButtonKind.QUIET, "arrow-back-up", "V")
        void.clicked.connect(self.void_asked)
        row.addWidget(void)
        row.addStretch(1)
        self._muted = False
        self._sound = Button(tr("Sound"), ButtonKind.QUIET, "volume")
        self._sound.clicked.connect(self._toggle)
        row.addWidget(self._sound)
        helped = Button(tr("Help"), ButtonKind.QUIET, "help-circle", "F1")
        helped.clicked.connect(self.help_asked)
        row.addWidget(helped)
        desk = Button(tr("Desk"), ButtonKind.QUIET, "desk", "F2")
        desk.clicked.connect(self.desk_asked)
        row.addWidget(desk)

    def show_counts(self, counts: Counts, last: RecentGiven | None) -> None:
        """Hand-overs of today, and the last one at this lane."""
        for number, value in zip(self._numbers, (counts.me, counts.lane, counts.point), strict=True):
            number.setText(f"{value:,}")
        if last is None:
            self._last.setText("")
            return
        at = last.at.astimezone(PAKISTAN).strftime("%H:%M")
        said = mark("Last: {code} taken back") if last.voided else mark("Last: {code} given {time}")
        self._last.setText(tr(said, code=isolated(last.household.grouped), time=isolated(at)))

    def toggle_sound(self) -> None:
        """Mute, or sound again."""
        self._toggle()

    def _toggle(self) -> None:
        self._muted = not self._muted
        self._sound.set_icon("volume-off" if self._muted else "volume")
        self._sound.set_text(tr("Muted") if self._muted else tr("Sound"))
        self.mute_asked.emit(self._muted)


def _divider() -> Panel:
    rule = Panel("divider")
    rule.setFixedSize(1, current().px(24))
    return rule
