"""Rosters: the list of one point in a round, recorded when it is printed, with its version and fingerprint."""

from desktop.errors import PointUnknown
from desktop.models.point_day_write import number_sheets
from desktop.models.programme_write import note_list
from desktop.queries.relief import programmes, rosters
from desktop.queries.relief.roster_collectors import with_collectors
from desktop.records.distribution import RosterData, Standing
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import PointId
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import RosterSort
from printing.values import RosterKind, roster_pages


def roster(desk: Desk, standing: Standing, *, sort: RosterSort, kind: RosterKind = "muster") -> RosterData:
    """The roster of a point as it is now; printing it is an entry. Raises RoundUnknown, PointUnknown.

    Muster sheets are numbered: only on a number that was printed here a line of paper is entered later.

    An open list that changed since it was last printed gets the next version; a fixed list keeps its own.
    """
    with desk.transaction(Permission.ROSTER) as work:
        view = programmes.round_view(work.conn, work.district, standing.round_code)
        point = next((found for found in view.points if found.code == standing.point_code), None)
        if point is None:
            raise PointUnknown(round=standing.round_code, point=standing.point_code)
        listed = rosters.lines(work.conn, work.district, view, point.id, sort, local_day(work.now))
        lines = with_collectors(work.conn, work.district, listed.lines, local_day(work.now))
        if not view.frozen:
            note_list(work.conn, work.district, view.id, listed.digest)
            view = programmes.round_view(work.conn, work.district, standing.round_code)
        number = _numbered(work, point.id, len(lines)) if kind == "muster" else None
        work.record(
            EntryKind.ROSTER_PRINTED,
            view.id,
            {
                "round": view.code,
                "point": point.code,
                "version": view.list_version,
                "rows": len(listed.lines),
                "totals": {line.item: line.quantity for line in listed.totals},
                "list": listed.digest,
            },
        )
    return RosterData(
        round=view,
        point=point,
        sort=sort,
        lines=lines,
        totals=listed.totals,
        printed_at=work.now,
        printed_by=desk.person.name,
        entry=work.entry,
        number=number,
    )


def _numbered(work: Work, point: PointId, rows: int) -> int:
    """The number of these muster sheets, noted with how many there are."""
    pages = roster_pages(rows, "muster")
    desk = work.office.desk_id
    row, number = number_sheets(work.conn, work.district, point, desk, pages, work.person.id, work.now)
    work.record(EntryKind.SHEETS_NUMBERED, row, {"point": str(point), "number": number, "pages": pages})
    return number
