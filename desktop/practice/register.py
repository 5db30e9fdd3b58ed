"""The households of a practice office: first one family of every kind, some of them alike, then chance."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from desktop.practice.families import (
    Name,
    Setting,
    as_holder,
    children_of,
    family,
    home,
    person,
    single_man,
    widow,
    woman_headed,
)
from desktop.records.household import HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, VoucherDraft
from desktop.values.vocabulary import AgeEvent, ParentRelation, Sex, VoucherRelation


def households(count: int, random: Random, setting: Setting) -> Iterator[HouseholdDraft]:
    """`count` households: a fixed opening with every kind of family, then chance."""
    for number in range(count):
        if number < len(OPENING):
            yield OPENING[number](random, setting)
        else:
            yield family(random, setting)


def _vouched_widow(random: Random, setting: Setting) -> HouseholdDraft:
    """Two neighbours say who she is."""
    neighbours = (
        VoucherDraft("بشیراں مائی", "Basheeran Mai", VoucherRelation.NEIGHBOUR),
        VoucherDraft("گل بی بی", "Gul Bibi", VoucherRelation.NEIGHBOUR),
    )
    told = widow(random, setting)
    first, *grandchildren = told.members
    return replace(told, members=(replace(first, id_type="VOUCHED"), *grandchildren), vouchers=neighbours)


def _named_alike(random: Random, setting: Setting, age: int, village: str) -> HouseholdDraft:
    ditta = Name("اللہ دتہ", "Allah Ditta", "Allah Dita")
    ghulam = Name("غلام محمد", "Ghulam Muhammad", "Gh. Mohammad")
    man = replace(
        person(random, setting, "ur", Sex.MALE, age, "HEAD", ghulam),
        name_as_told=ditta.told,
        name_latin=ditta.latin,
        holder=1,
    )
    return replace(home(random, setting, [man]), village=village, pcode=setting.places[0])


def _same_name(random: Random, setting: Setting) -> HouseholdDraft:
    return _named_alike(random, setting, 30, "Chak 12")


def _same_name_again(random: Random, setting: Setting) -> HouseholdDraft:
    return _named_alike(random, setting, 33, "Chak 14")


def _disabled_holder(random: Random, setting: Setting) -> HouseholdDraft:
    """A man who cannot walk, and his sister who collects for him."""
    man = replace(person(random, setting, "hi", Sex.MALE, 46, "HEAD", None), washington="114111")
    father = Name(man.name_as_told, man.name_latin, man.name_latin)
    wife = person(random, setting, "hi", Sex.FEMALE, 41, "WIFE", father)
    children = children_of(random, setting, "hi", father, 2, 12)
    told = home(random, setting, [as_holder(random, setting, man, 1), replace(wife, holder=2), *children])
    sister = CollectorDraft("شانتی", "Shanti", relation="SIS")
    return replace(told, collectors=(sister,))


def _joint_family(random: Random, setting: Setting) -> HouseholdDraft:
    """Nine at one hearth, told in Sindhi: the eldest known by the earthquake, the youngest without a name yet."""
    old = replace(
        person(random, setting, "sd", Sex.FEMALE, 62, "HEAD", None),
        holder=1,
        age_years=None,
        age_event=AgeEvent.EARTHQUAKE_2005,
        age_then=41,
    )
    father = Name(old.parent_name, old.parent_latin, old.parent_latin)
    son = person(random, setting, "sd", Sex.MALE, 36, "SON", father)
    wife = replace(person(random, setting, "sd", Sex.FEMALE, 33, "DIL", None), holder=2)
    children = [
        replace(child, relation="GSON" if child.sex is Sex.MALE else "GDAU")
        for child in children_of(random, setting, "sd", Name(son.name_as_told, son.name_latin, ""), 5, 13)
    ]
    infant = MemberDraft(
        parent_name=son.name_as_told,
        parent_latin=son.name_latin,
        parent_relation=ParentRelation.CHILD_OF,
        relation="GDAU",
        sex=Sex.FEMALE,
        age_years=0,
        age_as_of=setting.today,
        unnamed=True,
    )
    return home(random, setting, [old, son, wife, *children, infant])


_ZAREENA = (Name("زرینہ مائی", "Zareena Mai", "Zarina Mai"), Name("اللہ وسایا", "Allah Wasaya", "Allah Vasaya"))
_CHILDREN = (Name("ارشد", "Arshad", "Arshad"), Name("نازیہ", "Nazia", "Nazia"))


def _before_the_move(random: Random, setting: Setting) -> HouseholdDraft:
    return _zareena(random, setting, 0, "Basti Jhok", again=False)


def _after_the_move(random: Random, setting: Setting) -> HouseholdDraft:
    """The same woman, registered once more at the next place by somebody who writes her name otherwise."""
    return _zareena(random, setting, 1, "Kot Mehr", again=True)


def _zareena(random: Random, setting: Setting, older: int, village: str, *, again: bool) -> HouseholdDraft:
    own, husband = _ZAREENA
    woman = replace(
        person(random, setting, "ur", Sex.FEMALE, 31 + older, "HEAD", husband),
        name_as_told="" if again else own.told,
        name_latin=own.other_latin if again else own.latin,
        parent_latin=husband.other_latin if again else husband.latin,
        parent_relation=ParentRelation.WIFE_OF,
        holder=1,
    )
    children = [
        replace(
            person(random, setting, "ur", sex, age + older, relation, husband),
            name_as_told=name.told,
            name_latin=name.latin,
        )
        for name, sex, age, relation in zip(_CHILDREN, (Sex.MALE, Sex.FEMALE), (9, 6), ("SON", "DAU"), strict=True)
    ]
    return replace(home(random, setting, [woman, *children]), village=village, pcode=setting.places[0])


OPENING = (
    _vouched_widow,
    _same_name,
    _same_name_again,
    woman_headed,
    single_man,
    _disabled_holder,
    _joint_family,
    _before_the_move,
    _after_the_move,
)
"""Every kind of family; those of them who are alike are left for people to look at."""
