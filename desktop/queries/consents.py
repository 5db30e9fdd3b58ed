"""Consents as they stand, what was taken back and when that is due, and whether help is still due. Never writes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from desktop.models.consent import RightsOffered, Withdrawal
from desktop.models.household import Consent, Household, Membership, Registrant
from desktop.models.operator import Operator
from desktop.queries.relief.help_due import help_due
from desktop.records.consent import ConsentLine, ConsentsView, OfferedLine, PersonLine, WithdrawalView
from desktop.values.identifiers import HouseholdCode, HouseholdId, RegistrantId
from desktop.values.moment import EXACT, Sight
from desktop.values.vocabulary import ConsentPurpose, WithdrawalState

type Line = Row[*tuple[Any, ...]]


def view(conn: Connection, district: str, code: HouseholdCode, sight: Sight) -> ConsentsView | None:
    """The consents of the household of `code`, or None when this office has none."""
    row = conn.execute(
        select(Household.id, Household.active).where(Household.district_id == district, Household.code == code.text)
    ).one_or_none()
    if row is None:
        return None
    return ConsentsView(
        id=HouseholdId(row.id),
        code=code,
        active=row.active,
        people=_people(conn, district, row.id),
        consents=lines(conn, district, row.id, sight),
        withdrawals=_withdrawals(conn, district, Withdrawal.household_id == row.id),
        offered=_offered(conn, district, row.id, sight),
        rounds=help_due(conn, district, row.id),
    )


def _people(conn: Connection, district: str, household: UUID) -> tuple[PersonLine, ...]:
    same = and_(Membership.district_id == Registrant.district_id, Membership.registrant_id == Registrant.id)
    rows = conn.execute(
        select(Registrant.id, Registrant.name_as_told, Registrant.name_latin, Registrant.unnamed)
        .join(Membership, same)
        .where(Membership.district_id == district, Membership.household_id == household, Membership.to_day.is_(None))
        .order_by(Membership.place)
    )
    return tuple(PersonLine(RegistrantId(row.id), row.name_as_told, row.name_latin, row.unnamed) for row in rows)


def lines(conn: Connection, district: str, household: UUID, sight: Sight) -> tuple[ConsentLine, ...]:
    """For each purpose its newest row, or that nobody was asked."""
    columns = (
        Consent.purpose,
        Consent.given,
        Consent.at,
        Consent.read_by,
        Consent.language,
        Consent.heard_in_queue,
        Consent.said_by,
    )
    rows = conn.execute(
        select(*columns)
        .where(Consent.district_id == district, Consent.household_id == household)
        .order_by(Consent.at, Consent.id)
    )
    newest = {row.purpose: _consent(row, sight) for row in rows}
    return tuple(newest.get(purpose, ConsentLine(purpose, given=False)) for purpose in ConsentPurpose)


def _consent(row: Line, sight: Sight) -> ConsentLine:
    return ConsentLine(
        purpose=row.purpose,
        given=row.given,
        at=sight.of(row.at),
        read_by=row.read_by,
        language=row.language,
        heard_in_queue=row.heard_in_queue,
        said_by=row.said_by,
    )


_WITHDRAWAL = (
    Withdrawal.id,
    Withdrawal.purpose,
    Withdrawal.registrant_id,
    Withdrawal.state,
    Withdrawal.heard_at,
    Withdrawal.due,
    Withdrawal.ended_at,
)


def _withdrawals(conn: Connection, district: str, which: ColumnElement[bool]) -> tuple[WithdrawalView, ...]:
    rows = conn.execute(
        select(*_WITHDRAWAL)
        .where(Withdrawal.district_id == district, which)
        .order_by(Withdrawal.heard_at, Withdrawal.id)
    )
    return tuple(map(_withdrawal, rows))


def _withdrawal(row: Line) -> WithdrawalView:
    return WithdrawalView(
        id=row.id,
        purpose=row.purpose,
        registrant=row.registrant_id,
        state=row.state,
        heard_at=row.heard_at,
        due=row.due,
        ended_at=row.ended_at,
    )


def _offered(conn: Connection, district: str, household: UUID, sight: Sight) -> tuple[OfferedLine, ...]:
    by = and_(Operator.district_id == RightsOffered.district_id, Operator.id == RightsOffered.told_by)
    rows = conn.execute(
        select(RightsOffered.day, RightsOffered.language, Operator.name)
        .join(Operator, by)
        .where(RightsOffered.district_id == district, RightsOffered.household_id == household)
        .order_by(RightsOffered.day, RightsOffered.id)
    )
    return tuple(OfferedLine(sight.on(row.day), row.language, row.name if sight.exact else "") for row in rows)


# --- withdrawals that are due ----------------------------------------------------------------------------------------


def by_id(conn: Connection, district: str, withdrawal: UUID) -> WithdrawalView | None:
    """One withdrawal."""
    found = _withdrawals(conn, district, Withdrawal.id == withdrawal)
    return found[0] if found else None


def agreed_since(conn: Connection, district: str, household: UUID, purpose: ConsentPurpose, since: datetime) -> bool:
    """Whether the household was asked for this purpose after that moment, and agreed."""
    line = next(one for one in lines(conn, district, household, EXACT) if one.purpose is purpose)
    return line.given and line.at is not None and line.at.at >= since


def waiting(
    conn: Connection, district: str, household: UUID, purpose: ConsentPurpose, registrant: UUID | None
) -> WithdrawalView | None:
    """The withdrawal of this purpose that waits for exactly these people, or None."""
    whose = Withdrawal.registrant_id.is_(None) if registrant is None else Withdrawal.registrant_id == registrant
    found = _withdrawals(
        conn,
        district,
        and_(
            Withdrawal.household_id == household,
            Withdrawal.purpose == purpose,
            Withdrawal.state == WithdrawalState.WAITING,
            whose,
        ),
    )
    return found[0] if found else None


def all_due(conn: Connection, district: str, today: date) -> tuple[tuple[HouseholdCode, WithdrawalView], ...]:
    """Every withdrawal that waits and is due on the local day `today`, the oldest first."""
    same = and_(Household.district_id == Withdrawal.district_id, Household.id == Withdrawal.household_id)
    rows = conn.execute(
        select(Household.code, *_WITHDRAWAL)
        .join(Household, same)
        .where(Withdrawal.district_id == district, Withdrawal.state == WithdrawalState.WAITING, Withdrawal.due <= today)
        .order_by(Withdrawal.due, Withdrawal.heard_at, Withdrawal.id)
    )
    return tuple((HouseholdCode(row.code), _withdrawal(row)) for row in rows)
