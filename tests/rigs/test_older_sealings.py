"""Whoever was focal person once puts the office's older sealing back, to read what is sealed from then on."""

import pytest
from sqlalchemy import text

from desktop.opening import Opened, change_role, second_person, sign_in
from desktop.queries.ledger import protection as ledger_protection
from desktop.records.operator import Sealing
from desktop.security.envelope import opened as open_envelope
from desktop.security.vault import Vault
from desktop.usecases import operators, registration
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Permission, Role
from tests.factories import CHEAP, TestOffice, household, passphrase_of, woman
from tests.rigs.test_insiders import broken, checked


def replayed(focal: Opened, old: Sealing) -> None:
    """The office's older sealing in the row, named by an entry that its holder may write about the own passphrase."""
    with focal.desk.transaction(Permission.SIGN_IN) as work:
        work.conn.execute(
            text(
                "UPDATE office SET protection_recipient = :to, protection_number = :number,"
                " protection_signature = :signature"
            ),
            {"to": old.recipient, "number": old.number, "signature": old.signature},
        )
        content = {"protection": old.recipient, "protection_number": old.number}
        work.record(EntryKind.OPERATOR_PASSPHRASE, focal.desk.person.id, content)
    focal.close()


def follow(office: TestOffice) -> tuple[str, Sealing]:
    """The focal person becomes a scanner, and another one follows; what that one held before."""
    focal = office.opened(Role.FOCAL)
    assert focal.unlocked.protection is not None
    key, old = focal.unlocked.protection[-1], focal.desk.office.sealing
    second = office.second(Role.SUPERVISOR)
    office.close()
    controller = sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER))
    change_role(controller, "focal", Role.SCANNER, second=second)
    opened = sign_in(office.folder, "controller", passphrase_of(Role.CONTROLLER))
    second = second_person(opened, "supervisor", passphrase_of(Role.SUPERVISOR))
    vault = Vault(office.folder, cost=CHEAP)
    operators.add(
        opened.desk, vault, opened.unlocked, "nasreen", Role.FOCAL, "gravel otter plaza unwind", second=second
    )
    opened.close()
    assert checked(office) == "", "control: a new focal person is named by the controller and another"
    return key, old


def test_who_was_focal_person_puts_the_older_sealing_back(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    key, old = follow(office)
    focal = sign_in(office.folder, "focal", passphrase_of(Role.FOCAL))
    assert focal.desk.office.sealing.number > old.number
    replayed(focal, old)
    assert broken(office) == checked(office) == "stray_protection"
    monkeypatch.setattr(ledger_protection, "_by_two", lambda *_: True)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    assert checked(office) == "stray_protection", "the number went back"
    monkeypatch.setattr("desktop.queries.ledger.trust.recipient_misfit", lambda *_: None)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    assert checked(office) == "", "control"
    clerk = office.desk(Role.CLERK)
    registration.register(clerk, household(woman()))
    with clerk.store.reader.connect() as conn:
        newest = bytes(conn.execute(text("SELECT sealed FROM envelope")).scalars().all()[-1])
    assert open_envelope(newest, key) is not None, "control: the old key opens what comes now"


def test_a_sealing_with_a_number_of_its_own_is_named_by_one_person(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the office's signature under a higher number may still not name it alone."""
    _, old = follow(office)
    newer = office.sealing(old.recipient)
    office.close()
    replayed(sign_in(office.folder, "focal", passphrase_of(Role.FOCAL)), newer)
    assert broken(office) == checked(office) == "stray_protection"
    monkeypatch.setattr(ledger_protection, "_by_two", lambda *_: True)  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    assert checked(office) == "", "control"
