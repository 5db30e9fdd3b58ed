"""The help desk: who was sent, why, and what comes next; a quiet corner for talking alone."""

from dataclasses import replace
from datetime import datetime
from typing import ClassVar, override
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Told
from desktop.records.distribution import CollectorChoice, Decision, Standing
from desktop.records.help_desk import Visit, VisitEnded
from desktop.ui.page import Page, scrolling
from desktop.ui.screens.help_desk.acts import Acts
from desktop.ui.screens.help_desk.looking import Looking
from desktop.ui.screens.help_desk.queue_panel import QueuePanel, visit_name
from desktop.ui.screens.help_desk.quiet_place import QuietPlace
from desktop.ui.screens.help_desk.steps import WORDS, Step, steps_for
from desktop.ui.screens.help_desk.visit_panel import VisitPanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.picture import Icon
from desktop.ui.workbench import GoFind, GoHousehold, Workbench
from desktop.usecases import help_desk
from desktop.values.entry_kind import EntryKind
from desktop.values.period import PAKISTAN
from desktop.values.permissions import Permission
from desktop.values.vocabulary import ReferralResult
from desktop.words.catalogue import tr
from desktop.words.help_desk import signs_in_the_queue
from desktop.words.labels import label
from desktop.words.said import Said

_AGAIN_MS = 10_000
"""How often the queue is looked at: another laptop tells nobody here."""


