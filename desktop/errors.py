"""What may be said when the answer is no: every refusal, lack and broken trust, as facts without sentences.

`desktop.words.messages` gives each class its three sentences (what happened, what to do, is the work safe);
a house test walks all subclasses. Command-line exit codes (the contract of the command line): Refused 1,
BadInput 3, Unavailable 4, BrokenTrust 5, Cancelled 130.
"""

from dataclasses import dataclass


@dataclass(eq=False)
class Told(Exception):
    """An answer that a person is told. Subclasses add facts as fields; none holds a sentence or a name of a person."""

    def __str__(self) -> str:
        """Class and facts, for a programmer."""
        return repr(self)


@dataclass(eq=False)
class Refused(Told):
    """A rule says no: not due, not permitted, a second person is needed. Nothing was changed."""


@dataclass(eq=False)
class BadInput(Refused):
    """A file or value cannot be taken as it is. Nothing was changed."""


@dataclass(eq=False)
class Unavailable(Told):
    """Something needed is not there: the right passphrase, room on the disk, a camera. Trying again may help."""


@dataclass(eq=False)
class BrokenTrust(Told):
    """A check found damage or tampering; work stops until a supervisor has looked."""


@dataclass(eq=False)
class Cancelled(Told):
    """The person stopped a long work; nothing is half done."""


# --- the store -------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NoOffice(Unavailable):
    """The folder holds no office yet, or not a whole one."""

    folder: str


@dataclass(eq=False)
class FolderNotEmpty(Refused):
    """A new office needs a folder that does not exist or is empty."""

    folder: str


@dataclass(eq=False)
class ForeignStore(Unavailable):
    """The database file is not this office's: another office's, or no database at all."""

    file: str


@dataclass(eq=False)
class DamagedStore(BrokenTrust):
    """The database file cannot be read although the key fits."""

    file: str


@dataclass(eq=False)
class NewerSchema(Unavailable):
    """The store was written by a newer Haqdar."""

    found: str


@dataclass(eq=False)
class DiskFull(Unavailable):
    """The disk of `folder` has no room; `free_bytes` are left."""

    folder: str
    free_bytes: int


@dataclass(eq=False)
class StoreUnwritable(Unavailable):
    """The store cannot be written: read-only, unplugged, an input/output error."""

    folder: str


@dataclass(eq=False)
class StoreBusy(Unavailable):
    """Another program held the store for longer than we wait."""


@dataclass(eq=False)
class InUse(Unavailable):
    """A window or another program works in the folder; this act needs it alone."""

    folder: str


# --- rights ----------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotPermitted(Refused):
    """The role may not do this."""

    role: str
    permission: str


@dataclass(eq=False)
class SecondNeeded(Refused):
    """This act needs a second person of another role.

    `why`: "registered" (this operator registered the household), "lines" (many lines of one sheet), "children" (a
    household or a part of it would have no adult), "waybill" (such goods are awaited by a waybill), or empty where the
    table of rights says so.
    """

    permission: str
    why: str = ""


@dataclass(eq=False)
class SecondUnfit(Refused):
    """The second person is the same person, or has the same role."""

    role: str


@dataclass(eq=False)
class NothingRecorded(Exception):
    """A bug of ours: rows were written in a transaction that recorded nothing."""

    tables: tuple[str, ...]


# --- pictures, papers and videos to read -----------------------------------------------------------------------------


@dataclass(eq=False)
class NoSuchFile(BadInput):
    """There is no file of this name that can be opened."""

    file: str


@dataclass(eq=False)
class FileTooLarge(BadInput):
    """The file has more bytes than we take."""

    file: str
    size: int
    limit: int


@dataclass(eq=False)
class NotAPicture(BadInput):
    """The content is no picture, PDF or video that we know, whatever its name says."""

    file: str


@dataclass(eq=False)
class PictureTooLarge(BadInput):
    """The picture has more pixels than we open."""

    file: str
    width: int
    height: int
    limit: int


@dataclass(eq=False)
class PictureDamaged(BadInput):
    """The picture is cut short or damaged."""

    file: str


@dataclass(eq=False)
class PdfLocked(BadInput):
    """The PDF wants a password."""

    file: str


