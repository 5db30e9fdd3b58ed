"""Matters that are never kept, in words."""

from desktop.values.import_field import NeverKept
from desktop.words.catalogue import mark, tr

MATTER_WORDS: dict[NeverKept, str] = {
    NeverKept.EMPLOYER: mark("employer, owner or workplace"),
    NeverKept.DEBT: mark("debt or advance"),
    NeverKept.RELIGION: mark("religion"),
    NeverKept.CASTE: mark("caste or tribe"),
    NeverKept.NATIONALITY: mark("nationality"),
}


def matter_label(matter: str) -> str:
    """A matter that is never kept, in the language spoken now."""
    return tr(MATTER_WORDS[NeverKept(matter)]) if matter in NeverKept else matter
