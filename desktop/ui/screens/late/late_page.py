"""Paper sheets: what was handed over while the laptop could not, entered line after line from the signed sheet.

Each line is durable at its Enter. What does not fit is said on the line and stays in the list, so that nothing that
people signed for is forgotten; the sheet's number is proposed again to whoever comes back.
"""

from collections.abc import Callable
from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import LateDayWrong, LateEnteredBefore, SecondNeeded, SheetMissing, Told, Unavailable
from desktop.records.distribution import LateEntered, RoundView, Standing, Voided
from desktop.records.late import LastSheet, LateLook, LateSheet
from desktop.records.operator import Second
from desktop.scanning.reader import BareCode, Reader, RefusedCode, VerifiedCard
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.ui.appearance.look import current
from desktop.ui.page import Page, scrolling
from desktop.ui.point_choice import PointChoice
from desktop.ui.scanner.wedge_filter import WedgeFilter
from desktop.ui.screens.late.entered_panel import EnteredPanel, LeftOut
from desktop.ui.screens.late.head_panel import HeadPanel
from desktop.ui.screens.late.line_panel import LinePanel
from desktop.ui.screens.late.take_back import TakeBack
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import GoHome, Workbench
from desktop.usecases import late_entries, programmes
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.period import local_day
from desktop.values.vocabulary import Source
from desktop.words.catalogue import tr, tr_n
from desktop.words.late import not_entered
from desktop.words.messages import Said, say

_DIGITS = 12


