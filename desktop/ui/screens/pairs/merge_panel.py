"""Before two records become one person: which of them lives on, and everything that would happen, in words."""

from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.pair import MergePlan, PairView, PersonSide
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import scrolling
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.laid_out import clear
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Icon, Panel, Photo
from desktop.words.catalogue import isolated, tr
from desktop.words.pairs import merge_sentences, note_sentences, side_line, side_name
from desktop.words.people import joined

FIRST, SECOND = "a", "b"


class MergePanel(Panel):
    """`chosen(kept, gone)` when another record is to live on; the page asks for the plan and shows it here."""

    chosen = Signal(object, object)

    def __init__(self, view: PairView, parent: QWidget | None = None) -> None:
        """The older record lives on unless somebody chooses the other."""
        super().__init__("panel", parent)
        self.view = view
        self.plan: MergePlan | None = None
        pad = 16 if current().layout.small else 24
        self.which = ChoiceChips(
            tr("Which record stays?"), [Choice(FIRST, _code(view.a)), Choice(SECOND, _code(view.b))]
        )
        self.which.set_value(FIRST)
        self.which.chosen.connect(self.ask)
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4 if current().layout.small else 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 12, pad, 12)
        column.setSpacing(8 if current().layout.small else 12)
        asked = QHBoxLayout()
        asked.setSpacing(pad)
        asked.addWidget(Line(tr("Which record stays?"), Role.HEADING))
        asked.addWidget(self.which, 1)
        people = QHBoxLayout()
        people.setSpacing(pad)
        people.addWidget(_person(view.a), 1)
        people.addWidget(_person(view.b), 1)
        self._area = scrolling(self._inside)
        column.addLayout(asked)
        column.addLayout(people)
        column.addWidget(Line(tr("What will happen"), Role.HEADING))
        column.addWidget(self._area, 1)

    @property
    def sides(self) -> tuple[PersonSide, PersonSide]:
        """The record that stays and the one that goes, as they are chosen."""
        a, b = self.view.a, self.view.b
        return (a, b) if self.which.value() == FIRST else (b, a)

    def ask(self) -> None:
        """Ask for the plan of what is chosen."""
        self.plan = None
        self.chosen.emit(*self.sides)

    def show_plan(self, plan: MergePlan) -> None:
        """Everything that would be done, a line each; what to think of first stands at the top."""
        self.plan = plan
        clear(self._lines)
        for sentence in note_sentences(plan):
            self._lines.addWidget(_sentence(sentence, "alert-circle", "warn"))
        for sentence in merge_sentences(plan):
            self._lines.addWidget(_sentence(sentence, "check", "accent"))
        back = tr("Both histories are kept. It can be taken back as long as nothing else changed.")
        self._lines.addWidget(_sentence(back, "arrow-back-up", "muted"))
        self._lines.addStretch(1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Down and Page Up show the sentences for which there is no room; arrows choose the record."""
        bar = self._area.bar()
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * bar.pageStep())
            return
        super().keyPressEvent(event)

    def take_keyboard(self) -> None:
        """The choice has the keyboard."""
        chip = self.which.focus_chip()
        if chip is not None:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)


def _code(side: PersonSide) -> str:
    return isolated(side.household.grouped) if side.household is not None else side_name(side)


def _person(side: PersonSide) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    photo = Photo(36, 48)
    photo.set_person(side_name(side), side.photo)
    row.addWidget(photo)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Line(side_line(side), Role.BODY, bold=True, elide=True))
    card = tr("holds a card") if side.has_card else ""
    words.addWidget(Line(joined(_code(side), card), Role.SMALL, "muted", elide=True))
    row.addLayout(words, 1)
    return made


def _sentence(text: str, icon: str, tint: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(Icon(icon, 18, tint), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(Paragraph(text, Role.BODY), 1)
    return made
