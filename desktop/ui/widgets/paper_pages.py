"""A paper as it will be printed: its pages, and in which language it is drawn."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.page_row import PageRow
from desktop.ui.widgets.pdf_preview import PdfPreview
from desktop.values.vocabulary import Language
from desktop.words.catalogue import OWN_NAMES, language, tr


class PaperPages(QWidget):
    """`another(language)` when the paper is wanted in another language."""

    another = Signal(str)

    def __init__(self, name: str, note: str = "", parent: QWidget | None = None) -> None:
        """No paper yet; `name` is what a screen reader says for the pages, `note` a sentence about the paper."""
        super().__init__(parent)
        self.pdf = b""
        names = [Choice(one.value, OWN_NAMES[one]) for one in (Language.URDU, Language.SINDHI, Language.ENGLISH)]
        self.names = ChoiceChips(tr("Language of the paper"), names, numbered=False)
        self.names.set_value(Language.URDU.value if language() is Language.ENGLISH else language().value)
        self.names.chosen.connect(self.another)
        self.preview = PdfPreview(name)
        options = QWidget()
        options.setFixedWidth(current().wide(current().layout.options))
        column = QVBoxLayout(options)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(8)
        column.addWidget(Line(tr("Language of the paper"), Role.LABEL))
        column.addWidget(self.names)
        self._note = Paragraph(note, Role.SMALL, "muted")
        column.addWidget(self._note)
        column.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.preview, 1)
        right.addWidget(PageRow(self.preview))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().layout.gap)
        row.addWidget(options)
        row.addLayout(right, 1)

    def paper_language(self) -> Language:
        """The language that is chosen."""
        return Language(self.names.value() or Language.URDU)

    def set_note(self, note: str) -> None:
        """Say something else about the paper."""
        self._note.setText(note)

    def show_pdf(self, pdf: bytes) -> None:
        """Show the very bytes that will be printed."""
        self.pdf = pdf
        self.preview.show_pdf(pdf)
        self.preview.setFocus()
