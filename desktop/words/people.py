"""Short lines about people and places for lists and sentences on the screen."""

from collections.abc import Sequence
from datetime import UTC, datetime

from desktop.records.household import DamagedPhone, FoundRegistrant, MemberDraft, MemberView
from desktop.records.trusted_person import CollectorDraft
from desktop.reference.places import area, is_area
from desktop.reference.tables import id_types, relationships
from desktop.values.age import birth_year, years_by_event
from desktop.values.functioning import disability_by
from desktop.values.period import local_day
from desktop.values.phone import shown_phone
from desktop.values.text import script_of
from desktop.values.vocabulary import Language, ParentRelation, Sex
from desktop.words.captions.bilingual import RELATIONS
from desktop.words.catalogue import comma, isolated, joined, language, tr, tr_n
from desktop.words.days import day_words
from desktop.words.labels import label, row_label
from desktop.words.papers import SHORT_PAPERS


def with_parent(name: str, relation: ParentRelation | None, parent: str) -> str:
    """ "Sakina Bibi, wife of Rahim Bux", in the language spoken now; the name alone without a parent."""
    if not parent:
        return name
    words = isolated(parent) if relation is None else tr(RELATIONS[relation][1], name=parent)
    return f"{isolated(name)}{comma()}{words}"


def member_name(member: MemberDraft | MemberView) -> str:
    """A member's name in the script that the window reads, else in the one that is there; *child of* for an infant."""
    english = language() is Language.ENGLISH
    name = (member.name_latin or member.name_as_told) if english else (member.name_as_told or member.name_latin)
    return name if name or not member.unnamed else child_of(member.parent_name, member.parent_latin)


def child_of(parent_name: str, parent_latin: str = "") -> str:
    """What stands for the name of an infant who has none yet: "child of Rahim Bux"."""
    english = language() is Language.ENGLISH
    parent = (parent_latin or parent_name) if english else (parent_name or parent_latin)
    return tr("child of {name}", name=isolated(parent)) if parent else ""


def damaged_phone_line(damaged: DamagedPhone) -> str:
    """The number as it is kept now, and the one that it probably was."""
    now = isolated(shown_phone(damaged.phone))
    if not damaged.original:
        return tr("kept as {now}: ask for the number", now=now)
    return tr("kept as {now}, before it {before}", now=now, before=isolated(shown_phone(damaged.original)))


def not_named_words(people: int) -> str:
    """How many of a household were counted and nobody named."""
    return tr_n("{n} more person, not named by the list", "{n} more people, not named by the list", people)


def member_line(member: MemberDraft | MemberView) -> str:
    """A member with the parent, in the script that the window reads where both are known."""
    name = member_name(member)
    if member.unnamed and not (member.name_as_told or member.name_latin):
        return name  # the parent stands in it
    same = script_of(name) == "latin"
    parent = (member.parent_latin or member.parent_name) if same else (member.parent_name or member.parent_latin)
    return with_parent(name, member.parent_relation, parent)


def member_note(member: MemberDraft | MemberView) -> str:
    """Relation to the head, sex, age and work kind."""
    relation = row_label(relationships()[member.relation]) if member.relation in relationships() else ""
    return joined(
        relation,
        sex_words(member.sex, _years(member)),
        age_words(_years(member)),
        label(member.work_kind) if member.work_kind else "",
    )


def _years(member: MemberDraft | MemberView) -> int | None:
    """The age as far as it is told, also where only an event says it."""
    if isinstance(member, MemberDraft) and member.age_event is not None and member.age_then is not None:
        return max(
            0, years_by_event(member.age_event, member.age_then, member.age_as_of or local_day(datetime.now(UTC)))
        )
    return member.age_years


def has_disability(member: MemberDraft | MemberView) -> bool:
    """Whether one was told, or follows from the answers to the six questions."""
    return bool(member.disability) or bool(disability_by(member.washington))


def collector_words(collector: CollectorDraft, members: Sequence[MemberDraft]) -> str:
    """The name of one who may collect, also where it is one of the people of the same draft."""
    if collector.member is not None and 0 <= collector.member < len(members):
        return member_name(members[collector.member])
    return collector.name_as_told or collector.name_latin


def found_name(found: FoundRegistrant) -> str:
    """The name of a person found, in the script that the window reads where it is known."""
    english = language() is Language.ENGLISH
    name = (found.name_latin or found.name_as_told) if english else (found.name_as_told or found.name_latin)
    return name if name or not found.unnamed else child_of(found.parent_name)


def found_note(found: FoundRegistrant) -> str:
    """Father or husband, village, sex, age and place of a person found: what is cut where there is no room is last."""
    named = bool(found.name_as_told or found.name_latin)  # else the parent stands in the name
    parent = isolated(found.parent_name) if found.parent_name and named else ""
    return joined(
        parent,
        found.village,
        sex_words(found.sex, found.age_years),
        age_words(found.age_years),
        place_name(found.pcode),
    )


_GROWN = 14
"""Years from which somebody is called woman or man."""


def sex_words(sex: Sex | None, years: int | None = None) -> str:
    """Woman, man; girl, boy under fourteen; empty when it is not known."""
    if sex is Sex.X or years is None or years >= _GROWN:
        return label(sex) if sex else ""
    return "" if sex is None else tr("Girl") if sex is Sex.FEMALE else tr("Boy")


def age_words(years: int | None) -> str:
    """34 years; empty when it is not known."""
    return tr("{n} years", n=years) if years is not None else ""


def born_words(member: MemberDraft | MemberView) -> str:
    """The day of birth where it was told; else its year with the margin, as papers say an age: "born 1992 ± 3"."""
    if isinstance(member, MemberView) and member.born is not None:
        return tr("born {day}", day=day_words(member.born))
    if member.age_years is None or member.age_as_of is None:
        return ""
    born = birth_year(member.age_years, member.age_method, member.age_as_of)
    return tr("born {year} ± {margin}", year=str(born.year), margin=born.margin)


def place_name(pcode: str) -> str:
    """The name of a place in the language spoken now; the code itself when it is not in the list."""
    return area(pcode).name.text(language()) if is_area(pcode) else pcode


def where_words(pcode: str, village: str) -> str:
    """Village and place."""
    return joined(village, place_name(pcode) if pcode else "")


def paper_name(code: str) -> str:
    """A kind of identity paper in words."""
    return row_label(id_types()[code]) if code in id_types() else code


def paper_short(code: str) -> str:
    """A kind of identity paper in one or two words, where there is little room."""
    return tr(SHORT_PAPERS[code]) if code in SHORT_PAPERS else paper_name(code)