@dataclass(eq=False)
class PdfDamaged(BadInput):
    """The PDF, or one of its pages, cannot be opened."""

    file: str


@dataclass(eq=False)
class TooManyPages(BadInput):
    """The PDF has more pages than we read."""

    file: str
    pages: int
    limit: int


@dataclass(eq=False)
class VideoDamaged(BadInput):
    """The video has no frame that can be shown."""

    file: str


@dataclass(eq=False)
class UnsafeFile(BadInput):
    """Opening the file broke the closed-off reader or went over its limits of memory and time (`how`)."""

    file: str
    how: str


@dataclass(eq=False)
class NoCodeFound(BadInput):
    """The file was read whole and shows no QR code; `pages` pages or frames were looked at."""

    file: str
    pages: int


@dataclass(eq=False)
class ReaderMissing(Unavailable):
    """The closed-off reader of pictures does not start on this machine."""


@dataclass(eq=False)
class CameraMissing(Unavailable):
    """No camera is plugged in, or the one asked for went away or is held by another program."""

    camera: str


@dataclass(eq=False)
class NotOurCard(Refused):
    """The text is no card of this office.

    `reason` is ``not_a_card`` (foreign, unreadable, not parsing), ``other_office`` (a key this office does not know),
    ``practice_card`` (a practice card at a real desk) or ``real_card`` (a real card at a practice desk).
    """

    reason: str


@dataclass(eq=False)
class CardSignatureWrong(Refused):
    """A card that names a key of this office, but its signature or its canonical form does not hold."""

    desk_id: str


@dataclass(eq=False)
class WrongPassphrase(Unavailable):
    """Name and passphrase do not fit together (which of the two is never said); try again after the wait."""

    wait_seconds: int


@dataclass(eq=False)
class WaitBeforeTrying(Unavailable):
    """Too many wrong passphrases: the next try counts only after these seconds."""

    seconds: int


@dataclass(eq=False)
class WeakPassphrase(BadInput):
    """A new passphrase is too easy to guess; `weaknesses` are members of `desktop.security.passwords.Weakness`."""

    weaknesses: tuple[str, ...]


@dataclass(eq=False)
class RecoveryCodeWrong(BadInput):
    """A typed recovery code cannot be right.

    `why` is ``count`` (not thirteen words), ``word`` (the word at `position`, from 1, is not in the list; `near` are
    words that look like it) or ``check`` (the last word does not fit the twelve before it).
    """

    why: str
    position: int = 0
    near: tuple[str, ...] = ()


@dataclass(eq=False)
class OperatorNameTaken(Refused):
    """Another operator of this office has this name already."""


@dataclass(eq=False)
class OperatorUnknown(Refused):
    """No operator of this office has this name or id."""


@dataclass(eq=False)
class OfficeKeyNeeded(Refused):
    """Only a controller's unlock, or the recovery code, carries the office key that this act needs."""


@dataclass(eq=False)
class ProtectionHolderNeeded(Refused):
    """The protection key exists already and only focal persons hold it: one of them must be the second person."""


@dataclass(eq=False)
class LastController(Refused):
    """The only controller cannot be removed, nor get another role: nobody could add operators or desks any more."""


@dataclass(eq=False)
class RoleUnchanged(Refused):
    """The operator has this role already."""


@dataclass(eq=False)
class KeysDamaged(BrokenTrust):
    """`keys.json` was damaged or edited, or is older than the store; `why` is a short code (``older``, ...)."""

    why: str


@dataclass(eq=False)
class MailboxForged(BrokenTrust):
    """The key that envelopes are sealed to was not signed by the office: marks would go to a stranger."""


@dataclass(eq=False)
class CertificatesDamaged(BrokenTrust):
    """`certificates.json` was damaged or edited, or a certificate does not hold; `why` is a short code."""

    why: str


@dataclass(eq=False)
class SelfTestFailed(BrokenTrust):
    """A cryptographic primitive gave another answer than the published one; no data is opened."""

    primitive: str


@dataclass(eq=False)
class LogDoesNotFit(BrokenTrust):
    """A desk's log was changed, cut or rolled back: the first line that does not fit, and why, as a short code."""

    log: str
    seq: int
    why: str


@dataclass(eq=False)
class FingerprintUnreadable(BadInput):
    """A typed fingerprint line cannot be read; `why` is ``shape``, ``size`` or ``digits``."""

    why: str


