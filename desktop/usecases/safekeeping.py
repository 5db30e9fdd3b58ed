"""Safekeeping: check the book and the store, write a backup that was opened again, restore by two people.

After the memory of its newest line was lost, two people may accept the book as it is, when it is whole.
"""

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.errors import (
    BackupDamaged,
    BookNotAccepted,
    DamagedStore,
    FingerprintUnreadable,
    ForeignStore,
    InUse,
    KeysDamaged,
    NothingToAccept,
    OperatorRemoved,
    PaperSpeaksAgainst,
    ReasonMissing,
    RestoresUsedUp,
    Told,
)
from desktop.ledger import book
from desktop.ledger.audit import Audit, LogState, audit
from desktop.ledger.checkpoint import parse_fingerprint
from desktop.ledger.clock import Clock, machine_clock, written
from desktop.ledger.remembered import Head, Memories, Memory
from desktop.models import operator as models
from desktop.queries import office as office_queries
from desktop.queries.ledger import trust
from desktop.queries.ledger.whole import Progress, whole
from desktop.queries.quiet_relief import last_day
from desktop.records.operator import Person, Second
from desktop.records.safekeeping import (
    BackedUp,
    BookAccepted,
    BookChecked,
    BookLook,
    Misfit,
    PaperAnswer,
    PaperChecked,
    Restored,
)
from desktop.security.certificates import Certificates
from desktop.security.files import sync_folder
from desktop.security.passwords import normalise
from desktop.security.recovery import RecoveryCode
from desktop.security.signing import DeskKeys, log_key
from desktop.security.vault import StaffMember, Unlocked, Vault
from desktop.security.written_files import WholeFile
from desktop.settings import FILE_NAME as SETTINGS_NAME
from desktop.storage import backup as backups
from desktop.storage import folder_lock, migrate, rekey
from desktop.storage.engine import Store, StoreKey, open_store, require_empty, storage_errors
from desktop.usecases.desk import Desk, Seat
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission
from desktop.values.text import plain_name

STORE_NAME = "office.db"
RESTORE_BLOCKS = range(70, 100)
RECEIPTS_SKIPPED = 10_000
REASON_LIMIT = 200


@dataclass(frozen=True)
class Proof:
    """One person's proof at a restore: a passphrase, or for the first person the recovery code."""

    name: str
    passphrase: str = field(default="", repr=False)
    recovery: RecoveryCode | None = field(default=None, repr=False)


@dataclass(frozen=True)
class RestoreDraft:
    """What a restore is asked for with: the backup, both people's proofs, the reason."""

    file: Path
    first: Proof
    second: Proof
    reason: str


def check(
    desk: Desk,
    certificates: Certificates,
    folder: Path,
    *,
    papers: Sequence[str] = (),
    progress: Progress | None = None,
) -> BookChecked:
    """Walk every log, hold the register against it, look at every page of the store, compare typed papers."""
    with desk.reading(Permission.CHECK) as conn:
        memory = Memories(folder, certificates.office.public_bytes).load()
        looked = whole(conn, desk.office.district, certificates, memory, desk.clock().at, progress)
    walked, compared = looked.walked, looked.compared
    misfit = looked.misfit or _store_misfit(desk.store)
    mine = walked.logs.get(desk.office.log)
    coverage = compared.coverage if compared else None
    return BookChecked(
        entries=walked.entries,
        logs=len(walked.logs) + (walked.first_bad is not None),
        first_bad=misfit,
        papers=tuple(_held_against(paper, walked, certificates, desk.office.log) for paper in papers),
        covered=coverage.covered if coverage else 0,
        older=coverage.older if coverage else 0,
        uncovered_since=coverage.uncovered_since if coverage else None,
        size=mine.fingerprint.size if mine else 0,
        digits=" ".join(mine.fingerprint.groups) if mine else "",
    )


@dataclass(frozen=True)
class Accepting:
    """A book that two people accepted: what they saw, and the heads that were walked and may be remembered again."""

    accepted: BookAccepted
    heads: Mapping[str, Head]


