"""The verb `tour`: the real window walks through a day on a practice office and keeps pictures and papers."""

from pathlib import Path

import click

from desktop.cli.paths import FOLDER
from desktop.cli.root import Options, emit
from desktop.words.catalogue import tr, use


@click.command(name="tour")
@click.option("--out", type=FOLDER, required=True, metavar="FOLDER")
@click.option("--lang", type=click.Choice(["en", "ur", "both"]), default="both", show_default=True)
@click.pass_context
def command(ctx: click.Context, out: Path, lang: str) -> None:
    """Take the tour: register, split, take back, lists, print, hand over, second try, roster, pairs, check."""
    options: Options = ctx.obj
    languages = ("en", "ur") if lang == "both" else (lang,)
    steps = options.doors.tour(out.absolute(), languages)
    use(options.lang)  # the tour spoke others
    if options.json:
        emit({"steps": [{"name": step.name, "ok": step.ok, "file": step.file} for step in steps]})
    else:
        for step in steps:
            click.echo(f"{'+' if step.ok else '!'} {step.name}  {step.file}")
        click.echo(tr("The pictures are in {folder}.", folder=str(out)))
    ctx.exit(0 if all(step.ok for step in steps) else 5)
