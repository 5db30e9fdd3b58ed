"""The form of one event: who, where, on which day; what is missing or has to be said first stands at its field."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from desktop.errors import DayBefore, DayNotYet, DraftProblems, HolderHasCard, LastMember, RecordedDead, Told
from desktop.records.household import FormerMember, HouseholdView
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.household.event_rows import EventRows
from desktop.ui.screens.household.event_wish import EventWish, reading_of
from desktop.ui.screens.household.event_words import EVENTS, Happens
from desktop.ui.screens.household.first_day import cannot_be
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.values.problem import Problem
from desktop.words.catalogue import tr, tr_n
from desktop.words.history import former_line, person_name
from desktop.words.messages import say
from desktop.words.people import joined, member_name
from desktop.words.problems import say_problem

_SAID_FIRST: dict[type[Told], str] = {HolderHasCard: "card_ends", LastMember: "last", RecordedDead: "alive"}
"""Refusals after which the same may be asked again, once it was said."""
_ROW_OF = {
    "name_as_told": "name",
    "name_latin": "name",
    "parent_name": "parent",
    "parent_latin": "parent",
    "sex": "sex",
    "age.years": "sex",
    "relation": "relation",
    "holder": "relation",
    "place.pcode": "place",
    "place.village": "village",
}


class EventForm(Panel):
    """`wished(EventWish)` when all is said, `left` when it is not to be done; `searched`, `code_asked` ask the page."""

    wished = Signal(object)
    left = Signal()
    searched = Signal(str)
    code_asked = Signal(str)

    def __init__(self, happens: Happens, view: HouseholdView, today: date, back: FormerMember | None = None) -> None:
        """The form of one event for a household as it is shown; `back` is somebody who comes back."""
        super().__init__("panel")
        self.happens, self._view, self._back = happens, view, back
        self._words = EVENTS[happens]
        self._said: set[str] = set()
        self._read: EventWish | None = None
        self._today = today
        self._other: HouseholdView | None = None
        self.rows = EventRows(happens, view, today, back)
        self._message = Paragraph("", Role.BODY, "warn")
        self._message.hide()
        self._reading = Paragraph("", Role.BODY, "accent")
        self._reading.hide()
        self.go_button = Button(tr(self._words.go), ButtonKind.PRIMARY, self._words.icon, "Ctrl S", shortcut="Ctrl+S")
        leave = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        self._lay_out(leave)
        self.go_button.clicked.connect(self._go)
        self.go_button.installEventFilter(self)
        leave.clicked.connect(self.left)
        self.rows.form.finished.connect(self._go)
        self.rows.another.connect(self._another)
        self.rows.day.changed.connect(lambda: self.rows.form.row("day").set_problem(""))
        self.rows.search.searched.connect(self.searched)
        self.rows.other.asked.connect(self.code_asked)

    @property
    def came_from_list(self) -> bool:
        """Whether Esc goes back to the list of events; who came back was chosen in the history."""
        return self._back is None

    # --- for the page ------------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """The first question has the keyboard."""
        self.rows.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, people: Sequence[FormerMember]) -> None:
        """Who answered the search."""
        self.rows.search.show_found(people)

    def show_other(self, view: HouseholdView | None) -> None:
        """The household of the code that was typed; None when there is none."""
        row = self.rows.form.row("code")
        self._other = view
        if view is None:
            self.rows.other.show_found("", "")
            row.set_problem(tr("No open household of this office has this code."))
            return
        named = member_name(view.members[0]) if view.members else ""
        count = tr_n("{n} person", "{n} people", len(view.members))
        row.set_problem("")
        self.rows.other.show_found(view.code.text, joined(named, count, view.village))

    def refuse(self, told: Told) -> None:
        """Say why it was not done: at the field concerned, or below, with what may be said first."""
        sentence = say(told).shortly()
        if isinstance(told, DraftProblems) and self._show_problems(told.problems):
            return
        if isinstance(told, DayNotYet | DayBefore):
            self._another()
            self._at_fields({"day": sentence})
            return
        key = _SAID_FIRST.get(type(told))
        if key is not None:
            self._said.add(key)
            self.go_button.set_text(tr("It is so: write it down"))
        self._message.setText(sentence)
        self._message.show()
        self.go_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def message(self) -> str:
        """What is said below the fields."""
        return self._message.text() if not self._message.isHidden() else ""

    def reading(self) -> str:
        """What is to be read aloud before it is recorded; empty while it is still being filled in."""
        return self._reading.text() if not self._reading.isHidden() else ""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard goes back to a field: what was read back may not be so any more."""
        now = QApplication.focusWidget()
        if event.type() is QEvent.Type.FocusOut and now is not None and self.rows.form.isAncestorOf(now):
            self._another()
        return super().eventFilter(watched, event)

    # --- its own -----------------------------------------------------------------------------------------------------

    def _lay_out(self, leave: Button) -> None:
        pad = 16 if current().layout.small else 24
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 16, pad, 16)
        column.setSpacing(12)
        column.addWidget(Line(tr(self._words.title), Role.HEADING))
        if self._back is not None:
            column.addWidget(Line(former_line(self._back), Role.BODY, "accent", bold=True))
        column.addWidget(Paragraph(tr(self._words.help), Role.BODY, "muted"))
        column.addWidget(self.rows.form)
        column.addWidget(self._reading)
        column.addWidget(self._message)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.go_button)
        row.addWidget(leave)
        row.addStretch(1)
        column.addLayout(row)

    def _from_outside(self) -> str:
        """The name of somebody who comes in and whom the register knows."""
        return person_name(self._back.name) if self._back is not None else self.rows.search.name()

    def _another(self) -> None:
        """Somebody else was chosen: what was said first was said of another person."""
        self._said.clear()
        self._message.hide()
        self._read = None
        self._reading.hide()
        self.go_button.set_text(tr(self._words.go))

    def _show_problems(self, problems: Sequence[object]) -> bool:
        """Sentences at their fields; False when a problem has no field here."""
        sentences: dict[str, str] = {}
        for problem in problems:
            if not isinstance(problem, Problem) or not problem.stops:
                continue
            parts = problem.where.split(".")
            row = _ROW_OF.get(".".join(parts[2:]) if parts[0] == "members" else problem.where, "")
            if not self.rows.asks(row):
                return False
            sentences.setdefault(row, say_problem(problem))
        self._at_fields(sentences)
        return bool(sentences)

    def _at_fields(self, sentences: dict[str, str]) -> None:
        hints = self.rows.hints()
        for row in self.rows.names:
            self.rows.form.row(row).set_problem(sentences.get(row) or hints.get(row, ""))
        first = next((row for row in self.rows.names if row in sentences), None)
        if first is not None:
            self.rows.field(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _wrong_day(self, day: date | None) -> dict[str, str]:
        """What is wrong with the day, before anything is read aloud."""
        if day is None:
            return {}
        other = self._other if self.rows.asks("code") and self.rows.other.code() else None
        told = cannot_be(day, self._today, self.happens, self._view, self.rows.chosen_people(), other)
        return {} if told is None else {"day": say(told).shortly()}

    def _go(self) -> None:
        rows, day = self.rows, self.rows.day.day()
        missing = rows.missing() | self._wrong_day(day)
        self._message.hide()
        self._at_fields(missing)
        if missing or day is None:
            return
        wish = EventWish(
            happens=self.happens,
            day=day,
            people=rows.chosen_people(),
            member=rows.member(self._today),
            relation=(rows.relation.value() or "") if rows.asks("relation") else "",
            holder=rows.holder.isChecked(),
            head=rows.next_head(),
            pcode=rows.place.pcode() if rows.asks("place") else "",
            village=rows.village.value() if rows.asks("village") else "",
            home_stays=rows.home_stays(),
            other=rows.other.code() if rows.asks("code") else "",
        )
        if wish == self._read:
            self.wished.emit(replace(wish, said=frozenset(self._said)))
            return
        self._another()
        self._read = wish
        self._reading.setText(reading_of(wish, self._view, self._from_outside()))
        self._reading.show()
        self.go_button.set_text(tr("It is so: write it down"))
        self.go_button.setFocus(Qt.FocusReason.OtherFocusReason)
