"""Imports as batches: a list written in slices, opened in one short transaction, given up or taken back as one.

Long work is made ready outside of transactions and written in slices of a few milliseconds, so that a hand-over never
waits for more than one of them. Nobody sees a household of a batch before the last short transaction opens it.
"""

from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from uuid import UUID

from desktop.errors import (
    BatchElsewhere,
    BatchTouched,
    BatchUnknown,
    Cancelled,
    ImportUnderWay,
    NothingToImport,
    NotPermitted,
    Refused,
)
from desktop.exchange import columns, doubts, import_pass, map_file, plan_maps
from desktop.exchange.error_file import ErrorFile
from desktop.exchange.import_pass import Progress, Tally, Way, nothing_heard, same_file
from desktop.models import import_write
from desktop.queries import imports
from desktop.records.imports import BadRowWords, BatchView, FileLook, Imported, ImportPlan, TakenBack
from desktop.records.operator import EntryRef
from desktop.security.canonical import Json
from desktop.usecases.desk import Desk
from desktop.usecases.import_writer import ImportWriter, require_writing
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import BatchState

CLEARED_AT_ONCE = 20
"""Households that one transaction clears away."""


def run(
    desk: Desk,
    path: Path,
    seen: FileLook,
    *,
    plan: ImportPlan | None = None,
    progress: Progress = nothing_heard,
    errors: tuple[Path, BadRowWords] | None = None,
) -> Imported:
    """Bring the list in as one batch; an import of the same file that was cut off is gone on with.

    Cancelled, it is dropped in one short transaction: nobody ever saw anything of it. Raises what `check` raises,
    MapDoubtful, ImportUnderWay when another list's import waits to be finished, NothingToImport, SerialsUsedUp.
    """
    plan = plan or seen.plan
    columns.require_whole(plan)
    doubts.require_answered(plan)
    _clear(desk, Permission.IMPORT)

    # reading and writing rows is about half of it; pairs and indexes are the rest
    def half(done: int, total: int) -> None:
        progress(done // 2, total)

    way = Way(plan, local_day(desk.clock().at), desk.office.district, seen.rows, half)
    with same_file(path, seen) as file, ExitStack() as held:
        bad = held.enter_context(ErrorFile(errors[0], plan, errors[1])) if errors else None
        batch = _begun(desk, seen, plan)
        writer = ImportWriter(desk, batch.id)
        try:
            for told in import_pass.through(file, way):
                writer.take(told)
                if bad is not None:
                    bad.see(told)
            tally = writer.finish(lambda part: progress(round(seen.rows * (1 + part) / 2), seen.rows))
            if not tally.ready and not tally.already:
                raise NothingToImport(seen.file, tally.refused)
            # of a list that came before there is nothing to open
            entry = _open(desk, batch, tally, writer.doubles_found) if tally.ready else _drop(desk, batch.id)
        except (Cancelled, Refused, KeyboardInterrupt):
            _drop(desk, batch.id)  # what broke by itself (a full disk) waits instead, to be gone on with
            raise
    if bad is not None and bad.rows:
        with desk.transaction(Permission.IMPORT) as work:
            work.record(EntryKind.FILE_WRITTEN, work.office.desk_id, {"purpose": "import-bad-rows", "rows": bad.rows})
    assert entry is not None
    return Imported(
        batch=batch.number if tally.ready else None,
        rows=tally.rows,
        registered=tally.ready,
        people=tally.ready_people,
        already=tally.already,
        refused=tally.refused,
        possible_duplicates=writer.doubles_found,
        not_named=tally.not_named,
        phones_left=tally.phones_left,
        to_mend=tally.to_mend,
        troubles=tally.troubles,
        entry=entry,
    )


def batches(desk: Desk) -> tuple[BatchView, ...]:
    """Every import of this office, the newest first. For who imports, and who takes back."""
    with desk.reading(_seeing_permission(desk)) as conn:
        return imports.batches(conn, desk.office.district)


def drop(desk: Desk, number: int, *, progress: Progress = nothing_heard) -> TakenBack:
    """Give up an import that was cut off: nothing of it stays. Raises BatchUnknown, BatchElsewhere."""
    with desk.reading(Permission.IMPORT) as conn:
        found = imports.batch(conn, desk.office.district, number)
    if found is None:
        raise BatchUnknown(str(number))
    if found.state not in (BatchState.WRITING, BatchState.DROPPED):
        raise BatchElsewhere(number, found.state.value)
    entry = _drop(desk, found.id)
    _clear(desk, Permission.IMPORT, progress)
    return TakenBack(_again(desk, number, Permission.IMPORT), entry)


def undo(desk: Desk, number: int, *, progress: Progress = nothing_heard) -> TakenBack:
    """Take an import back as one, while nothing was done with any household of it; by somebody else than its clerk.

    Raises BatchUnknown, BatchElsewhere, BatchTouched, NotPermitted.
    """
    with desk.transaction(Permission.IMPORT_UNDO) as work:
        found = imports.batch(work.conn, work.district, number)
        if found is None:
            raise BatchUnknown(str(number))
        if found.state is not BatchState.OPEN:
            raise BatchElsewhere(number, found.state.value)
        if found.begun_by_id == work.person.id:
            raise NotPermitted(role=work.person.role, permission=Permission.IMPORT_UNDO)
        touched = imports.touched(work.conn, work.district, found.id)
        if touched.any:
            raise BatchTouched(number, **asdict(touched))
        import_write.show_households(work.conn, work.district, found.id, active=False)
        import_write.set_state(work.conn, work.district, found.id, BatchState.UNDONE, work.now)
        work.record(EntryKind.IMPORT_UNDONE, found.id, {"number": number, "households": found.households})
    entry = work.entry
    _clear(desk, Permission.IMPORT_UNDO, progress)
    return TakenBack(_again(desk, number, Permission.IMPORT_UNDO), entry)


def clear(desk: Desk) -> None:
    """Clear away what dropped and undone imports left, where that was cut off; nothing of it could be seen."""
    _clear(desk, Permission.IMPORT)


# --- what the verbs above share --------------------------------------------------------------------------------------


def _seeing_permission(desk: Desk) -> Permission:
    return desk.first_permitted(Permission.IMPORT, Permission.IMPORT_UNDO)


def _again(desk: Desk, number: int, permission: Permission) -> BatchView:
    with desk.reading(permission) as conn:
        found = imports.batch(conn, desk.office.district, number)
    assert found is not None
    return found


def _begun(desk: Desk, seen: FileLook, plan: ImportPlan) -> BatchView:
    """The batch to write into: a new one, or the one of the same file that was cut off."""
    with desk.transaction(Permission.IMPORT) as work:
        waiting = imports.unfinished(work.conn, work.district, seen.sha256)
        if waiting is not None:
            if not waiting.same_file:
                raise ImportUnderWay(waiting.number)
            return waiting
        batch = new_id()
        number = import_write.next_number(work.conn, work.district)
        body = map_file.written(replace(plan_maps.saved(plan), read=plan.read))
        import_write.insert_batch(
            work.conn, work.district, batch, number, digest=seen.sha256, by=work.person.id, now=work.now, plan=body
        )
        content: dict[str, Json] = {"number": number, "file": seen.sha256.hex(), "rows": seen.rows}
        if plan.consent is not None:
            content["consent"] = {
                "read_by": plan.consent.read_by.value,
                "language": plan.consent.language.value,
                "heard": "queue" if plan.consent.heard_in_queue else "each",
                "phone": "yes" if plan.consent.phone else "no",
            }
        work.record(EntryKind.IMPORT_BEGUN, batch, content)
    return _again(desk, number, Permission.IMPORT)


def _open(desk: Desk, view: BatchView, tally: Tally, doubles: int) -> EntryRef:
    """The last, short transaction: from now on everybody sees the households."""
    counts = {"rows": tally.rows, "households": tally.ready, "people": tally.ready_people}
    batch = view.id
    with desk.transaction(Permission.IMPORT) as work:
        require_writing(work, batch)
        if tally.insisted:
            content = {"households": tally.insisted, "number": view.number}
            work.record(EntryKind.WORDS_INSISTED, batch, content)
        import_write.show_households(work.conn, work.district, batch, active=True)
        import_write.set_state(work.conn, work.district, batch, BatchState.OPEN, work.now, counts)
        work.record(EntryKind.IMPORT_OPENED, batch, {**counts, "already": tally.already, "doubles": doubles})
    return work.entry


def _drop(desk: Desk, batch: UUID) -> EntryRef | None:
    """Give a batch up that is being written; one short transaction. None when it was given up before."""
    with desk.transaction(Permission.IMPORT) as work:
        if import_write.state_of(work.conn, work.district, batch) is not BatchState.WRITING:
            return None
        import_write.set_state(work.conn, work.district, batch, BatchState.DROPPED, work.now)
        work.record(EntryKind.IMPORT_DROPPED, batch, {})
    return work.entry


def _clear(desk: Desk, permission: Permission, progress: Progress = nothing_heard) -> None:
    """Take away in slices what nobody can see any more. Cut off, it goes on the next time."""
    with desk.reading(permission) as conn:
        waiting = imports.to_clear(conn, desk.office.district)
    for batch, state, left in waiting:
        removed = state is BatchState.DROPPED
        done, some = 0, [batch]
        while some:
            progress(done, left)
            with desk.transaction(permission) as work:
                some = import_write.some_households(work.conn, work.district, batch, CLEARED_AT_ONCE)
                if some:
                    import_write.clear_households(work.conn, work.district, some, remove=removed)
                    kind = EntryKind.IMPORT_DROPPED if removed else EntryKind.IMPORT_UNDONE
                    work.record(kind, batch, {"cleared": len(some)})
            done += len(some)
