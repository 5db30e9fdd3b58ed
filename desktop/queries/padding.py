"""Long lists in questions to the store: always of one length, so that one prepared question serves all of them."""

from collections.abc import Iterator, Sequence


def padded[T](wanted: Sequence[T], many: int) -> Iterator[list[T]]:
    """The list in parts of exactly `many`, the last one filled up with its first; nothing for an empty list.

    Each length of a list is another question to the driver, which keeps hundreds of them, each with all of its places.
    """
    for start in range(0, len(wanted), many):
        part = list(wanted[start : start + many])
        yield part + part[:1] * (many - len(part))
