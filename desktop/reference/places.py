"""Places with P-codes: provinces, districts, tehsils and an office's local additions; looked up and searched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from desktop.reference.tables import Words, rows
from desktop.values.text import fold

PROVINCE, DISTRICT, TEHSIL = 1, 2, 3
COUNTRY = "PK"

_ALIKE = 82.0  # of 100; below it a guess about a misspelt place is more often wrong than helpful


@dataclass(frozen=True)
class Area:
    """A place of `level` 1 (province or territory), 2 (district) or 3 (tehsil, taluka).

    `ddd` are the three digits a district gives to household codes ("" for other levels); `reports_as` is the P-code
    used in exports, which differs from `pcode` only for local additions.
    """

    pcode: str
    name: Words
    level: int
    parent: str
    division_en: str
    other_names: tuple[str, ...]
    ddd: str
    reports_as: str

    @property
    def name_en(self) -> str:
        """The English name."""
        return self.name.en

    @property
    def name_ur(self) -> str:
        """The Urdu name; empty for tehsils where none is shipped."""
        return self.name.ur


def _shipped() -> Iterator[Area]:
    for row in rows("admin_areas.csv"):
        level, pcode = int(row["level"]), row["pcode"]
        yield Area(
            pcode=pcode,
            name=Words(row["name_en"], row["name_ur"], row["name_sd"]),
            level=level,
            parent=row["parent"],
            division_en=row["division_en"],
            other_names=tuple(filter(None, row["alt_names"].split("|"))),
            ddd=pcode.removeprefix(COUNTRY) if level == DISTRICT else "",
            reports_as=pcode,
        )


def local_area(row: dict[str, str]) -> Area:
    """The district of one row of local_areas.csv: newer than the P-codes, so it brings its own three digits."""
    return Area(
        pcode=row["code"],
        name=Words(row["name_en"], row["name_ur"], ""),
        level=DISTRICT,
        parent=row["parent"],
        division_en="",
        other_names=(),
        ddd=row["ddd"],
        reports_as=row["reports_as"],
    )


@cache
def areas() -> dict[str, Area]:
    """All places by P-code or local code, provinces first."""
    return {area.pcode: area for area in (*_shipped(), *map(local_area, rows("local_areas.csv")))}


def area(pcode: str) -> Area:
    """The place of a known code. Raises KeyError for others; ask `is_area` about codes from outside."""
    return areas()[pcode]


def is_area(pcode: str) -> bool:
    """Whether the code names a place."""
    return pcode in areas()


def is_called_area(text: str) -> bool:
    """Whether a district or a tehsil is called exactly so, in any of its names; most villages are not."""
    return fold(text) in _names_of_areas()


@cache
def _names_of_areas() -> frozenset[str]:
    return frozenset(name for place in areas().values() if place.level >= DISTRICT for name in _folded_names(place))


def chain(pcode: str) -> list[Area]:
    """The place and what it lies in, smallest first: tehsil, district, province. Raises KeyError for unknown codes."""
    found = [area(pcode)]
    while found[-1].parent != COUNTRY:
        found.append(area(found[-1].parent))
    return found


def covers(pcode: str, inner: str) -> bool:
    """Whether `inner` is `pcode` or lies beneath it; False when either code is unknown. "PK" covers every place."""
    if not is_area(inner):
        return False
    return pcode == COUNTRY or any(place.pcode == pcode for place in chain(inner))


def district_of(pcode: str) -> str | None:
    """The code of the district a place lies in, itself for a district, None for a province. Raises KeyError."""
    return next((place.pcode for place in chain(pcode) if place.level == DISTRICT), None)


def ddd_of(district: str) -> str:
    """The three digits that the household codes of a district's office begin with: "617" for PK617.

    Raises KeyError for unknown codes and ValueError for places that are no district.
    """
    found = area(district)
    if not found.ddd:
        msg = "not a district"
        raise ValueError(msg)
    return found.ddd


def area_line(pcode: str, language: str = "en") -> str:
    """The place with what it lies in, as shown beside a search hit: "Jalalpur Pirwala, Multan, Punjab"."""
    mark = ", " if language == "en" else "، "
    return mark.join(place.name.text(language) for place in chain(pcode))


@dataclass(frozen=True)
class _Entry:
    area: Area
    own: tuple[str, ...]  # folded names of the place itself
    words: frozenset[str]  # folded words of the place and all it lies in


@cache
def _index() -> tuple[_Entry, ...]:
    entries: list[_Entry] = []
    for place in areas().values():
        own = _folded_names(place)
        around = {word for outer in chain(place.pcode) for name in _folded_names(outer) for word in name.split()}
        entries.append(_Entry(place, own, frozenset(around)))
    return tuple(entries)


def _folded_names(place: Area) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(fold(name) for name in (place.name.en, place.name.ur, place.name.sd, *place.other_names) if name)
    )


def search_areas(text: str, limit: int = 20) -> list[Area]:
    """Places whose code or name (English, Urdu, Sindhi, other names) fits what was typed, best first.

    Further words may name what the place lies in ("khanpur rahim yar"). When nothing fits as written, places spelt
    alike are offered. Blank text gives nothing.
    """
    asked = fold(text)
    if not asked:
        return []
    ranked = [(rank, entry) for entry in _index() if (rank := _rank(asked, entry)) is not None]
    if not ranked:
        ranked = [(100 - alike, entry) for entry in _index() if (alike := _likeness(asked, entry)) >= _ALIKE]
    ranked.sort(key=lambda pair: (pair[0], pair[1].area.level, pair[1].area.name.en, pair[1].area.pcode))
    return [entry.area for _, entry in ranked[:limit]]


def named_by(text: str, found: Sequence[Area]) -> Area | None:
    """The one of `found` that the text names: the only one, or the only one called exactly so; else None."""
    asked = fold(text)
    called = [one for one in found if asked == one.pcode.lower() or asked in _folded_names(one)]
    return found[0] if len(found) == 1 else called[0] if len(called) == 1 else None


def _rank(asked: str, entry: _Entry) -> float | None:
    """How well an entry fits, 0 best, None not at all: code, whole name, beginning, a word in it, anywhere in it."""
    if asked == entry.area.pcode.lower():
        return 0
    if asked in entry.own:
        return 1
    bare = asked.replace(" ", "")
    if any(name.replace(" ", "").startswith(bare) for name in entry.own) or entry.area.pcode.lower().startswith(asked):
        return 2
    words = asked.split()
    own_words = [word for name in entry.own for word in name.split()]
    if any(word.startswith(words[0]) for word in own_words) and all(
        any(word.startswith(typed) for word in entry.words) for typed in words
    ):
        return 3
    return 4 if len(bare) > 2 and any(bare in name.replace(" ", "") for name in entry.own) else None


def _likeness(asked: str, entry: _Entry) -> float:
    bare = asked.replace(" ", "")
    if len(bare) < 4:
        return 0.0
    return max(fuzz.ratio(bare, name.replace(" ", "")) for name in entry.own)
