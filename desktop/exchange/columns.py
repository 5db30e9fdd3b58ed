"""What each column of a foreign list is: guessed by heading and content, corrected by the clerk, kept as a map.

A column on employer, debt, religion, caste or nationality is never anything: no guess, no clerk and no map can take it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from desktop.errors import ColumnNeverKept, MapIncomplete
from desktop.exchange.sheets.wire import Column, Head
from desktop.records.imports import ColumnUse, ImportPlan, ReadAs
from desktop.reference.import_words import code_of, field_words, heading_words, never_values, never_words
from desktop.reference.never_kept import longest_run
from desktop.values.cnic import read_cnic
from desktop.values.import_field import Fit, ImportField, NeverKept
from desktop.values.phone import read_phone
from desktop.values.text import fold

MOST_PEOPLE = 60
"""Numbered people of one row, as many as fit in a household."""

_NUMBER = re.compile(r"(?<!\d)([1-9]\d?)(?!\d)")
_MOST = 0.6
"""So much of a column must look alike before its content says what it is."""

_NOT_OF_A_PERSON = frozenset(
    (
        "enumerator",
        "interviewer",
        "surveyor",
        "collector",
        "username",
        "deviceid",
        "simserial",
        "form",
        "file",
        "photo",
        "programme",
        "program",
        "project",
        "scheme",
        "organisation",
        "organization",
        "ngo",
        "donor",
        "bank",
        "school",
        "office",
        "desk",
        "team",
        "partner",
        "sheet",
    )
)
_OF_THE_FORM = frozenset(("formhub uuid", "xform id string", "version", "uuid form"))
"""What Kobo writes with each submission about the form: the same in all of them, and nobody's own id."""

_PHONE_WORDS = frozenset(("phone", "mobile", "cell", "card", "فون", "موبائل"))
_WORK_WORDS = ("work kind", "kind of work", "type of work", "work type", "کام کی قسم")
_RANKS = (Fit.CHOSEN, Fit.HEADING, Fit.WORDS, Fit.CONTENT)
_BRACKETS = re.compile(r"\([^)]*\)")
_WHOLE_ONLY = frozenset(
    heading_words(word)
    for word in (
        "سربراہ",
        "سربراهه",
        "افراد",
        "ڀاتي",
        "household",
        "hh",
        "head",
        "hoh",
        "head of household",
        "household head",
        "head of family",
        "family head",
        "sarbrah",
        "members",
        "afrad",
        "key",
        "id",
        "place",
        "location",
        "document",
        "work",
        "language",
        "holder",
        "place code",
        "hhid",
    )
)
"""Words that say what a column is when they are its whole heading, and say nothing inside a longer one."""

