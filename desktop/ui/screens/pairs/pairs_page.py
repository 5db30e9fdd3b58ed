"""The queue of records that may be one person: one pair at a time, most alike first, decided by number keys."""

from typing import ClassVar, override

from desktop.errors import MergedAlready, StaleVersion, Told
from desktop.records.pair import (
    MergePlan,
    MergeView,
    PairCounts,
    PairDecided,
    PairFilter,
    PairView,
    PeopleMerged,
    PeopleUnmerged,
    PersonSide,
)
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import Page
from desktop.ui.screens.pairs.merge_panel import MergePanel
from desktop.ui.screens.pairs.merges_panel import MergesPanel
from desktop.ui.side_by_side import Answers, SideBySide
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import GoHome, GoHousehold, Workbench
from desktop.usecases import pairs
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import RegistrantId
from desktop.values.permissions import Permission
from desktop.values.vocabulary import PairAnswer
from desktop.words.catalogue import tr, tr_n
from desktop.words.labels import label
from desktop.words.messages import say
from desktop.words.pairs import new_card_sentence
from desktop.words.people import joined
from desktop.words.said import Said


class PairsPage(Page):
    """A pair, the preview of making two records one, or what was made one before; Esc goes back by one."""

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

    def __init__(self, bench: Workbench, batch: int | None = None) -> None:
        """Empty; the first pair comes with `entered`. With `batch` an import's own pairs come first, and alone."""
        super().__init__(bench, tr("Could this be the same person?"))
        self.place = 0
        self.counts = PairCounts()
        self.shown: SideBySide | EmptyState | MergePanel | MergesPanel | None = None
        self._may_merge = bench.desk.permits(Permission.MERGE_PEOPLE)
        self._asked = 0
        self.chosen = PairFilter(batch=batch)
        self.last: tuple[RegistrantId, RegistrantId] | None = None
        self._count = Line("", Role.BODY, "muted")
        self.set_head_trailing(self._count)
        self.merge_button = Button(tr("Make them one person"), ButtonKind.PRIMARY, "git-merge", "M", shortcut="M")
        self.undo_button = Button(tr("Take back"), icon="arrow-back-up", key="T", shortcut="T")
        self.before_button = Button(tr("Before"), icon="chevron-left", key="PgUp", shortcut="PgUp")
        self.next_button = Button(tr("Next"), icon="chevron-right", key="PgDn", shortcut="PgDown", icon_after=True)
        self.back_button = Button(tr("Take it back"), icon="arrow-back-up", key="U", shortcut="U")
        self.all_button = Button(tr("All pairs"), ButtonKind.QUIET, "users", "F", shortcut="F")
        self.a_button = Button(tr("First household"), ButtonKind.QUIET, "home", "A", shortcut="A")
        self.b_button = Button(tr("Second household"), ButtonKind.QUIET, "home", "B", shortcut="B")
        self.merges_button = Button(tr("Made one before"), ButtonKind.QUIET, "git-merge", "L", shortcut="L")
        self.set_foot(
            [self.merge_button, self.undo_button, self.back_button, self.before_button, self.next_button],
            [self.all_button, self.a_button, self.b_button, self.merges_button],
        )
        for button, act in (
            (self.merge_button, self._merge),
            (self.undo_button, self._take_back),
            (self.back_button, self._unsay),
            (self.all_button, self._show_all),
            (self.before_button, lambda: self._step(-1)),
            (self.next_button, lambda: self._step(1)),
            (self.a_button, lambda: self._open(0)),
            (self.b_button, lambda: self._open(1)),
            (self.merges_button, self._show_merges),
        ):
            button.clicked.connect(act)
        self._show_foot()

    @override
    def help_text(self) -> str:
        """The keys of the queue."""
        return tr(
            "1, 2 and 3 answer; Page Down and Page Up go to the next pair and back. No answer is final. "
            "A supervisor makes two records one person, and can take that back."
        )

    @override
    def entered(self) -> None:
        """Load the first pair; later only the count changes: nobody's answer may fall on a pair that just came."""
        if self.shown is None or isinstance(self.shown, EmptyState):
            self._load()
        else:
            chosen = self.chosen
            self.bench.run(lambda desk: pairs.counts(desk, chosen), self._counted)

    @override
    def escape(self) -> None:
        """Esc: from the preview or the list to the pair, from the pair home."""
        if isinstance(self.shown, MergePanel | MergesPanel):
            self._load()
        else:
            self.bench.go(GoHome())

    # --- one pair ----------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self._asked += 1
        asked, place, chosen = self._asked, self.place, self.chosen

        def work(desk: Desk) -> tuple[PairCounts, tuple[PairView, ...]]:
            return pairs.counts(desk, chosen), pairs.waiting(desk, 1, place, chosen=chosen)

        self.bench.run(work, lambda found: self._loaded(asked, *found))

    def _loaded(self, asked: int, counts: PairCounts, found: tuple[PairView, ...]) -> None:
        if asked != self._asked:
            return
        self._counted(counts)
        if not found and self.place > 0 and counts.all > 0:
            self.place = counts.all - 1  # the last one was decided: stay at the end
            self._load()
            return
        self._put(SideBySide(found[0], self._answers(), dense=True) if found else _empty())

    def _counted(self, counts: PairCounts) -> None:
        self.counts = counts
        self._count.setText(_in_words(counts))
        self._show_foot()

    def _put(self, widget: "SideBySide | EmptyState | MergePanel | MergesPanel") -> None:
        """Show this in the body instead of what stood there."""
        if self.shown is not None:
            self.body.removeWidget(self.shown)
            self.shown.hide()
            self.shown.deleteLater()
        self.shown = widget
        self.body.addWidget(widget, 1)
        widget.show()
        if isinstance(widget, SideBySide):
            widget.answered.connect(self._answered)
        if isinstance(widget, MergePanel):
            widget.chosen.connect(self._plan)
        if not isinstance(widget, EmptyState):
            widget.take_keyboard()
        self._show_foot()

    def _answers(self) -> Answers:
        same = tr("shows what would happen") if self._may_merge else tr("a supervisor makes them one")
        return Answers(same, tr("keep both, never ask again"), tr("keep both for now"))

    def _show_foot(self) -> None:
        pair = isinstance(self.shown, SideBySide)
        self.merge_button.setVisible(isinstance(self.shown, MergePanel))
        merges = self.shown if isinstance(self.shown, MergesPanel) else None
        self.undo_button.setVisible(merges is not None and bool(merges.merges))
        for button in (self.before_button, self.next_button, self.a_button, self.b_button):
            button.setVisible(pair)
        self.back_button.setVisible(self.last is not None and isinstance(self.shown, SideBySide | EmptyState))
        self.all_button.setVisible(self.chosen.batch is not None and isinstance(self.shown, SideBySide | EmptyState))
        self.before_button.setEnabled(self.place > 0)
        self.next_button.setEnabled(self.place + 1 < self.counts.all)
        self.merges_button.setVisible(self._may_merge and merges is None and not isinstance(self.shown, MergePanel))

    def _step(self, by: int) -> None:
        self.place = max(0, min(self.place + by, max(0, self.counts.all - 1)))
        self.bench.clear()
        self._load()

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
        self.bench.run(lambda desk: pairs.decide(desk, a, b, answer), self._decided)

    def _decided(self, done: PairDecided) -> None:
        if done.answer is not PairAnswer.DIFFERENT:
            self.place = min(self.place + 1, max(0, self.counts.all - 1))  # it stays in the queue: on to the next one
        self.last = (done.a, done.b)
        if done.answer is not None:
            said = tr("Recorded: {answer}. U takes it back.", answer=label(done.answer))
            self.bench.say(NoticeKind.GOOD, Said(said))
        self._load()

    def _unsay(self) -> None:
        """Take the last answer back, and show its pair again."""
        if self.last is not None:
            a, b = self.last
            self.bench.run(lambda desk: (pairs.undo(desk, a, b), pairs.look(desk, a, b)), self._unsaid)

    def _unsaid(self, done: tuple[PairDecided, PairView]) -> None:
        self.last = None
        self._put(SideBySide(done[1], self._answers(), dense=True))
        self.bench.say(NoticeKind.GOOD, Said(tr("Taken back: the pair waits again.")))

    def _show_all(self) -> None:
        self.chosen, self.place = PairFilter(), 0
        self._load()

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
        self._load()
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


def _empty() -> EmptyState:
    return EmptyState(
        tr("No two records look like one person."), tr("When a new household is like one that is here, it stands here.")
    )
