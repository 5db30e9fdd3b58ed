"""One line of a sheet after another: a code is read and looked up, compared by whoever holds the sheet, and entered."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.errors import (
    LateDayWrong,
    LateEnteredBefore,
    LateTooEarly,
    SecondNeeded,
    SheetMissing,
    SheetNotPrinted,
    Told,
    Unavailable,
)
from desktop.records.distribution import LateEntered, Standing
from desktop.records.late import LateLook
from desktop.records.operator import Second
from desktop.scanning.reader import BareCode, Reader, RefusedCode, VerifiedCard
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.ui.screens.late.entered_panel import LeftOut
from desktop.ui.screens.late.head_panel import HeadPanel
from desktop.ui.screens.late.line_panel import LinePanel
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.fields import Field
from desktop.ui.workbench import Workbench
from desktop.usecases import late_entries
from desktop.usecases.desk import Desk
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.values.vocabulary import Source
from desktop.words.catalogue import tr, tr_n
from desktop.words.late import not_entered
from desktop.words.messages import say

_DIGITS = 12


class Entering(QObject):
    """`changed()` when a line stands there, was edited or did not fit; `ended()` when it was entered or left out."""

    changed = Signal()
    ended = Signal()

    def __init__(self, bench: Workbench, head: HeadPanel, line: LinePanel, page: QWidget) -> None:
        """No point and no sheet yet; `number` is the sheet's as it is kept."""
        super().__init__(page)
        self._bench, self._head, self._line, self._page = bench, head, line, page
        keys = keyring(bench.opened.certificates)
        self._reader = Reader(lambda text: open_credential(text, keys))
        self.standing: Standing | None = None
        self.number = ""
        self.left_out: dict[str, LeftOut] = {}
        self._busy = False
        head.asked.connect(self.look_up)
        head.code.textEdited.connect(self._edited)
        line.finished.connect(self.take)

    @property
    def half(self) -> bool:
        """Whether a line is begun and not entered."""
        return self._line.look is not None or bool(self._head.code.digits())

    def left_here(self) -> tuple[LeftOut, ...]:
        """What did not fit at this point."""
        return tuple(one for one in self.left_out.values() if one.standing == self.standing)

    def forget(self) -> None:
        """Whatever stands here stays on paper alone."""
        self.left_out = {}
        self._clear()

    # --- a code ------------------------------------------------------------------------------------------------------

    def knows(self, text: str) -> bool:
        """Whether a scanned text is a card or a code of this office."""
        return self._reader.knows(text)

    def scanned(self, text: str) -> None:
        """A row of the sheet, or a card, under the hand scanner: the same as its code typed, with Enter."""
        reading = self._reader.hear(text, Source.SCANNER)
        if reading is None or self._busy or QApplication.activeModalWidget() is not None:
            return
        if self._line.look is not None:
            self._head.at_odds(first_this_line())
        elif isinstance(reading, RefusedCode):
            said = tr("That is no code of this office. Type the one that stands on the sheet.")
            self._head.at_odds(said, self._head.code)
        else:
            code = reading.number if isinstance(reading, VerifiedCard) else reading.code
            self._head.code.set_value(_household(code).text)
            self._look(code)

    def look_up(self) -> None:
        """Enter in the code: what was due to it; Enter once more enters it."""
        if self._line.look is not None:
            self.take()
            return
        digits = self._head.code.digits()
        if not digits:
            return
        if len(digits) < _DIGITS:
            more = _DIGITS - len(digits)
            self._head.at_odds(tr_n("{n} more digit to come.", "{n} more digits to come.", more), self._head.code)
            return
        reading = self._reader.hear(digits, Source.TYPED)
        if isinstance(reading, BareCode):
            self._look(reading.code)
        else:
            said = tr("These digits do not fit together. Compare them with the sheet.")
            self._head.at_odds(said, self._head.code)

    def again(self, key: str) -> None:
        """A line that was left out is looked up once more: what stood against it may be settled."""
        left = self.left_out.get(key)
        if left is not None and not self.half and left.sheet == self.number:
            self._head.code.set_value(left.code)
            self.look_up()

    def _edited(self) -> None:
        """Another code is written over the one that was looked up: that line stands there no more."""
        look = self._line.look
        if look is not None and self._head.code.digits() != look.household.text:
            self._line.clear()
        self.changed.emit()

    def _look(self, code: HouseholdCode | CardNumber) -> None:
        standing, sheet, day = self.standing, self._head.sheet.value(), self._head.day.day()
        if standing is None or self._busy:
            return
        if day is None:
            self._head.at_odds(tr("Type the day that stands on the sheet."), self._head.day)
            self._head.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._busy = True
        self._bench.run(
            lambda desk: late_entries.look(desk, standing, sheet, day, code),
            self._stands,
            failed=lambda told: self._refused(told, code),
        )

    def _stands(self, look: LateLook) -> None:
        self._busy = False
        if self._head.code.digits() != look.household.text:  # written over meanwhile
            return
        self._head.at_ease()
        self._line.show_line(look)
        self._head.code.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    # --- entering it -------------------------------------------------------------------------------------------------

    def take(self) -> None:
        """Enter the line that stands there; whoever registered the household needs a second person."""
        entering, look = self._entering(), self._line.look
        if entering is None or look is None or self._busy:
            return
        self._busy = True
        self._bench.run(lambda desk: entering(desk, None), self._taken, failed=lambda told: self._not_taken(told, look))

    def _entering(self) -> Callable[[Desk, Second | None], LateEntered] | None:
        standing, look, sheet, day = self.standing, self._line.look, self._head.sheet.value(), self._head.day.day()
        if standing is None or look is None:
            return None
        if day is None:
            self._head.at_odds(tr("Type the day that stands on the sheet."), self._head.day)
            return None
        who, given = self._line.collector(), self._line.given()

        def work(desk: Desk, second: Second | None) -> LateEntered:
            return late_entries.enter(desk, standing, sheet, day, look.code, collector=who, given=given, second=second)

        return work

    def _not_taken(self, told: Told, look: LateLook) -> bool:
        entering = self._entering()
        if not isinstance(told, SecondNeeded) or entering is None:
            return self._refused(told, look.code)
        self._busy = False
        dialog = SecondDialog(self._bench, tr("Enter this line"), say(told).what, tr("We enter it"), self._page)
        dialog.do(entering, self._taken, refused=lambda told: self._refused(told, look.code))
        return True

    def _taken(self, done: LateEntered) -> None:
        self._busy = False
        self.left_out = {
            key: left
            for key, left in self.left_out.items()
            if (left.standing, left.sheet, left.code) != (self.standing, done.sheet, done.household.text)
        }
        self._bench.clear()  # the list says what was entered; a notice here would move the line under the hand
        self._head.settled()
        self._clear()
        self.ended.emit()

    def _refused(self, told: Told, code: HouseholdCode | CardNumber) -> bool:
        """Said on the line, whose code stays there; what does not fit waits in the list until it is settled."""
        self._busy = False
        if isinstance(told, Unavailable):
            self._head.at_odds(say(told).what)
            return False
        field: Field = self._head.code
        if isinstance(told, SheetMissing | SheetNotPrinted):
            field = self._head.sheet
        elif isinstance(told, LateDayWrong) or (isinstance(told, LateTooEarly) and told.what == "point"):
            field = self._head.day
        sentence = not_entered(told)
        self._head.at_odds(sentence, field)
        if field is self._head.code and not isinstance(told, LateEnteredBefore):
            self._keep(code, sentence)
        if self._line.look is None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()
        return True

    # --- leaving it out ----------------------------------------------------------------------------------------------

    def leave_out(self) -> None:
        """The line is not entered now: it waits in the list, where it is found again."""
        if self._line.look is not None:
            self._keep(self._line.look.code, tr("left out"))
        self._clear()
        self.ended.emit()

    def strike_out(self, key: str) -> None:
        """A line that was left out is settled in another way."""
        self.left_out.pop(key, None)
        self.changed.emit()

    def _keep(self, code: HouseholdCode | CardNumber, why: str) -> None:
        household = _household(code)
        if self.standing is not None:
            left = LeftOut(self.standing, self.number, household.text, household.grouped, why)
            self.left_out[left.key] = left
        self.changed.emit()

    def _clear(self) -> None:
        self._reader.forget()
        self._line.clear()
        self._head.code.set_value("")
        self._head.at_ease()


def first_this_line() -> str:
    """What is said while a line stands there."""
    return tr("Enter this line or leave it out first.")


def _household(code: HouseholdCode | CardNumber) -> HouseholdCode:
    return code.household if isinstance(code, CardNumber) else code
