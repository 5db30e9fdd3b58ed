"""What is said when a paper does not reach the printer."""

from desktop.errors import PrinterMissing, PrinterRefused
from desktop.words.catalogue import tr
from desktop.words.said import Said, says


@says(PrinterMissing)
def _missing(_: PrinterMissing) -> Said:
    return Said(
        tr("No printer is ready."),
        tr("Choose one in the settings, or save the paper as a PDF."),
        tr("Nothing is lost: it can be printed again."),
    )


@says(PrinterRefused)
def _refused(_: PrinterRefused) -> Said:
    return Said(
        tr("The printer did not take the paper."),
        tr("Look at its cable, its paper and its name in the settings, then try again."),
        tr("Nothing is lost: it can be printed again."),
    )
