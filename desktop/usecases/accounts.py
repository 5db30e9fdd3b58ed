"""The account of a round: does what the log says fit with the rows, the shelf and the slips, and who still waits.

Reading writes nothing; that a list or an account was put on paper is an entry, with the state of the book on it.
"""

from collections.abc import Callable

from desktop.errors import PointUnknown
from desktop.queries.relief import accounts as queries
from desktop.queries.relief import point_days, programmes
from desktop.records.accounts import AccountPaper, PointReconciled, Printed, Reconciled, Waiting, WaitingPaper
from desktop.records.distribution import Standing
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission

type Progress = Callable[[int, int], None]


def reconcile(desk: Desk, round_code: str, point_code: str = "", *, progress: Progress | None = None) -> Reconciled:
    """Every point of a round, or one, from all sides. Raises RoundUnknown, PointUnknown."""
    with desk.reading(Permission.POINT_ACCOUNT) as conn:
        district = desk.office.district
        view = programmes.round_view(conn, district, round_code)
        codes = [code for _, code, _ in queries.points_of(conn, district, view.id) if point_code in ("", code)]
        if not codes:
            raise PointUnknown(round=round_code, point=point_code)
        heard = queries.scans(conn, district, progress)
        return Reconciled(
            round_code=view.code,
            programme=view.programme,
            points=tuple(
                queries.reconciled(conn, district, point_days.place(conn, district, Standing(round_code, code)), heard)
                for code in codes
            ),
        )


def waiting(desk: Desk, standing: Standing, *, names: bool = False, progress: Progress | None = None) -> Waiting:
    """Who is on the list of a point and was not served, and to whom something is owed there.

    Names are for whoever may print rosters; what is posted has none. Raises RoundUnknown, PointUnknown.
    """
    if names:
        desk.require(Permission.ROSTER)
    with desk.reading(Permission.WAITING_LIST) as conn:
        at = point_days.place(conn, desk.office.district, standing)
        return queries.waiting(conn, desk.office.district, at, names=names, progress=progress)


def print_waiting(desk: Desk, told: Waiting) -> WaitingPaper:
    """Note that this list is put on paper, with or without names; what is printed is what was read."""
    if told.names:
        desk.require(Permission.ROSTER)
    with desk.transaction(Permission.WAITING_LIST) as work:
        content = {"paper": "waiting", "point": str(told.place.id), "names": int(told.names)}
        work.record(
            EntryKind.ACCOUNT_PRINTED, told.place.round_id, content | {"absent": told.absent, "owed": told.owed}
        )
    return WaitingPaper(told, Printed(work.now, desk.person.name, work.entry))


def print_account(desk: Desk, told: Reconciled, point: PointReconciled) -> AccountPaper:
    """Note that the account of this point is put on paper. Raises RoundUnknown, PointUnknown."""
    with desk.transaction(Permission.POINT_ACCOUNT) as work:
        at = point_days.place(work.conn, work.district, Standing(told.round_code, point.point_code))
        content = {"paper": "account", "point": str(at.id), "fits": int(point.fits)}
        work.record(EntryKind.ACCOUNT_PRINTED, at.round_id, content)
    return AccountPaper(told.round_code, told.programme, point, Printed(work.now, desk.person.name, work.entry))
