"""Which column of which row stands in which field of a signed line: the one table that `check` compares by.

Whoever writes SQL can change any row; only its line is signed. So of every row that decides what somebody receives, or
who answers for it, each column is named here with the field of the line that says the same, or with the reason why
none does. `desktop.queries.ledger.by_columns` compares, and a test wants every column of these tables named once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from desktop.queries.ledger.entries import plain
from desktop.values.entry_kind import EntryKind


class Line(Enum):
    """A field of the line itself, which no erasing takes away; or a part of what its content lists."""

    REF = auto()
    WHO = auto()
    SECOND = auto()
    AT = auto()
    DESK = auto()
    """The desk in whose log it stands."""
    KEY = auto()
    """What a list in the content names: an item, a household."""
    AMOUNT = auto()
    """How much of it."""
    TIMES = auto()
    """How many such lines there are about it."""


@dataclass(frozen=True)
class Told:
    """A field of the content. `reads` turns what the row keeps into the content's words."""

    name: str
    reads: Callable[[object], str] = plain
    lacking: str = ""
    """What it means when the content does not say."""
    of_key: bool = False
    """The field is a list of its own: what it says of the same key."""


@dataclass(frozen=True)
class SecondFor:
    """The second person, but only of a line that tells this field: without it nobody was needed."""

    name: str


type Source = Line | Told | SecondFor


class Which(Enum):
    """Which of several lines about one row speaks for it."""

    EACH = auto()
    FIRST = auto()
    NEWEST = auto()
    COUNTED = auto()


@dataclass(frozen=True)
class Held:
    """Rows of one table that lines of these kinds tell of, column by column.

    `rows`: which rows have such a line; `each`: the list in the content that has a row each; `told`: the field without
    which a line tells of none; `ends`: kinds after which the row is gone.
    """

    table: str
    kinds: tuple[EntryKind, ...]
    columns: Mapping[str, Source]
    as_: str = ""
    """The name under which `check` tells of it; the table's when empty."""
    rows: str = ""
    each: str = ""
    told: str = ""
    which: Which = Which.EACH
    ends: tuple[EntryKind, ...] = ()
    reads_rows: bool = True
    """False where the rows are those of another, with the same columns."""

    @property
    def name(self) -> str:
        """As `check` calls it."""
        return self.as_ or self.table


