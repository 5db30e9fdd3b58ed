"""Check, backup and restore on a real encrypted office: whole or refused, two people, nothing printed comes again."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.errors import (
    BackupDamaged,
    FileThere,
    FolderNotEmpty,
    NotABackup,
    NotPermitted,
    OperatorRemoved,
    ReasonMissing,
    RestoresUsedUp,
    SecondUnfit,
    Told,
    WrongPassphrase,
)
from desktop.ledger.clock import Reading, machine_clock
from desktop.opening import Opened, remove_operator, sign_in
from desktop.records.safekeeping import BookChecked, PaperAnswer
from desktop.scanning.reader import BareCode
from desktop.usecases import blocks, cards, distribution, registration, safekeeping
from desktop.usecases.distribution import presented_by
from desktop.usecases.safekeeping import Proof, RestoreDraft
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import BlockReason, CardReason, Source
from tests import factories
from tests.factories import TestOffice, passphrase_of
from tests.usecases.relief_office import Relief

FIRST = Proof("supervisor", passphrase_of(Role.SUPERVISOR))
SECOND = Proof("controller", passphrase_of(Role.CONTROLLER))


@pytest.fixture
def code(office: TestOffice) -> HouseholdCode:
    """A registered household with one printed card."""
    registered = registration.register(office.desk(Role.CLERK), factories.household())
    cards.issue(office.desk(Role.CLERK), [registered.household.code])
    return registered.household.code


def _check(opened: Opened, *papers: str) -> BookChecked:
    return safekeeping.check(opened.desk, opened.certificates, opened.folder, papers=papers)


def _backup(office: TestOffice, target: Path) -> safekeeping.BackedUp:
    opened = office.opened(Role.SUPERVISOR)
    return safekeeping.backup(opened.desk, opened.certificates, opened.folder, opened.unlocked.store_key, target)


def test_an_honest_book_fits_and_its_papers_agree(office: TestOffice, code: HouseholdCode) -> None:
    opened = office.opened(Role.AUDITOR)
    found = _check(opened)
    assert found.ok
    assert found.first_bad is None
    short = opened.certificates.desks[0].short
    paper = f"HQ {short} {found.size} {found.digits}"
    wrong = paper[:-1] + str((int(paper[-1]) + 1) % 10)
    later = f"HQ {short} {found.size + 5} {found.digits}"
    answers = [one.answer for one in _check(opened, paper, wrong, later, "no digits here").papers]
    assert answers == [PaperAnswer.AGREES, PaperAnswer.DIFFERS, PaperAnswer.NEWER, PaperAnswer.UNREADABLE]


def test_a_fact_without_its_entry_is_named(office: TestOffice, code: HouseholdCode) -> None:
    desk = office.desk(Role.CLERK)
    with desk.store.writer.connect() as conn, conn.begin():
        row = conn.exec_driver_sql("SELECT district_id, pcode, village, registered_by, desk_id FROM household").one()
        conn.exec_driver_sql(
            "INSERT INTO household (district_id, id, code, pcode, village, active, version, registered_at,"
            " registered_by, desk_id) VALUES (?, ?, '617999999933', ?, ?, 1, 1, 0, ?, ?)",
            (row[0], secrets.token_bytes(16), row[1], row[2], row[3], row[4]),
        )
    found = _check(office.opened(Role.AUDITOR))
    assert found.first_bad is not None
    assert found.first_bad.why == "stray_household"


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE {table} SET household_id = (SELECT id FROM household WHERE code = '{other}')",
        "UPDATE disbursed_item SET quantity = quantity + 1",
        "UPDATE disbursed_item SET household_id = (SELECT id FROM household WHERE code = '{other}')",
        "UPDATE disbursement SET receipt = receipt + 5",
    ],
)
def test_a_hand_over_moved_to_another_household_is_named(office: TestOffice, edit: str) -> None:
    """Who holds a passphrase can edit rows: every row and entry is there, but they no longer say the same."""
    relief = Relief(office)
    served, other, standing = relief.household(), relief.household(), relief.round()
    presented = presented_by(BareCode(served, Source.TYPED))
    desk = office.desk(Role.SCANNER)
    distribution.give(desk, standing, presented, disbursement=DisbursementId(new_id()), looked=True)
    assert _check(office.opened(Role.AUDITOR)).ok
    with desk.store.writer.connect() as conn, conn.begin():
        for table in ("disbursement", "disbursed_item") if "{table}" in edit else ("",):
            conn.exec_driver_sql(edit.format(table=table, other=other.text))
    found = _check(office.opened(Role.AUDITOR)).first_bad
    assert found is not None
    assert found.why == "stray_disbursement"


def test_a_backup_is_one_file_that_was_opened_again(office: TestOffice, code: HouseholdCode, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "office.backup"
    target.parent.mkdir()
    made = _backup(office, target)
    assert made.entries > 0
    assert [path.name for path in target.parent.iterdir()] == ["office.backup"]
    with pytest.raises(FileThere):
        _backup(office, target)


def test_a_backup_shows_no_name(office: TestOffice, code: HouseholdCode, tmp_path: Path) -> None:
    target = tmp_path / "office.backup"
    _backup(office, target)
    content = target.read_bytes()
    for name in ("سکینہ", "Sakina", "Rahim", "Chak 12"):
        assert name.encode() not in content
        assert name.encode("utf-16-le") not in content


def test_a_restored_office_goes_on_and_skips_what_was_printed(
    office: TestOffice, code: HouseholdCode, tmp_path: Path
) -> None:
    target = tmp_path / "office.backup"
    _backup(office, target)
    number = cards.issue(office.desk(Role.CLERK), [code]).faces[0].number
    after = registration.register(office.desk(Role.CLERK), factories.household()).household.code
    office.close()
    restored = safekeeping.restore(target, tmp_path / "new", FIRST, SECOND, "the laptop fell into the canal")
    assert restored.epoch == 2
    assert restored.block in range(70, 100)
    opened = sign_in(tmp_path / "new", "clerk", passphrase_of(Role.CLERK))
    try:
        assert opened.broken is None
        assert opened.desk.office.log == restored.log
        again = registration.register(opened.desk, factories.household()).household.code
        assert again not in (code, after), "a code once printed never comes again"
        replaced = cards.replace(opened.desk, number, CardReason.LOST, present=True)
        assert replaced.faces[0].number.issue == number.issue + 11
        assert _check(opened).ok
    finally:
        opened.close()


def test_a_restored_office_restored_again_takes_no_block_of_codes_that_any_restore_took(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes of each of its lives are printed somewhere; of two blocks the second restore takes the other one."""
    monkeypatch.setattr(safekeeping, "RESTORE_BLOCKS", range(70, 72))
    taken: list[int] = []
    codes: list[HouseholdCode] = []
    at: TestOffice = office
    for life in range(2):
        _backup(at, tmp_path / f"{life}.backup")
        at.close()
        restored = safekeeping.restore(
            tmp_path / f"{life}.backup", tmp_path / f"life-{life}", FIRST, SECOND, "the canal again"
        )
        taken.append(restored.block)
        at = TestOffice(tmp_path / f"life-{life}", office.made)
        codes.append(registration.register(at.desk(Role.CLERK), factories.household()).household.code)
    assert sorted(taken) == [70, 71]
    assert len(set(codes)) == 2
    _backup(at, tmp_path / "last.backup")
    at.close()
    with pytest.raises(RestoresUsedUp):
        safekeeping.restore(tmp_path / "last.backup", tmp_path / "third", FIRST, SECOND, "the canal again")


