"""The people of the household: a list, and the form of the one being written or corrected."""

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop.records.household import MemberDraft
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.register.not_named_line import NotNamedLine
from desktop.ui.screens.register.person_form import PersonForm
from desktop.ui.screens.register.walking import WalkingPanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.laid_out import least_height
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.words.catalogue import tr, tr_n
from desktop.words.people import has_disability, joined, member_line, member_name, member_note


class PeoplePanel(QWidget):
    """List and form. `added`, `edited(place)`, `removed(place)`, `card_asked(place)` from the list; `kept` when the
    form of one person is done, `before` on the way back to the first step."""

    added = Signal()
    edited = Signal(int)
    removed = Signal(int)
    card_asked = Signal(int)
    kept = Signal()
    before = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty list."""
        super().__init__(parent)
        self._place: int | None = None
        self.list = RowList(tr("People of the household"), RowStyle.SHEET)
        self.list.installEventFilter(self)
        self.list.opened.connect(lambda key="": self.edited.emit(int(key)))
        self.add_button = Button(tr("Add a person"), icon="plus", key="A", shortcut="A")
        self.edit_button = Button(tr("Change"), ButtonKind.QUIET, "pencil")
        self.card_button = Button(tr("Own card"), ButtonKind.QUIET, "id", "K")
        self.remove_button = Button(tr("Take out"), ButtonKind.QUIET, "trash", "Del")
        self.add_button.clicked.connect(self.added)
        for button, signal in (
            (self.edit_button, self.edited),
            (self.card_button, self.card_asked),
            (self.remove_button, self.removed),
        ):
            button.clicked.connect(lambda _on=False, one=signal: self._about(one.emit))
        self.not_named = NotNamedLine()
        self.form = PersonForm(relation=True)
        self._sheet = self._make_list()
        self._writing = self._make_form()
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._sheet)
        self._layers.addWidget(self._writing)

    @property
    def place(self) -> int | None:
        """Whose form is open: a place in the list, or None while the list is shown."""
        return self._place

    def show_people(self, members: Sequence[MemberDraft], chosen: int | None = None) -> None:
        """Show the list; `chosen` becomes the present row, without it there is none."""
        self._place = None
        self._layers.setCurrentWidget(self._sheet)
        self.updateGeometry()
        self.list.set_rows(
            [
                Row(
                    str(place),
                    member_line(member) or tr("no name yet"),
                    joined(member_note(member), tr("disability") if has_disability(member) else ""),
                    trailing=tr("holder {slot}", slot=member.holder) if member.holder else "",
                    photo=member.photo,
                    who=member_name(member),
                    person=True,
                )
                for place, member in enumerate(members)
            ]
        )
        self._how.hide()
        if chosen is None:
            self.list.setCurrentIndex(QModelIndex())  # nobody is meant, so no row looks as if it were
        else:
            self.list.choose(str(min(chosen, len(members) - 1)))
        self._count.setText(tr_n("{n} person", "{n} people", len(members)))
        has_card = any(member.holder for member in members)
        known = any(member.registrant is not None for member in members)
        nobody = tr("If you choose nobody, the woman who leads gets a card, else the first adult.")
        self._cards.setText(tr("Nobody here holds a card. K gives one to the person chosen.") if known else nobody)
        self._cards.setVisible(not has_card)

    def write(self, place: int, member: MemberDraft) -> None:
        """Open the form for one person."""
        self._place = place
        self.form.set_member(member)
        self._layers.setCurrentWidget(self._writing)
        self.updateGeometry()
        self.form.focus_first()

    def focus_first(self) -> None:
        """The person whose row is present has the keyboard; without one, adding somebody is what comes next."""
        if self._place is not None:
            self.form.focus_first()
        elif self.list.present() is not None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def heightForWidth(self, width: int, /) -> int:
        """The height of what is seen: a long list would stretch the form of one person.

        The list itself needs no more than two rows, so that what can be done with it stays in sight below; in large
        text all of it is scrolled.
        """
        seen = self._layers.currentWidget()
        if seen is None:
            return 0
        if seen is self._sheet and not current().large_text:
            return least_height(seen, width)
        return seen.heightForWidth(width) if seen.hasHeightForWidth() else seen.minimumSizeHint().height()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list: K gives or takes a card, Delete takes somebody out."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_K:
                self._about(self.card_asked.emit)
                return True
            if event.key() == Qt.Key.Key_Delete:
                self._about(self.removed.emit)
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete beside the list: the keyboard goes to the list, and there it is said what Delete does."""
        if event.key() != Qt.Key.Key_Delete or self._place is not None:
            super().keyPressEvent(event)
            return
        if self.list.present() is None and self.list.rows():
            self.list.choose(self.list.rows()[0].key)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._how.setText(tr("Choose the person with the arrow keys; Del again takes them out."))
        self._how.show()

    def keys_line(self) -> str:
        """What is said about the keys of the list, or nothing."""
        return "" if self._how.isHidden() else self._how.text()

    def _about(self, tell: Callable[[int], None]) -> None:
        key = self.list.present()
        if key is not None:
            tell(int(key))

    def _make_list(self) -> QWidget:
        made = Panel()
        pad = 16 if current().layout.small else 24
        column = QVBoxLayout(made)
        column.setContentsMargins(pad, 12, pad, 12)
        column.setSpacing(8)
        heading = QHBoxLayout()
        self._count = Line("", Role.HEADING)
        heading.addWidget(self._count)
        heading.addStretch(1)
        column.addLayout(heading)
        self._cards = Paragraph("", Role.SMALL, "muted")
        column.addWidget(self._cards)
        self._how = Paragraph("", Role.SMALL, "accent")
        self._how.hide()
        column.addWidget(self._how)
        column.addWidget(self.list, 1)
        column.addWidget(self.not_named)
        buttons = QWidget()
        buttons.setLayout(Flow([self.add_button, self.edit_button, self.card_button, self.remove_button], gap=8))
        column.addWidget(buttons)
        return made

    def _make_form(self) -> QWidget:
        made = WalkingPanel()
        pad = 16 if current().layout.small else 24
        column = QVBoxLayout(made)
        column.setContentsMargins(pad, 8 if current().layout.small else 16, pad, 8)
        column.setSpacing(8)
        column.addWidget(self.form, 1)
        made.finished.connect(self.kept)
        return made
