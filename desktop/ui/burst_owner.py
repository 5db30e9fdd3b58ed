"""The owner of a hand scanner's bursts wherever no lane takes them: no key of a burst reaches a button or a shortcut.

A code of this office goes into the field that has the keyboard when that field takes codes; else its household is
opened where the operator may see it. Everything else is a notice and changes nothing.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.scanning.reader import BareCode, Reader, RefusedCode, VerifiedCard
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.ui.scanner.wedge_filter import WedgeFilter
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.flash import flash
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Workbench
from desktop.usecases import registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Permission
from desktop.values.vocabulary import Source
from desktop.words.catalogue import tr
from desktop.words.reasons import say_why
from desktop.words.said import Said


class BurstOwner(QObject):
    """One for the window. `serve` says whose session it is; without one a scan is only answered."""

    def __init__(self, window: QWidget) -> None:
        """Nobody is signed in."""
        super().__init__(window)
        self._window = window
        self._bench: Workbench | None = None
        self._open: Callable[[HouseholdCode], None] = lambda _: None
        self.keys = WedgeFilter(parent=self)
        self.keys.code.connect(self.scanned)
        self.keys.left.connect(self._without_end)

    def serve(self, bench: Workbench | None, open_household: Callable[[HouseholdCode], None] | None = None) -> None:
        """From now on a scanned code is the business of `bench`; None: the desk is locked."""
        self._bench = bench
        self._open = open_household or (lambda _: None)
        self.keys.set_prefix(bench.opened.settings.scanner_prefix if bench is not None else "")

    def scanned(self, text: str) -> None:
        """A whole burst came: what it is worth, and where it goes."""
        if self._bench is None:
            self._say(Said(tr("Nothing here takes a card."), tr("Sign in first, then scan it again.")))
            return
        reading = self._worth(self._bench, text)
        if isinstance(reading, RefusedCode):
            self._say(Said(say_why(_why(reading), {}), tr("Nothing was opened and nothing was changed.")))
            return
        code = reading.number.household if isinstance(reading, VerifiedCard) else reading.household
        field = QApplication.focusWidget()
        if isinstance(field, Field) and field.takes_codes and field.isEnabled() and not field.isReadOnly():
            field.write_code(code.text)
        elif QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            self._say(Said(tr("A card was scanned."), tr("Finish or leave this first, then scan it again.")))
        elif not self._bench.desk.permits(Permission.SEARCH):
            self._say(Said(tr("A card of this office was scanned. Your role does not open households."), ""))
        else:
            self._bench.run(lambda desk: registration.show(desk, code), lambda view: self._open(view.code))

    def _without_end(self, text: str) -> None:
        """A burst that ended in silence: a scanner that sends no Enter, when it is a code at all."""
        reading = self._worth(self._bench, text) if self._bench is not None else None
        if isinstance(reading, BareCode | VerifiedCard):
            self.scanned(text)
        else:
            self._say(
                Said(
                    tr("Keys came faster than a hand types; nothing was written."),
                    tr("A scanner: scan once more. By hand: type it again."),
                )
            )

    def _worth(self, bench: Workbench, text: str) -> VerifiedCard | BareCode | RefusedCode:
        keys = keyring(bench.opened.certificates)
        reading = Reader(lambda code: open_credential(code, keys)).hear(text, Source.SCANNER)
        assert reading is not None  # a new reader has told nothing yet
        return reading

    def _say(self, said: Said) -> None:
        """On the page, or over the dialog that covers it."""
        dialog = QApplication.activeModalWidget()
        if self._bench is not None and dialog is None:
            self._bench.say(NoticeKind.LOOK, said)
            QApplication.beep()
        else:
            flash(dialog or self._window, said.what, " ".join(part for part in (said.do, said.safe) if part))


def _why(reading: RefusedCode) -> str:
    return "not_a_card" if reading.why in ("length", "check", "letters") else reading.why