def look_at_book(desk: Desk, certificates: Certificates, folder: Path, *, progress: Progress | None = None) -> BookLook:
    """Walk the whole book without the memory that was lost; what two people should see before they accept it."""
    return _looked(desk, certificates, folder, progress)[0]


def accept_book(
    desk: Desk,
    certificates: Certificates,
    folder: Path,
    reason: str,
    *,
    second: Second | None,
    papers: Sequence[str] = (),
    progress: Progress | None = None,
) -> Accepting:
    """Accept the book as it is after its memory in the folder was lost, by two people with a reason.

    The book is walked whole first, and held against the other memory and against `papers`.
    Raises BookNotAccepted, PaperSpeaksAgainst, NothingToAccept, ReasonMissing, SecondNeeded, InUse when somebody wrote
    meanwhile. The caller keeps the heads.
    """
    desk.believing().require_writing(Permission.RESTORE, second)
    said = plain_name(reason, REASON_LIMIT)
    if not said:
        raise ReasonMissing
    look, walked = _looked(desk, certificates, folder, progress)
    bad = look.misfit
    if bad is not None:
        raise BookNotAccepted(bad.log, bad.seq, bad.why)
    for paper in papers:
        held = _held_against(paper, walked, certificates, desk.office.log)
        if held.answer is PaperAnswer.UNREADABLE:
            raise FingerprintUnreadable("shape")
        if held.answer in (PaperAnswer.DIFFERS, PaperAnswer.NEWER):
            raise PaperSpeaksAgainst(held.typed)
    if not look.lost:
        raise NothingToAccept
    heads = {log: state.head for log, state in walked.logs.items()}
    content = {
        "reason": said,
        "lost": look.lost,
        "lines": look.entries,
        "remembered": look.remembered,
        "papers": len(papers),
        "heads": {log: {"size": head.size, "root": head.root.hex()} for log, head in heads.items()},
    }
    with desk.believing().transaction(Permission.RESTORE, second=second) as work:
        if book.heads(work.conn, work.district) != heads:
            raise InUse(folder=str(folder))
        work.record(EntryKind.BOOK_ACCEPTED, work.office.desk_id, content)
    return Accepting(BookAccepted(look, work.entry), heads)


def _looked(desk: Desk, certificates: Certificates, folder: Path, progress: Progress | None) -> tuple[BookLook, Audit]:
    office = certificates.office.public_bytes
    with desk.reading(Permission.RESTORE) as conn:
        memory = Memories(folder, office).load()
        district, known = desk.office.district, replace(memory, misfit="")
        looked = whole(conn, district, certificates, known, desk.clock().at, progress)
        last, on_last_day = last_day(conn, district) if looked.misfit is None else (None, 0)
    walked = looked.walked
    mine = walked.logs.get(desk.office.log)
    return BookLook(
        lost=memory.misfit,
        entries=walked.entries,
        size=mine.fingerprint.size if mine else 0,
        digits=" ".join(mine.fingerprint.groups) if mine else "",
        last=last,
        on_last_day=on_last_day,
        remembered=sum(head.size for head in memory.heads.values()),
        misfit=looked.misfit or _store_misfit(desk.store),
    ), walked


def _store_misfit(store: Store) -> Misfit | None:
    """Every page's authentication code, the structure, the foreign keys."""
    try:
        rekey.check_whole(store.path, store.key)
    except DamagedStore:
        return Misfit("store", 0, "damaged")
    return None


def _held_against(typed: str, walked: Audit, certificates: Certificates, own_log: str) -> PaperChecked:
    try:
        short, mark = parse_fingerprint(typed)
    except FingerprintUnreadable:
        return PaperChecked(typed[:80], PaperAnswer.UNREADABLE, 0)
    logs = [state for log, state in walked.logs.items() if _short_of(log, certificates) in (short, "")]
    if not logs:
        own = walked.logs.get(own_log)
        logs = [own] if own is not None and short == "HQ" else []
    if not logs:
        return PaperChecked(typed, PaperAnswer.OTHER_DESK, mark.size)
    answers = [_answer(state, mark.size, mark.digits) for state in logs]
    best = next((one for one in (PaperAnswer.AGREES, PaperAnswer.DIFFERS) if one in answers), answers[0])
    return PaperChecked(typed, best, mark.size)


