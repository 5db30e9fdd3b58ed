"""The verb `event`: note a hazard event that rounds answer, list events."""

from datetime import date

import click

from desktop.cli.days import Day
from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.records.programme import EventDraft, EventView
from desktop.usecases import programme_rules
from desktop.values.text import tidy_name
from desktop.values.vocabulary import HazardKind
from desktop.words.catalogue import tr_n
from desktop.words.labels import label


@click.group(name="event")
def command() -> None:
    """Note a hazard event (a flood, a heat wave, a closure), list events."""


@command.command()
@click.argument("code")
@click.option("--kind", type=click.Choice([kind.value for kind in HazardKind]), required=True)
@click.option("--name", required=True, type=KEPT_TEXT, metavar="TEXT")
@click.option("--from", "from_day", type=Day(), required=True, metavar="DAY", help="The local day it began.")
@click.option("--area", "areas", multiple=True, required=True, metavar="PCODE", help="Where; may be told many times.")
@click.pass_obj
def make(options: Options, code: str, kind: str, name: str, from_day: date, areas: tuple[str, ...]) -> None:
    """Note a hazard event under CODE."""
    draft = EventDraft(code, HazardKind(kind), tidy_name(name), from_day, areas)
    with signed_in(options) as opened:
        made = programme_rules.note_event(opened.desk, draft)
    if options.json:
        emit({**_as_json(made.event), "entry": {"log": made.entry.log, "seq": made.entry.seq}})
    else:
        click.echo(_line(made.event))


@command.command(name="list")
@click.pass_obj
def list_events(options: Options) -> None:
    """List all hazard events, the newest first."""
    with signed_in(options) as opened:
        found = programme_rules.events(opened.desk)
    if options.json:
        emit({"events": [_as_json(view) for view in found]})
        return
    for view in found:
        click.echo(_line(view))


def _as_json(view: EventView) -> dict[str, object]:
    return {
        "event": view.code,
        "kind": view.kind.value,
        "name": view.name,
        "from": view.from_day.isoformat(),
        "areas": list(view.areas),
        "rounds": view.rounds,
    }


def _line(view: EventView) -> str:
    rounds = tr_n("{n} round", "{n} rounds", view.rounds)
    return "  ".join((view.code, label(view.kind), view.name, view.from_day.isoformat(), rounds))
