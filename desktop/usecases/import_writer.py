"""The writing of one import: households in slices, then what leads to them, so that nobody waits for it at a counter.

Long work is made ready outside of transactions. While somebody else writes too, a slice is a fraction of its size: a
hand-over then waits two or three milliseconds for it, and an import that is alone loses no time.
"""

import math
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from desktop.domain.household_tidy import tidied
from desktop.errors import BatchElsewhere
from desktop.exchange.import_drafts import Told
from desktop.exchange.import_pass import Tally
from desktop.matching.gathered_keys import GatheredKeys
from desktop.models import import_write
from desktop.models.import_write import Slice, Writing
from desktop.models.ready_rows import ReadyRows
from desktop.queries import import_doubles, imports, office, people
from desktop.queries.import_doubles import Doubles
from desktop.reference.places import ddd_of
from desktop.security.memory import trim
from desktop.security.serials import shuffled
from desktop.storage.engine import give_memory_back, write_back_early
from desktop.usecases.desk import Desk, Work
from desktop.values.entry_kind import EntryKind
from desktop.values.identifiers import HouseholdCode, new_id, new_person_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission
from desktop.values.vocabulary import BatchState

WRITTEN_AT_ONCE = 60
"""People that one transaction writes when nobody else writes: some milliseconds."""

IN_COMPANY = 10
"""The part of all these numbers that one transaction writes while somebody else writes too: a tenth."""

COMPANY_SECONDS = 120
"""So long after somebody else's last entry they are taken to be still there: the next in a queue comes sooner."""

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
"""Transactions of full size after which the store's pages in memory are given back: the program is to stay small."""


def require_writing(work: Work, batch: UUID) -> None:
    """Somebody else may have dropped it meanwhile, at another window of the same office."""
    state = import_write.state_of(work.conn, work.district, batch)
    if state is not BatchState.WRITING:
        found = imports.batch_of(work.conn, work.district, batch)
        raise BatchElsewhere(found.number if found else 0, (state or BatchState.DROPPED).value)


class ImportWriter:
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
        self._company = _Company()
        with desk.reading(Permission.IMPORT) as conn:
            self._key = office.shuffle_key(conn, desk.office.district)
        self._ddd = ddd_of(desk.office.district)

    def take(self, told: Told) -> None:
        """One more household."""
        self._waiting.append(told)
        self._people += len(told.draft.members)
        if self._people >= self._company.share(WRITTEN_AT_ONCE):
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
                    ids = [new_person_id(writing.day) for _ in draft.members]
                    import_write.add_household(part, writing, draft, told.submission, ids)
                else:
                    ids = imports.members_of(conn, writing.district, mine)
                for who, member in zip(ids, draft.members, strict=False):
                    person = people.described(member, member.id_number, draft.pcode, draft.village)
                    keys = import_doubles.keys_of(person)
                    self._keys.add(who, keys.words, keys.wide)
            ready = import_write.made_ready(conn, part)
        if part.households:
            self._commit(part, ready)

    def _commit(self, part: Slice, ready: tuple[ReadyRows, ...]) -> None:
        time.sleep(SHORT_PAUSE)
        with self._transaction() as work:
            taken = import_write.take_counters(work.conn, work.district, work.office.desk_id, len(part.households))
            codes = [HouseholdCode.make(self._ddd, shuffled(self._key, counter)) for counter in taken]
            import_write.insert_slice(work.conn, part, ready, codes, work.now)
            content = {"batch": str(self._batch), "homes": part.homes}
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
            for some in self._shares(texts):
                with self._part("texts", len(some)) as work:
                    import_write.insert_texts(work.conn, work.district, some)
        for number, wide in enumerate(keys.by_wide_key(KEYS_AT_ONCE)):
            told(1 / 3 + number * KEYS_AT_ONCE / keys.count_wide / 3)
            for some in self._shares(wide):
                with self._part("keys", len(some)) as work:
                    import_write.insert_wide(work.conn, work.district, some)
        keys.forget_wide()
        for number, words in enumerate(keys.by_word(KEYS_AT_ONCE)):
            told(2 / 3 + number * KEYS_AT_ONCE / keys.count_words / 3)
            for some in self._shares(words):
                with self._part("words", len(some)) as work:
                    import_write.insert_words(work.conn, work.district, some)

    def _shares[T](self, rows: Sequence[T]) -> Iterator[Sequence[T]]:
        """All of `rows`, whole or in the small parts that company asks for; company may come between two parts."""
        start = 0
        while start < len(rows):
            stop = start + self._company.share(len(rows))
            yield rows[start:stop]
            start = stop

    @contextmanager
    def _part(self, what: str, many: int) -> Generator[Work]:
        """One short transaction of the batch that writes no household, with its entry."""
        time.sleep(PAUSE)
        with self._transaction() as work:
            yield work
            work.record(EntryKind.IMPORT_WRITTEN, new_id(), {"batch": str(self._batch), what: many})

    @contextmanager
    def _transaction(self) -> Generator[Work]:
        with self._desk.transaction(Permission.IMPORT) as work:
            require_writing(work, self._batch)
            self._turn += 1
            write_back_early(work.conn)
            due = self._memory_due()
            if due:
                give_memory_back(work.conn)
            yield work
        self._company.see(work.appended[-1].seq)
        if due:
            trim()

    def _memory_due(self) -> bool:
        return self._turn % (MEMORY_BACK_EVERY * (IN_COMPANY if self._company.there else 1)) == 0


class _Company:
    """Whether somebody else writes into the store as well, as the numbers of our own entries tell."""

    def __init__(self) -> None:
        self._next: int | None = None
        self._until = -math.inf

    @property
    def there(self) -> bool:
        """Somebody else wrote not long ago."""
        return time.monotonic() < self._until

    def share(self, many: int) -> int:
        """How many of `many` rows one transaction may write now."""
        return max(1, many // IN_COMPANY) if self.there else many

    def see(self, seq: int) -> None:
        """The number of the entry that was just written: a gap before it is somebody else's."""
        if self._next is not None and seq != self._next:
            self._until = time.monotonic() + COMPANY_SECONDS
        self._next = seq + 1
