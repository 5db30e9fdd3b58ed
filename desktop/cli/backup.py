"""The verb `backup`: one encrypted file, opened again and checked before it counts."""

from pathlib import Path

import click

from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.usecases import safekeeping
from desktop.words.catalogue import tr


@click.command(name="backup")
@click.argument("file", type=OUT_FILE)
@click.pass_obj
def command(options: Options, file: Path) -> None:
    """Write an encrypted, verified backup to FILE."""
    with signed_in(options) as opened:
        made = safekeeping.backup(
            opened.desk,
            opened.certificates,
            opened.folder,
            opened.unlocked.store_key,
            file.absolute(),
            replace=True,  # the person was asked
        )
    if options.json:
        emit(
            {
                "file": str(file),
                "verified": True,
                "entries": made.entries,
                "epoch": opened.desk.office.epoch,
                "entry": {"log": made.entry.log, "seq": made.entry.seq},
            }
        )
    else:
        click.echo(tr("Backup written and opened again: {n} entries are in it.", n=made.entries))
