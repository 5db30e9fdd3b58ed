"""The verb `household phones`: numbers that an old fault of the form damaged, and what they were before."""

import click

from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.usecases import phones
from desktop.values.phone import shown_phone
from desktop.words.catalogue import tr
from desktop.words.people import damaged_phone_line


@click.command(name="phones")
@click.pass_obj
def command(options: Options) -> None:
    """List phone numbers to check: damaged by an old fault, with the number before it; nothing is changed."""
    with signed_in(options) as opened:
        found = phones.to_check(opened.desk)
    for one in found:
        if options.json:
            emit(
                {
                    "household": one.household.text,
                    "registrant": str(one.registrant),
                    "name": one.name,
                    "phone": one.phone,
                    "original": one.original or None,
                    "original_shown": shown_phone(one.original) if one.original else None,
                }
            )
        else:
            click.echo(f"{one.household.grouped}  {one.name}  {damaged_phone_line(one)}")
    if not found and not options.quiet:
        click.echo(tr("No phone number has to be checked."), err=True)
