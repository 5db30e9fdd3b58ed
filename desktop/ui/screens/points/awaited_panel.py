"""At the close: trucks that left before this day and were not counted in, and a field for why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.stock import Awaited
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.words.catalogue import tr
from desktop.words.stock import awaited_words


class AwaitedPanel(Panel):
    """Hidden while no truck is overdue; `finished` on Enter in its field."""

    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is overdue yet."""
        super().__init__("panel", parent)
        self._trucks = Paragraph("", Role.BODY)
        self.why = TextField(tr("Why was it not counted in?"), tr("where the truck is, who said so"))
        self.form = Form()
        self.form.add("why", self.why.accessibleName(), self.why, above=True)
        self.form.finished.connect(self.finished)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(6)
        column.addWidget(self._trucks)
        column.addWidget(self.form)
        self.hide()

    def show_overdue(self, trucks: Sequence[Awaited]) -> None:
        """The trucks; what was typed stays."""
        self._trucks.setText("\n".join(awaited_words(one) for one in trucks))
        self.setVisible(bool(trucks))

    def text(self) -> str | None:
        """What is said of them; None when it is asked and still to come, which the field then says."""
        if self.isHidden():
            return ""
        missing = not self.why.value()
        said = tr("Say why, or count the truck in under Stock first.")
        self.form.show_problems({"why": said} if missing else {})
        if missing:
            self.take_focus()
        return None if missing else self.why.value()

    def take_focus(self) -> None:
        """The field has the keyboard."""
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)
