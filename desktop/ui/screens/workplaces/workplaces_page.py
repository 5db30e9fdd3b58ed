"""Workplaces: the list with its filters and its reach, a visit noted at the side, a form to add or correct one."""

from datetime import date, timedelta
from typing import ClassVar, override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import DraftProblems, Told
from desktop.records.workplace import Reach, VisitView, WorkplaceDraft, WorkplaceSaved, WorkplaceView
from desktop.ui.appearance.look import current
from desktop.ui.page import Page, scrolling
from desktop.ui.screens.workplaces.list_panel import ListPanel, Wanted
from desktop.ui.screens.workplaces.visit_panel import VisitPanel
from desktop.ui.screens.workplaces.workplace_form import WorkplaceForm
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.greyed import allow
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Workbench
from desktop.usecases import workplaces
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.period import local_day
from desktop.values.problem import Problem
from desktop.words.catalogue import tr
from desktop.words.problems import say_problem
from desktop.words.said import Said


class WorkplacesPage(Page):
    """For clerks and inspectors. A visit has a plain number; nothing on this page knows a person."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {EntryKind.WORKPLACE_MADE, EntryKind.WORKPLACE_CORRECTED, EntryKind.WORKPLACE_VISITED}
    )

    def __init__(self, bench: Workbench) -> None:
        """List, side panel and form; what they show comes with `entered`."""
        super().__init__(bench, tr("Workplaces"))
        self.list = ListPanel()
        self.visit = VisitPanel()
        self.form = WorkplaceForm()
        self.correcting: WorkplaceView | None = None
        self._shown: dict[str, WorkplaceView] = {}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(scrolling(_held(self.form)))
        self.body.addWidget(self._stack, 1)
        side = self.side()
        side.addWidget(self.visit)
        side.addStretch(1)
        self._side = self.visit.parentWidget()
        self.list.wanted.connect(self._reload)
        self.list.table.chosen.connect(self._choose)
        self.list.table.opened.connect(lambda _="": self.visit.focus_first())
        self.list.empty_button.clicked.connect(self.begin)
        self.visit.finished.connect(self.note_visit)
        self.form.left.connect(self._look_over)
        self.form.finished.connect(self.keep)
        self._build_foot()
        self._listing(listing=True)

    @override
    def entered(self) -> None:
        """Load the list; the keyboard is in it."""
        self._reload()
        if self._stack.currentIndex() == 0:
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def help_text(self) -> str:
        """What a visit is."""
        return tr("Choose a workplace, write how many households were met there, and on which day. Enter keeps it.")

    @override
    def escape(self) -> None:
        """Esc leaves the form first, then the page."""
        if self._stack.currentIndex():
            self._listing(listing=True)
            self.entered()
        else:
            super().escape()

    @override
    def present_row(self) -> str:
        """The workplace that is chosen."""
        return self.list.table.present() or ""

    # --- a visit -----------------------------------------------------------------------------------------------------

    def note_visit(self) -> None:
        """Keep the visit that is written at the side."""
        one = self._present()
        if one is None:
            return
        draft = self.visit.draft()
        self.bench.run(lambda desk: workplaces.visit(desk, one.number, draft), self._noted, failed=self._visit_refused)

    def _noted(self, saved: WorkplaceSaved) -> None:
        more = " ".join(say_problem(problem) for problem in saved.problems)
        met = saved.workplace.households_met
        self.bench.say(NoticeKind.GOOD, Said(tr("The visit is kept, with {n} households.", n=met), more))
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _visit_refused(self, told: Told) -> bool:
        if not isinstance(told, DraftProblems):
            return False
        self.visit.show_problems([one for one in told.problems if isinstance(one, Problem)])
        return True

    # --- the form ----------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """A new workplace, in the place of the one that is chosen: the next kiln is near the last."""
        near = self._present()
        self.correcting = None
        draft = WorkplaceDraft(near.kind, near.pcode) if near else WorkplaceDraft(None, self.bench.desk.office.district)
        self.form.fill(tr("A new workplace"), draft, new=True)
        self._listing(listing=False)

    def correct(self) -> None:
        """Correct the chosen workplace."""
        one = self._present()
        if one is None:
            return
        self.correcting = one
        self.form.fill(tr("Correct workplace {number}", number=str(one.number)), workplaces.draft_of(one), new=False)
        self._listing(listing=False)
        self._look_over()

    def keep(self) -> None:
        """Keep what the form says."""
        draft, one = self.form.draft(), self.correcting
        self.bench.run(
            lambda desk: (
                workplaces.add(desk, draft)
                if one is None
                else workplaces.correct(desk, one.number, draft, version=one.version)
            ),
            self._kept,
            failed=self._form_refused,
        )

    def _kept(self, saved: WorkplaceSaved) -> None:
        self._listing(listing=True)
        self.list.begin_with(str(saved.workplace.number))
        if saved.entry is None:
            self.bench.say(NoticeKind.KNOW, Said(tr("Nothing was changed, so nothing was saved.")))
        else:
            self.bench.say(NoticeKind.GOOD, Said(tr("Workplace {number} is kept.", number=str(saved.workplace.number))))
        self.entered()

    def _form_refused(self, told: Told) -> bool:
        if not isinstance(told, DraftProblems):
            return False
        self.form.show_problems([one for one in told.problems if isinstance(one, Problem)])
        return True

    def _look_over(self) -> None:
        """Say softly what is worth a look, without holding back; what is still missing is said when it is kept."""
        self.form.show_problems([one for one in workplaces.check(self.form.draft()) if not one.stops])

    # --- the list ----------------------------------------------------------------------------------------------------

    def _reload(self) -> None:
        wanted = self.list.choice()
        since = self._today() - timedelta(days=wanted.days)
        self.bench.run(lambda desk: _load(desk, wanted, since), lambda seen: self._show(*seen))

    def _show(self, found: tuple[WorkplaceView, ...], reach: Reach) -> None:
        self._shown = {str(one.number): one for one in found}
        self.list.show_list(found, reach)
        if (row := self.take_first_row(self._shown)) is not None:
            self.list.table.choose(row)
        self._side_visible(shown=bool(found) and self._stack.currentIndex() == 0)
        self._allow()
        if (key := self.list.table.present()) is not None:
            self._choose(key)

    def _choose(self, key: str) -> None:
        one = self._shown[key]
        self.bench.run(lambda desk: workplaces.show(desk, one.number), lambda seen: self._chosen(*seen))

    def _chosen(self, one: WorkplaceView, visits: tuple[VisitView, ...]) -> None:
        self.visit.show_workplace(one, visits, self._today())
        self._allow()

    def _present(self) -> WorkplaceView | None:
        return self._shown.get(self.list.table.present() or "")

    def _today(self) -> date:
        return local_day(self.bench.desk.clock().at)

    # --- building ----------------------------------------------------------------------------------------------------

    def _build_foot(self) -> None:
        self.visit_button = Button(tr("Note the visit"), ButtonKind.PRIMARY, "check", "Ctrl S", "Ctrl+S")
        self.visit_button.clicked.connect(self.note_visit)
        self.add_button = Button(tr("Add a workplace"), ButtonKind.SECONDARY, "plus", "Ctrl N", "Ctrl+N")
        self.add_button.clicked.connect(self.begin)
        self.correct_button = Button(tr("Correct"), ButtonKind.SECONDARY, "pencil", "Ctrl E", "Ctrl+E")
        self.correct_button.clicked.connect(self.correct)
        self.keep_button = Button(tr("Keep the workplace"), ButtonKind.PRIMARY, "check", "Ctrl S", "Ctrl+S")
        self.keep_button.clicked.connect(self.keep)
        self.back_button = Button(tr("Back to the list"), ButtonKind.QUIET, "arrow-back-up")
        self.back_button.clicked.connect(self.escape)
        self.set_foot([self.visit_button, self.keep_button, self.add_button, self.correct_button], [self.back_button])

    def _listing(self, *, listing: bool) -> None:
        """The list with its side, or the form; one filled button each."""
        self._stack.setCurrentIndex(0 if listing else 1)
        self._side_visible(shown=listing and bool(self._shown))
        for button in (self.keep_button, self.back_button):
            button.setVisible(not listing)
        self._allow()
        if not listing:
            self.form.focus_first()

    def _allow(self) -> None:
        listing, one = self._stack.currentIndex() == 0, self._present()
        self._foot.setVisible(not self.list.is_empty() or not listing)
        self.visit_button.setVisible(listing and bool(self._shown))
        allow(self.visit_button, one is not None, tr("Choose a workplace in the list first."))
        self.add_button.setVisible(listing)
        self.correct_button.setVisible(listing and one is not None)

    def _side_visible(self, *, shown: bool) -> None:
        assert self._side is not None
        self._side.setVisible(shown)


def _load(desk: Desk, wanted: Wanted, since: date) -> tuple[tuple[WorkplaceView, ...], Reach]:
    found = workplaces.listed(desk, text=wanted.text, kind=wanted.kind, closed=wanted.closed)
    reach = workplaces.reach(desk, since, kind=wanted.kind)
    if wanted.unreached:
        missed = {one.number for one in reach.unreached}
        found = tuple(one for one in found if one.number in missed)
    return found, reach


def _held(form: WorkplaceForm) -> QWidget:
    """The form with room for the focus ring around it."""
    holder = QWidget()
    holder.setProperty("role", "clear")
    column = QVBoxLayout(holder)
    column.setContentsMargins(5, 5, 5, 5)
    form.setMaximumWidth(current().wide(860))
    column.addWidget(form)
    return holder
