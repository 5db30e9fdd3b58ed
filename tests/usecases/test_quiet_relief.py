"""The quiet list about days of relief, on a real store: a planted day each is shown with its facts, others not."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from desktop.records.distribution import Collecting, Standing
from desktop.records.help_desk import ProxyDraft
from desktop.records.quiet import QuietFlag
from desktop.usecases import allowances, cards, distribution, quiet
from desktop.values.identifiers import DisbursementId, HouseholdCode, new_id
from desktop.values.period import PAKISTAN, local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import CardReason, CollectionKind, ProxyReason, QuietKind
from desktop.words.quiet import flag_facts, flag_title
from tests import factories
from tests.clocks import MorningClock
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief

BEFORE = timedelta(hours=1)


@pytest.fixture
def watch() -> MorningClock:
    """A clock that stands at ten in the morning of tomorrow."""
    made = MorningClock()
    tomorrow = local_day(made().at) + timedelta(days=1)
    made.ahead += datetime.combine(tomorrow, time(10), PAKISTAN) - made().at
    return made


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, watch: MorningClock) -> Iterator[TestOffice]:
    with factories.office(tmp_path_factory.mktemp("quiet-relief"), clock=watch) as made:
        yield made


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    return Relief(office)


def homes(relief: Relief, watch: MorningClock, count: int, *, village: str = "Chak 12") -> list[HouseholdCode]:
    """Households registered at an honest pace."""
    found: list[HouseholdCode] = []
    for _ in range(count):
        watch.forward(minutes=6)
        found.append(relief.household(village=village))
    return found


def told(office: TestOffice) -> list[QuietFlag]:
    """What stands in the supervisor's list."""
    return list(quiet.flags(office.desk(Role.SUPERVISOR)))


def given(relief: Relief, watch: MorningClock, standing: Standing, codes: list[HouseholdCode], seconds: float) -> None:
    """Hand-overs one after another, so many seconds apart."""
    for code in codes:
        shown = relief.presented(relief.cards(code)[0].credential)
        watch.forward(seconds=seconds)
        relief.give(standing, shown)


