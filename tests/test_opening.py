"""Opening an office: made whole or not at all, unlocked by the right passphrase only, verified at every unlock."""

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.errors import (
    BookBroken,
    CertificatesDamaged,
    DamagedStore,
    DistrictUnknown,
    FolderNotEmpty,
    ForeignStore,
    InUse,
    LastController,
    LogDoesNotFit,
    NewerSchema,
    NoOffice,
    NotPermitted,
    OperatorNameTaken,
    OperatorRemoved,
    SecondNeeded,
    SecondUnfit,
    WeakPassphrase,
    WrongPassphrase,
)
from desktop.ledger.clock import machine_clock
from desktop.log import LOGGER
from desktop.opening import (
    STORE_NAME,
    FirstPerson,
    carry_out_due,
    change_own_passphrase,
    make_office,
    remove_operator,
    sign_in,
)
from desktop.records.consent import Applied
from desktop.records.operator import Person
from desktop.security.certificates import Certificates
from desktop.security.doorplate import read_doorplate
from desktop.security.signing import new_office_seed, office_key
from desktop.security.vault import Changed, NewOperator, Vault
from desktop.settings import save_settings
from desktop.storage import folder_lock
from desktop.usecases import consents, operators, registration
from desktop.values.identifiers import OperatorId, new_id
from desktop.values.permissions import RIGHTS, Permission, Right, Role
from desktop.values.vocabulary import ConsentPurpose
from tests import factories
from tests.factories import CHEAP, TestOffice, passphrase_of
from tests.security.offices import new_desk
from tests.usecases.relief_office import ShiftedClock

WORDS = "gravel otter plaza unwind"
MODES = {0o600}
"""What every file of an office may have."""
LAST_LINE = "SELECT line FROM ledger_entry ORDER BY seq DESC LIMIT 1"


def test_the_lock_screen_knows_names_and_nothing_else(office: TestOffice) -> None:
    seen = read_doorplate(office.folder)
    assert seen is not None
    assert {slot.name for slot in seen.slots} == {role.value for role in Role}
    assert not seen.practice


def test_practice_is_a_property_of_the_office_key(practice: TestOffice) -> None:
    seen = read_doorplate(practice.folder)
    assert seen is not None
    assert seen.practice
    assert practice.desk(Role.CLERK).office.practice


def test_a_wrong_passphrase_opens_nothing(office: TestOffice) -> None:
    with pytest.raises(WrongPassphrase):
        sign_in(office.folder, "clerk", passphrase_of(Role.LEAD))


def test_wrong_tries_stand_in_the_ledger_after_the_next_unlock(office: TestOffice) -> None:
    before = office.desk(Role.AUDITOR)
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            sign_in(office.folder, "clerk", "not the passphrase at all")
    opened = sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))
    try:
        with before.reading(Permission.READ_LOG) as conn:
            lines = conn.exec_driver_sql("SELECT line FROM ledger_entry ORDER BY seq DESC LIMIT 2").fetchall()
        assert all(b'"login.failed"' in bytes(row[0]) for row in lines)
    finally:
        opened.close()


def modes(folder: Path) -> set[int]:
    """Of every file in an office's folder, and what lies deeper."""
    return {stat.S_IMODE(one.stat().st_mode) for one in folder.rglob("*") if one.is_file()}


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_every_file_of_an_office_is_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    """Made, opened, with its log, its settings and WAL, under a new key; and an older office from its next sign-in."""
    before = os.umask(umask)
    try:
        people = tuple(
            FirstPerson(role.value, role, passphrase_of(role)) for role in (Role.CONTROLLER, Role.SUPERVISOR)
        )
        folder = tmp_path / "office"
        make_office(folder, district="PK617", name="Office", desk_name="Desk 1", people=people, cost=CHEAP)
        assert modes(folder) == MODES
        opened = sign_in(folder, "supervisor", passphrase_of(Role.SUPERVISOR))
        LOGGER.error("something broke")
        save_settings(folder, opened.settings)
        names = {one.name for one in folder.iterdir()}
        assert {STORE_NAME, f"{STORE_NAME}-wal", f"{STORE_NAME}-shm", folder_lock.LOCK_NAME, "haqdar.log"} <= names
        assert modes(folder) == MODES
        change_own_passphrase(opened, f"{passphrase_of(Role.SUPERVISOR)} again")
        for one in folder.iterdir():
            one.chmod(0o644)
        sign_in(folder, "controller", passphrase_of(Role.CONTROLLER)).close()
        private = {STORE_NAME, folder_lock.LOCK_NAME}
        assert {stat.S_IMODE((folder / name).stat().st_mode) for name in private} == MODES
    finally:
        os.umask(before)


