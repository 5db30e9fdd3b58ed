"""After an upgrade everybody is found by the rules of now, and nobody who was forgotten comes back."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, select, update

from desktop.models.household import Membership, NameKey, Registrant
from desktop.models.search import PERSON_KEYS, PERSON_ROW, MatchKey, forget_person
from desktop.queries import people
from desktop.storage.reindex import reindex_people
from desktop.usecases import registration
from desktop.usecases.desk import Desk
from desktop.values.permissions import Role
from tests.factories import DISTRICT, TestOffice, child, household, woman


def kept(conn: Connection) -> tuple[set[Any], set[Any]]:
    """Every key of both tables with whose it is."""
    words = conn.execute(select(NameKey.key, NameKey.registrant_id))
    wide = conn.execute(select(MatchKey.key, MatchKey.registrant_id))
    return {tuple(row) for row in words}, {tuple(row) for row in wide}


def emptied(conn: Connection) -> None:
    for table in (NameKey, MatchKey, PERSON_ROW, PERSON_KEYS):
        conn.execute(delete(table))


def test_the_keys_are_those_that_a_registration_keeps(office: TestOffice) -> None:
    clerk: Desk = office.desk(Role.CLERK)
    numbered = woman("شہناز", "Shahnaz", id_type="CNIC", id_number="3630211111122", phone="+923001234567")
    registration.register(clerk, household(numbered, child("علی"), village="Chak 14"))
    registration.register(clerk, household(woman("", "Gulnaz Mai", age_years=None, age_as_of=None, age_method=None)))
    with clerk.store.writer.connect() as conn, conn.begin():
        before = kept(conn)
        emptied(conn)
        assert people.find(conn, DISTRICT, "Shahnaz") == ()
        assert reindex_people(conn) == 3
        assert kept(conn) == before
        assert [one.name_latin for one in people.find(conn, DISTRICT, "شہناز")] == ["Shahnaz"]
        assert people.find(conn, DISTRICT, "شہناز", portable=True) == people.find(conn, DISTRICT, "شہناز")
    assert all(before)


def test_who_left_a_household_is_kept_with_the_last_place(office: TestOffice) -> None:
    clerk = office.desk(Role.CLERK)
    son = registration.register(clerk, household(woman(), child("علی"))).household.members[1]
    with clerk.store.writer.connect() as conn, conn.begin():
        conn.execute(update(Membership).where(Membership.registrant_id == son.id).values(to_day=date(2027, 5, 1)))
        before = kept(conn)
        emptied(conn)
        assert reindex_people(conn) == 2
        assert kept(conn) == before


def test_who_was_forgotten_stays_forgotten(office: TestOffice) -> None:
    clerk = office.desk(Role.CLERK)
    member = registration.register(clerk, household(woman())).household.members[0]
    nameless = dict.fromkeys(("name_as_told", "name_latin", "parent_name", "parent_latin", "phone", "id_number"), "")
    with clerk.store.writer.connect() as conn, conn.begin():
        forget_person(conn, DISTRICT, member.id)
        conn.execute(update(Registrant).where(Registrant.id == member.id).values(nameless))
        assert reindex_people(conn) == 0
        assert kept(conn) == (set(), set())
