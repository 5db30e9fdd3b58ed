"""SELECTs about GIVE screens that nobody answered: those before the lanes now, and those that the book tells of."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Row, and_, exists, select

from desktop.models.disbursement import Disbursement
from desktop.models.household import Household
from desktop.models.working import OpenGive
from desktop.queries.history import contents_at, entries_about
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import PointId


class _Content(msgspec.Struct):
    """What is asked of an entry about an unanswered GIVE."""

    lane: int


def left(
    conn: Connection, district: str, point: PointId, lane: int | None = None
) -> Sequence[Row[UUID, int, UUID, str, bool]]:
    """GIVE screens of a point, or of one lane: `id`, `lane`, `household_id`, whether each was `given` after all.

    `code` is that of the household, None when it was forgotten since.
    """
    given = exists().where(and_(Disbursement.district_id == OpenGive.district_id, Disbursement.id == OpenGive.id))
    code = (
        select(Household.code)
        .where(Household.district_id == OpenGive.district_id, Household.id == OpenGive.household_id)
        .scalar_subquery()
    )
    wanted = select(OpenGive.id, OpenGive.lane, OpenGive.household_id, code.label("code"), given.label("given")).where(
        OpenGive.district_id == district, OpenGive.point_id == point
    )
    if lane is not None:
        wanted = wanted.where(OpenGive.lane == lane)
    return conn.execute(wanted.order_by(OpenGive.id)).all()


def unanswered(conn: Connection, district: str, point: PointId) -> dict[str, int]:
    """Lane to the GIVE screens that nobody answered, since the point was made; those before the lanes now with them."""
    about = [one for one in entries_about(conn, district, [point]) if one.do == EntryKind.GIVE_UNANSWERED]
    contents = contents_at(conn, district, [(one.log, one.seq) for one in about])
    lanes = Counter(str(msgspec.json.decode(content, type=_Content).lane) for content in contents.values())
    lanes.update(str(row.lane) for row in left(conn, district, point) if not row.given)
    return dict(lanes)
