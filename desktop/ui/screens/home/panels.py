"""Parts of the home screen: today in numbers, the unfinished household, open rounds with meters."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.distribution import RoundView
from desktop.records.household import DamagedPhone, DayCount
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.home.days import weekday
from desktop.ui.widgets.buttons import Button, ButtonKind, SureButton
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Icon, Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.values.vocabulary import RoundState
from desktop.words.catalogue import tr, tr_n
from desktop.words.labels import label
from desktop.words.people import damaged_phone_line, joined

_PHONES_SHOWN = 3
"""Home has room for so many; all of them stand on a page of their own."""


class TodayPanel(Panel):
    """How many households and people this person registered today, and on the days before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until a count is known."""
        super().__init__("panel", parent)
        self._number = Line("", Role.NUMBER)
        self._unit = Line("", Role.BODY, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(4)
        column.addWidget(Line(tr("Today"), Role.HEADING))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._number)
        row.addWidget(self._unit)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(Line(tr("registered by you"), Role.SMALL, "muted"))
        self._narrow = current().layout.small or current().large_text  # no room for three columns
        self._days: Table | Paragraph = (
            Paragraph("", Role.SMALL)
            if self._narrow
            else Table(
                tr("The last days"),
                [
                    Column(""),
                    Column(tr("Households"), width=104, number=True),
                    Column(tr("People"), width=72, number=True),
                ],
            )
        )
        column.addSpacing(4)
        column.addWidget(self._days)

    def show_days(self, days: Sequence[DayCount]) -> None:
        """Show the days, today first; at least one."""
        today = days[0]
        self._number.setText(f"{today.households:,}")
        people = tr_n("{n} person", "{n} people", today.people)
        self._unit.setText(joined(tr_n("household", "households", today.households), people))
        self.setAccessibleName(tr_n("{n} household today", "{n} households today", today.households))
        self._days.setVisible(any(day.households for day in days[1:]))
        if isinstance(self._days, Paragraph):
            self._days.setText("\n".join(_day_line(day) for day in days[1:]))
            return
        self._days.set_rows(
            [
                TableRow(
                    str(day.day), (weekday(day.day), f"{day.households:,}", f"{day.people:,}"), tints=((0, "muted"),)
                )
                for day in days[1:]
            ]
        )


def _day_line(day: DayCount) -> str:
    people = tr_n("{n} person", "{n} people", day.people)
    return joined(weekday(day.day), tr_n("{n} household", "{n} households", day.households), people)


class UnfinishedPanel(QWidget):
    """The household that somebody was writing: go on, or let it go."""

    resumed = Signal()
    dropped = Signal()

    def __init__(self, name: str, where: str, when: str, parent: QWidget | None = None) -> None:
        """`name` of the first person (may be empty), where the form stood, when it was kept."""
        super().__init__(parent)
        look = current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = QHBoxLayout()
        heading.setSpacing(12)
        heading.addWidget(Line(tr("Unfinished"), Role.HEADING))
        heading.addWidget(Line(tr("nothing is lost; go on where you stopped"), Role.SMALL, "muted", elide=True), 1)
        column.addLayout(heading)
        panel = Panel()
        row = QHBoxLayout(panel)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(Icon("pencil", 20, "accent"))
        words = QVBoxLayout()
        words.setSpacing(0)
        title = tr("Household of {name}", name=name) if name else tr("A household without a name yet")
        words.addWidget(Line(title, Role.BODY, bold=True, elide=True))
        words.addWidget(Line(where, Role.SMALL, "muted", elide=True))
        row.addLayout(words, 1)
        row.addWidget(Line(when, Role.SMALL, "muted"))
        self.resume_button = Button(tr("Go on"), icon="arrow-right", key="G", shortcut="G")
        self.drop_button = SureButton(tr("Let go"), tr("Let it go for good?"))
        self.resume_button.clicked.connect(self.resumed)
        self.drop_button.sure.connect(self.dropped)
        row.addWidget(self.resume_button)
        row.addWidget(self.drop_button)
        panel.setMinimumHeight(look.row + 12)
        column.addWidget(panel)


class PhonesPanel(QWidget):
    """Phone numbers that an old fault damaged; `opened(registrant)` when one is to be corrected, empty for all."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden while there is nothing to check."""
        super().__init__(parent)
        self._more = Line("", Role.SMALL, "muted", elide=True)
        self.list = RowList(tr("Phone numbers to check"), RowStyle.SHEET)
        self.list.opened.connect(self.opened)
        self.all_button = Button(tr("All of them"), ButtonKind.QUIET, "list-check", "T", shortcut="T")
        self.all_button.clicked.connect(lambda: self.opened.emit(""))
        heading = QHBoxLayout()
        heading.setSpacing(12)
        heading.addWidget(Line(tr("Phone numbers to check"), Role.HEADING))
        heading.addWidget(self._more, 1)
        heading.addWidget(self.all_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(heading)
        column.addWidget(self.list)
        self.hide()

    def show_phones(self, phones: Sequence[DamagedPhone]) -> None:
        """Show the first of them; opening one goes to the page of all, where it is corrected."""
        self.setVisible(bool(phones))
        why = tr_n(
            "{n} number lost its end by an old fault. Ask, then correct it; nothing is changed by itself.",
            "{n} numbers lost their ends by an old fault. Ask, then correct them; nothing is changed by itself.",
            len(phones),
        )
        self._more.setText(why)
        self.all_button.set_text(tr_n("{n} number", "All {n} numbers", len(phones)))
        self.list.set_rows(
            [
                Row(str(one.registrant), one.name, damaged_phone_line(one), icon="pencil")
                for one in phones[:_PHONES_SHOWN]
            ]
        )
        self.list.setFixedHeight(self.list.sizeHint().height())


class RoundsPanel(QWidget):
    """Rounds that are open, each with a meter; `opened(code)` when one is chosen."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No rounds yet."""
        super().__init__(parent)
        self._summary = Line("", Role.SMALL, "muted", elide=True)
        columns = [
            Column(tr("Round"), bold=True),
            Column(tr("Received"), width=260, meter=True),
            Column(tr("Households"), width=170, number=True),
            Column(tr("State"), width=150),
        ]
        self.table = Table(tr("Rounds"), columns)
        self.table.opened.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        heading = QHBoxLayout()
        heading.setSpacing(12)
        heading.addWidget(Line(tr("Rounds now"), Role.HEADING))
        heading.addWidget(self._summary, 1)
        column.addLayout(heading)
        column.addWidget(self.table)

    def show_rounds(self, rounds: Sequence[RoundView]) -> None:
        """Open rounds first, then those in preparation; closed ones are history and stay away."""
        shown = [one for one in rounds if one.state is RoundState.OPEN]
        shown += [one for one in rounds if one.state is RoundState.DRAFT]
        self.setVisible(bool(shown))
        given, due = sum(one.given for one in shown), sum(one.households for one in shown)
        self._summary.setText(tr("{given} of {due} households have received", given=given, due=due))
        self.table.set_rows(
            [
                TableRow(
                    one.code,
                    (
                        f"{one.programme} · {one.code}",
                        one.given / one.households if one.households else 0.0,
                        tr("{given} of {due}", given=one.given, due=one.households),
                        label(one.state),
                    ),
                )
                for one in shown[:6]
            ]
        )
        self.table.setMaximumHeight(self.table.sizeHint().height())