# --- households and cards --------------------------------------------------------------------------------------------


@dataclass(eq=False)
class HouseholdNotFound(Refused):
    """No active household of this office has the code."""

    code: str


@dataclass(eq=False)
class DraftProblems(BadInput):
    """A household draft cannot be kept as it is; `problems` are `desktop.values.problem.Problem`, some only warnings.

    `first` is the code of the first one that stops and `where` the path of its field.
    """

    first: str
    where: str
    count: int
    problems: tuple[object, ...]


@dataclass(eq=False)
class DraftFileWrong(BadInput):
    """A file of household drafts cannot be read.

    `line` is the line of the draft (from 1), `where` the path of the field in it, `value` what stands there, cut to 40
    characters, `why` a short code: ``json``, ``field`` (no such field), ``kind`` (text instead of a number, a word that
    is not in the list ...), ``missing``, ``size``, ``deep``, ``empty``, ``utf8``, ``beside`` (a photo that does not lie
    beside the file), ``one`` (one draft is wanted); `wanted` what may stand there, if that is known.
    """

    line: int
    where: str
    value: str
    why: str
    wanted: str = ""


@dataclass(eq=False)
class CodeUnreadable(BadInput):
    """A typed household code or card number cannot be right; `why` is ``letters``, ``length`` or ``check``."""

    typed: str
    why: str


@dataclass(eq=False)
class StaleVersion(Refused):
    """Somebody else corrected the household meanwhile: `found` is its version now, `expected` the one that was open."""

    code: str
    expected: int
    found: int


@dataclass(eq=False)
class SameDayOnly(Refused):
    """A clerk corrects on the day of registration only; later a supervisor does. `registered_on` is its month."""

    code: str
    registered_on: str


@dataclass(eq=False)
class DayNotYet(BadInput):
    """Something cannot have happened on a day that has not come: `day` is after `today`, by this machine's clock."""

    day: str
    today: str


@dataclass(eq=False)
class DayBefore(Refused):
    """Something cannot have happened on `day`: what it happened to began on `since`, or changed on that day."""

    day: str
    since: str


@dataclass(eq=False)
class InHouseholdAlready(Refused):
    """The person lives in a household on `day`, since `since` and until `until` (empty: still).

    Never says in which; `here`: in the one that is open already.
    """

    day: str
    since: str
    until: str
    here: bool = False


@dataclass(eq=False)
class NotInHousehold(BadInput):
    """The person named is no member of the household now; `who` is what was typed, if it was typed."""

    code: str
    who: str = ""


@dataclass(eq=False)
class PersonUnknown(BadInput):
    """Nobody in the register of this office has this id."""


@dataclass(eq=False)
class RecordedDead(Refused):
    """The register says that this person died on `day`; coming back is for a record that was wrong."""

    day: str


@dataclass(eq=False)
class HouseholdClosed(Refused):
    """The household is closed: it went into another one, nobody is left in it, or it was taken back."""

    code: str


@dataclass(eq=False)
class LastMember(Refused):
    """Nobody would be left in the household, which is closed then; this has to be said first."""

    code: str


@dataclass(eq=False)
class HolderHasCard(Refused):
    """Whoever goes holds `card`, which ends with it; this has to be said first."""

    card: str


@dataclass(eq=False)
class SplitTakesAll(Refused):
    """Everybody would go into the new household: then it is a move, and no split."""

    code: str


@dataclass(eq=False)
class SameHousehold(BadInput):
    """Two households were asked for, and one was named twice."""

    code: str


@dataclass(eq=False)
class SamePlace(BadInput):
    """The household lives at this place already."""


@dataclass(eq=False)
class SamePersonTwice(BadInput):
    """One record cannot be compared or made one with itself."""


@dataclass(eq=False)
class MergedAlready(Refused):
    """One of the two records went into another one before."""


@dataclass(eq=False)
class NotMerged(Refused):
    """These two are not one person now: never made one, or taken back before."""


@dataclass(eq=False)
class AnswerStays(Refused):
    """What was said of a pair cannot be taken back: `why` is ``open`` (nothing was said), ``other`` or ``day``.

    ``stands``: of several pairs that are to be answered together, somebody said already what some are.
    """

    why: str


