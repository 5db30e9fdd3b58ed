"""Holds who lives where, who holds a card and where a household lives against the entries that made it so.

Every entry says whom it took into a household, whom it let go, and who held a card before and after. What an entry
says is put into a sum per household, and taken out again by what the rows say now: nothing is left where both agree.
The order of entries does not matter, and of a million households only a number each is kept.
"""

import hashlib
import secrets
from collections.abc import Set as AbstractSet
from uuid import UUID

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.history_details import EVENTS
from desktop.values.entry_kind import EntryKind
from desktop.values.vocabulary import HouseholdChange

TELLING = EVENTS | {
    EntryKind.HOUSEHOLD_REGISTERED,
    EntryKind.HOUSEHOLD_CORRECTED,
    EntryKind.PEOPLE_MERGED,
    EntryKind.PEOPLE_UNMERGED,
    EntryKind.WITHDRAWAL_DONE,
}
"""Kinds of entry that say who lives where."""

_CAME = frozenset({HouseholdChange.JOINED, HouseholdChange.BORN, HouseholdChange.TOOK_IN})
_WENT = frozenset(
    {
        HouseholdChange.LEFT,
        HouseholdChange.MARRIED_OUT,
        HouseholdChange.DIED,
        HouseholdChange.SPLIT_OFF,
        HouseholdChange.MERGED_INTO,
    }
)  # whoever begins a household by a split stands in the entry of its registration

_CONTENTS = text(
    "SELECT e.line, c.content FROM ledger_entry e LEFT JOIN ledger_content c"
    " ON c.district_id = e.district_id AND c.log = e.log AND c.seq = e.seq WHERE e.district_id = :district"
)
_MEMBERS = text(
    "SELECT household_id, registrant_id, slot FROM membership WHERE district_id = :district AND to_day IS NULL"
)
_HOUSEHOLDS = text("SELECT id, pcode, village, home_pcode FROM household WHERE district_id = :district")
_OPEN_OR_EMPTY = text(
    "SELECT h.id FROM household h WHERE h.district_id = :district AND h.active <> EXISTS (SELECT 1 FROM membership m"
    " WHERE m.district_id = h.district_id AND m.household_id = h.id AND m.to_day IS NULL)"
)


class _Where(msgspec.Struct):
    pcode: str = ""
    village: str = ""
    home_pcode: str = ""


class _Member(msgspec.Struct):
    registrant: str
    holder: int = 0


class _Whole(msgspec.Struct):
    """A household as an entry tells it."""

    members: list[_Member] = []
    place: _Where = msgspec.field(default_factory=_Where)


class _Corrected(msgspec.Struct):
    before: _Whole
    after: _Whole


class _Event(msgspec.Struct):
    change: str
    registrant: str = ""
    from_pcode: str = ""
    from_village: str = ""
    pcode: str = ""
    village: str = ""


class _Settled(msgspec.Struct):
    """Card slots: of those who go, of those who have one now, of those who have none any more."""

    slots: dict[str, int] = {}
    holders: dict[str, int] = {}
    freed: dict[str, int] = {}


class _Happened(_Settled):
    events: list[_Event] = []
    members: list[_Member] = []
    holder: int = 0
    home_pcode: str = ""
    from_home: str = ""


class _Forgotten(_Settled):
    home: str = ""
    left: list[str] = []


class _Merged(msgspec.Struct):
    """Two records that became one: where the one that went lived, and what the one that stayed took over there."""

    gone: str
    kept: str
    home: str = ""
    gone_slot: int = 0
    kept_slot: int = 0
    slot: int = 0
    place: str = ""
    left: str = ""


class _Brief(msgspec.Struct):
    do: str
    ref: str = ""


def misplaced_household(conn: Connection, district: str, untold: AbstractSet[str]) -> str | None:
    """The first household that is not what the entries say, by its id; None when all are.

    `untold` are households of which the entries do not say who belongs to them. A household of which a content was
    erased is held against nothing; that it was erased rightly is for the audit.
    """
    homes = _Homes(untold)
    decoder = msgspec.json.Decoder(_Brief)
    for line, content in conn.execute(_CONTENTS, {"district": district}):
        brief = decoder.decode(bytes(line))
        if brief.do in TELLING:
            homes.hear(brief, None if content is None else bytes(content))
    return homes.misplaced(conn, district)


