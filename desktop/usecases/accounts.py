"""The account of a round: does what the log says fit with the rows, the shelf and the slips; nothing is written."""

from desktop.errors import PointUnknown
from desktop.queries import accounts as queries
from desktop.queries import point_days, programmes
from desktop.records.accounts import Reconciled
from desktop.records.distribution import Standing
from desktop.usecases.desk import Desk
from desktop.values.permissions import Permission


def reconcile(desk: Desk, round_code: str, point_code: str = "") -> Reconciled:
    """Every point of a round, or one, from all sides. Raises RoundUnknown, PointUnknown."""
    with desk.reading(Permission.POINT_ACCOUNT) as conn:
        district = desk.office.district
        view = programmes.round_view(conn, district, round_code)
        codes = [code for _, code, _ in queries.points_of(conn, district, view.id) if point_code in ("", code)]
        if not codes:
            raise PointUnknown(round=round_code, point=point_code)
        heard = queries.scans(conn, district)
        return Reconciled(
            round_code=view.code,
            programme=view.programme,
            points=tuple(
                queries.reconciled(conn, district, point_days.place(conn, district, Standing(round_code, code)), heard)
                for code in codes
            ),
        )
