"""What a column of a foreign list may be: the fields of a household that are taken, and the matters that never are."""

from enum import StrEnum


class ImportField(StrEnum):
    """A field of the household draft that a column can fill; the value stands in map files."""

    HOUSEHOLD = "household"
    """What rows of one household have in common: a number or key of the list itself."""
    HEAD = "head"
    """The head's name on every row of a household, for lists without a number of it."""
    SIZE = "size"
    """How many people the list says live there."""
    SUBMISSION = "submission"
    """The submission's own id (Kobo's _uuid), by which it is known when it comes again."""
    PCODE = "pcode"
    DISTRICT = "district"
    TEHSIL = "tehsil"
    VILLAGE = "village"
    CONSENT = "consent"
    CONSENT_PHONE = "consent_phone"
    CONSENT_LANGUAGE = "consent_language"
    NAME = "name"
    NAME_MORE = "name_more"
    """A further part of the name, put after it."""
    NAME_LATIN = "name_latin"
    PARENT = "parent"
    """Father's or husband's name, whichever it is."""
    PARENT_LATIN = "parent_latin"
    FATHER = "father"
    HUSBAND = "husband"
    PARENT_RELATION = "parent_relation"
    RELATION = "relation"
    SEX = "sex"
    AGE = "age"
    BIRTH = "birth"
    """A day or a year of birth."""
    ID_TYPE = "id_type"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    PHONE_OWNER = "phone_owner"
    SAFE_TO_CALL = "safe_to_call"
    WORK_KIND = "work_kind"
    DISABILITY = "disability"
    HOLDER = "holder"

    @property
    def of_household(self) -> bool:
        """Whether it is told once for the household, not for each person."""
        return self in _OF_HOUSEHOLD


_OF_HOUSEHOLD = frozenset(
    {
        ImportField.HOUSEHOLD,
        ImportField.HEAD,
        ImportField.SIZE,
        ImportField.SUBMISSION,
        ImportField.PCODE,
        ImportField.DISTRICT,
        ImportField.TEHSIL,
        ImportField.VILLAGE,
        ImportField.CONSENT,
        ImportField.CONSENT_PHONE,
        ImportField.CONSENT_LANGUAGE,
    }
)


class Fit(StrEnum):
    """By what a column was taken for what it is, the surest first."""

    CHOSEN = "chosen"
    """A clerk or a map said it."""
    HEADING = "heading"
    """Its whole heading is known."""
    WORDS = "words"
    """Some words of its heading are."""
    CONTENT = "content"
    """What stands in it looks so."""


class Grouping(StrEnum):
    """Which rows of a list are one household."""

    NUMBER = "number"
    """Those with the same number or code of a household."""
    HEAD = "head"
    """Those with the same head at the same place."""
    ROW = "row"
    """Each row is a household."""


class Doubt(StrEnum):
    """What cannot be told from a list alone, so that a person is asked."""

    SECOND_NAME = "second_name"
    """A second column of names: it may be the same people's in Latin letters, or something else."""
    SAME_HEADING = "same_heading"
    """A heading that stands over two columns, one of which is taken."""
    BY_HEAD = "by_head"
    """Rows would be brought together by head and place."""
    SIZE = "size"
    """The list counts people whom it does not name; only people who are named are registered."""
    NAME_AND_PARENT = "name_and_parent"
    """A name with the father's or husband's in one cell, *Sakina d/o Rahim*."""
    ALONE = "alone"
    """Nothing says which rows belong together: every person would be a household."""

    @property
    def holds(self) -> bool:
        """Whether nothing is brought in before it is answered, where nobody can be asked."""
        return self is not Doubt.ALONE


class NeverKept(StrEnum):
    """Matters that no register of ours keeps: a column on one is not taken, not stored and not copied into any file."""

    EMPLOYER = "employer"
    """Employer, owner, workplace, and whoever stands between."""
    DEBT = "debt"
    RELIGION = "religion"
    CASTE = "caste"
    NATIONALITY = "nationality"
