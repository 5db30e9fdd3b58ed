"""Find a household: one field for a name in any script, a village, a card, a code or its end, a phone; twenty rows."""

from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import CardSignatureWrong, NotOurCard
from desktop.records.household import FoundRegistrant
from desktop.scanning.searched import searched
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.ui.appearance.texts import grouped_code
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import Page
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.rows import MOST_ROWS, Row, RowList
from desktop.ui.workbench import Destination, GoFind, GoHousehold, Workbench
from desktop.usecases import registration
from desktop.values.identifiers import HouseholdCode
from desktop.words.catalogue import joined, tr, tr_n
from desktop.words.labels import why_label
from desktop.words.messages import say
from desktop.words.people import found_name, found_note

_WAIT_MS = 120


class FindPage(Page):
    """Rows come while one types; Enter opens the chosen one."""

    def __init__(self, bench: Workbench, text: str = "", *, replace: bool = False) -> None:
        """`text` is looked for at once; the row of who comes back has the keyboard when it is still among them.

        With `replace` a card of the household that is opened is replaced.
        """
        super().__init__(bench, tr("Whose card is replaced?") if replace else tr("Find a household"))
        self._opened, self._replace = "", replace
        self._card_keys = keyring(bench.opened.certificates)
        self.field = TextField(
            tr("Whom are you looking for?"), tr("Name, father's name, village, code or phone"), keeps=None
        )
        self.field.takes_codes = self.field.keeps_nothing = True
        self.field.set_value(text)
        self.field.setMaxLength(200)
        self.summary = Line("", Role.SMALL, "muted")
        self.list = RowList(tr("People found"))
        self._hint = Paragraph(
            tr(
                "Any script and any spelling will do. A card, a code or its last digits from four on, a phone or the "
                "number of a paper finds one household."
            ),
            tint="muted",
        )
        column = QVBoxLayout()
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(5, 5, 5, 0)
        row.addWidget(self.field)
        column.addLayout(row)
        column.addWidget(self.summary)
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)
        column.addStretch(0)  # without rows the field stays where it was
        holder = QWidget()
        holder.setLayout(column)
        self.body.addWidget(holder, 1)
        self._asked = 0
        self._codes: dict[str, HouseholdCode] = {}
        self._timer = QTimer(self, interval=_WAIT_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _="": self._timer.start())
        self.field.installEventFilter(self)
        self.list.opened.connect(self._open)
        self.list.hide()

    @override
    def entered(self) -> None:
        """The field has the keyboard; what stands in it is looked for, and whoever types begins a new search."""
        self.field.setFocus(Qt.FocusReason.TabFocusReason)
        self._ask()

    @override
    def help_text(self) -> str:
        """How to get from the field to a row."""
        return tr("Type, go down to a row with the arrow key, open it with Enter.")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes to the rows, Enter opens the first one."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            rows = self.list.rows()
            if event.key() == Qt.Key.Key_Down and rows:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._timer.isActive():
                    self._timer.stop()
                    self._ask()
                elif rows:
                    self._open(rows[0].key)
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        text = self.field.value()
        self._asked += 1
        if not text:
            self._show(self._asked, "", ())
            return
        asked = self._asked
        try:
            wanted = searched(text, lambda card: open_credential(card, self._card_keys))
        except (CardSignatureWrong, NotOurCard) as told:
            self._show(asked, text, ())
            self.summary.setText(say(told).what)
            return
        self.bench.run(lambda desk: registration.find(desk, wanted), lambda found: self._show(asked, text, found))

    def _show(self, asked: int, text: str, found: tuple[FoundRegistrant, ...]) -> None:
        if asked != self._asked:  # somebody typed on meanwhile
            return
        self._codes = {f"{one.household.text}/{one.registrant}": one.household for one in found}
        self.list.set_rows([_row(one) for one in found])
        self.list.setVisible(bool(found))
        self._hint.setVisible(not text)
        if not text:
            self.summary.setText("")
        elif not found:
            self.summary.setText(tr("Nobody found. Try the father's name, another spelling or the village."))
        elif len(found) >= MOST_ROWS:
            self.summary.setText(tr("The first {n} are shown; write more to see fewer.", n=MOST_ROWS))
        else:
            self.summary.setText(tr_n("{n} person found", "{n} people found", len(found)))
        row = self.take_first_row(self._codes)
        if row is not None:
            self.list.choose(row)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.selectAll()  # a letter typed in the list goes to the field: it begins a new search there too

    def _open(self, key: str) -> None:
        self._opened = key
        self.bench.go(GoHousehold(self._codes[key], replace=self._replace))

    @override
    def as_left(self, destination: Destination) -> Destination:
        """The search as it is written now."""
        return GoFind(self.field.value(), replace=self._replace)

    @override
    def present_row(self) -> str:
        """The row that was opened, not where the cursor is while one writes."""
        return self._opened


def _row(one: FoundRegistrant) -> Row:
    why = joined(*map(why_label, one.why))
    return Row(
        f"{one.household.text}/{one.registrant}",
        found_name(one),
        found_note(one),
        reason=why,
        trailing=grouped_code(one.household.text),
        person=True,
    )
