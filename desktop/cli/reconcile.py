"""The verb `reconcile`: does what was scanned fit with what went out, the shelf, the slips and the marked sheets."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from desktop.cli.amounts import amount
from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in, told_progress
from desktop.cli.stock_goods import awaited_json
from desktop.records.accounts import CountDifference, ItemReconciled, PointReconciled, Reconciled
from desktop.records.stock import Outward
from desktop.usecases import accounts, files
from desktop.values.vocabulary import Language
from desktop.words.accounts import when_words, why_words
from desktop.words.captions.accounts import account_sheet
from desktop.words.catalogue import tr
from desktop.words.stock import awaited_words, outward_words, signed
from printing.stock import draw_stock_paper, stock_pages


@click.command(name="reconcile")
@click.option("--round", "round_code", required=True, metavar="ROUND")
@click.option("--point", default="", metavar="POINT", help="One point; else every point of the round.")
@click.option("--out", type=OUT_FILE, metavar="FILE.pdf", help="The account of --point on paper.")
@click.option("--lang", type=click.Choice([one.value for one in Language]), default="ur", show_default=True)
@click.pass_obj
def command(options: Options, round_code: str, point: str, out: Path | None, lang: str) -> None:
    """Hold the log, the hand-overs, the book of the stock and the last counts of a round side by side."""
    if out is not None and not point:
        raise click.UsageError(tr("--out wants --point: a paper is the account of one point."))
    with signed_in(options) as opened:
        desk = opened.desk
        told = accounts.reconcile(desk, round_code, point, progress=told_progress(options, tr("Adding up")))
        if out is not None:
            paper = accounts.print_account(desk, told, told.points[0])
            sheet = account_sheet(paper, Language(lang), desk.office, opened.certificates.short_of(desk.office.log))
            files.write_chosen(out, draw_stock_paper(sheet))
            files.note_file(desk, "account", stock_pages(sheet))
    if options.json:
        emit(as_json(told) | ({"file": str(out)} if out is not None else {}))
        return
    for one in told.points:
        _print(one)
    click.echo(tr("Everything fits.") if told.fits else tr("Something does not fit; look at the lines marked !"))


def as_json(told: Reconciled) -> dict[str, object]:
    """A round point by point; `items` adds its points up."""
    return {
        "round": told.round_code,
        "programme": told.programme,
        "ok": told.fits,
        "items": _all_items(told),
        "points": [
            {
                "point": one.point_code,
                "name": one.point_name,
                "ok": one.fits,
                "scans": one.scans,
                "given": one.given,
                "voided": one.voided,
                "slips": one.slips,
                "muster": one.muster,
                "sheets": one.sheets,
                "items": [_item(item) for item in one.items],
                "outward": [_outward(gone) for gone in one.outward],
                "awaited": [truck.number for truck in one.awaited],
                "awaited_goods": [awaited_json(truck) for truck in one.awaited],
                "differences": [_difference(found) for found in one.differences],
            }
            for one in told.points
        ],
    }


_ADDED = ("scanned", "issued", "book", "counted", "difference", "closing")


def _numbers(one: ItemReconciled) -> dict[str, int | None]:
    """The sides of an item; `book` is what the last close was counted against, `closing` what must lie there now."""
    line, counted = one.line, one.counted is not None
    return {
        "scanned": one.scanned,
        "issued": line.issued,
        "owed": one.owed,
        "opening": line.opening,
        "came": line.came,
        "went": line.went,
        "book": one.at_close if counted else line.closing,
        "counted": one.counted,
        "difference": one.difference if counted else None,
        "closing": line.closing,
        "on_hand": line.on_hand,
    }


def _item(one: ItemReconciled) -> dict[str, object]:
    unit = one.line.unit
    numbers = {name: amount(number, unit) for name, number in _numbers(one).items()}
    reason = one.reason.value if one.reason else None
    return {"item": one.line.item, "unit": unit, **numbers, "reason": reason, "ok": one.fits}


def _outward(one: Outward) -> dict[str, object]:
    """What left or went missing in one way; `alone` of it with no second person."""
    amounts = {"amount": amount(one.quantity, one.unit), "alone": amount(one.alone, one.unit)}
    return {"kind": one.kind.value, "item": one.item, **amounts}


def _difference(one: CountDifference) -> dict[str, object]:
    return {
        "day": one.day.isoformat(),
        "at": "close" if one.at_close else "opening",
        "item": one.item,
        "book": amount(one.book, one.unit),
        "counted": amount(one.counted, one.unit),
        "difference": amount(one.difference, one.unit),
        "reason": one.reason.value if one.reason else None,
        "note": one.note,
    }


def _all_items(told: Reconciled) -> list[dict[str, object]]:
    """The items of all points added up; what was counted nowhere stays null."""
    items = [item for point in told.points for item in point.items]
    units = {item.line.item: item.line.unit for item in items}
    return [
        {"item": code, "unit": unit, **_added([_numbers(item) for item in items if item.line.item == code], unit)}
        for code, unit in units.items()
    ]


def _added(lines: Sequence[Mapping[str, int | None]], unit: str) -> dict[str, str | None]:
    known = {name: [number for line in lines if (number := line[name]) is not None] for name in _ADDED}
    return {name: amount(sum(numbers) if numbers else None, unit) for name, numbers in known.items()}


def _print(one: PointReconciled) -> None:
    facts = tr(
        "{point}: scans {scans}, hand-overs {given}, taken back {voided}, slips {slips}, from paper {muster}",
        point=one.point_name,
        scans=one.scans,
        given=one.given,
        voided=one.voided,
        slips=one.slips,
        muster=one.muster,
    )
    click.echo(facts if one.fits else f"! {facts}")
    for item in one.items:
        line = item.line
        said = tr(
            "{item}: scanned {scanned}, issued {issued}, owed {owed}, must be there {book}",
            item=line.item,
            scanned=item.scanned,
            issued=line.issued,
            owed=item.owed,
            book=line.closing,
        )
        click.echo(f"  {said}" if item.fits else f"! {said}")
    for gone in one.outward:
        click.echo("  " + outward_words(gone))
    for truck in one.awaited:
        click.echo("  " + awaited_words(truck))
    for found in one.counts:
        sides = tr("book {book}, counted {counted}", book=found.book, counted=found.counted)
        parts = (when_words(found), found.item, sides, signed(found.difference), why_words(found))
        click.echo("  " + "  ".join(parts))
