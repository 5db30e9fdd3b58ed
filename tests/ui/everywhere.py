"""Every page of every role and every dialog, in one office, with the places where the keyboard can be."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from desktop import ui
from desktop.models.ledger_entry import LedgerEntry
from desktop.records.distribution import Standing
from desktop.records.household import HouseholdView
from desktop.records.stock import BookLine, StockBook, WaybillLineView, WaybillView
from desktop.ui.card_papers import OutcomeSheet
from desktop.ui.crash_dialog import CrashDialog
from desktop.ui.main_window import MainWindow, SessionFrame
from desktop.ui.printing_desk import ask_where
from desktop.ui.screens.first_run.answers import Answers, PersonAnswer
from desktop.ui.screens.first_run.pages import OfficePage, PersonPage
from desktop.ui.screens.help_desk.collector_forms import ProxyForm
from desktop.ui.screens.help_desk.share_form import ShareForm
from desktop.ui.screens.home.tiles import also_of, tiles_of
from desktop.ui.screens.household.block_form import BlockForm
from desktop.ui.screens.household.collectors_panel import CollectorsPanel
from desktop.ui.screens.household.event_form import EventForm
from desktop.ui.screens.household.event_words import Happens
from desktop.ui.screens.operators.operator_dialog import OperatorAct, OperatorDialog
from desktop.ui.screens.points.duties_panel import DutyDialog
from desktop.ui.screens.points.point_page import why_now
from desktop.ui.screens.register.more_panel import MorePanel
from desktop.ui.screens.register.trusted_panel import TrustedPanel
from desktop.ui.screens.rounds.add_dialog import AddDialog
from desktop.ui.screens.rounds.quick_dialog import QuickDialog
from desktop.ui.screens.settings.accept_dialog import AcceptDialog
from desktop.ui.screens.settings.passphrase_dialog import PassphraseDialog
from desktop.ui.screens.settings.restore_dialog import RestoreDialog
from desktop.ui.screens.station.collector_sheet import CollectorSheet
from desktop.ui.screens.station.recent_panel import RecentPanel
from desktop.ui.screens.station.slip_sheet import SlipSheet
from desktop.ui.screens.stock.arrival_panel import ArrivalPanel
from desktop.ui.screens.stock.truck_form import TruckForm
from desktop.ui.second_dialog import SecondDialog
from desktop.ui.widgets.chips import Choice
from desktop.ui.widgets.dialog import Question
from desktop.ui.workbench import (
    Destination,
    GoAfter,
    GoCards,
    GoConsent,
    GoDayClose,
    GoFind,
    GoHome,
    GoHousehold,
    GoLate,
    GoPhones,
    GoPoint,
    GoRegister,
    GoRounds,
    GoStation,
    Workbench,
)
from desktop.usecases import distribution, operators, programme_rules, registration, slips
from desktop.values.identifiers import HouseholdCode, new_id
from desktop.values.permissions import Permission, Role
from desktop.values.vocabulary import WaybillState
from tests.factories import TestOffice, household, woman
from tests.usecases.relief_office import Relief


@dataclass
class Facts:
    """One office with households, cards, a round in which something was given, and a pair to decide."""

    office: TestOffice
    code: HouseholdCode = field(init=False)
    other: HouseholdCode = field(init=False)
    card: str = field(init=False)
    standing: Standing = field(init=False)

    def __post_init__(self) -> None:
        """Everything through use cases."""
        relief = Relief(self.office)
        self.code, self.other = relief.household(), relief.household()
        self.card = relief.cards(self.other)[0].credential
        self.standing = relief.round()
        relief.give(self.standing, relief.typed(relief.household().text))
        for _ in range(2):
            registration.register(self.office.desk(Role.CLERK), household(woman("زلیخا مائی", "Zulekha Mai")))

    def lines(self) -> int:
        """Entries in the book."""
        with self.office.desk(Role.CLERK).store.reader.connect() as conn, conn.begin():
            return conn.scalar(select(func.count()).select_from(LedgerEntry)) or 0

    def destinations(self, role: Role) -> list[Destination]:
        """Where this role can go; the station only as far as it asks for a point, since a lane takes scans itself."""
        desk = self.office.desk(role)
        found: list[Destination] = [GoHome()]
        found += [one.destination for one in tiles_of(role) if one.destination is not None]
        found += [one.destination for one in also_of(role)]
        more: list[tuple[Permission, list[Destination]]] = [
            (Permission.REGISTER, [GoRegister(self.code), GoCards((self.code,))]),
            (Permission.SEARCH, [GoFind("zulekha"), GoHousehold(self.code), GoPhones()]),
            (Permission.CONSENT, [GoConsent(self.code)]),
            (Permission.ROUNDS, [GoRounds(self.standing.round_code)]),
            (Permission.POINT_DAY, [GoPoint(self.standing), GoDayClose(self.standing), GoLate(self.standing)]),
            (Permission.POINT_ACCOUNT, [GoAfter(self.standing)]),
        ]
        for right, places in more:
            if desk.permits(right):
                found += places
        return list(dict.fromkeys(found))


type Opener = Callable[[Facts, Workbench, QWidget], QDialog]


def _slip(facts: Facts, bench: Workbench, parent: QWidget) -> QDialog:
    recent = distribution.recent(bench.desk, facts.standing)
    return SlipSheet(bench, slips.show(bench.desk, recent[0].disbursement), parent)


def _quick(facts: Facts, bench: Workbench, parent: QWidget) -> QDialog:
    desk = facts.office.desk(Role.SUPERVISOR)
    events, templates = programme_rules.events(desk), programme_rules.templates()
    return QuickDialog(events, templates, date(2026, 12, 2), desk.office.district, parent)


def _remove(facts: Facts, bench: Workbench, parent: QWidget) -> QDialog:
    person = operators.operators(facts.office.desk(Role.CONTROLLER))[0]
    return OperatorDialog(bench, OperatorAct.REMOVE, person, parent)


DIALOGS: dict[str, tuple[Role, Opener]] = {
    "SecondDialog": (
        Role.LEAD,
        lambda _, bench, parent: SecondDialog(bench, "Release", "Two agree.", "I agree", parent),
    ),
    "CollectorSheet": (Role.SCANNER, lambda _, __, parent: CollectorSheet([], parent)),
    "RecentPanel": (
        Role.SCANNER,
        lambda facts, bench, parent: RecentPanel(bench, distribution.recent(bench.desk, facts.standing), parent),
    ),
    "SlipSheet": (Role.SCANNER, _slip),
    "DutyDialog": (Role.LEAD, lambda _, __, parent: DutyDialog([Choice("lead", "lead")], parent)),
    "QuickDialog": (Role.SUPERVISOR, _quick),
    "AddDialog": (Role.SUPERVISOR, lambda _, __, parent: AddDialog(parent)),
    "OutcomeSheet": (Role.CLERK, lambda _, __, parent: OutcomeSheet(3, parent)),
    "OperatorDialog": (Role.CONTROLLER, _remove),
    "PassphraseDialog": (Role.CLERK, lambda _, bench, parent: PassphraseDialog(bench, parent)),
    "RestoreDialog": (Role.SUPERVISOR, lambda _, bench, parent: RestoreDialog(bench, parent)),
    "AcceptDialog": (Role.SUPERVISOR, lambda _, bench, parent: AcceptDialog(bench, parent)),
    "Question": (
        Role.CLERK,
        lambda _, __, parent: Question(
            "Leave?", "Something is lost.", "Stay", "Leave", "L", danger=True, parent=parent
        ),
    ),
    "CrashDialog": (Role.CLERK, lambda _, __, parent: CrashDialog(ValueError("a bug"), parent)),
    "QFileDialog": (Role.CLERK, lambda _, __, parent: ask_where(parent, "Save", "a.pdf", lambda _: None)),
}
"""Each class of dialog by its name, the role that meets it, and how it is opened."""


def _view(facts: Facts) -> HouseholdView:
    return registration.show(facts.office.desk(Role.CLERK), facts.code)


def _truck(facts: Facts) -> TruckForm:
    line = BookLine("ATTA20", "bag")
    return TruckForm(StockBook("R", "P", "P1", "Point", (line,), ()), date(2026, 12, 2))


def _arrival() -> ArrivalPanel:
    line = WaybillLineView("ATTA20", "bag", "", None, 10, None)
    at = datetime(2026, 12, 2, tzinfo=UTC)
    view = WaybillView(
        new_id(), "W1", "R", "P1", "Point", at.date(), "", "", "", WaybillState.AWAITED, "", at, "", None, "", (line,)
    )
    return ArrivalPanel(view)


FORMS: dict[str, Callable[[Facts], QWidget]] = {
    "block": lambda _: BlockForm(None, decides=False),
    "moved": lambda facts: EventForm(Happens.MOVED, _view(facts), date(2026, 12, 2)),
    "came": lambda facts: EventForm(Happens.CAME, _view(facts), date(2026, 12, 2)),
    "collectors": lambda facts: CollectorsPanel(_view(facts)),
    "proxy": lambda _: ProxyForm(),
    "share": lambda _: ShareForm("Help", "Nobody is named.", "Hand it out", 9),
    "truck": _truck,
    "arrival": lambda _: _arrival(),
    "why now": lambda _: why_now()[0],
    "more about a person": lambda _: MorePanel(),
    "trusted people": lambda _: TrustedPanel(),
    "office": lambda _: OfficePage(Answers()),
    "person": lambda _: PersonPage("Who", "A name.", PersonAnswer(), None),
}
"""Forms with words that are kept, which a page opens later."""


def dialog_classes() -> set[str]:
    """Every dialog that the program defines, by name, bases of others left out."""
    for module in pkgutil.walk_packages(ui.__path__, "desktop.ui."):
        importlib.import_module(module.name)

    def below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    ours = {one for one in below(QDialog) if one.__module__.startswith("desktop.")}
    return {one.__name__ for one in ours if not any(other in ours for other in one.__subclasses__())}


def stops(root: QWidget) -> list[QWidget]:
    """Every widget of `root` that the Tab key reaches."""
    return [
        one
        for one in root.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one.window() is root.window()
    ]


def written(root: QWidget) -> list[tuple[QWidget, str]]:
    """What stands in every field and box of `root` now."""
    found: list[tuple[QWidget, str]] = [(one, one.text()) for one in root.findChildren(QLineEdit)]
    found += [(one, one.toPlainText()) for one in root.findChildren(QPlainTextEdit)]
    found += [(one, one.currentText()) for one in root.findChildren(QComboBox)]
    return found


@dataclass
class Seat:
    """A window of a role whose wishes to go elsewhere are noted and not fulfilled."""

    window: MainWindow
    frame: SessionFrame
    wanted: list[Destination] = field(default_factory=list[Destination])

    @property
    def page(self) -> QWidget:
        """The page."""
        assert self.frame.page is not None
        return self.frame.page

    def put_away(self) -> None:
        """Close what was opened over the page."""
        while (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()


def open_dialogs(facts: Facts, sit: Callable[[Role], Seat], qtbot: QtBot) -> Iterator[tuple[str, Seat, QDialog]]:
    """Each dialog with its name, open over a page of its role; then put away."""
    seats = {role: sit(role) for role in {role for role, _ in DIALOGS.values()}}
    for name, (role, opener) in DIALOGS.items():
        seat = seats[role]
        seat.window.activateWindow()
        seat.frame.show_page(GoFind() if role is Role.CLERK else GoStation())
        dialog = opener(facts, seat.frame.bench, seat.page)
        dialog.open()
        # active too: a focus that is asked for before goes on once it is
        qtbot.waitUntil(lambda dialog=dialog: QApplication.activeModalWidget() is dialog and dialog.isActiveWindow())
        yield name, seat, dialog
        seat.put_away()
