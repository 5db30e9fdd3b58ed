"""What a verdict shows: values only, every word given by the caller."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.ui.appearance.tokens import AGAIN, AMBER, BLUE_GREY, GREEN, INDIGO, OUTLINE, RED, VerdictGround


class Family(StrEnum):
    """What a lane can say. Each has a colour, a shape, a word and a sound of its own."""

    GIVE = "give"
    CHECK = "check"
    GIVEN = "given"
    DESK = "desk"
    LATER = "later"
    AGAIN = "again"
    STOP = "stop"
    ASKING = "asking"
    """No verdict: the GIVE before has no answer yet."""


GROUNDS: dict[Family, VerdictGround] = {
    Family.GIVE: GREEN,
    Family.CHECK: GREEN,
    Family.GIVEN: OUTLINE,
    Family.DESK: INDIGO,
    Family.LATER: BLUE_GREY,
    Family.AGAIN: AGAIN,
    Family.STOP: RED,
    Family.ASKING: AMBER,
}

# The family of each of the twelve verdict codes.
FAMILIES = {
    "G1": Family.GIVE,
    "G2": Family.CHECK,
    "G9": Family.GIVEN,
    "H1": Family.DESK,
    "H2": Family.DESK,
    "H3": Family.DESK,
    "T1": Family.LATER,
    "H4": Family.DESK,
    "H5": Family.DESK,
    "H6": Family.DESK,
    "N1": Family.AGAIN,
    "S1": Family.STOP,
}


@dataclass(frozen=True, slots=True)
class VerdictItem:
    """One relief item: its code chooses the drawing; label in the window's language and in the second one."""

    code: str
    count: int
    label: str
    second_label: str = ""


@dataclass(frozen=True, slots=True)
class VerdictAction:
    """One button: `key` is sent when it is pressed, `cap` stands on its key cap, `shortcut` is Qt's name of the key."""

    key: str
    label: str
    cap: str
    shortcut: str


@dataclass(frozen=True, slots=True)
class VerdictPerson:
    """Who stands there: name and relation in the window's script, the whole name in the other, facts, code, photo."""

    name: str
    relation: str = ""
    second_name: str = ""
    facts: str = ""
    household_code: str = ""
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A whole verdict. `code` is one of the twelve. The first action is the filled one.

    `foot` is the small text at the far end (counts, or "The next card is accepted"). `at_place` draws a pin instead
    of a clock for LATER. Person and items are drawn for GIVE and CHECK only: a stop says nothing about anybody."""

    code: str
    word: str
    second_word: str = ""
    sentence: str = ""
    second_sentence: str = ""
    actions: tuple[VerdictAction, ...] = ()
    foot: str = ""
    person: VerdictPerson | None = None
    items: tuple[VerdictItem, ...] = ()
    at_place: bool = False
    painted: Family | None = None
    """Another look than that of its code: a card that was read before the point opened stops no lane."""

    @property
    def family(self) -> Family:
        """What the lane says."""
        return self.painted or FAMILIES[self.code]

    def spoken(self) -> str:
        """What a screen reader says at once."""
        parts = [self.word, self.sentence]
        if self.family in (Family.GIVE, Family.CHECK):
            parts += [self.person.name] if self.person else []
            parts += [f"{item.count} {item.label}" for item in self.items]
        return ". ".join(part.rstrip(".") for part in parts if part)
