"""Programmes saved as versions, hazard events, and rounds that are opened quickly for them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from desktop.errors import EventExists, NotPermitted, ProgrammeUnknown, RoundExists, RoundFileWrong, TemplateUnknown
from desktop.records.distribution import ItemDraft, ItemDue, PointDraft, StepDraft
from desktop.records.programme import EventDraft, EventView, ProgrammeDraft, QuickRound
from desktop.records.relief_rule import EVERYBODY, Criteria, Facts, ItemRule
from desktop.usecases import programme_rules, programmes
from desktop.values.period import local_day
from desktop.values.permissions import Role
from desktop.values.vocabulary import Category, Criterion, HazardKind, ListKind, RoundState
from tests.factories import TestOffice, office
from tests.usecases.relief_office import FLOUR, MALOOK, Relief

RULES = b"""\
programme = "Winter relief"
item = [{code = "BLANKET", per_person = 1, most = 6}, {code = "DIGNITY", per = {woman = 1}}]
"""
ROUND = b"""\
programme = "Winter relief"
code = "winter-1"
list = "open"
areas = ["PK617"]
from = 2026-11-24
to = 2026-11-30
point = [{code = "malook", name = "Basti Malook"}]
"""
FLOOD = EventDraft("flood-26", HazardKind.FLOOD, "Flood of 2026", date(2026, 11, 20), ("PK61701",))


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    """An office of its own for each test."""
    with office(tmp_path_factory.mktemp("programmes")) as one:
        yield one


def test_rules_are_saved_as_versions_and_the_same_rules_again_are_no_new_one(made: TestOffice) -> None:
    desk = made.desk(Role.SUPERVISOR)
    first = programme_rules.save_file(desk, RULES)
    assert (first.programme.version, first.again) == (1, False)
    assert first.programme.items == (
        ItemDraft("BLANKET", (), ItemRule(per_person=1, most=6)),
        ItemDraft("DIGNITY", (), ItemRule(per=((Category.WOMAN, 1),))),
    )
    again = programme_rules.save_file(desk, RULES)
    assert (again.programme.version, again.again, again.entry) == (1, True, None)
    changed = programme_rules.save_file(desk, RULES.replace(b"most = 6", b"most = 4"))
    assert (changed.programme.version, changed.programme.items[0].rule.most) == (2, 4)
    assert programme_rules.programme(desk, "Winter relief") == changed.programme
    assert programme_rules.save_file(desk, RULES).programme.version == 3


def test_how_much_may_be_missing_belongs_to_the_version_and_to_the_rounds_made_of_it(made: TestOffice) -> None:
    """Saying what is usual is another rule than saying nothing, so it is a version of its own."""
    desk = made.desk(Role.SUPERVISOR)
    programme_rules.save_file(desk, RULES)
    told = programme_rules.save_file(desk, RULES.replace(b"most = 6", b"most = 6, tolerance = 10"))
    assert (told.programme.version, told.programme.items[0].rule.tolerance) == (2, 10)
    one = programmes.make_from_file(desk, ROUND).round
    none = programme_rules.save_file(desk, RULES.replace(b"most = 6", b"most = 6, tolerance = 0"))
    assert (none.programme.version, none.programme.items[0].rule.tolerance) == (3, 0)
    assert programmes.round_view(desk, "winter-1").items[0].rule.tolerance == one.items[0].rule.tolerance == 10
    assert programme_rules.text_of(ProgrammeDraft("Winter relief", one.items)).count("tolerance = 10") == 1


def test_a_round_takes_the_newest_rules_and_keeps_them(made: TestOffice) -> None:
    desk = made.desk(Role.SUPERVISOR)
    Relief(made).household(7)
    programme_rules.save_file(desk, RULES)
    one = programmes.make_from_file(desk, ROUND).round
    assert (one.programme_version, one.totals[0]) == (1, ItemDue("BLANKET", 6, "piece"))
    programme_rules.save_file(desk, RULES.replace(b"most = 6", b"most = 4"))
    two = programmes.make_from_file(desk, ROUND.replace(b"winter-1", b"winter-2")).round
    assert (two.programme_version, two.totals[0]) == (2, ItemDue("BLANKET", 4, "piece"))
    assert programmes.round_view(desk, "winter-1").totals == one.totals
    assert programme_rules.programme(desk, "Winter relief").rounds == 2


def test_a_round_of_a_programme_without_saved_rules_has_to_tell_its_items(made: TestOffice) -> None:
    with pytest.raises(RoundFileWrong) as refused:
        programmes.make_from_file(made.desk(Role.SUPERVISOR), ROUND)
    assert (refused.value.where, refused.value.why) == ("item", "no_rules")


def test_saved_rules_that_do_not_fit_a_round_are_refused_when_it_is_made(made: TestOffice) -> None:
    desk = made.desk(Role.SUPERVISOR)
    programme_rules.save_file(desk, RULES.replace(b"most = 6", b'points = ["kot"]'))
    with pytest.raises(RoundFileWrong) as refused:
        programmes.make_from_file(desk, ROUND)
    assert (refused.value.where, refused.value.why) == ("item[0].points[0]", "unknown_point")


def test_what_a_household_would_get_is_told_without_an_office() -> None:
    draft, example = programme_rules.check(RULES, Facts(7, women=2))
    assert draft.name == "Winter relief"
    assert example.items == (ItemDue("BLANKET", 6, "piece"), ItemDue("DIGNITY", 2, "kit"))


@pytest.mark.parametrize(
    ("facts", "where"), [(Facts(0), "size"), (Facts(-3), "size"), (Facts(201), "size"), (Facts(2, women=3), "women")]
)
def test_a_household_that_cannot_be_is_no_example(facts: Facts, where: str) -> None:
    with pytest.raises(RoundFileWrong) as refused:
        programme_rules.check(RULES, facts)
    assert (refused.value.where, refused.value.why) == (where, "people")


def test_an_unknown_programme_is_refused_and_those_of_rounds_are_listed(made: TestOffice) -> None:
    desk = made.desk(Role.SUPERVISOR)
    with pytest.raises(ProgrammeUnknown):
        programme_rules.programme(desk, "Winter relief")
    Relief(made).round()
    assert [(one.name, one.version, one.rounds) for one in programme_rules.programmes(desk)] == [("Flood flour", 0, 1)]


def test_a_hazard_event_is_noted_once(made: TestOffice) -> None:
    desk = made.desk(Role.SUPERVISOR)
    noted = programme_rules.note_event(desk, FLOOD).event
    assert noted == EventView("flood-26", HazardKind.FLOOD, "Flood of 2026", date(2026, 11, 20), ("PK61701",), 0)
    with pytest.raises(EventExists):
        programme_rules.note_event(desk, FLOOD)
    assert programme_rules.events(desk) == (noted,)


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (EventDraft("Flood", HazardKind.FLOOD, "Flood", date(2026, 11, 20), ("PK617",)), "code"),
        (EventDraft("flood", HazardKind.FLOOD, "", date(2026, 11, 20), ("PK617",)), "text"),
        (EventDraft("flood", HazardKind.FLOOD, "Flood", date(2026, 11, 20), ()), "count"),
        (EventDraft("flood", HazardKind.FLOOD, "Flood", date(2026, 11, 20), ("PK000",)), "unknown_area"),
    ],
)
def test_an_event_that_cannot_be_is_refused(made: TestOffice, draft: EventDraft, why: str) -> None:
    with pytest.raises(RoundFileWrong) as refused:
        programme_rules.note_event(made.desk(Role.SUPERVISOR), draft)
    assert refused.value.why == why


def test_after_a_flood_a_round_is_made_of_a_template_and_opens_at_once(made: TestOffice) -> None:
    desk = made.desk(Role.SUPERVISOR)
    Relief(made).household(9)
    programme_rules.note_event(desk, FLOOD)
    quick = QuickRound("flood", "flood-26", (MALOOK,))
    one = programmes.make_quickly(desk, quick).round
    today = local_day(desk.clock().at)
    assert (one.code, one.areas, one.event, one.criteria) == ("flood-26-1", ("PK61701",), "flood-26", EVERYBODY)
    assert (one.from_day, one.to_day) == (today, today + timedelta(days=13))
    assert ItemDue("TENT", 2, "piece") in one.totals
    assert programmes.open_round(desk, one.code).round.state is RoundState.OPEN
    assert programmes.make_quickly(desk, quick).round.code == "flood-26-2"
    assert programme_rules.events(desk)[0].rounds == 2
    with pytest.raises(RoundExists):
        programmes.make_quickly(desk, QuickRound("heat", "flood-26", (MALOOK,), code="flood-26-1"))


def test_a_closure_chooses_who_works_at_kilns_or_in_the_fields_by_a_list_that_is_signed(made: TestOffice) -> None:
    desk = made.desk(Role.SUPERVISOR)
    Relief(made).household(2)
    programme_rules.note_event(desk, FLOOD)
    quick = QuickRound("smog-closure", "flood-26", (MALOOK,), areas=("PK617",), from_day=date(2026, 12, 1))
    one = programmes.make_quickly(desk, quick).round
    assert (one.list_kind, one.criteria) == (ListKind.FROZEN, Criteria((Criterion.KILN_OR_FARM,)))
    assert (one.households, one.to_day) == (1, date(2026, 12, 14))


@pytest.mark.parametrize(
    ("quick", "raised"),
    [
        (QuickRound("quake", "flood-26", (MALOOK,)), TemplateUnknown),
        (QuickRound("flood", "flood-27", (MALOOK,)), RoundFileWrong),
        (QuickRound("flood", "", (MALOOK,)), RoundFileWrong),
        (QuickRound("flood", "flood-26", ()), RoundFileWrong),
        (QuickRound("flood", "flood-26", (PointDraft("A b", "Kot"),)), RoundFileWrong),
    ],
)
def test_a_quick_round_without_its_parts_is_refused(made: TestOffice, quick: QuickRound, raised: type) -> None:
    desk = made.desk(Role.SUPERVISOR)
    programme_rules.note_event(desk, FLOOD)
    with pytest.raises(raised):
        programmes.make_quickly(desk, quick)


def test_what_several_points_may_give_counts_where_it_is_most(made: TestOffice) -> None:
    relief = Relief(made)
    relief.household(3, pcode="PK61701")
    relief.household(3, pcode="PK61702")
    only_kot = ItemDraft("TARP", (StepDraft(1, 2),), ItemRule(points=("kot",)))
    desk = made.desk(Role.SUPERVISOR)
    split = (PointDraft("malook", "Malook", ("PK61701",)), PointDraft("kot", "Kot", ("PK61702",)))
    apart = relief.round(items=(FLOUR, only_kot), points=split)
    assert ItemDue("TARP", 2, "piece") in programmes.round_view(desk, apart.round_code).totals
    anywhere = relief.round(items=(FLOUR, only_kot), points=(MALOOK, PointDraft("kot", "Kot")))
    assert ItemDue("TARP", 4, "piece") in programmes.round_view(desk, anywhere.round_code).totals


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_everybody_sees_programmes_and_only_a_supervisor_saves_them(made: TestOffice, role: Role) -> None:
    desk = made.desk(role)
    assert programme_rules.programmes(desk) == ()
    with pytest.raises(NotPermitted):
        programme_rules.save_file(desk, RULES)
    with pytest.raises(NotPermitted):
        programme_rules.note_event(desk, FLOOD)
