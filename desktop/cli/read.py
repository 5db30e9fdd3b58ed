"""The verb `read`: QR codes in pictures, PDF pages and videos; each is one of ours or refused, and why."""

import time
from pathlib import Path
from typing import Any

import click

from desktop.cli.answers import error_object, shown
from desktop.cli.paths import IN_FILE
from desktop.cli.root import Options, emit
from desktop.errors import BadInput, NoOffice
from desktop.scanning.closed_reader import ClosedReader, PageCode
from desktop.scanning.reader import BareCode, Reader, RefusedCode, VerifiedCard
from desktop.security.card_code import open_credential
from desktop.security.certificates import FILE_NAME, Certificates, keyring
from desktop.values.vocabulary import Source
from desktop.words.catalogue import tr

LONGEST_FOREIGN = 400


@click.command(name="read")
@click.argument("files", nargs=-1, required=True, type=IN_FILE, metavar="FILE ...")
@click.option("--any", "foreign", is_flag=True, help="Also give the text of foreign codes.")
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], foreign: bool) -> None:
    """Read QR codes in pictures (PNG, JPEG), PDF pages or videos, a line per file."""
    options: Options = ctx.obj
    if not (options.data / FILE_NAME).exists():
        raise NoOffice(folder=str(options.data))
    keys = keyring(Certificates.load(options.data))
    ours, any_code = False, False
    with ClosedReader() as child:
        for file in files:
            begun = time.perf_counter()
            try:
                found = child.codes(file)
            except BadInput as refused:
                emit_or_tell(
                    options, {"file": str(file), "codes": [], "ms": _ms(begun), "error": error_object(refused)}
                )
                continue
            reader = Reader(lambda text: open_credential(text, keys))
            codes = [_code(reader, code, foreign) for code in found]
            any_code = any_code or bool(codes)
            ours = ours or any(code["refused"] is None for code in codes)
            emit_or_tell(options, {"file": str(file), "codes": codes, "ms": _ms(begun)})
    ctx.exit(0 if ours else 1 if any_code else 3)


def _code(reader: Reader, found: PageCode, foreign: bool) -> dict[str, Any]:
    reading = reader.hear(found.text, Source.PICTURE)
    answer: dict[str, Any] = {
        "text": None,
        "reader": found.reader,
        "page": found.page,
        "card": None,
        "refused": None,
    }
    match reading:
        case VerifiedCard(number=number):
            answer |= {"text": found.text, "card": number.text}
        case BareCode(code=code):
            answer |= {"text": found.text, "code": code.text}
        case RefusedCode(why=why):
            answer |= {"refused": why}
            if foreign:
                answer["text"] = found.text[:LONGEST_FOREIGN]
                answer["cut"] = len(found.text) > LONGEST_FOREIGN
        case _:
            answer |= {"refused": "not_a_card"}
    return answer


def _ms(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 1)


def emit_or_tell(options: Options, answer: dict[str, Any]) -> None:
    """One line per file: JSON, or a few words."""
    if options.json:
        emit(answer)
        return
    if "error" in answer:
        click.echo(f"{shown(answer['file'])}: {answer['error']['what']}", err=True)
    for code in answer["codes"]:
        told = code["card"] or code.get("code") or tr("refused: {why}", why=code["refused"])
        foreign = shown(code["text"]) if code["refused"] and code["text"] else ""
        cut = tr("(cut)") if code.get("cut") else ""
        click.echo("  ".join(part for part in (f"{shown(answer['file'])}: {told}", foreign, cut) if part))
