"""What a search looks for when the whole text of a card was scanned or typed into it: the card's number."""

from collections.abc import Callable

from desktop.security.card_code import LONGEST, Credential

_SHORTEST = 150
"""No name, village or number that anybody searches for is so long."""


def searched(text: str, open_credential: Callable[[str], Credential]) -> str:
    """The fifteen digits of the card whose text this is, in small letters too; any other text unchanged.

    Raises NotOurCard and CardSignatureWrong for a text as long as a card's that is none of this office.
    """
    whole = text.strip("\r\n\t")  # a space is a letter of the card's alphabet
    if not _SHORTEST <= len(whole) <= LONGEST:
        return text
    return open_credential(whole.upper()).number.text
