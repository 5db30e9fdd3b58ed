"""Fills the slip of rights: the same paper for everybody, with no name, no day and no number of its own."""

from collections.abc import Iterable
from datetime import date

from desktop.records.operator import HelplineView, OfficeView
from desktop.reference.tables import hotlines, printable_hotlines
from desktop.reference.texts import rights
from desktop.values.period import local_day
from desktop.values.vocabulary import Language
from desktop.words.captions.bilingual import practice_pair
from desktop.words.catalogue import tr_in
from printing.values import Pair, RightsSlip

MOST_NUMBERS = 4
"""Helplines that fit into one line."""


def rights_slip(language: Language, office: OfficeView, called: Iterable[HelplineView]) -> RightsSlip:
    """The slip in one language; helplines are on it only when this office called them and somebody answered."""
    english = language is Language.ENGLISH
    title = tr_in(language, "Your rights")
    return RightsSlip(
        title=Pair(title) if english else Pair("", title),
        lines=tuple(line.text(language) for line in rights()),
        help=_help(language, office, called),
        language=language.value,
        practice=office.practice,
        practice_caption=practice_pair(language),
    )


def _help(language: Language, office: OfficeView, called: Iterable[HelplineView]) -> str:
    numbers: dict[str, date] = {view.number: local_day(view.tested_at) for view in called}
    tested = {line.code: numbers[line.number] for line in hotlines().values() if line.number in numbers}
    usable = printable_hotlines(office.district, tested)[:MOST_NUMBERS]
    if not usable:
        return ""
    return tr_in(language, "Help: {numbers}", numbers=" · ".join(line.number for line in usable))