_UUID = re.compile(r"(uuid:)?[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_PCODE = re.compile(r"PK\d{3}(\d\d)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


def never_kept(column: Column) -> NeverKept | None:
    """The matter for which a column is not taken, by its heading or by what stands in it."""
    *groups, last = _parts(column.name)
    words = never_words()
    for group in groups:
        if group in words:
            return words[group]
    if not _about_something_else(last):
        for heading in (last, fold(column.name.rsplit("/", 1)[-1])):  # the second: PoR is not two words
            found = _longest(heading, words) or _longest(heading, never_values())
            if found is not None:
                return found
    if _field_of(last) is None:
        told = [never_values().get(fold(sample)) for sample in column.samples]
        matters = [matter for matter in told if matter is not None]
        if matters and len(matters) >= max(_MOST * len(told), min(2, column.filled)):
            return matters[0]
    return None


def _parts(name: str) -> list[str]:
    """The groups of a path and the heading at its end, as they are compared; a slash in brackets is none of a path."""
    return [heading_words(part) for part in _BRACKETS.sub(lambda found: found[0].replace("/", " "), name).split("/")]


def _about_something_else(heading: str) -> bool:
    """Whose phone or card it is, and what kind of work: both stand beside words that are forbidden elsewhere."""
    return _owner_of_a_phone(heading.split()) or any(heading.startswith(work) for work in _WORK_WORDS)


def _owner_of_a_phone(told: Sequence[str]) -> bool:
    """*Phone owner* and *owner of the phone* ask whose phone it is; *owner phone* is the phone of the owner."""
    others = [word for word in told if word not in ("owner", "of", "the")]
    after = {one for one, other in pairwise(told) if other == "owner"}
    of = told[told.index("owner") + 1 :] if "owner" in told else ()
    asked = bool(_PHONE_WORDS.intersection(after)) or (tuple(of[:1]) == ("of",) and bool(_PHONE_WORDS.intersection(of)))
    return asked and _longest(" ".join(others), never_words()) is None


def _longest[T](heading: str, words: Mapping[str, T]) -> T | None:
    return longest_run(heading.split(), words)


def guess(head: Head) -> tuple[ColumnUse, ...]:
    """Every column with what it probably is; each field is given to the column that fits it best."""
    numbered = _numbered(head.columns)
    uses: list[ColumnUse] = []
    for place, column in enumerate(head.columns):
        never = never_kept(column)
        field, fit = (None, None) if never else _fit(column, person=place in numbered)
        person = numbered.get(place, 0) if field is not None and not field.of_household else 0
        uses.append(ColumnUse(place, column.name, field, person, never, column.filled, column.samples, fit))
    return _with_a_name(_best_of_each(uses))


def _best_of_each(uses: list[ColumnUse]) -> list[ColumnUse]:
    best: dict[tuple[ImportField, int], ColumnUse] = {}
    for use in uses:
        if use.field is not None:
            key = (use.field, use.person)
            if key not in best or _worth(use) > _worth(best[key]):
                best[key] = use
    kept = {use.place for use in best.values()}
    return [_loser(use) if use.field is not None and use.place not in kept else use for use in uses]


def _worth(use: ColumnUse) -> tuple[int, int]:
    return (-_RANKS.index(use.fit) if use.fit is not None else -len(_RANKS), use.filled)


def _loser(use: ColumnUse) -> ColumnUse:
    """A second column of a field is not taken; of names it may be the one in the other script, which nobody guesses."""
    second = {ImportField.NAME: ImportField.NAME_LATIN, ImportField.PARENT: ImportField.PARENT_LATIN}.get(
        use.field or ImportField.HOUSEHOLD
    )
    latin = second is not None and bool(use.samples) and all(one.isascii() for one in use.samples)
    return replace(use, field=None, person=0, fit=None, maybe=second if latin else None)


def _with_a_name(uses: list[ColumnUse]) -> tuple[ColumnUse, ...]:
    """Where the only name is the head's, every row is a household told by its head."""
    fields = {use.field for use in uses}
    if fields & {ImportField.NAME, ImportField.NAME_LATIN}:
        return tuple(uses)
    return tuple(replace(use, field=ImportField.NAME) if use.field is ImportField.HEAD else use for use in uses)


def _numbered(columns: Sequence[Column]) -> dict[int, int]:
    """Columns of numbered people, ``person_2_name``, to the number: headings that differ in one number only."""
    stems: dict[str, dict[int, int]] = {}
    for place, column in enumerate(columns):
        folded = heading_words(column.name)
        for found in _NUMBER.finditer(folded):
            number = int(found[1])
            if number <= MOST_PEOPLE:
                stem = folded[: found.start()] + "#" + folded[found.end() :]
                stems.setdefault(stem, {})[number] = place
    people: dict[int, int] = {}
    for numbers in stems.values():
        if len(numbers) > 1 and 1 in numbers:
            people |= {place: number for number, place in numbers.items()}
    return people


def _fit(column: Column, *, person: bool) -> tuple[ImportField | None, Fit | None]:
    """The field of a column, and by what it is known."""
    whole = heading_words(column.name)
    if whole in _OF_THE_FORM:
        return None, None
    if whole in field_words():
        return field_words()[whole], Fit.HEADING
    last = _parts(column.name)[-1]
    if person:
        last = " ".join(word for word in last.split() if not word.isdigit())
        last = last.removeprefix("person ").removeprefix("member ").removeprefix("hh member ").strip()
    field = _field_of(last)
    if field is not None:
        return field, Fit.HEADING if last in field_words() else Fit.WORDS
    found = _by_content(column)
    return (found, Fit.CONTENT) if found is not None else (None, None)


def _field_of(heading: str) -> ImportField | None:
    words = field_words()
    if heading in words:
        return words[heading]
    told = heading.split()
    if not told or _NOT_OF_A_PERSON.intersection(told):
        return None
    found = _longest(heading, _inner_words())
    if found is ImportField.SIZE:  # names, ages or papers *of the members of the household* count nobody
        return _longest(heading, _words_of_no_count()) or found
    return found


@cache
def _inner_words() -> dict[str, ImportField]:
    return {word: field for word, field in field_words().items() if word not in _WHOLE_ONLY}


@cache
def _words_of_no_count() -> dict[str, ImportField]:
    return {word: field for word, field in _inner_words().items() if field is not ImportField.SIZE}


def _by_content(column: Column) -> ImportField | None:
    samples = column.samples
    if not samples:
        return None
    looks: tuple[tuple[ImportField, int], ...] = (
        (ImportField.SUBMISSION, sum(_UUID.fullmatch(one.strip()) is not None for one in samples)),
        (ImportField.ID_NUMBER, sum(read_cnic(one).number is not None for one in samples)),
        (ImportField.PCODE, sum(_PCODE.fullmatch(one.strip()) is not None for one in samples)),
        (ImportField.SEX, sum(code_of("sex", one) is not None and not one.strip().isdigit() for one in samples)),
        (ImportField.PHONE, sum((read_phone(one).e164 or "").startswith("+923") for one in samples)),
        (ImportField.RELATION, sum(code_of("relation", one) is not None for one in samples) if len(samples) > 2 else 0),
    )
    field, hits = max(looks, key=lambda look: look[1])
    return field if hits >= _MOST * len(samples) and hits > 0 else None


def plan_of(head: Head, place: str = "") -> ImportPlan:
    """The plan as guessed, for the clerk to correct."""
    read = ReadAs(head.sheet, head.repeat, head.header, head.encoding, head.separator)
    return ImportPlan(read, guess(head), place)


def chosen(plan: ImportPlan, place: int, field: ImportField | None, person: int = 0) -> ImportPlan:
    """The plan with one column meaning something else; whichever column meant it before means nothing.

    Raises ColumnNeverKept, whoever insists.
    """
    column = plan.columns[place]
    if field is not None and column.never is not None:
        raise ColumnNeverKept(column.name, column.never.value)
    person = 0 if field is None or field.of_household else person
    columns = [
        replace(other, field=None, person=0)
        if field is not None and other.place != place and (other.field, other.person) == (field, person)
        else other
        for other in plan.columns
    ]
    columns[place] = replace(column, field=field, person=person, fit=Fit.CHOSEN, maybe=None)
    return replace(plan, columns=tuple(columns))


def lacking(plan: ImportPlan) -> tuple[ImportField, ...]:
    """What no column and nothing stated gives, of names, sexes, places and consent."""
    fields = {column.field for column in plan.columns}
    found: list[ImportField] = []
    if not fields & {ImportField.NAME, ImportField.NAME_LATIN}:
        found.append(ImportField.NAME)
    if ImportField.SEX not in fields:
        found.append(ImportField.SEX)
    if not plan.place and not fields & {ImportField.PCODE, ImportField.TEHSIL, ImportField.DISTRICT}:
        found.append(ImportField.TEHSIL)
    if (plan.consent is None or not plan.consent.register) and ImportField.CONSENT not in fields:
        found.append(ImportField.CONSENT)
    return tuple(found)


def require_whole(plan: ImportPlan) -> None:
    """A plan can be used when nothing is lacking; raises MapIncomplete."""
    found = lacking(plan)
    if found:
        raise MapIncomplete(tuple(one.value for one in found))


def taken(columns: Iterable[ColumnUse]) -> tuple[int, ...]:
    """Places of the columns that become something."""
    return tuple(column.place for column in columns if column.field is not None)
