"""Processes that do one deed of the relief point at the same moment as another process: stock, days, blocks, voids."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from desktop.errors import NotDue, Told
from desktop.models import movement_write
from desktop.models.movement_write import MovementRow
from desktop.opening import Opened, second_person
from desktop.queries.relief import point_days as places
from desktop.queries.relief import waybills as read_waybills
from desktop.records.distribution import Standing
from desktop.records.operator import Second
from desktop.records.stock import ArrivalDraft, Goods, ReleaseDraft
from desktop.usecases import blocks, day_close, distribution, point_days, provisional, releases, waybills
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Permission, Role
from desktop.values.vocabulary import MovementKind, PointCheckKind, VoidReason, WaybillState
from tests.factories import passphrase_of
from tests.rigs.givers import opened_by, typed

DONE = "done"


@dataclass(frozen=True)
class At:
    """Who races where; `second` stands by where the deed wants two."""

    opened: Opened
    standing: Standing
    second: Second | None


def _give(at: At, code: str) -> str:
    given = distribution.give(
        at.opened.desk, at.standing, typed(code), disbursement=DisbursementId(new_id()), looked=True
    )
    return f"{DONE} {sum(line.quantity for line in given.decision.items)}"


def _void(at: At, disbursement: str) -> str:
    distribution.void(at.opened.desk, DisbursementId(UUID(disbursement)), VoidReason.CAME_BACK, second=at.second)
    return DONE


def _open(at: At, _: str) -> str:
    point_days.open_point(at.opened.desk, at.standing, ticked=tuple(PointCheckKind))
    return DONE


def _close(at: At, _: str) -> str:
    day_close.close_day(at.opened.desk, at.standing)
    return DONE


def _release(at: At, order: str) -> str:
    draft = ReleaseDraft(order, "Deputy Commissioner", "for the school", (Goods("ATTA20", 4),))
    done = releases.release(at.opened.desk, at.standing, draft, second=at.second)
    return f"{DONE} {sum(one.quantity for one in done.release.goods)}"


def _receive(at: At, number: str) -> str:
    waybills.receive(at.opened.desk, at.standing, ArrivalDraft((Goods("ATTA20", 10),), waybill=number))
    return DONE


def _block(at: At, code: str) -> str:
    blocks.decide(at.opened.desk, HouseholdCode(code), agreed=True, second=at.second)
    return DONE


def _help(at: At, reason: str) -> str:
    provisional.give(at.opened.desk, at.standing, 2, f"no card {reason}", second=at.second)
    return DONE


ACTS: dict[str, Callable[[At, str], str]] = {
    "give": _give,
    "void": _void,
    "open": _open,
    "close": _close,
    "release": _release,
    "receive": _receive,
    "block": _block,
    "help": _help,
}


def act(
    folder: Path,
    role: Role,
    standing: Standing,
    deeds: Sequence[tuple[str, str]],
    start: Barrier,
    answers: Connection,
    second: Role | None = None,
) -> None:
    """Each deed at the same moment as the other racer's; tells what came of each: done, or the refusal's name."""
    opened = opened_by(folder, role)
    beside = second_person(opened, second.value, passphrase_of(second)) if second is not None else None
    at, told = At(opened, standing, beside), list[str]()
    for name, what in deeds:
        start.wait()
        try:
            told.append(ACTS[name](at, what))
        except NotDue as refused:
            told.append(refused.verdict)
        except Told as refused:
            told.append(type(refused).__name__)
    answers.send(told)
    opened.close()


def receive_blindly(
    folder: Path,
    role: Role,
    standing: Standing,
    deeds: Sequence[tuple[str, str]],
    start: Barrier,
    answers: Connection,
    second: Role | None = None,
) -> None:
    """The naive way: see that a waybill is awaited, then write what came, with nothing in between that looks again."""
    opened = opened_by(folder, role)
    desk, told = opened.desk, list[str]()
    for _, number in deeds:
        with desk.reading(Permission.STOCK) as conn:
            seen = read_waybills.waybill(conn, desk.office.district, number)
            point = places.place(conn, desk.office.district, standing).id
        start.wait()
        if seen is not None and seen.state is WaybillState.AWAITED:
            with desk.store.writer.connect() as conn, conn.begin():
                row = MovementRow(
                    id=new_id(),
                    point_id=point,
                    item="ATTA20",
                    kind=MovementKind.RECEIVED,
                    quantity=10,
                    operator_id=desk.person.id,
                    second_id=None,
                    at=datetime.now(UTC),
                )
                movement_write.move(conn, desk.office.district, row)
                conn.execute(text("UPDATE waybill SET state = 'received' WHERE number = :number"), {"number": number})
            told.append(DONE)
        else:
            told.append("seen")
        start.wait()
    answers.send(told)
    opened.close()
