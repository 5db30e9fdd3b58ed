"""The keys of an office: all unlock one store, nobody gives himself a role, a removal reaches all who stay."""

import contextlib
import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from desktop.errors import (
    ForeignStore,
    InUse,
    KeysDamaged,
    LastController,
    OfficeKeyNeeded,
    OperatorNameTaken,
    OperatorUnknown,
    WaitBeforeTrying,
    WeakPassphrase,
    WrongPassphrase,
)
from desktop.security import slots
from desktop.security.passwords import Cost
from desktop.security.recovery import RecoveryCode, new_recovery_code, parse_recovery_code
from desktop.security.signing import new_office_seed, office_key
from desktop.security.staff import Staff
from desktop.security.vault import FILE_NAME, NEXT_NAME, NewOperator, Rekeyed, Unlocked, Vault, sub_key
from desktop.values.identifiers import OperatorId, new_id
from desktop.values.permissions import Role

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)  # what is tested here does not depend on the cost of a guess
PHRASES = {
    "Bilqis": "acrobat gloomy unpaid ripcord",
    "Sadiq": "مرچیں سلیمانی پہاڑوں ٹھنڈک پرندے",
    "Nasreen": "jumble trophy oxygen dispatch",
}
NEW = "stardust mammal unbolted canopy"
ROLES = {"Bilqis": Role.CONTROLLER, "Sadiq": Role.SUPERVISOR, "Nasreen": Role.CLERK}


def member(name: str, role: Role | None = None) -> NewOperator:
    """One of the invented people, or another with a passphrase of his own."""
    phrase = PHRASES.get(name, "stardust mammal unbolted canopy")
    return NewOperator(OperatorId(new_id()), name, role or ROLES[name], phrase)


@dataclass(frozen=True)
class Keys:
    """A folder with keys and what came out when they were made."""

    folder: Path
    vault: Vault
    store_key: bytes
    seed: bytes
    card: bytes
    code: RecoveryCode

    def unlock(self, name: str) -> Unlocked:
        """The slot of one of the invented people."""
        return self.vault.unlock(name, PHRASES[name])

    @property
    def file(self) -> Path:
        """`keys.json`."""
        return self.folder / FILE_NAME


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """An office with a controller, a supervisor and a clerk."""
    seed = new_office_seed(practice=False)
    card = secrets.token_bytes(32)
    vault, store_key, code = Vault.create(tmp_path, seed, card, [member(name) for name in PHRASES], cost=CHEAP)
    return Keys(tmp_path, vault, store_key, seed, card, code)


def test_everybody_unlocks_the_same_store_and_only_the_controller_the_office_key(keys: Keys) -> None:
    for name in PHRASES:
        opened = keys.unlock(name)
        assert (opened.name, opened.role, opened.store_key) == (name, ROLES[name], keys.store_key)
        assert opened.office_seed == (keys.seed if name == "Bilqis" else None)
        assert opened.card_seed == (None if name == "Sadiq" else keys.card), "for clerks, and controllers to hand on"
        assert opened.failed_attempts == ()


def test_names_are_readable_without_a_key_and_the_recovery_slot_is_not_among_them(keys: Keys) -> None:
    fresh = Vault(keys.folder)
    assert fresh.exists()
    assert {slot.name for slot in fresh.slots()} == set(ROLES)
    assert {one.name: one.role for one in fresh.staff(keys.unlock("Nasreen"))} == ROLES, "with the store key only"
    assert fresh.office_public() == office_key(keys.seed).public


def test_the_file_is_whole_private_and_shows_no_secret(keys: Keys) -> None:
    assert keys.file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in keys.folder.iterdir()] == [FILE_NAME]
    text = keys.file.read_text()
    opened = keys.unlock("Bilqis")
    for secret in (keys.store_key, keys.seed, opened.secret):
        assert secret.hex() not in text
        assert secret.hex() not in repr(opened)
        assert repr(secret) not in repr(opened)
    assert "acrobat" not in text


