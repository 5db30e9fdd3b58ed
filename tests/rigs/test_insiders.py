"""A scanner with the own passphrase, the folder, Python and SQL tries what the table of rights refuses.

Each attack fails now; each has a control with the protection switched off, in which it gets through.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from desktop.errors import (
    BookBroken,
    BookNotAccepted,
    ForeignStore,
    KeysDamaged,
    MailboxForged,
    NothingToAccept,
    NotPermitted,
    PaperSpeaksAgainst,
    ReasonMissing,
    SecondNeeded,
    SecondUnfit,
)
from desktop.ledger import book
from desktop.ledger.entry import decode
from desktop.ledger.remembered import Memories, Memory
from desktop.models.operator import Desk as DeskRow
from desktop.opening import STORE_NAME, Opened, accept_book, change_own_passphrase, second_person, sign_in
from desktop.queries.ledger import trust
from desktop.records.safekeeping import BookAccepted
from desktop.security.certificates import keyring
from desktop.security.envelope import new_protection_key, recipient_of
from desktop.security.signing import card_key
from desktop.storage.engine import StoreKey, open_store
from desktop.usecases import desk as desks
from desktop.usecases import registration, safekeeping
from desktop.usecases.desk import Seat
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission, Role
from tests import factories
from tests.factories import DISTRICT, TestOffice, passphrase_of


def by_hand(opened: Opened, statement: str, **values: object) -> None:
    """A statement of SQL past all of our code."""
    with opened.store.writer.connect() as conn, conn.begin():
        conn.execute(text(statement), values)


def broken(office: TestOffice, role: Role = Role.SUPERVISOR) -> str:
    """Why a sign-in does not trust the book; empty when it does."""
    opened = sign_in(office.folder, role.value, passphrase_of(role))
    opened.close()
    return opened.broken.why if opened.broken else ""


def checked(office: TestOffice) -> str:
    """Why `check` does not trust the book; empty when it does."""
    opened = sign_in(office.folder, "supervisor", passphrase_of(Role.SUPERVISOR))
    found = safekeeping.check(opened.desk, opened.certificates, office.folder).first_bad
    opened.close()
    return found.why if found else ""


def test_a_role_in_the_table_makes_nobody_supervisor(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand(office.opened(Role.SCANNER), "UPDATE operator SET role = 'supervisor' WHERE name = 'scanner'")
    office.close()
    again = office.opened(Role.SCANNER)
    assert again.desk.person.role is Role.SCANNER, "as the office signed it"
    assert not again.desk.permits(Permission.QUIET_LIST)
    assert again.broken is not None
    assert again.broken.why == checked(office) == "operator"
    monkeypatch.setattr(trust, "_operators", lambda *_: None)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    assert checked(office) == "", "control"


def blame(office: TestOffice, culprit: Opened, blamed: Opened) -> None:
    """An entry that names `blamed`, with the head signed again and both memories saying that it was verified."""
    seat = culprit.desk.seat
    forged = culprit.desk.seated(Seat(blamed.desk.person, seat.keys, seat.hand, seat.office_key))
    with forged.transaction(Permission.SIGN_IN) as work:
        work.record(EntryKind.LOGIN_FAILED, work.office.desk_id, {"at": "then"})
    with culprit.store.reader.connect() as conn, conn.begin():
        heads = book.heads(conn, DISTRICT)
    Memories(office.folder, seat.office_key).remember(heads, {log: head.size for log, head in heads.items()}, 1)


def test_an_entry_that_blames_the_lead_lacks_the_leads_signature(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    blame(office, office.opened(Role.SCANNER), office.opened(Role.LEAD))
    office.close()
    assert broken(office) == "", "whoever writes both memories fools the quick look at sign-in"
    assert checked(office) == "unsigned"
    monkeypatch.setattr(trust, "first_unsigned", lambda *_: None)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    assert checked(office) == "", "control"


def test_an_entry_that_blames_the_lead_is_found_at_the_next_sign_in_of_an_honest_memory(office: TestOffice) -> None:
    culprit, lead = office.opened(Role.SCANNER), office.opened(Role.LEAD)
    seat = culprit.desk.seat
    with culprit.desk.seated(replace(seat, person=lead.desk.person)).transaction(Permission.SIGN_IN) as work:
        work.record(EntryKind.LOGIN_FAILED, work.office.desk_id, {"at": "then"})
    office.close()
    assert broken(office) == "unsigned"


@pytest.mark.parametrize(
    ("guard", "sql", "found"),
    [
        ("ledger_entry_update", "UPDATE ledger_entry SET own = NULL", "unsigned"),
        ("ledger_entry_update", "UPDATE ledger_entry SET second = own", "unsigned"),
        ("operator_certificate_delete", "DELETE FROM operator_certificate", "certificate"),
    ],
)
def test_signatures_and_certificates_that_were_changed_are_missed(
    office: TestOffice, guard: str, sql: str, found: str
) -> None:
    opened = office.opened(Role.SCANNER)
    with pytest.raises(DBAPIError, match="insert only"):
        by_hand(opened, sql)
    by_hand(opened, f"DROP TRIGGER guard_{guard}")
    by_hand(opened, sql)
    assert checked(office) == found


def test_a_scanner_has_nothing_that_signs_a_card(office: TestOffice) -> None:
    scanner, clerk = office.opened(Role.SCANNER), office.opened(Role.CLERK)
    ring = keyring(scanner.certificates)
    with pytest.raises(NotPermitted):
        _ = scanner.desk.card_key
    with scanner.store.reader.connect() as conn:
        seed = conn.execute(select(DeskRow.seed)).scalar_one()
    held = [seed, scanner.unlocked.store_key, scanner.unlocked.secret[:32], scanner.unlocked.secret[32:]]
    assert scanner.unlocked.card_seed is None
    assert not [one for one in held if card_key(one).kid in ring]
    assert clerk.unlocked.card_seed is not None
    assert card_key(clerk.unlocked.card_seed).kid in ring, "control"


def test_another_recipient_of_the_mailbox_is_refused_at_sign_in_and_before_each_envelope(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner, clerk = office.opened(Role.SCANNER), office.desk(Role.CLERK)
    mine = recipient_of(new_protection_key())
    kept = clerk.office
    clerk.office = replace(kept, sealing=replace(kept.sealing, recipient=mine))
    with pytest.raises(MailboxForged):
        registration.register(clerk, factories.household(factories.woman()))
    monkeypatch.setattr(desks, "require_signed", lambda *_: None)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    registration.register(clerk, factories.household(factories.woman()))  # control
    monkeypatch.undo()
    clerk.office = kept
    by_hand(scanner, "UPDATE office SET protection_recipient = :mine", mine=mine)
    assert broken(office) == checked(office) == "stray_protection"
    first = replace(kept.sealing, recipient="", number=1)
    by_hand(scanner, "UPDATE office SET protection_recipient = '', protection_number = 1")
    assert broken(office) == "stray_protection", f"nobody, as number {first.number}, is signed too"
    nine = office.sealing(mine)
    values = {"to": nine.recipient, "number": nine.number, "signature": nine.signature}
    by_hand(
        scanner,
        "UPDATE office SET protection_recipient = :to, protection_number = :number, protection_signature = :signature",
        **values,
    )
    assert broken(office) == "stray_protection", "signed by the office, but not what the book named last"
    monkeypatch.setattr(trust, "recipient_misfit", lambda *_: None)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    assert broken(office) == "", "control"


def test_an_older_store_put_back_is_found_whatever_becomes_of_the_memory_beside_it(office: TestOffice) -> None:
    office.opened(Role.CLERK).close()
    office.close()
    store, heads = office.folder / STORE_NAME, office.folder / "heads.json"
    old, old_heads = store.read_bytes(), heads.read_bytes()
    registration.register(office.desk(Role.CLERK), factories.household(factories.woman()))
    office.close()
    store.write_bytes(old)
    newer = heads.read_bytes()
    assert broken(office) == "shorter"
    heads.unlink()
    assert broken(office) in ("shorter", "memory_missing")
    heads.write_bytes(b"{")
    assert broken(office) in ("shorter", "memory_damaged")
    heads.write_bytes(old_heads)
    assert broken(office) in ("shorter", "memory_older")
    assert checked(office) != ""
    assert heads.read_bytes() == old_heads != newer, "nothing that was found is mended by looking"
    Memories(office.folder, office.opened(Role.CLERK).certificates.office.public_bytes).second.unlink()
    office.close()
    assert broken(office) == "", "control: without the second memory the old pair fits"


@pytest.mark.parametrize("content", [None, b"{"])
def test_a_memory_gone_or_damaged_beside_a_whole_book_is_said(office: TestOffice, content: bytes | None) -> None:
    heads = office.folder / "heads.json"
    assert broken(office) == ""
    heads.write_bytes(content) if content else heads.unlink()
    assert broken(office) == checked(office) == ("memory_damaged" if content else "memory_missing")


def accepting(office: TestOffice, second: Role = Role.CONTROLLER, reason: str = "the stick was full") -> BookAccepted:
    """Supervisor and another accept the book as it is, each with an own passphrase."""
    opened = sign_in(office.folder, "supervisor", passphrase_of(Role.SUPERVISOR))
    try:
        return accept_book(opened, reason, second=second_person(opened, second.value, passphrase_of(second)))
    finally:
        opened.close()


@pytest.mark.parametrize("left", [None, b"{"], ids=["gone", "damaged"])
def test_a_cut_book_whose_memory_was_taken_away_is_accepted_by_no_two_people(
    office: TestOffice, left: bytes | None
) -> None:
    """The memory outside the folder knows the lines that are gone. Control: of the whole book it is accepted."""
    store, heads = office.folder / STORE_NAME, office.folder / "heads.json"
    assert broken(office) == ""
    office.close()
    old = store.read_bytes()
    registration.register(office.desk(Role.CLERK), factories.household(factories.woman()))
    office.close()
    assert broken(office) == ""
    whole = store.read_bytes()
    store.write_bytes(old)
    heads.write_bytes(left) if left else heads.unlink()
    with pytest.raises(BookNotAccepted) as refused:
        accepting(office)
    assert refused.value.why == "shorter"
    assert store.read_bytes() == old, "nothing was written"
    assert broken(office) != ""
    store.write_bytes(whole)
    done = accepting(office)
    assert (done.look.lost, done.look.remembered) == ("memory_damaged" if left else "memory_missing", done.look.entries)
    assert broken(office) == checked(office) == "", "control"
    desk = office.desk(Role.CLERK)
    registration.register(desk, factories.household(factories.woman("زینب")))
    with desk.store.reader.connect() as conn, conn.begin():
        line = conn.execute(
            text("SELECT line FROM ledger_entry WHERE seq = :seq"), {"seq": done.entry.seq}
        ).scalar_one()
    entry = decode(bytes(line))
    assert (entry.do, entry.role, entry.second.role if entry.second else "") == (
        EntryKind.BOOK_ACCEPTED,
        "supervisor",
        "controller",
    )


def test_the_cut_would_be_accepted_if_nothing_outside_were_asked(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the above: with the second memory deaf, the cut book looks like a whole one, and ends earlier."""
    store = office.folder / STORE_NAME
    assert broken(office) == ""
    office.close()
    old = store.read_bytes()
    registration.register(office.desk(Role.CLERK), factories.household(factories.woman()))
    office.close()
    store.write_bytes(old)
    (office.folder / "heads.json").unlink()
    monkeypatch.setattr(Memories, "load", lambda _: Memory(misfit="memory_missing"))  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    look = accepting(office).look
    assert look.remembered == 0, "which is said to both"
    assert (look.last is not None, look.on_last_day > 0) == (True, True)


