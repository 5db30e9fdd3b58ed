"""Naming who may collect for a household, and ending it, from its page."""

from desktop.errors import DraftProblems, Told
from desktop.records.trusted_person import CollectorDraft, CollectorsChanged
from desktop.ui.page import scrolling
from desktop.ui.screens.household.collectors_panel import CollectorsPanel
from desktop.ui.screens.household.ground import Ground
from desktop.ui.widgets.notice import NoticeKind
from desktop.usecases import collectors
from desktop.values.permissions import Permission
from desktop.values.problem import Problem
from desktop.words.catalogue import tr
from desktop.words.messages import say
from desktop.words.problems import say_problem
from desktop.words.said import Said


class Naming:
    """The part of the page on which collectors are named."""

    def __init__(self, page: Ground) -> None:
        """Nothing is open."""
        self._page = page
        self.panel: CollectorsPanel | None = None

    @property
    def may_name(self) -> bool:
        """Whether this operator names collectors."""
        desk = self._page.bench.desk
        return desk.permits(Permission.HOUSEHOLD_EVENTS) or desk.permits(Permission.CORRECT)

    def closed(self) -> None:
        """The page took the panel away."""
        self.panel = None

    def open(self) -> None:
        """Show the panel."""
        view = self._page.view()
        if view is None or not view.active or not self.may_name:
            return
        panel = CollectorsPanel(view)
        panel.named.connect(self._name)
        panel.ended.connect(self._end)
        panel.left.connect(self._page.uncover)
        self._page.cover(scrolling(panel))
        self.panel = panel
        panel.focus_first()

    def _name(self, told: CollectorDraft) -> None:
        code = self._page.code
        self._page.bench.run(
            lambda desk: collectors.name_collector(desk, code, told), self._named, failed=self._refused
        )

    def _end(self, place: int) -> None:
        code = self._page.code
        self._page.bench.run(
            lambda desk: collectors.end_collector(desk, code, place), self._ended, failed=self._refused
        )

    def _named(self, done: CollectorsChanged) -> None:
        self._page.uncover()
        self._page.bench.say(NoticeKind.GOOD, Said(tr("Written down: who may collect for this household.")))
        del done

    def _ended(self, done: CollectorsChanged) -> None:
        if self.panel is not None:
            self.panel.show_collectors(done.collectors)
            self.panel.focus_first()

    def _refused(self, told: Told) -> bool:
        if self.panel is None:
            return False
        problems = told.problems if isinstance(told, DraftProblems) else ()
        stops = [say_problem(one) for one in problems if isinstance(one, Problem) and one.stops]
        self.panel.refuse(" ".join(stops) or say(told).shortly())
        return True
