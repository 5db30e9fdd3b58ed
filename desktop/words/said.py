"""What is said to a person about an answer, and where each class of answer finds its sentences."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from desktop.errors import Told


@dataclass(frozen=True)
class Said:
    """Three sentences: what happened, what to do, and whether the work is safe. The last two may be empty."""

    what: str
    do: str = ""
    safe: str = ""

    def shortly(self) -> str:
        """The first two sentences: for a line at a field, where nothing was written yet."""
        return " ".join(part for part in (self.what, self.do) if part)


SAYINGS: dict[type[Told], Callable[[Told], Said]] = {}
"""Class of answer to what says it; filled by the modules `messages_*`."""


def says[Answer: Told](kind: type[Answer]) -> Callable[[Callable[[Answer], Said]], Callable[[Answer], Said]]:
    """Mark a function as the one that says answers of this class. Raises KeyError when the class has one already."""

    def keep(function: Callable[[Answer], Said]) -> Callable[[Answer], Said]:
        if kind in SAYINGS:
            raise KeyError(kind)
        SAYINGS[kind] = cast("Callable[[Told], Said]", function)
        return function

    return keep
