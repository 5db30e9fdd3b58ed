"""Everybody changes the own passphrase: the present one, the new one twice; the lock screen comes after."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.errors import Told, WeakPassphrase
from desktop.opening import change_own_passphrase, prove_again
from desktop.security.passwords import propose_passphrase
from desktop.ui.appearance.texts import isolate
from desktop.ui.closing_sheet import ClosingSheet
from desktop.ui.strength import tell_strength
from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.ui.widgets.fields import PassphraseField
from desktop.ui.widgets.form import Form
from desktop.ui.widgets.line import Line
from desktop.ui.workbench import Workbench
from desktop.words.catalogue import tr
from desktop.words.messages import say


class PassphraseDialog(ClosingSheet):
    """Three fields, and four drawn words for whoever has no idea; they are typed, never filled in."""

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        """The dialog of who is signed in."""
        super().__init__(
            bench,
            tr("Change my passphrase"),
            tr(
                "The store is written under a new key, and this window goes to the lock screen. "
                "Close every other window of this office first."
            ),
            parent,
        )
        self.present = PassphraseField(tr("Present passphrase"), width=340)
        self.fresh = PassphraseField(tr("New passphrase"), width=340)
        self.again = PassphraseField(tr("New passphrase once more"), width=340)
        self.offer = Line("", bold=True)
        self.form = Form()
        self.form.add("present", tr("Present passphrase"), self.present)
        row = self.form.add("fresh", tr("New passphrase"), self.fresh)
        self.form.add("again", tr("Once more"), self.again)
        self.fresh.textChanged.connect(lambda text="": tell_strength(row, text))
        tell_strength(row, "")
        self.form.add("offer", tr("Four words, for example"), self.offer)
        self.change_button = Button(tr("Change it"), ButtonKind.DANGER, "key", "Ctrl S", "Ctrl+S")
        self.change_button.clicked.connect(self._change)
        self.other_button = Button(tr("Other words"), ButtonKind.QUIET, "refresh", "Ctrl O", "Ctrl+O")
        self.other_button.clicked.connect(self._offer)
        self.form.finished.connect(self.change_button.setFocus)
        self.inside.addWidget(self.form)
        self.buttons.put_first(self.change_button, self.other_button)
        self._offer()
        self.present.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """Typed ones go: what is read on the screen never stands beside another passphrase."""
        self.offer.setText(isolate(propose_passphrase()))
        self.fresh.set_value("")
        self.again.set_value("")

    def _change(self) -> None:
        opened, present, fresh = self._bench.opened, self.present.value(), self.fresh.value()
        same = fresh == self.again.value()
        missing = {
            "present": "" if present else tr("Type the passphrase."),
            "fresh": "" if fresh else tr("Type the new passphrase."),
            "again": "" if same else tr("The two do not fit. Type the new passphrase twice."),
        }
        if not self.form.mend(missing):
            return

        def work() -> None:
            prove_again(opened, present)
            change_own_passphrase(opened, fresh)

        done = tr("Your passphrase was changed. The one before opens nothing any more.")
        self.change(work, lambda _: done, self._refused)

    def _refused(self, told: Told) -> None:
        at = "fresh" if isinstance(told, WeakPassphrase) else "present"
        if at == "present":
            self.present.clear()
        self.form.mend({at: say(told).shortly()})
