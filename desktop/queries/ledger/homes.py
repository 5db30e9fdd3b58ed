"""Holds who lives where, who holds a card, where a household lives and how many it counts against the entries.

Every entry says whom it took into a household, whom it let go, and who held a card before and after. What an entry
says is put into a sum per household, and taken out again by what the rows say now: nothing is left where both agree.
The order of entries does not matter, and of a million households only a number each is kept.
"""

from collections.abc import Set as AbstractSet
from itertools import chain

import msgspec
from sqlalchemy import Connection, text

from desktop.domain.household_content import village_mark
from desktop.queries.history_details import EVENTS
from desktop.queries.ledger.entries import Said, Sums, plain, tell
from desktop.values.entry_kind import EntryKind
from desktop.values.vocabulary import HouseholdChange

TELLING = frozenset(
    {
        *map(EntryKind, EVENTS),
        EntryKind.HOUSEHOLD_REGISTERED,
        EntryKind.HOUSEHOLD_CORRECTED,
        EntryKind.IMPORT_WRITTEN,
        EntryKind.PEOPLE_MERGED,
        EntryKind.PEOPLE_UNMERGED,
        EntryKind.WITHDRAWAL_DONE,
    }
)
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
_OF_MANY = frozenset({EntryKind.PEOPLE_MERGED, EntryKind.WITHDRAWAL_DONE, EntryKind.IMPORT_WRITTEN})

_MEMBERS = text(
    "SELECT household_id, registrant_id, slot FROM membership WHERE district_id = :district AND to_day IS NULL"
)
_HOUSEHOLDS = text("SELECT id, pcode, village, home_pcode, told_size FROM household WHERE district_id = :district")
_OPEN_OR_EMPTY = text(
    "SELECT h.id FROM household h WHERE h.district_id = :district AND h.active <> EXISTS (SELECT 1 FROM membership m"
    " WHERE m.district_id = h.district_id AND m.household_id = h.id AND m.to_day IS NULL)"
)


class _Where(msgspec.Struct):
    pcode: str = ""
    village: str = ""
    village_mark: str = ""
    """In its place in the entries of imports."""
    home_pcode: str = ""


class _Member(msgspec.Struct):
    registrant: str
    holder: int = 0


class _Whole(msgspec.Struct):
    """A household as an entry tells it."""

    members: list[_Member] = []
    place: _Where = msgspec.field(default_factory=_Where)
    told_size: int | None = None


class _Brought(msgspec.Struct):
    homes: dict[str, _Whole] = {}


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
    """Card slots: of those who go, of those who have one now, of those who have none any more; the people counted."""

    slots: dict[str, int] = {}
    holders: dict[str, int] = {}
    freed: dict[str, int] = {}
    told_size: int | None = None
    from_told_size: int | None = None


class _Happened(_Settled):
    events: list[_Event] = []
    members: list[_Member] = []
    holder: int = 0
    home_pcode: str = ""
    from_home: str = ""


class _Forgotten(_Settled):
    home: str = ""
    left: list[str] = []
    village_of: str = ""
    """The household whose village was erased with it."""


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


def misplaced_household(conn: Connection, district: str, untold: AbstractSet[str]) -> str | None:
    """The first household that is not what the entries say, by its id; None when all are. See `Homes`."""
    homes = Homes()
    tell(conn, district, homes)
    return homes.misplaced(conn, district, untold)


class Homes:
    """A sum per household, nought where entries and rows agree.

    A household of which a content was erased is held against nothing; that it was erased rightly is for the audit.
    """

    kinds = TELLING

    def __init__(self) -> None:
        self._sums = Sums()
        self._silent: set[str] = set()
        self._merges: dict[str, _Merged] = {}
        self._apart: list[str] = []
        self._blind = False

    def hear(self, said: Said, content: bytes | None) -> None:
        """What one entry says."""
        if content is None:
            # nobody could say any more which households it was about
            self._blind = self._blind or said.do in _OF_MANY
            self._silent.add(said.ref)
            return
        match said.do:
            case EntryKind.HOUSEHOLD_REGISTERED:
                self._whole(said.ref, msgspec.json.decode(content, type=_Whole))
            case EntryKind.HOUSEHOLD_CORRECTED:
                corrected = msgspec.json.decode(content, type=_Corrected)
                self._whole(said.ref, corrected.before)
                self._whole(said.ref, corrected.after)
            case EntryKind.IMPORT_WRITTEN:
                for household, whole in msgspec.json.decode(content, type=_Brought).homes.items():
                    self._whole(household, whole)
            case EntryKind.PEOPLE_MERGED:
                self._merges[said.ref] = msgspec.json.decode(content, type=_Merged)
            case EntryKind.PEOPLE_UNMERGED:
                self._apart.append(said.ref)
            case EntryKind.WITHDRAWAL_DONE:
                self._forgotten(msgspec.json.decode(content, type=_Forgotten))
            case _:
                self._happened(said.ref, msgspec.json.decode(content, type=_Happened))

    def misplaced(self, conn: Connection, district: str, untold: AbstractSet[str]) -> str | None:
        """The first household where something is left when the rows are taken out.

        `untold` are households that nobody sees: of imports that are under way, or were taken back.
        """
        for merge in (*self._merges.values(), *(self._merges[ref] for ref in self._apart if ref in self._merges)):
            self._merged(merge)
        if self._blind:
            return None
        self._rows(conn, district)
        ids = (plain(raw) for (raw,) in conn.execute(_OPEN_OR_EMPTY, {"district": district}))
        silent = self._silent | untold
        return next((one for one in chain(self._sums.left(), ids) if one not in silent), None)

    def _rows(self, conn: Connection, district: str) -> None:
        for household, registrant, slot in conn.execute(_MEMBERS, {"district": district}):
            self._member(plain(household), plain(registrant), slot or 0)
        for household, pcode, village, home, told in conn.execute(_HOUSEHOLDS, {"district": district}):
            self._lives(plain(household), pcode, village, home)
            self._counts(plain(household), told)

    def _whole(self, household: str, whole: _Whole) -> None:
        for member in whole.members:
            self._member(household, member.registrant, member.holder)
        place = whole.place
        mark = place.village_mark or village_mark(household, place.village)
        self._sums.turn(household, "lives", place.pcode, mark, place.home_pcode)
        self._counts(household, whole.told_size)

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
        if told.village_of:
            self._silent.add(told.village_of)
        for registrant in told.left:
            self._member(told.home, registrant, told.slots.get(registrant, 0))
        self._settled(told.home, told)

    def _settled(self, household: str, told: _Settled) -> None:
        for registrant, slot in (*told.holders.items(), *told.freed.items()):
            self._member(household, registrant, slot)
            self._member(household, registrant, 0)
        self._counts(household, told.from_told_size)
        self._counts(household, told.told_size)

    def _merged(self, told: _Merged) -> None:
        if told.left:
            self._member(told.left, told.gone, told.gone_slot)
        if told.place:
            self._member(told.left, told.kept, told.slot)
        elif told.slot:
            self._member(told.home, told.kept, told.kept_slot)
            self._member(told.home, told.kept, told.slot)

    def _member(self, household: str, registrant: str, slot: int) -> None:
        self._sums.turn(household, registrant, str(slot))

    def _counts(self, household: str, told: int | None) -> None:
        if told is not None:
            self._sums.turn(household, "counts", str(told))

    def _lives(self, household: str, pcode: str, village: str, home: str) -> None:
        self._sums.turn(household, "lives", pcode, village_mark(household, village), home)
