"""The side of a household's page: the newest of what was done, and who is no longer here."""

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.household import FormerMember, HouseholdStory
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.household.history_panel import history_line
from desktop.ui.widgets.laid_out import clear
from desktop.ui.widgets.line import Line, Paragraph
from desktop.words.catalogue import isolated, tr
from desktop.words.history import former_words, person_name


class SidePanel(QWidget):
    """A few lines of each, as many as there is room for; the whole stands one key away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing yet."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._acts: list[QWidget] = []

    def show_story(self, story: HouseholdStory) -> None:
        """Show the newest acts and who went last."""
        clear(self._column)
        small = current().layout.small
        gone = story.former[: 2 if small else 3]
        room = (4 if small else 6) - len(gone)
        self._column.addWidget(Line(tr("What was done"), Role.HEADING))
        self._acts = [history_line(line) for line in story.lines[:room]]
        for act in self._acts:
            self._column.addWidget(act)
        if gone:
            self._column.addSpacing(8)
            self._column.addWidget(Line(tr("No longer here"), Role.HEADING))
            for one in gone:
                self._column.addWidget(_former_line(one))
            more = len(story.former) - len(gone)
            if more:
                self._column.addWidget(Line(tr("and {n} more", n=more), Role.SMALL, "muted"))
        self._column.addStretch(1)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width or height has other room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The oldest act goes first, before a sentence is cut; the newest stays."""
        around = self.parentWidget()
        if around is None or not self._acts:
            return
        shown = len(self._acts)
        while shown > 1 and self._needs(shown) > around.height():
            shown -= 1
        for place, act in enumerate(self._acts):
            act.setVisible(place < shown)

    def _needs(self, shown: int) -> int:
        """The height with so many acts, at the present width."""
        gap, width = self._column.spacing(), self.width()
        hidden = (act.heightForWidth(width) + gap for act in self._acts[shown:] if not act.isHidden())
        back = (act.heightForWidth(width) + gap for act in self._acts[:shown] if act.isHidden())
        return self._column.totalHeightForWidth(width) - sum(hidden) + sum(back)


def _former_line(one: FormerMember) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Line(isolated(person_name(one.name)), Role.SMALL, bold=True, elide=True))
    column.addWidget(Paragraph(former_words(one), Role.SMALL, "muted"), 0, Qt.AlignmentFlag.AlignTop)
    return made
