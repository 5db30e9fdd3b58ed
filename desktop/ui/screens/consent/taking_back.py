"""What is done with the panel on which something is taken back: say it, confirm it in private, call it off."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.errors import Told
from desktop.records.consent import CarriedOut, PersonLine, StillDue, WithdrawalView, Withdrawn
from desktop.ui.background import Lane
from desktop.ui.screens.consent.withdraw_panel import WithdrawPanel
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Workbench
from desktop.usecases import consents
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.words import consents as words
from desktop.words.catalogue import tr
from desktop.words.messages import say
from desktop.words.problems import say_problem
from desktop.words.said import Said


class TakingBack(QObject):
    """`ended()` when the panel is not needed any more; what came of it is said by a notice after that."""

    ended = Signal()

    def __init__(self, bench: Workbench, code: HouseholdCode, parent: QObject) -> None:
        """Nothing is taken back yet."""
        super().__init__(parent)
        self._bench, self._code = bench, code
        self._panel: WithdrawPanel | None = None
        self._taken: WithdrawalView | None = None

    def begin(self, people: Sequence[PersonLine], waits: WithdrawalView | None = None) -> WithdrawPanel:
        """A panel to take something back, or to decide about what waits; the page shows it."""
        panel = WithdrawPanel(people, local_day(self._bench.desk.clock().at))
        panel.taken.connect(self._take)
        panel.confirmed.connect(self._confirm)
        panel.called_off.connect(self._call_off)
        panel.left.connect(self.ended)
        self._panel, self._taken = panel, waits
        if waits is not None:
            panel.show_waiting(waits)
        return panel

    def focus_first(self) -> None:
        """Once the panel stands on the page."""
        if self._panel is not None:
            self._panel.focus_first()

    def let_go(self) -> None:
        """The panel is gone: answers that come late are said by a notice."""
        self._panel = self._taken = None

    def _take(self) -> None:
        assert self._panel is not None
        code, purpose, who = self._code, self._panel.what(), self._panel.person()
        if purpose is not None:
            self._bench.run(
                lambda desk: consents.withdraw(desk, code, purpose, registrant=who), self._took, failed=self._refused
            )

    def _took(self, withdrawn: Withdrawn) -> None:
        self._taken = withdrawn.withdrawal
        if self._panel is not None:
            self._panel.show_waiting(withdrawn.withdrawal)
            self._panel.focus_first()

    def _confirm(self) -> None:
        taken, code = self._taken, self._code
        if taken is None:
            return
        self._busy(busy=True)
        self._bench.run(
            lambda desk: consents.confirm(desk, code, taken.purpose, registrant=taken.registrant),
            self._confirmed,
            failed=self._refused,
            lane=Lane.LONG_READS,  # all contents of the book are looked at, which may take seconds
        )

    def _confirmed(self, outcome: CarriedOut | StillDue) -> None:
        self._end()
        if isinstance(outcome, StillDue):
            self._bench.say(NoticeKind.KNOW, words.still_due(outcome))
            return
        said = words.done(outcome, local_day(self._bench.desk.clock().at))
        more = " ".join((said.do, *map(say_problem, outcome.problems)))
        self._bench.say(NoticeKind.GOOD, Said(said.what, more, said.safe))

    def _call_off(self) -> None:
        taken, code = self._taken, self._code
        if taken is not None:
            self._bench.run(
                lambda desk: consents.call_off(desk, code, taken.purpose, registrant=taken.registrant),
                self._called_off,
                failed=self._refused,
            )

    def _called_off(self, _: Withdrawn) -> None:
        self._end()
        self._bench.say(NoticeKind.GOOD, Said(tr("It was called off: everything stays.")))

    def _end(self) -> None:
        self.let_go()
        self.ended.emit()

    def _busy(self, *, busy: bool) -> None:
        """Nothing is pressed twice while it is looked for."""
        if self._panel is not None:
            self._panel.setEnabled(not busy)

    def _refused(self, told: Told) -> bool:
        self._busy(busy=False)
        if self._panel is None:
            return False
        self._panel.refuse(say(told).shortly())
        return True
