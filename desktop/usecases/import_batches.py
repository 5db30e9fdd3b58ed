"""Imports as batches: a list written in slices, opened in one short transaction, given up or taken back as one.

Long work is made ready outside of transactions and written in slices of a few milliseconds, so that a hand-over never
waits for more than one of them. Nobody sees a household of a batch before the last short transaction opens it.
"""

import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
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
from desktop.exchange import columns, import_pass
from desktop.exchange.error_file import ErrorFile
from desktop.exchange.import_drafts import Told
from desktop.exchange.import_pass import Progress, Tally, Way, nothing_heard, same_file
from desktop.matching.gathered_keys import GatheredKeys
from desktop.models import import_write
from desktop.models.household_tidy import tidied
from desktop.models.import_write import Slice, Writing
from desktop.queries import import_doubles, imports, office, people
from desktop.queries.import_doubles import Doubles
from desktop.records.imports import BadRowWords, BatchView, FileLook, Imported, ImportPlan, TakenBack
from desktop.records.operator import EntryRef
from desktop.reference.places import ddd_of
from desktop.security.canonical import Json
from desktop.security.memory import trim
from desktop.security.serials import shuffled
from desktop.storage.engine import give_memory_back
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import BatchState

WRITTEN_AT_ONCE = 60
"""People that one transaction writes: some milliseconds in which nobody else can write."""

COMPARED_AT_ONCE = 60
"""People who are held against the register together."""

TEXTS_AT_ONCE = 120
"""People whose words one transaction puts into the full-text table."""

KEYS_AT_ONCE = 1_200
"""Keys that one transaction writes: they stand in the order of their index, so they touch few pages."""

PAUSE = 0.006
"""Seconds of rest before a short transaction: a hand-over that waits gets in, and who comes from a rest is seldom put
aside by a busy machine while holding the lock."""

SHORT_PAUSE = 0.001
"""The same before rows are written, as making them ready is a gap already."""

