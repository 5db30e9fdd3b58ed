"""Who collects in the holder's place: chosen from those who may, never typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.records.distribution import Collecting, CollectorChoice
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.values.vocabulary import CollectionKind
from desktop.words.catalogue import tr
from desktop.words.collecting import choice_name, choice_note


class CollectorSheet(Sheet):
    """`chosen(one)` carries a `CollectorChoice`."""

    chosen = Signal(object)

    def __init__(self, choices: Sequence[CollectorChoice], parent: QWidget | None = None) -> None:
        super().__init__(tr("Who collects?"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = {str(number): one for number, one in enumerate(choices)}
        self.rows = RowList(tr("Who collects?"), RowStyle.SHEET)
        self.rows.set_rows([_row(key, one) for key, one in self._choices.items()])
        self.rows.opened.connect(self._choose)
        if choices:
            self.rows.setFixedHeight(self.rows.sizeHint().height())
            self.rows.choose("0")
            self.column.addWidget(self.rows)
        else:
            said = tr("Nobody else is named for this household. The help desk writes down who collects today.")
            self.column.addWidget(Paragraph(said, Role.BODY))
        self.column.addStretch(1)
        close = Button(tr("The holder is here"), ButtonKind.PRIMARY, key="Esc")
        close.clicked.connect(self.reject)
        self.answers(close)
        self.setMinimumWidth(current().wide(640))
        if choices:
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        self.chosen.emit(self._choices[key])
        self.accept()


def _row(key: str, one: CollectorChoice) -> Row:
    name, note = choice_name(one), choice_note(one)
    return Row(key, name, "" if name == note else note, icon=_ICONS.get(_kind(one.how), "user"))


def _kind(how: int | Collecting) -> CollectionKind | None:
    return None if isinstance(how, int) else how.kind


_ICONS = {CollectionKind.DELIVERY: "home", None: "id"}
