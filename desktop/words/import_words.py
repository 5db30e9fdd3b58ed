"""Words of imports: fields that a column can be, matters that are never kept, and why a row is not taken."""

from desktop.exchange.import_drafts import OTHERS
from desktop.exchange.import_person import LEFT_OUT
from desktop.records.imports import Reason
from desktop.values.finding import HINTS, Finding
from desktop.values.import_field import ImportField, NeverKept
from desktop.values.problem import Problem
from desktop.words.catalogue import mark, tr
from desktop.words.problems import FIELDS, say_problem

FIELD_WORDS: dict[ImportField, str] = {
    ImportField.HOUSEHOLD: mark("Household: its number in the list"),
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

MATTER_WORDS: dict[NeverKept, str] = {
    NeverKept.EMPLOYER: mark("employer, owner or workplace"),
    NeverKept.DEBT: mark("debt or advance"),
    NeverKept.RELIGION: mark("religion"),
    NeverKept.CASTE: mark("caste or tribe"),
    NeverKept.NATIONALITY: mark("nationality"),
}

ENCODING_WORDS = {
    "utf-8": mark("UTF-8"),
    "utf-16-le": mark("UTF-16"),
    "utf-16-be": mark("UTF-16, the other order"),
    "cp1256": mark("Windows, Arabic and Urdu"),
    "cp1252": mark("Windows, Western"),
}

SEPARATOR_WORDS = {",": mark("commas"), ";": mark("semicolons"), "\t": mark("tabs"), "|": mark("bars")}

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
    LEFT_OUT: mark("not understood"),
    OTHERS: mark("somebody else of this household cannot be taken"),
}


def field_label(field: str) -> str:
    """A field that a column can be, in the language spoken now."""
    return tr(FIELD_WORDS[ImportField(field)]) if field in ImportField else field


def matter_label(matter: str) -> str:
    """A matter that is never kept, in the language spoken now."""
    return tr(MATTER_WORDS[NeverKept(matter)]) if matter in NeverKept else matter


def encoding_label(encoding: str) -> str:
    """A kind of text file, in the language spoken now."""
    return tr(ENCODING_WORDS[encoding])


def separator_label(separator: str) -> str:
    """What divides the columns of a text file, in the language spoken now."""
    return tr(SEPARATOR_WORDS[separator])


def where_label(where: str) -> str:
    """A field of a draft without its numbers: ``members.id.number``."""
    name = FIELDS.get(where) or FIELDS.get(where.removeprefix("members."))
    return tr(name) if name else where.rsplit(".", 1)[-1]


def reason_label(code: str, where: str, facts: dict[str, str]) -> str:
    """What is the matter, in a few words."""
    short = _SHORT.get(code)
    if short is not None:
        return tr(short)
    return say_problem(Problem(where, code, facts=facts))


def say_reason(reason: Reason) -> str:
    """One reason as it stands in the file of rows that are not taken."""
    field, why = where_label(reason.where), reason_label(reason.code, reason.where, reason.facts)
    if reason.code == OTHERS:
        return tr("Not taken: {why}.", why=why)
    if reason.stops:
        return tr("Not taken: {field}: {why}.", field=field, why=why)
    if reason.code in HINTS:
        return tr("Taken, but compare: {field}: {why}.", field=field, why=why)
    return tr("Left out: {field}: {why}.", field=field, why=why)
