"""What the indexes keep of a person: words for searching, and wide keys by which two records of one person meet.

A wide key is a piece of what is known, as a number. Each piece may be wrong or missing, so there are several of
different kinds; one in common is enough to be looked at, and `desktop.matching.duplicates` then weighs everything.
Hashed, because a number is quicker to keep and to compare than text, and so that no name is written a second time.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from desktop.matching.names import STOP_KEYS, keys, skeleton
from desktop.matching.score import Described
from desktop.reference.never_kept import matter_in_text, name_alone

_BAND = 5  # years of one age band; who is asked about is looked for in the bands beside as well
_BANDS, _NEWEST = 24, 2034  # bands of everybody alive, and a year of the newest, where no age is told
_PART = 7  # digits of an identity number that are looked for alone: the other half may hold the slip


def searched_village(village: str) -> str:
    """The village as a search knows it: none where it names a matter that is never kept, as that would list workers."""
    return "" if matter_in_text(village) else village


def search_words(person: Described, limit: int) -> tuple[str, ...]:
    """What a search finds a person by, at most `limit` letters each: both names, the village, the area."""
    texts = (*map(name_alone, (*person.names, *person.parents)), searched_village(person.village))
    found = (key[:limit] for text in texts for key in keys(text))
    return tuple(dict.fromkeys((*found, person.pcode.lower()[:limit])))


def kept_keys(person: Described) -> tuple[int, ...]:
    """The wide keys that are kept with a person, each once: signed whole numbers of 64 bits."""
    return _hashed(_pieces(person, _own_band(person)))


def asked_keys(person: Described) -> tuple[int, ...]:
    """What is looked for when a person is told: the kept keys, and those of people some years older or younger.

    Who was kept without an age is looked for always, and anybody where no age is told.
    """
    band = _own_band(person)[0]
    if band is not None:
        return _hashed(_pieces(person, (band, band - 1, band + 1, None)))
    newest = (person.told_in or _NEWEST) // _BAND
    return _hashed(_pieces(person, (None, *range(newest, newest - _BANDS, -1))))


def _own_band(person: Described) -> tuple[int | None]:
    return (None if person.birth_year is None else person.birth_year // _BAND,)


def _hashed(pieces: Iterable[str]) -> tuple[int, ...]:
    return tuple(
        int.from_bytes(blake2b(piece.encode(), digest_size=8).digest(), "big", signed=True)
        for piece in dict.fromkeys(pieces)
    )


def _pieces(person: Described, bands: Iterable[int | None]) -> Iterator[str]:
    number = str(person.id_mark)
    if len(number) >= 2 * _PART - 1:
        yield f"number first|{number[:_PART]}"
        yield f"number last|{number[-_PART:]}"
    elif number:
        yield f"number|{number}"
    if person.phone:
        yield f"phone|{person.phone}"
    own, parents = _words(person.names), _words(person.parents)
    for mine in own:
        for theirs in parents:
            if mine not in STOP_KEYS or theirs not in STOP_KEYS:
                yield f"pair|{mine}|{theirs}"
    telling = [word for word in own if word not in STOP_KEYS] or own
    place = " ".join(_words((person.village,)))
    for band in bands:
        for mine in telling:
            yield f"age|{mine}|{person.pcode}|{band}"
    if place:
        for name in person.names:
            yield f"village|{skeleton(name)}|{place}"
    if place and person.sex is not None:
        for theirs in parents:
            yield f"father|{theirs}|{place}|{person.sex.value}"


def _words(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for name in names for word in skeleton(name).split()))