def _seconds(raw: object) -> str:
    return plain(raw // 1_000_000) if isinstance(raw, int) else plain(raw)


def _yes(raw: object) -> str:
    return "yes" if raw else "no"


def _same(*names: str) -> dict[str, Source]:
    """Columns that the content calls by the same name."""
    return {name: Told(name) for name in names}


_BY: dict[str, Source] = {"operator_id": Line.WHO, "at": Line.AT}
_BY_TWO: dict[str, Source] = {**_BY, "second_id": Line.SECOND}
_ROUND: dict[str, Source] = {"round_id": Told("round")}
_POINT: dict[str, Source] = {"point_id": Told("point")}
_HOUSEHOLD: dict[str, Source] = {"household_id": Told("household")}
_ID: dict[str, Source] = {"id": Line.REF}
_BEGAN: dict[str, Source] = {"registered_by": Line.WHO, "registered_at": Line.AT, "desk_id": Line.DESK}

HELD: tuple[Held, ...] = (
    Held("household", (EntryKind.HOUSEHOLD_REGISTERED,), _ID | _BEGAN),
    Held("household", (EntryKind.IMPORT_WRITTEN,), {"id": Line.KEY} | _BEGAN, each="homes", reads_rows=False),
    Held(
        "card",
        (EntryKind.CARD_ISSUED,),
        _ID
        | _same("kid")
        | {"expires_at": Told("expires", _seconds)}
        | {"issued_at": Line.AT, "issued_by": Line.WHO, "desk_id": Line.DESK},
    ),
    Held("card", (EntryKind.CARD_COPIED,), _ID | {"copies": Line.TIMES}, rows="copies <> 0", which=Which.COUNTED),
    Held("card", (EntryKind.CARD_PRINTED,), _ID | {"printed_at": Line.AT}, rows="printed_at IS NOT NULL"),
    Held(
        "card",
        (EntryKind.CARD_REPLACED, EntryKind.CARD_REVOKED),
        _ID | _same("reason"),
        rows="state <> 'live' OR reason IS NOT NULL",
    ),
    Held(
        "round",
        (EntryKind.ROUND_MADE,),
        _ID
        | {"code": Told("round"), "list_kind": Told("list"), "from_day": Told("from"), "to_day": Told("to")}
        | _same("programme_version")
        | {"made_at": Line.AT},
    ),
    Held(
        "disbursement",
        (EntryKind.GIVEN,),
        _ID
        | _ROUND
        | _POINT
        | _HOUSEHOLD
        | _same("lane", "slot", "issue", "source", "looked", "receipt", "sheet")
        | {"given_on": Told("day"), "desk_id": Line.DESK}
        | _BY,
    ),
    Held(
        "disbursed_item",
        (EntryKind.GIVEN,),
        {"disbursement_id": Line.REF, "item": Line.KEY, "quantity": Line.AMOUNT}
        | _ROUND
        | _HOUSEHOLD
        | {"turn": Told("turn", lacking="1", of_key=True)},
        as_="disbursement",
        each="items",
    ),
    Held(
        "collection",
        (EntryKind.GIVEN,),
        {"disbursement_id": Line.REF} | _ROUND | _HOUSEHOLD | {"kind": Told("collected"), "named_id": Told("named")},
        told="collected",
    ),
    Held("void", (EntryKind.VOIDED,), {"disbursement_id": Line.REF} | _same("reason") | _BY_TWO),
    Held(
        "allowance",
        (EntryKind.ALLOWED,),
        {"household_id": Line.REF} | _ROUND | _same("size", "reason") | _BY_TWO,
        which=Which.NEWEST,
    ),
    Held(
        "home_delivery",
        (EntryKind.DELIVERY_LISTED, EntryKind.DELIVERY_ENDED),
        {"household_id": Line.REF} | _ROUND | _same("reason") | _BY,
        which=Which.NEWEST,
        ends=(EntryKind.DELIVERY_ENDED,),
    ),
    Held("proxy", (EntryKind.PROXY_LET,), _ID | _ROUND | _HOUSEHOLD | _same("day", "reason") | _BY_TWO),
    Held(
        "provisional",
        (EntryKind.PROVISIONAL_GIVEN,),
        _ID
        | _ROUND
        | _POINT
        | _same("day", "size", "reason", "receipt")
        | {name: Told(name, lacking="0") for name in ("infants", "women", "disabled")}
        | _BY_TWO,
    ),
    Held(
        "provisional_item",
        (EntryKind.PROVISIONAL_GIVEN,),
        {"provisional_id": Line.REF, "item": Line.KEY, "quantity": Line.AMOUNT},
        as_="provisional",
        each="items",
    ),
    Held(
        "muster_print",
        (EntryKind.SHEETS_NUMBERED,),
        _ID | _POINT | _same("number", "pages") | {"printed_by": Line.WHO, "printed_at": Line.AT, "desk_id": Line.DESK},
    ),
    Held(
        "point_day",
        (EntryKind.POINT_OPENED,),
        _ID
        | _POINT
        | _same("day", "turn", "reason")
        | {"opened_by": Line.WHO, "opened_at": Line.AT, "second_id": SecondFor("reason")},
    ),
    Held(
        "point_day",
        (EntryKind.POINT_CLOSED, EntryKind.DAY_CLOSED),
        _ID | {"closed_by": Line.WHO, "closed_at": Line.AT, "close_second_id": Line.SECOND},
        rows="closed_at IS NOT NULL OR closed_by IS NOT NULL OR close_second_id IS NOT NULL",
        which=Which.FIRST,
    ),
    Held(
        "stock_movement",
        (
            EntryKind.STOCK_RECEIVED,
            EntryKind.STOCK_MOVED,
            EntryKind.STOCK_DAMAGED,
            EntryKind.STOCK_LOST,
            EntryKind.STOCK_RETURNED,
            EntryKind.STOCK_COUNTED,
            EntryKind.LOAN_BACK,
        ),
        _same("id", "item", "kind", "quantity", "batch", "expires", "document", "other", "reason", "note")
        | _POINT
        | {"waybill_id": Told("waybill"), "pair_id": Told("pair")}
        | _BY_TWO,
        each="movements",
    ),
    Held(
        "loan_return",
        (EntryKind.LOAN_BACK,),
        _ID
        | {"disbursement_id": Told("disbursement"), "usable": Told("usable", _yes)}
        | _same("item", "quantity")
        | _BY,
    ),
    Held("waybill", (EntryKind.WAYBILL_MADE,), _ID | {"made_by": Line.WHO, "made_at": Line.AT}),
    Held(
        "waybill",
        (EntryKind.STOCK_RECEIVED,),
        _ID | {"received_by": Line.WHO, "received_at": Line.AT},
        rows="received_by IS NOT NULL OR received_at IS NOT NULL",
        told="waybill",
    ),
    Held(
        "release",
        (EntryKind.RELEASED,),
        _ID | _POINT | {"order_number": Told("order")} | _same("authority", "reason") | _BY_TWO,
    ),
    Held(
        "release_item",
        (EntryKind.RELEASED,),
        {"release_id": Line.REF, "item": Line.KEY, "quantity": Line.AMOUNT},
        each="items",
    ),
    Held(
        "block",
        (EntryKind.BLOCK_PROPOSED,),
        _ID | _same("reason", "note") | {"proposed_by": Line.WHO, "proposed_at": Line.AT},
    ),
    Held(
        "block",
        (EntryKind.BLOCKED, EntryKind.BLOCK_REFUSED),
        _ID | {"decided_by": Line.WHO, "decide_second_id": Line.SECOND, "decided_at": Line.AT},
        rows="state <> 'proposed' OR decided_by IS NOT NULL",
    ),
    Held(
        "block",
        (EntryKind.UNBLOCKED,),
        _ID
        | {"lifted_by": Line.WHO, "lift_second_id": Line.SECOND, "lifted_at": Line.AT}
        | {"lift_note": Told("note")},
        rows="state = 'lifted' OR lifted_by IS NOT NULL",
    ),
)
"""Every row that is held against its line by its columns."""


@dataclass(frozen=True)
class Apart:
    """Columns that this table does not compare, each with who does instead, or why nobody needs to."""

    elsewhere: Mapping[str, str] = field(default_factory=dict[str, str])
    """By the module that holds it against the book."""
    derived: Mapping[str, str] = field(default_factory=dict[str, str])
    """From what is compared."""
    nobody: Mapping[str, str] = field(default_factory=dict[str, str])
    """Not in any line, or of no use to whoever changes it."""


APART: dict[str, Apart] = {
    "household": Apart(
        elsewhere=dict.fromkeys(("pcode", "village", "active", "told_size"), "ledger_homes")
        | {"code": "ledger_rows, ledger_states: cards, blocks and withdrawals are told by it"},
        nobody={
            "version": "it only refuses two who correct at once",
            "home_pcode": "what people told of themselves is compared by its being there",
        },
    ),
    "card": Apart(
        elsewhere=dict.fromkeys(("household_id", "slot", "issue", "state"), "ledger_rows")
        | {"registrant_id": "ledger_homes"},
        derived={"credential": "the card key signs it, and the lane reads the card and not this row"},
    ),
    "round": Apart(
        nobody=dict.fromkeys(("programme_id", "event_id"), "the line has the name, which has no line of its own")
        | dict.fromkeys(("state", "list_version", "list_digest", "frozen_at"), "several lines change it, in turn")
        | {"criteria": "the line has it in another shape; who is on a fixed list stands in its digest on paper"},
    ),
    "disbursement": Apart(elsewhere={"slips": "ledger_slips"}),
    "disbursed_item": Apart(),
    "collection": Apart(nobody={"person_key": "made of names and phones, which no line may hold"}),
    "void": Apart(),
    "allowance": Apart(),
    "home_delivery": Apart(),
    "proxy": Apart(
        nobody=dict.fromkeys(
            ("name_as_told", "name_latin", "phone", "relation", "person_key"),
            "names and phones, which no line that is never erased may hold",
        )
    ),
    "provisional": Apart(nobody={"household_id": "nothing fills it in yet"}),
    "provisional_item": Apart(),
    "muster_print": Apart(),
    "point_day": Apart(elsewhere={"summary": "ledger_days"}),
    "stock_movement": Apart(),
    "loan_return": Apart(),
    "waybill": Apart(
        elsewhere=dict.fromkeys(
            ("number", "point_id", "day", "origin", "vehicle", "seal", "state", "note"), "ledger_stock"
        )
    ),
    "release": Apart(),
    "release_item": Apart(),
    "block": Apart(
        elsewhere={"household_id": "ledger_states", "state": "ledger_states"},
        derived={"until": "from the reason and `decided_at`"},
    ),
}
"""By table, what `HELD` leaves out. The district that begins every key is one and the same in every row."""
