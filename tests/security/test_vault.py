"""The keys of an office: all unlock one store, nobody gives himself a role, a removal reaches all who stay."""

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from desktop.errors import (
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
from desktop.security.vault import FILE_NAME, NEXT_NAME, NewOperator, Unlocked, Vault, sub_key
from desktop.values.identifiers import OperatorId, new_id
from desktop.values.permissions import Role

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)  # what is tested here does not depend on the cost of a guess
PHRASES = {
    "Bilqis": "acrobat gloomy unpaid ripcord",
    "Sadiq": "مرچیں سلیمانی پہاڑوں ٹھنڈک پرندے",
    "Nasreen": "jumble trophy oxygen dispatch",
}
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
    vault, store_key, code = Vault.create(tmp_path, seed, [member(name) for name in PHRASES], cost=CHEAP)
    return Keys(tmp_path, vault, store_key, seed, code)


def test_everybody_unlocks_the_same_store_and_only_the_controller_the_office_key(keys: Keys) -> None:
    for name in PHRASES:
        opened = keys.unlock(name)
        assert (opened.name, opened.role, opened.store_key) == (name, ROLES[name], keys.store_key)
        assert opened.office_seed == (keys.seed if name == "Bilqis" else None)
        assert opened.next_store_key is None
        assert opened.failed_attempts == ()


def test_names_and_roles_are_readable_without_a_key_and_the_recovery_slot_is_not_among_them(keys: Keys) -> None:
    fresh = Vault(keys.folder)
    assert fresh.exists()
    assert {slot.name: slot.role for slot in fresh.slots()} == ROLES
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


def test_a_changed_passphrase_opens_the_same_and_the_old_one_no_more(keys: Keys) -> None:
    with pytest.raises(WeakPassphrase):
        keys.vault.change_passphrase(keys.unlock("Nasreen"), "aaaa aaaa aaaa aaaa")
    keys.vault.change_passphrase(keys.unlock("Nasreen"), "stardust mammal unbolted canopy")
    assert keys.vault.unlock("Nasreen", "stardust mammal unbolted canopy").store_key == keys.store_key
    with pytest.raises(WrongPassphrase):
        keys.unlock("Nasreen")


def test_removing_an_operator_makes_a_new_store_key_for_all_who_stay(keys: Keys) -> None:
    leaving = keys.unlock("Nasreen")
    fresh = keys.vault.begin_removal(keys.unlock("Bilqis"), leaving.operator_id)
    assert keys.vault.rekey_pending()
    keys.vault.finish_rekey()
    assert fresh != keys.store_key
    assert keys.unlock("Sadiq").store_key == fresh
    controller = keys.unlock("Bilqis")
    assert (controller.store_key, controller.office_seed) == (fresh, keys.seed)
    assert keys.vault.unlock_recovery(keys.code).store_key == fresh
    with pytest.raises(WrongPassphrase):
        keys.unlock("Nasreen")
    assert not keys.vault.rekey_pending()


def test_the_old_slot_of_a_removed_operator_cannot_be_put_back(keys: Keys) -> None:
    before = json.loads(keys.file.read_bytes())
    keys.vault.begin_removal(keys.unlock("Bilqis"), keys.unlock("Nasreen").operator_id)
    keys.vault.finish_rekey()
    after = json.loads(keys.file.read_bytes())
    after["slots"].append(before["slots"][3])
    keys.file.write_bytes(msgspec.json.format(msgspec.json.encode(after), indent=1) + b"\n")
    for name in ("Nasreen", "Sadiq"):
        with pytest.raises(KeysDamaged) as refused:
            keys.unlock(name)
        assert refused.value.why == "seal"


def test_a_cut_before_the_store_was_written_anew_is_cancelled(keys: Keys) -> None:
    keys.vault.begin_rekey(keys.unlock("Bilqis"))
    opened = keys.unlock("Sadiq")
    assert opened.store_key == keys.store_key
    assert opened.next_store_key not in (None, keys.store_key)
    with pytest.raises(KeysDamaged) as refused:
        keys.vault.change_passphrase(opened, "stardust mammal unbolted canopy")
    assert refused.value.why == "pending"
    keys.vault.cancel_rekey()
    assert keys.unlock("Sadiq").next_store_key is None


def test_a_cut_after_the_store_was_written_anew_is_finished(keys: Keys) -> None:
    fresh = keys.vault.begin_removal(keys.unlock("Bilqis"), keys.unlock("Nasreen").operator_id)
    assert keys.unlock("Sadiq").next_store_key == fresh
    assert keys.vault.unlock_recovery(keys.code).next_store_key == fresh
    assert keys.unlock("Nasreen").next_store_key is None  # she is in the old keys only
    keys.vault.finish_rekey()
    assert keys.unlock("Sadiq").store_key == fresh


