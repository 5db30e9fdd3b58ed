"""Where the parts of the form stand: matches beside the panels; under them when the text is large."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.household import DayCount
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import scrolling
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Icon
from desktop.words.catalogue import tr, tr_n
from desktop.words.people import joined


class DayLine(QWidget):
    """What this operator registered today: a quiet line, seen while writing."""

    def __init__(self) -> None:
        """Nothing is known yet, so nothing is shown."""
        super().__init__()
        self._line = Line("", Role.SMALL, "muted", elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("users", 20, "muted"))
        row.addWidget(self._line, 1)
        self.hide()

    def show_day(self, today: DayCount) -> None:
        """Show the count of the day."""
        households = tr_n("{n} household today", "{n} households today", today.households)
        people = tr_n("{n} person", "{n} people", today.people)
        self._line.setText(joined(households, people) if today.people else households)
        self.show()

    def text(self) -> str:
        """The line as it is seen."""
        return self._line.text()


class MoreButton(Button):
    """Opens what is asked only where it matters: about the person who is written, or about the household."""

    def __init__(self) -> None:
        """About a person."""
        super().__init__(tr("More about this person"), ButtonKind.SECONDARY, "plus", "F2", wide=True)

    def show_for(self, told: int, *, household: bool, turned: bool, visible: bool) -> None:
        """Say about whom more can be told and how much was; `turned`: it is shown, and the key leads back."""
        if turned:
            words = tr("Back to the place") if household else tr("Back to the person")
        elif told:
            words = tr("Trusted people: {n}", n=told) if household else tr("More about this person: {n}", n=told)
        else:
            words = tr("Trusted people") if household else tr("More about this person")
        self.set_text(words)
        self.setVisible(visible)


def placed(panels: QWidget, matches: QWidget, *below: QWidget) -> tuple[QWidget, QWidget]:
    """The area of the form, and what stands beside it, with `below` under the matches.

    Large text: everything in one scroll area, which is then both."""
    beside = QWidget()
    column = QVBoxLayout(beside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(matches, 1)
    for one in below:
        column.addWidget(one)
    if not current().large_text:
        beside.setFixedWidth(current().wide(current().layout.side))
        return scrolling(panels), beside
    holder = QWidget()
    holder.setProperty("role", "clear")
    both = QVBoxLayout(holder)
    both.setContentsMargins(0, 0, 0, 0)
    both.setSpacing(current().layout.gap)
    both.addWidget(panels)
    both.addWidget(beside)
    area = scrolling(holder)
    return area, area
