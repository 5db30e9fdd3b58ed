"""The JSON shape of a household draft, each field with the sentence that explains it to who writes such files."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from desktop.domain.household_checks import TOLD_MOST
from desktop.domain.person_checks import TIMES_LIMIT
from desktop.reference.tables import id_types, relationships
from desktop.values.text import NAME_LIMIT
from desktop.values.vocabulary import (
    AgeEvent,
    AgeMethod,
    ConsentLanguage,
    ConsentReader,
    Difficulty,
    Intermediary,
    NumberSeen,
    ParentRelation,
    PhoneOwner,
    Sex,
    VoucherRelation,
    Washington,
    WorkKind,
)

# Limits stand in the schema only: what goes beyond them is for the check to name, beside everything else that is wrong.
_NAME = {"maxLength": NAME_LIMIT}


def _told(description: str, **limits: Any) -> Meta:
    return Meta(description=description, extra_json_schema=limits or None)


class Place(msgspec.Struct, forbid_unknown_fields=True):
    """Where the household lives."""

    pcode: Annotated[str, _told("P-code of the tehsil or district, as `haqdar places` lists it.")] = ""
    village: Annotated[str, _told("Village, chak, goth or quarter, in any script.", **_NAME)] = ""
    home_pcode: Annotated[
        str, _told("P-code of where the home is, when that is elsewhere: many move from season to season.")
    ] = ""


class Consent(msgspec.Struct, forbid_unknown_fields=True):
    """What was agreed to after the consent text was read aloud."""

    register: Annotated[bool, _told("Whether the household agrees to be registered; else nothing is kept.")] = False
    photo: Annotated[bool, _told("Whether photos may be kept; without it a photo is refused.")] = False
    phone: Annotated[bool, _told("Whether phone numbers may be kept; without it they are left out.")] = False
    read_by: Annotated[ConsentReader, _told("Who read the text aloud.")] = ConsentReader.CLERK
    language: Annotated[ConsentLanguage, _told("The language in which it was read.")] = ConsentLanguage.URDU
    heard_in_queue: Annotated[
        bool, _told("Whether it was read to the waiting group; the questions are asked at the desk all the same.")
    ] = False


class Age(msgspec.Struct, forbid_unknown_fields=True):
    """An age as it is known; nobody has to know it exactly."""

    years: Annotated[int | None, _told("How many whole years.", minimum=0, maximum=120)] = None
    method: Annotated[
        AgeMethod | None, _told("Whether a document shows it, or it was stated, estimated, or found by an event.")
    ] = None
    as_of: Annotated[date | None, _told("The day on which the age was true; today when it is left out.")] = None
    event: Annotated[AgeEvent | None, _told("The event that everybody remembers, by which the age is found.")] = None
    age_then: Annotated[
        int | None, _told("How many years old the person was when the event came; gives the years.", minimum=0)
    ] = None
    born_after: Annotated[
        int | None, _told("Born so many years after the event; gives the years.", minimum=0, maximum=120)
    ] = None


class Identity(msgspec.Struct, forbid_unknown_fields=True):
    """An identity paper; nobody needs one."""

    type: Annotated[str, _told("Kind of paper; NONE when there is none.", enum=list(id_types()))] = "CNIC"
    number: Annotated[str, _told("Its number in any digit script, with or without hyphens.", maxLength=60)] = ""
    seen: Annotated[
        NumberSeen | None, _told("Whether the paper itself was seen, or a copy, or the number was said aloud.")
    ] = None


class Phone(msgspec.Struct, forbid_unknown_fields=True):
    """A phone on which the person can be reached."""

    number: Annotated[str, _told("The number as people write it: 03XX-XXXXXXX, or + and country.", maxLength=60)] = ""
    owner: Annotated[PhoneOwner | None, _told("Whose phone it is.")] = None
    safe_to_call: Annotated[bool | None, _told("Whether a call puts the person into no danger.")] = None
    safe_times: Annotated[str, _told("When a call is safe, in the person's own words.", maxLength=TIMES_LIMIT)] = ""


Answer = Literal[1, 2, 3, 4] | None

_ANSWER = "1 no difficulty, 2 some, 3 a lot, 4 cannot do it at all"


class Functioning(msgspec.Struct, forbid_unknown_fields=True):
    """The Washington Group short set: how much difficulty somebody has; every question may be left out."""

    seeing: Annotated[Answer, _told(f"Seeing, even with glasses: {_ANSWER}.")] = None
    hearing: Annotated[Answer, _told(f"Hearing, even with a hearing aid: {_ANSWER}.")] = None
    walking: Annotated[Answer, _told(f"Walking or climbing steps: {_ANSWER}.")] = None
    remembering: Annotated[Answer, _told(f"Remembering or concentrating: {_ANSWER}.")] = None
    self_care: Annotated[Answer, _told(f"Washing all over or dressing: {_ANSWER}.")] = None
    communicating: Annotated[Answer, _told(f"Understanding or being understood: {_ANSWER}.")] = None


class Member(msgspec.Struct, forbid_unknown_fields=True):
    """One person of the household; a name in any script and a sex are needed, nothing else is."""

    name_as_told: Annotated[str, _told("The name in Urdu or Sindhi letters, titles included.", **_NAME)] = ""
    name_latin: Annotated[str, _told("The name in Latin letters.", **_NAME)] = ""
    parent_name: Annotated[str, _told("Father's or husband's name in Urdu or Sindhi letters.", **_NAME)] = ""
    parent_latin: Annotated[str, _told("Father's or husband's name in Latin letters.", **_NAME)] = ""
    parent_relation: Annotated[ParentRelation | None, _told("How the named parent or spouse is related.")] = None
    relation: Annotated[str, _told("Relation to the head of the household.", enum=["", *relationships()])] = ""
    sex: Annotated[Sex | None, _told("F, M, or X for khwaja sira.")] = None
    age: Annotated[Age | None, _told("Age as it is known.")] = None
    id: Annotated[Identity | None, _told("Identity paper, if there is one.")] = None
    phone: Annotated[Phone | None, _told("Phone, if there is one.")] = None
    work_kind: Annotated[WorkKind | None, _told("What kind of work the person does; never where or for whom.")] = None
    disability: Annotated[bool | None, _told("Whether a disability was told; left out when it was not asked.")] = None
    holder: Annotated[
        int | None,
        _told(
            "Holder slot for an own card; left out by all, the woman who is head or wife gets 1, else the first adult.",
            minimum=1,
            maximum=9,
        ),
    ] = None
    photo: Annotated[str | None, _told("File name of a face photo, beside the JSON file.")] = None
    registrant: Annotated[UUID | None, _told("In a correction: whom it is about, as `household show` names it.")] = None
    unnamed: Annotated[
        bool, _told("An infant without a name yet, up to a year old or of unknown age: shown as child of the parent.")
    ] = False
    washington: Annotated[
        Functioning | None, _told("Answers to the six questions on functioning; from them comes the disability.")
    ] = None
    intermediary: Annotated[
        Intermediary | None, _told("When the person stands between workers and owners: holds no card for workers.")
    ] = None


class Collector(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody whom the holder chose, in private, to receive for the household."""

    name_as_told: Annotated[str, _told("The name in Urdu or Sindhi letters.", **_NAME)] = ""
    name_latin: Annotated[str, _told("The name in Latin letters.", **_NAME)] = ""
    relation: Annotated[str, _told("Relation to the head of the household.", enum=["", *relationships()])] = ""
    phone: Annotated[str, _told("A phone, as people write it.", maxLength=60)] = ""
    registrant: Annotated[UUID | None, _told("Who it is, when the register knows the person.")] = None
    member: Annotated[
        int | None, _told("Who it is, when it is a member of this draft: the place in the list, from 0.", minimum=0)
    ] = None


