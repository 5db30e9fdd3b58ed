"""The keys of an office's store: each operator unlocks the same store key with an own passphrase (`keys.json`).

The store key is 32 random bytes; every use has a sub-key of its own (`sub_key`, HKDF). The office seed is held only in
controllers' slots and in the recovery slot; the card seed there and in the slots of roles that issue cards; the
protection key, which opens the mailbox's envelopes, only in focal persons' slots and in the recovery slot. The parts of
the file and what binds them: `desktop.security.slots`.

Removing an operator, a new passphrase and another role make a new store key, because who has copied the file could go
on with the old one. Keys and database cannot be replaced in one step, so the new keys wait in `keys.next.json` until
the store is written anew: `begin_...` → `wait` → the caller encrypts the store again under the new key and renames it
→ `settle`. Each file of keys names the salt at the head of the store that it opens: after a cut, `settle` sees
without any passphrase which of the two fits, and finishes or cancels.
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
    ForeignStore,
    InUse,
    KeysDamaged,
    LastController,
    OfficeKeyNeeded,
    OperatorNameTaken,
    OperatorUnknown,
    ProtectionHolderNeeded,
    WeakPassphrase,
    WrongPassphrase,
)
from desktop.security import slots
from desktop.security.backoff import Backoff, FailedAttempt, MachineTime, machine_time
from desktop.security.envelope import new_protection_key, recipient_of
from desktop.security.files import read_whole, sync_folder, write_whole
from desktop.security.passwords import Cost, check_passphrase, normalise, stretch
from desktop.security.recovery import RecoveryCode, new_recovery_code
from desktop.security.signing import derive, office_key
from desktop.security.slots import KEY_BYTES, RECOVERY, KeysFile, Slot
from desktop.security.staff import OperatorCertificate, canonical_bytes
from desktop.values.identifiers import OperatorId
from desktop.values.permissions import Permission, Role, right_of

FILE_NAME = "keys.json"
NEXT_NAME = "keys.next.json"
CARD_ROLES = frozenset(
    role for role in Role if right_of(role, Permission.CARD_ISSUE) or right_of(role, Permission.CARD_REPLACE)
)
"""Roles whose slots hold the card seed: those that issue or replace cards, by the table of rights."""

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


@dataclass(frozen=True)
class StaffMember(SlotInfo):
    """Who may unlock, as what: readable with the store key."""

    role: Role


@dataclass(frozen=True)
class Recovered:
    """What the recovery code opens: the store key, the office seed and the card seed, but no operator."""

    store_key: bytes = field(repr=False)
    turn: int
    """How often the file of keys had been changed."""
    office_seed: bytes | None = field(repr=False)
    card_seed: bytes | None = field(repr=False)
    protection: tuple[str, ...] = field(repr=False)
    """Private halves of the protection key, the newest last; for focal persons and the recovery code only."""
    secret: bytes = field(repr=False)
    """The slot's own secret: derives the key that signs entries, and is locked again under a new passphrase."""

    @property
    def hand(self) -> Callable[[bytes], bytes]:
        """Signs lines of the log with the slot's own key."""
        return slots.hand_of(self.secret)


@dataclass(frozen=True)
class Unlocked(Recovered):
    """An operator's unlocked slot. `office_seed` is there for controllers only."""

    operator_id: OperatorId
    name: str
    role: Role
    failed_attempts: tuple[FailedAttempt, ...]
    """Wrong tries since the last unlock, of anybody: record them, then call `Vault.attempts_recorded`."""


@dataclass(frozen=True)
class Changed:
    """What a change of the keys brought: the operator's new certificate, and to whom envelopes are sealed from now on.

    `certificate` is None for a removal; `recipient` is None when it stays as it was, empty when nobody is left.
    """

    certificate: OperatorCertificate | None
    recipient: str | None


