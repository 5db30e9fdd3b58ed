"""The verb `init`: a new office, made by a controller and a supervisor, with its recovery sheet."""

from pathlib import Path

import click

from desktop.cli.kept_text import KEPT_NAME, KEPT_TEXT
from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import asked_twice
from desktop.errors import SheetInOffice
from desktop.opening import FirstPerson, make_office, now_utc
from desktop.usecases import files
from desktop.values.permissions import Role
from desktop.values.vocabulary import Language
from desktop.words.captions.bilingual import day_text
from desktop.words.captions.recovery import recovery_sheet
from desktop.words.catalogue import tr
from printing.safekeeping import draw_recovery


@click.command(name="init")
@click.option("--district", required=True, metavar="PCODE", help="The office's district, such as PK617.")
@click.option("--office", required=True, type=KEPT_TEXT, metavar="NAME")
@click.option("--desk", required=True, type=KEPT_TEXT, metavar="NAME")
@click.option("--controller", required=True, type=KEPT_NAME, metavar="NAME")
@click.option("--supervisor", required=True, type=KEPT_NAME, metavar="NAME")
@click.option(
    "--recovery-sheet",
    "sheet",
    required=True,
    type=OUT_FILE,
    metavar="FILE.pdf",
    help="Where the recovery sheet goes; not into the data folder.",
)
@click.pass_obj
def command(
    options: Options, district: str, office: str, desk: str, controller: str, supervisor: str, sheet: Path
) -> None:
    """Make a new office; both passphrases are asked on the terminal."""
    if sheet.resolve().is_relative_to(options.data.resolve()):
        raise SheetInOffice
    people = tuple(
        FirstPerson(name, role, asked_twice(tr("New passphrase of {name}, four words or more", name=name)))
        for name, role in ((controller, Role.CONTROLLER), (supervisor, Role.SUPERVISOR))
    )
    day = day_text(now_utc())

    def keep_sheet(words: tuple[str, ...], check_word: str) -> None:
        paper = recovery_sheet(words, check_word, office, day, Language.URDU, practice=False)
        files.write_chosen(sheet, draw_recovery(paper))

    made = make_office(
        options.data, district=district, name=office, desk_name=desk, people=people, keep_sheet=keep_sheet
    )
    if options.json:
        emit({"office": made.office.name, "desk": made.office.desk_name, "recovery_sheet": str(sheet)})
    else:
        click.echo(tr("The office {name} is made. Print the recovery sheet now and seal it.", name=office))
