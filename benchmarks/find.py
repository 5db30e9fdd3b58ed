"""`find` at 100,000 people on the encrypted store: is the person among the 20 shown, and how long it takes.

Beside it, in the same run on the same questions: SQLite's own trigram search over the same names.
"""

import os
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import batched
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, text

from benchmarks.measuring import Row, Spent, milliseconds
from benchmarks.people import Invented, people, typed, typed_whole
from benchmarks.register import DISTRICT, SLICE, Resident, fill
from desktop.queries.people import find
from desktop.records.household import MemberDraft
from desktop.storage.engine import Store, StoreKey, open_store
from desktop.usecases.desk import Desk
from desktop.values.permissions import Role
from desktop.values.vocabulary import Sex
from tests.factories import office

QUESTIONS = 400
WARMING = 100
"""Other questions asked before, as on a desk that has been open for a while."""

TRIGRAM = "trigram"
PCODE = "PK61701"


@dataclass(frozen=True)
class Goals:
    """What is wanted of a register of `people`: shares of people shown, seconds at p99."""

    people: int
    shown: float
    full_text: float
    portable: float
    each_trigram: int
    """The reference is so slow that it is asked one question of so many only."""
    with_village: float | None = None


def measure() -> Iterator[Row]:
    """Three rows at 100,000: hits, time with the full-text table, time without it."""
    return measure_at(Goals(100_000, 0.85, 0.015, 0.090, 4))


def measure_at(goals: Goals) -> Iterator[Row]:
    """The same rows for any size, and a fourth where the village is typed too."""
    with tempfile.TemporaryDirectory(prefix="haqdar-bench-") as folder, office(Path(folder)) as made:
        clerk = made.desk(Role.CLERK)
        # in a file of its own, so that neither side drives the other's pages out of memory
        trigrams = open_store(Path(folder) / "trigram.db", StoreKey(os.urandom(32), os.urandom(16)), create=True)
        try:
            yield from _ask(clerk.store, trigrams, _fill(clerk, trigrams, goals.people), goals)
        finally:
            trigrams.close()


def _ask(store: Store, trigrams: Store, ids: list[tuple[UUID, Invented, str]], goals: Goals) -> Iterator[Row]:
    chance = random.Random(2)
    chosen = chance.sample(ids, QUESTIONS + WARMING)
    asked = [(typed(person, chance), who) for who, person, _ in chosen]
    placed = [(typed_whole(person, chance) + " " + village, who) for who, person, village in chosen[WARMING:]]
    with store.reader.connect() as conn, conn.begin(), trigrams.reader.connect() as other, other.begin():
        ways: dict[str, Callable[[str], set[UUID]]] = {
            "full text": lambda asked: {one.registrant for one in find(conn, DISTRICT, asked)},
            "portable": lambda asked: {one.registrant for one in find(conn, DISTRICT, asked, portable=True)},
            TRIGRAM: lambda asked: _trigram(other, asked),
        }
        for way, search in ways.items():
            for question, _ in asked[: WARMING : goals.each_trigram if way == TRIGRAM else 1]:
                search(question)
        hits, times = _run(ways, asked[WARMING:], goals.each_trigram)
        yield _shown(f"find at {goals.people:,}: person among 20 shown", goals.shown, hits, times)
        yield from _slowest(goals, times)
        if goals.with_village is not None:
            hits, times = _run(ways, placed, goals.each_trigram)
            yield _shown(f"find at {goals.people:,}: the village typed too", goals.with_village, hits, times)


def _shown(name: str, goal: float, hits: dict[str, int], times: dict[str, Spent]) -> Row:
    shares = {way: hits[way] / times[way].times for way in hits}
    return Row(
        name,
        f">= {goal}",
        f"{shares['full text']:.2f} (portable {shares['portable']:.2f})",
        f"{shares[TRIGRAM]:.2f} FTS5 trigram",
        min(shares["full text"], shares["portable"]) >= goal,
    )


def _slowest(goals: Goals, times: dict[str, Spent]) -> Iterator[Row]:
    for way, goal in (("full text", goals.full_text), ("portable", goals.portable)):
        yield Row(
            f"find at {goals.people:,}: p99, {way}",
            f"<= {milliseconds(goal)}",
            str(times[way]),
            f"{times[TRIGRAM]} FTS5 trigram",
            times[way].within(goal),
        )


def _run(
    ways: dict[str, Callable[[str], set[UUID]]], wanted: list[tuple[str, UUID]], each_trigram: int
) -> tuple[dict[str, int], dict[str, Spent]]:
    hits = dict.fromkeys(ways, 0)
    spent = {way: Spent() for way in ways}
    for place, (asked, who) in enumerate(wanted):
        for way, search in ways.items():
            if way == TRIGRAM and place % each_trigram:
                continue
            hits[way] += who in spent[way].run(partial(search, asked))
    return hits, spent


def _trigram(conn: Connection, asked: str) -> set[UUID]:
    """The best 20 by rank that hold any of the words; asking for all of them finds almost nobody spelt otherwise."""
    words = " OR ".join(f'"{word}"' for word in asked.split() if len(word) > 2)
    if not words:
        return set()
    found = conn.execute(
        text("SELECT who FROM person_trigram WHERE person_trigram MATCH :words ORDER BY rank LIMIT 20"),
        {"words": words},
    )
    return {UUID(bytes=who) for (who,) in found}


def _fill(clerk: Desk, trigrams: Store, many: int) -> list[tuple[UUID, Invented, str]]:
    """A register of `many`, five to a household, with both indexes of ours and the trigram one; ids and villages."""
    everybody = list(people(many))
    ids = fill(clerk, (_resident(place, everybody) for place in range(many)))
    made = [(ids[place], person, everybody[place // 5 * 5].village) for place, person in enumerate(everybody)]
    with trigrams.writer.connect() as conn, conn.begin():
        conn.execute(text("CREATE VIRTUAL TABLE person_trigram USING fts5(names, who UNINDEXED, tokenize='trigram')"))
        for some in batched(made, SLICE):
            rows = [{"names": _all_names(person, village), "who": who.bytes} for who, person, village in some]
            conn.execute(text("INSERT INTO person_trigram (names, who) VALUES (:names, :who)"), rows)
    return made


def _resident(place: int, everybody: list[Invented]) -> Resident:
    person = everybody[place]
    member = MemberDraft(
        name_as_told=person.name_as_told,
        name_latin=person.name_latin,
        parent_name=person.parent_name,
        parent_latin=person.parent_latin,
        sex=Sex.FEMALE if person.woman else Sex.MALE,
    )
    return Resident(place // 5, member, PCODE, everybody[place // 5 * 5].village)


def _all_names(person: Invented, village: str) -> str:
    return " ".join((person.name_as_told, person.name_latin, person.parent_name, person.parent_latin, village))
