"""The verb `rights`: record that a household was told, one household at a time; the slip, if they want it."""

from pathlib import Path

import click

from desktop.cli.household_answers import entry_json, household_code
from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.usecases import files, operators, rights
from desktop.values.vocabulary import ConsentLanguage, Language
from desktop.words import consents as words
from desktop.words.captions.rights import rights_slip
from printing.slips import draw_rights


@click.group(name="rights")
def command() -> None:
    """Rights are told in private, one household at a time."""


@command.command()
@click.argument("code")
@click.option(
    "--language",
    type=click.Choice([one.value for one in ConsentLanguage]),
    default="ur",
    show_default=True,
    help="The language in which they were told.",
)
@click.option(
    "--slip",
    type=OUT_FILE,
    metavar="OUT.pdf",
    help="The slip, in Urdu, Sindhi or English. It is the same for everybody, and nothing of it is recorded.",
)
@click.pass_obj
def told(options: Options, code: str, language: str, slip: Path | None) -> None:
    """Record that the household of CODE was told its rights: day, by whom, language, and nothing else."""
    spoken = ConsentLanguage(language)
    with signed_in(options) as opened:
        done = rights.tell_rights(opened.desk, household_code(code), spoken)
        if slip is not None:
            called = operators.helplines(opened.desk)
            files.write_chosen(slip, draw_rights(rights_slip(slip_language(spoken), opened.desk.office, called)))
    if options.json:
        emit(
            {
                "household": done.code.text,
                "day": done.offered.day.text,
                "language": spoken,
                "told_by": done.offered.told_by,
                "entry": entry_json(done.entry),
            }
        )
    else:
        click.echo(words.offered(done.offered))


def slip_language(spoken: ConsentLanguage) -> Language:
    """The language of the slip: what was spoken, where there is a slip of it, else Urdu."""
    return Language(spoken.value) if spoken.value in list(Language) else Language.URDU