def test_the_tenth_life_of_an_office_is_read_behind_its_ninth(
    office: TestOffice, code: HouseholdCode, tmp_path: Path
) -> None:
    """Their logs are called …/9-… and …/10-…: as texts the later one would stand first."""
    with office.opened(Role.CONTROLLER).store.writer.connect() as conn, conn.begin():
        conn.execute(text("UPDATE desk SET epoch = 8"))
    at: TestOffice = office
    for life in (9, 10):
        _backup(at, tmp_path / f"{life}.backup")
        at.close()
        restored = safekeeping.restore(
            tmp_path / f"{life}.backup", tmp_path / f"life-{life}", FIRST, SECOND, "the canal again"
        )
        assert restored.epoch == life
        at = TestOffice(tmp_path / f"life-{life}", office.made)
        if life == 9:
            blocks.propose(at.desk(Role.HELPDESK), code, BlockReason.MOVED)
        else:
            blocks.decide(at.desk(Role.SUPERVISOR), code, agreed=False, second=at.second(Role.LEAD))
    assert _check(at.opened(Role.AUDITOR)).ok
    at.close()


def test_after_a_restore_issues_skip_once_though_the_clock_stays_behind(
    office: TestOffice, code: HouseholdCode, tmp_path: Path
) -> None:
    """Else nine replacements by a clock that was set back would use up all issues of a holder."""
    number = cards.issue(office.desk(Role.CLERK), [code]).faces[0].number
    _backup(office, tmp_path / "office.backup")
    office.close()
    safekeeping.restore(tmp_path / "office.backup", tmp_path / "new", FIRST, SECOND, "the canal")

    def behind() -> Reading:
        return replace(machine_clock(), at=machine_clock().at - timedelta(days=40))

    opened = sign_in(tmp_path / "new", "clerk", passphrase_of(Role.CLERK), clock=behind)
    try:
        issues = [number.issue]
        for _ in range(3):
            number = cards.replace(opened.desk, number, CardReason.LOST, present=True).faces[0].number
            issues.append(number.issue)
        assert issues == [1, 12, 13, 14]
        fresh = registration.register(opened.desk, factories.household(), different=True).household.code
        assert cards.issue(opened.desk, [fresh]).faces[0].number.issue == 1
    finally:
        opened.close()


