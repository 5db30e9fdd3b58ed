"""Asks a second person of another role for name and passphrase, over the screen where the act is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.second_person import SecondPerson
from desktop.ui.workbench import Workbench
from desktop.words.catalogue import tr
from desktop.words.labels import label


class SecondDialog(Sheet):
    """`asked(name, passphrase)`; the caller does the act and then calls `accept`, or `refuse` with a sentence."""

    asked = Signal(str, str)

    def __init__(
        self, bench: Workbench, heading: str, sentence: str, agree: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(heading, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = SecondPerson(sentence, agree)
        mine = bench.desk.person.role
        slots = [slot for slot in bench.opened.vault.slots() if slot.role is not mine]
        self.panel.set_names([Choice(slot.name, f"{slot.name} · {label(slot.role)}") for slot in slots])
        self.panel.asked.connect(self._asked)
        self.column.addWidget(self.panel)
        leave = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        self.column.addLayout(row)
        self.setMinimumWidth(current().wide(460))

    def refuse(self, sentence: str) -> None:
        """Say why it was not done; the passphrase is typed again."""
        self.panel.refuse(sentence)

    def _asked(self, name: str, passphrase: str) -> None:
        self.panel.set_busy(True)
        self.asked.emit(name, passphrase)