@dataclass(frozen=True)
class Rekeyed(Changed):
    """New keys, written nowhere yet, for a store that is to be written anew under `store_key`."""

    store_key: bytes = field(repr=False)
    file: KeysFile = field(repr=False)


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
        card_seed: bytes,
        members: Iterable[NewOperator],
        *,
        clock: Callable[[], MachineTime] = machine_time,
        cost: Cost | None = None,
    ) -> tuple[Self, bytes, RecoveryCode]:
        """New keys for new operators: the vault, the store key, the recovery code (shown once, kept nowhere)."""
        vault = cls(folder, clock=clock, cost=cost)
        store_key, code = secrets.token_bytes(KEY_BYTES), new_recovery_code()
        held = Recovered(store_key, 0, office_seed, card_seed, (), b"")
        empty = KeysFile(office_key(office_seed).public.hex(), 0, slots.store_salt(store_key), "", (), "")
        file = slots.with_given(empty, store_key, 0)
        recovery = vault._fresh(slots.blank(RECOVERY), held, RECOVERY, RECOVERY, code.text, (), 0)
        file = msgspec.structs.replace(file, slots=(recovery,))
        for member in members:
            file = vault._with_member(file, held, member, (), 0)
        vault._write(FILE_NAME, file, store_key)
        return vault, store_key, code

    def exists(self) -> bool:
        """Whether the folder has keys."""
        return (self._folder / FILE_NAME).exists()

    def slots(self) -> tuple[SlotInfo, ...]:
        """Operators who may unlock, for the lock screen. Raises `KeysDamaged`."""
        return tuple(SlotInfo(_operator_id(slot), slot.card.name) for slot in _people(self._read(FILE_NAME)))

    def staff(self, held: Recovered) -> tuple[StaffMember, ...]:
        """The same with their roles, which only the store key opens. Raises `KeysDamaged`."""
        return tuple(
            StaffMember(_operator_id(slot), slot.card.name, Role(slots.role_of(slot, held.store_key)[0]))
            for slot in _people(self._read(FILE_NAME))
        )

    def certificates(self, store_key: bytes) -> tuple[OperatorCertificate, ...]:
        """The certificate of every slot, the recovery code's too. Raises `KeysDamaged`."""
        return tuple(_certificate(slot, store_key) for slot in self._read(FILE_NAME).slots)

    def office_public(self) -> bytes:
        """The office's public key as these keys know it; must be the one of the certificates. Raises `KeysDamaged`."""
        return bytes.fromhex(self._read(FILE_NAME).office)

    def turn(self) -> int:
        """How often the file was changed. Raises `KeysDamaged`."""
        return self._read(FILE_NAME).turn

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
        opened, role = _opened(file, slot, secret)
        values = (opened.store_key, opened.turn, opened.office_seed, opened.card_seed, opened.protection, secret)
        return Unlocked(*values, _operator_id(slot), slot.card.name, Role(role), failed)

    def unlock_recovery(self, code: RecoveryCode) -> Recovered:
        """Store key and seeds through the recovery slot. Raises `WrongPassphrase` or `KeysDamaged`."""
        file = self._read(FILE_NAME)
        slot = _slot_of_id(file, RECOVERY)
        secret = slots.unlocked(slot, code.text)
        if secret is None:
            raise WrongPassphrase(0)
        return _opened(file, slot, secret)[0]

    def attempts_recorded(self, attempts: tuple[FailedAttempt, ...]) -> None:
        """The wrong tries that `Unlocked` carried now stand in the ledger."""
        self._backoff.recorded(attempts)

    # --- changes that need no new store key --------------------------------------------------------------------------

    def add(self, held: Recovered, member: NewOperator, handed_on: tuple[str, ...] = ()) -> Changed:
        """One more operator. The first focal person makes the protection key; a further one needs it `handed_on`.

        Raises `OfficeKeyNeeded` without the office seed, `OperatorNameTaken`, `WeakPassphrase` or
        `ProtectionHolderNeeded`.
        """
        before = self._for_change(held)
        _needed_seed(held)
        file, keys, recipient = _with_protection(before, held, member.role, handed_on)
        file = self._with_member(file, held, member, keys, slots.given_of(file, held.store_key))
        self._write(FILE_NAME, file, held.store_key)
        return Changed(_certificate(file.slots[-1], held.store_key), recipient)

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

    # --- changes with a new store key --------------------------------------------------------------------------------

    def begin_removal(self, held: Recovered, operator_id: OperatorId) -> Rekeyed:
        """New keys for everybody but one operator.

        A focal person who leaves never had the next protection key.
        Raises `OfficeKeyNeeded`, `OperatorUnknown`, or `LastController`.
        """
        file = self._for_change(held)
        _needed_seed(held)
        leaving = _slot_of_id(file, str(operator_id))
        roles = _roles(file, held.store_key)
        _keep_controller(roles, leaving, None)
        file = msgspec.structs.replace(file, slots=tuple(slot for slot in file.slots if slot is not leaving))
        file, recipient = _renewed(file, held, roles[leaving.card.operator])
        return self._begin(held, file, None, recipient)

    def begin_role(
        self, held: Recovered, operator_id: OperatorId, role: Role, handed_on: tuple[str, ...] = ()
    ) -> Rekeyed:
        """New keys in which one operator has another role; the passphrase stays.

        Raises `OfficeKeyNeeded`, `OperatorUnknown`, `LastController` or `ProtectionHolderNeeded`.
        """
        file, key = self._for_change(held), office_key(_needed_seed(held))
        slot, roles = _slot_of_id(file, str(operator_id)), _roles(file, held.store_key)
        _keep_controller(roles, slot, role)
        recipient: str | None = None
        keys: tuple[str, ...] = ()
        if roles[slot.card.operator] != role:
            others = msgspec.structs.replace(file, slots=tuple(one for one in file.slots if one is not slot))
            changed, recipient = _renewed(others, held, roles[slot.card.operator])
            changed, keys, made = _with_protection(changed, held, role, handed_on)
            recipient = made if made is not None else recipient
            file = slots.replaced(msgspec.structs.replace(changed, slots=file.slots), changed.slots)
        slot = slots.certified(key, slot, slot.card.name, role, slot.card.sign_key, held.store_key)
        slot = slots.with_seeds(slot, *_seeds_for(role, held))
        slot = slots.with_protections(slot, keys, slots.given_of(file, held.store_key))
        return self._begin(held, slots.replaced(file, [slot]), slot, recipient)

    def begin_reset(
        self, held: Recovered, operator_id: OperatorId, passphrase: str, handed_on: tuple[str, ...] = ()
    ) -> Rekeyed:
        """New keys in which one operator, who forgot the words, has others, and so another secret; the role stays.

        A focal person gets the protection keys `handed_on` by another one, or where there is none, another key.
        Raises `OfficeKeyNeeded`, `OperatorUnknown`, `WeakPassphrase` or `ProtectionHolderNeeded`.
        """
        _needed_seed(held)
        _refuse_weak(passphrase)
        file = self._for_change(held)
        slot, roles = _slot_of_id(file, str(operator_id)), _roles(file, held.store_key)
        role = roles[slot.card.operator]
        others = msgspec.structs.replace(file, slots=tuple(one for one in file.slots if one is not slot))
        changed, keys, recipient = _with_protection(others, held, role, handed_on)
        file = slots.replaced(msgspec.structs.replace(changed, slots=file.slots), changed.slots)
        given = slots.given_of(file, held.store_key)
        slot = self._fresh(slot, held, slot.card.name, role, passphrase, keys, given)
        return self._begin(held, slots.replaced(file, [slot]), slot, recipient)

    def begin_passphrase(self, unlocked: Unlocked, passphrase: str) -> Rekeyed:
        """New keys in which the operator's own slot has another passphrase and is sealed to another key.

        Raises `WeakPassphrase`.
        """
        _refuse_weak(passphrase)
        file = self._for_change(unlocked)
        slot, secret = _slot_of_id(file, str(unlocked.operator_id)), slots.resealing(unlocked.secret)
        given = slots.given_of(file, unlocked.store_key)
        slot = slots.locked(slot, secret, passphrase, self._cost)
        slot = slots.with_seeds(slot, unlocked.office_seed, unlocked.card_seed)
        slot = slots.with_protections(slot, unlocked.protection, given)
        return self._begin(unlocked, slots.replaced(file, [slot]), None, None)

    def wait(self, rekeyed: Rekeyed) -> None:
        """The new keys wait in `keys.next.json`; the caller has the folder alone. Raises InUse for keys of others."""
        if self.rekey_pending() or self.turn() != rekeyed.file.turn:
            raise InUse(folder=str(self._folder))
        self._write(NEXT_NAME, rekeyed.file, rekeyed.store_key)

    def rekey_pending(self) -> bool:
        """Whether new keys wait to be finished or cancelled."""
        return (self._folder / NEXT_NAME).exists()

    def settle(self, salt: str) -> None:
        """A re-key was cut in the middle: finish it when the store, of this salt, is under the new keys, else drop it.

        The caller has the folder alone. Raises `ForeignStore`, with both files kept, when neither opens the store.
        """
        if not self.rekey_pending():
            return
        now = self._read(FILE_NAME)
        with suppress(KeysDamaged):  # what waits was edited: it opens nothing
            waiting = self._read(NEXT_NAME)
            if (waiting.store, waiting.office, waiting.turn) == (salt, now.office, now.turn + 1):
                self.finish_rekey()
                return
        if now.store != salt:
            raise ForeignStore(file="office.db")
        self.cancel_rekey()

    def opens(self, salt: str) -> bool:
        """Whether these keys are those of the store with this salt. Raises `KeysDamaged`."""
        return self._read(FILE_NAME).store == salt

    def finish_rekey(self) -> None:
        """The store stands under the new key: the new keys become the keys."""
        (self._folder / NEXT_NAME).replace(self._folder / FILE_NAME)
        sync_folder(self._folder)

    def cancel_rekey(self) -> None:
        """The store stands under the old key still: the new keys are dropped."""
        (self._folder / NEXT_NAME).unlink(missing_ok=True)
        sync_folder(self._folder)

    def _begin(self, held: Recovered, file: KeysFile, slot: Slot | None, recipient: str | None) -> Rekeyed:
        fresh = secrets.token_bytes(KEY_BYTES)
        certificate = _certificate(slot, held.store_key) if slot is not None else None
        return Rekeyed(certificate, recipient, fresh, slots.rewrapped(file, held.store_key, fresh))

    def _with_member(
        self, file: KeysFile, held: Recovered, member: NewOperator, keys: tuple[str, ...], given: int
    ) -> KeysFile:
        _refuse_weak(member.passphrase)
        name = normalise(member.name)
        if not name or name == RECOVERY or _slot_of_name(file, name):
            raise OperatorNameTaken
        slot = slots.blank(str(member.operator_id))
        slot = self._fresh(slot, held, member.name, member.role, member.passphrase, keys, given)
        return msgspec.structs.replace(file, slots=(*file.slots, slot))

    def _fresh(
        self,
        slot: Slot,
        held: Recovered,
        name: str,
        role: str,
        passphrase: str,
        keys: tuple[str, ...],
        given: int,
    ) -> Slot:
        """The slot with a secret of its own, certified, locked and filled."""
        secret, key = slots.new_secret(), office_key(_needed_seed(held))
        slot = slots.certified(key, slot, name, role, slots.sign_key(secret).public.hex(), held.store_key)
        slot = slots.with_store(slots.locked(slot, secret, passphrase, self._cost), held.store_key)
        return slots.with_protections(slots.with_seeds(slot, *_seeds_for(role, held)), keys, given)

    def _for_change(self, held: Recovered) -> KeysFile:
        """The file, if `held` fits it: sealed by this store key, and no re-key half done."""
        file = self._read(FILE_NAME)
        if self.rekey_pending():
            raise KeysDamaged("pending")
        _check_seal(file, held.store_key)
        return file

    def _read(self, name: str) -> KeysFile:
        try:
            data = read_whole(self._folder / name)
        except FileNotFoundError:
            raise KeysDamaged("missing") from None
        return slots.from_bytes(data)

    def _write(self, name: str, file: KeysFile, store_key: bytes) -> None:
        file = msgspec.structs.replace(file, turn=file.turn + 1)
        sealed = msgspec.structs.replace(file, seal=slots.seal_of(file, store_key))
        path, data = self._folder / name, slots.to_bytes(sealed)
        before = path.read_bytes() if path.exists() else None
        write_whole(path, data)
        if before is not None and name == FILE_NAME:
            self._changed = before, data


