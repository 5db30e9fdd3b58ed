"""The verb `allow`: two people let a household draw in a round that its list does not name, for so many people."""

from pathlib import Path

import click

from desktop.cli.household_answers import entry_json, household_code
from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.root import Options, emit
from desktop.cli.session import second_of, second_options, signed_in
from desktop.usecases import allowances
from desktop.values.permissions import Permission
from desktop.words.catalogue import tr_n


@click.command(name="allow")
@click.argument("code")
@click.option("--round", "round_code", required=True, metavar="CODE")
@click.option("--size", type=int, required=True, help="People whose share is still due.")
@click.option("--reason", required=True, type=KEPT_TEXT, metavar="TEXT")
@second_options
@click.pass_obj
def command(
    options: Options,
    code: str,
    round_code: str,
    size: int,
    reason: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Let the household of CODE draw in a round for SIZE people, though it was split or the list does not name it."""
    wanted = household_code(code)
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.ALLOW)
        done = allowances.allow(opened.desk, round_code, wanted, size, reason, second=beside)
    if options.json:
        told = {"household": done.household.text, "round": done.round_code, "size": done.size, "reason": done.reason}
        emit(told | {"entry": entry_json(done.entry)})
    else:
        share = tr_n("may draw for {n} person", "may draw for {n} people", done.size)
        click.echo(f"{done.household.grouped}  {share}")