class Voucher(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody who knows the household and says so, for people without papers."""

    name_as_told: Annotated[str, _told("The name in Urdu or Sindhi letters.", **_NAME)] = ""
    name_latin: Annotated[str, _told("The name in Latin letters.", **_NAME)] = ""
    relation: Annotated[VoucherRelation | None, _told("How this person knows the household.")] = None
    phone: Annotated[str, _told("A phone, as people write it.", maxLength=60)] = ""
    registrant: Annotated[UUID | None, _told("Who it is, when the register knows the person.")] = None


class Household(msgspec.Struct, forbid_unknown_fields=True):
    """A household as told, for `haqdar register` and `haqdar household correct`."""

    place: Annotated[Place, _told("Where the household lives.")] = msgspec.field(default_factory=Place)
    consent: Annotated[Consent, _told("What was agreed to.")] = msgspec.field(default_factory=Consent)
    members: Annotated[list[Member], _told("Everybody who shares the hearth.", minItems=1, maxItems=60)] = []
    collectors: Annotated[
        list[Collector] | None, _told("At most two adults who may receive; left out of a correction they stay.")
    ] = None
    vouchers: Annotated[
        list[Voucher] | None, _told("Who says that they know the household; left out of a correction they stay.")
    ] = None
    people_told: Annotated[
        int | None,
        _told(
            "How many people the household has when not everybody is named; left out of a correction it stays, "
            "0 takes it away.",
            minimum=0,
            maximum=TOLD_MOST,
        ),
    ] = None


WORDS: dict[str, tuple[str, ...]] = {
    "read_by": tuple(ConsentReader),
    "language": tuple(ConsentLanguage),
    "method": tuple(AgeMethod),
    "owner": tuple(PhoneOwner),
    "parent_relation": tuple(ParentRelation),
    "sex": tuple(Sex),
    "work_kind": tuple(WorkKind),
    "event": tuple(AgeEvent),
    "seen": tuple(NumberSeen),
    "intermediary": tuple(Intermediary),
    **dict.fromkeys(Washington, tuple(Difficulty)),
    "relation": tuple(VoucherRelation),
}
"""The last step of a path to the words that may stand there."""

_REQUIRED = {
    "Household": ["place", "consent", "members"],
    "Place": ["pcode"],
    "Consent": ["register"],
    "Member": ["sex"],
}
_NAMED = [{"required": ["name_as_told"]}, {"required": ["name_latin"]}]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a household draft; every field carries a sentence."""
    (whole,), parts = msgspec.json.schema_components([Household], ref_template="#/$defs/{name}")
    for name, required in _REQUIRED.items():
        parts[name]["required"] = required
    parts["Member"]["anyOf"] = _NAMED
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": parts}
