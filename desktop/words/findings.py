"""What a check of the book found, in sentences."""

from desktop.records.safekeeping import BookLook, Misfit, PaperAnswer, PaperChecked
from desktop.words.captions.bilingual import time_text
from desktop.words.catalogue import mark, tr, tr_n


def paper_sentence(paper: PaperChecked) -> str:
    """One answer of the four that a paper can get, and what to do where there is something to do."""
    match paper.answer:
        case PaperAnswer.AGREES:
            return tr("This paper agrees with the book: lines 0 to {last} stand.", last=max(paper.size - 1, 0))
        case PaperAnswer.DIFFERS:
            return tr("The paper and the book do not agree. Keep the paper. Nobody has to act alone.")
        case PaperAnswer.NEWER:
            return tr("This paper is newer than the book: lines are missing. Keep the paper, call the supervisor.")
        case PaperAnswer.OTHER_DESK:
            return tr("This paper belongs to another desk.")
        case PaperAnswer.UNREADABLE:
            return tr("These digits cannot be read. Type them again: HQ, the desk, the line, six groups of four.")


def look_sentences(look: BookLook) -> tuple[str, ...]:
    """What two people see before they accept a book: how long it is, when it ends, and who else remembers it."""
    if look.misfit is not None:
        refused = tr("This book cannot be accepted. Keep all papers, and restore a backup by two people.")
        return misfit_sentence(look.misfit), refused
    if not look.lost:
        return (tr("Nothing is lost: the book fits what is remembered of it."),)
    lines = tr_n(
        "The book has {n} line, and all of it fits.", "The book has {n} lines, and all of them fit.", look.entries
    )
    found = [lines]
    if look.last is not None:
        day = tr_n("{n} line is of that day.", "{n} lines are of that day.", look.on_last_day)
        found.append(f"{tr('The last one was written on {when}.', when=time_text(look.last))} {day}")
    if look.remembered:
        found.append(tr("The memory outside the folder knows {n} lines of it: they are all there.", n=look.remembered))
    else:
        found.append(
            tr(
                "Nothing on this laptop remembers this book. Look for the newest paper with a book code: "
                "if the number of its line is above {size}, the book was cut.",
                size=look.size,
            )
        )
    return tuple(found)


def misfit_sentence(misfit: Misfit) -> str:
    """Where the first thing that does not fit stands."""
    if misfit.log == "store":
        return tr("The store does not fit: {why}.", why=why_label(misfit.why))
    return tr("Line {seq} of {log} does not fit: {why}.", seq=misfit.seq, log=misfit.log, why=why_label(misfit.why))