def test_an_empty_folder_is_no_office(tmp_path: Path) -> None:
    assert read_doorplate(tmp_path) is None
    with pytest.raises(NoOffice):
        sign_in(tmp_path, "clerk", "whatever")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"mine")
    with pytest.raises(FolderNotEmpty):
        _make(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_an_office_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        _make(tmp_path / "office", passphrase="password")
    with pytest.raises(DistrictUnknown):
        _make(tmp_path / "office", district="PK6")
    assert list(tmp_path.iterdir()) == []


def test_an_office_made_after_midnight_is_of_the_new_day(tmp_path: Path) -> None:
    """At 20:00 UTC it is one o'clock in the night in Pakistan."""
    evening = datetime(2026, 12, 2, 20, tzinfo=UTC)
    _make(tmp_path / "office", clock=lambda: replace(machine_clock(), at=evening))
    certificates = Certificates.load(tmp_path / "office")
    assert certificates.office.made == "2026-12-03"
    assert [desk.made for desk in certificates.desks] == ["2026-12-03"]


def test_a_sheet_that_cannot_be_kept_means_no_office(tmp_path: Path) -> None:
    def full(words: tuple[str, ...], check_word: str) -> None:
        raise OSError(28, "no room")

    with pytest.raises(OSError, match="no room"):
        _make(tmp_path / "office", keep_sheet=full)
    assert list(tmp_path.iterdir()) == []


def test_another_offices_database_is_told_from_a_damaged_one(office: TestOffice, tmp_path: Path) -> None:
    office.close()
    store = office.folder / STORE_NAME
    whole = store.read_bytes()
    (tmp_path / "other").mkdir()
    with factories.office(tmp_path / "other", practice=True) as other:
        other.close()
        store.write_bytes((other.folder / STORE_NAME).read_bytes())
    with pytest.raises(ForeignStore):
        sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))
    store.write_bytes(whole[:16] + bytes(200) + whole[216:])
    with pytest.raises(DamagedStore):
        sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))
    store.write_bytes(b"not a database, only some words that somebody put here")
    with pytest.raises(ForeignStore):
        sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))


def test_a_newer_schema_is_refused_by_name(office: TestOffice) -> None:
    with office.desk(Role.CLERK).store.writer.connect() as conn, conn.begin():
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    office.close()
    with pytest.raises(NewerSchema) as told:
        sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))
    assert told.value.found == "9999"


def test_an_operator_removed_opens_nothing_and_the_others_go_on(office: TestOffice) -> None:
    second = office.second(Role.SUPERVISOR)
    office.opened(Role.CLERK)
    office.close()
    old = (office.folder / STORE_NAME).read_bytes()[:16]
    left = [office.folder / name for name in (".backup-killed", ".verify-killed", "backups/before-migration")]
    for folder in left:
        folder.mkdir(parents=True)
        (folder / STORE_NAME).write_bytes(old)
    opened = sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER))
    remove_operator(opened, "clerk", second=second)
    assert not any(folder.exists() for folder in left), "a copy left under the old key would open for who was removed"
    assert (office.folder / STORE_NAME).read_bytes()[:16] != old, "the store has a new key"
    with pytest.raises(WrongPassphrase):
        sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))
    assert office.desk(Role.LEAD).person.name == "lead"
    assert {one.name for one in operators.operators(office.desk(Role.LEAD))} == {
        role.value for role in Role if role is not Role.CLERK
    }
    assert office.opened(Role.LEAD).broken is None


def test_the_last_controller_stays_and_nothing_is_recorded(office: TestOffice) -> None:
    second = office.second(Role.SUPERVISOR)
    opened = office.opened(Role.CONTROLLER)
    with pytest.raises(LastController):
        remove_operator(opened, "controller", second=second)
    office.close()
    assert {one.name for one in operators.operators(office.desk(Role.CONTROLLER))} == {role.value for role in Role}


def test_a_removal_that_met_another_window_is_done_by_doing_it_again(office: TestOffice) -> None:
    second = office.second(Role.SUPERVISOR)
    window = office.opened(Role.LEAD)
    with pytest.raises(InUse):
        remove_operator(sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER)), "clerk", second=second)
    sign_in(office.folder, "clerk", passphrase_of(Role.CLERK)).close()
    with window.desk.reading(Permission.CHECK) as conn:
        assert b"operator.removed" not in conn.exec_driver_sql(LAST_LINE).scalar_one(), "nothing was done by halves"
    office.close()
    opened = sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER))
    remove_operator(opened, "clerk", second=second)
    opened.close()  # as a verb does at its end
    with pytest.raises(WrongPassphrase):
        sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))
    assert office.opened(Role.LEAD).broken is None


