"""The tour of a point that opens: before it, a rehearsal at the lane; then its checklist, who does what, and open."""

from pathlib import Path

from PySide6.QtCore import Qt

from desktop.ui.screens.points.duties_panel import DutyDialog
from desktop.ui.screens.points.point_page import PointPage
from desktop.ui.tour.guide import CONTROL, ENTER, Guide, type_into
from desktop.ui.workbench import GoPoint
from desktop.values.permissions import Role
from desktop.values.vocabulary import DutyKind, PointCheckKind


def checklist(guide: Guide) -> Path:
    """Eight lines; what the program sees stands beside each, and it cannot open with one unticked."""
    assert guide.fresh is not None
    guide.sign_in(Role.LEAD)
    guide.frame.bench.go(GoPoint(guide.fresh))
    page = guide.page(PointPage)
    guide.until(lambda: page.ready is not None and page.standing == guide.fresh, "the checklist is there")
    seen = guide.picture("point-checklist")
    guide.press(Qt.Key.Key_O, held=CONTROL)
    guide.page(PointPage)
    assert page.ready is not None
    guide.true(page.ready.opened_at is None, "with lines unticked it stays closed")
    rehearsed = next(line for line in page.ready.checks if line.kind is PointCheckKind.REHEARSED)
    guide.true(rehearsed.found is True, "the rehearsal at the lane is seen")
    return seen


def duty(guide: Guide) -> Path:
    """D: somebody for the gate, by name."""
    page = guide.page(PointPage)
    guide.press(Qt.Key.Key_D)
    guide.until(lambda: isinstance(guide.over(), DutyDialog), "it is asked who does what")
    dialog = guide.over()
    assert isinstance(dialog, DutyDialog)
    guide.choose(dialog.kind, DutyKind.GATE.value)
    guide.choose(dialog.who, "")
    type_into(dialog.name, "Rafiq")
    seen = guide.picture("point-duty")
    guide.press(ENTER)
    guide.until(lambda: guide.over() is None and guide.frame.bench.idle, "it is kept")
    assert page.ready is not None
    guide.true([line.name for line in page.ready.duties] == ["Rafiq"], "he has the gate")
    return seen


def ticked(guide: Guide) -> None:
    """Keys 1 to 8 tick; what lies on the shelf is counted."""
    page = guide.page(PointPage)
    for place in range(len(PointCheckKind)):
        guide.press(Qt.Key(Qt.Key.Key_1 + place))
        guide.page(PointPage)
    for row in page.shelf.rows:
        type_into(row.field, "120")
    assert page.ready is not None
    guide.true(not page.ready.unticked, "every line is ticked")


def opened(guide: Guide) -> None:
    """Ctrl+O: the lanes can scan."""
    page = guide.page(PointPage)
    guide.press(Qt.Key.Key_O, held=CONTROL)
    guide.until(lambda: page.ready is not None and page.ready.opened_at is not None, "the point is open")


STEPS = (
    ("point-checklist", checklist),
    ("point-duty", duty),
    ("point-ticked", ticked),
    ("point-opened", opened),
)
