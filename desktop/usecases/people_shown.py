"""Who was shown to an operator: counted at one place, with an entry without names for every fifty people of a day.

Whoever reads a register name by name leaves these entries. So nobody new is shown while the book is not trusted, which
would else be the way to read on unseen. A full disk shuts nobody out: help that is due must be found on it too.
"""

import contextlib
from collections.abc import Collection

from desktop.errors import DiskFull, StoreBusy, StoreUnwritable
from desktop.models import working
from desktop.queries import shown
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import RegistrantId
from desktop.values.period import local_day
from desktop.values.permissions import Permission

MANY_SHOWN = 50
"""So many different people shown to one operator in a day are an entry: as many as one search shows at most."""


def note_shown(desk: Desk, people: Collection[RegistrantId]) -> None:
    """Count these people before they are shown, but for those whom the operator registered today.

    Raises BookBroken: then the caller shows nobody. Whom the operator was shown on this day before is no news and needs
    no writing; where nothing can be written, they are shown and counted the next time.
    """
    if not people:
        return
    day = local_day(desk.clock().at)
    with desk.reading(Permission.SIGN_IN) as conn:
        new = shown.not_yet(conn, desk.office.district, desk.person.id, day, people)
    if not new:
        return
    unwritable = contextlib.suppress(DiskFull, StoreUnwritable, StoreBusy)
    with unwritable, desk.transaction(Permission.SIGN_IN) as work:
        before, now = working.note_shown(work.conn, work.district, work.person.id, day, new)
        if before // MANY_SHOWN != now // MANY_SHOWN:
            work.record(EntryKind.PEOPLE_SHOWN, work.person.id, {"shown": now})
