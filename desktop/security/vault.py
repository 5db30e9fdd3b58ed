"""The keys of an office's store: each operator unlocks the same store key with an own passphrase (`keys.json`).

The store key is 32 random bytes; every use has a sub-key of its own (`sub_key`, HKDF). The office seed is held only in
controllers' slots and in the recovery slot; the protection key, which opens the mailbox's envelopes, only in focal
persons' slots and in the recovery slot. The parts of the file and what binds them: `desktop.security.slots`.

Removing an operator makes a new store key, because who has copied the file could go on with the old one. Keys and
database cannot be replaced in one step, so the new keys wait in `keys.next.json` until the store is written anew:
`begin_removal` → the caller encrypts the store again under the new key and renames it → `finish_rekey`. A cut in the
middle shows at the next unlock as `next_store_key`: the caller tries which of the two opens the store, and finishes or
cancels.
"""

import hmac
import secrets
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from uuid import UUID

import msgspec

from desktop.errors import (
    KeysDamaged,
    LastController,
    OfficeKeyNeeded,
    OperatorNameTaken,
    OperatorUnknown,
    WeakPassphrase,
    WrongPassphrase,
)
from desktop.security import slots
from desktop.security.backoff import Backoff, FailedAttempt, MachineTime, machine_time
from desktop.security.files import read_whole, sync_folder, write_whole
from desktop.security.passwords import Cost, check_passphrase, normalise, stretch
from desktop.security.recovery import RecoveryCode, new_recovery_code
from desktop.security.signing import derive, office_key
from desktop.security.slots import KEY_BYTES, RECOVERY, KeysFile, Slot
from desktop.values.identifiers import OperatorId
from desktop.values.permissions import Role

FILE_NAME = "keys.json"
NEXT_NAME = "keys.next.json"
_NOBODY = ""
"""All names that nobody has are counted as one: what was typed there may be a passphrase, and is kept nowhere."""


def sub_key(store_key: bytes, info: str, length: int = 32) -> bytes:
    """A sub-key of the store key, such as ``haqdar/office.db/v1`` (48 bytes: key, then salt)."""
    return derive(store_key, info, length)


@dataclass(frozen=True)
class NewOperator:
    """An operator to be added, with the passphrase that was chosen."""

    operator_id: OperatorId
    name: str
    role: Role
    passphrase: str = field(repr=False)


@dataclass(frozen=True)
class SlotInfo:
    """Who may unlock: readable without any key."""

    operator_id: OperatorId
    name: str
    role: Role


@dataclass(frozen=True)
class Recovered:
    """What the recovery code opens: the store key and the office seed, but no operator."""

    store_key: bytes = field(repr=False)
    office_seed: bytes | None = field(repr=False)
    next_store_key: bytes | None = field(repr=False)
    """Set when a re-key was cut: try which of the two keys opens the store, then finish or cancel."""
    protection: tuple[str, ...] = field(repr=False)
    """Private halves of the protection key, the newest last; for focal persons and the recovery code only."""


@dataclass(frozen=True)
class Unlocked(Recovered):
    """An operator's unlocked slot. `office_seed` is there for controllers only."""

    operator_id: OperatorId
    name: str
    role: Role
    secret: bytes = field(repr=False)
    """The operator's own secret: derives the key that signs approvals, and is locked again under a new passphrase."""
    failed_attempts: tuple[FailedAttempt, ...]
    """Wrong tries since the last unlock, of anybody: record them, then call `Vault.attempts_recorded`."""


