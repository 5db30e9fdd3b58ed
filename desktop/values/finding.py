"""What there is to say about a household draft: the codes of its problems; the sentences are in `desktop.words`."""

from enum import StrEnum


class Finding(StrEnum):
    """Codes of problems. Facts that fill a sentence stand beside each as ``{name}``."""

    PLACE_MISSING = "place_missing"
    PLACE_UNKNOWN = "place_unknown"
    PLACE_IS_DISTRICT = "place_is_district"
    VILLAGE_IS_TEHSIL = "village_is_tehsil"
    CONSENT_MISSING = "consent_missing"
    MEMBER_MISSING = "member_missing"
    TOO_MANY_MEMBERS = "too_many_members"  # {count} {limit}
    SIZE_RANGE = "size_range"  # {count} {limit}
    NAME_MISSING = "name_missing"
    UNNAMED_NOT_INFANT = "unnamed_not_infant"
    NAME_HAS_DIGIT = "name_has_digit"
    SEX_MISSING = "sex_missing"
    UNSAFE_CHARACTER = "unsafe_character"  # {kind} {position} {code_point}
    TOO_LONG = "too_long"  # {length} {limit}
    NEVER_KEPT = "never_kept"  # {matter}
    RELATION_UNKNOWN = "relation_unknown"
    SECOND_HEAD = "second_head"
    AGE_RANGE = "age_range"  # {years} {limit}
    SPOUSE_YOUNG = "spouse_young"  # {years}
    PARENT_TOO_YOUNG = "parent_too_young"  # {parent} {child}
    CNIC_OF_CHILD = "cnic_of_child"
    SEX_OF_RELATION = "sex_of_relation"
    AGE_DATE_FUTURE = "age_date_future"  # {as_of}
    ANSWERS_UNFIT = "answers_unfit"
    SLOT_RANGE = "slot_range"  # {slot} {limit}
    SLOT_TAKEN = "slot_taken"  # {slot}
    TOO_MANY_HOLDERS = "too_many_holders"  # {count} {limit}
    HOLDER_INFANT = "holder_infant"
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
    PHONE_SHARED = "phone_shared"  # {count}
    PHONE_OWNER_NEEDED = "phone_owner_needed"  # {count}
    PHOTO_WITHOUT_CONSENT = "photo_without_consent"
    PHOTO_UNDER_FIVE = "photo_under_five"
    PHOTO_UNUSABLE = "photo_unusable"
    HOLDER_HAS_CARD = "holder_has_card"  # {slot}
    MEMBER_UNKNOWN = "member_unknown"
    NO_ADULT_LEFT = "no_adult_left"
    LEADS_NOW = "leads_now"  # {name}
    HOLDS_CARD_NOW = "holds_card_now"  # {name} {slot}
    CARD_ENDED = "card_ended"  # {card}
    NO_HOLDER_LEFT = "no_holder_left"
    DREW_BEFORE = "drew_before"  # {round}
    PERSON_UNKNOWN = "person_unknown"
    NOT_NAMEABLE = "not_nameable"
    COLLECTOR_NOT_ADULT = "collector_not_adult"
    NAMED_TWICE = "named_twice"
    TOO_MANY_COLLECTORS = "too_many_collectors"  # {count} {limit}
    TOO_MANY_VOUCHERS = "too_many_vouchers"  # {count} {limit}
    ROLE_MISSING = "role_missing"
    VILLAGE_OR_PHONE = "village_or_phone"
    WORKPLACE_KIND_MISSING = "workplace_kind_missing"
    PLACE_HOLDS_NUMBER = "place_holds_number"
    PLACE_HOLDS_PERSON = "place_holds_person"
    DAY_MISSING = "day_missing"
    DAY_FUTURE = "day_future"  # {day}
    DAY_LONG_AGO = "day_long_ago"  # {day}
    MET_MISSING = "met_missing"
    MET_RANGE = "met_range"  # {count} {limit}
    VISIT_AGAIN = "visit_again"  # {count}
    RESULT_MISSING = "result_missing"
    PAPER_UNFIT = "paper_unfit"


HINTS = frozenset(
    {
        Finding.PLACE_IS_DISTRICT,
        Finding.VILLAGE_IS_TEHSIL,
        Finding.NAME_HAS_DIGIT,
        Finding.SPOUSE_YOUNG,
        Finding.PARENT_TOO_YOUNG,
        Finding.CNIC_OF_CHILD,
        Finding.SEX_OF_RELATION,
    }
)
"""What is hardly so: it is said where it stands, and kept as it was told."""
