"""The verb `accept-book`: two people accept the book as it is after the memory of its newest line was lost."""

from pathlib import Path

import click

from desktop.cli.household_answers import entry_json
from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.root import Options, emit
from desktop.cli.session import second_of, second_options, signed_in, told_progress
from desktop.errors import BookNotAccepted, NothingToAccept
from desktop.opening import accept_book
from desktop.records.safekeeping import BookLook
from desktop.usecases import safekeeping
from desktop.values.period import utc_text
from desktop.values.permissions import Permission
from desktop.words.catalogue import tr
from desktop.words.findings import look_sentences


@click.command(name="accept-book")
@click.option("--reason", default="", type=KEPT_TEXT, metavar="R", help="Why; without it the book is only looked at.")
@click.option("--paper", "papers", multiple=True, metavar="TEXT", help="A fingerprint line typed from a paper.")
@second_options
@click.pass_obj
def command(
    options: Options, reason: str, papers: tuple[str, ...], second: str | None, second_passphrase_file: Path | None
) -> None:
    """Look at a book whose memory (heads.json) was lost, and with --reason accept it as it is.

    All of it is checked first. A book that does not fit, or is shorter than what is remembered, is never accepted.
    """
    with signed_in(options, broken_ok=True) as opened:
        progress = told_progress(options, tr("Walking the book"))
        look = safekeeping.look_at_book(opened.desk, opened.certificates, opened.folder, progress=progress)
        bad = look.misfit
        if bad is not None:
            raise BookNotAccepted(bad.log, bad.seq, bad.why)
        if not look.lost:
            raise NothingToAccept
        click.echo("\n".join(look_sentences(look)), err=True)
        if not reason.strip():
            if options.json:
                emit(look_json(look))
            return
        beside = second_of(opened, second, second_passphrase_file, Permission.RESTORE)
        done = accept_book(opened, reason, second=beside, papers=papers, progress=progress)
    if options.json:
        emit({**look_json(done.look), "entry": entry_json(done.entry)})
    else:
        click.echo(tr("The book was accepted as it is. Work can go on."))


def look_json(look: BookLook) -> dict[str, object]:
    """What is looked at before."""
    return {
        "lost": look.lost,
        "entries": look.entries,
        "fingerprint": {"size": look.size, "digits": look.digits},
        "last": utc_text(look.last) if look.last else None,
        "on_last_day": look.on_last_day,
        "remembered": look.remembered,
    }
