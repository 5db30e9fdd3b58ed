"""The verb `register`: household drafts from JSON, checked as the form does, one answer a line."""

from pathlib import Path

import click

from desktop.cli.answers import exit_code
from desktop.cli.household_answers import (
    entry_json,
    found_json,
    print_found,
    print_problems,
    print_refused,
    problem_json,
)
from desktop.cli.household_files import DraftFiles
from desktop.cli.paths import IN_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.errors import BadInput
from desktop.records.household import Registered
from desktop.usecases import registration
from desktop.words.catalogue import tr


@click.command(name="register")
@click.argument("file", type=IN_FILE)
@click.option("--different", is_flag=True, help="The possible doubles were looked at: these are other people.")
@click.pass_context
def command(ctx: click.Context, file: Path, different: bool) -> None:
    """Register the households of FILE (JSON, one object or one a line; - is standard input)."""
    options: Options = ctx.obj
    worst = 0
    with signed_in(options) as opened, DraftFiles(file) as files:
        for raw in files.drafts():
            try:
                done = registration.register(opened.desk, files.read(raw), different=different)
            except BadInput as refused:
                # One bad draft keeps no other household waiting; the exit code tells.
                print_refused(options, refused, registrants=[], possible_duplicates=[], line=raw.line)
                worst = max(worst, exit_code(refused))
            else:
                _registered(options, done, raw.line)
    ctx.exit(worst)


def _registered(options: Options, done: Registered, line: int) -> None:
    if options.json:
        emit(
            {
                "household": done.household.code.text,
                "registrants": [str(member.id) for member in done.household.members],
                "problems": [problem_json(problem) for problem in done.problems],
                "possible_duplicates": [found_json(found) for found in done.possible_duplicates],
                "entry": entry_json(done.entry),
                "line": line,
            }
        )
        return
    print_problems(done.problems)
    click.echo(done.household.code.grouped)
    if done.possible_duplicates and not options.quiet:
        click.echo(tr("Could be the same person; look at both:"), err=True)
        for found in done.possible_duplicates:
            print_found(found)
