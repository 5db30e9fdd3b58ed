"""The verb `van-list`: who needs an identity paper, as a paper or sheet for a registration van, and what came of it."""

from datetime import date
from pathlib import Path
from uuid import UUID

import click

from desktop.cli.days import Day
from desktop.cli.household_answers import entry_json, household_code, print_problems, problem_json
from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in, told_progress
from desktop.errors import PersonUnknown, PlaceUnknown
from desktop.opening import Opened
from desktop.records.identity import IdentityLine, NoteDraft, VanList
from desktop.reference.places import is_area
from desktop.reference.tables import id_types
from desktop.usecases import files, identity
from desktop.values.identifiers import RegistrantId
from desktop.values.period import local_day
from desktop.values.vocabulary import IdentityResult, Language, NumberSeen
from desktop.words.captions.van import van_headings, van_rows, van_sheet
from desktop.words.catalogue import is_rtl, tr, tr_in, tr_n
from desktop.words.labels import label
from desktop.words.people import joined, paper_short, where_words
from printing.van_list import draw_van_list, van_pages

PURPOSE = "van-list"
RESULTS = click.Choice([result.value for result in IdentityResult])
SEEN = click.Choice([seen.value for seen in NumberSeen])
LANGUAGES = click.Choice(["ur", "sd", "en"])
PAPERS = click.Choice([code for code, kind in id_types().items() if kind.thirteen_digits])


@click.group(name="van-list", invoke_without_command=True)
@click.option("--out", type=OUT_FILE, metavar="FILE.pdf|FILE.xlsx", help="A paper or a sheet.")
@click.option("--area", metavar="PCODE", help="An area and all beneath it.")
@click.option("--village", default="", metavar="TEXT", help="Part of the village's name, in any script.")
@click.option("--refused", is_flag=True, help="Also those who were not granted one.")
@click.option("--lang", type=LANGUAGES, default="ur", show_default=True, help="The paper's language.")
@click.pass_context
def command(ctx: click.Context, out: Path | None, area: str | None, village: str, refused: bool, lang: str) -> None:
    """Write the list of who needs an identity paper; or note, with `note`, what came of it."""
    if ctx.invoked_subcommand is not None:
        return
    options: Options = ctx.obj
    if out is None or out.suffix.lower() not in (".pdf", ".xlsx"):
        raise click.UsageError(tr("Say where it goes: --out FILE.pdf or --out FILE.xlsx."))
    if area is not None and not is_area(area):
        raise PlaceUnknown(pcode=area)
    with signed_in(options) as opened:
        made = identity.van_list(opened.desk, area=area or "", text=village, refused=refused)
        data, pages = _drawn(options, opened, made, out, Language(lang))
        files.write_chosen(out, data)
        entry = files.note_file(opened.desk, PURPOSE, pages)
    if options.json:
        grown = sum(line.grown for line in made.lines)
        emit(
            {
                "rows": len(made.lines),
                "adults": grown,
                "children": len(made.lines) - grown,
                "villages": len({(line.pcode, line.village) for line in made.lines}),
                "pages": pages,
                "file": str(out),
                "entry": entry_json(entry),
            }
        )
    else:
        click.echo(tr_n("{n} person in {file}", "{n} people in {file}", len(made.lines), file=str(out)))


@command.command()
@click.option("--area", metavar="PCODE")
@click.option("--village", default="", metavar="TEXT")
@click.option("--household", metavar="CODE", help="One household only.")
@click.option("--refused", is_flag=True, help="Also those who were not granted one.")
@click.pass_obj
def show(options: Options, area: str | None, village: str, household: str | None, refused: bool) -> None:
    """Show who is on the list, one person a line; nothing is written."""
    if area is not None and not is_area(area):
        raise PlaceUnknown(pcode=area)
    code = household_code(household) if household else None
    with signed_in(options) as opened:
        for line in identity.people_of(opened.desk, area=area or "", text=village, code=code, refused=refused):
            if options.json:
                emit(line_json(line))
            else:
                name = line.name_as_told or line.name_latin
                words = joined(name, where_words(line.pcode, line.village), paper_short(line.wanted))
                click.echo(f"{line.household.grouped}  {words}  {line.registrant}")


@command.command()
@click.argument("registrant")
@click.option("--result", type=RESULTS, required=True)
@click.option("--day", type=Day(), metavar="YYYY-MM-DD", help="The local day; else today.")
@click.option("--token", default="", metavar="TEXT", help="What is written on the token of an application.")
@click.option("--type", "paper", type=PAPERS, help="The paper that has come.")
@click.option("--number", default="", metavar="DIGITS", help="Its number: the person's number from now on.")
@click.option("--seen", type=SEEN, default=NumberSeen.ORIGINAL.value, show_default=True)
@click.pass_obj
def note(
    options: Options,
    registrant: str,
    result: str,
    day: date | None,
    token: str,
    paper: str | None,
    number: str,
    seen: str,
) -> None:
    """Note what came of asking for a paper for one person."""
    who = _registrant(registrant)
    with signed_in(options) as opened:
        on = day or local_day(opened.desk.clock().at)
        draft = NoteDraft(IdentityResult(result), on, token, paper or "", number, NumberSeen(seen))
        saved = identity.note(opened.desk, who, draft)
    print_problems(saved.problems)
    if options.json:
        emit(
            {
                "registrant": str(saved.registrant),
                "household": saved.household.text,
                "result": saved.result.value,
                "day": saved.day.isoformat(),
                "number_kept": saved.number_kept,
                "problems": [problem_json(problem) for problem in saved.problems],
                "entry": entry_json(saved.entry),
            }
        )
    else:
        click.echo(f"{saved.household.grouped}  {label(saved.result)}")


def _registrant(typed: str) -> RegistrantId:
    """A person's id as typed. Raises PersonUnknown."""
    try:
        return RegistrantId(UUID(typed))
    except ValueError as error:
        raise PersonUnknown from error


def line_json(line: IdentityLine) -> dict[str, object]:
    """One person as the command line gives them."""
    return {
        "registrant": str(line.registrant),
        "household": line.household.text,
        "pcode": line.pcode,
        "village": line.village,
        "name_as_told": line.name_as_told,
        "name_latin": line.name_latin,
        "parent_name": line.parent_name or line.parent_latin,
        "sex": line.sex.value,
        "age": line.age_years,
        "unnamed": line.unnamed,
        "wanted": line.wanted,
        "has": {"type": line.own_type, "number": line.own_number},
        "beside": list(line.beside),
        "result": line.result.value if line.result else None,
        "day": line.day.isoformat() if line.day else None,
        "token": line.token,
    }


def _drawn(options: Options, opened: Opened, made: VanList, out: Path, language: Language) -> tuple[bytes, int]:
    """The paper with its pages, or the sheet, which has none."""
    if out.suffix.lower() == ".xlsx":
        title, headings = tr_in(language, "Identity papers wanted"), van_headings(language)
        return identity.workbook(title, headings, van_rows(made.lines, language), rtl=is_rtl(language)), 0
    office = opened.desk.office
    sheet = van_sheet(made, language, office, opened.certificates.short_of(office.log))
    return draw_van_list(sheet, told_progress(options, tr("Drawing the list"))), van_pages(sheet)
