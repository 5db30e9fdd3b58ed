"""More about one person, behind one key: what is asked only where it matters; everything may be left open."""

from dataclasses import replace
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.household import MemberDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.register.open_chips import OpenChips
from desktop.ui.screens.register.untouched import with_changes
from desktop.ui.screens.register.walking import PlainForm, can_stop
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.tab_order import tab_stops
from desktop.values.functioning import answers_of, disability_by, kept_answers
from desktop.values.vocabulary import Difficulty, Intermediary, NumberSeen, Washington
from desktop.words.catalogue import tr
from desktop.words.labels import label

MORE_ROWS = frozenset(("unnamed", "seen", "times", "role", "disability", *Washington))
"""Keys of the rows, by which problems and taken-back changes find them."""

_ANSWERED = ("unnamed", "number_seen", "safe_times", "intermediary", "disability", "washington")
_YES, _NO = "yes", "no"


class MorePanel(QWidget):
    """`left(field in words)` when an answer was given, `closed` on Enter in the last field and back from the first."""

    left = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Every question open."""
        super().__init__(parent)
        self._base = self._shown = MemberDraft()
        small = current().layout.small
        gap = 6 if small else 12
        self.title = Line("", Role.HEADING, elide=True)
        self.form = PlainForm()
        if small:
            self.form.set_spacing(4)
        self.unnamed = OpenChips(tr("Name"), [Choice(_YES, tr("No name yet"))])
        seen = {
            NumberSeen.ORIGINAL: tr("The paper"),
            NumberSeen.COPY: tr("A copy"),
            NumberSeen.SAID: tr("Said aloud"),
        }
        self.seen = OpenChips(tr("Number seen on"), [Choice(one.value, words) for one, words in seen.items()], gap=gap)
        self.times = TextField(tr("When a call is safe"), tr("in the person's own words"))
        self.times.setMaxLength(200)
        self.role = OpenChips(tr("Role at work"), [Choice(one.value, label(one)) for one in Intermediary], gap=gap)
        self.disability = OpenChips(tr("Disability"), [Choice(_YES, tr("Yes")), Choice(_NO, tr("No"))], gap=gap)
        answers = {
            Difficulty.NONE: tr("None"),
            Difficulty.SOME: tr("Some"),
            Difficulty.LOT: tr("A lot"),
            Difficulty.CANNOT: tr("Cannot"),
        }
        self.six = {
            question: OpenChips(label(question), [Choice(one.value, words) for one, words in answers.items()], gap=gap)
            for question in Washington
        }
        self._build()

    def _build(self) -> None:
        words = {
            Washington.SEEING: tr("Seeing"),
            Washington.HEARING: tr("Hearing"),
            Washington.WALKING: tr("Walking"),
            Washington.REMEMBERING: tr("Remembering"),
            Washington.SELF_CARE: tr("Washing, dressing"),
            Washington.COMMUNICATING: tr("Being understood"),
        }
        add = self.form.add
        self.rows = {
            "unnamed": add("unnamed", tr("Name"), self.unnamed),
            "seen": add("seen", tr("Number seen on"), self.seen),
            "times": add("times", tr("A call is safe"), self.times),
            "role": add("role", tr("Role at work"), self.role),
            "disability": add("disability", tr("Disability"), self.disability),
        }
        self.rows |= {one.value: add(one.value, words[one], self.six[one]) for one in Washington}
        self.rows["disability"].set_hint(tr("Or ask how much difficulty there is, even with glasses or a stick:"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4 if current().layout.small else 10)
        column.addWidget(self.title)
        column.addWidget(
            Paragraph(tr("All of it may be left open. The same key again takes an answer away."), Role.SMALL, "muted")
        )
        column.addWidget(self.form)
        column.addStretch(1)
        for chips, what in (
            (self.unnamed, tr("Name")),
            (self.seen, tr("Paper")),
            (self.role, tr("Role at work")),
            (self.disability, tr("Disability")),
            *((chips, tr("Disability")) for chips in self.six.values()),
        ):
            chips.chosen.connect(lambda _="", one=what: self.left.emit(one))
        self.times.was_left.connect(lambda _="": self.left.emit(tr("Phone")))

    def show_member(self, member: MemberDraft, name: str, *, number: bool, phone: bool) -> None:
        """Fill in without telling anybody. `number` and `phone`: whether there is one, which is then asked about."""
        self._base = member
        self.title.setText(tr("More about {name}", name=name) if name else tr("More about this person"))
        self.unnamed.set_value(_YES if member.unnamed else None)
        self.seen.set_value(member.number_seen)
        self.times.set_value(member.safe_times)
        self.role.set_value(member.intermediary)
        found = member.disability is not None and disability_by(member.washington) is member.disability
        self.disability.set_value(None if found or member.disability is None else _YES if member.disability else _NO)
        given = answers_of(member.washington)
        for question, chips in self.six.items():
            chips.set_value(given.get(question))
        self._shown = self._told()
        self.rows["unnamed"].setVisible(not (member.name_as_told or member.name_latin))
        self.rows["seen"].setVisible(number)
        self.rows["times"].setVisible(phone)

    def answers(self, member: MemberDraft) -> MemberDraft:
        """The member with what is answered here; what nobody touched is as it was when it was shown."""
        mine = with_changes(self._base, self._shown, self._told())
        return replace(member, **{name: getattr(mine, name) for name in _ANSWERED})

    def _told(self) -> MemberDraft:
        """Who was shown, with what the chips and the field say."""
        seen, role, disability = self.seen.value(), self.role.value(), self.disability.value()
        given = {question: Difficulty(value) for question, chips in self.six.items() if (value := chips.value())}
        washington = kept_answers(given)
        told = None if disability is None else disability == _YES
        if told is None and washington == self._base.washington:
            told = self._base.disability  # it was found by the answers, which are the same
        return replace(
            self._base,
            unnamed=self.unnamed.value() == _YES,
            number_seen=NumberSeen(seen) if seen else None,
            safe_times=self.times.value(),
            intermediary=Intermediary(role) if role else None,
            disability=told,
            washington=washington,
        )

    def focus_row(self, key: str) -> None:
        """The question of this key has the keyboard, where it is asked."""
        asked = next((one for one in self._stops() if self.rows[key].isAncestorOf(one)), None)
        if asked is not None:
            asked.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """The first question has the keyboard."""
        stops = self._stops()
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the last question, or Shift+Enter in the first one, goes back to the person."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            stops, back = self._stops(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if stops and self.focusWidget() is stops[0 if back else -1]:
                self.closed.emit()
                return
        super().keyPressEvent(event)

    def _stops(self) -> list[QWidget]:
        return [one for one in tab_stops(self) if can_stop(one)]
