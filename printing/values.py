"""What goes onto paper: captions and data as plain strings, numbers and image bytes, already filled by the caller.

Nothing here knows a sentence. Where a paper number can only be known while drawing (page of pages, totals), the
caption carries `{page}`, `{pages}` or `{count}` in braces and is filled by plain replacement.

Script is decided per string: Sindhi letters go to Lateef, other Arabic script to Nastaliq (or Lateef, when the
paper's language is Sindhi and no letter says otherwise), the rest to Noto Sans.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

type Language = Literal["ur", "sd", "en"]
type CardLayout = Literal["a4-8", "a4-10", "cr80"]
type RosterKind = Literal["muster", "list"]

# Called with (done, total) at least once a page; whatever it raises ends the drawing.
type Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """One caption said twice: in English for staff, and in the holder's own language. Either may be empty."""

    en: str
    local: str = ""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The state of the book at the time of printing.

    line: "Book line 184223"; digits: 24 digits in groups of four; qr: the text of the small QR, empty for none.
    """

    line: str
    digits: str
    qr: str = ""


@dataclass(frozen=True, slots=True)
class CardFace:
    """One holder's card.

    code: the 12 digits of the household code, without spaces; credential: the QR's text, at most 189 characters of
    the QR alphanumeric set; photo: JPEG bytes, drawn 3:4 (cropped to the middle); initials: drawn where there is no
    photo, may be empty; copy: the mark of a second print of the same issue, empty on the first.
    """

    code: str
    credential: str
    name: str
    relation: str = ""
    name_latin: str = ""
    relation_latin: str = ""
    holder: str = ""
    renewal: str = ""
    photo: bytes | None = None
    initials: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class CardCaptions:
    """Words that all cards of a sheet share.

    back: what the holder should know, one sentence a line; line breaks are kept. help: stands beside the helpline.
    ruler: beside the 100 mm bar. fronts, backs: "fronts {page} of {pages}".
    """

    title: Pair
    back: Pair
    practice: Pair = field(default=Pair("PRACTICE", "مشق"))
    help: Pair = field(default=Pair(""))
    ruler: str = ""
    fronts: str = "{page} / {pages}"
    backs: str = "{page} / {pages}"


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Cards to print: a page of fronts, then the page of their backs, and so on.

    helpline: a number that was called and answered, empty for none. back_offset_mm: how far this printer's second
    side lies off, to the right and downwards, as read from its calibration page.
    """

    cards: tuple[CardFace, ...]
    captions: CardCaptions
    language: Language = "ur"
    layout: CardLayout = "a4-8"
    practice: bool = False
    helpline: str = ""
    back_offset_mm: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class RosterItem:
    """A column of amounts.

    kind: "flour", "oil", "blanket" for our drawings, anything else for none; total: "{count} bags".
    """

    kind: str
    name: Pair
    total: str = "{count}"


ROSTER_ROWS: dict["RosterKind", int] = {"muster": 10, "list": 25}
"""Rows of one page."""


def roster_pages(rows: int, kind: "RosterKind") -> int:
    """How many pages a roster has; one without rows still has one, saying so by its totals."""
    return max(1, -(-rows // ROSTER_ROWS[kind]))


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One household on a roster; amounts stand in the order of the sheet's items."""

    code: str
    name: str
    relation: str = ""
    people: int = 0
    amounts: tuple[int | Decimal, ...] = ()
    collectors: tuple[str, ...] = ()
    """Initials of those who may also collect, at most two of whom have room."""


@dataclass(frozen=True, slots=True)
class RosterCaptions:
    """Words of a roster. page: "Page {page} of {pages}"; households: "{count} households"; grand: "In all:";
    sheet: "Sheet {sheet}" in both languages, on each page of muster sheets that were numbered.

    collector heads the column where a muster sheet says who signed; holder is said beside its first box.
    """

    title: Pair
    place: Pair
    scan: Pair
    code: Pair
    name: Pair
    relation: Pair
    people: Pair
    signature: Pair
    page: str
    households: str
    grand: str
    given_by: str = ""
    seen_by: str = ""
    note: str = ""
    list_version: str = ""
    printed: str = ""
    collector: Pair = field(default=Pair("Who signed"))
    holder: Pair = field(default=Pair("holder"))
    sheet: Pair = field(default=Pair("Sheet {sheet}"))
    practice: Pair = field(default=Pair("PRACTICE", "مشق"))


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """A roster for one point and round.

    kind "muster": ten rows a page with a QR, a box to sign and who signed in each; "list": 25 rows a page, text only.
    """

    rows: tuple[RosterRow, ...]
    items: tuple[RosterItem, ...]
    captions: RosterCaptions
    fingerprint: Fingerprint | None = None
    language: Language = "ur"
    kind: RosterKind = "muster"
    practice: bool = False
    number: int | None = None
    """Of this printing of muster sheets; page 3 of number 12 is sheet 12-3."""


@dataclass(frozen=True, slots=True)
class SlipItem:
    """One kind of relief on a slip: how many, what, and a note such as what is still owed."""

    kind: str
    count: str
    name: Pair
    note: Pair = field(default=Pair(""))


@dataclass(frozen=True, slots=True)
class Slip:
    """A6 slip for what was handed over: items first, then who, then what the holder should know, then the book."""

    title: Pair
    items: tuple[SlipItem, ...]
    code: str
    person: str
    when_where: str
    notice: Pair
    book: str = ""
    keep: str = ""
    fingerprint: Fingerprint | None = None
    person_latin: str = ""
    language: Language = "ur"
    practice: bool = False
    copy: Pair | None = None
    """Words that mark a second printing; none on the first."""
    practice_caption: Pair = field(default=Pair("PRACTICE", "مشق"))


@dataclass(frozen=True, slots=True)
class ReceiptFact:
    """One line of a registration receipt: what, and how it stands."""

    what: Pair
    value: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A6 receipt for a registration: code, who, facts, what comes next, then the book."""

    title: Pair
    code: str
    code_caption: Pair
    person: str
    when_where: str
    facts: tuple[ReceiptFact, ...]
    notice: Pair
    book: str = ""
    keep: str = ""
    fingerprint: Fingerprint | None = None
    person_latin: str = ""
    language: Language = "ur"
    practice: bool = False
    practice_caption: Pair = field(default=Pair("PRACTICE", "مشق"))


@dataclass(frozen=True, slots=True)
class RightsSlip:
    """A6 slip with what holds for everybody who works: the same paper for each holder, in one language.

    help: numbers that were called and answered, empty for none.
    """

    title: Pair
    lines: tuple[str, ...]
    help: str = ""
    language: Language = "ur"
    practice: bool = False
    practice_caption: Pair = field(default=Pair("PRACTICE", "مشق"))


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """A4 sheet with the words that open the store when nobody else can.

    setup_qr: text of the scanner set-up code below the fold line, empty for none; signed: caption of the two lines
    to sign on.
    """

    title: Pair
    subtitle: str
    intro: Pair
    words: tuple[str, ...]
    check: Pair
    check_word: str
    steps: tuple[Pair, ...]
    signed: Pair = field(default=Pair("", ""))
    setup_title: str = ""
    setup: str = ""
    setup_qr: str = ""
    language: Language = "ur"
    practice: bool = False
    practice_caption: Pair = field(default=Pair("PRACTICE", "مشق"))
