"""A plain file exists only where a person chose one, and that is an entry; its purpose is the verb or button."""

from pathlib import Path

from desktop.records.operator import EntryRef
from desktop.security import written_files
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission


def note_file(desk: Desk, purpose: str, pages: int) -> EntryRef:
    """Record that a paper was saved as a file: what for and how many pages; never its name or place."""
    with desk.transaction(Permission.SIGN_IN) as work:
        work.record(EntryKind.FILE_WRITTEN, work.office.desk_id, {"purpose": purpose, "pages": pages})
    return work.entry


def write_chosen(target: Path, data: bytes, *, replace: bool = True) -> None:
    """Write `data` to a file the person chose; see `desktop.security.written_files.write_chosen`."""
    written_files.write_chosen(target, data, replace=replace)


def require_place(target: Path) -> None:
    """Before something is issued for it: a file may be written there. Raises FileInOffice, FileUnwritable."""
    written_files.require_place(target)
