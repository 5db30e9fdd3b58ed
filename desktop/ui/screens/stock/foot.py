"""The buttons under the stock page: at each moment one that is filled."""

from dataclasses import dataclass
from enum import IntEnum

from desktop.ui.widgets.buttons import Button, ButtonKind
from desktop.words.catalogue import tr


class At(IntEnum):
    """What the page shows in its middle, by its place in the stack."""

    SHELF = 0
    PAPER = 1
    TRUCK = 2


@dataclass(frozen=True)
class State:
    """What may be pressed: a book is there, this person does stock, where the page is, a waybill is counted in; whether
    this person sends trucks."""

    ready: bool
    does: bool
    at: At
    arriving: bool
    sends: bool = True


class Foot:
    """Buttons; the page connects them."""

    def __init__(self) -> None:
        """All are there, `allow` shows those that belong to a moment."""
        self.do = Button("", ButtonKind.PRIMARY, "check", "Ctrl S", "Ctrl+S")
        self.arrival = Button(tr("The goods are received"), ButtonKind.PRIMARY, "check", "Ctrl S", "Ctrl+S")
        self.keep_truck = Button(tr("The waybill is right"), ButtonKind.PRIMARY, "check", "Ctrl S", "Ctrl+S")
        self.print = Button(tr("Print"), ButtonKind.PRIMARY, "printer", "Ctrl P", "Ctrl+P")
        self.save = Button(tr("Save as PDF"), ButtonKind.SECONDARY, "device-floppy", "Ctrl E", "Ctrl+E")
        self.sheet = Button(tr("Stock sheet"), ButtonKind.SECONDARY, "file-text", "Ctrl P", "Ctrl+P")
        self.truck = Button(tr("Make a waybill"), ButtonKind.SECONDARY, "truck-delivery", "Ctrl N", "Ctrl+N")
        self.back = Button(tr("Back to the shelf"), ButtonKind.QUIET, "arrow-back-up")

    def leading(self) -> list[Button]:
        """The buttons at the leading end, the filled ones first."""
        return [self.do, self.arrival, self.keep_truck, self.print, self.save, self.sheet, self.truck]

    def allow(self, now: State) -> None:
        """Show the buttons of a moment."""
        shelf = now.at is At.SHELF
        working = now.ready and now.does and shelf
        self.do.setVisible(working and not now.arriving)
        self.arrival.setVisible(working and now.arriving)
        self.sheet.setVisible(working and not now.arriving)
        self.truck.setVisible(now.sends and now.ready and shelf and not now.arriving)
        self.keep_truck.setVisible(now.at is At.TRUCK)
        self.print.setVisible(now.at is At.PAPER)
        self.save.setVisible(now.at is At.PAPER)
        self.back.setVisible(not shelf or now.arriving)
