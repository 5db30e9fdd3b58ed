"""The verb `day`: close the day of a point by its count, with the day sheet; print the last sheet again."""

from pathlib import Path

import click

from desktop.cli.counts import counted_json, counted_line, counts_of
from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import optional_second, second_options, signed_in
from desktop.cli.stock_goods import awaited_json
from desktop.opening import Opened
from desktop.records.point_day import DayClosed
from desktop.usecases import day_close, files, point_days
from desktop.values.period import utc_text
from desktop.values.vocabulary import Language
from desktop.words.captions.days import day_sheet, sms_line
from desktop.words.catalogue import tr
from desktop.words.point_days import beside_words
from printing.daysheets import day_pages, draw_day_sheet

LANGUAGES = click.Choice([language.value for language in Language])

_round = click.option("--round", "round_code", default="", metavar="ROUND", help="When several rounds have the point.")
_point = click.option("--point", required=True, metavar="POINT")
_out = click.option("--out", type=OUT_FILE, required=True, metavar="FILE.pdf")
_lang = click.option("--lang", type=LANGUAGES, default="ur", show_default=True)


@click.group(name="day")
def command() -> None:
    """Close the day of a point, or print its day sheet again."""


@command.command()
@_round
@_point
@click.option("--count", "counts", multiple=True, metavar="ITEM=N[:REASON]", help="What lies there, as counted.")
@click.option(
    "--awaited",
    default="",
    type=KEPT_TEXT,
    metavar="TEXT",
    help="Why a truck that left before today was not counted in.",
)
@_out
@_lang
@second_options
@click.pass_obj
def close(
    options: Options,
    round_code: str,
    point: str,
    counts: tuple[str, ...],
    awaited: str,
    out: Path,
    lang: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Count what is left, close the day, write three copies of the day sheet."""
    drafts = counts_of(counts)
    with signed_in(options) as opened:
        beside = optional_second(opened, second, second_passphrase_file) if second else None
        standing = point_days.standing_of(opened.desk, point, round_code)
        closed = day_close.close_day(opened.desk, standing, drafts, awaited=awaited, second=beside)
        _tell(options, opened, closed, out, lang)


@command.command()
@_round
@_point
@_out
@_lang
@click.pass_obj
def sheet(options: Options, round_code: str, point: str, out: Path, lang: str) -> None:
    """Write the day sheet of the last close again, with the book as it stands now."""
    with signed_in(options) as opened:
        standing = point_days.standing_of(opened.desk, point, round_code)
        _tell(options, opened, day_close.sheet_again(opened.desk, standing), out, lang)


def _tell(options: Options, opened: Opened, closed: DayClosed, out: Path, lang: str) -> None:
    certified = opened.certificates.desk_of_log(opened.desk.office.log)
    short = certified.short if certified else "HQ"
    drawn = day_sheet(closed, Language(lang), opened.desk.office, short)
    files.write_chosen(out, draw_day_sheet(drawn))
    files.note_file(opened.desk, "day_sheet", day_pages(drawn))
    if options.json:
        emit(as_json(closed, short) | {"pages": day_pages(drawn), "file": str(out)})
        return
    figures = closed.figures
    click.echo(tr("Given {given}, taken back {voided}.", given=figures.given, voided=figures.voided))
    for said in beside_words(figures):
        click.echo(said)
    for line in closed.counts:
        click.echo(counted_line(line))
    click.echo(sms_line(closed, short))
    click.echo(tr("Day sheets: {file}", file=str(out)))


def as_json(closed: DayClosed, short: str) -> dict[str, object]:
    """A closed day as the command line gives it; `checkpoint` is the line that is sent and can be checked."""
    figures, lines = closed.figures, counted_json(closed.counts)
    return {
        "round": closed.place.round_code,
        "point": closed.place.code,
        "day": closed.day.isoformat(),
        "turn": closed.turn,
        "opened": utc_text(closed.opened_at),
        "closed": utc_text(closed.closed_at),
        "given": figures.given,
        "voided": figures.voided,
        "handed_over": figures.handed,
        "late": figures.late,
        "sent_to_desk": figures.referred,
        "releases": figures.releases,
        "provisional": figures.provisional,
        "clock_jumps": figures.clock_jumps,
        "unserved": figures.unserved,
        "unanswered": figures.unanswered,
        # less than nothing when more of an earlier day was taken back than went out
        "issued": [{"item": line.item, "amount": f"{line.quantity} {line.unit}"} for line in figures.items],
        "outward": [
            {"kind": one.kind.value, "item": one.item, "amount": f"{one.quantity} {one.unit}"}
            for one in figures.outward
        ],
        "awaited": [awaited_json(one) for one in figures.awaited],
        "awaited_why": figures.awaited_why or None,
        "items": lines,
        "differences": [line for line, counted in zip(lines, closed.counts, strict=True) if counted.difference],
        "checkpoint": sms_line(closed, short),
        "size": closed.entry.size,
        "digits": closed.entry.digits,
        "second": closed.second or None,
        "second_by": closed.second_by or None,
        "entry": {"log": closed.entry.log, "seq": closed.entry.seq},
    }
