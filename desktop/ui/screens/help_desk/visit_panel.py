"""One visit at the help desk: who it is, why they were sent, what may be said, and what can be done next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.distribution import Decision
from desktop.records.help_desk import Visit
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.help_desk.queue_panel import visit_name
from desktop.ui.screens.help_desk.steps import WORDS, Step
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.ui.widgets.picture import Panel, Photo
from desktop.ui.widgets.tile import Tile
from desktop.words.catalogue import tr, tr_n
from desktop.words.collecting import choice_said
from desktop.words.help_desk import reason_of, say_of
from desktop.words.people import joined

_SQUARE = 4
"""Steps that stand two by two."""


class VisitPanel(Panel):
    """`stepped(Step)` when a step is chosen, by its number or by hand."""

    stepped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody is shown yet."""
        super().__init__("panel", parent)
        small = current().layout.small
        pad = 14 if small else 24
        self._photo = Photo(60, 80) if small else Photo(108, 144)
        self._name = Line("", Role.HEADING if small else Role.TITLE, elide=True)
        self._other = Line("", Role.BODY if small else Role.HEADING, "muted", elide=True)
        tight = small or current().rtl  # Nastaliq is tall: steps are worth more than lines of their own
        lines = 3 if not tight else 1 if small and current().rtl else 2
        self._facts = [Line("", Role.BODY, elide=True) for _ in range(lines)]
        self.reason = Paragraph("", Role.BODY if small else Role.HEADING, bold=small)
        self._say: Notice | None = None
        self.tiles: dict[Step, Tile] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 12, pad, 12)
        column.setSpacing(8 if small else 10)
        column.addLayout(self._head(small))
        ground = Panel("sunk")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(pad - 4, 8, pad - 4, 8)
        inside.addWidget(self.reason)
        column.addWidget(ground)
        self._column = column
        self._saying = QVBoxLayout()
        column.addLayout(self._saying)
        if not tight:
            column.addWidget(Line(tr("What next?"), Role.HEADING))
        self._grid = QGridLayout()
        self._grid.setSpacing(8 if small else 12)
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_visit(self, visit: Visit, decision: Decision, steps: Sequence[Step]) -> None:
        """Everything about one visit."""
        name = visit_name(visit)
        self._photo.set_person(name if visit.household is not None else "", visit.photo)
        self._name.setText(name)
        other = visit.name_as_told if name == visit.name_latin else visit.name_latin
        self._other.setText(other)
        self._other.setVisible(bool(other) and not current().layout.small)
        people = tr_n("{n} person", "{n} people", decision.size) if decision.size else ""
        card = tr("holder {slot}", slot=visit.number.slot) if visit.number else tr("typed, no card")
        card = card if visit.household is not None else tr("none that the register knows")
        who = tr("collects: {who}", who=choice_said(visit.who)) if visit.who else ""
        home = joined(people, visit.village) or "–"
        code = visit.household.grouped if visit.household is not None else "–"
        # where there is no room for a line of its own
        told = {
            1: (joined(code, who, home, card),),
            2: (code, joined(who, home, card)),
            3: (code, home, joined(card, who)),
        }[len(self._facts)]
        for line, text in zip(self._facts, told, strict=True):
            line.setText(text)
        self.reason.setText(reason_of(visit, decision))
        self._say_it(say_of(visit, decision))
        self._offer(steps)

    def focus_first(self) -> None:
        """The likeliest step has the keyboard."""
        first = next(iter(self.tiles.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, small: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16 if small else 24)
        row.addWidget(self._photo, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        names = QHBoxLayout()  # beside each other, with their feet on one line: Nastaliq is tall
        names.setSpacing(16)
        names.addWidget(self._name, 0, Qt.AlignmentFlag.AlignBottom)
        names.addWidget(self._other, 1, Qt.AlignmentFlag.AlignBottom)
        words.addLayout(names)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        for place, (label, line) in enumerate(
            zip((tr("Code"), tr("Household"), tr("Card")), self._facts, strict=False)
        ):
            grid.addWidget(Line(label, Role.LABEL, "muted"), place, 0)
            grid.addWidget(line, place, 1)
        grid.setColumnStretch(1, 1)
        words.addLayout(grid)
        words.addStretch(1)
        row.addLayout(words, 1)
        return row

    def _say_it(self, sentence: str) -> None:
        if self._say is not None:
            self._say.hide()
            self._say.deleteLater()
        said = tr("You may say: {sentence}", sentence=sentence)
        self._say = Notice(NoticeKind.KNOW, said, icon="message-circle", stay=True)
        self._saying.addWidget(self._say)

    def _offer(self, steps: Sequence[Step]) -> None:
        for tile in self.tiles.values():
            tile.hide()
            tile.deleteLater()
        self.tiles = {}
        small, many = current().layout.small, len(steps) > _SQUARE
        across = 3 if many and not small else 2
        for place, step in enumerate(steps):
            words = WORDS[step]
            note = "" if small and (many or current().rtl) else tr(words.note)  # Nastaliq is tall
            tile = Tile(tr(words.heading), note, words.icon, str(place + 1), low=True)
            tile.clicked.connect(lambda _on=False, one=step: self.stepped.emit(one.value))
            self._grid.addWidget(tile, place // across, place % across)
            tile.show()  # now, so that it can have the keyboard
            self.tiles[step] = tile
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