class LatePage(Page):
    """A sheet at a time, of the point that is chosen in the head."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset({EntryKind.VOIDED})

    def __init__(self, bench: Workbench, standing: Standing | None = None) -> None:
        """Frame; the point and the sheet come with `entered`."""
        super().__init__(bench, tr("Paper sheets"))
        self.standing = standing
        self.left_out: dict[str, LeftOut] = {}
        self.question: Question | None = None
        self._there = self._busy = False
        keys = keyring(bench.opened.certificates)
        self.reader = Reader(lambda text: open_credential(text, keys))
        self.wedge = WedgeFilter(bench.opened.settings.scanner_prefix, self)
        self.wedge.code.connect(self.scanned)
        self.choice = PointChoice()
        self.choice.chosen.connect(self._other_point)
        self.set_head_trailing(self.choice)
        self.head, self.line, self.entered_lines = HeadPanel(), LinePanel(), EnteredPanel()
        self.head.asked.connect(self.look_up)
        self.head.sheet_named.connect(self._sheet_named)
        self.line.finished.connect(self.take)
        self.entered_lines.chosen.connect(self._allow)
        self.entered_lines.opened.connect(self._again)
        home = Button(tr("Home"), ButtonKind.PRIMARY, "arrow-left", "Esc")
        home.clicked.connect(lambda: self.bench.go(GoHome()))
        self.nothing = EmptyState(tr("No round is open."), tr("A supervisor opens it under Rounds."), home)
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
        row = QHBoxLayout(self._whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().layout.gap)
        row.addWidget(scrolling(holder), 1)
        self.entered_lines.setFixedWidth(current().wide(300 if current().layout.small else 420))
        row.addWidget(self.entered_lines)
        self.body.addWidget(self._whole, 1)
        self.body.addWidget(self.nothing, 1)
        self.take_button = Button(tr("Enter this line"), ButtonKind.PRIMARY, "check", "Enter")
        self.take_button.clicked.connect(lambda: self.take())
        self.leave_button = Button(tr("Leave it out"), ButtonKind.SECONDARY, "x", "Esc")
        self.leave_button.clicked.connect(self.leave_out)
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
        if self.line.look is not None or self.head.code.digits():
            self.leave_out()
        else:
            super().escape()

    @override
    def may_leave(self) -> bool:
        """A line that is half done, and lines that did not fit, are asked about."""
        half, left = self._half(), len(self.left_out)
        if not half and not left:
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
        self.question.accepted.connect(self._leave)
        self.question.open()
        return False

    def _leave(self) -> None:
        self.left_out = {}
        self._clear_line()
        self.bench.go(GoHome())

    def _half(self) -> bool:
        return self.line.look is not None or bool(self.head.code.digits())

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
        if self._half() and self.standing is not None:
            self.choice.list.set_value(f"{self.standing.round_code}/{self.standing.point_code}")
            self.head.at_odds(tr("Enter this line or leave it out first."))
            return
        self._begin(standing)

    def _begin(self, standing: Standing) -> None:
        """Propose the sheet that this person was at here last, else none, and today."""
        self.standing = standing
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
        if self._half():
            self.head.at_odds(tr("Enter this line or leave it out first."))
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
        self.entered_lines.show_sheet(sheet, tuple(self.left_out.values()))
        self._allow()

    # --- a line ------------------------------------------------------------------------------------------------------

    def scanned(self, text: str) -> None:
        """A row of the sheet, or a card, under the hand scanner: the same as its code typed, with Enter."""
        reading = self.reader.hear(text, Source.SCANNER)
        if reading is None or self._busy or QApplication.activeModalWidget() is not None:
            return
        if self.line.look is not None:
            self.head.at_odds(tr("Enter this line or leave it out first."))
        elif isinstance(reading, RefusedCode):
            self.head.at_odds(
                tr("That is no code of this office. Type the one that stands on the sheet."), self.head.code
            )
        else:
            code = reading.number if isinstance(reading, VerifiedCard) else reading.code
            household = code.household if isinstance(code, CardNumber) else code
            self.head.code.set_value(household.text)
            self._look(code)

    def look_up(self) -> None:
        """Enter in the code: what was due to it; Enter once more enters it."""
        if self.line.look is not None:
            self.take()
            return
        digits = self.head.code.digits()
        if not digits:
            return
        if len(digits) < _DIGITS:
            more = _DIGITS - len(digits)
            self.head.at_odds(tr_n("{n} more digit to come.", "{n} more digits to come.", more), self.head.code)
            return
        reading = self.reader.hear(digits, Source.TYPED)
        if isinstance(reading, BareCode):
            self._look(reading.code)
        else:
            said = tr("These digits do not fit together. Compare them with the sheet.")
            self.head.at_odds(said, self.head.code)

    def _look(self, code: HouseholdCode | CardNumber) -> None:
        standing, sheet, day = self.standing, self.head.sheet.value(), self.head.day.day()
        if standing is None or self._busy:
            return
        if day is None:
            self.head.at_odds(tr("Type the day that stands on the sheet."), self.head.day)
            self.head.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._busy = True
        self.bench.run(
            lambda desk: late_entries.look(desk, standing, sheet, day, code),
            self._stands,
            failed=lambda told: self._refused(told, code),
        )

    def _stands(self, look: LateLook) -> None:
        self._busy = False
        self.head.at_ease()
        self.line.show_line(look)
        self._allow()
        self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Enter the line that stands there; whoever registered the household needs a second person."""
        entering, look = self._entering(), self.line.look
        if entering is None or look is None or self._busy:
            return
        self._busy = True
        self.bench.run(lambda desk: entering(desk, None), self._taken, failed=lambda told: self._not_taken(told, look))

    def _entering(self) -> Callable[[Desk, Second | None], LateEntered] | None:
        standing, look, sheet, day = self.standing, self.line.look, self.head.sheet.value(), self.head.day.day()
        if standing is None or look is None or day is None:
            return None
        who, given = self.line.collector(), self.line.given()

        def work(desk: Desk, second: Second | None) -> LateEntered:
            return late_entries.enter(desk, standing, sheet, day, look.code, collector=who, given=given, second=second)

        return work

    def _not_taken(self, told: Told, look: LateLook) -> bool:
        entering = self._entering()
        if not isinstance(told, SecondNeeded) or entering is None:
            return self._refused(told, look.code)
        self._busy = False
        sentence = tr("You registered this household yourself. A second person looks at the sheet and agrees.")
        dialog = SecondDialog(self.bench, tr("Enter this line"), sentence, tr("We enter it"), self)
        dialog.do(entering, self._taken, refused=lambda told: self._refused(told, look.code))
        return True

    def _taken(self, done: LateEntered) -> None:
        self._busy = False
        self.left_out.pop(f"{done.sheet}/{done.household.text}", None)
        self.bench.clear()  # the list says what was entered; a notice here would move the line under the hand
        self.head.settled()
        self._next()

    def _refused(self, told: Told, code: HouseholdCode | CardNumber) -> bool:
        """Said on the line, whose code stays there; what does not fit waits in the list until it is settled."""
        self._busy = False
        if isinstance(told, Unavailable):
            self.head.at_odds(say(told).what)
            return False
        field: Field = self.head.code
        if isinstance(told, SheetMissing):
            field = self.head.sheet
        elif isinstance(told, LateDayWrong):
            field = self.head.day
        sentence = not_entered(told)
        self.head.at_odds(sentence, field)
        if field is self.head.code and not isinstance(told, LateEnteredBefore):
            self._keep(code, sentence)
        if self.line.look is None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()
        return True

    def leave_out(self) -> None:
        """The line is not entered now: it waits in the list, where it is found again."""
        if self.line.look is not None:
            self._keep(self.line.look.code, tr("left out"))
        self._next()

    def _keep(self, code: HouseholdCode | CardNumber, why: str) -> None:
        household = code.household if isinstance(code, CardNumber) else code
        left = LeftOut(self.head.sheet.value().upper(), household.text, household.grouped, why)
        self.left_out[left.key] = left
        self.entered_lines.show_sheet(self.entered_lines.sheet, tuple(self.left_out.values()))

    def _next(self) -> None:
        self.reader.forget()
        self._clear_line()
        self._load()
        self.head.take_focus()

    def _clear_line(self) -> None:
        self.line.clear()
        self.head.code.set_value("")
        self.head.at_ease()
        self._allow()

    # --- what was entered --------------------------------------------------------------------------------------------

    def _again(self, key: str) -> None:
        """A line that was left out is looked up once more: what stood against it may be settled."""
        left = self.left_out.get(key)
        if left is None or self._half():
            return
        if left.sheet == self.head.sheet.value().upper():
            self.head.code.set_value(left.code)
            self.look_up()

    def take_back(self) -> None:
        """The chosen line, else the last one; a line that was never entered is only struck from the list."""
        present = self.entered_lines.present()
        if isinstance(present, str):
            self.left_out.pop(present, None)
            self._load()
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
        self.leave_button.setVisible(self._there and self._half())
        self.back_button.setVisible(self._there and present is not None)
        self.back_button.set_text(tr("Strike out") if isinstance(present, str) else tr("Take back"))
        self.new_button.setVisible(self._there)