def test_nobody_drops_the_keys_that_wait_while_the_store_is_written_anew(office: TestOffice) -> None:
    office.opened(Role.CONTROLLER)
    held = office.opened(Role.CONTROLLER).unlocked
    office.close()
    vault = Vault(office.folder, cost=CHEAP)
    with folder_lock.alone(office.folder):
        vault.wait(vault.begin_passphrase(held, WORDS))
        with pytest.raises(InUse):
            sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))
        assert vault.rekey_pending()
    assert office.opened(Role.CLERK).broken is None, "left waiting by a process that died, it is dropped"
    assert not vault.rekey_pending()


def test_keys_that_wait_are_kept_beside_a_store_of_another_office(office: TestOffice) -> None:
    held = office.opened(Role.CONTROLLER).unlocked
    office.close()
    vault = Vault(office.folder, cost=CHEAP)
    vault.wait(vault.begin_passphrase(held, WORDS))
    store = office.folder / STORE_NAME
    store.write_bytes(bytes(16) + store.read_bytes()[16:])
    with pytest.raises(ForeignStore):
        sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))
    assert Vault(office.folder).rekey_pending()


def test_keys_and_store_change_together_or_not_at_all(office: TestOffice) -> None:
    """The head of the log cannot be continued, so neither an operator nor a passphrase is new."""
    opened, keys = office.opened(Role.CONTROLLER), office.folder / "keys.json"
    second, before = office.second(Role.SUPERVISOR), keys.read_bytes()
    office.opened(Role.SUPERVISOR).close()
    with opened.store.writer.connect() as conn, conn.begin():
        conn.exec_driver_sql("UPDATE ledger_head SET frontier = x'00'")
    desk, vault, held = opened.desk, Vault(office.folder, cost=CHEAP), opened.unlocked
    with pytest.raises(LogDoesNotFit):
        operators.add(desk, vault, held, "newcomer", Role.CLERK, WORDS, second=second)
    with pytest.raises(LogDoesNotFit):
        change_own_passphrase(opened, WORDS)
    assert keys.read_bytes() == before


def test_a_refused_change_takes_nothing_back_that_was_done_before(office: TestOffice) -> None:
    opened, second = office.opened(Role.CONTROLLER), office.second(Role.SUPERVISOR)
    desk, vault, held = opened.desk, Vault(office.folder, cost=CHEAP), opened.unlocked
    operators.add(desk, vault, held, "newcomer", Role.CLERK, WORDS, second=second)
    with pytest.raises(OperatorNameTaken):
        operators.add(desk, vault, held, "Newcomer", Role.CLERK, WORDS, second=second)
    sign_in(office.folder, "newcomer", WORDS).close()


def test_who_was_added_to_the_keys_only_opens_nothing_and_can_be_removed(office: TestOffice) -> None:
    """What a kill between keys and row leaves: the name must not be lost, nor its slot keep the store's key."""
    second, opened = office.second(Role.SUPERVISOR), office.opened(Role.CONTROLLER)
    ghost = NewOperator(OperatorId(new_id()), "ghost", Role.CLERK, WORDS)
    Vault(office.folder, cost=CHEAP).add(opened.unlocked, ghost)
    with pytest.raises(OperatorRemoved):
        sign_in(office.folder, "ghost", WORDS)
    office.close()
    remove_operator(sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER)), "ghost", second=second)
    opened = office.opened(Role.CONTROLLER)
    operators.add(opened.desk, opened.vault, opened.unlocked, "ghost", Role.CLERK, WORDS, second=second)
    sign_in(office.folder, "ghost", WORDS).close()


def test_who_stands_in_no_row_signs_in_no_more(office: TestOffice) -> None:
    scanner = office.desk(Role.SCANNER).person.id
    opened, second = office.opened(Role.CONTROLLER), office.second(Role.SUPERVISOR)
    gone = Person(scanner, "scanner", Role.SCANNER)
    operators.note_removed(opened.desk, opened.unlocked, gone, Changed(None, None), second=second)
    with pytest.raises(OperatorRemoved):
        sign_in(office.folder, "scanner", passphrase_of(Role.SCANNER))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_and_permission_as_the_table_says(office: TestOffice, role: Role) -> None:
    desk = office.desk(role)
    other = office.second(Role.SUPERVISOR if role is not Role.SUPERVISOR else Role.LEAD)
    for permission in Permission:
        right = RIGHTS[role].get(permission)
        if right is None:
            with pytest.raises(NotPermitted), desk.transaction(permission, second=other):
                pass
            with pytest.raises(NotPermitted), desk.reading(permission):
                pass
        elif right is Right.WITH_SECOND:
            with pytest.raises(SecondNeeded), desk.transaction(permission):
                pass
            with desk.transaction(permission, second=other):
                pass
        else:
            with desk.transaction(permission):
                pass


