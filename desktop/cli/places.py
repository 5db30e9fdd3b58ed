"""The verb `places`: administrative areas with their P-codes."""

import click

from desktop.cli.root import Options, emit
from desktop.reference.places import areas, search_areas

LIMIT = 100


@click.command(name="places")
@click.argument("text", required=False, default="")
@click.pass_obj
def command(options: Options, text: str) -> None:
    """List administrative areas with P-codes, all of them or those that fit TEXT, best first."""
    for area in search_areas(text, LIMIT) if text.strip() else areas().values():
        if options.json:
            emit(
                {
                    "pcode": area.pcode,
                    "name_en": area.name_en,
                    "name_ur": area.name_ur,
                    "level": area.level,
                    "parent": area.parent,
                }
            )
        else:
            click.echo(f"{area.pcode:<10}{area.level}  {area.name_en}  {area.name_ur}".rstrip())
