"""The tour of a paper sheet: what was signed for while the laptop could not is entered line after line."""

from PySide6.QtCore import Qt

from desktop.practice.relief import MALOOK
from desktop.ui.screens.late.late_page import LatePage
from desktop.ui.tour.guide import ENTER, Guide, type_into
from desktop.ui.workbench import GoLate
from desktop.usecases import rosters
from desktop.values.period import local_day
from desktop.values.vocabulary import RosterSort


def line(guide: Guide) -> None:
    """Number and day once; then a code, and what was due to it, to be compared with the sheet."""
    assert guide.due is not None
    guide.frame.bench.go(GoLate(MALOOK))
    page = guide.page(LatePage)
    sheet = f"{guide.ask(lambda desk: rosters.roster(desk, MALOOK, sort=RosterSort.CODE).number)}-1"
    page.head.sheet.set_value("")
    type_into(page.head.sheet, sheet)
    guide.press(ENTER)
    guide.until(
        lambda: page.entered_lines.sheet is not None and page.entered_lines.sheet.number == sheet, "a new sheet"
    )
    page.head.day.set_day(local_day(guide.frame.bench.desk.clock().at))
    type_into(page.head.code, guide.due.text)
    guide.press(ENTER)
    guide.until(lambda: page.line.look is not None, "the line is looked at")


def entered(guide: Guide) -> None:
    """Enter: it is durable, and stands among the lines of its sheet."""
    page = guide.page(LatePage)
    page.take_button.setFocus(Qt.FocusReason.OtherFocusReason)
    guide.press(ENTER)
    guide.until(lambda: page.line.look is None and guide.frame.bench.idle, "the line is entered")
    sheet = page.entered_lines.sheet
    guide.true(sheet is not None and len(sheet.lines) == 1, "it stands among the lines of the sheet")


STEPS = (
    ("sheet-line", line),
    ("sheet-entered", entered),
)
