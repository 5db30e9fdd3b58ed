"""The verb `round`: make a round from its file, list rounds, open, freeze and close one."""

from pathlib import Path

import click

from desktop.cli.root import Options, emit
from desktop.cli.session import read_file, second_of, second_options, signed_in
from desktop.exchange.round_toml import FILE_LIMIT, read_round
from desktop.records.distribution import ItemDue, RoundChanged, RoundView
from desktop.usecases import programmes, round_lists
from desktop.values.permissions import Permission
from desktop.values.quantity import Quantity
from desktop.words.labels import label


@click.group(name="round")
def command() -> None:
    """Make, list, open, freeze or close rounds."""


@command.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.toml")
@click.pass_obj
def create(options: Options, file: Path) -> None:
    """Make a round, in preparation, from its TOML file (- for standard input)."""
    with signed_in(options) as opened:
        draft = read_round(read_file(file, FILE_LIMIT))
        _tell(options, programmes.make_round(opened.desk, draft))


@command.command(name="list")
@click.pass_obj
def list_rounds(options: Options) -> None:
    """List all rounds, newest first."""
    with signed_in(options) as opened:
        found = programmes.rounds(opened.desk)
    if options.json:
        emit({"rounds": [as_json(view) for view in found]})
        return
    for view in found:
        click.echo(_line(view))


@command.command(name="open")
@click.argument("code", metavar="ROUND")
@click.pass_obj
def open_(options: Options, code: str) -> None:
    """Open a round and its points."""
    with signed_in(options) as opened:
        _tell(options, programmes.open_round(opened.desk, code))


@command.command()
@click.argument("code", metavar="ROUND")
@second_options
@click.pass_obj
def freeze(options: Options, code: str, second: str | None, second_passphrase_file: Path | None) -> None:
    """Fix the list of a round as it is now, by two people."""
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.ROUND_FREEZE)
        _tell(options, round_lists.freeze_round(opened.desk, code, second=beside))


@command.command()
@click.argument("code", metavar="ROUND")
@click.pass_obj
def close(options: Options, code: str) -> None:
    """Close a round and its points."""
    with signed_in(options) as opened:
        _tell(options, programmes.close_round(opened.desk, code))


def amounts(lines: tuple[ItemDue, ...]) -> list[dict[str, str]]:
    """Items with their amounts as text with a unit."""
    return [{"item": line.item, "amount": str(Quantity(line.quantity, line.unit))} for line in lines]


def as_json(view: RoundView) -> dict[str, object]:
    """A round as the command line gives it; `entitlements` is what all its households are due together."""
    return {
        "round": view.code,
        "programme": view.programme,
        "list": view.list_kind.value,
        "state": view.state.value,
        "frozen": view.frozen,
        "list_version": view.list_version,
        "areas": list(view.areas),
        "from": view.from_day.isoformat(),
        "to": view.to_day.isoformat(),
        "points": [
            {
                "point": point.code,
                "name": point.name,
                "open": point.open,
                "areas": list(point.areas),
                "given": point.given,
            }
            for point in view.points
        ],
        "households": view.households,
        "entitlements": amounts(view.totals),
        "given": view.given,
    }


def _tell(options: Options, changed: RoundChanged) -> None:
    if options.json:
        entry = {"log": changed.entry.log, "seq": changed.entry.seq}
        emit({**as_json(changed.round), "entry": entry})
    else:
        click.echo(_line(changed.round))


def _line(view: RoundView) -> str:
    parts = (view.code, view.programme, label(view.state), label(view.list_kind), f"{view.given}/{view.households}")
    return "  ".join(parts)