def _opened(file: KeysFile, slot: Slot, secret: bytes) -> tuple[Recovered, str]:
    """All that a slot holds, and its role. Raises `KeysDamaged`."""
    store_key = slots.store_of(slot, secret)
    _check_seal(file, store_key)
    office_seed, card_seed = slots.seeds_of(slot, secret)
    if office_seed is not None and office_key(office_seed).public.hex() != file.office:
        raise KeysDamaged("office")
    role = slots.role_of(slot, store_key)[0]
    keeps = role in (Role.FOCAL, RECOVERY)
    protection = slots.protection_of(slot, secret, slots.given_of(file, store_key)) if keeps else ()
    return Recovered(store_key, file.turn, office_seed, card_seed, protection, secret), role


def _check_seal(file: KeysFile, store_key: bytes) -> None:
    right = hmac.compare_digest(file.seal.encode(), slots.seal_of(file, store_key).encode())
    if file.store != slots.store_salt(store_key) or not right:
        raise KeysDamaged("seal")


def _refuse_weak(passphrase: str) -> None:
    weaknesses = check_passphrase(passphrase)
    if weaknesses:
        raise WeakPassphrase(tuple(weaknesses))


def _needed_seed(held: Recovered) -> bytes:
    if held.office_seed is None:
        raise OfficeKeyNeeded
    return held.office_seed