class _Homes:
    """A sum per household, nought where entries and rows agree; nobody can choose rows that cancel: the key is new."""

    def __init__(self, untold: AbstractSet[str]) -> None:
        self._key = secrets.token_bytes(16)
        self._sums: dict[str, int] = {}
        self._silent = set(untold)
        self._merges: dict[str, _Merged] = {}
        self._apart: list[str] = []
        self._blind = False

    def hear(self, told: _Brief, content: bytes | None) -> None:
        """What one entry says."""
        if content is None:
            # of two records that became one nobody could say which households it was about
            self._blind = self._blind or told.do in (EntryKind.PEOPLE_MERGED, EntryKind.WITHDRAWAL_DONE)
            self._silent.add(told.ref)
            return
        match told.do:
            case EntryKind.HOUSEHOLD_REGISTERED:
                self._whole(told.ref, msgspec.json.decode(content, type=_Whole))
            case EntryKind.HOUSEHOLD_CORRECTED:
                corrected = msgspec.json.decode(content, type=_Corrected)
                self._whole(told.ref, corrected.before)
                self._whole(told.ref, corrected.after)
            case EntryKind.PEOPLE_MERGED:
                self._merges[told.ref] = msgspec.json.decode(content, type=_Merged)
            case EntryKind.PEOPLE_UNMERGED:
                self._apart.append(told.ref)
            case EntryKind.WITHDRAWAL_DONE:
                self._forgotten(msgspec.json.decode(content, type=_Forgotten))
            case _:
                self._happened(told.ref, msgspec.json.decode(content, type=_Happened))

    def misplaced(self, conn: Connection, district: str) -> str | None:
        """The first household where something is left when the rows are taken out."""
        for merge in (*self._merges.values(), *(self._merges[ref] for ref in self._apart if ref in self._merges)):
            self._merged(merge)
        if self._blind:
            return None
        self._rows(conn, district)
        for household, left in self._sums.items():
            if left and household not in self._silent:
                return household
        ids = (_uuid(raw) for (raw,) in conn.execute(_OPEN_OR_EMPTY, {"district": district}))
        return next((household for household in ids if household not in self._silent), None)

    def _rows(self, conn: Connection, district: str) -> None:
        for household, registrant, slot in conn.execute(_MEMBERS, {"district": district}):
            self._member(_uuid(household), _uuid(registrant), slot or 0)
        for household, pcode, village, home in conn.execute(_HOUSEHOLDS, {"district": district}):
            self._lives(_uuid(household), pcode, village, home)

    def _whole(self, household: str, whole: _Whole) -> None:
        for member in whole.members:
            self._member(household, member.registrant, member.holder)
        self._lives(household, whole.place.pcode, whole.place.village, whole.place.home_pcode)

    def _happened(self, household: str, told: _Happened) -> None:
        first = told.members[0].holder if told.members else told.holder
        for event in told.events:
            if event.change in _CAME:
                self._member(household, event.registrant, 0 if event.change == HouseholdChange.TOOK_IN else first)
            elif event.change in _WENT:
                self._member(household, event.registrant, told.slots.get(event.registrant, 0))
            elif event.change == HouseholdChange.MOVED:
                self._lives(household, event.from_pcode, event.from_village, told.from_home)
                self._lives(household, event.pcode, event.village, told.home_pcode)
        self._settled(household, told)

    def _forgotten(self, told: _Forgotten) -> None:
        for registrant in told.left:
            self._member(told.home, registrant, told.slots.get(registrant, 0))
        self._settled(told.home, told)

    def _settled(self, household: str, told: _Settled) -> None:
        for registrant, slot in (*told.holders.items(), *told.freed.items()):
            self._member(household, registrant, slot)
            self._member(household, registrant, 0)

    def _merged(self, told: _Merged) -> None:
        if told.left:
            self._member(told.left, told.gone, told.gone_slot)
        if told.place:
            self._member(told.left, told.kept, told.slot)
        elif told.slot:
            self._member(told.home, told.kept, told.kept_slot)
            self._member(told.home, told.kept, told.slot)

    def _member(self, household: str, registrant: str, slot: int) -> None:
        self._toggle(household, registrant, str(slot))

    def _lives(self, household: str, *where: str) -> None:
        self._toggle(household, "lives", *where)

    def _toggle(self, household: str, *words: str) -> None:
        mark = hashlib.blake2b("\0".join(words).encode(), key=self._key, digest_size=8).digest()
        self._sums[household] = self._sums.get(household, 0) ^ int.from_bytes(mark)


def _uuid(raw: object) -> str:
    return str(UUID(bytes=raw)) if isinstance(raw, bytes) else str(raw)
