"""Records that may be one person: a list of the pairs, and one pair at a time, decided by number keys."""

from dataclasses import replace
from typing import ClassVar, override
from uuid import UUID

from desktop.errors import MergedAlready, StaleVersion, Told
from desktop.records.pair import (
    MergePlan,
    MergeView,
    PairCounts,
    PairDecided,
    PairFilter,
    PairKey,
    PairView,
    PeopleMerged,
    PeopleUnmerged,
    PersonSide,
)
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import Page
from desktop.ui.screens.pairs.choice_row import MINE, QUEUE
from desktop.ui.screens.pairs.list_panel import Both, ListPanel
from desktop.ui.screens.pairs.merge_panel import MergePanel
from desktop.ui.screens.pairs.merges_panel import MergesPanel
from desktop.ui.screens.pairs.together import Last, Together
from desktop.ui.screens.pairs.together_panel import SHOWN, TogetherPanel
from desktop.ui.side_by_side import Answers, SideBySide
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.greyed import allow
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Destination, GoHousehold, GoPairs, Workbench
from desktop.usecases import pairs, pairs_together
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission
from desktop.values.vocabulary import DifferentWhy, PairAnswer
from desktop.words.catalogue import tr, tr_n
from desktop.words.labels import label
from desktop.words.messages import say
from desktop.words.pairs import new_card_sentence, pair_name
from desktop.words.people import joined
from desktop.words.said import Said

type Shown = ListPanel | SideBySide | TogetherPanel | MergePanel | MergesPanel


