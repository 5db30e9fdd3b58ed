"""What there is to say about a household draft: the codes of its problems; the sentences are in `desktop.words`."""

from enum import StrEnum


class Finding(StrEnum):
    """Codes of problems. Facts that fill a sentence stand beside each as ``{name}``."""

    PLACE_MISSING = "place_missing"
    PLACE_UNKNOWN = "place_unknown"
    CONSENT_MISSING = "consent_missing"
    MEMBER_MISSING = "member_missing"
    TOO_MANY_MEMBERS = "too_many_members"  # {count} {limit}
    NAME_MISSING = "name_missing"
    SEX_MISSING = "sex_missing"
    UNSAFE_CHARACTER = "unsafe_character"  # {kind} {position} {code_point}
    TOO_LONG = "too_long"  # {length} {limit}
    RELATION_UNKNOWN = "relation_unknown"
    SECOND_HEAD = "second_head"
    AGE_RANGE = "age_range"  # {years} {limit}
    AGE_DATE_FUTURE = "age_date_future"  # {as_of}
    SLOT_RANGE = "slot_range"  # {slot} {limit}
    SLOT_TAKEN = "slot_taken"  # {slot}
    TOO_MANY_HOLDERS = "too_many_holders"  # {count} {limit}
    ID_TYPE_UNKNOWN = "id_type_unknown"
    ID_TYPE_NEEDED = "id_type_needed"
    ID_NUMBER_SHAPE = "id_number_shape"
    CNIC_LENGTH = "cnic_length"  # {digits}
    CNIC_CHARACTER = "cnic_character"
    CNIC_FILLER = "cnic_filler"
    CNIC_RUN = "cnic_run"
    CNIC_PREFIX = "cnic_prefix"
    CNIC_SEX_DIGIT = "cnic_sex_digit"
    NUMBER_TWICE = "number_twice"
    NUMBER_USED = "number_used"
    PHONE_CHARACTER = "phone_character"
    PHONE_LENGTH = "phone_length"
    PHONE_UNUSUAL = "phone_unusual"
    PHONE_NOT_KEPT = "phone_not_kept"
    PHOTO_WITHOUT_CONSENT = "photo_without_consent"
    PHOTO_UNDER_FIVE = "photo_under_five"
    PHOTO_UNUSABLE = "photo_unusable"
    HOLDER_HAS_CARD = "holder_has_card"  # {slot}
    MEMBER_UNKNOWN = "member_unknown"
