"""Fills the day sheet of a point: what was done, what was counted, the book's state and who stood by."""

from desktop.records.operator import OfficeView
from desktop.records.point_day import DayClosed, DayFigures
from desktop.records.stock import ItemCounted
from desktop.reference.tables import relief_items
from desktop.values.vocabulary import Language, SecondBy
from desktop.words.captions.bilingual import fingerprint, pair, practice_pair, side_by_side, time_text
from desktop.words.catalogue import mark, tr_in
from desktop.words.labels import LABELS
from desktop.words.stock import OUTWARD
from printing.day_values import DayCaptions, DayFact, DayItem, DaySheet
from printing.values import Pair

_FIGURES: tuple[tuple[str, str], ...] = (
    ("given", mark("households served")),
    ("voided", mark("taken back")),
    ("late", mark("late, from paper")),
    ("referred", mark("sent to the help desk")),
    ("releases", mark("released by order")),
    ("provisional", mark("provisional help")),
    ("left_open", mark("green screens without an answer")),
    ("clock_jumps", mark("jumps of the clock")),
    ("unserved", mark("not come yet")),
)
COPIES = (
    mark("for the point"),
    mark("for the office"),
    mark("for the elders or the committee"),
)
"""Whom the copies of a day sheet go to: a paper in other hands is what shows a changed book."""


def sms_line(closed: DayClosed, short: str) -> str:
    """The book's state as it is sent in one text message: ``HQ LDN03 184223 4071 9926 ...``."""
    return f"HQ {short} {closed.entry.size} {closed.entry.digits}"


def day_sheet(closed: DayClosed, language: Language, office: OfficeView, short: str) -> DaySheet:
    """The three copies of a day sheet; `short` names the desk in its book code."""
    return DaySheet(
        facts=tuple(DayFact(pair(language, what), f"{getattr(closed.figures, key):,}") for key, what in _FIGURES),
        people=_people(closed, language),
        items=tuple(_item(line, closed.figures, language) for line in _lines(closed)),
        sms=sms_line(closed, short),
        captions=_captions(closed, language),
        fingerprint=fingerprint(closed.entry, short),
        language=language.value,
        practice=office.practice,
    )


def _lines(closed: DayClosed) -> tuple[ItemCounted | str, ...]:
    """What was counted, then what went out and is not counted here."""
    counted = {line.item for line in closed.counts}
    return (*closed.counts, *(line.item for line in closed.figures.items if line.item not in counted))


def _item(line: ItemCounted | str, figures: DayFigures, language: Language) -> DayItem:
    given = {due.item: due.quantity for due in figures.items}
    if isinstance(line, str):
        return DayItem(_name(line, language), f"{given.get(line, 0):,}", "–", "–", "–")
    reason = pair(language, LABELS[type(line.reason)][line.reason]) if line.reason is not None else Pair("")
    difference = f"{line.difference:+,}".replace("-", "−") if line.difference else "0"
    return DayItem(
        _name(line.item, language),
        f"{given.get(line.item, 0):,}",
        f"{line.book:,}",
        f"{line.counted:,}",
        difference,
        reason,
    )


def _name(code: str, language: Language) -> Pair:
    known = relief_items().get(code)
    if known is None:
        return Pair(code)
    return Pair(known.label.en, "" if language is Language.ENGLISH else known.label.text(language))


def _paper_name(code: str, language: Language) -> str:
    name = _name(code, language)
    return name.local or name.en


def _people(closed: DayClosed, language: Language) -> tuple[DayFact, ...]:
    lines = [
        DayFact(pair(language, "Opened by"), side_by_side(language, time_text(closed.opened_at), closed.opened_by)),
        DayFact(pair(language, "Closed by"), side_by_side(language, time_text(closed.closed_at), closed.closed_by)),
    ]
    if closed.second:
        how = tr_in(Language.ENGLISH, LABELS[SecondBy][SecondBy(closed.second_by)])
        lines.append(DayFact(pair(language, "Second person"), side_by_side(language, closed.second, how)))
    if closed.figures.unanswered:
        lanes = [f"{lane}: {number:,}" for lane, number in closed.figures.unanswered.items()]
        lines.append(DayFact(pair(language, "Without an answer, by lane"), side_by_side(language, *lanes)))
    for what, number, items in (
        (mark("Provisional help"), closed.figures.provisional, closed.figures.helped),
        (mark("By order"), closed.figures.releases, closed.figures.released),
    ):
        if number or items:
            said = [f"{number:,}", *(f"{_paper_name(line.item, language)}: {line.quantity:,}" for line in items)]
            lines.append(DayFact(pair(language, what), side_by_side(language, *said)))
    for kind in dict.fromkeys(one.kind for one in closed.figures.outward):
        gone = [one for one in closed.figures.outward if one.kind is kind]
        said = [f"{_paper_name(one.item, language)}: {one.quantity:,}" for one in gone]
        lines.append(DayFact(pair(language, OUTWARD[kind]), side_by_side(language, *said)))
    for one in closed.figures.awaited:
        said = [f"{one.number} ({one.day.strftime('%d-%m-%Y')})"]
        said += [f"{_paper_name(line.item, language)}: {line.quantity:,}" for line in one.items]
        lines.append(DayFact(pair(language, "Waybill, still awaited"), side_by_side(language, *said)))
    if closed.figures.awaited_why:
        lines.append(DayFact(pair(language, "Why it was not counted in"), closed.figures.awaited_why))
    agreed = [
        f"{tr_in(Language.ENGLISH, LABELS[SecondBy][how])} {closed.figures.seconds[how.value]:,}"
        for how in SecondBy
        if closed.figures.seconds.get(how.value)
    ]
    if agreed:
        lines.append(DayFact(pair(language, "Acts of two people"), side_by_side(language, *agreed)))
    return tuple(lines)


def _captions(closed: DayClosed, language: Language) -> DayCaptions:
    english = Language.ENGLISH
    at = closed.place
    day = closed.day.strftime("%d-%m-%Y")
    turn = f" ({closed.turn})" if closed.turn > 1 else ""
    return DayCaptions(
        title=pair(language, "Day sheet"),
        place=Pair(f"{at.name} · {at.programme} · {at.round_code} · {day}{turn}"),
        item=pair(language, "Item"),
        given=pair(language, "Given out"),
        in_book=pair(language, "In the book"),
        counted=pair(language, "Counted"),
        difference=pair(language, "Difference"),
        reason=pair(language, "Why"),
        witnesses=pair(language, "Witnesses: whoever likes may read this and sign"),
        witness=pair(language, "Name, thumb or signature"),
        nothing=pair(language, "No stock is counted at this point."),
        page=tr_in(english, "Copy {page} of {pages}"),
        copies=tuple(pair(language, whose) for whose in COPIES),
        book=tr_in(english, "The book at this moment"),
        keep=tr_in(english, "Keep this paper: with it anyone can check our book."),
        sms=tr_in(english, "To be sent by SMS"),
        printed=tr_in(english, "Closed {when} by {name}", when=time_text(closed.closed_at), name=closed.closed_by),
        practice=practice_pair(language),
    )
