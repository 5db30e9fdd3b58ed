"""What the rigs run in processes of their own: real hand-overs in a real office, told when they returned."""

import multiprocessing
import resource
import signal
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert

from desktop.errors import NotDue, Unavailable
from desktop.models.disbursement import DisbursedItem, Disbursement, HandOver, hand_over
from desktop.opening import Opened, sign_in
from desktop.queries.relief.decisions import Decided, decided
from desktop.records.distribution import Presented, Standing
from desktop.usecases import distribution
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Permission, Role
from desktop.values.vocabulary import Source, Verdict
from tests.factories import passphrase_of


def rig() -> ForkServerContext:
    """Processes that start from a clean server with everything imported, so that a kill costs no second."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def opened_by(folder: Path, role: Role) -> Opened:
    """The office with this role signed in."""
    return sign_in(folder, role.value, passphrase_of(role))


def typed(code: str) -> Presented:
    """A typed household code."""
    return Presented(HouseholdCode(code), None, Source.TYPED)


def give_one_by_one(
    folder: Path, standing: Standing, tries: Sequence[tuple[UUID, str]], answers: Connection, grow: int | None = None
) -> None:
    """Give to each household in turn and tell each id and receipt only after the call returned.

    With `grow`, no file of this process may grow by more than so many bytes: a full disk, for this process alone.
    Ends by telling None and what stopped it ("" when all were given).
    """
    with_office = opened_by(folder, Role.SCANNER)
    if grow is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        largest = max(path.stat().st_size for path in folder.glob("office.db*"))
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest + grow, resource.RLIM_INFINITY))
    answers.send("ready")
    stopped = ""
    for disbursement, code in tries:
        try:
            given = distribution.give(
                with_office.desk,
                standing,
                typed(code),
                disbursement=DisbursementId(disbursement),
                looked=True,
            )
        except Unavailable as missing:
            stopped = type(missing).__name__
            break
        answers.send((given.disbursement, given.receipt))
    answers.send((None, stopped))


def race(
    folder: Path, role: Role, standing: Standing, codes: Sequence[str], start: Barrier, answers: Connection
) -> None:
    """Give to each household at the same moment as the other racer; tell "given" or the verdict that refused."""
    with_office = opened_by(folder, role)
    told: list[str] = []
    for code in codes:
        start.wait()
        try:
            distribution.give(
                with_office.desk,
                standing,
                typed(code),
                disbursement=DisbursementId(new_id()),
                looked=True,
            )
            told.append("given")
        except NotDue as refused:
            told.append(refused.verdict)
    answers.send(told)
    with_office.close()


def race_timed(
    folder: Path, role: Role, standing: Standing, codes: Sequence[str], start: Barrier, answers: Connection
) -> None:
    """As `race`, and how long the longest hand-over or refusal took, in seconds."""
    with_office = opened_by(folder, role)
    told: list[str] = []
    longest = 0.0
    for code in codes:
        start.wait()
        begun = perf_counter()
        try:
            distribution.give(
                with_office.desk, standing, typed(code), disbursement=DisbursementId(new_id()), looked=True
            )
            told.append("given")
        except NotDue as refused:
            told.append(refused.verdict)
        longest = max(longest, perf_counter() - begun)
    answers.send((told, longest))
    with_office.close()


def empty_shelf(
    folder: Path, role: Role, standing: Standing, codes: Sequence[str], start: Barrier, answers: Connection
) -> None:
    """Give to every other household of the list, beside somebody who gives to the others; tells what was given."""
    with_office = opened_by(folder, role)
    mine = codes[::2] if role is Role.SCANNER else codes[1::2]
    told: list[int] = []
    for code in mine:
        start.wait()
        try:
            given = distribution.give(
                with_office.desk, standing, typed(code), disbursement=DisbursementId(new_id()), looked=True
            )
            told.append(sum(line.quantity for line in given.decision.items))
        except NotDue:
            told.append(0)
    answers.send(told)
    with_office.close()


def race_blind(
    folder: Path,
    role: Role,
    standing: Standing,
    codes: Sequence[str],
    start: Barrier,
    answers: Connection,
    *,
    keyed: bool,
) -> None:
    """As `race`, but the naive way: look first, then write what was seen, with nothing in between.

    `keyed`: by the statement of the house; else by a plain INSERT into a table that lost its unique key.
    """
    with_office = opened_by(folder, role)
    desk = with_office.desk
    told: list[str] = []
    for code in codes:
        with desk.reading(Permission.SCAN) as conn:
            seen = decided(
                conn,
                desk.office.district,
                standing,
                typed(code),
                here=desk.here(),
                tell_why=False,
                photo=False,
            )
        start.wait()
        wrote = False
        if seen.decision.verdict is Verdict.G2:
            with desk.store.writer.connect() as conn, conn.begin() as transaction:
                row = _row(seen, desk.person.id, desk.office.desk_id, desk.clock().at)
                if keyed:
                    wrote = hand_over(conn, desk.office.district, row, seen.decision.items, {}) is not None
                else:
                    _insert_plainly(conn, desk.office.district, row, seen)
                    wrote = True
                if not wrote:
                    transaction.rollback()
        told.append("given" if wrote else "lost")
        start.wait()
    answers.send(told)
    with_office.close()


def _row(seen: Decided, operator: UUID, desk: UUID, at: Any) -> HandOver:
    assert seen.household_id is not None
    return HandOver(
        id=new_id(),
        round_id=seen.round_id,
        point_id=seen.point_id,
        lane=1,
        household_id=seen.household_id,
        slot=None,
        issue=None,
        source=Source.TYPED,
        looked=True,
        operator_id=operator,
        desk_id=desk,
        at=at,
    )


def _insert_plainly(conn: Any, district: str, row: HandOver, seen: Decided) -> None:
    tables: tuple[Table, Table] = (Disbursement.__table__, DisbursedItem.__table__)  # pyright: ignore[reportAssignmentType]
    receipt = 1_000_000 + row.id.int % 1_000_000_000
    conn.execute(insert(tables[0]), {"district_id": district, "receipt": receipt, **vars(row)})
    conn.execute(
        insert(tables[1]),
        [
            {
                "district_id": district,
                "disbursement_id": row.id,
                "item": due.item,
                "round_id": row.round_id,
                "household_id": row.household_id,
                "turn": 1,
                "quantity": due.quantity,
            }
            for due in seen.decision.items
        ],
    )
