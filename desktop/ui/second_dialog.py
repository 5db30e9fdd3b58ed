"""Asks a second person of another role for name and passphrase, over the screen where the act is done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Told
from desktop.opening import second_person
from desktop.records.operator import Second
from desktop.ui.appearance.look import current
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.second_person import SecondPerson
from desktop.ui.workbench import Workbench
from desktop.usecases.desk import Desk
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.messages import say


class SecondDialog(Sheet):
    """`asked(name, passphrase)`; the caller does the act and then calls `accept`, or `refuse` with a sentence.

    An act that wants nothing but the second person is told to `do`, which then takes care of all that.
    """

    asked = Signal(str, str)

    def __init__(
        self, bench: Workbench, heading: str, sentence: str, agree: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(heading, parent)
        self._bench = bench
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.panel = SecondPerson(sentence, agree)
        mine = bench.desk.person.role
        slots = [slot for slot in bench.opened.staff() if slot.role is not mine]
        self.panel.set_names([Choice(slot.name, f"{slot.name} · {label(slot.role)}") for slot in slots])
        self.panel.asked.connect(self._asked)
        self.column.addWidget(self.panel)
        leave = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        leave.clicked.connect(self.reject)
        self.answers(leave)
        self.setMinimumWidth(current().wide(460))

    def do[T](
        self,
        work: Callable[[Desk, Second], T],
        done: Callable[[T], None],
        refused: Callable[[Told], bool] | None = None,
    ) -> None:
        """Open, and do `work` with whoever proves to be the second person.

        Words that do not fit are said here and typed again. What the act itself refuses goes to `refused`, once the
        dialog is gone, as in `Workbench.run`; without it that is said here as well.
        """

        def asked(name: str, passphrase: str) -> None:
            proved: list[Second] = []

            def both(desk: Desk) -> T:
                proved.append(second_person(self._bench.opened, name, passphrase))
                return work(desk, proved[0])

            def failed(told: Told) -> bool:
                if refused is None or not proved:
                    self.refuse(say(told).what)
                    return True
                self.reject()
                return refused(told)

            def through(result: T) -> None:
                self.accept()
                done(result)

            self._bench.run(both, through, failed=failed)

        self.asked.connect(asked)
        self.open()

    def refuse(self, sentence: str) -> None:
        """Say why it was not done; the passphrase is typed again."""
        self.panel.refuse(sentence)

    def _asked(self, name: str, passphrase: str) -> None:
        self.panel.set_busy(True)
        self.asked.emit(name, passphrase)
