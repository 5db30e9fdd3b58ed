"""The verb `card`: issue cards onto sheets, show, replace and revoke them."""

from pathlib import Path

import click

from desktop.cli.household_answers import household_code
from desktop.cli.paths import OUT_FILE
from desktop.cli.root import Options, emit
from desktop.cli.session import (
    optional_second,
    second_of,
    second_options,
    signed_in,
    told_progress,
)
from desktop.errors import CardNotLive, CodeUnreadable, NothingToPrint, PlaceUnknown
from desktop.opening import Opened
from desktop.records.card import IssuedCards
from desktop.reference.places import is_area
from desktop.usecases import cards, files
from desktop.values.identifiers import CardNumber, NotANumber
from desktop.values.period import utc_text
from desktop.values.permissions import Permission
from desktop.values.vocabulary import CardReason, CardState, Language, SheetKind
from desktop.words.captions.cards import card_sheet
from desktop.words.catalogue import tr, tr_n
from printing.cards import card_pages, draw_cards

ALL = 10_000_000
LANGUAGES = click.Choice(["ur", "sd", "en"])
SHEETS = click.Choice([kind.value for kind in SheetKind])
REASONS = click.Choice([reason.value for reason in CardReason])


@click.group(name="card")
def command() -> None:
    """Issue, show, replace or revoke cards."""


@command.command()
@click.option("--household", "codes", multiple=True, metavar="CODE", help="Households, one after another.")
@click.option("--area", metavar="PCODE", help="Every household of an area and all beneath it.")
@click.option(
    "--unprinted", is_flag=True, help="Every holder without a card, or whose card was never said to have come out well."
)
@click.option("--all", "everybody", is_flag=True, help="Every household; live cards are printed again as copies.")
@click.option("--out", type=OUT_FILE, required=True, metavar="FILE.pdf")
@click.option("--sheet", type=SHEETS, default=SheetKind.A4_8.value, show_default=True)
@click.option("--lang", type=LANGUAGES, default="ur", show_default=True, help="The second language of the card.")
@click.pass_obj
def issue(
    options: Options,
    codes: tuple[str, ...],
    area: str | None,
    unprinted: bool,
    everybody: bool,
    out: Path,
    sheet: str,
    lang: str,
) -> None:
    """Issue credentials and write the sheets."""
    if sum((bool(codes), area is not None, unprinted, everybody)) != 1:
        raise click.UsageError(tr("Say which: --household, --area, --unprinted or --all."))
    if area is not None and not is_area(area):
        raise PlaceUnknown(pcode=area)
    with signed_in(options) as opened:
        waiting = [(one.household, one.slot) for one in cards.to_print(opened.desk, ALL)] if unprinted else []
        wanted = [household_code(code) for code in codes] or list(dict.fromkeys(code for code, _ in waiting))
        if not wanted and not unprinted:
            wanted = cards.codes_in(opened.desk, area=area)
        if not wanted:
            raise NothingToPrint
        told = told_progress(options, tr("Issuing cards"))
        issued = cards.issue(opened.desk, wanted, only=frozenset(waiting), progress=told)
        _write(options, opened, issued, out, sheet, lang)


@command.command()
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER ...")
@click.pass_obj
def printed(options: Options, numbers: tuple[str, ...]) -> None:
    """Say that cards came out of the printer well: they wait to be printed no longer."""
    with signed_in(options) as opened:
        wanted = [card_number(number) for number in numbers]
        for number in wanted:
            if cards.show(opened.desk, number).state is not CardState.LIVE:
                raise CardNotLive(state=cards.show(opened.desk, number).state)
        entry = cards.printed(opened.desk, wanted)
    if options.json:
        where = {"entry": {"log": entry.log, "seq": entry.seq}} if entry else {}
        emit({"cards": [number.text for number in wanted], **where})
    else:
        click.echo(tr_n("{n} card came out well.", "{n} cards came out well.", len(wanted)))


@command.command()
@click.argument("number")
@click.pass_obj
def show(options: Options, number: str) -> None:
    """Show one card's row in the register."""
    with signed_in(options) as opened:
        card = cards.show(opened.desk, card_number(number))
    answer = {
        "card": card.number.text,
        "state": card.state.value,
        "reason": card.reason.value if card.reason else None,
        "household": card.household.text,
        "issued": card.issued_at.text,
        "expires": utc_text(card.expires_at),
        "copies": card.copies,
        "printed": utc_text(card.printed_at) if card.printed_at else None,
    }
    if options.json:
        emit(answer)
    else:
        click.echo(f"{card.number.text}  {card.state.value}  {card.issued_at.text}")


@command.command()
@click.argument("number")
@click.option("--reason", type=REASONS, required=True)
@click.option("--present", is_flag=True, help="The card's holder is here in person.")
@click.option("--out", type=OUT_FILE, required=True, metavar="FILE.pdf")
@click.option("--sheet", type=SHEETS, default=SheetKind.A4_8.value, show_default=True)
@click.option("--lang", type=LANGUAGES, default="ur", show_default=True)
@second_options
@click.pass_obj
def replace(
    options: Options,
    number: str,
    reason: str,
    present: bool,
    out: Path,
    sheet: str,
    lang: str,
    second: str | None,
    second_passphrase_file: Path | None,
) -> None:
    """Replace a live card: the new issue is printed, the old one ends."""
    with signed_in(options) as opened:
        beside = optional_second(opened, second, second_passphrase_file) if second else None
        issued = cards.replace(opened.desk, card_number(number), CardReason(reason), present=present, second=beside)
        _write(options, opened, issued, out, sheet, lang)


@command.command()
@click.argument("number")
@click.option("--reason", type=REASONS, required=True)
@second_options
@click.pass_obj
def revoke(options: Options, number: str, reason: str, second: str | None, second_passphrase_file: Path | None) -> None:
    """End a live card with none printed in its place, by two people."""
    with signed_in(options) as opened:
        beside = second_of(opened, second, second_passphrase_file, Permission.CARD_REVOKE)
        changed = cards.revoke(opened.desk, card_number(number), CardReason(reason), second=beside)
    if options.json:
        emit(
            {
                "card": changed.card.number.text,
                "state": changed.card.state.value,
                "household": changed.card.household.text,
                "issued": changed.card.issued_at.text,
                "entry": {"log": changed.entry.log, "seq": changed.entry.seq},
            }
        )
    else:
        click.echo(f"{changed.card.number.text}  {changed.card.state.value}")


def card_number(typed: str) -> CardNumber:
    """A card number as typed. Raises CodeUnreadable."""
    try:
        return CardNumber.parse(typed)
    except NotANumber as error:
        raise CodeUnreadable(typed=typed[:40], why=error.why) from error


def _write(options: Options, opened: Opened, issued: IssuedCards, out: Path, sheet: str, lang: str) -> None:
    paper = card_sheet(issued, Language(lang), SheetKind(sheet))
    data = draw_cards(paper, told_progress(options, tr("Drawing cards")))
    cards.to_paper(opened.desk, [face.number for face in issued.faces])
    files.write_chosen(out, data)
    pages = card_pages(paper)
    entry = files.note_file(opened.desk, "cards", pages)
    if options.json:
        emit(
            {
                "cards": [face.number.text for face in issued.faces],
                "pages": pages,
                "file": str(out),
                "entry": {"log": entry.log, "seq": entry.seq},
            }
        )
    else:
        click.echo(tr_n("{n} card in {file}", "{n} cards in {file}", len(issued.faces), file=str(out)))
