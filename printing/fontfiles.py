"""Where the shipped fonts lie, and which families and weights there are; paper and screens load the same files."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Family:
    """A font family: the name inside its files, its folder below `FOLDER`, and weight to file name."""

    name: str
    folder: str
    weights: dict[int, str]


NASTALIQ = Family("Haqdar Nastaliq", "haqdar-nastaliq", {400: "HaqdarNastaliq-Regular", 700: "HaqdarNastaliq-Bold"})
SANS = Family("Noto Sans", "noto-sans", {400: "NotoSans-Regular", 600: "NotoSans-SemiBold", 700: "NotoSans-Bold"})
LATEEF = Family("Lateef", "lateef", {400: "Lateef-Regular", 700: "Lateef-Bold"})
NASKH = Family("Noto Naskh Arabic", "noto-naskh-arabic", {400: "NotoNaskhArabic-Regular", 700: "NotoNaskhArabic-Bold"})

FAMILIES = (NASTALIQ, SANS, LATEEF, NASKH)


def path_of(family: Family, weight: int) -> Path:
    """The TTF of a family at a weight; 600 falls to 700 where a family has no 600."""
    name = family.weights.get(weight) or family.weights[700 if weight >= 600 else 400]
    return FOLDER / family.folder / f"{name}.ttf"


def font_path(name: str) -> Path:
    """The TTF by its file stem, such as "NotoSans-SemiBold". Raises KeyError for a stem that is not shipped."""
    for family in FAMILIES:
        if name in family.weights.values():
            return FOLDER / family.folder / f"{name}.ttf"
    raise KeyError(name)


def all_paths() -> tuple[Path, ...]:
    """Every shipped TTF, in a fixed order."""
    return tuple(path_of(family, weight) for family in FAMILIES for weight in sorted(family.weights))
