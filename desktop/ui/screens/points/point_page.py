"""A point before it opens and while it is open: checklist, duties, the shelf; opening it, stopping its lanes."""

from collections.abc import Callable
from typing import override
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import SecondNeeded, Told
from desktop.records.distribution import RoundView, Standing
from desktop.records.point_day import DutyDraft, PointOpened, PointReady
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import Page, scrolling
from desktop.ui.point_choice import PointChoice
from desktop.ui.screens.points.checklist_panel import ChecklistPanel
from desktop.ui.screens.points.duties_panel import DutiesPanel, DutyDialog
from desktop.ui.screens.points.shelf_panel import ShelfPanel
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import FormRow
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.workbench import Destination, GoAfter, GoDayClose, GoLate, GoPoint, Workbench
from desktop.usecases import point_days, programmes
from desktop.values.entry_kind import EntryKind
from desktop.values.period import PAKISTAN
from desktop.values.permissions import Permission
from desktop.values.vocabulary import PointCheckKind
from desktop.words.captions.bilingual import days_words
from desktop.words.catalogue import isolated, joined, tr
from desktop.words.labels import label
from desktop.words.lane_plan import day_sentence, plan_sentence
from desktop.words.messages import Said, say

_SINCE = "since"


class PointPage(Page):
    """One point at a time; which one is chosen in the head."""

    cares = frozenset({EntryKind.POINT_OPENED, EntryKind.POINT_CLOSED, EntryKind.DAY_CLOSED, EntryKind.STOCK_COUNTED})

    def __init__(self, bench: Workbench, standing: Standing | None = None) -> None:
        super().__init__(bench, tr("Open and close a point"))
        self.standing = standing
        self.ready: PointReady | None = None
        self.choice = PointChoice()
        self.choice.chosen.connect(self._chose)
        self.set_head_trailing(self.choice)
        self.checklist = ChecklistPanel()
        self.checklist.ticked.connect(self.tick)
        self.shelf = ShelfPanel(tr("On the shelf"), wide=False)
        self.duties = DutiesPanel()
        self.duties.wanted.connect(self._ask_duty)
        self.duties.ended.connect(self._end_duty)
        says = [Choice("ask", tr("Ask: was it given?")), Choice("given", tr("The one before was given"))]
        self.hands_first = ChoiceChips(tr("What does the next card say?"), says, numbered=False)
        self.hands_first.chosen.connect(self._set_hands_first)
        self._holder = scrolling(self.checklist)
        self.body.addWidget(self._holder, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.shelf)
        column.addWidget(self.duties)
        column.addWidget(Line(tr("What does the next card say?"), Role.HEADING))
        column.addWidget(self.hands_first)
        column.addStretch(1)
        self._side = self.side()
        self._lying = scrolling(inside)
        self._side.addWidget(self._lying)
        self._empty: EmptyState | None = None
        self.question: Question | None = None
        self._build_foot()

    def _build_foot(self) -> None:
        self.open_button = Button(tr("Open the point"), ButtonKind.PRIMARY, "lock-open", "Ctrl O", "Ctrl+O")
        self.open_button.clicked.connect(self.open_point)
        self.second_button = Button(tr("Open by two people"), ButtonKind.SECONDARY, "users")
        self.second_button.clicked.connect(self._ask_second)
        self.close_button = Button(tr("Close the day"), ButtonKind.PRIMARY, "clipboard-check", "Ctrl D", "Ctrl+D")
        self.close_button.clicked.connect(self._to_close)
        self.shut_button = Button(tr("Stop the lanes only"), ButtonKind.SECONDARY, "lock")
        self.shut_button.clicked.connect(self._ask_shut)
        self.sheet_button = Button(tr("Last day sheet"), ButtonKind.QUIET, "file-text", "Ctrl G", "Ctrl+G")
        self.sheet_button.clicked.connect(self._to_close)
        self.after_button = Button(tr("After the day"), ButtonKind.QUIET, "equal", "Ctrl R", "Ctrl+R")
        self.after_button.clicked.connect(lambda: self.bench.go(GoAfter(self.standing)))
        self.late_button = Button(tr("Paper sheets"), ButtonKind.QUIET, "pencil", "Ctrl T", "Ctrl+T")
        self.late_button.clicked.connect(lambda: self.bench.go(GoLate(self.standing)))
        leading = [self.open_button, self.second_button, self.close_button, self.shut_button]
        self.set_foot(leading, [self.late_button, self.after_button, self.sheet_button])
        self._allow(None)

    @override
    def entered(self) -> None:
        """Offer the points of open rounds, and load the chosen one."""
        self.bench.run(programmes.rounds, self._offer)

    @override
    def as_left(self, destination: Destination) -> Destination:
        """The point that is chosen."""
        return GoPoint(self.standing)

    @override
    def help_text(self) -> str:
        """What is done here, and its keys."""
        return tr(
            "Keys 1 to 8 tick the lines. Count the shelf, then open the point; two people may open it unticked. "
            "D adds somebody, Del takes a duty away."
        )

    def _offer(self, rounds: tuple[RoundView, ...]) -> None:
        standing = self.choice.offer(rounds, self.standing)
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None
        for widget in (self._holder, self._lying):
            widget.setVisible(standing is not None)
        if standing is None:
            more = tr("A supervisor opens it under Rounds.")
            self._empty = EmptyState(tr("No round is open."), more, self.way_out())
            self.body.addWidget(self._empty, 1)
            self._allow(None)
            return
        self._chose(standing)

    def _chose(self, standing: Standing) -> None:
        self.standing = standing
        self.bench.run(lambda desk: point_days.ready(desk, standing), self._show)

    def _show(self, ready: PointReady) -> None:
        before, self.ready = self.ready, ready
        self.checklist.show_checks(ready.checks)
        running = ready.opened_at is not None
        plan = "" if running else plan_sentence(ready.to_come, ready.place.lanes)
        self.checklist.show_plan(plan, "" if running else day_sentence(ready.place.on_day, ready.day))
        self.duties.show_duties(ready.duties)
        self.shelf.show_shelf(ready.shelf)
        self.hands_first.set_value("given" if ready.place.hands_first else "ask")
        self._allow(ready)
        choosing = before is not None and self.choice.list.hasFocus()  # the next arrow goes on to the next point
        if (before is None or before.place.id != ready.place.id) and not choosing:
            first = self.checklist.chips[PointCheckKind.LIST_FIXED]
            (self.close_button if ready.opened_at else first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self, ready: PointReady | None) -> None:
        """One filled button: open what is closed, close what is open."""
        running = ready is not None and ready.opened_at is not None
        shut = ready is not None and not running
        self.open_button.setVisible(shut)
        self.second_button.setVisible(shut and ready is not None and bool(ready.unticked))
        self.close_button.setVisible(running)
        self.shut_button.setVisible(running)
        self.sheet_button.setVisible(shut)
        self.after_button.setVisible(ready is not None)
        self.late_button.setVisible(ready is not None and self.bench.desk.permits(Permission.LATE_ENTRY))
        self.notices.take(_SINCE)
        if ready is not None and ready.opened_at is not None:
            opened = ready.opened_at.astimezone(PAKISTAN)
            day = opened.date()
            said = tr("This point is open since {time}.", time=isolated(opened.strftime("%H:%M")))
            if day != ready.day:
                said = tr("This point is open since {day}: close that day first.", day=days_words(day, day))
            kind = NoticeKind.KNOW if day == ready.day else NoticeKind.LOOK
            self.notices.show_notice(_SINCE, Notice(kind, said, stay=True))

    # --- what a lead does --------------------------------------------------------------------------------------------

    def tick(self, kind: PointCheckKind, on: bool) -> None:
        """Tick a line, or take the tick back."""
        standing = self.standing
        if standing is not None:
            self.bench.run(lambda desk: point_days.tick(desk, standing, [kind], on=on), self._ticked)

    def _set_hands_first(self, says: str) -> None:
        """Whether lanes hand over before the next card; a screen that asks for a look is asked about in any case."""
        standing = self.standing
        if standing is not None:
            self.bench.run(lambda desk: point_days.set_hands_first(desk, standing, on=says == "given"), lambda _: None)

    def _ticked(self, ready: PointReady) -> None:
        self._show(ready)
        if not ready.unticked:
            self.bench.clear()  # what was said of lines that wanted a tick is over

    def open_point(self) -> None:
        """Count and open; what is not ticked is said, and the point stays closed."""
        drafts, standing = self.shelf.drafts(), self.standing
        if drafts is not None and standing is not None:
            self.bench.run(
                lambda desk: point_days.open_point(desk, standing, counts=drafts), self._opened, failed=self._not_alone
            )

    def _not_alone(self, told: Told) -> bool:
        """More is missing than one person writes off: somebody of another role looks at the shelf too."""
        drafts, standing = self.shelf.drafts(), self.standing
        if not isinstance(told, SecondNeeded) or drafts is None or standing is None:
            return False
        sentence = tr("Goods leave this point, or something is missing: somebody of another role looks too.")
        dialog = SecondDialog(self.bench, tr("Open the point"), sentence, tr("We have both looked"), self)
        dialog.do(
            lambda desk, second: point_days.open_point(desk, standing, counts=drafts, second=second), self._opened
        )
        return True

    def _opened(self, opened: PointOpened) -> None:
        self.bench.say(NoticeKind.GOOD, Said(tr("The point is open."), tr("The lanes can scan now.")))
        self._show(opened.ready)
        self._lying.verticalScrollBar().setValue(0)  # counted: the fields are new, and empty
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_second(self) -> None:
        """Open with something unticked, with the second person's passphrase and a reason."""
        drafts, standing = self.shelf.drafts(), self.standing
        if self.ready is None or drafts is None or standing is None:
            return
        wanting = joined(*map(label, self.ready.unticked))
        sentence = tr("Not ticked: {lines}. Both names and the reason are kept in the book.", lines=wanting)
        dialog = SecondDialog(self.bench, tr("Open by two people"), sentence, tr("We open it"), self)
        row, reason = why_now()
        dialog.column.insertWidget(1, row)
        told: list[str] = []  # read here, before the work begins on its own thread
        dialog.asked.connect(lambda _name="", _words="": told.append(reason.value()))
        dialog.do(
            lambda desk, second: point_days.open_point(desk, standing, counts=drafts, second=second, reason=told[-1]),
            self._opened,
        )
        reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_shut(self) -> None:
        """Enter on this button comes easily, and a stopped lane stands in front of people who wait."""
        self.question = Question(
            tr("Stop the lanes?"),
            tr("No lane can scan until the point is opened again. The day is not closed by it."),
            stay=tr("Stay here"),
            leave=tr("Stop the lanes"),
            parent=self,
        )
        self.question.accepted.connect(self._shut)
        self.question.open()

    def _shut(self) -> None:
        standing = self.standing
        if standing is None:
            return
        said = Said(tr("The lanes are stopped."), tr("Count the day when the queue is gone."))
        self.bench.run(
            lambda desk: point_days.shut_point(desk, standing), lambda _: self.bench.say(NoticeKind.GOOD, said)
        )

    def _to_close(self) -> None:
        if self.standing is not None:
            self.bench.go(GoDayClose(self.standing))

    # --- duties ------------------------------------------------------------------------------------------------------

    def _ask_duty(self) -> None:
        slots = self.bench.opened.staff()
        operators = [Choice(slot.name, f"{slot.name} · {label(slot.role)}") for slot in slots]
        dialog = DutyDialog(operators, self)
        dialog.chosen.connect(lambda draft: self.set_duty(draft, dialog.accept, dialog.refuse))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
        dialog.open()
        dialog.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_duty(self, draft: DutyDraft, done: Callable[[], object], refused: Callable[[str], object]) -> None:
        """Somebody for a duty of today."""
        standing = self.standing
        if standing is None:
            return

        def through(ready: PointReady) -> None:
            done()
            self._show(ready)

        def failed(told: Told) -> bool:
            refused(say(told).shortly())
            return True

        self.bench.run(lambda desk: point_days.set_duty(desk, standing, draft), through, failed=failed)

    def _end_duty(self, duty: UUID) -> None:
        standing = self.standing
        if standing is not None:
            self.bench.run(lambda desk: point_days.end_duty(desk, standing, duty), self._show)


def why_now() -> tuple[FormRow, TextField]:
    """The row that asks why a point opens with something unticked, and its field."""
    reason = TextField(tr("Reason"), tr("why it has to open now"))
    reason.setMaxLength(point_days.LONGEST_REASON)
    return FormRow(tr("Reason"), [reason], above=True), reason
