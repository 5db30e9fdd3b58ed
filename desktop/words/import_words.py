"""Words of imports: fields that a column can be, matters that are never kept, and why a row is not taken."""

from collections.abc import Iterable
from dataclasses import replace

from desktop.exchange.import_drafts import INSISTED, NOT_NAMED, OTHERS
from desktop.exchange.import_pass import FIRST_ROWS
from desktop.exchange.import_person import LEFT_OUT, PARENT_IN_NAME
from desktop.records.imports import Question, Reason, Trouble
from desktop.values.finding import HINTS, Finding
from desktop.values.import_field import Doubt, Fit, Grouping, ImportField
from desktop.values.problem import Problem
from desktop.words.catalogue import isolated, joined, mark, tr, tr_n
from desktop.words.problems import FIELDS, SENTENCES, say_problem

FIELD_WORDS: dict[ImportField, str] = {
    ImportField.HOUSEHOLD: mark("Household: its number in the list"),
    ImportField.HEAD: mark("Household: its head's name, on every row"),
    ImportField.SIZE: mark("Household: how many people it has"),
    ImportField.SUBMISSION: mark("Submission: its own id"),
    ImportField.PCODE: mark("Place: P-code"),
    ImportField.DISTRICT: mark("Place: district"),
    ImportField.TEHSIL: mark("Place: tehsil or taluka"),
    ImportField.VILLAGE: mark("Village"),
    ImportField.CONSENT: mark("Consent to be registered"),
    ImportField.CONSENT_PHONE: mark("Consent to keep the phone"),
    ImportField.CONSENT_LANGUAGE: mark("Language in which consent was asked"),
    ImportField.NAME: mark("Name"),
    ImportField.NAME_MORE: mark("Name: further part"),
    ImportField.NAME_LATIN: mark("Name in Latin letters"),
    ImportField.PARENT: mark("Father's or husband's name"),
    ImportField.PARENT_LATIN: mark("Father's or husband's name in Latin letters"),
    ImportField.FATHER: mark("Father's name"),
    ImportField.HUSBAND: mark("Husband's name"),
    ImportField.PARENT_RELATION: mark("Son, daughter, wife or widow of"),
    ImportField.RELATION: mark("Relation to the head"),
    ImportField.SEX: mark("Woman, man, other"),
    ImportField.AGE: mark("Age in years"),
    ImportField.BIRTH: mark("Day or year of birth"),
    ImportField.ID_TYPE: mark("Kind of paper"),
    ImportField.ID_NUMBER: mark("Number of the paper"),
    ImportField.PHONE: mark("Phone"),
    ImportField.PHONE_OWNER: mark("Whose phone"),
    ImportField.SAFE_TO_CALL: mark("Safe to call"),
    ImportField.WORK_KIND: mark("Kind of work"),
    ImportField.DISABILITY: mark("Disability"),
    ImportField.HOLDER: mark("Card holder"),
}

KEPT_AS_IT_IS = frozenset((NOT_NAMED, PARENT_IN_NAME, INSISTED))
"""Codes of what is taken all the same, and is worth a look."""

ENCODING_WORDS = {
    "utf-8": mark("UTF-8"),
    "utf-16-le": mark("UTF-16"),
    "utf-16-be": mark("UTF-16, the other order"),
    "cp1256": mark("Windows, Arabic and Urdu"),
    "cp1252": mark("Windows, Western"),
}

SEPARATOR_WORDS = {",": mark("commas"), ";": mark("semicolons"), "\t": mark("tabs"), "|": mark("bars")}

GROUPING_WORDS: dict[Grouping, str] = {
    Grouping.NUMBER: mark("with the same household number"),
    Grouping.HEAD: mark("with the same head and place"),
    Grouping.ROW: mark("each row is a household"),
}

FIT_WORDS: dict[Fit, str] = {
    Fit.CHOSEN: mark("chosen"),
    Fit.HEADING: mark("known heading"),
    Fit.WORDS: mark("by words of the heading"),
    Fit.CONTENT: mark("by what stands in it"),
}

_QUESTIONS: dict[Doubt, str] = {
    Doubt.SECOND_NAME: mark("{column} is a second column of names. Are they the same people's, in Latin letters?"),
    Doubt.SAME_HEADING: mark("The heading {column} stands over several columns. Is the one that was taken right?"),
    Doubt.BY_HEAD: mark("Are rows with the same head ({column}) at the same place one household?"),
    Doubt.SIZE: mark(
        "{column} counts people whom the list does not name. Only people with a name are registered, and rations that "
        "depend on the number of people count them alone. Bring in the named people only?"
    ),
    Doubt.NAME_AND_PARENT: mark("{column} holds a name with the father's or husband's. Take them apart?"),
    Doubt.ALONE: mark("No column says which rows belong together. Does everybody in the list live alone?"),
}

