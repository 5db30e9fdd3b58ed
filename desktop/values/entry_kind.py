"""Kinds of ledger entry; also the names by which screens hear of change."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What was done. The value is what stands in the entry's `do` field."""

    OFFICE_MADE = "office.made"
    OPERATOR_ADDED = "operator.added"
    OPERATOR_REMOVED = "operator.removed"
    OPERATOR_PASSPHRASE = "operator.passphrase"  # noqa: S105  (a kind of entry, no secret)
    LOGIN_FAILED = "login.failed"
    HELPLINE_TESTED = "helpline.tested"
    HOUSEHOLD_REGISTERED = "household.registered"
    HOUSEHOLD_CORRECTED = "household.corrected"
    RECEIPT_DECLINED = "receipt.declined"
    CARD_ISSUED = "card.issued"
    CARD_COPIED = "card.copied"
    CARD_REPLACED = "card.replaced"
    CARD_REVOKED = "card.revoked"
    ROUND_MADE = "round.made"
    ROUND_OPENED = "round.opened"
    ROUND_FROZEN = "round.frozen"
    ROUND_CLOSED = "round.closed"
    GIVEN = "give"
    VOIDED = "void"
    CODES_MISSED = "codes.missed"
    ROSTER_PRINTED = "roster.printed"
    FILE_WRITTEN = "file.written"
    BACKUP_MADE = "backup.made"
    RESTORED = "restored"
    CLOCK_JUMPED = "clock.jumped"
