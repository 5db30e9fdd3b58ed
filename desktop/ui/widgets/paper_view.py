"""A paper on the screen with what can be done with it: print it, save it, or a third thing such as not wanting it."""

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.pdf_preview import PdfPreview
from desktop.words.catalogue import tr


class PaperView(QWidget):
    """`printed`, `saved` and `other` are asked for by buttons; the buttons wait until there is a paper."""

    printed = Signal()
    saved = Signal()
    other = Signal()

    def __init__(self, name: str, other: str = "", other_key: str = "", parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says for the preview; `other` the words of the third button."""
        super().__init__(parent)
        self.data = b""
        self.preview = PdfPreview(name)
        self.print_button = Button(tr("Print"), icon="printer", key="Ctrl P", shortcut="Ctrl+P")
        self.save_button = Button(tr("Save as PDF"), ButtonKind.QUIET, "device-floppy", "Ctrl E", shortcut="Ctrl+E")
        own = "" if other_key == "Esc" else other_key  # Esc belongs to the page around it
        self.other_button = Button(other, ButtonKind.QUIET, key=other_key, shortcut=own)
        row = QWidget()
        row.setLayout(Flow([self.print_button, self.save_button, self.other_button], gap=8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.preview, 1)
        column.addWidget(row)
        self.other_button.setVisible(bool(other))
        self.print_button.clicked.connect(self.printed)
        self.save_button.clicked.connect(self.saved)
        self.other_button.clicked.connect(self.other)
        self._allow(allowed=False)

    @override
    def hasHeightForWidth(self) -> bool:
        """Where room is short the picture gives it; by its width Qt would take it from what stands around."""
        return False

    def show_paper(self, pdf: bytes) -> None:
        """Show the very bytes that will be printed."""
        self.data = pdf
        self.preview.show_pdf(pdf)
        self._allow(allowed=True)

    def _allow(self, *, allowed: bool) -> None:
        self.print_button.setEnabled(allowed)
        self.save_button.setEnabled(allowed)