def test_no_clock_makes_a_restored_office_print_an_issue_again(
    office: TestOffice, code: HouseholdCode, tmp_path: Path
) -> None:
    """The battery of the bare machine is dead and it believes to be in the year 2001: issues skip all the same."""
    number = cards.issue(office.desk(Role.CLERK), [code]).faces[0].number
    _backup(office, tmp_path / "office.backup")
    lost = cards.replace(office.desk(Role.CLERK), number, CardReason.LOST, present=True).faces[0].number
    office.close()

    def long_ago() -> Reading:
        return replace(machine_clock(), at=datetime(2001, 2, 3, tzinfo=UTC))

    folder = tmp_path / "new"
    safekeeping.restore(tmp_path / "office.backup", folder, FIRST, SECOND, "the laptop was taken", clock=long_ago)
    opened = sign_in(folder, "clerk", passphrase_of(Role.CLERK))
    try:
        replaced = cards.replace(opened.desk, number, CardReason.LOST, present=True).faces[0].number
        assert replaced.issue > lost.issue + 1, "the issue printed after the backup never comes again"
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("first", "second", "reason", "told"),
    [
        (FIRST, SECOND, "  ", ReasonMissing),
        (FIRST, Proof("controller", "wrong words altogether here"), "lost", WrongPassphrase),
        (FIRST, FIRST, "lost", SecondUnfit),
        (Proof("clerk", passphrase_of(Role.CLERK)), SECOND, "lost", NotPermitted),
    ],
)
def test_a_restore_is_an_act_of_two_people_with_a_reason(
    office: TestOffice, tmp_path: Path, first: Proof, second: Proof, reason: str, told: type[Told]
) -> None:
    target = tmp_path / "office.backup"
    _backup(office, target)
    with pytest.raises(told):
        safekeeping.restore(target, tmp_path / "new", first, second, reason)
    assert not (tmp_path / "new").exists()


