"""The eight things that may happen in a household, as the page offers them: words, icon, what its form asks."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.words.catalogue import mark


class Happens(StrEnum):
    """What the clerk may record, in the order of the number keys."""

    CAME = "came"
    BORN = "born"
    LEFT = "left"
    MARRIED = "married"
    DIED = "died"
    SPLIT = "split"
    TOOK_IN = "took_in"
    MOVED = "moved"


@dataclass(frozen=True)
class EventWords:
    """One of them: `rows` are the rows of its form, in order; the words are translated where they are shown."""

    title: str
    note: str
    icon: str
    help: str
    go: str
    rows: tuple[str, ...]


EVENTS: dict[Happens, EventWords] = {
    Happens.CAME: EventWords(
        mark("Somebody came in"),
        mark("new, or back from elsewhere"),
        "user-check",
        mark("Whoever comes lives in no other household from that day on."),
        mark("Write it down"),
        ("which", "search", "name", "parent", "sex", "relation", "day"),
    ),
    Happens.BORN: EventWords(
        mark("A child was born"),
        mark("with a name, or still without one"),
        "plus",
        mark("A child without a name is written as child of the father or mother; the name can come later."),
        mark("Write it down"),
        ("name", "parent", "sex", "relation", "day"),
    ),
    Happens.LEFT: EventWords(
        mark("Somebody left"),
        mark("and lives elsewhere now"),
        "logout",
        mark("Whoever left can come back on any later day."),
        mark("Write it down"),
        ("who", "head", "day"),
    ),
    Happens.MARRIED: EventWords(
        mark("Somebody married out"),
        mark("and moved to another household"),
        "arrow-right",
        mark("With the code of the other household the person moves there; without it, out of the register."),
        mark("Write it down"),
        ("who", "code", "relation", "head", "day"),
    ),
    Happens.DIED: EventWords(
        mark("Somebody died"),
        mark("the card of this person ends with it"),
        "circle-dashed",
        mark("Nobody has to bring a paper. The household goes on, also when no grown-up is left."),
        mark("Write it down"),
        ("who", "head", "day"),
    ),
    Happens.SPLIT: EventWords(
        mark("Some begin a new household"),
        mark("speak with them alone"),
        "users",
        mark("Those who stay keep their cards. They never see the new code or where the others live."),
        mark("Begin the new household"),
        ("people", "where", "place", "village", "day"),
    ),
    Happens.TOOK_IN: EventWords(
        mark("Another household came in"),
        mark("two hearths become one"),
        "git-merge",
        mark("Everybody of the other household comes into this one. Its cards end, and new ones are printed here."),
        mark("Make them one household"),
        ("code", "day"),
    ),
    Happens.MOVED: EventWords(
        mark("The household moved"),
        mark("to another village or district"),
        "map-pin",
        mark("Code and cards stay as they are."),
        mark("Write it down"),
        ("place", "village", "home", "day"),
    ),
}
