"""The full day in tables, as they are printed: items, verdicts, households, entries, time."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.rigs.relief_day import Played
from tests.rigs.relief_day_books import Family

ITEM_COLUMNS = (
    "opening", "received", "moved_in", "loan_back", "counted", "issued", "provisional", "released", "damaged", "lost",
    "returned", "moved_out",
)  # fmt: skip


def tables(day: Played) -> str:
    """Everything that is printed; differences last."""
    parts = (_items(day), _verdicts(day), _households(day), _entries(day), _closes(day), _time(day), _differences(day))
    return "\n\n".join("\n".join(part) for part in parts)


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Columns as wide as what stands in them; numbers to the right."""
    cells = [list(heads), *([f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(heads))]
    yield title
    for number, row in enumerate(cells):
        yield "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)


def _items(day: Played) -> Iterator[str]:
    rows = [
        (
            f"{row.point} {row.item}",
            *(row.sums[column] for column in ITEM_COLUMNS),
            row.closing,
            row.pile,
            "-" if row.on_hand is None else row.on_hand,
            "yes" if row.fits else "NO",
        )
        for row in day.items
    ]
    heads = ("item", *ITEM_COLUMNS, "closing", "shelf", "program", "fits")
    return _table("Items of the day: the script's sums, the bags that lie there, the program's book", heads, rows)


def _verdicts(day: Played) -> Iterator[str]:
    rows = sorted(day.books.verdicts.items())
    return _table("Answers of the lanes (G9: handed over)", ("verdict", "times"), rows)


def _households(day: Played) -> Iterator[str]:
    by_story: dict[str, list[Family]] = {}
    for family in day.line.families:
        by_story.setdefault(family.story, []).append(family)
    rows = [
        (
            story,
            len(families),
            sum(one.people.size for one in families),
            sum(bool(one.drawn) for one in families),
            sum(len(one.hands) for one in families),
            sum(len(one.hands) - len(one.drawn) for one in families),
            sum(sum(one.owed.values()) for one in families),
        )
        for story, families in sorted(by_story.items())
    ]
    total = ("all", *(sum(int(row[place]) for row in rows) for place in range(1, 7)))
    heads = ("story", "households", "people", "served", "handed over", "taken back", "still owed")
    return _table("Households, after the later days", heads, [*rows, total])


def _entries(day: Played) -> Iterator[str]:
    rows = [(kind, number, day.books.did.get(kind, "-")) for kind, number in sorted(day.entries.items())]
    rows.append(("all", day.entries.total(), "-"))
    return _table("Entries of the book; the script counted those with a number", ("entry", "book", "script"), rows)


def _closes(day: Played) -> Iterator[str]:
    rows = [
        (one.day.place.code, one.day.figures.given, one.day.figures.voided, one.day.figures.late,
         one.day.figures.referred, one.day.figures.unserved, one.day.figures.clock_jumps, one.day.closed_by, one.sms)
        for one in day.closes
    ]  # fmt: skip
    heads = ("point", "given", "voided", "late", "referred", "not come", "jumps", "closed by", "by SMS")
    return _table("Closes", heads, rows)


def _time(day: Played) -> Iterator[str]:
    rows = [(name, f"{seconds:.1f}") for name, seconds in day.seconds.items()]
    rows.append(("all", f"{sum(day.seconds.values()):.1f}"))
    return _table("Seconds", ("part", "s"), rows)


def _differences(day: Played) -> Iterator[str]:
    found = Counter(day.books.differences)
    yield f"Differences between the program and the script: {len(day.books.differences)}"
    yield from (f"  {text}" for text in list(found)[:50])
