"""What a household may be handed over at this moment: by the rules, by what it had before, as far as the shelf goes."""

from typing import Any

from sqlalchemy import Connection

from desktop.domain.entitlement import Plan
from desktop.domain.share import Had, OpenLine
from desktop.domain.verdict import GivenBefore
from desktop.queries.relief.station import HISTORY, OWED, PROMISED, SHELF
from desktop.values.period import local_day


def shelf(conn: Connection, names: dict[str, Any], *, counted: bool) -> dict[str, int]:
    """What lies at the point, of the items that are counted there."""
    return {row.item: row.on_hand for row in conn.execute(SHELF, names)} if counted else {}


def open_lines(conn: Connection, names: dict[str, Any], *, owing: bool) -> tuple[OpenLine, ...]:
    """What is still owed to the household in the round."""
    if not owing:
        return ()
    return tuple(
        OpenLine(row.disbursement_id, row.item, row.quantity, row.given_on or local_day(row.at))
        for row in conn.execute(OWED, names)
    )


def had_before(conn: Connection, names: dict[str, Any], fixed: Plan) -> tuple[Had, ...]:
    """What the household was given, or is owed, in any round that a rule of this one looks at."""
    if not any(item.rule.every_days or item.rule.once for item in fixed.items):
        return ()
    asked = names | {"programme": fixed.programme_id, "event": fixed.event_id}
    return tuple(
        Had(
            disbursement=row.id,
            item=row.item,
            here=row.round_id == names["round_id"],
            turn=row.turn,
            day=row.given_on or local_day(row.at),
            event=fixed.event_id is not None and row.event_id == fixed.event_id,
            programme=row.programme_id == fixed.programme_id,
            given=GivenBefore(row.slot, row.at, row.point, row.lane, row.receipt),
        )
        for statement in (HISTORY, PROMISED)
        for row in conn.execute(statement, asked)
    )
