"""Before several pairs are answered together: the reason, and everything read back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.records.pair import PairView
from desktop.ui.appearance.typefaces import Role
from desktop.ui.screens.pairs.list_panel import Both
from desktop.ui.widgets.asking_panel import AskingPanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.line import Line, Paragraph
from desktop.ui.widgets.rows import MOST_ROWS, Row, RowList, RowStyle
from desktop.values.vocabulary import DifferentWhy
from desktop.words.catalogue import tr, tr_n
from desktop.words.labels import label
from desktop.words.pairs import side_line, together_sentence

SHOWN = MOST_ROWS
"""Pairs that are read back by name; of the others the number."""


class TogetherPanel(AskingPanel):
    """`agreed(DifferentWhy)` when it is to be recorded, `left()` on the way back."""

    agreed = Signal(object)
    left = Signal()

    def __init__(self, chosen: Sequence[Both], parent: QWidget | None = None) -> None:
        """No reason is chosen: each is a claim about people, and none of them is likelier."""
        super().__init__("panel", parent)
        self.chosen = tuple(chosen)
        self.why = ChoiceChips(tr("Why are they different?"), [Choice(one.value, label(one)) for one in DifferentWhy])
        self.read_back = Paragraph("", Role.HEADING)
        self.names = RowList(tr("Pairs that may be one person"), RowStyle.PLAIN)
        self._more = Line("", Role.BODY, bold=True)
        self._more.hide()
        self.save_button = Button(tr("Record it"), ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S")
        back = Button(tr("Back to the list"), key="Esc")
        self.save_button.setEnabled(False)
        self.save_button.clicked.connect(self._agree)
        self.why.chosen.connect(self._say)
        back.clicked.connect(self.left)
        self.lay_out(
            tr_n("{n} marked pair: why are they different?", "{n} marked pairs: why are they different?", len(chosen)),
            tr("One reason for all of them. You can take it back today."),
            (self.why, self.read_back, self.names, self._more),
            (self.save_button, back),
        )

    def show_pairs(self, views: Sequence[PairView]) -> None:
        """The first pairs by name, and how many more."""
        self.names.set_rows(
            [Row(str(at), side_line(view.a), side_line(view.b)) for at, view in enumerate(views, start=1)]
        )
        more = len(self.chosen) - len(views)
        self._more.setText(tr_n("and {n} more pair", "and {n} more pairs", more))
        self._more.setVisible(more > 0)

    def take_keyboard(self) -> None:
        """A number chooses the reason."""
        chip = self.why.focus_chip()
        if chip is not None:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        why = self.why.value()
        if why is not None:
            self.read_back.setText(together_sentence(len(self.chosen), DifferentWhy(why)))
            self.save_button.setEnabled(True)

    def _agree(self) -> None:
        why = self.why.value()
        if why is not None:
            self.agreed.emit(DifferentWhy(why))
