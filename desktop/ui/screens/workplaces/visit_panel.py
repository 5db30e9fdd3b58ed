"""The chosen workplace at the side: where it lies, its last visits, and a new visit with its number of households."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.workplace import VisitDraft, VisitView, WorkplaceView
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.day_field import DayField
from desktop.ui.widgets.fields import CodeField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.laid_out import clear
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.values.problem import Problem
from desktop.words.catalogue import tr, tr_n
from desktop.words.days import month_words
from desktop.words.labels import label
from desktop.words.people import where_words
from desktop.words.problems import say_problem


class VisitPanel(Panel):
    """Shows one workplace; `finished()` when Enter is pressed in the last field."""

    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing chosen yet."""
        super().__init__("panel", parent)
        self._title = Line("", Role.HEADING, elide=True)
        self._where = Paragraph("", Role.BODY)
        self._landmark = Paragraph("", Role.SMALL, "muted")
        self._visits = QVBoxLayout()
        self._visits.setSpacing(2)
        self.met = CodeField(tr("Households met"), (4,), width=96)
        self.day = DayField(tr("Day of the visit"))
        self.form = Form()
        self.form.add("households_met", tr("Households met"), self.met, above=True)
        self.form.add("day", tr("On (only the month is kept)"), self.day, above=True)
        self.form.finished.connect(self.finished)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(4 if current().layout.small else 8)
        column.addWidget(self._title)
        column.addWidget(self._where)
        column.addWidget(self._landmark)
        column.addLayout(self._visits)
        column.addSpacing(4)
        column.addWidget(self.form)
        column.addStretch(1)

    def show_workplace(self, one: WorkplaceView, visits: Sequence[VisitView], today: date) -> None:
        """The workplace with its last visits; the field for a new number is empty, the day is today."""
        title = tr("{kind} {number}", kind=label(one.kind), number=str(one.number))
        self._title.setText(title if one.working else tr("{workplace}, closed", workplace=title))
        self._where.setText(where_words(one.pcode, one.village))
        more = [one.landmark, tr("Licence {number}", number=one.licence) if one.licence else ""]
        self._landmark.setText("\n".join(part for part in more if part))
        self._landmark.setVisible(any(more))
        self._show_visits(visits)
        self.met.set_value("")
        self.day.set_day(today)
        self.form.show_problems({})

    def draft(self) -> VisitDraft:
        """What is written now."""
        digits = self.met.digits()
        return VisitDraft(self.day.day(), int(digits) if digits else None)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """A sentence at each field concerned."""
        self.form.show_problems({problem.where: say_problem(problem) for problem in problems})

    def focus_first(self) -> None:
        """The number is what is asked."""
        self.met.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_visits(self, visits: Sequence[VisitView]) -> None:
        clear(self._visits)
        if not visits:
            self._visits.addWidget(Line(tr("Not visited yet"), Role.SMALL, "muted"))
        for one in visits[: 2 if current().layout.small else 4]:
            self._visits.addWidget(_VisitLine(one))


class _VisitLine(QWidget):
    def __init__(self, one: VisitView) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Line(month_words(one.month), Role.SMALL, "muted"))
        row.addStretch(1)
        row.addWidget(Line(tr_n("{n} household", "{n} households", one.households_met), Role.SMALL))
