"""What the book notes by itself: a clock that moved, seen by everybody; cards, codes and passphrases by the auditor."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.errors import WrongPassphrase
from desktop.opening import sign_in
from desktop.records.distribution import Standing
from desktop.usecases import anomalies, distribution, point_days
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.permissions import Role
from desktop.values.vocabulary import PointCheckKind
from desktop.words.anomalies import noted_where, noted_words
from tests import factories
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief, ShiftedClock

TWO_DAYS = timedelta(days=2)


@pytest.fixture
def clock() -> ShiftedClock:
    """The desk's clock, which the test moves."""
    return ShiftedClock()


@pytest.fixture
def office(tmp_path: Path, clock: ShiftedClock) -> Iterator[TestOffice]:
    """An office on that clock."""
    with factories.office(tmp_path, clock=clock) as made:
        yield made


@pytest.fixture
def standing(office: TestOffice) -> Standing:
    """An open point."""
    return Relief(office).round()


def kinds(desk: Desk) -> list[EntryKind]:
    """What is noted, the newest first."""
    return [one.kind for one in anomalies.noted(desk)]


def clock_line(office: TestOffice, standing: Standing) -> tuple[bool | None, str]:
    """What the checklist of the point found about the clock."""
    checks = point_days.ready(office.desk(Role.LEAD), standing).checks
    line = next(one for one in checks if one.kind is PointCheckKind.CLOCK)
    return line.found, line.facts["jumps"]


def test_a_clock_that_goes_as_it_should_is_told_of_nowhere(office: TestOffice, standing: Standing) -> None:
    """The control: nothing noted, nothing counted, the checklist finds no jump."""
    desk = office.desk(Role.LEAD)
    assert anomalies.clock(desk).jumps == 0
    assert anomalies.clock(desk).moved is None
    assert anomalies.noted(desk) == ()
    assert clock_line(office, standing) == (True, "0")


def test_a_clock_set_back_is_seen_before_and_after_the_book_tells_of_it(
    office: TestOffice, standing: Standing, clock: ShiftedClock
) -> None:
    """Counted once in all: first without an entry, then as the entry; the checklist does not call it right."""
    relief = Relief(office)
    lead = office.desk(Role.LEAD)
    relief.give(standing, relief.typed(relief.household().text))
    before = lead.clock()
    clock.by = -TWO_DAYS
    moved = lead.moved_since(before)
    assert moved is not None
    assert round(moved / TWO_DAYS) == -1
    seen = anomalies.clock(lead)
    assert seen.jumps == 1
    assert seen.moved is not None
    assert anomalies.noted(lead) == ()
    assert clock_line(office, standing) == (False, "1")
    relief.give(standing, relief.typed(relief.household().text))
    seen = anomalies.clock(lead)
    assert (seen.jumps, seen.moved) == (1, None)
    (noted,) = anomalies.noted(lead)
    assert noted.kind is EntryKind.CLOCK_JUMPED
    assert round(noted.number / 86_400) == -2
    assert noted_words(noted) == "The clock was set back by 2 days"
    assert noted_where(noted).endswith(f"book line {noted.seq + 1}")
    assert clock_line(office, standing) == (False, "1")


def test_small_steps_are_seen_once_they_add_up_to_a_jump(
    office: TestOffice, standing: Standing, clock: ShiftedClock
) -> None:
    """What the next entry will tell of is shown before it, though no step alone is a jump beside the entry before."""
    relief = Relief(office)
    lead = office.desk(Role.LEAD)
    clock.by = timedelta(seconds=100)
    relief.give(standing, relief.typed(relief.household().text))
    assert anomalies.clock(lead).moved is None
    clock.by = timedelta(seconds=200)
    seen = anomalies.clock(lead)
    assert seen.jumps == 1
    assert seen.moved is not None
    assert round(seen.moved.total_seconds()) == 200
    assert clock_line(office, standing) == (False, "1")


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (timedelta(minutes=-3), "The clock was set back by 3 minutes"),
        (timedelta(hours=5), "The clock went ahead by 5 hours"),
        (timedelta(days=400), "The clock went ahead by 400 days"),
    ],
)
def test_the_words_say_by_how_much_and_where_to(
    office: TestOffice, standing: Standing, clock: ShiftedClock, by: timedelta, said: str
) -> None:
    """In the largest unit."""
    relief = Relief(office)
    relief.give(standing, relief.typed(relief.household().text))
    clock.by = by
    relief.give(standing, relief.typed(relief.household().text))
    assert noted_words(anomalies.noted(office.desk(Role.AUDITOR))[0]) == said


def test_the_auditor_reads_more_than_the_lead(office: TestOffice, standing: Standing, clock: ShiftedClock) -> None:
    """A doubted card, codes that missed and a wrong passphrase are the auditor's; the newest stands first."""
    scanner = office.desk(Role.SCANNER)
    distribution.note_doubted(scanner, Standing(standing.round_code, standing.point_code, 2), "desk", "A FALSE CARD")
    for _ in range(3):
        distribution.note_typed_miss(scanner)
    with pytest.raises(WrongPassphrase):
        sign_in(office.folder, Role.SCANNER.value, "not the passphrase at all", clock=clock)
    sign_in(office.folder, Role.SCANNER.value, factories.passphrase_of(Role.SCANNER), clock=clock).close()
    clock.by = timedelta(hours=1)
    Relief(office).household()
    auditor = office.desk(Role.AUDITOR)
    assert kinds(auditor)[0] is EntryKind.CLOCK_JUMPED
    assert {EntryKind.CARD_DOUBTED, EntryKind.CODES_MISSED} < set(kinds(auditor))
    assert kinds(office.desk(Role.LEAD)) == [EntryKind.CLOCK_JUMPED]
    said = {one.kind: noted_words(one) for one in anomalies.noted(auditor)}
    assert said[EntryKind.CARD_DOUBTED].endswith("lane 2")
    assert said[EntryKind.CODES_MISSED].startswith("3 typed codes")
    assert {one.operator for one in anomalies.noted(auditor) if one.kind is EntryKind.CODES_MISSED} == {"scanner"}
