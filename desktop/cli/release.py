"""The verb `release`: relief that goes out by order and not by card, by two people, never among what was received."""

from pathlib import Path

import click

from desktop.cli.household_answers import entry_json
from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.root import Options, emit
from desktop.cli.session import second_of, second_options, signed_in
from desktop.cli.stock_goods import book_json, book_line, goods_of, release_json
from desktop.records.stock import ReleaseDraft
from desktop.usecases import point_days, releases
from desktop.values.permissions import Permission
from desktop.words.catalogue import tr, tr_n


@click.command(name="release")
@click.option("--round", "round_code", default="", metavar="ROUND", help="When several rounds have the point.")
@click.option("--point", required=True, metavar="POINT")
@click.option("--order", required=True, type=KEPT_TEXT, metavar="NUMBER", help="The number of the order.")
@click.option("--authority", required=True, type=KEPT_TEXT, metavar="TEXT", help="Who gave the order: name and office.")
@click.option("--reason", required=True, type=KEPT_TEXT, metavar="TEXT")
@click.option("--item", "items", multiple=True, metavar="ITEM=COUNT", help="Once for each item.")
@second_options
@click.pass_obj
def command(
    options: Options,
    round_code: str,
    point: str,
    order: str,
    authority: str,
    reason: str,
    items: tuple[str, ...],
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Release goods by order; it is no hand-over, and no household's share is touched by it."""
    draft = ReleaseDraft(order, authority, reason, goods_of(items))
    with signed_in(options) as opened:
        standing = point_days.standing_of(opened.desk, point, round_code)
        beside = second_of(opened, second, second_passphrase_file, Permission.RELEASE)
        done = releases.release(opened.desk, standing, draft, second=beside)
    touched = [one.item for one in done.release.goods]
    if options.json:
        emit(
            {
                **release_json(done.release),
                **book_json(done.book, touched),
                "earlier": [release_json(one) for one in done.earlier],
                "entry": entry_json(done.entry),
            }
        )
        return
    click.echo(tr("Released by order {order}.", order=done.release.order))
    for item in touched:
        line = done.book.line(item)
        if line is not None:
            click.echo(book_line(line))
    if done.earlier:
        count = len(done.earlier)
        click.echo(tr_n("{n} release before under this order.", "{n} releases before under this order.", count))
