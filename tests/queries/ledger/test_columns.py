"""Check holds every declared column against its line: whoever changes one by SQL is found, whichever it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, table, text

from desktop.models.base import Base
from desktop.queries.ledger import against_entries as ledger
from desktop.queries.ledger import by_columns as ledger_held
from desktop.queries.ledger.columns import APART, HELD, Held
from desktop.records.distribution import Collecting, PointDraft, Standing
from desktop.records.help_desk import ProxyDraft
from desktop.records.stock import ArrivalDraft, CountDraft, Goods, ReleaseDraft, WaybillDraft
from desktop.records.trusted_person import CollectorDraft
from desktop.usecases import (
    allowances,
    blocks,
    cards,
    collectors,
    day_close,
    distribution,
    import_batches,
    imports,
    late_entries,
    point_days,
    provisional,
    releases,
    safekeeping,
    stock,
    waybills,
)
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import (
    BlockReason,
    CardReason,
    CollectionKind,
    DifferenceReason,
    PointCheckKind,
    ProxyReason,
    VoidReason,
)
from tests import factories
from tests.factories import DISTRICT
from tests.usecases.relief_office import MALOOK, Relief

LIST = "Name,Sex,Age,Household No\nسلمیٰ,F,30,1\nعلی,M,8,1\nثریا,F,40,2\n"
NEIGHBOUR = ProxyDraft("بشیر", "Bashir", "NONREL", "0301-1112223", ProxyReason.ILL)
WEEK = 8 * 86_400 * 1_000_000

ATTACKS = (
    ("disbursement", "at", f"UPDATE disbursement SET at = at - {WEEK}"),
    ("disbursement", "source", "UPDATE disbursement SET source = 'camera'"),
    (
        "disbursement",
        "operator_id",
        "UPDATE disbursement SET operator_id = (SELECT id FROM operator WHERE name = 'lead')",
    ),
    ("allowance", "second_id", "UPDATE allowance SET second_id = (SELECT id FROM operator WHERE name = 'lead')"),
)
"""What a hostile tester did, each of which `check` let pass."""


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """An office in which every declared kind of row is written at least once."""
    folder = tmp_path_factory.mktemp("columns")
    with factories.office(folder) as made:
        relief = Relief(made)
        _register(relief, folder)
        standing = _stock(relief)
        _hand_over(relief, standing)
        _help(relief, standing)
        _close(relief, standing)
        yield relief


def _register(relief: Relief, folder: Path) -> None:
    clerk, supervisor = relief.office.desk(Role.CLERK), relief.office.desk(Role.SUPERVISOR)
    sheet = folder / "list.csv"
    sheet.write_text(LIST, encoding="utf-8")
    seen = imports.look(clerk, sheet)
    plan = replace(seen.plan, place=factories.PLACE, consent=replace(factories.household().consent, photo=False))
    import_batches.run(clerk, sheet, seen, plan=plan)
    numbers = [face.number for face in cards.issue(clerk, [relief.household() for _ in range(3)]).faces]
    cards.to_paper(clerk, numbers)
    cards.printed(clerk, numbers[:2])
    cards.print_again(clerk, numbers[0])
    cards.replace(clerk, numbers[1], CardReason.LOST, present=True)
    code = relief.household()
    blocks.propose(relief.office.desk(Role.HELPDESK), code, BlockReason.UNDER_REVIEW, "seen twice")
    blocks.decide(supervisor, code, agreed=True, second=relief.office.second(Role.LEAD))
    blocks.lift(supervisor, code, "it was another", second=relief.office.second(Role.LEAD))


def _stock(relief: Relief) -> Standing:
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    standing = relief.round(points=(MALOOK, PointDraft("kot", "Kot")), points_open=False)
    ticked = tuple(PointCheckKind)[1:]
    point_days.open_point(lead, standing, ticked=ticked, second=second, reason="the road was cut")
    day = date(2027, 1, 1)
    waybills.make(lead, standing, WaybillDraft("WB-1", day, "PDMA", (Goods("ATTA20", 90, "F-1", day),)))
    arrival = ArrivalDraft((Goods("ATTA20", 89), Goods("OIL5", 40)), waybill="WB-1", note="one bag short")
    waybills.receive(lead, standing, arrival, second=second)
    stock.count(lead, standing, (CountDraft("OIL5", 30, DifferenceReason.WET),), second=second)
    stock.move(lead, standing, Standing(standing.round_code, "kot"), (Goods("ATTA20", 4),), second=second)
    stock.send_back(lead, standing, (Goods("ATTA20", 3),), document="RET-1", to="PDMA", second=second)
    releases.release(lead, standing, ReleaseDraft("1", "A", "b", (Goods("ATTA20", 2),)), second=second)
    return standing


def _hand_over(relief: Relief, standing: Standing) -> None:
    lead, scanner = relief.office.desk(Role.LEAD), relief.office.desk(Role.SCANNER)
    given, code = DisbursementId(new_id()), relief.household(3)
    face = relief.cards(code)[0]
    relief.give(standing, relief.presented(face.credential), disbursement=given)
    stock.loan_back(lead, standing, given, "OIL5", 1, usable=True)
    wrong = relief.give(standing, relief.typed(relief.household().text), role=Role.LEAD)
    distribution.void(lead, wrong.disbursement, VoidReason.WRONG_COUNT, second=relief.office.second(Role.SCANNER))
    late_entries.enter(lead, standing, relief.sheet(standing), local_day(lead.clock().at), relief.household())
    collected = relief.household()
    who = CollectorDraft(name_as_told="اسلم", name_latin="Aslam", relation="NEPHEW", phone="0301-7778889")
    collectors.name_collector(relief.office.desk(Role.CLERK), collected, who)
    distribution.give(
        scanner,
        standing,
        relief.typed(collected.text),
        disbursement=DisbursementId(new_id()),
        looked=True,
        collector=Collecting(CollectionKind.NAMED, 1),
    )


def _help(relief: Relief, standing: Standing) -> None:
    helper, second = relief.office.desk(Role.HELPDESK), relief.office.second(Role.SCANNER)
    code = relief.household(3)
    elsewhere = relief.round(areas=("PK604",), points=(MALOOK,))
    allowances.allow(helper, elsewhere.round_code, code, 2, "flood", second=second)
    allowances.allow(helper, elsewhere.round_code, code, 3, "flood, counted anew", second=second)
    allowances.let_collect(helper, standing.round_code, code, NEIGHBOUR, second=second)
    allowances.add_delivery(helper, standing.round_code, code, ProxyReason.ILL)
    gone = relief.household()
    allowances.add_delivery(helper, standing.round_code, gone, ProxyReason.ILL)
    allowances.end_delivery(helper, standing.round_code, gone)
    provisional.give(helper, standing, 2, "came at night", second=second)


def _close(relief: Relief, standing: Standing) -> None:
    lead = relief.office.desk(Role.LEAD)
    shelf = day_close.account(lead, standing).shelf
    counts = [CountDraft(line.item, line.book) for line in shelf if line.book is not None]
    day_close.close_day(lead, standing, counts, second=relief.office.second(Role.SUPERVISOR))


def tampered(relief: Relief, edit: str, *values: object) -> ledger.Stray | None:
    """What check finds when the store was edited; the edit is taken back."""
    with relief.office.desk(Role.CLERK).store.writer.connect() as conn:
        tampering = conn.begin()
        conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        assert conn.exec_driver_sql(edit, values).rowcount >= 1
        stray = ledger.compare(conn, DISTRICT, relief.clock().at).stray
        tampering.rollback()
    return stray


COLUMNS = [(held, name) for held in HELD if held.reads_rows for name in held.columns]


def rows_of(conn: Connection, held: Held) -> list[dict[str, Any]]:
    """The rows that a declaration is about, as the driver gives them."""
    wanted = select(text("*")).select_from(table(held.table))
    return [dict(row) for row in conn.execute(wanted.where(text(held.rows)) if held.rows else wanted).mappings()]


def other(value: object, name: str) -> object:
    """Another value of its kind."""
    match value:
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:]
        case int() if name.endswith("at"):
            return value - WEEK
        case int():
            return 1 - value if name in ("looked", "usable") else value + 1
        case str():
            return f"{value}x"
        case _:
            return bytes(16) if name.endswith("_id") else 7


def test_a_book_of_everything_fits_and_writes_every_declared_row(relief: Relief) -> None:
    opened = relief.office.opened(Role.AUDITOR)
    assert safekeeping.check(opened.desk, opened.certificates, opened.folder).first_bad is None
    with opened.desk.store.reader.connect() as conn:
        assert [held for held in HELD if held.reads_rows and not rows_of(conn, held)] == []


@pytest.mark.parametrize(("held", "name"), COLUMNS, ids=[f"{held.table}-{name}" for held, name in COLUMNS])
def test_a_column_that_was_changed_is_named(relief: Relief, held: Held, name: str) -> None:
    """Each column of each declaration, in a row of its own; the row is known by its whole key."""
    with relief.office.desk(Role.CLERK).store.reader.connect() as conn:
        row = rows_of(conn, held)[-1]
    key = [one.name for one in Base.metadata.tables[held.table].primary_key]
    where = " AND ".join(f"{one} = ?" for one in key)
    values = (other(row[name], name), *(row[one] for one in key))
    found = tampered(relief, f"UPDATE {held.table} SET {name} = ? WHERE {where}", *values)
    assert found is not None
    if name not in key:
        assert found.table == held.name


@pytest.mark.parametrize(("name", "changed", "edit"), ATTACKS)
def test_what_a_hostile_tester_changed_is_named_with_its_line(
    relief: Relief, monkeypatch: pytest.MonkeyPatch, name: str, changed: str, edit: str
) -> None:
    """Control: without this one column in the table, nobody sees it."""
    found = tampered(relief, edit)
    assert found is not None
    assert (found.table, found.log, found.seq is not None) == (name, relief.office.desk(Role.CLERK).office.log, True)
    without = tuple(
        replace(held, columns={one: source for one, source in held.columns.items() if one != changed})
        if held.table == name
        else held
        for held in HELD
    )
    monkeypatch.setattr(ledger_held, "HELD", without)
    assert tampered(relief, edit) is None, "control"


def test_a_household_of_an_import_has_its_line_too(relief: Relief) -> None:
    brought = "WHERE id IN (SELECT household_id FROM imported_household)"
    for change in (
        f"registered_at = registered_at - {WEEK}",
        "registered_by = (SELECT id FROM operator WHERE name = 'lead')",
    ):
        found = tampered(relief, f"UPDATE household SET {change} {brought}")
        assert found is not None
        assert (found.table, found.seq is not None) == ("household", True)


def test_a_row_without_a_line_is_named_without_a_place(relief: Relief) -> None:
    """A copy of a card, counted in the row alone."""
    found = tampered(relief, "UPDATE card SET copies = 4 WHERE copies = 0")
    assert found == ledger.Stray("card", "store", None)


def test_an_allowance_whose_words_were_erased_is_held_against_nothing(relief: Relief) -> None:
    """Which round it was of went with them; another of the same household stays compared."""
    with relief.office.desk(Role.CLERK).store.writer.connect() as conn:
        tampering = conn.begin()
        conn.exec_driver_sql("DROP TRIGGER guard_ledger_content_delete")
        told = """SELECT seq FROM ledger_entry WHERE instr(line, CAST('"do":"allowance"' AS BLOB)) > 0"""
        assert conn.exec_driver_sql(f"DELETE FROM ledger_content WHERE seq IN ({told})").rowcount == 2
        conn.exec_driver_sql("UPDATE allowance SET reason = ''")
        stray = ledger.compare(conn, DISTRICT, relief.clock().at).stray
        tampering.rollback()
    assert stray is None


def test_every_column_of_these_tables_is_compared_or_has_a_reason() -> None:
    """A new column has to be judged before it can be forgotten; the district begins every key alike."""
    for name in {held.table for held in HELD}:
        apart = APART[name]
        reasons = [*apart.elsewhere, *apart.derived, *apart.nobody]
        compared = {one for held in HELD if held.table == name for one in held.columns}
        assert sorted(reasons) == sorted(set(reasons)), name
        assert not compared & set(reasons), name
        there = {one.name for one in Base.metadata.tables[name].columns} - {"district_id"}
        assert compared | set(reasons) == there, name
    assert set(APART) == {held.table for held in HELD}


def test_a_control_of_the_above_a_column_nobody_judged() -> None:
    assert "slips" in APART["disbursement"].elsewhere
    assert {"slips"} == {one.name for one in Base.metadata.tables["disbursement"].columns} - {
        "district_id",
        *(name for held in HELD if held.table == "disbursement" for name in held.columns),
    }
