"""Blocks for the supervisor: what was proposed, what is in force; agreed to, not agreed to and lifted by two people."""

from collections.abc import Callable
from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Told
from desktop.records.block import BlockChanged, BlockView
from desktop.records.operator import Second
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import Page
from desktop.ui.screens.blocks.block_panel import BlockPanel
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.picture import Icon
from desktop.ui.widgets.stacking import hold_beside
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.ui.workbench import GoHousehold, Workbench
from desktop.usecases import blocks
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.vocabulary import BlockState
from desktop.words.blocks import block_sentence
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.said import Said


class BlocksPage(Page):
    """A table and the chosen block beside it; what ended or lapsed stands in no list, only in a household's history."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {EntryKind.BLOCK_PROPOSED, EntryKind.BLOCKED, EntryKind.BLOCK_REFUSED, EntryKind.UNBLOCKED}
    )

    def __init__(self, bench: Workbench) -> None:
        """Frame; the list comes with `entered`."""
        super().__init__(bench, tr("Blocks"))
        self._views: dict[str, BlockView] = {}
        self.dialog: SecondDialog | None = None
        self.table = Table(tr("Blocks"), _columns())
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _="": self._look())
        self.empty = EmptyState(
            tr("No block waits or is in force"),
            tr("The help desk proposes one on a household’s page. What lapsed or was lifted stands in its history."),
            drawing=Icon("circle-check", 72, "good"),
        )
        self.panel = BlockPanel()
        self.panel.lifted.connect(self._lift)
        self._build()

    @override
    def entered(self) -> None:
        """Load what waits and what is in force."""
        self.bench.run(blocks.standing, self._show)

    @override
    def help_text(self) -> str:
        """What a block is."""
        return tr(
            "A block sends a household to the help desk, for one of six reasons. One proposes it, two others decide, "
            "two people lift it; being looked at ends by itself after 14 days."
        )

    @override
    def present_row(self) -> str:
        """The line that is shown."""
        return self.table.present() or ""

    def _show(self, views: tuple[BlockView, ...]) -> None:
        self._views = {str(view.id): view for view in views}
        self.table.set_rows([_row(view) for view in views])
        for widget, seen in ((self.table, bool(views)), (self.panel, bool(views)), (self.empty, not views)):
            widget.setVisible(seen)
        self._foot.setVisible(bool(views))
        if views:
            self.choose_row(self.table, list(self._views))
            self._choose(self.table.present() or "")
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        view = self._views.get(key)
        if view is None:
            return
        self.panel.show_block(view)
        waits = view.state is BlockState.PROPOSED
        for button, seen in ((self.agree_button, waits), (self.refuse_button, waits), (self.lift_button, not waits)):
            button.setVisible(seen)

    def _present(self) -> BlockView | None:
        return self._views.get(self.table.present() or "")

    def _look(self) -> None:
        view = self._present()
        if view is not None:
            self.bench.go(GoHousehold(view.household))

    def _decide(self, *, agreed: bool) -> None:
        view = self._present()
        if view is None:
            return
        heading = tr("Block this household") if agreed else tr("Do not block")
        self._by_two(heading, lambda desk, second: blocks.decide(desk, view.household, agreed=agreed, second=second))

    def _lift(self) -> None:
        view, reason = self._present(), self.panel.reason.value()
        if view is None:
            return
        if not reason:
            self.panel.ask_reason()
            return
        self._by_two(
            tr("Lift the block"), lambda desk, second: blocks.lift(desk, view.household, reason, second=second)
        )

    def _by_two(self, heading: str, work: Callable[[Desk, Second], BlockChanged]) -> None:
        sentence = tr("A second person of another role looks at it and agrees.")
        dialog = self.dialog = SecondDialog(self.bench, heading, sentence, tr("I agree"), self)
        dialog.finished.connect(self._second_left)
        dialog.do(work, self._changed, self._refused)

    def _changed(self, changed: BlockChanged) -> None:
        said = block_sentence(changed.block)
        self.bench.say(NoticeKind.GOOD, Said(f"{changed.block.household.grouped}  {said}"))

    def _refused(self, _told: Told) -> bool:
        self.entered()
        return False

    def _second_left(self) -> None:
        self.dialog = None

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8)
        column.addWidget(Line(tr("Each block has a reason, two names and an end."), Role.SMALL, "muted", elide=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.body.addWidget(left, 1)
        hold_beside(self.panel, current().layout.side)
        self.body.addWidget(self.panel)
        for widget in (self.table, self.panel, self.empty):
            widget.hide()
        self.agree_button = Button(tr("Block"), ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S")
        self.refuse_button = Button(tr("Do not block"), icon="x", key="N", shortcut="N")
        self.lift_button = Button(tr("Lift the block"), ButtonKind.PRIMARY, "lock-open", "Ctrl S", shortcut="Ctrl+S")
        look = Button(tr("Look at the household"), icon="home", key="Enter")
        self.agree_button.clicked.connect(lambda: self._decide(agreed=True))
        self.refuse_button.clicked.connect(lambda: self._decide(agreed=False))
        self.lift_button.clicked.connect(self._lift)
        look.clicked.connect(self._look)
        self.set_foot([self.agree_button, self.refuse_button, self.lift_button], [look])
        self._foot.hide()


def _columns() -> list[Column]:
    small = current().layout.small
    more = [] if small else [Column(tr("Village"), 160)]
    return [Column(tr("Household"), code=True), Column(tr("Reason"), bold=True), *more, Column(tr("State"), 120)]


def _row(view: BlockView) -> TableRow:
    more = () if current().layout.small else (view.village,)
    return TableRow(str(view.id), (view.household.text, label(view.reason), *more, label(view.state)))
