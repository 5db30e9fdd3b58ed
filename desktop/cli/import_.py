"""The verb `import`: a foreign list into the register as one batch; a batch taken back or given up; maps of columns."""

import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import override

import click

from desktop.cli.answers import shown
from desktop.cli.household_answers import entry_json
from desktop.cli.paths import IN_FILE, OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import read_file, signed_in, told_progress
from desktop.errors import BatchUnknown, Cancelled, PlaceUnknown
from desktop.exchange.map_file import FILE_LIMIT, as_toml, read_map
from desktop.records.household import ConsentDraft
from desktop.records.imports import (
    BadRowWords,
    BatchView,
    Checked,
    FileLook,
    Imported,
    ImportPlan,
    Question,
    ReadAs,
    TakenBack,
    Trouble,
)
from desktop.reference.places import is_area
from desktop.usecases import import_batches, imports
from desktop.usecases.files import write_chosen
from desktop.values.period import utc_text
from desktop.values.text import western_digits
from desktop.values.vocabulary import ConsentLanguage, ConsentReader
from desktop.words.catalogue import joined, tr, tr_n
from desktop.words.import_words import (
    field_label,
    fit_label,
    grouping_label,
    phones_left_words,
    question_sentence,
    reason_label,
    say_reason,
    told_troubles,
    where_label,
)
from desktop.words.labels import label
from desktop.words.matters import matter_label

type Json = dict[str, object]

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1256", "cp1252")
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
STATED = ("none", "each", "queue")
UNITS: Json = {
    "rows": "rows",
    "registered": "households",
    "ready": "households",
    "already": "households",
    "refused": "rows",
    "people": "people",
    "people_not_named": "people",
    "phones_not_kept": "phones",
    "possible_duplicates": "pairs",
}
"""What each number of an answer counts."""


