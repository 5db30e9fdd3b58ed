"""After the day: who did not come to a point, whether its account fits, and whom to ask how it went."""

from collections.abc import Callable
from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from desktop.errors import Cancelled, Told
from desktop.records.accounts import Reconciled, Sample, Waiting
from desktop.records.distribution import RoundView, Standing
from desktop.ui.background import Lane
from desktop.ui.page import Page, scrolling
from desktop.ui.point_choice import PointChoice
from desktop.ui.screens.after.account_panel import AccountPanel
from desktop.ui.screens.after.papers import AfterPapers
from desktop.ui.screens.after.sample_panel import SamplePanel
from desktop.ui.screens.after.waiting_panel import WaitingPanel, code_of, line_key
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.paper_pages import PaperPages
from desktop.ui.workbench import Destination, GoAfter, GoHousehold, GoLate, Workbench
from desktop.usecases import accounts, programmes, samples
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Permission
from desktop.values.vocabulary import RoundState
from desktop.words.catalogue import tr
from desktop.words.messages import Said

WAITING, ACCOUNT, SAMPLE, PAPER, NOTHING = range(5)
_SHOWN = (RoundState.OPEN, RoundState.CLOSED)


class AfterPage(Page):
    """Three parts beside each other, each of the point that is chosen in the head; a paper takes their place."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset({EntryKind.DAY_CLOSED})

    def __init__(self, bench: Workbench, standing: Standing | None = None, *, names: bool = False) -> None:
        """Frame; the lists come with `entered`. With `names` people are named, if the role may see names."""
        super().__init__(bench, tr("After the day"))
        self.standing = standing
        self.account: Reconciled | None = None
        self._seen: Standing | None = None
        self.choice = PointChoice()
        self.choice.chosen.connect(self._chose)
        self.set_head_trailing(self.choice)
        self._part = WAITING if bench.desk.permits(Permission.WAITING_LIST) else ACCOUNT
        self.parts = ChoiceChips(tr("After the day"), self._choices())
        self.parts.set_value(str(self._part))
        self.parts.chosen.connect(lambda value: self.turn(int(value)))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
        self.put_above(self.parts)
        self.waiting = WaitingPanel(may_name=bench.desk.permits(Permission.ROSTER), names=names)
        self.waiting.asked.connect(lambda _on=False: self.look())
        self.waiting.opened.connect(self._look_at)
        self.balance, self.sample = AccountPanel(), SamplePanel()
        self.sample.margin_chosen.connect(self._other_sample)
        self.sample.drawn_asked.connect(self.draw_sample)
        self.paper = PaperPages(tr("Pages of the paper"))
        self.papers = AfterPapers(bench, self.paper, self, lambda: self._show_part(PAPER))
        nothing = EmptyState(tr("No round was opened yet."), tr("A supervisor opens it under Rounds."), self.way_out())
        self.stack = QStackedWidget()
        for widget in (self.waiting, scrolling(self.balance), self.sample, self.paper, scrolling(nothing)):
            self.stack.addWidget(widget)
        self.body.addWidget(self.stack, 1)
        self._build_foot()
        self._allow()

    def _choices(self) -> list[Choice]:
        parts = [
            (WAITING, tr("Who did not come"), Permission.WAITING_LIST),
            (ACCOUNT, tr("Does it fit?"), Permission.POINT_ACCOUNT),
            (SAMPLE, tr("Whom to ask"), Permission.SAMPLE),
        ]
        shown = [(part, words) for part, words, right in parts if self.bench.desk.permits(right)]
        for part, _ in shown:
            keys = QShortcut(QKeySequence(f"Ctrl+{part + 1}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(lambda part=part: self.turn(part))
        return [Choice(str(part), words, f"Ctrl {part + 1}") for part, words in shown]

    def _build_foot(self) -> None:
        primary, quiet = ButtonKind.PRIMARY, ButtonKind.QUIET
        self.list_button = self._button(tr("List on paper"), primary, "file-text", "Ctrl P", self.waiting_paper)
        self.list_csv = self._button(tr("List as CSV"), ButtonKind.SECONDARY, "file-export", "Ctrl E", self._list_csv)
        self.account_button = self._button(tr("Account on paper"), primary, "file-text", "Ctrl P", self.account_paper)
        self.draw_button = self._button(tr("Draw the households"), primary, "users", "Ctrl D", self.draw_sample)
        self.form_button = self._button(tr("Form on paper"), primary, "file-text", "Ctrl P", self.form_paper)
        self.sample_csv = self._button(
            tr("List as CSV"), ButtonKind.SECONDARY, "file-export", "Ctrl E", self._sample_csv
        )
        self.form_csv = self._button(
            tr("Questions for a phone"), ButtonKind.SECONDARY, "file-export", "Ctrl K", self._form_csv
        )
        self.print_button = self._button(tr("Print"), primary, "printer", "Ctrl P", self.papers.print)
        self.save_button = self._button(
            tr("Save as PDF"), ButtonKind.SECONDARY, "device-floppy", "Ctrl E", self.papers.save
        )
        self.again_button = self._button(tr("Look again"), quiet, "refresh", "F5", self.look)
        self.redraw_button = self._button(tr("Draw anew"), quiet, "refresh", "Ctrl D", self.draw_sample)
        self.late_button = self._button(tr("Paper sheets"), quiet, "pencil", "Ctrl T", self._to_sheets)
        self.back_button = Button(tr("Back"), quiet, "arrow-back-up")
        self.back_button.clicked.connect(self.escape)
        leading = [self.list_button, self.list_csv, self.account_button, self.draw_button, self.form_button]
        leading += [self.sample_csv, self.form_csv, self.print_button, self.save_button]
        self.set_foot(leading, [self.late_button, self.again_button, self.redraw_button, self.back_button])

    def _button(self, words: str, kind: ButtonKind, icon: str, key: str, deed: Callable[[], None]) -> Button:
        button = Button(words, kind, icon, key, key.replace(" ", "+"))
        button.clicked.connect(lambda _on=False: deed())
        return button

    # --- coming and going --------------------------------------------------------------------------------------------

    @override
    def entered(self) -> None:
        """Offer the points of rounds that were opened, and look at the chosen one."""
        self.bench.run(programmes.rounds, self._offer)

    @override
    def help_text(self) -> str:
        """The three parts."""
        return tr(
            "Ctrl 1: who did not come, to go and look. Ctrl 2: scans, shelf, slips and sheets beside each other. "
            "Ctrl 3: whom to ask how it went, drawn by a seed. F5 looks again."
        )

    @override
    def escape(self) -> None:
        """Esc leaves the paper first, then the page."""
        if self.stack.currentIndex() == PAPER:
            self.turn(self._part)
        else:
            super().escape()

    @override
    def as_left(self, destination: Destination) -> Destination:
        """The point that is chosen, and whether names are shown."""
        return GoAfter(self.standing, names=self.waiting.names.isChecked())

    @override
    def present_row(self) -> str:
        """The line of those who did not come."""
        return self.waiting.table.present() or ""

    def turn(self, part: int) -> None:
        """Another part, looked at when it was not yet."""
        self._part = part
        self.parts.set_value(str(part))
        self._show_part(part)
        if not self._there():
            self.look()

    def _offer(self, rounds: tuple[RoundView, ...]) -> None:
        standing = self.choice.offer(rounds, self.standing, _SHOWN)
        for widget in (self.parts, self.choice):  # also of one point alone: it says which
            widget.setVisible(standing is not None)
        if standing is None:
            self._show_part(NOTHING)
        elif standing != self._seen:
            self._chose(standing)
        else:
            self._refresh()

    def _refresh(self) -> None:
        """A day was closed meanwhile: what is read is read anew; a paper or a sample that is shown stays."""
        step = self.stack.currentIndex()
        if step != WAITING:
            self.waiting.clear()
        if step != ACCOUNT:
            self.account = None
            self.balance.clear()
        if step in (WAITING, ACCOUNT):
            self.look()

    def _chose(self, standing: Standing) -> None:
        self.standing = self._seen = standing
        self.account = None
        self.waiting.clear()
        self.balance.clear()
        self.sample.clear()
        self._show_part(self._part)
        self.look()

    def look(self) -> None:
        """Read the part that is shown, anew; long reading shows how far it is and can be stopped."""
        standing = self.standing
        if standing is None:
            return
        if self._part == SAMPLE:
            error = self.sample.margin()
            self.bench.run(
                lambda desk: samples.sizes(desk, standing.round_code, error=error),
                self.sample.show_sizes,
                lane=Lane.LONG_READS,
            )
            self._show_part(SAMPLE)
        elif self._part == ACCOUNT:
            self.bench.run_named(
                tr("Adding up"),
                lambda desk, job: accounts.reconcile(desk, standing.round_code, progress=job.progress),
                lambda told: self._show_account(standing, told),
                failed=self._stopped,
                lane=Lane.LONG_READS,
            )
        else:
            names = self.waiting.names.isChecked()
            self.bench.run_named(
                tr("Looking who did not come"),
                lambda desk, job: accounts.waiting(desk, standing, names=names, progress=job.progress),
                lambda told: self._show_waiting(standing, told),
                failed=self._stopped,
                lane=Lane.LONG_READS,
            )

    def _to_sheets(self) -> None:
        self.bench.go(GoLate(self.standing))

    def _stopped(self, told: Told) -> bool:
        if not isinstance(told, Cancelled):
            return False
        self.bench.say(NoticeKind.KNOW, Said(tr("Stopped."), tr("F5 looks again."), tr("Nothing was changed.")))
        return True

    def _show_waiting(self, standing: Standing, told: Waiting) -> None:
        if standing == self.standing:
            row = self.take_first_row([line_key(line) for line in told.lines])
            self.waiting.show_waiting(told, row)
            self._show_part(self._part)

    def _show_account(self, standing: Standing, told: Reconciled) -> None:
        point = next((one for one in told.points if one.point_code == standing.point_code), None)
        if standing == self.standing and point is not None:
            self.account = told
            self.balance.show_account(told, point)
            self._show_part(self._part)

    def _look_at(self, key: str) -> None:
        """The household of a line, for whoever may look at households."""
        if self.bench.desk.permits(Permission.SEARCH):
            self.bench.go(GoHousehold(HouseholdCode(code_of(key))))

    # --- the sample --------------------------------------------------------------------------------------------------

    def draw_sample(self) -> None:
        """Draw by the seed that is written; the same seed draws the same households."""
        standing, seed, error = self.standing, self.sample.seed_value(), self.sample.margin()
        if standing is None or seed is None:
            return
        self.bench.run(lambda desk: samples.draw_sample(desk, standing.round_code, seed=seed, error=error), self._drawn)

    def _drawn(self, drawn: Sample) -> None:
        self.sample.show_sample(drawn)
        self._show_part(SAMPLE)

    def _other_sample(self) -> None:
        self.sample.clear()
        self.look()

    # --- papers and files --------------------------------------------------------------------------------------------

    def waiting_paper(self) -> None:
        """The list on paper, with names only where they are shown."""
        if self.waiting.told is not None:
            self.papers.waiting(self.waiting.told)

    def account_paper(self) -> None:
        """The account of the point on paper."""
        if self.account is not None and self.balance.point is not None:
            self.papers.account(self.account, self.balance.point)

    def form_paper(self) -> None:
        """The questions on paper, a row for each household of the sample."""
        if self.sample.sample is not None:
            self.papers.form(self.sample.sample)

    def _list_csv(self) -> None:
        if self.waiting.told is not None:
            self.papers.waiting_csv(self.waiting.told)

    def _sample_csv(self) -> None:
        if self.sample.sample is not None:
            self.papers.sample_csv(self.sample.sample)

    def _form_csv(self) -> None:
        if self.sample.sample is not None:
            self.papers.form_csv(self.sample.sample)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def _there(self) -> bool:
        """Whether the part that is shown was read."""
        return (self.waiting.told, self.balance.point, self.sample.sample)[self._part] is not None

    def _show_part(self, part: int) -> None:
        """Show a part or the paper; the keyboard goes where its work is, unless a person is choosing above."""
        self.stack.setCurrentIndex(part)
        self._allow()
        if part == PAPER:
            self.paper.preview.setFocus(Qt.FocusReason.OtherFocusReason)
        elif part != NOTHING and not self.choice.list.hasFocus():
            (self.waiting, self.balance, self.sample)[part].take_focus()

    def _allow(self) -> None:
        """The buttons of what is shown, one of them filled."""
        step = self.stack.currentIndex()
        told, drawn = self.waiting.told, self.sample.sample is not None
        for button in (self.list_button, self.list_csv):
            button.setVisible(step == WAITING and told is not None)
            button.setEnabled(told is not None and bool(told.lines))
        self.account_button.setVisible(step == ACCOUNT and self.balance.point is not None)
        self.draw_button.setVisible(step == SAMPLE and not drawn)
        for button in (self.form_button, self.sample_csv, self.form_csv, self.redraw_button):
            button.setVisible(step == SAMPLE and drawn)
        for button in (self.print_button, self.save_button, self.back_button):
            button.setVisible(step == PAPER)
        self.again_button.setVisible(step in (WAITING, ACCOUNT))
        self.late_button.setVisible(step in (WAITING, ACCOUNT) and self.bench.desk.permits(Permission.LATE_ENTRY))
