"""Every scan writes one envelope, and a signal leaves no trace outside of it; rehearsals; the clock at the lane."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from types import SimpleNamespace
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select, text, update

from desktop.errors import NotDue
from desktop.ledger.clock import Reading
from desktop.models.ledger_entry import LedgerEntry
from desktop.models.mailbox import Envelope
from desktop.models.place import DistributionPoint
from desktop.models.programme import Round
from desktop.models.working import Rehearsal
from desktop.opening import sign_in
from desktop.records.distribution import Presented, Standing
from desktop.security import envelope
from desktop.security.envelope import EnvelopeKind
from desktop.usecases import distribution, programmes
from desktop.values.identifiers import DisbursementId
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import Verdict
from tests.factories import office, passphrase_of
from tests.usecases.relief_office import Relief, ShiftedClock
from tests.usecases.relief_rows import handed_over, rows, written

pytestmark = pytest.mark.usefixtures("marks_are_read")

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One office for all tests here; each makes households and rounds of its own."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("mailbox"), clock=clock) as made:
        yield Relief(made, clock)


def sealed(relief: Relief) -> list[bytes]:
    """Everything that lies in the mailbox."""
    return [row.sealed for row in rows(relief, select(Envelope.sealed))]


def shut(relief: Relief, standing: Standing) -> None:
    """The point is not open yet."""
    with written(relief) as conn:
        this = select(Round.id).where(Round.code == standing.round_code).scalar_subquery()
        conn.execute(update(DistributionPoint).where(DistributionPoint.round_id == this).values(open=False))


def test_a_scan_that_is_over_puts_one_envelope_and_no_entry_whatever_came_of_it(relief: Relief) -> None:
    standing, scanner = relief.round(), relief.office.desk(Role.SCANNER)
    code = relief.household()
    decision = relief.decide(standing, relief.typed(code.text))
    before, lines = len(sealed(relief)), len(rows(relief, select(LedgerEntry.seq)))
    scans = ((decision.household_id, False), (decision.household_id, True), (None, True))
    for number, (household, said) in enumerate(scans):
        distribution.end_scan(scanner, standing, household, distress=said)
        assert len(sealed(relief)) == before + number + 1
    assert len(rows(relief, select(LedgerEntry.seq))) == lines
    assert {len(one) for one in sealed(relief)} == {512}


def test_what_a_scan_said_is_read_with_the_protection_key_alone(relief: Relief) -> None:
    standing, scanner = relief.round(), relief.office.desk(Role.SCANNER)
    decision = relief.decide(standing, relief.typed(relief.household().text))
    before = sealed(relief)
    distribution.end_scan(scanner, standing, decision.household_id, distress=True)
    (new,) = [one for one in sealed(relief) if one not in before]
    letter = envelope.opened(new, relief.office.opened(Role.FOCAL).unlocked.protection[-1])
    assert (letter.kind, letter.household) == (EnvelopeKind.DISTRESS, decision.household_id)
    assert letter.day == local_day(scanner.clock().at)


def test_without_a_protection_key_a_signal_is_padding(relief: Relief) -> None:
    standing, scanner = relief.round(), relief.office.desk(Role.SCANNER)
    kept, before = scanner.office, sealed(relief)
    scanner.office = replace(kept, sealing=relief.office.sealing(""))
    try:
        distribution.end_scan(scanner, standing, None, distress=True)
    finally:
        scanner.office = kept
    (new,) = [one for one in sealed(relief) if one not in before]
    assert len(new) == 512


@dataclass
class Still:
    """A clock that goes on by a second at each look, from the same moment in each run."""

    seconds: Callable[[], int] = field(default_factory=lambda: count().__next__)

    def __call__(self) -> Reading:
        """The next second."""
        now = self.seconds()
        return Reading(datetime(2026, 11, 24, 5, tzinfo=UTC) + timedelta(seconds=now), now * 10**6, "the same boot")


def everything_after(
    folder: Path, monkeypatch: pytest.MonkeyPatch, standing: Standing, presented: Presented, *, distress: bool
) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table after three scans and a hand-over, in a run in which nothing else is by chance."""
    numbers = count(1)

    def chance(length: int) -> bytes:
        return next(numbers).to_bytes(length, "big")

    opened = sign_in(folder, Role.SCANNER.value, passphrase_of(Role.SCANNER))
    with monkeypatch.context() as patched:
        opened.desk.clock = Still()
        patched.setattr("desktop.models.mailbox.uuid.uuid4", lambda: UUID(bytes=chance(16)))
        patched.setattr("desktop.ledger.entry.secrets", SimpleNamespace(token_bytes=chance))  # salts only
        for _ in range(3):
            decision = distribution.decide(opened.desk, standing, presented)
            if decision.verdict is Verdict.G2:
                same = DisbursementId(UUID(int=77))
                distribution.give(opened.desk, standing, presented, disbursement=same, looked=True)
            distribution.end_scan(opened.desk, standing, decision.household_id, distress=distress)
    with opened.desk.store.reader.connect() as conn, conn.begin():
        names = conn.execute(text(TABLES)).scalars().all()
        found = {name: [tuple(row) for row in conn.execute(text(f'SELECT * FROM "{name}"'))] for name in names}
    opened.close()
    return found


