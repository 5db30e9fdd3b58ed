"""The verb `consent`: what a household agrees to, takes back and calls off; and carrying out what is due."""

from uuid import UUID

import click

from desktop.cli.household_answers import (
    change_json,
    entry_json,
    household_code,
    print_problems,
    problem_json,
    say_unchanged,
)
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in
from desktop.errors import WithdrawalWaits
from desktop.records.consent import CarriedOut, ConsentGiving, ConsentsView, StillDue, WithdrawalView, Withdrawn
from desktop.usecases import consents
from desktop.values.identifiers import RegistrantId
from desktop.values.period import local_day, utc_text
from desktop.values.vocabulary import ConsentLanguage, ConsentPurpose, ConsentReader
from desktop.words import consents as words
from desktop.words.catalogue import tr
from desktop.words.labels import label

type Json = dict[str, object]

PURPOSE = click.option(
    "--purpose", type=click.Choice([one.value for one in ConsentPurpose]), required=True, help="What it is about."
)
PERSON = click.option(
    "--person", type=click.UUID, metavar="REGISTRANT", help="One person of the household; else all of them."
)


@click.group(name="consent")
def command() -> None:
    """Show, give, withdraw or call off consents; carry out what is due."""


@command.command()
@click.argument("code")
@click.pass_obj
def show(options: Options, code: str) -> None:
    """Show what the household of CODE agreed to, what waits, and whether rights were told."""
    with signed_in(options) as opened:
        view = consents.show(opened.desk, household_code(code))
    if options.json:
        emit(_view_json(view))
    else:
        _print(view)


@command.command()
@click.argument("code")
@PURPOSE
@click.option("--by", type=click.UUID, metavar="REGISTRANT", help="Who of the household says so.")
@click.option("--language", type=click.Choice([one.value for one in ConsentLanguage]), default="ur", show_default=True)
@click.option("--read-by", type=click.Choice([one.value for one in ConsentReader]), default="clerk", show_default=True)
@click.option("--heard-in-queue", is_flag=True, help="The text was read to the waiting group before.")
@click.pass_obj
def give(
    options: Options, code: str, purpose: str, by: UUID | None, language: str, read_by: str, heard_in_queue: bool
) -> None:
    """A purpose is agreed to later."""
    giving = ConsentGiving(
        purpose=ConsentPurpose(purpose),
        read_by=ConsentReader(read_by),
        language=ConsentLanguage(language),
        heard_in_queue=heard_in_queue,
        said_by=None if by is None else RegistrantId(by),
    )
    with signed_in(options) as opened:
        given = consents.give(opened.desk, household_code(code), giving)
    if options.json:
        emit(_view_json(given.consents) | change_json(given.entry))
    else:
        say_unchanged(given.entry, quiet=options.quiet)
        _print(given.consents)


@command.command()
@click.argument("code")
@PURPOSE
@PERSON
@click.option("--confirmed", is_flag=True, help="It was confirmed at once, in private: it does not wait seven days.")
@click.pass_obj
def withdraw(options: Options, code: str, purpose: str, person: UUID | None, confirmed: bool) -> None:
    """A consent is taken back; it takes effect in seven days. With --confirmed, also one that waits, at once."""
    wanted, about = household_code(code), ConsentPurpose(purpose)
    who = None if person is None else RegistrantId(person)
    outcome: CarriedOut | StillDue | None = None
    withdrawn: Withdrawn | None = None
    with signed_in(options) as opened:
        try:
            withdrawn = consents.withdraw(opened.desk, wanted, about, registrant=who)
        except WithdrawalWaits:
            if not confirmed:
                raise
        if confirmed:
            outcome = consents.confirm(opened.desk, wanted, about, registrant=who)
        today = local_day(opened.desk.clock().at)
    withdrawal = outcome.withdrawal if outcome is not None else withdrawn.withdrawal if withdrawn is not None else None
    assert withdrawal is not None
    if not options.json:
        if isinstance(outcome, CarriedOut):
            print_problems(outcome.problems)
        said = words.done(outcome, today) if isinstance(outcome, CarriedOut) else None
        said = words.still_due(outcome) if isinstance(outcome, StillDue) else said
        click.echo(words.waits(withdrawal, today) if said is None else " ".join((said.what, said.do, said.safe)))
        return
    answer: Json = {"household": wanted.text, "withdrawal": _withdrawal_json(withdrawal)}
    if isinstance(outcome, CarriedOut):
        answer |= {"done": _done_json(outcome), "entry": entry_json(outcome.entry)}
    elif withdrawn is not None:
        answer |= {"entry": entry_json(withdrawn.entry)}
    if isinstance(outcome, StillDue):
        answer |= {"still_due": list(outcome.rounds)}
        answer |= {} if outcome.entry is None else {"entry": entry_json(outcome.entry)}
    emit(answer)