def _answer(state: LogState, size: int, digits: str) -> PaperAnswer:
    if size > state.tree.size:
        return PaperAnswer.NEWER
    from_tree = state.tree.root(size)
    return PaperAnswer.AGREES if _digits(from_tree) == digits else PaperAnswer.DIFFERS


def _digits(root: bytes) -> str:
    return f"{int.from_bytes(root, 'big') % 10**24:024d}"


def _short_of(log: str, certificates: Certificates) -> str:
    desk = certificates.desk_of_log(log)
    return desk.short if desk else ""


def backup(
    desk: Desk, certificates: Certificates, folder: Path, store_key: bytes, target: Path, *, replace: bool = False
) -> BackedUp:
    """Write a backup to `target`, open it again and check it, then record it.

    Only where the person agreed (`replace`) does it take the place of a file. Raises FileInOffice, FileThere,
    FileUnwritable, DiskFull, BackupDamaged.
    """
    desk.require(Permission.BACKUP)
    # in its place before it is recorded: a power cut may not take the name back
    with WholeFile(target, replace=replace) as out, storage_errors(folder / STORE_NAME):
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as place, storage_errors(target):
            work = Path(place)
            migrate.copy_into(desk.store, work / STORE_NAME)
            heads = _heads_of(work / STORE_NAME, desk.store.key, desk.office.district, certificates)
            sources = {name: folder / name for name in ("keys.json", "certificates.json")}
            sources[STORE_NAME] = work / STORE_NAME
            backups.write(out, sources, heads, written(desk.clock().at), store_key)
        out.sync()
        entries = verify(out.path, store_key, desk.store.key, desk.office.district, folder)
    with desk.transaction(Permission.BACKUP) as work_done:
        size = heads[desk.office.log][0]
        work_done.record(EntryKind.BACKUP_MADE, desk.office.desk_id, {"entries": entries, "size": size})
    return BackedUp(str(target), entries, work_done.entry)


def verify(file: Path, store_key: bytes, key: StoreKey, district: str, scratch: Path) -> int:
    """Unpack a backup beside the office, look at every page and line of it; how many entries it holds.

    Raises BackupDamaged, NotABackup.
    """
    opened = backups.read_head(file)
    backups.authenticate(file, opened, store_key)
    with tempfile.TemporaryDirectory(prefix=".verify-", dir=scratch) as place:
        backups.unpack(file, opened, Path(place))
        return _verified_copy(Path(place), file, opened, key, district)


def _verified_copy(
    place: Path, file: Path, opened: backups.OpenBackup, key: StoreKey, district: str, *, every: bool = False
) -> int:
    try:
        rekey.check_whole(place / STORE_NAME, key)
        certificates = Certificates.load(place)
    except Told as told:
        raise BackupDamaged(file=file.name, part=STORE_NAME) from told
    found = _heads_of(place / STORE_NAME, key, district, certificates, every=every)
    if found != opened.head.heads:
        raise BackupDamaged(file=file.name, part="heads")
    return sum(size for size, _ in found.values())


def _heads_of(
    path: Path, key: StoreKey, district: str, certificates: Certificates, *, every: bool = False
) -> dict[str, tuple[int, str]]:
    """Size and root of every log in a copy, after a whole walk, with `every` of the signatures too.

    Raises LogDoesNotFit.
    """
    store = open_store(path, key)
    try:
        with storage_errors(path), store.reader.connect() as conn, conn.begin():
            walked = audit(conn, district, certificates)
            bad = walked.first_bad
            if every:
                bad = trust.distrusted(conn, district, certificates.office.public_bytes, Memory(), walked, every=True)
    finally:
        store.close()
    if bad is not None:
        raise bad.as_error()
    return {log: (state.tree.size, state.root.hex()) for log, state in walked.logs.items()}


