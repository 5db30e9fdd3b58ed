"""Days of Pakistan and moments of the world."""

from datetime import UTC, date, datetime, timedelta, timezone

from desktop.values.period import day_begins, local_day, utc_text


def test_the_local_day_begins_at_midnight_in_karachi() -> None:
    """At 19:00 UTC the next day has begun; no laptop's own zone matters."""
    assert local_day(datetime(2026, 11, 24, 18, 59, 59, tzinfo=UTC)) == date(2026, 11, 24)
    assert local_day(datetime(2026, 11, 24, 19, 0, tzinfo=UTC)) == date(2026, 11, 25)
    assert local_day(datetime(2026, 11, 24, 23, 0, tzinfo=timezone(timedelta(hours=-5)))) == date(2026, 11, 25)


def test_a_day_begins_at_its_midnight_whatever_zone_the_moment_came_in() -> None:
    midnight = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
    for at in (midnight, datetime(2026, 11, 25, 18, 59, 59, tzinfo=UTC), datetime(2026, 11, 24, 23, tzinfo=UTC)):
        assert day_begins(at) == midnight
    assert day_begins(datetime(2026, 11, 24, 18, 59, tzinfo=UTC)) == midnight - timedelta(days=1)


def test_moments_are_written_in_utc() -> None:
    """Whatever zone a time came in."""
    assert utc_text(datetime(2026, 11, 24, 5, 0, 1, tzinfo=timezone(timedelta(hours=5)))) == "2026-11-24T00:00:01Z"
