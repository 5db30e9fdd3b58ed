"""The silent key at the help desk: one envelope for each who sat there, and nothing outside of it tells of a signal."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from desktop.models.mailbox import Envelope
from desktop.opening import sign_in
from desktop.records.distribution import Standing
from desktop.security import envelope
from desktop.security.envelope import EnvelopeKind, Letter
from desktop.ui.background import Inline
from desktop.ui.screens.help_desk.help_desk_page import HelpDeskPage
from desktop.ui.workbench import GoHelpDesk, GoHome, Workbench
from desktop.usecases import help_desk
from desktop.values.identifiers import HouseholdCode, HouseholdId
from desktop.values.permissions import Role
from desktop.values.vocabulary import ReferralResult
from tests.factories import TestOffice, office, passphrase_of
from tests.ui.screens.conftest import Enter
from tests.ui.screens.desk_keys import DOWN, press
from tests.usecases.relief_office import Relief
from tests.usecases.relief_rows import rows
from tests.usecases.test_scan_mailbox import TABLES, Still

pytestmark = pytest.mark.usefixtures("marks_are_read")

F4, F8, P = Qt.Key.Key_F4, Qt.Key.Key_F8, Qt.Key.Key_P


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    """The window's own office."""
    return Relief(office)


def sent(relief: Relief, standing: Standing, people: int = 3) -> HouseholdId:
    """A household that received and came again; who it is inside an envelope."""
    code = relief.household(people)
    relief.give(standing, relief.typed(code.text))
    send(relief, standing, code)
    home = relief.decide(standing, relief.typed(code.text)).household_id
    assert home is not None
    return home


def send(relief: Relief, standing: Standing, code: HouseholdCode) -> None:
    """A lane sends it."""
    shown = relief.typed(code.text)
    help_desk.send(relief.office.desk(Role.SCANNER), standing, shown, relief.decide(standing, shown).verdict)


def mailbox(relief: Relief) -> Callable[[], list[Letter]]:
    """What came into the mailbox since now, as the focal person reads it; kind by kind."""
    private = relief.office.opened(Role.FOCAL).unlocked.protection[-1]

    def lies() -> list[bytes]:
        return [row.sealed for row in rows(relief, select(Envelope.sealed))]

    before = set(lies())
    return lambda: sorted(
        (envelope.opened(one, private) for one in lies() if one not in before), key=lambda letter: letter.kind
    )


def at(enter: Enter) -> HelpDeskPage:
    page = enter(Role.HELPDESK, GoHelpDesk()).page
    assert isinstance(page, HelpDeskPage)
    return page


def test_everybody_at_the_help_desk_gets_one_envelope_and_the_key_changes_nothing_to_be_seen(
    enter: Enter, relief: Relief, qtbot: QtBot
) -> None:
    """F8 while the first sits there; the picture stays, and the letter lies there once the next one sits down."""
    standing = relief.round()
    first = sent(relief, standing)
    sent(relief, standing)
    came = mailbox(relief)
    page = at(enter)
    qtbot.waitUntil(lambda: page.grab().toImage() == page.grab().toImage())
    seen = page.grab().toImage()
    press(F8)
    assert page.grab().toImage() == seen
    page.entered()  # the queue is looked at again: nobody else sat down
    assert came() == []
    page.queue.rows.setFocus()
    press(DOWN)
    (letter,) = came()
    assert (letter.kind, letter.household) == (EnvelopeKind.DISTRESS, first)
    page.bench.go(GoHome())
    assert [one.kind for one in came()] == [EnvelopeKind.PADDING, EnvelopeKind.DISTRESS]


def test_a_visit_that_ends_puts_its_envelope_and_an_empty_desk_none(enter: Enter, relief: Relief) -> None:
    """Settled without the key: padding. Nobody sits there: the key does nothing."""
    sent(relief, relief.round())
    came = mailbox(relief)
    page = at(enter)
    assert page.shown is not None
    page.settle(page.shown, ReferralResult.LEFT)
    assert page.shown is None
    assert [one.kind for one in came()] == [EnvelopeKind.PADDING]
    press(F8)
    page.bench.go(GoHome())
    assert [one.kind for one in came()] == [EnvelopeKind.PADDING]


