"""The verb `scan`: the scan station's verdict on cards, codes and pictures; with ``--give`` it hands over."""

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from desktop.cli.answers import error_object, shown
from desktop.cli.collector_type import METAVAR, CollectorType
from desktop.cli.paths import IN_FILE
from desktop.cli.root import Options, emit
from desktop.cli.round import amounts
from desktop.cli.session import optional_second, second_options, signed_in
from desktop.errors import BadInput, NotDue, Refused, Told, Unavailable
from desktop.opening import Opened
from desktop.records.distribution import Collecting, Decision, Given, Presented, Standing
from desktop.records.operator import Second
from desktop.scanning.closed_reader import ClosedReader
from desktop.scanning.reader import BareCode, Reader, RefusedCode, VerifiedCard
from desktop.scanning.reader import Source as ReaderSource
from desktop.security.card_code import open_credential
from desktop.security.certificates import keyring
from desktop.usecases import distribution
from desktop.values.identifiers import DisbursementId, new_id
from desktop.values.permissions import Permission
from desktop.values.quantity import Quantity
from desktop.values.vocabulary import Source, Verdict
from desktop.words.catalogue import tr
from desktop.words.labels import label

EXITS = {
    Verdict.G1: 0,
    Verdict.G2: 0,
    Verdict.G9: 0,
    Verdict.H1: 1,
    Verdict.H2: 1,
    Verdict.H3: 1,
    Verdict.H4: 1,
    Verdict.H5: 1,
    Verdict.H6: 1,
    Verdict.T1: 1,
    Verdict.N1: 3,
    Verdict.S1: 4,
}
GIVING = (Verdict.G1, Verdict.G2)
LONGEST_TEXT = 400


@dataclass(frozen=True)
class Heard:
    """One thing presented: its text as shown in the answer, what the reader made of it, the file it came from."""

    code: str
    reading: VerifiedCard | BareCode | RefusedCode | None
    file: Path | None = None
    error: BadInput | None = None
    cut: bool = False


@dataclass
class Station:
    """What the verb was told: where it stands and whether it hands over."""

    opened: Opened
    standing: Standing
    give: bool
    looked: bool
    collector: int | Collecting | None
    second: Second | None