_SHORT: dict[str, str] = {
    Finding.PLACE_MISSING: mark("no place"),
    Finding.PLACE_UNKNOWN: mark("a place that is not in the list, or there are several of this name"),
    Finding.CONSENT_MISSING: mark("no consent"),
    Finding.MEMBER_MISSING: mark("no person in this household"),
    Finding.NAME_MISSING: mark("no name"),
    Finding.SEX_MISSING: mark("not said whether woman or man"),
    Finding.CNIC_LENGTH: mark("not 13 digits"),
    Finding.CNIC_CHARACTER: mark("something in the number that is no digit"),
    Finding.CNIC_FILLER: mark("a filler, no number"),
    Finding.ID_NUMBER_SHAPE: mark("not the number of such a paper"),
    Finding.PHONE_CHARACTER: mark("something in the number that is no digit"),
    Finding.PHONE_LENGTH: mark("not the length of a phone number"),
    Finding.AGE_RANGE: mark("not an age"),
    Finding.NEVER_KEPT: mark("speaks of a matter that is never kept"),
    INSISTED: mark("speaks of a matter that is never kept"),
    LEFT_OUT: mark("not understood"),
    PARENT_IN_NAME: mark("a name and the father's or husband's in one cell"),
    OTHERS: mark("somebody else of this household cannot be taken"),
}


def field_label(field: str) -> str:
    """A field that a column can be, in the language spoken now."""
    return tr(FIELD_WORDS[ImportField(field)]) if field in ImportField else field


def encoding_label(encoding: str) -> str:
    """A kind of text file, in the language spoken now."""
    return tr(ENCODING_WORDS[encoding])


def separator_label(separator: str) -> str:
    """What divides the columns of a text file, in the language spoken now."""
    return tr(SEPARATOR_WORDS[separator])


def grouping_label(grouping: Grouping) -> str:
    """Which rows are one household, in the language spoken now."""
    return tr(GROUPING_WORDS[grouping])


def fit_label(fit: Fit) -> str:
    """By what a column is known, in the language spoken now."""
    return tr(FIT_WORDS[fit])


def question_sentence(question: Question) -> str:
    """What is asked about a list, with an example where there is one."""
    said = tr(_QUESTIONS[question.doubt], column=joined(*question.columns))
    return f"{said} ({isolated(question.example)})" if question.example else said


def where_label(where: str) -> str:
    """A field of a draft without its numbers: ``members.id.number``."""
    name = FIELDS.get(where) or FIELDS.get(where.removeprefix("members."))
    return tr(name) if name else where.rsplit(".", 1)[-1]


def reason_label(code: str, where: str, facts: dict[str, str]) -> str:
    """What is the matter, in a few words."""
    if code == NOT_NAMED:
        return tr("{named} of {size} people are named", **facts) if facts else tr("not everybody is named")
    short = _SHORT.get(code)
    if short is not None:
        return tr(short)
    if not facts and "{" in SENTENCES.get(code, ""):
        return tr("Look at this once more.")
    return say_problem(Problem(where, code, facts=facts))


def told_troubles(troubles: Iterable[Trouble]) -> list[Trouble]:
    """The kinds of problems with one line for each sentence: some facts tell rows apart and are not said."""
    lines: dict[tuple[str, str], Trouble] = {}
    for one in troubles:
        key = (one.where, reason_label(one.code, one.where, one.facts))
        same = lines.get(key)
        if same is not None:
            rows = tuple(sorted({*same.rows, *one.rows}))[:FIRST_ROWS]
            one = replace(same, count=same.count + one.count, rows=rows)
        lines[key] = one
    return sorted(lines.values(), key=lambda one: (not one.stops, -one.count))


def say_short(reason: Reason) -> str:
    """What is the matter with a row and what becomes of it, beside the name of the field."""
    why = reason_label(reason.code, reason.where, reason.facts)
    if reason.stops:
        return tr("not taken: {why}", why=why)
    if reason.code in KEPT_AS_IT_IS:
        return why
    return tr("compare: {why}", why=why) if reason.code in HINTS else tr("left out: {why}", why=why)


def phones_left_words(phones: int) -> str:
    """That phones of a list are not kept, and why."""
    return tr_n(
        "{n} phone is not kept: nobody said that phones may be kept.",
        "{n} phones are not kept: nobody said that phones may be kept.",
        phones,
    )


def say_reason(reason: Reason) -> str:
    """One reason as it stands in the file of rows that are not taken."""
    # some reasons are sentences of their own, with a full stop of the language
    why = reason_label(reason.code, reason.where, reason.facts).rstrip(".۔")
    field = where_label(reason.where)
    if reason.code == OTHERS:
        return tr("Not taken: {why}.", why=why)
    if reason.stops:
        return tr("Not taken: {field}: {why}.", field=field, why=why)
    if reason.code in KEPT_AS_IT_IS:
        return tr("To look at: {field}: {why}.", field=field, why=why)
    if reason.code in HINTS:
        return tr("Taken, but compare: {field}: {why}.", field=field, why=why)
    return tr("Left out: {field}: {why}.", field=field, why=why)
