"""The verb `helpline`: which numbers this office called itself; only those are ever printed."""

import click

from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.reference.tables import hotlines
from desktop.usecases import operators
from desktop.values.period import utc_text


@click.group(name="helpline")
def command() -> None:
    """List helplines, or mark one as test-called."""


@command.command(name="list")
@click.pass_obj
def list_(options: Options) -> None:
    """List every known number and when this office called it."""
    with signed_in(options) as opened:
        called = {view.number: view.tested_at for view in operators.helplines(opened.desk)}
    for line in hotlines().values():
        at = called.get(line.number)
        if options.json:
            emit({"number": line.number, "name": line.label.text(options.lang), "tested": utc_text(at) if at else None})
        else:
            click.echo(f"{line.number}  {line.label.text(options.lang)}  {utc_text(at) if at else '-'}")


@command.command()
@click.argument("number")
@click.pass_obj
def tested(options: Options, number: str) -> None:
    """Say that this office called NUMBER and somebody answered; cards may print it from now on."""
    with signed_in(options) as opened:
        view = operators.test_helpline(opened.desk, number)
    if options.json:
        emit({"number": view.number, "tested": utc_text(view.tested_at)})
    else:
        click.echo(f"{view.number}  {utc_text(view.tested_at)}")
