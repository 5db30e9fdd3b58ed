"""What only the register knows about a draft: numbers that others have, people who cannot be named."""

from datetime import date

from sqlalchemy import Connection

from desktop.queries.households import HouseholdState
from desktop.queries.naming import holder_problems, naming_problems
from desktop.queries.numbers import number_problems
from desktop.records.household import HouseholdDraft
from desktop.values.problem import Problem


def known_problems(
    conn: Connection, district: str, draft: HouseholdDraft, today: date, before: HouseholdState | None = None
) -> tuple[Problem, ...]:
    """Findings beside those of the pure rules; `before` is the household that is corrected, None for a new one."""
    household, but = (before.id, before.registrants) if before is not None else (None, ())
    return (
        *number_problems(conn, district, draft, household=household, but=but),
        *naming_problems(conn, district, draft, today),
        *holder_problems(conn, district, draft.members),
    )
