"""The protection key: made with the first focal person, handed on by one, renewed when one leaves."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from desktop.errors import KeysDamaged, ProtectionHolderNeeded
from desktop.models.mailbox import Envelope
from desktop.models.operator import Office
from desktop.opening import (
    change_own_passphrase,
    change_role,
    remove_operator,
    reset_passphrase,
    second_person,
    sign_in,
)
from desktop.practice.office import KEYS, make_practice
from desktop.records.operator import Second
from desktop.security import envelope, slots
from desktop.security.envelope import EnvelopeKind, new_protection_key, recipient_of
from desktop.security.vault import Unlocked, Vault
from desktop.usecases import operators, safekeeping
from desktop.values.permissions import Role
from tests.factories import CHEAP, TestOffice, passphrase_of

WORDS = "gravel otter plaza unwind"


def recipient(office: TestOffice) -> str:
    """To whom the office seals now."""
    with office.opened(Role.CONTROLLER).store.reader.connect() as conn:
        return conn.execute(select(Office.protection_recipient)).scalar_one()


def add_focal(office: TestOffice, name: str, second: Second) -> None:
    """One more focal person."""
    opened = office.opened(Role.CONTROLLER)
    vault = Vault(office.folder, cost=CHEAP)
    operators.add(opened.desk, vault, opened.unlocked, name, Role.FOCAL, WORDS, second=second)


def unlock(office: TestOffice, name: str, words: str) -> Unlocked:
    """What a passphrase opens."""
    return Vault(office.folder).unlock(name, words)


def test_only_the_focal_person_and_the_recovery_code_open_the_key(office: TestOffice) -> None:
    """The public half is the office's; controllers, clerks and all others hold nothing of it."""
    focal = office.opened(Role.FOCAL).unlocked
    assert [recipient_of(one) for one in focal.protection] == [recipient(office)]
    assert office.desk(Role.CLERK).office.protection == recipient(office)
    recovered = Vault(office.folder).unlock_recovery(office.made.recovery)
    assert recovered.protection == focal.protection
    for role in Role:
        if role is not Role.FOCAL:
            assert office.opened(role).unlocked.protection == ()
    text = (office.folder / "keys.json").read_text()
    assert focal.protection[0] not in text
    assert focal.protection[0] not in repr(focal)


def test_the_key_outlives_a_new_store_key_and_a_new_passphrase(office: TestOffice) -> None:
    """A controller writes all slots anew without being able to read this part."""
    before = office.opened(Role.FOCAL).unlocked
    second, opened = office.second(Role.SUPERVISOR), office.opened(Role.FOCAL)
    office.opened(Role.SUPERVISOR).close()
    change_own_passphrase(opened, WORDS)
    office.close()
    remove_operator(sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER)), "scanner", second=second)
    after = unlock(office, "focal", WORDS)
    assert after.store_key != before.store_key
    assert after.protection == before.protection
    assert Vault(office.folder).unlock_recovery(office.made.recovery).protection == before.protection


def test_a_further_focal_person_gets_the_key_from_one_who_has_it(office: TestOffice) -> None:
    """Two others together cannot give it to somebody: only a focal person as the second person hands it on."""
    with pytest.raises(ProtectionHolderNeeded):
        add_focal(office, "ghost", office.second(Role.SUPERVISOR))
    assert "ghost" not in {slot.name for slot in Vault(office.folder).slots()}
    opened = office.opened(Role.CONTROLLER)
    add_focal(office, "second", second_person(opened, "focal", passphrase_of(Role.FOCAL)))
    assert opened.desk.office.protection == recipient(office)
    held = unlock(office, "second", WORDS).protection
    assert held == office.opened(Role.FOCAL).unlocked.protection
    assert recipient_of(held[-1]) == recipient(office)


def test_whoever_leaves_does_not_have_the_next_key(office: TestOffice) -> None:
    """Those who stay keep the old one too, for what lies in the mailbox; the recovery code has both."""
    opened = office.opened(Role.CONTROLLER)
    add_focal(office, "second", second_person(opened, "focal", passphrase_of(Role.FOCAL)))
    old = office.opened(Role.FOCAL).unlocked.protection
    before, second = recipient(office), office.second(Role.SUPERVISOR)
    office.close()
    remove_operator(sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER)), "focal", second=second)
    stays = unlock(office, "second", WORDS)
    assert stays.protection[:-1] == old
    assert recipient_of(stays.protection[-1]) == recipient(office) != before
    assert Vault(office.folder).unlock_recovery(office.made.recovery).protection == stays.protection


def test_when_the_last_one_leaves_everything_is_padding_until_another_comes(office: TestOffice) -> None:
    """Nobody would read a mark; the next focal person begins with a key of its own, the old one stays on the sheet."""
    old, second = office.opened(Role.FOCAL).unlocked.protection, office.second(Role.SUPERVISOR)
    office.close()
    remove_operator(sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER)), "focal", second=second)
    assert recipient(office) == ""
    assert office.desk(Role.CLERK).office.protection == ""
    add_focal(office, "next", second)
    fresh = unlock(office, "next", WORDS).protection
    assert [recipient_of(one) for one in fresh] == [recipient(office)]
    assert Vault(office.folder).unlock_recovery(office.made.recovery).protection == (*old, *fresh)