def _seeds_for(role: str, held: Recovered) -> tuple[bytes | None, bytes | None]:
    """Office seed and card seed for a slot of this role; who adds operators has both, to hand them on."""
    office = held.office_seed if role in (Role.CONTROLLER, RECOVERY) else None
    return office, held.card_seed if office is not None or role in CARD_ROLES else None


def _roles(file: KeysFile, store_key: bytes) -> dict[str, str]:
    return {slot.card.operator: slots.role_of(slot, store_key)[0] for slot in file.slots}


def _with_protection(
    file: KeysFile, held: Recovered, role: str, handed_on: tuple[str, ...]
) -> tuple[KeysFile, tuple[str, ...], str | None]:
    """Before somebody of this role gets a slot: the file, that one's protection keys, the recipient if it is another.

    Where another focal person holds the key, it has to be handed on; else it is a new one, given to the recovery code.
    """
    if role != Role.FOCAL:
        return file, (), None
    if handed_on:
        return file, handed_on, None
    if Role.FOCAL in _roles(file, held.store_key).values():
        raise ProtectionHolderNeeded
    private = new_protection_key()
    return _given(file, held, private), (private,), recipient_of(private)


def _renewed(file: KeysFile, held: Recovered, leaving: str) -> tuple[KeysFile, str | None]:
    """After somebody of the role `leaving` lost the slot: another protection key for the focal persons who stay.

    Gives its recipient, empty when no focal person stays, None when nothing changes.
    """
    if leaving != Role.FOCAL:
        return file, None
    if Role.FOCAL not in _roles(file, held.store_key).values():
        return file, ""
    private = new_protection_key()
    return _given(file, held, private), recipient_of(private)


