"""Rosters: the lines of a point in order, totals, versions, and the entry whose fingerprint is printed."""

from collections.abc import Iterator

import pytest

from desktop.errors import NotPermitted, PointUnknown, RoundUnknown
from desktop.records.distribution import ItemDraft, ItemDue, PointDraft, Standing, StepDraft
from desktop.records.trusted_person import CollectorDraft
from desktop.usecases import collectors, registration, rosters
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language, ListKind, RosterSort
from desktop.words.captions.relief import roster_sheet
from tests.factories import child, household, office
from tests.usecases.relief_office import MALOOK, Relief


@pytest.fixture
def relief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relief]:
    """An office of its own for each test."""
    with office(tmp_path_factory.mktemp("rosters")) as made:
        yield Relief(made)


def test_lines_stand_by_village_then_name_or_by_code_with_totals(relief: Relief) -> None:
    standing = relief.round()
    codes = [
        relief.household(people, village=village) for people, village in ((4, "Chak 9"), (2, "Basti"), (3, "chak 9"))
    ]
    data = rosters.roster(relief.office.desk(Role.LEAD), standing, sort=RosterSort.VILLAGE)
    assert [line.code for line in data.lines] == [codes[1], codes[0], codes[2]]
    assert [line.size for line in data.lines] == [2, 4, 3]
    assert data.lines[0].name_as_told.startswith("سکینہ")
    assert data.lines[0].parent_name == "رحیم بخش"
    assert data.totals == (ItemDue("ATTA20", 8, "bag"), ItemDue("OIL5", 3, "can"))
    by_code = rosters.roster(relief.office.desk(Role.LEAD), standing, sort=RosterSort.CODE)
    assert [line.code for line in by_code.lines] == sorted(codes)


def test_a_point_with_areas_lists_its_own_households_and_one_without_lists_all(relief: Relief) -> None:
    city = PointDraft("city", "City", ("PK61702",))
    standing = relief.round(points=(MALOOK, city))
    here, there = relief.household(pcode="PK61701"), relief.household(pcode="PK61702")
    lead = relief.office.desk(Role.LEAD)
    everybody = rosters.roster(lead, standing, sort=RosterSort.CODE)
    assert {line.code for line in everybody.lines} == {here, there}
    some = rosters.roster(lead, Standing(standing.round_code, "city"), sort=RosterSort.CODE)
    assert [line.code for line in some.lines] == [there]
    assert some.point.name == "City"
    assert some.totals == (ItemDue("ATTA20", 2, "bag"), ItemDue("OIL5", 1, "can"))


def test_who_was_served_stays_on_the_list_with_what_was_due(relief: Relief) -> None:
    standing = relief.round()
    code = relief.household(5)
    relief.give(standing, relief.typed(code.text))
    (line,) = rosters.roster(relief.office.desk(Role.LEAD), standing, sort=RosterSort.CODE).lines
    assert line.items == (ItemDue("ATTA20", 4, "bag"), ItemDue("OIL5", 1, "can"))


def test_an_open_list_gets_a_version_only_when_it_changed(relief: Relief) -> None:
    standing = relief.round()
    lead = relief.office.desk(Role.LEAD)

    def version() -> int:
        return rosters.roster(lead, standing, sort=RosterSort.VILLAGE).round.list_version

    relief.household()
    assert [version(), version()] == [1, 1]
    relief.household()
    assert [version(), version()] == [2, 2]


def test_a_fixed_list_keeps_its_version_and_its_lines(relief: Relief) -> None:
    listed = relief.household(4)
    standing = relief.round(kind=ListKind.FROZEN)
    relief.household(4)
    for _ in range(2):
        data = rosters.roster(relief.office.desk(Role.SUPERVISOR), standing, sort=RosterSort.CODE)
        assert [line.code for line in data.lines] == [listed]
        assert data.round.list_version == 1


def test_who_may_also_collect_stands_there_by_initials_and_children_alone_by_their_caretaker(relief: Relief) -> None:
    """Initials and no more; whoever is not named any more is gone; no phone and no name of a collector leaves."""
    clerk, lead = relief.office.desk(Role.CLERK), relief.office.desk(Role.LEAD)
    standing = relief.round()
    named, plain = relief.household(3), relief.household(3)
    for draft in (CollectorDraft("اسلم خان", "Aslam Khan", "NEPHEW", "0301-7778889"), CollectorDraft("", "Rani Bibi")):
        collectors.name_collector(clerk, named, draft)
    children = household(child("زینب", "HEAD", holder=1), child("علی"))
    alone = registration.register(clerk, children, different=True).household.code
    collectors.name_collector(clerk, alone, CollectorDraft("حلیمہ", "Halima", "OTHER", "0302-1112223"))
    orphans = household(child("آمنہ", "HEAD", holder=1), child("بلال"), village="Chak 99")
    unnamed = registration.register(clerk, orphans, different=True).household.code
    data = rosters.roster(lead, standing, sort=RosterSort.CODE)
    lines = {line.code: line for line in data.lines}
    assert lines[named].collectors == ("ا\u200cخ", "RB")
    assert lines[plain].collectors == lines[unnamed].collectors == lines[alone].collectors == ()
    assert (lines[alone].caretaker, lines[named].caretaker, lines[unnamed].caretaker) == ("حلیمہ", "", "")
    opened = relief.office.opened(Role.LEAD)
    sheet = roster_sheet(data, "muster", Language.ENGLISH, opened.desk.office, "BML03")
    rows = {row.code: row for row in sheet.rows}
    assert rows[alone.text].name == "حلیمہ"
    assert "زینب" in rows[alone.text].relation
    assert rows[named.text].collectors == ("ا\u200cخ", "RB")
    assert not any(told in repr(sheet) for told in ("اسلم", "Aslam", "Rani", "7778889", "1112223"))
    collectors.end_collector(clerk, named, 1)
    again = rosters.roster(lead, standing, sort=RosterSort.CODE)
    assert next(line for line in again.lines if line.code == named).collectors == ("RB",)


def test_households_that_are_due_nothing_are_left_out(relief: Relief) -> None:
    tent = ItemDraft("TENT", (StepDraft(4, 1),))
    standing = relief.round(items=(tent,))
    relief.household(2)
    large = relief.household(4)
    data = rosters.roster(relief.office.desk(Role.LEAD), standing, sort=RosterSort.CODE)
    assert [line.code for line in data.lines] == [large]


def test_printing_is_an_entry_with_a_fingerprint_and_needs_its_right(relief: Relief) -> None:
    standing = relief.round()
    before = rosters.roster(relief.office.desk(Role.LEAD), standing, sort=RosterSort.CODE).entry
    after = rosters.roster(relief.office.desk(Role.LEAD), standing, sort=RosterSort.CODE).entry
    assert after.seq == before.seq + 2  # the numbers of the sheets have a line of their own
    assert after.size == after.seq + 1
    assert len(after.digits.replace(" ", "")) == 24
    with pytest.raises(NotPermitted):
        rosters.roster(relief.office.desk(Role.SCANNER), standing, sort=RosterSort.CODE)
    with pytest.raises(PointUnknown):
        rosters.roster(relief.office.desk(Role.LEAD), Standing(standing.round_code, "x"), sort=RosterSort.CODE)
    with pytest.raises(RoundUnknown):
        rosters.roster(relief.office.desk(Role.LEAD), Standing("x", "x"), sort=RosterSort.CODE)