@dataclass(eq=False)
class TooAlike(Refused):
    """Pairs that are too alike to be answered together, or too many of them at once."""

    count: int


@dataclass(eq=False)
class MergeChanged(Refused):
    """Two records that became one cannot be taken apart: `changed` says what is not as the merge left it.

    Codes: ``later``, ``died``, ``place``, ``slot``, ``cards``, ``fields``, ``photo``, ``household``.
    """

    changed: tuple[str, ...]


@dataclass(eq=False)
class CannotBeNamed(Refused):
    """This person can be no collector; why, is told to nobody."""


@dataclass(eq=False)
class CollectorsFull(Refused):
    """The household has its `limit` collectors; one ends before another is named."""

    limit: int


@dataclass(eq=False)
class NoSuchCollector(BadInput):
    """Nobody collects for the household at this place (1 or 2)."""

    place: int


@dataclass(eq=False)
class IntermediaryUnknown(BadInput):
    """Nobody of this id is noted as an intermediary now."""


@dataclass(eq=False)
class RestoresUsedUp(Refused):
    """The copy was restored so often that no block of household codes is left for another time."""

    limit: int


@dataclass(eq=False)
class SerialsUsedUp(Refused):
    """This desk's block of household codes is full; `limit` households were registered here."""

    limit: int


@dataclass(eq=False)
class NoHolder(Refused):
    """The household has no holder, so there is nobody to print a card for."""

    code: str


@dataclass(eq=False)
class CardNotFound(Refused):
    """The register of this office does not know this card."""


@dataclass(eq=False)
class CardNotLive(Refused):
    """The card was replaced or revoked before."""

    state: str


@dataclass(eq=False)
class IssuesUsedUp(Refused):
    """Ninety-nine cards were issued in this holder slot; a further holder slot is needed."""


# --- consent, rights, mailbox ----------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotConsented(Refused):
    """There is no consent for this purpose that could be taken back; `purpose` is a member of `ConsentPurpose`."""

    purpose: str


@dataclass(eq=False)
class WithdrawalWaits(Refused):
    """This consent was taken back before and waits: `due` is the local day on which that takes effect."""

    purpose: str
    due: str


@dataclass(eq=False)
class NothingWithdrawn(Refused):
    """No withdrawal for this purpose waits, so none can be called off or confirmed."""

    purpose: str


@dataclass(eq=False)
class EnvelopeUnreadable(BadInput):
    """An envelope of the mailbox cannot be opened; `why` is ``form``, ``key`` or ``content``."""

    why: str


# --- programmes, rounds, handing over --------------------------------------------------------------------------------


@dataclass(eq=False)
class EventExists(Refused):
    """A hazard event of this code was noted before."""

    code: str


@dataclass(eq=False)
class ListedAlready(Refused):
    """The household is on the fixed list."""

    code: str


@dataclass(eq=False)
class ProgrammeUnknown(Refused):
    """No programme has this name."""

    name: str


@dataclass(eq=False)
class TemplateUnknown(Refused):
    """No template of a round has this name."""

    name: str


@dataclass(eq=False)
class PointsOpen(Refused):
    """A list is not taken up again while somebody may be served from it: a point of the round is open."""

    code: str


@dataclass(eq=False)
class ListChanged(Refused):
    """While the list was being written somebody else wrote it too; it was not fixed."""

    code: str


@dataclass(eq=False)
class RoundFileWrong(BadInput):
    """A round, programme or template file cannot be taken: the field at `where` (``point[0].areas[1]``) with `value`.

    `why` is ``toml``, ``size``, ``unknown_field``, ``missing``, ``type``, ``code``, ``text``, ``unknown_area``,
    ``unknown_item``, ``unknown_point``, ``twice``, ``qty_or_steps``, ``number``, ``steps``, ``days``, ``outside``,
    ``count``, ``million``, ``cap_below_all``, ``often_or_once``, ``no_loan``, ``alone``, ``criteria_frozen``,
    ``no_rules``, ``no_event`` or ``people``.
    """

    where: str
    value: str
    why: str


@dataclass(eq=False)
class RoundExists(Refused):
    """Another round of this office has this code already."""

    code: str


@dataclass(eq=False)
class RoundUnknown(BadInput):
    """No round of this office has this code."""

    code: str