def test_removal_needs_the_office_key_somebody_known_and_leaves_a_controller(keys: Keys) -> None:
    controller = keys.unlock("Bilqis")
    with pytest.raises(OfficeKeyNeeded):
        keys.vault.begin_removal(keys.unlock("Sadiq"), keys.unlock("Nasreen").operator_id)
    with pytest.raises(OfficeKeyNeeded):
        keys.vault.begin_rekey(keys.unlock("Sadiq"))
    with pytest.raises(OperatorUnknown):
        keys.vault.begin_removal(controller, OperatorId(new_id()))
    with pytest.raises(LastController):
        keys.vault.begin_removal(controller, controller.operator_id)
    assert not (keys.folder / NEXT_NAME).exists()


def test_an_unlock_from_before_a_rekey_changes_nothing(keys: Keys) -> None:
    stale = keys.unlock("Bilqis")
    keys.vault.begin_rekey(stale)
    keys.vault.finish_rekey()
    with pytest.raises(KeysDamaged) as refused:
        keys.vault.add(stale, member("Zubaida", Role.CLERK))
    assert refused.value.why == "seal"


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
        ("card", "role", "controller"),
        ("card", "role", "king"),
        ("card", "name", "Bilquis"),
        ("card", "operator", "00000000-0000-0000-0000-000000000000"),
        ("card", "operator", "nobody"),
        ("card", "seal_key", "11" * 32),
        ("card", "sign_key", "11" * 32),
        ("lock", "salt", "22" * 16),
        ("lock", "salt", "zz"),
        ("lock", "nonce", "22" * 12),
        ("lock", "passes", 2),
        ("lock", "memory_kib", 2**40),
        ("lock", "lanes", 0),
        ("lock", "ct", "33" * 48),
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
        ("", "key_id", "00" * 8, "seal"),
        ("", "seal", "00" * 32, "seal"),
        ("slot", "store", "66" * 80, "store"),
        ("slot", "store", "zz", "store"),
        ("", "v", 2, "json"),
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
    raised = msgspec.structs.replace(file.slots[3].card, role="controller")
    own = slots.sign_key(clerk.secret)
    lock = file.slots[3].lock
    slot = msgspec.structs.replace(
        file.slots[3],
        card=raised,
        own_sig=own.sign(
            slots.Purpose.OPERATOR_SLOT, slots.canonical_bytes(raised) + slots.canonical_bytes(lock)
        ).hex(),
        store=slots.wrap(raised, clerk.store_key),
    )
    changed = msgspec.structs.replace(file, slots=(*file.slots[:3], slot))
    sealed = msgspec.structs.replace(changed, seal=slots.seal_of(changed, clerk.store_key))
    keys.file.write_bytes(slots.to_bytes(sealed))
    with pytest.raises(KeysDamaged) as refused:
        keys.unlock("Nasreen")
    assert refused.value.why == "slot"


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


def test_new_keys_that_were_edited_while_they_waited_are_damage(keys: Keys) -> None:
    keys.vault.begin_rekey(keys.unlock("Bilqis"))
    waiting = keys.folder / NEXT_NAME
    waiting.write_bytes(waiting.read_bytes()[:-20])
    with pytest.raises(KeysDamaged):
        keys.unlock("Sadiq")


def test_new_keys_of_another_office_are_not_taken(keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    Vault.create(elsewhere, new_office_seed(practice=False), [member(name) for name in PHRASES], cost=CHEAP)
    (keys.folder / NEXT_NAME).write_bytes((elsewhere / FILE_NAME).read_bytes())
    assert keys.unlock("Sadiq").next_store_key is None


def test_a_changed_file_in_which_an_office_seed_of_another_office_lies_is_damage(keys: Keys) -> None:
    """A controller's store part made anew by somebody with the store key, with a seed of his own."""
    opened = keys.unlock("Bilqis")
    file = slots.from_bytes(keys.file.read_bytes())
    at = next(place for place, slot in enumerate(file.slots) if slot.card.name == "Bilqis")
    strange = slots.wrap(file.slots[at].card, opened.store_key + new_office_seed(practice=False))
    changed = [*file.slots]
    changed[at] = msgspec.structs.replace(file.slots[at], store=strange)
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
    Vault.create(tmp_path, new_office_seed(practice=True), [member("Bilqis")])
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
