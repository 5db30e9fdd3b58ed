"""What a form of an event wants to be recorded, and the sentence in which it is read aloud before."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.records.household import HouseholdView, MemberDraft
from desktop.reference.tables import relationships
from desktop.ui.screens.household.event_words import EVENTS, Happens
from desktop.values.identifiers import RegistrantId
from desktop.words.catalogue import tr
from desktop.words.days import day_words
from desktop.words.labels import row_label
from desktop.words.people import age_words, child_of, joined, member_line, member_name, sex_words, where_words


@dataclass(frozen=True)
class EventWish:
    """What is to be recorded; `said` is what was said first: ``card_ends``, ``last``, ``alive``."""

    happens: Happens
    day: date
    people: tuple[RegistrantId, ...] = ()
    member: MemberDraft | None = None
    relation: str = ""
    holder: bool = False
    head: RegistrantId | None = None
    pcode: str = ""
    village: str = ""
    home_stays: bool = True
    other: str = ""
    said: frozenset[str] = field(default_factory=frozenset[str])


def reading_of(wish: EventWish, view: HouseholdView, from_outside: str = "") -> str:
    """Everything that will be recorded; `from_outside` names somebody who is no member of the household yet."""
    names = {member.id: member_name(member) for member in view.members}
    people = [names.get(who, from_outside) for who in wish.people]
    parts = [*people, *_newcomer(wish)]
    if wish.relation:
        parts.append(row_label(relationships()[wish.relation]))
    if wish.holder:
        parts.append(tr("gets a card of their own"))
    if wish.head is not None:
        parts.append(tr("{name} leads from then on", name=names.get(wish.head, "")))
    if wish.pcode or wish.village:
        parts.append(where_words(wish.pcode, wish.village))
    if wish.other:
        parts.append(tr("household {code}", code=wish.other))
    told = joined(*parts, day_words(wish.day))
    return tr("Read this aloud. {event}: {what}. Is it so?", event=tr(EVENTS[wish.happens].title), what=told)


def _newcomer(wish: EventWish) -> Iterator[str]:
    """Somebody new in words; that there is no name is said as such."""
    member = wish.member
    if member is None:
        return
    if member.name_as_told or member.name_latin:
        yield member_line(replace(member, age_years=None))
    else:
        yield tr("a child without a name")
        yield child_of(member.parent_name, member.parent_latin)
    if member.sex is not None:
        yield sex_words(member.sex, (member.age_years or 0) if wish.happens is Happens.BORN else member.age_years)
    if member.age_years is not None:
        yield age_words(member.age_years)