def test_a_changed_part_is_damage(office: TestOffice) -> None:
    """An edit breaks the seal of the file; one that was sealed again with the store key is found by the part itself."""
    file, store_key = office.folder / "keys.json", office.opened(Role.CLERK).unlocked.store_key
    keys = slots.from_bytes(file.read_bytes())
    focal = next(slot for slot in keys.slots if slot.card.name == "focal")
    part = focal.protection[0]
    edited = part[:-2] + ("01" if part[-2:] == "00" else "00")
    parts = (edited, *focal.protection[1:])
    changed = slots.replaced(keys, [msgspec.structs.replace(focal, protection=parts)])
    sealed_again = msgspec.structs.replace(changed, seal=slots.seal_of(changed, store_key))
    for other, why in ((changed, "seal"), (sealed_again, "protection")):
        file.write_bytes(slots.to_bytes(other))
        with pytest.raises(KeysDamaged) as told:
            unlock(office, "focal", passphrase_of(Role.FOCAL))
        assert told.value.why == why


def test_a_new_role_takes_and_brings_the_key_as_leaving_and_coming_do(office: TestOffice) -> None:
    before, second = recipient(office), office.second(Role.SUPERVISOR)
    old = office.opened(Role.FOCAL).unlocked.protection
    office.close()
    change_role(office.opened(Role.CONTROLLER), "focal", Role.INSPECTOR, second=second)
    office.close()
    assert recipient(office) == ""
    assert unlock(office, "focal", passphrase_of(Role.FOCAL)).protection == ()
    office.close()
    change_role(office.opened(Role.CONTROLLER), "inspector", Role.FOCAL, second=second)
    office.close()
    held = unlock(office, "inspector", passphrase_of(Role.INSPECTOR)).protection
    assert recipient_of(held[-1]) == recipient(office) != before
    assert Vault(office.folder).unlock_recovery(office.made.recovery).protection == (*old, *held)
    assert office.opened(Role.CLERK).broken is None


def test_a_focal_person_who_forgot_the_words_gets_the_key_from_another_or_begins_anew(office: TestOffice) -> None:
    opened = office.opened(Role.CONTROLLER)
    add_focal(office, "other", second_person(opened, "focal", passphrase_of(Role.FOCAL)))
    old, second = office.opened(Role.FOCAL).unlocked.protection, office.second(Role.SUPERVISOR)
    with pytest.raises(ProtectionHolderNeeded):
        reset_passphrase(opened, "focal", WORDS, second=second)
    handing_on = second_person(opened, "other", WORDS)
    office.close()
    reset_passphrase(office.opened(Role.CONTROLLER), "focal", WORDS, second=handing_on)
    office.close()
    assert unlock(office, "focal", WORDS).protection == old
    remove_operator(office.opened(Role.CONTROLLER), "other", second=second)
    office.close()
    reset_passphrase(office.opened(Role.CONTROLLER), "focal", f"{WORDS} again", second=second)
    office.close()
    (fresh,) = unlock(office, "focal", f"{WORDS} again").protection
    assert recipient_of(fresh) == recipient(office)
    assert office.opened(Role.CLERK).broken is None


def test_check_finds_another_recipient(office: TestOffice) -> None:
    """Whoever writes an own key into the store would read every mark from then on."""
    opened = office.opened(Role.SUPERVISOR)
    assert safekeeping.check(opened.desk, opened.certificates, office.folder).ok
    with opened.store.writer.connect() as conn, conn.begin():
        conn.execute(update(Office).values(protection_recipient=recipient_of(new_protection_key())))
    found = safekeeping.check(opened.desk, opened.certificates, office.folder).first_bad
    assert found is not None
    assert found.why == "stray_protection"


def test_check_fits_through_all_changes_of_the_key(office: TestOffice) -> None:
    """A second focal person, the first one leaving, the last one leaving, another one coming."""
    opened = office.opened(Role.CONTROLLER)
    add_focal(office, "second", second_person(opened, "focal", passphrase_of(Role.FOCAL)))
    second = office.second(Role.SUPERVISOR)
    for name in ("focal", "second"):
        office.close()
        remove_operator(sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER)), name, second=second)
        checking = office.opened(Role.SUPERVISOR)
        assert safekeeping.check(checking.desk, checking.certificates, office.folder).ok
    add_focal(office, "next", second)
    checking = office.opened(Role.SUPERVISOR)
    assert safekeeping.check(checking.desk, checking.certificates, office.folder).ok


def test_the_key_can_be_practised(tmp_path: Path) -> None:
    """The invented office has a focal person, whose passphrase file opens what its households asked for."""
    folder = tmp_path / "practice"
    make_practice(folder, count=1)
    focal = sign_in(folder, Role.FOCAL.value, (folder / KEYS / "focal.txt").read_text().strip())
    try:
        (key,) = focal.unlocked.protection
        assert recipient_of(key) == focal.desk.office.protection
        with focal.store.reader.connect() as conn:
            sealed = conn.execute(select(Envelope.sealed)).scalar_one()
        assert envelope.opened(sealed, key).kind is EnvelopeKind.PADDING
    finally:
        focal.close()
