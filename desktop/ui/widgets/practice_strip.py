"""The practice strip with its two words: in the window's language first, then in the other."""

from PySide6.QtWidgets import QWidget

from desktop.ui.appearance.look import current
from desktop.ui.widgets import practice
from desktop.values.vocabulary import Language
from desktop.words.catalogue import tr_in


class PracticeStrip(practice.PracticeStrip):
    """PRACTICE and مشق on amber under the bar; in practice offices it cannot be hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Words from the catalogue."""
        chosen = current().language
        first = Language.ENGLISH if chosen is Language.ENGLISH else chosen
        second = Language.URDU if chosen is Language.ENGLISH else Language.ENGLISH
        super().__init__(tr_in(first, "PRACTICE"), tr_in(second, "PRACTICE"), parent)
