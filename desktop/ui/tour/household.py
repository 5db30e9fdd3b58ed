"""The tour on the page of a household: what happened, a split, the history; consent, and taking something back."""

from PySide6.QtCore import Qt

from desktop.ui.screens.consent.consent_page import ConsentPage
from desktop.ui.screens.consent.withdraw_panel import WithdrawPanel
from desktop.ui.screens.household.event_words import Happens
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.tour.guide import CONTROL, ESC, Guide
from desktop.ui.workbench import GoHousehold
from desktop.values.vocabulary import ConsentPurpose, HouseholdChange

_GOES = Qt.Key.Key_5
"""The number of the brother-in-law, who begins a household of his own."""


def shown(guide: Guide) -> None:
    """The household that was registered: five people, one who collects, one card to be printed."""
    page = _open(guide)
    guide.until(lambda: len(page.members.rows()) == 5, "its five people are shown")


def happened(guide: Guide) -> None:
    """W: the eight things that may happen."""
    guide.press(Qt.Key.Key_W)
    page = guide.page(HouseholdPage)
    guide.until(lambda: page.happenings.events is not None, "it is asked what happened")
    assert page.happenings.events is not None
    guide.true(len(page.happenings.events.tiles) == len(Happens), "everything that may happen is offered")


def split(guide: Guide) -> None:
    """The form of a split, filled in by keys."""
    page = guide.page(HouseholdPage)
    guide.press(Qt.Key(Qt.Key.Key_1 + list(Happens).index(Happens.SPLIT)))
    guide.until(lambda: page.happenings.form is not None, "the form of a split is open")
    guide.press(_GOES)
    form = page.happenings.form
    assert form is not None
    guide.true(len(form.rows.chosen_people()) == 1, "one of them goes")


def new_household(guide: Guide) -> None:
    """Ctrl+S reads it back, and once more: the new household is open, to print its cards."""
    form = guide.page(HouseholdPage).happenings.form
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: form is not None and bool(form.reading()), "the split is read back")
    guide.press(Qt.Key.Key_S, held=CONTROL)
    old = guide.code
    guide.until(lambda: _code_shown(guide) not in ("", old.text if old else ""), "the new household is opened")
    page = guide.page(HouseholdPage)
    guide.until(lambda: len(page.members.rows()) == 1, "whoever went is in it")
    guide.split = page.code


def history(guide: Guide) -> None:
    """H: everything that was done, in sentences, and who is no longer here."""
    page = _open(guide)
    guide.until(lambda: len(page.members.rows()) == 4, "four stay")
    guide.press(Qt.Key.Key_H)
    guide.until(lambda: page.happenings.whole is not None, "the whole history is shown")
    story = page.story
    assert story is not None
    guide.true(len(story.former) == 1, "it says who is no longer here")
    split_off = {HouseholdChange.SPLIT_OFF, HouseholdChange.SPLIT_FROM}
    guide.true(any(line.change in split_off for line in story.lines), "the split stands in it")


def consent(guide: Guide) -> None:
    """A: what this household agreed to, and when its rights were told."""
    page = guide.page(HouseholdPage)
    guide.press(ESC)
    guide.until(lambda: page.happenings.whole is None, "back at the household")
    guide.press(Qt.Key.Key_A)
    held = guide.page(ConsentPage)
    guide.until(lambda: len(held.holds.rows()) == len(ConsentPurpose), "each purpose is shown")


def withdraw(guide: Guide) -> None:
    """W: the phone is taken back; heard alone, it waits seven days unless it is confirmed in private."""
    page = guide.page(ConsentPage)
    guide.press(Qt.Key.Key_W)
    guide.until(lambda: isinstance(page.panel, WithdrawPanel), "something can be taken back")
    panel = page.panel
    assert isinstance(panel, WithdrawPanel)
    guide.press(Qt.Key.Key_2)
    guide.true(panel.what() is ConsentPurpose.PHONE, "the phone is what is taken back")


def withdrawal_waits(guide: Guide) -> None:
    """Ctrl+S: until when it can be called off."""
    page = guide.page(ConsentPage)
    panel = page.panel
    assert isinstance(panel, WithdrawPanel)
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: panel.done_button.isVisible(), "it waits, and can be called off")


def consent_after(guide: Guide) -> None:
    """What waits stands under what holds."""
    page = guide.page(ConsentPage)
    guide.press(ESC)
    guide.until(lambda: page.panel is None and len(page.waiting.rows()) == 1, "what was taken back is shown as waiting")


def _open(guide: Guide) -> HouseholdPage:
    assert guide.code is not None
    guide.frame.bench.go(GoHousehold(guide.code))
    guide.until(lambda: guide.code is not None and _code_shown(guide) == guide.code.text, "the household is shown")
    return guide.page(HouseholdPage)


def _code_shown(guide: Guide) -> str:
    page = guide.frame.page
    return page.code.text if isinstance(page, HouseholdPage) else ""


STEPS = (
    ("household", shown),
    ("what-happened", happened),
    ("household-split", split),
    ("household-new", new_household),
    ("household-history", history),
    ("consent", consent),
    ("withdrawal", withdraw),
    ("withdrawal-waits", withdrawal_waits),
    ("consent-after", consent_after),
)
