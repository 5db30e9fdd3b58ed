"""The tour of those who look after the register: rounds, pairs, the quiet list, lists brought in, the book."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.practice.relief import FROZEN_ROUND, OPEN_ROUND
from desktop.records.distribution import Standing
from desktop.records.quiet import QuietFlag
from desktop.ui.screens.blocks.blocks_page import BlocksPage
from desktop.ui.screens.book.check_page import CheckPage
from desktop.ui.screens.imports.imports_page import ImportsPage
from desktop.ui.screens.pairs.merge_panel import MergePanel
from desktop.ui.screens.pairs.merges_panel import MergesPanel
from desktop.ui.screens.pairs.pairs_page import PairsPage
from desktop.ui.screens.programmes.programmes_page import ProgrammesPage
from desktop.ui.screens.quiet.quiet_page import QuietPage
from desktop.ui.screens.rounds.quick_dialog import QuickDialog
from desktop.ui.screens.rounds.rounds_page import RoundsPage
from desktop.ui.side_by_side import SideBySide
from desktop.ui.tour.guide import CONTROL, DOWN, PAGE_DOWN, UP, Guide, type_into
from desktop.ui.workbench import GoCheck, GoRounds
from desktop.values.permissions import Role
from desktop.values.vocabulary import QuietKind, RoundState

_MOVED = "Zareena Mai"
"""The woman of the practice office who was registered a second time where she moved to, in another spelling."""


def rounds(guide: Guide) -> None:
    """A supervisor's rounds: how far each is, and what the chosen one needs."""
    guide.sign_in(Role.SUPERVISOR)
    guide.frame.bench.go(GoRounds())
    page = guide.page(RoundsPage)
    guide.until(lambda: page.panel is not None and len(page.list.rows()) == len(page.rounds), "the rounds are shown")
    guide.true({OPEN_ROUND, FROZEN_ROUND} <= set(page.rounds), "both rounds of the office stand there")


def programmes(guide: Guide) -> None:
    """What a programme gives, read aloud, and tried on a household."""
    guide.home()
    guide.press(Qt.Key.Key_P)
    page = guide.page(ProgrammesPage)
    guide.until(lambda: page.draft is not None and bool(page.rules.sentences()), "its rules can be read aloud")
    size = page.rules.example.size_stepper
    size.setFocus(Qt.FocusReason.OtherFocusReason)
    before = size.value() or 0
    guide.press(UP)
    guide.true(size.value() == before + 1, "it is tried on one person more")
    guide.true(bool(page.rules.example.sentence.text()), "it says what they would get")


def event(guide: Guide) -> None:
    """A round in a minute, after a flood: what happened, what is given, where."""
    guide.frame.bench.go(GoRounds())
    page = guide.page(RoundsPage)
    QTest.mouseClick(page.quick_button, Qt.MouseButton.LeftButton)
    guide.until(lambda: isinstance(guide.over(), QuickDialog), "it is asked what happened")
    dialog = guide.over()
    assert isinstance(dialog, QuickDialog)
    type_into(dialog.point, "Chak 12 school")


def event_round(guide: Guide) -> None:
    """It is a draft until it is opened; its points are opened by the team lead, each for its day."""
    page = guide.page(RoundsPage)
    before, dialog = set(page.rounds), guide.over()
    assert isinstance(dialog, QuickDialog)
    QTest.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    guide.until(lambda: guide.over() is None and page.code not in before, "the round is made")
    guide.until(page.open_button.isVisible, "it can be opened")
    guide.press(Qt.Key.Key_O, held=CONTROL)
    guide.until(lambda: page.rounds[page.code].state is RoundState.OPEN and guide.frame.bench.idle, "it is open")
    (point,) = page.rounds[page.code].points
    guide.true(not point.open, "its point is not")
    guide.fresh = Standing(page.code, point.code)


def blocks(guide: Guide) -> None:
    """What was proposed waits for two people."""
    guide.home()
    guide.press(Qt.Key.Key_B)
    page = guide.page(BlocksPage)
    guide.until(lambda: page.agree_button.isVisible(), "a proposal waits")


def block_agreed(guide: Guide) -> None:
    """Ctrl+S: a second person looks at it too."""
    page = guide.page(BlocksPage)
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.second(Role.LEAD)
    guide.until(lambda: page.lift_button.isVisible() and guide.frame.bench.idle, "it is in force, and can be lifted")


def pairs_list(guide: Guide) -> None:
    """The pairs as a list: both people, why one asks, and what was said."""
    guide.home()
    guide.press(Qt.Key.Key_D)
    page = guide.page(PairsPage)
    guide.until(lambda: page.list.present is not None and guide.frame.bench.idle, "pairs wait to be looked at")


def pairs(guide: Guide) -> None:
    """Enter: one pair at a time, and why it is asked."""
    page = guide.page(PairsPage)
    guide.press(Qt.Key.Key_Return)
    guide.until(lambda: isinstance(page.shown, SideBySide), "the first pair is looked at")
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
    guide.until(lambda: _flag(page, QuietKind.PHONE) is not None, "one phone over four households stands there")


def quiet_relief(guide: Guide) -> None:
    """Days of relief too: one neighbour who collected for three households."""
    page = guide.page(QuietPage)
    flag = _flag(page, QuietKind.COLLECTOR)
    guide.true(flag is not None, "one collector over three households stands there")
    assert flag is not None
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)
    for _ in range(page.table.model().rowCount()):
        if page.table.present() == flag.key:
            break
        guide.press(DOWN)
    guide.true(page.table.present() == flag.key, "it is chosen")


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


def _flag(page: QuietPage, kind: QuietKind) -> QuietFlag | None:
    return next((flag for flag in page.flags if flag.kind is kind), None)


def _is_moved(page: PairsPage) -> bool:
    shown = page.shown
    return isinstance(shown, SideBySide) and _MOVED in (shown.view.a.name_latin, shown.view.b.name_latin)


STEPS = (
    ("rounds", rounds),
    ("programmes", programmes),
    ("rounds-event", event),
    ("rounds-event-made", event_round),
    ("blocks", blocks),
    ("block-agreed", block_agreed),
    ("pairs-list", pairs_list),
    ("pairs", pairs),
    ("pairs-merge", merge_preview),
    ("pairs-made-one", merged),
    ("pairs-taken-back", unmerged),
    ("quiet-list", quiet),
    ("quiet-list-relief", quiet_relief),
    ("imports", imports),
)
CHECK = (("check", check),)