def test_a_lost_memory_hides_no_forged_line(office: TestOffice) -> None:
    """All signatures are verified, not only what is new."""
    blame(office, office.opened(Role.SCANNER), office.opened(Role.LEAD))
    office.close()
    (office.folder / "heads.json").unlink()
    with pytest.raises(BookNotAccepted) as refused:
        accepting(office)
    assert refused.value.why == "unsigned"


def test_who_may_not_accept_a_book(office: TestOffice) -> None:
    """A whole memory, no reason, the same role twice, a clerk: each is refused and nothing is remembered anew."""
    heads = office.folder / "heads.json"
    with pytest.raises(NothingToAccept):
        accepting(office)
    heads.unlink()
    with pytest.raises(ReasonMissing):
        accepting(office, reason=" ")
    with pytest.raises(SecondUnfit):
        accepting(office, Role.SUPERVISOR)
    clerk = sign_in(office.folder, "clerk", passphrase_of(Role.CLERK))
    with pytest.raises(NotPermitted):
        accept_book(clerk, "lost", second=second_person(clerk, "controller", passphrase_of(Role.CONTROLLER)))
    with pytest.raises(BookBroken):
        registration.register(clerk.desk, factories.household(factories.woman()))
    clerk.close()
    alone = sign_in(office.folder, "supervisor", passphrase_of(Role.SUPERVISOR))
    with pytest.raises(SecondNeeded):
        accept_book(alone, "lost", second=None)
    alone.close()
    assert not heads.exists()


