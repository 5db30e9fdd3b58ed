"""The verbs of what happens in a household: join, birth, leave, marry-out, death, split, merge, move; its history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import update_wrapper
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from desktop.cli.answers import exit_code
from desktop.cli.days import Day
from desktop.cli.household_answers import (
    entry_json,
    found_json,
    history_json,
    household_code,
    print_found,
    print_history,
    print_problems,
    print_refused,
    problem_json,
)
from desktop.cli.household_files import DraftFiles
from desktop.cli.paths import IN_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import optional_second, second_options, signed_in
from desktop.errors import DraftProblems, NotInHousehold
from desktop.opening import Opened
from desktop.records.household import FormerMember, HouseholdView, MemberDraft
from desktop.records.household_changed import HouseholdChanged
from desktop.records.operator import Second
from desktop.reference.tables import relationships
from desktop.usecases import households, registration
from desktop.usecases.desk import Desk
from desktop.values.identifiers import HouseholdCode, RegistrantId
from desktop.values.period import local_day
from desktop.values.text import western_digits
from desktop.values.vocabulary import Sex
from desktop.words.catalogue import tr
from desktop.words.history import former_words, person_name, told

_LONGEST_NUMBER = 2  # of a place in the list of members


@dataclass(frozen=True)
class _Asked:
    """What every event is told: the household, the day, whether somebody else was quicker."""

    desk: Desk
    code: HouseholdCode
    day: date
    version: int | None
    opened: Opened

    def people(self, *typed: str) -> tuple[tuple[RegistrantId, ...], int | None]:
        """Members by id or by their number in the list, and the version at which the numbers were true."""
        view = registration.show(self.desk, self.code)
        found = tuple(_member(view, one) for one in typed)
        return found, self.version if self.version is not None else view.version

    def beside(self, name: str | None, passphrase_file: Path | None) -> Second | None:
        """The second person who is named, if one is."""
        return optional_second(self.opened, name, passphrase_file) if name else None


def _member(view: HouseholdView, typed: str) -> RegistrantId:
    number = western_digits(typed.strip())
    if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER:
        if 1 <= int(number) <= len(view.members):
            return view.members[int(number) - 1].id
        raise NotInHousehold(code=view.code.text, who=typed[:40])
    return _somebody(view.code, typed)


def _somebody(code: HouseholdCode, typed: str) -> RegistrantId:
    try:
        return RegistrantId(UUID(typed.strip()))
    except ValueError as error:
        raise NotInHousehold(code=code.text, who=typed[:40]) from error


def _event(work: Callable[..., HouseholdChanged]) -> Callable[..., Any]:
    """A verb from what it does: signs in, takes the day, prints what was done; problems as at a registration."""

    def run(ctx: click.Context, /, code: str, on: date | None, version: int | None, **given: Any) -> None:
        options: Options = ctx.obj
        with signed_in(options) as opened:
            day = on or local_day(opened.desk.clock().at)
            asked = _Asked(opened.desk, household_code(code), day, version, opened)
            try:
                done = work(asked, **given)
            except DraftProblems as refused:
                print_refused(options, refused, registrants=[])
                ctx.exit(exit_code(refused))
        _tell(options, done)

    verb: Callable[..., Any] = click.pass_context(update_wrapper(run, work))
    verb = click.option("--version", type=click.IntRange(1), help="Refuse when the household changed since.")(verb)
    verb = click.option("--on", type=Day(), metavar="DATE", help="The day it happened; today without it.")(verb)
    return click.argument("code")(verb)


def _tell(options: Options, done: HouseholdChanged) -> None:
    """What was done, in a sentence on stderr; on stdout the households that are concerned."""
    view = done.household
    click.echo(told(view.history[0]), err=True)
    print_problems(done.problems)
    if not options.json:
        click.echo(view.code.grouped if done.other is None else f"{view.code.grouped}  {done.other.code.grouped}")
        for found in done.possible_duplicates:
            print_found(found)
        return
    emit(
        {
            "household": view.code.text,
            "registrants": [str(one) for one in done.registrants],
            "active": view.active,
            "version": view.version,
            "other": done.other.code.text if done.other is not None else None,
            "problems": [problem_json(problem) for problem in done.problems],
            "possible_duplicates": [found_json(found) for found in done.possible_duplicates],
            "entry": entry_json(done.entry),
        }
    )


_RELATION = click.option(
    "--relation", type=click.Choice(["", *relationships()]), default="", metavar="CODE", help="To the head: SON ..."
)
_HOLDER = click.option("--holder", is_flag=True, help="This person gets a card of their own.")
_HEAD = click.option("--head", metavar="PERSON", help="Who leads the household afterwards.")
_CARD = click.option("--card-ends", is_flag=True, help="It was said that the live card ends.")
_LAST = click.option("--last", is_flag=True, help="It was said that nobody is left and the household is closed.")


def _new_person(function: Callable[..., Any]) -> Callable[..., Any]:
    """Somebody new in a few words; everything else of a person comes from a file."""
    for option in (
        click.option("--sex", type=click.Choice([sex.value for sex in Sex]), help="F, M or X."),
        click.option("--name", default="", metavar="TEXT", help="The name in Urdu or Sindhi letters."),
        click.option("--latin", default="", metavar="TEXT", help="The name in Latin letters."),
        click.option("--parent", default="", metavar="TEXT", help="Father's or husband's name."),
        click.option("--parent-latin", default="", metavar="TEXT", help="The same in Latin letters."),
        click.option("--file", type=IN_FILE, help="The person as a JSON object, a member of a draft; - too."),
    ):
        function = option(function)
    return function


def _told_person(file: Path | None, words: dict[str, str | None]) -> MemberDraft:
    if file is not None:
        with DraftFiles(file) as files:
            return files.person()
    sex = words["sex"]
    return MemberDraft(
        name_as_told=words["name"] or "",
        name_latin=words["latin"] or "",
        parent_name=words["parent"] or "",
        parent_latin=words["parent_latin"] or "",
        sex=Sex(sex) if sex else None,
    )


@click.command(name="join")
@_event
@click.argument("person", required=False)
@_RELATION
@_HOLDER
@click.option("--alive", is_flag=True, help="The record that this person died was wrong.")
@_new_person
def join(
    asked: _Asked, person: str | None, relation: str, holder: bool, alive: bool, file: Path | None, **words: str | None
) -> HouseholdChanged:
    """Somebody comes into the household of CODE: PERSON of the register (an id), or somebody new."""
    if (person is not None) == (file is not None or any(words.values())):
        raise click.UsageError(tr("Name a person of the register, or say who is new; one of the two."))
    who = _somebody(asked.code, person) if person is not None else _told_person(file, words)
    return households.join(
        asked.desk,
        asked.code,
        who,
        day=asked.day,
        relation=relation,
        holder=holder,
        alive=alive,
        version=asked.version,
    )


@click.command(name="birth")
@_event
@_RELATION
@_new_person
def birth(asked: _Asked, relation: str, file: Path | None, **words: str | None) -> HouseholdChanged:
    """A child is born into the household of CODE, perhaps without a name yet."""
    infant = _told_person(file, words)
    if relation:
        infant = replace(infant, relation=relation)
    return households.birth(asked.desk, asked.code, infant, day=asked.day, version=asked.version)


@dataclass(frozen=True)
class _Going:
    """Somebody goes out of a household, and what was said of it first."""

    asked: _Asked
    who: RegistrantId
    head: RegistrantId | None
    card_ends: bool
    last: bool
    version: int | None
    second: Second | None

    def told(self, event: Callable[..., HouseholdChanged], **more: object) -> HouseholdChanged:
        """Record it as this event; `more` is what only this one asks."""
        return event(
            self.asked.desk,
            self.asked.code,
            self.who,
            day=self.asked.day,
            head=self.head,
            card_ends=self.card_ends,
            last=self.last,
            version=self.version,
            second=self.second,
            **more,
        )


def _going(work: Callable[..., HouseholdChanged]) -> Callable[..., HouseholdChanged]:
    """What every verb asks by which somebody goes; `work` takes it as a `_Going`, and its own options beside it."""

    def run(
        asked: _Asked,
        person: str,
        head: str | None,
        card_ends: bool,
        last: bool,
        second: str | None,
        second_passphrase_file: Path | None,
        **own: object,
    ) -> HouseholdChanged:
        beside = asked.beside(second, second_passphrase_file)
        (who, *leads), version = asked.people(person, *([head] if head else []))
        return work(_Going(asked, who, _only(leads), card_ends, last, version, beside), **own)

    verb: Callable[..., HouseholdChanged] = update_wrapper(run, work)
    for option in (second_options, _LAST, _CARD, _HEAD, click.argument("person")):
        verb = option(verb)
    return verb


@click.command(name="leave")
@_event
@_going
def leave(going: _Going) -> HouseholdChanged:
    """PERSON (an id, or the number in the list) leaves the household of CODE.

    Where only children stay, a second person agrees.
    """
    return going.told(households.leave)


@click.command(name="marry-out")
@_event
@click.option("--to", metavar="CODE", help="The household of the register into which the person moves.")
@_RELATION
@_HOLDER
@_going
def marry_out(going: _Going, to: str | None, relation: str, holder: bool) -> HouseholdChanged:
    """PERSON marries and moves out of the household of CODE, into another one or out of the register.

    Where only children stay, a second person agrees.
    """
    into = household_code(to) if to else None
    return going.told(households.marry_out, to=into, relation=relation, holder=holder)


@click.command(name="death")
@_event
@click.argument("person")
@_HEAD
@_LAST
def death(asked: _Asked, person: str, head: str | None, last: bool) -> HouseholdChanged:
    """PERSON of the household of CODE died; a live card ends with it."""
    (who, *leads), version = asked.people(person, *([head] if head else []))
    return households.death(asked.desk, asked.code, who, day=asked.day, head=_only(leads), last=last, version=version)


@click.command(name="split")
@_event
@click.argument("people", nargs=-1, required=True)
@click.option("--place", default="", metavar="PCODE", help="Where the new household lives, when it is elsewhere.")
@click.option("--village", default="", metavar="TEXT")
@_HEAD
@second_options
def split(
    asked: _Asked,
    people: Sequence[str],
    place: str,
    village: str,
    head: str | None,
    second: str | None,
    second_passphrase_file: Path | None,
) -> HouseholdChanged:
    """PEOPLE of the household of CODE begin a household of their own; its code is told as `other`.

    Where no adult is left in one of the two, a second person agrees.
    """
    beside = asked.beside(second, second_passphrase_file)
    found, version = asked.people(*people, *([head] if head else []))
    return households.split(
        asked.desk,
        asked.code,
        found[: len(people)],
        day=asked.day,
        pcode=place,
        village=village,
        head=_only(found[len(people) :]),
        version=version,
        second=beside,
    )


@click.command(name="merge")
@_event
@click.argument("other")
def merge(asked: _Asked, other: str) -> HouseholdChanged:
    """The household of the code OTHER goes into that of CODE, with everybody."""
    return households.merge(asked.desk, asked.code, household_code(other), day=asked.day, version=asked.version)


@click.command(name="move")
@_event
@click.argument("place", metavar="PCODE")
@click.argument("village", default="")
@click.option("--home", metavar="PCODE", help="Where its home is; without it, where it was before.")
@click.option("--for-good", is_flag=True, help="Home is the new place.")
def move(asked: _Asked, place: str, village: str, home: str | None, for_good: bool) -> HouseholdChanged:
    """The household of CODE lives at another place: PCODE as `haqdar places` lists it, and VILLAGE."""
    if home and for_good:
        raise click.UsageError(tr("Home is either the new place or another one."))
    return households.move(
        asked.desk,
        asked.code,
        place,
        village,
        day=asked.day,
        home="" if for_good else home,
        version=asked.version,
    )


@click.command(name="history")
@click.argument("code")
@click.pass_obj
def history(options: Options, code: str) -> None:
    """What was done about the household of CODE, the newest first, and who is no longer in it."""
    with signed_in(options) as opened:
        story = households.story(opened.desk, household_code(code))
    if options.json:
        lines = [history_json(line) for line in story.lines]
        former = [_former_json(one) for one in story.former]
        emit({"household": story.code.text, "history": lines, "former": former})
        return
    print_history(story.lines)
    for one in story.former:
        click.echo(f"  {person_name(one.name)}  {former_words(one)}")


def _former_json(one: FormerMember) -> dict[str, object]:
    return {
        "registrant": str(one.name.registrant),
        "name_as_told": one.name.name_as_told,
        "name_latin": one.name.name_latin,
        "from": one.from_day.text,
        "to": one.to_day.isoformat(),
        "how": one.change,
    }


def _only(people: Sequence[RegistrantId]) -> RegistrantId | None:
    return people[0] if people else None


COMMANDS = (join, birth, leave, marry_out, death, split, merge, move, history)
"""The verbs below `household` that record what happened."""
