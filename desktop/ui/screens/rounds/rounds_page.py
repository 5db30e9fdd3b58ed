"""Rounds: make one from its file, look at it, freeze its list, open and close it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.errors import CodeUnreadable, Told
from desktop.records.distribution import RoundChanged, RoundView, Standing
from desktop.records.operator import Second
from desktop.records.programme import EventDraft, EventView, ListAdded, QuickRound, Template
from desktop.security.chosen_files import read_chosen
from desktop.ui.appearance.look import current
from desktop.ui.background import Lane
from desktop.ui.page import Page, scrolling
from desktop.ui.screens.rounds.add_dialog import AddDialog
from desktop.ui.screens.rounds.quick_dialog import QuickDialog
from desktop.ui.screens.rounds.ready_panel import ReadyPanel
from desktop.ui.screens.rounds.round_panel import RoundPanel
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.laid_out import clear
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.workbench import Destination, GoAfter, GoProgrammes, GoRoster, GoRounds, Workbench
from desktop.usecases import programme_rules, programmes, round_lists
from desktop.usecases.desk import Desk, require_fit
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, NotANumber
from desktop.values.period import local_day
from desktop.values.vocabulary import ListKind, RoundState
from desktop.words.catalogue import joined, tr, tr_n
from desktop.words.labels import label
from desktop.words.messages import Said, say
from desktop.words.rules import counted, item_name

LARGEST_FILE = 1_000_000


class RoundsPage(Page):
    """The list of rounds at the side, the chosen one whole beside it."""

    cares = frozenset(
        {
            EntryKind.ROUND_MADE,
            EntryKind.ROUND_OPENED,
            EntryKind.ROUND_FROZEN,
            EntryKind.ROUND_CLOSED,
            EntryKind.ROUND_REOPENED,
            EntryKind.LIST_ADDED,
            EntryKind.STOCK_RECEIVED,
            EntryKind.STOCK_COUNTED,
            EntryKind.GIVEN,
            EntryKind.VOIDED,
            EntryKind.HOUSEHOLD_REGISTERED,
        }
    )

    def __init__(self, bench: Workbench, code: str = "") -> None:
        super().__init__(bench, tr("Rounds"))
        self.code = code
        self.rounds: dict[str, RoundView] = {}
        self.list = RowList(tr("Rounds"), RowStyle.SHEET)
        self.list.chosen.connect(self._choose)
        self.panel: RoundPanel | None = None
        self.after_button = Button(tr("After the day"), ButtonKind.QUIET, "equal", "Ctrl T", "Ctrl+T")
        self.after_button.clicked.connect(self._after)
        self.set_head_trailing(self.after_button)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(12)
        self.body.addLayout(self._middle, 1)
        within = QWidget()  # a notice above leaves less than Nastaliq needs
        side = QVBoxLayout(within)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        self.side().addWidget(scrolling(within))
        self._holder = Panel()
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.list)
        side.addWidget(self._holder)
        self.ready = ReadyPanel()
        side.addWidget(self.ready)
        self._side = side
        self.open_button = Button(tr("Open the round"), ButtonKind.PRIMARY, "lock-open", "Ctrl O", "Ctrl+O")
        self.open_button.clicked.connect(self._open)
        self.freeze_button = Button(tr("Freeze the list"), ButtonKind.SECONDARY, "list-check")
        self.freeze_button.clicked.connect(self._freeze)
        self.close_button = Button(tr("Close the round"), ButtonKind.SECONDARY, "lock")
        self.close_button.clicked.connect(self._ask_close)
        self.roster_button = Button(tr("Rosters"), ButtonKind.PRIMARY, "list-numbers", "Ctrl R", "Ctrl+R")
        self.roster_button.clicked.connect(lambda: self.bench.go(GoRoster()))
        self.freeze_first = Button(tr("Freeze the list"), ButtonKind.PRIMARY, "list-check")
        self.freeze_first.clicked.connect(self._freeze)
        self.add_button = Button(tr("Add a household"), ButtonKind.SECONDARY, "home-plus")
        self.add_button.clicked.connect(self._ask_household)
        self.reopen_button = Button(tr("Take the list up again"), ButtonKind.QUIET, "arrow-back-up")
        self.reopen_button.clicked.connect(self._ask_reopen)
        new = Button(tr("New round from a file"), ButtonKind.QUIET, "file-import", "Ctrl N", "Ctrl+N")
        new.clicked.connect(self._ask_file)
        self.programmes_button = Button(tr("Programmes"), ButtonKind.QUIET, "list-check")
        self.programmes_button.clicked.connect(lambda: self.bench.go(GoProgrammes()))
        leading = [self.open_button, self.freeze_first, self.roster_button, self.freeze_button, self.close_button]
        self.set_foot([*leading, self.add_button], [self.programmes_button, new])
        self._side.addWidget(self.reopen_button)
        self.quick_button = Button(tr("A round after an event"), ButtonKind.QUIET, "flag")
        self.quick_button.clicked.connect(self._ask_event)
        self._side.addWidget(self.quick_button)
        self._side.addStretch(1)
        self._allow(None)  # no button before the rounds are read: they would be shown for a moment

    @override
    def entered(self) -> None:
        """Load all rounds."""
        self.bench.run(programmes.rounds, self._show)

    @override
    def as_left(self, destination: Destination) -> Destination:
        """The round that is chosen."""
        return GoRounds(self.code)

    @override
    def help_text(self) -> str:
        """What can be done with a round."""
        return tr("A round is made from its file, opened, and closed at the end. The list may be frozen by two people.")

    def _show(self, rounds: tuple[RoundView, ...]) -> None:
        first = not self.rounds
        self.rounds = {one.code: one for one in rounds}
        self.list.set_rows([self._row(one) for one in rounds][:20])
        self._holder.setVisible(bool(rounds))
        if not rounds:
            self._put(self._empty())
            self._allow(None)
            return
        if self.code not in self.rounds:
            self.code = next((one.code for one in rounds if one.state is RoundState.OPEN), rounds[0].code)
        self.list.choose(self.code)
        self._choose(self.code)
        if first:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, one: RoundView) -> Row:
        given = tr("{given} of {households} served", given=one.given, households=one.households)
        note = given if current().layout.small else f"{label(one.state)} · {given}"
        return Row(one.code, one.programme, note, icon="calendar-event")

    def _empty(self) -> QWidget:
        new = Button(tr("New round from a file"), ButtonKind.PRIMARY, "file-import", "Ctrl N")
        new.clicked.connect(self._ask_file)
        return EmptyState(tr("There is no round yet."), tr("A round file says what, for whom, where and when."), new)

    def _choose(self, code: str) -> None:
        self.code = code
        self.panel = RoundPanel(self.rounds[code])
        self._put(scrolling(self.panel))
        self.ready.show_round(self.rounds[code])
        self._allow(self.rounds[code])

    def _put(self, widget: QWidget) -> None:
        clear(self._middle)
        self._middle.addWidget(widget, 1)

    def _allow(self, one: RoundView | None) -> None:
        """One filled button: what comes next for this round."""
        frozen_first = one is not None and one.list_kind is ListKind.FROZEN and not one.frozen
        self.open_button.setVisible(one is not None and one.state is RoundState.DRAFT and not frozen_first)
        may_freeze = one is not None and one.state is not RoundState.CLOSED and not one.frozen
        self.freeze_first.setVisible(may_freeze and frozen_first)
        self.freeze_button.setVisible(may_freeze and not frozen_first)
        self.close_button.setVisible(one is not None and one.state is RoundState.OPEN)
        self.roster_button.setVisible(one is not None and one.state is not RoundState.DRAFT)
        fixed = one is not None and one.frozen and one.state is not RoundState.CLOSED
        self.add_button.setVisible(fixed)
        self.reopen_button.setVisible(fixed and one is not None and not any(point.open for point in one.points))
        self.after_button.setVisible(one is not None and one.state is not RoundState.DRAFT)
        # once it is open the checklist is behind it: a small screen has the room for the list of rounds
        self.ready.setVisible(one is not None and (one.state is RoundState.DRAFT or not current().layout.small))

    def _after(self) -> None:
        """Who did not come, the account and the sample of the chosen round, at its first point."""
        self.bench.go(GoAfter(Standing(self.code, self.rounds[self.code].points[0].code)))

    # --- what a supervisor does --------------------------------------------------------------------------------------

    def _open(self) -> None:
        code = self.code
        self.bench.run(lambda desk: programmes.open_round(desk, code), self._changed(tr("The round is open.")))

    def _ask_close(self) -> None:
        question = Question(
            tr("Close this round?"),
            tr("Nobody can be given anything in it afterwards."),
            stay=tr("Keep it open"),
            leave=tr("Close it"),
            leave_key="C",
            parent=self,
        )
        question.accepted.connect(self.close_round)
        question.open()

    def close_round(self) -> None:
        """Close the chosen round."""
        code = self.code
        self.bench.run(lambda desk: programmes.close_round(desk, code), self._changed(tr("The round is closed.")))

    def _freeze(self) -> None:
        """Freeze the chosen round's list by two people; a long list shows how far it is."""
        sentence = tr("Freezing the list fixes who is on it. Households registered later are not on it.")
        code, tell = self.code, self._changed(tr("The list is frozen."))

        def agreed(second: Second) -> None:
            self.bench.run_named(
                tr("Fixing the list"),
                lambda desk, job: round_lists.freeze_round(desk, code, second=second, progress=job.progress),
                tell,
                lane=Lane.DATA,
            )

        SecondDialog(self.bench, tr("Freeze the list"), sentence, tr("Freeze the list"), self).do(_fitting, agreed)

    def _ask_reopen(self) -> None:
        """Take the chosen round's fixed list up again, by two people."""
        sentence = tr("Taken up again the list can be made anew. Whoever stands on it stays on it.")
        code, heading = self.code, tr("Take the list up again")
        SecondDialog(self.bench, heading, sentence, heading, self).do(
            lambda desk, second: round_lists.reopen_round(desk, code, second=second),
            self._changed(tr("The list can be made anew.")),
        )

    def _ask_household(self) -> None:
        dialog = AddDialog(self)

        def asked(digits: str, reason: str) -> None:
            self.add(digits, reason, dialog.accept, dialog.refuse)

        dialog.asked.connect(asked)
        dialog.open()

    def add(self, digits: str, reason: str, done: Callable[[], object], refused: Callable[[str], object]) -> None:
        """Put a household on the fixed list of the chosen round."""
        code = self.code

        def work(desk: Desk) -> ListAdded:
            try:
                household = HouseholdCode.parse(digits)
            except NotANumber as error:
                raise CodeUnreadable(typed=digits[:40], why=error.why) from error
            return round_lists.add_household(desk, code, household, reason)

        def added(on_list: ListAdded) -> None:
            done()
            what = joined(*[f"{item_name(line.item)} × {counted(line.item, line.quantity)}" for line in on_list.items])
            self.bench.say(NoticeKind.GOOD, Said(tr("The household is on the list."), what))

        def failed(told: Told) -> bool:
            said = say(told)
            refused(said.what)
            return True

        self.bench.run(work, added, failed=failed)

    def _changed(self, sentence: str) -> Callable[[RoundChanged], None]:
        def done(changed: RoundChanged) -> None:
            self.code = changed.round.code
            n = changed.round.households
            on_list = tr_n("{n} household is on its list.", "{n} households are on its list.", n)
            self.bench.say(NoticeKind.GOOD, Said(sentence, on_list))

        return done

    def _ask_event(self) -> None:
        self.bench.run(
            lambda desk: (
                programme_rules.events(desk),
                programme_rules.templates(),
                local_day(desk.clock().at),
                desk.office.district,
            ),
            self._offer_events,
        )

    def _offer_events(self, found: tuple[tuple[EventView, ...], tuple[Template, ...], date, str]) -> None:
        events, templates, today, district = found
        dialog = QuickDialog(events, templates, today, district, self)
        dialog.asked.connect(lambda: self.make_quickly(dialog.new_event(), dialog.quick(), dialog))
        dialog.open()

    def make_quickly(self, event: EventDraft | None, quick: QuickRound, dialog: QuickDialog) -> None:
        """Make a round after an event, which is noted first when it is new."""

        def work(desk: Desk) -> RoundChanged:
            if event is not None and event.code not in {one.code for one in programme_rules.events(desk)}:
                programme_rules.note_event(desk, event)
            return programmes.make_quickly(desk, quick)

        tell = self._changed(tr("The round is made. It is still a draft."))

        def made(changed: RoundChanged) -> None:
            dialog.accept()
            tell(changed)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

        def failed(told: Told) -> bool:
            dialog.refuse(say(told).what)
            return True

        self.bench.run(work, made, failed=failed)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("Round file"), "", "TOML (*.toml)")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    def _file_chosen(self, name: str) -> None:
        self.make_from(Path(name))

    def make_from(self, file: Path) -> None:
        """Make a round from its file."""

        def work(desk: Desk) -> RoundChanged:
            return programmes.make_from_file(desk, read_chosen(file, LARGEST_FILE))

        self.bench.run(work, self._changed(tr("The round is made. It is still a draft.")))


def _fitting(desk: Desk, second: Second) -> Second:
    """The second person, who may agree to it: known before anything long begins."""
    require_fit(desk.person, second)
    return second
