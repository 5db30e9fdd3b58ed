"""The desk: a transaction commits whole or not at all, records what it writes, never opens on the window's thread."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from desktop.errors import NothingRecorded, StoreUnwritable
from desktop.ledger.clock import Reading, machine_clock
from desktop.models.programme import Programme
from desktop.models.working import WORKING_TABLES, Draft
from desktop.storage.engine import PRAGMAS
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import new_id
from desktop.values.permissions import Permission, Role
from tests.factories import TestOffice


def _add_programme(work: Work) -> None:
    row = {"district_id": work.district, "id": new_id(), "name": f"programme {new_id()}"}
    work.conn.execute(insert(Programme), row)


def _programmes(desk: Desk) -> int:
    with desk.reading(Permission.ROUND_LIST) as conn:
        return conn.scalar(text("SELECT count(*) FROM programme")) or 0


def _entries(desk: Desk) -> int:
    with desk.reading(Permission.CHECK) as conn:
        return conn.scalar(text("SELECT count(*) FROM ledger_entry")) or 0


def test_rows_without_an_entry_are_a_bug_and_are_rolled_back(office: TestOffice) -> None:
    desk = office.desk(Role.SUPERVISOR)
    with pytest.raises(NothingRecorded) as bug, desk.transaction(Permission.ROUNDS) as work:
        _add_programme(work)
    assert bug.value.tables == ("programme",)
    assert _programmes(desk) == 0


def test_an_exception_takes_rows_and_entry_back_together(office: TestOffice) -> None:
    desk = office.desk(Role.SUPERVISOR)
    before = _entries(desk)
    with pytest.raises(ZeroDivisionError):
        _add_and_break(desk)
    assert (_programmes(desk), _entries(desk)) == (0, before)


def _add_and_break(desk: Desk) -> None:
    with desk.transaction(Permission.ROUNDS) as work:
        _add_programme(work)
        work.record(EntryKind.ROUND_MADE, new_id(), {})
        raise ZeroDivisionError


def test_working_tables_need_no_entry(office: TestOffice) -> None:
    desk = office.desk(Role.CLERK)
    before = _entries(desk)
    with desk.transaction(Permission.REGISTER) as work:
        row = {"operator_id": work.person.id, "kind": "form", "body": b"{}", "kept_at": work.now}
        work.conn.execute(insert(Draft), {"district_id": work.district, **row})
    assert _entries(desk) == before
    listed = {"draft", "typed_miss", "envelope", "referral", "rehearsal", "shown_person", "open_give", "card_paper"}
    assert listed == WORKING_TABLES


def test_what_was_recorded_is_announced_after_the_commit(office: TestOffice) -> None:
    desk = office.desk(Role.SUPERVISOR)
    heard: list[tuple[frozenset[EntryKind], int]] = []
    desk.listen(lambda kinds: heard.append((kinds, _programmes(desk))))
    with desk.transaction(Permission.ROUNDS) as work:
        _add_programme(work)
        work.record(EntryKind.ROUND_MADE, new_id(), {})
        assert heard == []
    assert heard == [(frozenset({EntryKind.ROUND_MADE}), 1)]


def test_a_reading_desk_cannot_write(office: TestOffice) -> None:
    desk = office.desk(Role.SUPERVISOR)
    with pytest.raises(StoreUnwritable), desk.reading(Permission.ROUND_LIST) as conn:
        conn.execute(text("DELETE FROM programme"))


def test_no_transaction_on_the_windows_thread(office: TestOffice) -> None:
    opened = office.desk(Role.CLERK)
    desk = Desk(
        opened.store,
        opened.office,
        opened.seat,
        forbidden_thread=threading.get_ident(),
    )
    with pytest.raises(RuntimeError, match="window"), desk.transaction(Permission.REGISTER):
        pass
    done: list[bool] = []

    def elsewhere() -> None:
        with desk.transaction(Permission.REGISTER):
            done.append(True)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert done == [True]


@pytest.mark.parametrize("minutes", [-3, -60 * 24 * 3650, 3, 60 * 24 * 3650])
def test_a_clock_that_jumps_is_an_entry_and_never_a_refusal(office: TestOffice, minutes: int) -> None:
    opened = office.desk(Role.SUPERVISOR)
    moved = timedelta(0)

    def clock() -> Reading:
        now = machine_clock()
        return Reading(now.at + moved, now.up, now.boot)

    desk = Desk(opened.store, opened.office, opened.seat, clock)
    for shift in (timedelta(0), timedelta(minutes=minutes)):
        moved = shift
        with desk.transaction(Permission.ROUNDS) as work:
            _add_programme(work)
            work.record(EntryKind.ROUND_MADE, new_id(), {})
    with desk.reading(Permission.CHECK) as conn:
        lines = conn.scalars(text("SELECT line FROM ledger_entry ORDER BY seq DESC LIMIT 3")).all()
    kinds = [bytes(line).split(b'"do":"')[1].split(b'"')[0] for line in lines]
    assert kinds[:2] == [b"round.made", b"clock.jumped"]
    assert office.opened(Role.AUDITOR).broken is None


def test_every_connection_has_the_whole_recipe(office: TestOffice) -> None:
    store = office.desk(Role.CLERK).store
    for engine in (store.writer, store.reader):
        with engine.connect() as conn, conn.begin():
            for name, _, expected in PRAGMAS:
                assert str(conn.exec_driver_sql(f"PRAGMA {name}").scalar()).lower() == expected


@pytest.mark.parametrize("statement", ["UPDATE ledger_entry SET seq = seq + 100", "DELETE FROM ledger_entry"])
def test_ledger_tables_take_inserts_only(office: TestOffice, statement: str) -> None:
    with (
        pytest.raises(Exception, match="insert only"),
        office.desk(Role.CLERK).store.writer.connect() as conn,
        conn.begin(),
    ):
        conn.exec_driver_sql(statement)
