"""Working tables: they carry no fact of the register, so what is written here alone needs no ledger entry."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Index, Integer, LargeBinary, String, delete, func, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_unless
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import KEPT_BY_KEY, Base, Id, Instant, within
from desktop.models.card import CardPaper
from desktop.models.help_desk import Referral
from desktop.models.mailbox import Envelope
from desktop.values.identifiers import new_id


class Draft(Base):
    """A form as far as it was typed, kept while typing; one per operator and kind."""

    __tablename__ = "draft"

    operator_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(Instant)


class TypedMiss(Base):
    """A typed code that hit nothing; three in five minutes become an entry for the auditor."""

    __tablename__ = "typed_miss"
    __table_args__ = (Index("ix_typed_miss_at", "district_id", "operator_id", "at"),)

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    operator_id: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)


class Rehearsal(Base):
    """That a real card was read at a point on a day before it opened; whose card is not kept."""

    __tablename__ = "rehearsal"
    __table_args__ = (within("point_id", "distribution_point"),)

    point_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class OpenGive(Base):
    """A GIVE that stands before a lane and is not answered yet; the id is that of the hand-over it would become.

    So a row whose id was handed over is answered, and what a lane leaves here, also by a crash, is not.
    """

    __tablename__ = "open_give"
    __table_args__ = (Index("ix_open_give_point", "district_id", "point_id"), within("point_id", "distribution_point"))

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    point_id: Mapped[uuid.UUID] = mapped_column(Id)
    lane: Mapped[int] = mapped_column(Integer)
    household_id: Mapped[uuid.UUID] = mapped_column(Id)


class ShownPerson(Base):
    """Whom a search showed to an operator on a local day; the days before are removed by the next search."""

    __tablename__ = "shown_person"
    __table_args__ = (KEPT_BY_KEY,)

    operator_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    registrant_id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)


WORKING_TABLES = frozenset(
    {
        Draft.__tablename__,
        TypedMiss.__tablename__,
        Rehearsal.__tablename__,
        ShownPerson.__tablename__,
        Envelope.__tablename__,
        Referral.__tablename__,
        OpenGive.__tablename__,
        CardPaper.__tablename__,
    }
)
"""The desk lets these be written without an entry; a test compares the list with this module."""


def note_typed_miss(conn: Connection, district: str, operator: uuid.UUID, at: datetime) -> None:
    """Remember that a typed code hit nothing."""
    conn.execute(insert(TypedMiss), {"district_id": district, "id": new_id(), "operator_id": operator, "at": at})


def forget_typed_misses(conn: Connection, district: str, operator: uuid.UUID) -> None:
    """Start counting anew, after they became an entry."""
    conn.execute(delete(TypedMiss).where(TypedMiss.district_id == district, TypedMiss.operator_id == operator))


def note_shown(
    conn: Connection, district: str, operator: uuid.UUID, day: date, people: Sequence[uuid.UUID]
) -> tuple[int, int]:
    """Remember whom a search showed on this local day; how many different people before, and how many now."""
    mine = (ShownPerson.district_id == district, ShownPerson.operator_id == operator)
    conn.execute(delete(ShownPerson).where(*mine, ShownPerson.day != day))
    count = select(func.count()).select_from(ShownPerson).where(*mine)
    before = conn.execute(count).scalar_one()
    key = ["district_id", "operator_id", "day", "registrant_id"]
    rows = [{"district_id": district, "operator_id": operator, "day": day, "registrant_id": who} for who in people]
    conn.execute(insert_unless(ShownPerson).on_conflict_do_nothing(index_elements=key), rows)
    return before, conn.execute(count).scalar_one()


def note_rehearsal(conn: Connection, district: str, point: uuid.UUID, day: date, at: datetime) -> None:
    """Remember that a card was read at the point on this day before it opened; the first time of a day is enough."""
    row = {"district_id": district, "point_id": point, "day": day, "at": at}
    conn.execute(
        insert_unless(Rehearsal).on_conflict_do_nothing(index_elements=["district_id", "point_id", "day"]), row
    )


def note_open_give(
    conn: Connection, district: str, give: uuid.UUID, point: uuid.UUID, lane: int, household: uuid.UUID
) -> None:
    """Remember that a GIVE stands before a lane; nothing when it is there already."""
    row = {"district_id": district, "id": give, "point_id": point, "lane": lane, "household_id": household}
    conn.execute(insert_unless(OpenGive).on_conflict_do_nothing(index_elements=["district_id", "id"]), row)


def forget_open_give(conn: Connection, district: str, give: uuid.UUID) -> None:
    """A GIVE was answered; nothing when it is not there."""
    conn.execute(delete(OpenGive).where(OpenGive.district_id == district, OpenGive.id == give))


def put_draft(conn: Connection, district: str, operator: uuid.UUID, kind: str, body: bytes, now: datetime) -> None:
    """The operator's one draft of a kind, instead of an older one."""
    drop_draft(conn, district, operator, kind)
    row = {"district_id": district, "operator_id": operator, "kind": kind, "body": body, "kept_at": now}
    conn.execute(insert(Draft).values(row))


def drop_draft(conn: Connection, district: str, operator: uuid.UUID, kind: str) -> None:
    """Forget the operator's draft of a kind; nothing when there is none."""
    mine = (Draft.district_id == district, Draft.operator_id == operator, Draft.kind == kind)
    conn.execute(delete(Draft).where(*mine))
