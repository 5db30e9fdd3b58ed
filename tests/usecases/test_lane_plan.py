"""The plan of a point's lanes and its day: kept with the round, counted from its list, and refusing nothing."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from desktop.errors import RoundFileWrong
from desktop.models.ledger_entry import LedgerContent
from desktop.records.distribution import PointDraft, Standing
from desktop.records.programme import EventDraft, QuickRound
from desktop.security import canonical
from desktop.usecases import distribution, point_days, programme_rules, programmes, round_lists, safekeeping
from desktop.values.permissions import Role
from desktop.values.vocabulary import HazardKind, ListKind, PointCheckKind, VoidReason
from tests.factories import TestOffice
from tests.usecases.relief_office import Relief

DAY = date(2026, 11, 26)
MALOOK = PointDraft("malook", "Basti Malook", (), 3, DAY)
KOT = PointDraft("kot", "Kot", ("PK61702",), 1)
FILE = b"""\
programme = "Flood flour"
code = "flour"
list = "open"
areas = ["PK617"]
from = 2026-11-24
to = 2026-11-30
item = [{code = "ATTA20", qty = 2}]
point = [{code = "malook", name = "Basti Malook", lanes = 3, on = 2026-12-24}, {code = "kot", name = "Kot"}]
"""


@pytest.fixture
def relief(office: TestOffice) -> Relief:
    return Relief(office)


def planned(office: TestOffice, code: str) -> dict[str, tuple[int, date | None, int]]:
    view = programmes.round_view(office.desk(Role.SUPERVISOR), code)
    return {point.code: (point.lanes, point.on_day, point.households) for point in view.points}


def to_come(office: TestOffice, standing: Standing) -> int:
    return point_days.ready(office.desk(Role.LEAD), standing).to_come


def test_lanes_and_day_are_kept_with_the_round_and_stand_in_its_entry(office: TestOffice, relief: Relief) -> None:
    """A day outside those of the round, in the past or next month, refuses nothing."""
    relief.household()
    programmes.make_from_file(office.desk(Role.SUPERVISOR), FILE)
    assert planned(office, "flour") == {"malook": (3, date(2026, 12, 24), 1), "kot": (0, None, 0)}
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        kept = conn.execute(select(LedgerContent.content).order_by(LedgerContent.seq.desc())).scalars().all()
    made = next(one for raw in kept if (one := canonical.decode_object(bytes(raw))).get("round") == "flour")
    assert made["points"] == [
        {"code": "malook", "name": "Basti Malook", "areas": [], "lanes": 3, "on": "2026-12-24"},
        {"code": "kot", "name": "Kot", "areas": []},
    ]
    programmes.open_round(office.desk(Role.SUPERVISOR), "flour")
    ready = point_days.open_point(
        office.desk(Role.LEAD), Standing("flour", "malook"), ticked=tuple(PointCheckKind)
    ).ready
    assert (ready.place.lanes, ready.place.on_day, ready.place.open) == (3, date(2026, 12, 24), True)
    auditor = office.opened(Role.AUDITOR)
    assert safekeeping.check(auditor.desk, auditor.certificates, office.folder).first_bad is None


@pytest.mark.parametrize("kind", list(ListKind))
def test_each_point_counts_the_households_that_it_serves(office: TestOffice, relief: Relief, kind: ListKind) -> None:
    """On an open list as on a fixed one; a point for all counts those whom no other point has to itself."""
    for pcode in ("PK61701", "PK61701", "PK61702", "PK61702", "PK61702"):
        relief.household(pcode=pcode)
    here_only = PointDraft("malook", "Basti Malook", ("PK61701",), 3, DAY)
    standing = relief.round(points=(here_only, KOT), kind=kind)
    assert planned(office, standing.round_code) == {"malook": (3, DAY, 2), "kot": (1, None, 3)}
    assert to_come(office, standing) == 2
    assert to_come(office, Standing(standing.round_code, "kot")) == 3


@pytest.mark.parametrize("kind", list(ListKind))
def test_who_received_comes_no_more_and_whoever_gave_it_back_does(
    office: TestOffice, relief: Relief, kind: ListKind
) -> None:
    homes = [relief.household() for _ in range(3)]
    standing = relief.round(points=(MALOOK,), kind=kind)
    assert to_come(office, standing) == 3
    given = [relief.give(standing, relief.typed(home.text)) for home in homes[:2]]
    assert to_come(office, standing) == 1
    distribution.void(office.desk(Role.SCANNER), given[0].disbursement, VoidReason.CAME_BACK)
    assert to_come(office, standing) == 2
    assert planned(office, standing.round_code)["malook"][2] == 3


def test_another_lane_than_the_planned_ones_serves(office: TestOffice, relief: Relief) -> None:
    """Three are planned; a ninth laptop stands there all the same."""
    standing = relief.round(points=(MALOOK,))
    home = relief.household()
    given = relief.give(Standing(standing.round_code, standing.point_code, 9), relief.typed(home.text))
    with office.desk(Role.SUPERVISOR).store.reader.connect() as conn:
        lanes = conn.execute(text("SELECT lane FROM disbursement")).scalars().all()
    assert (list(lanes), given.receipt) == ([9], 1)


def test_lanes_that_have_somebody_are_counted_beside_the_plan(office: TestOffice, relief: Relief) -> None:
    standing = relief.round(points=(MALOOK,), points_open=False)
    line = next(
        line for line in point_days.ready(office.desk(Role.LEAD), standing).checks if line.kind is PointCheckKind.LANES
    )
    assert (line.found, line.facts) == (None, {"lanes": "3", "staffed": "0"})
    unplanned = relief.round(points_open=False)
    checks = point_days.ready(office.desk(Role.LEAD), unplanned).checks
    assert next(line for line in checks if line.kind is PointCheckKind.LANES).facts == {}


@pytest.mark.parametrize("lanes", [-1, 51, 10**9])
def test_absurd_lanes_are_refused(office: TestOffice, lanes: int) -> None:
    desk = office.desk(Role.SUPERVISOR)
    with pytest.raises(RoundFileWrong) as refused:
        programmes.make_from_file(desk, FILE.replace(b"lanes = 3", b"lanes = %d" % lanes))
    told = refused.value
    assert (told.where, told.value, told.why) == ("point[0].lanes", str(lanes), "lanes")


def test_a_template_plans_lanes_for_the_points_that_tell_none(office: TestOffice) -> None:
    desk = office.desk(Role.SUPERVISOR)
    programme_rules.note_event(desk, EventDraft("flood-26", HazardKind.FLOOD, "Flood", date(2026, 11, 20), ("PK617",)))
    points = (PointDraft("malook", "Basti Malook"), PointDraft("kot", "Kot", lanes=5))
    one = programmes.make_quickly(desk, QuickRound("flood", "flood-26", points)).round
    assert [point.lanes for point in one.points] == [2, 5]


def test_a_list_that_was_added_to_is_counted_anew(office: TestOffice, relief: Relief) -> None:
    relief.household()
    standing = relief.round(points=(MALOOK, KOT), kind=ListKind.FROZEN)
    late = relief.household(pcode="PK61702")
    round_lists.add_household(office.desk(Role.SUPERVISOR), standing.round_code, late, "came later")
    assert to_come(office, Standing(standing.round_code, "kot")) == 1
    assert planned(office, standing.round_code)["kot"][2] == 1


def test_a_day_that_is_not_today_is_only_told(office: TestOffice, relief: Relief) -> None:
    tomorrow = point_days.ready(office.desk(Role.LEAD), relief.round()).day + timedelta(days=1)
    standing = relief.round(points=(PointDraft("malook", "Basti Malook", on_day=tomorrow),))
    assert point_days.ready(office.desk(Role.LEAD), standing).place.open
