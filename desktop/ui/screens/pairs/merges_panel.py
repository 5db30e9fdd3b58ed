"""Records that were made one person before: the newest first, to be taken back."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.pair import MergeView
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.rows import Row, RowList
from desktop.values.period import local_day
from desktop.words.catalogue import tr
from desktop.words.days import day_words
from desktop.words.pairs import side_line, side_name
from desktop.words.people import joined


class MergesPanel(QWidget):
    """A list; `chosen` is the merge on which the cursor stands."""

    def __init__(self, merges: Sequence[MergeView], parent: QWidget | None = None) -> None:
        """The newest merges that stand."""
        super().__init__(parent)
        self.merges = tuple(merges)
        self.list = RowList(tr("Made one person before"))
        self.list.set_rows([_row(one) for one in merges])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        sentence = (
            tr("Taken back, both are as they were before. A card that was ended stays ended.")
            if merges
            else tr("No two records were made one person.")
        )
        column.addWidget(Line(tr("Made one person before"), Role.HEADING))
        column.addWidget(Paragraph(sentence, Role.BODY, "muted"))
        column.addWidget(self.list, 1)
        self.list.setVisible(bool(merges))
        column.addStretch(0 if merges else 1)

    @property
    def chosen(self) -> UUID | None:
        """The merge that would be taken back."""
        key = self.list.present()
        return None if key is None else UUID(key)

    def take_keyboard(self) -> None:
        """The list has the keyboard, on the newest."""
        if self.merges:
            self.list.choose(str(self.merges[0].merge))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(one: MergeView) -> Row:
    gone = one.gone.household.grouped if one.gone.household is not None else ""
    kept = one.kept.household.grouped if one.kept.household is not None else ""
    return Row(
        str(one.merge),
        side_line(one.kept),
        tr("household {gone} became part of {kept}", gone=gone, kept=kept),
        reason=joined(one.merged_by, day_words(local_day(one.merged_at))),
        photo=one.kept.photo,
        who=side_name(one.kept),
        person=True,
    )
