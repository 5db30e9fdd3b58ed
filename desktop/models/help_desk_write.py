"""Core write statements of the help desk; each takes the connection of a transaction and never commits."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, update
from sqlalchemy.dialects.postgresql import insert as insert_unless

from desktop.models.help_desk import Allowance, HomeDelivery, Provisional, ProvisionalItem, Proxy, Referral
from desktop.records.relief_rule import Among
from desktop.values.identifiers import new_id
from desktop.values.vocabulary import ProxyReason, ReferralResult, Source, Verdict

_REFERRALS, _DELIVERIES = Referral.__table__, HomeDelivery.__table__


def insert_referral(
    conn: Connection,
    district: str,
    *,
    point: uuid.UUID,
    lane: int,
    verdict: Verdict,
    number: str,
    source: Source,
    collects: str,
    operator: uuid.UUID,
    at: datetime,
    refused: str = "",
) -> uuid.UUID:
    """A household that waits at the help desk; gives the row's id."""
    row = new_id()
    values = {"district_id": district, "id": row, "point_id": point, "lane": lane, "code": verdict.value}
    shown = {"number": number, "source": source.value, "collects": collects, "refused": refused}
    conn.execute(insert(Referral), values | shown | {"sent_by": operator, "at": at})
    return row


def resend_referral(conn: Connection, district: str, referral: uuid.UUID, *, verdict: Verdict, collects: str) -> None:
    """A lane sends somebody who waits already: what it saw last holds."""
    conn.execute(
        update(Referral)
        .where(_REFERRALS.c.district_id == district, _REFERRALS.c.id == referral)
        .values(code=verdict.value, collects=collects)
    )


def end_referral(
    conn: Connection,
    district: str,
    referral: uuid.UUID,
    *,
    was: ReferralResult | None,
    result: ReferralResult,
    operator: uuid.UUID,
    at: datetime,
) -> bool:
    """Say what came of a visit that stood at `was`; False when somebody else said it before."""
    stood = _REFERRALS.c.result.is_(None) if was is None else _REFERRALS.c.result == was
    ended = conn.execute(
        update(Referral)
        .where(_REFERRALS.c.district_id == district, _REFERRALS.c.id == referral, stood)
        .values(result=result, settled_by=operator, settled_at=at)
    )
    return ended.rowcount == 1


def insert_provisional(
    conn: Connection,
    district: str,
    *,
    round_id: uuid.UUID,
    point: uuid.UUID,
    day: date,
    size: int,
    among: Among,
    reason: str,
    receipt: int,
    items: Mapping[str, int],
    operator: uuid.UUID,
    second: uuid.UUID,
    at: datetime,
) -> uuid.UUID:
    """Help without a card, with its items; gives the row's id."""
    row = new_id()
    conn.execute(
        insert(Provisional),
        {
            "district_id": district,
            "id": row,
            "round_id": round_id,
            "point_id": point,
            "day": day,
            "household_id": None,
            "size": size,
            "infants": among.infants,
            "women": among.women,
            "disabled": among.disabled,
            "reason": reason,
            "receipt": receipt,
            "operator_id": operator,
            "second_id": second,
            "at": at,
        },
    )
    conn.execute(
        insert(ProvisionalItem),
        [
            {"district_id": district, "provisional_id": row, "item": item, "quantity": quantity}
            for item, quantity in items.items()
        ],
    )
    return row


def allow(
    conn: Connection,
    district: str,
    *,
    round_id: uuid.UUID,
    household: uuid.UUID,
    size: int,
    reason: str,
    operator: uuid.UUID,
    second: uuid.UUID,
    at: datetime,
) -> None:
    """Let a household draw for so many people; said again, the newer words hold."""
    values = {"size": size, "reason": reason, "operator_id": operator, "second_id": second, "at": at}
    conn.execute(
        insert_unless(Allowance).on_conflict_do_update(
            index_elements=["district_id", "round_id", "household_id"], set_=values
        ),
        {"district_id": district, "round_id": round_id, "household_id": household, **values},
    )


def insert_proxy(
    conn: Connection,
    district: str,
    *,
    round_id: uuid.UUID,
    household: uuid.UUID,
    day: date,
    names: tuple[str, str],
    phone: str,
    relation: str,
    reason: ProxyReason,
    key: str,
    operator: uuid.UUID,
    second: uuid.UUID,
    at: datetime,
) -> uuid.UUID:
    """Somebody who may collect on one day; `names` as told and in Latin letters. Gives the row's id."""
    row = new_id()
    conn.execute(
        insert(Proxy),
        {
            "district_id": district,
            "id": row,
            "round_id": round_id,
            "household_id": household,
            "day": day,
            "name_as_told": names[0],
            "name_latin": names[1],
            "phone": phone,
            "relation": relation,
            "reason": reason,
            "person_key": key,
            "operator_id": operator,
            "second_id": second,
            "at": at,
        },
    )
    return row


def list_delivery(
    conn: Connection,
    district: str,
    *,
    round_id: uuid.UUID,
    household: uuid.UUID,
    reason: ProxyReason,
    operator: uuid.UUID,
    at: datetime,
) -> None:
    """Serve a household at home in a round; said again, the newer reason holds."""
    values = {"reason": reason, "operator_id": operator, "at": at}
    conn.execute(
        insert_unless(HomeDelivery).on_conflict_do_update(
            index_elements=["district_id", "round_id", "household_id"], set_=values
        ),
        {"district_id": district, "round_id": round_id, "household_id": household, **values},
    )


def end_delivery(conn: Connection, district: str, *, round_id: uuid.UUID, household: uuid.UUID) -> bool:
    """Take a household off the list for home delivery; False when it was not on it."""
    gone = conn.execute(
        delete(HomeDelivery).where(
            _DELIVERIES.c.district_id == district,
            _DELIVERIES.c.round_id == round_id,
            _DELIVERIES.c.household_id == household,
        )
    )
    return gone.rowcount == 1
