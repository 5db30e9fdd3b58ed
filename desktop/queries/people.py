"""People found by name in any script, parent's name, village, household code, card number or identity number."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import nlargest
from uuid import UUID

from sqlalchemy import Connection

from desktop.matching.companions import ROOM, fathers_at_home
from desktop.matching.duplicates import POSSIBLY_SAME, Weigher
from desktop.matching.match_keys import asked_keys, kept_keys, search_words, searched_village
from desktop.matching.names import query_keys, skeleton
from desktop.matching.score import Described, Likeness, rank
from desktop.models.search import KEY_LIMIT, PersonKeys
from desktop.queries.match_index import candidates, commonness
from desktop.queries.name_index import Wanted, carriers
from desktop.queries.number_search import by_number
from desktop.queries.person_lines import (
    MOST_SHOWN,
    Line,
    at_home,
    described,
    described_line,
    of_ids,
    shown,
    some,
    with_number,
)
from desktop.records.household import FoundRegistrant, MemberDraft
from desktop.values.text import script_of

MOST_TYPED, MOST_WORDS = 200, 12
"""What is looked at of a search, in characters and in different words: more than a name, father and village have."""

_ALIKE_SHOWN = 5
_GROWN = 18
_NAMES_READ, _OF_KEYS = 60, 0.8  # of the candidates, those for whom keys in common, age and place speak most
_HOUSEHOLDS_LOOKED_AT = 20  # of people who are near the threshold, the likeliest


def keys_of(member: MemberDraft, pcode: str, village: str) -> PersonKeys:
    """What the indexes keep of a registrant whose member draft is tidied, so that its number is as kept."""
    person = described(member, member.id_number, pcode, village)
    return PersonKeys(search_words(person, KEY_LIMIT), kept_keys(person))


def keys_now(conn: Connection, district: str, registrants: Sequence[UUID]) -> list[tuple[UUID, PersonKeys]]:
    """What the indexes should keep of these registrants as they stand in the store; those who live nowhere are left."""
    found = ((line.id, described_line(line)) for line in of_ids(conn, district, registrants))
    return [(who, PersonKeys(search_words(one, KEY_LIMIT), kept_keys(one))) for who, one in found]


def find(
    conn: Connection, district: str, text: str, *, limit: int = 20, portable: bool = False
) -> tuple[FoundRegistrant, ...]:
    """At most `limit` (never over 50) people that answer what was typed, best first. Blank text finds nobody.

    Twelve digits are a household code, thirteen an identity number, fifteen a card number, four to eleven the end of
    a code, a phone number is one in any spelling, all in any digit script and grouping; everything else is words of a
    name, a parent's name or a village, the last one perhaps unfinished.
    """
    limit = max(0, min(limit, MOST_SHOWN))
    text = text[:MOST_TYPED]
    exact = by_number(conn, district, text)
    if exact is not None:
        return tuple(shown(line, Likeness(1.0, ()), why) for line, why in exact[:limit])
    asked = list(dict.fromkeys(key[:KEY_LIMIT] for key in query_keys(text) if key))[:MOST_WORDS]
    if not asked:
        return ()
    wanted = Wanted(tuple(asked), unfinished=not text.endswith(" "))
    lines = list(_lines(conn, district, wanted, portable=portable))
    if len(lines) < limit:
        lines += [line for other in wanted.joined() for line in _lines(conn, district, other, portable=portable)]
    if not lines and len(asked) > 1:
        lines = [line for fewer in wanted.without_one() for line in _lines(conn, district, fewer, portable=portable)]
    lines = list({line.id: line for line in lines}.values())
    latin = script_of(text) == "latin"
    ranked = rank(text, ((line, _answering(line, latin=latin)) for line in lines), limit)
    return tuple(shown(line, alike, tuple(alike.why)) for line, alike in ranked)


def _lines(conn: Connection, district: str, wanted: Wanted, *, portable: bool = False) -> Sequence[Line]:
    return of_ids(conn, district, carriers(conn, district, wanted, portable=portable))


def _answering(line: Line, *, latin: bool) -> Described:
    """A person as a search looks at it: spellings in the script that was typed, the other script where there are none.

    Reading a name apart is most of the work of a search, and the keys have matched already in whatever script.
    """
    own = (line.name_as_told, line.name_latin)
    parent = (line.parent_name, line.parent_latin)
    return Described(
        names=some(own[latin] or own[not latin]),
        parents=some(parent[latin] or parent[not latin]),
        village=searched_village(line.village),
    )


def alike(
    conn: Connection,
    district: str,
    member: MemberDraft,
    number: str,
    pcode: str,
    village: str,
    others: Sequence[MemberDraft] = (),
) -> tuple[FoundRegistrant, ...]:
    """People already registered who could be this member, the likeliest first; it only warns, people decide.

    `number` is the member's identity number as kept, `others` are the rest of the household as far as it is told.
    A child of whom only a name is told is compared by number alone.
    """
    ours = [described(other, "", "", "") for other in others if other.name_as_told or other.name_latin]
    one = described(member, number, pcode, village)
    one = one if one.parents else replace(one, parents=fathers_at_home(one, ours))
    enough = _told_enough(member) or bool(one.parents)
    common = commonness(conn, district, _words_of((*one.names, *one.parents, one.village)) if enough else ())
    weigher = Weigher(one, common)
    lines: dict[UUID, Line] = {}
    if number:
        lines.update((line.id, line) for line in of_ids(conn, district, with_number(conn, district, number)))
    if enough:
        worth = candidates(conn, district, asked_keys(one), common.people)
        found = of_ids(conn, district, list(worth))
        glance = {line.id: weigher.at_a_glance(described_line(line)) + _OF_KEYS * worth[line.id] for line in found}
        lines.update((line.id, line) for line in nlargest(_NAMES_READ, found, key=lambda line: glance[line.id]))
    likely = _likely(conn, district, weigher, ours, [(line, described_line(line)) for line in lines.values()])
    return tuple(shown(line, likeness, likeness.why) for line, likeness in likely[:_ALIKE_SHOWN])


def _words_of(texts: Iterable[str]) -> set[str]:
    return {key[:KEY_LIMIT] for text in texts for key in skeleton(text).split()}


def _likely(
    conn: Connection,
    district: str,
    weigher: Weigher,
    ours: Sequence[Described],
    lines: Sequence[tuple[Line, Described]],
) -> list[tuple[Line, Likeness]]:
    """Who could be the same, the likeliest first. Households are looked at only where that could still turn it."""
    common = weigher.common
    least = common.threshold - (ROOM if ours else 0.0)
    weighed = {line.id: weigher.weigh(other, least) for line, other in lines}
    if ours:
        near = [(line, other) for line, other in lines if weighed[line.id].total >= least]
        near = nlargest(_HOUSEHOLDS_LOOKED_AT, near, key=lambda pair: weighed[pair[0].id].total)
        homes = at_home(conn, district, {line.household_id for line, _ in near})
        for line, other in near:
            theirs = [described_line(one) for one in homes[line.household_id] if one.id != line.id]
            weighed[line.id] = weigher.with_others(weighed[line.id], other, ours, theirs)
    scored = ((line, weighed[line.id].likeness(common)) for line, _ in lines)
    return sorted((pair for pair in scored if pair[1].score >= POSSIBLY_SAME), key=lambda pair: -pair[1].score)


def _told_enough(member: MemberDraft) -> bool:
    """A child without a father's name is one of a hundred of the same name: nobody could say which to look at."""
    grown = member.age_years is None or member.age_years >= _GROWN
    return grown or bool(member.parent_name or member.parent_latin)
