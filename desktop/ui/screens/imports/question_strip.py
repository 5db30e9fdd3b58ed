"""What a list leaves open, one question at a time above its columns: yes or no, by a key each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.records.imports import Question
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.line import Paragraph
from desktop.words.catalogue import tr
from desktop.words.import_words import question_sentence


class QuestionStrip(QWidget):
    """`answered(yes)` to the question that is shown; without one the strip is not there."""

    answered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No question yet."""
        super().__init__(parent)
        self.question: Question | None = None
        self._sentence = Paragraph("", Role.BODY, bold=True)
        self.yes = Button(tr("Yes"), icon="check", key="Y", shortcut="Y")
        self.no = Button(tr("No"), icon="x", key="N", shortcut="N")
        self.yes.clicked.connect(lambda: self.answered.emit(True))  # noqa: FBT003 (Qt's own)
        self.no.clicked.connect(lambda: self.answered.emit(False))  # noqa: FBT003 (Qt's own)
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 5, 5, 5)
        row.setSpacing(12)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.hide()

    def ask(self, question: Question | None) -> None:
        """Show this question instead of the one before, or none."""
        self.question = question
        self._sentence.setText("" if question is None else question_sentence(question))
        self.setVisible(question is not None)
