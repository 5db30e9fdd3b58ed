"""Who may write which entry: the table of rights, said of entries, so that the desk and `check` go by the same.

Which right an act needs is named where it is done. An entry proves nothing of that: whoever changes the program signs
what they like with the own key. So the desk writes no entry that this table forbids, and `check` finds those that a
changed program wrote.
"""

from dataclasses import dataclass

from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission, Right, Role, right_of


@dataclass(frozen=True)
class Rule:
    """Any of these rights will do; `own` is one that will do when the entry is about who writes it.

    `two`: a second person is needed whatever the right says.
    """

    rights: tuple[Permission, ...]
    own: Permission | None = None
    two: bool = False


def _by(*rights: Permission) -> Rule:
    return Rule(rights)


_ANYBODY = _by(Permission.SIGN_IN)
_OPERATORS = _by(Permission.OPERATORS)
_EVENTS = _by(Permission.HOUSEHOLD_EVENTS)
_NAMING = _by(Permission.HOUSEHOLD_EVENTS, Permission.CORRECT)
_PRINTING = _by(Permission.CARD_ISSUE, Permission.CARD_REPLACE)
_IMPORT = _by(Permission.IMPORT)
_CLEARING = _by(Permission.IMPORT, Permission.IMPORT_UNDO)
_LANE = _by(Permission.SCAN, Permission.REFUSED_WHY)
_POINT = _by(Permission.POINT_DAY)
_STOCK = _by(Permission.STOCK)
_LEAVING = Rule((Permission.STOCK,), two=True)