def test_a_newer_paper_speaks_against_a_book(office: TestOffice) -> None:
    """Where nothing on the machine remembers, a paper does."""
    opened = office.opened(Role.SUPERVISOR)
    found = safekeeping.check(opened.desk, opened.certificates, office.folder)
    (office.folder / "heads.json").unlink()
    short, second = opened.certificates.short_of(opened.desk.office.log), office.second(Role.CONTROLLER)
    again = sign_in(office.folder, "supervisor", passphrase_of(Role.SUPERVISOR))
    with pytest.raises(PaperSpeaksAgainst):
        accept_book(again, "lost", second=second, papers=[f"HQ {short} {found.size + 4} {found.digits}"])
    accept_book(again, "lost", second=second, papers=[f"HQ {short} {found.size} {found.digits}"])
    assert again.closed


def test_an_old_file_of_keys_with_old_words_opens_nothing_of_today(office: TestOffice, tmp_path: Path) -> None:
    keys, copy = office.folder / "keys.json", tmp_path / "copy.json"
    shutil.copy(keys, copy)
    opened = office.opened(Role.SCANNER)
    stolen = StoreKey.of(opened.unlocked.store_key)
    open_store(office.folder / STORE_NAME, stolen).close()  # control: before the change it opens
    change_own_passphrase(opened, "gravel otter plaza unwind")
    office.close()
    sign_in(office.folder, "scanner", "gravel otter plaza unwind").close()
    with pytest.raises(ForeignStore):
        open_store(office.folder / STORE_NAME, stolen)
    now = keys.read_bytes()
    shutil.copy(copy, keys)
    with pytest.raises(KeysDamaged) as refused:
        sign_in(office.folder, "scanner", passphrase_of(Role.SCANNER))
    assert refused.value.why == "older"
    keys.write_bytes(now)
    sign_in(office.folder, "scanner", "gravel otter plaza unwind").close()
