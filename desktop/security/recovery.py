"""The recovery code: twelve words drawn by lot (155 bits) and a thirteenth that checks them, printed once."""

import difflib
import secrets
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from desktop.errors import RecoveryCodeWrong
from desktop.security.passwords import normalise, word_list, word_places

WORDS = 12

_HYPHENATED = {word.replace("-", ""): word for word in ("drop-down", "felt-tip", "t-shirt")}
_ALIKE = frozenset({"yo-yo", "yoyo"})  # the list has both: who hears one read aloud cannot know which


@cache
def _drawn_from() -> tuple[str, ...]:
    return tuple(word for word in word_list() if word not in _ALIKE)


@dataclass(frozen=True)
class RecoveryCode:
    """Twelve words of the list, in their order."""

    words: tuple[str, ...]

    @property
    def check_word(self) -> str:
        """The word that stands apart on the sheet: found from a hash over the twelve."""
        digest = sha256(b"haqdar/recovery-check/v1\0" + self.text.encode("ascii")).digest()
        return _drawn_from()[int.from_bytes(digest[:8], "big") % len(_drawn_from())]

    @property
    def text(self) -> str:
        """The twelve words with spaces between: what is stretched to the key."""
        return " ".join(self.words)

    @property
    def lines(self) -> tuple[str, ...]:
        """As it stands on the sheet: three lines of four words, and the check word in a line of its own."""
        rows = (self.words[start : start + 4] for start in range(0, WORDS, 4))
        return (*(" ".join(row) for row in rows), self.check_word)

    def __repr__(self) -> str:
        """Nothing of the code: it must not reach a log."""
        return "RecoveryCode(...)"


def new_recovery_code() -> RecoveryCode:
    """A fresh code, each word drawn by lot."""
    return RecoveryCode(tuple(secrets.choice(_drawn_from()) for _ in range(WORDS)))


def parse_recovery_code(typed: str) -> RecoveryCode:
    """The code from the thirteen words of the sheet, in any grouping and case.

    Raises `RecoveryCodeWrong`: ``word`` with the first word that is not in the list and words that look like it,
    ``count`` when there are not thirteen, ``check`` when all are words but the last does not fit.
    """
    words = [_HYPHENATED.get(word, word) for word in normalise(typed).replace(",", " ").split()]
    for position, word in enumerate(words, 1):
        if word not in word_places():
            near = difflib.get_close_matches(word, word_list(), n=3, cutoff=0.7) if len(word) <= 20 else []
            raise RecoveryCodeWrong("word", position, tuple(near))
    if len(words) != WORDS + 1:
        raise RecoveryCodeWrong("count", len(words))
    code = RecoveryCode(tuple(words[:WORDS]))
    if words[WORDS] != code.check_word:
        raise RecoveryCodeWrong("check", WORDS + 1)
    return code
