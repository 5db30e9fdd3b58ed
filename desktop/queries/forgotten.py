"""Who was forgotten: of them only what is counted stays, and with such a record nobody does anything any more."""

from uuid import UUID

from sqlalchemy import ColumnElement, Connection, or_, select

from desktop.models.household import Registrant


def remembered() -> ColumnElement[bool]:
    """A registrant who has a name, or none yet; who took the registration back has neither."""
    return or_(Registrant.unnamed, Registrant.name_as_told != "", Registrant.name_latin != "")


def all_remembered(conn: Connection, district: str, *registrants: UUID) -> bool:
    """Whether the register knows every one of these."""
    wanted = select(Registrant.id).where(Registrant.district_id == district, Registrant.id.in_(registrants))
    return len(conn.execute(wanted.where(remembered())).all()) == len(set(registrants))
