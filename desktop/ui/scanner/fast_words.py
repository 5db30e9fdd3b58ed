"""Words of a passphrase that come faster than hands type: from somebody very quick, or from a keeper of passphrases.

A burst in a field for passphrases is kept until it ends, and is given to the field when it is no scan: nothing but the
small letters, spaces and hyphens of the word list, none of them typed with Shift. Cards, codes and the QR codes of
cards and lists are digits and capital letters; with Caps Lock on a scanner's small letters come with Shift. Anything
else stays swallowed.
"""

from collections.abc import Iterable
from string import ascii_lowercase
from typing import Protocol

from PySide6.QtWidgets import QApplication

from desktop.scanning.wedge import SCANNER_GAP_MS, Press
from desktop.ui.widgets.fields import PassphraseField

_LETTERS = frozenset(ascii_lowercase + " -")
_MOST = 100
"""No passphrase is longer; the content of a card is."""

_MOST_LENT = 16


class Key(Protocol):
    """A key that was held back."""

    press: Press


class FastWords[Held: Key]:
    """The keys of the burst under way, as long as the keyboard is in a field for passphrases."""

    def __init__(self) -> None:
        """No burst."""
        self._keys: list[Held] = []
        self._lent: list[Held] = []
        self._elsewhere = False

    def lend(self, key: Held) -> None:
        """This key was given back before anybody knew of a burst."""
        self._lent.append(key)
        del self._lent[:-_MOST_LENT]

    def call_back(self, presses: Iterable[Press]) -> None:
        """What these wrote is taken out again: they were the beginning of the burst."""
        wanted = set(map(id, presses))
        self._keys[:0] = [one for one in self._lent if id(one.press) in wanted]
        self._lent.clear()

    def add(self, keys: Iterable[Held]) -> None:
        """These keys are swallowed."""
        self._elsewhere |= not isinstance(QApplication.focusWidget(), PassphraseField)
        if not self._elsewhere and len(self._keys) <= _MOST:
            self._keys += keys

    def end(self) -> list[Held]:
        """The burst is over: its keys when they are words for the field that has the keyboard, else none."""
        keys, elsewhere = self._keys, self._elsewhere
        self._keys, self._elsewhere = [], False
        self._lent.clear()
        here = isinstance(QApplication.focusWidget(), PassphraseField) and not elsewhere
        return keys if here and len(keys) <= _MOST and all(_is_of_words(one.press) for one in keys) else []


def comes_at_leisure[Held: Key](key: Press, words: list[Held]) -> bool:
    """Whether an Enter or Tab after the words was pressed by a hand: a scanner's follows at its own pace."""
    return bool(words) and key.ends and key.at_ms - words[-1].press.at_ms > SCANNER_GAP_MS


def _is_of_words(press: Press) -> bool:
    return press.text in _LETTERS and not press.shift