def test_an_honest_day_leaves_the_list_empty(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    """Hand-overs at twelve seconds, two lost cards, a neighbour who collects for two, two people letting three draw."""
    standing = relief.round()
    codes = homes(relief, watch, 14)
    given(relief, watch, standing, codes[:12], 12)
    for code in codes[:2]:
        watch.forward(minutes=20)
        (face,) = relief.cards(code)
        cards.replace(office.desk(Role.CLERK), face.number, CardReason.LOST, present=True)
    for code in codes[12:]:
        collected(relief, watch, standing, code)
    other = relief.round(areas=("PK604",))
    for code in codes[:3]:
        allowances.allow(
            office.desk(Role.HELPDESK), other.round_code, code, 2, "split", second=office.second(Role.LEAD)
        )
    assert told(office) == []


def collected(relief: Relief, watch: MorningClock, standing: Standing, code: HouseholdCode) -> None:
    """A boy collects, let by two people for today."""
    office = relief.office
    boy = ProxyDraft("", "Bilal", "", "0301-7654321", ProxyReason.AWAY_AT_WORK)
    second = office.second(Role.LEAD)
    allowances.let_collect(office.desk(Role.HELPDESK), standing.round_code, code, boy, second=second)
    watch.forward(seconds=40)
    distribution.give(
        office.desk(Role.SCANNER),
        standing,
        relief.typed(code.text),
        disbursement=DisbursementId(new_id()),
        looked=True,
        collector=Collecting(CollectionKind.PROXY),
    )


def test_one_person_who_collects_for_many_is_shown(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    """From the third household of a round on: name, phone, households, from when to when."""
    standing = relief.round()
    codes = homes(relief, watch, 4)
    for number, code in enumerate(codes):
        collected(relief, watch, standing, code)
        assert len(told(office)) == (1 if number >= 2 else 0)
    (flag,) = told(office)
    assert (flag.kind, flag.count, flag.phone, flag.name) == (QuietKind.COLLECTOR, 4, "+923017654321", "Bilal")
    assert set(flag.households) == set(codes)
    assert flag_title(flag) == "\u2068Bilal\u2069 collects" or "Bilal" in flag_title(flag)
    assert "4 households" in flag_facts(flag)


def test_a_lane_that_is_faster_than_people_is_shown(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    """Twelve bags in half a minute; the other lane and the slower ones are silent."""
    standing = relief.round()
    codes = homes(relief, watch, 30)
    given(relief, watch, standing, codes[:10], 5)
    assert told(office) == []
    fast = Standing(standing.round_code, standing.point_code, 2)
    watch.forward(seconds=30)
    given(relief, watch, fast, codes[10:22], 2)
    given(relief, watch, standing, codes[22:], 15)
    (flag,) = told(office)
    assert (flag.kind, flag.count, flag.lane, flag.point) == (QuietKind.LANE, 12, 2, "Basti Malook")
    assert (flag.operator, flag.seconds) == ("scanner", 22)
    assert set(flag.households) == set(codes[10:22])
    assert "12 hand-overs in 22 seconds" in flag_facts(flag)


def test_the_same_two_people_all_day_are_shown(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    """Twelve acts of a help desk and one lead, and one of others; the day before, eleven were silent."""
    standing = relief.round(areas=("PK604",))
    codes = homes(relief, watch, 13)
    for number, code in enumerate(codes[:12]):
        allowances.allow(
            office.desk(Role.HELPDESK), standing.round_code, code, 2, "split", second=office.second(Role.LEAD)
        )
        watch.forward(minutes=10)
        assert len(told(office)) == (1 if number == 11 else 0)
    allowances.allow(
        office.desk(Role.HELPDESK), standing.round_code, codes[12], 2, "split", second=office.second(Role.SUPERVISOR)
    )
    (flag,) = told(office)
    assert (flag.kind, flag.count, flag.total) == (QuietKind.STAFF, 12, 13)
    assert {flag.operator, flag.second} == {"helpdesk", "lead"}
    assert flag.households == ()
    assert "12 of the 13 acts" in flag_facts(flag)


def test_changes_in_the_night_are_shown(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    """Three cards replaced after ten in the evening; two were silent. Midnight does not part a night."""
    codes = homes(relief, watch, 3)
    faces = [relief.cards(code)[0] for code in codes]
    evening = datetime.combine(local_day(watch().at), time(23, 40), PAKISTAN)
    watch.ahead += evening - watch().at
    for number, face in enumerate(faces):
        cards.replace(office.desk(Role.CLERK), face.number, CardReason.LOST, present=True)
        watch.forward(minutes=25)
        assert len(told(office)) == (1 if number == 2 else 0)
    (flag,) = told(office)
    assert (flag.kind, flag.operator) == (QuietKind.NIGHT, "clerk")
    assert flag.first is not None
    assert flag.first.astimezone(UTC).hour == 18
    assert set(flag.households) == set(codes)


def test_many_cards_for_one_village_in_an_hour_are_shown(
    relief: Relief, office: TestOffice, watch: MorningClock
) -> None:
    """Six replaced at eight minutes; first cards of a whole village at once, and another village, are silent."""
    codes = homes(relief, watch, 7, village="Kot Sultan")
    other = homes(relief, watch, 3, village="Chak 9")
    faces = list(cards.issue(office.desk(Role.CLERK), [*codes, *other]).faces)
    assert told(office) == []
    for number, face in enumerate(faces[:6]):
        watch.forward(minutes=8)
        cards.replace(office.desk(Role.CLERK), face.number, CardReason.LOST, present=True)
        assert len(told(office)) == (1 if number == 5 else 0)
    for face in faces[7:]:
        watch.forward(minutes=1)
        cards.replace(office.desk(Role.CLERK), face.number, CardReason.LOST, present=True)
    (flag,) = told(office)
    assert (flag.kind, flag.count, flag.village, flag.operator) == (QuietKind.CARDS, 6, "Kot Sultan", "clerk")
    assert "6 cards in the place of others" in flag_facts(flag)


def test_what_is_put_aside_stays_aside_until_it_grows(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    """A line about relief is put aside with a reason like every other."""
    standing = relief.round()
    codes = homes(relief, watch, 4)
    for code in codes[:3]:
        collected(relief, watch, standing, code)
    (flag,) = told(office)
    quiet.put_aside(office.desk(Role.SUPERVISOR), flag.key, "her three neighbours are ill")
    assert told(office) == []
    collected(relief, watch, standing, codes[3])
    assert [again.key for again in told(office)] == [flag.key]


def test_old_days_rest(relief: Relief, office: TestOffice, watch: MorningClock) -> None:
    """After a month nothing of a day is looked at any more."""
    standing = relief.round()
    codes = homes(relief, watch, 12)
    given(relief, watch, standing, codes, 2)
    assert [flag.kind for flag in told(office)] == [QuietKind.LANE]
    watch.forward(days=32)
    assert told(office) == []
