"""Invented people whose every word can be found again, and a search for them in files and in what was written."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from desktop.records.household import MemberDraft
from desktop.values.vocabulary import AgeMethod, ParentRelation, PhoneOwner, Sex

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_URDU = "بپتثجچحخدذرزژسشصضطظعغفقکگلمنو"
_LATIN = "bcdfghjklmnpqrstvwxz"
_HEAD = 6
"""Bytes of a word by which it is looked for; the shortest planted word in UTF-8 is longer."""


@dataclass(frozen=True)
class Planted:
    """One person who is nobody: made of words that stand nowhere else."""

    name: str
    latin: str
    father: str
    village: str
    cnic: str
    phone: str
    passphrase: str

    @property
    def words(self) -> tuple[str, ...]:
        """Everything of the person that may stand in no file, in each spelling a program may give it."""
        plain = self.cnic.replace("-", "")
        return (self.name, self.latin, self.latin.lower(), self.father, self.village, self.cnic, plain, *self._more)

    @property
    def _more(self) -> tuple[str, ...]:
        national = self.phone.replace("-", "")[1:]
        return (national, f"{national[:3]} {national[3:]}", self.passphrase)

    def member(self) -> MemberDraft:
        """The head of a household."""
        return MemberDraft(
            name_as_told=self.name,
            name_latin=self.latin,
            parent_name=self.father,
            parent_relation=ParentRelation.DAUGHTER_OF,
            relation="HEAD",
            sex=Sex.FEMALE,
            age_years=40,
            age_method=AgeMethod.STATED,
            age_as_of=date(2026, 11, 24),
            id_type="CNIC",
            id_number=self.cnic,
            phone=self.phone,
            phone_owner=PhoneOwner.OWN,
            safe_to_call=True,
            holder=1,
        )


def people(many: int, seed: int) -> list[Planted]:
    """So many, always the same for the same seed."""
    chance = random.Random(seed)

    def word(letters: str, long: int) -> str:
        return "".join(chance.choices(letters, k=long))

    return [
        Planted(
            name=word(_URDU, 8),
            latin=word(_LATIN, 9).title(),
            father=word(_URDU, 9),
            village=word(_LATIN, 10).title(),
            cnic=f"3{chance.randrange(1000, 10_000)}-{chance.randrange(10**6, 10**7)}-{chance.choice('2468')}",
            phone=f"030{number % 7}-{chance.randrange(10**6, 10**7)}",
            passphrase=" ".join(word(_LATIN, 7) for _ in range(4)),
        )
        for number in range(many)
    ]


class Search:
    """Finds the planted words of some people, in UTF-8 and in UTF-16 of either order."""

    def __init__(self, who: Sequence[Planted]) -> None:
        """Every word in every spelling, by its first bytes."""
        self._words: dict[int, list[tuple[str, bytes]]] = {}
        for person in who:
            for word in person.words:
                for encoding in ENCODINGS:
                    spelt = word.encode(encoding)
                    self._words.setdefault(_number(spelt, 0), []).append((word, spelt))
        self._heads = np.array(sorted(self._words), np.uint64)

    def within(self, content: bytes) -> set[str]:
        """Which words stand in these bytes."""
        return {
            word
            for at in self._places(content)
            for word, spelt in self._words[_number(content, at)]
            if content.startswith(spelt, at)
        }

    def below(self, folders: Iterable[Path]) -> dict[Path, set[str]]:
        """Files below `folders` in which, or in whose names, a word stands."""
        found: dict[Path, set[str]] = {}
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                content = str(path).encode() + (b"\n" + path.read_bytes() if path.is_file() else b"")
                if words := self.within(content):
                    found[path] = words
        return found

    def _places(self, content: bytes) -> list[int]:
        """Where a word may begin: every place is looked at, six bytes at a time as one number."""
        padded = np.frombuffer(content + bytes(_HEAD), np.uint8).astype(np.uint64)
        numbers = np.zeros(len(content), np.uint64)
        for byte in range(_HEAD):
            numbers |= padded[byte : byte + len(content)] << np.uint64(8 * byte)
        near = np.minimum(np.searchsorted(self._heads, numbers), len(self._heads) - 1)
        return [int(place) for place in np.flatnonzero(self._heads[near] == numbers)]


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + _HEAD], "little")