def test_a_passphrase_may_be_typed_with_other_spaces_case_and_keyboards(keys: Keys) -> None:
    assert keys.vault.unlock("bilqis ", "  ACROBAT gloomy\tunpaid   ripcord ").name == "Bilqis"
    arabic_keyboard = PHRASES["Sadiq"].replace("ی", "ي").replace("ک", "ك").replace("ہ", "ه")
    assert keys.vault.unlock("Sadiq", arabic_keyboard).name == "Sadiq"


def test_wrong_name_and_wrong_passphrase_give_the_same_answer(keys: Keys) -> None:
    answers: list[WrongPassphrase] = []
    for name, phrase in (("Sadiq", PHRASES["Bilqis"]), ("Nobody", PHRASES["Bilqis"]), ("recovery", keys.code.text)):
        with pytest.raises(WrongPassphrase) as refused:
            keys.vault.unlock(name, phrase)
        answers.append(refused.value)
    assert {(type(answer), answer.wait_seconds) for answer in answers} == {(WrongPassphrase, 0)}


def test_a_passphrase_typed_in_the_place_of_the_name_is_kept_nowhere(keys: Keys) -> None:
    for name in ("acrobat gloomy unpaid ripcord", "Nobody", "nobody else", "a", "b"):
        with pytest.raises(WrongPassphrase):
            keys.vault.unlock(name, "no")
    with pytest.raises(WaitBeforeTrying):  # all of them are counted as one
        keys.vault.unlock("c", "no")
    kept = (keys.folder / "attempts.json").read_text()
    assert "gloomy" not in kept
    assert "nobody" not in kept
    assert [attempt.name for attempt in keys.unlock("Nasreen").failed_attempts] == [""] * 5


def test_wrong_tries_are_carried_to_the_next_unlock_until_they_are_recorded(keys: Keys) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            keys.vault.unlock("Sadiq", "no")
    opened = keys.unlock("Nasreen")
    assert [attempt.name for attempt in opened.failed_attempts] == ["sadiq", "sadiq"]
    keys.vault.attempts_recorded(opened.failed_attempts)
    assert keys.unlock("Nasreen").failed_attempts == ()


def test_sixteen_unlocks_of_one_operator_at_once_all_succeed(keys: Keys) -> None:
    """Lanes and verbs share one operator on one machine."""

    def unlock(_turn: int) -> Unlocked:
        return Vault(keys.folder).unlock("Nasreen", PHRASES["Nasreen"])

    with ThreadPoolExecutor(16) as pool:
        opened = list(pool.map(unlock, range(48)))
    assert {one.store_key for one in opened} == {keys.store_key}


def test_the_sixth_try_must_wait_even_with_the_right_passphrase(keys: Keys) -> None:
    for wait in (0, 0, 0, 0, 15):
        with pytest.raises(WrongPassphrase) as wrong:
            keys.vault.unlock("Sadiq", "no")
        assert wrong.value.wait_seconds == wait
    with pytest.raises(WaitBeforeTrying):
        keys.unlock("Sadiq")
    assert keys.vault.seconds_left("Sadiq") > 10
    assert keys.unlock("Nasreen").name == "Nasreen"


def test_the_recovery_code_opens_store_and_office_key(keys: Keys) -> None:
    typed = parse_recovery_code(" ".join(keys.code.lines))
    recovered = keys.vault.unlock_recovery(typed)
    assert (recovered.store_key, recovered.office_seed) == (keys.store_key, keys.seed)
    with pytest.raises(WrongPassphrase):
        keys.vault.unlock_recovery(new_recovery_code())


def test_who_lost_every_passphrase_adds_a_new_controller_with_the_recovery_code(keys: Keys) -> None:
    keys.vault.add(keys.vault.unlock_recovery(keys.code), member("Zubaida", Role.CONTROLLER))
    opened = keys.vault.unlock("Zubaida", "stardust mammal unbolted canopy")
    assert (opened.store_key, opened.office_seed) == (keys.store_key, keys.seed)


