"""The verb `sample`: whom to ask after a distribution, by a printed seed; the list and the questionnaire."""

from pathlib import Path

import click

from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.records.accounts import Sample
from desktop.usecases import files, programmes, samples
from desktop.values.sampling import LEAST_ERROR, MOST_ERROR, RULE
from desktop.values.vocabulary import Language
from desktop.words.accounts import sample_csv
from desktop.words.captions.monitoring import monitoring_sheet
from desktop.words.catalogue import tr_n
from desktop.words.monitoring import monitoring_form
from printing.monitoring import draw_monitoring, monitoring_pages


@click.command(name="sample")
@click.option("--round", "round_code", required=True, metavar="ROUND")
@click.option("--seed", required=True, type=int, metavar="N", help="Any whole number; say it before you draw.")
@click.option(
    "--error", type=click.IntRange(LEAST_ERROR, MOST_ERROR), default=5, show_default=True, help="Margin in per cent."
)
@click.option(
    "--list", "list_file", type=OUT_FILE, metavar="FILE.csv", help="Whom to ask: point, order, code, village."
)
@click.option(
    "--form", "form_file", type=OUT_FILE, metavar="FILE.csv", help="The questionnaire in the shape of an XLSForm."
)
@click.option("--paper", "paper_file", type=OUT_FILE, metavar="FILE.pdf", help="The same on paper, a row a household.")
@click.option("--lang", type=click.Choice(["ur", "sd", "en"]), default="ur", show_default=True)
@click.pass_obj
def command(
    options: Options,
    round_code: str,
    seed: int,
    error: int,
    list_file: Path | None,
    form_file: Path | None,
    paper_file: Path | None,
    lang: str,
) -> None:
    """Draw a sample of the households that received in a round. The same seed draws the same households."""
    written = [file for file in (list_file, form_file, paper_file) if file is not None]
    with signed_in(options) as opened:
        drawn = samples.draw_sample(opened.desk, round_code, seed=seed, error=error)
        if list_file is not None:
            files.write_chosen(list_file, sample_csv(drawn))
            files.note_file(opened.desk, "sample", 1)
        if form_file is not None:
            items = [item.code for item in programmes.round_view(opened.desk, round_code).items]
            files.write_chosen(form_file, monitoring_form(drawn, items))
            files.note_file(opened.desk, "monitoring_form", 1)
        if paper_file is not None:
            sheet = monitoring_sheet(drawn, Language(lang), opened.desk.office)
            files.write_chosen(paper_file, draw_monitoring(sheet))
            files.note_file(opened.desk, "monitoring_paper", monitoring_pages(sheet))
    if options.json:
        emit(_as_json(drawn) | {"files": [str(file) for file in written]})
        return
    click.echo(
        tr_n(
            "Seed {seed}: {count} of {n} household.",
            "Seed {seed}: {count} of {n} households.",
            drawn.served,
            seed=seed,
            count=len(drawn.households),
        )
    )
    for one in drawn.households:
        click.echo("  ".join((one.point_code, one.code.text, one.village)))


def _as_json(drawn: Sample) -> dict[str, object]:
    return {
        "round": drawn.round_code,
        "seed": drawn.seed,
        "error": drawn.error,
        "rule": RULE,
        "served": drawn.served,
        "wanted": drawn.wanted,
        "size": len(drawn.households),
        "sites": [{"point": one.point_code, "served": one.served, "asked": one.asked} for one in drawn.sites],
        "households": [one.code.text for one in drawn.households],
        "entry": {"log": drawn.entry.log, "seq": drawn.entry.seq},
    }
