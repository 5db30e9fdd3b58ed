"""Fills the list for a registration van, and the same rows for a sheet program."""

from collections.abc import Sequence
from itertools import groupby

from desktop.records.household import NO_DOCUMENT
from desktop.records.identity import IdentityLine, VanList
from desktop.records.operator import OfficeView
from desktop.reference.places import area, is_area
from desktop.reference.tables import id_types
from desktop.values.period import local_day
from desktop.values.vocabulary import IdentityResult, Language, Sex
from desktop.words.captions.bilingual import fingerprint, pair, practice_pair, time_text
from desktop.words.catalogue import comma, isolated, mark, tr_in
from desktop.words.labels import LABELS
from desktop.words.papers import SHORT_PAPERS
from printing.values import Pair
from printing.van_values import VanCaptions, VanRow, VanSheet, VanVillage

_YOUNG = {Sex.FEMALE: mark("Girl"), Sex.MALE: mark("Boy")}

COLUMNS = (
    mark("Place"),
    mark("Village"),
    mark("Household code"),
    mark("Name"),
    mark("Name in Latin letters"),
    mark("Father or husband"),
    mark("Woman, man, other"),
    mark("Age"),
    mark("Paper wanted"),
    mark("Has"),
    mark("Number of what they have"),
    mark("In the household"),
    mark("Result"),
    mark("Token"),
    mark("Person"),
)
"""Headings of the sheet; the last column is what the command line calls the person by."""


def van_sheet(made: VanList, language: Language, office: OfficeView, short: str) -> VanSheet:
    """The list as it is drawn, each village on pages of its own; `short` names the desk in its book code."""
    villages = groupby(made.lines, key=lambda line: (line.pcode, line.village))
    return VanSheet(
        villages=tuple(_village(place, list(lines), made, language) for place, lines in villages),
        captions=_captions(made, language),
        fingerprint=fingerprint(made.entry, short),
        language=language.value,
        practice=office.practice,
    )


def van_rows(lines: Sequence[IdentityLine], language: Language) -> tuple[tuple[str, ...], ...]:
    """The rows under `COLUMNS`, all text."""
    return tuple(_cells(line, language) for line in lines)


def van_headings(language: Language) -> tuple[str, ...]:
    """`COLUMNS` in words."""
    return tuple(tr_in(language, column) for column in COLUMNS)


def _cells(line: IdentityLine, language: Language) -> tuple[str, ...]:
    return (
        _place(line.pcode, language),
        line.village,
        line.household.grouped,
        line.name_as_told,
        line.name_latin,
        line.parent_name or line.parent_latin,
        tr_in(language, _sex_word(line)),
        "" if line.age_years is None else str(line.age_years),
        _short(line.wanted, language),
        "" if line.own_type == NO_DOCUMENT else _short(line.own_type, language),
        line.own_number,
        comma(language).join(_short(code, language) for code in line.beside),
        tr_in(language, LABELS[IdentityResult][line.result]) if line.result else "",
        line.token,
        str(line.registrant),
    )


def _village(place: tuple[str, str], lines: list[IdentityLine], made: VanList, language: Language) -> VanVillage:
    grown = sum(line.grown for line in lines)
    day = local_day(made.made_at).strftime("%d-%m-%Y")
    counts = mark("{adults} adults, {children} children")

    def words(into: Language) -> str:
        told = tr_in(into, counts, adults=grown, children=len(lines) - grown)
        parts = (isolated(place[1], into), _place(place[0], into), told, isolated(day, into))
        return " · ".join(part for part in parts if part)

    local = "" if language is Language.ENGLISH else words(language)
    return VanVillage(Pair(words(Language.ENGLISH), local), tuple(_row(line, language) for line in lines))


def _row(line: IdentityLine, language: Language) -> VanRow:
    unnamed = tr_in(language, "child of {name}", name=line.parent_name or line.parent_latin) if line.unnamed else ""
    held = "" if line.own_type == NO_DOCUMENT else _short(line.own_type, language)
    number = f"{held}: {line.own_number}" if held and line.own_number else held
    beside = comma(language).join(_short(code, language) for code in line.beside)
    return VanRow(
        code=line.household.text,
        name=line.name_as_told or line.name_latin or unnamed,
        relation=line.parent_name or line.parent_latin,
        sex=tr_in(language, _sex_word(line)),
        age="" if line.age_years is None else str(line.age_years),
        wanted=_short(line.wanted, language),
        has=number,
        beside=tr_in(language, "at home: {papers}", papers=beside) if beside else "",
        token=line.token,
    )


def _sex_word(line: IdentityLine) -> str:
    """In English: a child is no woman yet."""
    return LABELS[Sex][line.sex] if line.grown else _YOUNG.get(line.sex, LABELS[Sex][line.sex])


def _short(code: str, language: Language) -> str:
    if code in SHORT_PAPERS:
        return tr_in(language, SHORT_PAPERS[code])
    return id_types()[code].label.text(language) if code in id_types() else code


def _place(pcode: str, language: Language) -> str:
    return area(pcode).name.text(language) if is_area(pcode) else pcode


def _captions(made: VanList, language: Language) -> VanCaptions:
    english = Language.ENGLISH
    return VanCaptions(
        title=pair(language, "Identity papers wanted"),
        code=pair(language, "Household code"),
        name=pair(language, "Name"),
        relation=pair(language, "Father or husband"),
        sex=pair(language, "Sex"),
        age=pair(language, "Age"),
        wanted=pair(language, "Wanted"),
        has=pair(language, "Has"),
        applied=pair(language, "Applied"),
        received=pair(language, "Received"),
        refused=pair(language, "Refused"),
        token=pair(language, "Token or number"),
        page=tr_in(english, "Page {page} of {pages}"),
        people=tr_in(english, "{count} people on this page"),
        filled_by=tr_in(english, "Filled in by"),
        note=tr_in(english, "Nobody pays for standing on this list. Keep it safe; give it to nobody else."),
        printed=tr_in(english, "Printed {when} by {name}", when=time_text(made.made_at), name=made.made_by),
        practice=practice_pair(language),
    )
