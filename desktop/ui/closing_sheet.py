"""A dialog whose act writes the store under a new key: when it is done, a sentence is read; then the lock screen."""

from collections.abc import Callable
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Told
from desktop.ui.appearance.look import current
from desktop.ui.handed_words import HandedWords, ask_before_losing
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.dialog import Sheet
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.line import Paragraph
from desktop.ui.workbench import Workbench
from desktop.words.catalogue import tr
from desktop.words.messages import say


class ClosingSheet(Sheet):
    """Base of such dialogs: `inside` holds what is asked, `change` does it.

    What is refused while the store stays open goes to the subclass, which lets the person try again. Once the store is
    closed, by success or by a refusal such as *in use*, there is only the way to the lock screen.
    """

    def __init__(self, bench: Workbench, heading: str, sentence: str, parent: QWidget) -> None:
        super().__init__(heading, parent)
        self._bench = bench
        self.store_closed = self._forced = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(current().wide(620))
        self.sentence = Paragraph(sentence, tint="muted")
        self._holder = QWidget()
        self.inside = QVBoxLayout(self._holder)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(12)
        self.words = HandedWords()
        self.words.hide()
        self.words.handed.connect(self.reject)
        self.leave_button = Button(tr("Leave it as it is"), ButtonKind.QUIET, key="Esc")
        self.leave_button.clicked.connect(self.reject)
        for widget in (self.sentence, self._holder, self.words):
            self.column.addWidget(widget)
        self.buttons = Flow([self.leave_button], gap=8)
        self.column.addLayout(self.buttons)

    def change[T](
        self,
        work: Callable[[], T],
        done: Callable[[T], str],
        refused: Callable[[Told], None],
        words: tuple[str, str] = ("", ""),
    ) -> None:
        """Do `work`, then show what `done` says of its result.

        `words` are a name and the words that are handed over before the lock screen.
        """
        self._set_busy(busy=True)
        opened = self._bench.opened

        def failed(told: Told) -> bool:
            self._set_busy(busy=False)
            if opened.closed:
                self._end(say(told).shortly(), ("", ""))
            else:
                refused(told)
            return True

        def through(result: T) -> None:
            self._set_busy(busy=False)
            self._end(done(result), words)

        self._bench.run(lambda _: work(), through, failed=failed)

    @override
    def reject(self) -> None:
        """Esc: nothing is done; once the store is closed the lock screen follows, words in hand are asked about."""
        if not self._holder.isEnabled():
            return
        if self.words.waiting() and not self._forced:
            ask_before_losing(self, self.words.name, self._lose)
            return
        super().reject()
        if self.store_closed:
            self._bench.locked.emit()

    @override
    def may_lock(self) -> bool:
        """As leaving; while the store is being written, not yet: words that nobody saw would be gone."""
        if self.words.waiting():
            ask_before_losing(self, self.words.name, self._lose)
            return False
        return self._holder.isEnabled()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """The lock that comes by itself closes every dialog and is not held up by a question."""
        self._forced = not event.spontaneous()
        super().closeEvent(event)

    def _lose(self) -> None:
        self.words.forget()
        self.reject()

    def _end(self, sentence: str, words: tuple[str, str]) -> None:
        self.store_closed = True
        self._holder.hide()
        for button in self.findChildren(Button):
            button.setVisible(button in (self.leave_button, self.words.button))
        next_step = tr("The store of this window is closed: it goes on at the lock screen.")
        self.sentence.setText(f"{sentence} {next_step}")
        self.leave_button.set_text(tr("Go to the lock screen"))
        if words[1]:
            self.words.show_words(*words)
        else:
            self.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.adjustSize()

    def _set_busy(self, *, busy: bool) -> None:
        for widget in (self._holder, *self.findChildren(Button)):
            widget.setEnabled(not busy)
