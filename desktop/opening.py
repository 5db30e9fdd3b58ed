"""The Qt-free half of the composition root: settings, log, vault, store, migrations, desk, opened once.

`make_office` builds a new office beside its folder and moves it there whole; `sign_in` proves a passphrase, opens the
store and walks every log; `second_person` proves that a second member of staff is here.
"""

import contextlib
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.errors import (
    CertificatesDamaged,
    DistrictUnknown,
    InUse,
    KeysDamaged,
    NoOffice,
    OperatorRemoved,
    OperatorUnknown,
    RoleUnchanged,
    Unavailable,
)
from desktop.ledger import book
from desktop.ledger.audit import Break, audit
from desktop.ledger.clock import Clock, machine_clock
from desktop.ledger.remembered import Head, Memories
from desktop.log import start_log
from desktop.queries import office as office_queries
from desktop.queries.ledger import trust
from desktop.queries.office import Here
from desktop.records.consent import Applied
from desktop.records.operator import OfficeView, Person, Second
from desktop.records.safekeeping import BookAccepted, ClockSeen
from desktop.reference.places import ddd_of, district_of, is_area
from desktop.security import selftest
from desktop.security.certificates import Certificates
from desktop.security.files import sync_folder
from desktop.security.mailbox import sealing
from desktop.security.memory import leave_no_core
from desktop.security.passwords import Cost, normalise
from desktop.security.recovery import RecoveryCode
from desktop.security.signing import DeskKeys, card_key, derive, log_key, new_office_seed, new_seed, office_key
from desktop.security.vault import CARD_ROLES, NewOperator, Rekeyed, StaffMember, Unlocked, Vault
from desktop.settings import Settings, load_settings
from desktop.storage import folder_lock, migrate, rekey
from desktop.storage.engine import (
    Store,
    StoreKey,
    cipher_version,
    open_store,
    require_empty,
    storage_errors,
)
from desktop.usecases import anomalies, consents, operators, safekeeping
from desktop.usecases.desk import Desk, Seat
from desktop.usecases.operators import Founding, OperatorChanged
from desktop.values.identifiers import DeskId, OperatorId, new_id
from desktop.values.period import local_day
from desktop.values.permissions import Permission, Role
from desktop.values.text import plain_name

STORE_NAME = "office.db"
OFFICE_BLOCK = 0
"""The office's own desk has block 00 of the serials."""


@dataclass(frozen=True)
class FirstPerson:
    """A person who is there when the office is made."""

    name: str
    role: Role
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class MadeOffice:
    """A new office; the recovery code is shown once and kept nowhere."""

    folder: Path
    office: OfficeView
    recovery: RecoveryCode


@dataclass
class Opened:
    """An open office with somebody signed in; `close` gives everything back."""

    folder: Path
    settings: Settings
    settings_damaged: bool
    certificates: Certificates
    vault: Vault
    unlocked: Unlocked
    store: Store
    desk: Desk
    broken: Break | None
    """The first thing that did not fit when every log was walked; None when all did."""
    _held: ExitStack
    _closed: bool = False

    @property
    def closed(self) -> bool:
        """Whether the store was given back: nothing can be read or written any more."""
        return self._closed

    def clock_seen(self) -> ClockSeen:
        """What the book says about the clock today, for the bar of the window."""
        return anomalies.clock(self.desk)

    def close(self) -> None:
        """Close the store and let the folder go; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        try:
            if self.broken is None:
                # What was done is done and told: a store that cannot be read any more must not make it a failure.
                with contextlib.suppress(Unavailable):
                    heads = _heads(self.store, self.desk.office.district)
                    _remember(self.memories, self.store, heads, {}, self.unlocked.turn)
        finally:
            self._held.close()

    @property
    def memories(self) -> Memories:
        """Where this machine remembers the heads of the office's logs."""
        return Memories(self.folder, self.certificates.office.public_bytes)

    def staff(self) -> tuple[StaffMember, ...]:
        """Who works here, as what, by the keys."""
        return self.vault.staff(self.unlocked)