@command.command(name="call-off")
@click.argument("code")
@PURPOSE
@PERSON
@click.pass_obj
def call_off(options: Options, code: str, purpose: str, person: UUID | None) -> None:
    """What was taken back and waits is not taken back any more."""
    who = None if person is None else RegistrantId(person)
    with signed_in(options) as opened:
        off = consents.call_off(opened.desk, household_code(code), ConsentPurpose(purpose), registrant=who)
    if options.json:
        emit(
            {
                "household": off.code.text,
                "withdrawal": _withdrawal_json(off.withdrawal),
                "entry": entry_json(off.entry),
            }
        )
    else:
        click.echo(label(off.withdrawal.state))


@command.command(name="apply-due")
@click.pass_obj
def apply_due(options: Options) -> None:
    """Carry out every withdrawal whose seven days are over."""
    with signed_in(options) as opened:
        applied = consents.apply_due(opened.desk)
        today = local_day(opened.desk.clock().at)
    if options.json:
        emit(
            {
                "done": [_done_json(one) | {"entry": entry_json(one.entry)} for one in applied.done],
                "waiting": [
                    {
                        "household": one.code.text,
                        "withdrawal": _withdrawal_json(one.withdrawal),
                        "still_due": list(one.rounds),
                    }
                    for one in applied.waiting
                ],
            }
        )
        return
    for one in applied.done:
        print_problems(one.problems)
        click.echo(f"{one.code.grouped}  {words.done(one, today).what}")
    for waiting in applied.waiting:
        click.echo(f"{waiting.code.grouped}  {words.still_due(waiting).what}")
    if not applied.done and not applied.waiting:
        click.echo(tr("Nothing is due."))


def _view_json(view: ConsentsView) -> Json:
    return {
        "household": view.code.text,
        "active": view.active,
        "consents": [
            {
                "purpose": line.purpose,
                "given": line.given,
                "at": line.at.text if line.at else None,
                "language": line.language,
                "read_by": line.read_by,
                "heard_in_queue": line.heard_in_queue,
                "said_by": str(line.said_by) if line.said_by else None,
            }
            for line in view.consents
        ],
        "withdrawals": [_withdrawal_json(one) for one in view.withdrawals],
        "rights_offered": [
            {"day": line.day.text, "language": line.language, "told_by": line.told_by} for line in view.offered
        ],
        "help_due": list(view.rounds),
    }


def _withdrawal_json(withdrawal: WithdrawalView) -> Json:
    return {
        "id": str(withdrawal.id),
        "purpose": withdrawal.purpose,
        "person": str(withdrawal.registrant) if withdrawal.registrant else None,
        "state": withdrawal.state,
        "heard": utc_text(withdrawal.heard_at),
        "due": withdrawal.due.isoformat(),
    }


def _done_json(done: CarriedOut) -> Json:
    return {
        "household": done.code.text,
        "purpose": done.withdrawal.purpose,
        "people": done.people,
        "photos": done.photos,
        "contents_erased": done.contents,
        "closed": done.closed,
        "problems": [problem_json(problem) for problem in done.problems],
    }


def _print(view: ConsentsView) -> None:
    for line in view.consents:
        answer = tr("yes") if line.given else tr("no")
        click.echo(f"{label(line.purpose)}: {answer}  {words.consent_line(line)}")
    for withdrawal in view.withdrawals:
        click.echo(f"{label(withdrawal.purpose)}: {label(withdrawal.state)}  {withdrawal.due.isoformat()}")
    for line in view.offered:
        click.echo(tr("Rights offered: {line}", line=words.offered(line)))
