"""The tour at the beginning of a day: the lock screen, home, and the text of consent, read aloud to those who wait."""

from PySide6.QtCore import Qt

from desktop.ui.screens.consent.read_aloud_page import ReadAloudPage
from desktop.ui.tour.guide import CONTROL, Guide
from desktop.values.permissions import Role


def unlock(guide: Guide) -> None:
    """Who is at the desk?"""
    guide.program.begin()
    guide.screen()


def home(guide: Guide) -> None:
    """A clerk's home: what is done most, and the minor things under it."""
    page = guide.sign_in(Role.CLERK)
    guide.true(bool(page.tiles) and bool(page.also.buttons), "home offers what the clerk may do")


def read_aloud(guide: Guide) -> None:
    """The queue hears consent only; that it was read is noted for the day."""
    guide.press(Qt.Key.Key_A)
    page = guide.page(ReadAloudPage)
    guide.press(Qt.Key.Key_S, held=CONTROL)
    guide.until(lambda: page.read_line.isVisible(), "the text counts as read to the group today")


STEPS = (("unlock", unlock), ("home", home), ("consent-read-aloud", read_aloud))
