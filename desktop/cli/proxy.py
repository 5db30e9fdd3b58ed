"""The verb `proxy`: two people let somebody collect for a household today."""

from pathlib import Path

import click

from desktop.cli.answers import exit_code
from desktop.cli.household_answers import entry_json, household_code, print_refused
from desktop.cli.root import Options, emit
from desktop.cli.session import second_of, second_options, signed_in
from desktop.errors import DraftProblems
from desktop.records.help_desk import ProxyDraft
from desktop.reference.tables import relationships
from desktop.usecases import allowances
from desktop.values.permissions import Permission
from desktop.values.vocabulary import ProxyReason
from desktop.words.catalogue import tr_n

REASONS = click.Choice([reason.value for reason in ProxyReason])


@click.command(name="proxy")
@click.argument("code")
@click.option("--round", "round_code", required=True, metavar="CODE")
@click.option("--name", default="", metavar="TEXT", help="The name in Urdu or Sindhi letters.")
@click.option("--latin", default="", metavar="TEXT", help="The name in Latin letters.")
@click.option("--relation", type=click.Choice(list(relationships())), default=None, help="To the head.")
@click.option("--phone", default="", metavar="NUMBER")
@click.option("--reason", type=REASONS, required=True)
@second_options
@click.pass_context
def command(
    ctx: click.Context,
    code: str,
    round_code: str,
    name: str,
    latin: str,
    relation: str | None,
    phone: str,
    reason: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Let somebody collect for the household of CODE today, in its holder's place."""
    options: Options = ctx.obj
    wanted = household_code(code)
    draft = ProxyDraft(name, latin, relation or "", phone, ProxyReason(reason))
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.PROXY)
        try:
            done = allowances.let_collect(opened.desk, round_code, wanted, draft, second=beside)
        except DraftProblems as refused:
            print_refused(options, refused)
            ctx.exit(exit_code(refused))
    if done.looked_at:
        told = tr_n(
            "This person collects for {n} household of this round.",
            "This person collects for {n} households of this round.",
            done.households,
        )
        click.echo(told, err=True)
    if not options.json:
        click.echo(f"{done.household.grouped}  {done.day.isoformat()}  {done.name_as_told or done.name_latin}")
        return
    emit(
        {
            "household": done.household.text,
            "round": done.round_code,
            "day": done.day.isoformat(),
            "name_as_told": done.name_as_told,
            "name_latin": done.name_latin,
            "relation": done.relation,
            "reason": done.reason.value,
            "households": done.households,
            "looked_at": done.looked_at,
            "entry": entry_json(done.entry),
        }
    )
