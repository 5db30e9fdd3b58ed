"""The plan of lanes in sentences that a supervisor reads aloud, and what does not fit in it."""

from datetime import date

import pytest

from desktop.records.distribution import PointView, RoundView
from desktop.values.identifiers import PointId, RoundId, new_id
from desktop.values.vocabulary import ListKind, RoundState
from desktop.words.lane_plan import day_sentence, plan_remarks, plan_sentence, point_plan, time_words

MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def point(lanes: int = 3, households: int = 420, on_day: date | None = None) -> PointView:
    return PointView(PointId(new_id()), "malook", "Basti Malook", False, (), 0, lanes, on_day, households)


def round_of(*points: PointView) -> RoundView:
    return RoundView(
        id=RoundId(new_id()),
        code="flour",
        programme="Flood flour",
        list_kind=ListKind.OPEN,
        state=RoundState.DRAFT,
        frozen=False,
        list_version=0,
        areas=("PK617",),
        from_day=date(2026, 11, 24),
        to_day=date(2026, 11, 30),
        items=(),
        points=points,
        households=420,
        totals=(),
        given=0,
    )


def test_a_plan_is_one_sentence_and_without_one_nothing_is_said() -> None:
    assert plan_sentence(420, 3) == "420 households, 3 lanes: about 30 minutes at 300 cards an hour in each lane."
    assert plan_sentence(1, 1) == "1 household, 1 lane: about 5 minutes at 300 cards an hour in each lane."
    assert plan_sentence(0, 2) == "2 lanes, and no household waits for its share."
    assert plan_sentence(420, 0) == ""


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "about 5 minutes"),
        (28, "about 30 minutes"),
        (60, "about 60 minutes"),
        (61, "about 1 h 15 min"),
        (120, "about 2 hours"),
        (121, "about 2 h 15 min"),
        (480, "about 8 hours"),
    ],
)
def test_a_time_is_told_as_people_plan_it_and_never_too_short(minutes: int, said: str) -> None:
    assert time_words(minutes).translate(MARKS) == said


def test_the_plan_of_a_point_names_it_and_its_day() -> None:
    said = point_plan(point(on_day=date(2026, 11, 26))).translate(MARKS)
    assert said == (
        "Basti Malook: 420 households, 3 lanes: about 30 minutes at 300 cards an hour in each lane."
        " Planned for 26-11-2026."
    )
    assert point_plan(point(0)) == ""
    assert point_plan(point(0, on_day=date(2026, 11, 26))).translate(MARKS) == ("Basti Malook: Planned for 26-11-2026.")


def test_a_day_outside_the_round_and_a_queue_longer_than_a_day_are_remarked() -> None:
    fitting = point(on_day=date(2026, 11, 30))
    assert plan_remarks(round_of(fitting, point(0))) == ()
    (said,) = plan_remarks(round_of(point(on_day=date(2026, 12, 1))))
    assert "outside the days of the round" in said
    (said,) = plan_remarks(round_of(point(2, 9_000)))
    assert said.translate(MARKS) == (
        "Basti Malook needs about 15 hours, more than a day of eight hours. 4 lanes would do, or several days."
    )
    (said,) = plan_remarks(round_of(point(50, 900_000)))
    assert "Plan several points or days." in said


def test_another_day_than_the_planned_one_is_told_and_refuses_nothing() -> None:
    day = date(2026, 11, 26)
    assert day_sentence(day, day) == day_sentence(None, day) == ""
    assert day_sentence(day, date(2026, 11, 27)).translate(MARKS) == (
        "This point is planned for 26-11-2026; today it can open too."
    )
