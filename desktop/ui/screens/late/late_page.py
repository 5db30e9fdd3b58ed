"""Paper sheets: what was handed over while the laptop could not, entered line after line from the signed sheet.

Each line is durable at its Enter. What does not fit is said on the line and stays in the list, so that nothing that
people signed for is forgotten; the sheet's number is proposed again to whoever comes back.
"""

from collections.abc import Callable
from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.distribution import RoundView, Standing, Voided
from desktop.records.late import LastSheet, LateSheet
from desktop.ui.appearance.look import current
from desktop.ui.page import Page, scrolling
from desktop.ui.point_choice import PointChoice
from desktop.ui.scanner.wedge_filter import WedgeFilter
from desktop.ui.screens.late.entered_panel import EnteredPanel
from desktop.ui.screens.late.entering import Entering, first_this_line
from desktop.ui.screens.late.head_panel import HeadPanel
from desktop.ui.screens.late.line_panel import LinePanel
from desktop.ui.screens.late.take_back import TakeBack
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.stacking import Beside, hold_beside
from desktop.ui.workbench import Destination, GoLate, Workbench
from desktop.usecases import late_entries, programmes
from desktop.values.entry_kind import EntryKind
from desktop.values.period import local_day
from desktop.words.catalogue import tr, tr_n
from desktop.words.messages import Said


