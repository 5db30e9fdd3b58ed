"""The verb `household collector`: name somebody who may receive for a household, or end it."""

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
from desktop.records.trusted_person import CollectorDraft, CollectorsChanged
from desktop.reference.tables import relationships
from desktop.usecases import collectors
from desktop.values.identifiers import RegistrantId
from desktop.words.catalogue import tr


@click.command(name="collector")
@click.argument("code")
@click.argument("act", type=click.Choice(["add", "end"]))
@click.option("--name", default="", metavar="TEXT", help="The name in Urdu or Sindhi letters.")
@click.option("--latin", default="", metavar="TEXT", help="The name in Latin letters.")
@click.option("--relation", type=click.Choice(list(relationships())), default=None, help="To the head.")
@click.option("--phone", default="", metavar="NUMBER")
@click.option("--registrant", type=click.UUID, help="Who it is, when the register knows the person.")
@click.option("--place", type=click.IntRange(1, 2), help="Whom to end: 1 the first, 2 the second.")
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
) -> None:
    """Add or end somebody who may receive for the household of CODE, as its holder chose."""
    options: Options = ctx.obj
    wanted = household_code(code)
    if (act == "end") != (place is not None):
        raise click.UsageError(tr("Say with end which place, 1 or 2; add finds the free one."))
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


def _tell(options: Options, done: CollectorsChanged) -> None:
    if options.json:
        named = [collector_json(one) for one in done.collectors]
        emit({"household": done.household.text, "collectors": named, "entry": entry_json(done.entry)})
        return
    click.echo(done.household.grouped)
    for one in done.collectors:
        click.echo(f"  {one.place}  {one.name_as_told}  {one.name_latin}".rstrip())
