"""Who collects for how many households of a round: one person is told by the same key at each of them.

Above two households it is looked at, above four somebody else collects (practice at distributions; an intermediary who
"brings the cards" is what the limits are for). An id is the person; a phone nearly so; a name only within one village.
"""

from uuid import UUID

from sqlalchemy import Connection, exists, select, union

from desktop.matching.names import skeleton
from desktop.models.disbursement import Collection, Void
from desktop.models.help_desk import Proxy
from desktop.queries.naming import whole_name_key
from desktop.values.phone import read_phone

KEY_LIMIT = 120


def person_key(
    *, registrant: UUID | None = None, phone: str = "", name_as_told: str = "", name_latin: str = "", village: str = ""
) -> str:
    """Alike for one person at two households: the id of a registrant, else the phone, else the name in its village."""
    if registrant is not None:
        return f"id:{registrant}"
    number = read_phone(phone).e164 if phone else ""
    if number:
        return f"phone:{number}"
    return f"name:{whole_name_key(name_as_told, name_latin)}:{skeleton(village)}"[:KEY_LIMIT]


def households_of(conn: Connection, district: str, round_id: UUID, key: str) -> frozenset[UUID]:
    """Households of a round for which this person collected, or may collect on some day of it by two people's leave."""
    void = exists().where(
        Void.district_id == Collection.district_id, Void.disbursement_id == Collection.disbursement_id
    )
    collected = select(Collection.household_id).where(
        Collection.district_id == district, Collection.round_id == round_id, Collection.person_key == key, ~void
    )
    let = select(Proxy.household_id).where(
        Proxy.district_id == district, Proxy.round_id == round_id, Proxy.person_key == key
    )
    return frozenset(conn.scalars(union(collected, let)))
