"""Saving the form: a new household or a correction, once at a time; what stops comes back in the form's order."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.errors import DraftProblems, Told
from desktop.records.household import Corrected, Registered
from desktop.records.pair import PairSaid
from desktop.ui.kept_form import LAST_KIND, write_last
from desktop.ui.screens.register.form_state import FormState
from desktop.ui.screens.register.steps import in_order
from desktop.ui.workbench import Workbench
from desktop.usecases import registration
from desktop.values.problem import Problem


class Saving(QObject):
    """`registered(Registered)` or `corrected(Corrected)`; `stopped(problems)` and `failed` leave all as written."""

    registered = Signal(object)
    corrected = Signal(object)
    stopped = Signal(object)
    failed = Signal()

    def __init__(self, bench: Workbench, state: FormState, parent: QObject) -> None:
        """Nothing is under way."""
        super().__init__(parent)
        self._bench, self._state = bench, state
        self.busy = False

    def save(self, said: Sequence[PairSaid] = ()) -> None:
        """Save once; `said` is what was answered about people of a new household who are alike to somebody."""
        if self.busy:
            return
        self.busy = True
        draft, code, version = self._state.draft, self._state.code, self._state.version
        if code is None:
            self._bench.run(
                lambda desk: registration.register(desk, draft, said=said),
                self._registered,
                failed=self._failed,
            )
        else:
            self._bench.run(
                lambda desk: registration.correct(desk, code, draft, version=version),
                self._corrected,
                failed=self._failed,
            )

    def _registered(self, registered: Registered) -> None:
        self.busy = False
        body = write_last(self._state.carried())
        self._bench.run(lambda desk: registration.keep_draft(desk, LAST_KIND, body), lambda _: None)
        self.registered.emit(registered)

    def _corrected(self, corrected: Corrected) -> None:
        self.busy = False
        self.corrected.emit(corrected)

    def _failed(self, told: Told) -> bool:
        """Not saved; a problem that stops is shown at its field, anything else is said by the workbench."""
        self.busy = False
        self.failed.emit()
        if isinstance(told, DraftProblems):
            stops = in_order([one for one in told.problems if isinstance(one, Problem) and one.stops])
            if stops:
                self.stopped.emit(stops)
                return True
        return False
