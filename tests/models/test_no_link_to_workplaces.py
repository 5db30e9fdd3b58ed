"""Nothing in any store joins a person or a household to a workplace: not by key, not by column, not by a third table.

The walker looks at the tables as declared and at the store as it is really made; wrong schemas made by hand prove that
it finds each kind of link.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, is_dataclass
from dataclasses import fields as dataclass_fields
from types import ModuleType

import pytest
from sqlalchemy import Column, Connection, ForeignKeyConstraint, Integer, LargeBinary, MetaData, String, Table, text

import desktop.models
from desktop.models.base import Id
from desktop.models.schema import METADATA
from desktop.records import household as records_household
from desktop.records import workplace as records_workplace
from desktop.values.permissions import Role
from tests.factories import TestOffice

PEOPLE = frozenset({"household", "membership", "registrant"})
WORKPLACES = frozenset({"workplace", "workplace_visit"})
HUBS = frozenset({"operator", "desk", "office"})
"""Staff and machines: everything names who recorded it, and that says nothing about who works where."""

PLAIN = frozenset({"households_met"})
"""The one column about households that a workplace has: a whole number, told once a visit."""

PERSON_WORDS = re.compile(
    r"household|registrant|member|person|people|holder|head|collector|voucher|card|photo|consent|phone|cnic|"
    r"owner|munshi|jamadar|zamindar|kamdar|intermediary|name"
)
WORKPLACE_WORDS = re.compile(r"workplace|kiln|bhatta|farm|employer|work_site|visit|landmark|licence")


@dataclass
class Shape:
    """A table as the walker sees it: columns with whether they may hold an id, and tables that keys point to."""

    columns: dict[str, bool] = field(default_factory=dict[str, bool])
    whole_numbers: set[str] = field(default_factory=set[str])
    points: list[tuple[frozenset[str], str]] = field(default_factory=list[tuple[frozenset[str], str]])


type Schema = dict[str, Shape]


def declared(*metadata: MetaData) -> Schema:
    """The tables of mapped classes and of others."""
    found: Schema = {}
    for table in (table for one in metadata for table in one.tables.values()):
        shape = found[table.name] = Shape()
        for column in table.c:
            shape.columns[column.name] = isinstance(column.type, Id | LargeBinary)
            if isinstance(column.type, Integer):
                shape.whole_numbers.add(column.name)
        for key in table.foreign_key_constraints:
            shape.points.append((frozenset(key.column_keys), key.referred_table.name))
    return found


def made(conn: Connection) -> Schema:
    """The tables of a store as SQLite has them, its full-text ones too."""
    found: Schema = {}
    for (name,) in conn.execute(text("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")).all():
        shape = found[name] = Shape()
        for column in conn.exec_driver_sql(f'PRAGMA table_info("{name}")').mappings():
            kind = str(column["type"]).upper()
            shape.columns[column["name"]] = "BLOB" in kind or not kind
            if "INT" in kind:
                shape.whole_numbers.add(column["name"])
        keys: dict[int, tuple[set[str], str]] = {}
        for key in conn.exec_driver_sql(f'PRAGMA foreign_key_list("{name}")').mappings():
            keys.setdefault(key["id"], (set[str](), key["table"]))[0].add(key["from"])
        shape.points = [(frozenset(columns), other) for columns, other in keys.values()]
    return found


def links(schema: Schema) -> list[str]:
    """Every way in which a person could be joined to a workplace, as sentences; empty when there is none."""
    return sorted({*_paths(schema), *_columns(schema)})


def _paths(schema: Schema) -> Iterator[str]:
    """Keys followed in both directions, through any table but the hubs."""
    beside: dict[str, set[str]] = {name: set() for name in schema}
    for name, shape in schema.items():
        for _, other in shape.points:
            if name not in HUBS and other not in HUBS:
                beside[name].add(other)
                beside.setdefault(other, set()).add(name)
    for start in WORKPLACES & set(schema):
        seen, todo = {start}, [start]
        while todo:
            todo += [other for other in beside[todo.pop()] if other not in seen and not seen.add(other)]
        for person in sorted(seen & PEOPLE):
            yield f"keys lead from {start} to {person}"


def _columns(schema: Schema) -> Iterator[str]:
    """Columns without a key that could hold the other's id, number or name."""
    about_people = _reaching(schema, PEOPLE)
    for name, shape in schema.items():
        keyed = {column for columns, _ in shape.points for column in columns}
        if name in WORKPLACES:
            for column, may_be_id in shape.columns.items():
                plain = column in PLAIN and column in shape.whole_numbers
                if PERSON_WORDS.search(column) and not plain:
                    yield f"{name}.{column} is about a person"
                if may_be_id and column != "id" and column not in keyed:
                    yield f"{name}.{column} may hold any id"
            continue
        of_workplaces = [column for column in shape.columns if WORKPLACE_WORDS.search(column)]
        of_people = [column for column in shape.columns if PERSON_WORDS.search(column)]
        if of_workplaces and (of_people or name in about_people):
            yield f"{name}.{of_workplaces[0]} is about a workplace beside people"
        if WORKPLACE_WORDS.search(name) and of_people:
            yield f"{name}.{of_people[0]} is about a person beside workplaces"


def _reaching(schema: Schema, ends: frozenset[str]) -> set[str]:
    """Tables whose keys lead to one of `ends`, or that are one."""
    found = set(ends)
    while True:
        more = {name for name, shape in schema.items() if any(other in found for _, other in shape.points)} - found
        if not more:
            return found
        found |= more