@dataclass(eq=False)
class PointUnknown(BadInput):
    """The round has no distribution point of this code."""

    round: str
    point: str


@dataclass(eq=False)
class PointAmbiguous(BadInput):
    """More than one open round has a point of this code, or none has: the round has to be named."""

    point: str
    rounds: tuple[str, ...]


@dataclass(eq=False)
class PointNotReady(Refused):
    """Something on the checklist is not ticked; two people may open the point with a reason."""

    unticked: tuple[str, ...]


@dataclass(eq=False)
class PointOpenAlready(Refused):
    """The point was opened on `day` (ISO) and not closed since."""

    point: str
    day: str


@dataclass(eq=False)
class PointNotOpen(Refused):
    """No day runs at this point; `closed` is the local time of its last close, empty when there was none."""

    point: str
    closed: str


@dataclass(eq=False)
class CountMissing(Refused):
    """These items are in the book of the point and were not counted."""

    items: tuple[str, ...]


@dataclass(eq=False)
class DutyNotSeparated(Refused):
    """Who registered households today does not verify cards: the same hands would make and serve a household."""

    registered: int


@dataclass(eq=False)
class DutyUnknown(BadInput):
    """This duty was not set, or was taken away meanwhile."""


@dataclass(eq=False)
class SampleWrong(BadInput):
    """No sample can be drawn: `why` is ``seed``, ``error`` or ``empty``."""

    why: str
    value: str


@dataclass(eq=False)
class RoundNotInState(Refused):
    """The round is `state` (draft, open, closed), in which this cannot be done to it."""

    code: str
    state: str


@dataclass(eq=False)
class RoundNotFrozen(Refused):
    """A round with a frozen list must have its list fixed before it opens."""

    code: str


@dataclass(eq=False)
class RoundFrozenAlready(Refused):
    """The list of this round is fixed already."""

    code: str


@dataclass(eq=False)
class NotDue(Refused):
    """Nothing may be handed over now. `decision` is the `desktop.records.distribution.Decision` that says so."""

    verdict: str
    decision: object


class LetByGiver(Refused):
    """One of those who would hand over let this household draw beside the list; somebody else hands over."""


@dataclass(eq=False)
class LookFirst(Refused):
    """A look is asked for before giving, and nobody said that it was taken; `looks` are members of `Look`."""

    looks: tuple[str, ...]


@dataclass(eq=False)
class CollectorUnknown(BadInput):
    """The household has no holder in this slot who could collect for it; or, with a `kind`, nobody who may so.

    `kind` is a member of `CollectionKind`.
    """

    slot: int
    kind: str = ""


@dataclass(eq=False)
class DisbursementUnknown(BadInput):
    """No hand-over of this office has this id."""


@dataclass(eq=False)
class DisbursementIdTaken(Refused):
    """The id that came with this hand-over belongs to another household's or round's hand-over."""


@dataclass(eq=False)
class VoidedAlready(Refused):
    """This hand-over was taken back before."""

    receipt: int


@dataclass(eq=False)
class SheetMissing(BadInput):
    """A late entry names the number of its paper sheet, and none was given."""


@dataclass(eq=False)
class LateDayWrong(BadInput):
    """A late entry is of a day that has not come, or of one too long ago; `day` as RFC 3339."""

    day: str


@dataclass(eq=False)
class SheetNotPrinted(Refused):
    """No muster sheet of this round and point had this number on that day; `day` as RFC 3339."""

    sheet: str
    day: str


@dataclass(eq=False)
class LateTooEarly(Refused):
    """On the day on the sheet nobody could hand over: the point had not opened yet, or the household was not there.

    `what`: "point" or "household"; `since`: from which day on, RFC 3339; empty for a point that never opened. Of a
    household it is the month of its registration, as everywhere (decision 0018, 5).
    """

    what: str
    since: str


@dataclass(eq=False)
class LateShort(Refused):
    """By the book there was not enough at the point for what the paper says was handed over there."""

    items: tuple[str, ...]


@dataclass(eq=False)
class LateAmountWrong(BadInput):
    """A sheet says more than was due, nothing, or less where an owed line is part of it; `items` could be written."""

    items: tuple[str, ...]


