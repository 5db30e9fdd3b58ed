"""What one person did that takes two, where a line alone does not show it: it depends on whose or on which goods.

It is asked of rows that are what their lines say (`desktop.queries.ledger.by_columns`), so nobody can hide it in a row.
"""

from sqlalchemy import Connection, bindparam, select

from desktop.domain.stock_checks import LEAVES
from desktop.models.disbursement import Disbursement, Void
from desktop.models.stock import StockMovement

_OTHERS_VOIDED = (
    select(Void.disbursement_id)
    .join(
        Disbursement,
        (Disbursement.district_id == Void.district_id) & (Disbursement.id == Void.disbursement_id),
    )
    .where(
        Void.district_id == bindparam("district"),
        Void.second_id.is_(None),
        Void.operator_id != Disbursement.operator_id,
    )
)
_GOODS_LEFT = select(StockMovement.id).where(
    StockMovement.district_id == bindparam("district"),
    StockMovement.second_id.is_(None),
    StockMovement.kind.in_(LEAVES),
)
_NEEDS_TWO = (("void_alone", _OTHERS_VOIDED), ("goods_alone", _GOODS_LEFT))


def done_alone(conn: Connection, district: str) -> str | None:
    """``void_alone`` somebody else's hand-over was taken back · ``goods_alone`` goods left a point; None otherwise."""
    for name, wanted in _NEEDS_TWO:
        if conn.execute(wanted.limit(1), {"district": district}).first() is not None:
            return name
    return None
