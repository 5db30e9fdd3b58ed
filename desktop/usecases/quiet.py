"""The quiet list: what wants a second look, for supervisor and auditor; the supervisor puts lines aside with a reason.

It says facts and asks nobody to stop: no line of it blocks, refuses or is shown at a desk. Software flags, people
decide, and the reason is kept.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from desktop.errors import FlagNotFound, ReasonMissing
from desktop.models.quiet import insert_quiet_note
from desktop.queries import quiet
from desktop.records.quiet import Aside, PutAside, QuietFlag
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.period import local_day, midnight
from desktop.values.permissions import Permission
from desktop.values.text import plain_name

DAYS = 30
"""How far back runs of registrations are looked at, unless told otherwise; phones and vouchers are those of now."""
REASON_LIMIT = 200


def flags(desk: Desk, *, days: int = DAYS, every: bool = False) -> tuple[QuietFlag, ...]:
    """What wants a second look, about most households first; `every` also shows what was put aside.

    It looks over everybody, so not on the data lane.
    """
    with desk.reading(Permission.QUIET_LIST) as conn:
        found = quiet.flags(conn, desk.office.district, _since(desk, days), practice=desk.office.practice)
    return found if every else tuple(flag for flag in found if flag.aside is None)


def put_aside(desk: Desk, key: str, reason: str, *, days: int = DAYS) -> PutAside:
    """Say that a line was looked at and why it may rest; it comes back when it is about more households than now.

    Raises FlagNotFound when the list has no such line, ReasonMissing, NotPermitted.
    """
    desk.require(Permission.QUIET_ASIDE)
    said = plain_name(reason, REASON_LIMIT)
    if not said:
        raise ReasonMissing
    found = next((flag for flag in flags(desk, days=days, every=True) if flag.key == key), None)
    if found is None:
        raise FlagNotFound
    with desk.transaction(Permission.QUIET_ASIDE) as work:
        row = insert_quiet_note(
            work.conn,
            work.district,
            flag=key,
            count=found.count,
            reason=said,
            operator=work.person.id,
            at=work.now,
        )
        content = {"flag": key, "kind": found.kind.value, "count": found.count, "reason": said}
        work.record(EntryKind.QUIET_ASIDE, row, content)
    return PutAside(replace(found, aside=Aside(said, work.now, desk.person.name)), work.entry)


def _since(desk: Desk, days: int) -> datetime:
    """Midnight so many local days ago."""
    return midnight(local_day(desk.clock().at) - timedelta(days=days))
