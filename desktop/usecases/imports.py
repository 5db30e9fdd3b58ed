"""Lists that are to be imported: what a file is, what its columns mean, what would come in; nothing is written yet."""

from contextlib import ExitStack
from dataclasses import replace
from itertools import batched
from pathlib import Path

from desktop.errors import BatchUnknown, FileChanged, ListNotKnown, MapWrong
from desktop.exchange import columns, doubts, import_pass, map_file, plan_maps
from desktop.exchange.error_file import ErrorFile
from desktop.exchange.import_pass import Progress, Tally, Way, nothing_heard, same_file
from desktop.exchange.sheets.delimited import ENCODINGS, SEPARATORS
from desktop.exchange.sheets.reader import SheetFile
from desktop.models import import_write
from desktop.queries import imports
from desktop.records.imports import BadRowWords, Checked, FileLook, ImportPlan, Question, ReadAs, SavedMap
from desktop.records.operator import EntryRef
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.import_field import Grouping, ImportField
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.text import plain_name
from desktop.values.vocabulary import BatchState

LOOKED_UP_AT_ONCE = 200
"""Households of a dry run that are looked up together."""


def look(desk: Desk, path: Path, read: ReadAs | None = None) -> FileLook:
    """What a chosen file is, its columns with what they probably are, and earlier imports of it. Writes nothing.

    Raises NoSuchFile, FileTooLarge, SheetUnread, SheetUnsafe, SheetReaderMissing.
    """
    desk.require(Permission.IMPORT)
    with SheetFile(path) as file:
        head = file.look(import_pass.reading_of(read or ReadAs()))
    with desk.reading(Permission.IMPORT) as conn:
        before = imports.batches(conn, desk.office.district, file.sha256)
    return FileLook(
        file=path.name,
        sha256=file.sha256,
        kind=head.kind,
        sheets=tuple((sheet.name, sheet.rows) for sheet in head.sheets),
        encodings=ENCODINGS,
        separators=SEPARATORS,
        rows=head.rows,
        notes=head.notes,
        plan=columns.plan_of(head),
        batches=tuple(one for one in before if one.same_file or one.state is BatchState.WRITING),
    )


def chosen(plan: ImportPlan, place: int, field: ImportField | None, person: int = 0) -> ImportPlan:
    """The plan with the column at `place` meaning `field`. Raises ColumnNeverKept. Pure."""
    return columns.chosen(plan, place, field, person)


def with_map(plan: ImportPlan, kept: SavedMap) -> ImportPlan:
    """The plan of a file by a saved map. Raises ColumnNeverKept, MapWrong. Pure."""
    return plan_maps.with_map(plan, kept)


def with_stated(plan: ImportPlan, told: ImportPlan) -> ImportPlan:
    """The plan of a file that is read anew, with place and consent as they were stated before. Pure."""
    return replace(plan, place=told.place or plan.place, consent=told.consent or plan.consent)


def as_map(plan: ImportPlan) -> SavedMap:
    """What of a plan fits the next file as well. Pure."""
    return plan_maps.saved(plan)


def lacking(plan: ImportPlan) -> tuple[ImportField, ...]:
    """What no column and nothing stated gives; empty when the plan can be used. Pure."""
    return columns.lacking(plan)


def questions(plan: ImportPlan) -> tuple[Question, ...]:
    """What a person has to say about the columns before the list is brought in. Pure."""
    return doubts.questions(plan)


def answered(plan: ImportPlan, question: Question, *, yes: bool) -> ImportPlan:
    """The plan after a person answered a question about it. Pure."""
    return doubts.answered(plan, question, yes=yes)


def accepted(plan: ImportPlan) -> ImportPlan:
    """The plan with everything that was guessed. Pure."""
    return doubts.accepted(plan)


def grouping(plan: ImportPlan) -> Grouping:
    """Which rows are one household. Pure."""
    return doubts.grouping(plan)


def groupings(plan: ImportPlan) -> tuple[Grouping, ...]:
    """The groupings that the columns allow. Pure."""
    return doubts.groupings(plan)


