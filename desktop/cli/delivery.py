"""The verb `delivery`: who is served at home in a round."""

import click

from desktop.cli.household_answers import change_json, household_code, say_unchanged
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.records.help_desk import DeliveryChanged
from desktop.usecases import allowances
from desktop.values.vocabulary import ProxyReason
from desktop.words.labels import label

REASONS = click.Choice([reason.value for reason in ProxyReason])
ROUND = click.option("--round", "round_code", required=True, metavar="CODE")


@click.group(name="delivery")
def command() -> None:
    """Keep the list of the households that are served at home in a round."""


@command.command()
@click.argument("code")
@ROUND
@click.option("--reason", type=REASONS, required=True)
@click.pass_obj
def add(options: Options, code: str, round_code: str, reason: str) -> None:
    """Serve the household of CODE at home."""
    wanted = household_code(code)
    with signed_in(options) as opened:
        done = allowances.add_delivery(opened.desk, round_code, wanted, ProxyReason(reason))
    _tell(options, done)


@command.command()
@click.argument("code")
@ROUND
@click.pass_obj
def end(options: Options, code: str, round_code: str) -> None:
    """The household of CODE comes itself."""
    wanted = household_code(code)
    with signed_in(options) as opened:
        done = allowances.end_delivery(opened.desk, round_code, wanted)
    _tell(options, done)


@command.command(name="list")
@ROUND
@click.pass_obj
def listed(options: Options, round_code: str) -> None:
    """List who is served at home, by village, one object a line."""
    with signed_in(options) as opened:
        found = allowances.deliveries(opened.desk, round_code)
    for one in found:
        if not options.json:
            name = one.name_as_told or one.name_latin
            click.echo("  ".join((one.household.grouped, name, one.village, label(one.reason))))
            continue
        emit(
            {
                "household": one.household.text,
                "name_as_told": one.name_as_told,
                "name_latin": one.name_latin,
                "pcode": one.pcode,
                "village": one.village,
                "reason": one.reason.value,
                "drawn": one.drawn,
            }
        )


def _tell(options: Options, done: DeliveryChanged) -> None:
    if options.json:
        emit({"household": done.household.text, "round": done.round_code, **change_json(done.entry)})
    else:
        say_unchanged(done.entry, quiet=options.quiet)
        click.echo(done.household.grouped)
