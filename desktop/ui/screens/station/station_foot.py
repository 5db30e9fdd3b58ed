"""The foot of a waiting lane: three numbers, the last hand-over, void, sound, help, help desk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.records.distribution import Counts, RecentGiven
from desktop.ui.appearance.layout import margins
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.foot import Foot
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.values.period import PAKISTAN
from desktop.words.catalogue import isolated, mark, tr


class StationFoot(Foot):
    """Words are its own few captions; numbers arrive by `show_counts`."""

    void_asked = Signal()
    desk_asked = Signal()
    help_asked = Signal()
    mute_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        look = current()
        super().__init__(least=max(look.layout.foot, look.row + 16), parent=parent)
        self._numbers = [Line("0", Role.HEADING, bold=True) for _ in range(3)]
        self._last = Line("", Role.SMALL, "muted", elide=True)
        self._last.setVisible(not look.layout.small)
        self._muted = False
        self._sound = Button(tr("Sound"), ButtonKind.QUIET, "volume")
        self._sound.clicked.connect(self._toggle)
        void = Button(tr("Void"), ButtonKind.QUIET, "arrow-back-up", "V")
        void.clicked.connect(self.void_asked)
        helped = Button(tr("Help"), ButtonKind.QUIET, "help-circle", "F1")
        helped.clicked.connect(self.help_asked)
        desk = Button(tr("Desk"), ButtonKind.QUIET, "desk", "F2")
        desk.clicked.connect(self.desk_asked)
        if look.large_text:
            self._last.hide()
            self.fill([self._counts(), void], [self._sound, helped, desk])
            return
        self.setFixedHeight(max(look.layout.foot, look.row + 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(look.layout.gutter, 0, look.layout.gutter, 0, look.rtl))
        row.setSpacing(8)
        row.addWidget(self._counts())
        row.addSpacing(12)
        row.addWidget(self._last)
        row.addWidget(void)
        row.addStretch(1)
        for button in (self._sound, helped, desk):
            row.addWidget(button)

    def _counts(self) -> QWidget:
        """The three numbers with their captions."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, caption in zip(self._numbers, (tr("me"), tr("lane"), tr("point")), strict=True):
            if row.count():
                row.addSpacing(4)
                row.addWidget(_divider())
                row.addSpacing(4)
            row.addWidget(number)
            row.addWidget(Line(caption, Role.SMALL, "muted"))
        return holder

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