def make_office(
    folder: Path,
    *,
    district: str,
    name: str,
    desk_name: str,
    people: tuple[FirstPerson, ...],
    practice: bool = False,
    keep_sheet: Callable[[tuple[str, ...], str], None] | None = None,
    clock: Clock | None = None,
    cost: Cost | None = None,
) -> MadeOffice:
    """A new office in `folder`, which must not exist or be empty; all of it appears there at once.

    `keep_sheet` gets the twelve recovery words and the check word before the office appears: without a kept sheet
    there is no office.

    Raises FolderNotEmpty, StoreUnwritable, DistrictUnknown, WeakPassphrase, OperatorNameTaken.
    """
    require_empty(folder)
    if not is_area(district) or district_of(district) != district:
        raise DistrictUnknown(pcode=district)
    leave_no_core()
    building = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    building.mkdir(mode=0o700)
    try:
        made = _build(building, folder, district, name, desk_name, people, practice, clock or machine_clock, cost)
        if keep_sheet is not None:
            keep_sheet(made[1].words, made[1].check_word)
        if folder.exists():
            folder.rmdir()
        building.rename(folder)
        sync_folder(folder.parent)
    except BaseException:
        _remove_building(building)
        raise
    return MadeOffice(folder, made[0], made[1])


def _remove_building(building: Path) -> None:
    for path in sorted(building.rglob("*"), reverse=True):
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
    with contextlib.suppress(OSError):
        building.rmdir()


def _build(
    folder: Path,
    final: Path,
    district: str,
    name: str,
    desk_name: str,
    people: tuple[FirstPerson, ...],
    practice: bool,
    clock: Clock,
    cost: Cost | None,
) -> tuple[OfficeView, RecoveryCode]:
    """The office in `folder`, which is moved to `final` when it is whole."""
    office_seed, card_seed = new_office_seed(practice=practice), new_seed(card_key, practice=practice)
    log_seed = new_seed(log_key, practice=practice)
    keys = DeskKeys(None, log_key(log_seed))
    desk_id = DeskId(new_id())
    day = local_day(clock().at).isoformat()
    log = f"haqdar.pk/{_slug(name, district.lower())}/{_slug(desk_name, 'desk-01')}"
    key = office_key(office_seed)
    certificates = Certificates.create(key, name=name, pcode=district, district=ddd_of(district), made=day).with_desk(
        key,
        desk_id=str(desk_id),
        name=desk_name,
        short=_short(name, desk_name),
        block=OFFICE_BLOCK,
        log=log,
        card_public=card_key(card_seed).public,
        log_public=keys.log.public,
        made=day,
    )
    members = tuple(Person(OperatorId(new_id()), plain_name(person.name), person.role) for person in people)
    slots = [
        NewOperator(member.id, member.name, member.role, person.passphrase)
        for member, person in zip(members, people, strict=True)
    ]
    vault, vault_key, recovery = Vault.create(folder, office_seed, card_seed, slots, cost=cost)
    certificates.save(folder)
    view = OfficeView(name, district, practice, desk_id, desk_name, f"{log}/1", 1, sealing(key, "", 1))
    proved = {person.role: vault.unlock(person.name, person.passphrase) for person in people}
    controller = proved.pop(Role.CONTROLLER)
    second = next(iter(proved.values()))
    store = open_store(folder / STORE_NAME, StoreKey.of(vault_key), create=True)
    try:
        migrate.migrate(store)
        desk = Desk(store, view, Seat(_person(controller), keys, controller.hand, key.public), clock)
        founding = Founding(
            office_id=new_id(),
            shuffle_key=derive(office_seed, "haqdar/serials/v1"),
            log_seed=log_seed,
            block=OFFICE_BLOCK,
            members=members,
            certificates=vault.certificates(vault_key),
        )
        operators.found(desk, founding, second=Second(_person(second), second.hand))
        with store.reader.connect() as conn, conn.begin():
            Memories(final, key.public).begin_again(book.heads(conn, district), controller.turn, in_folder=folder)
    finally:
        store.close()
    return view, recovery


def _person(unlocked: Unlocked) -> Person:
    """Who unlocked a slot, as the office signed it there."""
    return Person(unlocked.operator_id, unlocked.name, unlocked.role)