def require_restorable(folder: Path, reason: str) -> None:
    """Before anybody types a passphrase: raises ReasonMissing, FolderNotEmpty, StoreUnwritable."""
    if not reason.strip():
        raise ReasonMissing
    require_empty(folder)


def restore(
    file: Path, folder: Path, first: Proof, second: Proof, reason: str, *, clock: Clock = machine_clock
) -> Restored:
    """Restore a backup into a new `folder`, by two people of different roles: a new epoch of the log begins.

    Household codes go on in another block of serials, card issues and receipts skip ahead, so that nothing printed
    after the backup comes again. Raises NotABackup, BackupDamaged, WrongPassphrase, NotPermitted, SecondUnfit,
    ReasonMissing, FolderNotEmpty.
    """
    require_restorable(folder, reason)
    opened = backups.read_head(file)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as place:
        building = Path(place) / "office"
        building.mkdir(mode=0o700)
        with storage_errors(building / STORE_NAME):
            backups.unpack(file, opened, building)
        restored = _restore_in(building, folder, file, opened, first, second, reason.strip(), clock)
        if folder.exists():
            folder.rmdir()
        building.rename(folder)
        sync_folder(folder.parent)
    return replace(restored, folder=str(folder))


def restore_over(
    asked: RestoreDraft, folder: Path, release: Callable[[], None], *, clock: Clock = machine_clock
) -> Restored:
    """Restore a backup of the office in `folder` into its place; the office as it was is moved aside, never removed.

    The backup is opened, checked and restored beside the folder first, so a refusal changes nothing. `release` then
    closes what this process has open of the folder. `Restored.before` is where the office as it was lies now.
    Who works here no more by the keys that lie there, where they can be read, neither restores nor comes back unsaid:
    `Restored.back`. A passphrase that was changed since is not asked; it is the backup's that opens the backup.
    Raises as `restore`; ForeignStore when the backup is of another office, InUse while another window is open on it,
    OperatorRemoved for one of the two who was removed since.
    """
    opened = backups.read_head(asked.file)
    theirs = Certificates.from_bytes(backups.read_part(asked.file, opened, "certificates.json"))
    certificates = Certificates.load(folder)
    if theirs.office.public != certificates.office.public:
        raise ForeignStore(file=asked.file.name)
    stamp = written(clock().at)[:19].replace(":", "").replace("T", "-")
    before = folder.with_name(f"{folder.name}-before-{stamp}")
    if before.exists():  # another one in the same second
        before = before.with_name(f"{before.name}-{secrets.token_hex(2)}")
    require_empty(before)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as place:
        fresh = Path(place) / "restored"
        restored = restore(asked.file, fresh, asked.first, asked.second, asked.reason, clock=clock)
        back = _removed_since(fresh, folder)
        typed = {normalise(one.name) for one in (asked.first, asked.second) if one.recovery is None}
        if typed.intersection(map(normalise, back)):
            raise OperatorRemoved
        with contextlib.suppress(FileNotFoundError):
            shutil.copy2(folder / SETTINGS_NAME, fresh / SETTINGS_NAME)
        release()
        with ExitStack() as alone:
            alone.enter_context(folder_lock.alone(folder))
            if os.name == "nt":
                alone.close()  # Windows moves no folder with an open file in it
            Memories(folder, certificates.office.public_bytes).forget_second()
            folder.rename(before)
            try:
                fresh.rename(folder)
            except OSError:
                before.rename(folder)
                raise
        sync_folder(folder.parent)
    return replace(restored, folder=str(folder), before=str(before), back=back)


def _removed_since(restored: Path, folder: Path) -> tuple[str, ...]:
    """Who works in the office that was restored and not in the one that is there; nobody where its keys are damaged."""
    try:
        here = {one.operator_id for one in Vault(folder).slots()} if Vault(folder).exists() else None
    except KeysDamaged:
        here = None
    return tuple(one.name for one in Vault(restored).slots() if here is not None and one.operator_id not in here)


