"""The verb `point unserved`: who did not come to a point and to whom a part is owed, also as a paper and as CSV."""

from pathlib import Path

import click

from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.round import amounts
from desktop.cli.session import signed_in, told_progress
from desktop.records.accounts import Waiting, WaitingLine
from desktop.records.distribution import ItemDue
from desktop.usecases import accounts, files, point_days
from desktop.values.vocabulary import Language
from desktop.words.accounts import kind_words, waiting_csv, waiting_words
from desktop.words.captions.accounts import waiting_sheet
from desktop.words.catalogue import tr
from desktop.words.rules import items_words
from printing.waiting import draw_waiting, waiting_pages


@click.command(name="unserved")
@click.option("--round", "round_code", default="", metavar="ROUND", help="When several rounds have the point.")
@click.option("--point", required=True, metavar="POINT")
@click.option("--names", is_flag=True, help="With names, for who goes and looks; such a paper is not to be posted.")
@click.option("--out", "paper_file", type=OUT_FILE, metavar="FILE.pdf", help="The list on paper.")
@click.option("--csv", "csv_file", type=OUT_FILE, metavar="FILE.csv", help="Codes, villages and amounts; never names.")
@click.option("--lang", type=click.Choice([one.value for one in Language]), default="ur", show_default=True)
@click.pass_obj
def command(
    options: Options,
    round_code: str,
    point: str,
    names: bool,
    paper_file: Path | None,
    csv_file: Path | None,
    lang: str,
) -> None:
    """Say who is on the list of a point and did not come, and what is owed: household codes and amounts, no names."""
    written = [file for file in (paper_file, csv_file) if file is not None]
    with signed_in(options) as opened:
        desk, progress = opened.desk, told_progress(options, tr("Looking who did not come"))
        standing = point_days.standing_of(desk, point, round_code)
        told = accounts.waiting(desk, standing, names=names, progress=progress)
        if paper_file is not None:
            paper = accounts.print_waiting(desk, told)
            sheet = waiting_sheet(paper, Language(lang), desk.office, opened.certificates.short_of(desk.office.log))
            files.write_chosen(paper_file, draw_waiting(sheet))
            files.note_file(desk, "waiting", waiting_pages(sheet))
        if csv_file is not None:
            files.write_chosen(csv_file, waiting_csv(told))
            files.note_file(desk, "waiting", 1)
    if options.json:
        emit(_as_json(told) | {"files": [str(file) for file in written]})
        return
    click.echo(waiting_words(told))
    for line in told.lines:
        parts = (line.code.text, line.village, line.name, items_words(line.items), kind_words(line))
        click.echo("  ".join(part for part in parts if part))


def _as_json(told: Waiting) -> dict[str, object]:
    """`codes` and `items` are of those who did not come; `waiting` has those to whom a part is owed as well."""
    absent = sorted((line for line in told.lines if not line.owed), key=lambda line: line.code.text)
    return {
        "round": told.place.round_code,
        "point": told.place.code,
        "listed": told.listed,
        "households": told.absent,
        "owed": told.owed,
        "codes": [line.code.text for line in absent],
        "items": amounts(_together(absent)),
        "waiting": [_line(line, names=told.names) for line in told.lines],
    }


def _line(line: WaitingLine, *, names: bool) -> dict[str, object]:
    name = {"name": line.name} if names else {}
    why = "owed" if line.owed else "did_not_come"
    return {"household": line.code.text, "village": line.village, **name, "why": why, "items": amounts(line.items)}


def _together(lines: list[WaitingLine]) -> tuple[ItemDue, ...]:
    found: dict[str, ItemDue] = {}
    for due in (due for line in lines for due in line.items):
        before = found[due.item].quantity if due.item in found else 0
        found[due.item] = ItemDue(due.item, before + due.quantity, due.unit)
    return tuple(found.values())
