"""A real encrypted office with a crowd in its register; rows are put in by the thousand, past the forms."""

import random
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert

from desktop.models.base import Base
from desktop.models.card import Card, SlotFloor
from desktop.models.household import Household, Membership, Registrant
from desktop.queries.office import shuffle_key
from desktop.records.distribution import ItemDraft, PointDraft, Presented, RoundDraft, Standing, StepDraft
from desktop.security.card_code import seal, validity
from desktop.security.serials import shuffled
from desktop.security.signing import SigningKey
from desktop.usecases import point_days, programmes
from desktop.usecases.desk import Desk
from desktop.values.identifiers import SERIALS, CardNumber, HouseholdCode, new_id
from desktop.values.permissions import Role
from desktop.values.vocabulary import AgeMethod, CardState, ListKind, ParentRelation, PointCheckKind, Sex, Source
from tests.factories import office

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
PEOPLE = 3
TEHSILS = ("PK61701", "PK61702")
SLICE = 5_000


@dataclass
class Crowd:
    """The office's desks and what its register holds; `cards` are verified cards, one a household."""

    scanner: Desk
    supervisor: Desk
    lead: Desk
    cards: list[Presented]
    card_key: SigningKey

    def round(self, code: str, kind: ListKind = ListKind.OPEN) -> Standing:
        """A round of the whole district with three items and two points."""
        items = (
            ItemDraft("ATTA20", (StepDraft(1, 2), StepDraft(4, 4))),
            ItemDraft("OIL5", (StepDraft(1, 1),)),
            ItemDraft("BLANKET", (StepDraft(1, 1), StepDraft(3, 2), StepDraft(5, 3))),
        )
        points = (PointDraft("malook", "Basti Malook"), PointDraft("kot", "Kot", ("PK61702",)))
        days = (date(2026, 11, 24), date(2026, 11, 30))
        draft = RoundDraft("Flood flour", code, kind, ("PK617",), *days, items, points)
        programmes.make_round(self.supervisor, draft)
        return Standing(code, "malook")

    def open(self, standing: Standing) -> None:
        """Open a round and its point, so that its lanes scan."""
        programmes.open_round(self.supervisor, standing.round_code)
        point_days.open_point(self.lead, standing, ticked=tuple(PointCheckKind))


@contextmanager
def crowd(households: int, people: int = PEOPLE) -> Generator[Crowd]:
    """An office with so many households of `people`, each with one card, on a real encrypted store."""
    with tempfile.TemporaryDirectory(prefix="haqdar-bench-") as folder, office(Path(folder)) as made:
        desks = {role: made.desk(role) for role in (Role.SCANNER, Role.SUPERVISOR, Role.LEAD, Role.CLERK)}
        clerk = desks[Role.CLERK]
        cards: list[Presented] = []
        for start in range(0, households, SLICE):
            with clerk.store.writer.connect() as conn, conn.begin():
                cards += _slice(conn, clerk, start, min(SLICE, households - start), people)
        yield Crowd(desks[Role.SCANNER], desks[Role.SUPERVISOR], desks[Role.LEAD], cards, clerk.card_key)


def _slice(conn: Connection, desk: Desk, start: int, count: int, people: int) -> list[Presented]:
    chance = random.Random(start)
    rows: dict[type[Base], list[dict[str, Any]]] = {
        kind: [] for kind in (Household, Registrant, Membership, Card, SlotFloor)
    }
    cards: list[Presented] = []
    issued, expires = validity(NOW.date())
    # One real signature stands for all: the credential's text is not looked at when a decision is made.
    credential = seal(CardNumber(HouseholdCode.make("617", 0), 1, 1), issued, expires, desk.card_key)
    kid = desk.card_key.kid
    shuffle = shuffle_key(conn, desk.office.district)
    for serial in range(start, start + count):
        key = {"district_id": desk.office.district}
        household = new_id()
        # From the far end of the counter, so that households registered meanwhile get other codes.
        code = HouseholdCode.make("617", shuffled(shuffle, SERIALS - 1 - serial))
        rows[Household].append(
            {
                **key,
                "id": household,
                "code": code.text,
                "pcode": chance.choice(TEHSILS),
                "village": f"Chak {serial % 400}",
                "active": True,
                "version": 1,
                "registered_at": NOW,
                "registered_by": desk.person.id,
                "desk_id": desk.office.desk_id,
            }
        )
        members = [_member(rows, key, household, serial, place) for place in range(people)]
        rows[Card].append(
            {
                **key,
                "id": new_id(),
                "household_id": household,
                "registrant_id": members[0],
                "slot": 1,
                "issue": 1,
                "state": CardState.LIVE,
                "reason": None,
                "credential": credential,
                "kid": kid,
                "expires_at": datetime.fromtimestamp(expires, UTC),
                "copies": 0,
                "issued_at": NOW,
                "issued_by": desk.person.id,
                "desk_id": desk.office.desk_id,
            }
        )
        rows[SlotFloor].append({**key, "household_id": household, "slot": 1, "lowest_issue": 1})
        cards.append(Presented(code, CardNumber(code, 1, 1), Source.CAMERA, datetime.fromtimestamp(expires, UTC), kid))
    for kind, found in rows.items():
        conn.execute(insert(kind), found)
    return cards


def _member(
    rows: dict[type[Base], list[dict[str, Any]]], key: dict[str, str], household: UUID, serial: int, place: int
) -> UUID:
    registrant = new_id()
    rows[Registrant].append(
        {
            **key,
            "id": registrant,
            "name_as_told": f"سکینہ {serial} {place}",
            "name_latin": f"Sakina {serial} {place}",
            "parent_name": "رحیم بخش",
            "parent_latin": "Rahim Bux",
            "parent_relation": ParentRelation.DAUGHTER_OF,
            "sex": Sex.FEMALE,
            "age_years": 30 - 6 * place,
            "age_method": AgeMethod.STATED,
            "age_as_of": NOW.date(),
            "id_type": "NONE",
            "id_number": "",
            "phone": "",
            "phone_owner": None,
            "safe_to_call": None,
            "work_kind": None,
            "disability": None,
        }
    )
    rows[Membership].append(
        {
            **key,
            "id": new_id(),
            "household_id": household,
            "registrant_id": registrant,
            "place": place,
            "relation": "HEAD" if place == 0 else "DAUGHTER",
            "slot": 1 if place == 0 else None,
            "from_day": NOW.date(),
            "to_day": None,
        }
    )
    return registrant
