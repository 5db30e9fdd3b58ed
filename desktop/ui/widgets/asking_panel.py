"""A panel that asks for one thing: a heading, what it is for, its fields, and below them the deed and the way out."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel


class AskingPanel(Panel):
    """What the fields are and what the buttons do is its maker's; this is only how they stand."""

    def lay_out(
        self, heading: str, note: str, body: Sequence[QWidget], buttons: Sequence[QWidget], *, spacing: int = 12
    ) -> None:
        """From top to bottom; `note` may be empty where there is no room for it."""
        pad = 16 if current().layout.small else 24
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 16, pad, 16)
        column.setSpacing(spacing)
        column.addWidget(Line(heading, Role.HEADING))
        if note:
            column.addWidget(Paragraph(note, Role.BODY, "muted"))
        for widget in body:
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(Flow(buttons))
