"""The verb `roster`: the muster sheet of a point, or its text list, as a PDF."""

from pathlib import Path

import click

from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in, told_progress
from desktop.records.distribution import Standing
from desktop.usecases import files, rosters
from desktop.values.vocabulary import Language, RosterSort
from desktop.words.captions.relief import roster_sheet
from desktop.words.catalogue import tr, tr_n
from printing.rosters import draw_roster
from printing.values import RosterKind, roster_pages

SORTS = click.Choice([sort.value for sort in RosterSort])


@click.command(name="roster")
@click.option("--round", "round_code", required=True, metavar="ROUND")
@click.option("--point", required=True, metavar="POINT")
@click.option("--out", type=OUT_FILE, required=True, metavar="FILE.pdf")
@click.option("--full", is_flag=True, help="A full text list, 25 rows a page, without row codes to scan.")
@click.option("--sort", type=SORTS, default=RosterSort.VILLAGE.value, show_default=True)
@click.option("--lang", type=click.Choice(["ur", "sd", "en"]), default="ur", show_default=True)
@click.pass_obj
def command(options: Options, round_code: str, point: str, out: Path, full: bool, sort: str, lang: str) -> None:
    """Write the muster sheet of a point: ten rows a page, a code to scan and a box to sign in each."""
    with signed_in(options) as opened:
        kind: RosterKind = "list" if full else "muster"
        data = rosters.roster(opened.desk, Standing(round_code, point), sort=RosterSort(sort), kind=kind)
        certified = opened.certificates.desk_of_log(opened.desk.office.log)
        sheet = roster_sheet(
            data,
            kind,
            Language(lang),
            opened.desk.office,
            certified.short if certified else "HQ",
        )
        pdf = draw_roster(sheet, told_progress(options, tr("Drawing the roster")))
        files.write_chosen(out, pdf)
        pages = roster_pages(len(sheet.rows), kind)
        entry = files.note_file(opened.desk, "roster", pages)
    if options.json:
        emit(
            {
                "rows": len(data.lines),
                "pages": pages,
                "file": str(out),
                "list_version": data.round.list_version,
                "sheets": [f"{data.number}-{page + 1}" for page in range(pages)] if data.number is not None else [],
                "entry": {"log": entry.log, "seq": entry.seq},
            }
        )
    else:
        click.echo(tr_n("{n} household in {file}", "{n} households in {file}", len(data.lines), file=str(out)))