def sign_in(
    folder: Path,
    name: str,
    passphrase: str,
    *,
    clock: Clock | None = None,
    forbidden_thread: int | None = None,
    told: Callable[[str], None] | None = None,
) -> Opened:
    """Prove a passphrase, open the store, walk every log. `told` hears ``unlocking``, ``opening``, ``checking``.

    Raises NoOffice, WrongPassphrase, WaitBeforeTrying, KeysDamaged, CertificatesDamaged, ForeignStore, DamagedStore,
    NewerSchema, InUse, OperatorRemoved, SelfTestFailed. A log that does not fit is no exception here: see `broken`.
    """
    say = told or _unheard
    vault = Vault(folder)
    if not vault.exists():
        raise NoOffice(folder=str(folder))
    leave_no_core()
    selftest.self_test()
    certificates = Certificates.load(folder)
    memory = Memories(folder, certificates.office.public_bytes).load()
    _settle(folder, vault)
    if vault.turn() < memory.keys:
        raise KeysDamaged("older")
    say("unlocking")
    with storage_errors(folder / STORE_NAME):  # wrong tries are counted in a file
        unlocked = vault.unlock(name, passphrase)
    if vault.office_public() != certificates.office.public_bytes:
        # They vouch for themselves only; the sealed keys say which office they must be of, else any forger's would do.
        raise CertificatesDamaged("office")
    say("opening")
    loaded = load_settings(folder)
    held = ExitStack()
    try:
        store = _open_migrated(folder, vault, unlocked, held)
        start_log(folder)
        migrate.drop_old_copies(folder, (clock or machine_clock)().at)
        here = _here(folder, store, unlocked)
        say("checking")
        broken = verify_book(folder, store, here.view.district, certificates, unlocked.turn)
        seat = _seat(unlocked, certificates, here)
        desk = Desk(store, here.view, seat, clock or machine_clock, forbidden_thread=forbidden_thread, broken=broken)
        if broken is None and unlocked.failed_attempts:
            _record_failed(desk, vault, unlocked)
    except BaseException:
        held.close()
        raise
    return Opened(folder, loaded.settings, loaded.damaged, certificates, vault, unlocked, store, desk, broken, held)


def _here(folder: Path, store: Store, unlocked: Unlocked) -> Here:
    """The office of the store, which knows who unlocked it, and no newer file of keys.

    Raises NoOffice, OperatorRemoved, KeysDamaged.
    """
    with storage_errors(store.path), store.reader.connect() as conn, conn.begin():
        here = office_queries.office_here(conn)
        if here is None:
            raise NoOffice(folder=str(folder))
        known = office_queries.operators(conn, here.view.district)
        turn = trust.keys_turn(conn, here.view.district)
    if turn > unlocked.turn:
        raise KeysDamaged("older")
    if all(one.id != unlocked.operator_id for one in known):
        raise OperatorRemoved
    return here


def _seat(unlocked: Unlocked, certificates: Certificates, here: Here) -> Seat:
    """Who unlocked, at this desk, with the keys of that role. Raises KeysDamaged for a card key of another desk."""
    card = card_key(unlocked.card_seed) if unlocked.card_seed and unlocked.role in CARD_ROLES else None
    desk = certificates.desk_of_log(here.view.log)
    if card is not None and (desk is None or desk.card_key != card.public.hex()):
        raise KeysDamaged("card")
    keys = DeskKeys(card, log_key(here.log_seed))
    return Seat(_person(unlocked), keys, unlocked.hand, certificates.office.public_bytes)


def _unheard(step: str) -> None:
    """Nobody listens to the steps."""


def _record_failed(desk: Desk, vault: Vault, unlocked: Unlocked) -> None:
    """Wrong tries go into the ledger; where nothing can be written they wait in their file for the next unlock."""
    with contextlib.suppress(Unavailable), storage_errors(desk.store.path):
        operators.note_failed_attempts(desk, tuple((one.name, one.at) for one in unlocked.failed_attempts))
        vault.attempts_recorded(unlocked.failed_attempts)


def _settle(folder: Path, vault: Vault) -> None:
    """A re-key was cut in the middle: finish it when the store stands under the new key, else drop it.

    Raises InUse while somebody is at it, ForeignStore, with both keys kept, when the store stands under neither.
    """
    if vault.rekey_pending():
        with folder_lock.alone(folder):  # whoever is writing the store anew has it until the keys fit
            vault.settle(_salt(folder))


def _salt(folder: Path) -> str:
    """What stands at the head of the store: it tells under which key it is."""
    with storage_errors(folder / STORE_NAME), (folder / STORE_NAME).open("rb") as file:
        return file.read(16).hex()


def _open_migrated(folder: Path, vault: Vault, unlocked: Unlocked, held: ExitStack) -> Store:
    """The store on this program's schema, the folder shared until `held` closes.

    Raises InUse when keys and store became others since the passphrase was proved.
    """
    sharing = held.enter_context(ExitStack())
    sharing.enter_context(folder_lock.shared(folder))
    if vault.turn() != unlocked.turn and not vault.opens(StoreKey.of(unlocked.store_key).salt.hex()):
        raise InUse(folder=str(folder))
    store = open_store(folder / STORE_NAME, StoreKey.of(unlocked.store_key))
    held.callback(store.close)
    if migrate.needs_migration(store):
        sharing.close()
        with folder_lock.alone(folder):
            migrate.migrate(store)
        sharing.enter_context(folder_lock.shared(folder))
    return store


