"""The verb `provisional`: hand out without a card and without a name, by two people, so many a day."""

from pathlib import Path

import click

from desktop.cli.household_answers import entry_json
from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.root import Options, emit
from desktop.cli.round import amounts
from desktop.cli.session import second_of, second_options, signed_in
from desktop.records.distribution import Standing
from desktop.records.relief_rule import Among
from desktop.usecases import provisional
from desktop.values.period import utc_text
from desktop.values.permissions import Permission
from desktop.words.catalogue import tr


@click.command(name="provisional")
@click.option("--round", "round_code", required=True, metavar="CODE")
@click.option("--point", "point_code", required=True, metavar="CODE")
@click.option("--size", type=int, required=True, help="How many people the household has.")
@click.option("--infants", type=int, default=0, help="Of them children under two, where a rule counts them.")
@click.option("--women", type=int, default=0, help="Of them women and girls of 12 to 49.")
@click.option("--disabled", type=int, default=0, help="Of them people with a disability.")
@click.option("--reason", required=True, type=KEPT_TEXT, metavar="TEXT", help="Why no card and no list helps them.")
@second_options
@click.pass_obj
def command(
    options: Options,
    round_code: str,
    point_code: str,
    size: int,
    infants: int,
    women: int,
    disabled: int,
    reason: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Hand out what a household of SIZE people gets in the round, without a card; nobody is asked for a name."""
    standing = Standing(round_code, point_code)
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.PROVISIONAL)
        among = Among(infants, women, disabled)
        given = provisional.give(opened.desk, standing, size, reason, among=among, second=beside)
    if not options.json:
        click.echo(tr("Receipt {receipt}", receipt=str(given.receipt)))
        for line in given.items:
            click.echo(f"  {line.quantity} {line.unit}  {line.item}")
        return
    emit(
        {
            "provisional": str(given.id),
            "round": round_code,
            "point": point_code,
            "size": given.size,
            "items": amounts(given.items),
            "short": amounts(given.short),
            "receipt": given.receipt,
            "left_today": given.left_today,
            "at": utc_text(given.at),
            "entry": entry_json(given.entry),
        }
    )
