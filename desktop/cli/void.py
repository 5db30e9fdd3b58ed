"""The verb `void`: take a hand-over back, with a reason, so that the household can draw again."""

from pathlib import Path
from uuid import UUID

import click

from desktop.cli.root import Options, emit
from desktop.cli.session import optional_second, second_options, signed_in
from desktop.errors import DisbursementUnknown
from desktop.usecases import distribution
from desktop.values.identifiers import DisbursementId
from desktop.values.vocabulary import VoidReason
from desktop.words.catalogue import tr

REASONS = click.Choice([reason.value for reason in VoidReason])


@click.command(name="void")
@click.argument("disbursement")
@click.option("--reason", type=REASONS, required=True)
@second_options
@click.pass_obj
def command(
    options: Options, disbursement: str, reason: str, second: str | None, second_passphrase_file: Path | None
) -> None:
    """Take a hand-over back: an own one within fifteen minutes, else a lead with a second person."""
    with signed_in(options) as opened:
        beside = optional_second(opened, second, second_passphrase_file) if second else None
        voided = distribution.void(opened.desk, disbursement_id(disbursement), VoidReason(reason), second=beside)
    if options.json:
        emit(
            {
                "disbursement": str(voided.disbursement),
                "voided": True,
                "receipt": voided.receipt,
                "household": voided.household.text,
                "entry": {"log": voided.entry.log, "seq": voided.entry.seq},
            }
        )
    else:
        click.echo(tr("Receipt {receipt} is taken back.", receipt=str(voided.receipt)))


def disbursement_id(typed: str) -> DisbursementId:
    """A hand-over's id as the verb `scan` printed it. Raises DisbursementUnknown."""
    try:
        return DisbursementId(UUID(typed))
    except ValueError as error:
        raise DisbursementUnknown from error
