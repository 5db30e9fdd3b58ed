"""Households, found people and problems as JSON and as lines: what several verbs print alike."""

from collections.abc import Iterable, Sequence
from typing import cast

import click

from desktop.cli.answers import error_object, print_refusal
from desktop.cli.root import Options, emit
from desktop.errors import BadInput, CodeUnreadable, DraftProblems
from desktop.records.household import Corrected, FoundRegistrant, HistoryLine, HouseholdView, MemberView
from desktop.records.operator import EntryRef
from desktop.records.trusted_person import CollectorView, VoucherView
from desktop.values.age import birth_year
from desktop.values.functioning import answers_of
from desktop.values.identifiers import HouseholdCode, NotANumber
from desktop.values.problem import Problem
from desktop.words.catalogue import tr
from desktop.words.history import sentence, told
from desktop.words.people import found_name, member_name, not_named_words
from desktop.words.problems import say_problem

type Json = dict[str, object]


def household_code(typed: str) -> HouseholdCode:
    """A household code as typed. Raises CodeUnreadable."""
    try:
        return HouseholdCode.parse(typed)
    except NotANumber as error:
        raise CodeUnreadable(typed=typed[:40], why=error.why) from error


def print_refused(options: Options, refused: BadInput, **more: object) -> None:
    """A draft that cannot be kept: each problem at its field, the sentence; with JSON both in one object."""
    problems = cast("Sequence[Problem]", refused.problems) if isinstance(refused, DraftProblems) else ()
    print_problems(problem for problem in problems if problem.stops)
    print_refusal(refused, as_json=False)
    if options.json:
        said = [problem_json(problem) for problem in problems]
        emit({"household": None, "problems": said, **more, "error": error_object(refused)})


def entry_json(entry: EntryRef) -> Json:
    """Where it was recorded."""
    return {"log": entry.log, "seq": entry.seq}


def change_json(entry: EntryRef | None) -> Json:
    """Where a change was recorded; `entry` is null and `changed` false when nothing was to be changed."""
    return {"entry": None if entry is None else entry_json(entry), "changed": entry is not None}


def say_unchanged(entry: EntryRef | None, *, quiet: bool) -> None:
    """Tell a person that what was asked for held already."""
    if entry is None and not quiet:
        click.echo(tr("Nothing was changed, so nothing was saved."), err=True)


def corrected_json(done: Corrected) -> Json:
    """A household after a correction; `entry` is null and `changed` false when the draft said nothing new."""
    return household_json(done.household) | {
        "problems": [problem_json(problem) for problem in done.problems],
        **change_json(done.entry),
    }


def problem_json(problem: Problem) -> Json:
    """One problem: path, code, error or warning, the sentence, and its facts."""
    return {
        "where": problem.where,
        "code": problem.code,
        "weight": problem.weight.value,
        "what": say_problem(problem),
        **({"facts": problem.facts} if problem.facts else {}),
    }


def found_json(found: FoundRegistrant) -> Json:
    """One person found."""
    return {
        "registrant": str(found.registrant),
        "household": found.household.text,
        "name_latin": found.name_latin,
        "name_as_told": found.name_as_told,
        "parent_name": found.parent_name,
        "sex": found.sex.value,
        "age": found.age_years,
        "pcode": found.pcode,
        "village": found.village,
        "score": found.score,
        "why": list(found.why),
        "unnamed": found.unnamed,
    }


def member_json(member: MemberView) -> Json:
    """One member; the identity number is masked, a photo is only said to be there."""
    return {
        "registrant": str(member.id),
        "name_as_told": member.name_as_told,
        "name_latin": member.name_latin,
        "parent_name": member.parent_name,
        "parent_latin": member.parent_latin,
        "parent_relation": member.parent_relation,
        "relation": member.relation,
        "sex": member.sex,
        "age": _age_json(member),
        "id": {"type": member.id_type, "number": member.id_masked, "seen": member.number_seen},
        "phone": {
            "number": member.phone,
            "owner": member.phone_owner,
            "safe_to_call": member.safe_to_call,
            "safe_times": member.safe_times,
        },
        "work_kind": member.work_kind,
        "disability": member.disability,
        "disability_source": member.disability_source or None,
        "washington": {one.value: int(answer) for one, answer in answers_of(member.washington).items()},
        "holder": member.slot,
        "photo": member.photo is not None,
        "unnamed": member.unnamed,
        "intermediary": member.intermediary,
    }


