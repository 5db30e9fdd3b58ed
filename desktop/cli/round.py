"""The verb `round`: make a round, list rounds, open and close one; its list is fixed, taken up again, added to."""

from datetime import date
from pathlib import Path

import click

from desktop.cli.days import Day
from desktop.cli.household_answers import household_code
from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.paths import IN_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import read_file, second_of, second_options, signed_in, told_progress
from desktop.exchange.round_toml import FILE_LIMIT, read_round
from desktop.records.distribution import ItemDue, PointDraft, RoundChanged, RoundView
from desktop.records.programme import CoverageLine, QuickRound
from desktop.records.relief_rule import criteria_content
from desktop.reference.places import area
from desktop.usecases import programmes, round_lists
from desktop.values.lane_budget import MOST_LANES, minutes_for
from desktop.values.permissions import Permission
from desktop.values.quantity import Quantity
from desktop.values.text import tidy_name
from desktop.words.catalogue import language, tr
from desktop.words.labels import label
from desktop.words.lane_plan import point_plan
from desktop.words.round_remarks import round_remarks
from desktop.words.rules import criteria_sentence, rule_sentence


@click.group(name="round")
def command() -> None:
    """Make, list, open, freeze or close rounds."""


@command.command()
@click.argument("file", type=IN_FILE, metavar="[FILE.toml]", required=False)
@click.option("--from", "template", metavar="TEMPLATE", help="flood, heat or smog-closure, for a hazard event.")
@click.option("--event", default="", metavar="CODE", help="The hazard event that it answers.")
@click.option("--area", "areas", multiple=True, metavar="PCODE", help="Else the areas of the event.")
@click.option("--point", "points", multiple=True, metavar="CODE=NAME", help="May be told many times.")
@click.option("--lanes", type=click.IntRange(1, MOST_LANES), help="Planned for each point, else by the template.")
@click.option("--code", default="", metavar="ROUND", help="Else the event's code with a number.")
@click.option("--start", type=Day(), metavar="DAY", help="The first local day, else today.")
@click.pass_obj
def create(
    options: Options,
    file: Path | None,
    template: str | None,
    event: str,
    areas: tuple[str, ...],
    points: tuple[str, ...],
    lanes: int | None,
    code: str,
    start: date | None,
) -> None:
    """Make a round, in preparation: from its TOML file (- for standard input), or quickly from a template."""
    if (file is None) == (template is None):
        raise click.UsageError(tr("Give the file of a round, or --from with a template, one of the two."))
    with signed_in(options) as opened:
        if file is not None:
            changed = programmes.make_round(opened.desk, read_round(read_file(file, FILE_LIMIT)))
        else:
            drafts = tuple(_point(told, lanes or 0) for told in points)
            quick = QuickRound(template or "", event, drafts, areas, code, start)
            changed = programmes.make_quickly(opened.desk, quick)
        _tell(options, changed)


def _point(told: str, lanes: int) -> PointDraft:
    code, _, name = told.partition("=")
    return PointDraft(code, tidy_name(name) or code, lanes=lanes)


@command.command(name="list")
@click.pass_obj
def list_rounds(options: Options) -> None:
    """List all rounds, newest first."""
    with signed_in(options) as opened:
        found = programmes.rounds(opened.desk)
    if options.json:
        emit({"rounds": [as_json(view) for view in found]})
        return
    for view in found:
        click.echo(_line(view))


@command.command()
@click.argument("code", metavar="ROUND")
@click.pass_obj
def show(options: Options, code: str) -> None:
    """Show a round: its rules as they are read aloud, its points with the plan of their lanes, what lacks."""
    with signed_in(options) as opened:
        view = programmes.round_view(opened.desk, code)
    if options.json:
        emit(as_json(view))
        return
    rules = (rule_sentence(item, view.items) for item in view.items)
    plans = (point_plan(point) or point.name for point in view.points)
    for said in (_line(view), criteria_sentence(view.criteria), *rules, *plans, *round_remarks(view)):
        click.echo(said)


@command.command(name="open")
@click.argument("code", metavar="ROUND")
@click.pass_obj
def open_(options: Options, code: str) -> None:
    """Open a round. A lead then opens its points with `point open`."""
    with signed_in(options) as opened:
        _tell(options, programmes.open_round(opened.desk, code))


@command.command()
@click.argument("code", metavar="ROUND")
@second_options
@click.pass_obj
def freeze(options: Options, code: str, second: str | None, second_passphrase_file: Path | None) -> None:
    """Fix the list of a round as it is now, by two people."""
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.ROUND_FREEZE)
        progress = told_progress(options, tr("Households"))
        _tell(options, round_lists.freeze_round(opened.desk, code, second=beside, progress=progress))


