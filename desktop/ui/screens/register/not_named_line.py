"""How many people of the household were counted and not named, and one key for: nobody else lives here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.records.household import HouseholdDraft
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line
from desktop.words.catalogue import tr
from desktop.words.people import not_named_words


class NotNamedLine(QWidget):
    """Hidden where everybody is named; `taken_away` when the number was wrong."""

    taken_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody was counted."""
        super().__init__(parent)
        self.words = Line("", Role.BODY, "muted", elide=True)
        self.button = Button(tr("Nobody else"), ButtonKind.QUIET, key="N", shortcut="N")
        self.button.clicked.connect(self.taken_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_draft(self, draft: HouseholdDraft) -> None:
        """Show of a household who is not named."""
        self.words.setText(not_named_words(draft.not_named) if draft.not_named else "")
        self.setVisible(bool(draft.not_named))