def _age_json(member: MemberView) -> Json:
    """An age as it is known, with the year of birth and how many years it may be off."""
    told: Json = {
        "years": member.age_years,
        "method": member.age_method,
        "as_of": member.age_as_of,
        "event": member.age_event,
    }
    if member.age_years is None or member.age_as_of is None:
        return told
    if member.born is not None:
        return told | {"born": member.born.year, "margin": 0}
    born = birth_year(member.age_years, member.age_method, member.age_as_of)
    return told | {"born": born.year, "margin": born.margin}


def collector_json(collector: CollectorView) -> Json:
    """One who may receive for the household."""
    return {
        "place": collector.place,
        "name_as_told": collector.name_as_told,
        "name_latin": collector.name_latin,
        "relation": collector.relation,
        "phone": collector.phone,
        "registrant": None if collector.registrant is None else str(collector.registrant),
        "since": collector.since.text,
    }


def _voucher_json(voucher: VoucherView) -> Json:
    return {
        "name_as_told": voucher.name_as_told,
        "name_latin": voucher.name_latin,
        "relation": voucher.relation,
        "phone": voucher.phone,
        "registrant": None if voucher.registrant is None else str(voucher.registrant),
    }


def household_json(view: HouseholdView) -> Json:
    """The whole household as `household show` prints it."""
    return {
        "household": view.code.text,
        "pcode": view.pcode,
        "village": view.village,
        "active": view.active,
        "version": view.version,
        "registered": view.registered_at.text,
        "home_pcode": view.home_pcode,
        "collectors": [collector_json(one) for one in view.collectors],
        "vouchers": [_voucher_json(one) for one in view.vouchers],
        "members": [member_json(member) for member in view.members],
        "people_told": view.told_size,
        "people_not_named": view.not_named,
        "cards": [
            {
                "card": card.number,
                "slot": card.slot,
                "state": card.state.value,
                "issued": card.issued_at.text,
                "copies": card.copies,
            }
            for card in view.cards
        ],
        "history": [history_json(line) for line in view.history],
    }


def history_json(line: HistoryLine) -> Json:
    """One act: its kind, the sentence, the day of an event, whom it was about; the other household for few."""
    return {
        "do": line.kind,
        "what": sentence(line),
        "day": None if line.day is None else line.day.isoformat(),
        "change": line.change,
        "registrants": [str(person.registrant) for person in line.people],
        "other": None if line.other is None else line.other.text,
        "at": line.at.text,
        "operator": line.operator,
        "entry": {"log": line.log, "seq": line.seq} if line.log else None,
    }


def print_history(lines: Iterable[HistoryLine]) -> None:
    """What was done, a line each: when it was entered, the sentence with its day, who entered it."""
    for line in lines:
        click.echo(f"  {line.at.text}  {told(line)}  {line.operator}".rstrip())


def print_household(view: HouseholdView) -> None:
    """The household for a person at a terminal."""
    click.echo(f"{view.code.grouped}  {view.pcode}  {view.village}".rstrip())
    for member in view.members:
        age = "" if member.age_years is None else str(member.age_years)
        slot = "" if member.slot is None else f"[{member.slot}]"
        unnamed = "" if member.name else member_name(member)
        parts = (unnamed, member.name_as_told, member.name_latin, member.sex.value, age, member.id_masked, slot)
        click.echo("  " + "  ".join(part for part in parts if part))
    if view.not_named:
        click.echo("  " + not_named_words(view.not_named))
    for card in view.cards:
        click.echo(f"  {card.number}  {card.state.value}  {card.issued_at.text}")
    print_history(view.history)


def print_found(found: FoundRegistrant) -> None:
    """One person found, on one line."""
    unnamed = "" if found.name_as_told or found.name_latin else found_name(found)
    parts = (found.household.grouped, unnamed, found.name_as_told, found.name_latin, found.parent_name, found.village)
    click.echo("  ".join(part for part in parts if part))


def print_problems(problems: Iterable[Problem]) -> None:
    """Problems on stderr: the field, and what is to be said about it."""
    for problem in problems:
        click.echo(f"{problem.where}: {say_problem(problem)}", err=True)
