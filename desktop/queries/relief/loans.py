"""What was lent at a hand-over and is still out."""

from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from desktop.models.disbursement import DisbursedItem, LoanReturn, Void


def still_out(conn: Connection, district: str, disbursement: UUID, item: str) -> int | None:
    """How much of an item a hand-over that stands gave out and did not get back; None when it gave none of it."""
    given = conn.execute(
        select(DisbursedItem.quantity)
        .outerjoin(
            Void,
            and_(
                Void.district_id == DisbursedItem.district_id,
                Void.disbursement_id == DisbursedItem.disbursement_id,
            ),
        )
        .where(
            DisbursedItem.district_id == district,
            DisbursedItem.disbursement_id == disbursement,
            DisbursedItem.item == item,
            Void.disbursement_id.is_(None),
        )
    ).scalar_one_or_none()
    if given is None:
        return None
    back = conn.execute(
        select(func.coalesce(func.sum(LoanReturn.quantity), 0)).where(
            LoanReturn.district_id == district,
            LoanReturn.disbursement_id == disbursement,
            LoanReturn.item == item,
        )
    ).scalar_one()
    return given - back
