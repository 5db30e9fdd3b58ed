"""Write the keys of everybody anew after an upgrade: the rules by which names become keys grow with the program."""

from collections.abc import Iterator, Sequence
from itertools import batched, groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select

from desktop.matching.match_keys import kept_keys, search_words
from desktop.matching.score import Described
from desktop.models.household import Household, Membership, NameKey, Registrant
from desktop.models.search import KEY_LIMIT, PERSON_KEYS, PERSON_ROW, MatchKey, PersonKeys, index_people

_AT_ONCE = 2_000


def reindex_people(conn: Connection) -> int:
    """Take all keys away and keep those of everybody of whom a name is known; gives how many people that are.

    Who lives nowhere now is kept with the last place: a record can be found again, though no longer as somebody here.
    """
    for table in (NameKey, MatchKey, PERSON_ROW):
        conn.execute(delete(table))
    if conn.dialect.name == "sqlite":
        conn.execute(delete(PERSON_KEYS))
    done = 0
    for people in batched(_people(conn), _AT_ONCE):
        _keep(conn, people)
        done += len(people)
    return done


def _people(conn: Connection) -> Iterator[Row[*tuple[Any, ...]]]:
    """Each registrant with a name once, at the place of now or else the last one."""
    found = conn.execute(_everybody(), execution_options={"yield_per": _AT_ONCE})
    for _, rows in groupby(found, lambda row: (row.district_id, row.id)):
        lived = [row for row in rows if row.to_day != row.from_day]  # else an import that was taken back
        last = max(lived, key=lambda row: (row.to_day is None, row.from_day), default=None)
        if last is not None and (last.name_as_told or last.name_latin):
            yield last


def _everybody() -> Select[*tuple[Any, ...]]:
    columns = (
        Registrant.district_id,
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
        Membership.from_day,
        Membership.to_day,
    )
    here = (Membership.district_id == Registrant.district_id) & (Membership.registrant_id == Registrant.id)
    home = (Household.district_id == Membership.district_id) & (Household.id == Membership.household_id)
    return select(*columns).join(Membership, here).join(Household, home).order_by(Registrant.district_id, Registrant.id)


def _keep(conn: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
    by_district: dict[str, list[tuple[Any, PersonKeys]]] = {}
    for row in rows:
        person = _described(row)
        keys = PersonKeys(search_words(person, KEY_LIMIT), kept_keys(person))
        by_district.setdefault(row.district_id, []).append((row.id, keys))
    for district, people in by_district.items():
        index_people(conn, district, people)


def _described(row: Row[*tuple[Any, ...]]) -> Described:
    told = row.age_as_of
    return Described(
        names=tuple(filter(None, (row.name_as_told, row.name_latin))),
        parents=tuple(filter(None, (row.parent_name, row.parent_latin))),
        village=row.village,
        pcode=row.pcode,
        sex=row.sex,
        birth_year=told.year - row.age_years if told is not None and row.age_years is not None else None,
        id_mark=row.id_number,
        phone=row.phone,
        told_in=told.year if told is not None else None,
    )