def _restore_in(
    building: Path,
    folder: Path,
    file: Path,
    opened: backups.OpenBackup,
    first: Proof,
    second: Proof,
    reason: str,
    clock: Clock,
) -> Restored:
    vault = Vault(building)
    proved = vault.unlock_recovery(first.recovery) if first.recovery else vault.unlock(first.name, first.passphrase)
    beside = vault.unlock(second.name, second.passphrase)
    backups.authenticate(file, opened, proved.store_key)
    key = StoreKey.of(proved.store_key)
    certificates = Certificates.load(building)
    if certificates.office.public_bytes != vault.office_public():
        raise BackupDamaged(file=file.name, part="certificates.json")
    entries = _verified_copy(building, file, opened, key, certificates.office.pcode, every=True)
    store = open_store(building / STORE_NAME, key)
    try:
        with folder_lock.alone(building):
            migrate.migrate(store)
        with store.reader.connect() as conn, conn.begin():
            here = office_queries.office_here(conn)
            assert here is not None
            known = {one.id for one in office_queries.operators(conn, here.view.district)}
        name = proved.name if isinstance(proved, Unlocked) else first.name
        people = {normalise(one.name): one for one in vault.staff(proved) if one.operator_id in known}
        office, keys = certificates.office.public_bytes, DeskKeys(None, log_key(here.log_seed))
        seat = Seat(_person(people, name), keys, proved.hand, office)
        other = Second(_person(people, beside.name), beside.hand)
        begun = _begin_epoch(store, here, seat, other, reason, opened, clock)
        Memories(folder, office).begin_again(begun[1], proved.turn, in_folder=building)
    finally:
        store.close()
    return replace(begun[0], entries=entries)


def _person(people: dict[str, StaffMember], name: str) -> Person:
    """Who works here under a name, as the office signed it in the keys. Raises OperatorRemoved."""
    member = people.get(normalise(name))
    if member is None:
        raise OperatorRemoved
    return Person(member.operator_id, member.name, member.role)


def _begin_epoch(
    store: Store,
    here: office_queries.Here,
    seat: Seat,
    second: Second,
    reason: str,
    opened: backups.OpenBackup,
    clock: Clock,
) -> tuple[Restored, dict[str, Head]]:
    epoch = here.view.epoch + 1
    log = f"{here.view.log.rpartition('/')[0]}/{epoch}-{secrets.randbelow(10_000):04d}"
    view = replace(here.view, log=log, epoch=epoch)
    desk = Desk(store, view, seat, clock)
    with desk.transaction(Permission.RESTORE, second=second) as work:
        known = office_queries.blocks_known(work.conn, work.district)
        free = [block for block in RESTORE_BLOCKS if block not in known]
        if not free:
            raise RestoresUsedUp(limit=len(RESTORE_BLOCKS))
        block = secrets.choice(free)
        models.begin_epoch(
            work.conn,
            work.district,
            view.desk_id,
            log=log,
            epoch=epoch,
            block=block,
            receipts=RECEIPTS_SKIPPED,
            at=work.now,
        )
        heads = {name: {"size": size, "root": root} for name, (size, root) in opened.head.heads.items()}
        content = {"reason": reason, "backup": opened.head.at, "heads": heads, "block": block, "epoch": epoch}
        work.record(EntryKind.RESTORED, view.desk_id, content)
    from_backup = {name: Head(size, bytes.fromhex(root)) for name, (size, root) in opened.head.heads.items()}
    return Restored("", 0, epoch, log, block, work.entry), from_backup


def is_practice(file: Path) -> bool:
    """Whether a backup is a practice office's, by its certificates. Raises NotABackup, BackupDamaged."""
    opened = backups.read_head(file)
    return Certificates.from_bytes(backups.read_part(file, opened, "certificates.json")).practice
