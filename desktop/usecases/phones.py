"""Phone numbers that somebody has to compare with the person they belong to."""

from desktop.queries import damaged_phones
from desktop.records.household import DamagedPhone
from desktop.usecases.desk import Desk
from desktop.values.permissions import Permission


def to_check(desk: Desk) -> tuple[DamagedPhone, ...]:
    """Numbers that an old fault of the form damaged, with the number before it. Nothing is changed by itself."""
    with desk.reading(Permission.SEARCH) as conn:
        return damaged_phones.damaged_phones(conn, desk.office.district)
