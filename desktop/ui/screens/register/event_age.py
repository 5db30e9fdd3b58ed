"""An age found by an event that everybody remembers: which, and how old the person was, or born how long after."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.records.household import MemberDraft
from desktop.ui.appearance.look import current
from desktop.ui.screens.register.walking import PlainForm
from desktop.ui.widgets.chips import Choice, ChoiceChips, hold_width
from desktop.ui.widgets.fields import CodeField
from desktop.values.age import age_at_event, birth_year, years_by_event
from desktop.values.vocabulary import AgeEvent, AgeMethod
from desktop.words.catalogue import tr

_THEN, _AFTER = "then", "after"


class EventAge(QObject):
    """Two rows of a form. `left` when an answer was given or a field left, `typed` at each digit."""

    left = Signal()
    typed = Signal()

    def __init__(self, form: PlainForm) -> None:
        """Add the rows to the form."""
        super().__init__(form)
        gap = 8 if current().layout.small else 12
        names = {
            AgeEvent.EARTHQUAKE_2005: tr("Earthquake 2005"),
            AgeEvent.FLOOD_2010: tr("Flood 2010"),
            AgeEvent.FLOOD_2022: tr("Flood 2022"),
        }
        self.which = ChoiceChips(
            tr("By which event"), [Choice(one.value, words) for one, words in names.items()], gap=gap
        )
        self.years = CodeField(tr("How many years"), (3,), width=72)
        self.side = ChoiceChips(
            tr("Before or after"),
            [Choice(_THEN, tr("old then")), Choice(_AFTER, tr("born after it"))],
            gap=gap,
        )
        hold_width(self.side)
        self.rows = (
            form.add("event", tr("By which event"), self.which),
            form.add("then", tr("Years"), self.years, self.side),
        )
        self.which.chosen.connect(lambda _="": self._follow())
        self.side.chosen.connect(lambda _="": self._follow())
        self.years.was_left.connect(lambda _="": self.left.emit())
        self.years.textEdited.connect(lambda _="": (self.show_found(), self.typed.emit()))
        self.set_from(MemberDraft(), date.min)

    def set_from(self, member: MemberDraft, today: date) -> None:
        """Fill in without telling anybody; `today` is the day of an age without its own."""
        self._today = member.age_as_of or today
        then = member.age_then
        if then is None and member.age_event is not None and member.age_years is not None:
            then = age_at_event(member.age_event, member.age_years, self._today)
        self.which.set_value(member.age_event)
        self.years.set_value("" if then is None else str(abs(then)))
        self.side.set_value(_AFTER if then is not None and then < 0 else _THEN)
        self._first = self.told()
        self.show_found()

    def told(self) -> tuple[AgeEvent | None, int | None]:
        """The event, and the age when it came (below zero: born so many years after it); None where it is open."""
        event, digits = self.which.value(), self.years.digits()
        years = int(digits) if digits else None
        if years is not None and self.side.value() == _AFTER:
            years = -years
        return (AgeEvent(event) if event else None), years

    def is_untouched(self) -> bool:
        """Whether the answers are those that were filled in."""
        return self.told() == self._first

    def found(self) -> int | None:
        """The age in years that follows, or None."""
        event, then = self.told()
        return None if event is None or then is None else years_by_event(event, then, self._today)

    def _follow(self) -> None:
        self.show_found()
        self.left.emit()

    def show_found(self) -> None:
        """Say under the row what follows from the answers."""
        years = self.found()
        if years is None or years < 0:
            self.rows[1].set_hint("")
            return
        born = birth_year(years, AgeMethod.EVENT, self._today)
        self.rows[1].set_hint(
            tr("{n} years now, born {year} ± {margin}", n=years, year=str(born.year), margin=born.margin)
        )
