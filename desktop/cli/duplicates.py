"""The verb `duplicates`: pairs that may be one person, most alike first, and what somebody says of a pair."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import click

from desktop.cli.household_answers import change_json, entry_json, say_unchanged
from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import signed_in, told_progress
from desktop.errors import PersonUnknown
from desktop.exchange.safe_csv import write_csv
from desktop.matching.score import Why
from desktop.records.pair import PairFilter, PairsDecided, PairView, PersonSide
from desktop.usecases import files, pairs, pairs_together
from desktop.usecases.desk import Desk
from desktop.values.identifiers import RegistrantId
from desktop.values.vocabulary import DifferentWhy, PairAnswer
from desktop.words.catalogue import tr, tr_n
from desktop.words.labels import label
from desktop.words.pairs import (
    FIELDS,
    agreement_words,
    field_text,
    left_out_sentence,
    said_sentence,
    side_line,
    taken_back_sentence,
    together_sentence,
    why_sentence,
)

ANSWERS = click.Choice([answer.value for answer in PairAnswer])
_QUEUE = PairFilter().answers
_STATES: dict[str, PairAnswer | None] = {"open": None, **{answer.value: answer for answer in PairAnswer}}
_SLICE = 200
_OF_EACH: dict[str, Callable[[PersonSide], str | int]] = {
    "household": lambda one: _code(one),
    "name": lambda one: one.name,
    "parent": lambda one: one.parent_name or one.parent_latin,
    "age": lambda one: "" if one.age_years is None else one.age_years,
    "village": lambda one: one.village,
}
_HEAD = ("a", "b", "score", "why", "decided", *(f"{name}_{side}" for name in _OF_EACH for side in "ab"))


@click.group(name="duplicates", invoke_without_command=True)
@click.option("--csv", "out", type=OUT_FILE, metavar="OUT", help="Write a CSV file instead.")
@click.option("--all", "every", is_flag=True, help="Also the pairs that were said to be two people.")
@click.option("--decided", type=click.Choice(list(_STATES)), help="Only those of which this was said; open: nothing.")
@click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help="Only pairs at least so alike.")
@click.option("--max-score", type=click.FloatRange(0, 1), default=1.0, help="Only pairs at most so alike.")
@click.option("--place", metavar="PCODE", default="", help="Only pairs of which one lives there.")
@click.option("--village", metavar="TEXT", default="", help="Only pairs of which one lives in such a village.")
@click.option("--import", "batch", type=int, default=None, metavar="BATCH", help="Only pairs that an import brought.")
@click.option("--why", type=click.Choice([one.value for one in Why]), default=None, help="Only with this reason.")
@click.option("--today", is_flag=True, help="Only pairs that were answered today, the last answer first.")
@click.option("--mine", is_flag=True, help="Only pairs that you answered.")
@click.pass_context
def command(
    ctx: click.Context,
    out: Path | None,
    every: bool,
    decided: str | None,
    min_score: float,
    max_score: float,
    place: str,
    village: str,
    batch: int | None,
    why: str | None,
    today: bool,
    mine: bool,
) -> None:
    """List pairs of records that may be one person, most alike first; decide a pair, or take an answer back."""
    if ctx.invoked_subcommand is not None:
        return
    options: Options = ctx.obj
    answers = (_STATES[decided],) if decided else pairs.EVERY.answers if every or today or mine else _QUEUE
    likeness = round(min_score * 1000), round(max_score * 1000)
    chosen = PairFilter(answers, *likeness, place, village, batch, why or "", today=today, mine=mine)
    if out is not None:
        _write(options, out, chosen)
        return
    found = False
    with signed_in(options) as opened:
        for view in _all(opened.desk, chosen):
            found = True
            if options.json:
                emit(pair_json(view))
            else:
                click.echo(f"{_line(view.a)}\n  {_line(view.b)}\n  {why_sentence(view)}")
    if not found and not options.quiet:
        click.echo(tr("No two records look like one person."), err=True)


@command.command()
@click.argument("a")
@click.argument("b")
@click.option("--as", "answer", type=ANSWERS, required=True, help="What they are.")
@click.pass_obj
def decide(options: Options, a: str, b: str, answer: str) -> None:
    """Say what the records A and B are (registrant ids, as `find` prints them); none of the answers is final."""
    with signed_in(options) as opened:
        done = pairs.decide(opened.desk, registrant_id(a), registrant_id(b), PairAnswer(answer))
    if options.json:
        emit({"a": str(done.a), "b": str(done.b), "decided": answer, **change_json(done.entry)})
    else:
        say_unchanged(done.entry, quiet=options.quiet)
        click.echo(label(PairAnswer(answer)))


@command.command()
@click.argument("pair", nargs=-1, required=True, metavar="A:B...")
@click.option("--why", type=click.Choice([one.value for one in DifferentWhy]), required=True, help="Of all of them.")
@click.pass_obj
def different(options: Options, pair: tuple[str, ...], why: str) -> None:
    """Say of several pairs that are not very alike that each is two different people, for one reason."""
    chosen = [(registrant_id(a), registrant_id(b)) for a, _, b in (one.partition(":") for one in pair)]
    with signed_in(options) as opened:
        told = told_progress(options, tr("Answering pairs"))
        done = pairs_together.decide_different(opened.desk, chosen, DifferentWhy(why), progress=told)
    _told(options, done, together_sentence(len(done.pairs), DifferentWhy(why)))


@command.command()
@click.argument("a")
@click.argument("b")
@click.option("--together", is_flag=True, help="Also of all pairs that you answered in the same act.")
@click.pass_obj
def undo(options: Options, a: str, b: str, together: bool) -> None:
    """Take back what you said of the records A and B today: the pair waits again."""
    if together:
        with signed_in(options) as opened:
            told = told_progress(options, tr("Taking answers back"))
            back = pairs_together.undo_together(opened.desk, registrant_id(a), registrant_id(b), progress=told)
        _told(options, back, taken_back_sentence(len(back.pairs)))
        return
    with signed_in(options) as opened:
        done = pairs.undo(opened.desk, registrant_id(a), registrant_id(b))
    if options.json:
        emit({"a": str(done.a), "b": str(done.b), "decided": None, **change_json(done.entry)})
    else:
        click.echo(tr("Taken back: the pair waits again."))


@command.command()
@click.argument("a")
@click.argument("b")
@click.pass_obj
def show(options: Options, a: str, b: str) -> None:
    """Show the records A and B side by side, whether anybody found them alike or not."""
    with signed_in(options) as opened:
        view = pairs.look(opened.desk, registrant_id(a), registrant_id(b))
    if options.json:
        emit(pair_json(view))
        return
    click.echo(f"{_line(view.a)}\n{_line(view.b)}\n{why_sentence(view)}")
    for one in view.fields:
        texts = f"{field_text(one.field, view.a)} | {field_text(one.field, view.b)}"
        click.echo(f"  {tr(FIELDS[one.field])}: {texts} ({agreement_words(one)})")
    if said := said_sentence(view):
        click.echo(said)


def _told(options: Options, done: PairsDecided, sentence: str) -> None:
    if options.json:
        both = [[str(a), str(b)] for a, b in done.pairs]
        emit({"pairs": both, "left_out": done.wanted - len(both), "entry": entry_json(done.entry)})
        return
    click.echo(sentence)
    if left := left_out_sentence(done):
        click.echo(left)


def registrant_id(typed: str) -> RegistrantId:
    """An id as `find` prints it. Raises PersonUnknown."""
    try:
        return RegistrantId(UUID(typed))
    except ValueError as error:
        raise PersonUnknown from error


def pair_json(view: PairView) -> dict[str, object]:
    """One pair of the queue."""
    return {
        "a": str(view.a.registrant),
        "b": str(view.b.registrant),
        "score": view.score / 1000,
        "why": list(view.why),
        "decided": view.answer.value if view.answer is not None else None,
        "households": [_code(view.a), _code(view.b)],
        "people": [side_json(view.a), side_json(view.b)],
        "fields": {one.field.value: one.agreement.value for one in view.fields},
    }


def side_json(side: PersonSide) -> dict[str, object]:
    """One of two people."""
    return {
        "registrant": str(side.registrant),
        "household": _code(side),
        "name_as_told": side.name_as_told,
        "name_latin": side.name_latin,
        "parent_name": side.parent_name or side.parent_latin,
        "sex": side.sex,
        "age": {"years": side.age_years, "method": side.age_method, "as_of": side.age_as_of},
        "pcode": side.pcode,
        "village": side.village,
        "children": list(side.children),
        "photo": side.photo is not None,
    }


def _all(desk: Desk, chosen: PairFilter) -> Iterator[PairView]:
    offset = 0
    while some := pairs.waiting(desk, _SLICE, offset, chosen=chosen):
        yield from some
        offset += len(some)


def _write(options: Options, out: Path, chosen: PairFilter) -> None:
    with signed_in(options) as opened:
        rows = [_row(view) for view in _all(opened.desk, chosen)]
        files.write_chosen(out, write_csv(_HEAD, rows))
        entry = files.note_file(opened.desk, "duplicates", 1)
    if options.json:
        emit({"rows": len(rows), "file": str(out), "entry": entry_json(entry)})
    else:
        click.echo(tr_n("{n} pair in {file}", "{n} pairs in {file}", len(rows), file=str(out)))


def _row(view: PairView) -> tuple[str | int, ...]:
    """The cells of a pair, in the order of `_HEAD`."""
    both = (view.a, view.b)
    return (
        *(str(one.registrant) for one in both),
        f"{view.score / 1000:.3f}",
        " ".join(view.why),
        view.answer.value if view.answer is not None else "",
        *(cell(one) for cell in _OF_EACH.values() for one in both),
    )


def _code(side: PersonSide) -> str:
    return side.household.text if side.household is not None else ""


def _line(side: PersonSide) -> str:
    return f"{side.registrant}  {_code(side)}  {side_line(side)}"