@dataclass(eq=False)
class LateEnteredBefore(Refused):
    """The line of this household on this sheet was entered before and stands."""

    sheet: str
    receipt: int


@dataclass(eq=False)
class SettledLater(Refused):
    """What this hand-over owed was handed over later, by `later`: that one has to be taken back first."""

    receipt: int
    later: int


# --- lists that are imported -----------------------------------------------------------------------------------------


@dataclass(eq=False)
class SheetUnread(BadInput):
    """The file holds no list that can be read.

    `why` is ``kind`` (a picture, a program ...), ``html`` or ``xml`` (a web page or old XML that says it is a
    workbook), ``xlsb``, ``locked`` (wants a password), ``cut`` (damaged or not whole), ``empty``, ``encoding``,
    ``separator``, ``csv``, ``json`` or ``columns``.
    """

    file: str
    why: str


@dataclass(eq=False)
class SheetUnsafe(BadInput):
    """The file is made, or grown, so that opening it would cost too much; it was looked at behind closed doors.

    `why` is ``sparse`` (one cell far away from the others), ``cells``, ``rows``, ``parts``, ``inflates``, ``lies``
    (sizes that are not true), ``entities``, ``outside`` (wants other files), ``strings``, ``deep``, ``memory``,
    ``time``, ``crash`` or ``answer``.
    """

    file: str
    why: str


@dataclass(eq=False)
class ColumnNeverKept(BadInput):
    """A column is on a matter that no register of ours keeps; no map can take it. `matter` is of `NeverKept`."""

    column: str
    matter: str


@dataclass(eq=False)
class MapWrong(BadInput):
    """A column map cannot be used: the entry at `where` with `value`."""

    where: str
    value: str


@dataclass(eq=False)
class MapIncomplete(BadInput):
    """No column, and nothing said for the whole list, gives these (members of `ImportField`)."""

    lacking: tuple[str, ...]


@dataclass(eq=False)
class MapDoubtful(BadInput):
    """What some columns are only a person can say: members of `Doubt`, and the headings that they are about."""

    doubts: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(eq=False)
class ListNotKnown(BadInput):
    """An import of which nothing is stored about its columns, so that its rows cannot be read again."""

    number: int


@dataclass(eq=False)
class FileChanged(BadInput):
    """The file is not the one that was looked at before."""

    file: str


@dataclass(eq=False)
class NothingToImport(BadInput):
    """Not one row of the file can be taken; `refused` were looked at."""

    file: str
    refused: int


@dataclass(eq=False)
class BatchUnknown(BadInput):
    """No import of this office has this number; as it was typed when it is none at all."""

    number: str


@dataclass(eq=False)
class BatchElsewhere(Refused):
    """The import is `state` (a member of `BatchState`), in which this cannot be done to it."""

    number: int
    state: str


@dataclass(eq=False)
class BatchTouched(Refused):
    """Something was done with households of the import, so it cannot be taken back as one; counts of households."""

    number: int
    cards: int
    corrections: int
    events: int
    given: int
    lists: int
    pairs: int


@dataclass(eq=False)
class ImportUnderWay(Refused):
    """An import was begun and is not finished: it is to be gone on with, or dropped, before another begins."""

    number: int


@dataclass(eq=False)
class SheetReaderMissing(Unavailable):
    """The closed-off reader of lists does not start on this machine."""


# --- offices and helplines -------------------------------------------------------------------------------------------


@dataclass(eq=False)
class HelplineUnknown(BadInput):
    """The number stands in no row of hotlines.csv."""

    number: str


@dataclass(eq=False)
class DistrictUnknown(BadInput):
    """An office needs the P-code of a district (three digits after PK)."""

    pcode: str


@dataclass(eq=False)
class OperatorRemoved(Refused):
    """The passphrase is right, but this operator works here no more."""


# --- the command line ------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class FileUnreadable(BadInput):
    """A file that was named cannot be read."""

    file: str


@dataclass(eq=False)
class NotAFile(BadInput):
    """What was named to be read is a folder, a pipe, a device or a socket."""

    file: str


@dataclass(eq=False)
class DiskUnreadable(Unavailable):
    """The disk, stick or share of a file gave an error while it was read; `slow`: it took longer than we wait."""

    file: str
    slow: bool = False


