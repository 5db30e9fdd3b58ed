"""The book is accepted as it is after its memory was lost: looked at first, agreed to by two, then the lock screen."""

from PySide6.QtWidgets import QWidget

from desktop.errors import Told
from desktop.opening import accept_book, second_person
from desktop.records.safekeeping import BookAccepted, BookLook
from desktop.ui.background import Job, Lane
from desktop.ui.closing_sheet import ClosingSheet
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.second_person import SecondPerson
from desktop.ui.workbench import Workbench
from desktop.usecases import safekeeping
from desktop.usecases.desk import Desk
from desktop.words.catalogue import tr
from desktop.words.findings import look_sentences
from desktop.words.labels import label
from desktop.words.messages import say


class AcceptDialog(ClosingSheet):
    """What was found is shown; only where the book can be accepted a reason and the second person are asked for."""

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        """The walk through the book begins at once."""
        super().__init__(
            bench,
            tr("Accept the book as it is"),
            tr("The memory of its newest line was lost, so nothing can be written. All of the book is checked first."),
            parent,
        )
        self.found = Paragraph(tr("Walking the book"))
        self.reason = TextField(tr("Reason"), tr("how it came to be lost"))
        self.reason.setMaxLength(safekeeping.REASON_LIMIT)
        self.form = Form()
        self.form.add("reason", tr("Reason"), self.reason)
        self.second = SecondPerson(
            tr("Both say that this is the book they know: how long it is, and when it ends."),
            tr("We accept it"),
            deliberate=True,
        )
        mine = bench.desk.person.role
        others = [slot for slot in bench.opened.staff() if slot.role is not mine]
        self.second.set_names([Choice(slot.name, f"{slot.name} · {label(slot.role)}") for slot in others])
        self.second.asked.connect(self._asked)
        self.form.finished.connect(self.second.setFocus)
        for widget in (self.found, self.form, self.second):
            self.inside.addWidget(widget)
        for widget in (self.form, self.second):
            widget.hide()
        self.look()

    def look(self) -> None:
        """Walk the whole book, with every signature."""
        opened = self._bench.opened

        def work(desk: Desk, job: Job) -> BookLook:
            return safekeeping.look_at_book(desk, opened.certificates, opened.folder, progress=job.progress)

        self._bench.run_named(tr("Walking the book"), work, self._show, lane=Lane.LONG_READS)

    def _show(self, look: BookLook) -> None:
        self.found.setText("\n".join(look_sentences(look)))
        for widget in (self.form, self.second):
            widget.setVisible(look.misfit is None and bool(look.lost))
        if look.misfit is None and look.lost:
            self.reason.setFocus()
        self.adjustSize()

    def _asked(self, name: str, passphrase: str) -> None:
        reason, opened = self.reason.value(), self._bench.opened
        missing = {} if reason else {"reason": tr("Write the reason in a few words.")}
        self.form.show_problems(missing)
        if missing:
            self.second.clear()
            self.reason.setFocus()
            return

        def work() -> BookAccepted:
            return accept_book(opened, reason, second=second_person(opened, name, passphrase))

        self.second.set_busy(busy=True)
        self.change(work, lambda _: tr("The book was accepted as it is. Work can go on."), self._refused)

    def _refused(self, told: Told) -> None:
        self.second.refuse(say(told).shortly())
