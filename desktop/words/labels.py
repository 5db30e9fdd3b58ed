"""Every member of a closed list in words. Longer lists carry their words in `desktop.reference` (see `row_label`)."""

from enum import StrEnum
from typing import Protocol

from desktop.matching.score import Why
from desktop.reference.tables import Words, verdict_faces
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission, Right, Role
from desktop.values.text import Unsafe
from desktop.values.vocabulary import (
    AgeMethod,
    CardReason,
    CardState,
    ConsentLanguage,
    ConsentPurpose,
    ConsentReader,
    Language,
    ListKind,
    Look,
    ParentRelation,
    PhoneOwner,
    RosterSort,
    RoundState,
    SecondBy,
    Sex,
    SheetKind,
    Source,
    Verdict,
    VoidReason,
    WorkKind,
)
from desktop.words.catalogue import OWN_NAMES, language, mark, tr

# By class first: members of two lists may have one text (Language.URDU and ConsentLanguage.URDU are both "ur").
LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    Sex: {Sex.FEMALE: mark("Woman"), Sex.MALE: mark("Man"), Sex.X: mark("Khwaja sira")},
    AgeMethod: {
        AgeMethod.DOCUMENT: mark("From a paper"),
        AgeMethod.STATED: mark("As told"),
        AgeMethod.ESTIMATED: mark("Estimated"),
    },
    ParentRelation: {
        ParentRelation.SON_OF: mark("son of"),
        ParentRelation.DAUGHTER_OF: mark("daughter of"),
        ParentRelation.WIFE_OF: mark("wife of"),
        ParentRelation.WIDOW_OF: mark("widow of"),
        ParentRelation.CHILD_OF: mark("child of"),
    },
    WorkKind: {
        WorkKind.KILN: mark("Brick kiln"),
        WorkKind.FARM: mark("Farm"),
        WorkKind.DOMESTIC: mark("Work in houses"),
        WorkKind.OTHER: mark("Other work"),
    },
    PhoneOwner: {
        PhoneOwner.OWN: mark("Own"),
        PhoneOwner.HUSBAND: mark("Husband's"),
        PhoneOwner.RELATIVE: mark("A relative's"),
        PhoneOwner.NEIGHBOUR: mark("A neighbour's"),
        PhoneOwner.EMPLOYER: mark("The employer's"),
        PhoneOwner.OTHER: mark("Somebody else's"),
    },
    ConsentPurpose: {
        ConsentPurpose.REGISTER: mark("To be registered"),
        ConsentPurpose.PHOTO: mark("To be photographed"),
        ConsentPurpose.PHONE: mark("To have the phone number kept"),
    },
    ConsentReader: {
        ConsentReader.CLERK: mark("Read by the clerk"),
        ConsentReader.VOLUNTEER: mark("Read by a volunteer"),
        ConsentReader.RECORDING: mark("Played from a recording"),
    },
    ConsentLanguage: {
        ConsentLanguage.URDU: mark("In Urdu"),
        ConsentLanguage.SINDHI: mark("In Sindhi"),
        ConsentLanguage.SARAIKI: mark("In Saraiki"),
        ConsentLanguage.PUNJABI: mark("In Punjabi"),
        ConsentLanguage.PASHTO: mark("In Pashto"),
        ConsentLanguage.BALOCHI: mark("In Balochi"),
        ConsentLanguage.ENGLISH: mark("In English"),
    },
    CardState: {
        CardState.LIVE: mark("In use"),
        CardState.REPLACED: mark("Replaced"),
        CardState.REVOKED: mark("Revoked"),
    },
    CardReason: {
        CardReason.LOST: mark("Lost"),
        CardReason.TAKEN: mark("Kept by somebody else"),
        CardReason.DAMAGED: mark("Damaged"),
        CardReason.WRONG_DETAILS: mark("Something on it is wrong"),
        CardReason.MISPRINT: mark("Came out badly"),
        CardReason.HOLDER_ASKED: mark("The holder asked for it"),
        CardReason.STOLEN: mark("Stolen"),
    },
    ListKind: {ListKind.OPEN: mark("Open list"), ListKind.FROZEN: mark("Fixed list")},
    RoundState: {
        RoundState.DRAFT: mark("In preparation"),
        RoundState.OPEN: mark("Open now"),
        RoundState.CLOSED: mark("Closed"),
    },
    Source: {
        Source.CAMERA: mark("By camera"),
        Source.SCANNER: mark("By hand scanner"),
        Source.PICTURE: mark("From a picture"),
        Source.TYPED: mark("Typed"),
    },
    Look: {
        Look.TYPED: mark("the code was typed; compare the face"),
        Look.EXPIRED: mark("the card is older than five years; it still counts, renew it"),
        Look.NEWER_ISSUE: mark("the card is newer than this list; serve once"),
        Look.COLLECTOR: mark("somebody else collects for the household"),
    },
    VoidReason: {
        VoidReason.WRONG_PERSON: mark("Wrong person"),
        VoidReason.WRONG_COUNT: mark("Wrong count"),
        VoidReason.CAME_BACK: mark("It was brought back"),
        VoidReason.PRESSED_BY_MISTAKE: mark("Pressed by mistake"),
    },
    SheetKind: {
        SheetKind.A4_8: mark("A4, eight cards"),
        SheetKind.A4_10: mark("A4, ten cards"),
        SheetKind.CR80: mark("Single plastic cards"),
    },
    RosterSort: {RosterSort.VILLAGE: mark("By village"), RosterSort.CODE: mark("By code")},
    SecondBy: {
        SecondBy.SAME_LAPTOP: mark("agreed on this laptop"),
        SecondBy.STICK: mark("agreed on a stick"),
        SecondBy.OTHER_LAPTOP: mark("agreed on another laptop"),
    },
    Role: {
        Role.CLERK: mark("Registration clerk"),
        Role.SCANNER: mark("Scan operator"),
        Role.HELPDESK: mark("Help desk"),
        Role.LEAD: mark("Team lead"),
        Role.SUPERVISOR: mark("Supervisor"),
        Role.INSPECTOR: mark("Labour inspector"),
        Role.FOCAL: mark("Protection focal person"),
        Role.CONTROLLER: mark("Controller"),
        Role.AUDITOR: mark("Auditor"),
    },
    Permission: {
        Permission.SIGN_IN: mark("unlock"),
        Permission.REGISTER: mark("register a household"),
        Permission.SEARCH: mark("look for people"),
        Permission.CORRECT_SAME_DAY: mark("correct on the same day"),
        Permission.CORRECT: mark("correct a household"),
        Permission.CARD_ISSUE: mark("print cards"),
        Permission.CARD_REPLACE: mark("replace a card"),
        Permission.CARD_REVOKE: mark("revoke a card"),
        Permission.SCAN: mark("scan cards"),
        Permission.GIVE: mark("hand over relief"),
        Permission.VOID_OWN: mark("take back one's own hand-over"),
        Permission.VOID: mark("take back a hand-over"),
        Permission.ROUNDS: mark("make, open and close rounds"),
        Permission.ROUND_FREEZE: mark("fix the list of a round"),
        Permission.ROUND_LIST: mark("see the rounds"),
        Permission.ROSTER: mark("print rosters"),
        Permission.OPERATORS: mark("add and remove operators"),
        Permission.DESKS: mark("add and remove desks"),
        Permission.HELPLINES: mark("mark helplines as test-called"),
        Permission.BACKUP: mark("make a backup"),
        Permission.RESTORE: mark("restore a backup"),
        Permission.CHECK: mark("check the book"),
        Permission.READ_LOG: mark("read the book"),
        Permission.OWN_COUNT: mark("see one's own count"),
        Permission.REFUSED_WHY: mark("see why a card was sent to the help desk"),
    },
    Right: {Right.ALONE: mark("alone"), Right.WITH_SECOND: mark("with a second person")},
    EntryKind: {
        EntryKind.OFFICE_MADE: mark("Office set up"),
        EntryKind.OPERATOR_ADDED: mark("Operator added"),
        EntryKind.OPERATOR_REMOVED: mark("Operator removed"),
        EntryKind.OPERATOR_PASSPHRASE: mark("Passphrase changed"),
        EntryKind.LOGIN_FAILED: mark("Wrong passphrases"),
        EntryKind.HELPLINE_TESTED: mark("Helpline test-called"),
        EntryKind.HOUSEHOLD_REGISTERED: mark("Household registered"),
        EntryKind.HOUSEHOLD_CORRECTED: mark("Household corrected"),
        EntryKind.RECEIPT_DECLINED: mark("Receipt not wanted"),
        EntryKind.CARD_ISSUED: mark("Card issued"),
        EntryKind.CARD_COPIED: mark("Card printed again"),
        EntryKind.CARD_REPLACED: mark("Card replaced"),
        EntryKind.CARD_REVOKED: mark("Card revoked"),
        EntryKind.ROUND_MADE: mark("Round made"),
        EntryKind.ROUND_OPENED: mark("Round opened"),
        EntryKind.ROUND_FROZEN: mark("List of a round fixed"),
        EntryKind.ROUND_CLOSED: mark("Round closed"),
        EntryKind.GIVEN: mark("Relief handed over"),
        EntryKind.VOIDED: mark("Hand-over taken back"),
        EntryKind.CODES_MISSED: mark("Typed codes that hit nothing"),
        EntryKind.ROSTER_PRINTED: mark("Roster printed"),
        EntryKind.FILE_WRITTEN: mark("File written"),
        EntryKind.BACKUP_MADE: mark("Backup made"),
        EntryKind.RESTORED: mark("Backup restored"),
        EntryKind.CLOCK_JUMPED: mark("Clock moved"),
    },
    Why: {
        Why.SAME_ID: mark("same number of the paper"),
        Why.SAME_NAME: mark("same name"),
        Why.SAME_NAME_OTHER_SPELLING: mark("same name, other spelling"),
        Why.NAME_ALIKE: mark("name sounds alike"),
        Why.SAME_FATHER: mark("same father's or husband's name"),
        Why.FATHER_ALIKE: mark("father's or husband's name sounds alike"),
        Why.SAME_PHONE: mark("same phone"),
        Why.SAME_VILLAGE: mark("same village"),
        Why.SAME_AREA: mark("same tehsil"),
        Why.NEAR_AGE: mark("about the same age"),
    },
    Unsafe: {
        Unsafe.NUL: mark("an empty sign"),
        Unsafe.CONTROL: mark("a control sign"),
        Unsafe.DIRECTION: mark("a sign that turns the writing round"),
        Unsafe.SURROGATE: mark("half a sign"),
    },
}


class _Row(Protocol):
    @property
    def label(self) -> Words: ...


def label(member: StrEnum) -> str:
    """A member in the language spoken now. A language is called by its own name. Raises KeyError for unknown lists."""
    if isinstance(member, Language):
        return OWN_NAMES[member]
    if isinstance(member, Verdict):
        return verdict_faces()[member].word.text(language())
    return tr(LABELS[type(member)][member])


def why_label(code: str) -> str:
    """The reason of a search hit by its code; "same_code" is the household code itself."""
    return tr("same code") if code == "same_code" else label(Why(code))


def row_label(row: _Row) -> str:
    """A row of `desktop.reference` (an item, a relation, a kind of paper) in the language spoken now."""
    return row.label.text(language())