class _FileOrVerb(click.Group):
    """``import FILE`` beside ``import undo BATCH``: what is no verb of ours is the name of a file."""

    @override
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb, or the hidden one that takes a file; a file called undo is named as ./undo."""
        if args and args[0] not in self.commands:
            args = ["file", *args]
        return super().resolve_command(ctx, args)


@click.group(name="import", cls=_FileOrVerb, context_settings={"ignore_unknown_options": True})
def command() -> None:
    """Bring a list (XLSX, XLS, ODS, CSV, Kobo or ODK JSON) into the register as one batch: import FILE.

    What may stand after FILE: import file --help. A file called undo, drop, list, map or errors is named as ./undo.
    """


@command.command(name="file")
@click.argument("file", type=IN_FILE, metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Only look: nothing is written to the register.")
@click.option("--map", "map_file", type=IN_FILE, metavar="MAP.toml", help="What the columns are.")
@click.option("--accept-guess", is_flag=True, help="Bring it in although what some columns are was guessed.")
@click.option("--villages-as-written", is_flag=True, help="Keep villages that name a kiln, debt, faith or caste.")
@click.option("--errors", type=OUT_FILE, metavar="OUT.csv", help="Write the rows not taken, and why; or OUT.xlsx.")
@click.option("--place", metavar="PCODE", default="", help="Place of households for which the file names none.")
@click.option("--consent", type=click.Choice(STATED), help="How consent was taken: each household, or in the queue.")
@click.option("--consent-phone", is_flag=True, help="Phone numbers may be kept too.")
@click.option("--consent-language", type=click.Choice([one.value for one in ConsentLanguage]), default="ur")
@click.option("--read-by", type=click.Choice([one.value for one in ConsentReader]), default="clerk")
@click.option("--sheet", type=click.IntRange(1, 200), help="Number of the sheet, from 1.")
@click.option("--header", type=click.IntRange(1, 1_000), help="Row of the headings, from 1.")
@click.option("--encoding", type=click.Choice(ENCODINGS), default=None, help="Of a CSV file; else guessed.")
@click.option("--separator", type=click.Choice(list(SEPARATORS)), default=None, help="Of a CSV file; else guessed.")
@click.pass_obj
def bring(
    options: Options,
    file: Path,
    dry_run: bool,
    map_file: Path | None,
    accept_guess: bool,
    villages_as_written: bool,
    errors: Path | None,
    place: str,
    consent: str | None,
    consent_phone: bool,
    consent_language: str,
    read_by: str,
    sheet: int | None,
    header: int | None,
    encoding: str | None,
    separator: str | None,
) -> None:
    """Bring FILE in, or with --dry-run say what would come in and what would not."""
    kept = read_map(read_file(map_file, FILE_LIMIT)) if map_file else None
    if place and not is_area(place):
        raise PlaceUnknown(pcode=place)
    read = replace(
        kept.read if kept else ReadAs(),
        sheet=sheet - 1 if sheet else -1,
        encoding=encoding or "",
        separator=SEPARATORS[separator] if separator else "",
    )
    read = replace(read, header=header or read.header)
    with signed_in(options) as opened, _cancellable() as cancelled:
        seen = imports.look(opened.desk, file, read)
        plan = imports.with_map(seen.plan, kept) if kept else seen.plan
        plan = imports.accepted(plan) if accept_guess else plan
        plan = replace(plan, place=place or plan.place, as_written=villages_as_written or plan.as_written)
        if consent and consent != "none":
            stated = ConsentDraft(
                register=True,
                phone=consent_phone,
                read_by=ConsentReader(read_by),
                language=ConsentLanguage(consent_language),
                heard_in_queue=consent == "queue",
            )
            plan = replace(plan, consent=stated)
        words = (errors, BadRowWords(tr("Row"), tr("Why"), say_reason)) if errors else None
        _tell_columns(options, seen, plan)
        if dry_run:
            progress = cancelled(told_progress(options, tr("Looked at")))
            checked = imports.check(opened.desk, file, seen, plan=plan, progress=progress, errors=words)
            _tell_checked(options, seen, plan, checked)
            return
        progress = cancelled(told_progress(options, tr("Brought in")))
        done = import_batches.run(opened.desk, file, seen, plan=plan, progress=progress, errors=words)
        _tell_imported(options, seen, plan, done)


@command.command()
@click.argument("batch", metavar="BATCH")
@click.argument("file", type=IN_FILE, metavar="FILE")
@click.option("--out", type=OUT_FILE, metavar="OUT.csv", required=True, help="Where to write them; or OUT.xlsx.")
@click.pass_obj
def errors(options: Options, batch: str, file: Path, out: Path) -> None:
    """Write the rows of an import that were not taken, or not whole, again, from its FILE: the store holds none."""
    with signed_in(options) as opened, _cancellable() as cancelled:
        words = (out, BadRowWords(tr("Row"), tr("Why"), say_reason))
        progress = cancelled(told_progress(options, tr("Looked at")))
        checked = imports.rows_to_mend(opened.desk, _number(batch), file, words, progress=progress)
    written = bool(checked.troubles)
    if options.json:
        found = [_trouble_json(one) for one in told_troubles(checked.troubles)]
        emit({"batch": _number(batch), "file": str(out) if written else None, "problems": found})
        return
    _tell_troubles(checked.troubles)
    click.echo(tr("Saved as {file}.", file=str(out)) if written else tr("Every row of it was taken whole."))


@command.command()
@click.argument("batch", metavar="BATCH")
@click.pass_obj
def undo(options: Options, batch: str) -> None:
    """Take an import back as one, while nothing was done with any household of it."""
    with signed_in(options) as opened:
        number = _number(batch)
        _tell_taken(
            options, import_batches.undo(opened.desk, number, progress=told_progress(options, tr("Cleared away")))
        )


@command.command()
@click.argument("batch", metavar="BATCH")
@click.pass_obj
def drop(options: Options, batch: str) -> None:
    """Give up an import that was cut off; nothing of it stays."""
    with signed_in(options) as opened:
        number = _number(batch)
        _tell_taken(
            options, import_batches.drop(opened.desk, number, progress=told_progress(options, tr("Cleared away")))
        )


@command.command(name="list")
@click.pass_obj
def list_(options: Options) -> None:
    """Show every import, the newest first."""
    with signed_in(options) as opened:
        found = import_batches.batches(opened.desk)
    if options.json:
        emit({"batches": [_batch_json(view) for view in found]})
        return
    for view in found:
        click.echo(_batch_line(view))


@command.command(name="map")
@click.argument("file", type=IN_FILE, metavar="FILE")
@click.argument("out", type=OUT_FILE, metavar="MAP.toml")
@click.pass_obj
def map_(options: Options, file: Path, out: Path) -> None:
    """Write what the columns of FILE probably are into MAP.toml, to be corrected and used with --map."""
    with signed_in(options) as opened:
        seen = imports.look(opened.desk, file)
        write_chosen(out, as_toml(imports.as_map(seen.plan)))
    if options.json:
        emit({"file": str(out), **_columns_json(seen.plan)})
    else:
        _tell_columns(options, seen, seen.plan)


# --- answers ---------------------------------------------------------------------------------------------------------


def _number(typed: str) -> int:
    """The number of a batch as typed. Raises BatchUnknown."""
    plain = western_digits(typed).strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        raise BatchUnknown(typed[:40])
    return int(plain)


@contextmanager
def _cancellable() -> Generator[Callable[[Callable[[int, int], None]], Callable[[int, int], None]]]:
    """Ctrl+C asks long work to stop at its next step, where nothing is half done."""
    asked: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    def until_asked(progress: Callable[[int, int], None]) -> Callable[[int, int], None]:
        def told(done: int, total: int) -> None:
            if asked:
                raise Cancelled
            progress(done, total)

        return told

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield until_asked
    finally:
        signal.signal(signal.SIGINT, before)


def _columns_json(plan: ImportPlan) -> Json:
    return {
        "columns": [
            {
                "column": one.name,
                "field": one.field.value,
                **({"person": one.person} if one.person else {}),
                **({"known_by": one.fit.value} if one.fit else {}),
            }
            for one in plan.columns
            if one.field is not None
        ],
        "forbidden": [{"column": one.name, "matter": one.never.value} for one in plan.columns if one.never is not None],
        "not_taken": [one.name for one in plan.columns if one.field is None and one.never is None],
    }


def _file_json(seen: FileLook, plan: ImportPlan) -> Json:
    return {
        "file": seen.file,
        "kind": seen.kind,
        "encoding": plan.read.encoding,
        "separator": plan.read.separator,
        "notes": list(seen.notes),
        "grouping": imports.grouping(plan).value,
        "doubts": [_question_json(one) for one in imports.questions(plan)],
        "units": UNITS,
        **_columns_json(plan),
    }


def _question_json(question: Question) -> Json:
    return {
        "doubt": question.doubt.value,
        "columns": list(question.columns),
        "holds": question.doubt.holds,
        "what": question_sentence(replace(question, example="")),
    }


def _trouble_json(trouble: Trouble) -> Json:
    return {
        "where": trouble.where,
        "code": trouble.code,
        "stops": trouble.stops,
        "count": trouble.count,
        "rows": list(trouble.rows),
        "what": reason_label(trouble.code, trouble.where, trouble.facts),
    }


def _tell_columns(options: Options, seen: FileLook, plan: ImportPlan) -> None:
    if options.quiet or options.json:
        return
    click.echo(tr_n("{file}: {n} row", "{file}: {n} rows", seen.rows, file=seen.file), err=True)
    for column in plan.columns:
        if column.never is not None:
            what = tr("not taken: we do not keep this ({matter})", matter=matter_label(column.never))
        elif column.field is None:
            what = tr("not taken")
        elif column.person:
            what = tr("{field}, person {number}", field=field_label(column.field), number=column.person)
        else:
            what = field_label(column.field)
        known = f"  ({fit_label(column.fit)})" if column.field is not None and column.fit is not None else ""
        click.echo(f"  {shown(column.name)}  ->  {what}{known}", err=True)
    click.echo(tr("Rows of one household: {how}.", how=grouping_label(imports.grouping(plan))), err=True)
    for question in imports.questions(plan):
        click.echo(f"? {question_sentence(replace(question, example=''))}", err=True)


def _tell_troubles(troubles: tuple[Trouble, ...]) -> None:
    for trouble in told_troubles(troubles):
        rows = joined(*map(str, trouble.rows))
        what = tr(
            "{field}: {why}: {count} (rows {rows} ...)",
            field=where_label(trouble.where),
            why=reason_label(trouble.code, trouble.where, trouble.facts),
            count=trouble.count,
            rows=rows,
        )
        click.echo(("! " if trouble.stops else "  ") + what, err=True)


def _tell_not_named(people: int) -> None:
    if people:
        said = tr_n(
            "{n} person is counted in the list but not named, and not registered.",
            "{n} people are counted in the list but not named, and not registered.",
            people,
        )
        click.echo(said, err=True)


def _tell_checked(options: Options, seen: FileLook, plan: ImportPlan, checked: Checked) -> None:
    if options.json:
        emit(
            {
                "rows": checked.rows,
                "registered": 0,
                "already": checked.already,
                "refused": checked.refused,
                "possible_duplicates": 0,
                "batch": None,
                "ready": checked.ready,
                "people": checked.ready_people,
                "people_not_named": checked.not_named,
                "phones_not_kept": checked.phones_left,
                "problems": [_trouble_json(one) for one in told_troubles(checked.troubles)],
                **_file_json(seen, plan),
            }
        )
        return
    _tell_troubles(checked.troubles)
    _tell_not_named(checked.not_named)
    if checked.phones_left:
        click.echo(phones_left_words(checked.phones_left), err=True)
    click.echo(
        tr(
            "{households} ({people}) would come in, {already} came before, {rows} not taken.",
            households=tr_n("{n} household", "{n} households", checked.ready),
            people=tr_n("{n} person", "{n} people", checked.ready_people),
            already=checked.already,
            rows=tr_n("{n} row", "{n} rows", checked.refused),
        )
    )


def _tell_imported(options: Options, seen: FileLook, plan: ImportPlan, done: Imported) -> None:
    if options.json:
        emit(
            {
                "rows": done.rows,
                "registered": done.registered,
                "already": done.already,
                "refused": done.refused,
                "possible_duplicates": done.possible_duplicates,
                "batch": done.batch,
                "people": done.people,
                "people_not_named": done.not_named,
                "phones_not_kept": done.phones_left,
                "problems": [_trouble_json(one) for one in told_troubles(done.troubles)],
                "entry": entry_json(done.entry),
                **_file_json(seen, plan),
            }
        )
        return
    _tell_troubles(done.troubles)
    _tell_not_named(done.not_named)
    if done.phones_left:
        click.echo(phones_left_words(done.phones_left), err=True)
    if done.batch is None:
        click.echo(
            tr(
                "Everything in the list had come before: {households}.",
                households=tr_n("{n} household", "{n} households", done.already),
            )
        )
        return
    click.echo(
        tr(
            "Import {number}: {households} ({people}), {already} came before, {rows} not taken, {doubles}.",
            number=done.batch,
            households=tr_n("{n} household", "{n} households", done.registered),
            people=tr_n("{n} person", "{n} people", done.people),
            already=done.already,
            rows=tr_n("{n} row", "{n} rows", done.refused),
            doubles=tr_n("{n} possible double", "{n} possible doubles", done.possible_duplicates),
        )
    )


def _batch_json(view: BatchView) -> Json:
    return {
        "batch": view.number,
        "state": view.state.value,
        "rows": view.rows,
        "households": view.households,
        "people": view.people,
        "begun": utc_text(view.begun_at),
        "by": view.begun_by,
    }


def _batch_line(view: BatchView) -> str:
    return "  ".join(
        (
            str(view.number),
            label(view.state),
            tr_n("{n} household", "{n} households", view.households),
            utc_text(view.begun_at),
            view.begun_by,
        )
    )


def _tell_taken(options: Options, taken: TakenBack) -> None:
    if options.json:
        entry = {} if taken.entry is None else {"entry": entry_json(taken.entry)}
        emit({**_batch_json(taken.batch), **entry})
        return
    click.echo(_batch_line(taken.batch))
