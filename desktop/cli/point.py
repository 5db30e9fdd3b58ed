"""The verb `point`: the checklist and duties of a distribution point, opening it, closing it, and who did not come."""

from pathlib import Path
from uuid import UUID

import click

from desktop.cli import point_waiting
from desktop.cli.amounts import amount
from desktop.cli.counts import counted_json, counted_line, counts_of
from desktop.cli.kept_text import KEPT_NAME, KEPT_TEXT
from desktop.cli.root import Options, emit
from desktop.cli.session import optional_second, second_options, signed_in
from desktop.errors import DutyUnknown
from desktop.opening import Opened
from desktop.records.distribution import Standing
from desktop.records.operator import EntryRef
from desktop.records.point_day import CheckLine, DutyDraft, PointReady
from desktop.usecases import point_days
from desktop.values.period import utc_text
from desktop.values.vocabulary import DutyKind, PointCheckKind
from desktop.words.catalogue import tr
from desktop.words.labels import label
from desktop.words.lane_plan import day_sentence, plan_sentence

ALL = "all"
CHECKS = {kind.value.replace("_", "-"): kind for kind in PointCheckKind}
DUTIES = {kind.value.replace("_", "-"): kind for kind in DutyKind}

_round = click.option("--round", "round_code", default="", metavar="ROUND", help="When several rounds have the point.")
_point = click.option("--point", required=True, metavar="POINT")
_ticks = click.option(
    "--tick", "ticks", multiple=True, type=click.Choice([ALL, *CHECKS]), help="A line of the checklist, or all."
)


@click.group(name="point")
def command() -> None:
    """Open and close a distribution point, tick its checklist, say who does what."""


@command.command()
@_round
@_point
@click.pass_obj
def show(options: Options, round_code: str, point: str) -> None:
    """Show the checklist, duties and shelf of a point."""
    with signed_in(options) as opened:
        _tell(options, point_days.ready(opened.desk, _standing(opened, point, round_code)))


@command.command()
@_round
@_point
@_ticks
@click.option("--off", is_flag=True, help="Take the ticks back.")
@click.pass_obj
def tick(options: Options, round_code: str, point: str, ticks: tuple[str, ...], off: bool) -> None:
    """Tick lines of the checklist, or take ticks back."""
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        _tell(options, point_days.tick(opened.desk, standing, _kinds(ticks), on=not off))


@command.command()
@click.argument("name", type=KEPT_NAME, metavar="NAME", required=False)
@_round
@_point
@click.option("--kind", type=click.Choice(list(DUTIES)), help="What NAME does.")
@click.option("--lane", type=click.IntRange(1, 99))
@click.option("--end", metavar="DUTY", help="Take a duty away, by its id.")
@click.pass_obj
def duty(
    options: Options, name: str | None, round_code: str, point: str, kind: str | None, lane: int | None, end: str | None
) -> None:
    """Say who does what at a point today: an operator of the office, or anybody by name."""
    if (end is None) == (name is None or kind is None):
        raise click.UsageError(tr("Give NAME and --kind, or --end DUTY."))
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        if end is not None:
            _tell(options, point_days.end_duty(opened.desk, standing, _duty_id(end)))
        elif name is not None and kind is not None:
            _tell(options, point_days.set_duty(opened.desk, standing, DutyDraft(DUTIES[kind], name, lane)))


