"""Local days and UTC instants: times are stored in UTC, days are those of Asia/Karachi."""

from datetime import UTC, date, datetime, time, timedelta, timezone

PAKISTAN = timezone(timedelta(hours=5), "PKT")
"""Asia/Karachi has had no daylight saving since 2010; a fixed offset needs no time-zone files on old laptops."""

COPIES_KEPT = timedelta(days=90)
"""How long a copy of the store may be kept: what was taken out of the store is in no copy any more after that."""


def local_day(instant: datetime) -> date:
    """The day in Pakistan of an aware `instant`."""
    return instant.astimezone(PAKISTAN).date()


def midnight(day: date) -> datetime:
    """The moment at which a local day begins."""
    return datetime.combine(day, time(), PAKISTAN)


def day_begins(instant: datetime) -> datetime:
    """The moment at which the local day of an aware `instant` began."""
    return midnight(local_day(instant))


def utc_text(instant: datetime) -> str:
    """RFC 3339 in UTC with seconds, as files and the command line write it."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