MEMORY_BACK_EVERY = 5
"""Transactions after which the store's pages in memory are given back: the program is to stay small."""

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
    ImportUnderWay when another list's import waits to be finished, NothingToImport, SerialsUsedUp.
    """
    plan = plan or seen.plan
    columns.require_whole(plan)
    _clear(desk, Permission.IMPORT)

    # reading and writing rows is about half of it; pairs and indexes are the rest
    def half(done: int, total: int) -> None:
        progress(done // 2, total)

    way = Way(plan, local_day(desk.clock().at), desk.office.district, seen.rows, half, copy=errors is not None)
    with same_file(path, seen) as file, ExitStack() as held:
        bad = held.enter_context(ErrorFile(errors[0], plan, errors[1])) if errors else None
        batch = _begun(desk, seen, plan)
        writer = _Writer(desk, batch.id)
        try:
            for told in import_pass.through(file, way):
                writer.take(told)
                if bad is not None:
                    bad.see(told)
            tally = writer.finish(lambda part: progress(round(seen.rows * (1 + part) / 2), seen.rows))
            if not tally.ready and not tally.already:
                raise NothingToImport(seen.file, tally.refused)
            # of a list that came before there is nothing to open
            entry = _open(desk, batch.id, tally, writer.doubles_found) if tally.ready else _drop(desk, batch.id)
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
    return Permission.IMPORT if desk.permits(Permission.IMPORT) else Permission.IMPORT_UNDO


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
        import_write.insert_batch(
            work.conn, work.district, batch, number, digest=seen.sha256, by=work.person.id, now=work.now
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


def _open(desk: Desk, batch: UUID, tally: Tally, doubles: int) -> EntryRef:
    """The last, short transaction: from now on everybody sees the households."""
    counts = {"rows": tally.rows, "households": tally.ready, "people": tally.ready_people}
    with desk.transaction(Permission.IMPORT) as work:
        _require_writing(work, batch)
        import_write.show_households(work.conn, work.district, batch, active=True)
        import_write.set_state(work.conn, work.district, batch, BatchState.OPEN, work.now, counts)
        work.record(EntryKind.IMPORT_OPENED, batch, {**counts, "already": tally.already, "doubles": doubles})
    return work.entry


def _require_writing(work: Work, batch: UUID) -> None:
    """Somebody else may have dropped it meanwhile, at another window of the same office."""
    state = import_write.state_of(work.conn, work.district, batch)
    if state is not BatchState.WRITING:
        found = imports.batch_of(work.conn, work.district, batch)
        raise BatchElsewhere(found.number if found else 0, (state or BatchState.DROPPED).value)


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


class _Writer:
    """Writes households as they come, then what leads to them: pairs, then the indexes in the order of their keys."""

    def __init__(self, desk: Desk, batch: UUID) -> None:
        self.tally = Tally()
        self.doubles_found = 0
        self._desk = desk
        self._batch = batch
        self._keys = GatheredKeys()
        self._waiting: list[Told] = []
        self._people = 0
        self._turn = 0
        with desk.reading(Permission.IMPORT) as conn:
            self._key = office.shuffle_key(conn, desk.office.district)
        self._ddd = ddd_of(desk.office.district)

    def take(self, told: Told) -> None:
        """One more household."""
        self._waiting.append(told)
        self._people += len(told.draft.members)
        if self._people >= WRITTEN_AT_ONCE:
            self._write()

    def finish(self, told: Callable[[float], None]) -> Tally:
        """Write the rest, and then what leads to everybody; `told` hears which part of that is done."""
        if self._waiting:
            self._write()
        if len(self._keys):
            self._find_doubles(lambda part: told(part / 2))
            self._index(lambda part: told((1 + part) / 2))
        return self.tally

    def _write(self) -> None:
        some, self._waiting, self._people = self._waiting, [], 0
        now, office_view = self._desk.clock().at, self._desk.office
        writing = Writing(
            office_view.district, self._batch, self._desk.person.id, office_view.desk_id, now, local_day(now)
        )
        part = Slice()
        with self._desk.reading(Permission.IMPORT) as conn:
            if self._memory_due():
                give_memory_back(conn)
            known = imports.known(conn, writing.district, [told.submission for told in some if not told.stops])
            for told in some:
                batch, household = known.get(told.submission, (None, None))
                mine = household if batch == self._batch else None  # written before the import was cut off
                again = self.tally.see(told, already=batch is not None and mine is None)
                if told.stops or again:
                    continue
                draft = tidied(told.draft, writing.day)
                if mine is None:
                    ids = [new_id() for _ in draft.members]
                    import_write.add_household(part, writing, draft, told.submission, ids)
                else:
                    ids = imports.members_of(conn, writing.district, mine)
                for who, member in zip(ids, draft.members, strict=False):
                    person = people.described(member, member.id_number, draft.pcode, draft.village)
                    keys = import_doubles.keys_of(person)
                    self._keys.add(who, keys.words, keys.wide)
        if part.households:
            self._commit(part)

    def _commit(self, part: Slice) -> None:
        time.sleep(SHORT_PAUSE)
        with self._transaction() as work:
            taken = import_write.take_counters(work.conn, work.district, work.office.desk_id, len(part.households))
            codes = [HouseholdCode.make(self._ddd, shuffled(self._key, counter)) for counter in taken]
            import_write.insert_slice(work.conn, part, codes)
            content = {"batch": str(self._batch), "homes": part.homes, "households": part.sums}
            work.record(EntryKind.IMPORT_WRITTEN, new_id(), content)

    def _find_doubles(self, told: Callable[[float], None]) -> None:
        """Everybody against the register and each other; what is found waits in the queue of pairs."""
        people = len(self._keys)
        with self._desk.reading(Permission.IMPORT) as conn:
            doubles = Doubles(conn, self._desk.office.district, self._keys)
        for start in range(0, people, COMPARED_AT_ONCE):
            told(start / people)
            with self._desk.reading(Permission.IMPORT) as conn:
                give_memory_back(conn)
                pairs = doubles.find(conn, start, min(people, start + COMPARED_AT_ONCE))
            trim()
            if pairs:
                with self._part("pairs", len(pairs)) as work:
                    import_write.insert_pairs(work.conn, work.district, pairs, work.now)
                self.doubles_found += len(pairs)

    def _index(self, told: Callable[[float], None]) -> None:
        """Texts, wide keys and words in the order of their indexes, a few pages at a time; what is there stays."""
        keys, people = self._keys, len(self._keys)
        keys.forget_order()
        for start in range(0, people, TEXTS_AT_ONCE):
            told(start / people / 3)
            texts = [(keys.id_of(one), keys.words_of(one)) for one in range(start, min(people, start + TEXTS_AT_ONCE))]
            with self._part("texts", len(texts)) as work:
                import_write.insert_texts(work.conn, work.district, texts)
        for number, wide in enumerate(keys.by_wide_key(KEYS_AT_ONCE)):
            told(1 / 3 + number * KEYS_AT_ONCE / keys.count_wide / 3)
            with self._part("keys", len(wide)) as work:
                import_write.insert_wide(work.conn, work.district, wide)
        keys.forget_wide()
        for number, words in enumerate(keys.by_word(KEYS_AT_ONCE)):
            told(2 / 3 + number * KEYS_AT_ONCE / keys.count_words / 3)
            with self._part("words", len(words)) as work:
                import_write.insert_words(work.conn, work.district, words)

    @contextmanager
    def _part(self, what: str, many: int) -> Generator[Work]:
        """One short transaction of the batch that writes no household, with its entry."""
        time.sleep(PAUSE)
        with self._transaction() as work:
            yield work
            work.record(EntryKind.IMPORT_WRITTEN, new_id(), {"batch": str(self._batch), "households": {}, what: many})

    @contextmanager
    def _transaction(self) -> Generator[Work]:
        with self._desk.transaction(Permission.IMPORT) as work:
            _require_writing(work, self._batch)
            self._turn += 1
            due = self._memory_due()
            if due:
                give_memory_back(work.conn)
            yield work
        if due:
            trim()

    def _memory_due(self) -> bool:
        return self._turn % MEMORY_BACK_EVERY == 0