@command.command()
@click.argument("code", metavar="ROUND")
@second_options
@click.pass_obj
def reopen(options: Options, code: str, second: str | None, second_passphrase_file: Path | None) -> None:
    """Take the fixed list of a round up again, by two people; nobody is taken off it."""
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.ROUND_REOPEN)
        _tell(options, round_lists.reopen_round(opened.desk, code, second=beside))


@command.command()
@click.argument("code", metavar="ROUND")
@click.argument("household", metavar="CODE")
@click.option("--reason", required=True, type=KEPT_TEXT, metavar="TEXT")
@click.pass_obj
def add(options: Options, code: str, household: str, reason: str) -> None:
    """Put one household on a fixed list, with the reason."""
    with signed_in(options) as opened:
        added = round_lists.add_household(opened.desk, code, household_code(household), reason)
    if options.json:
        entry = {"log": added.entry.log, "seq": added.entry.seq}
        emit({**as_json(added.round), "household": added.code, "items": amounts(added.items), "entry": entry})
    else:
        click.echo(_line(added.round))


@command.command()
@click.argument("code", metavar="ROUND")
@click.pass_obj
def coverage(options: Options, code: str) -> None:
    """How far a round came in each tehsil and village: numbers, no names."""
    with signed_in(options) as opened:
        found = programmes.coverage(opened.desk, code)
    places = _by_place(found)
    if options.json:
        emit({"round": code, "places": places, "villages": [_village(line) for line in found]})
        return
    for place in places:
        click.echo(f"{place['name']}  {place['given']}/{place['households']}")
    for line in found:
        click.echo(f"{line.pcode}  {line.village}  {line.given}/{line.households}")


def _by_place(found: tuple[CoverageLine, ...]) -> list[dict[str, object]]:
    """A line for each tehsil (or district, where no tehsil was told)."""
    return [
        {
            "pcode": pcode,
            "name": area(pcode).name.text(language()),
            "households": sum(line.households for line in found if line.pcode == pcode),
            "given": sum(line.given for line in found if line.pcode == pcode),
        }
        for pcode in dict.fromkeys(line.pcode for line in found)
    ]


def _village(line: CoverageLine) -> dict[str, object]:
    return {"pcode": line.pcode, "village": line.village, "households": line.households, "given": line.given}


@command.command()
@click.argument("code", metavar="ROUND")
@click.pass_obj
def close(options: Options, code: str) -> None:
    """Close a round and its points."""
    with signed_in(options) as opened:
        _tell(options, programmes.close_round(opened.desk, code))


def amounts(lines: tuple[ItemDue, ...]) -> list[dict[str, str]]:
    """Items with their amounts as text with a unit."""
    return [{"item": line.item, "amount": str(Quantity(line.quantity, line.unit))} for line in lines]


def as_json(view: RoundView) -> dict[str, object]:
    """A round as the command line gives it; `entitlements` is what all its households are due together."""
    return {
        "round": view.code,
        "programme": view.programme,
        "list": view.list_kind.value,
        "state": view.state.value,
        "frozen": view.frozen,
        "list_version": view.list_version,
        "areas": list(view.areas),
        "from": view.from_day.isoformat(),
        "to": view.to_day.isoformat(),
        "points": [
            {
                "point": point.code,
                "name": point.name,
                "open": point.open,
                "areas": list(point.areas),
                "given": point.given,
                "lanes": point.lanes,
                "on": point.on_day.isoformat() if point.on_day else "",
                "households": point.households,
                "minutes": minutes_for(point.households, point.lanes),
                "plan": point_plan(point),
            }
            for point in view.points
        ],
        "households": view.households,
        "entitlements": amounts(view.totals),
        "given": view.given,
        "event": view.event,
        "criteria": criteria_content(view.criteria),
        "programme_version": view.programme_version or 0,
        "stock": [
            {
                "item": line.item,
                "due": str(Quantity(line.due, line.unit)),
                "given": str(Quantity(line.given, line.unit)),
                "on_hand": "" if line.on_hand is None else str(Quantity(line.on_hand, line.unit)),
                "short": str(Quantity(line.short, line.unit)),
            }
            for line in view.stock
        ],
        "remarks": list(round_remarks(view)),
    }


def _tell(options: Options, changed: RoundChanged) -> None:
    if options.json:
        entry = {"log": changed.entry.log, "seq": changed.entry.seq}
        emit({**as_json(changed.round), "entry": entry})
        return
    click.echo(_line(changed.round))
    if not options.quiet:
        for said in (*map(point_plan, changed.round.points), *round_remarks(changed.round)):
            if said:
                click.echo(said, err=True)


def _line(view: RoundView) -> str:
    parts = (view.code, view.programme, label(view.state), label(view.list_kind), f"{view.given}/{view.households}")
    return "  ".join(parts)
