"""The canonical content of a registration: what the ledger's commitment opens to; photos stand in it as SHA-256."""

from collections.abc import Sequence
from enum import StrEnum
from hashlib import blake2b, sha256
from uuid import UUID

from desktop.records.household import ConsentDraft, HouseholdDraft, MemberDraft
from desktop.records.trusted_person import CollectorDraft, IntermediaryDraft, VoucherDraft
from desktop.security.canonical import Json
from desktop.values.identifiers import HouseholdCode


def content_of(draft: HouseholdDraft, code: HouseholdCode, registrants: Sequence[UUID]) -> dict[str, Json]:
    """The whole household as kept: code, place, consent, every member with its registrant's id; empty fields left out.

    `registrants` stand in the order of the members.
    """
    content: dict[str, Json] = {
        "code": code.text,
        "place": place_content(draft),
        "consent": _consent(draft.consent),
        "members": [_member(member, who) for member, who in zip(draft.members, registrants, strict=True)],
        **size_content(draft),
    }
    if draft.collectors is not None:
        content["collectors"] = [collector_content(one) for one in draft.collectors]
    if draft.vouchers is not None:
        content["vouchers"] = [voucher_content(one) for one in draft.vouchers]
    return content


def place_content(draft: HouseholdDraft) -> dict[str, Json]:
    """Where a household is; its home only where that is another place."""
    home: dict[str, Json] = {"home_pcode": draft.home_pcode} if draft.home_pcode else {}
    return {"pcode": draft.pcode, "village": draft.village, **home}


def size_content(draft: HouseholdDraft) -> dict[str, Json]:
    """How many people a household has, only where that was told."""
    return {"told_size": draft.told_size} if draft.told_size else {}


def village_mark(household: str, village: str) -> str:
    """What stands for a village in the entry of an import, whose content is of many households and cannot be erased.

    Rows can be held against it, and it tells nobody the village who does not know it already.
    """
    return blake2b(f"{household}\0{village}".encode(), digest_size=16).hexdigest()


def marked_place(household: UUID, draft: HouseholdDraft) -> dict[str, Json]:
    """As `place_content`, with the mark of the village in its place."""
    place = place_content(draft)
    del place["village"]
    return place | {"village_mark": village_mark(str(household), draft.village)}


def collector_content(collector: CollectorDraft) -> dict[str, Json]:
    """One collector as kept; empty fields left out."""
    return _without_empty(
        name_as_told=collector.name_as_told,
        name_latin=collector.name_latin,
        relation=collector.relation,
        phone=collector.phone,
        registrant=None if collector.registrant is None else str(collector.registrant),
    )


def voucher_content(voucher: VoucherDraft) -> dict[str, Json]:
    """One voucher as kept; empty fields left out."""
    return _without_empty(
        name_as_told=voucher.name_as_told,
        name_latin=voucher.name_latin,
        relation=voucher.relation,
        phone=voucher.phone,
        registrant=None if voucher.registrant is None else str(voucher.registrant),
    )


def intermediary_content(intermediary: IntermediaryDraft) -> dict[str, Json]:
    """One intermediary as noted; empty fields left out."""
    return _without_empty(
        role=intermediary.role,
        name_as_told=intermediary.name_as_told,
        name_latin=intermediary.name_latin,
        phone=intermediary.phone,
        pcode=intermediary.pcode,
        village=intermediary.village,
    )


def _consent(consent: ConsentDraft) -> dict[str, Json]:
    return {
        "register": _said(consent.register),
        "photo": _said(consent.photo),
        "phone": _said(consent.phone),
        "read_by": consent.read_by.value,
        "language": consent.language.value,
        "heard_in_queue": _said(consent.heard_in_queue),
    }


def _said(yes: bool) -> str:
    # canonical JSON of ours has no true and false
    return "yes" if yes else "no"


def _member(member: MemberDraft, registrant: UUID) -> dict[str, Json]:
    plain = _without_empty(
        name_as_told=member.name_as_told,
        name_latin=member.name_latin,
        parent_name=member.parent_name,
        parent_latin=member.parent_latin,
        parent_relation=member.parent_relation,
        relation=member.relation,
        sex=member.sex,
        age_years=member.age_years,
        age_method=member.age_method,
        age_as_of=None if member.age_as_of is None else member.age_as_of.isoformat(),
        id_type=member.id_type,
        id_number=member.id_number,
        phone=member.phone,
        phone_owner=member.phone_owner,
        safe_to_call=member.safe_to_call,
        work_kind=member.work_kind,
        disability=member.disability,
        holder=member.holder,
        photo_sha256=None if member.photo is None else sha256(member.photo).hexdigest(),
        unnamed=member.unnamed or None,
        age_event=member.age_event,
        number_seen=member.number_seen,
        safe_times=member.safe_times,
        washington=member.washington,
        intermediary=member.intermediary,
    )
    return {"registrant": str(registrant), **plain}


def _without_empty(**told: str | int | bool | StrEnum | None) -> dict[str, Json]:
    return {key: _plain(value) for key, value in told.items() if value is not None and value != ""}


def _plain(value: str | int | bool | StrEnum) -> str | int:
    if isinstance(value, StrEnum):
        return value.value
    return _said(value) if isinstance(value, bool) else value
