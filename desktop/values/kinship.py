"""Whom a relation to the head is said of: women, men, or either."""

from desktop.values.vocabulary import Sex

HEAD = "HEAD"
"""The relation of the one whom the others' relations are to."""

_WOMEN = frozenset({"WIFE", "COWIFE", "DAU", "MOTHER", "SIS", "GDAU", "GMOTHER", "DIL", "MIL", "SISIL", "NIECE"})
_MEN = frozenset({"HUSB", "SON", "FATHER", "BRO", "GSON", "GFATHER", "SIL", "FIL", "BIL", "NEPHEW"})


def sex_of(relation: str) -> Sex | None:
    """The sex that a relation says, or None where it says none."""
    return Sex.FEMALE if relation in _WOMEN else Sex.MALE if relation in _MEN else None


def contradicts(relation: str, sex: Sex | None) -> bool:
    """Whether a woman is called somebody's son, or a man a daughter; a khwaja sira may be called either."""
    said = sex_of(relation)
    return said is not None and sex is not None and sex is not Sex.X and sex is not said
