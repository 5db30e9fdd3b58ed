"""Papers of an import: how a file is read, what its columns become, what was found in it, what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from desktop.records.household import ConsentDraft, HouseholdDraft
from desktop.records.operator import EntryRef
from desktop.values.import_field import Doubt, Fit, Grouping, ImportField, NeverKept
from desktop.values.vocabulary import BatchState


@dataclass(frozen=True)
class ColumnUse:
    """One column of the file: what it becomes, or why it is not taken."""

    place: int
    """From 0."""
    name: str
    field: ImportField | None = None
    person: int = 0
    """Which person of the row it tells of, from 1; 0: the row is one person, or it tells of the household."""
    never: NeverKept | None = None
    """Set when we do not keep such a thing: then `field` is None, whatever anybody asks."""
    filled: int = 0
    samples: tuple[str, ...] = ()
    fit: Fit | None = None
    """By what it was taken for `field`."""
    maybe: ImportField | None = None
    """What it may be besides: only a person can say."""


@dataclass(frozen=True)
class ReadAs:
    """How the file is read; empty and -1 are guessed (`desktop.exchange.sheets.wire.Reading`)."""

    sheet: int = -1
    repeat: int = -1
    header: int = 0
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True)
class ImportPlan:
    """Everything that is chosen before an import: how to read, what columns mean, place and consent for all."""

    read: ReadAs
    columns: tuple[ColumnUse, ...]
    place: str = ""
    """P-code for households of which the file names no place; empty: each must name its own."""
    consent: ConsentDraft | None = None
    """Stated once for the whole list; None: a column says it of each household."""
    grouping: Grouping | None = None
    """Which rows are one household; None: as the columns tell (`desktop.exchange.doubts.grouping`)."""
    split_names: bool | None = None
    """Whether *Sakina d/o Rahim* is a name and a father's name; None: nobody said."""
    as_written: bool = False
    """Whether villages and parents' names that name a forbidden matter are kept: somebody insists."""
    settled: frozenset[Doubt] = frozenset()
    """Doubts that a person answered."""

    @property
    def keeps_phones(self) -> bool:
        """Whether somebody said, for the list or in a column, that phones may be kept."""
        return (self.consent is not None and self.consent.phone) or bool(self.of(ImportField.CONSENT_PHONE))

    def of(self, wanted: ImportField) -> tuple[ColumnUse, ...]:
        """The columns that become a field."""
        return tuple(column for column in self.columns if column.field is wanted)


@dataclass(frozen=True)
class SavedMap:
    """What a plan is without one file: kept under a name, or as a TOML file."""

    columns: dict[str, str]
    """Heading to field, ``father``, or ``2:name`` for the second person of a row."""
    place: str = ""
    consent: ConsentDraft | None = None
    read: ReadAs = field(default_factory=ReadAs)
    grouping: Grouping | None = None
    split_names: bool | None = None
    as_written: bool = False


@dataclass(frozen=True)
class Question:
    """A doubt about a list: which columns it is about, and an example."""

    doubt: Doubt
    columns: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class BatchView:
    """One batch, ready to show."""

    id: UUID
    number: int
    state: BatchState
    rows: int
    households: int
    people: int
    begun_at: datetime
    begun_by: str
    begun_by_id: UUID
    ended_at: datetime | None
    same_file: bool = False
    """Whether it is of the file that was asked about."""


@dataclass(frozen=True)
class FileLook:
    """What a chosen file is, with columns as guessed."""

    file: str
    sha256: bytes = field(repr=False)
    kind: str
    sheets: tuple[tuple[str, int], ...]
    encodings: tuple[str, ...]
    separators: tuple[str, ...]
    rows: int
    notes: tuple[str, ...]
    plan: ImportPlan
    batches: tuple[BatchView, ...] = ()
    """Earlier imports of the same file, and one that waits to be finished."""


@dataclass(frozen=True)
class Trouble:
    """One kind of thing found in rows: where, what, how often, the first rows of it, and a value as an example.

    Its facts are those of each of its rows; it has none where the rows of a kind tell too many different things.

    `where` is a field of a draft without its numbers (``members.id.number``), `code` a `Finding` or ``household``
    (somebody else of the household cannot be taken). `stops`: those rows are refused; else the value is left out.
    """

    where: str
    code: str
    stops: bool
    count: int
    rows: tuple[int, ...]
    example: str
    facts: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Reason:
    """Why one row is not taken, or not whole: as `Trouble`, of one row."""

    where: str
    code: str
    stops: bool
    facts: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class BadRowWords:
    """The words of the file of bad rows: two headings, and how a reason is said."""

    row: str
    why: str
    say: Callable[[Reason], str]


@dataclass(frozen=True)
class PreviewRow:
    """One household of the first rows, as it would be kept, and what is to be looked at in each of its rows."""

    rows: tuple[int, ...]
    draft: HouseholdDraft
    reasons: tuple[tuple[int, Reason], ...]


@dataclass(frozen=True)
class Checked:
    """What a dry run found: nothing was written."""

    rows: int
    households: int
    people: int
    ready: int
    """Households that would be registered."""
    ready_people: int
    already: int
    """Households that an earlier import brought."""
    refused: int
    """Rows that cannot be taken."""
    not_named: int
    """People whom the list counts but does not name; they are in no household."""
    phones_left: int
    """Phones that are not kept, because nobody agreed to it."""
    to_mend: int
    """Rows that are not taken, not whole, or worth a look."""
    insisted: int
    """Households with words on a matter that is never kept."""
    troubles: tuple[Trouble, ...]
    preview: tuple[PreviewRow, ...]


@dataclass(frozen=True)
class Imported:
    """What an import brought. `already` are households, `refused` rows, `possible_duplicates` pairs of people."""

    batch: int | None
    """None when everything of the list had come before."""
    rows: int
    registered: int
    people: int
    already: int
    refused: int
    possible_duplicates: int
    not_named: int
    phones_left: int
    to_mend: int
    troubles: tuple[Trouble, ...]
    entry: EntryRef


@dataclass(frozen=True)
class Touched:
    """Why a batch cannot be taken back any more: how many of its households have each."""

    cards: int = 0
    corrections: int = 0
    events: int = 0
    given: int = 0
    lists: int = 0
    pairs: int = 0

    @property
    def any(self) -> bool:
        """Whether anything was done with it."""
        return any((self.cards, self.corrections, self.events, self.given, self.lists, self.pairs))


@dataclass(frozen=True)
class TakenBack:
    """A batch after it was undone or dropped."""

    batch: BatchView
    entry: EntryRef | None
    """None when it had been given up before, and only what was left of it went away."""
