"""What the home screen offers, by role: big tiles in the order of the role, and under them a row of minor ones."""

from dataclasses import dataclass

from desktop.ui.workbench import (
    Destination,
    GoAfter,
    GoBlocks,
    GoCards,
    GoCheck,
    GoFind,
    GoHelpDesk,
    GoImports,
    GoOperators,
    GoPairs,
    GoPapers,
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
)
from desktop.values.permissions import Permission, Role, right_of
from desktop.words.catalogue import mark


@dataclass(frozen=True)
class HomeTile:
    """One tile: the right it needs, where it goes (None: a deed of the home page itself), its words."""

    key: str
    permission: Permission
    destination: Destination | None
    icon: str
    heading: str
    line: str


@dataclass(frozen=True)
class MinorTile:
    """One compact entry under the big tiles: the right it needs, where it goes, its letter key and its words.

    `early`: it is of use while nobody is registered yet, and is offered then too."""

    key: str
    permission: Permission
    destination: Destination
    icon: str
    letter: str
    heading: str
    early: bool = False


BACKUP = "backup"

_ALL = (
    HomeTile(
        "register",
        Permission.REGISTER,
        GoRegister(),
        "home-plus",
        mark("Register a household"),
        mark("about 4 minutes, papers or none"),
    ),
    HomeTile(
        "find",
        Permission.SEARCH,
        GoFind(),
        "search",
        mark("Find a household"),
        mark("name, father's name or code"),
    ),
    HomeTile("cards", Permission.CARD_ISSUE, GoCards(), "printer", mark("Print cards"), mark("whoever waits for one")),
    HomeTile(
        "replace",
        Permission.CARD_REPLACE,
        GoFind(replace=True),
        "id",
        mark("Replace a card"),
        mark("lost, taken or broken: free"),
    ),
    HomeTile(
        "help-desk",
        Permission.REFUSED_WHY,
        GoHelpDesk(),
        "help-circle",
        mark("Help desk"),
        mark("who was sent, why, and what comes next"),
    ),
    HomeTile("station", Permission.SCAN, GoStation(), "scan", mark("Scan station"), mark("one card, one answer")),
    HomeTile("rounds", Permission.ROUNDS, GoRounds(), "calendar-event", mark("Rounds"), mark("open, freeze and close")),
    HomeTile(
        "point",
        Permission.POINT_DAY,
        GoPoint(),
        "clipboard-check",
        mark("Open and close a point"),
        mark("checklist, count, day sheet"),
    ),
    HomeTile(
        "roster", Permission.ROSTER, GoRoster(), "list-check", mark("Rosters"), mark("print for point and village")
    ),
    HomeTile(
        "stock",
        Permission.STOCK_SEE,
        GoStock(),
        "package",
        mark("Stock"),
        mark("count, receive, move; what is on the shelf"),
    ),
    HomeTile(
        "workplaces",
        Permission.WORKPLACES,
        GoWorkplaces(),
        "map-pin",
        mark("Workplaces"),
        mark("kilns and farms, visits, how far we came"),
    ),
    HomeTile("check", Permission.CHECK, GoCheck(), "notebook", mark("Check the book"), mark("is everything whole?")),
    HomeTile(
        BACKUP,
        Permission.BACKUP,
        None,
        "database",
        mark("Make a backup"),
        mark("one locked file, opened again and checked"),
    ),
    HomeTile(
        "operators",
        Permission.OPERATORS,
        GoOperators(),
        "users",
        mark("People of the office"),
        mark("add somebody, test-call helplines"),
    ),
    HomeTile(
        "settings",
        Permission.SIGN_IN,
        GoSettings(),
        "settings",
        mark("Settings"),
        mark("language, text size, printer"),
    ),
)
TILES = {tile.key: tile for tile in _ALL}

ALSO: tuple[MinorTile, ...] = (
    MinorTile("pairs", Permission.PAIRS, GoPairs(), "user-question", "D", mark("Could be the same person")),
    MinorTile("workplaces", Permission.WORKPLACES, GoWorkplaces(), "map-pin", "W", mark("Workplaces"), early=True),
    MinorTile(
        "read-aloud", Permission.REGISTER, GoReadAloud(), "volume", "A", mark("Read the consent aloud"), early=True
    ),
    MinorTile("papers", Permission.VAN_LIST, GoPapers(), "id", "N", mark("Identity papers wanted")),
    MinorTile("imports", Permission.IMPORT, GoImports(), "file-import", "I", mark("Bring a list in"), early=True),
    MinorTile("imports-back", Permission.IMPORT_UNDO, GoImports(), "file-import", "L", mark("Lists brought in")),
    MinorTile("help-desk", Permission.REFUSED_WHY, GoHelpDesk(), "help-circle", "K", mark("Help desk")),
    MinorTile("blocks", Permission.BLOCK, GoBlocks(), "shield-lock", "B", mark("Blocks")),
    MinorTile("stock", Permission.STOCK_SEE, GoStock(), "package", "S", mark("Stock")),
    MinorTile("after", Permission.POINT_ACCOUNT, GoAfter(), "equal", "R", mark("After the day")),
    MinorTile("programmes", Permission.ROUNDS, GoProgrammes(), "list-check", "P", mark("Programmes")),
    MinorTile("quiet", Permission.QUIET_LIST, GoQuiet(), "eye", "Q", mark("Wants a second look")),
)
"""What stands in the row "also here", in this order, for every role that holds the right and has no big tile of the
same key. A letter is the same for all roles; G is taken by *Go on* with an unfinished household."""

_ORDER: dict[Role, tuple[str, ...]] = {
    Role.CLERK: ("register", "find", "cards", "replace", "check", "settings"),
    Role.SCANNER: ("station", "check", "settings"),
    Role.HELPDESK: ("help-desk", "find", "replace", "check", "settings"),
    Role.LEAD: ("station", "point", "roster", "stock", "check", "settings"),
    Role.SUPERVISOR: ("rounds", "roster", "find", "check", BACKUP, "settings"),
    Role.INSPECTOR: ("workplaces", "check", "settings"),
    Role.FOCAL: ("check", "settings"),
    Role.CONTROLLER: ("operators", BACKUP, "check", "settings"),
    Role.AUDITOR: ("check", "settings"),
}
"""The first is what the role does most: it is the filled one. At most six, so that they fit a small screen."""


def tiles_of(role: Role) -> tuple[HomeTile, ...]:
    """The tiles of a role, the one it needs most first."""
    return tuple(TILES[key] for key in _ORDER[role])


def also_of(role: Role) -> tuple[MinorTile, ...]:
    """The minor entries of a role: what it has a right to, unless it is one of its big tiles."""
    return tuple(one for one in ALSO if right_of(role, one.permission) is not None and one.key not in _ORDER[role])
