"""What wants a second look, for supervisor and auditor: facts, the households to look at, and lines put aside."""

from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.quiet import PutAside, QuietFlag
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.background import Lane
from desktop.ui.page import Page
from desktop.ui.screens.quiet.flag_panel import FlagPanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Chip
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.picture import Icon
from desktop.ui.widgets.stacking import hold_beside
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.ui.workbench import Destination, GoHousehold, GoQuiet, Workbench
from desktop.usecases import quiet
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Permission
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.quiet import flag_title
from desktop.words.said import Said


class QuietPage(Page):
    """A list and the chosen line beside it; nothing here stops or blocks anybody."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {EntryKind.HOUSEHOLD_REGISTERED, EntryKind.HOUSEHOLD_CORRECTED, EntryKind.QUIET_ASIDE}
    )

    def __init__(self, bench: Workbench, *, every: bool = False) -> None:
        """Frame; the list comes with `entered`, with `every` also what was put aside."""
        super().__init__(bench, tr("Wants a second look"))
        self._flags: dict[str, QuietFlag] = {}
        self.also = Chip(tr("Put aside too"), icon="eye")
        self.also.setChecked(every)
        self.also.toggled.connect(lambda _on=False: self.entered())
        self.table = Table(tr("Wants a second look"), _columns())
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _="": self._look())
        self.empty = EmptyState(
            tr("Nothing wants a second look"),
            tr("One phone, voucher or collector over many households, very fast hands and nights would stand here."),
            drawing=Icon("circle-check", 72, "good"),
        )
        self._puts = bench.desk.permits(Permission.QUIET_ASIDE)
        self._looks = bench.desk.permits(Permission.SEARCH)
        self.panel = FlagPanel(asks=self._puts)
        self.panel.looked.connect(self._go)
        self.panel.put.connect(self.put_aside)
        self._build()
        self._allow()

    @override
    def entered(self) -> None:
        """Look everything over."""
        every = self.also.isChecked()
        self.bench.run(lambda desk: quiet.flags(desk, every=every), self._show, lane=Lane.LONG_READS)

    @property
    def flags(self) -> tuple[QuietFlag, ...]:
        """The lines that are shown."""
        return tuple(self._flags.values())

    @override
    def help_text(self) -> str:
        """What the list is."""
        return tr("These are facts, and most have a good reason. Look, ask, and write the reason; nobody is stopped.")

    @override
    def as_left(self, destination: Destination) -> Destination:
        """With what was put aside, when it is shown too."""
        return GoQuiet(every=self.also.isChecked())

    @override
    def present_row(self) -> str:
        """The line that is shown."""
        return self.table.present() or ""

    def put_aside(self) -> None:
        """Put the chosen line aside with the reason that is written."""
        flag, reason = self._present(), self.panel.reason.value()
        if flag is None or not self._puts:
            return
        if not reason:
            self.panel.ask_reason()
            return
        self.bench.run(lambda desk: quiet.put_aside(desk, flag.key, reason), self._put)

    def _put(self, put: PutAside) -> None:
        said = Said(tr("Put aside: {title}.", title=flag_title(put.flag)), tr("It comes back when it grows."))
        self.bench.say(NoticeKind.GOOD, said)

    def _show(self, flags: tuple[QuietFlag, ...]) -> None:
        self._flags = {flag.key: flag for flag in flags}
        self.table.set_rows([_row(flag) for flag in flags])
        self.table.setMaximumHeight(self.table.sizeHint().height())
        for widget, seen in ((self.table, bool(flags)), (self.panel, bool(flags)), (self.empty, not flags)):
            widget.setVisible(seen)
        if flags:
            self.choose_row(self.table, list(self._flags))
            self._choose(self.table.present() or "")
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._allow()

    def _choose(self, key: str) -> None:
        flag = self._flags.get(key)
        if flag is not None:
            self.panel.show_flag(flag)
        self._allow()

    def _look(self) -> None:
        """The households of the chosen line: the first of them has the keyboard."""
        flag = self._present()
        if flag is not None and flag.households:
            self.panel.codes.choose(flag.households[0].text)
            self.panel.codes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at(self) -> None:
        code = self.panel.codes.present()
        if code is None:
            self._look()
        else:
            self._go(code)

    def _go(self, code: str) -> None:
        if self._looks:
            self.bench.go(GoHousehold(HouseholdCode(code)))

    def _present(self) -> QuietFlag | None:
        return self._flags.get(self.table.present() or "")

    def _build(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.also)
        row.addWidget(Line(tr("Facts to look at, not a word about anybody."), Role.SMALL, "muted", elide=True), 1)
        row.setSpacing(12)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addStretch(0)
        self.body.addWidget(left, 1)
        hold_beside(self.panel, current().layout.side)
        self.body.addWidget(self.panel)
        self.empty.hide()
        self.look_button = Button(tr("Look at the household"), ButtonKind.PRIMARY, "home", "Enter")
        self.look_button.clicked.connect(self._look_at)
        self.aside_button = Button(tr("Put aside"), icon="check", key="Ctrl S", shortcut="Ctrl+S")
        self.aside_button.clicked.connect(self.put_aside)
        self.set_foot([self.look_button, self.aside_button])

    def _allow(self) -> None:
        flag = self._present()
        self._foot.setVisible(flag is not None and (self._looks or self._puts))
        self.look_button.setVisible(self._looks and flag is not None and bool(flag.households))
        self.aside_button.setVisible(self._puts and flag is not None and flag.aside is None)


def _columns() -> list[Column]:
    kind = [] if current().layout.small else [Column(tr("What"), 320)]
    return [Column(tr("About"), bold=True), *kind, Column(tr("How many"), 120, number=True), Column(tr("State"), 120)]


def _row(flag: QuietFlag) -> TableRow:
    kind = () if current().layout.small else (label(flag.kind),)
    state = tr("put aside") if flag.aside else ""
    return TableRow(flag.key, (flag_title(flag), *kind, f"{flag.count:,}", state))
