"""The verb `stock`: waybills, what came, moves, damage, loss, what is sent back, counts, and the book of a point."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from desktop.cli.counts import counted_json, counted_line, counts_of
from desktop.cli.days import Day
from desktop.cli.household_answers import entry_json
from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import optional_second, second_options, signed_in
from desktop.cli.stock_goods import (
    batch_line,
    book_json,
    book_line,
    goods_of,
    waybill_json,
    waybill_line,
    whole_json,
    whole_number,
)
from desktop.cli.void import disbursement_id
from desktop.opening import Opened
from desktop.records.distribution import Standing
from desktop.records.operator import Second
from desktop.records.stock import ArrivalDraft, StockChanged, WaybillDraft, WaybillSaved
from desktop.usecases import files, point_days, stock, waybills
from desktop.values.period import local_day, midnight
from desktop.values.vocabulary import Language
from desktop.words.captions.stock import stock_sheet, waybill_sheet
from desktop.words.stock import item_label
from printing.stock import draw_stock_paper, stock_pages
from printing.stock_values import StockPaper

DAY = Day()
GOODS = "ITEM=COUNT[:BATCH[:DAY]]"


def _items(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--item", "items", multiple=True, metavar=GOODS, help="Once for each item and batch.")(command)


def _where(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option("--point", required=True, metavar="POINT")(command)
    return click.option(
        "--round", "round_code", default="", metavar="ROUND", help="When several rounds have the point."
    )(command)


_note = click.option("--note", default="", type=KEPT_TEXT, metavar="TEXT")
_lang = click.option("--lang", type=click.Choice(["ur", "sd", "en"]), default="ur", show_default=True)


@click.group(name="stock")
def command() -> None:
    """Receive, move, count and show the stock of a distribution point."""


@command.command()
@_where
@_items
@click.option("--waybill", default="", metavar="NUMBER", help="The waybill that the goods came with.")
@click.option(
    "--document", default="", type=KEPT_TEXT, metavar="NUMBER", help="Without a waybill: the paper that they came with."
)
@click.option(
    "--from", "origin", default="", type=KEPT_TEXT, metavar="TEXT", help="Without a waybill: where they came from."
)
@click.option("--note", default="", type=KEPT_TEXT, metavar="TEXT", help="Why more or less came than was sent.")
@second_options
@click.pass_obj
def receive(
    options: Options,
    round_code: str,
    point: str,
    items: tuple[str, ...],
    waybill: str,
    document: str,
    origin: str,
    note: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Receive what came and was counted; a truck that brought less than its waybill wants a second person."""
    draft = ArrivalDraft(goods_of(items), waybill, document, origin, note)
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        beside = _second(opened, second, second_passphrase_file)
        done = waybills.receive(opened.desk, standing, draft, second=beside)
        _tell(options, done)


