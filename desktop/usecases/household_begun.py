"""Steps of use cases that write a household: its code, its row, what it agreed to, and words that were insisted on."""

from collections.abc import Iterable
from uuid import UUID

from desktop.models import household_write
from desktop.queries import office
from desktop.records.household import HouseholdDraft
from desktop.reference.places import ddd_of
from desktop.security.canonical import Json
from desktop.security.serials import shuffled
from desktop.usecases.desk import Work
from desktop.values.entry_kind import EntryKind
from desktop.values.finding import Finding
from desktop.values.identifiers import HouseholdCode, HouseholdId, new_id
from desktop.values.problem import Problem


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


def note_words(work: Work, household: UUID, problems: Iterable[Problem], before: Iterable[Problem] = ()) -> None:
    """Record that free text was kept although it names a matter that never is: in which fields, never the words.

    `before` are the problems of what stood there already. For a supervisor to look at.
    """
    known = {(one.where, one.facts.get("matter")) for one in before if one.code == Finding.NEVER_KEPT}
    fields: dict[str, Json] = {
        one.where: one.facts["matter"]
        for one in problems
        if one.code == Finding.NEVER_KEPT and (one.where, one.facts["matter"]) not in known
    }
    if fields:
        work.record(EntryKind.WORDS_INSISTED, household, {"fields": fields})
