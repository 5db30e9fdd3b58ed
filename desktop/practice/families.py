"""Invented households with believable variety: no person behind any name, age or face."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random

from desktop.practice.portraits import portrait
from desktop.records.household import ConsentDraft, HouseholdDraft, MemberDraft
from desktop.values.vocabulary import (
    AgeMethod,
    ConsentLanguage,
    ConsentReader,
    ParentRelation,
    PhoneOwner,
    Sex,
    WorkKind,
)

VILLAGES = ("Chak 12", "Chak 14", "Chak 45/2-L", "Basti Malook", "Basti Jhok", "Kot Mehr", "Goth Bhoro", "Dera Nehar")
COMMUNITIES = (("ur", 74), ("ma", 8), ("hi", 9), ("sd", 9))
PHOTO_SHARE, CNIC_SHARE, PHONE_SHARE = 0.55, 0.35, 0.3


@dataclass(frozen=True)
class Name:
    """One element of names in its script and as it is spelt in Latin letters."""

    told: str
    latin: str
    other_latin: str


@dataclass(frozen=True)
class Setting:
    """Where and when the practice office registers."""

    places: tuple[str, ...]
    today: date
    photos: bool = True


@cache
def _names() -> dict[tuple[str, str], tuple[Name, ...]]:
    found: dict[tuple[str, str], list[Name]] = {}
    with (files("desktop.practice") / "names.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            key = (row["script"], row["sex"])
            found.setdefault(key, []).append(Name(row["urdu"], row["latin"], row["other_latin"]))
    return {key: tuple(names) for key, names in found.items()}


def _community(random: Random) -> str:
    return random.choices([name for name, _ in COMMUNITIES], [weight for _, weight in COMMUNITIES])[0]


def person(
    random: Random, setting: Setting, community: str, sex: Sex, age: int, relation: str, parent: Name | None
) -> MemberDraft:
    names = _names()
    given = random.choice(names[community, sex.value])
    told, latin = given.told, random.choice((given.latin, given.latin, given.other_latin))
    if community == "ur":
        told, latin = _with_title(random, sex, age, told, latin)
    elif community == "ma":
        told, latin = f"{told} مسیح" if sex is Sex.MALE else told, f"{latin} Masih" if sex is Sex.MALE else latin
    chosen = parent or random.choice(names[community, "P"])
    stated = random.random() < 0.6
    return MemberDraft(
        name_as_told=told,
        name_latin=latin if random.random() < 0.9 else "",
        parent_name=chosen.told,
        parent_latin=chosen.latin,
        parent_relation=_relation_to_parent(sex, age, relation),
        relation=relation,
        sex=sex,
        age_years=age,
        age_method=AgeMethod.STATED if stated else AgeMethod.ESTIMATED,
        age_as_of=setting.today,
        work_kind=_work(random) if age >= 14 else None,
        id_type="NONE",
    )


def _with_title(random: Random, sex: Sex, age: int, told: str, latin: str) -> tuple[str, str]:
    if sex is Sex.FEMALE and age >= 18:
        title = random.choice((("بی بی", "Bibi"), ("مائی", "Mai"), ("خاتون", "Khatoon"), ("", "")))
        return f"{told} {title[0]}".strip(), f"{latin} {title[1]}".strip()
    if sex is Sex.MALE and random.random() < 0.5:
        return f"محمد {told}", f"{random.choice(('Muhammad', 'Mohammad', 'M.'))} {latin}"
    return told, latin


def _relation_to_parent(sex: Sex, age: int, relation: str) -> ParentRelation:
    if relation == "WIFE" or (relation == "HEAD" and sex is Sex.FEMALE):
        return ParentRelation.WIFE_OF
    if age < 2:
        return ParentRelation.CHILD_OF
    return ParentRelation.DAUGHTER_OF if sex is Sex.FEMALE else ParentRelation.SON_OF


def _work(random: Random) -> WorkKind:
    return random.choices((WorkKind.KILN, WorkKind.FARM, WorkKind.DOMESTIC, WorkKind.OTHER), (62, 28, 4, 6))[0]


def _number(random: Random, sex: Sex) -> str:
    """An invented CNIC: first digit 9, which no province has, so that it can be nobody's."""
    last = random.choice("13579" if sex is Sex.MALE else "02468")
    return f"9{random.randrange(10**11):011d}{last}"


