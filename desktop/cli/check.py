"""The verb `check`: walk the store and every log, name the first thing that does not fit."""

import click

from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in, told_progress
from desktop.records.safekeeping import Noted, PaperAnswer
from desktop.usecases import anomalies, safekeeping
from desktop.values.period import utc_text
from desktop.words.anomalies import noted_where, noted_words
from desktop.words.catalogue import tr
from desktop.words.findings import misfit_sentence, paper_sentence


@click.command(name="check")
@click.option("--paper", "papers", multiple=True, metavar="TEXT", help="A fingerprint line typed from a paper.")
@click.pass_context
def command(ctx: click.Context, papers: tuple[str, ...]) -> None:
    """Walk the store and every log; exit 5 when something does not fit."""
    options: Options = ctx.obj
    with signed_in(options, broken_ok=True) as opened:
        found = safekeeping.check(
            opened.desk,
            opened.certificates,
            opened.folder,
            papers=papers,
            progress=told_progress(options, tr("Walking the book")),
        )
        noted = anomalies.noted(opened.desk)
    bad = found.first_bad
    if options.json:
        emit(
            {
                "entries": found.entries,
                "logs": found.logs,
                "ok": found.ok,
                "first_bad": {"log": bad.log, "seq": bad.seq, "why": bad.why} if bad else None,
                "coverage": round(found.coverage, 4),
                "papers": [{"paper": one.typed, "answer": one.answer.value, "size": one.size} for one in found.papers],
                "fingerprint": {"size": found.size, "digits": found.digits},
                "noted": [_noted_json(one) for one in noted],
            }
        )
    else:
        if bad:
            click.echo(misfit_sentence(bad))
        else:
            click.echo(tr("All {entries} lines fit together.", entries=found.entries))
            click.echo(f"{found.size}  {found.digits}")
        for paper in found.papers:
            click.echo(paper_sentence(paper))
        for one in noted:
            click.echo(f"{noted_words(one)}  {noted_where(one)}")
    unread = bad is None and all(
        paper.answer in (PaperAnswer.AGREES, PaperAnswer.OTHER_DESK, PaperAnswer.UNREADABLE) for paper in found.papers
    )
    ctx.exit(0 if found.ok else 3 if unread else 5)


def _noted_json(one: Noted) -> dict[str, object]:
    """What the book noted by itself; `number` by its kind: seconds, codes, a lane."""
    return {
        "kind": one.kind.value,
        "at": utc_text(one.at),
        "operator": one.operator,
        "log": one.log,
        "seq": one.seq,
        "number": one.number,
    }