def test_a_signal_changes_no_other_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs, with and without it, compared column by column: but for sealed bytes they are equal to the last bit."""
    with office(tmp_path / "first") as made:
        first = Relief(made)
        standing, presented = first.round(), first.typed(first.household(4).text)
        folder = made.folder
    for name in ("with", "without"):
        shutil.copytree(folder, tmp_path / name)
    said = everything_after(tmp_path / "with", monkeypatch, standing, presented, distress=True)
    plain = everything_after(tmp_path / "without", monkeypatch, standing, presented, distress=False)
    signals, padding = said.pop("envelope"), plain.pop("envelope")
    assert [row[:2] for row in signals] == [row[:2] for row in padding], "the same ids in the same places"
    assert len(signals) == 4  # that of the registration too
    assert signals != padding
    assert said == plain
    assert len(plain["disbursement"]) == 1


def test_a_card_read_before_the_point_opens_is_a_rehearsal_and_nothing_is_recorded(relief: Relief) -> None:
    standing = relief.round()
    code = relief.household()
    card = relief.presented(relief.cards(code)[0].credential)
    shut(relief, standing)
    lines = len(rows(relief, select(LedgerEntry.seq)))
    decision = relief.decide(standing, card)
    assert (decision.verdict, decision.rehearsal, decision.person) == (Verdict.S1, True, None)
    assert not relief.decide(standing, relief.typed(code.text)).rehearsal
    with pytest.raises(NotDue):
        relief.give(standing, card)
    distribution.end_scan(relief.office.desk(Role.SCANNER), standing, decision.household_id, rehearsal=True)
    assert len(rows(relief, select(LedgerEntry.seq))) == lines
    assert handed_over(relief, standing, code) == {}
    assert len(rows(relief, select(Rehearsal.day))) == 1


def test_a_round_in_draft_rehearses_and_a_closed_one_does_not(relief: Relief) -> None:
    card = relief.presented(relief.cards(relief.household())[0].credential)
    draft = relief.round(opened=False)
    assert relief.decide(draft, card).rehearsal
    over = relief.round()
    programmes.close_round(relief.office.desk(Role.SUPERVISOR), over.round_code)
    closed = relief.decide(over, card)
    assert (closed.verdict, closed.rehearsal) == (Verdict.S1, False)


@pytest.mark.parametrize("times", [25, pytest.param(1_000, marks=(pytest.mark.nightly, pytest.mark.timeout(900)))])
def test_a_clock_that_jumps_about_stops_no_lane_and_each_jump_is_in_the_book(relief: Relief, times: int) -> None:
    """By up to ten years either way."""
    standing, random = relief.round(), Random(3)
    codes = [relief.household() for _ in range(times)]
    first = rows(relief, select(LedgerEntry.seq).order_by(LedgerEntry.seq.desc()).limit(1))[0].seq
    jumps = 0
    try:
        for code in codes:
            days = random.randint(-3650, 3650)
            relief.clock.by = timedelta(days=days)
            jumps += 1
            card = relief.presented(relief.cards(code)[0].credential)
            assert relief.decide(standing, card).verdict in (Verdict.G1, Verdict.G2)
            relief.give(standing, card)
            assert relief.decide(standing, card).verdict is Verdict.H1
    finally:
        relief.clock.by = timedelta(0)
    lines = rows(relief, select(LedgerEntry.line).where(LedgerEntry.seq > first).order_by(LedgerEntry.seq))
    entries = [msgspec.json.decode(row.line) for row in lines]
    assert sum(entry["do"] == "clock.jumped" for entry in entries) >= jumps
    stamps = [entry["hlc"] for entry in entries]
    assert stamps == sorted(set(stamps)), "the book's own time went back"


def test_the_day_of_the_lane_is_pakistans(relief: Relief) -> None:
    standing, scanner = relief.round(), relief.office.desk(Role.SCANNER)
    now = scanner.clock().at
    night = datetime(now.year, now.month, now.day, 18, 59, 30, tzinfo=UTC)  # 23:59:30 in Karachi
    try:
        relief.clock.by = night - now
        relief.give(standing, relief.typed(relief.household().text))
        assert distribution.counts(scanner, standing).point == 1
        relief.clock.by += timedelta(minutes=1)
        assert distribution.counts(scanner, standing).point == 0
        relief.give(standing, relief.typed(relief.household().text))
        assert distribution.counts(scanner, standing).point == 1
    finally:
        relief.clock.by = timedelta(0)
