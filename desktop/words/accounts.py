"""What is said of a day that is over: what still waits at a point, how its account fits, whom to ask; lists as CSV."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.exchange.safe_csv import write_csv
from desktop.records.accounts import CountDifference, PointReconciled, Sample, Sizes, Waiting, WaitingLine
from desktop.values.sampling import LEAST_AT_SITE, RULE
from desktop.words.captions.bilingual import days_words
from desktop.words.catalogue import isolated, joined, tr, tr_n
from desktop.words.labels import label


@dataclass(frozen=True)
class Side:
    """One side of an account: what must agree, the numbers, and whether they do."""

    key: str
    sentence: str
    facts: str
    fits: bool
    explained: bool = False
    """Something differed and its reason is there: the book followed the count."""
    unknown: bool = False
    """Nothing was counted that could agree or differ."""


def kind_words(line: WaitingLine) -> str:
    """Why something waits for this household."""
    return tr("a part is owed") if line.owed else tr("did not come")


def waiting_words(told: Waiting) -> str:
    """How many of the list did not come, and to how many something is owed."""
    came = tr_n(
        "{n} household of {listed} on the list did not come.",
        "{n} households of {listed} on the list did not come.",
        told.absent,
        listed=told.listed,
    )
    if not told.owed:
        return came
    return f"{came} " + tr_n("A part is owed to {n} household.", "A part is owed to {n} households.", told.owed)


def sides(point: PointReconciled) -> tuple[Side, ...]:
    """The four sides of a point's account, in the order in which they are gone through."""
    scanned = tr(
        "{scans} scans in the book, {given} hand-overs that stand, {voided} taken back",
        scans=point.scans,
        given=point.given,
        voided=point.voided,
    )
    drawn = point.given + point.voided
    slips = tr("{slips} receipt numbers, {drawn} hand-overs with those taken back", slips=point.slips, drawn=drawn)
    issued = point.scans == point.given and all(item.scanned == item.line.issued for item in point.items)
    return (
        Side("issued", tr("Scans and what went out"), scanned, issued),
        _counted(point),
        Side("slips", tr("Slips and scans"), slips, point.slips_fit),
        Side("muster", tr("Marks on sheets and what was entered"), _sheets(point), point.sheets_fit),
    )


def _counted(point: PointReconciled) -> Side:
    """A difference that was explained stays a difference; the book followed the count."""
    sentence = tr("Count and book")
    fits = all(item.line.on_hand in (None, item.line.closing) for item in point.items)
    if point.counted_on is None or not any(item.counted is not None for item in point.items):
        return Side("counted", sentence, tr("not counted at a close yet"), fits, unknown=True)
    n = sum(bool(item.difference) for item in point.items)
    facts = tr_n(
        "{n} item differed at the last close; its reason stands beside it",
        "{n} items differed at the last close; their reasons stand beside them",
        n,
    )
    told = tr("Close of {day}", day=days_words(point.counted_on, point.counted_on))
    facts = joined(told, facts if n else tr("no difference at the last close"))
    return Side("counted", sentence, facts, fits, explained=n > 0)


def _sheets(point: PointReconciled) -> str:
    if not point.sheets:
        return tr("nothing was entered from paper")
    return joined(*(tr("sheet {sheet}: {n}", sheet=sheet, n=n) for sheet, n in point.sheets.items()))


def when_words(one: CountDifference) -> str:
    """At which count it was found."""
    day = days_words(one.day, one.day)
    return tr("Close of {day}", day=day) if one.at_close else tr("Opening of {day}", day=day)


def why_words(one: CountDifference) -> str:
    """The reason that was told for a difference, with its note."""
    reason = "" if one.reason is None else label(one.reason)
    return " · ".join(part for part in (reason, isolated(one.note)) if part)


def sizes_words(told: Sizes) -> str:
    """How the number of households to ask comes about."""
    return tr(
        "This margin asks {first} of very many, here {wanted} of the {served} who received; "
        "at least {least} at a point, or all of them.",
        first=told.first,
        wanted=told.wanted,
        served=told.served,
        least=LEAST_AT_SITE,
    )


def waiting_csv(told: Waiting) -> bytes:
    """The list of who still waits, always without names: point, household, village, why, item, amount, unit."""
    place = told.place
    rows: Iterator[list[str | int]] = (
        [place.round_code, place.code, line.code.text, line.village, _why(line), due.item, due.quantity, due.unit]
        for line in told.lines
        for due in line.items
    )
    return write_csv(("round", "point", "household", "village", "why", "item", "quantity", "unit"), rows)


def sample_csv(drawn: Sample) -> bytes:
    """The list: where, in which order, whom; seed and rule in every row, so that no sheet is without them."""
    order: dict[str, int] = {}
    rows: list[list[str | int]] = []
    for one in drawn.households:
        order[one.point_code] = order.get(one.point_code, 0) + 1
        rows.append(
            [drawn.round_code, one.point_code, order[one.point_code], one.code.text, one.village, str(drawn.seed), RULE]
        )
    return write_csv(("round", "point", "order", "household", "village", "seed", "rule"), rows)


def _why(line: WaitingLine) -> str:
    return "owed" if line.owed else "did_not_come"
