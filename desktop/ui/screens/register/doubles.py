"""Could this be the same person? Asked once for each who is alike, before a household is kept or while it is typed.

It never holds anybody back: Esc is the form again as it was, and what was answered is remembered until it is saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.errors import Told
from desktop.records.household import FoundRegistrant, HouseholdDraft, MemberDraft
from desktop.records.pair import DraftPair, PairSaid, PairView
from desktop.ui.side_by_side import Answers, SideBySide
from desktop.ui.workbench import Workbench
from desktop.usecases import pairs
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.vocabulary import PairAnswer
from desktop.words.catalogue import tr


@dataclass(frozen=True)
class _Answered:
    """What was said of somebody as they were typed then, and somebody in the register."""

    names: tuple[str, ...]
    registrant: RegistrantId
    answer: PairAnswer

    def is_about(self, names: tuple[str, ...], registrant: RegistrantId) -> bool:
        """Whether it still holds: a name that was written since is no other person, a name that was changed is."""
        same = all(now == then or not now or not then for now, then in zip(names, self.names, strict=True))
        return same and registrant == self.registrant


class Doubles(QObject):
    """`shown(SideBySide)` when there is a question, `closed()` when the form may come back; then one of the others.

    `decided(answers)`: everything was answered, save with it. `known(place, code)`: this member of the draft is in the
    register, in that household."""

    shown = Signal(object)
    closed = Signal()
    decided = Signal(object)
    known = Signal(int, object)

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        """Nobody was asked about yet."""
        super().__init__(parent)
        self._bench = bench
        self._answers: list[_Answered] = []
        self._draft = HouseholdDraft()
        self._left: list[DraftPair] = []
        self._found: tuple[DraftPair, ...] = ()
        self._saving = self.busy = False
        self.panel: SideBySide | None = None

    def before_saving(self, draft: HouseholdDraft) -> None:
        """Look for doubles of everybody in the draft; without any it is decided at once."""
        if self.busy:
            return
        self.busy, self._draft, self._saving = True, draft, True
        self._bench.run(lambda desk: pairs.doubles_of(desk, draft), self._looked, failed=self._not_looked)

    def compare(self, draft: HouseholdDraft, place: int, registrant: RegistrantId) -> None:
        """Look at one of those who are alike, while the draft is typed."""
        if self.busy or self.panel is not None:
            return
        self.busy, self._draft, self._saving = True, draft, False
        self._bench.run(
            lambda desk: pairs.compare_draft(desk, draft, place, registrant),
            lambda view: self._ask_all((DraftPair(place, view),)),
            failed=self._let_go,
        )

    def leave(self) -> None:
        """Esc: no answer, back to the form."""
        self._close()

    def not_answered(self, member: MemberDraft, found: Sequence[FoundRegistrant]) -> tuple[FoundRegistrant, ...]:
        """Those who were not said to be somebody else than this member."""
        names = _names(member)
        return tuple(one for one in found if self._answer(names, one.registrant) is not PairAnswer.DIFFERENT)

    def _looked(self, found: tuple[DraftPair, ...]) -> None:
        self._ask_all(tuple(found))

    def _not_looked(self, told: Told) -> bool:
        """It only helps: without it the household is kept, and who is alike waits in the queue."""
        self.busy = False
        self.decided.emit(())
        return True

    def _let_go(self, told: Told) -> bool:
        self.busy = False
        return False

    def _ask_all(self, found: tuple[DraftPair, ...]) -> None:
        self.busy = False
        self._found = found
        self._left = [one for one in found if not self._saving or self._said(one) is None]
        self._next()

    def _next(self) -> None:
        """The next question, or the end of them."""
        if self._left:
            self._show(self._left[0].pair)
            return
        self._close()
        if self._saving:
            answered = ((one, self._said(one)) for one in self._found)
            self.decided.emit(
                tuple(
                    PairSaid(one.place, one.pair.b.registrant, answer)
                    for one, answer in answered
                    if answer is not None and one.pair.b.registrant is not None
                )
            )

    def _show(self, view: PairView) -> None:
        same = tr("add to the old record")
        panel = SideBySide(view, Answers(same, tr("keep both"), tr("keep both for now")))
        panel.answered.connect(self._answered)
        old, self.panel = self.panel, panel
        if old is not None:
            old.hide()
            old.deleteLater()
        self.shown.emit(panel)

    def _answered(self, answer: PairAnswer) -> None:
        asked = self._left.pop(0)
        if answer is PairAnswer.SAME:
            code, registrant = asked.pair.b.household, asked.pair.b.registrant
            assert code is not None
            assert registrant is not None
            self._bench.run(
                lambda desk: pairs.recognised(desk, registrant), lambda _: self._recognised(asked.place, code)
            )
            return
        names, registrant = self._key(asked)
        self._answers = [one for one in self._answers if not one.is_about(names, registrant)]
        self._answers.append(_Answered(names, registrant, answer))
        self._next()

    def _recognised(self, place: int, code: HouseholdCode) -> None:
        self._close()
        self.known.emit(place, code)

    def _close(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            self.closed.emit()

    def _said(self, one: DraftPair) -> PairAnswer | None:
        return self._answer(*self._key(one))

    def _answer(self, names: tuple[str, ...], registrant: RegistrantId) -> PairAnswer | None:
        return next((one.answer for one in self._answers if one.is_about(names, registrant)), None)

    def _key(self, one: DraftPair) -> tuple[tuple[str, ...], RegistrantId]:
        registrant = one.pair.b.registrant
        assert registrant is not None
        return _names(self._draft.members[one.place]), registrant


def _names(member: MemberDraft) -> tuple[str, ...]:
    return (member.name_as_told, member.name_latin, member.parent_name, member.parent_latin)