def test_the_recovery_code_opens_a_backup_on_a_bare_machine(office: TestOffice, tmp_path: Path) -> None:
    target = tmp_path / "office.backup"
    _backup(office, target)
    first = Proof(" Supervisor", recovery=office.made.recovery)
    safekeeping.restore(target, tmp_path / "new", first, SECOND, "nobody knows the passphrase")
    assert (tmp_path / "new" / "office.db").exists()


def test_a_folder_in_use_is_not_restored_into(office: TestOffice, tmp_path: Path) -> None:
    target = tmp_path / "office.backup"
    _backup(office, target)
    with pytest.raises(FolderNotEmpty):
        safekeeping.restore(target, office.folder, FIRST, SECOND, "by mistake")
    assert _check(office.opened(Role.AUDITOR)).ok


def test_every_kind_of_damage_is_refused(office: TestOffice, tmp_path: Path) -> None:
    target = tmp_path / "office.backup"
    _backup(office, target)
    whole = target.read_bytes()
    places = [3, 20, 40, whole.index(b"\n", 20) + 5, *(secrets.randbelow(len(whole)) for _ in range(30))]
    for place in places:
        target.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises((BackupDamaged, NotABackup)):
            safekeeping.restore(target, tmp_path / "new", FIRST, SECOND, "lost")
    for length in (0, 10, 300, len(whole) // 2, len(whole) - 1):
        target.write_bytes(whole[:length])
        with pytest.raises((BackupDamaged, NotABackup)):
            safekeeping.restore(target, tmp_path / "new", FIRST, SECOND, "lost")
    target.write_bytes(whole + b"x")
    with pytest.raises(BackupDamaged):
        safekeeping.restore(target, tmp_path / "new", FIRST, SECOND, "lost")
    assert not (tmp_path / "new").exists()


def test_a_rolled_back_store_is_found_at_the_next_unlock(office: TestOffice, code: HouseholdCode) -> None:
    office.close()
    old = (office.folder / "office.db").read_bytes()
    registration.register(office.desk(Role.CLERK), factories.household())
    office.close()
    (office.folder / "office.db").write_bytes(old)
    for leftover in ("office.db-wal", "office.db-shm"):
        (office.folder / leftover).unlink(missing_ok=True)
    opened = office.opened(Role.SUPERVISOR)
    assert opened.broken is not None
    assert opened.broken.why == "shorter"


def test_who_was_removed_since_a_backup_neither_restores_it_nor_comes_back_unsaid(
    office: TestOffice, tmp_path: Path
) -> None:
    """By the keys of the office that is there. Where those are damaged nobody can be asked, and the restore goes on."""
    file = tmp_path / "stick.haqdar-backup"
    opened = office.opened(Role.SUPERVISOR)
    safekeeping.backup(opened.desk, opened.certificates, opened.folder, opened.unlocked.store_key, file)
    second = office.second(Role.LEAD)
    office.close()
    remove_operator(office.opened(Role.CONTROLLER), "supervisor", second=second)
    office.close()
    scanner = Proof("scanner", passphrase_of(Role.SCANNER))
    before = (office.folder / "keys.json").read_bytes()
    with pytest.raises(OperatorRemoved):
        safekeeping.restore_over(RestoreDraft(file, FIRST, scanner, "revenge"), office.folder, lambda: None)
    assert (office.folder / "keys.json").read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if "-before-" in one.name or one.name.startswith(".")] == []
    done = safekeeping.restore_over(RestoreDraft(file, SECOND, scanner, "the disk"), office.folder, lambda: None)
    assert done.back == ("supervisor",)
    (office.folder / "keys.json").write_bytes(b"{}")
    assert safekeeping.restore_over(RestoreDraft(file, FIRST, scanner, "keys"), office.folder, lambda: None).back == ()
