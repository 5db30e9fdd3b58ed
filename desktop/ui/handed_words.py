"""Words of a new passphrase on their way to a person: they stay on the screen until they are said to be handed over.

They are held in memory only, by what shows them, and gone with the lock.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.texts import isolate
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Question
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Paragraph
from desktop.words.catalogue import tr


class HandedWords(QWidget):
    """The words, for whom they are, and *Handed over*; `handed` when a person has said so."""

    handed = Signal()

    def __init__(self) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self.name = ""
        self._sentence = Paragraph("")
        self.field = TextField(tr("Words to hand over"), rtl=False, keeps=None)
        self.field.setReadOnly(True)
        form = Form()
        form.add("words", tr("Words to hand over"), self.field, above=True)
        self.button = Button(tr("Handed over"), ButtonKind.PRIMARY, "check", "Ctrl H", "Ctrl+H")
        self.button.clicked.connect(self._hand)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._sentence)
        column.addWidget(form)
        column.addLayout(row)

    def show_words(self, name: str, words: str) -> None:
        """Show the words of `name`. The field has the keyboard: no Enter that was on its way hands anything over."""
        self.name = name
        self.field.set_value(words)
        self._sentence.setText(
            tr(
                "Write these words on paper and give them to {name}, to nobody else. They are stored nowhere and are "
                "shown here until you say that they were handed over.",
                name=isolate(name),
            )
        )
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def waiting(self) -> bool:
        """Whether words are shown that nobody has handed over."""
        return bool(self.field.value())

    def forget(self) -> None:
        """Take the words away."""
        self.field.set_value("")
        self.hide()

    def _hand(self) -> None:
        self.forget()
        self.handed.emit()


class WordsInHand(QObject):
    """Words that were given in this session and not handed over yet: the page may be built again, the session not."""

    def __init__(self, session: QObject, name: str, words: str) -> None:
        """They go with `session`, at the lock."""
        super().__init__(session)
        self.name, self.words = name, words

    def gone(self) -> None:
        """They were handed over, or given up."""
        self.setParent(None)
        self.deleteLater()


def words_in_hand(session: QObject) -> WordsInHand | None:
    """The words of a session that wait for somebody."""
    return session.findChild(WordsInHand)


def ask_before_losing(parent: QWidget, name: str, leave: Callable[[], None]) -> Question:
    """Ask whether the words of `name` may be lost; `leave` when they may. A question that stands is not asked twice."""
    standing = [one for one in parent.findChildren(Question) if one.isVisible()]
    if standing:
        return standing[0]
    question = Question(
        tr("The words for {name} are not handed over yet.", name=isolate(name)),
        tr("Nobody can see them again afterwards: {name} then needs a new passphrase.", name=isolate(name)),
        stay=tr("Stay here"),
        leave=tr("Leave without them"),
        leave_key="L",
        danger=True,
        parent=parent,
    )
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.accepted.connect(leave)
    question.open()
    return question
