"""Who collects in the holder's place in one word: for the command line and for the row of somebody who was sent."""

from desktop.records.distribution import Collecting
from desktop.values.vocabulary import CollectionKind

WORDS: dict[str, Collecting] = {
    "named1": Collecting(CollectionKind.NAMED, 1),
    "named2": Collecting(CollectionKind.NAMED, 2),
    "caretaker": Collecting(CollectionKind.CARETAKER, 1),
    "proxy": Collecting(CollectionKind.PROXY),
    "delivery": Collecting(CollectionKind.DELIVERY),
}
_SLOTS = "123456789"
_TOLD = {how: word for word, how in WORDS.items()}


def word_of(how: int | Collecting | None) -> str:
    """The word of another holder's slot or of somebody else; empty for the holder."""
    if how is None:
        return ""
    return str(how) if isinstance(how, int) else _TOLD[how]


def how_of(word: str) -> int | Collecting | None:
    """Who collects by this word; None for an empty one, the holder. Raises KeyError for any other word."""
    if not word:
        return None
    return int(word) if len(word) == 1 and word in _SLOTS else WORDS[word]
