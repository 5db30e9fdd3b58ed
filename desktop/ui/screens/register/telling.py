"""Rights told to the household that was just saved: recorded once, and its envelope sealed anew when it is left.

What is written is the same whatever was said: only the sealed bytes know whether somebody wants to hear it later.
"""

from PySide6.QtCore import QObject, Signal

from desktop.records.consent import RightsTold
from desktop.records.household import Registered
from desktop.ui.rights_panel import RightsPanel, spoken_language
from desktop.ui.workbench import Workbench
from desktop.usecases import rights
from desktop.values.vocabulary import ConsentLanguage


class Telling(QObject):
    """`noted()` when it is recorded that rights were offered."""

    noted = Signal()

    def __init__(self, bench: Workbench, registered: Registered, spoken: ConsentLanguage, parent: QObject) -> None:
        """`spoken` is the language in which consent was read."""
        super().__init__(parent)
        self._bench, self._put = bench, registered.envelope
        self._code, self._household = registered.household.code, registered.household.id
        self._asked = False
        self.distress = False
        """Whether somebody pressed the silent key; nothing but the inside of the envelope knows."""
        readable = bench.desk.office.marks and self._put is not None
        self.panel = RightsPanel(bench, spoken, later=readable)
        self.panel.told.connect(self.tell)

    @property
    def offered(self) -> bool:
        """Whether somebody said that the rights were offered."""
        return self._asked

    def tell(self) -> None:
        """Rights were offered; a second time does nothing."""
        if self._asked:
            return
        self._asked = True
        language, later = spoken_language(self.panel.language()), self.panel.later
        self._bench.run(
            lambda desk: rights.tell_rights(desk, self._code, language, put=self._put, later=later), self._told
        )

    def leave(self) -> None:
        """The household is left: its envelope is sealed once more in any case, so that leaving tells nothing."""
        put, household, later, distress = self._put, self._household, self.panel.later, self.distress
        if put is not None:
            self._bench.run(
                lambda desk: rights.seal_again(desk, household, put, later=later, distress=distress), lambda _: None
            )

    def _told(self, _: RightsTold) -> None:
        self.panel.noted()
        self.noted.emit()