def test_the_key_is_heard_in_the_private_corner(enter: Enter, relief: Relief, qtbot: QtBot) -> None:
    """Where one talks alone nothing stands on the screen but the time, and nothing changes on it."""
    home = sent(relief, relief.round())
    came = mailbox(relief)
    page = at(enter)
    press(F4)
    qtbot.waitUntil(lambda: page.corner is not None)
    assert page.corner is not None
    seen = page.corner.grab().toImage()
    press(F8)
    assert page.corner.grab().toImage() == seen
    page.leave_corner()
    assert came() == []
    page.bench.go(GoHome())
    assert [(one.kind, one.household) for one in came()] == [(EnvelopeKind.DISTRESS, home)]


def test_who_came_without_a_card_is_not_taken_for_who_is_next_in_the_queue(
    enter: Enter, relief: Relief, qtbot: QtBot
) -> None:
    """Help without a card, and the key: the letter names nobody, and the household in the queue has none."""
    sent(relief, relief.round())
    came = mailbox(relief)
    page = at(enter)
    press(P)
    qtbot.waitUntil(lambda: page.covering is not None)
    press(F8)
    page.entered()
    page.uncover()
    page.bench.go(GoHome())
    found = came()
    assert [one.kind for one in found] == [EnvelopeKind.PADDING, EnvelopeKind.PADDING, EnvelopeKind.DISTRESS]
    assert found[-1].household == UUID(int=0)


def everything_after(
    folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, *, silent: bool
) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table after two visits at the page, in a run in which nothing else is by chance."""
    numbers = count(1)

    def chance(length: int) -> bytes:
        return next(numbers).to_bytes(length, "big")

    opened = sign_in(folder, Role.HELPDESK.value, passphrase_of(Role.HELPDESK))
    with monkeypatch.context() as patched:
        opened.desk.clock = Still()
        patched.setattr("desktop.models.mailbox.uuid.uuid4", lambda: UUID(bytes=chance(16)))
        patched.setattr("desktop.ledger.entry.secrets", SimpleNamespace(token_bytes=chance))  # salts only
        page = HelpDeskPage(Workbench(opened, Inline()))
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.entered()
        for _ in range(2):
            assert page.shown is not None
            if silent:
                QTest.keyClick(page, F8)
            page.settle(page.shown, ReferralResult.LEFT)
        page.leaving()
    with opened.desk.store.reader.connect() as conn, conn.begin():
        names = conn.execute(text(TABLES)).scalars().all()
        found = {name: [tuple(row) for row in conn.execute(text(f'SELECT * FROM "{name}"'))] for name in names}
    opened.close()
    return found


def kinds(mail: list[tuple[object, ...]], private: str) -> list[EnvelopeKind]:
    """What the letters of a mailbox say; each of the same size."""
    sealed = [one for row in mail for one in row if isinstance(one, bytes) and len(one) > 16]
    assert {len(one) for one in sealed} == {512}
    return sorted(envelope.opened(one, private).kind for one in sealed)


def test_a_signal_at_the_help_desk_changes_no_other_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, speak: object
) -> None:
    """Two runs of the page, with the key and without, compared column by column: they differ in sealed bytes alone."""
    with office(tmp_path / "first") as made:
        first = Relief(made)
        standing = first.round()
        for _ in range(2):
            sent(first, standing)
        folder, private = made.folder, made.opened(Role.FOCAL).unlocked.protection[-1]
    for name in ("with", "without"):
        shutil.copytree(folder, tmp_path / name)
    said = everything_after(tmp_path / "with", monkeypatch, qtbot, silent=True)
    plain = everything_after(tmp_path / "without", monkeypatch, qtbot, silent=False)
    signals, padding = said.pop("envelope"), plain.pop("envelope")
    assert [row[:2] for row in signals] == [row[:2] for row in padding], "the same ids in the same places"
    assert len(signals) == 4  # those of the two registrations too
    assert kinds(signals, private) == [EnvelopeKind.PADDING] * 2 + [EnvelopeKind.DISTRESS] * 2
    assert kinds(padding, private) == [EnvelopeKind.PADDING] * 4
    assert said == plain
