"""Which hand-overs to a household gave it a share of its own, and which only what came with those whom it took in."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from desktop.models.disbursement import DisbursedItem, Owed
from desktop.models.household_event import HouseholdEvent
from desktop.values.vocabulary import HouseholdChange

type HandOvers = Sequence[Row[*tuple[Any, ...]]]


def own_draws(conn: Connection, names: dict[str, Any], drawn: HandOvers) -> HandOvers:
    """Those of `drawn` in which more was given, or left open, than earlier hand-overs had left open.

    A household that took in another one is owed what that one was owed; receiving it is no draw of its own.
    """
    ids = [row.id for row in drawn]
    given: Counter[tuple[UUID, str]] = Counter()
    items = select(DisbursedItem.disbursement_id, DisbursedItem.item, DisbursedItem.quantity)
    lines = select(Owed.disbursement_id, Owed.item, Owed.quantity, Owed.settled_by)
    for row in conn.execute(
        items.where(DisbursedItem.district_id == names["district"], DisbursedItem.disbursement_id.in_(ids))
    ):
        given[row.disbursement_id, row.item] += row.quantity
    for row in conn.execute(lines.where(Owed.district_id == names["district"], Owed.disbursement_id.in_(ids))):
        given[row.disbursement_id, row.item] += row.quantity
    here = (Owed.district_id == names["district"], Owed.round_id == names["round_id"])
    mine = (Owed.household_id == names["household_id"], Owed.settled_by.in_(ids))
    for row in conn.execute(lines.where(*here, *mine)):
        given[row.settled_by, row.item] -= row.quantity
    own = {who for (who, _), left in given.items() if left > 0}
    return [row for row in drawn if row.id in own]


def went_into(conn: Connection, district: str, household: UUID) -> UUID | None:
    """The household in which the people of this one are now, since it went into another one; None when it did not."""
    found: list[UUID] = []
    here = household
    while True:
        went = conn.scalar(
            select(HouseholdEvent.other_id)
            .where(
                HouseholdEvent.district_id == district,
                HouseholdEvent.household_id == here,
                HouseholdEvent.change == HouseholdChange.MERGED_INTO,
            )
            .limit(1)
        )
        if went is None or went in found:
            return found[-1] if found else None
        found.append(went)
        here = went
