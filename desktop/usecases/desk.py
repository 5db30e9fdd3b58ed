"""The desk: who is signed in, the clock, the signer; it opens transactions and tells listeners what was recorded.

Naming the permission is how a use case gets a transaction, so that it cannot be forgotten. Leaving the block commits,
an exception rolls back. The ledger append is the last write, so the lock that orders the log is held briefly.
"""

import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

import msgspec
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from desktop.errors import BookBroken, NothingRecorded, NotPermitted, SecondNeeded, SecondUnfit
from desktop.ledger.audit import Break
from desktop.ledger.book import Appended, Edge, Signers, append, edge_of
from desktop.ledger.clock import Clock, Here, Reading, machine_clock, moved_between
from desktop.ledger.entry import Draft, Entry
from desktop.ledger.entry import Second as SecondSigned
from desktop.ledger.erasure import Place, erase, named
from desktop.ledger.signatures import entitled
from desktop.models.working import WORKING_TABLES
from desktop.queries.relief.clock_moves import unrecorded_jump
from desktop.records.operator import EntryRef, Hand, OfficeView, Person, Second
from desktop.reference.never_kept import matters_in
from desktop.security.mailbox import require_signed
from desktop.security.signing import DeskKeys, SigningKey
from desktop.storage.engine import Store, forget_writes, storage_errors, written_tables
from desktop.values.entry_kind import EntryKind
from desktop.values.moment import Sight
from desktop.values.permissions import Permission, Right, right_of

type Listener = Callable[[frozenset[EntryKind]], None]

FREE_TABLES = WORKING_TABLES | {
    "ledger_entry",
    "ledger_content",
    "ledger_head",
    "erased_content",
    "keys_turn",
}


@dataclass(frozen=True)
class Seat:
    """Who sits at the desk, with what that person may sign: the log's heads, own entries, cards where the role may."""

    person: Person
    keys: DeskKeys
    hand: Hand
    office_key: bytes
    """The office's public key."""


@dataclass
class Work:
    """One transaction. Core statements go through `conn`; `session` gives mapped classes for forms."""

    conn: Connection
    person: Person
    second: Second | None
    office: OfficeView
    here: Here
    drafts: list[Draft] = field(default_factory=list[Draft])
    opened_session: Session | None = None
    appended: list[Appended] = field(default_factory=list[Appended])
    erasing: list[tuple[Draft, tuple[Place, ...]]] = field(default_factory=list[tuple[Draft, tuple[Place, ...]]])

    @property
    def district(self) -> str:
        """P-code that starts every key."""
        return self.office.district

    @property
    def now(self) -> datetime:
        """The wall clock when the transaction began."""
        return self.here.now

    @property
    def sight(self) -> Sight:
        """How exactly the operator may know when something was recorded of a household."""
        return _sight(self.person, self.now)

    @property
    def session(self) -> Session:
        """An ORM session inside this transaction; it never outlives the block."""
        if self.opened_session is None:
            self.opened_session = Session(
                bind=self.conn, expire_on_commit=False, join_transaction_mode="conditional_savepoint"
            )
        return self.opened_session

    def record(
        self,
        kind: EntryKind,
        ref: UUID,
        content: Mapping[str, object],
        *,
        op: UUID | None = None,
        was: int | None = None,
    ) -> None:
        """Say what is done: an opaque reference and the content behind the commitment. Written last, at the end."""
        self.drafts.append(
            Draft(
                do=kind,
                who=str(self.person.id),
                role=self.person.role.value,
                second=self._second(),
                ref=str(ref),
                content=msgspec.to_builtins(content),
                op=str(op) if op else None,
                was=was,
            )
        )

    def record_erasing(
        self, kind: EntryKind, ref: UUID, content: Mapping[str, object], places: Sequence[Place]
    ) -> None:
        """Say what is done, and that with it the contents at `places` are erased, which the entry then names."""
        self.record(kind, ref, {**content, "erased": named(places)} if places else content)
        self.erasing.append((self.drafts[-1], tuple(places)))

    def _second(self) -> SecondSigned | None:
        if self.second is None:
            return None
        person = self.second.person
        return SecondSigned(how=self.second.by.value, role=person.role.value, who=str(person.id))

    @property
    def entry(self) -> EntryRef:
        """Where the last entry of this transaction stands; only after the block."""
        return _where(self.appended[-1])

    def entry_of(self, kind: EntryKind) -> EntryRef:
        """Where its first entry of a kind stands, when it wrote several; only after the block."""
        return _where(next(one for one in self.appended if one.entry.do == kind))


