"""The verbs `household block`, `unblock` and `blocks`: propose a block, decide it by two people, lift it, list them."""

from pathlib import Path

import click

from desktop.cli.household_answers import Json, entry_json, household_code
from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.root import Options, emit
from desktop.cli.session import second_of, second_options, signed_in
from desktop.records.block import BlockChanged, BlockView
from desktop.usecases import blocks
from desktop.values.period import utc_text
from desktop.values.permissions import Permission
from desktop.values.vocabulary import BlockReason
from desktop.words.blocks import block_sentence
from desktop.words.catalogue import tr

REASONS = click.Choice([reason.value for reason in BlockReason])


@click.command()
@click.argument("code")
@click.option("--reason", type=REASONS, help="Why; the help desk proposes, the supervisor with a second blocks.")
@click.option("--note", default="", type=KEPT_TEXT, metavar="TEXT", help="What was seen, for those who decide.")
@click.option("--decide", "answer", type=click.Choice(["yes", "no"]), help="Agree to the proposal that waits, or not.")
@second_options
@click.pass_obj
def block(
    options: Options,
    code: str,
    reason: str | None,
    note: str,
    answer: str | None,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Propose to block the household of CODE, or decide about a proposal by two people."""
    wanted = household_code(code)
    if (reason is None) == (answer is None):
        raise click.UsageError(tr("Say either --reason, to propose, or --decide, to answer a proposal."))
    with signed_in(options) as opened:
        if reason is not None and not opened.desk.permits(Permission.BLOCK):
            done = blocks.propose(opened.desk, wanted, BlockReason(reason), note)
        else:
            beside = second_of(opened, second, second_passphrase_file, Permission.BLOCK)
            if reason is not None:
                done = blocks.block(opened.desk, wanted, BlockReason(reason), note, second=beside)
            else:
                done = blocks.decide(opened.desk, wanted, agreed=answer == "yes", second=beside)
    _tell(options, done)


@click.command()
@click.argument("code")
@click.option("--reason", required=True, type=KEPT_TEXT, metavar="TEXT", help="Why it is lifted.")
@second_options
@click.pass_obj
def unblock(options: Options, code: str, reason: str, second: str | None, second_passphrase_file: Path | None) -> None:
    """Lift the block of the household of CODE, by two people."""
    wanted = household_code(code)
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.BLOCK)
        done = blocks.lift(opened.desk, wanted, reason, second=beside)
    _tell(options, done)


@click.command(name="blocks")
@click.pass_obj
def listed(options: Options) -> None:
    """List the proposals that wait and the blocks in force, one object a line."""
    with signed_in(options) as opened:
        found = blocks.standing(opened.desk)
    for view in found:
        if options.json:
            emit(block_json(view))
        else:
            click.echo(f"{view.household.grouped}  {block_sentence(view)}")


COMMANDS = (block, unblock, listed)


def block_json(view: BlockView) -> Json:
    """One block."""
    return {
        "household": view.household.text,
        "reason": view.reason.value,
        "state": view.state.value,
        "holds": view.holds,
        "until": utc_text(view.until) if view.until else None,
        "note": view.note,
        "proposed": {"by": view.proposed_by, "at": utc_text(view.proposed_at)},
        "decided": _act_json(view.decided_by, view.decided_with, utc_text(view.decided_at) if view.decided_at else ""),
        "lifted": _act_json(view.lifted_by, view.lifted_with, utc_text(view.lifted_at) if view.lifted_at else ""),
        "lift_note": view.lift_note,
    }


def _act_json(by: str, beside: str, at: str) -> Json | None:
    return {"by": by, "second": beside, "at": at} if at else None


def _tell(options: Options, done: BlockChanged) -> None:
    if options.json:
        emit(block_json(done.block) | {"entry": entry_json(done.entry)})
    else:
        click.echo(f"{done.block.household.grouped}  {block_sentence(done.block)}")
