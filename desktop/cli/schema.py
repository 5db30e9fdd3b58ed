"""The verb `schema`: the JSON shape of a draft, every field explained."""

import click
import msgspec

from desktop.cli.root import Options, emit
from desktop.exchange.household_shape import schema


@click.command(name="schema")
@click.argument("shape", type=click.Choice(["household"]))
@click.pass_obj
def command(options: Options, shape: str) -> None:
    """Print the JSON Schema of a household draft."""
    if options.json:
        emit(schema())
    else:
        click.echo(msgspec.json.format(msgspec.json.encode(schema()), indent=2))
