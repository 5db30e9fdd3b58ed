"""What a column of a foreign list may be: the fields of a household that are taken, and the matters that never are."""

from enum import StrEnum


class ImportField(StrEnum):
    """A field of the household draft that a column can fill; the value stands in map files."""

    HOUSEHOLD = "household"
    """What rows of one household have in common: a number or key of the list itself."""
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


class NeverKept(StrEnum):
    """Matters that no register of ours keeps: a column on one is not taken, not stored and not copied into any file."""

    EMPLOYER = "employer"
    """Employer, owner, workplace, and whoever stands between."""
    DEBT = "debt"
    RELIGION = "religion"
    CASTE = "caste"
    NATIONALITY = "nationality"
