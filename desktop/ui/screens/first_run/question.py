"""One question a page: heading, a sentence, what is to be answered, and one filled button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.layout import margins
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.first_run.walk import Walk
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Paragraph
from desktop.words.catalogue import tr


class QuestionPage(Walk):
    """Subclasses fill `column`. `answered` when it may go on, `back` for the page before."""

    answered = Signal()
    back = Signal()

    def __init__(
        self, heading: str, sentence: str = "", next_words: str = "", *, has_back: bool = True, fills: bool = False
    ) -> None:
        """Frame; the answer's widgets go between sentence and buttons, and with `fills` take all that is left."""
        super().__init__()
        self.setAccessibleName(heading)
        look = current()
        pad = look.layout.lock_margin
        whole = QVBoxLayout(self)
        whole.setContentsMargins(margins(pad, 24, pad, 24, look.rtl))
        whole.setSpacing(8)
        whole.addStretch(0 if fills else 1)
        whole.addWidget(Paragraph(heading, Role.TITLE))
        if sentence:
            whole.addWidget(Paragraph(sentence, Role.BODY, "muted"))
        whole.addSpacing(8)
        self.column = QVBoxLayout()
        self.column.setSpacing(look.layout.row_gap)
        whole.addLayout(self.column, 1 if fills else 0)
        whole.addSpacing(12)
        self.next_button = Button(next_words or tr("Next"), ButtonKind.PRIMARY, "arrow-right", "Enter")
        self.back_button = Button(tr("Back"), ButtonKind.QUIET, key="PgUp", shortcut="PgUp")
        self.next_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self.back)
        self.finished.connect(self.go_on)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.next_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(0 if fills else 2)
        self.back_button.setVisible(has_back)

    def go_on(self) -> None:
        """The filled button: go on when the answer is complete; pages that check override it."""
        self.answered.emit()

    def focus_first(self) -> None:
        """The first field has the keyboard."""
        stops = self.stops()
        (stops[0] if stops else self.next_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets under each other."""
        for widget in widgets:
            self.column.addWidget(widget)