def verify_book(folder: Path, store: Store, district: str, certificates: Certificates, turn: int = 0) -> Break | None:
    """Walk every log of the store, compare with what this machine remembers, verify who stands by lines that are new.

    Gives the first thing that does not fit; where all does it is remembered, with the `turn` of the keys.
    """
    memories = Memories(folder, certificates.office.public_bytes)
    memory = memories.load()
    with storage_errors(store.path), store.reader.connect() as conn, conn.begin():
        walked = audit(conn, district, certificates, memory.heads)
        found = trust.distrusted(conn, district, memories.office, memory, walked)
    if found is None:
        heads = {log: state.head for log, state in walked.logs.items()}
        _remember(memories, store, heads, {log: head.size for log, head in heads.items()}, turn)
    return found


def _heads(store: Store, district: str) -> dict[str, Head]:
    with storage_errors(store.path), store.reader.connect() as conn, conn.begin():
        return book.heads(conn, district)


def _remember(
    memories: Memories, store: Store, heads: Mapping[str, Head], signed: Mapping[str, int], turn: int
) -> None:
    """Keep the heads, one process at a time, which the store's own lock sees to.

    On a full disk the next unlock does, and until then what is remembered already still holds.
    """
    with (
        contextlib.suppress(OSError, Unavailable),
        storage_errors(store.path),
        store.writer.connect() as conn,
        conn.begin(),
    ):
        memories.remember(heads, signed, turn)


def accept_book(
    opened: Opened,
    reason: str,
    *,
    second: Second | None,
    papers: Sequence[str] = (),
    progress: safekeeping.Progress | None = None,
) -> BookAccepted:
    """Two people accept the book as it is, then both memories know it again; `opened` is closed after it.

    Raises as `safekeeping.accept_book`; what the book is then held against at the next sign-in is what was walked here.
    """
    desk, office = opened.desk, opened.certificates.office.public_bytes
    done = safekeeping.accept_book(
        desk, opened.certificates, opened.folder, reason, second=second, papers=papers, progress=progress
    )
    signed = {log: head.size for log, head in done.heads.items()}
    memories = Memories(opened.folder, office)
    with storage_errors(memories.first):
        memories.make_room()
    _remember(memories, opened.store, done.heads, signed, opened.unlocked.turn)
    opened.close()
    return done.accepted


def carry_out_due(opened: Opened) -> Applied:
    """When the desk opens: withdrawals whose days are over are carried out, where whoever signed in may do it."""
    if opened.broken is not None or not opened.desk.permits(Permission.CONSENT):
        return Applied()
    return consents.apply_due(opened.desk)


def second_person(opened: Opened, name: str, passphrase: str) -> Second:
    """A second member of staff proves to be here, on the same laptop. Raises as `sign_in`, OperatorRemoved."""
    unlocked = _proved(opened, name, passphrase)
    return Second(_person(unlocked), unlocked.hand, protection=unlocked.protection)


def prove_again(opened: Opened, passphrase: str) -> None:
    """Who is signed in proves it once more, before an act that a stranger at an open desk must not do.

    Wrong tries are counted as at the lock screen. Raises as `sign_in`, OperatorRemoved.
    """
    _proved(opened, opened.desk.person.name, passphrase)


def seated(opened: Opened, name: str, passphrase: str) -> Desk:
    """The desk with another operator at it, who proves to be here, on the one open store: for the practice office."""
    unlocked = _proved(opened, name, passphrase)
    return opened.desk.seated(_seat(unlocked, opened.certificates, _here(opened.folder, opened.store, unlocked)))


def _proved(opened: Opened, name: str, passphrase: str) -> Unlocked:
    with storage_errors(opened.store.path):  # wrong tries are counted in a file
        unlocked = opened.vault.unlock(name, passphrase)
    if all(one.id != unlocked.operator_id for one in operators.operators(opened.desk)):
        raise OperatorRemoved
    return unlocked


# --- keys that change, and the store with them -----------------------------------------------------------------------


def remove_operator(opened: Opened, name: str, *, second: Second | None) -> OperatorChanged:
    """Remove an operator and write the store anew under a new key; see `_rekeyed`.

    Raises OperatorUnknown, LastController, SecondNeeded, InUse, DiskFull.
    """
    person, vault, held = _known(opened, name), opened.vault, opened.unlocked
    return _rekeyed(
        opened,
        Permission.OPERATORS,
        second,
        lambda: vault.begin_removal(held, person.id),
        lambda desk, changed: operators.note_removed(desk, held, person, changed, second=second),
    )