class Vault:
    """The keys of one data folder."""

    def __init__(
        self, folder: Path, *, clock: Callable[[], MachineTime] = machine_time, cost: Cost | None = None
    ) -> None:
        """Keys in `folder`; nothing is read yet. `cost` is what new passphrases are stretched with."""
        self._folder = folder
        self._backoff = Backoff(folder, clock)
        self._cost = cost or Cost()
        self._changed: tuple[bytes, bytes] | None = None

    @classmethod
    def create(
        cls,
        folder: Path,
        office_seed: bytes,
        members: Iterable[NewOperator],
        *,
        clock: Callable[[], MachineTime] = machine_time,
        cost: Cost | None = None,
    ) -> tuple[Self, bytes, RecoveryCode]:
        """New keys for new operators: the vault, the store key, the recovery code (shown once, kept nowhere)."""
        vault = cls(folder, clock=clock, cost=cost)
        store_key, code = secrets.token_bytes(KEY_BYTES), new_recovery_code()
        held = Recovered(store_key, office_seed, None, ())
        key = office_key(office_seed)
        file = KeysFile(key.public.hex(), slots.store_key_id(store_key), (), "")
        recovery = slots.make_slot(key, RECOVERY, RECOVERY, RECOVERY, code.text, store_key + office_seed, vault._cost)
        file = msgspec.structs.replace(file, slots=(recovery,))
        for member in members:
            file = vault._with_member(file, held, member)
        vault._write(FILE_NAME, file, store_key)
        return vault, store_key, code

    def exists(self) -> bool:
        """Whether the folder has keys."""
        return (self._folder / FILE_NAME).exists()

    def slots(self) -> tuple[SlotInfo, ...]:
        """Operators who may unlock, for the lock screen. Raises `KeysDamaged`."""
        return tuple(
            SlotInfo(_operator_id(slot), slot.card.name, Role(slot.card.role))
            for slot in self._read(FILE_NAME).slots
            if slot.card.operator != RECOVERY
        )

    def office_public(self) -> bytes:
        """The office's public key as these keys know it; must be the one of the certificates. Raises `KeysDamaged`."""
        return bytes.fromhex(self._read(FILE_NAME).office)

    def seconds_left(self, name: str) -> int:
        """Seconds until `name`, one of `slots`, may try again: for the lock screen's countdown."""
        return self._backoff.seconds_left(normalise(name))

    def unlock(self, name: str, passphrase: str) -> Unlocked:
        """The store key, through an operator's slot (0.2 to 0.5 s).

        Raises `WaitBeforeTrying`, `WrongPassphrase` (which of name and passphrase was wrong is not said) or
        `KeysDamaged`.
        """
        file = self._read(FILE_NAME)
        key = normalise(name)
        slot = _slot_of_name(file, key)
        if slot is None:
            key = _NOBODY
        self._backoff.check(key)
        secret = slots.unlocked(slot, passphrase) if slot else None
        if slot is None:
            stretch(passphrase, bytes(16), self._cost)  # an unknown name takes as long as a known one
        if slot is None or secret is None:
            raise self._backoff.failed(key)
        failed = self._backoff.succeeded(key)
        held, card = self._opened(file, slot, secret), slot.card
        return Unlocked(*held, _operator_id(slot), card.name, Role(card.role), secret, failed)

    def unlock_recovery(self, code: RecoveryCode) -> Recovered:
        """Store key and office seed through the recovery slot. Raises `WrongPassphrase` or `KeysDamaged`."""
        file = self._read(FILE_NAME)
        slot = _slot_of_id(file, RECOVERY)
        secret = slots.unlocked(slot, code.text)
        if secret is None:
            raise WrongPassphrase(0)
        return Recovered(*self._opened(file, slot, secret))

    def attempts_recorded(self, attempts: tuple[FailedAttempt, ...]) -> None:
        """The wrong tries that `Unlocked` carried now stand in the ledger."""
        self._backoff.recorded(attempts)

    def add(self, held: Recovered, member: NewOperator, protection: Iterable[str] = ()) -> None:
        """One more operator; `protection` are the private halves that a focal person is given.

        The first that is ever given goes into every focal person's slot and the recovery slot too.
        Raises `OfficeKeyNeeded` without the office seed, `OperatorNameTaken`, or `WeakPassphrase`.
        """
        before, given = self._for_change(held), tuple(protection)
        file = self._with_member(before, held, member)
        whom = {str(member.operator_id)} if _protected(before) else _keepers(file)
        self._write(FILE_NAME, _given(file, whom, given), held.store_key)

    def protected(self) -> bool:
        """Whether a focal person holds a protection key. Raises `KeysDamaged`."""
        return _protected(self._read(FILE_NAME))

    def renew_protection(self, held: Recovered, private: str, *, without: OperatorId) -> bool:
        """Give another protection key to every focal person but one, and to the recovery code.

        False, and nothing is written, when no other focal person is there.
        """
        file = self._for_change(held)
        whom = _keepers(file) - {str(without)}
        if whom == {RECOVERY}:
            return False
        self._write(FILE_NAME, _given(file, whom, (private,)), held.store_key)
        return True

    def change_passphrase(self, unlocked: Unlocked, passphrase: str) -> None:
        """Lock the operator's own slot with another passphrase. Raises `WeakPassphrase`."""
        _refuse_weak(passphrase)
        file = self._for_change(unlocked)
        slot = slots.locked(_slot_of_id(file, str(unlocked.operator_id)), unlocked.secret, passphrase, self._cost)
        self._write(FILE_NAME, _replaced(file, slot), unlocked.store_key)

    @contextmanager
    def with_the_store(self) -> Generator[None]:
        """Around a transaction that changes the keys: when it fails, so does the change, and the keys are as before."""
        self._changed = None
        try:
            yield
        except BaseException:
            path = self._folder / FILE_NAME
            if self._changed is not None and path.read_bytes() == self._changed[1]:
                with suppress(OSError):  # a kill leaves the same: the operator is unknown, and can be removed
                    write_whole(path, self._changed[0])
            raise
        finally:
            self._changed = None

    def begin_removal(self, held: Recovered, operator_id: OperatorId) -> bytes:
        """A new store key for everybody but one operator, waiting in `keys.next.json`.

        Raises `OfficeKeyNeeded`, `OperatorUnknown`, or `LastController`.
        """
        file = self._for_change(held)
        return self._begin(held, msgspec.structs.replace(file, slots=_without(file, operator_id)))

    def require_removable(self, held: Recovered, operator_id: OperatorId) -> None:
        """Raises what `begin_removal` would raise, before anything is recorded of a removal."""
        _needed_seed(held)
        _without(self._for_change(held), operator_id)

    def begin_rekey(self, held: Recovered) -> bytes:
        """A new store key for everybody, waiting in `keys.next.json`. Raises `OfficeKeyNeeded`."""
        return self._begin(held, self._for_change(held))

    def rekey_pending(self) -> bool:
        """Whether new keys wait to be finished or cancelled."""
        return (self._folder / NEXT_NAME).exists()

    def finish_rekey(self) -> None:
        """The store stands under the new key: the new keys become the keys."""
        (self._folder / NEXT_NAME).replace(self._folder / FILE_NAME)
        sync_folder(self._folder)

    def cancel_rekey(self) -> None:
        """The store stands under the old key still: the new keys are dropped."""
        (self._folder / NEXT_NAME).unlink(missing_ok=True)
        sync_folder(self._folder)

    def _begin(self, held: Recovered, file: KeysFile) -> bytes:
        seed = _needed_seed(held)
        fresh = secrets.token_bytes(KEY_BYTES)
        wrapped = tuple(
            msgspec.structs.replace(slot, store=slots.wrap(slot.card, _held_by(slot.card.role, fresh, seed)))
            for slot in file.slots
        )
        file = msgspec.structs.replace(file, slots=wrapped, key_id=slots.store_key_id(fresh))
        self._write(NEXT_NAME, file, fresh)
        return fresh

    def _with_member(self, file: KeysFile, held: Recovered, member: NewOperator) -> KeysFile:
        seed = _needed_seed(held)
        _refuse_weak(member.passphrase)
        name = normalise(member.name)
        if not name or name == RECOVERY or _slot_of_name(file, name):
            raise OperatorNameTaken
        slot = slots.make_slot(
            office_key(seed),
            str(member.operator_id),
            member.name,
            member.role,
            member.passphrase,
            _held_by(member.role, held.store_key, seed),
            self._cost,
        )
        return msgspec.structs.replace(file, slots=(*file.slots, slot))

    def _for_change(self, held: Recovered) -> KeysFile:
        """The file, if `held` fits it: sealed by this store key, and no re-key half done."""
        file = self._read(FILE_NAME)
        if self.rekey_pending():
            raise KeysDamaged("pending")
        _check_seal(file, held.store_key)
        return file

    def _opened(
        self, file: KeysFile, slot: Slot, secret: bytes
    ) -> tuple[bytes, bytes | None, bytes | None, tuple[str, ...]]:
        """Store key, office seed if held, the store key that waits in `keys.next.json`, protection keys if held."""
        held = slots.unwrap(slot, secret)
        store_key, seed = held[:KEY_BYTES], held[KEY_BYTES:] or None
        _check_seal(file, store_key)
        if seed is not None and office_key(seed).public.hex() != file.office:
            raise KeysDamaged("office")
        return store_key, seed, self._following(slot, secret, file.office), slots.protection_of(slot, secret)

    def _following(self, slot: Slot, secret: bytes, office: str) -> bytes | None:
        if not self.rekey_pending():
            return None
        file = self._read(NEXT_NAME)
        mine = next((one for one in file.slots if one.card == slot.card), None)
        if mine is None or file.office != office:
            return None
        store_key = slots.unwrap(mine, secret)[:KEY_BYTES]
        _check_seal(file, store_key)
        return store_key

    def _read(self, name: str) -> KeysFile:
        try:
            data = read_whole(self._folder / name)
        except FileNotFoundError:
            raise KeysDamaged("missing") from None
        return slots.from_bytes(data)

    def _write(self, name: str, file: KeysFile, store_key: bytes) -> None:
        sealed = msgspec.structs.replace(file, seal=slots.seal_of(file, store_key))
        path, data = self._folder / name, slots.to_bytes(sealed)
        before = path.read_bytes() if path.exists() else None
        write_whole(path, data)
        if before is not None and name == FILE_NAME:
            self._changed = before, data


