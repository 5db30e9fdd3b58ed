"""Free text that is kept: what is said of it before it is saved, at every field of the window and every option alike.

It only warns, and names the matter, never the word: a place may truly be called so.
"""

from enum import StrEnum

from desktop.reference.never_kept import matter_at_work, matter_in_name, matter_in_text
from desktop.values.finding import Finding
from desktop.values.problem import Problem, Weight
from desktop.words.problems import say_problem


class FreeText(StrEnum):
    """What a free text is about, which says by which words it is read."""

    TEXT = "text"
    """A reason, a note, the name of a thing."""
    NAME = "name"
    """A person's name: many of them are names of castes and faiths, so the list is shorter."""
    PLACE = "place"
    """Where a household lives."""
    WORKPLACE = "workplace"
    """Where a kiln or farm lies: that it is one is what the record is for."""


_MATTERS = {
    FreeText.TEXT: matter_in_text,
    FreeText.NAME: matter_in_name,
    FreeText.PLACE: matter_in_text,
    FreeText.WORKPLACE: matter_at_work,
}


def warning_of(text: str, kind: FreeText) -> str:
    """What is better not kept of a text, in the language spoken now; empty: nothing."""
    matter = _MATTERS[kind](text)
    if matter is None:
        return ""
    where = "village" if kind is FreeText.PLACE else ""
    return say_problem(Problem(where, Finding.NEVER_KEPT, Weight.WARNING, {"matter": matter.value}))
