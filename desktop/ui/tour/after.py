"""The tour after the day: who did not come, whether the account fits, and whom to ask how it went, drawn by a seed."""

from pathlib import Path

from PySide6.QtCore import Qt

from desktop.practice.relief import MALOOK
from desktop.ui.screens.after.after_page import PAPER, AfterPage
from desktop.ui.tour.guide import CONTROL, ESC, Guide, type_into
from desktop.ui.workbench import GoAfter

SEED = "4711"


def waiting(guide: Guide) -> None:
    """Who is on the list and did not come: codes and villages, and what waits for them."""
    guide.frame.bench.go(GoAfter(MALOOK))
    page = guide.page(AfterPage)
    guide.until(lambda: page.waiting.told is not None and bool(page.waiting.told.lines), "some did not come yet")


def waiting_paper(guide: Guide) -> Path:
    """Ctrl+P: the list, for whoever goes and looks."""
    page = guide.page(AfterPage)
    return _paper(guide, page, "waiting.pdf")


def account(guide: Guide) -> None:
    """Scans, shelf, slips and sheets beside each other; a torn bag stays told."""
    page = guide.page(AfterPage)
    guide.press(ESC)
    guide.press(Qt.Key.Key_2, held=CONTROL)
    guide.until(lambda: page.balance.point is not None, "the account is there")
    point = page.balance.point
    assert point is not None
    guide.true(point.fits, "it fits")
    guide.true(bool(point.differences), "the torn bags stand in it, with their reason")


def account_paper(guide: Guide) -> Path:
    """Ctrl+P: the account, for three to sign."""
    return _paper(guide, guide.page(AfterPage), "account.pdf")


def sample(guide: Guide) -> None:
    """The supervisor draws whom to ask: the same seed draws the same households."""
    guide.home()
    guide.frame.bench.go(GoAfter(MALOOK))
    page = guide.page(AfterPage)
    guide.press(Qt.Key.Key_3, held=CONTROL)
    guide.page(AfterPage)
    page.sample.seed.setFocus(Qt.FocusReason.OtherFocusReason)
    guide.press(Qt.Key.Key_A, held=CONTROL)
    type_into(page.sample.seed, SEED)
    guide.true(page.sample.seed_value() == int(SEED), "the seed is written")
    guide.press(Qt.Key.Key_D, held=CONTROL)
    guide.until(lambda: page.sample.sample is not None, "households are drawn")


def sample_paper(guide: Guide) -> Path:
    """Ctrl+P: the questions on paper."""
    return _paper(guide, guide.page(AfterPage), "monitoring.pdf")


def _paper(guide: Guide, page: AfterPage, name: str) -> Path:
    guide.press(Qt.Key.Key_P, held=CONTROL)
    guide.until(lambda: page.stack.currentIndex() == PAPER and guide.frame.bench.idle, "it is drawn")
    guide.true(page.paper.pdf.startswith(b"%PDF"), "it is a paper")
    return guide.keep(name, page.paper.pdf)


LEAD = (
    ("after-waiting", waiting),
    ("after-waiting-paper", waiting_paper),
    ("after-account", account),
    ("after-account-paper", account_paper),
)
SAMPLE = (
    ("after-sample", sample),
    ("after-sample-paper", sample_paper),
)
