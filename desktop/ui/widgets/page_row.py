"""Under a preview: the page before, which page of how many this is, the next page."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line
from desktop.ui.widgets.pdf_preview import PdfPreview
from desktop.words.catalogue import tr


class PageRow(QWidget):
    """Turns the pages of one preview, and follows it."""

    def __init__(self, preview: PdfPreview, parent: QWidget | None = None) -> None:
        """No page yet."""
        super().__init__(parent)
        back = Button("", ButtonKind.QUIET, "chevron-left")
        back.setAccessibleName(tr("Page before"))
        back.clicked.connect(preview.previous_page)
        onward = Button("", ButtonKind.QUIET, "chevron-right")
        onward.setAccessibleName(tr("Next page"))
        onward.clicked.connect(preview.next_page)
        self._where = Line("", Role.BODY)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (back, self._where, onward):
            row.addWidget(widget)
        row.addStretch(1)
        preview.turned.connect(self._turned)

    def clear(self) -> None:
        """No page is shown any more."""
        self._where.setText("")

    def _turned(self, page: int, count: int) -> None:
        self._where.setText(tr("Page {page} of {pages}", page=str(page + 1), pages=str(count)) if count else "")
