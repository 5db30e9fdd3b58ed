"""Possible doubles of many people at once: for an import, where asking of each as a form does would take hours.

The same wide keys and the same weights as everywhere; only keys that few people carry are followed. People of the same
import are compared too, although nobody sees them yet.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, literal_column, select
from sqlalchemy.types import NullType

from desktop.matching.duplicates import POSSIBLY_SAME, Commonness, Weigher
from desktop.matching.gathered_keys import GatheredKeys
from desktop.matching.match_keys import kept_keys, search_words
from desktop.matching.name_weights import likeness
from desktop.matching.names import name_words
from desktop.matching.score import Described
from desktop.models.household import Household, Membership, Registrant
from desktop.models.import_write import NewPair
from desktop.models.search import KEY_LIMIT, MatchKey, PersonKeys
from desktop.queries.match_index import commonness
from desktop.queries.padding import padded
from desktop.values.vocabulary import Sex

FEW = 40
"""A key that more people carry is common: it says nothing that a rarer one does not say better."""

LOOKED_AT = 4
"""Candidates of one person that are weighed, those with the rarest keys in common first."""

KEPT_OF_ONE = 3
"""Pairs that are kept of one newcomer, the likeliest: a queue of everybody's namesakes would help nobody."""

_ENOUGH_IN_COMMON = 0.8
"""Two are weighed when the sum of ln(people / carriers) over their keys in common is so much of ln(people).

With this and `LOOKED_AT` 332 of 334 doubles of 4,000 people were found, with twice as many candidates 333."""

_KEYS_AT_ONCE, _PEOPLE_AT_ONCE = 800, 100
_TWO = 2
_FORGOTTEN_EVERY = 500  # people after which what was learnt of their names' words is let go


@dataclass(frozen=True)
class _Told:
    """Somebody of the store as far as it matters here."""

    id: UUID
    household: UUID
    person: Described


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


def keys_of(person: Described) -> PersonKeys:
    """What the indexes keep of a person."""
    return PersonKeys(search_words(person, KEY_LIMIT), kept_keys(person))


class Doubles:
    """Holds newcomers, whose keys are gathered and whose rows are written, against the register and each other."""

    def __init__(self, conn: Connection, district: str, newcomers: GatheredKeys) -> None:
        """Count how frequent words are, in the register and among the newcomers."""
        self._district = district
        self._newcomers = newcomers
        self._common: set[int] = set()
        ours = newcomers.word_counts()
        before = commonness(conn, district, ours)
        people = before.people + len(newcomers)
        counted = {word: min(before.most, count + before.counted.get(word, 0)) for word, count in ours.items()}
        self._commonness = Commonness(people, counted, before.most)

    def find(self, conn: Connection, start: int, stop: int) -> list[NewPair]:
        """Pairs of a newcomer from `start` to before `stop` and somebody of the register, or an earlier newcomer."""
        if start % _FORGOTTEN_EVERY < stop - start:
            likeness.cache_clear()  # they fit forms, where few names come: here they would grow to their limits
            name_words.cache_clear()
        asked = list({key for person in range(start, stop) for key in self._newcomers.wide_of(person)} - self._common)
        before, among = self._registered(conn, asked), self._newcomers.carriers(asked, FEW)
        for key in asked:
            if len(before.get(key, ())) + len(among[key]) > FEW or not among[key]:
                self._common.add(key)
        chosen = {person: self._candidates(person, before, among) for person in range(start, stop)}
        ids = {who for found in chosen.values() for who in found}
        ids |= {self._newcomers.id_of(person) for person, found in chosen.items() if found}
        told = self._told(conn, list(ids))
        pairs: list[NewPair] = []
        for person, found in chosen.items():
            if found and (one := told.get(self._newcomers.id_of(person))) is not None:
                pairs += self._likely(one, [told[who] for who in found if who in told])
        return pairs

    def _registered(self, conn: Connection, asked: Sequence[int]) -> dict[int, list[UUID]]:
        found: dict[int, list[Any]] = {}
        for keys in padded(asked, _KEYS_AT_ONCE):
            for key, who in conn.execute(_CARRIERS, {"district": self._district, "keys": keys}):
                found.setdefault(key, []).append(who)
        return {
            key: [who if isinstance(who, UUID) else UUID(bytes=who) for who in many]
            for key, many in found.items()
            if len(many) <= FEW
        } | {key: [] for key, many in found.items() if len(many) > FEW}

    def _candidates(self, person: int, before: dict[int, list[UUID]], among: dict[int, list[int]]) -> list[UUID]:
        worth: dict[UUID | int, float] = {}
        for key in self._newcomers.wide_of(person):
            if key in self._common:
                continue
            registered, newcomers = before.get(key, ()), among[key]
            many = len(registered) + len(newcomers)
            if many < _TWO:
                continue
            weight = math.log(self._commonness.people / many) if self._commonness.people > many else 0.0
            for who in registered:
                worth[who] = worth.get(who, 0.0) + weight
            for other in newcomers:
                if other < person:
                    worth[other] = worth.get(other, 0.0) + weight
        enough = _ENOUGH_IN_COMMON * math.log(max(2, self._commonness.people))
        likely = [who for who, total in worth.items() if total >= enough]
        likely.sort(key=lambda who: -worth[who])
        return [who if isinstance(who, UUID) else self._newcomers.id_of(who) for who in likely[:LOOKED_AT]]

    def _told(self, conn: Connection, ids: Sequence[UUID]) -> dict[UUID, _Told]:
        found: dict[UUID, _Told] = {}
        for asked in padded(ids, _PEOPLE_AT_ONCE):
            for row in conn.execute(_PEOPLE, {"district": self._district, "ids": asked}):
                found[row.id] = _Told(row.id, row.household, _described(row))
        return found

    def _likely(self, one: _Told, others: Sequence[_Told]) -> list[NewPair]:
        weigher = Weigher(one.person, self._commonness)
        found: list[NewPair] = []
        for other in others:
            if other.household != one.household and other.id != one.id:
                alike = weigher.weigh(other.person, self._commonness.threshold).likeness(self._commonness)
                if alike.score >= POSSIBLY_SAME:
                    why = tuple(reason.value for reason in alike.why)
                    found.append(NewPair(one.id, other.id, alike.score, why))
        found.sort(key=lambda pair: -pair.score)
        return found[:KEPT_OF_ONE]


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
