"""A plain file exists only where a person chose one, and that is an entry; its purpose is the verb or button."""

from desktop.records.operator import EntryRef
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission


def note_file(desk: Desk, purpose: str, pages: int) -> EntryRef:
    """Record that a paper was saved as a file: what for and how many pages; never its name or place."""
    with desk.transaction(Permission.SIGN_IN) as work:
        work.record(EntryKind.FILE_WRITTEN, work.office.desk_id, {"purpose": purpose, "pages": pages})
    return work.entry