def _sight(person: Person, now: datetime) -> Sight:
    when, details = (right_of(person.role, one) for one in (Permission.REGISTERED_WHEN, Permission.PERSON_DETAILS))
    return Sight(now, exact=when is not None, details=details is not None)


def _where(appended: Appended) -> EntryRef:
    mark = appended.fingerprint
    return EntryRef(log=appended.log, seq=appended.seq, size=mark.size, digits=" ".join(mark.groups))


class Desk:
    """One signed-in operator at one desk of an open office; no look-ups anywhere, everything comes by argument."""

    def __init__(
        self,
        store: Store,
        office: OfficeView,
        seat: Seat,
        clock: Clock = machine_clock,
        *,
        forbidden_thread: int | None = None,
        broken: Break | None = None,
    ) -> None:
        """Make the desk; `forbidden_thread` is the ident of the window's thread, where no transaction may open.

        On a book that is `broken` nothing is written: what came after would vouch for what was changed.
        """
        self.store = store
        self.office = office
        self.seat = seat
        self.person = seat.person
        self.clock = clock
        self._forbidden_thread = forbidden_thread
        self._broken = broken
        self._listeners: list[Listener] = []
        self._last: Entry | None = None

    def listen(self, listener: Listener) -> None:
        """Call `listener` with the kinds recorded, after each commit, on the thread that committed."""
        self._listeners.append(listener)

    def at(self, store: Store) -> Self:
        """The same desk on another file of the store, such as one that is being written anew."""
        return type(self)(store, self.office, self.seat, self.clock, forbidden_thread=self._forbidden_thread)

    def believing(self) -> Self:
        """The same desk on a book that was walked whole, for the one act in which two people accept it as it is."""
        return self.at(self.store)

    def seated(self, seat: Seat) -> Self:
        """The same desk with another operator at it, for the practice office."""
        return type(self)(
            self.store, self.office, seat, self.clock, forbidden_thread=self._forbidden_thread, broken=self._broken
        )

    def as_second(self) -> Second:
        """Who sits here, as the second person of an act at another desk."""
        return Second(self.person, self.seat.hand)

    @property
    def card_key(self) -> SigningKey:
        """What signs this desk's cards. Raises NotPermitted for an operator whose role issues none."""
        if self.seat.keys.card is None:
            raise NotPermitted(role=self.person.role, permission=Permission.CARD_ISSUE)
        return self.seat.keys.card

    @property
    def recipient(self) -> str:
        """To whom envelopes of the mailbox are sealed, as the office key signed it. Raises MailboxForged."""
        require_signed(self.seat.office_key, self.office.sealing)
        return self.office.sealing.recipient

    def moved_since(self, before: Reading) -> timedelta | None:
        """By how much the clock moved by itself since somebody looked at it; None when it went on as it should."""
        return moved_between(before, self.clock())

    def here(self) -> Here:
        """Where and when this desk asks."""
        return Here(self.office.log, self.clock())

    def permits(self, permission: Permission) -> bool:
        """Whether this operator may do it, alone or with a second person."""
        return right_of(self.person.role, permission) is not None

    def first_permitted(self, *permissions: Permission) -> Permission:
        """The first of these that this operator has, else the first of all: that one is missing, says a refusal."""
        return next((one for one in permissions if self.permits(one)), permissions[0])

    def sight(self) -> Sight:
        """How exactly this operator may know when something was recorded of a household."""
        return _sight(self.person, self.clock().at)

    @contextmanager
    def transaction(self, permission: Permission, *, second: Second | None = None) -> Generator[Work]:
        """One writing transaction. Raises NotPermitted, SecondNeeded, SecondUnfit, BookBroken, and the store's own."""
        self.require_writing(permission, second)
        with storage_errors(self.store.path), self.store.writer.connect() as connection:
            forget_writes(connection)
            with connection.begin():
                work = Work(connection, self.person, second, self.office, self.here())
                yield work
                self._finish(work)
        kinds = frozenset(EntryKind(appended.entry.do) for appended in work.appended)
        if kinds:
            for listener in self._listeners:
                listener(kinds)

    @contextmanager
    def reading(self, permission: Permission) -> Generator[Connection]:
        """One reading transaction on a connection that cannot write; always rolled back."""
        self._require(permission, None, reading=True)
        with storage_errors(self.store.path), self.store.reader.connect() as connection:
            transaction = connection.begin()
            try:
                yield connection
            finally:
                transaction.rollback()

    def require(self, permission: Permission) -> None:
        """Before long work outside a transaction: raises NotPermitted as the transaction would."""
        self._require(permission, None, reading=True)

    def require_writing(self, permission: Permission, second: Second | None) -> None:
        """Before long work that ends in a transaction: raises what the transaction would."""
        self._require(permission, second)
        self._require_whole()

    def _require_whole(self) -> None:
        if self._broken is not None:
            raise BookBroken(log=self._broken.log, seq=self._broken.seq, why=self._broken.why)

    def _require(self, permission: Permission, second: Second | None, *, reading: bool = False) -> None:
        if self._forbidden_thread == threading.get_ident():
            msg = "a transaction on the window's thread"
            raise RuntimeError(msg)
        right = right_of(self.person.role, permission)
        if right is None:
            raise NotPermitted(role=self.person.role, permission=permission)
        if reading:
            return
        if right is Right.WITH_SECOND and second is None:
            raise SecondNeeded(permission=permission)
        if second is not None:
            require_fit(self.person, second)

    def _finish(self, work: Work) -> None:
        if work.opened_session is not None:
            work.opened_session.flush()
            work.opened_session.close()
        tables = written_tables(work.conn) - FREE_TABLES
        if not work.drafts:
            if tables:
                raise NothingRecorded(tables=tuple(sorted(tables)))
            return
        for draft in work.drafts:
            _require_entitled(draft)
        edge = edge_of(work.conn, self.office.district, self.office.log)
        self._note_words(work)
        self._note_jump(work, edge)
        signers = Signers(self.seat.keys.log, self.seat.hand, work.second.hand if work.second else None)
        for draft in work.drafts:
            # a line says the very moment that its rows say, so that `check` can hold one against the other
            appended = append(work.conn, self.office.district, self.office.log, draft, signers, work.here.reading, edge)
            edge = appended.edge
            work.appended.append(appended)
            for erasing, places in work.erasing:
                if erasing is draft:
                    erase(work.conn, self.office.district, appended, places)
        self._last = work.appended[-1].entry

    def _note_words(self, work: Work) -> None:
        """Staff's own words that speak of what is never kept are an entry of its own, before what they belong to.

        It says in which texts, never the words, for a supervisor to look at; who stands by agreed to no words.
        """
        drafts: list[Draft] = []
        for draft in work.drafts:
            fields = matters_in(draft.content or {})
            if fields:
                told = {"fields": fields}
                drafts.append(replace(draft, do=EntryKind.WORDS_INSISTED, content=told, second=None, op=None, was=None))
            drafts.append(draft)
        # in its place: what is erased with an entry knows it by its draft
        work.drafts[:] = drafts

    def _note_jump(self, work: Work, edge: Edge) -> None:
        """A clock that moved by itself is an entry of its own, before what is recorded now; it never refuses.

        It is told once, by whoever writes first after it: other lanes and verbs write on the same log.
        """
        newest = self._last if self._last is not None and self._last.seq + 1 == edge.frontier.size else None
        by = unrecorded_jump(work.conn, self.office.district, work.here, last=newest, ground=edge.ground)
        if by is not None:
            seconds = round(by.total_seconds())
            work.record(EntryKind.CLOCK_JUMPED, work.office.desk_id, {"seconds": seconds})
            # told by the laptop: who stands by for what is recorded now agreed to no clock
            work.drafts.insert(0, replace(work.drafts.pop(), second=None))


def _require_entitled(draft: Draft) -> None:
    """Nothing is written that `check` would not take from this role: then the table of entries is wrong."""
    if not entitled(draft):
        msg = f"{draft.do} is no entry of the role {draft.role}{'' if draft.second else ' alone'}"
        raise RuntimeError(msg)


def require_fit(person: Person, second: Second) -> None:
    """The second person is somebody else and has another role; raises SecondUnfit."""
    if second.person.id == person.id or second.person.role is person.role:
        raise SecondUnfit(role=second.person.role)
