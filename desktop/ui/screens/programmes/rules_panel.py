"""What the text of a programme says: an example that can be changed, and each rule as it is read aloud."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.distribution import ItemDraft
from desktop.ui.appearance.typefaces import Role
from desktop.ui.example_panel import ExamplePanel
from desktop.ui.widgets.laid_out import clear, laid_out
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.notice import Notice, NoticeKind
from desktop.words.catalogue import tr
from desktop.words.rules import rule_sentence


class RulesPanel(QWidget):
    """Shows rules, or why there are none; it asks for nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.example = ExamplePanel()
        self.problem = ""
        self._told = QVBoxLayout()
        self._told.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._heading = Line(tr("What a household gets"), Role.LABEL)
        column.addWidget(self._heading)
        column.addWidget(self.example)
        column.addLayout(self._told)
        column.addStretch(1)

    def show_items(self, items: Sequence[ItemDraft]) -> None:
        """The rules, each in a sentence."""
        self.problem = ""
        clear(self._told)
        self._heading.show()
        self.example.show()
        self.example.show_items(items)
        for item in items:
            self._told.addWidget(Paragraph(rule_sentence(item, items), Role.BODY))

    def refuse(self, sentence: str) -> None:
        """Why the text cannot be meant."""
        self.problem = sentence
        clear(self._told)
        self._heading.hide()
        self.example.hide()
        self._told.addWidget(Notice(NoticeKind.LOOK, sentence))

    def sentences(self) -> list[str]:
        """What stands beneath the example."""
        return [widget.text() for widget in laid_out(self._told) if isinstance(widget, Paragraph)]