def test_adding_needs_the_office_key_a_free_name_and_a_strong_passphrase(keys: Keys) -> None:
    with pytest.raises(OfficeKeyNeeded):
        keys.vault.add(keys.unlock("Sadiq"), member("Zubaida", Role.CLERK))
    controller = keys.unlock("Bilqis")
    for taken in ("sadiq", " SADIQ ", "recovery", "Recovery", "  "):
        with pytest.raises(OperatorNameTaken):
            keys.vault.add(controller, member(taken, Role.CLERK))
    weak = NewOperator(OperatorId(new_id()), "Zubaida", Role.CLERK, "1234")
    with pytest.raises(WeakPassphrase) as refused:
        keys.vault.add(controller, weak)
    assert refused.value.weaknesses == ("too_easy",)
    assert {slot.name for slot in keys.vault.slots()} == set(PHRASES)


def rekeyed(keys: Keys, changed: Rekeyed) -> bytes:
    """The new keys in the place of the old, as once the store was written anew; its new key."""
    keys.vault.wait(changed)
    assert keys.vault.rekey_pending()
    keys.vault.settle(slots.store_salt(changed.store_key))
    assert not keys.vault.rekey_pending()
    return changed.store_key


def refused_old(keys: Keys, before: bytes, name: str, *, folder: Path) -> Unlocked:
    """What the file of before opens with the words of before, elsewhere."""
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(before)
    return Vault(folder).unlock(name, PHRASES[name])


