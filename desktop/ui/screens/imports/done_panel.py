"""What an import brought, in numbers, and what can be done with it now."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.imports import Imported
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.table import Column, Table, TableRow
from desktop.words.catalogue import tr


class DonePanel(QWidget):
    """Numbers, and one sentence on taking it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        pad = 16 if current().layout.small else 24
        self.title = Line("", Role.HEADING)
        self.numbers = Table(
            tr("What the list brought"), [Column(tr("What the list brought")), Column("", 160, number=True)]
        )
        self.note = Paragraph("", Role.BODY, "muted")
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(pad, 16, pad, 16)
        inside.setSpacing(12)
        inside.addWidget(self.title)
        inside.addWidget(self.numbers)
        inside.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.addWidget(panel)
        column.addStretch(1)

    def show_done(self, done: Imported) -> None:
        """Show what came of it."""
        nothing = done.batch is None
        self.title.setText(
            tr("Everything in the list had come before")
            if nothing
            else tr("Import {number} is in the register", number=done.batch or 0)
        )
        told = (
            (tr("Households registered"), done.registered),
            (tr("People in them"), done.people),
            (tr("Households that had come before"), done.already),
            (tr("People counted in the list but not named"), done.not_named),
            (tr("Rows that were not taken"), done.refused),
            (tr("Pairs that may be one person"), done.possible_duplicates),
        )
        if done.phones_left:
            told = (*told, (tr("Phones that nobody said may be kept"), done.phones_left))
        self.numbers.set_rows([TableRow(what, (what, f"{count:,}")) for what, count in told])
        self.numbers.setFixedHeight(self.numbers.sizeHint().height() + 4)
        self.note.setText(
            ""
            if nothing
            else tr(
                "A supervisor can take this import back as one, as long as no card was printed and nothing was "
                "corrected or handed over for any household of it."
            )
        )
