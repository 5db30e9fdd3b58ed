"""The verb `help-desk`: who waits, sending somebody from a lane, and what came of a visit."""

from uuid import UUID

import click

from desktop.cli.collector_type import METAVAR, CollectorType
from desktop.cli.household_answers import entry_json
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.errors import CodeUnreadable
from desktop.records.collecting import word_of
from desktop.records.distribution import Collecting, Presented, Standing
from desktop.records.help_desk import Visit
from desktop.usecases import distribution, help_desk
from desktop.usecases.desk import Desk
from desktop.values.identifiers import CardNumber, HouseholdCode, NotANumber, plain_digits
from desktop.values.period import utc_text
from desktop.values.vocabulary import ReferralResult, Source
from desktop.words.catalogue import tr
from desktop.words.collecting import choice_said
from desktop.words.help_desk import reason_of
from desktop.words.people import joined

RESULTS = click.Choice([result.value for result in ReferralResult])


@click.group(name="help-desk")
def command() -> None:
    """The queue of those whom a lane sent, and what came of each visit."""


@command.command()
@click.argument("number", metavar="NUMBER|CODE")
@click.option("--round", "round_code", required=True, metavar="ROUND")
@click.option("--point", required=True, metavar="POINT")
@click.option("--lane", type=click.IntRange(1, 99), default=1, show_default=True)
@click.option("--collector", type=CollectorType(), metavar=METAVAR, help="Who came in the holder's place.")
@click.pass_obj
def send(
    options: Options, number: str, round_code: str, point: str, lane: int, collector: int | Collecting | None
) -> None:
    """Send whoever showed NUMBER from a lane to the help desk; the lane says no reason."""
    presented = _presented(number)
    standing = Standing(round_code, point, lane)
    with signed_in(options) as opened:
        decision = distribution.decide(opened.desk, standing, presented, collector=collector)
        help_desk.send(opened.desk, standing, presented, decision.verdict, collector=collector)
    if options.json:
        emit({"household": presented.household.text, "verdict": decision.verdict.value})
    else:
        click.echo(f"{presented.household.grouped}  {decision.verdict.value}")


@command.command(name="list")
@click.pass_obj
def listed(options: Options) -> None:
    """List who waits, the longest first, one object a line."""
    with signed_in(options) as opened:
        lines = [(visit, _why(opened.desk, visit)) for visit in help_desk.queue(opened.desk)]
        now = opened.desk.clock().at
    for visit, (why, said) in lines:
        waited = round((now - visit.at).total_seconds())
        if options.json:
            emit(_visit_json(visit) | {"waited": waited, "why": why, "reason": said})
        else:
            name = visit.name_as_told or visit.name_latin
            where = joined(visit.point_name, str(visit.standing.lane))
            click.echo(f"{visit.id}  {visit.verdict.value}  {_code(visit)}  {name}  {where}")
            if visit.who is not None:
                click.echo(f"  {tr('collects: {who}', who=choice_said(visit.who))}")
            click.echo(f"  {said}")


@command.command()
@click.argument("visit", type=click.UUID)
@click.option("--result", type=RESULTS, required=True)
@click.pass_obj
def settle(options: Options, visit: UUID, result: str) -> None:
    """Say what came of a visit."""
    with signed_in(options) as opened:
        done = help_desk.settle(opened.desk, visit, ReferralResult(result))
    if options.json:
        emit(_visit_json(done.visit) | {"entry": entry_json(done.entry)})
    else:
        click.echo(f"{_code(done.visit)}  {result}")


def _code(visit: Visit) -> str:
    """The code of the household; a dash where what was shown names nobody."""
    return visit.household.grouped if visit.household is not None else "–"


def _presented(typed: str) -> Presented:
    """A card number or a household code as typed. Raises CodeUnreadable."""
    try:
        if len(plain_digits(typed) or "") > 12:
            number = CardNumber.parse(typed)
            return Presented(number.household, number, Source.TYPED)
        return Presented(HouseholdCode.parse(typed), None, Source.TYPED)
    except NotANumber as error:
        raise CodeUnreadable(typed=typed[:40], why=error.why) from error


def _why(desk: Desk, visit: Visit) -> tuple[str, str]:
    """The code of the reason, asked anew, and the sentence."""
    decision = help_desk.stands_against(desk, visit)
    return decision.why, reason_of(visit, decision)


def _visit_json(visit: Visit) -> dict[str, object]:
    return {
        "visit": str(visit.id),
        "household": visit.household.text if visit.household is not None else None,
        "card": visit.number.text if visit.number else None,
        "verdict": visit.verdict.value,
        "round": visit.standing.round_code,
        "point": visit.standing.point_code,
        "lane": visit.standing.lane,
        "name_as_told": visit.name_as_told,
        "name_latin": visit.name_latin,
        "collector": word_of(visit.who.how) if visit.who else None,
        "collector_name": (visit.who.name_as_told or visit.who.name_latin) if visit.who else None,
        "at": utc_text(visit.at),
        "result": visit.result.value if visit.result else None,
    }
