"""The verb `intermediary`: note who stands between workers and owners, list them, end a note."""

from uuid import UUID

import click

from desktop.cli.household_answers import entry_json
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.records.trusted_person import IntermediaryDraft, IntermediaryNoted, IntermediaryView
from desktop.usecases import collectors
from desktop.values.identifiers import IntermediaryId
from desktop.values.period import utc_text
from desktop.values.vocabulary import Intermediary
from desktop.words.labels import label
from desktop.words.people import joined, where_words

ROLES = click.Choice([role.value for role in Intermediary])


@click.group(name="intermediary")
def command() -> None:
    """Note, list and end intermediaries; they are no collectors and no vouchers, and joined to nobody."""


@command.command()
@click.option("--role", type=ROLES, required=True)
@click.option("--name", default="", metavar="TEXT", help="The name in Urdu or Sindhi letters.")
@click.option("--latin", default="", metavar="TEXT", help="The name in Latin letters.")
@click.option("--phone", default="", metavar="NUMBER", help="The phone that is declared as theirs.")
@click.option("--area", default="", metavar="PCODE", help="Tehsil, taluka or district.")
@click.option("--village", default="", metavar="TEXT")
@click.pass_obj
def note(options: Options, role: str, name: str, latin: str, phone: str, area: str, village: str) -> None:
    """Note one, known again by the phone, or by the name in the village."""
    draft = IntermediaryDraft(Intermediary(role), name, latin, phone, area, village)
    with signed_in(options) as opened:
        _tell(options, collectors.note_intermediary(opened.desk, draft))


@command.command(name="list")
@click.pass_obj
def all_noted(options: Options) -> None:
    """List who is noted now, the newest first."""
    with signed_in(options) as opened:
        noted = collectors.intermediaries(opened.desk)
    if options.json:
        emit({"intermediaries": [_json(one) for one in noted]})
        return
    for one in noted:
        _print(one)


@command.command()
@click.argument("noted", type=click.UUID)
@click.pass_obj
def end(options: Options, noted: UUID) -> None:
    """End the note of this id: it was a mistake, or the person does other work now."""
    with signed_in(options) as opened:
        _tell(options, collectors.end_intermediary(opened.desk, IntermediaryId(noted)))


def _tell(options: Options, done: IntermediaryNoted) -> None:
    if options.json:
        emit(_json(done.noted) | {"entry": entry_json(done.entry)})
    else:
        _print(done.noted)


def _json(one: IntermediaryView) -> dict[str, object]:
    return {
        "intermediary": str(one.id),
        "role": one.role.value,
        "name_as_told": one.name_as_told,
        "name_latin": one.name_latin,
        "phone": one.phone,
        "pcode": one.pcode,
        "village": one.village,
        "noted": utc_text(one.noted_at),
    }


def _print(one: IntermediaryView) -> None:
    click.echo(f"{one.id}  {joined(label(one.role), one.name_as_told, one.name_latin)}")
    where = joined(one.phone, where_words(one.pcode, one.village))
    if where:
        click.echo(f"  {where}")
