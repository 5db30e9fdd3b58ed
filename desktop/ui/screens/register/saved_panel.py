"""After saving: the household's code, large, and the receipt: printed, saved as a file, or not wanted."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.household import Registered
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.code_display import CodeDisplay
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.paper_view import PaperView
from desktop.ui.widgets.picture import Panel, Selvedge
from desktop.words.catalogue import tr, tr_n


class SavedPanel(QWidget):
    """Code and receipt side by side."""

    def __init__(self, registered: Registered, parent: QWidget | None = None) -> None:
        """The receipt's pages come later, by `paper.show_paper`."""
        super().__init__(parent)
        view = registered.household
        pad = 20 if current().layout.small else 32
        left = Panel()
        column = QVBoxLayout(left)
        column.setContentsMargins(pad, 16, pad, 20)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(Line(tr("Registered"), Role.TITLE, "good"))
        column.addWidget(Line(tr("The household code, to be read aloud:"), Role.BODY, "muted"))
        self.code = CodeDisplay(view.code.text, Role.NUMBER, name=tr("Household code"))
        column.addWidget(self.code)
        column.addSpacing(4)
        column.addWidget(Selvedge("accent", 12))
        column.addSpacing(4)
        cards = sum(member.slot is not None for member in view.members)
        column.addWidget(Line(tr_n("{n} person", "{n} people", len(view.members)), Role.BODY, bold=True))
        column.addWidget(Line(tr_n("{n} card waits to be printed.", "{n} cards wait to be printed.", cards), Role.BODY))
        column.addWidget(
            Paragraph(tr("It is all saved. Registration and cards are free of charge."), Role.SMALL, "muted")
        )
        column.addStretch(2)
        self.paper = PaperView(tr("Receipt"), tr("Not wanted"), "N")
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(Line(tr("A receipt, if they want one"), Role.HEADING))
        right.addWidget(self.paper, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().layout.gap)
        row.addWidget(left, 3)
        row.addLayout(right, 2)
