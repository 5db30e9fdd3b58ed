"""Who was shown to an operator: counted at one place, with an entry without names for every fifty people of a day.

Whoever reads a register name by name leaves these entries. So nobody new is shown where they cannot be written: a book
that is not trusted, or a full disk, would else be the way to read on unseen.
"""

from collections.abc import Collection

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

    Raises BookBroken, DiskFull, StoreUnwritable, StoreBusy: then the caller shows nobody. Whom the operator was shown
    on this day before is no news and needs no writing.
    """
    if not people:
        return
    day = local_day(desk.clock().at)
    with desk.reading(Permission.SIGN_IN) as conn:
        new = shown.not_yet(conn, desk.office.district, desk.person.id, day, people)
    if not new:
        return
    with desk.transaction(Permission.SIGN_IN) as work:
        before, now = working.note_shown(work.conn, work.district, work.person.id, day, new)
        if before // MANY_SHOWN != now // MANY_SHOWN:
            work.record(EntryKind.PEOPLE_SHOWN, work.person.id, {"shown": now})
