"""Proposing, deciding and lifting a block on the household's page."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.errors import Told
from desktop.records.block import BlockChanged, BlockView
from desktop.records.operator import Second
from desktop.ui.screens.household.block_form import BlockForm
from desktop.ui.screens.household.ground import Ground
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.notice import NoticeKind
from desktop.usecases import blocks
from desktop.usecases.desk import Desk
from desktop.values.permissions import Permission
from desktop.values.vocabulary import BlockState
from desktop.words.blocks import block_sentence
from desktop.words.catalogue import tr
from desktop.words.messages import say
from desktop.words.said import Said


class Blocking:
    """The part of the page that blocks."""

    def __init__(self, page: Ground, window: QWidget) -> None:
        """Nothing is open; `window` is where the second person is asked."""
        self._page, self._window = page, window
        self.form: BlockForm | None = None
        self.dialog: SecondDialog | None = None

    @property
    def may(self) -> bool:
        """Whether this person proposes blocks or decides about them."""
        desk = self._page.bench.desk
        return desk.permits(Permission.BLOCK_PROPOSE) or desk.permits(Permission.BLOCK)

    def closed(self) -> None:
        """The page took away what stood there."""
        self.form = None

    def open(self) -> None:
        """Show what stands, or ask for a reason."""
        view = self._page.view()
        if view is None or not self.may:
            return
        code = view.code
        self._page.bench.run(lambda desk: blocks.of_household(desk, code), self._show)

    def _show(self, found: tuple[BlockView, ...]) -> None:
        stands = next((one for one in found if one.holds or one.state is BlockState.PROPOSED), None)
        form = BlockForm(stands, decides=self._page.bench.desk.permits(Permission.BLOCK))
        form.left.connect(self._page.uncover)
        form.wished.connect(lambda: self._wished(form, stands))
        form.agreed.connect(lambda: self._decide(agreed=True))
        form.denied.connect(lambda: self._decide(agreed=False))
        self._page.cover(form)
        self.form = form
        form.focus_first()

    def _wished(self, form: BlockForm, stands: BlockView | None) -> None:
        view, reason, note = self._page.view(), form.chosen(), form.note.value()
        if view is None:
            return
        code, bench = view.code, self._page.bench
        if stands is not None:
            self._by_two(tr("Lift the block"), lambda desk, second: blocks.lift(desk, code, note, second=second))
        elif reason is not None and bench.desk.permits(Permission.BLOCK):
            self._by_two(
                tr("Block this household"),
                lambda desk, second: blocks.block(desk, code, reason, note, second=second),
            )
        elif reason is not None:
            bench.run(lambda desk: blocks.propose(desk, code, reason, note), self._done, failed=self._refused)

    def _decide(self, *, agreed: bool) -> None:
        view = self._page.view()
        if view is None:
            return
        code = view.code
        heading = tr("Block this household") if agreed else tr("Do not block")
        self._by_two(heading, lambda desk, second: blocks.decide(desk, code, agreed=agreed, second=second))

    def _by_two(self, heading: str, work: Callable[[Desk, Second], BlockChanged]) -> None:
        bench = self._page.bench
        sentence = tr("A second person of another role looks at it and agrees.")
        dialog = self.dialog = SecondDialog(bench, heading, sentence, tr("I agree"), self._window)
        dialog.finished.connect(self._second_left)
        dialog.do(work, self._done, self._refused)

    def _second_left(self) -> None:
        self.dialog = None

    def _done(self, changed: BlockChanged) -> None:
        self._page.uncover()
        self._page.bench.say(NoticeKind.GOOD, Said(block_sentence(changed.block)))

    def _refused(self, told: Told) -> bool:
        if self.form is None:
            return False
        self.form.refuse(say(told).shortly())
        return True
