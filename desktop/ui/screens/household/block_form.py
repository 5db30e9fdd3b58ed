"""A block on the household's page: what stands, or one of six reasons to choose; nothing else ever blocks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.records.block import BlockView
from desktop.ui.appearance.typefaces import Role
from desktop.ui.widgets.asking_panel import AskingPanel
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.chips import Choice, ChoiceChips
from desktop.ui.widgets.fields import ProblemLine, TextField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Paragraph
from desktop.values.vocabulary import BlockReason, BlockState
from desktop.words.blocks import block_sentence
from desktop.words.catalogue import tr
from desktop.words.labels import label


class BlockForm(AskingPanel):
    """`wished()` when all is said, `agreed` or `denied` about a proposal, `left` when it is not to be done."""

    wished = Signal()
    agreed = Signal()
    denied = Signal()
    left = Signal()

    def __init__(self, stands: BlockView | None, *, decides: bool, parent: QWidget | None = None) -> None:
        """`stands` is what waits or is in force; `decides`: this person agrees and lifts, with a second one."""
        super().__init__("panel", parent)
        waits = stands is not None and stands.state is BlockState.PROPOSED
        offered = (BlockReason.HOLDER_ASKED,) if decides else tuple(BlockReason)  # others are proposed by a third
        self.reason = ChoiceChips(tr("Reason"), [Choice(one.value, label(one)) for one in offered])
        self.note = TextField(tr("What was seen"), tr("in a few words"))
        self.note.setMaxLength(200)
        form = self._form = Form()
        if stands is None:
            form.add("reason", tr("Reason"), self.reason)
            form.add("note", tr("What was seen"), self.note)
        elif decides and not waits:
            form.add("note", tr("Why it is lifted"), self.note)
        self._lifts = stands is not None and not waits
        self._problem = ProblemLine()
        self._asks = stands is None or (decides and not waits)
        if not self._asks:
            form.hide()
        self.go_button, self.refuse_button = self._buttons(stands, decides=decides)
        self._back = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        said = [Paragraph(block_sentence(stands), Role.BODY, bold=True)] if stands is not None else []
        buttons = [one for one in (self.go_button, self.refuse_button, self._back) if one is not None]
        self.lay_out(tr("Block"), _explained(decides=decides), [*said, form, self._problem], buttons)
        self._back.clicked.connect(self.left)
        form.finished.connect(self._go)

    def chosen(self) -> BlockReason | None:
        """The reason, or None while none is chosen."""
        value = self.reason.value()
        return None if value is None else BlockReason(value)

    def focus_first(self) -> None:
        """What is asked first has the keyboard."""
        if self._asks:
            first: QWidget = self.note if self._lifts else self.reason
        else:
            first = self.go_button or self._back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why it was not done."""
        self._problem.show_problem(sentence)

    def _buttons(self, stands: BlockView | None, *, decides: bool) -> tuple[Button | None, Button | None]:
        if stands is None:
            go = Button(
                tr("Block") if decides else tr("Propose it"), ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S"
            )
            go.clicked.connect(self._go)
            return go, None
        if not decides:
            return None, None
        if self._lifts:
            go = Button(tr("Lift the block"), ButtonKind.PRIMARY, "lock-open", "Ctrl S", shortcut="Ctrl+S")
            go.clicked.connect(self._go)
            return go, None
        go = Button(tr("Block"), ButtonKind.PRIMARY, "check", "Ctrl S", shortcut="Ctrl+S")
        refuse = Button(tr("Do not block"), icon="x", key="N", shortcut="N")
        go.clicked.connect(self.agreed)
        refuse.clicked.connect(self.denied)
        return go, refuse

    def _go(self) -> None:
        if self._lifts:
            if not self.note.value():
                self._form.show_problems({"note": tr("Write why it is lifted.")})
                self.note.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        elif self.chosen() is None:
            self._form.show_problems({"reason": tr("Choose a reason.")})
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._form.show_problems({})
        self.wished.emit()


def _explained(*, decides: bool) -> str:
    if decides:
        return tr(
            "A block sends the household to the help desk. At once you block with a second person only what its holder "
            "asks for; any other reason is proposed by the help desk first. Two people lift it."
        )
    return tr("You propose it; the supervisor and a second person decide. Until then nothing is held up.")
