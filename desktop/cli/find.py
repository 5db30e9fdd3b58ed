"""The verb `find`: people by name in any script, parent's name, village, household code or identity number."""

import click

from desktop.cli.household_answers import found_json, print_found
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.usecases import registration
from desktop.words.catalogue import tr


@click.command(name="find")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 50), default=20, show_default=True, help="At most so many.")
@click.pass_obj
def command(options: Options, text: tuple[str, ...], limit: int) -> None:
    """Find people by TEXT, the most alike first."""
    with signed_in(options) as opened:
        found = registration.find(opened.desk, " ".join(text), limit=limit)
    for person in found:
        if options.json:
            emit(found_json(person))
        else:
            print_found(person)
    if not found and not options.quiet:
        click.echo(tr("Nobody of this name, village or number is registered here."), err=True)
