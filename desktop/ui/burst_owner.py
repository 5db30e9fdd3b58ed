"""The owner of a hand scanner's bursts wherever no lane takes them: no key of a burst reaches a button or a shortcut.

A code of this office goes into the field that has the keyboard when that field takes codes; else its household is
opened where the operator may see it. Everything else is a notice and changes nothing; only words typed very fast into a
field for passphrases never come here (`fast_words`).
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.scanner.wedge_filter import WedgeFilter
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.flash import flash
from desktop.ui.widgets.notice import NoticeKind
from desktop.ui.workbench import Workbench
from desktop.values.identifiers import HouseholdCode
from desktop.words.catalogue import tr
from desktop.words.said import Said


class Codes(Protocol):
    """What a session makes of a scanned text: `desktop.ui.scanned_codes`, which the lock screen does not load."""

    searches: bool

    def read(self, text: str) -> HouseholdCode | str:
        """The household that it names, or why not."""
        ...

    def find(self, code: HouseholdCode, found: Callable[[HouseholdCode], None]) -> None:
        """Look it up."""
        ...


class Session(Protocol):
    """Whose scans they are."""

    bench: Workbench
    codes: Codes

    def open_household(self, code: HouseholdCode) -> None:
        """Go to a household whose card was scanned."""
        ...


class BurstOwner(QObject):
    """One for the window. `serve` says whose session it is; without one a scan is only answered."""

    def __init__(self, window: QWidget) -> None:
        """Nobody is signed in."""
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self.keys = WedgeFilter(parent=self, reads=self._reads)
        self.keys.code.connect(self.scanned)
        self.keys.left.connect(self._without_end)

    def serve(self, session: Session | None) -> None:
        """From now on a scanned code is the business of `session`; None: the desk is locked."""
        self._session = session
        self.keys.set_prefix(session.bench.opened.settings.scanner_prefix if session is not None else "")

    def scanned(self, text: str) -> None:
        """A whole burst came: what it is worth, and where it goes."""
        session = self._session
        if session is None:
            self._say(Said(tr("Nothing here takes a card."), tr("Sign in first, then scan it again.")))
            return
        code = session.codes.read(text)
        if isinstance(code, str):
            self._say(Said(code, tr("Nothing was opened and nothing was changed.")))
            return
        field = QApplication.focusWidget()
        if isinstance(field, Field) and field.takes_codes and field.isEnabled() and not field.isReadOnly():
            field.write_code(code.text)
        elif QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            self._say(Said(tr("A card was scanned."), tr("Finish or leave this first, then scan it again.")))
        elif not session.codes.searches:
            self._say(Said(tr("A card of this office was scanned. Your role does not open households."), ""))
        else:
            session.codes.find(code, session.open_household)

    def _reads(self, text: str) -> bool:
        return self._session is not None and not isinstance(self._session.codes.read(text), str)

    def _without_end(self, text: str) -> None:
        """A burst that ended in silence: a scanner that sends no Enter, when it is a code at all."""
        if self._reads(text):
            self.scanned(text)
        else:
            self._say(
                Said(
                    tr("Keys came faster than a hand types; nothing was written."),
                    tr("A scanner: scan once more. By hand: type it again."),
                )
            )

    def _say(self, said: Said) -> None:
        """On the page, or over the dialog that covers it."""
        dialog = QApplication.activeModalWidget()
        if self._session is not None and dialog is None:
            self._session.bench.say(NoticeKind.LOOK, said)
            QApplication.beep()
        else:
            flash(dialog or self._window, said.what, " ".join(part for part in (said.do, said.safe) if part))
