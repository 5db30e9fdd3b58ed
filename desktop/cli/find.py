"""The verb `find`: people by name in any script, parent's name, village, a card's text, a code or its end, a number."""

import click

from desktop.cli.household_answers import found_json, print_found
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.scanning.searched import searched
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.usecases import registration
from desktop.words.catalogue import tr


@click.command(name="find")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 50), default=20, show_default=True, help="At most so many.")
@click.pass_obj
def command(options: Options, text: tuple[str, ...], limit: int) -> None:
    """Find people by TEXT, the most alike first."""
    with signed_in(options) as opened:
        keys = keyring(opened.certificates)
        wanted = searched(" ".join(text), lambda card: open_credential(card, keys))
        found = registration.find(opened.desk, wanted, limit=limit)
    for person in found:
        if options.json:
            emit(found_json(person))
        else:
            print_found(person)
    if not found and not options.quiet:
        click.echo(tr("Nobody of this name, village or number is registered here."), err=True)