@dataclass(eq=False)
class FileInOffice(Refused):
    """A file was to be written into the folder of an office, which holds nothing but its own files."""

    file: str


@dataclass(eq=False)
class FileUnwritable(Unavailable):
    """A file that was chosen cannot be written; `full`: its disk has no room."""

    file: str
    full: bool


@dataclass(eq=False)
class PassphraseMissing(Unavailable):
    """Neither a name with a passphrase file nor a terminal to ask on."""


@dataclass(eq=False)
class TerminalNeeded(Unavailable):
    """In a real office the second person types the passphrase on the terminal, and there is none."""


@dataclass(eq=False)
class OnlyPractice(Refused):
    """Something that only a practice office takes, such as the second person's passphrase from a file."""


@dataclass(eq=False)
class BookBroken(BrokenTrust):
    """A log does not fit together; work stops until a supervisor has looked."""

    log: str
    seq: int
    why: str


@dataclass(eq=False)
class NothingToAccept(Refused):
    """The book and its memories fit each other: there is nothing that two people would have to accept."""


@dataclass(eq=False)
class BookNotAccepted(BrokenTrust):
    """The book itself does not fit, or is shorter than what is remembered of it; two people cannot change that."""

    log: str
    seq: int
    why: str


@dataclass(eq=False)
class PaperSpeaksAgainst(BrokenTrust):
    """A paper that was held against the book is newer than it, or of another one."""

    paper: str


@dataclass(eq=False)
class PlaceUnknown(BadInput):
    """No area has this P-code."""

    pcode: str


@dataclass(eq=False)
class NothingToPrint(Refused):
    """No household fits the choice, so no sheet is made."""


@dataclass(eq=False)
class SheetInOffice(Refused):
    """The recovery sheet must not lie in the folder that it opens."""


# --- safekeeping -----------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotABackup(BadInput):
    """The file is no backup of ours, or cannot be read."""

    file: str


@dataclass(eq=False)
class BackupDamaged(BadInput):
    """A backup was cut or changed; `part` is where: ``head``, ``length``, ``code`` or the name of a part."""

    file: str
    part: str


@dataclass(eq=False)
class FileThere(Refused):
    """A file of this name is there already; it is not written over."""

    file: str


@dataclass(eq=False)
class ReasonMissing(BadInput):
    """This act is recorded with a reason in words."""


@dataclass(eq=False)
class TooManyForPractice(BadInput):
    """A practice office holds at most `most` households, so that it is never used as a register."""

    asked: int
    most: int


# --- printers --------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class PrinterMissing(Unavailable):
    """No printer is there to take a paper."""


@dataclass(eq=False)
class PrinterRefused(Unavailable):
    """The printer did not take a paper; `printer` is its name, empty for the system's own."""

    printer: str


# --- workplaces, identity papers, the quiet list ---------------------------------------------------------------------


@dataclass(eq=False)
class WorkplaceNotFound(Refused):
    """No workplace of this office has this number."""

    number: int


@dataclass(eq=False)
class WorkplaceStale(Refused):
    """Somebody else corrected the workplace meanwhile: `found` is its version now, `expected` the one that was open."""

    number: int
    expected: int
    found: int


@dataclass(eq=False)
class NobodyOnList(Refused):
    """Nobody fits the choice, so no list is made."""


@dataclass(eq=False)
class FlagNotFound(Refused):
    """The quiet list has no such line now."""


# --- stock and releases by order -------------------------------------------------------------------------------------


@dataclass(eq=False)
class StockItemUnknown(BadInput):
    """No relief item has this code."""

    item: str


@dataclass(eq=False)
class StockItemTwice(BadInput):
    """One item, or one batch of it, is named twice."""

    item: str


@dataclass(eq=False)
class StockNoItems(BadInput):
    """No item is named."""


@dataclass(eq=False)
class StockCountWrong(BadInput):
    """What is written for `item` is no count: `why` is unread, fraction, negative, nothing or too_many."""

    item: str
    count: str
    why: str


@dataclass(eq=False)
class StockGoodsUnread(BadInput):
    """A batch's last good day cannot be read, or its text is not ITEM=COUNT[:BATCH[:DAY]]."""

    text: str


