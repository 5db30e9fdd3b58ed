"""Nothing at the desk or in the lane looks through everybody: rows are found by more than the district."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, event

from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.usecases import cards, collectors, registration
from desktop.usecases.desk import Desk
from desktop.values.permissions import Role
from desktop.values.vocabulary import Intermediary, ListKind
from tests.factories import TestOffice, household, woman
from tests.rigs.givers import typed
from tests.usecases.relief_office import Relief

LARGE = (
    "membership",
    "registrant",
    "card",
    "disbursement",
    "disbursed_item",
    "ledger_entry",
    "ledger_content",
    "photo",
    "collector",
    "voucher",
)
WHOLE = re.compile(rf"^(?:SCAN|SEARCH) ({'|'.join(LARGE)})\b(?!.*(?:=\? AND |rowid|<expr>=))")
"""A step that reads a large table by its district alone, or all of it."""
PLANNED = re.compile(r"\s*(?:SELECT|UPDATE|DELETE|WITH|INSERT INTO \S+ \([^)]*\) SELECT)\b")
"""Statements that look for rows; plain INSERTs of values look for none."""


@contextmanager
def heard(*engines: Engine) -> Generator[list[tuple[str, Any]]]:
    """Every statement with its values."""
    said: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        said.append((statement, values[0] if many else values))

    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """An office of its own."""
    return Relief(office)


def trusted_people(clerk: Desk) -> None:
    """A household whose numbers are compared, with somebody who collects for it and somebody who vouches."""
    told = woman(id_type="CNIC", id_number="3630212345674", phone="0300-1234567", intermediary=Intermediary.MUNSHI)
    done = registration.register(clerk, household(told)).household
    named = CollectorDraft(name_latin="Rani", phone="0301-1234567")
    draft = replace(household(told), collectors=(named,), vouchers=(VoucherDraft(registrant=done.members[0].id),))
    registration.compare(clerk, draft, code=done.code)
    collectors.name_collector(clerk, done.code, named)
    collectors.end_collector(clerk, done.code, 1)
    collectors.note_intermediary(clerk, IntermediaryDraft(Intermediary.MUNSHI, phone="0302-1234567"))
    collectors.intermediaries(clerk)


def test_no_statement_of_a_day_reads_a_large_table_by_its_district_alone(relief: Relief) -> None:
    clerk = relief.office.desk(Role.CLERK)
    stores = [relief.office.desk(role).store for role in (Role.CLERK, Role.SCANNER, Role.SUPERVISOR)]
    with heard(*(engine for store in stores for engine in (store.writer, store.reader))) as said:
        code = registration.register(clerk, household()).household.code
        registration.find(clerk, "Sakina Bibi Rahim")
        registration.alike(clerk, woman(), "PK61701", "Chak 12")
        trusted_people(clerk)
        number = cards.issue(clerk, [code]).faces[0].number
        frozen = relief.round(kind=ListKind.FROZEN)
        relief.decide(frozen, typed(code.text))
        relief.give(frozen, typed(code.text))
        registration.show(clerk, code)
        cards.show(clerk, number)
    wrong: set[str] = set()
    with clerk.store.reader.connect() as conn, conn.begin():
        raw: Any = conn.connection.driver_connection
        for statement, values in said:
            if PLANNED.match(statement):
                for step in raw.execute("EXPLAIN QUERY PLAN " + statement, values).fetchall():
                    if WHOLE.match(step[3]):
                        wrong.add(f"{step[3]}\n{statement}")
    assert len(said) > 50
    assert not wrong, "\n\n".join(sorted(wrong))