def as_holder(random: Random, setting: Setting, member: MemberDraft, slot: int) -> MemberDraft:
    woman = member.sex is Sex.FEMALE
    changes: dict[str, object] = {"holder": slot}
    if setting.photos and random.random() < PHOTO_SHARE:
        changes["photo"] = portrait(random, woman=woman, old=(member.age_years or 0) > 55)
    if random.random() < CNIC_SHARE and member.sex is not None:
        changes |= {"id_type": "CNIC", "id_number": _number(random, member.sex), "age_method": AgeMethod.DOCUMENT}
    if random.random() < PHONE_SHARE:
        owner = random.choice((PhoneOwner.OWN, PhoneOwner.NEIGHBOUR, PhoneOwner.RELATIVE))
        changes |= {
            "phone": f"0300{random.randrange(10**7):07d}",
            "phone_owner": owner,
            "safe_to_call": owner is PhoneOwner.OWN,
        }
    return replace(member, **changes)  # pyright: ignore[reportArgumentType]


def home(random: Random, setting: Setting, members: list[MemberDraft]) -> HouseholdDraft:
    return HouseholdDraft(
        pcode=random.choice(setting.places),
        village=random.choices(VILLAGES, range(len(VILLAGES), 0, -1))[0],
        consent=ConsentDraft(
            register=True,
            photo=True,
            phone=True,
            read_by=random.choice((ConsentReader.CLERK, ConsentReader.VOLUNTEER)),
            language=random.choice((ConsentLanguage.URDU, ConsentLanguage.SARAIKI, ConsentLanguage.PUNJABI)),
        ),
        members=tuple(members),
    )


def children_of(
    random: Random, setting: Setting, community: str, father: Name | None, count: int, eldest: int
) -> Iterator[MemberDraft]:
    age = eldest
    for _ in range(count):
        sex = random.choice((Sex.FEMALE, Sex.MALE))
        yield person(random, setting, community, sex, max(age, 0), "DAU" if sex is Sex.FEMALE else "SON", father)
        age -= random.randint(1, 3)


def family(random: Random, setting: Setting) -> HouseholdDraft:
    kind = random.random()
    if kind < 0.14:
        return woman_headed(random, setting)
    if kind < 0.22:
        return single_man(random, setting)
    if kind < 0.3:
        return widow(random, setting)
    community = _community(random)
    head_is_woman = random.random() < 0.35
    age = random.randint(22, 55)
    man = person(random, setting, community, Sex.MALE, age, "HUSB" if head_is_woman else "HEAD", None)
    father = Name(man.name_as_told, man.name_latin, man.name_latin)
    relation = "HEAD" if head_is_woman else "WIFE"
    wife = person(random, setting, community, Sex.FEMALE, max(age - random.randint(0, 8), 18), relation, father)
    adults = [wife, man] if head_is_woman else [man, wife]
    holders = [as_holder(random, setting, adults[0], 1)]
    holders.append(as_holder(random, setting, adults[1], 2) if random.random() < 0.4 else adults[1])
    children = list(children_of(random, setting, community, father, random.randint(0, 6), min(age - 18, 16)))
    return home(random, setting, [*holders, *children])


def woman_headed(random: Random, setting: Setting) -> HouseholdDraft:
    community = _community(random)
    mother = person(random, setting, community, Sex.FEMALE, random.randint(24, 48), "HEAD", None)
    holder = as_holder(random, setting, mother, 1)
    father = Name(mother.parent_name, mother.parent_latin, mother.parent_latin)
    children = children_of(random, setting, community, father, random.randint(1, 5), random.randint(4, 15))
    return home(random, setting, [holder, *children])


def widow(random: Random, setting: Setting) -> HouseholdDraft:
    """No paper, no phone: the main path."""
    woman = replace(
        person(random, setting, "ur", Sex.FEMALE, random.randint(55, 75), "HEAD", None),
        parent_relation=ParentRelation.WIDOW_OF,
        holder=1,
    )
    parent = Name(woman.parent_name, woman.parent_latin, woman.parent_latin)
    grandchildren = [
        replace(child, relation="GSON" if child.sex is Sex.MALE else "GDAU")
        for child in children_of(random, setting, "ur", parent, 3, random.randint(7, 13))
    ]
    return home(random, setting, [woman, *grandchildren])


def single_man(random: Random, setting: Setting) -> HouseholdDraft:
    man = person(random, setting, _community(random), Sex.MALE, random.randint(18, 60), "HEAD", None)
    return home(random, setting, [as_holder(random, setting, man, 1)])
