"""The Qt-free half of the composition root: settings, log, vault, store, migrations, desk, opened once.

`make_office` builds a new office beside its folder and moves it there whole; `sign_in` proves a passphrase, opens the
store and walks every log; `second_person` proves that a second member of staff is here.
"""

import contextlib
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from desktop.errors import (
    CertificatesDamaged,
    DistrictUnknown,
    ForeignStore,
    NoOffice,
    OperatorRemoved,
    OperatorUnknown,
    Unavailable,
)
from desktop.ledger import book, remembered
from desktop.ledger.audit import Audit, Break, audit
from desktop.ledger.clock import Clock, machine_clock
from desktop.log import start_log
from desktop.queries import office as office_queries
from desktop.records.consent import Applied
from desktop.records.operator import OfficeView, Person, Second
from desktop.records.safekeeping import ClockSeen
from desktop.reference.places import ddd_of, district_of, is_area
from desktop.security import selftest
from desktop.security.certificates import Certificates
from desktop.security.files import sync_folder
from desktop.security.memory import leave_no_core
from desktop.security.passwords import Cost
from desktop.security.recovery import RecoveryCode
from desktop.security.signing import derive, desk_keys, new_desk_seed, new_office_seed, office_key
from desktop.security.vault import NewOperator, Unlocked, Vault
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
from desktop.usecases import anomalies, consents, operators
from desktop.usecases.desk import Desk
from desktop.usecases.operators import Founding, OperatorChanged
from desktop.values.identifiers import DeskId, OperatorId, new_id
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
                with (
                    contextlib.suppress(Unavailable),
                    storage_errors(self.store.path),
                    self.store.reader.connect() as conn,
                    conn.begin(),
                ):
                    _remember(self.folder, book.heads(conn, self.desk.office.district))
        finally:
            self._held.close()


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
        made = _build(building, district, name, desk_name, people, practice, clock or machine_clock, cost)
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
    district: str,
    name: str,
    desk_name: str,
    people: tuple[FirstPerson, ...],
    practice: bool,
    clock: Clock,
    cost: Cost | None,
) -> tuple[OfficeView, RecoveryCode]:
    office_seed = new_office_seed(practice=practice)
    desk_seed = new_desk_seed(practice=practice)
    keys = desk_keys(desk_seed)
    desk_id = DeskId(new_id())
    day = clock().at.date().isoformat()
    log = f"haqdar.pk/{_slug(name, district.lower())}/{_slug(desk_name, 'desk-01')}"
    key = office_key(office_seed)
    certificates = Certificates.create(key, name=name, pcode=district, district=ddd_of(district), made=day).with_desk(
        key,
        desk_id=str(desk_id),
        name=desk_name,
        short=_short(name, desk_name),
        block=OFFICE_BLOCK,
        log=log,
        card_public=keys.card.public,
        log_public=keys.log.public,
        made=day,
    )
    members = tuple(Person(OperatorId(new_id()), plain_name(person.name), person.role) for person in people)
    slots = [
        NewOperator(member.id, member.name, member.role, person.passphrase)
        for member, person in zip(members, people, strict=True)
    ]
    vault, vault_key, recovery = Vault.create(folder, office_seed, slots, cost=cost)
    del vault
    certificates.save(folder)
    view = OfficeView(name, district, practice, desk_id, desk_name, f"{log}/1", 1)
    store = open_store(folder / STORE_NAME, StoreKey.of(vault_key), create=True)
    try:
        migrate.migrate(store)
        controller = next(member for member in members if member.role is Role.CONTROLLER)
        second = next(member for member in members if member.role is not Role.CONTROLLER)
        desk = Desk(store, view, keys, controller, clock)
        founding = Founding(
            office_id=new_id(),
            shuffle_key=derive(office_seed, "haqdar/serials/v1"),
            desk_seed=desk_seed,
            block=OFFICE_BLOCK,
            members=members,
        )
        operators.found(desk, founding, second=Second(second))
        with store.reader.connect() as conn, conn.begin():
            remembered.remember(folder, book.heads(conn, district))
    finally:
        store.close()
    return view, recovery


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
        with storage_errors(store.path), store.reader.connect() as conn, conn.begin():
            here = office_queries.office_here(conn)
            if here is None:
                raise NoOffice(folder=str(folder))
            known = office_queries.operators(conn, here.view.district)
        person = next((one for one in known if one.id == unlocked.operator_id), None)
        if person is None:
            raise OperatorRemoved
        say("checking")
        walked = verify_book(folder, store, here.view.district, certificates)
        desk = Desk(
            store,
            here.view,
            desk_keys(here.desk_seed),
            Person(person.id, person.name, person.role),
            clock or machine_clock,
            forbidden_thread=forbidden_thread,
            broken=walked.first_bad,
        )
        if walked.first_bad is None and unlocked.failed_attempts:
            _record_failed(desk, vault, unlocked)
    except BaseException:
        held.close()
        raise
    return Opened(
        folder, loaded.settings, loaded.damaged, certificates, vault, unlocked, store, desk, walked.first_bad, held
    )


