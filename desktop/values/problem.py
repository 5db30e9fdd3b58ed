"""One thing wrong, or worth a look, with one field of a draft."""

from dataclasses import dataclass, field
from enum import StrEnum


class Weight(StrEnum):
    """How much a problem matters: an error cannot be saved, a warning can; nothing is a dead end."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """A finding about `where` (a dotted path such as ``members.0.age.years``), named by `code`, with its facts.

    The sentence belongs to `desktop.words.messages`; `facts` fill its placeholders.
    """

    where: str
    code: str
    weight: Weight = Weight.ERROR
    facts: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def stops(self) -> bool:
        """Whether the draft cannot be saved as it is."""
        return self.weight is Weight.ERROR
