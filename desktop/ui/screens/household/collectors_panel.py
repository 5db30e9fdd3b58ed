"""Who may collect for a household besides its holders: the line on its page, and the panel in which one is named."""

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.household import HouseholdView, MemberView
from desktop.records.trusted_person import CollectorDraft, CollectorView
from desktop.reference.tables import relationships
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.kin_choices import kin_choices
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.drop_down import DropDown
from desktop.ui.widgets.fields import PhoneField, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Icon, Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.values.age import ADULT
from desktop.values.text import script_of
from desktop.words.catalogue import tr
from desktop.words.kept_words import FreeText
from desktop.words.labels import row_label
from desktop.words.people import joined, member_name

MOST = 2
_ELSE = "else"


class CollectorsLine(QWidget):
    """One quiet line with the names; `asked` when they are to be changed."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody yet."""
        super().__init__(parent)
        self._names = Line("", Role.BODY, "muted", elide=True)
        self.button = Button(tr("Who may collect"), ButtonKind.QUIET, key="L", shortcut="L")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("hand-grab", 20, "muted"))
        row.addWidget(self._names, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.asked)

    def show_collectors(self, collectors: Sequence[CollectorView]) -> None:
        """Show who may collect."""
        names = joined(*(one.name_as_told or one.name_latin for one in collectors))
        words = tr("{names} may collect too", names=names) if names else tr("Only card holders collect")
        self._names.setText(words)

    def text(self) -> str:
        """The line as it is seen."""
        return self._names.text()


class CollectorsPanel(Panel):
    """`named(CollectorDraft)` when somebody is to collect, `ended(place)` when somebody is not to any more, `left`."""

    named = Signal(object)
    ended = Signal(int)
    left = Signal()

    def __init__(self, view: HouseholdView) -> None:
        """For a household as it is shown."""
        super().__init__("panel")
        self.list = RowList(tr("Who may collect"), RowStyle.SHEET)
        self.list.installEventFilter(self)
        self.end_button = Button(tr("Collects no more"), ButtonKind.QUIET, "trash", "Del")
        self.form = Form()
        small = current().layout.small
        self.who = DropDown(tr("Who"), _choices(view.members), width=220)
        self.name = TextField(tr("Name"), tr("as told"), width=300 if small else 464, keeps=FreeText.NAME)
        self.name.setMaxLength(12_000)
        self.relation = DropDown(
            tr("Relation to the head"),
            kin_choices(),
            width=220,
        )
        self.phone = PhoneField(tr("Phone"), width=200)
        self.go_button = Button(tr("This person may collect"), ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S")
        self.leave_button = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        self._message = Paragraph("", Role.BODY, "warn")
        self._message.hide()
        self._rows = [
            self.form.add("who", tr("Who"), self.who),
            self.form.add("name", tr("Name"), self.name),
            self.form.add("relation", tr("Relation"), self.relation),
            self.form.add("phone", tr("Phone"), self.phone),
        ]
        self._lay_out()
        self._connect()
        self.show_collectors(view.collectors)

    def show_collectors(self, collectors: Sequence[CollectorView]) -> None:
        """Show who may collect now; the fields only while there is room for one more."""
        self.list.set_rows(
            [
                Row(
                    str(one.place),
                    one.name_as_told or one.name_latin,
                    joined(row_label(relationships()[one.relation]) if one.relation in relationships() else ""),
                    icon="hand-grab",
                )
                for one in collectors
            ]
        )
        self.list.setFixedHeight(max(current().row, self.list.sizeHint().height()))
        self.list.setVisible(bool(collectors))
        self.end_button.setVisible(bool(collectors))
        room = len(collectors) < MOST
        self.form.setVisible(room)
        self.go_button.setVisible(room)
        self._full.setVisible(not room)
        self.who.set_value(self.who.itemData(0) if self.who.count() else None)
        self.name.set_value("")
        self.relation.set_value(None)
        self.phone.set_value("")
        self._message.hide()
        self._follow()

    def refuse(self, sentence: str) -> None:
        """Say why it was not done; what was written stays."""
        self._message.setText(sentence)
        self._message.show()
        self.focus_first()

    def message(self) -> str:
        """What is said below the fields."""
        return "" if self._message.isHidden() else self._message.text()

    def draft(self) -> CollectorDraft:
        """Who is named in the fields."""
        who = self.who.value() or _ELSE
        if who != _ELSE:
            return CollectorDraft(member=int(who))
        name = self.name.value()
        latin = script_of(name) == "latin"
        return CollectorDraft(
            "" if latin else name, name if latin else "", self.relation.value() or "", self.phone.value()
        )

    def focus_first(self) -> None:
        """The first question has the keyboard, else the list."""
        first = self.who if not self.form.isHidden() else self.list
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete in the list ends one."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self._end()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        pad = 16 if current().layout.small else 24
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 16, pad, 16)
        column.setSpacing(8 if current().layout.small else 12)
        column.addWidget(Line(tr("Who may collect"), Role.HEADING))
        column.addWidget(
            Paragraph(
                tr("Ask the card holder alone. At most two grown-ups; the card stays with its holder."),
                Role.BODY,
                "muted",
            )
        )
        column.addWidget(self.list)
        ending = QHBoxLayout()
        ending.addWidget(self.end_button)
        ending.addStretch(1)
        column.addLayout(ending)
        self._full = Paragraph(tr("Two may collect already. When one ends, another can be named."), Role.BODY, "muted")
        column.addWidget(self._full)
        column.addWidget(self.form)
        column.addWidget(self._message)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.go_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.who.chosen.connect(lambda _="": self._follow())
        self.form.finished.connect(self._go)
        self.go_button.clicked.connect(self._go)
        self.leave_button.clicked.connect(self.left)
        self.end_button.clicked.connect(self._end)

    def _follow(self) -> None:
        for row in self._rows[1:]:
            row.setVisible((self.who.value() or _ELSE) == _ELSE)

    def _go(self) -> None:
        self._message.hide()
        self.named.emit(self.draft())

    def _end(self) -> None:
        place = self.list.present()
        if place is not None:
            self.ended.emit(int(place))


def _choices(members: Sequence[MemberView]) -> list[Choice]:
    """The adults of the household who hold no card, and somebody else."""
    fit = [
        Choice(str(place), member_name(one))
        for place, one in enumerate(members)
        if (one.age_years is None or one.age_years >= ADULT) and not one.unnamed and one.slot is None
    ]
    return [*fit, Choice(_ELSE, tr("Somebody else"))]
