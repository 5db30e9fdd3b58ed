"""What journeys of a relief point do again and again: a card at the lane, a visit at the help desk; by keys alone."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop.records.trusted_person import CollectorDraft
from desktop.ui.screens.help_desk.help_desk_page import HelpDeskPage
from desktop.ui.screens.help_desk.steps import Step
from desktop.ui.screens.station.collector_sheet import CollectorSheet
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.second_dialog import SecondDialog
from desktop.usecases import collectors, safekeeping
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from tests.factories import TestOffice, passphrase_of
from tests.journeys.sitting import DOWN, ENTER, ONE, Sitting
from tests.usecases.relief_office import Relief

SPACE, TAB = Qt.Key.Key_Space, Qt.Key.Key_Tab


def to_the_lane(at: Sitting, look: Callable[[StationPage], None] = lambda _: None) -> StationPage:
    """The scanner unlocks, chooses the station and its only point; `look` sees the page before the first card."""
    at.sign_in(Role.SCANNER)
    at.press(ONE)
    choosing = at.page(StationPage)
    at.press(ENTER)
    at.until(lambda: at.frame.page is not choosing)
    page = at.page(StationPage)
    look(page)
    return page


def verdict(page: StationPage) -> str:
    """The code that stands on the screen, or nothing while the lane waits for a card."""
    view = page.verdict.view()
    return view.code if view is not None and page.verdict.isVisible() else ""


def sentence(page: StationPage) -> str:
    """What the verdict says."""
    view = page.verdict.view()
    assert view is not None
    return view.sentence


def hold_up(at: Sitting, page: StationPage, credential: str, code: str) -> None:
    """A card before the hand scanner, and the answer to this very card."""
    before = page.decision
    at.scan(credential)
    at.until(lambda: page.decision is not before and verdict(page) == code and at.frame.bench.idle)


def spoken(at: Sitting, who: CollectorDraft) -> str:
    """The name in the script that the window reads."""
    return who.name_latin if at.language is Language.ENGLISH else who.name_as_told


def collects(at: Sitting, page: StationPage, who: CollectorDraft, code: str) -> None:
    """C, the one who stands there, and the answer."""
    at.press(Qt.Key.Key_C)
    at.until(lambda: at.over() is not None)
    sheet = at.over()
    assert isinstance(sheet, CollectorSheet)
    names = [row.name for row in sheet.rows.rows()]
    at.press(*[DOWN] * names.index(spoken(at, who)))
    at.answer(ENTER)
    at.until(lambda: verdict(page) == code and at.frame.bench.idle)


def give(at: Sitting, page: StationPage) -> None:
    """Space: it is durable before GIVEN stands there."""
    at.press(SPACE)
    at.until(lambda: verdict(page) == "G9" and at.frame.bench.idle)


def next_card(at: Sitting, page: StationPage) -> None:
    """Enter: sent to the desk, or the next one."""
    at.press(ENTER)
    at.until(lambda: verdict(page) == "" and at.frame.bench.idle)


def to_the_desk(at: Sitting) -> HelpDeskPage:
    """The help desk unlocks and looks who waits."""
    at.sign_in(Role.HELPDESK)
    at.press(ONE)
    page = at.page(HelpDeskPage)
    at.until(lambda: page.shown is not None and at.frame.bench.idle)
    return page


def step(at: Sitting, page: HelpDeskPage, wanted: Step) -> None:
    """The number that stands at a step."""
    at.press(Qt.Key(Qt.Key.Key_1 + list(page.visit.tiles).index(wanted)))


def agrees(at: Sitting, role: Role, picture: str) -> None:
    """The second person chooses the name and types the passphrase."""
    at.until(lambda: isinstance(at.over(), SecondDialog))
    dialog = at.over()
    assert isinstance(dialog, SecondDialog)
    at.to(dialog.panel.names, TAB)
    for _ in range(dialog.panel.names.count()):
        if dialog.panel.names.value() == role.value:
            break
        at.press(DOWN)
    at.to(dialog.panel.passphrase, TAB)
    at.write(passphrase_of(role))
    at.picture(picture)
    at.answer(ENTER)


def named_by(relief: Relief, who: CollectorDraft, people: int = 3) -> tuple[HouseholdCode, str]:
    """A household that named somebody, and the text of its card."""
    code = relief.household(people)
    collectors.name_collector(relief.office.desk(Role.CLERK), code, who)
    return code, relief.cards(code)[0].credential


def whole(office: TestOffice) -> bool:
    """Whether the book holds from the first line to the last."""
    opened = office.opened(Role.LEAD)
    return safekeeping.check(opened.desk, opened.certificates, office.folder).first_bad is None
