"""What the book says by itself about machine and desk: for the strip, the lead and the auditor. Nothing is written."""

from desktop.queries import anomalies
from desktop.queries.relief.clock_moves import unrecorded_jump
from desktop.queries.relief.point_days import jumps_on
from desktop.records.safekeeping import ClockSeen, Noted
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.period import day_begins
from desktop.values.permissions import Permission

CLOCK = (EntryKind.CLOCK_JUMPED,)
"""Everybody who stands at the desk may see that."""
AUDITED = (
    *CLOCK,
    EntryKind.CARD_DOUBTED,
    EntryKind.CODES_MISSED,
    EntryKind.LOGIN_FAILED,
    EntryKind.PEOPLE_SHOWN,
    EntryKind.RESTORED,
    EntryKind.BOOK_ACCEPTED,
)
"""What is noted for whoever reads the books."""
SHOWN = 30


def noted(desk: Desk) -> tuple[Noted, ...]:
    """The newest that asks for a second look, the newest first: moves of the clock, and more for the auditor."""
    kinds = AUDITED if desk.permits(Permission.READ_LOG) else CLOCK
    with desk.reading(Permission.CHECK) as conn:
        return anomalies.noted(conn, desk.office.district, kinds, SHOWN)


def clock(desk: Desk) -> ClockSeen:
    """How often the clock moved by itself today on this desk, a move that no entry tells of yet among them."""
    with desk.reading(Permission.SIGN_IN) as conn:
        district, here = desk.office.district, desk.here()
        moved = unrecorded_jump(conn, district, here)
        return ClockSeen(jumps_on(conn, district, here.log, day_begins(here.now)) + (moved is not None), moved)
