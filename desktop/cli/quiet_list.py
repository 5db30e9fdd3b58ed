"""The verb `quiet-list`: what wants a second look, one object a line; and putting a line aside with a reason."""

import click

from desktop.cli.household_answers import entry_json
from desktop.cli.kept_text import KEPT_TEXT
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.records.quiet import QuietFlag
from desktop.usecases import quiet
from desktop.values.period import utc_text
from desktop.words.labels import label
from desktop.words.quiet import flag_facts

DAYS = click.IntRange(0, 3650)


@click.group(name="quiet-list", invoke_without_command=True)
@click.option("--days", type=DAYS, default=quiet.DAYS, show_default=True, help="How far back runs are looked at.")
@click.option("--all", "every", is_flag=True, help="Also what was put aside.")
@click.pass_context
def command(ctx: click.Context, days: int, every: bool) -> None:
    """Show what wants a second look: facts for supervisor and auditor, accusing nobody."""
    if ctx.invoked_subcommand is not None:
        return
    options: Options = ctx.obj
    with signed_in(options) as opened:
        for flag in quiet.flags(opened.desk, days=days, every=every):
            _tell(options, flag)


@command.command()
@click.argument("flag")
@click.option("--reason", required=True, type=KEPT_TEXT, metavar="TEXT", help="Why it may rest.")
@click.option("--days", type=DAYS, default=quiet.DAYS, show_default=True)
@click.pass_obj
def aside(options: Options, flag: str, reason: str, days: int) -> None:
    """Put a line aside; it comes back when it is about more households than now."""
    with signed_in(options) as opened:
        put = quiet.put_aside(opened.desk, flag, reason, days=days)
    if options.json:
        emit({**flag_json(put.flag), "entry": entry_json(put.entry)})
    else:
        click.echo(f"{label(put.flag.kind)}  {put.flag.key}")


def flag_json(flag: QuietFlag) -> dict[str, object]:
    """One line of the list; `flag` is what it is called by when it is put aside."""
    return {
        "flag": flag.key,
        "kind": flag.kind.value,
        "count": flag.count,
        "households": [code.text for code in flag.households],
        "phone": flag.phone,
        "declared": flag.declared,
        "voucher": flag.name,
        "village": flag.village,
        "operator": flag.operator,
        "second": flag.second,
        "total": flag.total,
        "point": flag.point,
        "lane": flag.lane,
        "round": flag.round_code,
        "first": utc_text(flag.first) if flag.first else None,
        "last": utc_text(flag.last) if flag.last else None,
        "minutes": flag.minutes,
        "aside": (
            {"reason": flag.aside.reason, "at": utc_text(flag.aside.at), "by": flag.aside.by} if flag.aside else None
        ),
    }


def _tell(options: Options, flag: QuietFlag) -> None:
    if options.json:
        emit(flag_json(flag))
        return
    click.echo(f"{label(flag.kind)}  {flag.key}")
    click.echo(f"  {flag_facts(flag)}")
    click.echo("  " + "  ".join(code.grouped for code in flag.households))
