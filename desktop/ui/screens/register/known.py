"""What only the register knows about the draft: numbers that others have, people who cannot be named; asked quietly."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.records.household import HouseholdDraft
from desktop.ui.workbench import Workbench
from desktop.usecases import registration
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Permission
from desktop.values.problem import Problem

_WAIT_MS = 150

type Asked = tuple[object, ...]


class KnownProblems(QObject):
    """`found` when the register answered about the newest draft. An answer counts only for what was asked about."""

    found = Signal()

    def __init__(self, bench: Workbench, code: HouseholdCode | None, parent: QObject) -> None:
        """`code` is the household that is corrected: its own numbers are no news."""
        super().__init__(parent)
        self._bench, self._code = bench, code
        self._may = bench.desk.permits(Permission.REGISTER) or bench.desk.permits(Permission.CORRECT)
        self._draft = HouseholdDraft()
        self._answer: tuple[Asked, tuple[Problem, ...]] = ((), ())
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)

    def soon(self, draft: HouseholdDraft) -> None:
        """The draft changed: ask anew when it has numbers or names that were not asked about."""
        self._draft = draft
        asked = _asked(draft)
        if self._may and asked != self._answer[0] and any(asked[2:]):
            self._timer.start()

    def stop(self) -> None:
        """The page goes away: nobody hears an answer any more."""
        self._timer.stop()

    def about(self, draft: HouseholdDraft) -> tuple[Problem, ...]:
        """What is known about this draft; nothing while the answer is about an older one.

        Where only the place is another one, numbers and phones are the same: the village is often written last."""
        (asked, problems), now = self._answer, _asked(draft)
        if asked[1:] != now[1:]:
            return ()
        return problems if asked == now else tuple(one for one in problems if one.code != Finding.NOT_NAMEABLE)

    def _ask(self) -> None:
        draft, code = self._draft, self._code
        self._bench.run(
            lambda desk: registration.compare(desk, draft, code=code),
            lambda problems: self._answered(draft, problems),
            failed=lambda _: True,  # it only helps: saving looks again
        )

    def _answered(self, draft: HouseholdDraft, problems: tuple[Problem, ...]) -> None:
        self._answer = (_asked(draft), problems)
        self.found.emit()


def _asked(draft: HouseholdDraft) -> Asked:
    """What the answer depends on: the place first, then consent, numbers, phones and names."""
    return (
        (draft.pcode, draft.village),
        draft.consent.phone,
        tuple((place, one.id_type, one.id_number) for place, one in enumerate(draft.members) if one.id_number),
        tuple((place, one.phone, one.phone_owner, one.holder) for place, one in enumerate(draft.members) if one.phone),
        draft.collectors or (),
        draft.vouchers or (),
    )