def _check_seal(file: KeysFile, store_key: bytes) -> None:
    right = hmac.compare_digest(file.seal.encode(), slots.seal_of(file, store_key).encode())
    if file.key_id != slots.store_key_id(store_key) or not right:
        raise KeysDamaged("seal")


def _refuse_weak(passphrase: str) -> None:
    weaknesses = check_passphrase(passphrase)
    if weaknesses:
        raise WeakPassphrase(tuple(weaknesses))


def _needed_seed(held: Recovered) -> bytes:
    if held.office_seed is None:
        raise OfficeKeyNeeded
    return held.office_seed


def _held_by(role: str, store_key: bytes, office_seed: bytes) -> bytes:
    """What a slot of this role holds: the office seed only for controllers and the recovery code."""
    return store_key + office_seed if role in (Role.CONTROLLER, RECOVERY) else store_key


def _keepers(file: KeysFile) -> set[str]:
    """Ids of the slots that keep the protection key."""
    return {slot.card.operator for slot in file.slots if slot.card.role in (Role.FOCAL, RECOVERY)}


def _protected(file: KeysFile) -> bool:
    return any(slot.protection for slot in file.slots if slot.card.role == Role.FOCAL)


def _given(file: KeysFile, whom: Iterable[str], protection: tuple[str, ...]) -> KeysFile:
    """The file with private halves of the protection key added to some slots."""
    changed = tuple(
        slots.with_protection(slot, protection) if slot.card.operator in whom else slot for slot in file.slots
    )
    return msgspec.structs.replace(file, slots=changed)


def _operator_id(slot: Slot) -> OperatorId:
    return OperatorId(UUID(slot.card.operator))  # `slots.read` proved its form


def _slot_of_name(file: KeysFile, name: str) -> Slot | None:
    found = [slot for slot in file.slots if slot.card.operator != RECOVERY and normalise(slot.card.name) == name]
    return found[0] if found else None


def _slot_of_id(file: KeysFile, operator_id: str) -> Slot:
    for slot in file.slots:
        if slot.card.operator == operator_id:
            return slot
    raise OperatorUnknown


def _without(file: KeysFile, operator_id: OperatorId) -> tuple[Slot, ...]:
    """The slots of everybody but one operator. Raises OperatorUnknown, LastController."""
    leaving = _slot_of_id(file, str(operator_id))
    rest = tuple(slot for slot in file.slots if slot is not leaving)
    if not any(slot.card.role == Role.CONTROLLER for slot in rest):
        raise LastController
    return rest


def _replaced(file: KeysFile, slot: Slot) -> KeysFile:
    """The file with one operator's slot in the place of the old one."""
    changed = tuple(slot if one.card.operator == slot.card.operator else one for one in file.slots)
    return msgspec.structs.replace(file, slots=changed)
