"""The verb `household`: show one, make it what a draft says, record what happened in it."""

from pathlib import Path

import click

from desktop.cli import household_block, household_collector, household_events, household_phones
from desktop.cli.answers import exit_code
from desktop.cli.household_answers import (
    corrected_json,
    household_code,
    household_json,
    print_household,
    print_problems,
    print_refused,
    say_unchanged,
)
from desktop.cli.household_files import DraftFiles
from desktop.cli.paths import IN_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.errors import DraftFileWrong, DraftProblems
from desktop.exchange.household_json import write_household
from desktop.usecases import registration


@click.group(name="household")
def command() -> None:
    """Show or correct a household, record what happened in it."""


command.add_command(household_collector.command)
command.add_command(household_phones.command)
for _verb in (*household_events.COMMANDS, *household_block.COMMANDS):
    command.add_command(_verb)


@command.command()
@click.argument("code")
@click.option("--draft", is_flag=True, help="As JSON for `household correct`, numbers whole; a photo left out stays.")
@click.pass_obj
def show(options: Options, code: str, *, draft: bool) -> None:
    """Show the household of CODE with its members, cards and history."""
    with signed_in(options) as opened:
        if draft:
            emit(write_household(registration.draft_of(opened.desk, household_code(code))))
            return
        view = registration.show(opened.desk, household_code(code))
    if options.json:
        emit(household_json(view))
    else:
        print_household(view)


@command.command()
@click.argument("code")
@click.argument("file", type=IN_FILE)
@click.option("--version", type=click.IntRange(1), help="Refuse when the household is not at this version any more.")
@click.pass_context
def correct(ctx: click.Context, code: str, file: Path, version: int | None) -> None:
    """Make the household of CODE what the draft in FILE says; members left out end their membership."""
    options: Options = ctx.obj
    wanted = household_code(code)
    with signed_in(options) as opened, DraftFiles(file) as files:
        first, *more = files.drafts()
        if more:
            raise DraftFileWrong(line=more[0].line, where="household", value=str(1 + len(more)), why="one", wanted="1")
        try:
            done = registration.correct(opened.desk, wanted, files.read(first), version=version)
        except DraftProblems as refused:
            print_refused(options, refused)
            ctx.exit(exit_code(refused))
    if options.json:
        emit(corrected_json(done))
    else:
        print_problems(done.problems)
        say_unchanged(done.entry, quiet=options.quiet)
        print_household(done.household)