RULES: dict[EntryKind, Rule] = {
    EntryKind.OFFICE_MADE: _OPERATORS,
    EntryKind.OPERATOR_ADDED: _OPERATORS,
    EntryKind.OPERATOR_REMOVED: _OPERATORS,
    EntryKind.OPERATOR_ROLE: _OPERATORS,
    EntryKind.OPERATOR_PASSPHRASE: Rule((Permission.OPERATORS,), own=Permission.SIGN_IN),
    EntryKind.LOGIN_FAILED: _ANYBODY,
    EntryKind.HELPLINE_TESTED: _by(Permission.HELPLINES),
    EntryKind.HOUSEHOLD_REGISTERED: _by(Permission.REGISTER, Permission.HOUSEHOLD_EVENTS),
    EntryKind.PEOPLE_SHOWN: _by(Permission.SEARCH),
    EntryKind.HOUSEHOLD_CORRECTED: _by(Permission.CORRECT, Permission.CORRECT_SAME_DAY, Permission.VAN_LIST),
    EntryKind.WORDS_INSISTED: _ANYBODY,
    EntryKind.RECEIPT_DECLINED: _by(Permission.REGISTER),
    EntryKind.PERSON_JOINED: _EVENTS,
    EntryKind.PERSON_BORN: _EVENTS,
    EntryKind.PERSON_LEFT: _EVENTS,
    EntryKind.PERSON_DIED: _EVENTS,
    EntryKind.HOUSEHOLD_SPLIT: _EVENTS,
    EntryKind.HOUSEHOLDS_MERGED: _EVENTS,
    EntryKind.HOUSEHOLD_MOVED: _EVENTS,
    EntryKind.COLLECTOR_NAMED: _NAMING,
    EntryKind.COLLECTOR_ENDED: _NAMING,
    EntryKind.INTERMEDIARY_NOTED: _by(Permission.INTERMEDIARIES),
    EntryKind.PAIR_DECIDED: _by(Permission.PAIRS, Permission.REGISTER),
    EntryKind.PEOPLE_MERGED: _by(Permission.MERGE_PEOPLE),
    EntryKind.PEOPLE_UNMERGED: _by(Permission.MERGE_PEOPLE),
    EntryKind.WORKPLACE_MADE: _by(Permission.WORKPLACES),
    EntryKind.WORKPLACE_CORRECTED: _by(Permission.WORKPLACES),
    EntryKind.WORKPLACE_VISITED: _by(Permission.WORKPLACES),
    EntryKind.IMPORT_BEGUN: _IMPORT,
    EntryKind.IMPORT_WRITTEN: _IMPORT,
    EntryKind.IMPORT_OPENED: _IMPORT,
    EntryKind.IMPORT_DROPPED: _CLEARING,
    EntryKind.IMPORT_UNDONE: _CLEARING,
    EntryKind.IMPORT_MAP_SAVED: _IMPORT,
    EntryKind.VAN_LIST_MADE: _by(Permission.VAN_LIST),
    EntryKind.IDENTITY_NOTED: _by(Permission.VAN_LIST),
    EntryKind.QUIET_ASIDE: _by(Permission.QUIET_ASIDE),
    EntryKind.CONSENT_GIVEN: _by(Permission.CONSENT),
    EntryKind.CONSENT_WITHDRAWN: _by(Permission.CONSENT),
    EntryKind.WITHDRAWAL_CALLED_OFF: _by(Permission.CONSENT),
    EntryKind.WITHDRAWAL_DONE: _by(Permission.CONSENT),
    EntryKind.RIGHTS_OFFERED: _by(Permission.RIGHTS_OFFERED),
    EntryKind.CARD_ISSUED: _PRINTING,
    EntryKind.CARD_PRINTED: _PRINTING,
    EntryKind.CARD_COPIED: _PRINTING,
    EntryKind.CARD_REPLACED: _by(Permission.CARD_REPLACE),
    # whoever leaves a household, or is one person with another, loses a card without a second person
    EntryKind.CARD_REVOKED: _by(
        Permission.HOUSEHOLD_EVENTS, Permission.MERGE_PEOPLE, Permission.CONSENT, Permission.CARD_REVOKE
    ),
    EntryKind.PROGRAMME_SAVED: _by(Permission.ROUNDS),
    EntryKind.EVENT_NOTED: _by(Permission.ROUNDS),
    EntryKind.ROUND_MADE: _by(Permission.ROUNDS),
    EntryKind.ROUND_OPENED: _by(Permission.ROUNDS),
    EntryKind.ROUND_FROZEN: _by(Permission.ROUND_FREEZE),
    EntryKind.ROUND_CLOSED: _by(Permission.ROUNDS),
    EntryKind.ROUND_LISTED: _by(Permission.ROUND_FREEZE),
    EntryKind.ROUND_REOPENED: _by(Permission.ROUND_REOPEN),
    EntryKind.LIST_ADDED: _by(Permission.ROUNDS),
    EntryKind.GIVEN: _by(Permission.GIVE, Permission.LATE_ENTRY),
    EntryKind.GIVE_UNANSWERED: _by(Permission.SCAN, Permission.POINT_DAY),
    EntryKind.VOIDED: _by(Permission.VOID_OWN, Permission.VOID),
    EntryKind.SLIP_PRINTED: _by(Permission.SCAN),
    EntryKind.SLIP_FAILED: _by(Permission.SCAN),
    EntryKind.CODES_MISSED: _LANE,
    EntryKind.CARD_DOUBTED: _LANE,
    EntryKind.BLOCK_PROPOSED: _by(Permission.BLOCK_PROPOSE, Permission.BLOCK),
    EntryKind.BLOCKED: _by(Permission.BLOCK),
    EntryKind.BLOCK_REFUSED: _by(Permission.BLOCK),
    EntryKind.UNBLOCKED: _by(Permission.BLOCK),
    EntryKind.PROVISIONAL_GIVEN: _by(Permission.PROVISIONAL),
    EntryKind.ALLOWED: _by(Permission.ALLOW),
    EntryKind.OWED_PASSED_ON: _by(Permission.HOUSEHOLD_EVENTS, Permission.VOID_OWN, Permission.VOID),
    EntryKind.PROXY_LET: _by(Permission.PROXY),
    EntryKind.DELIVERY_LISTED: _by(Permission.HOME_DELIVERY),
    EntryKind.DELIVERY_ENDED: _by(Permission.HOME_DELIVERY),
    EntryKind.VISIT_SETTLED: _by(Permission.REFUSED_WHY),
    EntryKind.POINT_TICKED: _POINT,
    EntryKind.DUTY_SET: _POINT,
    EntryKind.POINT_OPENED: _POINT,
    EntryKind.POINT_CLOSED: _POINT,
    EntryKind.POINT_HANDS_FIRST: _POINT,
    EntryKind.DAY_CLOSED: _POINT,
    EntryKind.DAY_SENT: _POINT,
    EntryKind.SAMPLE_DRAWN: _by(Permission.SAMPLE),
    EntryKind.ACCOUNT_PRINTED: _by(Permission.WAITING_LIST, Permission.POINT_ACCOUNT),
    EntryKind.WAYBILL_MADE: _by(Permission.WAYBILL),
    EntryKind.STOCK_RECEIVED: _STOCK,
    EntryKind.STOCK_MOVED: _LEAVING,
    EntryKind.STOCK_DAMAGED: _STOCK,
    EntryKind.STOCK_LOST: _STOCK,
    EntryKind.STOCK_RETURNED: _LEAVING,
    EntryKind.STOCK_COUNTED: _STOCK,
    EntryKind.LOAN_BACK: _STOCK,
    EntryKind.STOCK_SHEET_PRINTED: _STOCK,
    EntryKind.RELEASED: _by(Permission.RELEASE),
    EntryKind.ROSTER_PRINTED: _by(Permission.ROSTER),
    EntryKind.SHEETS_NUMBERED: _by(Permission.ROSTER),
    EntryKind.FILE_WRITTEN: _ANYBODY,
    EntryKind.BACKUP_MADE: _by(Permission.BACKUP),
    EntryKind.RESTORED: _by(Permission.RESTORE),
    EntryKind.BOOK_ACCEPTED: _by(Permission.RESTORE),
    EntryKind.CLOCK_JUMPED: _ANYBODY,
}
"""Every kind of entry, with the rights by which it is written."""


def may_write(do: str, *, who: str, role: str, ref: str | None, second: tuple[str, str] | None) -> bool:
    """Whether somebody of this role writes such an entry, about `ref`; `second` is id and role of who stands by."""
    if second is not None and (second[0] == who or second[1] == role):
        return False
    if role not in _ROLES or do not in _ALONE:
        return False
    if role in (_ALONE[do] if second is None else _BY_TWO[do]):
        return True
    own = RULES[EntryKind(do)].own
    return own is not None and ref == who and right_of(Role(role), own) is Right.ALONE


def names_a_mailbox(role: str, *, second: bool) -> bool:
    """Whether an entry of this role may say to whom envelopes are sealed: whoever changes operators does, by two."""
    return role in (_BY_TWO if second else _ALONE)[EntryKind.OPERATOR_ADDED]


_ROLES = frozenset(role.value for role in Role)


def _roles(rule: Rule, *, second: bool) -> frozenset[str]:
    """The roles that write it, made once: `check` asks for each line of the book."""
    if rule.two and not second:
        return frozenset()
    fit = {Right.ALONE, Right.WITH_SECOND} if second else {Right.ALONE}
    return frozenset(role.value for role in Role if any(right_of(role, one) in fit for one in rule.rights))


_ALONE: dict[str, frozenset[str]] = {kind.value: _roles(rule, second=False) for kind, rule in RULES.items()}
_BY_TWO: dict[str, frozenset[str]] = {kind.value: _roles(rule, second=True) for kind, rule in RULES.items()}
