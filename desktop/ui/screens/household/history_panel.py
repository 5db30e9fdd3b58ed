"""The whole history of a household in sentences, and who is no longer here; whoever went may come back from here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.records.household import FormerMember, HistoryLine, HouseholdStory
from desktop.ui.appearance.typefaces import Role
from desktop.ui.page import scrolling
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Panel
from desktop.ui.widgets.rows import Row, RowList, RowStyle
from desktop.words.catalogue import tr
from desktop.words.history import entered, former_line, former_words, person_name, told


class HistoryPanel(QWidget):
    """`back(FormerMember)` when somebody who went comes back, `left` when all was read."""

    back = Signal(object)
    left = Signal()

    def __init__(self, story: HouseholdStory, *, may_come_back: bool, parent: QWidget | None = None) -> None:
        """`may_come_back`: rows of who is gone open the form of coming back."""
        super().__init__(parent)
        self._former = {str(one.name.registrant): one for one in story.former}
        self.former = RowList(tr("No longer here"), RowStyle.SHEET if may_come_back else RowStyle.PLAIN)
        self.former.set_rows([_former_row(one) for one in story.former])
        self.done = Button(tr("Back to the household"), ButtonKind.PRIMARY, "arrow-left", "Esc")
        self.done.clicked.connect(self.left)
        if may_come_back:
            self.former.opened.connect(self._come_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(scrolling(self._lines(story, may_come_back)), 1)
        row = QHBoxLayout()
        row.addWidget(self.done)
        row.addStretch(1)
        column.addLayout(row)

    def _come_back(self, key: str) -> None:
        self.back.emit(self._former[key])

    def _lines(self, story: HouseholdStory, may_come_back: bool) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        if story.former:
            column.addWidget(Line(tr("No longer here"), Role.HEADING))
            if may_come_back:
                column.addWidget(Line(tr("Enter on a row: this person comes back."), Role.SMALL, "muted"))
            column.addWidget(_framed(self.former))
        column.addWidget(Line(tr("What was done"), Role.HEADING))
        for line in story.lines:
            column.addWidget(history_line(line))
        column.addStretch(1)
        return inside

    def focus_first(self) -> None:
        """The rows of who is gone have the keyboard, else the way back."""
        target = self.former if self._former else self.done
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _framed(rows: RowList) -> Panel:
    frame = Panel()
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(rows)
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return frame


def history_line(line: HistoryLine) -> QWidget:
    """One sentence with its day, and smaller below it when and by whom it was entered."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Paragraph(told(line), Role.SMALL))
    column.addWidget(Line(entered(line), Role.SMALL, "muted", elide=True))
    return made


def _former_row(one: FormerMember) -> Row:
    return Row(str(one.name.registrant), former_line(one), former_words(one), who=person_name(one.name), person=True)
