"""Ages as people know them: by events, on days, as years of birth with their margin."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.values.age import age_at_event, birth_year, last_birthday, years_by_event, years_on
from desktop.values.vocabulary import EVENT_YEARS, AgeEvent, AgeMethod

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("event", "then", "years"),
    [
        (AgeEvent.EARTHQUAKE_2005, 10, 31),
        (AgeEvent.EARTHQUAKE_2005, 0, 21),
        (AgeEvent.FLOOD_2010, -3, 13),
        (AgeEvent.FLOOD_2022, 1, 5),
        (AgeEvent.FLOOD_2022, -4, 0),
        (AgeEvent.FLOOD_2022, -6, -2),
    ],
)
def test_years_come_from_the_age_when_it_happened_or_the_years_after_it(event: AgeEvent, then: int, years: int) -> None:
    assert years_by_event(event, then, TODAY) == years


@given(st.sampled_from(AgeEvent), st.integers(-200, 200), st.dates())
def test_the_age_at_the_event_is_found_again_from_the_years(event: AgeEvent, then: int, as_of: date) -> None:
    assert age_at_event(event, years_by_event(event, then, as_of), as_of) == then


def test_every_event_has_its_year() -> None:
    assert sorted(EVENT_YEARS[event] for event in AgeEvent) == [2005, 2010, 2022]


@pytest.mark.parametrize(
    ("as_of", "day", "years"),
    [
        (date(2025, 11, 24), TODAY, 9),
        (date(2025, 11, 25), TODAY, 8),
        (date(2024, 2, 29), date(2026, 2, 28), 9),
        (date(2027, 1, 1), TODAY, 8),
    ],
)
def test_people_grow_older_and_never_younger(as_of: date, day: date, years: int) -> None:
    assert years_on(8, as_of, day) == years


@pytest.mark.parametrize(
    ("born", "today", "expected"),
    [
        (date(2025, 12, 2), date(2026, 12, 1), (0, date(2025, 12, 2))),
        (date(2025, 12, 2), date(2026, 12, 2), (1, date(2026, 12, 2))),
        (date(2024, 2, 29), date(2026, 2, 28), (1, date(2025, 3, 1))),
        (date(2024, 2, 29), date(2028, 2, 29), (4, date(2028, 2, 29))),
    ],
)
def test_a_day_of_birth_gives_an_age_that_goes_on_with_each_birthday(
    born: date, today: date, expected: tuple[int, date]
) -> None:
    assert last_birthday(born, today) == expected
    assert birth_year(expected[0], None, expected[1]).year == born.year


def test_a_year_of_birth_says_how_far_it_may_be_off() -> None:
    margins = [birth_year(34, method, TODAY).margin for method in (*AgeMethod, None)]
    assert birth_year(34, AgeMethod.STATED, TODAY).year == 1992
    assert birth_year(34, None, TODAY) == birth_year(34, AgeMethod.STATED, TODAY)
    assert margins[0] == min(margins)  # a paper
    assert birth_year(34, AgeMethod.ESTIMATED, TODAY).margin == max(margins)
    assert all(margin > 0 for margin in margins)
    assert birth_year(0, AgeMethod.ESTIMATED, TODAY).margin == 1