class HelpDeskPage(Page):
    """Queue at the leading side, the chosen visit beside it; every step has a number."""

    cares: ClassVar[frozenset[EntryKind]] = frozenset(
        {EntryKind.VISIT_SETTLED, EntryKind.CARD_REPLACED, EntryKind.ALLOWED, EntryKind.UNBLOCKED, EntryKind.BLOCKED}
    )

    def __init__(self, bench: Workbench) -> None:
        """Frame; the queue comes with `entered`."""
        super().__init__(bench, tr("Help desk"))
        self.queue = QueuePanel()
        self.visit = VisitPanel()
        self._room = scrolling(self.visit)  # a notice above leaves less than Nastaliq needs
        self.shown: Visit | None = None
        self.decision: Decision | None = None
        self.instead: dict[UUID, CollectorChoice | None] = {}
        """Who comes after all, where the help desk found somebody else than the lane saw; by visit."""
        self.covering: QWidget | None = None
        """A form in the place of the visit, or the private corner in the place of everything."""
        self.corner: QuietPlace | None = None
        self.acts = Acts(self)
        self._looking = Looking(bench)
        self.empty = EmptyState(
            tr("Nobody waits"),
            tr("Whoever a lane sends stands here. For somebody without a card press P."),
            drawing=Icon("circle-check", 72, "good"),
        )
        self._build()
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._again.start()

    @override
    def entered(self) -> None:
        """Look at the queue."""
        self.bench.run(lambda desk: (help_desk.queue(desk), desk.clock().at), self._show)

    @override
    def leaving(self) -> None:
        """Nobody looks at the queue any more; whoever sat here is done."""
        self._again.stop()
        self._looking.end()

    @override
    def help_text(self) -> str:
        """What each key does here, and what the signs in the queue mean."""
        keys = tr(
            "Up and Down choose who is next, a number does what it says, H opens the household, P helps without "
            "a card, D serves at home, W says that they went, F4 is the private corner."
        )
        return f"{keys}\n{signs_in_the_queue()}"

    @override
    def escape(self) -> None:
        """Esc leaves the form or the corner first, then the page."""
        if self.corner is not None:
            self.leave_corner()
        elif self.covering is not None:
            self.uncover()
        else:
            super().escape()

    @override
    def present_row(self) -> str:
        """Who is chosen in the queue."""
        return self.queue.rows.present() or ""

    # --- what stands in the place of the visit -----------------------------------------------------------------------

    def cover(self, widget: QWidget) -> None:
        """A form in the place of the visit, or of the form before it."""
        if self.covering is not None:
            self.covering.hide()
            self.covering.deleteLater()
        self.covering = widget
        for each in (self._room, self.empty):
            each.hide()
        self._foot.hide()
        self.queue.rows.setEnabled(False)
        self._right.addWidget(widget, 1)
        widget.show()

    def uncover(self) -> None:
        """Back to the visit."""
        if self.covering is None:
            return
        self.covering.hide()
        self.covering.deleteLater()
        self.covering = None
        self.queue.rows.setEnabled(True)
        self._sits()
        self._arrange()
        self.visit.focus_first()

    def go_to_corner(self) -> None:
        """Nothing stays on the screen but the time: whoever sits here is not shown to whoever passes."""
        self.uncover()
        self.bench.clear()
        office = self.bench.desk.office.name
        corner = self.corner = QuietPlace(office, _clock(self.bench.desk.clock().at))
        corner.left.connect(self.leave_corner)
        corner.minute.timeout.connect(lambda: corner.show_clock(_clock(self.bench.desk.clock().at)))
        corner.minute.start()
        for each in (self._head, self._foot, self.queue, self._side_widget):
            each.hide()
        self.body.addWidget(corner, 1)
        corner.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_corner(self) -> None:
        """Go on with the queue."""
        if self.corner is None:
            return
        self.corner.minute.stop()
        self.corner.hide()
        self.corner.deleteLater()
        self.corner = None
        for each in (self._head, self.queue, self._side_widget):
            each.show()
        self.entered()

    # --- the queue ---------------------------------------------------------------------------------------------------

    def settle(self, visit: Visit, result: ReferralResult, said: Said | None = None) -> None:
        """Say what came of a visit. `said` is what the clerk has to read of it, though another desk ended it."""

        def refused(_: Told) -> bool:
            if said is not None:
                self.bench.say(NoticeKind.KNOW, said)
                self.entered()
            return said is not None

        self.bench.run(
            lambda desk: help_desk.settle(desk, visit.id, result),
            lambda ended: self._settled(ended, said),
            failed=refused,
        )

    def _settled(self, ended: VisitEnded, said: Said | None) -> None:
        result = ended.visit.result
        assert result is not None
        self.instead.pop(ended.visit.id, None)
        name = visit_name(ended.visit)
        short = Said(tr("{name}: {result}.", name=name, result=label(result)))
        self.bench.say(NoticeKind.GOOD if said is None else NoticeKind.KNOW, said or short)
        self.entered()

    def _show(self, loaded: tuple[tuple[Visit, ...], datetime]) -> None:
        visits, now = loaded
        before = self.shown
        self.queue.show_visits(visits, now, self.take_first_row([str(visit.id) for visit in visits]))
        present = self.queue.present()
        if present is None:
            self.shown = self.decision = None
            self._sits()
            self._arrange()
            self._focus_foot()
            return
        if self.covering is None or before is None or before.id != present.id:
            self._choose(present)

    def _look_again(self) -> None:
        if self.covering is None and self.corner is None and self.isVisible():
            self.entered()

    def collects(self, visit: Visit, who: CollectorChoice | None) -> None:
        """Somebody else comes for the household, or the holder: what stands against that is asked anew."""
        self.instead[visit.id] = who
        self._choose(visit)

    def _choose(self, visit: Visit) -> None:
        if visit.id in self.instead:
            visit = replace(visit, who=self.instead[visit.id])
        shown = visit
        self.bench.run(lambda desk: help_desk.stands_against(desk, shown), lambda decision: self._told(shown, decision))

    def _told(self, visit: Visit, decision: Decision) -> None:
        new = self.shown is None or self.shown.id != visit.id
        again = self.shown == visit and self.decision == decision
        self.shown, self.decision = visit, decision
        self._sits()
        if again and self.visit.tiles:
            return
        at_steps = any(tile.hasFocus() for tile in self.visit.tiles.values())
        steps = [step for step in steps_for(visit, decision) if self._may(step)]
        self.visit.show_visit(visit, decision, steps)
        self._arrange()
        uncovered = self.covering is None and self.corner is None
        if at_steps or (new and uncovered and not self.queue.rows.hasFocus()):
            self.visit.focus_first()

    def _sits(self) -> None:
        """The visit that is shown is who sits here, or nobody; while a form stands here, whoever it is for."""
        if self.covering is not None:
            return
        if self.shown is None:
            self._looking.end()
        else:
            household = self.decision.household_id if self.decision is not None else None
            self._looking.turn(self.shown.id, self.shown.standing, household)

    def _help_without_card(self) -> None:
        """Whoever came without having been sent sits here, not the one who is next in the queue."""
        self._looking.turn(None, self.shown.standing if self.shown is not None else Standing("", ""), None)
        self.acts.begin(Step.PROVISIONAL, None)

    def _may(self, step: Step) -> bool:
        if step is Step.ASK and self.bench.desk.permits(Permission.ROUNDS):
            return False  # whoever plans rounds asks nobody
        return self.bench.desk.permits(WORDS[step].right)

    def _step(self, value: str) -> None:
        step, visit = Step(value), self.shown
        if visit is None:
            return
        result = WORDS[step].result
        if result is not None:
            self.settle(visit, result)
        elif step is Step.REPLACE and visit.household is not None:
            self.bench.go(GoHousehold(visit.household, replace=True))
        else:
            self.acts.begin(step, visit)

    def _arrange(self) -> None:
        """What is seen: the visit or nobody, and the foot that belongs to it."""
        if self.covering is not None or self.corner is not None:
            return
        somebody = self.shown is not None
        self._room.setVisible(somebody)
        self.empty.setVisible(not somebody)
        desk = self.bench.desk
        known = self.shown is not None and self.shown.known
        self.household_button.setVisible(known and desk.permits(Permission.SEARCH))
        self.home_button.setVisible(known and desk.permits(WORDS[Step.DELIVERY].right))
        self.went_button.setVisible(somebody)
        self._foot.show()

    def _focus_foot(self) -> None:
        """Nobody waits: whoever comes without a card is next."""
        if self.covering is None and self.corner is None:
            usable = self.help_button if self.help_button.isVisible() else self.queue.corner_button
            usable.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.find_button = Button(tr("Find someone"), icon="search", key="Ctrl F", shortcut="Ctrl+F")
        self.find_button.clicked.connect(lambda: self.bench.go(GoFind()))
        self.set_head_trailing(self.find_button)
        self.find_button.setVisible(self.bench.desk.permits(Permission.SEARCH))
        self.body.addWidget(self.queue)
        self._side_widget = QWidget()
        self._right = QVBoxLayout(self._side_widget)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self._room, 1)
        self._right.addWidget(self.empty, 1)
        self.body.addWidget(self._side_widget, 1)
        self._room.hide()
        self.empty.hide()
        # answered by nothing, as at the lane: it is for whoever sees somebody under pressure
        silent = QShortcut(QKeySequence("F8"), self)
        silent.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        silent.activated.connect(self._looking.distress)
        self.queue.chosen.connect(self._choose)
        self.queue.opened.connect(self.visit.focus_first)
        self.queue.corner.connect(self.go_to_corner)
        self.visit.stepped.connect(self._step)
        self.household_button = Button(tr("The household"), icon="home", key="H", shortcut="H")
        self.help_button = Button(tr("Help without a card"), icon="package", key="P", shortcut="P")
        self.home_button = Button(tr("Serve at home"), icon="truck-delivery", key="D", shortcut="D")
        self.home_button.clicked.connect(self._serve_at_home)
        self.went_button = Button(tr("They went"), ButtonKind.QUIET, "logout", "W", shortcut="W")
        self.household_button.clicked.connect(self._to_household)
        self.help_button.clicked.connect(self._help_without_card)
        self.went_button.clicked.connect(self._went)
        self.set_foot([self.household_button, self.help_button, self.home_button], [self.went_button])
        self.help_button.setVisible(self.bench.desk.permits(Permission.PROVISIONAL))

    def _to_household(self) -> None:
        if self.shown is not None and self.shown.household is not None:
            self.bench.go(GoHousehold(self.shown.household))

    def _serve_at_home(self) -> None:
        if self.shown is not None:
            self.acts.begin(Step.DELIVERY, self.shown)

    def _went(self) -> None:
        if self.shown is not None:
            self.settle(self.shown, ReferralResult.LEFT)


def _clock(at: datetime) -> str:
    return at.astimezone(PAKISTAN).strftime("%H:%M")
