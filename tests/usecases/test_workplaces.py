"""Workplaces: recorded, corrected, closed, visited with a plain number; and how far the office came."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from desktop.errors import DraftProblems, NotPermitted, WorkplaceNotFound, WorkplaceStale
from desktop.records.workplace import VisitDraft, WorkplaceDraft
from desktop.usecases import registration, safekeeping, workplaces
from desktop.usecases.desk import Desk
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.period import local_day
from desktop.values.permissions import Permission, Role, right_of
from desktop.values.problem import Problem
from desktop.values.vocabulary import WorkplaceKind
from tests.factories import TestOffice, household

KILN = WorkplaceDraft(WorkplaceKind.KILN, "PK61701", "Chak 12", "behind the canal rest house", "L-77")


@pytest.fixture
def clerk(office: TestOffice) -> Desk:
    return office.desk(Role.CLERK)


def today(desk: Desk) -> date:
    return local_day(desk.clock().at)


def test_a_workplace_is_kept_as_told_and_gets_a_number(clerk: Desk) -> None:
    """Blanks are tidied, numbers go up from one, nobody was met there yet."""
    first = workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.KILN, "PK61701", "  Chak   12 ", "by the  canal "))
    second = workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.FARM, "PK61702"))
    assert (first.workplace.number, second.workplace.number) == (1, 2)
    assert (first.workplace.village, first.workplace.landmark) == ("Chak 12", "by the canal")
    assert (first.workplace.visits, first.workplace.last_visit, first.workplace.households_met) == (0, None, 0)
    assert first.workplace.working
    assert [one.number for one in workplaces.listed(clerk)] == [1, 2]


@pytest.mark.parametrize(
    ("draft", "where", "code"),
    [
        (WorkplaceDraft(None, "PK61701"), "kind", Finding.WORKPLACE_KIND_MISSING),
        (WorkplaceDraft(WorkplaceKind.KILN), "place.pcode", Finding.PLACE_MISSING),
        (WorkplaceDraft(WorkplaceKind.KILN, "PK99999"), "place.pcode", Finding.PLACE_UNKNOWN),
        (WorkplaceDraft(WorkplaceKind.KILN, "PK61701", landmark="x" * 161), "landmark", Finding.TOO_LONG),
        (WorkplaceDraft(WorkplaceKind.KILN, "PK61701", licence="\u202e12"), "licence", Finding.UNSAFE_CHARACTER),
    ],
)
def test_what_cannot_be_kept_is_named_and_changes_nothing(
    clerk: Desk, draft: WorkplaceDraft, where: str, code: Finding
) -> None:
    """Kind and a known place are asked for; too long texts and texts that turn the writing round are refused."""
    with pytest.raises(DraftProblems) as told:
        workplaces.add(clerk, draft)
    assert [(one.where, one.code) for one in told.value.problems if isinstance(one, Problem)] == [(where, code)]
    assert workplaces.listed(clerk) == ()


@pytest.mark.parametrize(
    ("landmark", "code"),
    [
        ("ask at 0300-1234567", Finding.PLACE_HOLDS_NUMBER),
        ("۰۳۰۰ ۱۲۳۴۵۶۷", Finding.PLACE_HOLDS_NUMBER),
        ("+92 301 2345678 after the bridge", Finding.PLACE_HOLDS_NUMBER),
        ("36101-1234567-1", Finding.PLACE_HOLDS_NUMBER),
        ("munshi Karam, after the bridge", Finding.PLACE_HOLDS_PERSON),
        ("جمعدار کا ڈیرہ", Finding.PLACE_HOLDS_PERSON),
        ("milestone 312, Chak 45/2-L", None),
        ("2 km after Basti Malook, blue chimney", None),
        ("survey 1234567890", None),
    ],
)
def test_a_number_or_name_in_the_landmark_is_said_and_never_blocks(
    clerk: Desk, landmark: str, code: Finding | None
) -> None:
    """Phones and card numbers of any script are noticed; ordinary places pass in silence; all are kept."""
    saved = workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.KILN, "PK61701", landmark=landmark))
    assert [problem.code for problem in saved.problems] == ([code] if code else [])
    assert saved.workplace.landmark == landmark


def test_a_correction_keeps_the_number_and_is_never_made_over_another(clerk: Desk, office: TestOffice) -> None:
    """The version that was open counts; the second of two is told, and the first stays."""
    workplaces.add(clerk, KILN)
    inspector = office.desk(Role.INSPECTOR)
    saved = workplaces.correct(inspector, 1, WorkplaceDraft(WorkplaceKind.KILN, "PK61701", "Chak 13"), version=1)
    assert (saved.workplace.number, saved.workplace.village, saved.workplace.version) == (1, "Chak 13", 2)
    with pytest.raises(WorkplaceStale):
        workplaces.correct(clerk, 1, KILN, version=1)
    assert workplaces.show(clerk, 1)[0].village == "Chak 13"
    with pytest.raises(WorkplaceNotFound):
        workplaces.correct(clerk, 9, KILN)


def test_a_closed_workplace_leaves_the_list_and_keeps_its_visits(clerk: Desk) -> None:
    """Closed is no longer listed nor reached for, and can be looked up."""
    workplaces.add(clerk, KILN)
    workplaces.visit(clerk, 1, VisitDraft(today(clerk), 12))
    workplaces.close(clerk, 1)
    assert workplaces.listed(clerk) == ()
    assert [one.number for one in workplaces.listed(clerk, closed=True)] == [1]
    assert workplaces.show(clerk, 1)[1][0].households_met == 12
    assert workplaces.reach(clerk, today(clerk)).known == 0


def test_a_visit_is_a_month_and_a_number_and_a_second_number_of_a_month_counts_instead(clerk: Desk) -> None:
    """120 written for 12 is mended by noting the month again: nothing is added up twice, and it is said."""
    workplaces.add(clerk, KILN)
    day = today(clerk)
    month, before = day.replace(day=1), (day.replace(day=1) - timedelta(days=9)).replace(day=1)
    workplaces.visit(clerk, 1, VisitDraft(before.replace(day=17), 7))
    workplaces.visit(clerk, 1, VisitDraft(day, 120))
    seen = workplaces.visit(clerk, 1, VisitDraft(day, 12))
    assert [(problem.code, problem.facts) for problem in seen.problems] == [(Finding.VISIT_AGAIN, {"count": "120"})]
    assert (seen.workplace.visits, seen.workplace.last_visit, seen.workplace.households_met) == (2, month, 12)
    shown, visits = workplaces.show(clerk, 1)
    assert [(one.month, one.households_met) for one in visits] == [(month, 12), (before, 7)]
    assert shown == seen.workplace
    assert workplaces.reach(clerk, before + timedelta(days=20)).met == 19, "from the month of that day on"


@pytest.mark.parametrize(
    ("ahead", "met", "code"),
    [
        (1, 3, Finding.DAY_FUTURE),
        (-20_000, 3, Finding.DAY_LONG_AGO),
        (None, 3, Finding.DAY_MISSING),
        (0, None, Finding.MET_MISSING),
        (0, -1, Finding.MET_RANGE),
        (0, 2_001, Finding.MET_RANGE),
    ],
)
def test_a_visit_needs_a_day_that_was_and_a_number_that_can_be(
    clerk: Desk, ahead: int | None, met: int | None, code: Finding
) -> None:
    """No visit of tomorrow, none without its number; nothing is kept of it."""
    workplaces.add(clerk, KILN)
    day = None if ahead is None else today(clerk) + timedelta(days=ahead)
    with pytest.raises(DraftProblems) as told:
        workplaces.visit(clerk, 1, VisitDraft(day, met))
    assert told.value.first == code
    assert workplaces.show(clerk, 1)[1] == ()


def test_reach_names_kilns_where_nobody_was_met(clerk: Desk) -> None:
    """Never visited, not since the day, or found empty: all three, the longest unseen first; farms apart."""
    day = today(clerk)
    for village in ("A", "B", "C", "D"):
        workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.KILN, "PK61701", village))
    workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.FARM, "PK61701", "E"))
    workplaces.visit(clerk, 1, VisitDraft(day - timedelta(days=100), 20))  # long ago
    workplaces.visit(clerk, 2, VisitDraft(day, 14))
    workplaces.visit(clerk, 3, VisitDraft(day, 0))  # nobody was there
    reach = workplaces.reach(clerk, day - timedelta(days=30))
    assert (reach.known, reach.reached, reach.met) == (4, 1, 14)
    assert [one.village for one in reach.unreached] == ["D", "A", "C"]
    assert workplaces.reach(clerk, day - timedelta(days=200)).reached == 2
    assert workplaces.reach(clerk, day, kind=WorkplaceKind.FARM).known == 1
    assert workplaces.reach(clerk, day, area="PK61702").known == 0


def test_the_list_is_filtered_by_area_text_and_kind(clerk: Desk) -> None:
    """A district covers its tehsils; a village is found in another spelling of its letters; kinds stand apart."""
    workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.KILN, "PK61701", "چک 12"))
    workplaces.add(clerk, WorkplaceDraft(WorkplaceKind.FARM, "PK61702", "Basti Malook", "old banyan tree"))

    def numbers(**wanted: Any) -> list[int]:
        return [one.number for one in workplaces.listed(clerk, **wanted)]

    assert numbers(area="PK617") == [1, 2]
    assert numbers(area="PK61702") == [2]
    assert numbers(text="چك ۱۲") == [1]
    assert numbers(text="BANYAN") == [2]
    assert numbers(kind=WorkplaceKind.KILN) == [1]


def test_clerk_and_inspector_only(office: TestOffice) -> None:
    """Whoever has no right is refused, reading too."""
    for role in Role:
        if right_of(role, Permission.WORKPLACES) is None:
            with pytest.raises(NotPermitted):
                workplaces.add(office.desk(role), KILN)
            with pytest.raises(NotPermitted):
                workplaces.listed(office.desk(role))
    assert workplaces.add(office.desk(Role.INSPECTOR), KILN).workplace.number == 1


def test_each_change_is_an_entry_and_names_no_household(clerk: Desk) -> None:
    """Made, corrected and visited are three kinds; a registration of the same hour leaves no trace in them."""
    code = registration.register(clerk, household()).household.code
    made = workplaces.add(clerk, KILN)
    workplaces.correct(clerk, 1, replace(KILN, landmark="by the canal"))
    workplaces.visit(clerk, 1, VisitDraft(today(clerk), 3))
    with clerk.store.reader.connect() as conn:
        lines = [bytes(line).decode() for (line,) in conn.execute(text("SELECT line FROM ledger_entry ORDER BY seq"))]
        contents = [bytes(row[0]).decode() for row in conn.execute(text("SELECT content FROM ledger_content"))]
    kinds = [kind for kind in EntryKind if kind.value.startswith("workplace.")]
    assert [kind for line in lines for kind in kinds if f'"{kind.value}"' in line] == [
        EntryKind.WORKPLACE_MADE,
        EntryKind.WORKPLACE_CORRECTED,
        EntryKind.WORKPLACE_VISITED,
    ]
    about = [content for content in contents if "landmark" in content or "households_met" in content]
    assert len(about) == 3
    assert not any(code.text in content for content in about)
    assert made.entry is not None
    assert made.entry.seq == len(lines) - 3


def test_check_misses_a_workplace_or_a_visit_that_was_slipped_in_or_taken_out(clerk: Desk, office: TestOffice) -> None:
    """A row without its entry, and an entry without its row, are named."""
    workplaces.add(clerk, KILN)
    workplaces.visit(clerk, 1, VisitDraft(today(clerk), 3))
    opened = office.opened(Role.CLERK)
    assert safekeeping.check(clerk, opened.certificates, office.folder).first_bad is None
    for statement, table in (
        ("UPDATE workplace_visit SET id = randomblob(16)", "workplace_visit"),
        ("DELETE FROM workplace_visit", "workplace_visit"),
        ("DELETE FROM workplace", "workplace"),
    ):
        with clerk.store.writer.connect() as conn, conn.begin():
            conn.execute(text(statement))
        found = safekeeping.check(clerk, opened.certificates, office.folder)
        assert found.first_bad is not None
        assert found.first_bad.why == f"stray_{table}"