def test_certificates_of_a_forger_are_refused_however_well_they_vouch_for_themselves(office: TestOffice) -> None:
    """Whoever can write into the folder puts certificates of an own office key there, with the real desk's log key."""
    real = Certificates.load(office.folder)
    (desk,), forger = real.desks, office_key(new_office_seed(practice=False))
    own = new_desk(practice=False)
    Certificates.create(
        forger, name=real.office.name, pcode=real.office.pcode, district=real.office.district, made=real.office.made
    ).with_desk(
        forger,
        desk_id=desk.desk,
        name=desk.name,
        short=desk.short,
        block=desk.block,
        log=desk.log,
        card_public=own.card.public,
        log_public=desk.log_public,
        made=desk.made,
    ).save(office.folder)
    with pytest.raises(CertificatesDamaged):
        sign_in(office.folder, "scanner", passphrase_of(Role.SCANNER))


def test_on_a_book_that_does_not_fit_nothing_is_written_and_all_can_be_read(office: TestOffice) -> None:
    with office.desk(Role.SUPERVISOR).store.writer.connect() as conn, conn.begin():
        conn.exec_driver_sql("DROP TRIGGER guard_ledger_entry_update")
        conn.exec_driver_sql("UPDATE ledger_entry SET line = line || ' ' WHERE seq = 1")
    desk = office.desk(Role.CLERK)
    assert office.opened(Role.CLERK).broken is not None
    with pytest.raises(BookBroken), desk.transaction(Permission.REGISTER):
        pass
    with desk.reading(Permission.SEARCH) as conn:
        assert conn.exec_driver_sql("SELECT count(*) FROM ledger_entry").scalar_one()


def test_a_lock_file_that_was_scribbled_over_keeps_nobody_out_and_still_locks(office: TestOffice) -> None:
    (office.folder / folder_lock.LOCK_NAME).write_bytes(b"no database" * 500)
    assert office.opened(Role.CLERK).broken is None
    with pytest.raises(InUse), folder_lock.alone(office.folder):
        pass


def test_unlocking_again_and_again_keeps_one_log(office: TestOffice) -> None:
    for _ in range(3):
        sign_in(office.folder, "clerk", passphrase_of(Role.CLERK)).close()
    assert len(LOGGER.handlers) == 1


def test_the_second_person_is_somebody_else_in_another_role(office: TestOffice) -> None:
    desk = office.desk(Role.SUPERVISOR)
    with pytest.raises(SecondUnfit), desk.transaction(Permission.ROUND_FREEZE, second=desk.as_second()):
        pass


def _make(folder: Path, passphrase: str = "", district: str = "PK617", **more: object) -> None:
    people = tuple(
        FirstPerson(role.value, role, passphrase or passphrase_of(role)) for role in (Role.CONTROLLER, Role.SUPERVISOR)
    )
    make_office(folder, district=district, name="Office", desk_name="Desk", people=people, cost=CHEAP, **more)  # pyright: ignore[reportArgumentType]


def test_what_was_taken_back_is_carried_out_by_the_first_desk_that_opens_and_may(tmp_path: Path) -> None:
    clock = ShiftedClock()
    with factories.office(tmp_path, clock=clock) as office:
        code = registration.register(office.desk(Role.CLERK), factories.household(factories.woman())).household.code
        consents.withdraw(office.desk(Role.CLERK), code, ConsentPurpose.PHONE)
        assert carry_out_due(office.opened(Role.CLERK)) == Applied(), "not before its day"
        clock.by = consents.WAIT
        assert carry_out_due(office.opened(Role.AUDITOR)) == Applied(), "an auditor writes nothing"
        done = carry_out_due(office.opened(Role.CLERK)).done
        assert [(one.code, one.withdrawal.purpose) for one in done] == [(code, ConsentPurpose.PHONE)]
        assert carry_out_due(office.opened(Role.CLERK)) == Applied(), "once"


def test_nothing_is_carried_out_into_a_book_that_does_not_fit(tmp_path: Path) -> None:
    clock = ShiftedClock()
    with factories.office(tmp_path, clock=clock) as office:
        code = registration.register(office.desk(Role.CLERK), factories.household(factories.woman())).household.code
        consents.withdraw(office.desk(Role.CLERK), code, ConsentPurpose.PHONE)
        with office.desk(Role.SUPERVISOR).store.writer.connect() as conn, conn.begin():
            conn.exec_driver_sql("DROP TRIGGER guard_ledger_entry_update")
            conn.exec_driver_sql("UPDATE ledger_entry SET line = line || ' ' WHERE seq = 1")
        office.close()
        clock.by = consents.WAIT
        opened = office.opened(Role.CLERK)
        assert opened.broken is not None
        assert carry_out_due(opened) == Applied()
        assert consents.show(opened.desk, code).withdrawals
