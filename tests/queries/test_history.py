"""A household's history: what was done about it, its cards and its hand-overs, newest first, found by an index."""

from dataclasses import replace
from uuid import uuid4

from sqlalchemy import event

from desktop.queries.history import entries_about
from desktop.usecases import cards, registration
from desktop.values.permissions import Role
from tests.factories import DISTRICT, TestOffice, household


def test_acts_on_the_household_and_on_its_cards_stand_in_one_history(office: TestOffice) -> None:
    clerk = office.desk(Role.CLERK)
    code = registration.register(clerk, household()).household.code
    registration.register(clerk, household())
    cards.issue(clerk, [code])
    draft = replace(registration.draft_of(clerk, code), village="Chak 13")
    registration.correct(office.desk(Role.SUPERVISOR), code, draft)
    history = registration.show(office.desk(Role.SUPERVISOR), code).history
    assert [(line.kind, line.operator) for line in history] == [
        ("household.corrected", "supervisor"),
        ("card.issued", "clerk"),
        ("household.registered", "clerk"),
    ]
    assert history[0].seq > history[1].seq > history[2].seq
    assert history[0].at.at >= history[1].at.at >= history[2].at.at


def test_lines_are_found_by_an_index_however_many_things_are_asked_for(office: TestOffice) -> None:
    clerk = office.desk(Role.CLERK)
    plans: list[str] = []
    with clerk.store.reader.connect() as conn, conn.begin():

        def explain(*arguments: object) -> None:
            statement, values = str(arguments[2]), arguments[3]
            raw = conn.connection.driver_connection
            assert raw is not None
            plans.append(str(raw.execute("EXPLAIN QUERY PLAN " + statement, values).fetchall()))

        event.listen(conn, "before_cursor_execute", explain)
        for many in (1, 2, 200, 201):
            assert entries_about(conn, DISTRICT, [uuid4() for _ in range(many)]) == []
        event.remove(conn, "before_cursor_execute", explain)
    assert len(plans) == 5
    assert all("ix_ledger_entry_ref" in plan for plan in plans)


def test_a_damaged_line_does_not_take_the_page_away(office: TestOffice) -> None:
    clerk = office.desk(Role.CLERK)
    code = registration.register(clerk, household()).household.code
    last = registration.decline_receipt(clerk, code)
    with clerk.store.writer.connect() as conn, conn.begin():
        conn.exec_driver_sql("DROP TRIGGER guard_ledger_entry_update")
        conn.exec_driver_sql("UPDATE ledger_entry SET line = CAST(line || ' ' AS BLOB) WHERE seq = ?", (last.seq,))
    assert [line.kind for line in registration.show(clerk, code).history] == ["household.registered"]
