"""Already here? People registered before who are like the one being written; it asks, it never holds back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.household import FoundRegistrant
from desktop.ui.appearance.look import current
from desktop.ui.appearance.typefaces import Face, Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.picture import Icon
from desktop.ui.widgets.rows import Row, RowList
from desktop.words.catalogue import tr, tr_n
from desktop.words.labels import why_label
from desktop.words.people import found_name, found_note, joined


class MatchesPanel(QWidget):
    """`opened(key)` when a row is opened; under it the line that says how long ago the draft was kept."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nobody is alike yet."""
        super().__init__(parent)
        self.found: tuple[FoundRegistrant, ...] = ()
        self._count = Line("", Role.BODY, "accent", bold=True)
        self._sentence = Paragraph("", Role.SMALL, "muted")
        self.compare_button = Button(tr("Look at both"), icon="users", key="Ctrl D", shortcut="Ctrl+D")
        self.list = RowList(tr("People who are alike"))
        self.list.opened.connect(self.opened)
        self._icon = Icon("device-floppy", 20, "good")
        self._kept = Line("", Role.SMALL, "muted", elide=True)
        heading = QHBoxLayout()
        heading.addWidget(Line(tr("Already here?"), Role.HEADING))
        heading.addStretch(1)
        heading.addWidget(self._count)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        bottom.addWidget(self._icon)
        bottom.addWidget(self._kept, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addWidget(self._sentence)
        row = QHBoxLayout()
        row.addWidget(self.compare_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        column.addLayout(bottom)
        self.show_found(())
        self.show_kept("")

    def show_found(self, found: Sequence[FoundRegistrant]) -> None:
        """Show who is alike, the likeliest first; as many as there is room for."""
        self.found = tuple(found)
        room = 3 if current().layout.small else 4
        if current().face is Face.NASTALIQ:
            room -= 1
        self.list.set_rows(
            [
                Row(
                    one.household.text,
                    found_name(one),
                    found_note(one),
                    reason=joined(*(why_label(code) for code in one.why)),
                    person=True,
                )
                for one in found[:room]
            ]
        )
        self.list.setVisible(bool(found))
        self.compare_button.setVisible(bool(found))
        self._count.setText(str(len(found)) if found else "")
        self._sentence.setText(
            tr_n(
                "{n} person is like this one. Have a look, no hurry.",
                "{n} people are like this one. Have a look, no hurry.",
                len(found),
            )
            if found
            else tr("Nobody like this one was found so far.")
        )

    def chosen(self) -> FoundRegistrant | None:
        """The one on whom the cursor stands, else the likeliest; None when nobody is alike."""
        present = self.list.present()
        return next((one for one in self.found if one.household.text == present), next(iter(self.found), None))

    def show_kept(self, sentence: str) -> None:
        """How long ago the draft was kept."""
        self._kept.setText(sentence)
        self._icon.setVisible(bool(sentence))
