"""The verb `demo`: a complete invented practice office."""

from pathlib import Path

import click

from desktop.cli.paths import FOLDER
from desktop.cli.root import Options, emit
from desktop.cli.session import told_progress
from desktop.practice.office import KEYS, make_practice
from desktop.words.catalogue import tr, tr_n


@click.command(name="demo")
@click.argument("folder", type=FOLDER)
@click.option("--households", default=250, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--seed", default=1, show_default=True, type=int)
@click.option("--large", is_flag=True, help="Lifts the limit of 2,000 households, for measuring; no photos.")
@click.pass_obj
def command(options: Options, folder: Path, households: int, seed: int, large: bool) -> None:
    """Make a practice office in FOLDER, with passphrase files for each role in FOLDER/demo-keys."""
    progress = told_progress(options, tr("Registering invented households"))
    made = make_practice(folder.absolute(), count=households, seed=seed, large=large, progress=progress)
    if options.json:
        emit(
            {
                "folder": str(folder),
                "households": made.households,
                "registrants": made.registrants,
                "cards": made.cards,
                "round": made.round,
                "rounds": list(made.rounds),
                "points": list(made.points),
                "pcode": made.pcode,
            }
        )
    else:
        click.echo(
            tr_n(
                "A practice office of {n} household is ready in {folder}.",
                "A practice office of {n} households is ready in {folder}.",
                made.households,
                folder=str(folder),
            )
        )
        keys = str(folder / KEYS)
        click.echo(tr("The passphrases are in {folder}, a file for each role: clerk.txt, lead.txt ...", folder=keys))
