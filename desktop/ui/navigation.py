"""Which screens exist: the map from a destination to its page."""

from desktop.ui.main_window import SessionFrame
from desktop.ui.page import Page
from desktop.ui.scanned_codes import ScannedCodes
from desktop.ui.screens.after.after_page import AfterPage
from desktop.ui.screens.blocks.blocks_page import BlocksPage
from desktop.ui.screens.book.check_page import CheckPage
from desktop.ui.screens.cards.cards_page import CardsPage
from desktop.ui.screens.consent.consent_page import ConsentPage
from desktop.ui.screens.consent.read_aloud_page import ReadAloudPage
from desktop.ui.screens.find.find_page import FindPage
from desktop.ui.screens.help_desk.help_desk_page import HelpDeskPage
from desktop.ui.screens.home.home_page import HomePage
from desktop.ui.screens.household.household_page import HouseholdPage
from desktop.ui.screens.imports.imports_page import ImportsPage
from desktop.ui.screens.late.late_page import LatePage
from desktop.ui.screens.operators.operators_page import OperatorsPage
from desktop.ui.screens.pairs.pairs_page import PairsPage
from desktop.ui.screens.papers.papers_page import PapersPage
from desktop.ui.screens.phones.phones_page import PhonesPage
from desktop.ui.screens.points.day_page import DayPage
from desktop.ui.screens.points.point_page import PointPage
from desktop.ui.screens.programmes.programmes_page import ProgrammesPage
from desktop.ui.screens.quiet.quiet_page import QuietPage
from desktop.ui.screens.register.register_page import RegisterPage
from desktop.ui.screens.roster.roster_page import RosterPage
from desktop.ui.screens.rounds.rounds_page import RoundsPage
from desktop.ui.screens.settings.settings_page import SettingsPage
from desktop.ui.screens.station.station_page import StationPage
from desktop.ui.screens.stock.stock_page import StockPage
from desktop.ui.screens.workplaces.workplaces_page import WorkplacesPage
from desktop.ui.workbench import (
    Destination,
    GoAfter,
    GoBlocks,
    GoCards,
    GoCheck,
    GoConsent,
    GoDayClose,
    GoFind,
    GoHelpDesk,
    GoHousehold,
    GoImports,
    GoLate,
    GoOperators,
    GoPairs,
    GoPapers,
    GoPhones,
    GoPoint,
    GoProgrammes,
    GoQuiet,
    GoReadAloud,
    GoRegister,
    GoRoster,
    GoRounds,
    GoSettings,
    GoStation,
    GoStock,
    GoWorkplaces,
    Workbench,
)


def make_session(bench: Workbench) -> SessionFrame:
    """The frame of who signed in, with every page and what a hand scanner types there."""
    return SessionFrame(bench, make_page, ScannedCodes(bench))


def make_page(bench: Workbench, destination: Destination) -> Page:
    """The page of `destination`; home for anything unknown."""
    match destination:
        case GoRegister(code=code, resume=resume):
            return RegisterPage(bench, code, resume=resume)
        case GoFind(text=text, replace=replace):
            return FindPage(bench, text, replace=replace)
        case GoHousehold(code=code, replace=replace):
            return HouseholdPage(bench, code, replace=replace)
        case GoPhones():
            return PhonesPage(bench)
        case GoCards(codes=codes):
            return CardsPage(bench, codes)
        case GoRounds(code=code):
            return RoundsPage(bench, code)
        case GoProgrammes():
            return ProgrammesPage(bench)
        case GoStation(standing=standing):
            return StationPage(bench, standing)
        case GoPoint(standing=standing):
            return PointPage(bench, standing)
        case GoDayClose(standing=standing):
            return DayPage(bench, standing)
        case GoAfter(standing=standing, names=names):
            return AfterPage(bench, standing, names=names)
        case GoLate(standing=standing):
            return LatePage(bench, standing)
        case GoRoster():
            return RosterPage(bench)
        case GoConsent(code=code):
            return ConsentPage(bench, code)
        case GoReadAloud():
            return ReadAloudPage(bench)
        case GoHelpDesk():
            return HelpDeskPage(bench)
        case GoBlocks():
            return BlocksPage(bench)
        case GoStock(standing=standing):
            return StockPage(bench, standing)
        case GoCheck():
            return CheckPage(bench)
        case GoQuiet(every=every):
            return QuietPage(bench, every=every)
        case GoPapers():
            return PapersPage(bench)
        case GoWorkplaces():
            return WorkplacesPage(bench)
        case GoImports():
            return ImportsPage(bench)
        case GoPairs(batch=batch, wanted=wanted, looking=looking):
            return PairsPage(bench, batch, wanted, looking=looking)
        case GoOperators():
            return OperatorsPage(bench)
        case GoSettings():
            return SettingsPage(bench)
        case _:
            return HomePage(bench)
