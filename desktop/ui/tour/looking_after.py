"""The tour of those who look after the register: rounds, pairs, the quiet list, lists brought in, the book."""

from PySide6.QtCore import Qt

from desktop.ui.screens.book.check_page import CheckPage
from desktop.ui.screens.imports.imports_page import ImportsPage
from desktop.ui.screens.pairs.merge_panel import MergePanel
from desktop.ui.screens.pairs.merges_panel import MergesPanel
from desktop.ui.screens.pairs.pairs_page import PairsPage
from desktop.ui.screens.quiet.quiet_page import QuietPage
from desktop.ui.screens.rounds.rounds_page import RoundsPage
from desktop.ui.side_by_side import SideBySide
from desktop.ui.tour.guide import PAGE_DOWN, Guide
from desktop.ui.workbench import GoCheck, GoRounds
from desktop.values.permissions import Role

_MOVED = "Zareena Mai"
"""The woman of the practice office who was registered a second time where she moved to, in another spelling."""


def rounds(guide: Guide) -> None:
    """A supervisor's rounds."""
    guide.sign_in(Role.SUPERVISOR)
    guide.frame.bench.go(GoRounds())
    page = guide.page(RoundsPage)
    guide.until(lambda: page.panel is not None, "the rounds are shown")


def pairs(guide: Guide) -> None:
    """The queue: one pair at a time, and why it is asked."""
    guide.home()
    guide.press(Qt.Key.Key_D)
    page = guide.page(PairsPage)
    guide.until(lambda: isinstance(page.shown, SideBySide), "pairs wait to be looked at")
    for _ in range(page.counts.all):
        if _is_moved(page):
            break
        place = page.place
        guide.press(PAGE_DOWN)
        guide.until(lambda before=place: page.place != before and guide.frame.bench.idle, "the next pair is shown")
    guide.true(_is_moved(page), "the woman who moved stands in the queue")


def merge_preview(guide: Guide) -> None:
    """1: what would happen, before anything does."""
    page = guide.page(PairsPage)
    guide.press(Qt.Key.Key_1)
    guide.until(lambda: isinstance(page.shown, MergePanel) and page.shown.plan is not None, "the preview is shown")


def merged(guide: Guide) -> None:
    """M: one person now, in the list of those made one."""
    page = guide.page(PairsPage)
    before = page.counts.all
    guide.press(Qt.Key.Key_M)
    guide.until(lambda: page.counts.all < before and not isinstance(page.shown, MergePanel), "they are one person")
    guide.press(Qt.Key.Key_L)
    guide.until(lambda: isinstance(page.shown, MergesPanel) and len(page.shown.merges) == 1, "it stands in the list")


def unmerged(guide: Guide) -> None:
    """T: two people again."""
    page = guide.page(PairsPage)
    guide.press(Qt.Key.Key_T)
    guide.until(lambda: isinstance(page.shown, MergesPanel) and not page.shown.merges, "they are two people again")


def quiet(guide: Guide) -> None:
    """What wants a second look: facts, and not a word about why."""
    guide.home()
    guide.press(Qt.Key.Key_Q)
    page = guide.page(QuietPage)
    guide.until(lambda: page.table.model().rowCount() == 1, "one phone over four households stands there")


def imports(guide: Guide) -> None:
    """The list that was brought in can be taken back as one, while nobody worked with it."""
    guide.home()
    guide.press(Qt.Key.Key_L)
    page = guide.page(ImportsPage)
    guide.until(lambda: page.undo_button.isVisible(), "the import can be taken back")


def check(guide: Guide) -> None:
    """The auditor walks the whole book."""
    guide.sign_in(Role.AUDITOR)
    guide.frame.bench.go(GoCheck())
    page = guide.page(CheckPage)
    guide.until(lambda: page.found is not None, "the book is walked")
    assert page.found is not None
    guide.true(page.found.ok, "the book fits together")


def _is_moved(page: PairsPage) -> bool:
    shown = page.shown
    return isinstance(shown, SideBySide) and _MOVED in (shown.view.a.name_latin, shown.view.b.name_latin)


STEPS = (
    ("rounds", rounds),
    ("pairs", pairs),
    ("pairs-merge", merge_preview),
    ("pairs-made-one", merged),
    ("pairs-taken-back", unmerged),
    ("quiet-list", quiet),
    ("imports", imports),
    ("check", check),
)
