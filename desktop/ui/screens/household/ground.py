"""What the parts of a household's page may ask of the page they stand on."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.records.household import HouseholdStory, HouseholdView
from desktop.ui.workbench import Workbench
from desktop.values.identifiers import HouseholdCode


class Ground(Protocol):
    """A page whose household can be covered by a form, a history or a paper."""

    bench: Workbench
    code: HouseholdCode
    story: HouseholdStory | None

    def view(self) -> HouseholdView | None:
        """The household as it is shown."""
        ...

    def cover(self, widget: QWidget, *, alone: bool = False) -> None:
        """Put something in the place of the household."""
        ...

    def uncover(self) -> None:
        """Back to the household."""
        ...
