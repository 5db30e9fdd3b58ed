"""Holds who may receive for a household, and who vouched for it, against the entries: nobody is slipped in."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, text

from desktop.queries.ledger.entries import Said, Sums, plain
from desktop.values.entry_kind import EntryKind

_COLLECTORS = text(
    "SELECT household_id, place, name_as_told, name_latin, relation, phone, registrant_id FROM collector"
    " WHERE district_id = :district AND to_day IS NULL"
)
_VOUCHERS = text(
    "SELECT household_id, name_as_told, name_latin, relation, phone, registrant_id FROM voucher"
    " WHERE district_id = :district"
)


class _Named(msgspec.Struct, frozen=True):
    """One of them, as entries and rows both say it."""

    name_as_told: str = ""
    name_latin: str = ""
    relation: str = ""
    phone: str = ""
    registrant: str = ""

    def words(self) -> tuple[str, ...]:
        return (self.name_as_told, self.name_latin, self.relation, self.phone, self.registrant)


class _Whole(msgspec.Struct):
    collectors: list[_Named] = []
    vouchers: list[_Named] = []


class _Corrected(msgspec.Struct):
    before: _Whole
    after: _Whole


class _AtPlace(msgspec.Struct):
    place: int
    collector: _Named = msgspec.field(default_factory=_Named)


class _Merged(msgspec.Struct):
    gone: str
    kept: str


class Trusted:
    """Collectors by their places, vouchers as a sum; a household of which a content was erased is left out."""

    kinds = frozenset(
        {
            EntryKind.HOUSEHOLD_REGISTERED,
            EntryKind.HOUSEHOLD_CORRECTED,
            EntryKind.COLLECTOR_NAMED,
            EntryKind.COLLECTOR_ENDED,
            EntryKind.PEOPLE_MERGED,
            EntryKind.PEOPLE_UNMERGED,
        }
    )

    def __init__(self) -> None:
        self._receive: defaultdict[str, dict[int, _Named]] = defaultdict(dict)
        self._vouched = Sums()
        self._silent: set[str] = set()
        self._became: dict[str, _Merged] = {}

    def hear(self, said: Said, content: bytes | None) -> None:
        """What one entry says."""
        if content is None:
            self._silent.add(said.ref)
            return
        match said.do:
            case EntryKind.HOUSEHOLD_REGISTERED:
                self._whole(said.ref, msgspec.json.decode(content, type=_Whole))
            case EntryKind.HOUSEHOLD_CORRECTED:
                told = msgspec.json.decode(content, type=_Corrected)
                self._vouch(said.ref, told.before)
                self._whole(said.ref, told.after)
            case EntryKind.COLLECTOR_NAMED:
                named = msgspec.json.decode(content, type=_AtPlace)
                self._receive[said.ref][named.place] = named.collector
            case EntryKind.COLLECTOR_ENDED:
                self._receive[said.ref].pop(msgspec.json.decode(content, type=_AtPlace).place, None)
            case EntryKind.PEOPLE_MERGED:
                self._became[said.ref] = msgspec.json.decode(content, type=_Merged)
            case _:
                self._became.pop(said.ref, None)

    def misfit(self, conn: Connection, district: str) -> tuple[str, str] | None:
        """Table and household of the first who stands there without an entry, or stands there no more."""
        now: defaultdict[str, dict[int, _Named]] = defaultdict(dict)
        for household, place, *words in conn.execute(_COLLECTORS, {"district": district}):
            now[plain(household)][place] = _Named(*map(plain, words))
        for household, *words in conn.execute(_VOUCHERS, {"district": district}):
            self._vouched.turn(plain(household), *map(plain, words))
        found = (("collector", household) for household in self._others(now))
        vouched = (("voucher", household) for household in self._vouched.left())
        return next((one for one in (*found, *vouched) if one[1] not in self._silent), None)

    def _others(self, now: dict[str, dict[int, _Named]]) -> Iterator[str]:
        became = {one.gone: one.kept for one in self._became.values()}
        for household in self._receive.keys() | now.keys():
            told, stands = self._receive.get(household, {}), now.get(household, {})
            if _one_person(told, became) != _one_person(stands, became):
                yield household

    def _whole(self, household: str, whole: _Whole) -> None:
        """As a registration or a correction writes it: first and second, unless nothing is changed."""
        stands = self._receive.get(household, {})
        if whole.collectors != [stands[place] for place in sorted(stands)]:
            self._receive[household] = dict(enumerate(whole.collectors, 1))
        self._vouch(household, whole)

    def _vouch(self, household: str, whole: _Whole) -> None:
        for one in whole.vouchers:
            self._vouched.turn(household, *one.words())


def _one_person(named: dict[int, _Named], became: dict[str, str]) -> dict[int, _Named]:
    """With each record that became part of another one as that other one."""
    return {
        place: msgspec.structs.replace(one, registrant=_now(one.registrant, became)) for place, one in named.items()
    }


def _now(registrant: str, became: dict[str, str]) -> str:
    seen: set[str] = set()
    while registrant in became and registrant not in seen:
        seen.add(registrant)
        registrant = became[registrant]
    return registrant
