"""The verb `household collector`: name somebody who may receive for a household, end it, or list who may."""

from uuid import UUID

import click

from desktop.cli.answers import exit_code
from desktop.cli.household_answers import (
    collector_json,
    entry_json,
    household_code,
    print_refused,
)
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.errors import DraftProblems
from desktop.records.collecting import word_of
from desktop.records.distribution import CollectorChoice
from desktop.records.trusted_person import CollectorDraft, CollectorsChanged
from desktop.reference.tables import relationships
from desktop.usecases import collectors, distribution
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.words.catalogue import tr
from desktop.words.collecting import choice_said


@click.command(name="collector")
@click.argument("code")
@click.argument("act", type=click.Choice(["add", "end", "list"]))
@click.option("--name", default="", metavar="TEXT", help="The name in Urdu or Sindhi letters.")
@click.option("--latin", default="", metavar="TEXT", help="The name in Latin letters.")
@click.option("--relation", type=click.Choice(list(relationships())), default=None, help="To the head.")
@click.option("--phone", default="", metavar="NUMBER")
@click.option("--registrant", type=click.UUID, help="Who it is, when the register knows the person.")
@click.option("--place", type=click.IntRange(1, 2), help="Whom to end: 1 the first, 2 the second.")
@click.option("--round", "round_code", metavar="ROUND", help="With list: who may collect today in this round.")
@click.pass_context
def command(
    ctx: click.Context,
    code: str,
    act: str,
    name: str,
    latin: str,
    relation: str | None,
    phone: str,
    registrant: UUID | None,
    place: int | None,
    round_code: str | None,
) -> None:
    """Add, end or list who may receive for the household of CODE, as its holder chose."""
    options: Options = ctx.obj
    wanted = household_code(code)
    if (act == "end") != (place is not None):
        raise click.UsageError(tr("Say with end which place, 1 or 2; add finds the free one."))
    if round_code is not None and act != "list":
        raise click.UsageError(tr("A round belongs to list: it shows who may collect in it today."))
    if act == "list":
        _list(options, wanted, round_code)
        return
    draft = CollectorDraft(
        name, latin, relation or "", phone, RegistrantId(registrant) if registrant is not None else None
    )
    with signed_in(options) as opened:
        try:
            if place is None:
                done = collectors.name_collector(opened.desk, wanted, draft)
            else:
                done = collectors.end_collector(opened.desk, wanted, place)
        except DraftProblems as refused:
            print_refused(options, refused)
            ctx.exit(exit_code(refused))
    _tell(options, done)


def _list(options: Options, code: HouseholdCode, round_code: str | None) -> None:
    """Who was named; in a round also other holders, who was let for today, and a delivery, by the word of `scan`."""
    with signed_in(options) as opened:
        if round_code is None:
            named = collectors.collectors(opened.desk, code)
            told = [(collector_json(one), f"{one.place}  {one.name_as_told}  {one.name_latin}") for one in named]
        else:
            may = distribution.who_collects(opened.desk, round_code, code)
            told = [(_choice_json(one), f"{word_of(one.how)}  {choice_said(one)}") for one in may]
    if options.json:
        emit({"household": code.text, "collectors": [line for line, _ in told]})
        return
    click.echo(code.grouped)
    for _, said in told:
        click.echo(f"  {said}".rstrip())


def _choice_json(one: CollectorChoice) -> dict[str, object]:
    return {
        "collector": word_of(one.how),
        "name_as_told": one.name_as_told,
        "name_latin": one.name_latin,
        "relation": one.relation,
    }


def _tell(options: Options, done: CollectorsChanged) -> None:
    if options.json:
        named = [collector_json(one) for one in done.collectors]
        emit({"household": done.household.text, "collectors": named, "entry": entry_json(done.entry)})
        return
    click.echo(done.household.grouped)
    for one in done.collectors:
        click.echo(f"  {one.place}  {one.name_as_told}  {one.name_latin}".rstrip())
