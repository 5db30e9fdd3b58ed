"""Counts as they are written on the command line: ITEM=N, and ITEM=N:REASON where they differ from the book."""

from collections.abc import Sequence

import click

from desktop.cli.amounts import amount
from desktop.errors import StockCountWrong
from desktop.records.stock import CountDraft, ItemCounted
from desktop.values.quantity import Quantity
from desktop.values.text import western_digits
from desktop.values.vocabulary import DifferenceReason
from desktop.words.catalogue import tr
from desktop.words.labels import label

LONGEST = 12


def counts_of(texts: Sequence[str]) -> tuple[CountDraft, ...]:
    """What was counted. A difference nobody explains is recorded as not explained.

    Raises StockCountWrong for what is no whole number of pieces.
    """
    return tuple(_count(text) for text in texts)


def _count(text: str) -> CountDraft:
    item, equals, rest = text.partition("=")
    number, _, why = rest.partition(":")
    item, number = item.strip().upper(), western_digits(number.strip())
    if not equals or not item:
        raise StockCountWrong(item=text[:40], count="", why="unread")
    if not number.isascii() or not number.lstrip("-").isdigit() or len(number) > LONGEST:
        if not number:
            raise StockCountWrong(item=item[:40], count="", why="nothing")
        fraction = "." in number or "," in number or "/" in number
        raise StockCountWrong(item=item[:40], count=number[:40], why="fraction" if fraction else "unread")
    return CountDraft(item, int(number), _reason(why.strip()))


def _reason(text: str) -> DifferenceReason:
    if not text:
        return DifferenceReason.UNEXPLAINED
    try:
        return DifferenceReason(text.replace("-", "_").lower())
    except ValueError as error:
        known = ", ".join(reason.value for reason in DifferenceReason)
        raise click.UsageError(tr("A reason is one of: {reasons}", reasons=known)) from error


def counted_json(lines: Sequence[ItemCounted]) -> list[dict[str, object]]:
    """Book, count and difference by item."""
    return [
        {
            "item": line.item,
            "unit": line.unit,
            "book": amount(line.book, line.unit),
            "counted": amount(line.counted, line.unit),
            "difference": amount(line.difference, line.unit),
            "tolerated": amount(line.tolerated, line.unit),
            "beyond": line.beyond,
            "first": line.first,
            "reason": line.reason.value if line.reason else None,
        }
        for line in lines
    ]


def counted_line(line: ItemCounted) -> str:
    """The same for reading."""
    parts = [line.item, str(Quantity(line.counted, line.unit))]
    if line.difference:
        parts.append(f"{line.difference:+,}")
    if line.reason is not None:
        parts.append(label(line.reason))
    return "  ".join(parts)
