"""The canonical content of a registration: what the ledger's commitment opens to; photos stand in it as SHA-256."""

from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from desktop.records.household import ConsentDraft, HouseholdDraft, MemberDraft
from desktop.security.canonical import Json
from desktop.values.identifiers import HouseholdCode


def content_of(draft: HouseholdDraft, code: HouseholdCode, registrants: Sequence[UUID]) -> dict[str, Json]:
    """The whole household as kept: code, place, consent, every member with its registrant's id; empty fields left out.

    `registrants` stand in the order of the members.
    """
    return {
        "code": code.text,
        "place": {"pcode": draft.pcode, "village": draft.village},
        "consent": _consent(draft.consent),
        "members": [_member(member, who) for member, who in zip(draft.members, registrants, strict=True)],
    }


def _consent(consent: ConsentDraft) -> dict[str, Json]:
    return {
        "register": _said(consent.register),
        "photo": _said(consent.photo),
        "phone": _said(consent.phone),
        "read_by": consent.read_by.value,
        "language": consent.language.value,
    }


def _said(yes: bool) -> str:
    # canonical JSON of ours has no true and false
    return "yes" if yes else "no"


def _member(member: MemberDraft, registrant: UUID) -> dict[str, Json]:
    told: dict[str, str | int | bool | StrEnum | None] = {
        "name_as_told": member.name_as_told,
        "name_latin": member.name_latin,
        "parent_name": member.parent_name,
        "parent_latin": member.parent_latin,
        "parent_relation": member.parent_relation,
        "relation": member.relation,
        "sex": member.sex,
        "age_years": member.age_years,
        "age_method": member.age_method,
        "age_as_of": None if member.age_as_of is None else member.age_as_of.isoformat(),
        "id_type": member.id_type,
        "id_number": member.id_number,
        "phone": member.phone,
        "phone_owner": member.phone_owner,
        "safe_to_call": member.safe_to_call,
        "work_kind": member.work_kind,
        "disability": member.disability,
        "holder": member.holder,
        "photo_sha256": None if member.photo is None else sha256(member.photo).hexdigest(),
    }
    plain = {key: _plain(value) for key, value in told.items() if value is not None and value != ""}
    return {"registrant": str(registrant), **plain}


def _plain(value: str | int | bool | StrEnum) -> str | int:
    if isinstance(value, StrEnum):
        return value.value
    return _said(value) if isinstance(value, bool) else value
