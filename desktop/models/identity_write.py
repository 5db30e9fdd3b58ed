"""Core write statements about identity papers; each takes the connection of a transaction and never commits."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert, update

from desktop.models.consent import IdentityNote
from desktop.models.household import Registrant
from desktop.models.search import PersonKeys, index_person
from desktop.records.household import MemberDraft
from desktop.records.identity import NoteDraft


def insert_note(
    conn: Connection,
    district: str,
    draft: NoteDraft,
    *,
    note: UUID,
    registrant: UUID,
    operator: UUID,
    now: datetime,
) -> None:
    """A result; the newest of a registrant is what holds."""
    row = {
        "district_id": district,
        "id": note,
        "registrant_id": registrant,
        "result": draft.result,
        "token": draft.token,
        "day": draft.day,
        "at": now,
        "noted_by": operator,
    }
    conn.execute(insert(IdentityNote).values(row))


def set_number(conn: Connection, district: str, registrant: UUID, member: MemberDraft, keys: PersonKeys) -> None:
    """The number of the paper that has come; search and the check for doubles find the person by it from now on."""
    numbers = {"id_type": member.id_type, "id_number": member.id_number, "number_seen": member.number_seen}
    mine = (Registrant.district_id == district, Registrant.id == registrant)
    conn.execute(update(Registrant).where(*mine).values(numbers))
    index_person(conn, district, registrant, keys)
