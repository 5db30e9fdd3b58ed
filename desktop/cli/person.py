"""The verb `person`: make two records one person, and take that back."""

import click

from desktop.cli.duplicates import registrant_id, side_json
from desktop.cli.household_answers import entry_json
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.usecases import pairs
from desktop.words.catalogue import tr
from desktop.words.pairs import merge_sentences, new_card_sentence, note_sentences


@click.group(name="person")
def command() -> None:
    """Make two records one person, or take that back."""


@command.command()
@click.argument("kept")
@click.argument("gone")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.pass_obj
def merge(options: Options, kept: str, gone: str, dry_run: bool) -> None:
    """Make the records KEPT and GONE one person (registrant ids); KEPT lives on, the other stays as history."""
    one, other = registrant_id(kept), registrant_id(gone)
    with signed_in(options) as opened:
        done = None if dry_run else pairs.merge(opened.desk, one, other)
        plan = done.plan if done is not None else pairs.preview(opened.desk, one, other)
    if options.json:
        emit(
            {
                "merge": str(done.merge) if done is not None else None,
                "kept": side_json(plan.kept),
                "gone": side_json(plan.gone),
                "taken": list(plan.taken),
                "cards_ended": [number.text for number in plan.ends],
                "household_closed": plan.closes.text if plan.closes is not None else None,
                "household_without_holder": plan.no_holder.text if plan.no_holder is not None else None,
                "notes": [note.value for note in plan.notes],
                "entry": entry_json(done.entry) if done is not None else None,
            }
        )
        return
    for sentence in (*merge_sentences(plan), *note_sentences(plan)):
        click.echo(sentence)


@command.command()
@click.argument("one")
@click.argument("other", required=False)
@click.pass_obj
def unmerge(options: Options, one: str, other: str | None) -> None:
    """Two people again: of the records ONE and OTHER in any order, or of the merge ONE."""
    with signed_in(options) as opened:
        done = pairs.unmerge(opened.desk, registrant_id(one), registrant_id(other) if other else None)
    if options.json:
        emit(
            {
                "merge": str(done.merge),
                "kept": str(done.kept),
                "gone": str(done.gone),
                "new_cards": [{"household": card.household.text, "slot": card.slot} for card in done.new_cards],
                "entry": entry_json(done.entry),
            }
        )
        return
    click.echo(tr("Two people again."))
    for card in done.new_cards:
        click.echo(new_card_sentence(card))
