"""The attacks of a hostile tester on what is drawn, each tried again; with its rule switched off, it succeeds."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from desktop.errors import HouseholdListed, LetByGiver, MoreThanRegistered, NotPermitted, Refused
from desktop.queries.relief import decisions, late
from desktop.records.distribution import ItemDraft, Standing, StepDraft
from desktop.records.relief_rule import ItemRule
from desktop.usecases import allowances, distribution, households, late_entries, registration
from desktop.values.identifiers import HouseholdCode
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import Verdict, VoidReason
from tests.factories import office
from tests.usecases.living import ids
from tests.usecases.relief_office import MALOOK, OIL, Relief, ShiftedClock
from tests.usecases.relief_rows import allow, handed_over

WEEKLY = ItemDraft("ATTA20", (StepDraft(1, 2),), ItemRule(every_days=7))
ELSEWHERE = ("PK604",)


def nothing(*_: object, **__: object) -> None:
    """A rule switched off."""


def no_moves(*_: object) -> dict[object, object]:
    """As if the clock had never been set."""
    return {}


@pytest.fixture(scope="module")
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """One office for all attacks; each has households and a round of its own."""
    clock = ShiftedClock()
    with office(tmp_path_factory.mktemp("hostile"), clock=clock) as made:
        yield Relief(made, clock)
        made.close()


@pytest.fixture(autouse=True)
def set_right(relief: Relief) -> Iterator[None]:
    """Each attack begins with a clock that is right."""
    yield
    relief.clock.by = timedelta(0)


def no_sheet(*_: object) -> int:
    """In place of what asks for a printed sheet."""
    return 0


def entered(relief: Relief, standing: Standing, code: HouseholdCode, sheet: str) -> int:
    """How many of fourteen late lines of one family, a week apart, a lead alone brings in."""
    lead, taken = relief.office.desk(Role.LEAD), 0
    for week in range(13, -1, -1):
        try:
            late_entries.enter(lead, standing, sheet, local_day(relief.clock().at) - timedelta(days=6 * week), code)
        except Refused:
            continue
        taken += 1
    return taken


def test_a_family_is_not_entered_fourteen_times_on_paper(relief: Relief, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 4: on an invented sheet none, on a printed one today's alone."""
    code, standing = relief.household(6), relief.round(items=(WEEKLY,))
    unopened = relief.round(items=(WEEKLY,), points_open=False)
    assert entered(relief, unopened, code, "777777-1") == 0
    assert entered(relief, unopened, code, relief.sheet(unopened)) == 0
    assert entered(relief, standing, code, "777777-1") == 0
    assert entered(relief, standing, code, relief.sheet(standing)) == 1
    monkeypatch.setattr(late, "require_sheet", no_sheet)
    monkeypatch.setattr(late, "require_registered", no_sheet)
    monkeypatch.setattr(late_entries, "LINES_ALONE", 99)
    assert entered(relief, unopened, code, "777777-1") > 5


def parts(relief: Relief, standing: Standing, code: HouseholdCode) -> int:
    """Six people become six households; how many of them draw."""
    clerk, day = relief.office.desk(Role.CLERK), local_day(relief.clock().at)
    codes = [code]
    for one in ids(registration.show(clerk, code))[1:]:
        done = households.split(clerk, code, [one], day=day, second=relief.office.second(Role.SUPERVISOR))
        assert done.other is not None
        codes.append(done.other.code)
    taken = 0
    for part in codes:
        shown = relief.typed(part.text)
        if relief.decide(standing, shown).verdict in (Verdict.G1, Verdict.G2):
            relief.give(standing, shown)
            taken += 1
        else:
            assert relief.decide(standing, shown, Role.HELPDESK).why == "drew_after_split"
    for part in codes[1:]:
        households.merge(clerk, code, part, day=day)
    return taken