def change_role(opened: Opened, name: str, role: Role, *, second: Second | None) -> OperatorChanged:
    """Give an operator another role, and write the store anew under a new key; see `_rekeyed`.

    A focal person who gets another role never has the next protection key; who becomes one gets it from the second
    person, if there is a focal person already (ProtectionHolderNeeded).
    Raises OperatorUnknown, RoleUnchanged, LastController, SecondNeeded, InUse, DiskFull.
    """
    person, vault, held = _known(opened, name), opened.vault, opened.unlocked
    if person.role is role:
        raise RoleUnchanged
    handed_on = second.protection if second is not None and role is Role.FOCAL else ()
    return _rekeyed(
        opened,
        Permission.OPERATORS,
        second,
        lambda: vault.begin_role(held, person.id, role, handed_on),
        lambda desk, changed: operators.note_role(desk, held, replace(person, role=role), changed, second=second),
    )


def reset_passphrase(opened: Opened, name: str, passphrase: str, *, second: Second | None) -> OperatorChanged:
    """Give an operator who forgot the passphrase another one, and write the store anew; see `_rekeyed`.

    A focal person gets the protection keys from the second person; where there is no other, a new key begins.
    Raises OperatorUnknown, WeakPassphrase, ProtectionHolderNeeded, SecondNeeded, InUse, DiskFull.
    """
    person, vault, held = _known(opened, name), opened.vault, opened.unlocked
    handed_on = second.protection if second is not None and person.role is Role.FOCAL else ()
    return _rekeyed(
        opened,
        Permission.OPERATORS,
        second,
        lambda: vault.begin_reset(held, person.id, passphrase, handed_on),
        lambda desk, changed: operators.note_reset(desk, held, person, changed, second=second),
    )


def change_own_passphrase(opened: Opened, passphrase: str) -> OperatorChanged:
    """Change one's own passphrase, and write the store anew under a new key; see `_rekeyed`.

    Raises WeakPassphrase, InUse, DiskFull.
    """
    return _rekeyed(
        opened,
        Permission.SIGN_IN,
        None,
        lambda: opened.vault.begin_passphrase(opened.unlocked, passphrase),
        lambda desk, _: operators.note_passphrase(desk),
    )


def _known(opened: Opened, name: str) -> Person:
    """Whom a name means, by the keys. Raises OperatorUnknown."""
    for one in opened.staff():
        if normalise(one.name) == normalise(name):
            return Person(one.operator_id, one.name, one.role)
    raise OperatorUnknown


def _rekeyed(
    opened: Opened,
    permission: Permission,
    second: Second | None,
    begin: Callable[[], Rekeyed],
    record: Callable[[Desk, Rekeyed], OperatorChanged],
) -> OperatorChanged:
    """Change the keys and write the store anew under a new key, alone in the folder; `opened` is closed after it.

    The order survives a cut at any place: new keys wait, the store is written beside with the entry in it and renamed,
    the keys follow. Before the rename nothing was done, after it all of it. What is refused leaves `opened` open,
    except InUse, when another window or verb works in the folder, and what the disk says.
    """
    desk, vault, path = opened.desk, opened.vault, opened.folder / STORE_NAME
    desk.require_writing(permission, second)
    begun = begin()
    done: list[OperatorChanged] = []
    opened.close()
    with folder_lock.alone(opened.folder):
        vault.wait(begun)
        try:
            fresh = StoreKey.of(begun.store_key)
            rekey.write_anew(path, opened.store.key, fresh, lambda store: done.append(record(desk.at(store), begun)))
        finally:
            vault.settle(_salt(opened.folder))
        rekey.sweep(opened.folder)
    return done[0]


def _slug(text: str, otherwise: str) -> str:
    """Small Latin letters, digits and hyphens of `text`, 40 at most; `otherwise` when nothing is left."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40].strip("-")
    return plain or otherwise


def _short(office: str, desk: str) -> str:
    """Two to eight capitals and digits by which an SMS names the desk: three of the office, the desk's number."""
    letters = re.sub(r"[^A-Z]", "", office.upper())[:3] or "HQ"
    digits = re.sub(r"[^0-9]", "", desk)[:2] or "1"
    return f"{letters}{int(digits):02d}"


def store_cipher() -> str:
    """Version of the encryption inside the installed SQLite; empty where there is none."""
    return cipher_version()


def now_utc() -> datetime:
    """The wall clock, aware; for papers made before there is a desk."""
    return datetime.now(UTC)
