"""What the tests of the lane lay into the store beside the use cases of it, and read past them."""

from collections.abc import Mapping
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Select, select

from desktop.models.disbursement import DisbursedItem, Disbursement, Owed, Void
from desktop.models.household import Household
from desktop.models.ledger_entry import LedgerContent
from desktop.models.place import DistributionPoint
from desktop.models.programme import Round
from desktop.models.stock import StockLevel
from desktop.records.distribution import Standing
from desktop.records.stock import ArrivalDraft, CountDraft, Goods
from desktop.usecases import allowances, waybills
from desktop.usecases import stock as counts
from desktop.values.identifiers import HouseholdCode
from desktop.values.permissions import Role
from tests.usecases.relief_office import Relief

_document = count(1)


def rows(relief: Relief, statement: Select[*tuple[Any, ...]]) -> list[Any]:
    """Rows read past the use cases."""
    with relief.office.desk(Role.SCANNER).store.reader.connect() as conn, conn.begin():
        return list(conn.execute(statement))


def last_content(relief: Relief) -> dict[str, Any]:
    """The content of the newest entry."""
    found = rows(relief, select(LedgerContent.content).order_by(LedgerContent.seq.desc()).limit(1))
    return msgspec.json.decode(found[0].content)


def written(relief: Relief) -> Any:
    """A writing connection, committed when it is left."""
    return relief.office.desk(Role.SCANNER).store.writer.begin()


def district(relief: Relief) -> str:
    """What begins every key."""
    return relief.office.desk(Role.SCANNER).office.district


def stock(relief: Relief, standing: Standing, levels: Mapping[str, int]) -> None:
    """So much more came to the point by a document; nought of an item is a count that found none."""
    lead = relief.office.desk(Role.LEAD)
    came = tuple(Goods(item, quantity) for item, quantity in levels.items() if quantity)
    if came:
        waybills.receive(lead, standing, ArrivalDraft(came, document=f"GRN-{next(_document)}", origin="PDMA store"))
    none = [CountDraft(item, 0) for item, quantity in levels.items() if not quantity]
    known = on_hand(relief, standing)
    none = [draft for draft in none if draft.item not in known]
    if none:
        counts.count(lead, standing, none)


def on_hand(relief: Relief, standing: Standing) -> dict[str, int]:
    """What should lie at the point."""
    wanted = (
        select(StockLevel.item, StockLevel.on_hand)
        .join(DistributionPoint, DistributionPoint.id == StockLevel.point_id)
        .join(Round, Round.id == DistributionPoint.round_id)
        .where(Round.code == standing.round_code, DistributionPoint.code == standing.point_code)
    )
    return {row.item: row.on_hand for row in rows(relief, wanted)}


def handed_over(relief: Relief, standing: Standing, code: HouseholdCode) -> dict[str, int]:
    """What a household holds of a round: of all hand-overs that stand."""
    wanted = (
        select(DisbursedItem.item, DisbursedItem.quantity)
        .join(Disbursement, Disbursement.id == DisbursedItem.disbursement_id)
        .join(Round, Round.id == Disbursement.round_id)
        .join(Household, Household.id == Disbursement.household_id)
        .outerjoin(Void, Void.disbursement_id == Disbursement.id)
        .where(Round.code == standing.round_code, Household.code == code.text, Void.disbursement_id.is_(None))
    )
    sums: dict[str, int] = {}
    for row in rows(relief, wanted):
        sums[row.item] = sums.get(row.item, 0) + row.quantity
    return sums


def still_owed(relief: Relief, standing: Standing, code: HouseholdCode) -> dict[str, int]:
    """Open lines of a household in a round whose hand-over stands."""
    wanted = (
        select(Owed.item, Owed.quantity)
        .join(Round, Round.id == Owed.round_id)
        .join(Household, Household.id == Owed.household_id)
        .outerjoin(Void, Void.disbursement_id == Owed.disbursement_id)
        .where(
            Round.code == standing.round_code,
            Household.code == code.text,
            Owed.settled_by.is_(None),
            Void.disbursement_id.is_(None),
        )
    )
    sums: dict[str, int] = {}
    for row in rows(relief, wanted):
        sums[row.item] = sums.get(row.item, 0) + row.quantity
    return sums


def allow(relief: Relief, standing: Standing, code: HouseholdCode, size: int) -> None:
    """Two people let a household draw for so many."""
    second = relief.office.second(Role.SUPERVISOR)
    helper = relief.office.desk(Role.HELPDESK)
    allowances.allow(helper, standing.round_code, code, size, "seen at the point", second=second)


def round_id(conn: Connection, standing: Standing) -> UUID:
    """Id of a round."""
    return conn.execute(select(Round.id).where(Round.code == standing.round_code)).scalar_one()


def household_id(conn: Connection, code: HouseholdCode) -> UUID:
    """Id of a household."""
    return conn.execute(select(Household.id).where(Household.code == code.text)).scalar_one()
