"""The verb `workplace`: record kilns and farms, note a visit with a number of households, see how far one came."""

from dataclasses import replace
from datetime import date

import click

from desktop.cli.days import Day
from desktop.cli.household_answers import change_json, print_problems, problem_json, say_unchanged
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.errors import PlaceUnknown
from desktop.records.workplace import VisitDraft, WorkplaceDraft, WorkplaceSaved, WorkplaceView
from desktop.reference.places import is_area
from desktop.usecases import workplaces
from desktop.values.period import local_day
from desktop.values.vocabulary import WorkplaceKind
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.people import where_words

KINDS = click.Choice([kind.value for kind in WorkplaceKind])
DAY = Day()


@click.group(name="workplace")
def command() -> None:
    """Record, correct, visit and list workplaces; nothing joins a person to one."""


@command.command()
@click.option("--kind", type=KINDS, required=True)
@click.option("--area", required=True, metavar="PCODE", help="Tehsil, taluka or district.")
@click.option("--village", default="", metavar="TEXT", help="Village, deh or chak.")
@click.option("--landmark", default="", metavar="TEXT", help="Where it lies; never whose it is.")
@click.option("--licence", default="", metavar="TEXT")
@click.pass_obj
def add(options: Options, kind: str, area: str, village: str, landmark: str, licence: str) -> None:
    """Record a workplace; it gets the next number."""
    draft = WorkplaceDraft(WorkplaceKind(kind), area, village, landmark, licence)
    with signed_in(options) as opened:
        _tell(options, workplaces.add(opened.desk, draft))


@command.command()
@click.argument("number", type=int)
@click.option("--kind", type=KINDS)
@click.option("--area", metavar="PCODE")
@click.option("--village", metavar="TEXT")
@click.option("--landmark", metavar="TEXT")
@click.option("--licence", metavar="TEXT")
@click.option("--working/--closed", default=None, help="Whether anybody works there.")
@click.pass_obj
def correct(
    options: Options,
    number: int,
    kind: str | None,
    area: str | None,
    village: str | None,
    landmark: str | None,
    licence: str | None,
    working: bool | None,
) -> None:
    """Correct what is said; what is not named stays."""
    told = {"pcode": area, "village": village, "landmark": landmark, "licence": licence}
    changes = {name: value for name, value in told.items() if value is not None}
    with signed_in(options) as opened:
        before, _ = workplaces.show(opened.desk, number)
        draft = replace(workplaces.draft_of(before), **changes)
        draft = replace(draft, kind=WorkplaceKind(kind)) if kind else draft
        draft = draft if working is None else replace(draft, working=working)
        _tell(options, workplaces.correct(opened.desk, number, draft, version=before.version))


@command.command()
@click.argument("number", type=int)
@click.option("--met", type=int, required=True, metavar="N", help="Households met there; 0 when nobody was.")
@click.option(
    "--day", type=DAY, metavar="YYYY-MM-DD", help="The local day of the visit; else today. Only its month is kept."
)
@click.pass_obj
def visit(options: Options, number: int, met: int, day: date | None) -> None:
    """Note a visit by its month; a second number for a month takes the place of the first."""
    with signed_in(options) as opened:
        on = day or local_day(opened.desk.clock().at)
        _tell(options, workplaces.visit(opened.desk, number, VisitDraft(on, met)))


@command.command()
@click.argument("number", type=int)
@click.pass_obj
def show(options: Options, number: int) -> None:
    """Show a workplace and its visits."""
    with signed_in(options) as opened:
        found, visits = workplaces.show(opened.desk, number)
    if options.json:
        # `day` is an older name, and says the month too
        days = [
            {"day": (month := _month(one.month)), "month": month, "households_met": one.households_met}
            for one in visits
        ]
        emit({**workplace_json(found), "days": days})
        return
    click.echo(_line(found))
    for one in visits:
        click.echo(f"  {_month(one.month)}  {one.households_met}")


@command.command(name="list")
@click.option("--area", metavar="PCODE", help="An area and all beneath it.")
@click.option("--village", default="", metavar="TEXT", help="Part of the village or landmark, in any script.")
@click.option("--kind", type=KINDS)
@click.option("--closed", is_flag=True, help="Also those where nobody works any more.")
@click.pass_obj
def list_(options: Options, area: str | None, village: str, kind: str | None, closed: bool) -> None:
    """List workplaces with their last visit."""
    wanted = _known(area)
    with signed_in(options) as opened:
        found = workplaces.listed(
            opened.desk, area=wanted, text=village, kind=WorkplaceKind(kind) if kind else None, closed=closed
        )
    if options.json:
        emit({"workplaces": [workplace_json(one) for one in found]})
        return
    for one in found:
        click.echo(_line(one))


@command.command()
@click.option("--since", type=DAY, required=True, metavar="YYYY-MM-DD")
@click.option("--kind", type=KINDS, default=WorkplaceKind.KILN.value, show_default=True)
@click.option("--area", metavar="PCODE")
@click.pass_obj
def reach(options: Options, since: date, kind: str, area: str | None) -> None:
    """Name the workplaces where nobody was met since the month of a day."""
    wanted = _known(area)
    with signed_in(options) as opened:
        found = workplaces.reach(opened.desk, since, kind=WorkplaceKind(kind), area=wanted)
    if options.json:
        emit(
            {
                "kind": found.kind.value if found.kind else None,
                "since": _month(found.since),
                "known": found.known,
                "reached": found.reached,
                "households_met": found.met,
                "unreached": [workplace_json(one) for one in found.unreached],
            }
        )
        return
    click.echo(
        tr("{done} of {total} reached since {day}", done=found.reached, total=found.known, day=_month(found.since))
    )
    for one in found.unreached:
        click.echo(_line(one))


def workplace_json(one: WorkplaceView) -> dict[str, object]:
    """A workplace as the command line gives it; `households_met` is the number of its last visit."""
    return {
        "workplace": one.number,
        "kind": one.kind.value,
        "pcode": one.pcode,
        "village": one.village,
        "landmark": one.landmark,
        "licence": one.licence,
        "working": one.working,
        "version": one.version,
        "visits": one.visits,
        "last_visit": _month(one.last_visit) if one.last_visit else None,
        "households_met": one.households_met if one.last_visit else None,
    }


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _known(area: str | None) -> str:
    if area is not None and not is_area(area):
        raise PlaceUnknown(pcode=area)
    return area or ""


def _tell(options: Options, saved: WorkplaceSaved) -> None:
    print_problems(saved.problems)
    if options.json:
        problems = [problem_json(problem) for problem in saved.problems]
        emit({**workplace_json(saved.workplace), "problems": problems, **change_json(saved.entry)})
    else:
        say_unchanged(saved.entry, quiet=options.quiet)
        click.echo(_line(saved.workplace))


def _line(one: WorkplaceView) -> str:
    seen = _month(one.last_visit) if one.last_visit else tr("not visited yet")
    parts = (str(one.number), label(one.kind), where_words(one.pcode, one.village), one.landmark, seen)
    return "  ".join(part for part in parts if part)