@command.command()
@_where
@_items
@click.option("--to", required=True, metavar="POINT", help="The point that it goes to.")
@click.option("--to-round", default="", metavar="ROUND", help="The round of that point, when it is another.")
@_note
@second_options
@click.pass_obj
def move(
    options: Options,
    round_code: str,
    point: str,
    items: tuple[str, ...],
    to: str,
    to_round: str,
    note: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Move goods to another point, by two people: what goes here comes there."""
    goods = goods_of(items)
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        there = Standing(to_round, to) if to_round else replace(standing, point_code=to)
        beside = _second(opened, second, second_passphrase_file)
        _tell(options, stock.move(opened.desk, standing, there, goods, note=note, second=beside))


@command.command()
@_where
@_items
@_note
@second_options
@click.pass_obj
def damage(
    options: Options,
    round_code: str,
    point: str,
    items: tuple[str, ...],
    note: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Write off what is torn, wet or spoilt; more than its rule tolerates wants a second person."""
    goods = goods_of(items)
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        beside = _second(opened, second, second_passphrase_file)
        _tell(options, stock.damage(opened.desk, standing, goods, note=note, second=beside))


@command.command()
@_where
@_items
@_note
@second_options
@click.pass_obj
def loss(
    options: Options,
    round_code: str,
    point: str,
    items: tuple[str, ...],
    note: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Write off what is missing; more than its rule tolerates wants a second person."""
    goods = goods_of(items)
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        beside = _second(opened, second, second_passphrase_file)
        _tell(options, stock.lose(opened.desk, standing, goods, note=note, second=beside))


@command.command(name="return")
@_where
@_items
@click.option("--document", required=True, type=KEPT_TEXT, metavar="NUMBER", help="The paper that goes along.")
@click.option("--to", required=True, type=KEPT_TEXT, metavar="TEXT", help="Where it goes.")
@_note
@second_options
@click.pass_obj
def return_(
    options: Options,
    round_code: str,
    point: str,
    items: tuple[str, ...],
    document: str,
    to: str,
    note: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Send goods back to the store that they came from, by two people."""
    goods = goods_of(items)
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        beside = _second(opened, second, second_passphrase_file)
        done = stock.send_back(opened.desk, standing, goods, document=document, to=to, note=note, second=beside)
        _tell(options, done)


@command.command(name="loan-back")
@click.argument("disbursement")
@_where
@click.option("--item", required=True, metavar="ITEM")
@click.option("--quantity", default="1", show_default=True, metavar="N")
@click.option("--usable/--broken", default=True, show_default=True, help="Whether it can be lent again.")
@second_options
@click.pass_obj
def loan_back(
    options: Options,
    disbursement: str,
    round_code: str,
    point: str,
    item: str,
    quantity: str,
    usable: bool,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Note that something lent at a hand-over came back; broken, it is written off by the rule of missing goods."""
    number = whole_number(item, quantity)
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        given = disbursement_id(disbursement)
        beside = _second(opened, second, second_passphrase_file)
        back = stock.loan_back(opened.desk, standing, given, item.upper(), number, usable=usable, second=beside)
        _tell(options, back)


@command.command()
@_where
@click.option("--count", "counts", multiple=True, metavar="ITEM=COUNT[:REASON]", help="Once for each item.")
@second_options
@click.pass_obj
def count(
    options: Options,
    round_code: str,
    point: str,
    counts: tuple[str, ...],
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Count the shelf; a difference to the book becomes a line of it. Less than the book wants a second person."""
    drafts = counts_of(counts)
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        beside = _second(opened, second, second_passphrase_file)
        done = stock.count(opened.desk, standing, drafts, second=beside)
    if options.json:
        told = {"round": done.book.round_code, "point": done.book.point_code}
        emit({**told, "items": counted_json(done.counts), "entry": entry_json(done.entry)})
        return
    for one in done.counts:
        click.echo(counted_line(one))


@command.command()
@_where
@click.option("--since", type=DAY, metavar="YYYY-MM-DD", help="What came and went from this local day on.")
@click.pass_obj
def show(options: Options, round_code: str, point: str, since: date | None) -> None:
    """Show what came, what went and what must be there, batches by what expires soonest, and releases by order."""
    with signed_in(options) as opened:
        begin = None if since is None else midnight(since)
        book = stock.show(opened.desk, _standing(opened, point, round_code), since=begin)
        today = local_day(opened.desk.clock().at)
    if options.json:
        emit(whole_json(book, today))
        return
    for line in book.lines:
        click.echo(book_line(line))
    for batch in book.batches:
        click.echo("  " + batch_line(batch, today))


@command.command()
@click.argument("number", type=KEPT_TEXT)
@_items
@click.option("--round", "round_code", default="", metavar="ROUND", help="When several rounds have the point.")
@click.option("--point", default="", metavar="POINT", help="Where it goes; without it a waybill is shown.")
@click.option("--day", type=DAY, metavar="YYYY-MM-DD", help="When it leaves; else today.")
@click.option("--from", "origin", default="", type=KEPT_TEXT, metavar="TEXT", help="Where it comes from.")
@click.option("--vehicle", default="", type=KEPT_TEXT, metavar="TEXT")
@click.option("--seal", default="", type=KEPT_TEXT, metavar="TEXT")
@click.option("--out", type=OUT_FILE, metavar="FILE.pdf", help="The paper, with three signatures.")
@_lang
@click.pass_obj
def waybill(
    options: Options,
    number: str,
    items: tuple[str, ...],
    round_code: str,
    point: str,
    day: date | None,
    origin: str,
    vehicle: str,
    seal: str,
    out: Path | None,
    lang: str,
) -> None:
    """Make a waybill for a truck to a point, or without --point show one; with --out its paper."""
    goods = goods_of(items)
    with signed_in(options) as opened:
        saved: WaybillSaved | None = None
        if point:
            on = day or local_day(opened.desk.clock().at)
            draft = WaybillDraft(number, on, origin, goods, vehicle, seal)
            saved = waybills.make(opened.desk, _standing(opened, point, round_code), draft)
        found = saved.waybill if saved else waybills.show(opened.desk, number)
        told = waybill_json(found)
        if saved is not None:
            told["entry"] = entry_json(saved.entry)
        if out is not None:
            short = opened.certificates.short_of(opened.desk.office.log)
            paper = waybill_sheet(found, Language(lang), opened.desk.office, saved.entry if saved else None, short)
            told |= _written(opened, paper, out, "waybill")
    if options.json:
        emit(told)
    else:
        click.echo(waybill_line(found))


@command.command()
@_where
@click.option("--out", type=OUT_FILE, required=True, metavar="FILE.pdf")
@_lang
@click.pass_obj
def sheet(options: Options, round_code: str, point: str, out: Path, lang: str) -> None:
    """Write the stock sheet of a point, to be counted by and signed."""
    with signed_in(options) as opened:
        data = stock.sheet(opened.desk, _standing(opened, point, round_code))
        short = opened.certificates.short_of(opened.desk.office.log)
        told = _written(opened, stock_sheet(data, Language(lang), opened.desk.office, short), out, "stock sheet")
    if options.json:
        emit({**book_json(data.book), **told})
    else:
        click.echo(str(out))


def _standing(opened: Opened, point: str, round_code: str) -> Standing:
    return point_days.standing_of(opened.desk, point, round_code)


def _written(opened: Opened, paper: StockPaper, out: Path, purpose: str) -> dict[str, object]:
    """Write a paper to the file that was named; its pages, and the entry that says so."""
    files.write_chosen(out, draw_stock_paper(paper))
    pages = stock_pages(paper)
    entry = files.note_file(opened.desk, purpose, pages)
    return {"file": str(out), "pages": pages, "entry": entry_json(entry)}


def _second(opened: Opened, name: str | None, file: Path | None) -> Second | None:
    return optional_second(opened, name, file) if name else None


def _tell(options: Options, done: StockChanged) -> None:
    if options.json:
        emit({**book_json(done.book, done.items), "entry": entry_json(done.entry)})
        return
    for item in done.items:
        line = done.book.line(item)
        click.echo(book_line(line) if line else item_label(item))
