"""The verb `restore`: a backup into a new folder, by two people, with a reason; a new epoch begins."""

from pathlib import Path

import click

from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.paths import FOLDER, IN_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import asked, asked_of_second, read_passphrase
from desktop.errors import OnlyPractice, PassphraseMissing
from desktop.security.recovery import parse_recovery_code
from desktop.usecases import safekeeping
from desktop.usecases.safekeeping import Proof
from desktop.words.catalogue import tr


@click.command(name="restore")
@click.argument("file", type=IN_FILE)
@click.option("--data", "folder", required=True, type=FOLDER, metavar="NEW")
@click.option("--second", required=True, metavar="NAME")
@click.option("--second-passphrase-file", type=IN_FILE, metavar="FILE", help="Practice only.")
@click.option("--reason", required=True, type=KEPT_TEXT, metavar="R", help="Why, in words; it is recorded.")
@click.option(
    "--recovery-file",
    type=IN_FILE,
    metavar="FILE",
    help="The thirteen words of the recovery sheet, in the place of the operator's passphrase.",
)
@click.pass_obj
def command(
    options: Options,
    file: Path,
    folder: Path,
    second: str,
    second_passphrase_file: Path | None,
    reason: str,
    recovery_file: Path | None,
) -> None:
    """Restore a backup into the folder NEW, which must not exist or be empty."""
    if not options.operator:
        raise PassphraseMissing
    safekeeping.require_restorable(folder, reason)
    practice = safekeeping.is_practice(file)
    if second_passphrase_file is not None and not practice:
        raise OnlyPractice
    restored = safekeeping.restore(
        file,
        folder,
        _first(options, recovery_file),
        Proof(second, _of_second(second, second_passphrase_file, practice=practice)),
        reason,
    )
    if options.json:
        emit(
            {
                "file": str(file),
                "verified": True,
                "entries": restored.entries,
                "epoch": restored.epoch,
                "entry": {"log": restored.entry.log, "seq": restored.entry.seq},
            }
        )
    else:
        click.echo(tr("Restored: {n} entries. Epoch {epoch} begins.", n=restored.entries, epoch=restored.epoch))


def _first(options: Options, recovery_file: Path | None) -> Proof:
    if recovery_file is not None:
        return Proof(options.operator, recovery=parse_recovery_code(read_passphrase(recovery_file)))
    return Proof(options.operator, _passphrase(options.operator, options.passphrase_file))


def _of_second(name: str, file: Path | None, *, practice: bool) -> str:
    if file is not None:
        return read_passphrase(file)
    return asked_of_second(tr("Passphrase of {name}", name=name), practice=practice)


def _passphrase(name: str, file: Path | None) -> str:
    return read_passphrase(file) if file is not None else asked(tr("Passphrase of {name}", name=name))