@command.command(name="open")
@_round
@_point
@_ticks
@click.option("--stock", "counts", multiple=True, metavar="ITEM=N[:REASON]", help="What lies there, as counted.")
@click.option(
    "--reason", default="", type=KEPT_TEXT, metavar="R", help="Why it opens with something unticked; it is recorded."
)
@second_options
@click.pass_obj
def open_(
    options: Options,
    round_code: str,
    point: str,
    ticks: tuple[str, ...],
    counts: tuple[str, ...],
    reason: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Open a point for the day; with something unticked, by two people with a reason."""
    drafts = counts_of(counts)
    with signed_in(options) as opened:
        beside = optional_second(opened, second, second_passphrase_file) if second else None
        done = point_days.open_point(
            opened.desk,
            _standing(opened, point, round_code),
            ticked=_kinds(ticks),
            counts=drafts,
            second=beside,
            reason=reason,
        )
    if options.json:
        emit({**_as_json(done.ready), "items": counted_json(done.counts), "entry": _entry(done.entry)})
        return
    click.echo(tr("The point {point} is open.", point=done.ready.place.code))
    for line in done.counts:
        click.echo(counted_line(line))


@command.command(name="next-card")
@_round
@_point
@click.argument("says", type=click.Choice(["ask", "given"]))
@click.pass_obj
def next_card(options: Options, round_code: str, point: str, says: str) -> None:
    """Say what a new card says of a GIVE without an answer: ask about it, or that it was given."""
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        entry = point_days.set_hands_first(opened.desk, standing, on=says == "given")
        shown = point_days.ready(opened.desk, standing)
    if options.json:
        emit({**_as_json(shown), "next_card": says, **({"entry": _entry(entry)} if entry else {})})
    else:
        click.echo(tr("Lanes of {point}: {says}.", point=shown.place.code, says=says))


@command.command()
@_round
@_point
@click.pass_obj
def close(options: Options, round_code: str, point: str) -> None:
    """Stop the lanes of a point. Its day is counted and put on paper by `day close`."""
    with signed_in(options) as opened:
        standing = _standing(opened, point, round_code)
        entry = point_days.shut_point(opened.desk, standing)
        shown = point_days.ready(opened.desk, standing)
    if options.json:
        emit({**_as_json(shown), "entry": _entry(entry)})
    else:
        click.echo(tr("The point {point} is closed. Count it with `day close`.", point=shown.place.code))


command.add_command(point_waiting.command)


def _standing(opened: Opened, point: str, round_code: str) -> Standing:
    return point_days.standing_of(opened.desk, point, round_code)


def _kinds(ticks: tuple[str, ...]) -> tuple[PointCheckKind, ...]:
    return tuple(PointCheckKind) if ALL in ticks else tuple(CHECKS[one] for one in ticks)


def _duty_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise DutyUnknown from error


def _entry(entry: EntryRef) -> dict[str, object]:
    return {"log": entry.log, "seq": entry.seq}


def _as_json(shown: PointReady) -> dict[str, object]:
    return {
        "round": shown.place.round_code,
        "point": shown.place.code,
        "open": shown.place.open,
        "day": shown.day.isoformat(),
        "since": utc_text(shown.opened_at) if shown.opened_at else None,
        "checks": [
            {
                "check": line.kind.value,
                "ticked": line.ticked,
                "found": line.found,
                "by": line.ticked_by or None,
                "at": utc_text(line.ticked_at) if line.ticked_at else None,
            }
            for line in shown.checks
        ],
        "unticked": [kind.value for kind in shown.unticked],
        "lanes": shown.place.lanes,
        "on": shown.place.on_day.isoformat() if shown.place.on_day else "",
        "to_come": shown.to_come,
        "plan": plan_sentence(shown.to_come, shown.place.lanes),
        "duties": [
            {"duty": str(line.id), "kind": line.kind.value, "lane": line.lane, "name": line.name}
            for line in shown.duties
        ],
        "stock": [{"item": line.item, "unit": line.unit, "book": amount(line.book, line.unit)} for line in shown.shelf],
    }


def _tell(options: Options, shown: PointReady) -> None:
    if options.json:
        emit(_as_json(shown))
        return
    planned = plan_sentence(shown.to_come, shown.place.lanes), day_sentence(shown.place.on_day, shown.day)
    for said in filter(None, planned):
        click.echo(said)
    for line in shown.checks:
        click.echo(_check_line(line))
    for one in shown.duties:
        lane = "" if one.lane is None else tr("lane {lane}", lane=str(one.lane))
        click.echo("  ".join(part for part in (label(one.kind), lane, one.name) if part))


def _check_line(line: CheckLine) -> str:
    box = "[x]" if line.ticked else "[ ]"
    return f"{box} {line.kind.value.replace('_', '-')}  {label(line.kind)}"