@dataclass(eq=False)
class StockTextWrong(BadInput):
    """A text of a paper: `why` is ``missing``, ``long`` (over `limit`) or ``unsafe``."""

    name: str
    why: str
    limit: int


@dataclass(eq=False)
class StockShort(Refused):
    """So much of the item is not there."""

    item: str
    asked: int
    there: int


@dataclass(eq=False)
class StockNotCounted(Refused):
    """The item was never received or counted at this point, so that nobody knows how much lies there."""

    item: str


@dataclass(eq=False)
class StockReasonNeeded(Refused):
    """The count differs from the book, and nobody said why."""

    item: str
    book: int
    counted: int


@dataclass(eq=False)
class StockSamePoint(BadInput):
    """What is moved would come to where it lies."""

    point: str


@dataclass(eq=False)
class WaybillUnknown(BadInput):
    """No waybill has this number."""

    number: str


@dataclass(eq=False)
class WaybillExists(Refused):
    """A waybill has this number already."""

    number: str


@dataclass(eq=False)
class WaybillReceived(Refused):
    """The goods of this waybill were received before."""

    number: str


@dataclass(eq=False)
class DocumentReceived(Refused):
    """Goods of this item and batch were received with this document before, and nobody says why more came."""

    document: str
    item: str
    quantity: int


@dataclass(eq=False)
class DocumentIsWaybill(Refused):
    """The document is a waybill that is awaited here: its goods are counted in against it."""

    number: str


@dataclass(eq=False)
class WaybillsOverdue(Refused):
    """Trucks that left before this day were not counted in, and nobody says why."""

    numbers: tuple[str, ...]


@dataclass(eq=False)
class WaybillElsewhere(Refused):
    """The waybill names another point."""

    number: str
    point: str


@dataclass(eq=False)
class LoanNotOut(Refused):
    """So much of the item was not lent at this hand-over, or came back already."""

    item: str
    asked: int
    out: int


# --- the help desk and blocks ----------------------------------------------------------------------------------------


@dataclass(eq=False)
class BlockedAlready(Refused):
    """There is a block of this household already, or a proposal that waits; one at a time."""

    code: str
    waits: bool


@dataclass(eq=False)
class NotBlocked(Refused):
    """No block of this household is in force."""

    code: str


@dataclass(eq=False)
class ProposalNeeded(Refused):
    """Nobody proposed to block this household; only what its holder asks for is decided at once."""

    code: str


@dataclass(eq=False)
class ProposedIt(Refused):
    """One of the two who would agree proposed the block of this household."""

    code: str


@dataclass(eq=False)
class NoProposal(Refused):
    """Nobody proposed a block of this household that still waits."""

    code: str


@dataclass(eq=False)
class ProvisionalCapReached(Refused):
    """So many households were helped provisionally at this point today; more wait for the supervisor."""

    cap: int


@dataclass(eq=False)
class NotServingHere(Refused):
    """The round is not open, or this point does not serve today."""

    round: str
    point: str


@dataclass(eq=False)
class NothingToGive(Refused):
    """Nothing of the round's items is due to so many people, or none of it is left at the point.

    `counts_some`: its rules count some of them, and nobody said who they are.
    """

    size: int
    counts_some: bool = False


@dataclass(eq=False)
class SizeUnlikely(BadInput):
    """No household has so many people, or so few."""

    size: int
    most: int


@dataclass(eq=False)
class MoreThanRegistered(Refused):
    """A household is let draw for at most as many people as the register counts in it: `most`."""

    size: int
    most: int


@dataclass(eq=False)
class HouseholdListed(Refused):
    """The list of the round names this household already, so that nobody lets it draw beside the list."""

    code: str
    round: str


@dataclass(eq=False)
class AmongUnlikely(BadInput):
    """Of so many people there cannot be so many children under two, women and people with a disability."""

    size: int


@dataclass(eq=False)
class TooManyHouseholds(Refused):
    """One person would collect for more households of a round than one may."""

    limit: int


@dataclass(eq=False)
class VisitUnknown(BadInput):
    """The help desk's queue has no such visit."""


@dataclass(eq=False)
class VisitSettled(Refused):
    """Somebody else ended this visit already."""


@dataclass(eq=False)
class NotOnDelivery(BadInput):
    """The household is not served at home in this round."""

    code: str
