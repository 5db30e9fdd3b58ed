"""The verb `late-entry`: enter what was handed over on paper, from the signed sheet."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from desktop.cli.answers import error_object, exit_code
from desktop.cli.collector_type import METAVAR, CollectorType
from desktop.cli.counts import counts_of
from desktop.cli.root import Options, emit
from desktop.cli.round import amounts
from desktop.cli.scan import EXITS
from desktop.cli.session import optional_second, second_options, signed_in
from desktop.errors import CodeUnreadable, LateAmountWrong, LateDayWrong, NotDue, Refused, Told
from desktop.opening import Opened
from desktop.records.distribution import Collecting, Decision, LateEntered, Standing
from desktop.scanning.reader import BareCode, Reader, RefusedCode
from desktop.scanning.reader import Source as ReaderSource
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.usecases import late_entries
from desktop.values.identifiers import CardNumber, HouseholdCode
from desktop.words.catalogue import tr


@click.command(name="late-entry")
@click.argument("codes", nargs=-1, required=True, metavar="CODE ...")
@click.option("--round", "round_code", required=True, metavar="ROUND")
@click.option("--point", required=True, metavar="POINT")
@click.option("--lane", type=click.IntRange(1, 99), default=1, show_default=True)
@click.option("--sheet", required=True, metavar="NO", help="The number that stands on the sheet.")
@click.option("--day", required=True, metavar="YYYY-MM-DD", help="The day that stands on the sheet.")
@click.option("--collector", type=CollectorType(), metavar=METAVAR, help="Who signed in the holder's place.")
@click.option(
    "--given",
    "amounts_given",
    multiple=True,
    metavar="ITEM=N",
    help="What the sheet says, where it is less than was due.",
)
@second_options
@click.pass_context
def command(
    ctx: click.Context,
    codes: tuple[str, ...],
    round_code: str,
    point: str,
    lane: int,
    sheet: str,
    day: str,
    collector: int | Collecting | None,
    amounts_given: tuple[str, ...],
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Enter the lines of one sheet; each once, however often it is entered. One that is refused stops no other."""
    options: Options = ctx.obj
    worst = 0
    with signed_in(options) as opened:
        on = _day(day)
        beside = optional_second(opened, second, second_passphrase_file) if second else None
        enter = partial(
            late_entries.enter,
            opened.desk,
            Standing(round_code, point, lane),
            sheet,
            on,
            collector=collector,
            given={count.item: count.counted for count in counts_of(amounts_given)} or None,
            second=beside,
        )
        for text in codes:
            line, exits = _entered(opened, enter, text)
            worst = max(worst, exits)
            if options.json:
                emit(line)
            else:
                _print(line)
    ctx.exit(worst)


def _entered(
    opened: Opened, enter: Callable[[HouseholdCode | CardNumber], LateEntered], text: str
) -> tuple[dict[str, object], int]:
    """One line of the sheet: what is told of it, and its exit code."""
    code = _code(opened, text)
    if isinstance(code, CodeUnreadable):
        return _refused(text, code) | {"verdict": "N1"}, 3
    try:
        done = enter(code)
    except NotDue as refused:
        ruled = refused.decision
        assert isinstance(ruled, Decision)
        told = {"verdict": ruled.verdict.value, "refused_why": ruled.why, "facts": ruled.facts}
        return _refused(text, refused) | told, EXITS[ruled.verdict]
    except (Refused, LateAmountWrong) as refused:
        return _refused(text, refused), exit_code(refused)
    return _line(text, done), 0


def _line(text: str, done: LateEntered) -> dict[str, object]:
    return {
        "code": text,
        "entered": True,
        "again": done.again,
        "household": done.household.text,
        "items": amounts(done.items),
        "disbursement": str(done.disbursement),
        "receipt": done.receipt,
        "sheet": done.sheet,
        "day": done.day.isoformat(),
        "entry": {"log": done.entry.log, "seq": done.entry.seq},
    }


def _refused(text: str, told: Told) -> dict[str, object]:
    return {"code": text, "entered": False, "error": error_object(told)}


def _code(opened: Opened, text: str) -> HouseholdCode | CardNumber | CodeUnreadable:
    """A household code or a card number as it stands on the sheet, or what is wrong with it."""
    keys = keyring(opened.certificates)
    reading = Reader(lambda found: open_credential(found, keys)).hear(text[:60], ReaderSource.TYPED)
    if isinstance(reading, BareCode):
        return reading.code
    why = reading.why if isinstance(reading, RefusedCode) and reading.why in ("length", "check") else "letters"
    return CodeUnreadable(typed=text[:40], why=why)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise LateDayWrong(day=text[:40]) from None


def _print(line: dict[str, object]) -> None:
    if line["entered"]:
        click.echo(tr("{code}: receipt {receipt}", code=str(line["code"]), receipt=str(line["receipt"])))
        return
    click.echo(tr("{code}: not entered", code=str(line["code"])))
    said: Any = line.get("error")
    if said:
        click.echo("\n".join(str(said[part]) for part in ("what", "do") if said[part]), err=True)