WHYS: dict[str, str] = {
    "missing": mark("a line is missing"),
    "form": mark("a line was changed"),
    "hash": mark("a line was changed"),
    "place": mark("a line stands in the wrong place"),
    "prev": mark("a line was changed"),
    "clock": mark("the order of the lines was changed"),
    "kind": mark("a line of an unknown kind"),
    "content": mark("what lies behind a line was changed"),
    "stray": mark("a row belongs to nothing"),
    "root": mark("the seal is of other lines"),
    "signature": mark("the seal is not this desk's"),
    "desk": mark("no known desk writes this log"),
    "head": mark("the seal was changed"),
    "shorter": mark("newer lines are gone"),
    "other_root": mark("older lines are other ones"),
    "damaged": mark("the file is damaged"),
    "unsigned": mark("nobody's own key stands by a line"),
    "unentitled": mark("somebody signed a line that their role does not write, or not alone"),
    "certificate": mark("what the office signed about an operator is missing or was changed"),
    "operator": mark("an operator has another name or role than the office signed"),
    "memory_missing": mark("the memory of the newest line (heads.json) is gone"),
    "memory_damaged": mark("the memory of the newest line (heads.json) is damaged"),
    "memory_older": mark("the memory of the newest line (heads.json) is an older one"),
    "stray_household": mark("a household that is not what its line says, or one of the two is missing"),
    "stray_card": mark("a card that is not what its line says, or one of the two is missing"),
    "stray_point_day": mark("a day at a point that is not what its line says, or one of the two is missing"),
    "stray_point_day_closed": mark("a closed day without its line, or a line without it"),
    "stray_day_figures": mark("figures of a closed day that are not what its line says"),
    "stray_point_count": mark("a count at an opening or a close that is not what its line says"),
    "stray_round": mark("a round that is not what its line says, or one of the two is missing"),
    "stray_household_event": mark(
        "something that happened to a household without its line, or another than its line says"
    ),
    "stray_home": mark("a household other than its lines say: who lives in it, who holds its cards, or where it is"),
    "stray_collector": mark("somebody who may receive for a household and was not named, or was named and may not"),
    "stray_voucher": mark("somebody who vouched for a household and is not in the book, or the other way round"),
    "stray_pair": mark("what was said of two records is not what its line says"),
    "stray_import_batch": mark("an import that is not what its lines say"),
    "stray_disbursement": mark("a hand-over that is not what its line says, or one of the two is missing"),
    "stray_owed": mark("something that stays due, or was given later, and is not what its line says"),
    "stray_collection": mark("somebody who collected for a household and is not in the book, or the other way round"),
    "stray_muster_print": mark("printed muster sheets that are not what their line says, or one of the two is missing"),
    "stray_slip": mark("a slip printed more or less often than the book tells"),
    "stray_workplace": mark("a workplace without its line, or a line without it"),
    "stray_workplace_visit": mark("a visit without its line, or a line without it"),
    "stray_identity_note": mark("a result about a paper without its line, or a line without it"),
    "stray_withdrawal": mark("a consent taken back without its line, or a line without it"),
    "stray_withdrawal_done": mark("a withdrawal carried out without its line, or a line without it"),
    "stray_protection": mark("the key of the mailbox is not the one that was recorded"),
    "stray_rights_offered": mark("rights offered without their line, or a line without them"),
    "stray_quiet_note": mark("a line put aside without its line in the book, or the other way round"),
    "stray_known_intermediary": mark("an intermediary without its line, or a line without it"),
    "stray_block": mark("a block that is not what its lines say"),
    "stray_block_agreed": mark("a block in force without its line, or a line without it"),
    "stray_block_lifted": mark("a lifted block without its line, or a line without it"),
    "stray_provisional": mark("provisional help that is not what its line says, or one of the two is missing"),
    "stray_proxy": mark(
        "somebody who may collect for a day and is not what the line says, or one of the two is missing"
    ),
    "stray_allowance": mark("a household that was let draw and is not in the book, or the other way round"),
    "stray_home_delivery": mark("a household served at home that is not in the book, or the other way round"),
    "stray_stock_movement": mark("stock that came or went and is not in the book, or the other way round"),
    "stray_stock_level": mark("a shelf other than all that came and went gives"),
    "stray_waybill": mark("a waybill that is not what its lines say"),
    "stray_waybill_line": mark("goods of a waybill that are not what its lines say"),
    "stray_release": mark("a release by order that is not what its line says, or one of the two is missing"),
    "stray_release_item": mark("goods released by order that are not what their line says"),
    "stray_loan_return": mark("a loan that came back and is not what its line says, or one of the two is missing"),
    "stray_void": mark("a void that is not what its line says, or one of the two is missing"),
    "stray_void_alone": mark("somebody took back another's hand-over alone, which takes two"),
    "stray_goods_alone": mark("goods left a point on one person's word, which takes two"),
    "stray_merge": mark("two records made one without their line, or a line without them"),
    "stray_unmerge": mark("two records taken apart without their line, or a line without them"),
}
"""Why something does not fit, in words; codes are those of the audit."""


def why_label(why: str) -> str:
    """The reason in the language spoken now; an unknown code as it is."""
    return tr(WHYS[why]) if why in WHYS else why
