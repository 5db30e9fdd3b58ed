"""The verb `programme`: check a programme's file, save its rules as a version, show and list programmes."""

from pathlib import Path

import click

from desktop.cli.paths import IN_FILE
from desktop.cli.root import Options, emit
from desktop.cli.round import amounts
from desktop.cli.session import read_file, signed_in
from desktop.exchange.toml_file import FILE_LIMIT
from desktop.records.distribution import ItemDraft
from desktop.records.programme import ProgrammeView, items_content
from desktop.records.relief_rule import Facts
from desktop.usecases import programme_rules
from desktop.values.period import utc_text
from desktop.words.catalogue import tr, tr_n
from desktop.words.rules import example_sentence, rule_sentence

_FILE = click.argument("file", type=IN_FILE, metavar="FILE.toml")


@click.group(name="programme")
def command() -> None:
    """Check, save, show or list programmes: what a kind of relief gives to whom."""


@command.command()
@_FILE
@click.option("--size", type=int, required=True, help="People of the household.")
@click.option("--infants", type=int, default=0, help="Of them children under two.")
@click.option("--women", type=int, default=0, help="Of them women and girls of 12 to 49.")
@click.option("--disabled", type=int, default=0, help="Of them people with a disability.")
@click.option("--pcode", default="", help="Where it lives, for rules of place.")
@click.option("--point", default="", metavar="CODE", help="Where it stands, for rules of points.")
@click.pass_obj
def check(
    options: Options, file: Path, size: int, infants: int, women: int, disabled: int, pcode: str, point: str
) -> None:
    """Say what a household would get by the file of a programme or a round, and each rule as it is read aloud.

    Nothing is kept.
    """
    draft, example = programme_rules.check(
        read_file(file, FILE_LIMIT), Facts(size, infants, women, disabled, pcode, point)
    )
    if options.json:
        emit({"programme": draft.name, "items": amounts(example.items), "rules": _rules(draft.items)})
        return
    click.echo(draft.name)
    for item in draft.items:
        click.echo(rule_sentence(item, draft.items))
    click.echo(example_sentence(example.facts, example.items))


@command.command()
@_FILE
@click.pass_obj
def save(options: Options, file: Path) -> None:
    """Save the rules of the file as the next version of its programme; rounds that were made keep theirs."""
    with signed_in(options) as opened:
        saved = programme_rules.save_file(opened.desk, read_file(file, FILE_LIMIT))
    if options.json:
        entry = {"entry": {"log": saved.entry.log, "seq": saved.entry.seq}} if saved.entry is not None else {}
        emit({**_as_json(saved.programme), "again": saved.again, **entry})
        return
    if saved.again:
        click.echo(tr("These rules are those of version {n} already.", n=str(saved.programme.version)))
    else:
        click.echo(_line(saved.programme))


@command.command()
@click.argument("name")
@click.pass_obj
def show(options: Options, name: str) -> None:
    """Show the newest rules of a programme."""
    with signed_in(options) as opened:
        found = programme_rules.programme(opened.desk, name)
    if options.json:
        emit(_as_json(found))
        return
    click.echo(_line(found))
    for item in found.items:
        click.echo(rule_sentence(item, found.items))


@command.command(name="list")
@click.pass_obj
def list_programmes(options: Options) -> None:
    """List all programmes."""
    with signed_in(options) as opened:
        found = programme_rules.programmes(opened.desk)
    if options.json:
        emit({"programmes": [_as_json(view) for view in found]})
        return
    for view in found:
        click.echo(_line(view))


def _rules(items: tuple[ItemDraft, ...]) -> list[dict[str, str]]:
    return [{"item": item.code, "sentence": rule_sentence(item, items)} for item in items]


def _as_json(view: ProgrammeView) -> dict[str, object]:
    return {
        "programme": view.name,
        "version": view.version,
        "saved": utc_text(view.made_at) if view.made_at is not None else "",
        "rounds": view.rounds,
        "items": items_content(view.items),
        "rules": _rules(view.items),
    }


def _line(view: ProgrammeView) -> str:
    version = tr("version {n}", n=str(view.version)) if view.version else tr("no saved rules")
    return "  ".join((view.name, version, tr_n("{n} round", "{n} rounds", view.rounds)))
