"""A household begins: its code, its row and what it agreed to; for registration, and for one that splits off."""

from desktop.models import household_write
from desktop.queries import office
from desktop.records.household import HouseholdDraft
from desktop.reference.places import ddd_of
from desktop.security.serials import shuffled
from desktop.usecases.desk import Work
from desktop.values.identifiers import HouseholdCode, HouseholdId, new_id


def new_code(work: Work) -> HouseholdCode:
    """The next code of this desk's block of the counter, shuffled."""
    counter = household_write.take_counter(work.conn, work.district, work.office.desk_id)
    key = office.shuffle_key(work.conn, work.district)
    return HouseholdCode.make(ddd_of(work.district), shuffled(key, counter))


def insert(work: Work, draft: HouseholdDraft, code: HouseholdCode) -> HouseholdId:
    """The household with what it agreed to; its people come after."""
    household = HouseholdId(new_id())
    household_write.insert_household(
        work.conn,
        work.district,
        draft,
        household=household,
        code=code.text,
        operator=work.person.id,
        desk=work.office.desk_id,
        now=work.now,
    )
    household_write.insert_consents(work.conn, work.district, draft.consent, household=household, now=work.now)
    return household
