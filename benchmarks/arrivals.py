"""Invented families of a district, and who comes to the desk: newcomers, and people who are in the register already.

A name is built as names are: a given name, often with a title before it (Muhammad, Ghulam) or a second one after it
(Ali, Bibi), few of them everywhere and most of them rare.

Who comes a second time is told anew: another spelling or script, a part of the name left out, an age some years off,
mostly without a number, a third of them from another village. Newcomers are no strangers: a third of the heads of
families are brothers of somebody registered, with one father, one village and like names. Nobody here exists.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from benchmarks.people import MEN, WOMEN, Part, spelt
from benchmarks.register import Resident
from benchmarks.spellings import NAMES
from desktop.records.household import MemberDraft
from desktop.values.text import western_digits
from desktop.values.vocabulary import AgeMethod, Sex

YEAR = 2026
_TODAY = date(YEAR, 11, 24)
_TEHSILS = ("PK61701", "PK61702", "PK61703", "PK61704")
_VILLAGES_OF_TEHSIL = 120
_KINDS = (("Chak", "چک"), ("Basti", "بستی"), ("Goth", "گوٹھ"), ("Kot", "کوٹ"), ("Mauza", "موضع"))
_NEVER_ALONE = frozenset(("Muhammad", "Ghulam", "Bakhsh", "Khan", "Lal", "Masih", "Bibi", "Mai", "Begum", "Khatoon"))


def _given(common: tuple[Part, ...], of: str) -> tuple[Part, ...]:
    """The common ones first, then all others of the list of spellings, each once."""
    others = (Part(name.urdu, name.sindhi or name.urdu, name.latin) for name in NAMES if name.of == of)
    known = {part.urdu for part in common}
    every = (*common, *(part for part in others if part.urdu not in known))
    return tuple(part for part in every if part.latin[0] not in _NEVER_ALONE)


def _called(parts: tuple[Part, ...], *latin: str) -> tuple[Part, ...]:
    return tuple(next(part for part in parts if part.latin[0] == name) for name in latin)


_GIVEN = {Sex.MALE: _given(MEN, "m"), Sex.FEMALE: _given(WOMEN, "w")}
_WEIGHTS = {sex: [1 / (place + 1) ** 0.8 for place in range(len(parts))] for sex, parts in _GIVEN.items()}
_TITLES = _called(MEN, "Muhammad", "Muhammad", "Muhammad", "Ghulam")
_SECONDS = {
    Sex.MALE: _called(MEN, "Ali", "Hussain", "Ahmed", "Khan", "Bakhsh", "Iqbal", "Abbas", "Lal", "Masih", "Nawaz"),
    Sex.FEMALE: _called(WOMEN, "Bibi", "Bibi", "Bibi", "Khatoon", "Mai", "Begum", "Parveen", "Kausar"),
}
_LITTLE = frozenset(part.urdu for parts in (_TITLES, *_SECONDS.values()) for part in parts)


@dataclass
class Person:
    """Somebody as they are; a woman with a `husband` here tells his name, seldom her father's."""

    own: tuple[Part, ...]
    father: tuple[Part, ...]
    husband: tuple[Part, ...]
    sex: Sex
    born: int
    number: str
    phone: str
    place: tuple[int, int]
    family: int


@dataclass(frozen=True)
class Told:
    """A person as a clerk wrote them down; `who` is who it is in truth: a place among the district's people."""

    who: int
    resident: Resident


@dataclass(frozen=True)
class Arrival:
    """Somebody at the desk, and who else is written down with them."""

    told: Told
    others: tuple[MemberDraft, ...]