def _given(file: KeysFile, held: Recovered, private: str) -> KeysFile:
    """The file with one more protection key, given to focal persons and the recovery code; all slots change alike."""
    given, roles = slots.given_of(file, held.store_key), _roles(file, held.store_key)
    changed = (
        slots.with_protection(
            slot, given % slots.PLACES, private if roles[slot.card.operator] in (Role.FOCAL, RECOVERY) else None
        )
        for slot in file.slots
    )
    file = msgspec.structs.replace(file, slots=tuple(changed))
    return slots.with_given(file, held.store_key, given + 1)


def _certificate(slot: Slot, store_key: bytes) -> OperatorCertificate:
    role, salt = slots.role_of(slot, store_key)
    return OperatorCertificate(canonical_bytes(slot.card), bytes.fromhex(slot.office_sig), role, salt)


def _people(file: KeysFile) -> tuple[Slot, ...]:
    return tuple(slot for slot in file.slots if slot.card.operator != RECOVERY)


def _operator_id(slot: Slot) -> OperatorId:
    return OperatorId(UUID(slot.card.operator))  # `slots.from_bytes` proved its form


def _slot_of_name(file: KeysFile, name: str) -> Slot | None:
    return next((slot for slot in _people(file) if normalise(slot.card.name) == name), None)


def _slot_of_id(file: KeysFile, operator_id: str) -> Slot:
    for slot in file.slots:
        if slot.card.operator == operator_id:
            return slot
    raise OperatorUnknown


def _keep_controller(roles: dict[str, str], leaving: Slot, role: Role | None) -> None:
    """Raises LastController when nobody would be controller after `leaving` has another role, or none."""
    after = {operator: one for operator, one in roles.items() if operator != leaving.card.operator}
    if role is not Role.CONTROLLER and Role.CONTROLLER not in after.values():
        raise LastController