def test_a_changed_passphrase_makes_a_new_store_key_and_the_old_file_opens_nothing_of_today(
    keys: Keys, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(WeakPassphrase):
        keys.vault.begin_passphrase(keys.unlock("Nasreen"), "aaaa aaaa aaaa aaaa")
    before = keys.file.read_bytes()
    fresh = rekeyed(keys, keys.vault.begin_passphrase(keys.unlock("Nasreen"), NEW))
    now = keys.vault.unlock("Nasreen", NEW)
    assert now.store_key == fresh != keys.store_key
    assert (now.card_seed, now.role) == (keys.card, Role.CLERK)
    assert keys.unlock("Sadiq").store_key == fresh
    with pytest.raises(WrongPassphrase):
        keys.unlock("Nasreen")
    old = refused_old(keys, before, "Nasreen", folder=tmp_path_factory.mktemp("thief") / "copy")
    assert old.store_key == keys.store_key, "the store of then"
    file = slots.from_bytes(keys.file.read_bytes())
    for slot in file.slots:
        with pytest.raises(KeysDamaged):
            slots.store_of(slot, old.secret)
    assert old.hand(b"line") == now.hand(b"line"), "the key that signs entries stays"


def test_control_a_sealing_key_that_stayed_would_open_the_store_of_today(
    keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = keys.unlock("Nasreen")
    monkeypatch.setattr(slots, "resealing", bytes)
    fresh = rekeyed(keys, keys.vault.begin_passphrase(keys.unlock("Nasreen"), NEW))
    file = slots.from_bytes(keys.file.read_bytes())
    mine = next(slot for slot in file.slots if slot.card.name == "Nasreen")
    assert slots.store_of(mine, old.secret) == fresh


def test_another_role_brings_its_seeds_and_takes_those_of_the_old_one(keys: Keys) -> None:
    controller, clerk = keys.unlock("Bilqis"), keys.unlock("Nasreen")
    changed = keys.vault.begin_role(controller, clerk.operator_id, Role.SCANNER)
    rekeyed(keys, changed)
    now = keys.unlock("Nasreen")
    assert (now.role, now.card_seed, now.office_seed) == (Role.SCANNER, None, None)
    rekeyed(keys, keys.vault.begin_role(keys.unlock("Bilqis"), clerk.operator_id, Role.CONTROLLER))
    now = keys.unlock("Nasreen")
    assert (now.role, now.card_seed, now.office_seed) == (Role.CONTROLLER, keys.card, keys.seed)
    staff = Staff(keys.vault.certificates(now.store_key), office_key(keys.seed).public)
    newest = staff.newest(str(now.operator_id))
    assert newest is not None
    assert (newest.card.version, newest.role) == (3, "controller")
    assert not staff.whole(), "the first two are in the store only"


def test_the_last_controller_keeps_the_role(keys: Keys) -> None:
    controller = keys.unlock("Bilqis")
    with pytest.raises(LastController):
        keys.vault.begin_role(controller, controller.operator_id, Role.CLERK)
    with pytest.raises(OfficeKeyNeeded):
        keys.vault.begin_role(keys.unlock("Sadiq"), controller.operator_id, Role.CLERK)


def test_who_forgot_the_words_gets_others_and_another_signing_key(keys: Keys) -> None:
    clerk = keys.unlock("Nasreen")
    changed = keys.vault.begin_reset(keys.unlock("Bilqis"), clerk.operator_id, NEW)
    rekeyed(keys, changed)
    now = keys.vault.unlock("Nasreen", NEW)
    assert (now.operator_id, now.role, now.card_seed) == (clerk.operator_id, Role.CLERK, keys.card)
    assert now.hand(b"line") != clerk.hand(b"line")
    assert changed.certificate is not None
    assert changed.certificate.card_read().version == 2


def test_removing_an_operator_makes_a_new_store_key_for_all_who_stay(keys: Keys) -> None:
    leaving = keys.unlock("Nasreen")
    fresh = rekeyed(keys, keys.vault.begin_removal(keys.unlock("Bilqis"), leaving.operator_id))
    assert fresh != keys.store_key
    assert keys.unlock("Sadiq").store_key == fresh
    controller = keys.unlock("Bilqis")
    assert (controller.store_key, controller.office_seed) == (fresh, keys.seed)
    assert keys.vault.unlock_recovery(keys.code).store_key == fresh
    with pytest.raises(WrongPassphrase):
        keys.unlock("Nasreen")


def test_the_old_slot_of_a_removed_operator_cannot_be_put_back(keys: Keys) -> None:
    before = json.loads(keys.file.read_bytes())
    rekeyed(keys, keys.vault.begin_removal(keys.unlock("Bilqis"), keys.unlock("Nasreen").operator_id))
    after = json.loads(keys.file.read_bytes())
    after["slots"].append(before["slots"][3])
    keys.file.write_bytes(msgspec.json.format(msgspec.json.encode(after), indent=1) + b"\n")
    with pytest.raises(KeysDamaged) as refused:
        keys.unlock("Sadiq")
    assert refused.value.why == "seal"
    with pytest.raises(KeysDamaged):
        keys.unlock("Nasreen")


def test_a_cut_before_the_store_was_written_anew_is_cancelled(keys: Keys) -> None:
    changed = keys.vault.begin_passphrase(keys.unlock("Nasreen"), NEW)
    keys.vault.wait(changed)
    opened = keys.unlock("Nasreen")
    assert opened.store_key == keys.store_key
    with pytest.raises(KeysDamaged) as refused:
        keys.vault.add(keys.unlock("Bilqis"), member("Zubaida", Role.CLERK))
    assert refused.value.why == "pending"
    with pytest.raises(InUse):
        keys.vault.wait(changed)
    keys.vault.settle(slots.store_salt(keys.store_key))
    assert not keys.vault.rekey_pending()
    assert keys.unlock("Nasreen").turn == opened.turn


def test_a_cut_after_the_store_was_written_anew_is_finished_without_any_passphrase(keys: Keys) -> None:
    changed = keys.vault.begin_passphrase(keys.unlock("Nasreen"), NEW)
    keys.vault.wait(changed)
    keys.vault.settle(slots.store_salt(changed.store_key))
    assert keys.vault.unlock("Nasreen", NEW).store_key == changed.store_key


def test_keys_that_wait_and_open_neither_store_are_both_kept(keys: Keys) -> None:
    keys.vault.wait(keys.vault.begin_passphrase(keys.unlock("Nasreen"), NEW))
    with pytest.raises(ForeignStore):
        keys.vault.settle("00" * 16)
    assert keys.vault.rekey_pending()


def test_older_or_edited_keys_that_wait_are_dropped(keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of this store, of another office, cut short: what is not the next turn of these keys never becomes the keys."""
    older = keys.file.read_bytes()
    keys.vault.add(keys.unlock("Bilqis"), member("Zubaida", Role.CLERK))
    now = keys.file.read_bytes()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    seed = new_office_seed(practice=False)
    Vault.create(elsewhere, seed, keys.card, [member(name) for name in PHRASES], cost=CHEAP)
    for waiting in (older, now, (elsewhere / FILE_NAME).read_bytes(), now[:-20], b""):
        (keys.folder / NEXT_NAME).write_bytes(waiting)
        keys.vault.settle(slots.store_salt(keys.store_key))
        assert not keys.vault.rekey_pending()
        assert keys.file.read_bytes() == now


def test_removal_needs_the_office_key_somebody_known_and_leaves_a_controller(keys: Keys) -> None:
    controller = keys.unlock("Bilqis")
    with pytest.raises(OfficeKeyNeeded):
        keys.vault.begin_removal(keys.unlock("Sadiq"), keys.unlock("Nasreen").operator_id)
    with pytest.raises(OperatorUnknown):
        keys.vault.begin_removal(controller, OperatorId(new_id()))
    with pytest.raises(LastController):
        keys.vault.begin_removal(controller, controller.operator_id)
    assert not (keys.folder / NEXT_NAME).exists()


def test_an_unlock_from_before_a_rekey_changes_nothing(keys: Keys) -> None:
    stale = keys.unlock("Bilqis")
    rekeyed(keys, keys.vault.begin_passphrase(keys.unlock("Nasreen"), NEW))
    with pytest.raises(KeysDamaged) as refused:
        keys.vault.add(stale, member("Zubaida", Role.CLERK))
    assert refused.value.why == "seal"


def test_nobody_sees_from_outside_who_is_what(keys: Keys) -> None:
    """Every part of every slot is as long as the same part of the others, whatever the role."""
    controller = keys.unlock("Bilqis")
    for name, role in (("Afshan", Role.FOCAL), ("Tahira", Role.HELPDESK)):
        keys.vault.add(controller, NewOperator(OperatorId(new_id()), name, role, "stardust mammal unbolted canopy"))
    file = slots.from_bytes(keys.file.read_bytes())
    assert len({tuple(_lengths(slot)) for slot in file.slots}) == 1
    text = keys.file.read_text()
    assert not [role for role in Role if f'"{role.value}"' in text]
    none = slots.with_given(file, keys.store_key, 0)
    assert len(file.given) == len(none.given), "how many protection keys there are"


def _lengths(slot: slots.Slot) -> list[int]:
    """How long each part of a slot is, but for the name."""
    card, lock = slot.card, slot.lock
    texts = (card.sign_key, card.role_mark, slot.office_sig, slot.seal_key, slot.own_sig, slot.role, slot.store)
    return [len(one) for one in (*texts, lock.ct, slot.office_seed, slot.card_seed, *slot.protection)]


def test_a_first_focal_person_changes_every_slot_alike(keys: Keys) -> None:
    """Two copies of the file side by side: which slots changed does not tell who was given the protection key."""
    before = slots.from_bytes(keys.file.read_bytes()).slots
    keys.vault.add(keys.unlock("Bilqis"), member("Afshan", Role.FOCAL))
    after = slots.from_bytes(keys.file.read_bytes()).slots
    changed = [
        [old == new for old, new in zip(one.protection, other.protection, strict=True)]
        for one, other in zip(before, after, strict=False)
    ]
    assert changed == [[False] + [True] * (slots.PLACES - 1)] * 4


def test_protection_keys_are_kept_in_their_order_and_the_ninth_takes_the_place_of_the_first(keys: Keys) -> None:
    given = [f"AGE-SECRET-KEY-1{number:058d}" for number in range(11)]
    file = slots.from_bytes(keys.file.read_bytes())
    secret = keys.vault.unlock_recovery(keys.code).secret
    slot = file.slots[0]
    for number, key in enumerate(given):
        slot = slots.with_protection(slot, number % slots.PLACES, key)
        kept = tuple(given[max(0, number + 1 - slots.PLACES) : number + 1])
        assert slots.protection_of(slot, secret, number + 1) == kept
        assert slots.protection_of(slots.with_protections(slot, kept, number + 1), secret, number + 1) == kept


def edit(keys: Keys, slot: int, part: str, field: str, value: object) -> None:
    """One value of the file changed, the rest as it was."""
    whole = json.loads(keys.file.read_bytes())
    target = whole["slots"][slot] if part == "slot" else whole["slots"][slot][part] if part else whole
    assert target[field] != value
    target[field] = value
    keys.file.write_bytes(msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n")


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("card", "role_mark", "11" * 32),
        ("card", "version", 2),
        ("card", "name", "Bilquis"),
        ("card", "operator", "00000000-0000-0000-0000-000000000000"),
        ("card", "operator", "nobody"),
        ("slot", "seal_key", "11" * 32),
        ("card", "sign_key", "11" * 32),
        ("lock", "salt", "22" * 16),
        ("lock", "salt", "zz"),
        ("lock", "nonce", "22" * 12),
        ("lock", "passes", 2),
        ("lock", "memory_kib", 2**40),
        ("lock", "lanes", 0),
        ("lock", "ct", "33" * 80),
        ("slot", "office_sig", "44" * 64),
        ("slot", "own_sig", "zz"),
        ("", "office", "55" * 32),
    ],
)
def test_an_edited_slot_is_damage_before_any_passphrase_is_asked(
    keys: Keys, part: str, field: str, value: object
) -> None:
    edit(keys, 3, part, field, value)
    for ask in (keys.vault.slots, lambda: keys.unlock("Nasreen")):
        with pytest.raises(KeysDamaged) as refused:
            ask()
        assert refused.value.why == "slot"
    assert keys.vault.seconds_left("Nasreen") == 0


@pytest.mark.parametrize(
    ("part", "field", "value", "why"),
    [
        ("", "store", "00" * 16, "seal"),
        ("", "turn", 99, "seal"),
        ("", "seal", "00" * 32, "seal"),
        ("slot", "store", "66" * 80, "store"),
        ("slot", "store", "zz", "store"),
        ("slot", "role", "66" * 76, "seal"),
        ("", "v", 1, "json"),
    ],
)
def test_what_only_the_store_key_can_judge_is_found_at_unlock(
    keys: Keys, part: str, field: str, value: object, why: str
) -> None:
    edit(keys, 3, part, field, value)
    with pytest.raises(KeysDamaged) as refused:
        keys.unlock("Nasreen")
    assert refused.value.why == why


def test_salts_or_whole_slots_exchanged_or_taken_out_are_found(keys: Keys) -> None:
    whole = json.loads(keys.file.read_bytes())
    original = json.dumps(whole)

    def write(value: object) -> None:
        keys.file.write_bytes(msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")

    one, other = whole["slots"][1], whole["slots"][2]
    one["lock"], other["lock"] = other["lock"], one["lock"]
    write(whole)
    with pytest.raises(KeysDamaged):
        keys.unlock("Bilqis")
    whole = json.loads(original)
    whole["slots"][1], whole["slots"][2] = whole["slots"][2], whole["slots"][1]
    write(whole)
    with pytest.raises(KeysDamaged):
        keys.unlock("Bilqis")
    whole = json.loads(original)
    del whole["slots"][2]
    write(whole)
    with pytest.raises(KeysDamaged):
        keys.unlock("Bilqis")
    whole = json.loads(original)
    whole["slots"].append(whole["slots"][2])
    write(whole)
    with pytest.raises(KeysDamaged):
        keys.unlock("Bilqis")


def test_a_clerk_with_the_store_key_cannot_make_herself_controller(keys: Keys) -> None:
    """She may seal the file again, but only the office key signs a role."""
    clerk = keys.unlock("Nasreen")
    file = slots.from_bytes(keys.file.read_bytes())
    own = slots.sign_key(clerk.secret)
    forger = office_key(new_office_seed(practice=False))
    raised = slots.certified(forger, file.slots[3], "Nasreen", "controller", own.public.hex(), clerk.store_key)
    other = slots.with_role(file.slots[3], clerk.store_key, "controller", bytes(32))
    for slot in (raised, other):
        changed = msgspec.structs.replace(file, slots=(*file.slots[:3], slot))
        sealed = msgspec.structs.replace(changed, seal=slots.seal_of(changed, clerk.store_key))
        keys.file.write_bytes(slots.to_bytes(sealed))
        with pytest.raises(KeysDamaged) as refused:
            keys.unlock("Nasreen")
        assert refused.value.why == ("slot" if slot is raised else "role")


def test_every_cut_of_the_file_is_damage_and_never_a_wrong_passphrase(keys: Keys) -> None:
    data = keys.file.read_bytes()
    for length in range(len(data)):
        keys.file.write_bytes(data[:length])
        with pytest.raises(KeysDamaged):
            keys.vault.slots()


def test_every_changed_byte_of_the_file_is_refused_at_unlock(keys: Keys) -> None:
    data = keys.file.read_bytes()
    for place in range(0, len(data), 11):
        changed = bytearray(data)
        changed[place] ^= 1
        keys.file.write_bytes(bytes(changed))
        with pytest.raises(KeysDamaged):
            keys.unlock("Sadiq")
    keys.file.write_bytes(data)
    assert keys.unlock("Sadiq").store_key == keys.store_key


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"{}", b"\xff\xfe", b'{"v":1}', b" " * 1_000_001, b"[" * 99_999])
def test_other_json_is_damage(keys: Keys, data: bytes) -> None:
    keys.file.write_bytes(data)
    with pytest.raises(KeysDamaged):
        keys.vault.slots()


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert not Vault(tmp_path).exists()
    with pytest.raises(KeysDamaged) as refused:
        Vault(tmp_path).slots()
    assert refused.value.why == "missing"


def test_a_changed_file_in_which_an_office_seed_of_another_office_lies_is_damage(keys: Keys) -> None:
    """A controller's store part made anew by somebody with the store key, with a seed of his own."""
    opened = keys.unlock("Bilqis")
    file = slots.from_bytes(keys.file.read_bytes())
    at = next(place for place, slot in enumerate(file.slots) if slot.card.name == "Bilqis")
    changed = [*file.slots]
    changed[at] = slots.with_seeds(file.slots[at], new_office_seed(practice=False), opened.card_seed)
    file = msgspec.structs.replace(file, slots=tuple(changed))
    keys.file.write_bytes(slots.to_bytes(msgspec.structs.replace(file, seal=slots.seal_of(file, opened.store_key))))
    with pytest.raises(KeysDamaged) as refused:
        keys.unlock("Bilqis")
    assert refused.value.why == "office"


def test_sub_keys_differ_by_use_and_are_as_long_as_asked(keys: Keys) -> None:
    database = sub_key(keys.store_key, "haqdar/office.db/v1", 48)
    assert len(database) == 48
    assert database[:32] != sub_key(keys.store_key, "haqdar/backup/v1")


def test_the_usual_cost_is_the_second_choice_of_rfc_9106(tmp_path: Path) -> None:
    Vault.create(tmp_path, new_office_seed(practice=True), bytes(32), [member("Bilqis")])
    lock = slots.from_bytes((tmp_path / FILE_NAME).read_bytes()).slots[1].lock
    assert (lock.passes, lock.memory_kib, lock.lanes) == (3, 65_536, 4)
    assert Vault(tmp_path).unlock("Bilqis", PHRASES["Bilqis"]).role is Role.CONTROLLER


def test_all_answers_are_ours(keys: Keys) -> None:
    """No edit of one character makes the lock screen fail with another error than ours."""
    data = keys.file.read_bytes()
    for place in range(0, len(data), 13):
        keys.file.write_bytes(data[:place] + b"7" + data[place + 1 :])
        with contextlib.suppress(KeysDamaged):
            keys.vault.slots()