class LatePage(Page):
    """A sheet at a time, of the point that is chosen in the head."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset({EntryKind.VOIDED})
    keeps_at_once = True  # a line is half done or entered, which `may_leave` asks about

    def __init__(self, bench: Workbench, standing: Standing | None = None) -> None:
        """Frame; the point and the sheet come with `entered`."""
        super().__init__(bench, tr("Paper sheets"))
        self.standing = standing
        self.question: Question | None = None
        self._there = False
        prefix = bench.opened.settings.scanner_prefix
        self.wedge = WedgeFilter(prefix, self, reads=lambda text: self.entering.knows(text))
        self.choice = PointChoice()
        self.choice.chosen.connect(self._other_point)
        self.set_head_trailing(self.choice)
        self.head, self.line, self.entered_lines = HeadPanel(), LinePanel(), EnteredPanel()
        self.entering = Entering(bench, self.head, self.line, self)
        self.wedge.code.connect(self.entering.scanned)
        self.head.sheet_named.connect(self._sheet_named)
        self.entering.changed.connect(self._changed)
        self.entering.ended.connect(self._next)
        self.entered_lines.chosen.connect(self._allow)
        self.entered_lines.opened.connect(self.entering.again)
        self.nothing = EmptyState(tr("No round is open."), tr("A supervisor opens it under Rounds."), self.way_out())
        self._build()
        self._allow()

    def _build(self) -> None:
        self._whole = QWidget()
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.head)
        inside.addWidget(self.line)
        inside.addStretch(1)
        holder = QWidget()
        holder.setLayout(inside)
        row = Beside(self._whole)
        row.addWidget(scrolling(holder), 1)
        hold_beside(self.entered_lines, 300 if current().layout.small else 420)
        row.addWidget(self.entered_lines)
        self.body.addWidget(self._whole, 1)
        self.body.addWidget(self.nothing, 1)
        self.take_button = Button(tr("Enter this line"), ButtonKind.PRIMARY, "check", "Enter")
        self.take_button.clicked.connect(lambda: self.entering.take())
        self.leave_button = Button(tr("Leave it out"), ButtonKind.SECONDARY, "x", "Esc")
        self.leave_button.clicked.connect(self.entering.leave_out)
        self.back_button = Button(tr("Take back"), ButtonKind.QUIET, "arrow-back-up", "Ctrl B", "Ctrl+B")
        self.back_button.clicked.connect(self.take_back)
        self.new_button = Button(tr("Next sheet"), ButtonKind.QUIET, "file-text", "Ctrl N", "Ctrl+N")
        self.new_button.clicked.connect(self.next_sheet)
        self.set_foot([self.take_button, self.leave_button], [self.back_button, self.new_button])
        for key, act in (("C", self.line.focus_who), ("A", self.line.focus_amounts)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- coming and going --------------------------------------------------------------------------------------------

    @override
    def entered(self) -> None:
        """Offer the points of open rounds; after that what was taken back is shown as such."""
        if self._there:
            self._load()
        else:
            self.wedge.start()
            self.bench.run(programmes.rounds, self._offer)

    @override
    def leaving(self) -> None:
        """Let the keyboard go."""
        self.wedge.stop()

    @override
    def help_text(self) -> str:
        """How a sheet is entered, and its keys."""
        return tr(
            "Type the number and the day of the sheet once. Then line after line: type or scan the code, press Enter, "
            "compare with the sheet, press Enter. C when somebody else signed, A for another amount, Esc leaves a line "
            "out, Ctrl B takes one back."
        )

    @override
    def escape(self) -> None:
        """Esc leaves the line first, then the page."""
        if self.entering.half:
            self.entering.leave_out()
        else:
            super().escape()

    @override
    def may_leave(self, leave: Callable[[], None]) -> bool:
        """A line that is half done, and lines that did not fit, are asked about."""
        left = len(self.entering.left_out)
        if not self.entering.half and not left:
            return True
        heading = tr("A line is half done. Leave it?")
        if left:
            heading = tr_n("{n} line is not entered. Leave it?", "{n} lines are not entered. Leave them?", left)
        self.question = Question(
            heading,
            tr("What was entered stays. Keep the sheet: what is not entered stands on paper alone."),
            stay=tr("Stay here"),
            leave=tr("Leave"),
            leave_key="L",
            parent=self,
        )

        def let_go() -> None:
            self.entering.forget()
            leave()

        self.question.accepted.connect(let_go)
        self.question.open()
        return False

    @override
    def as_left(self, destination: Destination) -> Destination:
        """The point that is chosen."""
        return GoLate(self.standing)

    def _offer(self, rounds: tuple[RoundView, ...]) -> None:
        standing = self.choice.offer(rounds, self.standing)
        self.choice.setVisible(standing is not None)
        self._whole.setVisible(standing is not None)
        self.nothing.setVisible(standing is None)
        self._there = standing is not None
        if standing is not None:
            self._begin(standing)
        self._allow()

    def _other_point(self, standing: Standing) -> None:
        if self.entering.half and self.standing is not None:
            self.choice.list.set_value(f"{self.standing.round_code}/{self.standing.point_code}")
            self.head.at_odds(first_this_line())
            return
        self._begin(standing)

    def _begin(self, standing: Standing) -> None:
        """Propose the sheet that this person was at here last, else none, and today."""
        self.standing = self.entering.standing = standing
        self.bench.run(lambda desk: late_entries.last_sheet(desk, standing), self._propose)

    def _propose(self, last: LastSheet | None) -> None:
        today = local_day(self.bench.desk.clock().at)
        self.head.propose(last.number if last else "", last.day if last else today)
        self._load()
        self.head.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        self.head.sheet.selectAll()

    # --- the sheet ---------------------------------------------------------------------------------------------------

    def next_sheet(self) -> None:
        """Another number; the day stays, for sheets of one day come together."""
        if self.entering.half:
            self.head.at_odds(first_this_line())
            return
        self.head.sheet.set_value("")
        self._load()
        self.head.take_focus()

    def _sheet_named(self) -> None:
        shown = self.entered_lines.sheet
        if (shown.number if shown else "") != self.head.sheet.value().upper():
            self._load()

    def _load(self) -> None:
        """What was entered from the sheet whose number stands there."""
        standing, sheet = self.standing, self.head.sheet.value()
        if standing is None or not sheet:
            self._show_sheet(None)
            return
        self.bench.run(lambda desk: late_entries.sheet_lines(desk, standing, sheet), self._show_sheet)

    def _show_sheet(self, sheet: LateSheet | None) -> None:
        self.entering.number = sheet.number if sheet is not None else ""
        self.entered_lines.show_sheet(sheet, self.entering.left_here())
        self._allow()

    def _changed(self) -> None:
        """A line stands there, was edited, or did not fit."""
        self.entered_lines.show_sheet(self.entered_lines.sheet, self.entering.left_here())
        self._allow()
        if self.line.look is not None and self.head.code.hasFocus():
            self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> None:
        """The line was entered or left out: the next one."""
        self._load()
        self._allow()
        self.head.take_focus()

    # --- what was entered --------------------------------------------------------------------------------------------

    def take_back(self) -> None:
        """The chosen line, else the last one; a line that was never entered is only struck from the list."""
        present = self.entered_lines.present()
        if isinstance(present, str):
            self.entering.strike_out(present)
        elif present is not None:
            dialog = TakeBack(self.bench, present, self)
            dialog.ask(self._taken_back)

    def _taken_back(self, voided: Voided) -> None:
        what = tr("Slip {receipt} was taken back. This household can draw again.", receipt=str(voided.receipt))
        self.bench.say(NoticeKind.GOOD, Said(what))
        self.entered_lines.unchoose()
        self._load()
        self.head.take_focus()

    def _allow(self) -> None:
        """The buttons of what stands there."""
        stands, present = self.line.look is not None, self.entered_lines.present()
        self.line.setVisible(stands)
        self.take_button.setVisible(self._there and stands)
        self.leave_button.setVisible(self._there and self.entering.half)
        self.back_button.setVisible(self._there and present is not None)
        self.back_button.set_text(tr("Strike out") if isinstance(present, str) else tr("Take back"))
        self.new_button.setVisible(self._there)
