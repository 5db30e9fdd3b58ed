"""After saving: the household's code, large, with the receipt below it; beside them the rights, to be read aloud."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.household import Registered
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.rights_panel import RightsPanel
from desktop.ui.widgets.code_display import CodeDisplay
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.paper_view import PaperView
from desktop.ui.widgets.picture import Panel, Selvedge
from desktop.words.catalogue import tr, tr_n
from desktop.words.people import joined

_PREVIEW = 40
"""The least height of the picture of the receipt, in pixels."""


class SavedPanel(QWidget):
    """Code and receipt at the leading side, the rights at the other; all of it is alike for every household."""

    def __init__(self, registered: Registered, rights: RightsPanel, parent: QWidget | None = None) -> None:
        """The receipt's pages come later, by `paper.show_paper`."""
        super().__init__(parent)
        view = registered.household
        small = current().layout.small
        pad = 12 if small else 20
        self.rights = rights
        kept = Panel()
        column = QVBoxLayout(kept)
        column.setContentsMargins(pad, pad - 4, pad, pad)
        column.setSpacing(4 if small else 8)
        column.addWidget(Line(tr("The household code, to be read aloud:"), Role.SMALL, "muted", elide=True))
        self.code = CodeDisplay(view.code.text, Role.NUMBER, name=tr("Household code"))
        column.addWidget(self.code)
        column.addWidget(Selvedge("accent", 12))
        cards = sum(member.slot is not None for member in view.members)
        people = tr_n("{n} person", "{n} people", len(view.members))
        waiting = tr_n("{n} card waits to be printed.", "{n} cards wait to be printed.", cards)
        column.addWidget(Line(joined(people, waiting), Role.BODY, bold=True, elide=True))
        if not small:
            column.addWidget(Line(tr("It is all saved, and free of charge."), Role.SMALL, "muted", elide=True))
        self.paper = PaperView(tr("Receipt"), tr("Not wanted"), "N")
        self.paper.preview.setMinimumHeight(_PREVIEW)  # where a notice takes room, the preview gives it, not the words
        left = QVBoxLayout()
        left.setSpacing(8 if small else 12)
        kept.setMinimumHeight(kept.sizeHint().height())  # the code is read aloud: whatever lacks room, it is whole
        left.addWidget(kept)
        if not small:
            left.addWidget(Line(tr("A receipt, if they want one"), Role.HEADING))
        left.addWidget(self.paper, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().layout.gap)
        row.addLayout(left, 5)
        row.addWidget(rights, 8)