@dataclass
class District:
    """Everybody made so far; the same people for the same seed."""

    chance: random.Random
    people: list[Person] = field(default_factory=list[Person])
    heads: list[int] = field(default_factory=list[int])
    members: list[list[int]] = field(default_factory=list[list[int]])
    """Of each family."""

    def grow(self, many: int) -> list[int]:
        """Families until there are `many` people more; gives their places in `people`."""
        before = len(self.people)
        while len(self.people) < before + many:
            self._family()
        return list(range(before, before + many))

    def _family(self) -> list[int]:
        chance, before = self.chance, len(self.people)
        place = (chance.randrange(len(_TEHSILS)), _skewed(chance, _VILLAGES_OF_TEHSIL))
        fathers = _name(chance, Sex.MALE)
        if self.heads and chance.random() < 0.35:
            brother = self.people[chance.choice(self.heads)]
            place, fathers = brother.place, brother.father
        phone = f"+923{chance.randrange(10**9):09d}" if chance.random() < 0.5 else ""
        age = chance.randint(20, 65)
        self.heads.append(len(self.people))
        head = self._add(Sex.MALE, _name(chance, Sex.MALE), fathers, (), age, phone, place)
        if chance.random() < 0.85:
            husband = head.own if chance.random() < 0.6 else ()
            self._add(
                Sex.FEMALE, _name(chance, Sex.FEMALE), _name(chance, Sex.MALE), husband, max(16, age - 4), phone, place
            )
        for _ in range(min(chance.randint(0, 6), max(0, (age - 17) // 2))):
            sex = chance.choice((Sex.MALE, Sex.FEMALE))
            own = _name(chance, sex)
            if own not in [one.own for one in self.people[before:]]:
                self._add(sex, own, head.own, (), chance.randint(0, min(25, age - 17)), "", place)
        self.members.append(list(range(before, len(self.people))))
        return self.members[-1]

    def _add(
        self,
        sex: Sex,
        own: tuple[Part, ...],
        father: tuple[Part, ...],
        husband: tuple[Part, ...],
        age: int,
        phone: str,
        place: tuple[int, int],
    ) -> Person:
        number = ""
        if age >= 18 and self.chance.random() < 0.6:
            last = self.chance.choice("13579" if sex is Sex.MALE else "24680")
            number = f"3630{1 + place[0]}{self.chance.randrange(10**7):07d}{last}"
        made = Person(own, father, husband, sex, YEAR - age, number, phone, place, len(self.members))
        self.people.append(made)
        return made

    def told(self, who: int) -> Told:
        """The person as written down the first time."""
        return self._written(who, self.people[who], self.people[who].place, exact=True)

    def again(self, who: int) -> Arrival:
        """The person as written down another time, by another clerk, perhaps elsewhere.

        Most come with the family they had, though not always with all of it; the others with a family that is new here.
        """
        chance, person = self.chance, self.people[who]
        place = person.place
        if chance.random() < 0.35:
            tehsil = place[0] if chance.random() < 0.55 else chance.randrange(len(_TEHSILS))
            place = (tehsil, _skewed(chance, _VILLAGES_OF_TEHSIL))
        told = self._written(who, person, place, exact=False)
        if chance.random() < 0.7:
            family = [one for one in self.members[person.family] if one != who and chance.random() < 0.8]
            others = [self._written(one, self.people[one], place, exact=False) for one in family]
        else:
            others = [self.told(one) for one in self._family()]
        return Arrival(told, tuple(other.resident.member for other in others))

    def newcomers(self, many: int) -> Iterator[Arrival]:
        """People who were never there, each with the family."""
        while many > 0:
            family = [self.told(who) for who in self._family()][:many]
            many -= len(family)
            for one in family:
                yield Arrival(one, tuple(other.resident.member for other in family if other is not one))

    def _written(self, who: int, person: Person, place: tuple[int, int], *, exact: bool) -> Told:
        chance = self.chance
        own, parent = person.own, person.father
        if person.husband and (exact or chance.random() > 0.15):
            parent = person.husband
        born, number, phone = person.born, person.number, person.phone
        if number and chance.random() < 0.35:
            number = ""
        if not exact:
            own = self._varied(own, person.sex)
            parent = self._varied(parent, Sex.MALE) if chance.random() < 0.5 else parent
            born = self._misremembered(born)
            number = _mistyped(chance, number) if chance.random() < 0.06 else number
            phone = phone if chance.random() < 0.6 else ""
        if chance.random() < 0.03:
            parent = ()
        names, parents = self._spelt(own, typo=not exact), self._spelt(parent, typo=not exact)
        member = MemberDraft(
            name_as_told=names[0],
            name_latin=names[1],
            parent_name=parents[0],
            parent_latin=parents[1],
            sex=person.sex,
            age_years=YEAR - born,
            age_method=AgeMethod.STATED,
            age_as_of=_TODAY,
            id_type="CNIC" if number else "NONE",
            id_number=number,
            phone=phone,
        )
        return Told(who, Resident(person.family, member, _TEHSILS[place[0]], self._village(place)))

    def _varied(self, parts: tuple[Part, ...], sex: Sex) -> tuple[Part, ...]:
        """A part left out (mostly a title or a second name), one put to it, two exchanged, or one quite another."""
        chance, way = self.chance, self.chance.random()
        if way < 0.12 and len(parts) > 1:
            little = [part for part in parts if part.urdu in _LITTLE]
            gone = chance.choice(little if little and chance.random() < 0.85 else parts)
            return tuple(part for part in parts if part is not gone)
        if way < 0.18:
            more = chance.choice(_TITLES[:1] if sex is Sex.MALE else _SECONDS[sex])
            return tuple(dict.fromkeys((more, *parts) if sex is Sex.MALE else (*parts, more)))
        if way < 0.20:
            return parts[::-1]
        if way < 0.215 and len(parts) > 1:
            return (*parts[:-1], chance.choice(_GIVEN[sex]))
        return parts

    def _misremembered(self, born: int) -> int:
        chance, age = self.chance, YEAR - born
        if age < 12:
            return min(YEAR, born + chance.choice((-2, -1, -1, 0, 0, 0, 0, 1, 1, 2)))
        if chance.random() < 0.4:
            return born + chance.randint(-1, 1)
        guessed = age + chance.randint(-5, 5)
        return YEAR - max(0, 5 * round(guessed / 5) if chance.random() < 0.3 else guessed)

    def _spelt(self, parts: tuple[Part, ...], *, typo: bool) -> tuple[str, str]:
        """As told (Urdu or Sindhi) and in Latin letters; one of them is often missing."""
        chance, script = self.chance, self.chance.random()
        told = " ".join(part.sindhi if script < 0.2 else part.urdu for part in parts) if script < 0.8 else ""
        latin = spelt(parts, chance) if script >= 0.4 else ""
        if typo and chance.random() < 0.06:
            told, latin = (_slip(chance, told), latin) if told else ("", _slip(chance, latin))
        return told, latin

    def _village(self, place: tuple[int, int]) -> str:
        serial = place[0] * _VILLAGES_OF_TEHSIL + place[1]
        latin, urdu = _KINDS[serial % len(_KINDS)]
        number = 1 + serial // len(_KINDS)
        if serial % len(_KINDS) in (1, 2):  # named after somebody
            part = MEN[serial * 7 % len(MEN)]
            return f"{urdu} {part.urdu}" if self.chance.random() < 0.4 else f"{latin} {self.chance.choice(part.latin)}"
        return f"{urdu} {_urdu(number)}" if self.chance.random() < 0.4 else f"{latin} {number}"


def _urdu(number: int) -> str:
    written = str(number).translate({ord("0") + digit: 0x06F0 + digit for digit in range(10)})
    assert western_digits(written) == str(number)
    return written


def _name(chance: random.Random, sex: Sex) -> tuple[Part, ...]:
    given, other = chance.choices(_GIVEN[sex], _WEIGHTS[sex], k=2)
    second, way = chance.choice(_SECONDS[sex]), chance.random()
    if way < 0.2:
        parts = (given,)
    elif way < 0.7 or (way < 0.85 and sex is Sex.FEMALE):
        parts = (given, second)
    elif way < 0.8:
        parts = (given, other)
    else:
        parts = (chance.choice(_TITLES), given) if sex is Sex.MALE else (given, other)
    return tuple(dict.fromkeys(parts))


def _skewed(chance: random.Random, many: int) -> int:
    """A few villages are large."""
    return min(int(many * chance.random() ** 1.5), many - 1)


def _mistyped(chance: random.Random, number: str) -> str:
    place = chance.randrange(13)
    return number[:place] + chance.choice("0123456789") + number[place + 1 :] if number else ""


def _slip(chance: random.Random, text: str) -> str:
    """One letter left out, doubled or exchanged with the next."""
    if len(text) < 4:
        return text
    place, way = chance.randrange(1, len(text) - 1), chance.random()
    if way < 0.4:
        return text[:place] + text[place + 1 :]
    if way < 0.7:
        return text[:place] + text[place] + text[place:]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