@click.command(name="scan")
@click.argument("codes", nargs=-1, metavar="NUMBER|CODE ... | -")
@click.option("--round", "round_code", required=True, metavar="ROUND")
@click.option("--point", required=True, metavar="POINT")
@click.option("--lane", type=click.IntRange(1, 99), default=1, show_default=True)
@click.option("--give", is_flag=True, help="Hand over and record what is due.")
@click.option("--looked", is_flag=True, help="The face was compared, where the verdict asks for it.")
@click.option(
    "--collector",
    type=CollectorType(),
    metavar=METAVAR,
    help="Who collects in the holder's place: another holder, one who was named, or let for today.",
)
@click.option("--image", "images", multiple=True, type=IN_FILE, metavar="FILE")
@second_options
@click.pass_context
def command(
    ctx: click.Context,
    codes: tuple[str, ...],
    round_code: str,
    point: str,
    lane: int,
    give: bool,
    looked: bool,
    collector: int | Collecting | None,
    images: tuple[Path, ...],
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Say what the scan station says; with --give hand over on G1, and on G2 with --looked."""
    options: Options = ctx.obj
    if not codes and not images:
        raise click.UsageError(tr("Say what to scan: a number, a code, - or --image FILE."))
    worst = 0
    with signed_in(options) as opened:
        beside = optional_second(opened, second, second_passphrase_file) if second else None
        station = Station(opened, Standing(round_code, point, lane), give, looked, collector, beside)
        for heard in _everything(opened, codes, images):
            worst = max(worst, _answer(options, station, heard))
    ctx.exit(worst)


def _everything(opened: Opened, codes: tuple[str, ...], images: tuple[Path, ...]) -> Iterator[Heard]:
    keys = keyring(opened.certificates)
    reader = Reader(lambda text: open_credential(text, keys))
    for code in codes:
        if code == "-":
            for line in sys.stdin:
                if line.strip():
                    yield _heard(reader, line.strip())
        else:
            yield _heard(reader, code)
    if images:
        with ClosedReader() as child:
            for image in images:
                yield from _in_picture(reader, child, image)


def _heard(reader: Reader, text: str) -> Heard:
    """A line from a hand scanner or the keyboard; a credential cannot be typed, so it came from a scanner."""
    # Told as typed, because each line is an act of its own and must not be muted as still in view.
    reading = reader.hear(text[:LONGEST_TEXT], ReaderSource.TYPED)
    code = reading.number.text if isinstance(reading, VerifiedCard) else text[:LONGEST_TEXT]
    return Heard(code, reading, cut=len(text) > LONGEST_TEXT)


def _in_picture(reader: Reader, child: ClosedReader, image: Path) -> Iterator[Heard]:
    """Every card of ours in the picture once; foreign codes are told only where there is nothing of ours."""
    try:
        found = child.codes(image)
    except BadInput as refused:
        yield Heard("", None, image, refused)
        return
    ours: dict[str, Heard] = {}
    foreign: list[Heard] = []
    for code in found:
        reading = reader.hear(code.text, ReaderSource.PICTURE)
        match reading:
            case VerifiedCard(number=number):
                ours.setdefault(number.text, Heard(number.text, reading, image))
            case BareCode(code=bare):
                ours.setdefault(bare.text, Heard(bare.text, reading, image))
            case _:
                foreign.append(Heard("", reading, image))
    doubted = [
        heard for heard in foreign if isinstance(heard.reading, RefusedCode) and heard.reading.verdict is not Verdict.N1
    ]
    yield from ours.values() or doubted or foreign[:1]
    if ours:
        yield from doubted


def _answer(options: Options, station: Station, heard: Heard) -> int:
    """Decide, hand over when asked to, print one line; returns the exit code of its verdict."""
    begun = time.perf_counter()
    decision, given, told = _decided(station, heard)
    ms = round((time.perf_counter() - begun) * 1000, 1)
    line = _line(station, heard, decision, given) | {"ms": ms}
    if told is not None:
        line["error"] = error_object(told)
    if options.json:
        emit(line)
    else:
        _print(line, decision, told)
    # after the answer, whatever it was; what finds no room holds nobody up
    if isinstance(heard.reading, RefusedCode) and decision.verdict is Verdict.H6:
        with suppress(Told):
            distribution.note_doubted(
                station.opened.desk, station.standing, heard.reading.desk_id or "", heard.reading.text
            )
    with suppress(Told):
        distribution.end_scan(
            station.opened.desk, station.standing, decision.household_id, rehearsal=decision.rehearsal
        )
    unlooked = station.give and decision.verdict in GIVING and given is None
    return max(EXITS[decision.verdict], 1 if unlooked else 0)


def _decided(station: Station, heard: Heard) -> tuple[Decision, Given | None, Told | None]:
    desk, reading = station.opened.desk, heard.reading
    if reading is None or isinstance(reading, RefusedCode):
        return _refused(station, heard), None, heard.error
    presented = distribution.presented_by(reading)
    if isinstance(reading, VerifiedCard) and presented.source is Source.TYPED:
        presented = Presented(
            presented.household,
            presented.number,
            Source.SCANNER,
            presented.expires,
            presented.kid,
            presented.stolen,
        )
    decision = distribution.decide(desk, station.standing, presented, collector=station.collector)
    if decision.verdict is Verdict.N1:
        distribution.note_typed_miss(desk)
    if not station.give or decision.verdict not in GIVING:
        return decision, None, None
    try:
        given = distribution.give(
            desk,
            station.standing,
            presented,
            disbursement=DisbursementId(new_id()),
            looked=station.looked,
            collector=station.collector,
            second=station.second,
        )
    except NotDue as refused:
        ruled = refused.decision
        return ruled if isinstance(ruled, Decision) else decision, None, refused
    except Refused as refused:
        # A look or a second person first: told for this household, and the next one is served.
        return decision, None, refused
    except Unavailable as missing:
        # Nothing may be handed over that is not on the disk: the lane stops.
        return Decision(Verdict.S1, household=decision.household, number=decision.number), None, missing
    return decision, given, None


def _refused(station: Station, heard: Heard) -> Decision:
    """No card and no code of ours: what its verdict is says the reader; a file without any code is read again."""
    refused = heard.reading if isinstance(heard.reading, RefusedCode) else None
    why = refused.why if refused else "unreadable"
    tell = station.opened.desk.permits(Permission.REFUSED_WHY)
    verdict = refused.verdict if refused else Verdict.N1
    source = Source.PICTURE if heard.file else Source.TYPED
    return Decision(verdict, source=source, why=why if tell else "")


def _line(station: Station, heard: Heard, decision: Decision, given: Given | None) -> dict[str, object]:
    line: dict[str, object] = {
        "code": heard.code,
        "verdict": decision.verdict.value,
        "word": label(decision.verdict),
        "household": decision.household.text if decision.household and decision.household_id else None,
        "items": amounts(given.decision.items if given else decision.items) if decision.verdict in GIVING else [],
        "looks": [look.value for look in decision.looks],
        "disbursement": str(given.disbursement) if given else None,
        "receipt": given.receipt if given else None,
        "source": decision.source.value if decision.source else None,
        "card": decision.number.text if decision.number else None,
    }
    owed = given.decision.owed if given else decision.owed
    if owed and decision.verdict in GIVING:
        line["owed"] = amounts(owed)
    if decision.rehearsal:
        line["rehearsal"] = True
    if decision.point_name:
        line["point"] = decision.point_name
    if heard.cut:
        line["cut"] = True
    if heard.file is not None:
        line["file"] = str(heard.file)
    if given is not None:
        line["entry"] = {"log": given.entry.log, "seq": given.entry.seq}
    if station.opened.desk.permits(Permission.REFUSED_WHY):
        line["refused_why"] = decision.why or None
        line["facts"] = decision.facts
    return line


def _print(line: dict[str, object], decision: Decision, told: Told | None) -> None:
    parts = [decision.verdict.value, label(decision.verdict), shown(line["household"] or line["code"])]
    if line.get("cut"):
        parts.append(tr("(cut)"))
    if decision.verdict in GIVING:
        parts += [f"{due.item} {Quantity(due.quantity, due.unit)}" for due in decision.items]
    parts += [label(look) for look in decision.looks]
    if decision.verdict in GIVING and decision.owed:
        rest = ", ".join(f"{due.item} {Quantity(due.quantity, due.unit)}" for due in decision.owed)
        parts.append(tr("still due: {items}", items=rest))
    if decision.rehearsal:
        parts.append(tr("read, rehearsal: nothing is recorded"))
    if line["receipt"]:
        parts.append(tr("receipt {receipt}", receipt=str(line["receipt"])))
    click.echo("  ".join(parts))
    if told is not None:
        said = error_object(told)
        click.echo("\n".join(part for part in (said["what"], said["do"], said["safe"]) if part), err=True)
