"""Who sits at the help desk now, for the envelope that is written when they are done: one for each, as after a scan.

Somebody who seems to be under pressure is marked with one key that is answered by nothing; only the inside of that
envelope differs.
"""

from dataclasses import dataclass
from uuid import UUID

from desktop.records.distribution import Standing
from desktop.ui.workbench import Workbench
from desktop.usecases import distribution
from desktop.values.identifiers import HouseholdId


@dataclass
class _Looked:
    """Somebody at the desk; `visit` is None for whoever came without having been sent."""

    visit: UUID | None
    standing: Standing
    household: HouseholdId | None
    distress: bool = False


class Looking:
    """`turn` when somebody else sits there, `end` when nobody does."""

    def __init__(self, bench: Workbench) -> None:
        """Nobody sits there yet."""
        self._bench = bench
        self._looked: _Looked | None = None

    def turn(self, visit: UUID | None, standing: Standing, household: HouseholdId | None) -> None:
        """Somebody sits there; whoever sat there before is done. The same visit looked at again is no other one."""
        looked = self._looked
        if looked is not None and looked.visit == visit:
            looked.household = household
            return
        self.end()
        self._looked = _Looked(visit, standing, household)

    def distress(self) -> None:
        """Whoever sits there seems to be under pressure; nothing changes but the inside of an envelope."""
        if self._looked is not None:
            self._looked.distress = True

    def end(self) -> None:
        """The one envelope of whoever sat there; it holds nobody up when it fails."""
        looked, self._looked = self._looked, None
        if looked is None:
            return
        self._bench.run(
            lambda desk: distribution.end_scan(desk, looked.standing, looked.household, distress=looked.distress),
            lambda _: None,
            failed=lambda _: True,
        )