def every_metadata() -> list[MetaData]:
    """All collections of tables that any module of the models holds."""
    collections: dict[int, MetaData] = {id(METADATA): METADATA}
    for module in pkgutil.iter_modules(desktop.models.__path__, "desktop.models."):
        for value in vars(importlib.import_module(module.name)).values():
            owner = value.metadata if isinstance(value, Table) else value
            if isinstance(owner, MetaData):
                collections[id(owner)] = owner
    return list(collections.values())


def test_no_table_that_we_declare_joins_a_person_to_a_workplace() -> None:
    """The open store's tables, and every other collection of tables in the models, alone and together."""
    schema = declared(*every_metadata())
    assert set(schema) >= PEOPLE | WORKPLACES
    assert links(schema) == []


def test_no_store_that_we_make_joins_a_person_to_a_workplace(office: TestOffice) -> None:
    """Every database file of a whole office, as migrations made it."""
    stores = sorted(path.name for path in office.folder.glob("*.db"))
    assert stores == ["office.db"]  # a second store has to be walked here too
    with office.desk(Role.CLERK).store.reader.connect() as conn:
        schema = made(conn)
    assert set(schema) >= PEOPLE | WORKPLACES | {"person_row"}
    assert links(schema) == []


def _copied() -> MetaData:
    copy = MetaData()
    for table in METADATA.tables.values():
        table.to_metadata(copy)
    return copy


def _key(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["district_id", column], [f"{table}.district_id", f"{table}.id"])


def _district() -> Column[str]:
    return Column("district_id", String(16), primary_key=True)


def by_key_from_a_membership(wrong: MetaData) -> None:
    wrong.tables["membership"].append_column(Column("place_of_work", Id))
    wrong.tables["membership"].append_constraint(_key("place_of_work", "workplace"))


def by_column_of_a_registrant(wrong: MetaData) -> None:
    wrong.tables["registrant"].append_column(Column("workplace_number", Integer))


def by_name_of_the_employer(wrong: MetaData) -> None:
    wrong.tables["household"].append_column(Column("employer", String(100)))


def by_key_from_a_visit(wrong: MetaData) -> None:
    wrong.tables["workplace_visit"].append_column(Column("first_met", Id))
    wrong.tables["workplace_visit"].append_constraint(_key("first_met", "household"))


def by_column_of_a_visit(wrong: MetaData) -> None:
    wrong.tables["workplace_visit"].append_column(Column("met", Id))


def by_codes_in_a_visit(wrong: MetaData) -> None:
    wrong.tables["workplace_visit"].append_column(Column("household_codes", String(400)))


def by_name_of_the_owner(wrong: MetaData) -> None:
    wrong.tables["workplace"].append_column(Column("owner", String(100)))


def by_a_table_between_them(wrong: MetaData) -> None:
    Table(
        "season",
        wrong,
        _district(),
        Column("a", Id),
        Column("b", Id),
        _key("a", "registrant"),
        _key("b", "workplace"),
    )


def by_a_table_between_them_without_keys(wrong: MetaData) -> None:
    Table("season", wrong, _district(), Column("registrant_id", Id), Column("workplace_id", Id))


def by_a_table_that_both_point_to(wrong: MetaData) -> None:
    Table("field_day", wrong, _district(), Column("id", Id, primary_key=True))
    for name in ("workplace_visit", "household"):
        wrong.tables[name].append_column(Column("trip", Id))
        wrong.tables[name].append_constraint(_key("trip", "field_day"))


def by_a_second_card_of_workplaces(wrong: MetaData) -> None:
    Table("kiln_list", wrong, _district(), Column("card_number", String(15)), Column("number", Integer))


def by_a_counter_that_is_no_number(wrong: MetaData) -> None:
    visits = wrong.tables["workplace_visit"]
    wrong.remove(visits)
    Table("workplace_visit", wrong, _district(), Column("households_met", String(200)))


WRONG: tuple[Callable[[MetaData], None], ...] = (
    by_key_from_a_membership,
    by_column_of_a_registrant,
    by_name_of_the_employer,
    by_key_from_a_visit,
    by_column_of_a_visit,
    by_codes_in_a_visit,
    by_name_of_the_owner,
    by_a_table_between_them,
    by_a_table_between_them_without_keys,
    by_a_table_that_both_point_to,
    by_a_second_card_of_workplaces,
    by_a_counter_that_is_no_number,
)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.__name__)
def test_the_walker_finds_a_link_made_by_hand(wrong: Callable[[MetaData], None]) -> None:
    """The control: our own tables with one wrong thing in them."""
    schema = _copied()
    wrong(schema)
    assert links(declared(schema)) != []


def test_the_walker_finds_a_link_in_a_store_that_was_changed(office: TestOffice) -> None:
    """The control for the store: a column, and a table, slipped into the file itself."""
    for statement in (
        "ALTER TABLE household ADD COLUMN kiln INTEGER",
        "CREATE TABLE roll (id BLOB, household BLOB, landmark TEXT)",
    ):
        with office.desk(Role.CLERK).store.writer.connect() as conn:
            transaction = conn.begin()
            conn.execute(text(statement))
            assert links(made(conn)) != []
            transaction.rollback()


def test_no_paper_across_the_counter_joins_them_either() -> None:
    """What a form or a list says of people has no workplace in it, and what is said of a workplace has no person."""

    def fields(module: ModuleType) -> set[str]:
        kept = (thing for thing in vars(module).values() if isinstance(thing, type) and is_dataclass(thing))
        return {one.name for thing in kept if thing.__module__ == module.__name__ for one in dataclass_fields(thing)}

    of_people, of_places = fields(records_household), fields(records_workplace)
    assert {"work_kind", "name_as_told"} <= of_people
    assert [name for name in of_people if WORKPLACE_WORDS.search(name)] == []
    assert [name for name in of_places if PERSON_WORDS.search(name)] == ["households_met"]
