"""Looks for people who are like the one being written: a moment after the last letter, and only the newest answer."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.records.household import FoundRegistrant, HouseholdDraft
from desktop.ui.screens.register.members import others
from desktop.ui.workbench import Workbench
from desktop.usecases import registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Permission

_WAIT_MS = 120


class AlikeSearch(QObject):
    """`found(rows)` for the person that `written` names: the draft as it is now, and the place of the person."""

    found = Signal(object)

    def __init__(
        self,
        bench: Workbench,
        written: Callable[[], tuple[HouseholdDraft, int] | None],
        but: HouseholdCode | None,
        parent: QObject,
    ) -> None:
        """`but` is the household that is being corrected: its own people are no matches."""
        super().__init__(parent)
        self._bench, self._written = bench, written
        self._but = but.text if but else ""
        self._may = bench.desk.permits(Permission.REGISTER)
        self._asked = 0
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)

    def soon(self) -> None:
        """Somebody typed: wait anew."""
        if self._may:
            self._timer.start()

    def stop(self) -> None:
        """The page goes away: nobody hears an answer any more."""
        self._timer.stop()

    def _ask(self) -> None:
        self._asked += 1
        asked, written = self._asked, self._written()
        if written is None:
            return
        draft, place = written
        member = draft.members[place]
        rest = others(draft.members, place)
        if not (member.name_as_told or member.name_latin or member.id_number):
            self.found.emit(())
            return
        self._bench.run(
            lambda desk: registration.alike(desk, member, draft.pcode, draft.village, rest),
            lambda found: self._answered(asked, found),
            failed=lambda _: True,  # it only helps: without it the form goes on
        )

    def _answered(self, asked: int, found: tuple[FoundRegistrant, ...]) -> None:
        if asked == self._asked:  # otherwise somebody typed on meanwhile
            self.found.emit(tuple(one for one in found if one.household.text != self._but))
