"""What happened: the list of events, the form of one, the whole history; what was recorded is said in a sentence."""

from datetime import date

from desktop.errors import SecondNeeded, Told
from desktop.records.household import FormerMember
from desktop.records.household_changed import HouseholdChanged
from desktop.ui.page import scrolling
from desktop.ui.screens.household import event_acts
from desktop.ui.screens.household.event_form import EventForm, EventWish
from desktop.ui.screens.household.event_words import EVENTS, Happens
from desktop.ui.screens.household.events_panel import EventsPanel
from desktop.ui.screens.household.ground import Ground
from desktop.ui.screens.household.history_panel import HistoryPanel
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import GoHousehold
from desktop.usecases import households, registration
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, NotANumber
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.words.catalogue import tr
from desktop.words.history import told
from desktop.words.messages import say
from desktop.words.problems import say_problem
from desktop.words.said import Said


class Happenings:
    """The part of the page that records events."""

    def __init__(self, page: Ground) -> None:
        """Nothing is open."""
        self._page = page
        self.events: EventsPanel | None = None
        self.form: EventForm | None = None
        self.whole: HistoryPanel | None = None

    @property
    def may_record(self) -> bool:
        """Whether this operator records events."""
        return self._page.bench.desk.permits(Permission.HOUSEHOLD_EVENTS)

    def closed(self) -> None:
        """The page took away what stood there."""
        self.events = self.form = self.whole = None

    def back(self) -> bool:
        """Esc in a form: back to the list from which it was opened; False when there is none."""
        if self.form is None or not self.form.came_from_list:
            return False
        self.offer()
        return True

    def offer(self) -> None:
        """Offer the events."""
        if self._page.view() is None or not self.may_record:
            return
        panel = EventsPanel()
        panel.chosen.connect(self.open_form)
        panel.left.connect(self._page.uncover)
        self._page.cover(panel)
        self.events = panel
        panel.focus_first()

    def open_form(self, happens: Happens, back: FormerMember | None = None) -> None:
        """The form of one event; `back` is somebody who comes back."""
        view = self._page.view()
        if view is None:
            return
        form = EventForm(happens, view, self._today(), back)
        form.wished.connect(self._record)
        form.left.connect(self._leave)
        form.searched.connect(self._search)
        form.code_asked.connect(self._ask_code)
        self._page.cover(scrolling(form))
        self.form = form
        form.focus_first()

    def whole_history(self) -> None:
        """Show everything that was done, and who is no longer here."""
        if self._page.story is None:
            return
        panel = HistoryPanel(self._page.story, may_come_back=self.may_record)
        panel.back.connect(self._comes_back)
        panel.left.connect(self._page.uncover)
        self._page.cover(panel, alone=True)
        self.whole = panel
        panel.focus_first()

    def _comes_back(self, one: FormerMember) -> None:
        self.open_form(Happens.CAME, one)

    def _leave(self) -> None:
        if not self.back():
            self._page.uncover()

    def _today(self) -> date:
        return local_day(self._page.bench.desk.clock().at)

    # --- what a form asks --------------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        form = self.form

        def show(found: tuple[FormerMember, ...]) -> None:
            if form is not None and form is self.form:
                form.show_found(found)

        self._page.bench.run(lambda desk: households.without_household(desk, text), show)

    def _ask_code(self, typed: str) -> None:
        form = self.form
        if form is None:
            return
        try:
            code = HouseholdCode(typed)
        except NotANumber:
            form.show_other(None)
            return

        def unknown(_: Told) -> bool:
            if form is self.form:
                form.show_other(None)
            return True

        self._page.bench.run(
            lambda desk: registration.show(desk, code),
            lambda view: form.show_other(view if view.active else None) if form is self.form else None,
            failed=unknown,
        )

    def _record(self, wish: EventWish) -> None:
        view = self._page.view()
        if view is None:
            return
        code, version = self._page.code, view.version

        def failed(refusal: Told) -> bool:
            if not isinstance(refusal, SecondNeeded):
                return self._not_recorded(refusal)
            heading = tr(EVENTS[wish.happens].title)
            dialog = SecondDialog(self._page.bench, heading, say(refusal).what, tr("We agree to it"), self.form)
            dialog.do(
                lambda desk, second: event_acts.record(desk, code, version, wish, second),
                self._recorded,
                refused=self._not_recorded,
            )
            return True

        self._page.bench.run(lambda desk: event_acts.record(desk, code, version, wish), self._recorded, failed=failed)

    def _recorded(self, done: HouseholdChanged) -> None:
        """Said in a sentence; a household that began with a split is opened, so that its cards are printed."""
        newest = done.household.history[0]
        sentences = [say_problem(problem) for problem in done.problems]
        self._page.uncover()
        if done.other is not None and newest.kind == EntryKind.HOUSEHOLD_SPLIT:
            sentences.insert(0, tr("This is the new household. Print its cards now."))
            self._page.bench.go(GoHousehold(done.other.code))
        kind = NoticeKind.LOOK if done.problems else NoticeKind.GOOD
        self._page.bench.say(kind, Said(told(newest), " ".join(sentences)))

    def _not_recorded(self, refusal: Told) -> bool:
        if self.form is None:
            return False
        self.form.refuse(refusal)
        return True