def rows_to_mend(
    desk: Desk, number: int, path: Path, errors: tuple[Path, BadRowWords], *, progress: Progress = nothing_heard
) -> Checked:
    """Write the rows of an import that were not taken, or not whole, again: from its own file and its own columns.

    The store holds nothing of people who are not registered, so the file is needed. Raises what `check` raises,
    BatchUnknown, ListNotKnown, FileChanged when it is another file.
    """
    with desk.reading(Permission.IMPORT) as conn:
        found = imports.batch(conn, desk.office.district, number)
        stored = None if found is None else imports.plan_of_batch(conn, desk.office.district, found.id)
    if found is None:
        raise BatchUnknown(str(number))
    if stored is None:
        raise ListNotKnown(number)
    digest, body = stored
    kept = map_file.kept_map(body)
    seen = look(desk, path, kept.read)
    if seen.sha256 != digest:
        raise FileChanged(path.name)
    return check(desk, path, seen, plan=with_map(seen.plan, kept), progress=progress, errors=errors)


def check(
    desk: Desk,
    path: Path,
    seen: FileLook,
    *,
    plan: ImportPlan | None = None,
    progress: Progress = nothing_heard,
    errors: tuple[Path, BadRowWords] | None = None,
) -> Checked:
    """Go through the list without writing to the register: what would come in, what would not, and why.

    With `errors` the rows that are not taken, or not whole, go into that file. Raises what `look` raises,
    MapIncomplete, FileChanged, FileUnwritable, Cancelled.
    """
    plan = plan or seen.plan
    tally = Tally()
    desk.require(Permission.IMPORT)
    way = Way(plan, local_day(desk.clock().at), desk.office.district, seen.rows, progress)
    with same_file(path, seen) as file, ExitStack() as held:
        bad = held.enter_context(ErrorFile(errors[0], plan, errors[1])) if errors else None
        for some in batched(import_pass.through(file, way), LOOKED_UP_AT_ONCE):
            with desk.reading(Permission.IMPORT) as conn:
                before = imports.known(conn, desk.office.district, [told.submission for told in some])
            for told in some:
                tally.see(told, already=told.submission in before)
                if bad is not None:
                    bad.see(told)
    if bad is not None and bad.rows:
        with desk.transaction(Permission.IMPORT) as work:
            work.record(EntryKind.FILE_WRITTEN, work.office.desk_id, {"purpose": "import-bad-rows", "rows": bad.rows})
    return Checked(
        rows=tally.rows,
        households=tally.households,
        people=tally.people,
        ready=tally.ready,
        ready_people=tally.ready_people,
        already=tally.already,
        refused=tally.refused,
        not_named=tally.not_named,
        phones_left=tally.phones_left,
        to_mend=tally.to_mend,
        insisted=tally.insisted,
        troubles=tally.troubles,
        preview=tuple(tally.preview),
    )


def keep_map(desk: Desk, name: str, plan: ImportPlan) -> EntryRef:
    """Keep what the columns mean under a name, instead of an older map of that name. Raises MapWrong."""
    kept = plain_name(name)
    if not kept:
        raise MapWrong("name", name[:40])
    kept_plan = plan_maps.saved(plan)
    body = map_file.written(kept_plan)
    with desk.transaction(Permission.IMPORT) as work:
        made = import_write.put_map(work.conn, work.district, kept, body, work.person.id, work.now)
        work.record(EntryKind.IMPORT_MAP_SAVED, made, {"columns": len(kept_plan.columns)})
    return work.entry


def map_names(desk: Desk) -> tuple[str, ...]:
    """Names of the maps that were kept."""
    with desk.reading(Permission.IMPORT) as conn:
        return imports.map_names(conn, desk.office.district)


def kept_map(desk: Desk, name: str) -> SavedMap:
    """A map by its name. Raises MapWrong when there is none."""
    with desk.reading(Permission.IMPORT) as conn:
        body = imports.map_body(conn, desk.office.district, name)
    if body is None:
        raise MapWrong("name", name[:40])
    return map_file.kept_map(body)