def test_split_draw_and_merge_gives_one_share(relief: Relief, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 8."""
    standing = relief.round()
    assert parts(relief, standing, relief.household(6)) == 1
    monkeypatch.setattr(decisions, "shared_draw", nothing)
    assert parts(relief, standing, relief.household(6)) == 6


def test_a_clock_set_back_takes_no_old_hand_over_back(relief: Relief, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 13: six hours later, the clock is set back by six hours."""
    scanner, standing = relief.office.desk(Role.SCANNER), relief.round()
    given = relief.give(standing, relief.typed(relief.household().text))
    relief.clock.passed += timedelta(hours=6)
    relief.give(standing, relief.typed(relief.household().text))
    relief.clock.by = -timedelta(hours=6)
    with pytest.raises(NotPermitted):
        distribution.void(scanner, given.disbursement, VoidReason.WRONG_COUNT)

    def by_wall(*_: object) -> timedelta:
        return relief.clock().at - given.at

    monkeypatch.setattr(distribution, "age", by_wall)
    distribution.void(scanner, given.disbursement, VoidReason.WRONG_COUNT)


def test_a_clock_set_forward_and_back_over_a_restart_opens_no_old_hand_over(relief: Relief) -> None:
    """Row 13 once more: the book's clock is days ahead, so it tells no hours, and the machine was started since."""
    scanner, standing = relief.office.desk(Role.SCANNER), relief.round()
    relief.clock.by = timedelta(days=8)
    given = relief.give(standing, relief.typed(relief.household().text))
    relief.clock.by = timedelta(0)
    relief.clock.passed += timedelta(hours=6)
    relief.clock.starts += 1
    with pytest.raises(NotPermitted):
        distribution.void(scanner, given.disbursement, VoidReason.WRONG_COUNT)
    lead, second = relief.office.desk(Role.LEAD), relief.office.second(Role.SUPERVISOR)
    distribution.void(lead, given.disbursement, VoidReason.WRONG_COUNT, second=second)


@pytest.mark.parametrize("restarted", [False, True])
def test_a_clock_set_forward_brings_no_week(relief: Relief, restarted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 13: eight days forward, also over a restart of the machine; what is given once is given all the same."""
    code, other = relief.household(), relief.household()
    standing = relief.round(items=(WEEKLY, OIL))
    relief.give(standing, relief.typed(code.text))
    relief.clock.by = timedelta(days=8)
    relief.clock.starts += restarted
    said = relief.decide(standing, relief.typed(code.text), Role.HELPDESK)
    assert (said.verdict, said.why) == (Verdict.H5, "clock_moved")
    relief.give(standing, relief.typed(other.text))
    assert handed_over(relief, standing, other) == {"ATTA20": 2, "OIL5": 1}
    assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.H5, "though the jump is recorded now"
    with monkeypatch.context() as off:
        off.setattr(decisions, "moved_since", no_moves)
        assert relief.decide(standing, relief.typed(code.text)).verdict is Verdict.G2
    allow(relief, standing, code, 2)
    relief.give(standing, relief.typed(code.text))
    assert handed_over(relief, standing, code) == {"ATTA20": 4, "OIL5": 1}


def test_a_week_that_passed_is_a_week(relief: Relief) -> None:
    """Eight days on the machine's own clock are no jump."""
    code, standing = relief.household(), relief.round(items=(WEEKLY,))
    relief.give(standing, relief.typed(code.text))
    relief.clock.passed += timedelta(days=8)
    relief.give(standing, relief.typed(code.text))
    assert handed_over(relief, standing, code) == {"ATTA20": 4}


def test_an_allowance_is_for_no_listed_household_nor_for_more_than_it_has(
    relief: Relief, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 14: forty for a listed household of six, seconded by the scanner who then hands over."""
    code, standing = relief.household(6), relief.round()
    desk, scanner = relief.office.desk(Role.HELPDESK), relief.office.second(Role.SCANNER)
    with pytest.raises(HouseholdListed):
        allowances.allow(desk, standing.round_code, code, 6, "flood", second=scanner)
    other = relief.round(areas=ELSEWHERE, points=(MALOOK,))
    with pytest.raises(MoreThanRegistered):
        allowances.allow(desk, other.round_code, code, 40, "flood", second=scanner)
    allowances.allow(desk, other.round_code, code, 6, "flood", second=scanner)
    shown = relief.typed(code.text)
    with pytest.raises(LetByGiver):
        relief.give(other, shown)
    assert handed_over(relief, other, code) == {}
    relief.give(other, shown, role=Role.LEAD)
    assert handed_over(relief, other, code) == {"ATTA20": 4, "OIL5": 1}
    monkeypatch.setattr(allowances, "_require_letting", nothing)
    monkeypatch.setattr(distribution, "require_hands", nothing)
    allowances.allow(desk, standing.round_code, code, 40, "flood", second=scanner)
    relief.give(standing, shown)
    assert handed_over(relief, standing, code) != {}
