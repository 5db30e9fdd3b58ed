"""The tour at the help desk: who was sent, why, and what comes next; help without a card; a block proposed."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop.records.help_desk import Visit
from desktop.ui.screens.help_desk.help_desk_page import HelpDeskPage
from desktop.ui.screens.help_desk.share_form import ShareForm
from desktop.ui.screens.help_desk.steps import Step
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.tour.guide import CONTROL, DOWN, ESC, UP, Guide, type_into
from desktop.ui.workbench import GoHousehold
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockReason, Verdict


def queue(guide: Guide) -> None:
    """Who waits, the longest first: yesterday's lost card, another list, and whoever was just sent."""
    guide.sign_in(Role.HELPDESK)
    guide.press(Qt.Key.Key_1)
    page = guide.page(HelpDeskPage)
    guide.until(lambda: page.shown is not None and bool(page.visit.tiles), "somebody waits, with steps for them")
    guide.true(page.shown is not None and page.shown.verdict is Verdict.H1, "the one who waits longest is shown")


def old_card(guide: Guide) -> None:
    """A lost card that turned up: its number was replaced, and the new one is free."""
    page = guide.page(HelpDeskPage)
    _down_to(guide, page, lambda visit: visit.verdict is Verdict.H4, "an old card waits")
    guide.true(Step.REPLACE in page.visit.tiles, "it can be replaced here")


def other_list(guide: Guide) -> None:
    """Somebody whom the list of a round does not name: two people may let them draw."""
    page = guide.page(HelpDeskPage)
    _down_to(guide, page, lambda visit: visit.verdict is Verdict.H3, "somebody of another list waits")
    guide.true(Step.ALLOW in page.visit.tiles, "two people can let them draw")


def share(guide: Guide) -> None:
    """P: help without a card asks no name; the reason, and a second person."""
    page = guide.page(HelpDeskPage)
    guide.press(Qt.Key.Key_P)
    guide.until(lambda: isinstance(page.acts.form, ShareForm) and page.covering is not None, "the form is open")
    form = page.acts.form
    assert isinstance(form, ShareForm)
    form.people.setFocus(Qt.FocusReason.OtherFocusReason)
    guide.press(*[UP] * 5)
    type_into(form.reason, "came on foot in the night")
    guide.true(form.people.value() == 5, "five people are written")


def share_agreed(guide: Guide) -> None:
    """The team lead looks and types a passphrase; then it may be handed out."""
    page = guide.page(HelpDeskPage)
    before = len(page.queue.rows.rows())
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.second(Role.LEAD)
    guide.until(lambda: page.covering is None and guide.frame.bench.idle, "it was handed out")
    guide.true(len(page.queue.rows.rows()) == before, "the queue stands as before")


def told(guide: Guide) -> None:
    """A number says what came of it, and the next is shown."""
    page = guide.page(HelpDeskPage)
    _down_to(guide, page, lambda visit: visit.household == guide.code, "whoever the lane sent waits")
    before = len(page.queue.rows.rows())
    page.visit.focus_first()
    place = list(page.visit.tiles).index(Step.TOLD)
    guide.press(Qt.Key(Qt.Key.Key_1 + place))
    guide.until(lambda: len(page.queue.rows.rows()) == before - 1, "the visit is over")


def corner(guide: Guide) -> None:
    """F4: nothing stands on the screen but the time."""
    page = guide.page(HelpDeskPage)
    guide.press(Qt.Key.Key_F4)
    guide.until(lambda: page.corner is not None, "the private corner is there")


def propose(guide: Guide) -> None:
    """A block is proposed on a household's page, with one of six reasons."""
    page = guide.page(HelpDeskPage)
    guide.press(ESC)
    guide.until(lambda: page.corner is None, "on with the queue")
    assert guide.split is not None
    guide.frame.bench.go(GoHousehold(guide.split))
    guide.until(lambda: _code_shown(guide) == guide.split, "the household is shown")
    household = guide.page(HouseholdPage)
    guide.press(Qt.Key.Key_B)
    guide.until(lambda: household.blocking.form is not None, "a reason is asked")
    form = household.blocking.form
    assert form is not None
    form.reason.set_value(BlockReason.UNDER_REVIEW)
    type_into(form.note, "two households say that he is theirs")
    guide.true(form.chosen() is BlockReason.UNDER_REVIEW, "the reason is chosen")


def _down_to(guide: Guide, page: HelpDeskPage, wanted: Callable[[Visit], bool], what: str) -> None:
    page.queue.rows.setFocus(Qt.FocusReason.OtherFocusReason)
    for _ in range(len(page.queue.rows.rows()) + 1):
        if page.shown is not None and wanted(page.shown):
            break
        guide.press(DOWN)
        guide.page(HelpDeskPage)
    guide.true(page.shown is not None and wanted(page.shown), what)


def _code_shown(guide: Guide) -> object:
    page = guide.frame.page
    return page.code if isinstance(page, HouseholdPage) else None


STEPS = (
    ("help-desk", queue),
    ("help-desk-old-card", old_card),
    ("help-desk-other-list", other_list),
    ("help-desk-no-card", share),
    ("help-desk-two-people", share_agreed),
    ("help-desk-told", told),
    ("help-desk-corner", corner),
    ("block-propose", propose),
)
