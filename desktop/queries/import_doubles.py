"""Possible doubles of many people at once: for an import, where asking of each as a form does would take hours.

The same wide keys and the same weights as everywhere; only keys that few people carry are followed, and what was found
common once is not looked up again. People of the same import are compared too, although nobody sees them yet.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, literal_column, select
from sqlalchemy.types import NullType

from desktop.matching.duplicates import POSSIBLY_SAME, Commonness, Weigher
from desktop.matching.match_keys import kept_keys, search_words
from desktop.matching.names import skeleton
from desktop.matching.score import Described
from desktop.models.household import Household, Membership, Registrant
from desktop.models.import_write import NewPair
from desktop.models.pair_write import ordered
from desktop.models.search import KEY_LIMIT, MatchKey, PersonKeys
from desktop.queries.match_index import commonness
from desktop.values.vocabulary import Sex

FEW = 40
"""A key that more people carry is common: it says nothing that a rarer one does not say better."""

LOOKED_AT = 12
"""Candidates of one person that are weighed, those with the rarest keys in common first."""

KEPT_OF_ONE = 3
"""Pairs that are kept of one newcomer, the likeliest: a queue of everybody's namesakes would help nobody."""

_ENOUGH_IN_COMMON = 4.0
"""The sum of ln(people / carriers) over the keys in common, below which two are not weighed."""

_KEYS_AT_ONCE = 800
_KEPT = 4_000  # people described and words counted that are remembered between slices

# raw, without making a UUID of each
_WHO: ColumnElement[Any] = literal_column(MatchKey.registrant_id.key, NullType())
_CARRIERS = select(MatchKey.key, _WHO).where(
    MatchKey.district_id == bindparam("district"), MatchKey.key.in_(bindparam("keys", expanding=True))
)
_PEOPLE = (
    select(
        Registrant.id,
        Registrant.name_as_told,
        Registrant.name_latin,
        Registrant.parent_name,
        Registrant.parent_latin,
        Registrant.sex,
        Registrant.age_years,
        Registrant.age_as_of,
        Registrant.id_number,
        Registrant.phone,
        Household.pcode,
        Household.village,
        Household.id.label("household"),
    )
    .join(
        Membership,
        and_(
            Membership.district_id == Registrant.district_id,
            Membership.registrant_id == Registrant.id,
            Membership.to_day.is_(None),
        ),
    )
    .join(
        Household,
        and_(Household.district_id == Membership.district_id, Household.id == Membership.household_id),
    )
    .where(Registrant.district_id == bindparam("district"), Registrant.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is about to be written: which household, what is known, by which keys."""

    id: UUID
    household: UUID | int
    """Anything that is alike for people of one household only."""
    person: Described
    keys: PersonKeys


def keys_of(person: Described) -> PersonKeys:
    """What the indexes keep of a person."""
    return PersonKeys(search_words(person, KEY_LIMIT), kept_keys(person))


class Doubles:
    """What was learnt while an import goes on: which keys are common, how frequent words are."""

    def __init__(self, district: str) -> None:
        """Nothing is learnt yet."""
        self._district = district
        self._common: set[int] = set()
        self._words: dict[str, int] = {}
        self._counted: set[str] = set()

    def find(self, conn: Connection, newcomers: Sequence[Newcomer]) -> list[NewPair]:
        """Pairs of a newcomer and somebody who was there before, or another newcomer."""
        common = self._commonness(conn, newcomers)
        carriers = self._carriers(conn, newcomers)
        chosen = [self._candidates(one, carriers, common.people) for one in newcomers]
        here = {one.id: one for one in newcomers}
        others = self._described(conn, {who for found in chosen for who in found if who not in here})
        pairs: dict[tuple[UUID, UUID], NewPair] = {}
        for one, found in zip(newcomers, chosen, strict=True):
            weigher = Weigher(one.person, common)
            likely: list[NewPair] = []
            for who in found:
                other = here[who].person if who in here else others.get(who)
                if other is not None:
                    likeness = weigher.weigh(other, common.threshold).likeness(common)
                    if likeness.score >= POSSIBLY_SAME:
                        likely.append(NewPair(one.id, who, likeness.score, tuple(why.value for why in likeness.why)))
            likely.sort(key=lambda pair: -pair.score)
            pairs |= {ordered(pair.one, pair.other): pair for pair in likely[:KEPT_OF_ONE]}
        return list(pairs.values())

    def _commonness(self, conn: Connection, newcomers: Iterable[Newcomer]) -> Commonness:
        words = {
            key[:KEY_LIMIT]
            for one in newcomers
            for text in (*one.person.names, *one.person.parents, one.person.village)
            for key in skeleton(text).split()
        }
        fresh = words - self._counted
        found = commonness(conn, self._district, fresh)
        if len(self._counted) > _KEPT:
            self._counted.clear()
            self._words.clear()
        self._counted |= fresh
        self._words.update(found.counted)
        return Commonness(found.people, self._words, found.most)

    def _carriers(self, conn: Connection, newcomers: Sequence[Newcomer]) -> dict[int, list[UUID]]:
        asked = {key for one in newcomers for key in one.keys.wide} - self._common
        found: dict[int, list[Any]] = {}
        listed = list(asked)
        for start in range(0, len(listed), _KEYS_AT_ONCE):
            keys = listed[start : start + _KEYS_AT_ONCE]
            for key, who in conn.execute(_CARRIERS, {"district": self._district, "keys": keys}):
                found.setdefault(key, []).append(who)
        for one in newcomers:
            for key in one.keys.wide:
                if key not in self._common:
                    found.setdefault(key, []).append(one.id)
        for key, many in list(found.items()):
            if len(many) > FEW:
                self._common.add(key)
                del found[key]
        return {key: [who if isinstance(who, UUID) else UUID(bytes=who) for who in many] for key, many in found.items()}

    def _candidates(self, one: Newcomer, carriers: dict[int, list[UUID]], people: int) -> list[UUID]:
        worth: dict[UUID, float] = {}
        for key in one.keys.wide:
            many = carriers.get(key)
            if many is None or len(many) < 2:
                continue
            weight = math.log(max(people, 2 * len(many)) / len(many))
            for who in many:
                worth[who] = worth.get(who, 0.0) + weight
        worth.pop(one.id, None)
        likely = [who for who, sum_ in worth.items() if sum_ >= _ENOUGH_IN_COMMON]
        likely.sort(key=lambda who: -worth[who])
        return likely[:LOOKED_AT]

    def _described(self, conn: Connection, ids: set[UUID]) -> dict[UUID, Described]:
        found: dict[UUID, Described] = {}
        listed = list(ids)
        for start in range(0, len(listed), _KEYS_AT_ONCE):
            asked = listed[start : start + _KEYS_AT_ONCE]
            for row in conn.execute(_PEOPLE, {"district": self._district, "ids": asked}):
                found[row.id] = _described(row)
        return found


def _described(row: Row[*tuple[Any, ...]]) -> Described:
    born = None if row.age_years is None or row.age_as_of is None else row.age_as_of.year - row.age_years
    sex: Sex | None = row.sex
    return Described(
        names=tuple(filter(None, (row.name_as_told, row.name_latin))),
        parents=tuple(filter(None, (row.parent_name, row.parent_latin))),
        village=row.village,
        pcode=row.pcode,
        sex=sex,
        birth_year=born,
        id_mark=row.id_number,
        phone=row.phone,
        told_in=row.age_as_of.year if row.age_as_of else None,
    )