class PairsPage(Page):
    """The list, a pair, several to be answered together, the preview of making two records one, or what was made one
    before; Esc goes back by one."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {
            EntryKind.HOUSEHOLD_REGISTERED,
            EntryKind.IMPORT_OPENED,
            EntryKind.IMPORT_UNDONE,
            EntryKind.PAIR_DECIDED,
            EntryKind.PEOPLE_MERGED,
            EntryKind.PEOPLE_UNMERGED,
        }
    )

    def __init__(
        self, bench: Workbench, batch: int | None = None, wanted: PairFilter | None = None, *, looking: bool = False
    ) -> None:
        """Empty; the list comes with `entered`. With `batch` an import's own pairs come first, and alone.

        `wanted` is the filter to begin with; with `looking` the chosen pair is opened at once.
        """
        super().__init__(bench, tr("Could this be the same person?"))
        self.list = ListPanel(bench, batch if wanted is None else wanted.batch)
        self._looking = looking
        if wanted is not None:
            self.list.choice.show_chosen(wanted)
        self.shown: Shown = self.list
        self._may_merge = bench.desk.permits(Permission.MERGE_PEOPLE)
        self._asked = 0
        self.together = Together(bench, self._act_begun, self._back_to_list)
        self._count = Line("", Role.BODY, "muted")
        self.set_head_trailing(self._count)
        self.body.addWidget(self.list, 1)
        self.open_button = Button(tr("Look at the pair"), ButtonKind.PRIMARY, "user-question", "Enter")
        self.different_button = Button(tr("Two different people"), icon="users", key="2", shortcut="2")
        self.merge_button = Button(tr("Make them one person"), ButtonKind.PRIMARY, "git-merge", "M", shortcut="M")
        self.undo_button = Button(tr("Take back"), icon="arrow-back-up", key="T", shortcut="T")
        self.before_button = Button(tr("Before"), icon="chevron-left", key="PgUp", shortcut="PgUp")
        self.next_button = Button(tr("Next"), icon="chevron-right", key="PgDn", shortcut="PgDown", icon_after=True)
        self.back_button = Button(tr("Take it back"), icon="arrow-back-up", key="U", shortcut="U")
        self.act_button = Button(tr("Take the whole act back"), icon="arrow-back-up", key="W", shortcut="W")
        self.mark_button = Button(tr("Mark all"), ButtonKind.QUIET, "list-check", "Ctrl A", shortcut="Ctrl+A")
        self.mine_button = Button(tr("My answers today"), ButtonKind.QUIET, "user-check", "Y", shortcut="Y")
        self.all_button = Button(tr("All pairs"), ButtonKind.QUIET, "users", "F", shortcut="F")
        self.a_button = Button(tr("First household"), ButtonKind.QUIET, "home", "A", shortcut="A")
        self.b_button = Button(tr("Second household"), ButtonKind.QUIET, "home", "B", shortcut="B")
        self.merges_button = Button(tr("Made one before"), ButtonKind.QUIET, "git-merge", "L", shortcut="L")
        self.set_foot(
            [
                self.open_button,
                self.different_button,
                self.merge_button,
                self.undo_button,
                self.back_button,
                self.act_button,
                self.before_button,
                self.next_button,
            ],
            [
                self.mark_button,
                self.mine_button,
                self.all_button,
                self.a_button,
                self.b_button,
                self.merges_button,
            ],
        )
        for button, act in (
            (self.open_button, self._look),
            (self.different_button, self._ask_together),
            (self.merge_button, self._merge),
            (self.undo_button, self._take_back),
            (self.back_button, self._unsay),
            (self.act_button, self._unsay_act),
            (self.mark_button, self.list.table.mark_all),
            (self.mine_button, lambda: self.list.choice.choose(MINE)),
            (self.all_button, lambda: self.list.choice.choose(QUEUE)),
            (self.before_button, lambda: self._step(-1)),
            (self.next_button, lambda: self._step(1)),
            (self.a_button, lambda: self._open(0)),
            (self.b_button, lambda: self._open(1)),
            (self.merges_button, self._show_merges),
        ):
            button.clicked.connect(act)
        self.list.opened.connect(self._look)
        self.list.changed.connect(self._list_changed)
        self.list.refused.connect(self._may_not_mark)
        self._show_foot()

    @override
    def help_text(self) -> str:
        """The keys of the list and of a pair."""
        return (
            tr(
                "Enter looks at a pair. Space marks one, Shift with the arrows several, Ctrl+A all that may be "
                "answered together; 2 answers what is marked."
            )
            + " "
            + tr(
                "1, 2 and 3 answer; Page Down and Page Up go to the next pair and back. No answer is final. "
                "A supervisor makes two records one person, and can take that back."
            )
        )

    @override
    def entered(self) -> None:
        """Load the list; while a pair is looked at only the count changes: nobody's answer may fall on another one."""
        if self.together.busy:
            return
        if self.shown is self.list:
            self.list.load(self._first_shown if not self.list.loaded else None)
        else:
            chosen = self.list.chosen
            self.bench.run(lambda desk: pairs.counts(desk, chosen), self._counted)

    @override
    def escape(self) -> None:
        """Esc: from the preview to the pair, from everything else to the list, and from the list home."""
        if self.shown is self.list:
            super().escape()
        elif isinstance(self.shown, MergePanel):
            self._load()
        else:
            self._back_to_list()

    # --- the list ----------------------------------------------------------------------------------------------------

    @property
    def place(self) -> int:
        """Place in the list of the pair that is looked at."""
        return self.list.table.place()

    @property
    def counts(self) -> PairCounts:
        """How many pairs there are of those that are asked for."""
        return self.list.counts

    @override
    def as_left(self, destination: Destination) -> Destination:
        """With the present filter, and the pair that is open, if one is."""
        assert isinstance(destination, GoPairs)
        looking = isinstance(self.shown, SideBySide) if self.list.loaded else self._looking
        return replace(destination, wanted=self.list.chosen, looking=looking)

    @override
    def present_row(self) -> str:
        """The pair of the present row."""
        return self.list.table.present() or ""

    def _first_shown(self) -> None:
        row = self.take_first_row(self.list.table.keys())
        if row is not None:
            self.list.table.choose(self.list.table.place_of(row) or 0)
            if self._looking:
                self._load()
                return
        self._first_focus()

    def _first_focus(self) -> None:
        if self.shown is self.list:
            self.list.take_keyboard()

    def _list_changed(self) -> None:
        self._count.setText("" if self.list.chosen.today else _in_words(self.counts))
        self._show_foot()

    def _back_to_list(self) -> None:
        """The list as it is now, at the pair that was looked at last."""
        self._put(self.list)
        self.list.load(self._first_focus)

    def _may_not_mark(self, why: str) -> None:
        self.bench.say(NoticeKind.KNOW, Said(why, tr("Enter looks at it.")))

    def _ask_together(self) -> None:
        """Several pairs are two different people each: ask for the reason, and read it back."""
        chosen = self.list.marked()
        if not chosen or self.list.chosen.mine:
            return
        self.bench.clear()
        panel = TogetherPanel(chosen)
        panel.agreed.connect(self._together)
        panel.left.connect(self._back_to_list)
        self._put(panel)
        first = chosen[:SHOWN]

        def show(found: dict[tuple[UUID, UUID], PairView]) -> None:
            if self.shown is panel:
                panel.show_pairs(tuple(found[pair] for pair in first if pair in found))

        self.bench.run(lambda desk: pairs_together.rows(desk, first), show)

    def _together(self, why: DifferentWhy) -> None:
        if isinstance(self.shown, TogetherPanel):
            self.together.different(self.shown.chosen, why)

    def _act_begun(self) -> None:
        """The list is read again when the act is over, not at each slice of it."""
        self._put(self.list)
        self.list.table.unmark()

    def _unsay(self) -> None:
        """Take back what was said of the pair on the screen, or what was said last while that is still told.

        In the list of one's own answers: what is marked or present."""
        key, last, shown = self.list.present, self.together.last, self._own_shown()
        if shown is not None:
            self._unsay_pair((shown.a, shown.b))
        elif self.shown is self.list and self.list.chosen.mine:
            marked = self.list.marked() or (((key.a, key.b),) if key is not None and key.own else ())
            if marked:
                self.together.take_back(marked)
        elif last is not None and last.count > 1:
            self.together.take_back_act(last.pair)
        elif last is not None:
            self._unsay_pair(last.pair)

    def _unsay_pair(self, pair: Both) -> None:
        a, b = pair
        self.bench.run(lambda desk: (pairs.undo(desk, a, b), pairs.look(desk, a, b)), self._unsaid)

    def _own_shown(self) -> PairKey | None:
        """The pair on the screen, where this operator answered it today."""
        key = self.list.present
        if key is None or not key.own or not isinstance(self.shown, SideBySide):
            return None
        view = self.shown.view
        return key if {key.a, key.b} == {view.a.registrant, view.b.registrant} else None

    def _unsay_act(self) -> None:
        """Take back the whole act in which the present pair was answered."""
        key = self.list.present
        if key is not None and key.own:
            self.together.take_back_act((key.a, key.b))

    # --- one pair ----------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Look at the pair of the present row; U is about this one from now on."""
        self.together.last = None
        self._load()

    def _load(self) -> None:
        """Show the pair of the present row."""
        key = self.list.present
        if key is None:
            self._back_to_list()
            return
        self._asked += 1
        asked = self._asked
        self.bench.run(
            lambda desk: pairs.look(desk, key.a, key.b), lambda view: self._loaded(asked, view), failed=self._gone
        )

    def _loaded(self, asked: int, view: PairView) -> None:
        if asked == self._asked:
            self._put(SideBySide(view, self._answers(), dense=True))

    def _gone(self, told: Told) -> bool:
        """One of the two is not in the register any more."""
        self.bench.say(NoticeKind.LOOK, say(told))
        self._back_to_list()
        return True

    def _counted(self, counts: PairCounts) -> None:
        self.list.counts = counts
        self._list_changed()

    def _put(self, widget: Shown) -> None:
        """Show this in the body instead of what stood there; the list stays as it is behind it."""
        if self.shown is self.list:
            self.list.hide()
        elif self.shown is not widget:
            self.body.removeWidget(self.shown)
            self.shown.hide()
            self.shown.deleteLater()
        self.shown = widget
        if widget is not self.list:
            self.body.addWidget(widget, 1)
        widget.show()
        if isinstance(widget, SideBySide):
            widget.answered.connect(self._answered)
        if isinstance(widget, MergePanel):
            widget.chosen.connect(self._plan)
        widget.take_keyboard()
        self._show_foot()

    def _answers(self) -> Answers:
        same = tr("shows what would happen") if self._may_merge else tr("a supervisor makes them one")
        return Answers(same, tr("keep both, never ask again"), tr("keep both for now"))

    def _show_foot(self) -> None:
        pair, listed = isinstance(self.shown, SideBySide), self.shown is self.list
        self._show_list_foot(listed=listed)
        self.merge_button.setVisible(isinstance(self.shown, MergePanel))
        merges = self.shown if isinstance(self.shown, MergesPanel) else None
        self.undo_button.setVisible(merges is not None and bool(merges.merges))
        for button in (self.before_button, self.next_button, self.a_button, self.b_button):
            button.setVisible(pair)
        self.before_button.setEnabled(self.place > 0)
        self.next_button.setEnabled(self.place + 1 < len(self.list.table.keys()))
        self.merges_button.setVisible(self._may_merge and (pair or listed))
        if pair:
            self.back_button.setVisible(self._own_shown() is not None or self.together.last is not None)

    def _show_list_foot(self, *, listed: bool) -> None:
        key, mine = self.list.present, self.list.chosen.mine
        marked = bool(self.list.table.marked())
        self.open_button.setVisible(listed and key is not None)
        self.different_button.setVisible(listed and not mine)
        unmarked = "" if marked else tr("No pair is marked yet: Space marks one.")
        allow(self.different_button, marked and not self.together.busy, unmarked)
        own = mine and (marked or (key is not None and key.own))
        self.back_button.setVisible(listed and (own if mine else self.together.last is not None))
        self.act_button.setVisible(listed and mine and key is not None and self.list.of_the_same_act(key) > 1)
        self.mark_button.setVisible(listed and key is not None)
        allow(self.mark_button, self.list.table.can_mark(), tr("No pair of this list may be marked."))
        self.mine_button.setVisible(listed and not mine)
        self.all_button.setVisible(listed and self.list.chosen != PairFilter())
        for button in (self.back_button, self.act_button):
            button.setEnabled(not self.together.busy)

    def _step(self, by: int) -> None:
        self.list.table.choose(max(0, min(self.place + by, len(self.list.table.keys()) - 1)))
        self.bench.clear()
        self._look()

    def _open(self, which: int) -> None:
        if isinstance(self.shown, SideBySide):
            side = (self.shown.view.a, self.shown.view.b)[which]
            if side.household is not None:
                self.bench.go(GoHousehold(side.household))

    def _answered(self, answer: PairAnswer) -> None:
        if not isinstance(self.shown, SideBySide):
            return
        view = self.shown.view
        if answer is PairAnswer.SAME and self._may_merge:
            panel = MergePanel(view)
            self._put(panel)
            panel.ask()
            return
        a, b = view.a.registrant, view.b.registrant
        assert a is not None
        assert b is not None
        self.bench.run(lambda desk: pairs.decide(desk, a, b, answer), lambda done: self._decided(done, view))

    def _decided(self, done: PairDecided, view: PairView) -> None:
        assert done.answer is not None
        if done.entry is None:
            said = tr("That was said already: {answer}. Nothing new was recorded.", answer=label(done.answer))
            self.bench.say(NoticeKind.KNOW, Said(said))
            self._load()
            return
        more = self.list.answered((done.a, done.b), done.answer)
        following, who = self.list.present, pair_name(view)
        if more and following is not None and following.own and {following.a, following.b} != {done.a, done.b}:
            self.together.last = None  # the pair on the screen has an answer of its own that U takes back
            said = tr("{who}: {answer}. Page Up goes back to it.", who=who, answer=label(done.answer))
        else:
            self.together.last = Last((done.a, done.b))
            said = tr("{who}: {answer}. U takes it back.", who=who, answer=label(done.answer))
        self.bench.say(NoticeKind.GOOD, Said(said))
        if more:
            self._load()
        else:
            self._back_to_list()

    def _unsaid(self, done: tuple[PairDecided, PairView]) -> None:
        """Show the pair again whose answer was taken back, and the list at it."""
        self.together.last = None
        self._put(SideBySide(done[1], self._answers(), dense=True))
        self.bench.say(NoticeKind.GOOD, Said(tr("Taken back. {who}: the pair waits again.", who=pair_name(done[1]))))
        self.list.load(lambda: self.list.choose((done[0].a, done[0].b)))

    # --- one person, and two again -----------------------------------------------------------------------------------

    def _plan(self, kept: PersonSide, gone: PersonSide) -> None:
        one, other = kept.registrant, gone.registrant
        assert one is not None
        assert other is not None
        self.merge_button.setEnabled(False)
        self.bench.run(lambda desk: pairs.preview(desk, one, other), self._planned, failed=self._changed)

    def _planned(self, plan: MergePlan) -> None:
        if isinstance(self.shown, MergePanel) and plan.kept.registrant == self.shown.sides[0].registrant:
            self.shown.show_plan(plan)
            self.merge_button.setEnabled(True)

    def _merge(self) -> None:
        plan = self.shown.plan if isinstance(self.shown, MergePanel) else None
        if plan is None or plan.kept.registrant is None or plan.gone.registrant is None:
            return
        kept, gone, seen = plan.kept.registrant, plan.gone.registrant, (plan.kept.version, plan.gone.version)
        self.merge_button.setEnabled(False)
        self.bench.run(lambda desk: pairs.merge(desk, kept, gone, seen=seen), self._merged, failed=self._changed)

    def _merged(self, done: PeopleMerged) -> None:
        more = tr("No card is left: print one if the person is to hold a card.") if _needs_card(done.plan) else ""
        self.list.load(self._load)
        self.bench.say(NoticeKind.GOOD, Said(tr("They are one person now. It can be taken back."), more))

    def _changed(self, told: Told) -> bool:
        """Somebody else changed one of the two meanwhile: look at the pair again, nothing was done."""
        self.merge_button.setEnabled(True)
        if not isinstance(told, StaleVersion | MergedAlready):
            return False
        self.bench.say(NoticeKind.LOOK, say(told))
        self._load()
        return True

    def _show_merges(self) -> None:
        self.bench.clear()
        self.bench.run(pairs.merges, self._list)

    def _list(self, merges: tuple[MergeView, ...]) -> None:
        self._put(MergesPanel(merges))

    def _take_back(self) -> None:
        chosen = self.shown.chosen if isinstance(self.shown, MergesPanel) else None
        if chosen is not None:
            self.bench.run(lambda desk: pairs.unmerge(desk, chosen), self._taken_back)

    def _taken_back(self, done: PeopleUnmerged) -> None:
        cards = " ".join(new_card_sentence(card) for card in done.new_cards)
        self._show_merges()
        self.bench.say(NoticeKind.GOOD, Said(tr("They are two people again."), cards))


def _needs_card(plan: MergePlan) -> bool:
    return bool(plan.ends) and plan.slot is None and not plan.kept.has_card


def _in_words(counts: PairCounts) -> str:
    waiting = tr_n("{n} waits", "{n} wait", counts.waiting)
    later = tr("{n} put off", n=counts.later) if counts.later else ""
    same = tr_n("{n} said to be one person", "{n} said to be one person", counts.same) if counts.same else ""
    return joined(waiting, later, same)