def _unheard(step: str) -> None:
    """Nobody listens to the steps."""


def _record_failed(desk: Desk, vault: Vault, unlocked: Unlocked) -> None:
    """Wrong tries go into the ledger; where nothing can be written they wait in their file for the next unlock."""
    with contextlib.suppress(Unavailable), storage_errors(desk.store.path):
        operators.note_failed_attempts(desk, tuple((one.name, one.at) for one in unlocked.failed_attempts))
        vault.attempts_recorded(unlocked.failed_attempts)


def _open_migrated(folder: Path, vault: Vault, unlocked: Unlocked, held: ExitStack) -> Store:
    """The store under the key that opens it, on this program's schema, the folder shared until `held` closes."""
    key = StoreKey.of(unlocked.store_key)
    if unlocked.next_store_key is not None:
        with folder_lock.alone(folder):  # whoever is writing the store anew has it until the keys fit
            key = _settle_rekey(folder, vault, unlocked.store_key, unlocked.next_store_key)
    sharing = held.enter_context(ExitStack())
    sharing.enter_context(folder_lock.shared(folder))
    store = open_store(folder / STORE_NAME, key)
    held.callback(store.close)
    if migrate.needs_migration(store):
        sharing.close()
        with folder_lock.alone(folder):
            migrate.migrate(store)
        sharing.enter_context(folder_lock.shared(folder))
    return store


def _settle_rekey(folder: Path, vault: Vault, old: bytes, new: bytes) -> StoreKey:
    """A re-key was cut in the middle: finish it when the store stands under the new key, else drop it.

    The caller has the folder alone. Raises ForeignStore, with both keys kept, when the store stands under neither.
    """
    with (folder / STORE_NAME).open("rb") as file:
        salt = file.read(16)
    if salt == StoreKey.of(new).salt:
        if vault.rekey_pending():
            vault.finish_rekey()
        return StoreKey.of(new)
    if salt != StoreKey.of(old).salt:
        raise ForeignStore(file=STORE_NAME)
    vault.cancel_rekey()
    return StoreKey.of(old)


def verify_book(folder: Path, store: Store, district: str, certificates: Certificates) -> Audit:
    """Walk every log of the store and compare with what this machine remembers; what fits is remembered."""
    with storage_errors(store.path), store.reader.connect() as conn, conn.begin():
        walked = audit(conn, district, certificates, remembered.load(folder).heads)
    if walked.ok:
        _remember(folder, {log: state.head for log, state in walked.logs.items()})
    return walked


def _remember(folder: Path, heads: Mapping[str, remembered.Head]) -> None:
    """Keep the heads; on a full disk the next unlock does, and until then what is remembered already still holds."""
    with contextlib.suppress(OSError):
        remembered.remember(folder, heads)


def carry_out_due(opened: Opened) -> Applied:
    """When the desk opens: withdrawals whose days are over are carried out, where whoever signed in may do it."""
    if opened.broken is not None or not opened.desk.permits(Permission.CONSENT):
        return Applied()
    return consents.apply_due(opened.desk)


def second_person(opened: Opened, name: str, passphrase: str) -> Second:
    """A second member of staff proves to be here, on the same laptop. Raises as `sign_in`, OperatorRemoved."""
    with storage_errors(opened.store.path):  # wrong tries are counted in a file
        unlocked = opened.vault.unlock(name, passphrase)
    for one in operators.operators(opened.desk):
        if one.id == unlocked.operator_id:
            return Second(Person(one.id, one.name, one.role), protection=unlocked.protection)
    raise OperatorRemoved


def remove_operator(opened: Opened, name: str, *, second: Second | None) -> OperatorChanged:
    """Remove an operator and write the store anew under a new key, alone in the folder; `opened` is closed after it.

    The order survives a cut at any place: new keys wait, the store is written beside and renamed, the keys follow.
    Where a cut, or another window (InUse), left only the record of it, doing it again goes on from there.
    Raises OperatorUnknown, LastController, SecondNeeded, InUse, DiskFull.
    """
    slot = next((one for one in opened.vault.slots() if one.name == name), None)
    if slot is None:
        raise OperatorUnknown
    vault, held = opened.vault, opened.unlocked
    vault.require_removable(held, slot.operator_id)
    known = Person(slot.operator_id, slot.name, slot.role)
    with vault.with_the_store():
        protection = operators.renew_protection(vault, held, known)
        changed = operators.note_removed(
            opened.desk, slot.operator_id, second=second, slot=known, protection=protection
        )
    opened.close()
    with folder_lock.alone(opened.folder):
        fresh = vault.begin_removal(held, slot.operator_id)
        try:
            rekey.write_anew(opened.folder / STORE_NAME, opened.store.key, StoreKey.of(fresh))
        finally:
            _settle_rekey(opened.folder, vault, held.store_key, fresh)
        rekey.sweep(opened.folder)
    return changed


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
