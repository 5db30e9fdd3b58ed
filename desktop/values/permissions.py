"""Which role may do what: the one table from which enforcement and tests are made (decisions, section 9)."""

from enum import StrEnum


class Role(StrEnum):
    """One role a person; no role has everything."""

    CLERK = "clerk"
    SCANNER = "scanner"
    HELPDESK = "helpdesk"
    LEAD = "lead"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    FOCAL = "focal"
    CONTROLLER = "controller"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """One thing a desk does; naming it is how a use case gets its transaction."""

    REGISTER = "register"
    SEARCH = "search"
    REGISTERED_WHEN = "registered_when"
    PERSON_DETAILS = "person_details"
    CORRECT_SAME_DAY = "correct_same_day"
    CORRECT = "correct"
    HOUSEHOLD_EVENTS = "household_events"
    PAIRS = "pairs"
    MERGE_PEOPLE = "merge_people"
    WORKPLACES = "workplaces"
    IMPORT = "import"
    IMPORT_UNDO = "import_undo"
    VAN_LIST = "van_list"
    CONSENT = "consent"
    RIGHTS_OFFERED = "rights_offered"
    INTERMEDIARIES = "intermediaries"
    QUIET_LIST = "quiet_list"
    QUIET_ASIDE = "quiet_aside"
    CARD_ISSUE = "card_issue"
    CARD_REPLACE = "card_replace"
    CARD_REVOKE = "card_revoke"
    SCAN = "scan"
    GIVE = "give"
    VOID_OWN = "void_own"
    VOID = "void"
    LATE_ENTRY = "late_entry"
    ROUNDS = "rounds"
    ROUND_FREEZE = "round_freeze"
    ROUND_REOPEN = "round_reopen"
    ROUND_LIST = "round_list"
    ROSTER = "roster"
    POINT_DAY = "point_day"
    POINT_ACCOUNT = "point_account"
    WAITING_LIST = "waiting_list"
    SAMPLE = "sample"
    STOCK = "stock"
    STOCK_SEE = "stock_see"
    WAYBILL = "waybill"
    RELEASE = "release"
    OPERATORS = "operators"
    DESKS = "desks"
    HELPLINES = "helplines"
    BACKUP = "backup"
    RESTORE = "restore"
    CHECK = "check"
    READ_LOG = "read_log"
    OWN_COUNT = "own_count"
    SIGN_IN = "sign_in"
    REFUSED_WHY = "refused_why"
    BLOCK_PROPOSE = "block_propose"
    BLOCK = "block"
    PROVISIONAL = "provisional"
    ALLOW = "allow"
    PROXY = "proxy"
    HOME_DELIVERY = "home_delivery"


class Right(StrEnum):
    """Whether a role may do it alone or with a second person of another role."""

    ALONE = "alone"
    WITH_SECOND = "with_second"


_EVERYONE = (Permission.CHECK, Permission.ROUND_LIST, Permission.OWN_COUNT, Permission.SIGN_IN)

_ALONE: dict[Role, tuple[Permission, ...]] = {
    Role.CLERK: (
        Permission.REGISTER,
        Permission.SEARCH,
        Permission.PERSON_DETAILS,
        Permission.CORRECT_SAME_DAY,
        Permission.HOUSEHOLD_EVENTS,
        Permission.INTERMEDIARIES,
        Permission.PAIRS,
        Permission.WORKPLACES,
        Permission.IMPORT,
        Permission.VAN_LIST,
        Permission.CONSENT,
        Permission.RIGHTS_OFFERED,
        Permission.CARD_ISSUE,
        Permission.CARD_REPLACE,
    ),
    Role.SCANNER: (Permission.SCAN, Permission.GIVE, Permission.VOID_OWN),
    Role.HELPDESK: (
        Permission.SEARCH,
        Permission.CARD_REPLACE,
        Permission.REFUSED_WHY,
        Permission.BLOCK_PROPOSE,
        Permission.HOME_DELIVERY,
    ),
    Role.LEAD: (
        Permission.SCAN,
        Permission.GIVE,
        Permission.LATE_ENTRY,
        Permission.ROSTER,
        Permission.POINT_DAY,
        Permission.POINT_ACCOUNT,
        Permission.WAITING_LIST,
        Permission.REFUSED_WHY,
        Permission.STOCK,
        Permission.STOCK_SEE,
        Permission.WAYBILL,
    ),
    Role.SUPERVISOR: (
        Permission.SEARCH,
        Permission.REGISTERED_WHEN,
        Permission.PERSON_DETAILS,
        Permission.CORRECT,
        Permission.PAIRS,
        Permission.MERGE_PEOPLE,
        Permission.IMPORT_UNDO,
        Permission.INTERMEDIARIES,
        Permission.QUIET_LIST,
        Permission.QUIET_ASIDE,
        Permission.ROUNDS,
        Permission.ROSTER,
        Permission.POINT_ACCOUNT,
        Permission.WAITING_LIST,
        Permission.SAMPLE,
        Permission.BACKUP,
        Permission.REFUSED_WHY,
        Permission.HOME_DELIVERY,
        Permission.STOCK_SEE,
        Permission.WAYBILL,
    ),
    Role.INSPECTOR: (Permission.WORKPLACES,),
    Role.FOCAL: (),
    Role.CONTROLLER: (Permission.BACKUP, Permission.HELPLINES, Permission.REGISTERED_WHEN),
    Role.AUDITOR: (
        Permission.READ_LOG,
        Permission.REGISTERED_WHEN,
        Permission.QUIET_LIST,
        Permission.STOCK_SEE,
        Permission.POINT_ACCOUNT,
    ),
}

_WITH_SECOND: dict[Role, tuple[Permission, ...]] = {
    Role.HELPDESK: (Permission.PROVISIONAL, Permission.ALLOW, Permission.PROXY),
    Role.LEAD: (Permission.VOID, Permission.RELEASE),
    Role.SUPERVISOR: (
        Permission.BLOCK,
        Permission.ALLOW,
        Permission.CARD_REVOKE,
        Permission.ROUND_FREEZE,
        Permission.ROUND_REOPEN,
        Permission.RESTORE,
    ),
    Role.CONTROLLER: (Permission.OPERATORS, Permission.DESKS, Permission.RESTORE),
}


def _table() -> dict[Role, dict[Permission, Right]]:
    rights: dict[Role, dict[Permission, Right]] = {}
    for role in Role:
        alone = dict.fromkeys((*_EVERYONE, *_ALONE[role]), Right.ALONE)
        rights[role] = alone | dict.fromkeys(_WITH_SECOND.get(role, ()), Right.WITH_SECOND)
    return rights


RIGHTS: dict[Role, dict[Permission, Right]] = _table()
"""Role to permission to right; a pair that is absent is refused."""


def right_of(role: Role, permission: Permission) -> Right | None:
    """The right of `role`, or None when it has none."""
    return RIGHTS[role].get(permission)
