"""One line of a sheet before it is entered: who it is, what was due and may be written down less, who signed."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.distribution import Collecting, CollectorChoice
from desktop.records.late import LateLook
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.fields import CodeField, ProblemLine
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.picture import Panel
from desktop.words.catalogue import isolated, tr, tr_n
from desktop.words.collecting import choice_name, choice_note
from desktop.words.people import joined
from desktop.words.rules import item_name

HOLDER = "holder"
_ACROSS = 2
"""Amounts beside each other."""


class LinePanel(Panel):
    """`finished()` on Enter in an amount or at who signed."""

    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """No line yet."""
        super().__init__("panel", parent)
        self.look: LateLook | None = None
        self.amounts: dict[str, CodeField] = {}
        self.who: ChoiceChips | None = None
        self._others: dict[str, CollectorChoice] = {}
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        pad = 12 if current().layout.small else 20
        self._column.setContentsMargins(pad, 10, pad, 10)

    def clear(self) -> None:
        """The line was entered, or left out."""
        self.look, self.who = None, None
        self.amounts, self._others = {}, {}
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
            self._inside = None

    def show_line(self, look: LateLook) -> None:
        """Who it is; the whole of what was due is proposed, and that the holder signed."""
        self.clear()
        self.look = look
        self._inside = inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8 if current().layout.small else 12)
        name, other = _names(look)
        column.addWidget(Line(name, Role.HEADING, elide=True))
        people = tr_n("{n} person", "{n} people", look.size) if look.size else ""
        column.addWidget(Line(joined(other, people, isolated(look.household.grouped)), Role.SMALL, "muted", elide=True))
        column.addWidget(Line(tr("What the sheet says was handed over"), Role.LABEL))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for place, due in enumerate(look.items):
            grid.addLayout(self._amount(due.item, due.quantity), place // _ACROSS, place % _ACROSS)
            grid.setColumnStretch(place % _ACROSS, 1)
        column.addLayout(grid)
        column.addWidget(Line(tr("Who signed"), Role.LABEL))
        self._others = {str(number): one for number, one in enumerate(look.choices)}
        chips = [Choice(HOLDER, tr("The holder"))]
        chips += [Choice(key, _said(one)) for key, one in self._others.items()]
        self.who = ChoiceChips(tr("Who signed"), chips)
        self.who.set_value(HOLDER)
        self.who.set_proposed(True)
        self.who.answer_once()  # a further digit is the next line's code
        held = ProblemLine()
        self.who.held.connect(held.show_hint)
        column.addWidget(self.who)
        column.addWidget(held)
        self._column.addWidget(inside)
        inside.show()

    def collector(self) -> int | Collecting | None:
        """Who signed in the holder's place; None for the holder."""
        chosen = self._others.get((self.who.value() if self.who else None) or HOLDER)
        return None if chosen is None else chosen.how

    def given(self) -> dict[str, int] | None:
        """What was written, by item; None where it is the whole of what was due. An empty field is nothing given."""
        if self.look is None:
            return None
        written = {item: int(field.digits() or 0) for item, field in self.amounts.items()}
        whole = {due.item: due.quantity for due in self.look.items}
        return None if written == whole else written

    def focus_who(self) -> None:
        """Somebody else signed."""
        if self.who is not None:
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_amounts(self) -> None:
        """Another amount stands on the sheet."""
        first = next(iter(self.amounts.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            first.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter where nothing takes it for itself enters the line."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def _amount(self, item: str, due: int) -> QHBoxLayout:
        name = item_name(item)
        field = CodeField(name, (len(str(due)),), width=84)
        field.set_value(str(due))
        field.set_proposed(True)
        field.textEdited.connect(lambda _text="", one=field: one.set_proposed(False))
        self.amounts[item] = field
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(field)
        row.addWidget(Line(tr("{item}, due: {n}", n=isolated(f"{due:,}"), item=name), Role.BODY, elide=True), 1)
        return row


def _names(look: LateLook) -> tuple[str, str]:
    """The name in the script that is read, and the other one."""
    if look.person is None:
        return "–", ""
    told, latin = look.person.name_as_told, look.person.name_latin
    first, second = (told, latin) if current().rtl else (latin, told)
    return (first or second, second if first else "")


def _said(one: CollectorChoice) -> str:
    name, note = choice_name(one), choice_note(one)
    return joined(name, "" if name == note else note)
