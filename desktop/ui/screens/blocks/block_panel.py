"""One block whole: whose, why, who said so and when, and the reason for lifting it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.block import BlockView
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.fields import TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.values.vocabulary import BlockState, Language
from desktop.words.blocks import block_sentence
from desktop.words.catalogue import isolated, language, tr
from desktop.words.people import joined


class BlockPanel(Panel):
    """`lifted` on Enter at the reason."""

    lifted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing chosen yet."""
        super().__init__("panel", parent)
        self._title = Line("", Role.HEADING, elide=True)
        self._who = Paragraph("", Role.BODY, "muted")
        self._said = Paragraph("", Role.BODY)
        self._note = Paragraph("", Role.BODY, "muted")
        self.reason = TextField(tr("Reason"), tr("who was asked, what was seen"))
        self.reason.setMaxLength(200)
        self.form = Form()
        self.form.add("reason", tr("Why it is lifted"), self.reason, above=True)
        self.form.finished.connect(self.lifted)
        column = QVBoxLayout(self)
        pad = 14 if current().layout.small else 20
        column.setContentsMargins(pad, 12, pad, 16)
        column.setSpacing(8)
        for widget in (self._title, self._who, self._said, self._note, self.form):
            column.addWidget(widget)
        column.addStretch(1)

    def show_block(self, view: BlockView) -> None:
        """One block; the reason for lifting is empty."""
        english = language() is Language.ENGLISH
        name = (view.name_latin or view.name_as_told) if english else (view.name_as_told or view.name_latin)
        self._title.setText(view.household.grouped)
        self._who.setText(joined(name, view.village))
        self._said.setText(block_sentence(view))
        self._note.setText(tr("Seen: {note}", note=isolated(view.note)) if view.note else "")
        self._note.setVisible(bool(view.note))
        self.reason.set_value("")
        self.form.show_problems({})
        self.form.setVisible(view.state is BlockState.ACTIVE)

    def ask_reason(self) -> None:
        """The reason is wanted before it is lifted."""
        self.form.show_problems({"reason": tr("Write why it is lifted.")})
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
